package html

import "github.com/fenjie/fenjie/source/internal/sheet"

// blank is white space that has been read and not yet written.
type blank int

const (
	none  blank = iota
	fold        // with a line break in the source: nothing between Chinese
	space       // between words
)

// writer writes elements as a browser shows them, but for the looks.
//
// White space is collapsed to one space; where the source breaks a line between
// two Chinese characters it is nothing, for that is how long paragraphs are
// written. No-break and ideographic spaces are kept.
type writer struct {
	tree *tree
	out  *sheet.Sheet

	last    rune // last character of the line, 0 at its start
	pending blank
	tabs    int // between cells, not yet written
	open    []int
	grids   []grid
	cells   int // open cells of data tables
	pres    int // open pre elements
}

// grid is a table that is being written. Down says of each column how many more
// rows its cell reaches down.
type grid struct {
	data   bool // its rows are lines; else its cells are just blocks
	column int  // the next one of the row
	down   []int
}

// mostColumns bounds the columns that a cell can reach down in.
const mostColumns = 64

// write writes the element start; 0 is the page.
func (w *writer) write(start int) {
	nodes := w.tree.nodes
	for i := start; i < nodes[start].end && w.out.Err() == nil; {
		w.closeBefore(i)
		n := &nodes[i]
		switch {
		case n.hidden:
			i = n.end
			continue
		case n.tag == "":
			w.text(n.text)
		default:
			w.begin(n)
			w.open = append(w.open, i)
		}
		i++
	}
	w.closeBefore(nodes[start].end)
	w.newline()
}

// closeBefore ends the elements that do not hold node i.
func (w *writer) closeBefore(i int) {
	for len(w.open) > 0 {
		n := &w.tree.nodes[w.open[len(w.open)-1]]
		if n.end > i {
			return
		}
		w.open = w.open[:len(w.open)-1]
		w.end(n)
	}
}

func (w *writer) begin(n *node) {
	switch {
	case n.tag == "br":
		w.lineBreak()
	case n.tag == "td" || n.tag == "th":
		w.beginCell(n)
	case blocks[n.tag]:
		w.newline()
	}
	switch n.tag {
	case "table":
		w.grids = append(w.grids, grid{data: n.data})
	case "pre":
		w.pres++
	case "tr":
		if len(w.grids) > 0 {
			w.grids[len(w.grids)-1].column = 0
		}
	}
}

func (w *writer) end(n *node) {
	switch n.tag {
	case "table":
		w.grids = w.grids[:len(w.grids)-1]
	case "pre":
		w.pres--
	case "tr":
		w.endRow()
	case "td", "th":
		w.endCell()
		return
	}
	if blocks[n.tag] {
		w.newline()
	}
}

// dataGrid is the innermost table if its rows are lines, else nil.
func (w *writer) dataGrid() *grid {
	if len(w.grids) == 0 || !w.grids[len(w.grids)-1].data {
		return nil
	}
	return &w.grids[len(w.grids)-1]
}

// beginCell goes to the column of a cell, past those that a cell of a row above
// reaches down into.
func (w *writer) beginCell(n *node) {
	g := w.dataGrid()
	if g == nil {
		w.newline()
		return
	}
	w.cells++
	for g.column < len(g.down) && g.down[g.column] > 0 {
		g.down[g.column]--
		w.advance(g)
	}
	if rows := n.get().rowspan; rows > 1 && g.column < mostColumns {
		for len(g.down) <= g.column {
			g.down = append(g.down, 0)
		}
		g.down[g.column] = rows - 1
	}
	w.advance(g)
}

func (w *writer) advance(g *grid) {
	if g.column > 0 {
		w.tabs++
	}
	g.column++
}

func (w *writer) endCell() {
	if w.dataGrid() == nil {
		w.newline()
		return
	}
	w.cells--
	w.pending = none
}

// endRow passes the columns that the row does not have.
func (w *writer) endRow() {
	if g := w.dataGrid(); g != nil {
		for i := g.column; i < len(g.down); i++ {
			g.down[i] = max(g.down[i]-1, 0)
		}
	}
}

// newline ends the line if there is something on it. In a row that is a line
// paragraphs are set apart by a space.
func (w *writer) newline() {
	if w.cells > 0 {
		w.pending = space
		return
	}
	if w.last != 0 {
		w.lineBreak()
	}
	w.tabs = 0
	w.pending = none
}

func (w *writer) lineBreak() {
	if w.cells > 0 {
		w.pending = space
		return
	}
	w.out.Put('\n')
	w.last, w.pending = 0, none
}

// line writes text as a line of its own.
func (w *writer) line(text string) {
	w.newline()
	w.text(text)
	w.newline()
}

func (w *writer) text(text string) {
	for _, r := range text {
		switch {
		case r == '\n' && w.pres > 0 && w.cells == 0:
			w.lineBreak()
		case r == '\n' || r == '\r':
			if w.pending == none {
				w.pending = fold
			}
		case r == ' ' || r == '\t' || r == '\f':
			w.blank()
		default:
			w.put(r)
		}
	}
}

// blank takes a space. One beside a line break in the source is indentation.
func (w *writer) blank() {
	if w.pres > 0 && w.cells == 0 {
		w.put(' ')
	} else if w.pending == none {
		w.pending = space
	}
}

// put writes r after what blanks come before it.
func (w *writer) put(r rune) {
	for ; w.tabs > 0; w.tabs-- {
		w.out.Put('\t')
		w.last, w.pending = '\t', none
	}
	switch {
	case w.last == 0 || w.last == '\t' || w.pending == none:
	case w.pending == fold && sheet.Wide(w.last) && sheet.Wide(r):
	default:
		w.out.Put(' ')
	}
	w.out.Put(r)
	w.last, w.pending = r, none
}
