package parser

import (
	"slices"

	"github.com/fenjie/fenjie/model"
)

// splitNames splits a list of organisations at 、 and at the words that join
// its last members; brackets inside a name never split it.
func (p *parse) splitNames(s span) []span {
	var names []span
	parts := p.splitTop(s, "、 /")
	for i := 0; i < len(parts); i++ {
		if n := p.levelsAfter(parts[i:]); n > 0 {
			names = append(names, span{parts[i].start, parts[i+n].end})
			i += n
			continue
		}
		names = p.splitJoined(parts[i], names)
	}
	return names
}

// levelsAfter counts the parts after the first that go on with bare levels of 各:
// 各市、州、县人民政府 is one name.
func (p *parse) levelsAfter(parts []span) int {
	first := parts[0]
	if first.len() > 4 || p.txt[first.start] != '各' {
		return 0
	}
	if _, n := p.lx.Place.Match(p.txt, first.start+1); n != first.len()-1 {
		return 0
	}
	for i, s := range parts[1:] {
		_, n := p.lx.Place.Match(p.txt, s.start)
		if n == 0 {
			return 0
		}
		if rest := p.half(span{s.start + n, s.end}); rest != "" {
			if rest == "人民政府" || rest == "政府" || rest == "党委政府" || rest == "党委" || rest == "管委会" {
				return i + 1
			}
			return 0
		}
		if i == len(parts)-2 {
			return 0 // 各县、区 are two
		}
	}
	return 0
}

// splitJoined splits at 以及, 和, 及, 与 where both sides are organisations:
// 市文化和旅游局 stays whole.
func (p *parse) splitJoined(s span, names []span) []span {
	for i := s.start + 2; i < s.end-1; i++ {
		n := 0
		switch p.txt[i] {
		case '以':
			if p.txt[i+1] == '及' {
				n = 2
			}
		case '和', '及', '与', '并':
			n = 1
		case '(':
			i = p.closer(i, s.end)
		}
		if n == 0 {
			continue
		}
		left, right := span{s.start, i}, span{i + n, s.end}
		if p.endsAsParty(p.withoutTail(left)) && p.opensAsParty(right) {
			names = append(names, left)
			return p.splitJoined(right, names)
		}
	}
	return append(names, s)
}

// endsAsParty says whether s ends like an organisation's name.
func (p *parse) endsAsParty(s span) bool {
	if s.empty() {
		return false
	}
	if p.txt[s.end-1] == ')' {
		return true
	}
	_, n := p.lx.Suffix.MatchBefore(p.txt, s.end)
	return n > 0 && s.len() > n || p.isWhole(s)
}

// opensAsParty says whether s opens with a level (市, 县), a collective (各) or a
// known department and ends like a name.
func (p *parse) opensAsParty(s span) bool {
	if !p.endsAsParty(p.withoutTail(s)) && !p.isCollective(s) {
		return false
	}
	_, place := p.lx.Place.Match(p.txt, s.start)
	_, stem := p.lx.Stem.Match(p.txt, s.start)
	return place > 0 || stem > 0 || p.isCollective(s) || p.isWhole(s) || p.placeAt(s) > 0
}

func (p *parse) isWhole(s span) bool {
	_, n := p.lx.Whole.Match(p.txt, s.start)
	return n > 0 && n == s.len()
}

// isCollective recognises a name that stands for several: 各乡镇(街道), 市级有关部门.
func (p *parse) isCollective(s span) bool {
	for i := s.start; i < min(s.end, s.start+30); i++ {
		if _, n := p.lx.Collective.Match(p.txt, i); n > 0 {
			if p.txt[i] == '各' || p.txt[i] == '成' || n > 1 {
				return true
			}
		}
	}
	return false
}

// looksLikeParty says whether a name in a bracket without label can be an
// organisation.
func (p *parse) looksLikeParty(s span) bool {
	if s.len() < 1 || s.len() > maxName {
		return false
	}
	for i := s.start; i < s.end; i++ {
		switch r := p.txt[i]; {
		case r == '(':
			i = p.closer(i, s.end)
		case r == '。', r == ':', r == '!', r == '?', isDigit(r) && s.len() < 4:
			return false
		}
	}
	if p.endsAsParty(s) {
		return true
	}
	_, n := p.lx.Collective.Match(p.txt, s.start)
	_, level := p.lx.Place.Match(p.txt, s.start)
	return n > 0 || level > 0 && p.isCollective(s) // 各地区, 市级各部门
}

// withoutTail drops a final 等, 等部门, 等相关单位.
func (p *parse) withoutTail(s span) span {
	if _, n := p.lx.Tail.MatchBefore(p.txt, s.end); n > 0 && s.len() > n {
		return p.trimmed(span{s.start, s.end - n})
	}
	if p.endsWith(s, "个部门", "个单位", "家单位") { // 县财政局等9个部门
		for i := s.end - 4; i > s.start && i > s.end-8; i-- {
			if p.txt[i] == '等' {
				return p.trimmed(span{s.start, i})
			}
		}
	}
	return s
}

// level is the length of the place word that opens a name and would be left out
// in the next one: 市 of 市财政局, 市委 of 市委宣传部. Names that are complete
// without one have none.
func (p *parse) level(s span) int {
	if p.isWhole(s) {
		return 0
	}
	if _, stem := p.lx.Stem.Match(p.txt, s.start); stem > 0 && p.isDepartment(s) {
		return 0 // 乡村振兴局 is no bureau of a 乡, 市场监管局 none of a 市
	}
	if k := p.placeAt(s); k > 0 && k < s.len() && p.isDepartment(span{s.start + k, s.end}) { // 青禾县农业农村局
		return k
	}
	id, n := p.lx.Place.Match(p.txt, s.start)
	if n == 0 || n >= s.len() {
		return 0
	}
	if p.lx.Agencies[id].ID == "level" && n > 1 && p.txt[s.start] == '国' { // ministries are complete
		return 0
	}
	if n > 1 && p.txt[s.start] == '自' && p.isDepartment(span{s.start + n, s.end}) { // 自治区水利厅
		return n
	}
	if p.isDepartment(span{s.start + n, s.end}) {
		return n
	}
	// 市委 belongs to 市委宣传部 but not to 市委 alone; 市妇联 has only 市.
	if n > 1 {
		if p.isDepartment(span{s.start + 1, s.end}) {
			return 1
		}
	}
	return n
}

// isDepartment says whether s is a department's name without its level.
func (p *parse) isDepartment(s span) bool {
	_, k := p.lx.Suffix.MatchBefore(p.txt, s.end)
	if _, n := p.lx.Stem.Match(p.txt, s.start); n > 0 {
		return n == s.len() || k > 0
	}
	if k == 0 || s.len() > 14 || s.len() < 3 || p.has(s, "银行") || p.has(s, "分局") || p.has(s, "集团") || p.has(s, "公司") {
		return false
	}
	switch p.txt[s.end-1] {
	case '局', '委', '办', '厅', '心':
		return !p.hasOwnPlace(s)
	}
	return false
}

// hasOwnPlace says whether a name opens with the name of a place, or with the
// document's own place without its 市 or 县: 望泽生态环境局.
func (p *parse) hasOwnPlace(s span) bool {
	if p.placeAt(s) > 0 {
		return true
	}
	n := len(p.region) - 1
	return n > 1 && (s.len() >= n && slices.Equal(p.region[:n], p.txt[s.start:s.start+n]) || p.stands(s.start, "国家"))
}

// restorePrefixes puts the level back that the later names of one 、-list leave
// out: 市发展改革局、自然资源局. A single bare name among several that print
// theirs stays as it is.
func (p *parse) restorePrefixes(list []*model.Party) {
	printed, bare := 0, 0
	for _, u := range list {
		s := span{u.Span.Start, u.Span.End}
		switch {
		case p.level(s) > 0:
			printed++
		case p.isDepartment(s) && !p.isWhole(s):
			bare++
		}
	}
	if bare == 0 || printed == 0 || bare == 1 && printed > 1 {
		return
	}
	prefix := span{}
	for _, u := range list {
		s := span{u.Span.Start, u.Span.End}
		if n := p.level(s); n > 0 {
			prefix = span{s.start, s.start + n}
			continue
		}
		if prefix.empty() || p.isWhole(s) || u.Collective || !p.isDepartment(s) {
			continue
		}
		u.Name = p.half(p.prefixFor(prefix, s)) + u.Name
		u.Restored = true
	}
}

// prefixFor shortens 市委 to 市 for a department that is not the party's:
// 市委宣传部、组织部 but 市委宣传部、财政局.
func (p *parse) prefixFor(prefix, s span) span {
	if prefix.len() < 2 || p.txt[prefix.end-1] != '委' {
		return prefix
	}
	id, n := p.lx.Stem.Match(p.txt, s.start)
	if n > 0 && p.lx.Agencies[id].ID != "stem.party" {
		return span{prefix.start, prefix.start + 1}
	}
	return prefix
}
