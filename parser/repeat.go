package parser

import (
	"fmt"
	"slices"

	"github.com/fenjie/fenjie/model"
)

// A passage counts as repeated when so many characters in a row, line for
// line, stood before. Shorter ones are formulas: “责任单位:各乡镇(街道)”.
const minRepeat = 120

// markRepeats marks the lines of passages that repeat earlier text word for
// word: pages carry their article twice. The first copy is the one read.
func (p *parse) markRepeats() {
	first := make(map[uint64]int, len(p.lines))
	for i := 0; i < len(p.lines); {
		h := hash(p.txt[p.lines[i].start:p.lines[i].end])
		j, seen := first[h]
		if !seen {
			first[h] = i
			i++
			continue
		}
		n, size := p.sameLines(j, i)
		if size < minRepeat {
			i++
			continue
		}
		for k := i; k < i+n; k++ {
			p.lines[k].kind = lineRepeat
		}
		sp := model.Span{Start: p.lines[i].start, End: p.lines[i+n-1].end}
		p.warn("repeated-passage", sp, fmt.Sprintf("%d characters repeat the passage at line %d word for word; read once", size, p.lineOf(p.lines[j].start)))
		i += n
	}
}

// sameLines counts the lines from a on that equal the lines from b on, and
// their characters. a is before b.
func (p *parse) sameLines(a, b int) (n, size int) {
	for b+n < len(p.lines) && a+n < b {
		x, y := p.lines[a+n], p.lines[b+n]
		if !slices.Equal(p.txt[x.start:x.end], p.txt[y.start:y.end]) {
			break
		}
		size += y.len()
		n++
	}
	return n, size
}

// hash is FNV-1a over runes.
func hash(rs []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range rs {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return h
}
