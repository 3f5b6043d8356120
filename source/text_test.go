package source_test

import (
	"strings"
	"testing"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
	"github.com/google/go-cmp/cmp"
)

func mustDecode(t testing.TB, s string) *source.Text {
	t.Helper()
	text, err := source.Decode("plan.txt", []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"one line without terminator", "一、总体要求", []string{"一、总体要求"}},
		{"one line with terminator", "一、总体要求\n", []string{"一、总体要求"}},
		{"only a terminator", "\n", []string{""}},
		{"LF", "甲\n乙\n丙", []string{"甲", "乙", "丙"}},
		{"CRLF", "甲\r\n乙\r\n", []string{"甲", "乙"}},
		{"lone CR", "甲\r乙\r", []string{"甲", "乙"}},
		{"CR before CRLF", "甲\r\r\n乙", []string{"甲", "", "乙"}},
		{"LF before CR", "甲\n\r乙", []string{"甲", "", "乙"}},
		{"empty lines are kept", "甲\n\n\n乙", []string{"甲", "", "", "乙"}},
		{"no other terminators", "甲\u2028乙\u0085丙\v丁\f戊", []string{"甲\u2028乙\u0085丙\v丁\f戊"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for what, text := range map[string]*source.Text{
				"decoded": mustDecode(t, tt.text),
				"by hand": {Runes: []rune(tt.text)},
			} {
				var got []string
				for i, sp := range text.Lines() {
					got = append(got, text.Slice(sp))
					if line := text.Line(i + 1); line != sp {
						t.Errorf("%s: Line(%d) = %v, Lines has %v", what, i+1, line, sp)
					}
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("%s: lines (-want +got):\n%s", what, diff)
				}
			}
		})
	}
}

func TestLineOutside(t *testing.T) {
	text := mustDecode(t, "甲\n乙丙\n")
	for n, want := range map[int]model.Span{
		-1: {},
		0:  {},
		1:  {Start: 0, End: 1},
		2:  {Start: 2, End: 4},
		3:  {Start: 5, End: 5},
		99: {Start: 5, End: 5},
	} {
		if got := text.Line(n); got != want {
			t.Errorf("Line(%d) = %v, want %v", n, got, want)
		}
	}
}

func TestPosition(t *testing.T) {
	// Offsets: 甲0 \n1 乙2 \r3 \n4 𠮷5 丁6 \r7, then the end.
	text := mustDecode(t, "甲\n乙\r\n𠮷丁\r")
	want := [][2]int{{1, 1}, {1, 2}, {2, 1}, {2, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}, {4, 1}}
	for offset, w := range want {
		line, column := text.Position(offset)
		if got := [2]int{line, column}; got != w {
			t.Errorf("Position(%d) = %v, want %v", offset, got, w)
		}
	}
	if line, column := text.Position(-5); line != 1 || column != 1 {
		t.Errorf("Position(-5) = %d, %d, want 1, 1", line, column)
	}
	if line, column := text.Position(500); line != 4 || column != 1 {
		t.Errorf("Position(500) = %d, %d, want 4, 1", line, column)
	}
	if line, column := mustDecode(t, "").Position(0); line != 1 || column != 1 {
		t.Errorf("Position(0) of an empty text = %d, %d, want 1, 1", line, column)
	}
}

// Nothing is edited: widths, blanks, line ends and compatibility characters
// are read back as they were written.
func TestRunesAreKept(t *testing.T) {
	s := "\u3000\u3000(一)\u00a0完成5.4万亩\uff0c１２㎡①\ufeff\r\n\t末尾 \r\ufffd\x1b\u2028\U0002070e\n\n"
	text := mustDecode(t, s)
	if diff := cmp.Diff(s, string(text.Runes)); diff != "" {
		t.Errorf("runes (-want +got):\n%s", diff)
	}
	if got, want := text.Slice(model.Span{Start: 2, End: 5}), "(一)"; got != want {
		t.Errorf("Slice = %q, want %q", got, want)
	}
}

func BenchmarkPosition(b *testing.B) {
	text := mustDecode(b, strings.Repeat("完成高标准农田建设2万亩。\r\n", 100_000))
	for i := range b.N {
		text.Position(i * 7919 % len(text.Runes))
	}
}
