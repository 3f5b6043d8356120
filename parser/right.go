package parser

// rightText is the noun phrase after a quantity.
type rightText struct {
	at   span
	of   bool // 的 stands between
	next bool // another quantity follows the phrase at once
	verb bool // a verb follows the phrase
}

// right reads the noun phrase that follows a quantity in clause c from from on;
// tokens from k on come after the quantity.
func (p *parse) right(c clauseRef, from, k int) rightText {
	r := rightText{}
	i := skipBlanks(p.txt, from, c.at.end)
	if i < c.at.end && p.txt[i] == '的' {
		r.of = true
		i++
	}
	if j := p.afterTheme(i, c.at.end); j > i { // 以“…”为主题的节目
		i = j
	}
	if i < c.at.end && p.txt[i] == '(' { // 95000套(户)保障性住房
		if e := p.closer(i, c.at.end); e > i && e-i <= 4 {
			i = e + 1
		}
	}
	r.at = span{i, i}
	for i < c.at.end {
		for k < c.hi && p.reader.tokens[k].at.start < i {
			k++
		}
		if k < c.hi && p.reader.tokens[k].at.start == i {
			t := p.reader.tokens[k]
			if t.kind == tokenQuantity {
				r.next = true
				break
			}
			if !(r.of && i == r.at.start && p.qualifies(t)) && p.endsPhrase(k, i == r.at.start) {
				r.verb = t.kind == tokenWord
				break
			}
			if r.of && i > r.at.start && p.isPredicate(t, c.at.end) { // 60%以上的养殖场配套处理设施
				r.verb = true
				break
			}
			i = t.at.end
			continue
		}
		if p.joins(i, k, c) || p.particleEnds(i, r.at.start) {
			break
		}
		if p.txt[i] == '(' || p.txt[i] == '“' || p.txt[i] == '"' || p.txt[i] == '《' {
			if e := p.closer(i, c.at.end); e > i {
				i = e + 1
				continue
			}
		}
		i++
	}
	r.at = p.tidy(span{r.at.start, i})
	if r.at.len() < 1 || r.at.len() == 1 && !isHan(p.txt[r.at.start]) {
		r.at = span{}
	}
	return r
}

// isPredicate says whether a word that is verb or noun is the verb of what a share
// is of: it has an object that makes no compound with it.
func (p *parse) isPredicate(t token, end int) bool {
	rest := p.trimmed(span{t.at.end, end})
	return p.class(t) == "act" && rest.len() >= 3 && !p.isCompound(rest) && t.at.len() > 1
}

// qualifies says whether a verb can open the noun phrase after 的: 5%的新增建设用地.
func (p *parse) qualifies(t token) bool {
	c := p.class(t)
	return c == "do" || c == "act" || c == "manner" || c == "adverb"
}

// afterTheme passes over 以…为主题的, which stands before a noun.
func (p *parse) afterTheme(i, end int) int {
	if i >= end || p.txt[i] != '以' {
		return i
	}
	for j := i; j < end; j++ {
		switch p.txt[j] {
		case '“', '"', '《':
			j = p.closer(j, end)
		case '的':
			return j + 1
		}
	}
	return i
}

// endsPhrase says whether token k ends the noun phrase. first is true where
// nothing of the phrase stands before it.
func (p *parse) endsPhrase(k int, first bool) bool {
	t := p.reader.tokens[k]
	switch t.kind {
	case tokenTime, tokenImplied:
		return true
	case tokenFixed:
		return false
	}
	switch p.class(t) {
	case "stop", "modal":
		return true
	case "level_up", "level_down":
		return true
	case "link":
		if t.at.len() > 1 {
			return true
		}
		switch p.txt[t.at.start] {
		case '为', '达', '占', '均':
			return true
		}
		return false
	case "up", "down":
		return !p.nominalChange(t)
	case "do":
		return true
	case "adverb":
		return t.at.len() > 1 || first
	case "manner":
		return p.beforeVerb(p.reader.tokens, k, len(p.txt))
	}
	return false
}

// joins says whether 、 or 和 at i ends the phrase because the next quantity's
// words follow: 2所小学、改造3所中学.
func (p *parse) joins(i, k int, c clauseRef) bool {
	r := p.txt[i]
	if r != '、' && r != '和' && r != '及' && r != '与' && r != '并' {
		return false
	}
	for ; k < c.hi; k++ {
		t := p.reader.tokens[k]
		if t.kind == tokenQuantity {
			return true
		}
	}
	return false
}

// particleEnds says whether a particle that no name holds stands at i.
func (p *parse) particleEnds(i, start int) bool {
	switch p.txt[i] {
	case '到', '赴', '给', '参':
		return i > start
	case '在', '向', '由', '被':
		return i > start+1
	}
	return false
}
