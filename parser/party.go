package parser

import (
	"slices"

	"github.com/fenjie/fenjie/model"
)

// segment is one part of a block: a label with its names, or names with the
// verb that gives them a role. Its names stand in lists, one for each stretch
// between commas.
type segment struct {
	role   model.Role
	label  int // index into the lexicon's labels, -1 where the verb is missing
	text   string
	verbal bool
	lists  [][]*model.Party
}

// readParties reads the blocks of a node, in order, and what its text says of
// who leads.
func (p *parse) readParties(n *node) {
	for _, b := range n.blocks {
		n.sec.Parties = append(n.sec.Parties, p.readBlock(n, b)...)
	}
	if len(n.blocks) == 0 {
		for _, t := range n.texts {
			n.sec.Parties = append(n.sec.Parties, p.partiesInText(t)...)
		}
	}
}

func (p *parse) readBlock(n *node, b block) []*model.Party {
	inner := p.withoutRemarks(b.inner)
	var segments []segment
	if id, _, ok := p.roleLabel(inner.start, inner.end); ok && p.lx.Labels[id].Use == "label" || p.labelInside(inner) {
		segments = p.labelled(n, inner)
	} else {
		segments = p.verbal(n, inner)
	}
	for i := range segments {
		for _, l := range segments[i].lists {
			p.restorePrefixes(l)
		}
	}
	p.applyConventions(b, segments)
	var parties []*model.Party
	for _, s := range segments {
		for _, l := range s.lists {
			parties = append(parties, l...)
		}
	}
	return p.addAlso(b, parties)
}

// addAlso adds the parties that a convention adds to every block after it.
func (p *parse) addAlso(b block, parties []*model.Party) []*model.Party {
	if p.conventions.also.empty() || p.conventions.also.start > b.outer.start || len(parties) == 0 {
		return parties
	}
	for _, u := range p.conventions.alsoParties {
		if !slices.ContainsFunc(parties, func(v *model.Party) bool { return v.Name == u.Name }) {
			v := *u
			parties = append(parties, &v)
		}
	}
	return parties
}

// withoutRemarks cuts a convention off the end of a block: a bracket with 下同,
// a sentence after 。.
func (p *parse) withoutRemarks(s span) span {
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '。':
			first, rest := p.trimmed(span{s.start, i}), p.trimmed(span{i + 1, s.end})
			if p.isDeadlineClause(first) && !rest.empty() && !p.looksLikeParty(first) {
				continue // 9月底前完成。县粮食局牵头
			}
			if !p.labelInside(span{i, s.end}) {
				return first
			}
		case '(':
			c := p.closer(i, s.end)
			if c > i && p.isRemark(span{i + 1, c}) {
				if c >= s.end-2 {
					return p.trimmed(span{s.start, i})
				}
			}
			i = c
		}
	}
	if p.endsWith(s, "下同") { // …、县财政局,排第一位的为牵头单位,下同
		parts := p.splitTop(s, ",;")
		if kept := p.withoutConvention(parts); len(kept) < len(parts) {
			return span{s.start, kept[len(kept)-1].end}
		}
	}
	return s
}

func (p *parse) isRemark(s span) bool {
	t := p.txt[s.start:s.end]
	return indexRunes(t, "下同") >= 0 || indexRunes(t, "牵头单位") >= 0 || indexRunes(t, "为牵头") >= 0
}

// labelled reads LABEL:names;LABEL:names. A label opens a segment wherever it
// stands after a separator.
func (p *parse) labelled(n *node, s span) []segment {
	var segments []segment
	cur := -1
	for _, part := range p.splitLabels(s) {
		id, next, ok := p.roleLabel(part.start, part.end)
		if !ok {
			if cur < 0 { // what stands before the first label
				p.readDeadline(n, part)
			}
			continue
		}
		lab := p.lx.Labels[id]
		value := p.trimmed(span{next, part.end})
		if lab.Use == "deadline" {
			p.readDeadline(n, value)
			continue
		}
		text := p.half(span{part.start, p.colonBefore(next)})
		if isBlockOpener(p.txt[part.start]) { // 【责任单位】县水利局
			text = p.half(span{part.start + 1, p.closer(part.start, part.end)})
		}
		segments = append(segments, segment{role: lab.Role, label: id, text: text})
		cur = len(segments) - 1
		p.fillLabelled(n, &segments[cur], value, lab.ID)
	}
	return segments
}

func (p *parse) colonBefore(next int) int {
	i := next - 1
	for i > 0 && p.txt[i] != ':' && p.txt[i] != '】' && p.txt[i] != ']' {
		i--
	}
	for i > 0 && isBlank(p.txt[i-1]) {
		i--
	}
	return i
}

// splitLabels splits a labelled block before each of its labels.
func (p *parse) splitLabels(s span) []span {
	var parts []span
	at := s.start
	for i := s.start; i < s.end; i++ {
		r := p.txt[i]
		if r == '(' {
			i = p.closer(i, s.end)
			continue
		}
		if r != ';' && r != ',' && r != ' ' && r != '、' && r != '。' && r != '\n' {
			continue
		}
		j := skipBlanks(p.txt, i+1, s.end)
		if _, _, ok := p.roleLabel(j, s.end); ok {
			parts = append(parts, p.trimmed(span{at, i}))
			at = j
		}
	}
	return append(parts, p.trimmed(span{at, s.end}))
}

// fillLabelled reads the names after a label; , and ; part lists.
func (p *parse) fillLabelled(n *node, sg *segment, value span, rule string) {
	for _, part := range p.splitTop(value, ",;。") {
		if len(sg.lists) > 0 && p.isDeadlineClause(part) && !p.looksLikeParty(part) {
			p.readDeadline(n, part)
			continue
		}
		if p.unknownLabel(n, part) {
			continue
		}
		if list := p.partyList(part, sg.role, sg.text, rule); len(list) > 0 {
			sg.lists = append(sg.lists, list)
		}
	}
}

// unknownLabel reads X单位:names with a label of no known role: the names are other.
func (p *parse) unknownLabel(n *node, s span) bool {
	for i := s.start + 2; i < min(s.end-1, s.start+12); i++ {
		if p.txt[i] != ':' {
			continue
		}
		label := span{s.start, i}
		if n == nil || !p.endsWith(label, "单位", "部门", "领导", "人") {
			return false
		}
		n.sec.Parties = append(n.sec.Parties, p.partyList(p.trimmed(span{i + 1, s.end}), model.RoleOther, p.half(label), "label.unknown")...)
		return true
	}
	return false
}

// partyList reads one 、-list of names.
func (p *parse) partyList(s span, role model.Role, label, rule string) []*model.Party {
	rest := p.withoutTail(s)
	open := rest != s
	if rest.empty() {
		return nil
	}
	var list []*model.Party
	for _, name := range p.splitNames(rest) {
		inner := p.withoutTail(name)
		u := p.newParty(inner, role, label, rule)
		u.Open = inner != name
		list = append(list, u)
	}
	if open && len(list) > 0 {
		list[len(list)-1].Open = true
	}
	return list
}

func (p *parse) newParty(s span, role model.Role, label, rule string) *model.Party {
	for s.len() > 1 && isBlockOpener(p.txt[s.start]) && p.closer(s.start, s.end) == s.start { // a stray bracket
		s = p.trimmed(span{s.start + 1, s.end})
	}
	return &model.Party{
		Role: role, Label: label, Name: p.compact(s), Raw: p.quote(s), Collective: p.isCollective(s),
		Basis: model.BasisStated, Span: p.lined(s), Rule: rule,
	}
}

// compact is the folded text of s without blanks.
func (p *parse) compact(s span) string {
	out := make([]rune, 0, s.len())
	for _, r := range p.txt[s.start:s.end] {
		if !isBlank(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// clause is a part of a prose block: names, then the verb that gives them their
// role. verb is an index into the lexicon's labels, -1 where there is none.
type clause struct {
	names span
	verb  int
	text  string
}

// clauseOf finds the verb at the end of a part, past 由 at its start.
func (p *parse) clauseOf(s span) clause {
	if p.txt[s.start] == '由' {
		s.start++
	}
	for k := lastSentence(p.txt, s); k > s.start; { // 9月底前完成。县粮食局牵头
		s = p.trimmed(span{k, s.end})
		break
	}
	id, n := p.lx.RoleVerb.MatchBefore(p.txt, s.end)
	if n == 0 || n >= s.len() {
		return clause{names: s, verb: -1}
	}
	names := p.trimmed(span{s.start, s.end - n})
	for i := names.start; i < min(names.start+14, names.end-2); i++ { // 此项工作由县水利局牵头
		if p.txt[i] == '由' && p.opensAsParty(span{i + 1, names.end}) {
			names.start = i + 1
			break
		}
	}
	if p.ends(&p.lx.Phrase.Severally, names) && names.len() > 4 { // A、B分别牵头
		names = p.trimmed(span{names.start, names.end - 2})
	}
	return clause{names: names, verb: id, text: p.half(span{s.end - n, s.end})}
}

// lastSentence is where the last sentence of s starts.
func lastSentence(txt []rune, s span) int {
	for i := s.end - 1; i > s.start; i-- {
		if txt[i-1] == '。' {
			return i
		}
	}
	return s.start
}

// verbal reads a prose block: A牵头,B、C按职责分工负责. Names without a verb wait
// for the next one.
func (p *parse) verbal(n *node, s span) []segment {
	var segments []segment
	var waiting []span
	for _, part := range p.withoutConvention(p.splitVerbs(s)) {
		if id, next, ok := p.roleLabel(part.start, part.end); ok && p.lx.Labels[id].Use == "deadline" {
			p.readDeadline(n, span{next, part.end})
			continue
		}
		c := p.clauseOf(part)
		if _, n := p.lx.RoleJoin.Match(p.txt, part.start); n > 0 && len(segments) > 0 { // A牵头,会同B、C负责
			c.names.start = part.start + n
			sg := segment{role: model.RoleSupport, label: max(c.verb, 0), text: "会同", verbal: true}
			sg.lists = append(sg.lists, p.partyList(p.trimmed(c.names), sg.role, "会同", "join.with"))
			segments = append(segments, sg)
			continue
		}
		if c.verb < 0 {
			if p.isDeadlineClause(part) && !p.looksLikeParty(part) {
				p.readDeadline(n, part)
			} else {
				waiting = append(waiting, part)
			}
			continue
		}
		segments = append(segments, p.verbSegments(append(waiting, c.names), c)...)
		waiting = nil
	}
	if len(waiting) > 0 { // names that no verb follows: the last role holds
		sg := segment{role: model.RoleResponsible, label: -1}
		for _, w := range waiting {
			sg.lists = append(sg.lists, p.partyList(w, sg.role, "", "verb.none"))
		}
		segments = append(segments, sg)
	}
	return segments
}

// splitVerbs splits a prose block into clauses: at , and ;, and at 、 after a verb
// (A牵头、B负责落实).
func (p *parse) splitVerbs(s span) []span {
	var parts []span
	for _, part := range p.splitTop(s, ",;") {
		at := part.start
		for i := part.start; i < part.end; i++ {
			if p.txt[i] == '(' {
				i = p.closer(i, part.end)
				continue
			}
			if p.txt[i] != '、' {
				continue
			}
			if _, n := p.lx.RoleVerb.MatchBefore(p.txt, i); n >= 2 && i-n > at && p.looksLikeParty(span{max(at, i-n-12), i - n}) {
				parts = append(parts, p.trimmed(span{at, i}))
				at = i + 1
			}
		}
		parts = append(parts, p.trimmed(span{at, part.end}))
	}
	return parts
}

// verbSegments gives the names before a verb its role; 会同 makes those after it
// support.
func (p *parse) verbSegments(names []span, c clause) []segment {
	lab := p.lx.Labels[c.verb]
	main := segment{role: lab.Role, label: c.verb, text: c.text, verbal: true}
	var with *segment
	for _, s := range names {
		lead, joined := p.splitJoin(s)
		if list := p.partyList(lead, lab.Role, c.text, lab.ID); len(list) > 0 {
			main.lists = append(main.lists, list)
		}
		if joined.empty() {
			continue
		}
		main.role = model.RoleLead
		for _, l := range main.lists {
			for _, u := range l {
				u.Role, u.Rule = model.RoleLead, "join.with"
			}
		}
		with = &segment{role: model.RoleSupport, label: c.verb, text: c.text, verbal: true}
		with.lists = append(with.lists, p.partyList(joined, model.RoleSupport, "会同", "join.with"))
	}
	if with != nil {
		return []segment{main, *with}
	}
	return []segment{main}
}

// splitJoin parts A会同B.
func (p *parse) splitJoin(s span) (lead, joined span) {
	for i := s.start + 2; i < s.end-2; i++ {
		if _, n := p.lx.RoleJoin.Match(p.txt, i); n > 0 && p.endsAsParty(span{s.start, i}) && p.opensAsParty(span{i + n, s.end}) {
			return span{s.start, i}, span{i + n, s.end}
		}
	}
	return s, span{}
}

// partiesInText finds who acts by the words of running text: X牵头组织…, 由X负责…. A
// general duty (发挥牵头作用) names nobody.
func (p *parse) partiesInText(t span) []*model.Party {
	var parties []*model.Party
	for i := t.start; i+2 < t.end; i++ {
		switch p.txt[i] {
		case '牵':
			parties = append(parties, p.leadAt(i, t)...)
		case '由':
			if list := p.byWhom(i, t); len(list) > 0 {
				parties = append(parties, list...)
				i = list[len(list)-1].Span.End + 1
			}
		}
	}
	return parties
}

// leadAt reads the name before 牵头.
func (p *parse) leadAt(i int, t span) []*model.Party {
	if p.txt[i+1] != '头' {
		return nil
	}
	switch p.txt[i+2] {
	case '作', '抓', '单', '部', '的', '人', '领', '责', '机':
		return nil
	}
	s := p.nameBefore(i, t.start)
	if s.empty() || !p.opensAsParty(s) { // 支持龙头企业牵头 names nobody
		return nil
	}
	return p.partyList(s, model.RoleLead, "牵头", "text.lead")
}

// byWhom reads the names after 由 up to a verb that assigns a task: 由区水务局负责实施.
func (p *parse) byWhom(i int, t span) []*model.Party {
	end := min(t.end, i+80)
	for j := i + 3; j < end; j++ {
		switch p.txt[j] {
		case '。', ',', ';', ':', '\n':
			return nil
		case '(':
			j = p.closer(j, end)
			continue
		}
		id, n := p.lx.RoleVerb.Match(p.txt, j)
		if n < 2 || p.lx.Labels[id].Role == model.RoleSupervise {
			continue
		}
		names := p.clauseOf(span{i, j + n}).names
		if j+n < t.end && (p.txt[j+n] == '人' || p.txt[j+n] == '的') || !p.isStrictList(names) {
			return nil
		}
		return p.partyList(names, p.lx.Labels[id].Role, p.half(span{j, j + n}), "text.by")
	}
	return nil
}

// nameBefore is what stands between the start of a clause and i.
func (p *parse) nameBefore(i, floor int) span {
	start := i
	for start > floor && i-start < 60 {
		r := p.txt[start-1]
		if r == '。' || r == ',' || r == ';' || r == ':' || r == '由' || r == '\n' {
			break
		}
		start--
	}
	return p.trimmed(span{start, i})
}

// readDeadline sets a node's deadline from a time in its block.
func (p *parse) readDeadline(n *node, s span) {
	if n == nil || n.sec.By != "" {
		return
	}
	for i := s.start; i < s.end; i++ {
		if t, ok := p.timeAt(i, s.end); ok && t.use == timePeriod && t.end.year > 0 {
			n.sec.By = t.end.iso()
			return
		}
	}
}
