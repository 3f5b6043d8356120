package source

import "github.com/fenjie/fenjie/internal/say"

// Error says which byte of a file is no text, and why. Offset counts the bytes
// before it, so the first byte of a file is byte 0; a byte order mark counts.
type Error struct {
	Path   string
	Offset int64
	Reason string
}

// Error is one line, the file first: `plan.jpg: not text: JPEG image (byte 0)`.
func (e *Error) Error() string { return e.Say().Error() }

// Say is the error as a message that can be translated.
func (e *Error) Say() error {
	return say.Errorf("%s: %s (byte %d)", e.Path, say.Phrase(e.Reason), e.Offset)
}
