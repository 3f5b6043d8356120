package parser

import "math/big"

// decimal is an exact decimal number: digits without leading or trailing
// zeros, and the power of ten of the last of them. The zero value is 0.
type decimal struct {
	digits []byte
	exp    int
}

// newDecimal reads ASCII digits with at most one point.
func newDecimal(digits []byte) decimal {
	d := decimal{}
	frac := -1
	for _, c := range digits {
		if c == '.' {
			frac = 0
			continue
		}
		if frac >= 0 {
			frac++
		}
		d.digits = append(d.digits, c)
	}
	if frac > 0 {
		d.exp = -frac
	}
	return d.normal()
}

func intDecimal(n int64) decimal {
	return newDecimal(big.NewInt(n).Append(nil, 10))
}

func (d decimal) normal() decimal {
	for len(d.digits) > 0 && d.digits[0] == '0' {
		d.digits = d.digits[1:]
	}
	for len(d.digits) > 0 && d.digits[len(d.digits)-1] == '0' {
		d.digits = d.digits[:len(d.digits)-1]
		d.exp++
	}
	if len(d.digits) == 0 {
		d.exp = 0
	}
	return d
}

// shift multiplies by ten to the power n.
func (d decimal) shift(n int) decimal {
	if len(d.digits) > 0 {
		d.exp += n
	}
	return d
}

// plus adds two decimals exactly.
func (d decimal) plus(e decimal) decimal {
	exp := min(d.exp, e.exp)
	sum := new(big.Int).Add(d.scaled(exp), e.scaled(exp))
	out := newDecimal(sum.Append(nil, 10))
	return out.shift(exp)
}

func (d decimal) scaled(exp int) *big.Int {
	n := new(big.Int)
	if len(d.digits) == 0 {
		return n
	}
	n.SetString(string(d.digits), 10)
	return n.Mul(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.exp-exp)), nil))
}

// String writes the number out in full: "830000", "0.3".
func (d decimal) String() string {
	if len(d.digits) == 0 {
		return "0"
	}
	if d.exp >= 0 {
		out := make([]byte, len(d.digits), len(d.digits)+d.exp)
		copy(out, d.digits)
		for range d.exp {
			out = append(out, '0')
		}
		return string(out)
	}
	point := len(d.digits) + d.exp
	var out []byte
	if point <= 0 {
		out = append(out, '0', '.')
		for range -point {
			out = append(out, '0')
		}
		return string(append(out, d.digits...))
	}
	out = append(out, d.digits[:point]...)
	out = append(out, '.')
	return string(append(out, d.digits[point:]...))
}

func (d decimal) isZero() bool { return len(d.digits) == 0 }

// hanDigit is the value of a Chinese digit, or -1.
func hanDigit(r rune) int {
	switch r {
	case '零', '〇':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// hanPower is the power of ten of a Chinese multiplier, or 0.
func hanPower(r rune) int {
	switch r {
	case '十':
		return 1
	case '百':
		return 2
	case '千':
		return 3
	case '万':
		return 4
	case '亿':
		return 8
	}
	return 0
}

func isHanNumeral(r rune) bool { return hanDigit(r) >= 0 || hanPower(r) > 0 }

// A Chinese numeral longer than this is no number that a document states.
const maxHanNumeral = 24

// hanNumber reads the Chinese numeral that starts at i: 二十三, 一百零五, 三千五,
// 二〇二四. It returns the number of runes read, 0 where there is none.
func hanNumber(txt []rune, i, end int) (value int64, n int) {
	j := i
	for j < end && j-i < maxHanNumeral && isHanNumeral(txt[j]) {
		j++
	}
	if j == i || j-i == maxHanNumeral {
		return 0, 0
	}
	if j-i > 1 && allHanDigits(txt[i:j]) {
		for _, r := range txt[i:j] {
			if value > 1e15 {
				return 0, 0
			}
			value = value*10 + int64(hanDigit(r))
		}
		return value, j - i
	}
	value, ok := hanValue(txt[i:j])
	if !ok {
		return 0, 0
	}
	return value, j - i
}

func allHanDigits(rs []rune) bool {
	for _, r := range rs {
		if hanDigit(r) < 0 {
			return false
		}
	}
	return true
}

// hanValue is the value of a numeral with multipliers. A last digit without
// one takes the next lower power: 两万三 is 23000.
func hanValue(rs []rune) (int64, bool) {
	var total, section, digit int64 = 0, 0, -1
	power := 0
	for _, r := range rs {
		if d := hanDigit(r); d >= 0 {
			if digit > 0 {
				return 0, false // two digits in a row: 三五百
			}
			digit = int64(d)
			continue
		}
		w := hanPower(r)
		if w < 4 {
			if digit < 0 {
				digit = 1
			}
			section += digit * pow10(w)
		} else {
			section += max(digit, 0)
			if section == 0 && total == 0 {
				section = 1
			}
			if total+section > 1e9 {
				return 0, false
			}
			total = (total + section) * pow10(w)
			if w == 8 {
				section = 0
			}
			section = 0
		}
		digit, power = -1, w
	}
	if digit > 0 && power > 1 && len(rs) >= 2 && hanPower(rs[len(rs)-2]) == power {
		return total + section + digit*pow10(power-1), true
	}
	return total + section + max(digit, 0), true
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}
