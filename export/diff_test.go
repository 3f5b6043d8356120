package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// The texts of two years about a place that does not exist. ⟦n…⟧ marks what the
// nth change speaks of.
const (
	lastYear = `柳塘县2031年林果业工作要点

一、重点任务
(一)育苗。⟦0新建苗圃120亩以上⟧,⟦1⟦2苗木成活率⟧达到92%⟧。(责任单位:⟦3县林业局⟧)
⟦4(二)果品加工。建成冷库3座。⟧
二、保障措施
各乡镇要加强组织领导。
`
	thisYear = `柳塘县2032年林果业工作要点

一、重点任务
(一)育苗。⟦0新建苗圃150亩以上⟧,⟦1⟦2苗木保存率⟧达到90%⟧。(责任单位:⟦3县林业局、县财政局⟧)
二、保障措施
各乡镇要加强组织领导。
⟦5每季度调度1次⟧。
`
)

// unmark is a text without its marks, and the spans of what they mark.
func unmark(t testing.TB, path, marked string) (Item, map[int]model.Span) {
	t.Helper()
	var runes []rune
	spans := map[int]model.Span{}
	var open []int
	in := []rune(marked)
	for i := 0; i < len(in); i++ {
		switch in[i] {
		case '⟦':
			i++
			n := int(in[i] - '0')
			spans[n] = model.Span{Start: len(runes)}
			open = append(open, n)
		case '⟧':
			n := open[len(open)-1]
			open = open[:len(open)-1]
			spans[n] = model.Span{Start: spans[n].Start, End: len(runes)}
		default:
			runes = append(runes, in[i])
		}
	}
	text, err := source.Decode(path, []byte(string(runes)))
	if err != nil {
		t.Fatal(err)
	}
	doc := &model.Document{Source: model.Source{Path: path, Format: "txt", Encoding: "utf-8", SHA256: text.SHA256, Chars: len(text.Runes)}}
	doc.Meta.Title = string(runes[:slices.Index(runes, '\n')])
	return Item{Doc: doc, Text: text}, spans
}

// years are the comparison of lastYear with thisYear, with changes of several kinds.
func years(t testing.TB) Comparison {
	before, olds := unmark(t, "2031.txt", lastYear)
	after, news := unmark(t, "2032.txt", thisYear)
	side := func(item Item, spans map[int]model.Span, n int, path, title string) *diff.Side {
		s, ok := spans[n]
		if !ok {
			return nil
		}
		s.Line, _ = item.Text.Position(s.Start)
		return &diff.Side{Path: path, Title: title, Quote: item.Text.Slice(s), Span: s}
	}
	r := &diff.Result{Schema: diff.SchemaID, Old: before.Doc.Source, New: after.Doc.Source, Summary: map[diff.Class]int{}}
	add := func(n int, class diff.Class, severity model.Severity, indicator, path, title string, edit func(*diff.Change)) {
		c := diff.Change{Class: class, Severity: severity, Indicator: indicator, Fingerprint: fmt.Sprintf("%012x", n), Reason: "because " + strconv.Itoa(n),
			Old: side(before, olds, n, path, title), New: side(after, news, n, path, title)}
		edit(&c)
		r.Changes = append(r.Changes, c)
		r.Summary[class]++
	}
	add(0, diff.TargetRaised, model.SeverityInfo, "苗圃", "一/(一)", "育苗", func(c *diff.Change) {
		c.Delta, c.DeltaUnit, c.Percent, c.Direction = "30", "亩", "25", diff.Tighter
		c.Old.Value, c.Old.Unit, c.Old.Comparator = "120", "亩", model.AtLeast
		c.New.Value, c.New.Unit, c.New.Comparator = "150", "亩", model.AtLeast
	})
	add(1, diff.TargetLowered, model.SeverityWarning, "苗木成活率", "一/(一)", "育苗", func(c *diff.Change) {
		c.Delta, c.DeltaUnit, c.Direction = "-2", "百分点", diff.Looser
		c.Old.Value, c.Old.Unit, c.Old.Comparator = "92", "%", model.Equal
		c.New.Value, c.New.Unit, c.New.Comparator = "90", "%", model.Equal
	})
	add(2, diff.IndicatorRenamed, model.SeverityInfo, "苗木成活率", "一/(一)", "育苗", func(*diff.Change) {})
	add(3, diff.PartyAdded, model.SeverityInfo, "", "一/(一)", "育苗", func(c *diff.Change) {
		c.Old, c.New.Parties = nil, []string{"县财政局"}
	})
	add(4, diff.TaskDropped, model.SeverityError, "", "一/(二)", "果品加工", func(*diff.Change) {})
	add(5, diff.TargetAdded, model.SeverityInfo, "调度", "二", "保障措施", func(c *diff.Change) {
		c.New.Value, c.New.Unit, c.New.Comparator = "1", "次", model.Equal
	})
	return Comparison{Result: r, Old: before, New: after}
}

func one(c Comparison) Comparisons { return Comparisons{Pairs: []Comparison{c}} }

// nothing is a comparison that found no change, without texts and titles.
func nothing() Comparison {
	source := func(path string) model.Source {
		return model.Source{Path: path, Format: "txt", Encoding: "utf-8", SHA256: strings.Repeat("0", 64)}
	}
	return Comparison{Result: &diff.Result{Schema: diff.SchemaID, Old: source("a.txt"), New: source("b.txt")}}
}

// many are comparisons of directories.
func many(t testing.TB) Comparisons {
	n := nothing()
	return Comparisons{Many: true, Pairs: []Comparison{years(t), n}, Unpaired: Unpaired{Old: []model.Source{n.Result.Old}}}
}

// laidOut is what the named layout makes of all.
func laidOut(t testing.TB, name string, all Comparisons, o DiffOptions) string {
	t.Helper()
	l, ok := LayoutNamed(DiffLayouts, name)
	if !ok {
		t.Fatalf("no layout %q", name)
	}
	var b bytes.Buffer
	if err := l.Write(&b, all, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDiffGolden(t *testing.T) {
	for _, l := range DiffLayouts {
		ending := append(slices.Clone(l.Endings), ".out")[0]
		golden(t, "diff-"+l.Name+ending, laidOut(t, l.Name, one(years(t)), DiffOptions{}))
		golden(t, "diff-"+l.Name+"-many"+ending, laidOut(t, l.Name, many(t), DiffOptions{}))
		if slices.Contains(l.Takes, "explain") {
			golden(t, "diff-"+l.Name+"-explain-en"+ending, laidOut(t, l.Name, one(years(t)), DiffOptions{Explain: true, Header: "en"}))
		}
	}
	golden(t, "diff-text-40.txt", laidOut(t, "text", one(years(t)), DiffOptions{Width: 40}))
	golden(t, "diff-text-color.txt", laidOut(t, "text", one(years(t)), DiffOptions{Color: true}))
	golden(t, "diff-csv-zh.csv", laidOut(t, "csv", one(years(t)), DiffOptions{Header: "zh", BOM: true}))
}

func TestLayoutOf(t *testing.T) {
	for path, want := range map[string]string{"a.txt": "text", "a.MD": "markdown", "a.json": "json", "a.csv": "csv", "年.html": "html", "a.htm": "html", "a.yaml": "", "": ""} {
		if l, _ := LayoutOf(DiffLayouts, path); l.Name != want {
			t.Errorf("%q is %q, want %q", path, l.Name, want)
		}
	}
}

// diffClasses reads the constants of package diff.
func diffClasses(t *testing.T) []diff.Class {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../diff/change.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []diff.Class
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if typ, _ := spec.Type.(*ast.Ident); typ != nil && typ.Name == "Class" {
				word, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				all = append(all, diff.Class(word))
			}
		}
		return true
	})
	return all
}

// TestClassesAreShown says that each class has words, and the schema knows it.
func TestClassesAreShown(t *testing.T) {
	want := diffClasses(t)
	words := map[string]bool{}
	for _, class := range want {
		c := classes[class]
		if words[c.zh] || c.zh == "" || c.sign == "" || c.what == nil {
			t.Errorf("%s: %q %q", class, c.sign, c.zh)
		}
		words[c.zh] = true
	}
	if len(want) != len(classes) {
		t.Errorf("%d classes are shown, not %d", len(classes), len(want))
	}
	var schema struct {
		Defs struct {
			Class struct{ Enum []diff.Class }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(DiffSchema(), &schema); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, schema.Defs.Class.Enum); d != "" {
		t.Errorf("schema (-diff +schema):\n%s", d)
	}
}

func TestDiffSchemaIsDiff(t *testing.T) {
	var schema struct {
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(DiffSchema(), &schema); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]any{"results": manyResults{}, "unpaired": Unpaired{}, "match": diff.Match{}, "result": diff.Result{}, "change": diff.Change{}, "side": diff.Side{}, "source": model.Source{}, "span": model.Span{}} {
		keys, required := keysOf(reflect.TypeOf(v))
		def := schema.Defs[name]
		if d := cmp.Diff(keys, def.Properties.keys); d != "" {
			t.Errorf("%s (-struct +schema):\n%s", name, d)
		}
		if d := cmp.Diff(required, def.Required); d != "" {
			t.Errorf("%s: required (-struct +schema):\n%s", name, d)
		}
		if def.Additional == nil || *def.Additional {
			t.Errorf("%s: unknown keys are allowed", name)
		}
	}
}

func TestDiffJSONKeepsTheSchema(t *testing.T) {
	schema := compiled(t, DiffSchema())
	for _, all := range []Comparisons{one(years(t)), one(nothing()), many(t), {Many: true}} {
		if err := schema.Validate(fromJSON(t, laidOut(t, "json", all, DiffOptions{}))); err != nil {
			t.Error(err)
		}
	}
	good := laidOut(t, "json", one(years(t)), DiffOptions{})
	for _, edit := range [][2]string{
		{`"fenjie-diff/1"`, `"fenjie-diff/2"`},
		{`"class": "target_raised"`, `"class": "target_sung"`},
		{`"target_raised": 1`, `"target_raised": 0`},
		{`"severity": "info"`, `"severity": "fatal"`},
		{`"value": "120"`, `"value": 120`},
		{`"value": "120"`, `"value": "一百二十"`},
		{`"parties": []`, `"parties": null`},
		{`"changes"`, `"differences"`},
		{`"new": {`, `"neu": {`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if bad == good {
			t.Fatalf("%s is not in the output", edit[0])
		}
		if schema.Validate(fromJSON(t, bad)) == nil {
			t.Errorf("%s is allowed", edit[1])
		}
	}
}

func TestDiffTextFits(t *testing.T) {
	for _, all := range []Comparisons{one(years(t)), many(t), one(attack(t, payloads, false)), one(attack(t, payloads, true))} {
		for _, width := range testWidths {
			for _, o := range []DiffOptions{{}, {Header: "en"}, {Explain: true}} {
				o.Width = width
				for n, line := range strings.Split(laidOut(t, "text", all, o), "\n") {
					if columns(line) > width {
						t.Errorf("width %d: line %d is %d columns wide: %q", width, n+1, columns(line), line)
					}
				}
			}
		}
	}
}

func TestDiffTextInColorIsTheSame(t *testing.T) {
	sgr := regexp.MustCompile("\x1b\\[[0-9]+m")
	for _, width := range testWidths {
		plain, colored := laidOut(t, "text", one(years(t)), DiffOptions{Width: width}), laidOut(t, "text", one(years(t)), DiffOptions{Width: width, Color: true})
		if plain == colored || sgr.ReplaceAllString(colored, "") != plain {
			t.Errorf("width %d: colour changes more than colour:\n%s", width, colored)
		}
	}
}

// payloads are words that mean something to a terminal, a browser, GitHub or a
// spreadsheet.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'"><svg/onload=alert(1)>`, `</p></div></mark><h1>x</h1>`, `<!--`, `-->`, `]]>`, `<style>*{display:none}</style>`,
	`javascript:alert(1)`, `{{.Title}}`, `&lt;b&gt;`, `</title><script>`, `<a href=//x>y</a>`, "\x00<b>", `<iframe srcdoc="x">`, `<meta http-equiv=refresh content=0>`, `"onmouseover="alert(1)`,
	"\x1b[31m红\x1b]0;t\x07", "\u202e反\u2066", "\u009b1m", "::error::x", "a\n::error::b", "%0A::error::c", "| 甲 | 乙 |", "a\n\n# 标题", "`x` *y* _z_ [l](http://x.example) ![i](//x)", "@octocat #12 www.x.example", "~~x~~ $x$ \\",
	"=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1",
}

// attack is a comparison whose every text is a payload, with whole texts or not.
func attack(t testing.TB, payloads []string, texts bool) Comparison {
	t.Helper()
	c := nothing()
	c.Result.Summary = map[diff.Class]int{}
	c.Result.Old.Path, c.Result.New.Path = payloads[0]+payloads[1], strings.Join(payloads, "")
	var b strings.Builder
	n := 0
	for i, p := range payloads {
		start := n
		b.WriteString(p + "\n")
		n += len([]rune(p)) + 1
		side := func() *diff.Side {
			return &diff.Side{Path: p, Title: p, Quote: p, Unit: p, Value: "1", Span: model.Span{Start: start, End: n - 1}, Parties: []string{p}}
		}
		class := diff.Classes[i%len(diff.Classes)].Class
		c.Result.Changes = append(c.Result.Changes, diff.Change{Class: class, Severity: severities[i%3], Indicator: p, Delta: "1", DeltaUnit: p, Fingerprint: p, Reason: p, Old: side(), New: side()})
		c.Result.Summary[class]++
	}
	if texts {
		text, err := source.Decoder{Format: "txt"}.Decode("x", []byte(strings.ReplaceAll(b.String(), "\x00", "\x01")))
		if err != nil {
			t.Fatal(err)
		}
		doc := &model.Document{Meta: model.Meta{Title: strings.Join(payloads, "")}}
		c.Old, c.New = Item{Doc: doc, Text: text}, Item{Doc: doc, Text: text}
	}
	return c
}

// TestDiffIsSafe says that no character of a document acts on a terminal.
func TestDiffIsSafe(t *testing.T) {
	for _, l := range DiffLayouts {
		if l.Name == "json" || l.Name == "csv" {
			continue // for programs, which see every character
		}
		for _, texts := range []bool{false, true} {
			all := one(attack(t, payloads, texts))
			all.Many, all.Unpaired.Old = true, []model.Source{{Path: strings.Join(payloads, "")}}
			for _, r := range laidOut(t, l.Name, all, DiffOptions{Explain: true}) {
				if r != '\n' && unicode.IsControl(r) || slices.Contains([]rune("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), r) {
					t.Errorf("%s: %U is shown", l.Name, r)
				}
			}
		}
	}
}

// TestDiffHTMLIsInert compares the tags of a page of payloads, and the names of
// their attributes, with those of one whose texts are harmless.
func TestDiffHTMLIsInert(t *testing.T) {
	tag, value := regexp.MustCompile(`<[^>]*>`), regexp.MustCompile(`"[^"]*"`)
	tags := func(page string) string {
		return value.ReplaceAllString(strings.Join(tag.FindAllString(page, -1), "\n"), "")
	}
	for _, texts := range []bool{false, true} {
		bad := laidOut(t, "html", one(attack(t, payloads, texts)), DiffOptions{Explain: true})
		good := laidOut(t, "html", one(attack(t, harmless(payloads), texts)), DiffOptions{Explain: true})
		if d := cmp.Diff(tags(good), tags(bad)); d != "" {
			t.Errorf("texts %v (-harmless +payloads):\n%s", texts, d)
		}
	}
}

// harmless gives each character of the words that is no blank a Chinese one of
// its own, so that lengths and lines stay alike.
func harmless(words []string) []string {
	instead := map[rune]rune{}
	var all []string
	for _, w := range words {
		all = append(all, strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return r
			}
			if instead[r] == 0 {
				instead[r] = '一' + rune(len(instead))
			}
			return instead[r]
		}, w))
	}
	return all
}

// TestDiffHTMLAnchors says that each link of the page leads somewhere, and that no
// two parts have one name.
func TestDiffHTMLAnchors(t *testing.T) {
	page := laidOut(t, "html", many(t), DiffOptions{})
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("id %s stands twice", m[1])
		}
		ids[m[1]] = true
	}
	links := regexp.MustCompile(` href="([^"]*)"`).FindAllStringSubmatch(page, -1)
	for _, m := range links {
		if !ids[strings.TrimPrefix(m[1], "#")] {
			t.Errorf("%s leads nowhere", m[1])
		}
	}
	if len(links) < 10 {
		t.Errorf("%d links", len(links))
	}
}

// TestDiffHTMLKeepsTheTexts says that both texts stand in the page, in order.
func TestDiffHTMLKeepsTheTexts(t *testing.T) {
	c := years(t)
	page := laidOut(t, "html", one(c), DiffOptions{})
	page = page[strings.Index(page, `<section class="sides">`):]
	text := regexp.MustCompile(`<[^>]*>|\s`).ReplaceAllString(page, "")
	for _, item := range []Item{c.Old, c.New} {
		for _, s := range item.Text.Lines() {
			if line := item.Text.Slice(s); !strings.Contains(text, line) {
				t.Errorf("%q is missing", line)
			}
		}
	}
	for _, want := range []string{`<mark class="dropped first" title="删去任务">`, `<mark class="other first" title="指标改名"><a href="#p1-3">苗木成活率</a></mark><mark class="softer" title="调低指标">`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

// TestSideBySide says that lines that belong together stand beside each other.
func TestSideBySide(t *testing.T) {
	c := years(t)
	rows := sideBySide(markLines(c.Old.Text, nil), markLines(c.New.Text, nil), anchors(c))
	var got []string
	for _, r := range rows {
		text := ""
		for _, l := range r.Old {
			text += strconv.Itoa(l.Number) + " "
		}
		text += "|"
		for _, l := range r.New {
			text += " " + strconv.Itoa(l.Number)
		}
		got = append(got, text)
	}
	want := []string{"1 | 1", "3 | 3", "4 5 | 4", "6 | 5", "7 | 6 7"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestIncreasing(t *testing.T) {
	for _, c := range []struct{ in, want []anchor }{
		{nil, nil},
		{[]anchor{{2, 2}, {0, 0}, {1, 1}}, []anchor{{0, 0}, {1, 1}, {2, 2}}},
		{[]anchor{{0, 5}, {1, 1}, {2, 2}, {2, 3}, {3, 0}}, []anchor{{1, 1}, {2, 2}}},
		{[]anchor{{0, 0}, {0, 0}, {1, 0}}, []anchor{{0, 0}}},
	} {
		got := increasing(slices.Clone(c.in))
		if len(got) != len(c.want) {
			t.Errorf("increasing(%v) = %v, want as many as %v", c.in, got, c.want)
		}
		for i := 1; i < len(got); i++ {
			if got[i].old <= got[i-1].old || got[i].new <= got[i-1].new {
				t.Errorf("increasing(%v) = %v", c.in, got)
			}
		}
	}
}

func TestDiffMarkdownIsText(t *testing.T) {
	page := laidOut(t, "markdown", one(attack(t, payloads, false)), DiffOptions{Explain: true})
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "|---") && strings.Count(line, "|") != 8 && strings.Count(line, "|") != 3 {
			t.Errorf("a row of %d cells: %s", strings.Count(line, "|")-1, line)
		}
		for _, word := range []string{"<script", "<img", "](http", "`x`", "*y*", "@octocat", " #12", "www.x", "://x", "~~"} {
			if strings.Contains(line, word) {
				t.Errorf("%s stands in %s", word, line)
			}
		}
	}
}

func TestDiffGitHubIsCommands(t *testing.T) {
	c := attack(t, payloads, false)
	for len(c.Result.Changes) < 60 {
		c.Result.Changes = append(c.Result.Changes, c.Result.Changes...)
	}
	command := regexp.MustCompile(`^::(error|warning|notice) file=[^:,\n]*,title=[^:,\n]*::[^\n]*\n$`)
	total := regexp.MustCompile(`^::notice title=fenjie diff::变化 [0-9]+ 处 \(.*\), 未列出 [0-9]+ 处\n$`)
	n := map[string]int{}
	rank := -1
	lines := slices.Collect(strings.Lines(laidOut(t, "github", one(c), DiffOptions{})))
	for i, line := range lines {
		if last := i == len(lines)-1; last && !total.MatchString(line) || !last && !command.MatchString(line) {
			t.Errorf("%q", line)
		}
		kind, _, _ := strings.Cut(line[2:], " ")
		n[kind]++
		now := slices.Index([]string{"error", "warning", "notice"}, kind)
		if now < rank {
			t.Errorf("%s comes after worse", line)
		}
		rank = now
	}
	if d := cmp.Diff(map[string]int{"error": 10, "warning": 10, "notice": 10}, n); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestDiffCSVGuards(t *testing.T) {
	text := laidOut(t, "csv", one(attack(t, payloads, false)), DiffOptions{})
	raw := laidOut(t, "csv", one(attack(t, payloads, false)), DiffOptions{RawCells: true})
	live := regexp.MustCompile(`(^|,)"?[=+@\t\r]`)
	if live.MatchString(text) {
		t.Errorf("a formula: %s", live.FindString(text))
	}
	if !live.MatchString(raw) {
		t.Error("raw cells are guarded")
	}
}

func TestDelta(t *testing.T) {
	for want, c := range map[string]diff.Change{
		"":                {},
		"+1个百分点":          {Delta: "1", DeltaUnit: "百分点", Percent: "1.0"},
		"-2.5个百分点":        {Delta: "-2.5", DeltaUnit: "百分点"},
		"+1800亩 (+5.6%)":  {Delta: "1800", DeltaUnit: "亩", Percent: "5.6"},
		"-2.5万亩 (-12.5%)": {Delta: "-25000", DeltaUnit: "亩", Percent: "-12.5"},
		"+3":              {Delta: "3", Class: diff.TargetRaised, Direction: diff.Tighter},
		"-3起 收紧":          {Delta: "-3", DeltaUnit: "起", Class: diff.TargetLowered, Direction: diff.Tighter},
	} {
		if got := delta(&c, "zh"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestPartsAreShown says that a section that was split or merged shows its parts.
func TestPartsAreShown(t *testing.T) {
	part := func(path string) *diff.Side { return &diff.Side{Path: path, Title: "护林"} }
	split := diff.Change{Class: diff.TaskSplit, Old: part("一"), New: part("二"), Parts: []*diff.Side{part("二"), part("三")}}
	merged := diff.Change{Class: diff.TaskMerged, Old: part("一"), New: part("四"), Parts: []*diff.Side{part("一"), part("二")}}
	for want, c := range map[string]diff.Change{"一 护林 → 二 护林; 三 护林": split, "一 护林; 二 护林 → 四 护林": merged} {
		if got := arrow(sides(&c)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{{"苗木成活率", 10, "苗木成活率"}, {"苗木成活率", 9, "苗木成活…"}, {"苗木成活率", 8, "苗木成…"}, {"", 2, ""}} {
		if got := cut(c.text, c.width); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
