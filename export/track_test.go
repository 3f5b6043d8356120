package export

import (
	"bytes"
	"encoding/json"
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
)

const (
	halfYearPlan = `柳塘县2032年林果业工作要点
(一)育苗。⟦0新建苗圃150亩⟧,⟦1苗木成活率达到90%以上⟧,⟦2修建步道8公里⟧。
(二)管护。⟦3古树挂牌300株⟧,⟦4病虫害损失控制在20万元以内⟧。
`
	halfYearReport = `柳塘县2032年上半年林果业工作情况
⟦0新建苗圃160亩⟧,⟦1苗木成活率91%⟧,⟦2修建步道4.5公里⟧,⟦3古树挂牌120株⟧。
`
)

// followed is what became of halfYearPlan, with targets of every status.
func followed(t testing.TB) Followed {
	plan, goals := unmark(t, "plan.txt", halfYearPlan)
	report, results := unmark(t, "half.txt", halfYearReport)
	side := func(item Item, s model.Span, value, unit string, c model.Comparator) *diff.Side {
		s.Line, _ = item.Text.Position(s.Start)
		return &diff.Side{Path: "(一)", Title: "育苗", Quote: item.Text.Slice(s), Span: s, Value: value, Unit: unit, Comparator: c}
	}
	f := Followed{Plan: plan, Reports: []Item{report}, Tracking: &diff.Tracking{
		Schema: diff.TrackSchemaID, Plan: plan.Doc.Source, Reports: []model.Source{report.Doc.Source}, Summary: map[diff.Status]int{},
	}}
	for i, row := range []struct {
		status            diff.Status
		indicator, value  string
		unit              string
		comparator        model.Comparator
		done, share, pace string
	}{
		{diff.StatusDone, "苗圃", "150", "亩", model.Equal, "160", "106.67", ""},
		{diff.StatusDone, "苗木成活率", "90", "%", model.AtLeast, "91", "", ""},
		{diff.StatusOnPace, "步道", "8", "公里", model.Equal, "4.5", "56.25", "50"},
		{diff.StatusBehind, "古树挂牌", "300", "株", model.Equal, "120", "40", "50"},
		{diff.StatusNotReported, "病虫害损失", "200000", "元", model.AtMost, "", "", ""},
	} {
		x := diff.Tracked{Indicator: row.indicator, Status: row.status, Target: side(plan, goals[i], row.value, row.unit, row.comparator),
			Done: row.done, Share: row.share, Pace: row.pace, Fingerprint: strings.Repeat(strconv.Itoa(i), 16), Reason: "because " + strconv.Itoa(i)}
		if i > 2 {
			x.Target.Path, x.Target.Title = "(二)", "管护"
		}
		if s, ok := results[i]; ok {
			x.Results = []diff.Reported{{Report: 0, Until: "2032-06-30", Score: 0.9, Result: side(report, s, row.done, row.unit, model.Equal)}}
		}
		f.Tracking.Targets = append(f.Tracking.Targets, x)
		f.Tracking.Summary[row.status]++
	}
	f.Tracking.Targets[1].Status = diff.StatusNotComparable
	f.Tracking.Targets[1].Done = ""
	f.Tracking.Summary[diff.StatusDone]--
	f.Tracking.Summary[diff.StatusNotComparable]++
	return f
}

// untold is a plan without targets and reports.
func untold() Followed {
	source := model.Source{Path: "a.txt", Format: "txt", Encoding: "utf-8", SHA256: strings.Repeat("0", 64)}
	return Followed{Tracking: &diff.Tracking{Schema: diff.TrackSchemaID, Plan: source}}
}

func trackedIn(t testing.TB, name string, f Followed, o DiffOptions) string {
	t.Helper()
	l, ok := LayoutNamed(TrackLayouts, name)
	if !ok {
		t.Fatalf("no layout %q", name)
	}
	var b bytes.Buffer
	if err := l.Write(&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTrackGolden(t *testing.T) {
	for _, l := range TrackLayouts {
		ending := append(slices.Clone(l.Endings), ".out")[0]
		golden(t, "track-"+l.Name+ending, trackedIn(t, l.Name, followed(t), DiffOptions{}))
		if slices.Contains(l.Takes, "explain") {
			golden(t, "track-"+l.Name+"-explain-en"+ending, trackedIn(t, l.Name, followed(t), DiffOptions{Explain: true, Header: "en"}))
		}
	}
	golden(t, "track-nothing.txt", trackedIn(t, "text", untold(), DiffOptions{}))
}

// TestTrackTotals says that what was told of is all that was counted.
func TestTrackTotals(t *testing.T) {
	if got, want := trackTotals(followed(t).Tracking, "zh"), "指标 5 项 (完成 1, 达到序时 1, 滞后 1, 未见报告 1, 不可比 1)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, s := range diff.Statuses {
		if statuses[s].zh == "" || statuses[s].sign == "" {
			t.Errorf("%s has no words", s)
		}
	}
	if len(statuses) != len(diff.Statuses) {
		t.Errorf("%d statuses are shown, not %d", len(statuses), len(diff.Statuses))
	}
}

func TestTrackSchemaIsTrack(t *testing.T) {
	var schema struct {
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(TrackSchema(), &schema); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]any{"tracking": diff.Tracking{}, "tracked": diff.Tracked{}, "reported": diff.Reported{}, "side": diff.Side{}, "source": model.Source{}, "span": model.Span{}} {
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

func TestTrackJSONKeepsTheSchema(t *testing.T) {
	schema := compiled(t, TrackSchema())
	good := trackedIn(t, "json", followed(t), DiffOptions{})
	for _, text := range []string{good, trackedIn(t, "json", untold(), DiffOptions{})} {
		if err := schema.Validate(fromJSON(t, text)); err != nil {
			t.Error(err)
		}
	}
	for _, edit := range [][2]string{
		{`"fenjie-track/1"`, `"fenjie-track/2"`}, {`"status": "behind"`, `"status": "late"`}, {`"results": []`, `"results": null`},
		{`"share": "40"`, `"share": "40%"`}, {`"report": 0`, `"report": -1`}, {`"plan"`, `"plans"`},
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

// besieged is followed with payloads for words.
func besieged(t testing.TB, payloads []string) Followed {
	f := followed(t)
	f.Plan.Doc.Meta.Title = strings.Join(payloads, "")
	f.Tracking.Targets = nil
	for _, p := range payloads {
		side := diff.Side{Path: p, Title: p, Quote: p, Value: "1", Unit: p}
		result := side
		f.Tracking.Targets = append(f.Tracking.Targets, diff.Tracked{Indicator: p, Status: diff.StatusBehind, Target: &side, Reason: p, Fingerprint: p,
			Done: "1", Share: "1", Pace: "2", Results: []diff.Reported{{Until: p, Result: &result}}})
	}
	return f
}

func TestTrackIsSafe(t *testing.T) {
	tag, value := regexp.MustCompile(`<[^>]*>`), regexp.MustCompile(`"[^"]*"`)
	tags := func(page string) string {
		return value.ReplaceAllString(strings.Join(tag.FindAllString(page, -1), "\n"), "")
	}
	good := trackedIn(t, "html", besieged(t, harmless(payloads)), DiffOptions{Explain: true})
	bad := trackedIn(t, "html", besieged(t, payloads), DiffOptions{Explain: true})
	if d := cmp.Diff(tags(good), tags(bad)); d != "" {
		t.Errorf("(-harmless +payloads):\n%s", d)
	}
	for _, name := range []string{"text", "markdown", "html", "github"} {
		for _, r := range trackedIn(t, name, besieged(t, payloads), DiffOptions{Explain: true}) {
			if r != '\n' && unicode.IsControl(r) || r == '\u202e' || r == '\u2066' {
				t.Errorf("%s: %U is shown", name, r)
			}
		}
	}
	for line := range strings.Lines(trackedIn(t, "markdown", besieged(t, payloads), DiffOptions{})) {
		if strings.HasPrefix(line, "| ") && strings.Count(line, "|") != 8 {
			t.Errorf("a row of %d cells: %s", strings.Count(line, "|")-1, line)
		}
	}
}

func TestTrackTextFits(t *testing.T) {
	for _, f := range []Followed{followed(t), besieged(t, payloads), untold()} {
		for _, width := range testWidths {
			for n, line := range strings.Split(trackedIn(t, "text", f, DiffOptions{Width: width, Explain: true}), "\n") {
				if columns(line) > width {
					t.Errorf("width %d: line %d is %d columns wide: %q", width, n+1, columns(line), line)
				}
			}
		}
	}
}
