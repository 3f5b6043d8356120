package eval

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
)

const sampleText = "青禾县2022年春耕工作要点\n" +
	"年内建成示范田1000亩。\n" +
	"一、主要任务\n" +
	"(一)油菜生产。油菜面积83万亩以上,新建油菜基地3个,机械化率提高5个百分点,对达到50亩的农户每亩补助120元,实现技术指导全覆盖。(县农业局牵头,县财政局配合)\n" +
	"附表:水稻9万亩\n"

// sample is a pair of gold and document that agree in everything.
type sample struct {
	gold *Gold
	doc  *model.Document
}

func offset(sub string) int {
	i := strings.Index(sampleText, sub)
	if i < 0 {
		panic(sub + " is not in the sample")
	}
	return utf8.RuneCountInString(sampleText[:i])
}

// spanOf is the span of sub, the last part of quote.
func spanOf(quote, sub string) model.Span {
	if !strings.HasSuffix(quote, sub) {
		panic(quote + " does not end in " + sub)
	}
	end := offset(quote) + utf8.RuneCountInString(quote)
	return model.Span{Start: end - utf8.RuneCountInString(sub), End: end}
}

// add puts a record into the gold and the same one into the document.
func (s *sample) add(quote string, g GoldTarget) {
	sp := spanOf(quote, g.Quantity)
	g.At = &sp.Start
	s.gold.Targets = append(s.gold.Targets, g)
	comparator := g.Comparator
	if comparator == "" {
		comparator = model.Equal
	}
	t := &model.Target{
		Kind: g.Kind, Implied: g.Implied, Indicator: g.Indicator, Comparator: comparator, Change: g.Change, By: g.By, Per: g.Per,
		Quantity: model.Quantity{Raw: g.Quantity, Value: g.Value, High: g.High, Unit: g.Unit, Span: sp},
	}
	if g.Node == "" {
		s.doc.Targets = append(s.doc.Targets, t)
	} else {
		s.leaf().Targets = append(s.leaf().Targets, t)
	}
}

func (s *sample) leaf() *model.Section { return s.doc.Sections[0].Children[0] }

// target is the record of the document with this quantity.
func (s *sample) target(raw string) *model.Target {
	for _, t := range slices.Concat(s.doc.Targets, s.leaf().Targets) {
		if t.Quantity.Raw == raw {
			return t
		}
	}
	panic("no target " + raw)
}

// wanted is the record of the gold with this quantity.
func (s *sample) wanted(quantity string) *GoldTarget {
	i := slices.IndexFunc(s.gold.Targets, func(g GoldTarget) bool { return g.Quantity == quantity })
	return &s.gold.Targets[i]
}

// drop takes the record with this quantity out of the document.
func (s *sample) drop(raw string) {
	is := func(t *model.Target) bool { return t.Quantity.Raw == raw }
	s.doc.Targets = slices.DeleteFunc(s.doc.Targets, is)
	s.leaf().Targets = slices.DeleteFunc(s.leaf().Targets, is)
}

// extra adds a record to the document that the gold does not have.
func (s *sample) extra(t model.Target, quote, raw string) {
	t.Quantity.Raw, t.Quantity.Span = raw, spanOf(quote, raw)
	s.leaf().Targets = append(s.leaf().Targets, &t)
}

func newSample() *sample {
	s := &sample{
		gold: &Gold{
			Doc:  "sample.txt",
			Meta: GoldMeta{Title: "青禾县2022年春耕工作要点", Genre: "plan", Region: "青禾县", Years: []int{2022}},
			Sections: []GoldSection{
				{Path: "一", Label: "一、", Title: "主要任务"},
				{Path: "一/(一)", Label: "(一)", Title: "油菜生产", Parties: []GoldParty{{"lead", "县农业局"}, {"support", "县财政局"}}},
			},
		},
		doc: &model.Document{
			Meta: model.Meta{Title: "青禾县2022年春耕工作要点", Genre: "plan", Region: "青禾县", Years: []int{2022}},
			Sections: []*model.Section{{
				Path: "一", Label: "一、", Title: "主要任务", Span: model.Span{Start: offset("一、"), End: offset("附表")},
				Children: []*model.Section{{
					Path: "一/(一)", Label: "(一)", Title: "油菜生产", Span: model.Span{Start: offset("(一)"), End: offset("附表")},
					Parties: []*model.Party{
						{Role: "lead", Name: "县农业局", Raw: "县农业局", Span: spanOf("(县农业局", "县农业局")},
						{Role: "support", Name: "县财政局", Raw: "县财政局", Span: spanOf("县财政局", "县财政局")},
					},
				}},
			}},
		},
	}
	s.add("示范田1000亩", GoldTarget{Kind: "target", Indicator: "示范田", Quantity: "1000亩", Value: "1000", Unit: "亩", By: "2022-12-31"})
	s.add("油菜面积83万亩", GoldTarget{Kind: "target", Indicator: "油菜面积", Also: []string{"全县油菜面积"}, Comparator: "ge", Quantity: "83万亩", Value: "830000", Unit: "亩", Node: "一/(一)"})
	s.add("油菜基地3个", GoldTarget{Kind: "target", Indicator: "油菜基地", Quantity: "3个", Value: "3", Unit: "个", Node: "一/(一)"})
	s.add("机械化率提高5个百分点", GoldTarget{Kind: "target", Indicator: "机械化率", Change: "increase", Quantity: "5个百分点", Value: "5", Unit: "个百分点", Node: "一/(一)"})
	s.add("达到50亩", GoldTarget{Kind: "condition", Indicator: "农户", Quantity: "50亩", Value: "50", Unit: "亩", Node: "一/(一)"})
	s.add("补助120元", GoldTarget{Kind: "standard", Indicator: "补助", Quantity: "120元", Value: "120", Unit: "元", Node: "一/(一)"})
	s.add("技术指导全覆盖", GoldTarget{Kind: "target", Implied: "full", Indicator: "技术指导", Quantity: "全覆盖", Value: "100", Unit: "%", Node: "一/(一)"})
	return s
}

// The counts of a sample in which nothing is wrong.
var (
	allSets = map[string]Set{
		"record": {TP: 4}, "record_close": {TP: 4}, "quantities": {TP: 4}, "implied": {TP: 1}, "sections": {TP: 2}, "parties": {TP: 2},
	}
	allHits = map[string]Hits{
		"meta": {4, 4}, "kind": {7, 7}, "value": {4, 4}, "unit": {4, 4}, "comparator": {4, 4}, "indicator": {4, 4}, "indicator_close": {4, 4},
		"by": {4, 4}, "per": {4, 4}, "change": {4, 4}, "node": {4, 4}, "grounded": {7, 7},
	}
)

// rules are one case for each rule of the measure: a change of the sample, and
// the counts that it changes.
var rules = []struct {
	name   string
	change func(*sample)
	sets   map[string]Set
	hits   map[string]Hits
}{
	{name: "nothing wrong", change: func(*sample) {}},
	{name: "empty document", change: func(s *sample) { s.doc = &model.Document{} },
		sets: map[string]Set{"record": {FN: 4}, "record_close": {FN: 4}, "quantities": {FN: 4}, "implied": {FN: 1}, "sections": {FN: 2}, "parties": {FN: 2}},
		hits: map[string]Hits{"meta": {0, 4}, "kind": {}, "value": {}, "unit": {}, "comparator": {}, "indicator": {}, "indicator_close": {}, "by": {}, "per": {}, "change": {}, "node": {}, "grounded": {}}},

	{name: "meta: width and quotes do not count", change: func(s *sample) { s.doc.Meta.Title = "青禾县\uff12022年 春耕工作要点" }, hits: map[string]Hits{"meta": {4, 4}}},
	{name: "meta: wrong", change: func(s *sample) { s.doc.Meta.Region = "青禾" }, hits: map[string]Hits{"meta": {3, 4}}},
	{name: "meta: missing", change: func(s *sample) { s.doc.Meta.Genre = "" }, hits: map[string]Hits{"meta": {3, 4}}},
	{name: "meta: invented", change: func(s *sample) { s.doc.Meta.Signed = "2022-03-01" }, hits: map[string]Hits{"meta": {4, 5}}},
	{name: "meta: lists in order", change: func(s *sample) {
		s.gold.Meta.Recipients, s.doc.Meta.Recipients = []string{"各乡", "各局"}, []string{"各局", "各乡"}
		s.gold.Meta.Attachments, s.doc.Meta.Attachments = []string{"表(一)"}, []string{"表\uff08一\uff09"}
		s.doc.Meta.Years = []int{2022, 2023}
	}, hits: map[string]Hits{"meta": {4, 6}}},

	{name: "sections: title", change: func(s *sample) { s.leaf().Title = "油菜" }, sets: map[string]Set{"sections": {1, 1, 1}}},
	{name: "sections: path", change: func(s *sample) { s.leaf().Path = "一/(二)" },
		sets: map[string]Set{"sections": {1, 1, 1}, "parties": {0, 2, 2}, "record": {1, 3, 3}, "record_close": {1, 3, 3}}, hits: map[string]Hits{"node": {1, 4}}},
	{name: "sections: one too many", change: func(s *sample) {
		s.leaf().Children = []*model.Section{{Path: "一/(一)/1", Title: "甲", Span: s.leaf().Span}}
	}, sets: map[string]Set{"sections": {2, 1, 0}}},
	{name: "sections: twice is once too many", change: func(s *sample) {
		s.doc.Sections[0].Children = append(s.doc.Sections[0].Children, &model.Section{Path: "一/(一)", Title: "油菜生产"})
	}, sets: map[string]Set{"sections": {2, 1, 0}}},
	{name: "sections: full width path", change: func(s *sample) { s.leaf().Path = "一/\uff08一\uff09" }},

	{name: "parties: role", change: func(s *sample) { s.leaf().Parties[1].Role = "responsible" }, sets: map[string]Set{"parties": {1, 1, 1}}},
	{name: "parties: named twice counts once", change: func(s *sample) {
		s.leaf().Parties = append(s.leaf().Parties, s.leaf().Parties[0])
	}},
	{name: "parties: named twice in the gold counts once", change: func(s *sample) {
		s.gold.Sections[1].Parties = append(s.gold.Sections[1].Parties, s.gold.Sections[1].Parties[0])
	}},
	{name: "parties: twice in two roles is two", change: func(s *sample) {
		twice := *s.leaf().Parties[0]
		twice.Role = "support"
		s.leaf().Parties = append(s.leaf().Parties, &twice)
	}, sets: map[string]Set{"parties": {2, 1, 0}}},

	{name: "value: written otherwise", change: func(s *sample) { s.target("83万亩").Quantity.Value = "830000.0" }},
	{name: "value: wrong", change: func(s *sample) { s.target("83万亩").Quantity.Value = "83" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"value": {3, 4}}},
	{name: "value: upper end wrong", change: func(s *sample) { s.wanted("3个").High, s.target("3个").Quantity.High = "5", "6" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"value": {3, 4}}},
	{name: "value: upper end only where the gold has one", change: func(s *sample) { s.target("3个").Quantity.High = "6" }},
	{name: "unit", change: func(s *sample) { s.target("83万亩").Quantity.Unit = "万亩" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"unit": {3, 4}}},
	{name: "comparator", change: func(s *sample) { s.target("83万亩").Comparator = "gt" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"comparator": {3, 4}}},
	{name: "comparator: eq where the gold says nothing", change: func(s *sample) { s.wanted("83万亩").Comparator = "" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"comparator": {3, 4}}},
	{name: "indicator: another that is as good", change: func(s *sample) { s.target("83万亩").Indicator = "全县 油菜面积" }},
	{name: "indicator: close", change: func(s *sample) { s.target("83万亩").Indicator = "油菜的面积" },
		sets: map[string]Set{"record": {3, 1, 1}}, hits: map[string]Hits{"indicator": {3, 4}}},
	{name: "indicator: far", change: func(s *sample) { s.target("83万亩").Indicator = "基地" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"indicator": {3, 4}, "indicator_close": {3, 4}}},
	{name: "indicator: none wanted, none given", change: func(s *sample) { s.wanted("83万亩").Indicator, s.target("83万亩").Indicator = "", "" }},
	{name: "indicator: close, but the value is wrong", change: func(s *sample) {
		s.target("83万亩").Indicator, s.target("83万亩").Quantity.Value = "油菜的面积", "83"
	}, sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"indicator": {3, 4}, "value": {3, 4}}},
	{name: "by", change: func(s *sample) { s.target("1000亩").By = "" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"by": {3, 4}}},
	{name: "per", change: func(s *sample) { s.target("1000亩").Per = "year" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"per": {3, 4}}},
	{name: "change", change: func(s *sample) { s.target("5个百分点").Change = "decrease" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"change": {3, 4}}},
	{name: "node", change: func(s *sample) {
		s.leaf().Targets = append(s.leaf().Targets, s.doc.Targets...)
		s.doc.Targets = nil
	}, sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"node": {3, 4}}},

	{name: "missed", change: func(s *sample) { s.drop("83万亩") },
		sets: map[string]Set{"record": {3, 0, 1}, "record_close": {3, 0, 1}, "quantities": {3, 0, 1}}, hits: fewer(1)},
	{name: "missed, but optional", change: func(s *sample) { s.drop("83万亩"); s.wanted("83万亩").Optional = true },
		sets: map[string]Set{"record": {TP: 3}, "record_close": {TP: 3}, "quantities": {TP: 3}}, hits: fewer(1)},
	{name: "found, but optional", change: func(s *sample) { s.wanted("83万亩").Optional = true },
		sets: map[string]Set{"record": {TP: 3}, "record_close": {TP: 3}, "quantities": {TP: 3}}, hits: with(fewer(1), "grounded", Hits{7, 7})},
	{name: "optional is not extra, whatever its kind", change: func(s *sample) { s.wanted("50亩").Optional = true; s.target("50亩").Kind = "result" },
		hits: map[string]Hits{"kind": {6, 6}}},
	{name: "missed standard costs nothing", change: func(s *sample) { s.drop("120元") }, hits: map[string]Hits{"kind": {6, 6}, "grounded": {6, 6}}},
	{name: "missed implied", change: func(s *sample) { s.drop("全覆盖") },
		sets: map[string]Set{"implied": {FN: 1}}, hits: map[string]Hits{"kind": {6, 6}, "grounded": {6, 6}}},
	{name: "extra", change: func(s *sample) {
		s.extra(model.Target{Kind: "target", Comparator: "eq"}, "每亩", "亩")
	}, sets: map[string]Set{"record": {4, 1, 0}, "record_close": {4, 1, 0}, "quantities": {4, 1, 0}}, hits: map[string]Hits{"grounded": {8, 8}}},
	{name: "extra implied", change: func(s *sample) {
		s.extra(model.Target{Kind: "result", Implied: "zero"}, "每亩", "亩")
	}, sets: map[string]Set{"implied": {1, 1, 0}}, hits: map[string]Hits{"grounded": {8, 8}}},
	{name: "extra condition costs nothing", change: func(s *sample) {
		s.extra(model.Target{Kind: "condition"}, "每亩", "亩")
	}, hits: map[string]Hits{"grounded": {8, 8}}},

	{name: "kind: result for target", change: func(s *sample) { s.target("3个").Kind = "result" },
		sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}}, hits: map[string]Hits{"kind": {6, 7}}},
	{name: "kind: standard for target", change: func(s *sample) { s.target("3个").Kind = "standard" },
		sets: map[string]Set{"record": {3, 0, 1}, "record_close": {3, 0, 1}, "quantities": {3, 0, 1}}, hits: map[string]Hits{"kind": {6, 7}}},
	{name: "kind: target for standard", change: func(s *sample) { s.target("120元").Kind = "target" },
		sets: map[string]Set{"record": {4, 1, 0}, "record_close": {4, 1, 0}, "quantities": {4, 1, 0}}, hits: map[string]Hits{"kind": {6, 7}}},
	{name: "kind: condition for standard", change: func(s *sample) { s.target("120元").Kind = "condition" }, hits: map[string]Hits{"kind": {6, 7}}},
	{name: "kind: standard for implied", change: func(s *sample) { s.target("全覆盖").Kind = "standard" },
		sets: map[string]Set{"implied": {FN: 1}}, hits: map[string]Hits{"kind": {6, 7}}},
	{name: "implied in the gold alone", change: func(s *sample) { s.target("全覆盖").Implied = "" }},
	{name: "fields of implied records are not counted", change: func(s *sample) { s.target("全覆盖").Indicator = "指导" }},
	{name: "fields of standards are not counted", change: func(s *sample) { s.target("120元").Quantity.Value = "12" }},

	{name: "match: most characters in common wins", change: func(s *sample) {
		s.extra(model.Target{Kind: "condition"}, "油菜面积8", "8")
	}, hits: map[string]Hits{"grounded": {8, 8}}},
	{name: "match: the first of equals wins", change: func(s *sample) {
		s.extra(model.Target{Kind: "target"}, "油菜面积83万亩", "83万亩")
	}, sets: map[string]Set{"record": {4, 1, 0}, "record_close": {4, 1, 0}, "quantities": {4, 1, 0}}, hits: map[string]Hits{"grounded": {8, 8}}},
	{name: "match: a record is taken once, in the order of the gold", change: func(s *sample) {
		at := offset("3万亩")
		s.gold.Targets = append([]GoldTarget{{At: &at, Quantity: "3万亩", Kind: "condition"}}, s.gold.Targets...)
	}, sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}, "quantities": {3, 1, 1}}, hits: with(fewer(1), "kind", Hits{6, 7}, "grounded", Hits{7, 7})},
	{name: "match: touching is not overlapping", change: func(s *sample) {
		s.target("83万亩").Quantity.Raw, s.target("83万亩").Quantity.Span = "以上", spanOf("83万亩以上", "以上")
	}, sets: map[string]Set{"record": {3, 1, 1}, "record_close": {3, 1, 1}, "quantities": {3, 1, 1}}, hits: with(fewer(1), "grounded", Hits{7, 7})},

	{name: "grounded: span moved", change: func(s *sample) {
		q := &s.target("120元").Quantity
		q.Span = model.Span{Start: q.Span.Start + 1, End: q.Span.End + 1}
	}, hits: map[string]Hits{"grounded": {6, 7}}},
	{name: "grounded: width counts", change: func(s *sample) { s.target("3个").Quantity.Raw = "\uff13个" }, hits: map[string]Hits{"grounded": {6, 7}}},
	{name: "grounded: past the end", change: func(s *sample) {
		s.target("120元").Quantity.Span = model.Span{Start: 5000, End: 5004}
	}, hits: map[string]Hits{"grounded": {6, 7}, "kind": {6, 6}}},

	{name: "ignore_from: what comes later does not count", change: func(s *sample) {
		s.gold.IgnoreFrom = offset("附表")
		s.extra(model.Target{Kind: "target"}, "水稻9万亩", "9万亩")
		s.doc.Sections = append(s.doc.Sections, &model.Section{
			Path: "附表", Title: "水稻", Span: model.Span{Start: offset("附表"), End: offset("附表") + 8},
			Parties: []*model.Party{{Role: "lead", Name: "县财政局"}},
			Targets: []*model.Target{{Kind: "target", Quantity: model.Quantity{Raw: "9万亩", Span: spanOf("水稻9万亩", "9万亩")}}},
		})
	}},
	{name: "ignore_from: what comes before does", change: func(s *sample) {
		s.gold.IgnoreFrom = offset("附表") + 1
		s.doc.Sections = append(s.doc.Sections, &model.Section{Path: "附表", Title: "水稻", Span: model.Span{Start: offset("附表"), End: offset("附表") + 8}})
	}, sets: map[string]Set{"sections": {2, 1, 0}}},
}

// fewer is the accuracies of a sample in which n records were not compared.
func fewer(n int) map[string]Hits {
	out := map[string]Hits{}
	for _, name := range []string{"value", "unit", "comparator", "indicator", "indicator_close", "by", "per", "change", "node"} {
		out[name] = Hits{4 - n, 4 - n}
	}
	out["kind"], out["grounded"] = Hits{7 - n, 7 - n}, Hits{7 - n, 7 - n}
	return out
}

func with(hits map[string]Hits, pairs ...any) map[string]Hits {
	for i := 0; i < len(pairs); i += 2 {
		hits[pairs[i].(string)] = pairs[i+1].(Hits)
	}
	return hits
}

func TestScore(t *testing.T) {
	for _, c := range rules {
		t.Run(c.name, func(t *testing.T) {
			s := newSample()
			c.change(s)
			got := Score(s.gold, s.doc, []rune(sampleText))
			sets, hits := maps.Clone(allSets), maps.Clone(allHits)
			maps.Copy(sets, c.sets)
			maps.Copy(hits, c.hits)
			for _, name := range SetFigures {
				if got.Sets[name] != sets[name] {
					t.Errorf("%s %+v, want %+v", name, got.Sets[name], sets[name])
				}
			}
			for _, name := range AccuracyFigures {
				if got.Hits[name] != hits[name] {
					t.Errorf("%s %+v, want %+v", name, got.Hits[name], hits[name])
				}
			}
			if t.Failed() {
				t.Logf("misses %v", got.Misses)
			}
		})
	}
}

func TestMisses(t *testing.T) {
	s := newSample()
	s.doc.Meta.Region, s.doc.Meta.Evidence = "青禾", map[string]model.Span{"region": {Start: 0, End: 2}}
	s.leaf().Title = "油菜"
	s.leaf().Parties[1].Role = "lead"
	s.drop("3个")
	s.target("83万亩").Quantity.Unit = "公顷"
	s.target("全覆盖").Kind = "result"
	s.extra(model.Target{Kind: "target", Indicator: "每"}, "每亩", "亩")
	at := offset
	want := []Miss{
		{"sample.txt", "meta.region", "", "青禾县", "青禾", 0},
		{"sample.txt", "sections", "一/(一)", "油菜生产", "", -1},
		{"sample.txt", "sections", "一/(一)", "", "油菜", at("(一)")},
		{"sample.txt", "parties", "一/(一)", "support 县财政局", "", -1},
		{"sample.txt", "parties", "一/(一)", "", "lead 县财政局", at("县财政局")},
		{"sample.txt", "unit", "83万亩", "亩", "公顷", at("83万亩")},
		{"sample.txt", "quantities", "3个", "target 油菜基地", "", at("3个")},
		{"sample.txt", "kind", "全覆盖", "target", "result", at("全覆盖")},
		{"sample.txt", "quantities", "亩", "", "target 每", at("每亩") + 1},
	}
	got := Score(s.gold, s.doc, []rune(sampleText)).Misses
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	const line = "sample.txt\tunit\t83万亩\twant \"亩\"\tgot \"公顷\"\t@48"
	if len(got) > 5 && got[5].String() != line {
		t.Errorf("miss printed as %q, want %q", got[5], line)
	}
}

// A target that was never located counts as missed.
func TestUnlocated(t *testing.T) {
	s := newSample()
	s.wanted("3个").At = nil
	got := Score(s.gold, s.doc, []rune(sampleText))
	if want := (Set{TP: 3, FP: 1, FN: 1}); got.Sets["record"] != want {
		t.Errorf("record %+v, want %+v", got.Sets["record"], want)
	}
}

func TestPool(t *testing.T) {
	var total Tally
	if got := total.Figures(); got != nil {
		t.Errorf("nothing scored has figures %v", got)
	}
	if _, ok := total.Figure("record"); ok {
		t.Error("nothing scored has a record figure")
	}
	for _, wrong := range []string{"", "", "亩"} {
		s := newSample()
		if wrong != "" {
			s.target("83万亩").Quantity.Unit = "公顷"
			s.drop("3个")
			s.extra(model.Target{Kind: "target"}, "每亩", wrong)
		}
		total.Add(Score(s.gold, s.doc, []rune(sampleText)))
	}
	if want := (Set{TP: 10, FP: 2, FN: 2}); total.Sets["record"] != want {
		t.Errorf("record %+v, want %+v", total.Sets["record"], want)
	}
	var names []string
	for _, f := range total.Figures() {
		names = append(names, f.Name)
	}
	want := "record record.p record.r record_close record_close.p record_close.r quantities quantities.p quantities.r " +
		"implied implied.p implied.r sections sections.p sections.r parties parties.p parties.r " + strings.Join(AccuracyFigures, " ")
	if got := strings.Join(names, " "); got != want {
		t.Errorf("figures %s\nwant %s", got, want)
	}
	for name, want := range map[string]float64{"record": 10.0 / 12, "record.p": 10.0 / 12, "quantities": 11.0 / 12, "unit": 10.0 / 11, "meta": 1} {
		if got, ok := total.Figure(name); !ok || got != want {
			t.Errorf("%s %v, want %v", name, got, want)
		}
	}
	if len(total.Misses) != 3 {
		t.Errorf("%d misses, want 3", len(total.Misses))
	}
}
