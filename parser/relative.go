package parser

import (
	"slices"

	"github.com/fenjie/fenjie/model"
)

// relative reads the wording of a clause that compares without a number: 高于全省
// 平均水平, 与经济增长同步, 只增不减. Its records stand apart from the others, which are
// the same whether these are asked for or not.
func (r *clauseReader) relative() {
	p, c := r.p, r.c
	for i := c.at.start; i < c.at.end; i++ {
		w, ok := p.relativeAt(i, c.at.end)
		if !ok || r.taken(w.at) {
			continue
		}
		k := c.lo
		for k < c.hi && p.reader.tokens[k].at.start < i {
			k++
		}
		left := p.left(c, max(c.at.start, r.relativeEnd()), i, k, false, true)
		rec := &record{clause: r.index, depth: c.depth, sentence: r.s.sentence, verb: left.verb, t: &model.Target{
			Kind: model.KindRelative, Comparator: w.comparator, Side: w.side, Action: left.verb, Strength: r.s.strength, Rule: "relative." + w.shape,
			Quantity: model.Quantity{Raw: p.quote(w.at), Span: w.at.model()},
		}}
		if !w.baseline.empty() {
			rec.t.Baseline = p.quote(w.baseline)
		}
		name := left.core
		if name.empty() {
			name = r.s.subject
		}
		r.name(rec, name)
		at := w.at
		if !left.core.empty() {
			at.start = min(at.start, left.core.start)
		}
		r.settle(rec, model.KindRelative, at)
		r.s.relatives = append(r.s.relatives, rec)
		i = w.at.end - 1
	}
}

// relativeEnd is where the last record of relative wording ends.
func (r *clauseReader) relativeEnd() int {
	if n := len(r.s.relatives); n > 0 {
		return r.s.relatives[n-1].t.Quantity.Span.End
	}
	return 0
}

// taken says whether a record of a number or commitment overlaps s.
func (r *clauseReader) taken(s span) bool {
	return slices.ContainsFunc(r.s.recs[r.s.first:], func(rec *record) bool {
		q := rec.t.Quantity.Span
		return q.Start < s.end && s.start < q.End
	})
}

// relativeWords is wording that compares without a number.
type relativeWords struct {
	at         span
	baseline   span // what with: 全省平均水平
	comparator model.Comparator
	side       model.Side
	shape      string
}

// relativeAt reads the relative wording that begins at i.
func (p *parse) relativeAt(i, end int) (relativeWords, bool) {
	if n := p.opening(&p.lx.Phrase.Kept, span{i, end}); n > 0 {
		return relativeWords{at: span{i, i + n}, comparator: model.AtLeast, shape: "kept"}, true
	}
	switch p.txt[i] {
	case '与', '同', '和':
		return p.inStep(i, end)
	}
	id, n := p.lx.Prefix.Match(p.txt[:end], i)
	if n < 2 || p.txt[i] == '最' || p.txt[i] == '至' { // 创历史最高水平
		return relativeWords{}, false
	}
	c := p.lx.Comparators[id].Comparator
	if c == model.Approx || c == model.Equal {
		return relativeWords{}, false
	}
	ref := p.reference(i+n, end)
	if ref.empty() {
		return relativeWords{}, false
	}
	return relativeWords{at: span{i, ref.end}, baseline: ref, comparator: c, shape: "than"}, true
}

// inStep reads 与经济增长同步, 与经济增长基本同步.
func (p *parse) inStep(i, end int) (relativeWords, bool) {
	for j := i + 2; j+2 <= end && j-i < 24; j++ {
		if !p.stands(j, "同步") || j+2 < end && isHan(p.txt[j+2]) && !p.stands(j+2, "增长", "提高", "提升") { // 同步推进
			continue
		}
		w := relativeWords{at: span{i, j + 2}, comparator: model.Equal, shape: "in-step"}
		ref := span{i + 1, j}
		for _, soft := range []string{"基本", "大体", "大致", "总体"} {
			if p.endsWith(ref, soft) {
				ref.end -= 2
				w.comparator, w.side = model.Approx, model.SideBoth
			}
		}
		for _, keep := range []string{"保持", "实现"} {
			if p.endsWith(ref, keep) {
				ref.end -= 2
			}
		}
		w.baseline = p.reference(ref.start, ref.end)
		return w, !w.baseline.empty() && w.baseline.end == ref.end
	}
	return relativeWords{}, false
}

// reference is what a thing is compared with: the text from i to the last word
// that names a level or another's measure, if no number but a year stands in it.
func (p *parse) reference(i, end int) span {
	last := i
	for j := i; j < end && j-i < 30; j++ {
		switch r := p.txt[j]; {
		case r == '(', r == '“', r == ':', r == '、' && last > i && p.comparesIn(j+1, end):
			return p.trimmed(span{i, last})
		case isDigit(r):
			year, ok := p.yearAt(j, end)
			if !ok {
				return span{}
			}
			last, j = year, year-1
			continue
		}
		if n := p.opening(&p.lx.Phrase.Reference, span{j, end}); n > 0 {
			last = j + n
			j = last - 1
		}
	}
	return p.trimmed(span{i, last})
}

// comparesIn says whether a comparator stands between i and end.
func (p *parse) comparesIn(i, end int) bool {
	for ; i < end; i++ {
		if _, n := p.lx.Prefix.Match(p.txt[:end], i); n > 1 {
			return true
		}
	}
	return false
}

// yearAt is where a year that begins at i ends: 2021年.
func (p *parse) yearAt(i, end int) (int, bool) {
	j := i
	for j < end && isDigit(p.txt[j]) {
		j++
	}
	if j-i != 4 || j >= end || p.txt[j] != '年' {
		return 0, false
	}
	return j + 1, true
}
