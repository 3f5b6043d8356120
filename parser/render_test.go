package parser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// view is a document to be rendered for comparison. Where fold is set what is
// quoted from the source is put in half width; what the parser promises in half
// width is not, so that a wrong width shows.
type view struct {
	text *source.Text
	doc  *model.Document
	part model.Span
	fold bool
	want string
}

// renderings lists what can be expected of a case. The -line ones are for list
// files.
var renderings = []struct {
	name   string
	render func(*view) string
	tail   int // cells before the ones whose words may stand in any order; 0: none
}{
	{"outline", (*view).outline, 2},
	{"meta", (*view).meta, 0},
	{"tasks", (*view).tasks, 0},
	{"parties", (*view).parties, 3},
	{"targets", (*view).targets, 6},
	{"diags", (*view).diags, 0},
	{"layout", (*view).layout, 0},
	{"marked", (*view).marked, 0},
	{"marked parties", (*view).markedParties, 0},
	{"targets-line", (*view).targetsLine, 5},
	{"parties-line", (*view).partiesLine, 2},
}

func (v *view) render(section string) string {
	for _, r := range renderings {
		if r.name == section {
			return r.render(v)
		}
	}
	panic("no rendering " + section)
}

// quote is text of the source on one line.
func (v *view) quote(s string) string {
	s = strings.NewReplacer("\r\n", "⏎", "\n", "⏎").Replace(s)
	if v.fold {
		s = halve(s)
	}
	return s
}

// names says whether the expectation speaks of an optional key.
func (v *view) names(key string) bool { return strings.Contains(" "+v.want, " "+key+"=") }

// tail collects the key=value words at the end of a line.
type tail struct {
	v     *view
	words []string
}

// add adds a key that is not empty.
func (t *tail) add(key, value string) {
	if value != "" {
		t.words = append(t.words, key+"="+oneWord(t.v.quote(value)))
	}
}

// ask adds a key that is compared only where the expectation names it.
func (t *tail) ask(key, value string) {
	if t.v.names(key) {
		t.add(key, value)
	}
}

func (t *tail) flag(word string, on bool) {
	if on {
		t.words = append(t.words, word)
	}
}

// oneWord writes blanks as "_", for values that stand among words.
func oneWord(s string) string { return strings.ReplaceAll(s, " ", "_") }

// orDash is s, or "-" where there is none.
func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// cells is a line of cells; an empty last cell is left out.
func cells(cell ...string) string {
	if cell[len(cell)-1] == "" {
		cell = cell[:len(cell)-1]
	}
	return strings.Join(cell, " | ") + "\n"
}

func (v *view) outline() string {
	var b strings.Builder
	var walk func(list []*model.Section, indent string)
	walk = func(list []*model.Section, indent string) {
		for _, s := range list {
			label := s.Label
			if label == "" {
				label = s.Path[strings.LastIndexByte(s.Path, '/')+1:]
			}
			x := tail{v: v}
			x.add("by", s.By)
			if s.Period != nil {
				x.add("period", s.Period.Start+".."+s.Period.End)
			}
			x.ask("path", s.Path)
			x.ask("number", fmt.Sprint(s.Number))
			x.ask("level", fmt.Sprint(s.Level))
			b.WriteString(cells(strings.TrimRight(indent+label+" "+v.quote(s.Title), " "), string(s.Kind), strings.Join(x.words, " ")))
			walk(s.Children, indent+"  ")
		}
	}
	walk(v.doc.Sections, "")
	return b.String()
}

func (v *view) meta() string {
	m := v.doc.Meta
	var years []string
	for _, y := range m.Years {
		years = append(years, fmt.Sprint(y))
	}
	var b strings.Builder
	for _, f := range [][2]string{
		{"title", m.Title}, {"genre", string(m.Genre)}, {"number", m.Number}, {"issuer", m.Issuer}, {"region", m.Region},
		{"years", strings.Join(years, " | ")}, {"published", m.Published}, {"signed", m.Signed},
		{"recipients", strings.Join(m.Recipients, " | ")}, {"attachments", strings.Join(m.Attachments, " | ")},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], v.quote(f[1]))
		}
	}
	return b.String()
}

func (v *view) tasks() string {
	var b strings.Builder
	model.Walk(v.doc.Sections, func(s *model.Section) {
		if s.Kind == model.KindTask {
			b.WriteString(cells(s.Path, orDash(v.quote(s.Title)), orDash(v.quote(s.Text))))
		}
	})
	return b.String()
}

func (v *view) parties() string {
	var b strings.Builder
	model.Walk(v.doc.Sections, func(s *model.Section) {
		for _, p := range s.Parties {
			b.WriteString(cells(s.Path, string(p.Role), p.Name, strings.Join(v.partyTail(p), " ")))
		}
	})
	return b.String()
}

func (v *view) partyTail(p *model.Party) []string {
	x := tail{v: v}
	x.flag("restored", p.Restored)
	x.flag("collective", p.Collective)
	x.flag("open", p.Open)
	x.ask("basis", string(p.Basis))
	x.ask("label", p.Label)
	x.ask("raw", p.Raw)
	x.ask("rule", p.Rule)
	return x.words
}

func (v *view) partiesLine() string {
	var items []string
	model.Walk(v.doc.Sections, func(s *model.Section) {
		for _, p := range s.Parties {
			items = append(items, strings.Join(append([]string{string(p.Role), oneWord(p.Name)}, v.partyTail(p)...), " "))
		}
	})
	return orDash(strings.Join(items, "; "))
}

// eachTarget visits the records in order: those of the preamble first.
func (v *view) eachTarget(visit func(node string, t *model.Target)) {
	for _, t := range v.doc.Targets {
		visit("", t)
	}
	model.Walk(v.doc.Sections, func(s *model.Section) {
		for _, t := range s.Targets {
			visit(s.Path, t)
		}
	})
}

// symbols are the comparators as cases write them.
var symbols = map[model.Comparator]string{
	model.Equal: "=", model.AtLeast: ">=", model.MoreThan: ">", model.AtMost: "<=", model.LessThan: "<", model.Approx: "~", model.Range: "..",
}

func value(q model.Quantity) string {
	if q.High != "" {
		return q.Value + ".." + q.High
	}
	return q.Value
}

func (v *view) targets() string {
	var b strings.Builder
	v.eachTarget(func(node string, t *model.Target) {
		number := strings.TrimSpace(value(t.Quantity) + " " + t.Quantity.Unit)
		b.WriteString(cells(orDash(node), string(t.Kind), orDash(v.quote(t.Indicator)), symbols[t.Comparator],
			v.quote(t.Quantity.Raw), number, strings.Join(v.targetTail(t), " ")))
	})
	return b.String()
}

func (v *view) targetsLine() string {
	var items []string
	v.eachTarget(func(_ string, t *model.Target) {
		words := []string{string(t.Kind), orDash(oneWord(v.quote(t.Indicator))), symbols[t.Comparator], value(t.Quantity), orDash(oneWord(t.Quantity.Unit))}
		items = append(items, strings.Join(append(words, v.targetTail(t)...), " "))
	})
	return orDash(strings.Join(items, "; "))
}

func (v *view) targetTail(t *model.Target) []string {
	x := tail{v: v}
	x.add("implied", string(t.Implied))
	x.add("side", string(t.Side))
	x.add("change", string(t.Change))
	x.add("from", t.From)
	x.add("basis", string(t.Basis))
	x.add("baseline", t.Baseline)
	x.add("by", t.By)
	x.add("per", string(t.Per))
	x.add("strength", string(t.Strength))
	x.add("parent", v.parent(t))
	x.ask("action", t.Action)
	x.ask("by_raw", t.ByRaw)
	x.ask("dimension", t.Quantity.Dimension)
	x.ask("rule", t.Rule)
	return x.words
}

// parent is the indicator of the record that t is a part of.
func (v *view) parent(t *model.Target) string {
	name := t.Parent
	v.eachTarget(func(_ string, p *model.Target) {
		if t.Parent != "" && p.ID == t.Parent {
			name = p.Indicator
		}
	})
	return name
}

// diags leaves the messages out where the expectation has none.
func (v *view) diags() string {
	var b strings.Builder
	for _, d := range v.doc.Diagnostics {
		line, col := v.text.Position(d.Span.Start)
		message := v.quote(d.Message)
		if v.want != "" && strings.Count(v.want, "|") < 2*strings.Count(v.want, "\n") {
			message = ""
		}
		b.WriteString(cells(d.Code, fmt.Sprintf("%d:%d", line, col), message))
	}
	return b.String()
}

// layout shows the ends of long regions only.
func (v *view) layout() string {
	var b strings.Builder
	for _, r := range v.doc.Layout {
		s := []rune(v.quote(v.text.Slice(r.Span)))
		if len(s) > 30 {
			s = slices.Concat(s[:12], []rune("…"), s[len(s)-12:])
		}
		b.WriteString(cells(string(r.Kind), orDash(r.Path), string(s)))
	}
	return b.String()
}

// marked is the text with each indicator and quantity between ⟦ and ⟧.
func (v *view) marked() string {
	var spans []model.Span
	v.eachTarget(func(_ string, t *model.Target) {
		spans = append(spans, t.Quantity.Span)
		if t.IndicatorSpan != nil {
			spans = append(spans, *t.IndicatorSpan)
		}
	})
	return v.mark(spans)
}

// markedParties is the text with each party between ⟦ and ⟧.
func (v *view) markedParties() string {
	var spans []model.Span
	model.Walk(v.doc.Sections, func(s *model.Section) {
		for _, p := range s.Parties {
			spans = append(spans, p.Span)
		}
	})
	return v.mark(spans)
}

// mark writes marks around spans; a span that occurs twice is marked once.
func (v *view) mark(spans []model.Span) string {
	opens, closes := map[int]int{}, map[int]int{}
	seen := map[[2]int]bool{}
	for _, sp := range spans {
		if key := [2]int{sp.Start, sp.End}; !seen[key] && v.part.Contains(sp) {
			seen[key] = true
			opens[sp.Start]++
			closes[sp.End]++
		}
	}
	var b strings.Builder
	for i := v.part.Start; i <= v.part.End; i++ {
		b.WriteString(strings.Repeat("⟧", closes[i]) + strings.Repeat("⟦", opens[i]))
		if i < v.part.End {
			b.WriteRune(v.text.Runes[i])
		}
	}
	if v.fold {
		return halve(b.String())
	}
	return b.String()
}

// unmark takes span marks out.
func unmark(s string) string { return strings.NewReplacer("⟦", "", "⟧", "").Replace(s) }

// canon is an expectation without what does not matter: blanks around cells,
// empty lines, and the order of key=value words.
func canon(section, s string) string {
	n := 0
	for _, r := range renderings {
		if r.name == section {
			n = r.tail
		}
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, " \t\r\n")
		switch {
		case strings.TrimSpace(line) == "" || line == "-" && !strings.HasSuffix(section, "-line"):
			continue
		case strings.HasPrefix(section, "marked"):
		case strings.HasSuffix(section, "-line"):
			line = eachPart(line, ";", "; ", func(_ int, item string) string { return sortFrom(item, n) })
		default:
			line = eachPart(line, "|", " | ", func(i int, cell string) string {
				if i == 0 {
					return strings.TrimRight(cell, " ") // the outline is indented
				}
				if n > 0 && i >= n {
					return sortFrom(cell, 0)
				}
				return strings.TrimSpace(cell)
			})
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

func eachPart(line, sep, join string, edit func(i int, part string) string) string {
	parts := strings.Split(line, sep)
	for i, p := range parts {
		parts[i] = edit(i, p)
	}
	return strings.Join(parts, join)
}

// sortFrom sorts the words of s but the first n.
func sortFrom(s string, n int) string {
	words := strings.Fields(s)
	slices.Sort(words[min(n, len(words)):])
	return strings.Join(words, " ")
}

func lines(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }

// rendered is a document made by hand, with a value in every field that is
// rendered.
func rendered() *view {
	const text = "青禾县2022年造林(绿化)要点\n一、任务\n(一)造林\n6月底前造林2万亩以上(其中:松树0.6万亩)。\n(县林业局、水利局等)\n发展3—5个苗圃"
	at := func(sub string) model.Span {
		i := strings.Index(text, sub)
		start := len([]rune(text[:i]))
		return model.Span{Start: start, End: start + len([]rune(sub))}
	}
	forest := at("造林2万")
	forest.End = forest.Start + 2
	pine, nursery := at("松树"), at("苗圃")
	leaf := &model.Section{
		Path: "一/(一)", Label: "(一)", Number: 1, Level: 2, Kind: model.KindTask, Title: "造林", Text: "6月底前造林。\n发展苗圃", Span: at("(一)"),
		By: "2022-06-30", Period: &model.Period{Start: "2022-01-01", End: "2022-06-30"},
		Parties: []*model.Party{
			{Role: model.RoleLead, Label: "牵头", Name: "县林业局", Raw: "县林业局", Basis: model.BasisConvention, Span: at("县林业局"), Rule: "r"},
			{Role: model.RoleResponsible, Name: "县水利局", Raw: "水利局", Restored: true, Collective: true, Open: true, Basis: model.BasisStated, Span: at("水利局")},
		},
		Targets: []*model.Target{
			{
				ID: "a", Kind: model.KindTarget, Indicator: "造林", IndicatorSpan: &forest, Action: "造", Comparator: model.AtLeast, By: "2022-06-30", ByRaw: "6月底前",
				Basis: model.Net, Baseline: "2021 年", Change: model.Increase, From: "1", Per: model.PerYear, Strength: model.Hard, Rule: "t",
				Quantity: model.Quantity{Raw: "2万亩", Value: "20000", Unit: "亩", Dimension: "area", Span: at("2万亩")},
			},
			{
				ID: "b", Kind: model.KindResult, Indicator: "松树", IndicatorSpan: &pine, Comparator: model.Approx, Side: model.SideAbove, Parent: "a",
				Quantity: model.Quantity{Raw: "0.6万亩", Value: "6000", Unit: "亩", Span: at("0.6万亩")},
			},
			{
				ID: "c", Kind: model.KindCondition, Indicator: "苗圃", IndicatorSpan: &nursery, Comparator: model.Range, Implied: model.ImpliedFull,
				Quantity: model.Quantity{Raw: "3—5个", Value: "3", High: "5", Span: at("3—5个")},
			},
		},
	}
	return &view{text: textOf(text), part: model.Span{End: len([]rune(text))}, doc: &model.Document{
		Meta:        model.Meta{Title: "青禾县2022年造林（绿化）要点", Genre: model.GenrePlan, Years: []int{2022, 2023}, Recipients: []string{"各乡", "各局"}},
		Targets:     []*model.Target{{ID: "p", Kind: model.KindStandard, Comparator: model.Equal, Quantity: model.Quantity{Raw: "2022年", Value: "2022", Span: at("2022年")}}},
		Sections:    []*model.Section{{Path: "一", Label: "一、", Kind: model.KindHeading, Title: "任务", Span: at("一、任务"), Children: []*model.Section{leaf, {Path: "一/#2", Kind: model.KindTask, Title: "无号"}}}},
		Diagnostics: []model.Diagnostic{{Code: "odd-thing", Severity: model.SeverityWarning, Message: "an odd thing", Span: at("松树")}},
		Layout:      []model.Region{{Kind: model.RegionHead, Span: at("青禾县2022年造林(绿化)要点\n一、任务\n(一)造林\n6月底前")}, {Kind: model.RegionLabel, Path: "一", Span: at("一、")}},
	}}
}

func TestRenderings(t *testing.T) {
	for _, c := range []struct{ section, want string }{
		{"outline", "一、 任务 | heading\n  (一) 造林 | task | by=2022-06-30 period=2022-01-01..2022-06-30\n  #2 无号 | task\n"},
		{"meta", "title: 青禾县2022年造林（绿化）要点\ngenre: plan\nyears: 2022 | 2023\nrecipients: 各乡 | 各局\n"},
		{"tasks", "一/(一) | 造林 | 6月底前造林。⏎发展苗圃\n一/#2 | 无号 | -\n"},
		{"parties", "一/(一) | lead | 县林业局\n一/(一) | responsible | 县水利局 | restored collective open\n"},
		{"parties-line", "lead 县林业局; responsible 县水利局 restored collective open"},
		{"targets", "- | standard | - | = | 2022年 | 2022\n" +
			"一/(一) | target | 造林 | >= | 2万亩 | 20000 亩 | change=increase from=1 basis=net baseline=2021_年 by=2022-06-30 per=year strength=hard\n" +
			"一/(一) | result | 松树 | ~ | 0.6万亩 | 6000 亩 | side=above parent=造林\n" +
			"一/(一) | condition | 苗圃 | .. | 3—5个 | 3..5 | implied=full\n"},
		{"targets-line", "standard - = 2022 -; target 造林 >= 20000 亩 change=increase from=1 basis=net baseline=2021_年 by=2022-06-30 per=year strength=hard; " +
			"result 松树 ~ 6000 亩 side=above parent=造林; condition 苗圃 .. 3..5 - implied=full"},
		{"diags", "odd-thing | 4:16 | an odd thing\n"},
		{"layout", "head | - | 青禾县2022年造林(绿…务⏎(一)造林⏎6月底前\nlabel | 一 | 一、\n"},
		{"marked", "青禾县⟦2022年⟧造林(绿化)要点\n一、任务\n(一)造林\n6月底前⟦造林⟧⟦2万亩⟧以上(其中:⟦松树⟧⟦0.6万亩⟧)。\n(县林业局、水利局等)\n发展⟦3—5个⟧⟦苗圃⟧"},
		{"marked parties", "青禾县2022年造林(绿化)要点\n一、任务\n(一)造林\n6月底前造林2万亩以上(其中:松树0.6万亩)。\n(⟦县林业局⟧、⟦水利局⟧等)\n发展3—5个苗圃"},
	} {
		if diff := cmp.Diff(lines(c.want), lines(rendered().render(c.section))); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.section, diff)
		}
	}
}

// What is optional is rendered where the expectation names it.
func TestRenderingsAsked(t *testing.T) {
	for _, c := range []struct{ section, expectation, want string }{
		{"outline", "path=x number=x level=x", "一、 任务 | heading | path=一 number=0 level=0"},
		{"parties", "label=x raw=x rule=x basis=x", "一/(一) | lead | 县林业局 | basis=convention label=牵头 raw=县林业局 rule=r"},
		{"targets", "action=x", "by=2022-06-30 per=year strength=hard action=造\n"},
		{"targets-line", "by_raw=x rule=x dimension=x", "strength=hard by_raw=6月底前 dimension=area rule=t; "},
		{"diags", "odd-thing | 4:16\n", "odd-thing | 4:16\n"},
	} {
		v := rendered()
		v.want = c.expectation
		if got := v.render(c.section); !strings.Contains(got, c.want) {
			t.Errorf("%s: no %q in\n%s", c.section, c.want, got)
		}
	}
	v := rendered()
	v.fold = true
	if got := v.render("meta"); !strings.Contains(got, "造林(绿化)要点") {
		t.Errorf("a quote is not folded:\n%s", got)
	}
	v.doc.Sections[0].Children[0].Parties[0].Name = "县林业局（本级）"
	if got := v.render("parties"); !strings.Contains(got, "（本级）") {
		t.Errorf("a name must be half width and is folded here:\n%s", got)
	}
}

func TestCanon(t *testing.T) {
	for _, c := range []struct{ section, in, want string }{
		{"targets", "一|target|甲|=|3亩|3 亩|per=year by=2022-01-01\n\n", "一 | target | 甲 | = | 3亩 | 3 亩 | by=2022-01-01 per=year\n"},
		{"targets", "-\n", ""},
		{"targets-line", "target 甲 =  3 亩 per=year by=x;result 乙 = 1 -", "target 甲 = 3 亩 by=x per=year; result 乙 = 1 -\n"},
		{"targets-line", "-", "-\n"},
		{"parties-line", "lead 甲 open collective", "lead 甲 collective open\n"},
		{"outline", "一、 甲|heading \n  (一) 乙 | task | period=x by=y\n", "一、 甲 | heading\n  (一) 乙 | task | by=y period=x\n"},
		{"meta", "recipients: 乙 | 甲\n", "recipients: 乙 | 甲\n"},
		{"marked", "⟦甲|乙⟧  \n\n丙", "⟦甲|乙⟧\n丙\n"},
	} {
		if got := canon(c.section, c.in); got != c.want {
			t.Errorf("canon(%s, %q) = %q, want %q", c.section, c.in, got, c.want)
		}
	}
}
