package pdf

import (
	"cmp"
	"slices"
	"unicode"

	"github.com/fenjie/fenjie/source/internal/sheet"
)

// line is what stands on one line of a page. The first line is the topmost.
type line struct {
	page      int
	x0, x1, y float64
	size      float64
	text      []rune
	table     bool // there are wide gaps in it

}

// linesOf puts the pieces of a page together to lines, from top to bottom.
func linesOf(page int, pieces []piece) []line {
	pieces = slices.Clone(pieces)
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(b.y, a.y) })
	var lines []line
	for len(pieces) > 0 {
		n := 1
		reach := max(pieces[0].size, 1) / 2
		for n < len(pieces) && pieces[0].y-pieces[n].y < reach {
			n++
		}
		if l, ok := lineOf(page, pieces[:n]); ok {
			lines = append(lines, l)
		}
		pieces = pieces[n:]
	}
	return lines
}

// Gaps between pieces, in sizes of the font.
const (
	spaceGap = 0.2 // between words in letters
	wideGap  = 0.8 // a space even between Chinese characters
	tableGap = 1.0 // between columns
)

// lineOf puts pieces together from left to right; ok is false if they are blank.
func lineOf(page int, pieces []piece) (l line, ok bool) {
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.x0, b.x0) })
	l = line{page: page, y: pieces[0].y}
	var before *piece
	for i := range pieces {
		p := &pieces[i]
		blank := isBlank(p.text)
		if blank && len(l.text) == 0 {
			continue // indentation
		}
		if before != nil {
			if p.x0-before.x0 < spaceGap*p.size && slices.Equal(p.text, before.text) {
				continue // drawn twice to look bold
			}
			if !blank {
				l.gap((p.x0-l.x1)/max(p.size, 1), p.text[0])
			}
		} else {
			l.x0 = p.x0
			p.unindent()
			l.x0 = p.x0
		}
		before = p
		if blank && len(l.text) > 0 && l.text[len(l.text)-1] == '\t' {
			continue
		}
		l.text = append(l.text, p.text...)
		if !blank {
			l.x1 = max(l.x1, p.x1)
			l.size = max(l.size, p.size)
		}
	}
	for len(l.text) > 0 && unicode.IsSpace(l.text[len(l.text)-1]) {
		l.text = l.text[:len(l.text)-1]
	}
	return l, len(l.text) > 0
}

func isBlank(text []rune) bool {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// unindent takes the blanks at the start of a piece for indentation.
func (p *piece) unindent() {
	for len(p.text) > 0 && unicode.IsSpace(p.text[0]) {
		wide := 0.5
		if sheet.Wide(p.text[0]) {
			wide = 1
		}
		p.x0 = min(p.x0+wide*p.size, p.x1)
		p.text = p.text[1:]
	}
}

// gap adds what a gap before the character r means.
func (l *line) gap(ems float64, r rune) {
	last := l.text[len(l.text)-1]
	wide := sheet.Wide(last) || sheet.Wide(r)
	switch {
	case ems > tableGap:
		for len(l.text) > 0 && unicode.IsSpace(l.text[len(l.text)-1]) {
			l.text = l.text[:len(l.text)-1]
		}
		l.text = append(l.text, '\t')
		l.table = true
	case unicode.IsSpace(last) || unicode.IsSpace(r):
	case ems > wideGap || ems > spaceGap && !wide:
		l.text = append(l.text, ' ')
	}
}
