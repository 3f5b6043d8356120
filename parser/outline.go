package parser

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// node is a section while it is being read. Its pieces are the paragraphs that
// belong to it, title included; reading the node divides them into title, text,
// blocks and the children that stand in running text.
type node struct {
	sec      *model.Section
	parent   *node
	children []*node
	label    label
	pieces   []span
	title    span // without its closing mark and its bracket of dates
	titled   span // with them
	texts    []span
	content  []span // title and text as they run, for reading targets
	blocks   []block
	end      int
}

// heading is a line that opens a section.
type heading struct {
	label
	line int
}

// buildOutline makes the tree of sections from the lines of the body, then
// divides each into its parts.
func (p *parse) buildOutline() {
	b := outline{p: p, headings: p.findHeadings()}
	b.findNext()
	b.build()
	p.preamble = b.preamble
	p.roots = b.roots
	root := &node{pieces: p.preamble, children: p.roots}
	if len(p.roots) == 0 {
		p.divide(root)
		p.roots = root.children
		p.preamble = root.texts
		for _, b := range root.blocks {
			p.place(model.RegionBlock, "", b.outer)
		}
	}
	for _, n := range b.all {
		p.divide(n)
	}
	p.takeShortRuns(b.all)
	p.number(p.roots, "", 1)
	for _, s := range p.preamble {
		p.place(model.RegionPreamble, "", s)
	}
	p.doc.Sections = sectionsOf(p.roots)
}

func sectionsOf(nodes []*node) []*model.Section {
	var list []*model.Section
	for _, n := range nodes {
		n.sec.Children = sectionsOf(n.children)
		list = append(list, n.sec)
	}
	return list
}

// findHeadings lists the lines of the body that open with a number.
func (p *parse) findHeadings() []heading {
	var hs []heading
	for i := p.frame.bodyStart; i < len(p.lines); i++ {
		l := p.lines[i]
		switch l.kind {
		case lineAnnex:
			hs = append(hs, heading{label{style: styleAnnex, number: 1, start: l.start, end: l.end}, i})
		case lineBody:
			if lab, ok := labelAt(p.txt, l.start, l.end); ok {
				hs = append(hs, heading{lab, i})
			}
		}
	}
	return hs
}

// outline is the state of building the tree.
type outline struct {
	p        *parse
	headings []heading
	next     [][styleCount]int32 // for each heading and style, the next heading of that style, or 0
	stack    []*node
	under    [styleCount]style // the style that each style stood under last
	roots    []*node
	all      []*node
	preamble []span
}

// findNext fills b.next from the last heading to the first.
func (b *outline) findNext() {
	b.next = make([][styleCount]int32, len(b.headings))
	for i := len(b.headings) - 2; i >= 0; i-- {
		b.next[i] = b.next[i+1]
		b.next[i][b.headings[i+1].style] = int32(i + 1)
	}
}

func (b *outline) build() {
	h := 0
	for i := b.p.frame.bodyStart; i < len(b.p.lines); i++ {
		l := b.p.lines[i]
		if l.kind != lineBody && l.kind != lineAnnex {
			continue
		}
		if h < len(b.headings) && b.headings[h].line == i {
			b.open(h)
			h++
			continue
		}
		b.add(span{l.start, l.end})
	}
}

// add gives a paragraph to the section that is open.
func (b *outline) add(s span) {
	if len(b.stack) == 0 {
		b.preamble = append(b.preamble, s)
		return
	}
	n := b.stack[len(b.stack)-1]
	n.pieces = append(n.pieces, s)
	n.end = max(n.end, s.end)
}

// open starts the section of heading h at its place in the tree.
func (b *outline) open(h int) {
	b.unwind(h)
	hd := b.headings[h]
	n := &node{sec: &model.Section{}, label: hd.label, end: hd.end}
	if k := len(b.stack); k > 0 {
		b.under[hd.style] = b.stack[k-1].label.style
	}
	if rest := b.p.trimmed(span{hd.end, b.p.lines[hd.line].end}); !rest.empty() {
		n.pieces = append(n.pieces, rest)
		n.end = rest.end
	}
	if len(b.stack) == 0 {
		b.roots = append(b.roots, n)
	} else {
		n.parent = b.stack[len(b.stack)-1]
		n.parent.children = append(n.parent.children, n)
	}
	b.stack = append(b.stack, n)
	b.all = append(b.all, n)
}

// unwind closes the sections that heading h does not stand in. A style that is
// open is closed down to; a new style opens below, unless it is usually higher
// and what is open does not go on after it.
func (b *outline) unwind(h int) {
	st := b.headings[h].style
	if st == styleAnnex {
		b.stack = b.stack[:0]
		return
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		if b.stack[i].label.style == st {
			b.stack = b.stack[:i]
			return
		}
	}
	for len(b.stack) > 0 {
		top := b.stack[len(b.stack)-1]
		if top.label.style == styleAnnex || top.label.style < st || b.goesOn(top, h) || b.under[st] == top.label.style {
			return
		}
		b.stack = b.stack[:len(b.stack)-1]
	}
}

// goesOn says whether the numbering of n continues after heading h.
func (b *outline) goesOn(n *node, h int) bool {
	j := b.next[h][n.label.style]
	return j > 0 && b.headings[j].number == n.label.number+1
}

// number gives the nodes their paths, levels and numbers, and reports what is
// odd about the numbering.
func (p *parse) number(nodes []*node, prefix string, level int) {
	seen := map[string]int{}
	unnumbered := 0
	var prev *node
	for _, n := range nodes {
		s := n.sec
		name := pathText(s.Label)
		if n.label.style == styleUnnumbered {
			unnumbered++
			name = "#" + strconv.Itoa(unnumbered)
			s.Number = unnumbered
		} else {
			s.Number = n.label.number
			p.checkNumber(prev, n)
		}
		seen[name]++
		if k := seen[name]; k > 1 {
			name += "~" + strconv.Itoa(k)
		}
		s.Path = prefix + name
		s.Level = level
		p.number(n.children, s.Path+"/", level+1)
		prev = n
	}
}

// checkNumber reports a gap, a repeat or a restart between two neighbours.
func (p *parse) checkNumber(prev, n *node) {
	if prev == nil || prev.label.style != n.label.style || n.label.style == styleAnnex {
		return
	}
	a, b := prev.label.number, n.label.number
	sp := model.Span{Start: n.label.start, End: n.label.end}
	switch {
	case b == a+1:
	case b == a:
		p.warn("number-repeated", sp, fmt.Sprintf("%s stands twice", n.sec.Label))
	case b == 1:
		p.warn("number-restart", sp, fmt.Sprintf("numbering starts again at %s after %s", n.sec.Label, prev.sec.Label))
	case b < a:
		p.warn("number-order", sp, fmt.Sprintf("%s follows %s", n.sec.Label, prev.sec.Label))
	default:
		p.warn("number-gap", sp, fmt.Sprintf("%s follows %s: %d missing", n.sec.Label, prev.sec.Label, b-a-1))
	}
}

// divide finds the parts of a node: its blocks, its title, the children that
// stand in running text, and what text is left.
func (p *parse) divide(n *node) {
	if n.sec != nil {
		n.sec.Label = p.labelText(n.label)
		n.sec.Span.Start = n.label.start
	}
	p.takeBlocks(n)
	if n.sec != nil {
		p.takeTitle(n)
	} else {
		n.texts = n.pieces
	}
	p.takeRuns(n)
	p.takeTitleSentences(n)
}

// finishNode writes down what division found: text, spans, kind and layout.
func (p *parse) finishNode(n *node) {
	s := n.sec
	for _, c := range n.children {
		p.finishNode(c)
		n.end = max(n.end, c.end)
	}
	var text []string
	for _, t := range n.texts {
		text = append(text, p.quote(t))
		n.end = max(n.end, t.end)
	}
	for _, b := range n.blocks {
		n.end = max(n.end, b.outer.end)
	}
	s.Text = strings.Join(text, "\n")
	s.Span = p.lined(span{s.Span.Start, n.end})
	p.place(model.RegionLabel, s.Path, span{n.label.start, n.label.end})
	p.place(model.RegionTitle, s.Path, n.titled)
	for _, t := range n.texts {
		p.place(model.RegionText, s.Path, t)
	}
	for _, b := range n.blocks {
		p.place(model.RegionBlock, s.Path, b.outer)
	}
	s.Kind = kindOfNode(n)
}

// kindOfNode tells tasks, phases and headings apart.
func kindOfNode(n *node) model.SectionKind {
	switch {
	case n.sec.Period != nil:
		return model.KindPhase
	case len(n.children) > 0:
		return model.KindHeading
	case n.sec.Level == 1 && len(n.sec.Parties) == 0:
		return model.KindHeading
	case len(n.texts) > 0 || len(n.sec.Parties) > 0:
		return model.KindTask
	}
	return model.KindHeading
}
