package docx

import (
	"encoding/xml"
	"strings"
)

// longestCell is how many characters a cell may have in a row that is a line.
const longestCell = 2000

// beginTable reads the elements of tables. Cells outside of rows and the like
// are just what they hold.
func (r *reader) beginTable(e xml.StartElement) error {
	here := r.places[len(r.places)-1]
	switch e.Name.Local {
	case "tbl":
		here.nested = true
	case "tr":
		r.rows = append(r.rows, &row{})
		r.atEnd(r.endRow)
	case "trPr":
		return r.properties(func(e xml.StartElement) {
			if n := len(r.rows); n > 0 && e.Name.Local == "del" {
				r.rows[n-1].deleted = true
				r.deleted++
			}
		})
	case "tc":
		if len(r.rows) == 0 {
			return nil
		}
		r.enter(&place{cell: true})
		owner := r.rows[len(r.rows)-1]
		r.atEnd(func() { owner.cells = append(owner.cells, r.leave()) })
	case "tcPr":
		return r.properties(func(e xml.StartElement) {
			if name := e.Name.Local; name == "vMerge" || name == "hMerge" {
				here.merged = attr(e, "val") != "restart"
			}
		})
	}
	return nil
}

// endRow writes a row as a line. One that only makes the layout (a single cell,
// a long one or one with a table inside) is what its cells hold.
func (r *reader) endRow() {
	row := r.rows[len(r.rows)-1]
	r.rows = r.rows[:len(r.rows)-1]
	if row.deleted {
		return
	}
	layout := len(row.cells) == 1
	var after [][]rune
	for _, c := range row.cells {
		layout = layout || c.nested || c.size > longestCell
		after = moved(after, c.after)
	}
	if layout {
		for _, c := range row.cells {
			r.writeAll(c.lines, c.size)
		}
	} else if line := row.line(); len(line) > 0 {
		r.write(line)
	}
	r.writeAfter(after)
}

// line joins the cells by tabs. Of a cell that goes on one above nothing is
// written but its tab.
func (row *row) line() []rune {
	var line []rune
	filled := 0
	for i, c := range row.cells {
		if i > 0 {
			line = append(line, '\t')
		}
		if c.merged {
			continue
		}
		for j, text := range c.lines {
			if j > 0 {
				line = append(line, ' ')
			}
			for _, r := range strings.TrimSpace(string(text)) {
				if r == '\n' || r == '\t' {
					r = ' '
				}
				line = append(line, r)
			}
			filled = len(line)
		}
	}
	return line[:filled]
}
