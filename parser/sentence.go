package parser

import (
	"slices"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser/lexicon"
)

// tokenKind is what a token of a sentence is.
type tokenKind uint8

const (
	tokenWord tokenKind = iota // a word of the lexicon with a function
	tokenFixed
	tokenTime
	tokenQuantity
	tokenImplied
)

// token is a stretch of text with a function. index points into the lexicon's
// words or into the reader's list of its kind.
type token struct {
	kind  tokenKind
	at    span
	index int
	text  string // of a word
}

// clause boundaries: a clauseRef is the text between two marks of punctuation,
// or what goes on after a bracket.
type clauseRef struct {
	at    span
	mark  rune // the mark before it: one of 。 ; , : ( ) or 0 at the start
	depth int  // how many brackets it stands in
	lo    int  // its tokens are reader.tokens[lo:hi]
	hi    int
}

// reader holds the tokens and clauses of one stretch of text. Its slices are
// used again for the next.
type reader struct {
	tokens     []token
	clauses    []clauseRef
	times      []timeRef
	quantities []quantity
	implied    []impliedRef
}

func (r *reader) reset() {
	r.tokens, r.clauses, r.times = r.tokens[:0], r.clauses[:0], r.times[:0]
	r.quantities, r.implied = r.quantities[:0], r.implied[:0]
}

// isCellEnd says whether a tab at i ends a cell of a row; at the start of a line it
// is indentation.
func (p *parse) isCellEnd(i int) bool {
	return p.src[i] == '\t' && i > 0 && !isBlank(p.txt[i-1]) && p.txt[i-1] != '\n'
}

// scan divides s into clauses and tokens, left to right.
func (p *parse) scan(s span) {
	r := &p.reader
	r.reset()
	p.sentenceYear = 0
	c := clauseRef{at: span{s.start, s.start}}
	quoteEnd := s.start
	depth := 0
	var closes []int // where open structural brackets close
	cut := func(end, next int, mark rune) {
		c.at.end = end
		c.hi = len(r.tokens)
		if t := p.trimmed(c.at); !t.empty() {
			c.at = t
			r.clauses = append(r.clauses, c)
		} else if mark == ',' && c.mark != 0 && c.mark != ',' {
			mark = c.mark // an empty clause leaves its mark to the next: 。,
		}
		c = clauseRef{at: span{next, next}, mark: mark, depth: depth, lo: len(r.tokens)}
	}
	for i := s.start; i < s.end; {
		ch := p.txt[i]
		if len(closes) > 0 && i == closes[len(closes)-1] {
			closes = closes[:len(closes)-1]
			depth--
			cut(i, i+1, ')')
			i++
			continue
		}
		if p.isCellEnd(i) && i >= quoteEnd {
			cut(i, i+1, ':') // 新建苗圃	120亩: the cell before names what is counted
			i++
			continue
		}
		switch ch {
		case '。', '!', '?', '\n':
			if i >= quoteEnd {
				p.sentenceYear = 0
				cut(i, i+1, '。')
				i++
				continue
			}
		case ';', ',', ':':
			if i >= quoteEnd {
				cut(i, i+1, ch)
				i++
				continue
			}
		case '《':
			if e := p.closer(i, s.end); e > i {
				p.claim(span{i, e}, model.NumeralName, "name.title", "in the title of a work or document: 《…》")
				i = e + 1
				continue
			}
		case '“', '"', '‘':
			if e := p.closer(i, s.end); e > i && i >= quoteEnd {
				if e-i <= maxQuoted {
					quoteEnd = e
					p.claim(span{i, e}, model.NumeralName, "name.quoted", "in a short quotation: a name or slogan")
				}
			}
		case '(', '〔', '[', '【':
			if e := p.closer(i, s.end); e > i {
				if p.plainBracket(span{i + 1, e}) {
					p.claim(span{i, e}, model.NumeralBracket, "bracket.plain", "in a bracket that belongs to a name")
					i = e + 1
					continue
				}
				closes = append(closes, e)
				depth++
				cut(i, i+1, '(')
				i++
				continue
			}
		}
		i = p.scanToken(i, max(c.at.start, p.lastEnd(c.lo, i)), s.end, i < quoteEnd)
		c.lo = min(c.lo, len(r.tokens))
	}
	cut(s.end, s.end, 0)
}

// A quotation up to this length is a name or a slogan: numerals in it measure
// nothing.
const maxQuoted = 18

// lastEnd is where the last quantity, time or commitment before i among the
// tokens from lo on ends: what stands after it may belong to the number at i. It
// looks back no further than the longest comparator.
func (p *parse) lastEnd(lo, i int) int {
	for k := len(p.reader.tokens) - 1; k >= lo; k-- {
		t := p.reader.tokens[k]
		if t.kind != tokenWord || t.at.end < i-maxComparator {
			return t.at.end
		}
	}
	return 0
}

// No comparator is longer than this.
const maxComparator = 10

// pushQuantity adds a quantity in place of the words that are its comparator.
func (p *parse) pushQuantity(q quantity) int {
	r := &p.reader
	for n := len(r.tokens); n > 0 && r.tokens[n-1].at.start >= q.full.start; n-- {
		r.tokens = r.tokens[:n-1]
	}
	r.quantities = append(r.quantities, q)
	return p.push(tokenQuantity, q.full, len(r.quantities)-1)
}

// plainBracket says whether a bracket is part of a name: (GDP), (州级), (社区).
func (p *parse) plainBracket(s span) bool {
	if s.len() > 20 {
		return false
	}
	for i := s.start; i < s.end; i++ {
		r := p.txt[i]
		if isDigit(r) || r == ',' || r == '。' || r == ':' || r == ';' {
			return false
		}
	}
	return true
}

// scanToken reads the token at i, if there is one, and returns where to go on.
func (p *parse) scanToken(i, floor, end int, quoted bool) int {
	r := &p.reader
	ch := p.txt[i]
	if ch < 0x80 && !isDigit(ch) && !isLatin(ch) && ch != '*' && ch != '_' {
		return i + 1
	}
	if isHan(ch) && !isHanNumeral(ch) && !p.lx.StartsToken(ch) && ch != '翻' && ch != '倍' && ch != '〇' {
		return i + 1
	}
	if n := p.placeholderAt(i, end); n > 0 {
		p.warn("placeholder", span{i, i + n}.model(), "the figure "+p.quote(span{i, i + n})+" is not filled in")
		p.claim(span{i, i + n}, model.NumeralBare, "number.placeholder", "a figure that is not filled in")
		return i + n
	}
	if isLatin(ch) {
		return p.scanLatin(i, end)
	}
	if !isHan(ch) && !isDigit(ch) && ch != '“' {
		return i + 1
	}
	if t, ok := p.timeAt(i, end); ok && (!quoted || t.at.start == i && ch == '“') {
		r.times = append(r.times, t)
		p.claim(t.at, model.NumeralDate, "time", "a time: "+timeReason(t))
		return p.push(tokenTime, t.at, len(r.times)-1)
	}
	if isDigit(ch) {
		return p.scanNumber(i, floor, end, quoted)
	}
	if im, ok := p.impliedAt(i, end); ok && !(quoted && im.shape == "word" && isHan(p.txt[i-1])) { // “百日清零”行动
		r.implied = append(r.implied, im)
		return p.push(tokenImplied, im.at, len(r.implied)-1)
	}
	if id, n := p.lx.Fixed.Match(p.txt, i); n > 0 && i+n <= end {
		if _, w := p.lx.Word.Match(p.txt, i); w <= n {
			p.claim(span{i, i + n}, model.NumeralFixed, p.lx.Terms[id].ID, "a fixed term")
			return p.push(tokenFixed, span{i, i + n}, id)
		}
	}
	if ch == '翻' || ch == '倍' {
		if q, ok := p.multipleAt(i, end); ok && !quoted {
			return p.pushQuantity(q)
		}
	}
	if isHanNumeral(ch) && !quoted {
		if next, ok := p.scanHanNumber(i, floor, end); ok {
			return next
		}
	}
	if quoted {
		return i + 1
	}
	if id, n, form := p.lx.Word.Find(p.txt, i); n > 0 && i+n <= end && p.wordHolds(id, i, n, end) {
		r.tokens = append(r.tokens, token{kind: tokenWord, at: span{i, i + n}, index: id, text: form})
		return i + n
	}
	return i + 1
}

// wordHolds guards the words that are read only in one place: the short words of
// change before a number, 计划 where it is no noun.
func (p *parse) wordHolds(id, i, n, end int) bool {
	switch w := &p.lx.Words[id]; {
	case n == 1 && (w.Class == "up" || w.Class == "down"):
		if i+1 >= end {
			return false
		}
		j := i + 1
		if p.txt[j] == '了' && j+1 < end {
			j++
		}
		_, k := p.lx.Prefix.Match(p.txt, j)
		return isDigit(p.txt[j]) || isHanNumeral(p.txt[j]) || k > 0
	case w.Class == "modal" && p.txt[i] == '计':
		if i == 0 || !isHan(p.txt[i-1]) {
			return true
		}
		k := len(p.reader.tokens) - 1
		if k < 0 || p.reader.tokens[k].at.end != i {
			return false
		}
		switch last := p.reader.tokens[k]; p.class(last) {
		case "scope", "adverb", "manner", "modal":
			return true
		default:
			return last.kind == tokenTime
		}
	}
	return true
}

func (p *parse) push(kind tokenKind, at span, index int) int {
	p.reader.tokens = append(p.reader.tokens, token{kind: kind, at: at, index: index})
	return at.end
}

// placeholderAt is the length of a figure that is left open, with its unit: XX亿元,
// ××%, **个.
func (p *parse) placeholderAt(i, end int) int {
	switch p.txt[i] {
	case 'X', 'x', '×', '*', '□', '〇', '_':
	default:
		return 0
	}
	j := i
	for j < end && p.txt[j] == p.txt[i] {
		j++
	}
	if j-i < 2 || j-i > 6 {
		return 0
	}
	for j < end && hanPower(p.txt[j]) >= 4 {
		j++
	}
	_, n := p.lx.Unit.Match(p.txt, j)
	if n == 0 || j+n > end {
		return 0
	}
	return j + n - i
}

// scanLatin passes over a code such as S208, PM2.5, COVID-19.
func (p *parse) scanLatin(i, end int) int {
	j := i
	for j < end && (isLatin(p.txt[j]) || isDigit(p.txt[j]) || (p.txt[j] == '.' || p.txt[j] == '-') && j+1 < end && isDigit(p.txt[j+1])) {
		j++
	}
	p.claim(span{i, j}, model.NumeralCode, "code.latin", "part of a code with letters")
	return j
}

// scanNumber reads a quantity in digits, or passes over a number that is none.
func (p *parse) scanNumber(i, floor, end int, quoted bool) int {
	if id, n := p.lx.Fixed.Match(p.txt, i); n > 0 { // 5G, 12345
		if !(i+n < end && (isDigit(p.txt[i+n]) || p.txt[i+n] == '.' || p.measured(i+n))) {
			p.claim(span{i, i + n}, model.NumeralFixed, p.lx.Terms[id].ID, "a fixed term")
			return p.push(tokenFixed, span{i, i + n}, 0)
		}
	}
	q, ok := p.quantityAt(i, floor, end)
	skip := i
	for skip < end && (isDigit(p.txt[skip]) || p.txt[skip] == '.' && skip+1 < end && isDigit(p.txt[skip+1])) {
		skip++
	}
	skip = max(skip, i+1)
	switch {
	case !ok || quoted:
		return skip
	case p.isOrdinal(i):
		p.claim(span{i, skip}, model.NumeralOrdinal, "number.ordinal", "第 stands before it")
		return skip
	case i > 0 && p.txt[i-1] == '〕':
		p.claim(span{i, skip}, model.NumeralDocument, "frame.number", "a document number")
		return skip
	case p.isCode(i, q):
		p.claim(span{i, skip}, model.NumeralCode, "number.code", "part of a code, a version, a sum of a slogan or a document number")
		return skip
	case q.bare && !p.bareNumber(q, end):
		p.claim(span{i, skip}, model.NumeralBare, "number.unit", p.bareReason(q.at.end, end))
		return skip
	}
	return p.pushQuantity(q)
}

// bareReason says what follows a number that has no unit.
func (p *parse) bareReason(i, end int) string {
	if i >= end {
		return "no unit follows the number"
	}
	if p.txt[i] == ':' && i+1 < end && isDigit(p.txt[i+1]) {
		return "one part of a ratio"
	}
	return "no unit follows the number: “" + p.quote(span{i, min(i+4, end)}) + "” opens with none of the lexicon (parser/lexicon/units.yaml)"
}

// measured says whether a unit or multiplier stands at i, right after digits.
func (p *parse) measured(i int) bool {
	if hanPower(p.txt[i]) > 0 {
		return isDigit(p.txt[i-1])
	}
	_, n := p.lx.Unit.Match(p.txt, i)
	return n > 0 && isDigit(p.txt[i-1])
}

// isOrdinal says whether 第 stands before the number at i.
func (p *parse) isOrdinal(i int) bool {
	k := p.backBlanks(i, 0)
	return k > 0 && (p.txt[k-1] == '第' || p.txt[k-1] == '前' && k > 1 && p.txt[k-2] == '排')
}

// isCode says whether the number at i is a part of a code, a document number or
// a sum of a slogan: 〔2022〕28号, 10+25, 3+N, 7×24.
func (p *parse) isCode(i int, q quantity) bool {
	if i > 0 {
		switch before := p.txt[i-1]; {
		case isLatin(before), before == '+', before == '×', before == '*', before == '〕', before == '/', before == '_', before == '№', before == '#':
			return true
		case before == '-' && i > 1 && (isDigit(p.txt[i-2]) || isLatin(p.txt[i-2])):
			return true
		}
	}
	if q.unit == "版" && slices.Contains(p.txt[q.at.start:q.at.end], '.') { // 政策4.0版
		return true
	}
	if q.at.end < len(p.txt) && q.bare {
		switch after := p.txt[q.at.end]; after {
		case '+', '×', '*', '号', '〕', '/', '#', '_':
			return true
		}
	}
	return false
}

// bareNumber says whether a number without a unit is still one that states a
// value: an index (指数为100.7), or the first of a list that shares its unit.
func (p *parse) bareNumber(q quantity, end int) bool {
	k := q.full.end
	if k < end && (p.txt[k] == '、' || p.txt[k] == '和') && k+1 < end && isDigit(p.txt[k+1]) {
		return true
	}
	if p.multiplier(q.at) >= 4 { // 新增就业24万
		return true
	}
	after := rune('。')
	if k < end {
		after = p.txt[k]
	}
	switch after {
	case ',', '。', ';', ')', '、':
	default:
		if !q.postfix {
			return false
		}
	}
	if q.prefix {
		return true
	}
	id, n := p.lx.Word.MatchBefore(p.txt, q.at.start)
	if n == 0 {
		return false
	}
	switch p.lx.Words[id].Class {
	case "link", "level_up", "level_down":
		return true
	}
	return false
}

// word is the lexicon's entry for a word token.
func (p *parse) word(t token) *lexicon.Word { return &p.lx.Words[t.index] }

// class is the class of a word token, "" for other tokens.
func (p *parse) class(t token) string {
	if t.kind != tokenWord {
		return ""
	}
	return p.lx.Words[t.index].Class
}

// scanHanNumber reads a Chinese numeral that measures. Most do not (两项制度, 三级
// 责任), so it must say so itself.
func (p *parse) scanHanNumber(i, floor, end int) (int, bool) {
	if i > 0 && p.txt[i-1] == '第' {
		_, n := hanNumber(p.txt, i, end)
		p.claim(span{i, i + max(n, 1)}, model.NumeralOrdinal, "number.ordinal", "第 stands before it")
	}
	if i > 0 && (p.txt[i-1] == '第' || isHanNumeral(p.txt[i-1]) || isDigit(p.txt[i-1])) {
		return 0, false
	}
	q, ok := p.quantityAt(i, floor, end)
	if !ok {
		return 0, false
	}
	if q.bare {
		if p.onlyPowers(i, q.at.end) || p.multiplier(q.at) == 0 && q.at.len() < 3 || !p.endsClause(q.full.end, end) || !p.linked(i) { // 人数达到三万二
			return 0, false
		}
		return p.pushQuantity(q), true
	}
	if !p.hanMeasures(q, i, end) {
		p.claim(q.at, model.NumeralWord, "numeral.han", "a Chinese numeral with the unit "+q.unit+", but no share, comparator, counted act, size or verb of making that would make it a measure")
		return 0, false
	}
	return p.pushQuantity(q), true
}
