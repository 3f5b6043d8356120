package export

import (
	"encoding/csv"
	"io"

	"github.com/fenjie/fenjie/diff"
)

// ColumnOf is a column of a table of Rs, as Column is of one of documents.
type ColumnOf[R any] struct {
	Name, Zh, Type, About string
	value                 func(R) any
}

// changeRow is a change with the comparison that it belongs to.
type changeRow struct {
	Comparison
	*diff.Change
}

// DiffColumns are the columns of the table of changes, in their order.
var DiffColumns = append([]ColumnOf[*changeRow]{
	{"class", "变化", "string", "class of the change", func(r *changeRow) any { return string(r.Class) }},
	{"severity", "级别", "string", "error, warning or info", func(r *changeRow) any { return string(r.Severity) }},
	{"indicator", "指标", "string", "what is measured", func(r *changeRow) any { return r.Indicator }},
	{"delta", "差", "string", "new value less the old one, exact", func(r *changeRow) any { return r.Delta }},
	{"delta_unit", "差的单位", "string", "unit of the difference", func(r *changeRow) any { return r.DeltaUnit }},
	{"percent", "百分比", "string", "difference as a percentage of the old value", func(r *changeRow) any { return r.Percent }},
	{"fingerprint", "指纹", "string", "stays the same while the change does; for --ignore", func(r *changeRow) any { return r.Fingerprint }},
	{"reason", "理由", "string", "why the class was chosen", func(r *changeRow) any { return r.Reason }},
}, append(
	sideColumns("old", "原", func(r *changeRow) (Item, string, *diff.Side) {
		return r.Comparison.Old, r.Result.Old.Path, r.Change.Old
	}),
	sideColumns("new", "新", func(r *changeRow) (Item, string, *diff.Side) {
		return r.Comparison.New, r.Result.New.Path, r.Change.New
	})...,
)...)

// sideColumns are the columns of one side of a change.
func sideColumns(name, zh string, side func(*changeRow) (Item, string, *diff.Side)) []ColumnOf[*changeRow] {
	of := func(value func(*diff.Side) any) func(*changeRow) any {
		return func(r *changeRow) any {
			if _, _, s := side(r); s != nil {
				return value(s)
			}
			return nil
		}
	}
	path := func(r *changeRow) any { _, path, _ := side(r); return path }
	line := func(r *changeRow) any {
		item, _, s := side(r)
		if n := item.lineOf(s); n > 0 {
			return n
		}
		return nil
	}
	return []ColumnOf[*changeRow]{
		{name + "_document", zh + "文件", "string", "path of the document", path},
		{name + "_path", zh + "章节", "string", "labels of the section from the root", of(func(s *diff.Side) any { return s.Path })},
		{name + "_title", zh + "标题", "string", "title of the section", of(func(s *diff.Side) any { return s.Title })},
		{name + "_comparator", zh + "比较", "string", "eq, ge, gt, le, lt, approx or range", of(func(s *diff.Side) any { return string(s.Comparator) })},
		{name + "_value", zh + "数值", "string", "exact decimal number", of(func(s *diff.Side) any { return s.Value })},
		{name + "_unit", zh + "计量单位", "string", "unit of measure without multiplier", of(func(s *diff.Side) any { return s.Unit })},
		{name + "_by", zh + "截止日期", "string", "end date", of(func(s *diff.Side) any { return s.By })},
		{name + "_parties", zh + "责任单位", "strings", "parties that the change is about", of(func(s *diff.Side) any { return s.Parties })},
		{name + "_quote", zh + "原文", "string", "text of the document", of(func(s *diff.Side) any { return s.Quote })},
		{name + "_start", zh + "起", "integer", "first code point of the quote, from 0", of(func(s *diff.Side) any { return s.Span.Start })},
		{name + "_end", zh + "止", "integer", "code point after the quote", of(func(s *diff.Side) any { return s.Span.End })},
		{name + "_line", zh + "行", "integer", "line of the quote, from 1", line},
	}
}

// diffCSV writes a row for each change.
func diffCSV(w io.Writer, all Comparisons, o DiffOptions) error {
	var rows []*changeRow
	for _, pair := range all.Pairs {
		for i := range pair.Result.Changes {
			rows = append(rows, &changeRow{pair, &pair.Result.Changes[i]})
		}
	}
	return writeCells(w, DiffColumns, rows, o)
}

// writeCells writes a header and rows, as writeCSV does.
func writeCells[R any](w io.Writer, columns []ColumnOf[R], rows []R, o DiffOptions) error {
	if o.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	cw := csv.NewWriter(w)
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.Name
		if o.Header == "zh" {
			header[i] = c.Zh
		}
	}
	if err := cw.Write(header); err != nil {
		return err
	}
	for _, r := range rows {
		row := make(Row, len(columns))
		for i, c := range columns {
			row[i] = c.value(r)
		}
		if err := cw.Write(cells(row, o.RawCells)); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}
