package parser

// closers pairs the opening marks with their closing ones.
var closers = map[rune]rune{'“': '”', '‘': '’', '《': '》', '(': ')', '〔': '〕', '[': ']', '【': '】', '〈': '〉'}

// pairMarks returns for each opening bracket or quote of the folded text the
// index of the mark that closes it on the same line, and 0 elsewhere. Each kind
// of mark is paired by itself, so a stray one does no harm to the others.
func pairMarks(txt []rune) []int32 {
	pairs := make([]int32, len(txt))
	opened := map[rune][]int32{} // by closing mark
	open, quote := false, -1
	for i, r := range txt {
		if r < 0x80 && r != '(' && r != ')' && r != '[' && r != ']' && r != '\n' && r != '"' || 0x4e00 <= r && r <= 0x9fff {
			continue
		}
		if r == '\n' {
			if open {
				clear(opened)
				open = false
			}
			quote = -1
			continue
		}
		if r == '"' { // a straight mark opens and closes in turn
			if quote >= 0 {
				pairs[quote] = int32(i)
				quote = -1
			} else {
				quote = i
			}
			continue
		}
		if c, ok := closers[r]; ok {
			opened[c] = append(opened[c], int32(i))
			open = true
			continue
		}
		if st := opened[r]; len(st) > 0 {
			pairs[st[len(st)-1]] = int32(i)
			opened[r] = st[:len(st)-1]
		}
	}
	return pairs
}

// closer returns the index of the mark that closes the one at i before end, or
// i where there is none.
func (p *parse) closer(i, end int) int {
	if c := int(p.pairs[i]); c > i && c < end {
		return c
	}
	return i
}
