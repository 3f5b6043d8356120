package diff

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// sections tells what happened to sections as such.
func (c *comparison) sections() {
	for _, g := range c.g.groups {
		switch {
		case g.olds[0] == 0:
		case len(g.news) > 1:
			c.splitOrMerged(TaskSplit, g.olds[0], g.news[0], c.parts(c.new, g.news))
			c.partDeadlines(g)
		case len(g.olds) > 1:
			c.splitOrMerged(TaskMerged, g.olds[0], g.news[0], c.parts(c.old, g.olds))
			c.partDeadlines(g)
		default:
			c.pair(g.olds[0], g.news[0])
		}
	}
	c.reordered()
	for _, top := range c.gone(c.new, c.g.ofNew) {
		s := c.new.section(top.node)
		c.tell(Change{Class: TaskAdded, New: s, Reason: top.reason("new")}, top.holds(), nameOf(c.new, top.node))
	}
	for _, top := range c.gone(c.old, c.g.ofOld) {
		s := c.old.section(top.node)
		c.tell(Change{Class: TaskDropped, Old: s, Reason: top.reason("gone")}, top.holds(), nameOf(c.old, top.node))
	}
}

// nameOf names a section in a fingerprint: by its title, else its first words, after
// the titles of the headings above it.
func nameOf(t *tree, i int) string {
	name := ownName(t, i)
	for up := t.nodes[i].parent; up > 0; up = t.nodes[up].parent {
		name = ownName(t, up) + "\x01" + name
	}
	return name
}

func ownName(t *tree, i int) string {
	n := &t.nodes[i]
	if n.name != "" {
		return n.name
	}
	text := letters(n.Text)
	return string(text[:min(len(text), 20)])
}

func (c *comparison) parts(t *tree, nodes []int) []*Side {
	var out []*Side
	for _, i := range nodes {
		if len(t.nodes[i].children) == 0 {
			out = append(out, t.section(i))
		}
	}
	return out
}

func (c *comparison) splitOrMerged(class Class, i, j int, parts []*Side) {
	var titles []string
	for _, p := range parts {
		titles = append(titles, strings.TrimSpace(p.Path+" "+p.Title))
	}
	how := "split into "
	if class == TaskMerged {
		how = "merged from "
	}
	c.tell(Change{Class: class, Old: c.old.section(i), New: c.new.section(j), Parts: parts, Reason: how + strings.Join(titles, "; ")},
		true, nameOf(c.old, i), nameOf(c.new, j))
}

// pair tells what differs between a section and its partner, beside records and
// parties.
func (c *comparison) pair(i, j int) {
	a, b := &c.old.nodes[i], &c.new.nodes[j]
	both := func(class Class, reason string) Change {
		return Change{Class: class, Old: c.old.section(i), New: c.new.section(j), Reason: reason}
	}
	if c.moved(i, j) {
		c.tell(both(TaskMoved, "from "+heading(c.old, a.parent)+" to "+heading(c.new, b.parent)), true, nameOf(c.new, j), nameOf(c.old, a.parent), nameOf(c.new, b.parent))
	} else if c.m.toNew[a.parent] == b.parent && number(a) != number(b) {
		c.tell(both(TaskRenumbered, "from "+orNone(number(a))+" to "+orNone(number(b))), true, nameOf(c.new, j))
	}
	if c.renamed(i, j) {
		c.tell(both(TaskRenamed, "the title is "+orNone(b.Title)+", was "+orNone(a.Title)), true, a.name, b.name)
	}
	c.taskDeadline(i, j)
	if a.Period != nil && b.Period != nil {
		c.period(a.Period, b.Period, func(class Class, reason string) {
			ch := both(class, reason)
			ch.Old.By, ch.New.By = a.Period.End, b.Period.End
			c.tell(ch, true, nameOf(c.new, j), c.old.since(a.Period.Start), c.old.since(a.Period.End), c.new.since(b.Period.Start), c.new.since(b.Period.End))
		})
	}
}

// taskDeadline tells that the end date of a section differs from that of what it
// became, or became a part of.
func (c *comparison) taskDeadline(i, j int) {
	a, b := &c.old.nodes[i], &c.new.nodes[j]
	c.deadline(a.By, b.By, func(class Class, reason string) {
		ch := Change{Class: class, Old: c.old.section(i), New: c.new.section(j), Reason: reason}
		ch.Old.By, ch.New.By = a.By, b.By
		c.tell(ch, true, nameOf(c.new, j), c.old.since(a.By), c.new.since(b.By))
	})
}

// partDeadlines is taskDeadline for the parts of a section that was split or
// merged: the same change of several parts is told once.
func (c *comparison) partDeadlines(g group) {
	seen := map[[2]string]bool{}
	for _, i := range g.olds {
		for _, j := range g.news {
			ends := [2]string{c.old.nodes[i].By, c.new.nodes[j].By}
			if seen[ends] || len(c.old.nodes[i].children)+len(c.new.nodes[j].children) > 0 {
				continue
			}
			seen[ends] = true
			c.taskDeadline(i, j)
		}
	}
}

func heading(t *tree, i int) string {
	if i == 0 {
		return "the top"
	}
	return strings.TrimSpace(t.nodes[i].Path + " " + t.nodes[i].Title)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// number is what a section is numbered with, whatever the style: 2 of （二）, 2., ②
// and 二是; "" if it has no label.
func number(n *node) string {
	if n.Label == "" {
		return ""
	}
	label := strings.Trim(plain(n.Path[strings.LastIndexByte(n.Path, '/')+1:]), "()[]〔〕【】.、,:第章节条款项编部分是要")
	if v := numeral(label); v > 0 {
		return strconv.Itoa(v)
	}
	return label
}

// numeral is the value of a label in Chinese numerals below 100 or of a circled
// digit, else 0.
func numeral(s string) int {
	const circled = '①'
	value, digit := 0, 0
	for _, r := range s {
		switch {
		case circled <= r && r < circled+20 && digit == 0:
			digit = int(r-circled) + 1
		case r == '十':
			value, digit = 10*max(digit, 1), 0
		case strings.ContainsRune("一二三四五六七八九", r):
			digit = utf8.RuneCountInString("一二三四五六七八九"[:strings.IndexRune("一二三四五六七八九", r)]) + 1
		default:
			return 0
		}
	}
	return value + digit
}

// moved says whether a section stands under another heading than its partner. A
// heading put around sections or taken away from around them moves none of them.
func (c *comparison) moved(i, j int) bool {
	up, over := c.old.nodes[i].parent, c.new.nodes[j].parent
	if c.m.toNew[up] == over {
		return false
	}
	oldUp, newUp := c.kept(c.old, c.m.toNew, up), c.kept(c.new, c.m.toOld, over)
	return c.m.toNew[oldUp] != newUp || oldUp != up && newUp != over
}

// kept is section i or the nearest above it that has a partner.
func (c *comparison) kept(t *tree, partner []int, i int) int {
	for partner[i] < 0 {
		i = t.nodes[i].parent
	}
	return i
}

// renamed says whether a title says something else. Of a title that is a sentence
// with records, only the words beside these count, and not each of them.
func (c *comparison) renamed(i, j int) bool {
	if c.m.sameName(i, j) {
		return false
	}
	x, inX := c.old.besideRecords(i)
	y, inY := c.new.besideRecords(j)
	if inX && inY {
		return likeness(x, y) < 0.8
	}
	return true
}

// besideRecords is the title of section i without the records in it, and whether
// there are any.
func (t *tree) besideRecords(i int) (string, bool) {
	n := &t.nodes[i]
	title := []rune(n.Title)
	start := t.titleStart(i)
	cut := false
	for _, r := range n.Targets {
		for k := max(r.Span.Start-start, 0); k < min(r.Span.End-start, len(title)); k++ {
			title[k], cut = ' ', true
		}
	}
	return plain(string(title)), cut
}

// titleStart is where the title of section i stands.
func (t *tree) titleStart(i int) int {
	n := &t.nodes[i]
	if head, ok := t.heads[n.Path]; ok && n.Span.Contains(head) {
		return head.Start
	}
	at := n.Span.Start + len([]rune(n.Label))
	for 0 <= at && at < len(t.Text) && half(t.Text[at]) == 0 {
		at++
	}
	return at
}

// reordered tells of sections that keep their number, or have none, but not their
// place among those beside them: of as few as can be.
func (c *comparison) reordered() {
	for up, over := range c.m.toNew {
		if over < 0 {
			continue
		}
		var pairs [][2]int
		var order []int
		for _, i := range c.old.nodes[up].children {
			if j := c.m.toNew[i]; j >= 0 && c.new.nodes[j].parent == over {
				pairs = append(pairs, [2]int{i, j})
				order = append(order, c.new.nodes[j].order)
			}
		}
		for k, stays := range increasing(order) {
			i, j := pairs[k][0], pairs[k][1]
			if !stays && number(&c.old.nodes[i]) == number(&c.new.nodes[j]) {
				c.tell(Change{Class: TaskMoved, Old: c.old.section(i), New: c.new.section(j), Reason: "another place among the sections beside it"}, true, nameOf(c.new, j))
			}
		}
	}
}

// gone is a section without a partner, with what is gone along with it.
type gone struct {
	node           int
	kind           model.SectionKind
	tasks, records int
	kept           int // sections under it that have a partner
}

// holds says whether work or records are gone, not a heading alone.
func (g gone) holds() bool { return g.kind != model.KindHeading || g.tasks+g.records > 0 }

func (g gone) reason(how string) string {
	what := "the " + string(g.kind) + " is " + how
	var with []string
	if g.tasks > 0 {
		with = append(with, plural(g.tasks, "task"))
	}
	if g.records > 0 {
		with = append(with, plural(g.records, "record"))
	}
	if len(with) > 0 {
		what += ", with " + strings.Join(with, " and ")
	}
	if g.kept > 0 {
		what += "; " + plural(g.kept, "section") + " under it can be found in both documents"
	}
	return what
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// gone lists the sections of t that are in no group; those under one of them that
// is gone with all that stands under it are not listed again.
func (c *comparison) gone(t *tree, group []int) []gone {
	kept := make([]int, len(t.nodes)) // sections under each that are in a group
	for i := len(t.nodes) - 1; i > 0; i-- {
		if up := t.nodes[i].parent; group[i] >= 0 {
			kept[up] += kept[i] + 1
		} else {
			kept[up] += kept[i]
		}
	}
	moved := c.movedRecords(t)
	var out []gone
	for i := 1; i < len(t.nodes); i++ {
		up := t.nodes[i].parent
		if group[i] >= 0 || up > 0 && group[up] < 0 && kept[up] == 0 {
			continue
		}
		top := gone{node: i, kind: t.nodes[i].Kind, kept: kept[i]}
		members := []int{i}
		if kept[i] == 0 {
			members = t.under(i)
		}
		for _, k := range members {
			if k != i && t.nodes[k].Kind == model.KindTask {
				top.tasks++
			}
			for _, r := range t.nodes[k].Targets {
				if !moved[r] {
					top.records++
				}
			}
		}
		out = append(out, top)
	}
	return out
}
