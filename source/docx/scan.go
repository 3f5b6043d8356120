package docx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
)

// scanner reads the tokens of a part. It counts how deep it is in elements.
type scanner struct {
	xml   *xml.Decoder
	depth int
}

func newScanner(r io.Reader) *scanner {
	d := xml.NewDecoder(fromUTF16(bufio.NewReaderSize(r, 64<<10)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return &scanner{xml: d}
}

var errDeep = errors.New("elements in elements more than 10,000 deep")

// next gives the next token, io.EOF at the end.
func (s *scanner) next() (xml.Token, error) {
	t, err := s.xml.Token()
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > deepest {
			return nil, errDeep
		}
	case xml.EndElement:
		s.depth--
	}
	return t, err
}

// skip passes the rest of the element that has just begun.
func (s *scanner) skip() error {
	for depth := s.depth; s.depth >= depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// each visits every element to the end of the part.
func (s *scanner) each(visit func(xml.StartElement)) error {
	for {
		t, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			visit(e)
		}
	}
}

// attr is the value of an attribute, in any namespace.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isOn is the value of an element that switches something on.
func isOn(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// isWord says that e is of WordprocessingML, transitional or strict.
func isWord(name xml.Name) bool {
	return strings.HasSuffix(name.Space, "/wordprocessingml/2006/main") || strings.HasSuffix(name.Space, "/wordprocessingml/main")
}

// fromUTF16 turns a part in UTF-16 into UTF-8; others are as they are.
func fromUTF16(r *bufio.Reader) io.Reader {
	mark, _ := r.Peek(2)
	little := bytes.Equal(mark, []byte("\xff\xfe"))
	if !little && !bytes.Equal(mark, []byte("\xfe\xff")) {
		return r
	}
	r.Discard(2)
	return &utf16Reader{r: r, little: little}
}

type utf16Reader struct {
	r      *bufio.Reader
	little bool
	rest   []byte
}

// Read turns units into characters, as many as are at hand.
func (u *utf16Reader) Read(b []byte) (int, error) {
	if len(u.rest) == 0 {
		r, err := u.unit()
		if err != nil {
			return 0, err
		}
		if utf16.IsSurrogate(r) {
			low, err := u.unit()
			if err != nil {
				return 0, err
			}
			r = utf16.DecodeRune(r, low)
		}
		u.rest = []byte(string(r))
	}
	n := copy(b, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}

func (u *utf16Reader) unit() (rune, error) {
	var pair [2]byte
	if _, err := io.ReadFull(u.r, pair[:]); err != nil {
		return 0, err
	}
	if u.little {
		return rune(pair[0]) | rune(pair[1])<<8, nil
	}
	return rune(pair[1]) | rune(pair[0])<<8, nil
}
