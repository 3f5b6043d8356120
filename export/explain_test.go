package export

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/explain"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

func explained(t testing.TB, e *explain.Explanation, view View) string {
	t.Helper()
	var b bytes.Buffer
	if err := Explain(&b, e, view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// explanation is a line with everything that an explanation can hold.
func explanation() *explain.Explanation {
	const text = "新建苗圃120亩以上,热线96310。"
	span := func(quote string) model.Span {
		start := len([]rune(text[:strings.Index(text, quote)]))
		return model.Span{Start: 100 + start, End: 100 + start + len([]rune(quote)), Line: 7}
	}
	indicator := span("苗圃")
	return &explain.Explanation{
		Path: "plan.txt", Line: 7, Text: text, At: model.Span{Start: 100, End: 100 + len([]rune(text)), Line: 7},
		Parts: []model.RegionKind{model.RegionText, model.RegionFurniture},
		Sections: []explain.Section{{
			Path: "一/(一)", Label: "(一)", Title: "育苗", Kind: model.KindTask, By: "2031-06-30", Period: &model.Period{Start: "2031-01-01", End: "2031-03-31"},
			Above: []explain.Heading{{Path: "一", Label: "一、", Title: "重点任务"}},
			Parties: []explain.Party{
				{Party: &model.Party{Role: model.RoleLead, Name: "县林业局", Raw: "林业局", Restored: true, Open: true, Label: "牵头", Basis: model.BasisStated, Rule: "verb.lead"}, From: "一", Why: "a verb after the names"},
				{Party: &model.Party{Role: model.RoleOther, Name: "热线", Raw: "热线", Basis: model.BasisDefault, Span: span("热线"), Rule: "x"}},
			},
		}},
		Records: []explain.Record{{
			Record: &model.Target{
				ID: "t1", Kind: model.KindTarget, Indicator: "苗圃", IndicatorSpan: &indicator, Action: "新建", Comparator: model.AtLeast, Side: model.SideBoth,
				Quantity: model.Quantity{Raw: "120亩", Value: "120", High: "130", Unit: "亩", Span: span("120亩")}, From: "100", Change: model.Increase, Basis: model.Net,
				Baseline: "上年", By: "2031-06-30", ByRaw: "6月底前", Per: model.PerYear, Strength: model.Hard, Parent: "t0", Rule: "noun.before",
			},
			Path: "一/(一)", Line: 7, Column: 5, Numbers: []int{3, 4},
			Trials: []model.Trial{{Rule: "share.of", Why: "needs a share (%)"}, {Rule: "noun.before", Held: true, Why: "the noun before the number"}},
			Words:  []parser.Word{{Text: "新建", Kind: "words", Use: "do", Entry: "do.build", Origin: "parser/lexicon/words.yaml:4", Span: span("新建")}, {Text: "120亩", Kind: "numbers", Span: span("120亩")}},
			Change: []explain.Change{{About: "what it measures", Where: "parser/shape.go"}},
		}},
		Numerals: []explain.Numeral{{
			Numeral: model.Numeral{Raw: "96310", Class: model.NumeralBare, Rule: "number.unit", Reason: "no unit follows the number", Span: span("96310"),
				Trials: []model.Trial{{Rule: "not date", Held: true, Why: "no time"}, {Rule: "number.unit", Held: true, Why: "no unit follows the number"}}},
			Number: 5, Column: 14, Change: []explain.Change{{About: "a unit", Where: "parser/lexicon/units.yaml"}, {About: "what it measures", Where: "parser/shape.go"}},
		}},
		Diagnostics: []model.Diagnostic{{Code: "unknown-unit", Severity: model.SeverityInfo, Message: "unit 亩 is not known", Span: span("以上")}},
	}
}

func TestExplainGolden(t *testing.T) {
	golden(t, "explain-80.txt", explained(t, explanation(), View{}))
	golden(t, "explain-40.txt", explained(t, explanation(), View{Width: 40}))
	var b bytes.Buffer
	if err := ExplainJSON(&b, explanation(), Options{Generator: "fenjie 0.0.0"}); err != nil {
		t.Fatal(err)
	}
	golden(t, "explain.json", b.String())
	got := *explanation()
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(explanation(), &got); diff != "" {
		t.Errorf("JSON does not read back (-want +got):\n%s", diff)
	}
}

func TestExplainInColorIsTheSame(t *testing.T) {
	sgr := regexp.MustCompile("\x1b\\[[01]m")
	plain, bold := explained(t, explanation(), View{}), explained(t, explanation(), View{Color: true})
	if plain == bold || sgr.ReplaceAllString(bold, "") != plain {
		t.Errorf("colour changes more than colour:\n%s", bold)
	}
}

// TestExplainUnderlines says that each sign stands in the columns of the
// character that it is for, whatever the width, with wide and odd characters.
func TestExplainUnderlines(t *testing.T) {
	e := &explain.Explanation{Path: "x", Line: 1, Parts: []model.RegionKind{model.RegionText}}
	e.Text = "\u3000“甲”a\u0301\uff11\uff12\t𠮷\u200b👨‍👩3\x1b4ที่5亩" + strings.Repeat("育a", 40) + "67"
	runes := []rune(e.Text)
	e.At = model.Span{End: len(runes)}
	for i, r := range runes {
		if unicode.IsDigit(r) {
			e.Numerals = append(e.Numerals, explain.Numeral{Numeral: model.Numeral{Raw: string(r), Span: model.Span{Start: i, End: i + 1}}})
		}
	}
	for _, width := range testWidths {
		lines := strings.Split(explained(t, e, View{Width: width}), "\n")
		var marked []rune
		for i, line := range lines {
			if strings.Trim(line, " -") != "" || !strings.Contains(line, "-") {
				continue
			}
			column := 0
			for _, r := range lines[i-1] {
				n := columns(string(r))
				if n > 0 && column < len(line) && line[column] == '-' {
					marked = append(marked, r)
				}
				column += n
			}
		}
		if got, want := string(marked), "\uff11\uff1234567"; got != want && width > 20 || !strings.HasSuffix(got, "67") {
			t.Errorf("width %d: signs under %q, want %q", width, got, want)
		}
	}
}

// TestExplainFits explains each line of the seeds in a few widths.
func TestExplainFits(t *testing.T) {
	seeds, _ := filepath.Glob("../seeds/*.txt")
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		src, err := source.Decode(path, data)
		if err != nil {
			t.Fatal(err)
		}
		ps := parser.Parser{Numerals: true}
		doc := ps.Parse(src)
		for n := range src.Lines() {
			e, err := explain.At(ps, src, doc, explain.Place{Line: n + 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, width := range testWidths {
				for line := range strings.Lines(explained(t, e, View{Width: width})) {
					if line = strings.TrimSuffix(line, "\n"); columns(line) > width {
						t.Errorf("%s:%d, width %d: a line of %d columns: %q", path, n+1, width, columns(line), line)
					}
				}
			}
		}
	}
}

// TestExplainIsSafe says that no character of a document acts on the terminal.
func TestExplainIsSafe(t *testing.T) {
	e := explanation()
	bad := "\x1b[31m\u202e\u009b\t"
	e.Path, e.Text, e.Sections[0].Title, e.Records[0].Record.Indicator, e.Numerals[0].Numeral.Raw = bad, bad, bad, bad, bad
	e.Numerals[0].Numeral.Reason, e.Records[0].Words[0].Text, e.Diagnostics[0].Message = bad, bad, bad
	for _, r := range explained(t, e, View{}) {
		if r != '\n' && unicode.IsControl(r) || r == '\u202e' {
			t.Errorf("%U is shown", r)
		}
	}
}

// TestNumeralClasses says that the view knows each class of the model.
func TestNumeralClasses(t *testing.T) {
	data, err := os.ReadFile("../model/numeral.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`Numeral[A-Z]\w* +NumeralClass = "(\w+)"`).FindAllStringSubmatch(string(data), -1) {
		if !slices.ContainsFunc(numeralClasses, func(c numeralClass) bool { return string(c.name) == m[1] && c.zh != "" }) {
			t.Errorf("show --numbers does not know %s", m[1])
		}
	}
}
