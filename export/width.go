package export

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// columns is the number of terminal columns that s takes: two for a wide
// character, one for an ambiguous one such as ≥ or “. Escape sequences take none.
func columns(s string) int { return twwidth.WidthWithOptions(s, twwidth.Options{}) }

// Printable is s without what would act on a terminal or make it count columns
// in its own way: line breaks and tabs become spaces, invisible characters and
// joiners go, and controls (escape sequences, right-to-left overrides) show as
// \x1b or \u202e.
func Printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && r != '\u3000', r == '\u2028', r == '\u2029':
			b.WriteByte(' ')
		case strings.ContainsRune("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff", r):
		case r < 0x100 && unicode.IsControl(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case unicode.Is(unicode.Cf, r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// wrap breaks s into lines of at most width columns, which must be at least 2.
// Chinese breaks between any two characters, but not before a closing mark;
// words and numbers of ASCII letters stay whole where they fit.
func wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range words(s) {
		w := columns(word)
		if word == " " && (line == "" || used == width) {
			continue // a break takes the space that it comes at
		}
		if line != "" && used+w > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		if w > width {
			pieces := split(word, width)
			last := len(pieces) - 1
			lines = append(lines, pieces[:last]...)
			word, w = pieces[last], columns(pieces[last])
		}
		line, used = line+word, used+w
	}
	if line = strings.TrimRight(line, " "); line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// Marks that begin no line, and marks that end none, in either width.
const (
	closing = ",.;:!?)]%、。》】〕”’\uff0c\uff1b\uff1a\uff01\uff1f\uff09\uff05"
	opening = "([《【〔“‘\uff08"
)

// words cuts s into the pieces between which a line may break.
func words(s string) []string {
	var all []string
	start, before := 0, ' '
	for i, r := range s {
		if i > start && !sticks(before, r) {
			all = append(all, s[start:i])
			start = i
		}
		before = r
	}
	if start < len(s) {
		all = append(all, s[start:])
	}
	return all
}

// sticks says whether no line may break between two characters that follow
// each other.
func sticks(before, r rune) bool {
	switch {
	case before == ' ' || r == ' ':
		return false
	case before < 0x80 && r < 0x80, columns(string(r)) == 0:
		return true
	}
	return strings.ContainsRune(closing, r) || strings.ContainsRune(opening, before)
}

// split cuts s into pieces of at most width columns, whatever stands there.
func split(s string, width int) []string {
	var pieces []string
	start, used := 0, 0
	for i, r := range s {
		w := columns(string(r))
		if used+w > width {
			pieces = append(pieces, s[start:i])
			start, used = i, 0
		}
		used += w
	}
	return append(pieces, s[start:])
}
