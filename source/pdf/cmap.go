package pdf

import (
	"sort"
	"unicode/utf16"
)

// cmap is what a ToUnicode stream says: the text of codes.
type cmap struct {
	sizes  [5]bool // code lengths in bytes that the code space has
	single map[uint32][]rune
	ranges []codeRange // in order of low once sorted
}

// codeRange gives the codes from low to high texts that count on.
type codeRange struct {
	low, high uint32
	text      []rune
}

// mostCodes bounds what a cmap may hold.
const mostCodes = 200_000

func readCMap(data []byte) *cmap {
	m := &cmap{single: map[uint32][]rune{}}
	l := &lexer{data: data, content: true}
	var args []any
	for {
		v, ok := l.next()
		if !ok {
			break
		}
		op, isOperator := v.(operator)
		if !isOperator {
			if len(args) < 3*mostCodes {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			for _, v := range args {
				if code, ok := v.(text); ok && len(code) >= 1 && len(code) <= 4 {
					m.sizes[len(code)] = true
				}
			}
		case "endbfchar":
			m.addChars(args)
		case "endbfrange":
			m.addRanges(args)
		}
		args = args[:0]
	}
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].low < m.ranges[j].low })
	return m
}

func (m *cmap) addChars(args []any) {
	for ; len(args) >= 2; args = args[2:] {
		code, ok := args[0].(text)
		to, isText := args[1].(text)
		if ok && isText && len(m.single) < mostCodes {
			m.single[codeOf(code)] = fromUTF16(to)
		}
	}
}

func (m *cmap) addRanges(args []any) {
	for ; len(args) >= 3; args = args[3:] {
		low, ok := args[0].(text)
		high, isText := args[1].(text)
		if !ok || !isText || len(m.ranges) > mostCodes {
			continue
		}
		switch to := args[2].(type) {
		case text:
			m.ranges = append(m.ranges, codeRange{codeOf(low), codeOf(high), fromUTF16(to)})
		case array:
			for i, v := range to {
				if s, ok := v.(text); ok && len(m.single) < mostCodes {
					m.single[codeOf(low)+uint32(i)] = fromUTF16(s)
				}
			}
		}
	}
}

func codeOf(code text) uint32 {
	n := uint32(0)
	for _, c := range []byte(code) {
		n = n<<8 | uint32(c)
	}
	return n
}

// longestText is how many units of UTF-16 a code may stand for.
const longestText = 32

func fromUTF16(s text) []rune {
	s = s[:min(len(s), 2*longestText)]
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(s) == 1 {
		units = []uint16{uint16(s[0])}
	}
	return utf16.Decode(units)
}

// lookup is the text of a code, nil if the cmap has none.
func (m *cmap) lookup(code uint32) []rune {
	if s, ok := m.single[code]; ok {
		return s
	}
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].low > code }) - 1
	if i < 0 || m.ranges[i].high < code || len(m.ranges[i].text) == 0 {
		return nil
	}
	r := m.ranges[i]
	s := append([]rune(nil), r.text...)
	s[len(s)-1] += rune(code - r.low)
	return s
}
