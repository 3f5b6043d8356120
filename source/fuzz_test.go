package source_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fenjie/fenjie/source"
)

// FuzzDecode reads any bytes: an error names a byte of the file, and a text is
// what the bytes say, whole, with lines that add up to it.
func FuzzDecode(f *testing.F) {
	for _, seed := range [][]byte{
		nil, []byte(plan), []byte("\xef\xbb\xbf甲\r\n"), []byte("a\r\rb\n\rc"), {0}, []byte("%PDF-"), []byte("完成\xff"),
		encode(f, gb18030, plan), encode(f, gb18030, "\U0002070e\ufffd县"), encode(f, big5, traditional),
		encode(f, utf16le, plan), encode(f, utf16be, "\ufeff\U0002070e\n"), []byte("\xff\xfe\x41\xd8"),
	} {
		f.Add(seed, "")
	}
	for _, name := range source.Encodings() {
		f.Add([]byte("\xa1\xa1\x81\x30\x81\x30\xfd\xff\x41\xd8\x0e\xdf"), name)
	}
	f.Fuzz(func(t *testing.T, data []byte, encoding string) {
		d := source.Decoder{Encoding: encoding, Format: "txt"}
		if d.Check() != nil {
			d.Encoding = ""
		}
		text, err := d.Decode("f", data)
		if err != nil {
			checkError(t, err, data)
			return
		}
		checkKept(t, text, data)
		checkLines(t, text)
		checkPositions(t, text)
	})
}

func checkError(t *testing.T, err error, data []byte) {
	var bad *source.Error
	if !errors.As(err, &bad) || bad.Offset < 0 || bad.Offset >= int64(len(data)) || bad.Reason == "" {
		t.Fatalf("error %#v for %d bytes", err, len(data))
	}
}

// checkKept: UTF-8 is read back, and U+FFFD is there only if the bytes say so.
func checkKept(t *testing.T, text *source.Text, data []byte) {
	s := string(text.Runes)
	replacement := map[string]string{"gb18030": "\x84\x31\xa4\x37", "utf-16le": "\xfd\xff", "utf-16be": "\xff\xfd", "big5": "none"}[text.Encoding]
	switch text.Encoding {
	case "utf-8":
		if s != string(data) {
			t.Fatal("UTF-8 was changed")
		}
	case "utf-8-bom":
		if "\xef\xbb\xbf"+s != string(data) {
			t.Fatal("UTF-8 was changed")
		}
	default:
		if strings.ContainsRune(s, utf8.RuneError) && !strings.Contains(string(data), replacement) {
			t.Fatalf("U+FFFD that is not in the bytes of %s", text.Encoding)
		}
	}
	if strings.ContainsRune(s, 0) {
		t.Fatal("NUL in a text")
	}
}

// checkLines: between two lines, and after the last, stands one terminator.
func checkLines(t *testing.T, text *source.Text) {
	end := 0
	lines := text.Lines()
	for i, line := range lines {
		if line.Start != end {
			t.Fatalf("line %d starts at %d, want %d", i+1, line.Start, end)
		}
		if strings.ContainsAny(text.Slice(line), "\r\n") {
			t.Fatalf("line %d contains a terminator", i+1)
		}
		end = line.End + terminator(text.Runes[line.End:])
		if end == line.End && i+1 < len(lines) {
			t.Fatalf("line %d has no terminator", i+1)
		}
	}
	if end != len(text.Runes) {
		t.Fatalf("lines end at %d of %d", end, len(text.Runes))
	}
	if !slices.Equal(lines, (&source.Text{Runes: text.Runes}).Lines()) {
		t.Fatal("a text built by hand has other lines")
	}
}

// terminator is the length of the line terminator that runes begin with.
func terminator(runes []rune) int {
	switch s := string(runes[:min(2, len(runes))]); {
	case s == "\r\n":
		return 2
	case strings.HasPrefix(s, "\r"), strings.HasPrefix(s, "\n"):
		return 1
	}
	return 0
}

// checkPositions compares with a count from the start of the text.
func checkPositions(t *testing.T, text *source.Text) {
	line, column := 1, 1
	for offset := range len(text.Runes) + 1 {
		if l, c := text.Position(offset); l != line || c != column {
			t.Fatalf("Position(%d) = %d, %d, want %d, %d", offset, l, c, line, column)
		}
		if start := text.Line(line).Start; start != offset-column+1 {
			t.Fatalf("line %d starts at %d, want %d", line, start, offset-column+1)
		}
		column++
		if n := terminator(text.Runes[offset:]); n == 1 {
			line, column = line+1, 1
		}
	}
}
