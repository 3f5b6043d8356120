package parser

import (
	"slices"

	"github.com/fenjie/fenjie/model"
)

// quantity reads the quantity of token k: finds what it measures, in the text
// before it, after it, or in an earlier clause.
func (r *clauseReader) quantity(k int, t token) {
	p := r.p
	if run := r.run(k); run > 1 && r.zip(k, run) {
		return
	}
	q := &p.reader.quantities[t.index]
	if q.bare && !q.prefix && !p.linked(q.at.start) && p.multiplier(q.at) < 4 {
		p.claim(q.at, model.NumeralBare, "number.unit", "no unit follows the number, and no word that names equality stands before it")
		return
	}
	if at, ok := r.isFrom(k, q); ok {
		r.from, r.fromAt = k, at
		p.claim(q.at, model.NumeralStart, "level.from", "the start of 由A提高到B: the record of B holds it")
		return
	}
	p.reading = reading{clauseReader: r, q: q, left: r.leftOf(q, k), right: p.right(r.c, q.full.end, k+1), k: k}
	x := &p.reading
	r.far(q, x.left)
	if r.isPeriodLength(q, x.left) {
		if x.left.core.empty() || !p.multipleNext(q.full.end, r.c.at.end) {
			r.cursor = p.afterLength(q.full.end, r.c.at.end)
		}
		p.claim(q.at, model.NumeralLength, "length.describes", "a length of time that no word compares or sets")
		return
	}
	if p.sumsUp(x.left, x.right) {
		r.cursor = q.full.end
		p.claim(q.at, model.NumeralSum, "sum.of-list", "counts the list before it, of "+p.half(x.right.at))
		return
	}
	sh, trials := x.shape()
	rec := r.record(q, sh.rule)
	rec.trials = trials
	r.fill(rec, q, x.left, x.right, sh)
	r.fromLevel(rec, k)
}

// sumsUp says whether a count only sums up the list before it, of things that are
// no things: …、…型5种类型.
func (p *parse) sumsUp(left leftText, right rightText) bool {
	if right.at.empty() || !slices.Contains(p.txt[left.core.start:left.core.end], '、') {
		return false
	}
	return p.is(&p.lx.Phrase.Abstract, right.at)
}

// leftOf reads the text before quantity k; where it is the end of 由A提高到B, the
// text before 由.
func (r *clauseReader) leftOf(q *quantity, k int) leftText {
	p := r.p
	counted, difference := p.isClassifier(q), q.dimension == "ratio_difference"
	left := p.left(r.c, r.cursor, q.full.start, k, counted, difference)
	if r.from < 0 || r.levelAfter(r.from) != k {
		return left
	}
	before := p.left(r.c, r.cursor, r.fromAt, r.from, counted, difference)
	before.level, before.linked, before.tail = left.level, true, ""
	return before
}

// objectOf takes 上 or 中 off what something was arranged to or in: 安排到15个项目上.
// A phrase that ends in 级 has its noun after the next number: 60名国家级、200名省级人
// 才.
func (r *clauseReader) objectOf(left leftText, right rightText, k int) rightText {
	p := r.p
	if last := p.txt[right.at.end-1]; (last == '级' || last == '类') && k+1 < r.c.hi && p.reader.tokens[k+1].kind == tokenQuantity {
		next := p.right(r.c, p.reader.tokens[k+1].at.end, k+2)
		for i := next.at.start; i < next.at.end-1; i++ {
			if p.txt[i] == last {
				right.at = span{i + 1, next.at.end}
				return right
			}
		}
	}
	if left.linked && right.at.len() > 3 {
		switch p.txt[right.at.end-1] {
		case '上', '中', '里':
			right.at.end--
		}
	}
	return right
}

// tokenAt is the token before k that stands at s, or an empty one.
func (p *parse) tokenAt(s span, k int) token {
	for k--; k >= 0 && p.reader.tokens[k].at.start >= s.start; k-- {
		if p.reader.tokens[k].at == s {
			return p.reader.tokens[k]
		}
	}
	return token{kind: tokenFixed}
}

// multipleNext says whether a multiple follows at i: 5年翻一番.
func (p *parse) multipleNext(i, end int) bool {
	return i < end && (p.txt[i] == '翻' || p.txt[i] == '倍')
}

// afterLength passes over the words that close a length of time: 5年时间, 3年内.
func (p *parse) afterLength(i, end int) int {
	return i + p.opening(&p.lx.Phrase.Length, span{i, end})
}

// takesObject says whether a noun after the quantity can be what it counts.
func (p *parse) takesObject(q *quantity) bool {
	switch q.dimension {
	case "ratio", "ratio_difference", "rank", "time", "grade":
		return false
	}
	return q.unit != ""
}

// isClassifier says whether the unit counts things one by one: 个, 家, 座.
func (p *parse) isClassifier(q *quantity) bool {
	return q.dimension == "count" || q.dimension == "times"
}

// leansBack says whether a noun says too little to stand alone: 完成率, 占比.
func (p *parse) leansBack(s span) bool {
	return p.is(&p.lx.Phrase.Leaning, s)
}

// fill gives a record its indicator and what the words around it say.
func (r *clauseReader) fill(rec *record, q *quantity, left leftText, right rightText, sh shape) {
	p, s := r.p, r.s
	t := rec.t
	rec.verb = left.verb
	r.name(rec, sh.indicator)
	if sh.inherit {
		r.inherit(rec, sh.indicator)
	}
	if t.Action = left.verb; t.Action == "" && sh.rule != "noun.earlier" {
		if prev := r.previous(rec); prev != nil && prev.clause == r.index && (left.core.empty() || p.txtAt(r.cursor) == '、') {
			t.Action = prev.t.Action
		}
	}
	if t.Change == "" && sh.rule != "noun.after-verb" {
		t.Change = left.change
	}
	if t.Change == "" && sh.rule == "noun.before" && left.level == 0 && !p.isClassifier(q) {
		t.Change = left.shift
	}
	if t.Change == "" && q.unit == "%" && left.level == 0 {
		t.Change = p.changeAround(rec.indicator, q.full.end)
	}
	if q.isRange && t.Change == "" && q.dimension == "ratio_difference" {
		t.Change = left.change
	}
	t.Basis = left.basis
	if q.prefix && t.Strength == "" && p.txt[q.full.start] == '不' && p.txtAt(q.full.start+1) == '得' {
		t.Strength = model.Hard
	}
	if t.Change != "" && !left.baseline.empty() {
		t.Baseline = p.quote(left.baseline)
	}
	if left.level != 0 {
		t.Change = ""
	}
	kind := sh.kind
	if kind == "" {
		kind = r.kind(rec, q, left, right)
	}
	if id, n := p.lx.Phrase.Grant.MatchBefore(p.txt, rec.indicator.end); kind == model.KindStandard && n > 0 && n < rec.indicator.len() && id >= 0 && p.holdsVerb(rec.indicator) {
		r.name(rec, span{rec.indicator.end - n, rec.indicator.end}) // 给予一次性补贴5000元
	}
	start := q.full.start
	if !rec.indicator.empty() && rec.indicator.start < start && rec.indicator.start >= r.c.at.start {
		start = rec.indicator.start
	}
	end := max(q.full.end, min(rec.indicator.end, r.c.at.end))
	r.settle(rec, kind, span{start, end})
	if sh.rule == "share.of" {
		r.share = rec
		s.share = nil
		if sh.indicator.end >= r.c.at.end { // 95%以上的行政村,收入达到10万元: the comma parts nothing
			s.share = rec
		}
	}
	rec.whole = s.part.whole
	r.cursor = sh.cursor
}

// namedChange is the change that a noun names: 1.5%的正增长.
func (p *parse) namedChange(s span) model.Change {
	switch p.half(s) {
	case "增长", "正增长", "增速", "增幅", "涨幅", "增长速度", "年均增速", "增长率":
		return model.Increase
	case "下降", "负增长", "降幅", "跌幅":
		return model.Decrease
	}
	return ""
}

// holdsVerb says whether 给予 or 予以 stands in an indicator: what is granted
// follows it.
func (p *parse) holdsVerb(s span) bool { return p.has(s, "给予") || p.has(s, "予以") }

// changeAround is the change that the indicator names (收费涨幅3%), or the noun
// after the number (1.5%的正增长).
func (p *parse) changeAround(indicator span, end int) model.Change {
	if p.txtAt(end) == '的' {
		if id, n := p.lx.Word.Match(p.txt, end+1); n > 0 {
			switch c := p.lx.Words[id].Class; c {
			case "up", "down":
				return changeOf(c)
			}
		}
	}
	if id, n := p.lx.Phrase.Change.MatchBefore(p.txt, indicator.end); n > 0 && n < indicator.len() {
		return model.Change(p.lx.Phrases[id].Value)
	}
	return ""
}

// previous is the record before rec in its sentence, or nil.
func (r *clauseReader) previous(rec *record) *record {
	i := len(r.s.recs) - 1 // rec is the last
	if i <= r.s.first {
		return nil
	}
	return r.s.recs[i-1]
}

// inherit gives a record the indicator of what the sentence spoke of before: the
// record before it, or the subject of a clause since then.
func (r *clauseReader) inherit(rec *record, own span) {
	recs := r.s.recs[r.s.first : len(r.s.recs)-1]
	var prev *record
	for i := len(recs) - 1; i >= 0; i-- {
		if recs[i].depth > rec.depth {
			continue
		}
		if recs[i].t.Kind == model.KindCondition && rec.t.Kind != model.KindCondition && recs[i].clause == rec.clause {
			continue
		}
		prev = recs[i]
		break
	}
	subject := r.s.subject
	if r.share != nil { // a condition takes the measure of the condition before
		for i := len(recs) - 1; i >= 0; i-- {
			if recs[i].t.Kind == model.KindCondition && recs[i].t.Quantity.Unit == rec.t.Quantity.Unit {
				prev, subject = recs[i], span{}
				break
			}
		}
	}
	switch {
	case !subject.empty() && (prev == nil || subject.start > prev.indicator.start && subject.start > prev.t.Quantity.Span.Start):
		r.name(rec, subject)
	case prev != nil && !prev.indicator.empty():
		r.name(rec, prev.indicator)
		if rec.verb == "" {
			rec.verb = prev.verb
		}
	case !subject.empty():
		r.name(rec, subject)
	default:
		r.name(rec, own)
	}
}

// partScope is how far 其中 reaches: its clause, after a colon the sentence, in a
// bracket the bracket.
type partScope struct {
	whole *record
	depth int
	open  bool
}

// partOf settles which record the records of clause i are a part of.
func (p *parse) partOf(s *sense, i int) {
	c := p.reader.clauses[i]
	if p.isPart(c) {
		colon := i+1 < len(p.reader.clauses) && p.reader.clauses[i+1].mark == ':'
		s.part = partScope{depth: c.depth, open: colon || c.depth > 0}
		if n := len(s.recs); n > s.first {
			s.part.whole = s.recs[n-1]
		}
		return
	}
	if !s.part.open || c.depth < s.part.depth {
		s.part = partScope{}
	}
}

// isPart says whether a clause opens with 其中.
func (p *parse) isPart(c clauseRef) bool {
	return c.at.len() >= 2 && p.stands(c.at.start, "其中") || c.at.len() > 2 && p.stands(c.at.start, "包括")
}

// linked says whether a word that names equality ends at i.
func (p *parse) linked(i int) bool {
	id, n := p.lx.Word.MatchBefore(p.txt, i)
	if n == 0 {
		return false
	}
	switch p.lx.Words[id].Class {
	case "link", "level_up", "level_down":
		return true
	}
	return false
}

// far applies a comparator that stands before the verb: 至少发展1项. It reaches
// the later members of a list.
func (r *clauseReader) far(q *quantity, left leftText) {
	if left.far != "" {
		r.floor = left.far
	}
	if r.floor != "" && !q.prefix && !q.postfix && !q.isRange && q.comparator == model.Equal {
		q.comparator = r.floor
		if r.floor == model.Approx { // of this number only
			q.side, r.floor = model.SideBoth, ""
		}
	}
	if q.prefix && q.comparator != model.Equal && q.full.start+2 <= q.at.start && r.floor == "" {
		switch string(r.p.txt[q.full.start : q.full.start+2]) {
		case "至少", "最少", "最高", "最多":
			r.floor = q.comparator
		}
	}
}

// attributive says whether a quantity tells which things are meant: 30户以上自然
// 村, 收入5万元以上的村, 超80万元经济强村30个.
func (r *clauseReader) attributive(q *quantity, left leftText, right rightText, k int) bool {
	p := r.p
	if q.dimension == "money" && q.postfix && p.txtAt(q.full.end) == '且' {
		return true
	}
	if right.at.empty() || q.isChange() {
		return false
	}
	if q.value.String() == "1" && r.eachDone(left) { // 每认定1家…给予奖励
		return true
	}
	counted := right.next // another quantity follows the noun at once
	switch q.dimension {
	case "age":
		return true // 0-3岁婴幼儿
	case "score":
		return right.of && (q.prefix || q.postfix)
	case "people", "households", "capacity", "grade":
		if q.postfix {
			return right.of || counted || !p.countsAs(q, right.at)
		}
		return right.of && q.prefix
	case "money", "area", "mass", "length", "volume", "power", "places":
		if q.dimension == "money" && right.of && p.opens(&p.lx.Phrase.Bearer, right.at) { // 首次达到2000万元的企业
			return true
		}
		if q.dimension == "money" && q.prefix && !left.linked && p.opens(&p.lx.Phrase.Bearer, right.at) {
			return true
		}
		if right.of && (q.postfix || q.prefix) {
			return true
		}
		if q.postfix {
			return counted || left.tail == ""
		}
		return counted && q.dimension == "money" && !right.verb
	case "voltage":
		return true
	case "count":
		return q.postfix && left.tail == "" && !left.core.empty() && (right.of || left.core.len() == 2 && !left.linked)
	case "time":
		return q.postfix && right.of
	}
	return false
}

// bearerOf cuts the thing that a condition marks out from what is said of it: 50户以上
// 自然村|通硬化路, 65岁以上老年人|健康管理率.
func (p *parse) bearerOf(q *quantity, s span) span {
	for i := s.start + 2; i < s.end; i++ {
		switch {
		case p.txt[i] == '通' && i+1 < s.end && p.txt[i+1] != '信' && p.txt[i+1] != '知' && p.txt[i+1] != '讯' && p.txt[i+1] != '道':
			return span{s.start, i}
		case q.dimension == "age" && (p.txt[i] == '人' || p.txt[i] == '童' || p.txt[i] == '女'):
			return span{s.start, i + 1}
		}
	}
	return s
}

// eachDone says whether 每 and a verb stand before the number: 每认定1家.
func (r *clauseReader) eachDone(left leftText) bool {
	return left.core.empty() && left.tailAt.len() >= 2 && r.p.txtAt(left.tailAt.start-1) == '每'
}

// countsAs says whether the noun at s is what the unit counts: 名 counts people,
// 户 households. 30户以上自然村 counts no villages.
func (p *parse) countsAs(q *quantity, s span) bool {
	switch last := p.txt[s.end-1]; q.dimension {
	case "households":
		return last == '户' || last == '庭' || last == '体'
	case "people":
		switch last {
		case '人', '员', '者', '工', '才', '生', '师', '民', '部', '力', '记', '伍', '长', '家', '匠', '手', '军':
			return true
		}
	}
	return false
}

func (p *parse) txtAt(i int) rune {
	if i < 0 || i >= len(p.txt) {
		return 0
	}
	return p.txt[i]
}

// isPeriodLength says whether a length of time only describes: 3年内, 连续两年,
// 有效期5年.
func (r *clauseReader) isPeriodLength(q *quantity, left leftText) bool {
	if q.dimension != "time" {
		return false
	}
	switch q.unit {
	case "天", "日":
		if r.p.namesTime(left.core) || r.p.endsWith(left.core, "存煤") {
			return false
		}
		fallthrough
	case "年", "个月", "周", "个季度":
		return !(left.level != 0 || q.prefix && q.comparator != model.AtMost || left.linked && !left.core.empty())
	}
	return !q.postfix && !q.prefix && left.level == 0 && !left.linked && !r.p.namesTime(left.core)
}

// namesTime says whether a noun measures time: 利用小时数, 办理时限.
func (p *parse) namesTime(s span) bool {
	return s.len() > 2 && p.endsWith(s, "数", "时间", "时长", "时限", "期限", "周期", "天数", "存煤", "寿命", "年限")
}

// isFrom says whether a quantity is the start of 由A提高到B, whose record is B's,
// and where 由 stands.
func (r *clauseReader) isFrom(k int, q *quantity) (at int, ok bool) {
	p := r.p
	at = p.backBlanks(q.full.start, r.c.at.start) - 1
	if at < r.c.at.start || p.txt[at] != '由' && p.txt[at] != '从' {
		if at = r.fromYear(at+1, k); at < 0 {
			if at = r.fromNoun(q.full.start); at < 0 {
				return 0, false
			}
		}
	}
	return at, r.levelAfter(k) >= 0
}

// fromNoun is where 由 stands in 标准由家庭年收入A提高到B, or -1.
func (r *clauseReader) fromNoun(i int) int {
	for j := i - 1; j > r.cursor && i-j < 18; j-- {
		if r.p.txt[j] == '由' {
			return j
		}
	}
	return -1
}

// fromYear is where 由 stands in 由2020年的A, 从上年A, or -1.
func (r *clauseReader) fromYear(i, k int) int {
	p := r.p
	if i > r.c.at.start && p.txt[i-1] == '的' {
		i--
	}
	toks := p.reader.tokens[r.c.lo:k]
	if j := tokenEnding(toks, i); j >= 0 && toks[j].kind == tokenTime && toks[j].at.start > r.c.at.start {
		if b := p.txt[toks[j].at.start-1]; b == '由' || b == '从' {
			return toks[j].at.start - 1
		}
	}
	return -1
}

// levelAfter is the token of the quantity that 提高到 joins to quantity k, or -1.
func (r *clauseReader) levelAfter(k int) int {
	p := r.p
	level := false
	for j := k + 1; j < r.c.hi; j++ {
		t := p.reader.tokens[j]
		switch t.kind {
		case tokenWord:
			c := p.class(t)
			level = level || c == "level_up" || c == "level_down" || c == "link" && (p.txt[t.at.start] == '到' || p.txt[t.at.start] == '至')
		case tokenQuantity:
			if level && t.at.start-p.reader.tokens[k].at.end <= 14 {
				return j
			}
			return -1
		}
	}
	return -1
}

// fromLevel sets the start level of 由A提高到B on B's record.
func (r *clauseReader) fromLevel(rec *record, k int) {
	if r.from < 0 || r.levelAfter(r.from) != k {
		return
	}
	p := r.p
	a := p.reader.quantities[p.reader.tokens[r.from].index]
	b := &p.reader.quantities[p.reader.tokens[k].index]
	p.shareUnit(&a, b)
	rec.t.From = a.value.String()
	rec.t.Change = ""
	rec.t.Span.Start = min(rec.t.Span.Start, r.fromAt)
	r.from = -1
}
