package eval

import (
	"math/big"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// quotes folds the brackets and quotation marks that documents mix freely.
var quotes = strings.NewReplacer(
	"\u201c", `"`, "\u201d", `"`, "\u2018", "'", "\u2019", "'",
	"\u3014", "[", "\u3015", "]", "\u3010", "[", "\u3011", "]",
)

// Norm is the form in which texts are compared: NFKC, without white space, with
// one kind of quotation mark and one kind of square bracket.
func Norm(s string) string {
	s = strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	return quotes.Replace(s)
}

// isSpace is white space as Python's str.split has it, which counts the
// information separators U+001C to U+001F too.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

// decimal is what may be compared as a number. The exponent is short because
// the number is written out in full to compare it exactly.
var decimal = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?$`)

// sameValue compares two decimal numbers exactly; what is no number equals nothing.
func sameValue(a, b string) bool {
	x, ok := rat(a)
	if !ok {
		return false
	}
	y, ok := rat(b)
	return ok && x.Cmp(y) == 0
}

func rat(s string) (*big.Rat, bool) {
	s = strings.TrimSpace(s)
	if !decimal.MatchString(s) {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// closeness is the F1 of the characters that two phrases share, in any order;
// an empty phrase is close to nothing.
func closeness(a, b string) float64 {
	x, y := []rune(Norm(a)), []rune(Norm(b))
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	left := map[rune]int{}
	for _, r := range x {
		left[r]++
	}
	shared := 0
	for _, r := range y {
		if left[r] > 0 {
			left[r]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}
