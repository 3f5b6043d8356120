package parser

import (
	"github.com/fenjie/fenjie/model"
)

// quantity is a number with its unit and what relates it to a measure.
type quantity struct {
	at         span // number and unit as printed
	full       span // with the comparators before and after
	value      decimal
	high       decimal
	isRange    bool
	unit       string
	unitAt     span
	unitKnown  bool
	dimension  string
	comparator model.Comparator
	side       model.Side
	postfix    bool // a comparator stands after the unit
	prefix     bool // a comparator stands before the number
	change     model.Change
	han        bool // the numeral is Chinese
	bare       bool // no unit is printed; a list may give it one
}

// quantityAt reads the quantity whose number starts at i; floor is the first
// character that a comparator before it may use.
func (p *parse) quantityAt(i, floor, end int) (quantity, bool) {
	q, ok := p.numberAndUnit(i, end)
	if !ok {
		return q, false
	}
	p.rangeTail(&q, end)
	p.compare(&q, floor, end)
	return q, true
}

// numberAndUnit reads the number, its multipliers and its unit.
func (p *parse) numberAndUnit(i, end int) (quantity, bool) {
	q := quantity{comparator: model.Equal}
	j := 0
	if isDigit(p.txt[i]) {
		q.value, j = digitNumber(p.txt, i, end)
	} else {
		var ok bool
		if q.value, j, ok = p.hanQuantity(&q, i, end); !ok {
			return q, false
		}
		if q.unit != "" { // 百分之十五, 三成
			q.at = span{i, j}
			q.unitAt = q.at
			return q, true
		}
	}
	j = p.multiplied(&q, j, end)
	k := skipBlanks(p.txt, j, end)
	if k-j > 2 {
		k = j
	}
	k = p.readUnit(&q, k, end)
	if q.unit == "" {
		k = j
		q.bare = true
	}
	q.at = span{i, k}
	return q, true
}

// digitNumber reads ASCII digits with a point and thousands marks: a comma or
// blank before exactly three digits, after a first group of at most three.
func digitNumber(txt []rune, i, end int) (decimal, int) {
	buf := make([]byte, 0, 16)
	j := i
	for j < end && isDigit(txt[j]) {
		buf = append(buf, byte(txt[j]))
		j++
	}
	if j-i <= 3 {
		for j < end && (txt[j] == ',' || txt[j] == ' ') && threeDigits(txt, j+1, end) {
			buf = append(buf, byte(txt[j+1]), byte(txt[j+2]), byte(txt[j+3]))
			j += 4
		}
	}
	if j+1 < end && txt[j] == '.' && isDigit(txt[j+1]) {
		buf = append(buf, '.')
		for j++; j < end && isDigit(txt[j]); j++ {
			buf = append(buf, byte(txt[j]))
		}
	}
	return newDecimal(buf), j
}

func threeDigits(txt []rune, i, end int) bool {
	return i+3 <= end && isDigit(txt[i]) && isDigit(txt[i+1]) && isDigit(txt[i+2]) && !(i+3 < end && isDigit(txt[i+3]))
}

// multiplied applies 十, 百, 千, 万, 亿 after a number, and 余 or 多 before or
// after them, and returns where they end.
func (p *parse) multiplied(q *quantity, j, end int) int {
	start := j
	blanks := skipBlanks(p.txt, j, end)
	if blanks-j <= 2 && blanks < end && hanPower(p.txt[blanks]) >= 4 {
		j = blanks
	}
	for j < end {
		if _, n := p.lx.Infix.Match(p.txt, j); n > 0 && q.side == "" && p.infixHolds(j+n, end) {
			q.comparator, q.side = model.Approx, model.SideAbove
			j += n
			continue
		}
		w := hanPower(p.txt[j])
		if w == 0 {
			break
		}
		if _, n := p.lx.Unit.Match(p.txt, j); n > 1 { // 千瓦, 千米, 百分点
			break
		}
		q.value = q.value.shift(w)
		j++
	}
	if j == blanks && blanks > start && q.value.exp == 0 {
		return start
	}
	return j
}

// infixHolds says whether 余, 多 or 来 is followed by a multiplier or a unit.
func (p *parse) infixHolds(i, end int) bool {
	if i >= end {
		return false
	}
	if hanPower(p.txt[i]) > 0 {
		return true
	}
	_, n := p.lx.Unit.Match(p.txt, skipBlanks(p.txt, i, end))
	return n > 0
}

// readUnit reads the unit at j, with its denominator, and returns its end.
func (p *parse) readUnit(q *quantity, j, end int) int {
	if j >= end {
		return j
	}
	if p.txt[j] == ':' && j+1 < end && isDigit(p.txt[j+1]) {
		if v, k := digitNumber(p.txt, j+1, end); v.String() == "1" && !(k < end && p.txt[k] == ':') {
			q.unit, q.dimension, q.unitKnown, q.unitAt = ":1", "ratio", true, span{j, k}
			return k
		}
		return j
	}
	id, n := p.lx.Unit.Match(p.txt, j)
	if n > 0 && j+n <= end && !p.unitInWord(j, n, end) {
		q.unit, q.dimension, q.unitKnown = p.unitText(span{j, j + n}), p.lx.Units[id].Dimension, true
		q.unitAt = span{j, j + n}
		k := j + n
		if k2 := p.denominator(k, end); k2 > k {
			q.unit += p.unitText(span{k, k2})
			q.dimension, q.unitAt.end, k = "ratio", k2, k2
		}
		return k
	}
	if p.unknownUnit(q, j, end) {
		q.unit, q.unitAt = p.unitText(span{j, j + 1}), span{j, j + 1}
		return j + 1
	}
	if isLatin(p.txt[j]) { // EFlops and the like
		k := j
		for k < end && isLatin(p.txt[k]) {
			k++
		}
		if k-j >= 2 && k-j <= 8 {
			q.unit, q.unitAt = p.unitText(span{j, k}), span{j, k}
			return k
		}
	}
	return j
}

// unknownUnit says whether the character at j is a classifier that the lexicon
// does not hold: a small number in digits, a verb of doing or a comparator right
// before it, and a noun or nothing after it (新建5艘…). Characters that make words
// with a number (6大产业, 331国道) are none.
func (p *parse) unknownUnit(q *quantity, j, end int) bool {
	if q.han || !isHan(p.txt[j]) || q.value.exp < 0 || len(q.value.digits)+q.value.exp > 2 || !isDigit(p.txt[j-1]) {
		return false
	}
	switch p.txt[j] {
	case '大', '化', '级', '号', '星', '维', '代', '届', '强', '优', '新', '老', '小', '高', '中', '低', '多', '全', '第', '年', '月', '日', '时', '分', '点', '线', '图', '表', '章', '类', '国', '省', '市', '县', '区', '乡', '镇', '村',
		'的', '和', '与', '及', '至', '到', '以', '为', '是', '在', '等', '之', '成', '倍', '加', '减', '乘', '除', '上', '下', '左', '右', '内', '外', '前', '后', '东', '西', '南', '北', '地', '周', '字', '路', '街', '网', '库', '园', '城', '校', '院':
		return false
	}
	i := j - 1
	for i > 0 && isDigit(p.txt[i-1]) {
		i--
	}
	id, n := p.lx.Word.MatchBefore(p.txt, p.backBlanks(i, 0))
	if n < 2 {
		return false
	}
	switch p.lx.Words[id].Class {
	case "do", "act":
		return true
	}
	return false
}

// unitText is a unit as printed, in half width.
func (p *parse) unitText(s span) string { return p.half(s) }

// unitInWord says whether a one-character unit is the start of another word:
// 3人民医院, 40周年, 5年期.
func (p *parse) unitInWord(j, n, end int) bool {
	if n > 1 || j+1 >= end {
		return false
	}
	next := p.txt[j+1]
	switch p.txt[j] {
	case '周':
		return next == '年' || next == '边' || next == '岁'
	case '级', '星':
		return true
	case '天':
		return next == '然' || next == '网'
	case '年':
		return next == '级' || next == '代'
	case '次':
		return next == '产' || next == '生'
	case '分':
		return next == '之' || next == '别' || next == '级'
	case '期':
		return next == '间' || next == '末'
	case '家':
		return next == '庭'
	case '头':
		return next == '部' || next == '雁'
	case '条':
		return next == '件'
	case '门':
		return next == '诊' || next == '店' || next == '槛' || next == '类' || next == '户'
	case '部':
		return next == '门' || next == '分'
	case '户':
		return next == '籍' || next == '外'
	case '人':
		return next == '民' || next == '间' || next == '工' && j+2 < end && p.txt[j+2] == '智'
	case '日':
		return next == '常'
	case '度':
		return j > 0 && !isDigit(p.txt[j-1]) && hanPower(p.txt[j-1]) == 0
	}
	return false
}

// denominator reads /万人, /立方米, 每亩 after a unit.
func (p *parse) denominator(j, end int) int {
	if j >= end || p.txt[j] != '/' {
		return j
	}
	k := j + 1
	for k < end && hanPower(p.txt[k]) > 0 {
		if _, n := p.lx.Unit.Match(p.txt, k); n > 1 { // 千瓦时
			break
		}
		k++
	}
	if _, n := p.lx.Unit.Match(p.txt, k); n > 0 {
		k += n
		if k < end && p.txt[k] == '·' {
			if _, m := p.lx.Unit.Match(p.txt, k+1); m > 0 {
				k += 1 + m
			}
		}
		return p.denominator(k, end)
	}
	return j
}

// hanQuantity reads a number in Chinese where it measures: with a unit. It also
// reads 百分之N, N分之M and N成, which are their own units.
func (p *parse) hanQuantity(q *quantity, i, end int) (decimal, int, bool) {
	q.han = true
	if v, k, ok := p.fraction(q, i, end); ok {
		return v, k, true
	}
	v, n := hanNumber(p.txt, i, end)
	if n == 0 {
		return decimal{}, 0, false
	}
	j := i + n
	if j < end && p.txt[j] == '成' && v > 0 && v < 10 && p.portion(j+1, end) {
		q.unit, q.dimension, q.unitKnown = "成", "ratio", true
		return intDecimal(v), j + 1, true
	}
	// a last multiplier that opens a unit: 三千瓦 is left to the digits
	return intDecimal(v), j, true
}

// portion says whether 成 is followed by what a share would be followed by.
func (p *parse) portion(i, end int) bool {
	if i >= end {
		return true
	}
	switch p.txt[i] {
	case '以', '左', '多', ',', '。', ';', '、', '的', ')':
		return true
	}
	return false
}

// fraction reads 百分之十五, 千分之三, 三分之二.
func (p *parse) fraction(q *quantity, i, end int) (decimal, int, bool) {
	j := i
	for j < end && j-i < 4 && isHanNumeral(p.txt[j]) {
		j++
	}
	if j == i || j+2 > end || !p.stands(j, "分之") {
		return decimal{}, 0, false
	}
	base, _ := hanNumber(p.txt, i, j)
	if p.txt[i] == '百' {
		base = 100
	} else if p.txt[i] == '千' {
		base = 1000
	} else if p.txt[i] == '万' {
		base = 10000
	}
	v, k := p.hanDecimal(j+2, end)
	if k == 0 || base == 0 {
		return decimal{}, 0, false
	}
	q.dimension, q.unitKnown = "ratio", true
	switch base {
	case 100:
		q.unit = "%"
	case 1000:
		q.unit = "‰"
	default:
		q.unit = "/" + intDecimal(base).String()
	}
	return v, k, true
}

// hanDecimal reads 十五, 零点九, 十二点五 or digits; it returns the end, 0 where
// there is no number.
func (p *parse) hanDecimal(i, end int) (decimal, int) {
	if i < end && isDigit(p.txt[i]) {
		return digitNumber(p.txt, i, end)
	}
	v, n := hanNumber(p.txt, i, end)
	if n == 0 {
		return decimal{}, 0
	}
	d, j := intDecimal(v), i+n
	if j+1 < end && p.txt[j] == '点' && hanDigit(p.txt[j+1]) >= 0 {
		frac := 0
		for k := j + 1; k < end && hanDigit(p.txt[k]) >= 0 && frac < 8; k++ {
			frac++
			d = d.plus(intDecimal(int64(hanDigit(p.txt[k]))).shift(-frac))
			j = k + 1
		}
	}
	return d, j
}

// rangeTail reads the second number of a range: 3—5名, 4.5%—5%, 5至8个.
func (p *parse) rangeTail(q *quantity, end int) {
	j := skipBlanks(p.txt, q.at.end, end)
	dashes := 0
	for j < end && dashes < 2 && (isDash(p.txt[j]) || p.txt[j] == '到' && (q.bare || p.txtAt(q.at.start-1) != '由' && p.txtAt(q.at.start-1) != '从')) {
		j++
		dashes++
	}
	j = skipBlanks(p.txt, j, end)
	if dashes == 0 || j >= end || !isDigit(p.txt[j]) && !(q.han && isHanNumeral(p.txt[j])) {
		return
	}
	second, ok := p.numberAndUnit(j, end)
	if !ok || second.unit == "" || !q.bare && q.unit != second.unit {
		return
	}
	if n := p.multiplier(span{j, second.unitAt.start}); q.bare && n >= 4 && p.multiplier(q.at) == 0 && len(q.value.digits)+q.value.exp <= 4 {
		q.value = q.value.shift(n) // 1.2—1.5万亩
	}
	q.high, q.isRange, q.bare = second.value, true, false
	q.unit, q.unitAt, q.unitKnown, q.dimension = second.unit, second.unitAt, second.unitKnown, second.dimension
	q.at.end = second.at.end
	q.comparator, q.side = model.Range, ""
}

// multiplier is the power of ten of the multipliers in s.
func (p *parse) multiplier(s span) int {
	n := 0
	for i := s.start; i < s.end; i++ {
		n += hanPower(p.txt[i])
	}
	return n
}

// compare reads the comparators after and before a quantity. What stands after
// it wins.
func (p *parse) compare(q *quantity, floor, end int) {
	q.full = q.at
	if id, n := p.lx.Prefix.MatchBefore(p.txt[:q.at.start], p.backBlanks(q.at.start, floor)); n > 0 {
		at := p.backBlanks(q.at.start, floor) - n
		if at >= floor && !p.prefixInWord(at, n, floor) {
			c := p.lx.Comparators[id]
			q.full.start = at
			q.prefix = true
			if !q.isRange && !(c.ID == "before.above") {
				q.comparator, q.side = c.Comparator, c.Side
			}
		}
	}
	k := skipBlanks(p.txt, q.at.end, end)
	if id, n := p.lx.Postfix.Match(p.txt, k); n > 0 && k+n <= end && k-q.at.end <= 1 && !p.postfixInWord(k, n, end) {
		c := p.lx.Comparators[id]
		q.full.end = k + n
		q.postfix = true
		if !q.isRange {
			q.comparator, q.side = c.Comparator, c.Side
		}
	}
}

func (p *parse) backBlanks(i, floor int) int {
	for i > floor && isBlank(p.txt[i-1]) {
		i--
	}
	return i
}

// prefixInWord guards one-character comparators that end another word: 附近,
// 节约, 通过.
func (p *parse) prefixInWord(at, n, floor int) bool {
	if n > 1 || at <= floor {
		return false
	}
	switch before := p.txt[at-1]; p.txt[at] {
	case '过':
		return before != '超' && before != '首' && before != '已' && isHan(before) && (before == '通' || before == '经' || before == '不' || before == '超')
	case '近':
		return before == '附' || before == '临' || before == '邻' || before == '最' || before == '亲'
	case '约':
		return before == '节' || before == '集' || before == '签' || before == '履' || before == '预' || before == '公'
	case '数':
		return true
	case '几':
		return before != '近' && before != '前'
	case '超':
		return before == '赶'
	case '破':
		return before == '侦' || before == '突'
	}
	return false
}

// postfixInWord guards 内 and 以上 where they belong to what follows: 以内外.
func (p *parse) postfixInWord(k, n, end int) bool {
	if k+n >= end {
		return false
	}
	next := p.txt[k+n]
	switch {
	case n == 1: // 内
		return next == '容' || next == '部' || next == '外' || next == '涵' || next == '在'
	case p.txt[k] == '上' && p.txt[k+1] == '下', p.txt[k] == '前' && p.txt[k+1] == '后':
		return next == '游' || next == '联' || next == '功'
	}
	return false
}
