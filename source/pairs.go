package source

import (
	"strings"
	"sync"
	"unicode/utf8"

	textencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// GB18030 and Big5 write most characters as a pair of bytes. The first, the
// lead, is 0x81–0xfe and the second, the trail, 0x40–0xfe. Tables of all pairs
// are made once from x/text: that gives the offset of a bad byte, which a
// streaming decoder does not tell, and is faster.
const (
	leadMin, leadMax   = 0x81, 0xfe
	trailMin, trailMax = 0x40, 0xfe
)

// pairTable holds the character of each pair, 0 where there is none.
type pairTable []rune

func pairIndex(lead, trail byte) int {
	return int(lead-leadMin)*(trailMax-trailMin+1) + int(trail-trailMin)
}

func isLead(c byte) bool { return leadMin <= c && c <= leadMax }

// at is the character of the pair that b begins with, else 0.
func (t pairTable) at(b []byte) rune {
	if len(b) < 2 || !isLead(b[0]) || b[1] < trailMin || b[1] > trailMax {
		return 0
	}
	return t[pairIndex(b[0], b[1])]
}

// newPairTable decodes each pair on a line of its own. Big5's four pairs that
// stand for a letter with a combining mark are left out.
func newPairTable(enc textencoding.Encoding) pairTable {
	var all []byte
	for lead := leadMin; lead <= leadMax; lead++ {
		for trail := trailMin; trail <= trailMax; trail++ {
			all = append(all, byte(lead), byte(trail), '\n')
		}
	}
	// The decoders of x/text have no errors: they write U+FFFD.
	decoded, _ := enc.NewDecoder().Bytes(all)
	table := make(pairTable, 0, len(all)/3)
	for line := range strings.Lines(string(decoded)) {
		r, size := utf8.DecodeRuneInString(line)
		if r == utf8.RuneError || size+1 != len(line) {
			r = 0
		}
		table = append(table, r)
	}
	return table
}

var big5Pairs = sync.OnceValue(func() pairTable { return newPairTable(traditionalchinese.Big5) })

func nextBig5(b []byte) (rune, int) {
	if b[0] < utf8.RuneSelf {
		return rune(b[0]), 1
	}
	if r := big5Pairs().at(b); r != 0 {
		return r, 2
	}
	return 0, 0
}

func cutPair(b []byte) bool { return len(b) == 1 && isLead(b[0]) }

var gb18030Pairs = sync.OnceValue(func() pairTable {
	table := newPairTable(simplifiedchinese.GB18030)
	for _, area := range gb18030UserAreas {
		area.fill(table)
	}
	for pair, r := range gb18030In2022 {
		table[pairIndex(pair[0], pair[1])] = r
	}
	return table
})

// gb18030In2022 is what GB18030-2022 moved from the private use area to
// characters of Unicode and x/text does not know yet.
var gb18030In2022 = map[[2]byte]rune{
	{0xa6, 0xd9}: 0xfe10, {0xa6, 0xda}: 0xfe12, {0xa6, 0xdb}: 0xfe11, {0xa6, 0xdc}: 0xfe13,
	{0xa6, 0xdd}: 0xfe14, {0xa6, 0xde}: 0xfe15, {0xa6, 0xdf}: 0xfe16, {0xa6, 0xec}: 0xfe17,
	{0xa6, 0xed}: 0xfe18, {0xa6, 0xf3}: 0xfe19, {0xa8, 0xbc}: 0x1e3f, {0xfe, 0x59}: 0x9fb4,
	{0xfe, 0x61}: 0x9fb5, {0xfe, 0x66}: 0x9fb6, {0xfe, 0x67}: 0x9fb7, {0xfe, 0x6d}: 0x9fb8,
	{0xfe, 0x7e}: 0x9fb9, {0xfe, 0x90}: 0x9fba, {0xfe, 0xa0}: 0x9fbb,
}

// gb18030UserAreas are the three blocks for characters of one's own, which
// names of people and places need. They map to the private use area in order.
var gb18030UserAreas = []userArea{
	{first: 0xe000, leads: [2]int{0xaa, 0xaf}, trails: [2]int{0xa1, 0xfe}},
	{first: 0xe234, leads: [2]int{0xf8, 0xfe}, trails: [2]int{0xa1, 0xfe}},
	{first: 0xe4c6, leads: [2]int{0xa1, 0xa7}, trails: [2]int{0x40, 0xa0}},
}

// userArea is a block of pairs, both ends included.
type userArea struct {
	first         rune
	leads, trails [2]int
}

func (a userArea) fill(table pairTable) {
	r := a.first
	for lead := a.leads[0]; lead <= a.leads[1]; lead++ {
		for trail := a.trails[0]; trail <= a.trails[1]; trail++ {
			if trail == 0x7f { // no trail byte
				continue
			}
			// 0xa3a0 is in an area, but is written for an ideographic space.
			if i := pairIndex(byte(lead), byte(trail)); table[i] == 0 {
				table[i] = r
			}
			r++
		}
	}
}

// nextGB18030 takes 0x80 for the euro sign, as code page 936 and browsers do.
func nextGB18030(b []byte) (rune, int) {
	switch {
	case b[0] < utf8.RuneSelf:
		return rune(b[0]), 1
	case b[0] == 0x80:
		return '€', 1
	}
	if r := gb18030Pairs().at(b); r != 0 {
		return r, 2
	}
	if len(b) >= 4 && isLead(b[0]) && isDigit(b[1]) && isLead(b[2]) && isDigit(b[3]) {
		return fourGB18030(b[:4])
	}
	return 0, 0
}

// fourGB18030 decodes a character of four bytes. These four of them are U+FFFD
// itself; any other U+FFFD says that there is no such character.
func fourGB18030(b []byte) (rune, int) {
	decoded, _ := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	r, size := utf8.DecodeRune(decoded)
	if size != len(decoded) || r == utf8.RuneError && string(b) != "\x84\x31\xa4\x37" {
		return 0, 0
	}
	return r, 4
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func cutGB18030(b []byte) bool {
	switch len(b) {
	case 2:
		return isLead(b[0]) && isDigit(b[1])
	case 3:
		return isLead(b[0]) && isDigit(b[1]) && isLead(b[2])
	}
	return cutPair(b)
}
