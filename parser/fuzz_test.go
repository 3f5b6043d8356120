package parser_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse wants the invariants of every text there is. Its corpus is the
// cases and the sample documents, in pieces: a short text fuzzes faster.
func FuzzParse(f *testing.F) {
	for _, file := range caseFiles(f) {
		for _, c := range file.cases {
			f.Add(c.input)
		}
	}
	for _, text := range documents(f) {
		for _, piece := range pieces(string(text.Runes), 800) {
			f.Add(piece)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 16<<10 || !utf8.ValidString(s) {
			t.Skip("longer or less valid than what a text may be here")
		}
		parse(t, textOf(s))
	})
}

// pieces cuts s at line ends into pieces of about size characters.
func pieces(s string, size int) []string {
	var out []string
	var b strings.Builder
	n := 0
	for line := range strings.Lines(s) {
		b.WriteString(line)
		if n += utf8.RuneCountInString(line); n >= size {
			out = append(out, b.String())
			b.Reset()
			n = 0
		}
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	return out
}
