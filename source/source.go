// Package source turns the bytes of a file into a Text: decoded runes, kept
// exactly, with a table of lines.
//
// The encoding is found by a ladder: a byte order mark, else strict UTF-8, else
// the one of UTF-8, GB18030, Big5 and UTF-16 that reads the bytes as the most
// common Chinese characters. Decoding is strict: a byte that is no text is an
// *Error with its offset and never a replacement character.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"

	"github.com/fenjie/fenjie/internal/say"
)

// Decoder turns bytes into texts. Its zero value finds the encoding by itself.
type Decoder struct {
	// Encoding is the encoding to read, one of Encodings or a usual alias
	// such as gbk; "" finds it.
	Encoding string
	// Format is the format of the file, one of Formats; "" finds it.
	Format string
	// MaxSize is how many bytes a file may have; 0 is no limit.
	MaxSize int64
}

// Check is the error of an Encoding that is not known, else nil.
func (d Decoder) Check() error {
	if d.Encoding == "" {
		return nil
	}
	_, err := lookup(d.Encoding)
	return err
}

// Decode decodes data, the bytes of the file path, with the zero Decoder.
func Decode(path string, data []byte) (*Text, error) { return Decoder{}.Decode(path, data) }

// Open reads and decodes the file path with the zero Decoder.
func Open(path string) (*Text, error) { return Decoder{}.Open(path) }

// Read reads r to its end and decodes it with the zero Decoder. Path is the
// name for messages and output; "-" is standard input.
func Read(path string, r io.Reader) (*Text, error) { return Decoder{}.Read(path, r) }

// Decode decodes data, the bytes of the file path. Bytes that are no text are
// an *Error. No bytes at all are an empty text in UTF-8.
func (d Decoder) Decode(path string, data []byte) (*Text, error) {
	runes, encoding, err := decode(data, d.Encoding)
	if err != nil {
		return nil, named(path, err)
	}
	sum := sha256.Sum256(data)
	return &Text{
		Path:     path,
		Format:   "txt",
		Encoding: encoding,
		SHA256:   hex.EncodeToString(sum[:]),
		Runes:    runes,
		starts:   lineStarts(runes),
	}, nil
}

// Open reads and decodes the file path, see LoadFile.
func (d Decoder) Open(path string) (*Text, error) {
	data, err := d.LoadFile(path)
	if err != nil {
		return nil, err
	}
	return d.Decode(path, data)
}

// Read reads r to its end and decodes it, see Load.
func (d Decoder) Read(path string, r io.Reader) (*Text, error) {
	data, err := d.Load(path, r)
	if err != nil {
		return nil, err
	}
	return d.Decode(path, data)
}

// named puts path in front of err, in place of a path that err says itself.
func named(path string, err error) error {
	var bad *Error
	if errors.As(err, &bad) {
		bad.Path = path
		return bad
	}
	var wrapped *fs.PathError
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return say.Errorf("%s: %w", path, err)
}
