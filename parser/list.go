package parser

import (
	"fmt"
	"slices"

	"github.com/fenjie/fenjie/model"
)

// run counts the quantities from token k on that stand in a bare list: nothing
// but 、 or 和 between them, of one unit, or with the unit after the last alone.
func (r *clauseReader) run(k int) int {
	p := r.p
	n := 1
	for j := k; j+1 < r.c.hi && n < maxList; j++ {
		a, b := p.reader.tokens[j], p.reader.tokens[j+1]
		if b.kind != tokenQuantity || !p.onlyJoins(a.at.end, b.at.start) {
			break
		}
		x, y := &p.reader.quantities[a.index], &p.reader.quantities[b.index]
		if !x.bare && x.unit != y.unit || y.bare && !x.bare {
			break
		}
		n++
	}
	last := p.reader.tokens[k+n-1]
	if p.reader.quantities[last.index].bare {
		return 1
	}
	return n
}

// Lists of measures and figures are shorter than this.
const maxList = 24

func (p *parse) onlyJoins(from, to int) bool {
	if from >= to {
		return false
	}
	for i := from; i < to; i++ {
		if r := p.txt[i]; r != '、' && r != '和' && r != ' ' && r != '及' && r != '与' {
			return false
		}
	}
	return true
}

// zip reads a list of quantities that belong one each to a list of measures:
// A、B分别增长x、y. Lists of different length are reported and not guessed at.
func (r *clauseReader) zip(k, n int) bool {
	p := r.p
	toks := p.reader.tokens[k : k+n]
	first := &p.reader.quantities[toks[0].index]
	last := &p.reader.quantities[toks[n-1].index]
	respectively := p.saysRespectively(r.c, r.cursor, first.full.start)
	left := r.leftOf(first, k)
	names := p.listed(left.core)
	if !respectively && len(names) != n {
		if first.bare {
			return false
		}
		return false
	}
	if respectively && len(names) > 1 && len(names) != n {
		p.warn("list-length", span{r.c.at.start, last.full.end}.model(), fmt.Sprintf("%d measures share %d figures; not matched one to one", len(names), n))
	}
	whole := len(names) != n || p.sharesTail(names)
	if right := p.right(r.c, last.full.end, k+n); last.dimension == "money" && p.opens(&p.lx.Phrase.Grant, right.at) { // 分别给予最高20万元、10万元奖励
		left.core, whole = right.at, true
	}
	if !whole || respectively {
		r.zipped = k + n
	}
	for i, t := range toks {
		q := &p.reader.quantities[t.index]
		p.shareUnit(q, last)
		if respectively && q.comparator == model.Equal && !q.prefix && !q.postfix {
			q.comparator, q.side = first.comparator, first.side
		}
		r.far(q, left)
		name := left.core
		if !whole {
			name = names[i]
		}
		sh := shape{rule: "list.respectively", indicator: name, cursor: q.full.end, inherit: name.empty()}
		rec := r.record(q, sh.rule)
		r.fill(rec, q, left, rightText{}, sh)
	}
	r.zipped = k + n
	return true
}

// saysRespectively says whether 分别 stands between from and to.
func (p *parse) saysRespectively(c clauseRef, from, to int) bool {
	return indexRunes(p.txt[from:to], "分别") >= 0
}

// listed splits a noun phrase at 、 and 和.
func (p *parse) listed(s span) []span {
	if s.empty() {
		return nil
	}
	var names []span
	at := s.start
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '(', '“', '"', '《':
			i = p.closer(i, s.end)
		case '、', '和', '与', '及':
			if i > at && i+1 < s.end {
				names = append(names, p.trimmed(span{at, i}))
				at = i + 1
			}
		}
	}
	return append(names, p.trimmed(span{at, s.end}))
}

// sharesTail says whether the measure stands only after the last name: 花生种植、
// 收获机械化率.
func (p *parse) sharesTail(names []span) bool {
	last := len(names) - 1
	return p.ends(&p.lx.Phrase.Measure, names[last]) &&
		!slices.ContainsFunc(names[:last], func(n span) bool { return p.ends(&p.lx.Phrase.Measure, n) })
}

// shareUnit gives a quantity without a unit that of the last of its list.
func (p *parse) shareUnit(q, last *quantity) {
	if !q.bare {
		return
	}
	q.unit, q.dimension, q.unitKnown, q.unitAt = last.unit, last.dimension, last.unitKnown, last.unitAt
	if q.value.exp <= 0 && !last.value.isZero() {
		q.value = q.value.shift(p.multiplier(span{last.at.start, last.unitAt.start}))
	}
	if q.comparator == model.Equal && last.postfix {
		q.comparator, q.side = last.comparator, last.side
	}
	q.bare = false
}
