package export

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// plan is a text about a place that does not exist.
const plan = `柳塘县2031年林果业工作要点
柳塘办发〔2031〕7号
各乡镇人民政府:
全年完成造林9600亩。
一、重点任务
(一)育苗。新建苗圃120亩以上,苗木成活率由85%提高到92%,病虫害发生率下降3.5%左右。(牵头单位:县林业局;责任单位:县财政局、农业农村局等;联系单位:县气象局)
1.管护。每季度巡查3—5次,古树名木全覆盖。
二、时间安排
(一)动员阶段(2031年3月1日-3月20日)。
`

// at is the span of the nth occurrence (from 0) of quote in plan.
func at(quote string, nth int) model.Span {
	start := 0
	for range nth + 1 {
		i := strings.Index(plan[start:], quote)
		if i < 0 {
			panic("not in the fixture: " + quote)
		}
		start += i + len(quote)
	}
	end := utf8.RuneCountInString(plan[:start])
	line := 1 + strings.Count(plan[:start-len(quote)], "\n")
	return model.Span{Start: end - utf8.RuneCountInString(quote), End: end, Line: line}
}

func at0(quote string) model.Span { return at(quote, 0) }

func spanOf(quote string) *model.Span { s := at0(quote); return &s }

func party(role model.Role, name, raw string) *model.Party {
	return &model.Party{Role: role, Name: name, Raw: raw, Restored: name != raw, Basis: model.BasisStated, Span: at0(raw), Rule: "label.test"}
}

// fixture is plan as it should be read, with every field of the model used somewhere.
func fixture(t testing.TB) Item {
	text, err := source.Decode("plan.txt", []byte(plan))
	if err != nil {
		t.Fatal(err)
	}
	open := party(model.RoleResponsible, "县农业农村局", "农业农村局")
	open.Open = true
	other := party(model.RoleOther, "县气象局", "县气象局")
	other.Label = "联系单位"
	return Item{Text: text, Doc: &model.Document{
		Source: model.Source{Path: "plan.txt", Format: text.Format, Encoding: text.Encoding, SHA256: text.SHA256, Chars: len(text.Runes)},
		Meta: model.Meta{
			Title: "柳塘县2031年林果业工作要点", Genre: model.GenrePlan, Number: "柳塘办发〔2031〕7号", Issuer: "柳塘县人民政府办公室",
			Region: "柳塘县", Years: []int{2031}, Published: "2031-02-01", Signed: "2031-01-30", Recipients: []string{"各乡镇人民政府"},
			Evidence: map[string]model.Span{"title": at0("柳塘县2031年林果业工作要点"), "number": at0("柳塘办发〔2031〕7号"), "region": at0("柳塘县")},
		},
		Targets: []*model.Target{{
			ID: "t1", Kind: model.KindTarget, Indicator: "造林", IndicatorSpan: spanOf("造林"), Action: "完成", Comparator: model.Equal,
			Quantity: model.Quantity{Raw: "9600亩", Value: "9600", Unit: "亩", Dimension: "area", Span: at0("9600亩")},
			By:       "2031-12-31", ByRaw: "全年", Strength: model.Hard, Span: at0("全年完成造林9600亩"), Rule: "target.plain",
		}},
		Sections: []*model.Section{{
			Path: "一", Label: "一、", Number: 1, Level: 1, Kind: model.KindHeading, Title: "重点任务", Span: at0("一、重点任务"),
			Children: []*model.Section{{
				Path: "一/(一)", Label: "(一)", Number: 1, Level: 2, Kind: model.KindHeading, Title: "育苗", By: "2031-11-30",
				Text:    "新建苗圃120亩以上,苗木成活率由85%提高到92%,病虫害发生率下降3.5%左右。",
				Span:    at0("(一)育苗"),
				Parties: []*model.Party{party(model.RoleLead, "县林业局", "县林业局"), party(model.RoleResponsible, "县财政局", "县财政局"), open, other},
				Targets: []*model.Target{
					{
						ID: "t2", Kind: model.KindTarget, Indicator: "苗圃", IndicatorSpan: spanOf("苗圃"), Action: "新建", Comparator: model.AtLeast,
						Quantity: model.Quantity{Raw: "120亩", Value: "120", Unit: "亩", Dimension: "area", Span: at0("120亩")}, Span: at0("新建苗圃120亩以上"), Rule: "target.plain",
					},
					{
						ID: "t3", Kind: model.KindTarget, Indicator: "苗木成活率", Comparator: model.Equal, From: "85", Parent: "t2", Basis: model.Net,
						Quantity: model.Quantity{Raw: "92%", Value: "92", Unit: "%", Span: at0("92%")}, Span: at0("苗木成活率由85%提高到92%"), Rule: "target.level",
					},
					{
						ID: "t4", Kind: model.KindResult, Indicator: "病虫害发生率", Comparator: model.Approx, Side: model.SideBoth, Change: model.Decrease, Baseline: "上年",
						Quantity: model.Quantity{Raw: "3.5%", Value: "3.5", Unit: "%", Span: at0("3.5%")}, Span: at0("病虫害发生率下降3.5%左右"), Rule: "target.change",
					},
				},
				Children: []*model.Section{{
					Path: "一/(一)/1", Label: "1.", Number: 1, Level: 3, Kind: model.KindTask, Title: "管护", Text: "每季度巡查3—5次,古树名木全覆盖。", Span: at0("1.管护"),
					Targets: []*model.Target{
						{
							ID: "t5", Kind: model.KindTarget, Indicator: "巡查", Comparator: model.Range, Per: model.PerQuarter,
							Quantity: model.Quantity{Raw: "3—5次", Value: "3", High: "5", Unit: "次", Span: at0("3—5次")}, Span: at0("每季度巡查3—5次"), Rule: "target.range",
						},
						{
							ID: "t6", Kind: model.KindTarget, Implied: model.ImpliedFull, Indicator: "古树名木", Comparator: model.Equal,
							Quantity: model.Quantity{Raw: "全覆盖", Value: "100", Unit: "%", Span: at0("全覆盖")}, Span: at0("古树名木全覆盖"), Rule: "implied.full",
						},
					},
				}},
			}},
		}, {
			Path: "二", Label: "二、", Number: 2, Level: 1, Kind: model.KindHeading, Title: "时间安排", Span: at0("二、时间安排"),
			Children: []*model.Section{{
				Path: "二/(一)", Label: "(一)", Number: 1, Level: 2, Kind: model.KindPhase, Title: "动员阶段", Span: at0("(一)动员阶段"),
				Period: &model.Period{Start: "2031-03-01", End: "2031-03-20"},
			}},
		}},
		Numerals:    numerals(),
		Diagnostics: []model.Diagnostic{{Code: "unclaimed-number", Severity: model.SeverityWarning, Message: "number not claimed by any target", Span: at("2031", 1)}},
	}}
}

// numerals are some of plan, of many classes.
func numerals() []model.Numeral {
	numeral := func(raw, quote string, class model.NumeralClass, path, target, reason string) model.Numeral {
		s := at0(quote)
		s.Start += utf8.RuneCountInString(quote[:strings.Index(quote, raw)])
		s.End = s.Start + utf8.RuneCountInString(raw)
		return model.Numeral{Raw: raw, Class: class, Path: path, Target: target, Rule: "rule." + string(class), Reason: reason, Span: s}
	}
	return []model.Numeral{
		numeral("2031", "县2031年", model.NumeralHead, "", "", "in the head of the document"),
		numeral("9600", "9600亩", "target", "", "t1", "measures 造林; verb 完成"),
		numeral("一", "一、", model.NumeralLabel, "一", "", "the number of a section"),
		numeral("120", "120亩", "target", "一/(一)", "t2", "measures 苗圃; verb 新建"),
		numeral("85", "85%", model.NumeralStart, "一/(一)", "", "the start of 由A提高到B: the record of B holds it"),
		numeral("3.5", "3.5%", "result", "一/(一)", "t4", "measures 病虫害发生率"),
		numeral("3", "3—5次", model.NumeralBare, "一/(一)/1", "", "no unit follows the number"),
		numeral("5", "—5次", model.NumeralUnread, "一/(一)/1", "", "no rule spoke here"),
		numeral("20", "20日", "new_class", "no/such/path", "no such target", "a class, a section and a target that nothing knows"),
	}
}

// bare is a document in which nothing was found, with every list nil.
func bare() Item {
	return Item{Doc: &model.Document{
		Source:   model.Source{Path: "-", Format: "txt", Encoding: "utf-8", SHA256: strings.Repeat("0", 64)},
		Sections: []*model.Section{{Path: "#1", Level: 1, Kind: model.KindHeading}},
		Numerals: []model.Numeral{{Raw: "1", Class: model.NumeralUnread, Span: model.Span{Start: 3, End: 4}}},
	}}
}

func both(t testing.TB) iter.Seq[Item] { return slices.Values([]Item{fixture(t), bare()}) }

// written is what the named format makes of the items.
func written(t testing.TB, format string, items iter.Seq[Item], o Options) string {
	t.Helper()
	f, ok := FormatNamed(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	if err := f.Write(&b, items, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
