package source

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// Text is a decoded document. Offsets into Runes are the code-point offsets of
// every output. Of a text file nothing is edited and only a byte order mark is
// left out; of another one Runes is the text extracted from it.
type Text struct {
	Path     string // as given by the user; "-" is standard input
	Format   string // txt, html, docx or pdf
	Encoding string // one of Encodings; utf-8 for docx and pdf
	SHA256   string // of the raw bytes, hexadecimal
	Runes    []rune

	TextSHA256 string // of Runes as UTF-8, hexadecimal

	// Notes tell what is odd or was left out. Their codes are mojibake,
	// replacement_character and private_use_character of characters that were
	// lost before; charset_mismatch of HTML, tracked_changes of DOCX, and
	// pages_without_text and page_furniture of PDF.
	Notes []model.Diagnostic

	starts []int // offsets of the lines, see lineStarts; nil: not yet computed
}

// Slice is the text at sp. Like a slice expression it panics when sp lies
// outside the text.
func (t *Text) Slice(sp model.Span) string { return string(t.Runes[sp.Start:sp.End]) }

// Position tells where the code point at offset stands: its line and its
// column in code points, both counted from 1. A line's terminator belongs to
// the line. An offset outside the text gives the nearest end of the text.
func (t *Text) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(t.Runes))
	starts := t.lineStarts()
	line = sort.SearchInts(starts, offset+1)
	return line, offset - starts[line-1] + 1
}

// Lines are the lines in order, each without its terminator: LF, CRLF or CR.
// The last line needs no terminator; an empty text has no lines.
func (t *Text) Lines() []model.Span {
	starts := t.lineStarts()
	lines := make([]model.Span, t.countLines(starts))
	for i := range lines {
		lines[i] = t.lineAt(starts, i)
	}
	return lines
}

// Line is the span of line n, counted from 1, without its terminator. A line
// that does not exist is an empty span at the nearest end of the text.
func (t *Text) Line(n int) model.Span {
	starts := t.lineStarts()
	switch {
	case n < 1:
		return model.Span{}
	case n > t.countLines(starts):
		return model.Span{Start: len(t.Runes), End: len(t.Runes)}
	}
	return t.lineAt(starts, n-1)
}

// lineStarts makes the zero table work too, for a Text built by hand.
func (t *Text) lineStarts() []int {
	if t.starts == nil {
		return lineStarts(t.Runes)
	}
	return t.starts
}

// countLines leaves out the start after a terminator that ends the text.
func (t *Text) countLines(starts []int) int {
	if starts[len(starts)-1] == len(t.Runes) {
		return len(starts) - 1
	}
	return len(starts)
}

func (t *Text) lineAt(starts []int, i int) model.Span {
	end := len(t.Runes)
	if i+1 < len(starts) {
		end = starts[i+1] - 1
		if t.Runes[end] == '\n' && end > starts[i] && t.Runes[end-1] == '\r' {
			end--
		}
	}
	return model.Span{Start: starts[i], End: end}
}

// lineStarts lists 0 and the offset after each line terminator, so that the
// line of an offset is the number of starts not beyond it.
func lineStarts(runes []rune) []int {
	starts := make([]int, 1, 1+len(runes)/32)
	for i, r := range runes {
		if r > '\r' {
			continue
		}
		if r == '\n' || r == '\r' && !(i+1 < len(runes) && runes[i+1] == '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// hash fills TextSHA256. The text of plain UTF-8 is the file.
func (t *Text) hash() {
	if t.Format == "txt" && t.Encoding == "utf-8" {
		t.TextSHA256 = t.SHA256
		return
	}
	h := sha256.New()
	buf := make([]byte, 0, 4096)
	for _, r := range t.Runes {
		if buf = utf8.AppendRune(buf, r); len(buf) > 4096-utf8.UTFMax {
			h.Write(buf)
			buf = buf[:0]
		}
	}
	h.Write(buf)
	t.TextSHA256 = hex.EncodeToString(h.Sum(nil))
}
