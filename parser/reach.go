package parser

import "github.com/fenjie/fenjie/model"

// time settles how far a time expression reaches. It holds for the clauses that
// follow to the end of the sentence, or to the next time expression.
func (r *clauseReader) time(k int, t token) {
	p, s := r.p, r.s
	ref := p.reader.times[t.index]
	switch {
	case p.isBaseline(ref, r.c):
		return
	case ref.use == timePer:
		s.per = ref.per
		if !(s.timed && s.time.goal) {
			s.timed = false
		}
		return
	case ref.use == timeOpen, ref.use == timeReview:
		s.timed, s.goal = false, false
		s.review = s.review || ref.use == timeReview
		return
	case p.txtAt(ref.at.end) == '的' && !r.reachedAt(k, ref), p.txtAt(ref.at.end) == '同' && p.txtAt(ref.at.end+1) == '期': // 今年的旱情, 上年同期
		return
	case ref.batch:
		s.timed, s.goal = false, false
		return
	case ref.bareYear && !p.opensClause(ref.at, r.c) && !p.goalBefore(ref.at, r.c):
		return // a year inside a name: 录入2024年改造计划
	}
	ref.goal = ref.goal || p.goalBefore(ref.at, r.c)
	s.time, s.timed = ref, true
	if p.year > 0 && ref.end.year >= p.year || ref.goal {
		s.review = false
	}
	s.goal = ref.goal && p.opensParagraph(r.index) && p.goalBefore(ref.at, r.c)
}

// reachedAt says whether a time is when the level after it is reached: 从2017年的3亿
// 元增长到2022年的5亿元.
func (r *clauseReader) reachedAt(k int, t timeRef) bool {
	p := r.p
	if k+1 >= r.c.hi || t.at.start == r.c.at.start || p.txt[t.at.start-1] != '到' && p.txt[t.at.start-1] != '至' {
		return false
	}
	next := p.reader.tokens[k+1]
	if next.kind != tokenQuantity || next.at.start != t.at.end+1 {
		return false
	}
	return p.reader.quantities[next.index].dimension != "ratio" // 达到2021年的3倍
}

// isBaseline says whether a time is what something is compared with: 比一季度,
// 较2021年, 超过2021年度.
func (p *parse) isBaseline(t timeRef, c clauseRef) bool {
	i := p.backBlanks(t.at.start, c.at.start)
	if i <= c.at.start {
		return false
	}
	switch p.txt[i-1] {
	case '比', '较', '同', '由', '从', '自':
		return true
	case '于': // 高于2021年, but 于6月20日前
		return i-2 >= c.at.start && (p.txt[i-2] == '高' || p.txt[i-2] == '低' || p.txt[i-2] == '优' || p.txt[i-2] == '多' || p.txt[i-2] == '少')
	case '过':
		return i-2 >= c.at.start && (p.txt[i-2] == '超')
	}
	return false
}

// opensClause says whether only adverbs, modals, the place as a whole and marks
// stand between the start of a clause and a time.
func (p *parse) opensClause(at span, c clauseRef) bool {
	i := c.at.start
	toks := p.reader.tokens[c.lo:c.hi]
	for i < at.start {
		if r := p.txt[i]; isBlank(r) || r == '、' || r == '到' || r == '至' || r == '在' || r == '自' || r == '从' {
			i++
			continue
		}
		k := tokenStarting(toks, i)
		if k < 0 {
			break
		}
		switch t := toks[k]; {
		case t.kind == tokenTime, t.kind == tokenWord && (p.class(t) == "modal" || p.class(t) == "adverb" || p.class(t) == "scope" || p.class(t) == "link"):
			i = t.at.end
			continue
		}
		break
	}
	return i >= at.start
}

// goalBefore says whether 到, 至 or 力争到 stands before a time.
func (p *parse) goalBefore(at span, c clauseRef) bool {
	i := p.backBlanks(at.start, c.at.start)
	return i > c.at.start && (p.txt[i-1] == '到' || p.txt[i-1] == '至') && !(i-1 > c.at.start && p.txt[i-2] == '截')
}

// opensParagraph says whether clause i is the first of its stretch of text, or
// the first after the title.
func (p *parse) opensParagraph(i int) bool {
	return i == 0 || p.reader.clauses[i].mark == '。'
}

// announcesGoals says whether clause i ends in a colon and speaks of goals: 今年的
// 主要预期目标是:. Its time holds for the paragraph.
func (p *parse) announcesGoals(i int) bool {
	cs := p.reader.clauses
	return i+1 < len(cs) && cs[i+1].mark == ':' && indexRunes(p.txt[cs[i].at.start:cs[i].at.end], "目标") >= 0
}

// deadlineFor gives the records of the clause before clause i the deadline that i
// sets for the same thing: 推进800亩果园改造,确保5月底前栽植完.
func (p *parse) deadlineFor(s *sense, i int) {
	c := p.reader.clauses[i]
	if c.mark != ',' {
		return
	}
	ref, ok := p.milestone(c)
	if !ok {
		return
	}
	for k := len(s.recs) - 1; k >= s.first && s.recs[k].clause == i-1; k-- {
		rec := s.recs[k]
		if rec.t.By == "" && rec.t.Kind == model.KindTarget && !rec.noTime {
			rec.t.By, rec.t.ByRaw = ref.end.iso(), p.quote(ref.at)
		}
	}
}

// milestone finds a deadline and a verb of ending in a clause without a number.
func (p *parse) milestone(c clauseRef) (timeRef, bool) {
	var ref timeRef
	found := false
	for _, t := range p.reader.tokens[c.lo:c.hi] {
		if t.kind == tokenTime {
			if r := p.reader.times[t.index]; r.use == timePeriod && r.deadline && r.end.year > 0 && !p.isBaseline(r, c) {
				ref, found = r, true
			}
		}
	}
	return ref, found && p.holds(&p.lx.Phrase.Milestone, c.at)
}
