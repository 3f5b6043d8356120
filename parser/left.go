package parser

import (
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// leftText is what the text before a quantity says of it.
type leftText struct {
	core       span   // the noun phrase; empty where there is none
	verb       string // the verb of doing
	tail       string // the verb that stands right before the quantity
	tailAt     span
	linked     bool // a word that names equality joins core and quantity
	level      int  // 1: 提高到, -1: 降至
	change     model.Change
	shift      model.Change // what the verb makes of the number, where it has no noun after it
	basis      model.ChangeBasis
	baseline   span
	far        model.Comparator
	before     span // the noun before a time that parts it from the verb: 食堂10月底前建成4家
	owns       bool // 有 joins core and quantity
	of         bool // 的 stands right before the number
	counted    bool // the unit counts things one by one
	difference bool // the unit is of a difference: 个百分点
}

// left reads the text of clause c from from to to, where token k is the
// quantity at to; counted says that its unit counts things one by one,
// difference that it is of a difference.
func (p *parse) left(c clauseRef, from, to, k int, counted, difference bool) leftText {
	l := leftText{counted: counted, difference: difference}
	toks := p.reader.tokens[c.lo:k]
	first, _ := slices.BinarySearchFunc(toks, from, func(t token, at int) int { return t.at.start - at })
	toks = toks[first:]
	for _, t := range toks {
		if t.kind == tokenWord && t.at.end <= to && p.class(t) == "adverb" {
			l.setBasis(t.text)
		}
	}
	from, end := p.leftFar(&l, toks, from, p.leftRate(&l, from, to))
	from, end = p.leftWithin(&l, toks, from, end)
	start := p.leftStart(&l, toks, from, end)
	if cut := p.leftBaseline(&l, start, end); cut < end {
		end = p.leftEnd(&l, toks, start, cut)
	}
	start = p.leftAgent(&l, toks, start, end)
	end = p.leftEach(&l, toks, start, end)
	l.core = p.withoutPlace(p.tidy(p.withoutPrep(p.act(span{start, end}, toks), toks)))
	if l.core.len() == 1 && !isHan(p.txt[l.core.start]) || p.isParticle(l.core) {
		l.core = span{}
	}
	return l
}

// act cuts who does a thing, and to whom, off an act at the end: 卫生部门对末梢水抽
// 检. What was meant for the act's object stays.
func (p *parse) act(s span, toks []token) span {
	i := tokenEnding(toks, s.end)
	if i < 0 || p.class(toks[i]) != "act" || toks[i].at.start <= s.start {
		return s
	}
	for _, t := range toks[:i] {
		if t.at.start > s.start && p.class(t) == "prep" && t.at.len() == 1 && p.isAgent(span{s.start, t.at.start}, toks) {
			return toks[i].at
		}
	}
	return s
}

// leftWithin strips the end of the text before a number. Where a time parts who
// acts from what is done (市政府每季度专题研究不少于1次), it reads from the time on;
// where nothing but the number follows the time, from the start.
func (p *parse) leftWithin(l *leftText, toks []token, from, end int) (int, int) {
	if after := p.leftTimes(toks, from, end); after > from {
		try := *l
		if e := p.leftEnd(&try, toks, after, end); e > after || try.tail != "" {
			try.before = p.nounBefore(toks, from, after)
			*l = try
			return after, e
		}
	}
	return from, p.leftEnd(l, toks, from, end)
}

// nounBefore is the noun phrase that ends at the time token that ends at after.
func (p *parse) nounBefore(toks []token, from, after int) span {
	i := tokenEnding(toks, after)
	if i < 0 {
		return span{}
	}
	var l leftText
	s := span{p.leftStart(&l, toks[:i], from, toks[i].at.start), toks[i].at.start}
	if last := p.txtAt(s.end - 1); s.len() > 2 && (last == '于' || last == '在' || last == '到') { // 图书于9月底前更新2000册
		s.end--
	}
	return p.tidy(s)
}

// leftEach cuts what says that a number is one of each off the end: 分别占比, 价格
// 为每公斤.
func (p *parse) leftEach(l *leftText, toks []token, start, end int) int {
	for i := len(toks) - 1; i >= 0; i-- {
		t := toks[i]
		if t.at.end > end || t.at.start <= start {
			continue
		}
		if c := p.class(t); c == "modal" && t.at.len() > 1 && t.at.start-start >= 2 || l.of && t.at.len() > 1 && (c == "link" || c == "level_up") {
			return p.leftEnd(l, toks[:i], start, t.at.start) // 生产总值力争迈上, 供应量达到总量的70%
		}
		if p.class(t) != "link" || end-t.at.end > 5 {
			continue
		}
		if p.txt[t.at.start] == '分' || t.at.end < end && p.txt[t.at.end] == '每' {
			return p.leftEnd(l, toks[:i], start, t.at.start)
		}
	}
	return end
}

// opensEvery says whether a phrase opens with 每 or 全部: 每个区有1所学校.
func (p *parse) opensEvery(s span) bool {
	return s.len() > 1 && (p.txt[s.start] == '每' || p.txt[s.start] == '全' && p.txt[s.start+1] == '部')
}

// withoutPrep takes a preposition off that no verb follows: 把粮食播种面积83万亩.
func (p *parse) withoutPrep(s span, toks []token) span {
	if i := tokenEnding(toks, s.end); i >= 0 && p.class(toks[i]) == "act" {
		return s // 向指挥部汇报
	}
	if k := tokenStarting(toks, s.start); k >= 0 && p.class(toks[k]) == "prep" && toks[k].at.end <= s.end {
		s.start = toks[k].at.end
	}
	return s
}

// leftRate takes 每立方米 and a comparator before it off the end: 价格不高于每立方米
// 3.2元.
func (p *parse) leftRate(l *leftText, from, to int) int {
	end := p.backBlanks(to, from)
	_, n := p.lx.Unit.MatchBefore(p.txt, end)
	if n == 0 || end-n-1 < from || p.txt[end-n-1] != '每' {
		return to
	}
	end -= n + 1
	if id, n := p.lx.Prefix.MatchBefore(p.txt, end); n > 1 && end-n >= from {
		l.far = p.lx.Comparators[id].Comparator
		end -= n
	}
	return end
}

// leftFar reads a comparator that stands before the verb: in A至少接受1次培训 the
// verb is what follows it.
func (p *parse) leftFar(l *leftText, toks []token, from, to int) (int, int) {
	for i := len(toks) - 1; i >= 0; i-- {
		t := toks[i]
		if p.class(t) != "adverb" || t.at.start < from || t.at.end >= to {
			continue
		}
		p.setFar(l, t)
		if l.far == "" {
			continue
		}
		rest := p.trimmed(span{t.at.end, to})
		if i+1 < len(toks) && toks[i+1].at == rest {
			switch p.class(toks[i+1]) {
			case "do", "act":
				l.tail, l.verb, l.tailAt = toks[i+1].text, toks[i+1].text, rest
				return from, t.at.start
			case "link", "level_up", "level_down": // 成活率最低达到85%
				l.linked = true
				return from, t.at.start
			}
		}
		if rest.len() <= 3 && rest.len() >= 2 && t.at.start > from {
			l.tail, l.verb, l.tailAt = p.half(rest), p.half(rest), rest
			return from, t.at.start
		}
		return rest.start, to
	}
	return from, to
}

// leftTimes passes over a time that stands between who acts and what is done:
// 市政府每季度专题研究…, and over all before it.
func (p *parse) leftTimes(toks []token, from, end int) int {
	for _, t := range toks {
		if t.kind != tokenTime || t.at.end >= end || t.at.start < from {
			continue
		}
		if b := p.txtAt(t.at.start - 1); b == '比' || b == '较' {
			continue
		}
		switch ref := p.reader.times[t.index]; {
		case ref.use == timePer, ref.deadline:
			from = t.at.end
		case ref.bareYear && p.placeAt(span{from, t.at.start}) == t.at.start-from:
			from = t.at.end
		}
	}
	return from
}

// withoutPlace takes the document's own place off the start of an indicator.
func (p *parse) withoutPlace(s span) span {
	if n := len(p.region); n > 1 && s.len() >= n && slices.Equal(p.region, p.txt[s.start:s.start+n]) {
		if rest := p.tidy(span{s.start + n, s.end}); rest.len() > 1 || rest.empty() {
			return rest
		}
	}
	return s
}

// isParticle says whether what is left is no noun.
func (p *parse) isParticle(s span) bool {
	if s.len() != 1 {
		return false
	}
	switch p.txt[s.start] {
	case '的', '了', '在', '以', '由', '从', '各', '每', '达', '其', '等', '按', '于', '和', '含', '约':
		return true
	}
	return false
}

// tokenEnding is the index in toks of the token that ends at end, or -1.
func tokenEnding(toks []token, end int) int {
	i, ok := slices.BinarySearchFunc(toks, end, func(t token, e int) int { return t.at.end - e })
	if !ok {
		return -1
	}
	return i
}

// tokenStarting is the index of the token that starts at start, or -1.
func tokenStarting(toks []token, start int) int {
	i, ok := slices.BinarySearchFunc(toks, start, func(t token, s int) int { return t.at.start - s })
	if !ok {
		return -1
	}
	return i
}

// leftEnd strips the words that join a measure and its number off the end:
// links, changes, adverbs, and the verb before the number.
func (p *parse) leftEnd(l *leftText, toks []token, from, end int) int {
	for end > from {
		end = p.backBlanks(end, from)
		l.of = l.of || end > from && p.txt[end-1] == '的'
		if end > from && (p.txt[end-1] == '了' || p.txt[end-1] == '的' || p.txt[end-1] == '、') {
			end--
			continue
		}
		if end-2 > from && p.txt[end-1] == '年' && hanDigit(p.txt[end-2]) > 0 && p.txtAt(end) == '翻' { // 三年翻一番
			end -= 2
			continue
		}
		i := tokenEnding(toks, end)
		if end > from+2 && p.txt[end-1] == '在' && (i < 0 || toks[i].at.len() == 1) { // 产量在1000万吨左右
			end--
			l.linked = true
			continue
		}
		if i < 0 {
			return end
		}
		t := toks[i]
		if t.kind == tokenTime { // 全县2024年100个, 较2021年增长10%
			end = t.at.start
			if j := p.backBlanks(end, from); j > from && (p.txt[j-1] == '比' || p.txt[j-1] == '较') {
				l.baseline = t.at
				end = j - 1
			}
			continue
		}
		if t.kind == tokenQuantity && p.reader.quantities[t.index].dimension == "time" { // 企业数5年翻一番
			end = t.at.start
			continue
		}
		if t.kind != tokenWord {
			return end
		}
		w := p.word(t)
		text := t.text
		switch w.Class {
		case "link":
			l.linked = true
			l.owns = l.owns || strings.HasSuffix(text, "有")
			if text == "累计达" || text == "累计为" {
				l.basis = model.Cumulative
			}
		case "level_up":
			l.linked, l.level = true, 1
		case "level_down":
			l.linked, l.level = true, -1
		case "up", "down":
			if p.nominalChange(t) {
				if l.change == "" {
					l.change = changeOf(w.Class)
				}
				return end
			}
			if l.change != "" || l.level != 0 || l.counted && t.at.len() == 2 && !p.grows(t) {
				return end
			}
			if text == "增加" || text == "减少" || text == "净增加" {
				l.tail, l.verb, l.tailAt = text, text, t.at
			}
			if p.isRateOf(t.at.start, from) { // 户均增收2600元
				l.change = changeOf(w.Class)
				return end
			}
			l.change = changeOf(w.Class)
			l.setBasis(text)
			p.wordBaseline(l, t.at, text)
		case "modal":
		case "adverb", "manner":
			l.setBasis(text)
			p.setFar(l, t)
		case "do", "act":
			if l.change != "" && w.Class == "do" && text != "完成" && text != "实现" && t.at.start > from {
				return end // 研发经费投入增长8%
			}
			if l.tail != "" && w.Class == "do" && t.at.len() > 1 {
				break // 建成并投入使用
			}
			if l.tail != "" || w.Class == "act" && (l.change != "" || l.difference || l.linked && l.level == 0 || p.isNominal(t, toks, i, from) || p.hasVerb(toks[:i]) && !reduces(text)) {
				return end
			}
			l.tail, l.verb, l.tailAt = text, text, t.at
			l.verbChange(text, true)
			if text == "净增" || text == "净增加" {
				l.basis = model.Net
			}
		case "prep":
			if l.tail != "" || t.at.len() < 2 {
				return end
			}
			l.tail, l.verb, l.tailAt = text, text, t.at // 在系统通过6户申请
		default:
			return end
		}
		end = t.at.start
	}
	return end
}

// reduces says whether a verb of reduction says so of the noun before it.
func reduces(text string) bool {
	switch text {
	case "压减", "削减", "压降", "压缩":
		return true
	}
	return false
}

// hasVerb says whether a plain verb of doing stands among the tokens: after it a
// word that is verb or noun is a noun (开展联合检查).
func (p *parse) hasVerb(toks []token) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return p.class(t) == "do" && t.at.len() > 1 })
}

// verbChange keeps the change that a verb makes of its number: 用水量减少5万吨, 压减
// 用水量5万吨. A verb of increase does so only after its noun; 新增X counts X.
func (l *leftText) verbChange(text string, after bool) {
	switch text {
	case "压减", "减少", "削减", "压降", "缩减", "累计减少", "减排":
		l.shift = model.Decrease
	case "增加", "净增加":
		if after {
			l.shift = model.Increase
		}
	}
}

// isNominal says whether a word that is verb or noun is a noun at the end of a
// phrase: 危房改造4户, but 改造4户 and 共改造4户.
func (p *parse) isNominal(t token, toks []token, i, from int) bool {
	if reduces(t.text) || t.at.start == from || t.at.start-1 == from && p.txt[from] == '每' { // 用水量压减3亿立方米, 每认定1家
		return false
	}
	before := p.backBlanks(t.at.start, from)
	if before == from {
		return false
	}
	j := tokenEnding(toks, before)
	if j < 0 {
		return true
	}
	switch toks[j].kind {
	case tokenTime:
		return false
	case tokenWord:
		switch p.class(toks[j]) {
		case "adverb", "manner", "modal", "scope", "link", "prep":
			return false
		}
	}
	return true
}

// isRateOf says whether only 户均, 人均 and the like stands before a word of change.
func (p *parse) isRateOf(i, from int) bool {
	if i-2 < from || p.txt[i-1] != '均' {
		return false
	}
	switch p.txt[i-2] {
	case '户', '人', '村', '亩', '店', '棚', '社', '场':
		return true
	}
	return false
}

// grows says whether a word of change says so of counts too: 减少5个. 提升5个 does
// not.
func (p *parse) grows(t token) bool { return !p.is(&p.lx.Phrase.State, t.at) }

// nominalChange says whether a word of change is a noun: 增速, 同比增幅.
func (p *parse) nominalChange(t token) bool { return p.ends(&p.lx.Phrase.Change, t.at) }

func changeOf(class string) model.Change {
	if class == "up" {
		return model.Increase
	}
	return model.Decrease
}

func (l *leftText) setBasis(text string) {
	rs := []rune(text)
	if len(rs) < 2 {
		return
	}
	switch string(rs[:2]) {
	case "年均", "平均":
		if rs[0] == '年' {
			l.basis = model.AnnualAverage
		}
	case "累计":
		if rs[0] == '累' {
			l.basis = model.Cumulative
		}
	case "净增":
		l.basis = model.Net
	}
}

// wordBaseline takes the baseline that a word of change carries: 同比增长.
func (p *parse) wordBaseline(l *leftText, at span, text string) {
	rs := []rune(text)
	if len(rs) > 4 && p.endsWith(at, "序时进度", "时序进度") { // 超序时进度
		l.baseline = span{at.end - 4, at.end}
		return
	}
	if len(rs) > 2 && (rs[0] == '同' || rs[0] == '环') && rs[1] == '比' {
		l.baseline = span{at.start, at.start + 2}
	}
}

// setFar keeps a comparator that stands before the verb.
func (p *parse) setFar(l *leftText, t token) {
	id, n := p.lx.Prefix.Match(p.txt, t.at.start)
	if n >= 2 && n == t.at.len() {
		l.far = p.lx.Comparators[id].Comparator
	}
}

// leftStart strips verbs, adverbs, times and the place as a whole off the start.
func (p *parse) leftStart(l *leftText, toks []token, from, end int) int {
	i := from
	for i < end {
		if n := p.joinedVerb(toks, i, end); n > 0 && l.verb != "" {
			i += n
			continue
		}
		switch p.txt[i] {
		case '、', ' ', '的', '—', '-':
			i++
			continue
		case '和', '及', '与', '并', '且':
			if i == from && tokenStarting(toks, i) < 0 { // but 及时新建
				i++
				continue
			}
		}
		k := tokenStarting(toks, i)
		if k < 0 && (p.txt[i] == '到' || p.txt[i] == '至') { // 到2025年肉羊存栏10万只
			if j := tokenStarting(toks, i+1); j >= 0 && toks[j].kind == tokenTime {
				i++
				continue
			}
		}
		if k < 0 {
			return i
		}
		t := toks[k]
		if t.at.end > end {
			return i
		}
		if t.kind == tokenTime {
			i = t.at.end
			continue
		}
		if t.kind != tokenWord {
			return i
		}
		switch p.class(t) {
		case "modal":
		case "scope":
			if end-t.at.end <= 2 {
				return i
			}
		case "adverb":
			l.setBasis(t.text)
		case "manner":
			if !p.beforeVerb(toks, k, end) {
				return i
			}
		case "link":
			if !p.gathers(t) && !(t.text == "有" && k > 0 && p.class(toks[k-1]) == "scope" && toks[k-1].at.end == i) { // 全县有泵站41座
				return i
			}
			p.setFar(l, t)
		case "do":
			if t.at.end == end || p.isRate(span{t.at.end, end}) {
				return i
			}
			l.verb = t.text
			l.setBasis(t.text)
			l.verbChange(l.verb, false)
		case "act", "up", "down":
			if l.verb != "" && !p.lightBefore(i) || t.at.end == end || p.nominalChange(t) || p.isCompound(span{t.at.end, end}) && p.joinedVerb(toks, t.at.end, end) == 0 || p.onlyActs(toks[k+1:], t.at.end, end) {
				return i
			}
			l.verb = t.text
			l.verbChange(l.verb, false)
			if c := p.class(t); l.difference && l.change == "" && c != "act" {
				l.change = changeOf(c)
			}
		default:
			return i
		}
		i = t.at.end
		for i < end && (p.txt[i] == '了' || p.txt[i] == '好' && i+2 < end || p.txt[i] == '出' && i+2 < end) {
			i++
		}
	}
	return i
}

// joinedVerb is the length of what joins another verb to the one before i, with
// that verb: 新建|和改造|泵站, but 建设|和改造面积.
func (p *parse) joinedVerb(toks []token, i, end int) int {
	switch p.txt[i] {
	case '和', '及', '与', '并', '、':
	default:
		return 0
	}
	k := tokenStarting(toks, i+1)
	if k < 0 || toks[k].at.end >= end || toks[k].at.len() < 2 {
		return 0
	}
	rest := span{toks[k].at.end, end}
	if c := p.class(toks[k]); c != "do" && c != "act" || p.isCompound(rest) && p.joinedVerb(toks, rest.start, end) == 0 || p.onlyActs(toks[k+1:], rest.start, end) {
		return 0
	}
	return rest.start - i
}

// lightBefore says whether a verb that leads to another ends at i: 帮助|销售.
func (p *parse) lightBefore(i int) bool {
	_, n := p.lx.Phrase.Light.MatchBefore(p.txt, i)
	return n > 0
}

// gathers says whether a link opens a phrase without belonging to it: 共, 分别.
func (p *parse) gathers(t token) bool {
	switch t.text {
	case "共", "共计", "合计", "总计", "分别", "均", "都", "仅", "总共", "一共", "共有", "现有", "设有", "建有", "约有", "大约有":
		return true
	}
	return false
}

// beforeVerb says whether a verb (or another word of manner before one) follows
// token k at once.
func (p *parse) beforeVerb(toks []token, k, end int) bool {
	for ; k+1 < len(toks) && toks[k+1].at.start == toks[k].at.end && toks[k+1].at.end <= end; k++ {
		switch p.class(toks[k+1]) {
		case "manner", "adverb":
			continue
		case "do", "act", "up", "down", "prep", "modal":
			return true
		}
		return false
	}
	return false
}

// onlyActs says whether words that are verb or noun fill the text from from to
// end: 入库|备案 names one act.
func (p *parse) onlyActs(toks []token, from, end int) bool {
	for _, t := range toks {
		if t.at.start != from || p.class(t) != "act" {
			break
		}
		from = t.at.end
	}
	return from == end
}

// isRate says whether s is the short rest of the name of a rate: 抢救|成功率.
func (p *parse) isRate(s span) bool {
	if s.len() < 1 || s.len() > 4 {
		return false
	}
	switch p.txt[s.end-1] {
	case '率', '额', '量', '数':
		return true
	}
	return false
}

// isCompound says whether s goes on a compound whose first part looks like a
// verb: 补助|资金, 治理|面积, 培训|人次.
func (p *parse) isCompound(s span) bool {
	if s.len() <= 1 {
		return true
	}
	if p.isRate(s) {
		return true
	}
	return p.opens(&p.lx.Phrase.Head, s)
}

// leftBaseline cuts 比X, 较X off the end of the core: 增速比同期提高. It returns
// where the core ends then.
func (p *parse) leftBaseline(l *leftText, start, end int) int {
	for i := end - 1; i >= start && end-i <= 18; i-- {
		switch p.txt[i] {
		case '比', '较':
		default:
			continue
		}
		if i > start {
			switch p.txt[i-1] {
			case '占', '对', '评', '可', '环', '相':
				if p.txt[i-1] != '相' && p.txt[i-1] != '可' {
					continue
				}
			case '同':
				if i == end-1 {
					l.baseline = span{i - 1, i + 1}
					return i - 1
				}
				continue
			}
		}
		if l.change == "" && l.level == 0 {
			return end
		}
		base := p.tidy(span{i + 1, end})
		if base.empty() || base.len() > 16 || p.txt[base.start] == '例' || p.txt[base.start] == '重' || p.txt[base.start] == '值' {
			continue
		}
		l.baseline = base
		if i > start && (p.txt[i-1] == '相' || p.txt[i-1] == '可') {
			i--
		}
		return i
	}
	return end
}

// leftAgent cuts an agent and its verb off the start: 各镇录入计划12户, 通过平台
// 发放资金10万元. Subject, verb and bare measure stay together: 第一产业实现增加值.
func (p *parse) leftAgent(l *leftText, toks []token, start, end int) int {
	for k, t := range toks {
		if t.at.start <= start || t.at.end >= end {
			continue
		}
		class := p.class(t)
		before := p.trimmed(span{start, t.at.start})
		if class == "link" && t.at.len() > 1 && p.txt[t.at.end-1] == '有' { // 全镇现有合作社40个
			start = t.at.end
			continue
		}
		if class != "do" && !(class == "act" && (p.governedAct(before, toks, k, end) || l.verb != "" && t.text != "参加" && p.ends(&p.lx.Phrase.Actor, before) && !p.isCompound(span{t.at.end, end}))) && t.text != "拉动" {
			continue
		}
		rest := p.trimmed(span{t.at.end, end})
		for rest.len() > 1 && (p.txt[rest.start] == '了' || p.txt[rest.start] == '好') {
			rest.start++
		}
		pulls := l.change != "" && (t.text == "拉动" || t.text == "带动")
		if t.at.len() < 2 || rest.len() < 2 || !pulls && !p.isAgent(before, toks) || !pulls && p.isBareMeasure(rest) {
			continue
		}
		l.verb = t.text
		start = rest.start
		if j := tokenStarting(toks[k+1:], start); j >= 0 && (class == "do" || p.class(toks[k+1+j]) == "do") {
			start = p.leftStart(l, toks, start, end)
		}
	}
	return start
}

// governedAct says whether token k is the verb that a preposition leads to:
// 通过平台申请. Where an object ends in a mark or 等X, the verb is what follows that.
func (p *parse) governedAct(before span, toks []token, k, end int) bool {
	if !p.governed(before, toks) {
		return false
	}
	if p.objectEnds(before.end, before.start) {
		return true
	}
	for _, t := range toks[k+1:] {
		if t.at.end < end && p.class(t) == "act" && p.objectEnds(t.at.start, before.start) {
			return false
		}
	}
	return true
}

// objectEnds says whether the object of a preposition plainly ends at i.
func (p *parse) objectEnds(i, floor int) bool {
	if i <= floor {
		return false
	}
	switch p.txt[i-1] {
	case '”', ')', '》', '中', '上', '内', '下':
		return true
	}
	for j := i - 1; j > floor && i-j <= 4; j-- {
		if p.txt[j] == '等' {
			return true
		}
	}
	return false
}

// governed says whether a preposition opens s: 通过平台, 向群众.
func (p *parse) governed(s span, toks []token) bool {
	if s.len() >= 3 && p.txt[s.start] == '为' { // 为企业减免房租
		return true
	}
	k := tokenStarting(toks, s.start)
	return k >= 0 && p.class(toks[k]) == "prep" && s.end-toks[k].at.end >= 2
}

// isAgent says whether s is who does a thing, or how.
func (p *parse) isAgent(s span, toks []token) bool {
	s = p.trimmed(s)
	if s.empty() {
		return false
	}
	if p.governed(s, toks) || p.placeAt(s) == s.len() {
		return true
	}
	last := p.txt[s.end-1]
	switch last {
	case '中', '后', '内', '上', '下', '共', '计', '先', '已', '拟', '将', '地', '并', '可', '来', '起', '过', '次':
		return true
	case ')':
		return p.isCollective(s)
	}
	if i := tokenEnding(toks, s.end); i >= 0 {
		switch p.class(toks[i]) {
		case "adverb", "modal", "scope":
			return true
		}
		if toks[i].kind == tokenTime {
			return true
		}
	}
	switch p.txt[s.start] {
	case '每', '各':
		return true
	}
	_, n := p.lx.Suffix.MatchBefore(p.txt, s.end)
	return n > 0 && s.len() > n && p.placeOrLevel(s) || n > 1 || p.ends(&p.lx.Phrase.Actor, s)
}

func (p *parse) placeOrLevel(s span) bool {
	_, n := p.lx.Place.Match(p.txt, s.start)
	return n > 0 || p.placeAt(s) > 0
}

// isBareMeasure says whether a noun names a measure without saying of what.
func (p *parse) isBareMeasure(s span) bool {
	return p.is(&p.lx.Phrase.Bare, s)
}

// subjectOf is what a clause without a number speaks of: its first noun phrase.
func (p *parse) subjectOf(c clauseRef) span {
	l := leftText{}
	toks := p.reader.tokens[c.lo:c.hi]
	start := p.leftStart(&l, toks, c.at.start, c.at.end)
	end := c.at.end
	for i := start; i < end; i++ {
		if (p.txt[i] == '比' || p.txt[i] == '较') && i > start && i+1 < end && p.txt[i+1] != '例' && p.txt[i+1] != '重' && p.txt[i-1] != '占' && p.txt[i-1] != '评' {
			end = i
		}
	}
	for _, t := range toks {
		if t.at.start <= start || t.at.start >= end || t.kind != tokenWord {
			continue
		}
		switch p.class(t) {
		case "link", "level_up", "level_down", "up", "down", "modal", "stop", "prep":
			if p.nominalChange(t) {
				continue
			}
		case "manner":
			k := tokenStarting(toks, t.at.start)
			if k+1 >= len(toks) || toks[k+1].at.start != t.at.end || p.class(toks[k+1]) != "up" && p.class(toks[k+1]) != "down" { // 里程持续扩大
				continue
			}
		case "adverb":
			if t.at.len() < 2 {
				continue
			}
		case "do":
		default:
			continue
		}
		end = t.at.start
		break
	}
	s := p.tidy(span{start, end})
	if s.len() < 2 || p.leansBack(s) {
		return span{}
	}
	return s
}
