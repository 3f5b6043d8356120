package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

var update = flag.Bool("update", false, "write the files in testdata/export anew")

// TestGolden compares every format and table with testdata/export.
func TestGolden(t *testing.T) {
	for _, f := range Formats {
		if f.Name == "github" || f.Single {
			continue // see TestGitHub and TestText
		}
		golden(t, "documents"+f.Endings[0], written(t, f.Name, both(t), Options{Generator: "fenjie 0.0.0", Table: map[string]string{"csv": "documents"}[f.Name]}))
		if !slices.Contains(f.Takes, "table") {
			continue
		}
		for _, table := range Tables {
			name := "table-" + table.Name
			golden(t, name+f.Endings[0], written(t, f.Name, both(t), Options{Table: table.Name}))
			if slices.Contains(f.Takes, "header") {
				golden(t, name+"-zh"+f.Endings[0], written(t, f.Name, both(t), Options{Table: table.Name, Header: "zh"}))
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("..", "testdata", "export", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestFormatOf(t *testing.T) {
	for path, want := range map[string]string{
		"a.json": "json", "dir.csv/a.ndjson": "ndjson", "a.jsonl": "ndjson", "a.yaml": "yaml", "a.YML": "yaml", "柳塘.csv": "csv",
		"a.txt": "text", "a.doc": "", "csv": "", "a.csv/": "", "": "",
	} {
		if f, _ := FormatOf(path); f.Name != want {
			t.Errorf("%q is %q, want %q", path, f.Name, want)
		}
	}
}

// TestJSONIsModel says that the document-by-document writer writes what
// encoding/json makes of a model.Output.
func TestJSONIsModel(t *testing.T) {
	for _, items := range [][]Item{nil, {bare()}, {fixture(t), bare(), fixture(t)}} {
		out := model.Output{Schema: model.SchemaID, Generator: "fenjie <0>", Documents: []*model.Document{}}
		for _, item := range items {
			out.Documents = append(out.Documents, complete(item.Doc))
		}
		want, err := encode(out, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got := written(t, "json", slices.Values(items), Options{Generator: "fenjie <0>"})
		if diff := cmp.Diff(string(want)+"\n", got); diff != "" {
			t.Errorf("%d documents (-want +got):\n%s", len(items), diff)
		}
	}
}

func TestNothingIsNull(t *testing.T) {
	for _, f := range []string{"json", "ndjson", "yaml"} {
		if got := written(t, f, both(t), Options{}); strings.Contains(got, "null") {
			t.Errorf("%s has a null:\n%s", f, got)
		}
	}
}

func TestWritingChangesNoDocument(t *testing.T) {
	items := []Item{fixture(t), bare()}
	for _, f := range Formats {
		if !f.Single {
			written(t, f.Name, slices.Values(items), Options{})
		}
	}
	for i, want := range []Item{fixture(t), bare()} {
		if diff := cmp.Diff(want.Doc, items[i].Doc); diff != "" {
			t.Errorf("document %d changed (-want +got):\n%s", i, diff)
		}
	}
}

func TestJSONKeepsMarks(t *testing.T) {
	item := bare()
	item.Doc.Meta.Title = "a<b>&c≥\u3000"
	for _, f := range []string{"json", "ndjson"} {
		if got := written(t, f, slices.Values([]Item{item}), Options{}); !strings.Contains(got, item.Doc.Meta.Title) {
			t.Errorf("%s escapes: %s", f, got)
		}
	}
}

// TestJSONReadsBack says that nothing but layout, numerals and nil lists is lost.
func TestJSONReadsBack(t *testing.T) {
	var got model.Output
	if err := json.Unmarshal([]byte(written(t, "json", both(t), Options{})), &got); err != nil {
		t.Fatal(err)
	}
	for i, want := range []Item{fixture(t), bare()} {
		want.Doc.Numerals = nil
		if diff := cmp.Diff(want.Doc, got.Documents[i], cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("document %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestYAMLIsNDJSON(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(written(t, "ndjson", both(t), Options{})), "\n")
	texts := strings.Split(written(t, "yaml", both(t), Options{}), "---\n")[1:]
	if len(lines) != 2 || len(texts) != 2 {
		t.Fatalf("%d lines, %d documents; want 2 of each", len(lines), len(texts))
	}
	for i, text := range texts {
		if diff := cmp.Diff(fromJSON(t, lines[i]), fromYAML(t, text)); diff != "" {
			t.Errorf("document %d (-json +yaml):\n%s", i, diff)
		}
	}
}

func fromJSON(t testing.TB, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// fromYAML is text with numbers as encoding/json has them.
func fromYAML(t testing.TB, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return fromJSON(t, string(data))
}

// hostile are strings that break careless writers.
var hostile = []string{
	"", " ", "  two", "\ttab", "\n", "\nx\n", " a\n b\n", "a\r\nb", "\r", "a\u0085b", "a\u2028b\u2029", "\ufeffx", "no", "yes", "y", "~", "null",
	"2022", "0x1f", "1e3", "3.380", "012", "1_000", ".inf", "2031-01-01", "𠮷", "👨‍👩‍👧", "\x00", "\x01\x1b[31m\x7f", "\u009b", "- a", "a: b", "#c", "a #c",
	"'", "\"", "\\", "\\n", "%", "@", "`", "|", ">", "{", "[", "*a", "&a", "!a", "---", "...", "? a", ": ", "a:", "\ufffe", "\ufffd", "\u200b", "\u202e",
	strings.Repeat("长 ", 400), " - a\n  - b\n", "<<", "=",
}

func FuzzYAML(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd")
		item := bare()
		item.Doc.Meta.Title = s
		item.Doc.Meta.Recipients = []string{s, "x" + s, s + "x"}
		item.Doc.Sections[0].Text = s
		items := slices.Values([]Item{item})
		want := fromJSON(t, written(t, "ndjson", items, Options{}))
		if diff := cmp.Diff(want, fromYAML(t, written(t, "yaml", items, Options{}))); diff != "" {
			t.Errorf("%q (-json +yaml):\n%s", s, diff)
		}
	})
}

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+86": "'+86", "-x": "'-x", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "\uff1d1": "'\uff1d1",
		"-3.5": "-3.5", "-3": "-3", "3.5": "3.5", "-3.5%": "'-3.5%", "-": "-", "-1+1": "'-1+1", "+3.5": "'+3.5", "": "", "造林": "造林", "a=b": "a=b", "'=": "'=",
	} {
		if got := guard(text); got != want {
			t.Errorf("guard(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range append(hostile, "=1+1", "a,b", "a\nb", "-3.5") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		item := bare()
		item.Doc.Meta.Title = s
		items := slices.Values([]Item{item})
		for _, raw := range []bool{false, true} {
			rows, err := csv.NewReader(strings.NewReader(written(t, "csv", items, Options{Table: "documents", RawCells: raw}))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			want := strings.ToValidUTF8(s, "\ufffd")
			if !raw {
				want = guard(want)
			}
			want = strings.ReplaceAll(want, "\r\n", "\n") // as encoding/csv reads
			if got := rows[1][1]; got != want {
				t.Errorf("raw %v: %q reads back as %q", raw, want, got)
			}
		}
	})
}

func TestCSVMark(t *testing.T) {
	with := written(t, "csv", both(t), Options{BOM: true})
	without := written(t, "csv", both(t), Options{})
	if with != "\ufeff"+without || bytes.Contains([]byte(without), []byte("\r")) {
		t.Errorf("--bom changes more than the first three bytes, or there is a CR")
	}
}

func TestUnknownTable(t *testing.T) {
	for _, f := range Formats {
		if slices.Contains(f.Takes, "table") && f.Write(new(bytes.Buffer), both(t), Options{Table: "no"}) == nil {
			t.Errorf("%s writes a table that does not exist", f.Name)
		}
	}
}

// TestColumns says that names are unique in each language, that every column
// is documented, and that values are of the type the column says.
func TestColumns(t *testing.T) {
	for _, table := range Tables {
		for _, lang := range []string{"en", "zh"} {
			names := table.header(lang)
			if unique := slices.Compact(slices.Sorted(slices.Values(names))); len(unique) != len(names) {
				t.Errorf("%s: two columns have one name: %v", table.Name, names)
			}
		}
		n := 0
		for row := range table.Rows(both(t)) {
			n++
			for i, c := range table.Columns {
				if c.About == "" || !typed(c.Type, row[i]) {
					t.Errorf("%s.%s: %#v is no %s, or About is missing", table.Name, c.Name, row[i], c.Type)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: the fixture has no row", table.Name)
		}
	}
}

func typed(name string, value any) bool {
	switch value.(type) {
	case nil:
		return name != "strings" && name != "integers"
	case string:
		return name == "string"
	case int:
		return name == "integer"
	case bool:
		return name == "boolean"
	case []string:
		return name == "strings"
	case []int:
		return name == "integers"
	}
	return false
}

// TestQuotes says that a row quotes the text at its offsets, and that a span
// outside the text is no quote and no panic.
func TestQuotes(t *testing.T) {
	item := fixture(t)
	runes := []rune(plan)
	targets, _ := TableNamed("targets")
	for row := range targets.Rows(slices.Values([]Item{item})) {
		at := func(name string) any {
			return row[slices.IndexFunc(targets.Columns, func(c Column) bool { return c.Name == name })]
		}
		if want := string(runes[at("start").(int):at("end").(int)]); at("quote") != want {
			t.Errorf("quote %q, want %q", at("quote"), want)
		}
	}
	for _, s := range []model.Span{{Start: -1, End: 2}, {Start: 3, End: 2}, {Start: 0, End: len(runes) + 1}} {
		if q := item.quote(s); q != nil {
			t.Errorf("%v quotes %q", s, q)
		}
	}
	if got := (Item{Text: &source.Text{Runes: []rune("a\nb")}}).line(model.Span{Start: 2, End: 3}); got != 2 {
		t.Errorf("line %v, want 2", got)
	}
}

// TestRowsStop says that a reader may stop after any row.
func TestRowsStop(t *testing.T) {
	for _, table := range Tables {
		all := slices.Collect(table.Rows(both(t)))
		for stop := range all {
			n := 0
			for range table.Rows(both(t)) {
				if n == stop {
					break
				}
				n++
			}
		}
	}
}
