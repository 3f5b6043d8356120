package pdf

import (
	"strconv"
	"strings"
	"unicode"
)

// edge is how many lines at the top and at the bottom of a page may be furniture.
const edge = 2

// dropFurniture leaves out page numbers and lines that repeat on the edges of
// pages. It tells how many of each.
func dropFurniture(pages [][]line) (kept [][]line, numbers, repeated int) {
	f := furniture{pages: len(pages), shifts: pageShifts(pages), counts: repeats(pages), seen: map[string]bool{}}
	kept = make([][]line, len(pages))
	for i, lines := range pages {
		first, last := 0, len(lines)
		for first < min(edge, last) && f.is(i, lines[first]) {
			first++
		}
		for last > max(first, len(lines)-edge) && f.is(i, lines[last-1]) {
			last--
		}
		kept[i] = lines[first:last]
	}
	return kept, f.numbers, f.repeated
}

// furniture is what is known of the edges of all pages.
type furniture struct {
	pages             int
	shifts            map[int]int
	counts            map[string]int
	seen              map[string]bool
	numbers, repeated int
}

// fewestRepeats is on how many pages a line must stand to be a running one.
const fewestRepeats = 3

// is says that a line at the edge of page i is furniture, and counts it. The
// first of the headers of a table that goes on over pages is none.
func (f *furniture) is(i int, l line) bool {
	n, sure := pageNumber(l.text)
	if sure || n > 0 && f.shifts[n-i] >= 2 {
		f.numbers++
		return true
	}
	key := pattern(l.text)
	known := f.seen[key]
	f.seen[key] = true
	if strings.Trim(key, "#") == "" { // a number that is none of a page
		return false
	}
	if f.counts[key] < fewestRepeats || 2*f.counts[key] < f.pages || l.table && !known {
		return false
	}
	f.repeated++
	return true
}

func isEdge(i, n int) bool { return i < edge || i >= n-edge }

// pageShifts counts how far bare numbers at the edges are from the number of
// their page: page numbers are all equally far.
func pageShifts(pages [][]line) map[int]int {
	shifts := map[int]int{}
	for i, lines := range pages {
		for j, l := range lines {
			if n, _ := pageNumber(l.text); n > 0 && isEdge(j, len(lines)) {
				shifts[n-i]++
			}
		}
	}
	return shifts
}

// repeats counts on how many pages a line stands at an edge, by its pattern.
func repeats(pages [][]line) map[string]int {
	counts := map[string]int{}
	for _, lines := range pages {
		here := map[string]bool{}
		for j, l := range lines {
			if key := pattern(l.text); isEdge(j, len(lines)) && !here[key] {
				here[key] = true
				counts[key]++
			}
		}
	}
	return counts
}

// pattern is a line without blanks and with all numbers alike.
func pattern(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			b.WriteByte('#')
		case !unicode.IsSpace(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// pageNumber is the number of a line that holds nothing else, 0 if it is none.
// Sure says that it is a page number for its form: — 3 —, 第3页, 第3页共10页.
func pageNumber(text []rune) (n int, sure bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case '\uff10' <= r && r <= '\uff19':
			return r - '\uff10' + '0'
		case strings.ContainsRune("—–―－─‐-·•", r):
			return '-'
		}
		return r
	}, string(text[:min(len(text), 40)]))
	bare := strings.Trim(s, "-")
	sure = bare != s && strings.HasPrefix(s, "-") && strings.HasSuffix(s, "-")
	if inside, found := strings.CutPrefix(bare, "第"); found {
		page, rest, found := strings.Cut(inside, "页")
		rest = strings.Trim(rest, ",，/()（）")
		total, whole := strings.CutPrefix(rest, "共")
		if !found || rest != "" && (!whole || number4(strings.TrimSuffix(total, "页")) == 0) {
			return 0, false
		}
		return number4(page), number4(page) > 0
	}
	page, total, slash := strings.Cut(bare, "/")
	if slash && number4(total) < number4(page) {
		return 0, false
	}
	n = number4(page)
	return n, sure && n > 0
}

// number4 is a number of up to four digits, else 0.
func number4(s string) int {
	if len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return 0
	}
	n, _ := strconv.Atoi(s)
	return n
}
