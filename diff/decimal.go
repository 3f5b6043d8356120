package diff

import (
	"math"
	"math/big"
	"strings"
)

// maxDecimal is the length of a number that is still computed with.
const maxDecimal = 60

// decimal reads an exact decimal; false where s is none, or absurdly long.
func decimal(s string) (*big.Rat, bool) {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || len(s) > maxDecimal || strings.Trim(digits, "0123456789.") != "" || strings.Count(digits, ".") > 1 || digits == "." {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// donePlaces is the number of decimals of a result that never ends in the unit of
// its target.
const donePlaces = 10

// exact writes x in full, or where that never ends with places decimals.
func exact(x *big.Rat, places int) string {
	if s, ok := finite(x); ok {
		return s
	}
	return rounded(x, places)
}

// finite writes x in full; false where that never ends.
func finite(x *big.Rat) (string, bool) {
	n, ok := x.FloatPrec()
	if !ok || n > maxDecimal {
		return "", false
	}
	return x.FloatString(n), true
}

// cutDecimal writes x with places decimals at most, rounded up or down, without
// zeros at the end.
func cutDecimal(x *big.Rat, places int, up bool) string {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	scaled := new(big.Rat).Mul(x, scale)
	whole, rest := new(big.Int).DivMod(scaled.Num(), scaled.Denom(), new(big.Int))
	if up && rest.Sign() > 0 {
		whole.Add(whole, big.NewInt(1))
	}
	return rounded(new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale), places)
}

// rounded writes x with places decimals at most, half away from zero, without
// zeros at the end.
func rounded(x *big.Rat, places int) string {
	s := x.FloatString(places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// round gives a score three decimals.
func round(x float64) float64 { return math.Round(1000*x) / 1000 }

// evidence names a part of a score.
func evidence(what string, x float64) string {
	return what + " " + rounded(big.NewRat(int64(math.Round(100*x)), 100), 2)
}
