package diff_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/diff"
)

var update = flag.Bool("update", false, "rewrite the expectations of testdata/diff")

// archive is a case file: a sentence of what it shows, and sections by name.
type archive struct {
	head  string
	names []string
	texts map[string]string
}

func readArchive(text string) *archive {
	a := &archive{texts: map[string]string{}}
	name := ""
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(rest, " --\n") {
			name = strings.TrimSuffix(rest, " --\n")
			a.names = append(a.names, name)
			a.texts[name] = ""
			continue
		}
		if name == "" {
			a.head += line
		} else {
			a.texts[name] += line
		}
	}
	return a
}

func (a *archive) String() string {
	var b strings.Builder
	b.WriteString(a.head)
	for _, n := range a.names {
		fmt.Fprintf(&b, "-- %s --\n%s", n, a.texts[n])
	}
	return b.String()
}

// Each file of testdata/diff is one phenomenon. It is read as it is written, in
// full width and in half width, and both ways round.
func TestCases(t *testing.T) {
	files, err := filepath.Glob(filepath.FromSlash("../testdata/diff/*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			a := readArchive(string(data))
			if _, ok := a.texts["plan"]; ok {
				trackCase(t, a)
			} else {
				diffCase(t, a)
			}
			if got := a.String(); *update && got != string(data) {
				if err := os.WriteFile(f, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func diffCase(t *testing.T, a *archive) {
	for _, width := range []func(string) string{func(s string) string { return s }, widen, halve} {
		old, new := input(t, width(a.texts["old"])), input(t, width(a.texts["new"]))
		r := diff.Compare(old, new, caseOptions())
		wantSound(t, r, old, new)
		wantMirror(t, r, diff.Compare(new, old, caseOptions()))
		for _, same := range []diff.Input{old, new} {
			if r := diff.Compare(same, same, caseOptions()); len(r.Changes) > 0 {
				t.Errorf("a document differs from itself:\n%s", show(r))
			}
		}
		expect(t, a, "changes", changeLines(r))
	}
}

// expect compares a section of a case with what came out, in half width; with
// -update it takes that.
func expect(t *testing.T, a *archive, name, got string) {
	t.Helper()
	got = halve(got)
	if *update {
		a.texts[name] = got
		return
	}
	if d := cmp.Diff(strings.Split(a.texts[name], "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s: -want +got\n%s", name, d)
	}
}

func caseOptions() diff.Options {
	o := options()
	o.Renamed = map[string]string{"扶贫办": "农业农村局", "乡村振兴局": "农业农村局", "农业局": "农业农村局", "环保局": "生态环境局"}
	return o
}

// changeLines writes a change a line: CLASS SEVERITY | PATH | ABOUT | WHY | DIFFERENCE.
func changeLines(r *diff.Result) string {
	var b strings.Builder
	for _, c := range r.Changes {
		cells := []string{string(c.Class) + " " + string(c.Severity), path(c.Old, c.New), about(c), c.Reason}
		if c.Delta != "" || c.Direction != "" {
			cells = append(cells, strings.Join(strings.Fields(c.Delta+c.DeltaUnit+" "+percent(c.Percent)+" "+string(c.Direction)), " "))
		}
		b.WriteString(strings.Join(cells, " | ") + "\n")
	}
	return b.String()
}

func percent(s string) string {
	if s == "" {
		return ""
	}
	return s + "%"
}

func path(old, new *diff.Side) string {
	switch {
	case old == nil:
		return "+ " + orDash(new.Path)
	case new == nil:
		return "- " + orDash(old.Path)
	case old.Path == new.Path:
		return orDash(old.Path)
	}
	return orDash(old.Path) + " → " + orDash(new.Path)
}

func about(c diff.Change) string {
	side := c.New
	if side == nil {
		side = c.Old
	}
	switch {
	case c.Indicator != "":
		return c.Indicator
	case strings.HasPrefix(string(c.Class), "party"), c.Class == diff.LeadChanged:
		return strings.Join(side.Parties, ",")
	}
	return orDash(side.Title)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// trackCase is a case of Track: a plan and its reports, "report", "report 2" …
func trackCase(t *testing.T, a *archive) {
	for _, width := range []func(string) string{func(s string) string { return s }, widen, halve} {
		var reports []diff.Input
		for _, n := range a.names {
			if strings.HasPrefix(n, "report") {
				reports = append(reports, input(t, width(a.texts[n])))
			}
		}
		plan := input(t, width(a.texts["plan"]))
		tr := diff.Track(plan, reports, caseOptions())
		wantTracking(t, tr, plan, reports)
		expect(t, a, "tracking", trackLines(tr))
	}
}

// wantTracking wants what holds of every tracking.
func wantTracking(t *testing.T, tr *diff.Tracking, plan diff.Input, reports []diff.Input) {
	t.Helper()
	sum := map[diff.Status]int{}
	prints := map[string]bool{}
	for _, x := range tr.Targets {
		sum[x.Status]++
		if prints[x.Fingerprint] || x.Reason == "" {
			t.Errorf("%s: fingerprint %s again, or no reason", x.Indicator, x.Fingerprint)
		}
		prints[x.Fingerprint] = true
		quoted(t, diff.Change{Indicator: x.Indicator}, x.Target, plan)
		for _, r := range x.Results {
			quoted(t, diff.Change{Indicator: x.Indicator}, r.Result, reports[r.Report])
		}
	}
	if d := cmp.Diff(sum, tr.Summary); d != "" {
		t.Errorf("summary: -want +got\n%s", d)
	}
}

// trackLines writes a target a line: STATUS | PATH | INDICATOR | DONE SHARE PACE | WHY.
func trackLines(tr *diff.Tracking) string {
	var b strings.Builder
	for _, x := range tr.Targets {
		done := strings.Join(strings.Fields(orDash(x.Done)+" "+percent(x.Share)+" "+percent(x.Pace)), " ")
		b.WriteString(strings.Join([]string{string(x.Status), orDash(x.Target.Path), x.Indicator, done, x.Reason}, " | ") + "\n")
	}
	return b.String()
}
