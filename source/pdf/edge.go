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
	shifts := pageShifts(pages)
	counts := repeats(pages)
	seen := map[string]bool{}
	kept = make([][]line, len(pages))
	for i, lines := range pages {
		for j, l := range lines {
			if !isEdge(j, len(lines)) {
				kept[i] = append(kept[i], l)
				continue
			}
			n, sure := pageNumber(l.text)
			key := pattern(l.text)
			running := counts[key] >= 3 && 2*counts[key] >= len(pages) && (!l.table || seen[key])
			seen[key] = true
			switch {
			case sure || n > 0 && shifts[n-i] >= 2:
				numbers++
			case running:
				repeated++
			default:
				kept[i] = append(kept[i], l)
			}
		}
	}
	return kept, numbers, repeated
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
