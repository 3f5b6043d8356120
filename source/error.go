package source

import "fmt"

// Error says which byte of a file is no text, and why. Offset counts the bytes
// before it, so the first byte of a file is byte 0; a byte order mark counts.
type Error struct {
	Path   string
	Offset int64
	Reason string
}

// Error is one line, the file first: `plan.jpg: not text: JPEG image (byte 0)`.
func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s (byte %d)", e.Path, e.Reason, e.Offset)
}
