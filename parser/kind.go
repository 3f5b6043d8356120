package parser

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// titleTense says whether a section reports (true) or plans, by its title; a
// title that does not say leaves it as it was.
func (p *parse) titleTense(n *node, past bool) bool {
	switch {
	case p.isReport() && p.ends(&p.lx.Phrase.Past, n.title): // 主要目标完成情况
		return true
	case p.holds(&p.lx.Phrase.Future, n.title), past && p.namesYearToCome(n):
		return false
	}
	return past || p.tellsPast(n)
}

// namesYearToCome says whether the title of a part of a report names the year that
// the report looks forward to: 2031年主要工作 in a report of January 2031, or after
// a part that looks back.
func (p *parse) namesYearToCome(n *node) bool {
	i := slices.Index(p.roots, n)
	years := yearsIn([]rune(p.half(n.title)))
	if p.has(n.title, "今年") {
		years = append(years, p.year)
	}
	if i < 0 || len(years) != 1 || years[0] < p.year || p.holds(&p.lx.Phrase.Past, n.title) {
		return false
	}
	if date := p.date(); date != "" {
		return date < fmt.Sprintf("%04d-05", years[0])
	}
	return slices.ContainsFunc(p.roots[:i], func(before *node) bool {
		return p.holds(&p.lx.Phrase.Past, before.title) && !slices.Contains(yearsIn([]rune(p.half(before.title))), years[0])
	})
}

// date is when the document says that it was signed or published, "" if it does
// not.
func (p *parse) date() string {
	if d := p.doc.Meta.Signed; d != "" {
		return d
	}
	return p.doc.Meta.Published
}

// yearTold is the year in which the document tells, 0 if it does not say.
func (p *parse) yearTold() int {
	if year, err := strconv.Atoi(strings.SplitN(p.date(), "-", 2)[0]); err == nil && year > p.year {
		return year
	}
	return p.year
}

// tellsPast says whether the title says that the section tells of what was done:
// 上年工作完成情况. The title of a task can hold such words among others that say
// what to do with it: 做好进展情况公开.
func (p *parse) tellsPast(n *node) bool {
	if len(n.children) > 0 || p.isReport() {
		return p.holds(&p.lx.Phrase.Past, n.title)
	}
	for i := n.title.start; i < n.title.end; i++ {
		if _, size := p.lx.Phrase.Past.Match(p.txt[:n.title.end], i); size > 0 && !isHan(p.txtAt(i+size)) || size > 0 && p.stands(i+size, "和", "及", "与") {
			return true
		}
	}
	return false
}

// kind decides what a document does with a quantity.
func (r *clauseReader) kind(rec *record, q *quantity, left leftText, right rightText) model.TargetKind {
	if r.isStandard(rec, q, left, right) {
		return model.KindStandard
	}
	if left.linked && r.s.tense != "past" {
		if r.p.endsWith(left.core, "任务", "目标", "任务数", "目标值") {
			return model.KindTarget
		}
	}
	if r.s.tense != "past" && r.p.holds(&r.p.lx.Phrase.Planned, left.core) {
		return model.KindTarget
	}
	return r.tenseKind(left.far)
}

// tenseKind decides between target and result by the words of the sentence and
// by what the section does.
func (r *clauseReader) tenseKind(far model.Comparator) model.TargetKind {
	past := r.s.past || r.s.review
	switch r.s.tense {
	case "past":
		past = true
	case "future":
		past = false
	}
	if !past && r.s.timed && r.s.time.end.year > 0 && r.s.time.end.year < r.p.year { // 2022年 in a plan for 2023
		past = true
	}
	if past && r.s.timed && r.s.goal && r.s.tense != "past" && r.s.time.end.year >= r.p.toldIn { // not 到2030年 in a report of 2031
		past = false
	}
	if past {
		return model.KindResult
	}
	return model.KindTarget
}

// isStandard recognises rates, lines and ceilings of a policy: money that is
// granted at most, or each; prices; rates of interest.
func (r *clauseReader) isStandard(rec *record, q *quantity, left leftText, right rightText) bool {
	p, ph := r.p, &r.p.lx.Phrase
	before := span{r.c.at.start, q.at.start}
	after := span{q.full.end, min(q.full.end+12, r.c.at.end)}
	switch {
	case q.unit == "%":
		return !r.s.past && p.ends(&ph.Rate, rec.indicator) || p.granted(after)
	case q.dimension != "money":
		return false
	case strings.HasPrefix(q.unit, "元/") && !p.isReport():
		return true
	case p.ends(&ph.Standard, rec.indicator), p.has(after, "标准"):
		return true
	case r.s.past && p.ends(&ph.Price, rec.indicator):
		return false
	case p.ends(&ph.Price, rec.indicator):
		return true
	case !r.s.past && left.level > 0 && p.has(span{max(before.start, before.end-5), before.end}, "可"): // 额度可提高至500万元
		return true
	}
	each := p.has(before, "每") || p.has(before, "一次性")
	highest := p.has(before, "最高")
	if p.opens(&ph.Grant, right.at) || p.ends(&ph.Grant, right.at) || p.ends(&ph.Grant, rec.indicator) {
		if each || highest || p.has(before, "给予") || p.has(before, "予以") {
			return r.s.tense != "past"
		}
	}
	if p.ends(&ph.Fund, rec.indicator) && !highest { // 每年安排补助资金3000万元: a sum, no rate
		return false
	}
	if p.has(after, "给予") && each {
		return true
	}
	return p.holds(&ph.Granting, before) && (q.comparator == model.AtMost || each || highest) && r.s.tense != "past"
}

// granted says whether what follows a share says that it is granted, or that it
// is a rate: 按投资额的20%给予补助.
func (p *parse) granted(after span) bool {
	for _, w := range []string{"给予", "予以", "的比例给予", "的标准"} {
		if n := len([]rune(w)); after.len() >= n && p.half(span{after.start, after.start + n}) == w {
			return true
		}
	}
	return p.holds(&p.lx.Phrase.Rate, after)
}
