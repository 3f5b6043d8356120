package docx

import (
	"strconv"
	"strings"
)

// numeral writes n in a number format of Word. What a format does not reach,
// and formats that are not known, are decimal numbers.
func numeral(n int, format string) string {
	s := ""
	switch format {
	case "none":
		return ""
	case "chineseCounting", "taiwaneseCounting":
		s = countingShort(n)
	case "chineseCountingThousand", "taiwaneseCountingThousand", "ideographTraditionalCounting":
		s = counting(n, "〇一二三四五六七八九", "零", true)
	case "japaneseCounting":
		s = counting(n, "〇一二三四五六七八九", "", true)
	case "chineseLegalSimplified":
		s = legal(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟萬")
	case "ideographLegalTraditional":
		s = legal(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		s = digits(n, "〇一二三四五六七八九")
	case "decimalFullWidth", "decimalFullWidth2":
		s = digits(n, "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		s = circled(n)
	case "decimalEnclosedParen":
		s = nth(n, 20, '\u2474')
	case "decimalEnclosedFullstop":
		s = nth(n, 20, '\u2488')
	case "ideographEnclosedCircle":
		s = nth(n, 10, '\u3280')
	case "ideographTraditional":
		s = among(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		s = among(n, "子丑寅卯辰巳午未申酉戌亥")
	case "upperRoman":
		s = roman(n)
	case "lowerRoman":
		s = strings.ToLower(roman(n))
	case "upperLetter":
		s = letters(n, 'A')
	case "lowerLetter":
		s = letters(n, 'a')
	case "decimalZero":
		if 0 <= n && n < 10 {
			s = "0" + strconv.Itoa(n)
		}
	}
	if s == "" {
		return strconv.Itoa(n)
	}
	return s
}

// digits writes the decimal digits of n as those ten characters.
func digits(n int, ten string) string {
	if n < 0 {
		return ""
	}
	chars := []rune(ten)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(chars[c-'0'])
	}
	return b.String()
}

// countingShort is 十二 below a hundred and 一○二 above.
func countingShort(n int) string {
	if n < 100 {
		return counting(n, "〇一二三四五六七八九", "", true)
	}
	return digits(n, "○一二三四五六七八九")
}

// counting is 一百零二 for 102, with zero where digits are left out, up to
// 99,999. Bare says that a leading ten is 十, not 一十.
func counting(n int, ten, zero string, bare bool) string {
	return places(n, ten, "十百千万", zero, bare)
}

func legal(n int, ten, units string) string { return places(n, ten, units, "零", false) }

func places(n int, ten, units, zero string, bare bool) string {
	if n <= 0 || n > 99_999 {
		return ""
	}
	chars, names := []rune(ten), []rune(units)
	var b strings.Builder
	gap := false
	s := strconv.Itoa(n)
	for i, c := range s {
		place := len(s) - 1 - i
		if c == '0' {
			gap = true
			continue
		}
		if gap {
			b.WriteString(zero)
			gap = false
		}
		// Japanese leaves 一 out before 十, 百 and 千: it has no zero either.
		silent := c == '1' && bare && (place == 1 && b.Len() == 0 || zero == "" && 0 < place && place < 4)
		if !silent {
			b.WriteRune(chars[c-'0'])
		}
		if place > 0 {
			b.WriteRune(names[place-1])
		}
	}
	return b.String()
}

func nth(n, most int, first rune) string {
	if n < 1 || n > most {
		return ""
	}
	return string(first + rune(n-1))
}

func circled(n int) string {
	switch {
	case n == 0:
		return "⓪"
	case n <= 20:
		return nth(n, 20, '①')
	case n <= 35:
		return nth(n-20, 15, '\u3251')
	}
	return nth(n-35, 15, '\u32b1')
}

func among(n int, chars string) string {
	all := []rune(chars)
	if n < 1 || n > len(all) {
		return ""
	}
	return string(all[n-1])
}

// letters is A … Z, AA, BB … as Word counts.
func letters(n int, first rune) string {
	if n < 1 || n > 26*30 {
		return ""
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}
