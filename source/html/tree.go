package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
)

// A node is an element or a piece of text. Nodes stand in the order of the
// page, and those inside nodes[i] are nodes[i+1:nodes[i].end].
type node struct {
	tag    string // "" of a text
	text   string
	end    int
	parent int
	hidden bool // shown by no browser, or no part of a document

	attrs *attrs // nil if there are none that matter

	// found by measure
	chars, linked int // characters inside that are not blank, and those of them in links
	table         int // the innermost table around, 0 for none
	cells         int // of a row
	data, layout  bool
}

// attrs are attributes of an element.
type attrs struct {
	id, class, href string
	rowspan         int // 0 is 1
}

// noAttrs is what elements without attributes have. It is never written to.
var noAttrs = &attrs{}

// get is attrs, never nil.
func (n *node) get() *attrs {
	if n.attrs == nil {
		return noAttrs
	}
	return n.attrs
}

// tree is a page. It is no DOM: x/net/html refuses to build one that is more
// than 512 elements deep, which pages pasted from Word are now and then. Tags
// that HTML allows to be left out are put back as far as text needs them.
type tree struct {
	nodes []node
	metas map[string]string // content of meta tags by name, in small letters

	open  []open         // elements that have begun and not ended
	last  map[string]int // by tag, 1 + the index in open of the innermost one
	scope int            // index in open after the innermost table cell
	table []table
}

// open is an element that has not ended.
type open struct {
	node   int
	before int // what last said of the tag
}

// table is the state of a table that has not ended: indices in open, -1 for
// none.
type table struct {
	start, row, cell int
	scope            int // of the page around it
}

func parse(page string) *tree {
	t := &tree{metas: map[string]string{}, last: map[string]int{}}
	// Most pieces between tags are a node, but not every < begins a tag.
	t.nodes = make([]node, 0, min(strings.Count(page, "<"), len(page)/8)+1)
	t.nodes = append(t.nodes, node{tag: "body", parent: -1})
	t.open = append(t.open, open{})
	z := nethtml.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			t.closeTo(0)
			return t
		case nethtml.TextToken:
			t.addText(string(z.Text()))
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			t.start(z)
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			t.finish(string(name))
		}
	}
}

func (t *tree) addText(text string) {
	if text != "" {
		t.add(node{text: text})
	}
}

// add puts n into the innermost open element.
func (t *tree) add(n node) int {
	n.parent = t.open[len(t.open)-1].node
	n.end = len(t.nodes) + 1
	t.nodes = append(t.nodes, n)
	return len(t.nodes) - 1
}

// start adds the element whose tag z has read.
func (t *tree) start(z *nethtml.Tokenizer) {
	name, more := z.TagName()
	n := node{tag: string(name)}
	var meta map[string]string
	if n.tag == "meta" {
		meta = map[string]string{}
	}
	hide := false
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		hide = n.attribute(string(key), string(value)) || hide
		if meta != nil {
			meta[string(key)] = string(value)
		}
	}
	n.hidden = hide || isDropped(&n)
	switch {
	case n.tag == "meta":
		if key := strings.ToLower(meta["name"]); key != "" && t.metas[key] == "" {
			t.metas[key] = strings.TrimSpace(meta["content"])
		}
	case n.tag == "html" || n.tag == "body":
	case voids[n.tag]:
		t.imply(n.tag)
		t.add(n)
	default:
		t.imply(n.tag)
		t.push(n)
	}
}

// attribute keeps what is needed and says whether it hides the element.
func (n *node) attribute(key, value string) (hides bool) {
	switch key {
	case "id", "class", "href", "rowspan":
		if n.attrs == nil {
			n.attrs = &attrs{}
		}
		switch key {
		case "id":
			n.attrs.id = value
		case "class":
			n.attrs.class = value
		case "href":
			n.attrs.href = value
		case "rowspan":
			n.attrs.rowspan = number(value)
		}
	case "hidden":
		return true
	case "style":
		style := squeezed(strings.ToLower(value))
		return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
	}
	return false
}

// number is a rowspan, at least 1.
func number(s string) int {
	n := 0
	for _, c := range strings.TrimSpace(s) {
		if c < '0' || c > '9' || n > 1000 {
			break
		}
		n = n*10 + int(c-'0')
	}
	return max(n, 1)
}

func (t *tree) push(n node) {
	i := t.add(n)
	t.open = append(t.open, open{node: i, before: t.last[n.tag]})
	at := len(t.open) - 1
	t.last[n.tag] = at + 1
	switch n.tag {
	case "table":
		t.table = append(t.table, table{start: at, row: -1, cell: -1, scope: t.scope})
		t.scope = at + 1
	case "tr":
		if len(t.table) > 0 {
			t.table[len(t.table)-1].row = at
		}
	case "td", "th":
		if len(t.table) > 0 {
			t.table[len(t.table)-1].cell = at
			t.scope = at + 1
		}
	}
}

// closeTo ends the open elements from index at on.
func (t *tree) closeTo(at int) {
	for len(t.open) > at {
		e := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.nodes[e.node].end = len(t.nodes)
		t.last[t.nodes[e.node].tag] = e.before
		t.leave(len(t.open))
	}
}

// leave keeps the tables right when the element at index at has ended.
func (t *tree) leave(at int) {
	if len(t.table) == 0 {
		return
	}
	switch top := &t.table[len(t.table)-1]; at {
	case top.start:
		t.scope = top.scope
		t.table = t.table[:len(t.table)-1]
	case top.row:
		top.row = -1
	case top.cell:
		top.cell = -1
		t.scope = top.start + 1
	}
}

// inScope is the index in open of the innermost element of that tag inside the
// cell that is open, else -1.
func (t *tree) inScope(tag string) int {
	if i := t.last[tag] - 1; i >= t.scope && i > 0 {
		return i
	}
	return -1
}

// imply ends the elements whose end tags may be left out before tag.
func (t *tree) imply(tag string) {
	switch {
	case tag == "li":
		t.implyItem(t.inScope("li"), max(t.inScope("ul"), t.inScope("ol")))
	case tag == "dt" || tag == "dd":
		t.implyItem(max(t.inScope("dt"), t.inScope("dd")), t.inScope("dl"))
	case tableTags[tag]:
		t.implyTable(tag)
	}
	if blocks[tag] {
		if i := t.inScope("p"); i >= 0 {
			t.closeTo(i)
		}
	}
}

// implyItem ends an item unless a list was begun inside it.
func (t *tree) implyItem(item, list int) {
	if item > list {
		t.closeTo(item)
	}
}

func (t *tree) implyTable(tag string) {
	if len(t.table) == 0 {
		return
	}
	top := t.table[len(t.table)-1]
	if top.cell >= 0 {
		t.closeTo(top.cell)
	}
	if tag != "td" && tag != "th" && top.row >= 0 {
		t.closeTo(top.row)
	}
	if (tag == "td" || tag == "th") && top.row < 0 {
		t.push(node{tag: "tr"})
	}
}

// finish ends the innermost element of that tag. An end tag does not reach out
// of a cell, unless it is of the table itself.
func (t *tree) finish(tag string) {
	if tableTags[tag] || tag == "table" {
		if len(t.table) == 0 {
			return
		}
		top := t.table[len(t.table)-1]
		at := -1
		switch tag {
		case "table":
			at = top.start
		case "tr":
			at = top.row
		case "td", "th":
			at = top.cell
		}
		if at >= 0 {
			t.closeTo(at)
		}
		return
	}
	if tag == "br" {
		t.add(node{tag: "br"})
	} else if i := t.inScope(tag); i >= 0 {
		t.closeTo(i)
	}
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
