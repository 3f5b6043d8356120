package parser_test

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
)

// TestRelative gives indicator, comparator, side and baseline of wording that
// compares without a number; in both widths.
func TestRelative(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"居民收入增速高于全省平均水平。", "居民收入增速 gt 全省平均水平"},
		{"居民收入增速不低于全市平均。", "居民收入增速 ge 全市平均"},
		{"确保库区移民收入增幅高于全县居民收入增幅,油菜面积达到3万亩。", "库区移民收入增幅 gt 全县居民收入增幅"},
		{"蔬菜单产高于全省平均水平、菜农收入增幅不低于全市平均。", "蔬菜单产 gt 全省平均水平; 菜农收入增幅 ge 全市平均"},
		{"居民收入增长与经济增长基本同步。", "居民收入 approx both 经济增长"},
		{"居民收入与经济增长同步。", "居民收入 eq 经济增长"},
		{"耕地面积只增不减。", "耕地面积 ge"},
		{"耕地面积不减少、质量不降低。", "耕地面积 ge; 质量 ge"},
		{"机收面积不低于2023年,单位能耗低于上年。", "机收面积 ge 2023年; 单位能耗 lt 上年"},
		{"项目进度快于全市平均水平。", "项目进度 gt 全市平均水平"},
		{"事故起数不超过上年。", "事故起数 le 上年"},

		{"粮食产量不低于30万吨。", ""},
		{"增速高于全省平均水平2个百分点。", ""},
		{"与市文旅局同步推进三项改革。", ""},
		{"创历史最高水平。", ""},
		{"提高居民收入水平,与企业加强合作。", ""},
		{"不超过三天办结。", ""},
	} {
		for _, text := range []string{c.text, widen(c.text)} {
			in := textOf("青禾县2024年工作要点\n一、目标\n" + text)
			var got []string
			for _, r := range relativeOf((parser.Parser{Relative: true}).Parse(in)) {
				got = append(got, strings.Join(strings.Fields(strings.Join([]string{r.Indicator, string(r.Comparator), string(r.Side), halve(r.Baseline)}, " ")), " "))
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("%s\n-want %s\n+got  %s", text, c.want, got)
			}
		}
	}
}

// TestRelativeApart says that asking for relative records changes no other, and
// that what holds for every record holds for them.
func TestRelativeApart(t *testing.T) {
	for _, text := range documents(t) {
		t.Run(filepath.Base(text.Path), func(t *testing.T) {
			doc, with := parser.Parser{}.Parse(text), parser.Parser{Relative: true}.Parse(text)
			c := &checker{t: t, text: text, doc: with, whole: model.Span{End: len(text.Runes)}}
			c.targets()
			isRelative := func(r *model.Target) bool { return r.Kind == model.KindRelative }
			with.Targets = slices.DeleteFunc(with.Targets, isRelative)
			model.Walk(with.Sections, func(s *model.Section) { s.Targets = slices.DeleteFunc(s.Targets, isRelative) })
			if !reflect.DeepEqual(doc, with) {
				t.Errorf("other records change (-without +with):\n%s", gocmp.Diff(doc, with))
			}
		})
	}
}

func relativeOf(doc *model.Document) []*model.Target {
	var all []*model.Target
	take := func(targets []*model.Target) {
		for _, r := range targets {
			if r.Kind == model.KindRelative {
				all = append(all, r)
			}
		}
	}
	take(doc.Targets)
	model.Walk(doc.Sections, func(s *model.Section) { take(s.Targets) })
	return all
}
