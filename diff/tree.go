package diff

import (
	"slices"

	"github.com/fenjie/fenjie/model"
)

// Input is a document to be compared. Text is what its spans count in; nil where
// only a saved extraction is at hand, and quotes are then no longer than what
// that holds.
type Input struct {
	Doc  *model.Document
	Text []rune
}

// tree is one of the two documents, as a list of its sections.
type tree struct {
	Input
	year  int // the plan year, 0 where the document gives none
	nodes []node
	heads map[string]model.Span // the titles of sections, by path, where the layout is known

	printed map[string]bool // the names of parties, without the level
	named   map[string]int  // the number of sections that name each, by the name it has now
}

// node is a section, or as the first of a tree the document itself, which holds
// the records of the preamble. Parents stand before their children.
type node struct {
	*model.Section
	parent   int // -1 of the document itself
	order    int // among the children of the parent
	children []int

	name    string // the title in half width, seen from the plan year
	title   grams
	own     grams // title and own text
	content grams // the same of all that stands under the section, too
	mass    int64 // of own
	parties []string

	subject  grams // of the title, what it is about
	measures []measure
}

func newTree(in Input, a *alphabet, o Options) *tree {
	t := &tree{Input: in, year: planYear(in.Doc), heads: map[string]model.Span{}, printed: map[string]bool{}, named: map[string]int{}}
	for _, r := range in.Doc.Layout {
		if _, ok := t.heads[r.Path]; !ok && r.Kind == model.RegionTitle {
			t.heads[r.Path] = r.Span
		}
	}
	t.nodes = []node{{Section: &model.Section{Kind: model.KindHeading, Targets: in.Doc.Targets}, parent: -1}}
	t.add(0, in.Doc.Sections)
	words := make([][]int32, len(t.nodes))
	for i := range t.nodes {
		n := &t.nodes[i]
		n.name = sinceYear(plain(n.Title), t.year)
		for k, r := range n.Targets {
			n.measures = append(n.measures, newMeasure(t, i, k, r))
		}
		title := a.pairs(letters(n.Title))
		words[i] = append(slices.Clone(title), a.pairs(letters(n.Text))...)
		n.title, n.own = count(title), count(slices.Clone(words[i]))
		for _, p := range n.Parties {
			_, printed := cutRegion(p.Name, in.Doc.Meta.Region)
			t.printed[printed] = true
			n.parties = append(n.parties, o.now(printed))
		}
		slices.Sort(n.parties)
		for _, p := range slices.Compact(slices.Clone(n.parties)) {
			t.named[p]++
		}
	}
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if up := n.parent; up > 0 {
			words[up] = append(words[up], words[i]...)
		}
		n.content = n.own
		if len(n.children) > 0 {
			n.content = count(words[i])
		}
	}
	return t
}

func (t *tree) add(parent int, sections []*model.Section) {
	for k, s := range sections {
		i := len(t.nodes)
		t.nodes = append(t.nodes, node{Section: s, parent: parent, order: k})
		t.nodes[parent].children = append(t.nodes[parent].children, i)
		t.add(i, s.Children)
	}
}

// planYear is the first year that a document says it is for, else that of its
// date, else 0.
func planYear(d *model.Document) int {
	if len(d.Meta.Years) > 0 {
		return d.Meta.Years[0]
	}
	for _, date := range []string{d.Meta.Signed, d.Meta.Published} {
		if y, _, ok := splitDate(date); ok {
			return y
		}
	}
	return 0
}

// leads are the names of those who lead section i, or the nearest one above it
// that names parties; where nobody leads, of those responsible.
func (t *tree) leads(i int) []string {
	for ; i > 0; i = t.nodes[i].parent {
		for _, role := range []model.Role{model.RoleLead, model.RoleResponsible} {
			if names := partyNames(t.nodes[i].Parties, role); len(names) > 0 {
				return names
			}
		}
	}
	return []string{}
}

// partyNames lists the names of those with a role, each once.
func partyNames(parties []*model.Party, role model.Role) []string {
	out := []string{}
	for _, p := range parties {
		if p.Role == role && !slices.Contains(out, p.Name) {
			out = append(out, p.Name)
		}
	}
	return out
}

// side is section i with the quote at a span of it.
func (t *tree) side(i int, quote string, sp model.Span) *Side {
	n := &t.nodes[i]
	return &Side{Path: n.Path, Title: n.Title, Quote: quote, Span: sp, Parties: t.leads(i)}
}

// quote is the text at sp, or fallback at its own span where there is no text.
func (t *tree) quote(sp model.Span, fallback string, at model.Span) (string, model.Span) {
	if sp.Start < 0 || sp.End > len(t.Text) || sp.Start >= sp.End {
		return fallback, at
	}
	return string(t.Text[sp.Start:sp.End]), sp
}

// section is the side of section i as a whole: it quotes its label and title.
func (t *tree) section(i int) *Side {
	n := &t.nodes[i]
	sp := t.head(i)
	quote, sp := t.quote(sp, n.Title, sp)
	return t.side(i, quote, sp)
}

// head is where the label and title of section i stand, or where it has neither,
// its first characters.
func (t *tree) head(i int) model.Span {
	const shown = 30
	n := &t.nodes[i]
	sp := n.Span
	length := len([]rune(n.Label)) + len([]rune(n.Title))
	switch head, ok := t.heads[n.Path]; {
	case ok && n.Span.Contains(head):
		sp.End = head.End
	case length == 0:
		sp.End = min(sp.End, sp.Start+shown)
	default:
		sp.End = min(sp.End, sp.Start+t.reach(sp.Start, plainLen(n.Label)+plainLen(n.Title), length))
	}
	return sp
}

// reach is how far n characters go that are no blanks, from start; length where
// there is no text to count in.
func (t *tree) reach(start, n, length int) int {
	for i := start; 0 <= i && i < len(t.Text); i++ {
		if n == 0 {
			return i - start
		}
		if half(t.Text[i]) != 0 {
			n--
		}
	}
	return length
}

func plainLen(s string) int { return len([]rune(plain(s))) }

// under lists section i and all that stand under it.
func (t *tree) under(i int) []int {
	end := i + 1
	for end < len(t.nodes) && t.inside(end, i) {
		end++
	}
	out := make([]int, 0, end-i)
	for ; i < end; i++ {
		out = append(out, i)
	}
	return out
}

func (t *tree) inside(i, ancestor int) bool {
	for i > ancestor {
		i = t.nodes[i].parent
	}
	return i == ancestor
}
