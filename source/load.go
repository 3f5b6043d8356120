package source

import (
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/fenjie/fenjie/internal/say"
)

// mostRoom is how many bytes are made room for at once: a file may be said to be
// larger than it is.
const mostRoom = 256 << 20

// ErrTooLarge is what the errors of files over Decoder.MaxSize are.
var ErrTooLarge = errors.New("larger than the limit")

// limitError is an ErrTooLarge that says more.
type limitError struct{ error }

func (e limitError) Unwrap() error      { return e.error }
func (limitError) Is(target error) bool { return target == ErrTooLarge }

// LoadFile reads the bytes of the file path. A missing, unreadable or too large
// file is an error that begins with path, and so is a directory.
func (d Decoder) LoadFile(path string) ([]byte, error) {
	if path == "" {
		return nil, say.Errorf("the name of a file is empty")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, named(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, named(path, err)
	case info.IsDir():
		return nil, say.Errorf("%s: is a directory; name the files in it", path)
	case !info.Mode().IsRegular(): // its size means nothing
		return d.load(path, f, 0)
	case d.MaxSize > 0 && info.Size() > d.MaxSize:
		return nil, tooLarge(path, d.MaxSize)
	}
	return d.load(path, f, info.Size())
}

// Load reads the bytes of r. Path is its name for messages; "-" is standard
// input. More than MaxSize bytes are an error, and are not read to their end.
func (d Decoder) Load(path string, r io.Reader) ([]byte, error) { return d.load(path, r, 0) }

func (d Decoder) load(path string, r io.Reader, size int64) ([]byte, error) {
	if d.MaxSize > 0 {
		r = io.LimitReader(r, d.MaxSize+1)
	}
	var b bytes.Buffer
	b.Grow(int(min(size, mostRoom)) + bytes.MinRead)
	if _, err := b.ReadFrom(r); err != nil {
		return nil, named(path, err)
	}
	if d.MaxSize > 0 && int64(b.Len()) > d.MaxSize {
		return nil, tooLarge(path, d.MaxSize)
	}
	return b.Bytes(), nil
}

func tooLarge(path string, limit int64) error {
	return limitError{say.Errorf("%s: larger than %d bytes, the limit of --max-size", path, limit)}
}
