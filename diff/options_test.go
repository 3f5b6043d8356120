package diff_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

const (
	lastYear = `青禾县2031年工作要点
一、林业
(一)荒山造林。抓住雨季时机,荒山造林2万亩,育苗30万株。(县林业局负责)
(二)巡山护林。划定责任片区,配齐扑火机具,选聘护林员450名。(县林业局负责)
(三)发展油茶。改造低产园,油茶面积达到9万亩。(县农业农村局负责)
`
	thisYear = `青禾县2031年工作要点
一、林业
(一)荒山造林。抓住雨季时机,荒山造林1.5万亩,育苗30万株。(县林业局负责)
(二)发展油茶。改造低产园,油茶面积达到9万亩以上。(县农业农村局负责)
`
)

func TestSeverityIsAnOption(t *testing.T) {
	old, new := input(t, lastYear), input(t, thisYear)
	of := func(o diff.Options) map[diff.Class]model.Severity {
		out := map[diff.Class]model.Severity{}
		for _, c := range diff.Compare(old, new, o).Changes {
			out[c.Class] = c.Severity
		}
		return out
	}
	want := map[diff.Class]model.Severity{diff.TargetLowered: "warning", diff.TargetTightened: "info", diff.TaskDropped: "error", diff.TaskRenumbered: "info"}
	if d := cmp.Diff(want, of(diff.Options{})); d != "" {
		t.Errorf("by default: -want +got\n%s", d)
	}
	want[diff.TargetLowered], want[diff.TaskDropped] = "error", "info"
	if d := cmp.Diff(want, of(diff.Options{Severity: map[diff.Class]model.Severity{diff.TargetLowered: "error", diff.TaskDropped: "info"}})); d != "" {
		t.Errorf("by option: -want +got\n%s", d)
	}
}

// A higher threshold takes a task with another title and other words for another
// task.
func TestThresholdIsAnOption(t *testing.T) {
	old := input(t, lastYear)
	new := input(t, strings.Replace(lastYear, "巡山护林。划定责任片区,配齐扑火机具", "守护山林。划定责任片区,逐户宣传禁火", 1))
	if r := diff.Compare(old, new, diff.Options{}); r.Summary[diff.TaskRenamed] != 1 || len(r.Changes) != 1 {
		t.Errorf("by default:\n%s", show(r))
	}
	if r := diff.Compare(old, new, diff.Options{Threshold: 0.9}); r.Summary[diff.TaskDropped] != 1 || r.Summary[diff.TaskAdded] != 1 {
		t.Errorf("of 0.9:\n%s", show(r))
	}
}

func TestExplain(t *testing.T) {
	old, new := input(t, lastYear), input(t, thisYear)
	if r := diff.Compare(old, new, diff.Options{}); r.Matches != nil {
		t.Errorf("matches that nobody asked for: %v", r.Matches)
	}
	var got []string
	for _, m := range diff.Compare(old, new, diff.Options{Explain: true}).Matches {
		if m.Score <= 0 || m.Score > 1 || m.Reason == "" {
			t.Errorf("incomplete match %+v", m)
		}
		got = append(got, m.Old+" "+m.New+" "+m.Title+m.Indicator)
	}
	want := []string{"一 一 林业", "一/(一) 一/(一) 荒山造林", "一/(一) 一/(一) 荒山造林", "一/(一) 一/(一) 育苗", "一/(三) 一/(二) 发展油茶", "一/(三) 一/(二) 油茶面积"}
	slices.Sort(got[2:4])
	slices.Sort(want[2:4])
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// A saved extraction has no text and no layout: the same is told, with shorter
// quotes.
func TestSavedExtraction(t *testing.T) {
	saved := func(in diff.Input) diff.Input {
		data, err := json.Marshal(in.Doc)
		if err != nil {
			t.Fatal(err)
		}
		var doc model.Document
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		return diff.Input{Doc: &doc}
	}
	all := samples(t)
	for _, name := range sortedKeys(all) {
		old := input(t, all[name])
		if r := diff.Compare(old, saved(old), options()); len(r.Changes) > 0 {
			t.Errorf("%s differs from its own extraction:\n%s", name, show(r))
		}
	}
	old, new := input(t, lastYear), input(t, thisYear)
	want, got := diff.Compare(old, new, options()), diff.Compare(saved(old), saved(new), options())
	if d := cmp.Diff(allTold(want), allTold(got)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, c := range got.Changes {
		for _, s := range []*diff.Side{c.Old, c.New} {
			if s != nil && s.Quote == "" {
				t.Errorf("%s: no quote", told(c))
			}
		}
	}
}

// A change keeps its fingerprint whatever else is edited, numbers of sections
// above all.
func TestFingerprints(t *testing.T) {
	edited := strings.NewReplacer("一、林业", "一、水利\n(一)修渠引水。清走淤泥,疏浚支渠36公里。(县水利局负责)\n二、林业", "2031年", "2032年", "(二)发展", "(三)发展", "(一)荒山", "(二)荒山").Replace(thisYear)
	prints := func(text string) map[string]string {
		out := map[string]string{}
		for _, c := range diff.Compare(input(t, lastYear), input(t, text), options()).Changes {
			out[string(c.Class)+" "+c.Indicator] = c.Fingerprint
		}
		return out
	}
	before, after := prints(thisYear), prints(edited)
	for _, c := range []string{"target_lowered 荒山造林", "target_tightened 油茶面积", "task_dropped "} {
		if before[c] == "" || before[c] != after[c] {
			t.Errorf("%s: fingerprint %q, then %q", c, before[c], after[c])
		}
	}
}

// The same comparison twice gives the same bytes.
func TestDeterministic(t *testing.T) {
	all := samples(t)
	names := sortedKeys(all)
	for i, a := range names {
		for _, b := range names[i+1:] {
			old, new := input(t, all[a]), input(t, all[b])
			o := options()
			o.Explain = true
			one, err := json.Marshal(diff.Compare(old, new, o))
			if err != nil {
				t.Fatal(err)
			}
			two, _ := json.Marshal(diff.Compare(old, new, o))
			if string(one) != string(two) {
				t.Errorf("%s and %s: another result the second time", a, b)
			}
			wantMirror(t, diff.Compare(old, new, o), diff.Compare(new, old, o))
		}
	}
}

// Documents that have nothing to do with each other have at most headings in
// common that all plans have.
func TestUnrelated(t *testing.T) {
	all := samples(t)
	for _, p := range [][2]string{{"plan-water-2025", "notice-school-meals-2024"}, {"plan-water-2025", "press-roundup-2023"}, {"work-points-2023", "half-year-report-2024"}} {
		r := diff.Compare(input(t, all[p[0]]), input(t, all[p[1]]), diff.Options{Explain: true})
		for _, m := range r.Matches {
			if m.Title != "重点任务" && m.Title != "保障措施" {
				t.Errorf("%v: %+v", p, m)
			}
		}
	}
}

// A sample in another encoding is the same document.
func TestEncodings(t *testing.T) {
	all := samples(t)
	for _, name := range sortedKeys(all) {
		old := input(t, all[name])
		gb, err := simplifiedchinese.GB18030.NewEncoder().String(all[name])
		if err != nil {
			t.Fatal(err)
		}
		wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(all[name])
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range []string{gb, wide} {
			if r := diff.Compare(old, decoded(t, []byte(data)), options()); len(r.Changes) > 0 {
				t.Errorf("%s in another encoding:\n%s", name, show(r))
			}
		}
	}
}

// Wording without a number has no value, but a comparator.
func TestRelative(t *testing.T) {
	relative := func(text string) diff.Input {
		s, err := source.Decode("plan.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return diff.Input{Doc: parser.Parser{Relative: true}.Parse(s), Text: s.Runes}
	}
	const plan = "青禾县2031年工作要点\n一、任务\n(一)抓好收入。居民收入增速高于全省平均水平,粮食产量达到30万吨。\n"
	old, new := relative(plan), relative(strings.Replace(plan, "高于", "不低于", 1))
	if d := cmp.Diff([]string{"target_loosened 居民收入增速"}, allTold(diff.Compare(old, new, options()))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{}, allTold(diff.Compare(old, relative(strings.Replace(plan, "粮食产量", "粮食产量要", 1)), options()))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
