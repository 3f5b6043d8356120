package parser

import (
	"strings"

	"github.com/fenjie/fenjie/model"
)

// implied makes the record of a commitment without a number.
func (r *clauseReader) implied(k int, t token) {
	p := r.p
	im := &p.reader.implied[t.index]
	if p.isHypothesis(r.c) {
		return
	}
	q := &quantity{at: im.at, full: im.at, comparator: model.Equal, unitKnown: true}
	if im.implied == model.ImpliedFull {
		q.value, q.unit, q.dimension = intDecimal(100), "%", "ratio"
	}
	left := p.left(r.c, r.cursor, im.at.start, k, false, true)
	rec := r.record(q, im.rule)
	rec.t.Implied = im.implied
	rec.verb, rec.t.Action = left.verb, left.verb
	rec.t.Per = ""
	r.name(rec, r.promised(im, left, k))
	if rec.indicator.empty() {
		r.inherit(rec, span{})
	}
	kind := r.tenseKind("")
	if im.shape == "all" && r.s.tense == "" && !r.s.past {
		kind = model.KindTarget
	}
	start, end := im.at.start, im.at.end
	if !rec.indicator.empty() && rec.indicator.start >= r.c.at.start && rec.indicator.end <= r.c.at.end {
		start, end = min(start, rec.indicator.start), max(end, rec.indicator.end)
	}
	r.settle(rec, kind, span{start, end})
	r.cursor = max(r.cursor, im.at.end)
}

// isHypothesis says whether a clause only supposes: 如果不出现严重洪涝灾害.
func (p *parse) isHypothesis(c clauseRef) bool {
	t := p.half(span{c.at.start, min(c.at.start+2, c.at.end)})
	return strings.HasPrefix(t, "如果") || strings.HasPrefix(t, "若") || strings.HasPrefix(t, "倘若") || strings.HasPrefix(t, "假如")
}

// promised is what a commitment is about: what its own words name, the phrase
// before it, or (全覆盖开展排查) the phrase after it.
func (r *clauseReader) promised(im *impliedRef, left leftText, k int) span {
	p := r.p
	if !im.object.empty() && (im.shape != "no" || left.core.empty()) {
		return im.object
	}
	if !left.core.empty() && !strings.HasSuffix(p.half(left.core), "做到") {
		return left.core
	}
	if im.shape == "word" && im.implied == model.ImpliedFull {
		if s := p.after(r.c, im.at.end, k+1); !s.empty() {
			return s
		}
	}
	return span{}
}

// after is the object of the verb that follows 全覆盖 as an adverb.
func (p *parse) after(c clauseRef, from, k int) span {
	l := leftText{}
	var toks []token
	if k < c.hi {
		toks = p.reader.tokens[k:c.hi]
	}
	start := p.leftStart(&l, toks, from, c.at.end)
	s := p.tidy(span{start, c.at.end})
	if s.len() < 2 {
		return span{}
	}
	return s
}
