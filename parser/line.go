package parser

// line is one line of the text, trimmed of blanks, and what it turned out to be.
type line struct {
	start, end int
	kind       lineKind
}

type lineKind uint8

const (
	lineBody lineKind = iota
	lineHead
	lineFurniture
	lineRepeat
	lineSignature
	lineAttachment
	lineAnnex // the label of an annex that stands in the same file
)

func (l line) len() int { return l.end - l.start }

// splitLines returns the lines of the folded text that are not blank. LF, CRLF
// and CR end a line; source is asked for CR, which folds to a blank.
func splitLines(txt, src []rune) []line {
	lines := make([]line, 0, len(txt)/64+1)
	start := 0
	for i := 0; i <= len(txt); i++ {
		if i < len(txt) && txt[i] != '\n' && src[i] != '\r' {
			continue
		}
		if s, e := trim(txt, start, i); s < e {
			lines = append(lines, line{start: s, end: e})
		}
		start = i + 1
	}
	return lines
}

// trim narrows [start,end) by the blanks at either end.
func trim(txt []rune, start, end int) (int, int) {
	for start < end && (isBlank(txt[start]) || txt[start] == '\n') {
		start++
	}
	for end > start && (isBlank(txt[end-1]) || txt[end-1] == '\n') {
		end--
	}
	return start, end
}
