package diff

import (
	"strconv"
	"strings"
	"unicode"
)

// half is r in half width, 0 for a blank. Dashes and blanks have many forms.
func half(r rune) rune {
	switch {
	case r == '\u3000' || r == '\u200b' || r == '\ufeff' || r == '\u2060' || unicode.IsSpace(r):
		return 0
	case 0xff01 <= r && r <= 0xff5e:
		return r - 0xfee0
	case r == '\u2013' || r == '\u2015' || r == '\u2012' || r == '\u2500':
		return '—'
	case r == '\u2236':
		return ':'
	case r == '\u301c':
		return '~'
	case r == '\u3014':
		return '〔'
	case r == '\u3015':
		return '〕'
	}
	return r
}

// plain is s in half width and without blanks.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r = half(r); r == 0 {
			return -1
		}
		return r
	}, s)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// sinceYear is s with years written as their distance from year, so that a title
// that moves on with its plan stays the same: 2031年 seen from 2031 is +0年. A
// year of 0 leaves s as it is.
func sinceYear(s string, year int) string {
	if year == 0 {
		return s
	}
	var b strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && isDigit(runes[j]) {
			j++
		}
		if y, ok := yearAt(runes, i, j); ok {
			b.WriteByte('+')
			b.WriteString(strconv.Itoa(y - year))
			i = j
			continue
		}
		j = max(j, i+1)
		b.WriteString(string(runes[i:j]))
		i = j
	}
	return b.String()
}

// yearAt reads the digits runes[i:j] as a year: four of them before 年 or the
// mark of a range of years.
func yearAt(runes []rune, i, j int) (int, bool) {
	if j-i != 4 || j >= len(runes) || !strings.ContainsRune("年—-~至〕", runes[j]) {
		return 0, false
	}
	y, err := strconv.Atoi(string(runes[i:j]))
	return y, err == nil && 1900 <= y && y < 2200
}

// letters is s without digits, punctuation and blanks, in lower case: what is
// compared of a text whose numbers change every year.
func letters(s string) []rune {
	out := make([]rune, 0, len(s)/3)
	for _, r := range s {
		r = half(r)
		if unicode.IsLetter(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}
