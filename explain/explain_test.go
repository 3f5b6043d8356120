package explain_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fenjie/fenjie/explain"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

var ledger = parser.Parser{Numerals: true}

func read(t *testing.T, path, text string) (*source.Text, *model.Document) {
	t.Helper()
	src, err := source.Decode(path, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return src, ledger.Parse(src)
}

func at(t *testing.T, src *source.Text, doc *model.Document, place explain.Place) *explain.Explanation {
	t.Helper()
	e, err := explain.At(ledger, src, doc, place)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const plan = `柳塘县2031年林果业工作要点
一、重点任务
(一)加快育苗。6月底前新建苗圃120亩以上,栽植铁皮石斛30桶。开通热线96310,落实“三员”制度。(牵头单位:县林业局;责任单位:县财政局、农业农村局)
1.管护。每季度巡查3—5次,古树名木全覆盖。

其中由林场拥有85株。
`

func TestLine(t *testing.T) {
	src, doc := read(t, "plan.txt", plan)
	e := at(t, src, doc, explain.Place{Line: 3})
	if len(e.Sections) != 1 || e.Sections[0].Path != "一/(一)" || len(e.Sections[0].Above) != 1 || e.Sections[0].Above[0].Title != "重点任务" {
		t.Errorf("sections %+v", e.Sections)
	}
	var parties []string
	for _, p := range e.Sections[0].Parties {
		parties = append(parties, string(p.Party.Role)+" "+p.Party.Name+" "+p.Party.Label+" "+p.Why)
	}
	want := "lead 县林业局 牵头单位 a label before the names|responsible 县财政局 责任单位 a label before the names|responsible 县农业农村局 责任单位 a label before the names"
	if got := strings.Join(parties, "|"); got != want {
		t.Errorf("parties %s", got)
	}
	if len(e.Records) != 2 {
		t.Fatalf("%d records", len(e.Records))
	}
	r := e.Records[0]
	if r.Record.Quantity.Raw != "120亩" || r.Line != 3 || r.Column != 17 || !slices.Equal(r.Numbers, []int{5}) || !r.Trials[len(r.Trials)-1].Held || r.Trials[0].Held {
		t.Errorf("record %+v", r)
	}
	var words []string
	for _, w := range r.Words {
		words = append(words, w.Text+"="+w.Kind)
	}
	if got, want := strings.Join(words, " "), "6月底前=times 新建=words 120亩=numbers 亩=units 以上=comparators"; got != want {
		t.Errorf("words %s, want %s", got, want)
	}
	var numerals []string
	for _, n := range e.Numerals {
		numerals = append(numerals, n.Numeral.Raw+"="+string(n.Numeral.Class))
		if len(n.Change) == 0 {
			t.Errorf("%s: nothing says where to change it", n.Numeral.Raw)
		}
	}
	if got, want := strings.Join(numerals, " "), "一=label 6=date 96310=bare 三=name"; got != want {
		t.Errorf("numerals %s, want %s", got, want)
	}
}

func TestChangeOfDiagnostics(t *testing.T) {
	for code, want := range map[string]string{"unknown-unit": "parser/lexicon/units.yaml", "number-gap": ""} {
		if got := explain.ChangeOf(model.Diagnostic{Code: code}); got != want {
			t.Errorf("%s: %q", code, got)
		}
	}
}

func TestColumn(t *testing.T) {
	src, doc := read(t, "plan.txt", plan)
	for _, c := range []struct {
		line, column int
		want         string
	}{
		{3, 17, "120亩"},          // the number
		{3, 19, "120亩"},          // its last digit
		{3, 15, "120亩"},          // its indicator
		{3, 13, ""},              // the verb: not of the part that the record is
		{3, 9, "6 is date"},      // a numeral that is none
		{3, 38, "96310 is bare"}, // …
		{4, 13, "3—5次"},          // a range
		{4, 17, "全覆盖"},           // the indicator of a commitment
		{2, 1, "一 is label"},     // a heading
		{1, 4, "2031 is head"},   // the title
		{4, 9, "3—5次"},           // an act that is counted
		{3, 4, ""}, {3, 60, ""}, {6, 1, ""},
	} {
		e := at(t, src, doc, explain.Place{Line: c.line, Column: c.column})
		var got []string
		for _, r := range e.Records {
			got = append(got, r.Record.Quantity.Raw)
		}
		for _, n := range e.Numerals {
			got = append(got, n.Numeral.Raw+" is "+string(n.Numeral.Class))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%d:%d: %q, want %q", c.line, c.column, s, c.want)
		}
		if len(e.Sections) > 1 {
			t.Errorf("%d:%d: %d sections", c.line, c.column, len(e.Sections))
		}
	}
}

func TestInheritedParties(t *testing.T) {
	src, doc := read(t, "plan.txt", plan)
	e := at(t, src, doc, explain.Place{Line: 4})
	if len(e.Sections) != 1 || len(e.Sections[0].Parties) != 3 || e.Sections[0].Parties[0].From != "一/(一)" {
		t.Errorf("sections %+v", e.Sections)
	}
	if e := at(t, src, doc, explain.Place{Line: 5}); len(e.Parts)+len(e.Sections)+len(e.Records)+len(e.Numerals) != 0 || e.Text != "" {
		t.Errorf("a blank line: %+v", e)
	}
}

func TestPlaces(t *testing.T) {
	src, doc := read(t, "plan.txt", plan)
	empty, none := read(t, "empty.txt", "")
	for _, c := range []struct {
		src   *source.Text
		doc   *model.Document
		place explain.Place
		want  string
	}{
		{src, doc, explain.Place{Line: 7}, "no line 7: the text has 6 lines"},
		{src, doc, explain.Place{}, "no line 0: the text has 6 lines"},
		{src, doc, explain.Place{Line: 2, Column: 7}, "no column 7: line 2 has 6 characters"},
		{src, doc, explain.Place{Line: 2, Column: -1}, "no column -1: line 2 has 6 characters"},
		{empty, none, explain.Place{Line: 1}, "the text is empty"},
	} {
		if _, err := explain.At(ledger, c.src, c.doc, c.place); err == nil || err.Error() != c.want {
			t.Errorf("%+v: %v", c.place, err)
		}
	}
	for i, n := range doc.Numerals {
		place, err := explain.OfNumber(src, doc, i+1)
		if line, column := src.Position(n.Span.Start); err != nil || place != (explain.Place{Line: line, Column: column}) {
			t.Errorf("numeral %d: %v, %v", i+1, place, err)
		}
	}
	for _, n := range []int{-1, 0, len(doc.Numerals) + 1} {
		if _, err := explain.OfNumber(src, doc, n); err == nil {
			t.Errorf("numeral %d: no error", n)
		}
	}
	for offset, want := range map[int]explain.Place{0: {Line: 1, Column: 1}, 14: {Line: 1, Column: 15}, 15: {Line: 1}, 16: {Line: 2, Column: 1}} {
		if got, err := explain.OfOffset(src, offset); err != nil || got != want {
			t.Errorf("offset %d: %v, %v", offset, got, err)
		}
	}
	for _, n := range []int{-1, len(src.Runes)} {
		if _, err := explain.OfOffset(src, n); err == nil {
			t.Errorf("offset %d: no error", n)
		}
	}
}

// TestEveryPlace says of the seeds that each numeral, record, party and
// diagnostic is explained on its line, and that each place can be explained.
func TestEveryPlace(t *testing.T) {
	seeds, _ := filepath.Glob("../seeds/*.txt")
	if len(seeds) == 0 {
		t.Fatal("no seeds")
	}
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		src, doc := read(t, path, string(data))
		seen, records, diagnostics := map[int]bool{}, map[string]bool{}, 0
		for line := range src.Lines() {
			e := at(t, src, doc, explain.Place{Line: line + 1})
			diagnostics += len(e.Diagnostics)
			for _, r := range e.Records {
				records[r.Record.ID] = true
				for _, n := range r.Numbers {
					seen[n] = true
				}
				if len(r.Words) == 0 || len(r.Change) == 0 || len(r.Trials) == 0 {
					t.Errorf("%s:%d: record %s says too little", path, line+1, r.Record.Quantity.Raw)
				}
				if explain.Says(r.Record.Rule) == "" && r.Record.Implied == "" {
					t.Errorf("%s:%d: nothing says what rule %s does", path, line+1, r.Record.Rule)
				}
			}
			for _, n := range e.Numerals {
				seen[n.Number] = true
			}
			for _, s := range e.Sections {
				for _, p := range s.Parties {
					if p.Why == "" {
						t.Errorf("%s:%d: nothing says what rule %s does", path, line+1, p.Party.Rule)
					}
				}
			}
			for column := 1; column <= e.At.Len(); column += 7 {
				at(t, src, doc, explain.Place{Line: line + 1, Column: column})
			}
		}
		if len(seen) != len(doc.Numerals) {
			t.Errorf("%s: %d of %d numerals are explained", path, len(seen), len(doc.Numerals))
		}
		n := len(doc.Targets)
		model.Walk(doc.Sections, func(s *model.Section) { n += len(s.Targets) })
		if len(records) != n {
			t.Errorf("%s: %d of %d records are explained", path, len(records), n)
		}
		if diagnostics < len(doc.Diagnostics) {
			t.Errorf("%s: %d of %d diagnostics are explained", path, diagnostics, len(doc.Diagnostics))
		}
	}
}

// TestManyNumerals explains a long line of many numerals.
func TestManyNumerals(t *testing.T) {
	src, doc := read(t, "long.txt", "一、任务\n(一)造林。"+strings.Repeat("新建苗圃120亩,", 2000)+"\n")
	if e := at(t, src, doc, explain.Place{Line: 2}); len(e.Records) < 1000 {
		t.Errorf("%d records", len(e.Records))
	}
}

var goFile = regexp.MustCompile(`parser/[a-z/]*\.(?:go|yaml)`)

// TestChanges says that each class of numerals has a place where to change it,
// and that all files named are there.
func TestChanges(t *testing.T) {
	data, err := os.ReadFile("../model/numeral.go")
	if err != nil {
		t.Fatal(err)
	}
	classes := regexp.MustCompile(`Numeral[A-Z]\w* +NumeralClass = "(\w+)"`).FindAllStringSubmatch(string(data), -1)
	if len(classes) < 15 {
		t.Fatalf("%d classes", len(classes))
	}
	for _, c := range classes {
		changes := explain.ChangesOfClass(model.NumeralClass(c[1]))
		if len(changes) == 0 {
			t.Errorf("nothing says where to change class %s", c[1])
		}
		for _, change := range changes {
			files := goFile.FindAllString(change.Where, -1)
			if len(files) == 0 {
				t.Errorf("%s: no file in %q", c[1], change.Where)
			}
			for _, file := range files {
				if _, err := os.Stat(filepath.Join("..", file)); err != nil {
					t.Errorf("%s: %v", c[1], err)
				}
			}
		}
	}
}
