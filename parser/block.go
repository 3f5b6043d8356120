package parser

import "slices"

// block is a responsibility block: a bracket at the end of a task, a line of
// its own, or a last sentence that says who does it.
type block struct {
	outer span // with its brackets
	inner span
}

// takeBlocks finds the responsibility blocks of a node and takes them out of
// its pieces.
func (p *parse) takeBlocks(n *node) {
	var pieces []span
	for i, s := range n.pieces {
		if b, ok := p.lineBlock(s); ok && (i > 0 || n.sec == nil) {
			n.blocks = append(n.blocks, b)
			continue
		}
		pieces = p.takeBrackets(n, s, pieces)
	}
	n.pieces = pieces
	p.takeLastSentence(n)
}

// takeBrackets takes the bracketed blocks out of one piece; what stands between
// them are pieces of their own.
func (p *parse) takeBrackets(n *node, s span, pieces []span) []span {
	at := s.start
	for i := s.start; i < s.end; i++ {
		if !isBlockOpener(p.txt[i]) {
			continue
		}
		c := p.closer(i, s.end)
		if c == i {
			continue
		}
		inner := p.trimmed(span{i + 1, c})
		if !p.isBlock(inner) {
			if p.txt[i] == '(' { // a bracket inside may still be one, a quote may not
				i = c
			}
			continue
		}
		outer := span{i, c + 1}
		for outer.end < s.end && (p.txt[outer.end] == '。' || p.txt[outer.end] == ';' || isBlank(p.txt[outer.end])) {
			outer.end++
		}
		if before := p.trimmed(span{at, i}); !before.empty() {
			pieces = append(pieces, before)
		}
		n.blocks = append(n.blocks, block{p.trimmed(outer), inner})
		at = outer.end
		i = outer.end - 1
	}
	if rest := p.trimmed(span{at, s.end}); !rest.empty() {
		pieces = append(pieces, rest)
	}
	return pieces
}

func isBlockOpener(r rune) bool { return r == '(' || r == '〔' || r == '[' || r == '【' }

// lineBlock recognises a paragraph that is a block without brackets:
// 责任单位:市水务局、市财政局.
func (p *parse) lineBlock(s span) (block, bool) {
	if _, _, ok := p.roleLabel(s.start, s.end); ok {
		return block{s, s}, true
	}
	return block{}, false
}

// roleLabel reads the printed name of a role (or of a deadline) and its colon
// at i; next is where its value starts.
func (p *parse) roleLabel(i, end int) (id, next int, ok bool) {
	if i < end && (p.txt[i] == '【' || p.txt[i] == '[') { // 【责任单位】县水利局
		c := p.closer(i, end)
		if id, n := p.lx.RoleLabel.Match(p.txt, i+1); n > 0 && i+1+n == c {
			j := skipBlanks(p.txt, c+1, end)
			if j < end && p.txt[j] == ':' {
				j = skipBlanks(p.txt, j+1, end)
			}
			return id, j, j < end
		}
		return 0, 0, false
	}
	id, n := p.lx.RoleLabel.Match(p.txt, i)
	if n == 0 {
		return 0, 0, false
	}
	j := skipBlanks(p.txt, i+n, end)
	if j < end && p.txt[j] == '(' { // 责任单位(排名第一的为牵头单位):
		if c := p.closer(j, end); c > j && c+1 < end && p.txt[c+1] == ':' {
			j = c + 1
		}
	}
	if j >= end || p.txt[j] != ':' {
		return 0, 0, false
	}
	for j < end && (p.txt[j] == ':' || isBlank(p.txt[j])) {
		j++
	}
	return id, j, true
}

// isBlock says whether what stands in a bracket assigns a task: it opens with a
// label, or ends in a verb that does (负责, 牵头, 配合) after a name.
func (p *parse) isBlock(s span) bool {
	if s.len() < 3 || s.len() > maxBlock {
		return false
	}
	if _, _, ok := p.roleLabel(s.start, s.end); ok {
		return true
	}
	first := p.firstSentence(s)
	if rest := p.trimmed(span{first.end + 1, s.end}); first.end < s.end && !rest.empty() && p.isDeadlineClause(first) {
		return p.isBlock(rest) // 9月底前完成。县粮食局牵头
	}
	return p.labelInside(s) || p.assigns(first)
}

// A bracket with more in it than this is no responsibility block.
const maxBlock = 3000

// firstSentence cuts s before its first 。: 列第一位者为牵头单位,下同 may follow.
func (p *parse) firstSentence(s span) span {
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '。':
			return p.trimmed(span{s.start, i})
		case '(':
			i = p.closer(i, s.end)
		}
	}
	return s
}

// labelInside looks for a label after a separator: 6月底前完成;责任单位:….
func (p *parse) labelInside(s span) bool {
	for i := s.start; i+1 < s.end; i++ {
		if r := p.txt[i]; r == ';' || r == ',' || r == ' ' || r == '。' {
			if id, _, ok := p.roleLabel(skipBlanks(p.txt, i+1, s.end), s.end); ok && p.lx.Labels[id].Use == "label" {
				return true
			}
		}
	}
	return false
}

// assigns says whether a sentence is made of names and a verb of assignment,
// such as 市水务局牵头,市财政局、市住建局配合.
func (p *parse) assigns(s span) bool {
	parts := p.withoutConvention(p.splitVerbs(s))
	for k := len(parts) - 1; k >= 0; k-- { // a deadline may come last: …负责,6月底前完成
		c := p.clauseOf(parts[k])
		if c.verb >= 0 {
			return p.isNameList(c.names)
		}
		if k < len(parts)-1 || !p.isDeadlineClause(parts[k]) {
			return false
		}
	}
	return false
}

// withoutConvention drops the parts of a prose block that state a convention: 排第一
// 位的为牵头单位,下同.
func (p *parse) withoutConvention(parts []span) []span {
	for len(parts) > 1 {
		last := parts[len(parts)-1]
		if p.half(last) != "下同" && !p.has(last, "为牵头") {
			break
		}
		parts = parts[:len(parts)-1]
	}
	return parts
}

// isDeadlineClause recognises a clause of a block that sets a time, or says that
// there is none (持续推进).
func (p *parse) isDeadlineClause(s span) bool {
	if s.len() > 24 || s.empty() {
		return false
	}
	if p.has(s, "推进") || p.has(s, "坚持") || p.has(s, "长期") {
		return true
	}
	for i := s.start; i < s.end; i++ {
		if _, ok := p.timeAt(i, s.end); ok {
			return true
		}
	}
	return false
}

// isNameList says whether a list can be one of organisations: one of its names
// looks like one, and none holds the marks of running text.
func (p *parse) isNameList(s span) bool {
	s = p.withoutTail(s)
	if s.empty() || s.len() > 600 {
		return false
	}
	known := 0
	for _, name := range p.splitNames(s) {
		if name.len() > maxName || slices.ContainsFunc(p.txt[name.start:name.end], func(r rune) bool { return r == '。' || r == ':' || r == '!' || r == '?' }) {
			return false
		}
		if p.looksLikeParty(name) {
			known++
		}
	}
	return known > 0
}

// No organisation's name is longer.
const maxName = 60

// isStrictList says whether every name of a list looks like an organisation.
func (p *parse) isStrictList(s span) bool {
	names := p.splitNames(p.withoutTail(s))
	return len(names) > 0 && !slices.ContainsFunc(names, func(n span) bool { return !p.looksLikeParty(n) })
}

// takeLastSentence takes the last sentence of a node as a block where all of it
// assigns the task: 由县水务局牵头,县住建局配合。
func (p *parse) takeLastSentence(n *node) {
	if len(n.pieces) == 0 {
		return
	}
	k := len(n.pieces) - 1
	s := n.pieces[k]
	start := s.start
	for i := s.end - 2; i >= s.start && i > s.end-400; i-- {
		if p.txt[i] == '。' {
			start = i + 1
			break
		}
	}
	last := p.trimmed(span{start, s.end})
	if start == s.start && k == 0 && n.sec != nil { // a heading that is all there is
		return
	}
	inner := last
	if p.txt[inner.end-1] == '。' {
		inner.end--
	}
	if _, _, labelled := p.roleLabel(inner.start, inner.end); !labelled && !p.assignsWholly(inner) {
		return
	}
	n.blocks = append(n.blocks, block{last, inner})
	slices.SortFunc(n.blocks, func(a, b block) int { return a.outer.start - b.outer.start })
	if rest := p.trimmed(span{s.start, start}); !rest.empty() {
		n.pieces[k] = rest
	} else {
		n.pieces = n.pieces[:k]
	}
}

// assignsWholly is assigns for running text, where every clause must be a name
// list with its verb.
func (p *parse) assignsWholly(s span) bool {
	parts := p.splitVerbs(s)
	if len(parts) == 0 || len(parts) > 8 {
		return false
	}
	for _, part := range parts {
		c := p.clauseOf(part)
		if c.verb < 0 || !p.isStrictList(c.names) {
			return false
		}
	}
	return true
}

// splitTop splits s at the marks in seps that stand outside brackets.
func (p *parse) splitTop(s span, seps string) []span {
	var parts []span
	at := s.start
	marks := []rune(seps)
	for i := s.start; i <= s.end; i++ {
		if i < s.end {
			switch p.txt[i] {
			case '(', '〔', '[', '【', '“', '"', '《':
				i = p.closer(i, s.end)
				continue
			}
			if !slices.Contains(marks, p.txt[i]) {
				continue
			}
		}
		if part := p.trimmed(span{at, i}); !part.empty() {
			parts = append(parts, part)
		}
		at = i + 1
	}
	return parts
}
