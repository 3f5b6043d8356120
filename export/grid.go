package export

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// table prints rows under the headings of the named columns, each line of the
// same width. A column that says nothing in any row is left out.
func (v *viewer) table(names []string, from []Column, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	table := make([][]string, len(rows)+1)
	for i, name := range names {
		if !slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" }) {
			continue
		}
		table[0] = append(table[0], column(from, name).heading(v.view.Header))
		for j, row := range rows {
			table[j+1] = append(table[j+1], Printable(row[i]))
		}
	}
	v.err = cmp.Or(v.err, v.render(table))
}

// Grid prints rows under the headings of the first, in columns that wide
// characters keep straight, no wider than the view. All rows must be as long as
// the first; their cells are wrapped in place.
func Grid(w io.Writer, view View, rows [][]string) error {
	view.Width = max(cmp.Or(view.Width, 80), MinWidth)
	v := &viewer{view: view}
	for _, row := range rows {
		for i := range row {
			row[i] = Printable(row[i])
		}
	}
	if err := v.render(rows); err != nil {
		return err
	}
	for line := range strings.Lines(v.out.String()) {
		if _, err := io.WriteString(w, strings.TrimRight(line, " \n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// render prints a table whose first row is its header. tablewriter does not
// wrap Chinese and counts columns by the locale, so cells are wrapped here and
// ambiguous characters are always narrow.
func (v *viewer) render(rows [][]string) error {
	gap := 2
	if v.view.Width < 50 {
		gap = 1
	}
	widths := fit(rows, v.view.Width-gap*(len(rows[0])-1))
	for _, row := range rows {
		for i := range row {
			row[i] = strings.Join(wrap(row[i], widths[i]), "\n")
		}
	}
	for i, text := range rows[0] {
		lines := strings.Split(text, "\n")
		for j := range lines {
			lines[j] = v.bold(lines[j])
		}
		rows[0][i] = strings.Join(lines, "\n")
	}
	twwidth.SetOptions(twwidth.Options{})
	t := newTable(&v.out, strings.Repeat(" ", gap))
	t.Header(rows[0])
	if err := t.Bulk(rows[1:]); err != nil {
		return err
	}
	return t.Render()
}

// newTable is a table without borders that prints cells as they are.
func newTable(w io.Writer, gap string) *tablewriter.Table {
	return tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders: tw.BorderNone,
			Symbols: tw.NewSymbolCustom("plain").WithRow("-").WithColumn(gap).WithCenter(strings.Repeat("-", len(gap))),
			Settings: tw.Settings{
				Separators: tw.Separators{ShowHeader: tw.On, ShowFooter: tw.Off, BetweenRows: tw.Off, BetweenColumns: tw.On},
				Lines:      tw.Lines{ShowTop: tw.Off, ShowBottom: tw.Off, ShowHeaderLine: tw.On, ShowFooterLine: tw.Off},
			},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAlignment(tw.AlignLeft),
		tablewriter.WithRowAlignment(tw.AlignLeft),
		tablewriter.WithPadding(tw.PaddingNone),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithTrimLine(tw.Off),
	)
}

// fit gives each column the width it needs, and where they do not fit in
// width together takes from the widest, down to one wide character.
func fit(rows [][]string, width int) []int {
	widths := make([]int, len(rows[0]))
	total := 0
	for i := range widths {
		widths[i] = 2
		for _, row := range rows {
			widths[i] = min(max(widths[i], columns(row[i])), width)
		}
		total += widths[i]
	}
	for ; total > width; total-- {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] == 2 {
			break
		}
		widths[widest]--
	}
	return widths
}
