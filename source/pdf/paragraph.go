package pdf

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

// write puts the pieces of all pages together to paragraphs.
func write(pages [][]piece, out *sheet.Sheet) {
	all := make([][]line, len(pages))
	for i, pieces := range pages {
		all[i] = linesOf(i, pieces)
	}
	all, numbers, repeated := dropFurniture(all)
	if numbers+repeated > 0 {
		out.Note("page_furniture", model.SeverityInfo,
			fmt.Sprintf("%d page numbers and %d lines that repeat at the edges of pages were left out", numbers, repeated))
	}
	c := columnOf(all)
	var before *line
	var last rune
	for _, lines := range all {
		for i := range lines {
			l := &lines[i]
			switch {
			case before == nil:
			case c.begins(before, l):
				out.Put('\n')
			case needsSpace(last, l.text[0]):
				out.Put(' ')
			}
			out.PutAll(l.text)
			before, last = l, l.text[len(l.text)-1]
		}
	}
	if before != nil {
		out.Put('\n')
	}
}

// needsSpace says that a line that ends with a and goes on with b was broken at
// a space.
func needsSpace(a, b rune) bool {
	return !sheet.Wide(a) && !sheet.Wide(b) && (unicode.IsLetter(a) || unicode.IsLetter(b))
}

// column is where the lines of each page stand.
type column struct {
	left, right []float64 // by page
	em          float64   // size of most of the text
	pitch       float64   // from line to line
}

// enoughLines is how many lines a page must have to tell its own column.
const enoughLines = 8

func columnOf(pages [][]line) column {
	c := column{em: sizeOf(pages), pitch: pitchOf(pages)}
	var lefts, widths []float64
	c.left, c.right = make([]float64, len(pages)), make([]float64, len(pages))
	for i, lines := range pages {
		c.left[i], c.right[i] = c.sides(lines)
		if len(lines) >= enoughLines {
			lefts, widths = append(lefts, c.left[i]), append(widths, c.right[i]-c.left[i])
		}
	}
	width, left := median(widths), median(lefts)
	for i, lines := range pages {
		if len(lines) < enoughLines && len(lefts) > 0 {
			c.left[i] = min(c.left[i], left)
		}
		c.right[i] = max(c.right[i], c.left[i]+width)
	}
	return c
}

// sides are the leftmost start of two lines or more, and the rightmost end.
func (c *column) sides(lines []line) (left, right float64) {
	var starts []float64
	for _, l := range lines {
		starts = append(starts, l.x0)
		right = max(right, l.x1)
	}
	slices.Sort(starts)
	for i := range starts {
		if i+1 < len(starts) && starts[i+1]-starts[i] < c.em/2 {
			return starts[i], right
		}
	}
	if len(starts) == 0 {
		return 0, 0
	}
	return starts[0], right
}

// sizeOf is the size that most characters have.
func sizeOf(pages [][]line) float64 {
	counts := map[int]int{}
	for _, lines := range pages {
		for _, l := range lines {
			counts[int(min(math.Round(4*l.size), 1e6))] += len(l.text)
		}
	}
	best, most := 40, 0
	for size, n := range counts {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return max(float64(best)/4, 1)
}

func pitchOf(pages [][]line) float64 {
	var steps []float64
	for _, lines := range pages {
		for i := 1; i < len(lines); i++ {
			steps = append(steps, lines[i-1].y-lines[i].y)
		}
	}
	return median(steps)
}

func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	slices.SortFunc(list, cmp.Compare[float64])
	return list[len(list)/2]
}

// Distances that tell paragraphs apart, in sizes of the font.
const (
	indent    = 1.5 // from the left of the column
	shortness = 2.0 // from the right of it
	setApart  = 3.5 // from the left, of lines in the middle or at the right
	narrow    = 10  // of a column that is no running text
	apart     = 3.0 // from line to line
)

// begins says that l begins a paragraph after the line before.
func (c *column) begins(before, l *line) bool {
	left, right := c.left[before.page], c.right[before.page]
	room := (right - before.x1) / c.em
	short := room > max(shortness, firstWidth(l.text)+1) || right-left < narrow*c.em
	below := before.y - l.y
	ended := strings.ContainsRune("。；：！？;:!?.”》）)", before.text[len(before.text)-1])
	indented := l.x0 > c.left[l.page]+indent*c.em
	switch {
	case before.table || l.table || short:
		return true
	case math.Abs(before.size-l.size) > 0.15*max(before.size, l.size):
		return true
	case before.page == l.page && below > min(1.6*c.pitch, apart*c.em):
		return true
	case max(l.x0-left, before.x0-left) > setApart*c.em && math.Abs(l.x0-before.x0) > c.em/2:
		return true
	case hasMark(l.text):
		return ended || indented
	}
	return indented && ended
}

// firstWidth is how wide the first piece of a line is that is never divided, in
// sizes of the font: 100%, may go to the next line whole and leave much room.
func firstWidth(text []rune) float64 {
	width := 0.0
	for i, r := range text {
		wide := r >= 0x2e80
		if i > 0 && (wide || text[i-1] >= 0x2e80) && !strings.ContainsRune(noFirst, r) || r == ' ' {
			break
		}
		if width += 0.5; wide {
			width += 0.5
		}
	}
	return width
}

// noFirst are the marks that no line begins with.
const noFirst = "%\u2030,.:;!?)]}\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff05\uff09\u3009\u300b\u3011\u3015\u201d\u2019"

// hasMark says that a line begins with the number of a heading: 一、 （一） 1. （1）
// ① 第一章, or with 附件.
func hasMark(text []rune) bool {
	head := text[:min(len(text), 12)]
	if 0x2460 <= head[0] && head[0] <= 0x2473 || strings.HasPrefix(string(head), "附件") {
		return true
	}
	open := head[0] == '（' || head[0] == '('
	ordinal := head[0] == '第'
	if open || ordinal {
		head = head[1:]
	}
	n, digits := 0, true
	for n < len(head) && (unicode.IsDigit(head[n]) || strings.ContainsRune("一二三四五六七八九十百零〇", head[n])) {
		digits = digits && unicode.IsDigit(head[n])
		n++
	}
	if n == 0 || n == len(head) || digits && n > 2 {
		return false
	}
	mark := head[n]
	switch {
	case open:
		return mark == '）' || mark == ')'
	case ordinal:
		return strings.ContainsRune("章节条编部", mark)
	case digits:
		return strings.ContainsRune(".\uff0e、", mark) && (n+1 == len(head) || !unicode.IsDigit(head[n+1]))
	}
	return mark == '、'
}
