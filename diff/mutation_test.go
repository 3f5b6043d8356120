package diff_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/internal/race"
	"github.com/fenjie/fenjie/model"
)

// A mutant is a sample with one edit. want are the changes that are to be told,
// in short; nil wants what oracle finds.
type mutant struct {
	text string
	want []string
}

// mutation is a kind of edit. make lists its mutants of a document; least is how
// many of them all samples together must give.
type mutation struct {
	name  string
	least int
	make  func(in diff.Input) []mutant
}

// reporter is what an organisation of the samples is renamed to.
const renamedTo = "统筹协调局"

func options() diff.Options {
	return diff.Options{
		Renamed: map[string]string{"民政局": renamedTo, "教育局": renamedTo, "水利局": renamedTo, "卫生健康局": renamedTo},
		Factors: map[string]*big.Rat{"公里": big.NewRat(1000, 1), "米": big.NewRat(1, 1), "亩": big.NewRat(2000, 3), "公顷": big.NewRat(10000, 1)},
	}
}

// Every edit is told as what it is, and nothing else is; and as its mirror image
// when the documents change places.
func TestMutations(t *testing.T) {
	withoutRace(t)
	total := 0
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			made := 0
			all := samples(t)
			for _, name := range sortedKeys(all) {
				old := input(t, all[name])
				for _, x := range m.make(old) {
					new := input(t, x.text)
					want := x.want
					if want == nil {
						if want = oracle(old, new, m.name); want == nil {
							continue // the parser reads the edit as something else
						}
					}
					made++
					judge(t, name, old, new, want)
				}
			}
			t.Logf("%d mutants", made)
			if made < m.least {
				t.Errorf("%d mutants, want at least %d", made, m.least)
			}
			total += made
		})
	}
	t.Logf("%d mutants in all", total)
	if total < 200 && !strings.Contains(t.Name(), "/") {
		t.Errorf("%d mutants in all, want at least 200", total)
	}
}

// withoutRace skips a long test under the race detector: the package has no
// goroutines of its own.
func withoutRace(t *testing.T) {
	t.Helper()
	if race.On {
		t.Skip("runs without the race detector")
	}
}

func judge(t *testing.T, name string, old, new diff.Input, want []string) {
	t.Helper()
	r := diff.Compare(old, new, options())
	slices.Sort(want)
	if d := cmp.Diff(want, allTold(r)); d != "" {
		t.Errorf("%s: %s\n-want +got\n%s%s", name, difference(string(old.Text), string(new.Text)), d, show(r))
		return
	}
	wantSound(t, r, old, new)
	wantMirror(t, r, diff.Compare(new, old, options()))
}

// difference is the text around the first place where two texts differ.
func difference(a, b string) string {
	x, y := []rune(a), []rune(b)
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	around := func(r []rune) string { return string(r[max(0, i-20):min(len(r), i+30)]) }
	return around(x) + " → " + around(y)
}

// oracle compares two readings record by record, in the order of the text: an edit
// that leaves their number as it is leaves every record in its place. It gives nil
// where the edit made the parser read anything else anew than the mutation means.
func oracle(old, new diff.Input, mutation string) []string {
	pathsA, a := records(old.Doc)
	pathsB, b := records(new.Doc)
	if !slices.Equal(pathsA, pathsB) || !cmp.Equal(frame(old.Doc), frame(new.Doc)) {
		return nil
	}
	var out []string
	for i := range a {
		x, y := *a[i], *b[i]
		if sameEnd(old.Doc, new.Doc, &x, &y) {
			out = append([]string{}, out...)
		}
		classes, ok := fields(&x, &y)
		if !ok {
			return nil
		}
		for _, c := range classes {
			if !slices.Contains(strings.Fields(mutation), string(c)) {
				return nil
			}
			out = append(out, string(c)+" "+halve(b[i].Indicator))
		}
	}
	return out
}

// frame is what a reading says beside records.
func frame(d *model.Document) []string {
	var out []string
	for _, s := range sections(d) {
		out = append(out, s.Path, s.Label, string(s.Kind), s.Title, s.By)
		for _, p := range s.Parties {
			out = append(out, string(p.Role), p.Name)
		}
	}
	return out
}

// sameEnd takes the end of a plan's own year from the one of two records that tells
// it: it goes without saying in a plan for one year.
func sameEnd(old, new *model.Document, a, b *model.Target) bool {
	if len(old.Meta.Years) != 1 || len(new.Meta.Years) != 1 || (a.By == "") == (b.By == "") {
		return false
	}
	if a.By != fmt.Sprint(old.Meta.Years[0], "-12-31") && b.By != fmt.Sprint(new.Meta.Years[0], "-12-31") {
		return false
	}
	a.By, b.By = "", ""
	return true
}

// fields lists how two records differ; false where they differ in what no class
// is for.
func fields(a, b *model.Target) (out []diff.Class, ok bool) {
	if a.Kind != b.Kind || a.Implied != b.Implied || a.Action != b.Action {
		return nil, false
	}
	add := func(differs bool, c diff.Class) {
		if differs {
			out = append(out, c)
		}
	}
	add(halve(a.Indicator) != halve(b.Indicator), diff.IndicatorRenamed)
	if a.Quantity.Unit != b.Quantity.Unit || a.Change != b.Change || a.Basis != b.Basis {
		out = append(out, diff.UnitChanged)
	} else if x, y := rat(a.Quantity.Value), rat(b.Quantity.Value); a.Quantity.High == "" && b.Quantity.High == "" {
		add(x.Cmp(y) < 0, diff.TargetRaised)
		add(x.Cmp(y) > 0, diff.TargetLowered)
		x, y := firm(a), firm(b)
		add(x < y, diff.TargetTightened)
		add(x > y, diff.TargetLoosened)
	} else if a.Quantity.Value != b.Quantity.Value || a.Quantity.High != b.Quantity.High || a.Comparator != b.Comparator {
		return nil, false
	}
	add(hard(a) < hard(b), diff.TargetHardened)
	add(hard(a) > hard(b), diff.TargetSoftened)
	add(a.By == "" && b.By != "", diff.DeadlineAdded)
	add(a.By != "" && b.By == "", diff.DeadlineRemoved)
	add(a.By != "" && b.By != "" && a.By < b.By, diff.DeadlineLater)
	add(b.By != "" && a.By > b.By, diff.DeadlineEarlier)
	add(a.Per != b.Per, diff.FrequencyChanged)
	add(a.Baseline != b.Baseline || a.From != b.From, diff.BaselineChanged)
	return out, true
}

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return x
}

func firm(r *model.Target) int {
	return map[model.Comparator]int{model.Approx: 1, model.Equal: 2, model.Range: 2, model.AtLeast: 3, model.AtMost: 3, model.MoreThan: 4, model.LessThan: 4}[r.Comparator]
}

func hard(r *model.Target) int {
	return map[model.Strength]int{model.Hard: 1, model.Soft: -1}[r.Strength]
}

// Two edits are told as the two of them.
func TestTwoEdits(t *testing.T) {
	withoutRace(t)
	kinds := map[string]mutation{}
	for _, m := range mutations {
		kinds[m.name] = m
	}
	made := 0
	all := samples(t)
	for _, name := range sortedKeys(all) {
		old := input(t, all[name])
		for _, first := range []string{"drop a task", "rename a task", "add a party", "move a task"} {
			for i, x := range kinds[first].make(old) {
				if i%4 != 0 {
					continue
				}
				between := input(t, x.text)
				for _, second := range []string{"target_lowered", "deadline_earlier deadline_later", "remove a party", "drop a record"} {
					for k, y := range kinds[second].make(between) {
						if k%12 != i%12 {
							continue
						}
						new := input(t, y.text)
						if string(new.Text) == string(old.Text) {
							continue // the second edit takes the first one back
						}
						want := y.want
						if want == nil {
							if want = oracle(between, new, second); len(want) == 0 {
								continue
							}
						}
						made++
						judge(t, name, old, new, append(slices.Clone(want), x.want...))
					}
				}
			}
		}
	}
	t.Logf("%d pairs of edits", made)
	if made < 100 {
		t.Errorf("%d pairs of edits, want at least 100", made)
	}
}
