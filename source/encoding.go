package source

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fenjie/fenjie/internal/say"
)

// An encoding reads one character after the other, strictly.
type encoding struct {
	name    string
	marked  string // name of a text that begins with a byte order mark
	bom     string
	aliases []string

	// next gives the character at the start of b, which is not empty, and its
	// length in bytes; a length of 0 says that there is none.
	next func(b []byte) (r rune, size int)
	// cut says that b, which next refuses, could be the first bytes of a
	// character whose others are missing.
	cut func(b []byte) bool
	// unit is the number of bytes to step over where there is no character.
	unit int
}

// encodings lists what can be read; guess prefers an earlier one of two equals.
// GB18030 contains GBK and GB2312.
var encodings = []encoding{
	{name: "utf-8", marked: "utf-8-bom", bom: "\xef\xbb\xbf", aliases: []string{"utf8"}, next: nextUTF8, cut: cutUTF8, unit: 1},
	{name: "gb18030", marked: "gb18030", bom: "\x84\x31\x95\x33", aliases: []string{"gbk", "gb2312", "cp936"}, next: nextGB18030, cut: cutGB18030, unit: 1},
	{name: "big5", marked: "big5", aliases: []string{"big5-hkscs", "cp950"}, next: nextBig5, cut: cutPair, unit: 1},
	{name: "utf-16le", marked: "utf-16le", bom: "\xff\xfe", next: nextUTF16LE, cut: cutUTF16, unit: 2},
	{name: "utf-16be", marked: "utf-16be", bom: "\xfe\xff", next: nextUTF16BE, cut: cutUTF16, unit: 2},
}

// Encodings lists the names that Text.Encoding may have.
func Encodings() []string {
	var names []string
	for _, e := range encodings {
		names = append(names, e.name)
		if e.marked != e.name {
			names = append(names, e.marked)
		}
	}
	return names
}

// lookup finds an encoding by one of its names, in capitals or not.
func lookup(name string) (*encoding, error) {
	for i := range encodings {
		e := &encodings[i]
		for _, known := range append([]string{e.name, e.marked}, e.aliases...) {
			if strings.EqualFold(name, known) {
				return e, nil
			}
		}
	}
	return nil, say.Errorf("unknown encoding %q; %s", name, say.Hintf("known are %s", strings.Join(Encodings(), ", ")))
}

// decode reads all of data. The error is the first byte that is no text.
func (e *encoding) decode(data []byte) ([]rune, string, error) {
	name, start := e.name, 0
	if e.hasMark(data) {
		name, start = e.marked, len(e.bom)
	}
	runes := make([]rune, 0, e.capacity(data))
	for i := start; i < len(data); {
		r, size := e.next(data[i:])
		if size == 0 || r == 0 {
			return nil, "", &Error{Offset: int64(i), Reason: e.reason(data[i:])}
		}
		runes = append(runes, r)
		i += size
	}
	return runes, name, nil
}

func (e *encoding) hasMark(data []byte) bool {
	return e.bom != "" && strings.HasPrefix(string(data[:min(len(data), len(e.bom))]), e.bom)
}

// capacity is a good first length for the runes of data: exact in UTF-8.
func (e *encoding) capacity(data []byte) int {
	if e.name == "utf-8" {
		return utf8.RuneCount(data)
	}
	return len(data)/2 + 1
}

// reason tells why rest does not begin with a character of text.
func (e *encoding) reason(rest []byte) string {
	switch r, size := e.next(rest); {
	case size == 1 && r == 0:
		return string(say.Sprintf("not text: %s", say.Sprintf("NUL byte")))
	case size > 1 && r == 0:
		return string(say.Sprintf("not text: %s", say.Sprintf("NUL character")))
	case e.cut(rest):
		return string(say.Sprintf("not %s: %s", e.name, say.Sprintf("the text ends inside a character")))
	default:
		return string(say.Sprintf("not %s: %s", e.name, say.Sprintf("invalid byte 0x%02x", rest[0])))
	}
}

func nextUTF8(b []byte) (rune, int) {
	r, size := utf8.DecodeRune(b)
	if r == utf8.RuneError && size == 1 {
		return 0, 0
	}
	return r, size
}

func cutUTF8(b []byte) bool { return !utf8.FullRune(b) }

func nextUTF16LE(b []byte) (rune, int) { return nextUTF16(b, binary.LittleEndian) }

func nextUTF16BE(b []byte) (rune, int) { return nextUTF16(b, binary.BigEndian) }

func nextUTF16(b []byte, order binary.ByteOrder) (rune, int) {
	if len(b) < 2 {
		return 0, 0
	}
	r := rune(order.Uint16(b))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(b) < 4 {
		return 0, 0
	}
	// A U+FFFD can only be a surrogate without its other half.
	if r = utf16.DecodeRune(r, rune(order.Uint16(b[2:]))); r == utf8.RuneError {
		return 0, 0
	}
	return r, 4
}

// cutUTF16 is true of an odd last byte and of half a surrogate pair.
func cutUTF16(b []byte) bool { return len(b) < 4 }
