package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// actor is a party of a section, with its name taken apart.
type actor struct {
	*model.Party
	node        int
	name        string // in half width
	level, core string
	printed     string // the core by the name that is printed
	partner     int    // in the other list, -1 if none
}

// parties tells what happened to the parties of sections that are in both
// documents.
func (c *comparison) parties() {
	rivals := c.rivals()
	renamed := &renamings{}
	for _, g := range c.g.groups {
		p := partyChange{c: c, g: g, olds: c.actors(c.old, g.olds), news: c.actors(c.new, g.news)}
		p.match(rivals)
		p.absorb(renamed)
		p.leads()
		p.others()
		for i, a := range p.olds {
			if a.partner >= 0 && a.printed != p.news[a.partner].printed {
				renamed.add(&p.olds[i], &p.news[a.partner])
			}
		}
	}
	renamed.tell(c)
}

// former says whether two names are one organisation only by its having been
// renamed.
func (c *comparison) former(a, b actor) bool {
	return a.core == b.core && a.printed != b.printed
}

// succeeds says whether of two names with one core the one can have followed the
// other: one of them is the name of now, or neither was used beside the other. 农业局
// and 扶贫办 are both 农业农村局 now, but were two.
func (c *comparison) succeeds(a, b actor) bool {
	return a.printed == b.printed || a.printed == a.core || b.printed == b.core || !c.old.printed[b.printed] && !c.new.printed[a.printed]
}

// actors lists the parties of sections, each name and role once.
func (c *comparison) actors(t *tree, nodes []int) []actor {
	var out []actor
	seen := map[string]bool{}
	for _, i := range nodes {
		for _, p := range t.nodes[i].Parties {
			a := actor{Party: p, node: i, name: plain(p.Name), partner: -1}
			a.level, a.printed = cutRegion(p.Name, t.Doc.Meta.Region)
			a.core = c.now(a.printed)
			if key := string(p.Role) + " " + a.name; !seen[key] {
				seen[key] = true
				out = append(out, a)
			}
		}
	}
	return out
}

// rivals are the cores that one of the documents uses with two levels: 市教育局 and
// 县教育局 are then two.
func (c *comparison) rivals() map[string]bool {
	out := map[string]bool{}
	for _, t := range []*tree{c.old, c.new} {
		levels := map[string]string{}
		for i := range t.nodes {
			for _, p := range t.nodes[i].Parties {
				level, core := cutRegion(p.Name, t.Doc.Meta.Region)
				core = c.now(core)
				if other, ok := levels[core]; ok && other != level {
					out[core] = true
				}
				levels[core] = level
			}
		}
	}
	return out
}

// partyChange is the comparison of the parties of one group.
type partyChange struct {
	c          *comparison
	g          group
	olds, news []actor
}

// match finds partners: by name and role, then name, then what the name is without
// its level, then as a short form that is not used beside the long one.
func (p *partyChange) match(rivals map[string]bool) {
	same := func(a, b actor) bool { return a.name == b.name }
	sameCore := func(a, b actor) bool {
		return a.core == b.core && (a.level == b.level || !rivals[a.core]) && p.c.succeeds(a, b)
	}
	short := func(a, b actor) bool {
		unused := !p.c.old.printed[b.printed] && !p.c.new.printed[a.printed]
		return unused && a.Role == b.Role && (a.level == b.level || a.level == "" || b.level == "") && shortened(a.core, b.core)
	}
	sameRole := func(of func(a, b actor) bool) func(a, b actor) bool {
		return func(a, b actor) bool { return a.Role == b.Role && of(a, b) }
	}
	for _, is := range []func(a, b actor) bool{sameRole(same), same, sameRole(sameCore), sameCore} {
		p.pair(is)
	}
	p.pairClear(short)
	if len(p.g.olds)+len(p.g.news) > 2 {
		keptElsewhere(p.olds, p.news, same)
		keptElsewhere(p.news, p.olds, same)
	}
}

// keptElsewhere marks parties of a task that was split or merged whose name the
// other document still has there, for another part's role.
func keptElsewhere(list, others []actor, same func(a, b actor) bool) {
	for i := range list {
		if list[i].partner == -1 && slices.ContainsFunc(others, func(o actor) bool { return same(list[i], o) }) {
			list[i].partner = absorbed
		}
	}
}

func (p *partyChange) pair(is func(a, b actor) bool) {
	for i := range p.olds {
		for j := range p.news {
			if p.olds[i].partner < 0 && p.news[j].partner < 0 && is(p.olds[i], p.news[j]) {
				p.olds[i].partner, p.news[j].partner = j, i
			}
		}
	}
}

// pairClear is pair where nobody else could be meant.
func (p *partyChange) pairClear(is func(a, b actor) bool) {
	of := make([][]int, len(p.olds))
	to := make([][]int, len(p.news))
	for i := range p.olds {
		for j := range p.news {
			if p.olds[i].partner < 0 && p.news[j].partner < 0 && is(p.olds[i], p.news[j]) {
				of[i], to[j] = append(of[i], j), append(to[j], i)
			}
		}
	}
	for i, js := range of {
		if len(js) == 1 && len(to[js[0]]) == 1 {
			p.olds[i].partner, p.news[js[0]].partner = js[0], i
		}
	}
}

// absorbed marks a party whose work another party of the section does now, or the
// same one for another part, as one organisation is the other by a change of names:
// 扶贫办 and 农业局 are both 农业农村局.
const absorbed = -2

func (p *partyChange) absorb(renamed *renamings) {
	for i := range p.olds {
		for j := range p.news {
			a, b := &p.olds[i], &p.news[j]
			if (a.partner == -1) == (b.partner == -1) || !p.c.former(*a, *b) || !p.c.succeeds(*a, *b) {
				continue
			}
			renamed.add(a, b)
			if a.partner == -1 {
				a.partner = absorbed
			} else {
				b.partner = absorbed
			}
		}
	}
}

// side is a section with the parties that a change is about, and the first of
// them quoted.
func (p *partyChange) side(t *tree, nodes []int, about []*actor) *Side {
	if len(about) == 0 {
		s := t.section(nodes[0])
		s.Parties = []string{}
		return s
	}
	a := about[0]
	quote, sp := t.quote(a.Span, a.Raw, a.Span)
	s := t.side(a.node, quote, sp)
	s.Parties = nil
	for _, a := range about {
		if !slices.Contains(s.Parties, a.Name) {
			s.Parties = append(s.Parties, a.Name)
		}
	}
	return s
}

func (p *partyChange) tell(ch Change, olds, news []*actor) {
	var facts []string
	for _, a := range olds {
		facts = append(facts, "-"+a.core+" "+string(a.Role))
	}
	for _, a := range news {
		facts = append(facts, "+"+a.core+" "+string(a.Role))
	}
	if len(olds) > 0 {
		ch.Old = p.side(p.c.old, p.g.olds, olds)
	}
	if len(news) > 0 {
		ch.New = p.side(p.c.new, p.g.news, news)
	}
	p.c.tell(ch, true, append(facts, nameOf(p.c.new, p.g.news[0]))...)
}

// leads tells that others lead. It is one change, whatever became of those who led
// before and however the new ones got there.
func (p *partyChange) leads() {
	before, lost := leading(p.olds, p.news)
	after, gained := leading(p.news, p.olds)
	if len(lost) == 0 || len(gained) == 0 {
		return
	}
	p.tell(Change{Class: LeadChanged, Reason: "led by " + names(after) + ", was " + names(before)}, before, after)
	for _, a := range lost {
		p.settle(a, p.news)
	}
	for _, a := range gained {
		p.settle(a, p.olds)
	}
}

// settle takes a party, and what it is in the other document, out of what is still
// to be told.
func (p *partyChange) settle(a *actor, others []actor) {
	if a.partner >= 0 {
		others[a.partner].Party = withRole(others[a.partner].Party, a.Role)
	} else {
		a.partner = absorbed
	}
}

// withRole is a copy of p with another role.
func withRole(p *model.Party, r model.Role) *model.Party {
	q := *p
	q.Role = r
	return &q
}

// leading lists those who lead, and of them those who do not in the other
// document.
func leading(list, others []actor) (all, only []*actor) {
	for i := range list {
		a := &list[i]
		if a.Role != model.RoleLead || a.partner == absorbed {
			continue
		}
		all = append(all, a)
		if a.partner < 0 || others[a.partner].Role != model.RoleLead {
			only = append(only, a)
		}
	}
	return all, only
}

func names(list []*actor) string {
	var out []string
	for _, a := range list {
		out = append(out, a.Name)
	}
	return strings.Join(out, ", ")
}

// others tells of the parties one by one.
func (p *partyChange) others() {
	for i := range p.olds {
		a := &p.olds[i]
		switch {
		case a.partner == -1:
			p.tell(Change{Class: PartyRemoved, Reason: a.Name + " was " + string(a.Role)}, []*actor{a}, nil)
		case a.partner >= 0 && a.Role != p.news[a.partner].Role:
			b := &p.news[a.partner]
			p.tell(Change{Class: PartyRoleChanged, Reason: b.Name + " is " + string(b.Role) + ", was " + string(a.Role)}, []*actor{a}, []*actor{b})
		}
	}
	for j := range p.news {
		if b := &p.news[j]; b.partner == -1 {
			p.tell(Change{Class: PartyAdded, Reason: b.Name + " is " + string(b.Role)}, nil, []*actor{b})
		}
	}
}

// renamings are the parties with another name, each once, with the number of
// sections that show it.
type renamings struct{ list []renaming }

type renaming struct {
	old, new *actor
	count    int
}

func (r *renamings) add(a, b *actor) {
	i := slices.IndexFunc(r.list, func(x renaming) bool { return x.old.name == a.name && x.new.name == b.name })
	if i < 0 {
		r.list = append(r.list, renaming{a, b, 0})
		i = len(r.list) - 1
	}
	r.list[i].count++
}

func (r *renamings) tell(c *comparison) {
	for _, x := range r.list {
		p := partyChange{c: c, g: group{[]int{x.old.node}, []int{x.new.node}}}
		ch := Change{Class: PartyRenamed, Reason: fmt.Sprintf("%s was %s; in %s", x.new.Name, x.old.Name, plural(x.count, "section"))}
		ch.Old, ch.New = p.side(c.old, p.g.olds, []*actor{x.old}), p.side(c.new, p.g.news, []*actor{x.new})
		c.tell(ch, true, x.old.name, x.new.name)
	}
}
