package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/export"
)

// TestTables compares the tables that are made from the code.
func TestTables(t *testing.T) {
	for _, p := range pages(t) {
		for i := 0; i < len(p.lines); i++ {
			words, ok := strings.CutPrefix(p.lines[i], "<!-- table: ")
			if !ok {
				continue
			}
			fields := strings.Fields(strings.TrimSuffix(words, "-->"))
			end := i + 1
			for end < len(p.lines) && strings.HasPrefix(p.lines[end], "|") {
				end++
			}
			want, err := table(fields[0], fields[1:])
			if err != nil {
				t.Errorf("%s:%d: %v", p.path, i+1, err)
			} else if diff := cmp.Diff(want, p.lines[i+1:end]); diff != "" && !*update {
				t.Errorf("%s:%d: -want +got (go test ./docs -update)\n%s", p.path, i+1, diff)
			}
			p.lines = slices.Concat(p.lines[:i+1], want, p.lines[end:])
		}
		if *update {
			p.save(t)
		}
	}
}

// table is the table of formats, of tables, or of columns of one table.
func table(name string, columns []string) ([]string, error) {
	switch name {
	case "formats":
		rows := []string{"| format | endings | what it holds |", "|---|---|---|"}
		for _, f := range export.Formats {
			endings := ""
			if len(f.Endings) > 0 {
				endings = "`" + strings.Join(f.Endings, "`, `") + "`"
			}
			rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", f.Name, endings, f.About))
		}
		return rows, nil
	case "tables":
		rows := []string{"| table | 表 | rows |", "|---|---|---|"}
		for _, x := range export.Tables {
			rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", x.Name, x.Zh, x.About))
		}
		return rows, nil
	}
	if rows := diffTable(name); rows != nil {
		return rows, nil
	}
	x, ok := export.TableNamed(name)
	if !ok {
		return nil, fmt.Errorf("no table is named %q", name)
	}
	rows := []string{"| column | 列 | type | what it holds |", "|---|---|---|---|"}
	for _, column := range columns {
		i := slices.IndexFunc(x.Columns, func(c export.Column) bool { return c.Name == column })
		if i < 0 {
			return nil, fmt.Errorf("table %s has no column %q", name, column)
		}
		rows = append(rows, columnRow(x.Columns[i]))
	}
	return rows, nil
}

// diffTable is a table about diff and track, nil if name is none of these.
func diffTable(name string) []string {
	var rows []string
	switch name {
	case "diff-formats":
		rows = []string{"| format | endings | what it holds |", "|---|---|---|"}
		for _, l := range export.DiffLayouts {
			endings := "-"
			if len(l.Endings) > 0 {
				endings = "`" + strings.Join(l.Endings, "`, `") + "`"
			}
			rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", l.Name, endings, l.About))
		}
	case "classes":
		rows = []string{"| class | severity | what it says |", "|---|---|---|"}
		for _, c := range diff.Classes {
			rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", c.Class, c.Severity, c.Meaning))
		}
	case "class-words":
		rows = []string{"| class | on a terminal |", "|---|---|"}
		for _, c := range diff.Classes {
			rows = append(rows, fmt.Sprintf("| `%s` | %s |", c.Class, export.ClassName(c.Class, "zh")))
		}
	case "diff-columns":
		rows = columnTable(export.DiffColumns)
	case "track-columns":
		rows = columnTable(export.TrackColumns)
	}
	return rows
}

func columnTable[R any](columns []export.ColumnOf[R]) []string {
	rows := []string{"| column | 列 | type | what it holds |", "|---|---|---|---|"}
	for _, c := range columns {
		rows = append(rows, fmt.Sprintf("| `%s` | %s | %s | %s |", c.Name, c.Zh, c.Type, c.About))
	}
	return rows
}

func columnRow(c export.Column) string {
	return fmt.Sprintf("| `%s` | %s | %s | %s |", c.Name, c.Zh, c.Type, strings.ReplaceAll(c.About, "|", "\\|"))
}

const columnsHead = `# Columns

<!-- Written by "go test ./docs -update" from export/row.go. -->

The columns of each table in their order, as --format csv and --format ndjson write them. ` + "`column`" + ` is the header of
--header en and the key of ndjson, 列 the header of --header zh. An unknown value is an empty cell in csv and null in ndjson.
A list (strings, integers) is joined by ";" in csv and is an array in ndjson. Offsets count code points of the decoded text.
`

// TestColumnsPage compares docs/columns.md with the tables of package export.
func TestColumnsPage(t *testing.T) {
	const path = "docs/columns.md"
	var b strings.Builder
	b.WriteString(columnsHead)
	for _, x := range export.Tables {
		fmt.Fprintf(&b, "\n## %s (%s)\n\n%s.\n\n| column | 列 | type | what it holds |\n|---|---|---|---|\n", x.Name, x.Zh, upper(x.About))
		for _, c := range x.Columns {
			b.WriteString(columnRow(c) + "\n")
		}
	}
	if *update {
		write(t, path, b.String())
	}
	if diff := cmp.Diff(b.String(), strings.Join(readPage(t, path).lines, "\n")); diff != "" {
		t.Errorf("%s: -want +got (go test ./docs -update)\n%s", path, diff)
	}
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
