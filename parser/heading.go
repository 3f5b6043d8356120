package parser

import "strings"

// style is a kind of numbering. The order is the usual one, from the top; which
// is above which in a document is decided by the document.
type style uint8

const (
	styleNone       style = iota
	stylePart             // 第一部分, 第一编, 第一篇
	styleChapter          // 第一章
	styleSection          // 第一节
	styleArticle          // 第一条
	styleHan              // 一、
	styleHanParen         // (一)
	styleDigit            // 1. 1、
	styleDigitParen       // (1)
	styleDigitClose       // 1)
	styleCircle           // ①
	styleDecimal          // 1.1
	styleRun              // 一是, 二要, 首先
	styleUnnumbered       // a title sentence without a label
	styleAnnex            // 附件
	styleCount
)

// label is the number that opens a heading.
type label struct {
	style  style
	number int
	start  int
	end    int // past the label and its own punctuation
}

// Numbers of headings above this are no headings: 2022、2023.
const maxHeadingNumber = 999

// labelAt reads the heading label at i, the start of a line or of a clause.
func labelAt(txt []rune, i, end int) (label, bool) {
	if i >= end {
		return label{}, false
	}
	l := label{start: i}
	r := txt[i]
	switch {
	case '①' <= r && r <= '⑳':
		l.style, l.number, l.end = styleCircle, int(r-'①')+1, i+1
	case '㉑' <= r && r <= '㉟':
		l.style, l.number, l.end = styleCircle, int(r-'㉑')+21, i+1
	case '⑴' <= r && r <= '⒇':
		l.style, l.number, l.end = styleDigitParen, int(r-'⑴')+1, i+1
	case '⒈' <= r && r <= '⒛':
		l.style, l.number, l.end = styleDigit, int(r-'⒈')+1, i+1
	case '㈠' <= r && r <= '㈩':
		l.style, l.number, l.end = styleHanParen, int(r-'㈠')+1, i+1
	case r == '(':
		l = parenLabel(txt, i, end)
	case r == '第':
		l = ordinalLabel(txt, i, end)
	case isDigit(r):
		l = digitLabel(txt, i, end)
	case isHanNumeral(r):
		l = hanLabel(txt, i, end)
	}
	return l, l.style != styleNone && 0 < l.number && l.number <= maxHeadingNumber
}

// parenLabel reads (一), (1); a 、 or . after it belongs to it.
func parenLabel(txt []rune, i, end int) label {
	l := label{start: i, style: styleDigitParen}
	j := skipBlanks(txt, i+1, end)
	n := 0
	if j < end && isDigit(txt[j]) {
		l.number, n = calendarNumber(txt, j, min(end, j+4))
	} else {
		l.style = styleHanParen
		l.number, n = calendarNumber(txt, j, end)
	}
	j = skipBlanks(txt, j+n, end)
	if n == 0 || j >= end || txt[j] != ')' {
		return label{}
	}
	l.end = labelTail(txt, j+1, end)
	return l
}

func labelTail(txt []rune, j, end int) int {
	if j < end && (txt[j] == '、' || txt[j] == '.') && !(j+1 < end && isDigit(txt[j+1])) {
		return j + 1
	}
	return j
}

// ordinalLabel reads 第一章, 第二节, 第3条, 第一部分.
func ordinalLabel(txt []rune, i, end int) label {
	number, n := calendarNumber(txt, i+1, end)
	j := i + 1 + n
	if n == 0 || j >= end {
		return label{}
	}
	l := label{start: i, number: number, end: j + 1}
	switch txt[j] {
	case '章':
		l.style = styleChapter
	case '节':
		l.style = styleSection
	case '条':
		l.style = styleArticle
	case '编', '篇':
		l.style = stylePart
	case '部':
		if j+1 >= end || txt[j+1] != '分' {
			return label{}
		}
		l.style, l.end = stylePart, j+2
	default:
		return label{}
	}
	if l.end < end && (txt[l.end] == '的' || txt[l.end] == '第') { // 第三条第二款的规定
		return label{}
	}
	if l.end < end && (l.style == styleArticle || l.style == styleSection) && isHan(txt[l.end]) { // 第三条支渠, 第一节课
		return label{}
	}
	l.end = labelTail(txt, l.end, end)
	return l
}

// digitLabel reads 1. 1、 1) and 1.1 (which must be followed by a blank).
func digitLabel(txt []rune, i, end int) label {
	number, n := calendarNumber(txt, i, end)
	j := i + n
	if n == 0 || n > 3 || j >= end {
		return label{}
	}
	l := label{start: i, number: number, end: j + 1}
	switch txt[j] {
	case '、':
		if listsDigits(txt, j+1, end) { // 1、2号泵站
			return label{}
		}
		l.style = styleDigit
	case ')':
		l.style = styleDigitClose
	case '.':
		if j+1 < end && isDigit(txt[j+1]) {
			return decimalLabel(txt, i, j, end)
		}
		l.style = styleDigit
	}
	if l.style == styleNone {
		return label{}
	}
	return l
}

func decimalLabel(txt []rune, i, j, end int) label {
	l := label{start: i, style: styleDecimal}
	for j < end && txt[j] == '.' {
		number, n := calendarNumber(txt, j+1, end)
		if n == 0 || n > 2 {
			break
		}
		l.number, j = number, j+1+n
	}
	if j >= end || !isBlank(txt[j]) && txt[j] != '、' {
		return label{}
	}
	if k := skipBlanks(txt, j, end); k < end && (isDigit(txt[k]) || hanPower(txt[k]) > 0) {
		return label{}
	}
	l.end = j
	return l
}

// hanLabel reads 一、 and its variants 一. and 一 、.
func hanLabel(txt []rune, i, end int) label {
	number, n := calendarNumber(txt, i, end)
	j := skipBlanks(txt, i+n, end)
	if n == 0 || j >= end || txt[j] != '、' && txt[j] != '.' && txt[j] != ':' {
		return label{}
	}
	if txt[j] == '、' && listsOrdinals(txt, j+1, end) {
		return label{}
	}
	return label{start: i, style: styleHan, number: number, end: j + 1}
}

// listsDigits says whether digits and a counter go on at i: 1、2号泵站, 2、3组.
func listsDigits(txt []rune, i, end int) bool {
	j := i
	for j < end && (isDigit(txt[j]) || txt[j] == '、') {
		j++
	}
	if j == i || j >= end {
		return false
	}
	switch txt[j] {
	case '号', '组', '期', '级', '类', '线', '楼', '栋', '次', '批', '月', '层', '区', '季':
		return true
	}
	return false
}

// listsOrdinals says whether numerals go on at i as in 一、二产业 and 一、二、三类;
// 三、二季度形势 is a heading.
func listsOrdinals(txt []rune, i, end int) bool {
	j := i
	for j < end && (isHanNumeral(txt[j]) || txt[j] == '、') {
		j++
	}
	if j == i || j >= end {
		return false
	}
	switch txt[j] {
	case '产', '次', '级', '类', '线', '届', '等', '期', '批', '月', '号', '组':
		return true
	}
	return false
}

// labelText is the label as printed, in half width, without blanks.
func (p *parse) labelText(l label) string {
	out := make([]rune, 0, 8)
	for _, r := range p.txt[l.start:l.end] {
		if !isBlank(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// pathText is a label's part of the path: 一、 is 一, 1. is 1, (一) stays.
func pathText(label string) string {
	rs := []rune(label)
	for len(rs) > 0 && strings.ContainsRune("、.:,", rs[len(rs)-1]) {
		rs = rs[:len(rs)-1]
	}
	if len(rs) > 1 && rs[len(rs)-1] == ')' && rs[0] != '(' { // 1)
		rs = rs[:len(rs)-1]
	}
	return string(rs)
}
