package parser

import (
	"github.com/fenjie/fenjie/model"
)

// conventions are rules that a document states once and that hold from there
// on. Each keeps the span of the words that state it.
type conventions struct {
	commaLead   span // 逗号前为牵头单位,下同
	firstLead   span // 列第一位者为牵头单位,下同
	noLeadLead  span // 无牵头单位的责任单位即为牵头单位,下同
	alsoParties []*model.Party
	also        span // 以下均需各县(市、区)落实,不再逐一列出
}

// gatherConventions looks for the sentences that state a convention.
func (p *parse) gatherConventions() {
	for i := 0; i+4 < len(p.txt); i++ {
		switch p.txt[i] {
		case '牵':
			if p.stands(i, "牵头单位", "牵头部门") {
				p.leadConvention(i)
			}
		case '列':
			if p.stands(i, "列出") {
				p.alsoConvention(i)
			}
		}
	}
}

// leadConvention reads the words before 牵头单位.
func (p *parse) leadConvention(i int) {
	start := i
	for start > 0 && i-start < 24 {
		r := p.txt[start-1]
		if r == '。' || r == '\n' || r == '(' || r == '〔' || r == ';' || r == '[' || r == '【' {
			break
		}
		start--
	}
	before := p.txt[start:i]
	at := span{start, i + 4}
	switch {
	case indexRunes(before, "逗号前") >= 0 || indexRunes(before, "逗号之前") >= 0 || indexRunes(before, "逗号前面") >= 0:
		keep(&p.conventions.commaLead, at)
	case indexRunes(before, "无牵头单位") >= 0 || indexRunes(before, "没有牵头单位") >= 0 || indexRunes(before, "未明确牵头") >= 0:
		keep(&p.conventions.noLeadLead, at)
	case len(before) > 0 && before[len(before)-1] == '为' || indexRunes(before, "位的") >= 0 || indexRunes(before, "位者") >= 0 || indexRunes(before, "首位") >= 0:
		for _, w := range []string{"第一位", "排第一", "列第一", "首位", "排名第一", "第一个", "排在第一"} {
			if indexRunes(before, w) >= 0 {
				keep(&p.conventions.firstLead, at)
			}
		}
	}
}

func keep(at *span, s span) {
	if at.empty() {
		*at = s
	}
}

// alsoConvention reads 以下均需各县(市、区)落实,不再逐一列出 and 以下责任单位均包括X,不再列
// 出, whose last word is at i: the parties are added to every later block.
func (p *parse) alsoConvention(i int) {
	start := i
	for start > 0 && i-start < 80 && p.txt[start-1] != '。' && p.txt[start-1] != '\n' {
		start--
	}
	s := span{start, i + 2}
	if indexRunes(p.txt[s.start:s.end], "不再") < 0 || !p.conventions.also.empty() {
		return
	}
	from := -1
	for _, w := range []string{"均需", "均由", "均包括", "均包含", "均含", "均涉及", "均为", "都包括", "都需", "均须"} {
		if k := indexRunes(p.txt[s.start:s.end], w); k >= 0 {
			from = s.start + k + len([]rune(w))
			break
		}
	}
	if from < 0 {
		return
	}
	names := p.splitTop(span{from, s.end}, ",;")
	if len(names) == 0 {
		return
	}
	c := p.clauseOf(names[0])
	p.conventions.also = s
	for _, n := range p.splitNames(p.withoutTail(c.names)) {
		u := p.newParty(n, model.RoleResponsible, "", "convention.also")
		u.Basis = model.BasisConvention
		p.conventions.alsoParties = append(p.conventions.alsoParties, u)
	}
}

// applyConventions settles the roles in one block by the conventions stated up
// to its end.
func (p *parse) applyConventions(b block, segments []segment) {
	c := &p.conventions
	holds := func(at span) bool { return !at.empty() && at.start < b.outer.end+2 }
	for i := range segments {
		sg := &segments[i]
		if sg.label < 0 && !sg.verbal || sg.role != model.RoleResponsible {
			continue
		}
		switch {
		case holds(c.commaLead) && !sg.verbal:
			commaLead(sg.lists)
		case holds(c.firstLead) && !hasLead(segments):
			firstLead(sg.lists)
		case holds(c.noLeadLead) && !hasLead(segments):
			allLead(sg.lists)
		}
	}
}

func hasLead(segments []segment) bool {
	for _, s := range segments {
		if s.role == model.RoleLead {
			return true
		}
	}
	return false
}

// commaLead makes lead what stands before the first comma; a single unit leads,
// several without a comma do not.
func commaLead(lists [][]*model.Party) {
	if len(lists) == 0 || len(lists) == 1 && len(lists[0]) != 1 {
		return
	}
	for _, u := range lists[0] {
		makeLead(u, "convention.comma")
	}
}

func firstLead(lists [][]*model.Party) {
	if len(lists) > 0 && len(lists[0]) > 0 {
		makeLead(lists[0][0], "convention.first")
	}
}

func allLead(lists [][]*model.Party) {
	for _, l := range lists {
		for _, u := range l {
			makeLead(u, "convention.no-lead")
		}
	}
}

func makeLead(u *model.Party, rule string) {
	u.Role, u.Basis, u.Rule = model.RoleLead, model.BasisConvention, rule
}
