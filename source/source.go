// Package source turns the bytes of a file into a Text: its characters, kept
// exactly, with a table of lines.
//
// Of a text file the encoding is found by a ladder: a byte order mark, else
// strict UTF-8, else the one of UTF-8, GB18030, Big5 and UTF-16 that reads the
// bytes as the most common Chinese characters. Decoding is strict: a byte that
// is no text is an *Error with its offset and never a replacement character.
//
// Of HTML, DOCX and PDF the text is extracted: a paragraph is a line, and so is
// a row of a table, with tabs between its cells. Spans refer to that text.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/source/pdf"
)

// Decoder turns bytes into texts. Its zero value finds format and encoding by
// itself and reads files of any size.
type Decoder struct {
	// Encoding is the encoding of text files and HTML, one of Encodings or a
	// usual alias such as gbk; "" finds it.
	Encoding string
	// Format is the format of the file, one of Formats; "" finds it from the
	// bytes, else from the ending of the path.
	Format string
	// MaxSize is how many bytes a file may have, MaxText how many its text may
	// have as UTF-8; 0 is no limit. A larger file is not read.
	MaxSize, MaxText int64
	// PDF says what reads PDF: one of pdf.Backends; "" is auto.
	PDF string
}

// Check is the error of a field that has no meaning, else nil.
func (d Decoder) Check() error {
	if d.Encoding != "" {
		if _, err := lookup(d.Encoding); err != nil {
			return err
		}
	}
	if err := checkFormat(d.Format); err != nil {
		return err
	}
	if limit := min(d.MaxSize, d.MaxText); limit < 0 {
		return say.Errorf("limit of %d bytes; give a number above 0, or 0 for no limit", limit)
	}
	return pdf.Check(d.PDF)
}

// Decode decodes data, the bytes of the file path, with the zero Decoder.
func Decode(path string, data []byte) (*Text, error) { return Decoder{}.Decode(path, data) }

// Open reads and decodes the file path with the zero Decoder.
func Open(path string) (*Text, error) { return Decoder{}.Open(path) }

// Read reads r to its end and decodes it with the zero Decoder. Path is the
// name for messages and output; "-" is standard input.
func Read(path string, r io.Reader) (*Text, error) { return Decoder{}.Read(path, r) }

// Decode decodes data, the bytes of the file path. Bytes that are no text are
// an *Error; a file of another kind is an error that says how to convert it.
// No bytes at all are an empty text in UTF-8.
func (d Decoder) Decode(path string, data []byte) (*Text, error) {
	if err := d.Check(); err != nil {
		return nil, named(path, err)
	}
	if d.MaxSize > 0 && int64(len(data)) > d.MaxSize {
		return nil, tooLarge(path, d.MaxSize)
	}
	text, err := d.read(path, data)
	if err != nil {
		return nil, named(path, err)
	}
	text.Path = path
	text.SHA256 = sum(data)
	text.hash()
	text.starts = lineStarts(text.Runes)
	text.Notes = append(text.Notes, inspect(text)...)
	return text, nil
}

func sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
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
