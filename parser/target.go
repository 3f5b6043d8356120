package parser

import (
	"slices"

	"github.com/fenjie/fenjie/model"
)

// record is a target while it is being read.
type record struct {
	t         *model.Target
	indicator span
	verb      string
	clause    int
	depth     int
	sentence  int
	noTime    bool    // conditions and standards take no deadline
	whole     *record // what it is a part of
	trials    []model.Trial
}

// sense is what holds while a stretch of text is read on: the time, frequency,
// firmness and subject that a clause has from the clauses before it.
type sense struct {
	past      bool // the section reports unless it says otherwise
	review    bool // the paragraph looks back: 近年来
	sentence  int
	time      timeRef
	timed     bool
	goal      bool // time was set by 到2025年 at the start of a paragraph
	per       model.Per
	strength  model.Strength
	tense     string
	verb      string
	part      partScope
	counted   bool // the clause before had a record
	share     *record
	subject   span // what the last clause without a number spoke of
	recs      []*record
	relatives []*record // of KindRelative
	first     int       // recs[first:] are of this sentence
}

// readSections reads parties and targets of every section, and the targets of
// the preamble.
func (p *parse) readSections() {
	p.ids = map[recordKey]int{}
	past := p.reports()
	p.toldIn = p.yearTold()
	s := &sense{past: past}
	p.readSpans(s, p.preamble)
	p.doc.Targets = p.targets(s, "")
	ahead := false // 四、加强政府自身建设 after 三、2031年重点工作
	for _, n := range p.roots {
		p.readNode(n, past && !ahead, "")
		ahead = ahead || past && !p.titleTense(n, past)
	}
	for _, n := range p.roots {
		p.finishNode(n)
	}
}

// reports says whether the document tells what was done.
func (p *parse) reports() bool {
	switch p.doc.Meta.Genre {
	case model.GenreReport, model.GenreArticle:
		return true
	case model.GenreOther:
		return p.tells()
	}
	return false
}

// isReport says whether the document is a report or news by its genre.
func (p *parse) isReport() bool {
	return p.doc.Meta.Genre == model.GenreReport || p.doc.Meta.Genre == model.GenreArticle
}

// tells says whether a text of no known genre tells more than it plans.
func (p *parse) tells() bool {
	all := span{0, len(p.txt)}
	return 2*p.countOf(&p.lx.Phrase.Tells, all) > p.countOf(&p.lx.Phrase.Plans, all)
}

// readNode reads one section and those below it. titles is the chain of titles
// above it, from which ids are made.
func (p *parse) readNode(n *node, past bool, titles string) {
	past = p.titleTense(n, past)
	if years := yearsIn([]rune(p.half(n.title))); len(years) == 1 && years[0] != p.year { // 一、2024年工作回顾
		defer func(year int) { p.year = year }(p.year)
		p.year = years[0]
	}
	p.readParties(n)
	s := &sense{past: past}
	p.readSpans(s, n.content)
	titles += "/" + n.sec.Title
	n.sec.Targets = p.targets(s, titles)
	for _, c := range n.children {
		p.readNode(c, past, titles)
	}
}

// readSpans reads stretches of text one after the other.
func (p *parse) readSpans(s *sense, spans []span) {
	for _, sp := range spans {
		if sp.empty() || p.stopped() {
			continue
		}
		p.scan(sp)
		s.newParagraph()
		for i := range p.reader.clauses {
			if p.stopped() {
				return
			}
			p.readClause(s, i)
		}
	}
}

func (s *sense) newParagraph() {
	s.goal, s.review = false, false
	s.newSentence()
}

func (s *sense) newSentence() {
	s.sentence++
	s.timed = s.timed && s.goal
	s.per, s.strength, s.tense, s.verb, s.subject = "", "", "", "", span{}
	s.first = len(s.recs)
	s.part = partScope{}
}

// readClause reads the tokens of one clause, left to right.
func (p *parse) readClause(s *sense, i int) {
	c := p.reader.clauses[i]
	if c.mark == 0 || c.mark == '。' {
		s.newSentence()
	}
	if c.mark == ';' && !p.counts(c) {
		s.timed = s.timed && s.goal
	}
	p.partOf(s, i)
	s.per, s.tense = "", p.tenseAfter(s, c)
	p.clause = clauseReader{p: p, s: s, c: c, index: i, cursor: c.at.start, from: -1}
	if c.mark == ',' {
		p.clause.share = s.share
	}
	s.share = nil
	r := &p.clause
	if p.opensPast(c) {
		s.timed = false
	}
	for k := c.lo; k < c.hi; k++ {
		r.token(k)
	}
	if p.relative {
		r.relative()
	}
	if s.timed && p.announcesGoals(i) {
		s.goal = true
	}
	s.counted = r.found > 0
	if r.found == 0 {
		p.deadlineFor(s, i)
		if subject := p.subjectOf(c); !subject.empty() {
			s.subject = subject
		}
	}
}

// tenseAfter is the tense that a clause has from the one before it: the same,
// unless it opens with a verb or a time of its own.
func (p *parse) tenseAfter(s *sense, c clauseRef) string {
	if c.mark != ',' && c.mark != '(' {
		return ""
	}
	for _, t := range p.reader.tokens[c.lo:c.hi] {
		switch {
		case t.kind == tokenTime:
			return ""
		case t.kind == tokenQuantity:
			if s.tense == "past" && !s.counted {
				return ""
			}
			return s.tense
		case p.class(t) == "do" && t.at.len() > 1:
			return ""
		}
	}
	return s.tense
}

// counts says whether a clause has a quantity.
func (p *parse) counts(c clauseRef) bool {
	return slices.ContainsFunc(p.reader.tokens[c.lo:c.hi], func(t token) bool { return t.kind == tokenQuantity })
}

// opensPast says whether a clause opens with 已 or 预计, which end the reach of
// a time before it.
func (p *parse) opensPast(c clauseRef) bool {
	if c.lo == c.hi {
		return false
	}
	t := p.reader.tokens[c.lo]
	if t.kind != tokenWord || t.at.start != c.at.start {
		return false
	}
	return p.word(t).Tense == "past" || p.txt[t.at.start] == '预' && p.class(t) == "modal"
}

// clauseReader reads the tokens of a clause.
type clauseReader struct {
	p      *parse
	s      *sense
	c      clauseRef
	index  int
	cursor int              // text before it belongs to an earlier quantity
	found  int              // records so far
	floor  model.Comparator // 至少 before a list: reaches its later members
	share  *record          // 90%以上的行政村: what follows in the clause says which
	zipped int              // tokens before this one were read as a list
	from   int              // the token of A in 由A提高到B, or -1
	fromAt int              // where its 由 stands
}

func (r *clauseReader) token(k int) {
	t := r.p.reader.tokens[k]
	switch t.kind {
	case tokenTime:
		r.time(k, t)
	case tokenWord:
		r.word(k, t)
	case tokenImplied:
		r.implied(k, t)
	case tokenQuantity:
		if k >= r.zipped {
			r.quantity(k, t)
		}
	}
}

// word notes what a word says of firmness and tense.
func (r *clauseReader) word(k int, t token) {
	w := r.p.word(t)
	switch w.Class {
	case "modal":
		if w.Strength != "" {
			r.s.strength = w.Strength
		}
		if w.Tense != "" {
			r.s.tense = w.Tense
		}
	case "do":
		r.s.verb = t.text
	case "prep":
		if t.text == "将" && r.verbAt(k+1, t.at.end) { // 将新增, but 将泵站移交
			r.s.tense = "future"
		}
	}
}

// verbAt says whether token k is a verb that stands at i.
func (r *clauseReader) verbAt(k, i int) bool {
	if k >= r.c.hi || r.p.reader.tokens[k].at.start != i {
		return false
	}
	switch r.p.class(r.p.reader.tokens[k]) {
	case "do", "link", "level_up", "level_down":
		return true
	}
	return false
}

// record makes a record with what the clause and the sentence give it.
func (r *clauseReader) record(q *quantity, rule string) *record {
	p, s := r.p, r.s
	t := &model.Target{
		Comparator: q.comparator,
		Side:       q.side,
		Quantity: model.Quantity{
			Raw: p.quote(q.at), Value: q.value.String(), Unit: q.unit, Dimension: q.dimension, Span: q.at.model(),
		},
		Per: s.per, Strength: s.strength, Change: q.change, Rule: rule,
	}
	if q.isRange {
		t.Quantity.High = q.high.String()
	}
	if !q.unitKnown && q.unit != "" {
		p.note("unknown-unit", q.unitAt.model(), "unit "+q.unit+" is not in the lexicon; kept as printed")
	}
	rec := &record{t: t, clause: r.index, depth: r.c.depth, sentence: s.sentence}
	s.recs = append(s.recs, rec)
	r.found++
	return rec
}

// settle gives a record its time and its kind, last.
func (r *clauseReader) settle(rec *record, kind model.TargetKind, at span) {
	s := r.s
	rec.t.Kind = kind
	rec.t.Span = r.p.lined(at)
	if kind == model.KindCondition || kind == model.KindStandard {
		rec.noTime = true
	}
	if !rec.noTime && s.timed && s.time.end.year > 0 {
		rec.t.By = s.time.end.iso()
		rec.t.ByRaw = r.p.quote(s.time.at)
	}
	if rec.t.Kind == model.KindCondition {
		rec.t.Per, rec.t.Strength = "", ""
	}
}

// name sets the indicator.
func (r *clauseReader) name(rec *record, s span) {
	s = r.p.tidy(s)
	rec.indicator = s
	if s.empty() {
		return
	}
	rec.t.Indicator = r.p.quote(s)
	sp := s.model()
	rec.t.IndicatorSpan = &sp
}

// tidy narrows an indicator by what is no part of a name at its ends.
func (p *parse) tidy(s span) span {
	for {
		before := s
		s = p.trimmed(s)
		for s.len() > 1 {
			switch p.txt[s.end-1] {
			case '的', '、', '等', '和', '及', '与', '约', '了', '到', '为', ',':
				s.end--
				continue
			}
			break
		}
		for s.len() > 1 {
			switch p.txt[s.start] {
			case '的', '、', '和', '及', '与', '了', ',', '—':
				s.start++
				continue
			}
			break
		}
		if s == before {
			return s
		}
	}
}
