package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fenjie/fenjie/internal/race"
	"github.com/fenjie/fenjie/model"
)

// shared is a folder beside the checkout with the reference measure, documents
// and gold. It is no part of the project: tests that want it skip without it.
const shared = "../../shared"

// reference is the path of the reference measure; without it, or without a
// Python that can run it, the test is skipped.
func reference(t *testing.T) string {
	t.Helper()
	script, err := filepath.Abs(filepath.Join(shared, "score.py"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Skip("../shared/score.py is not beside the checkout: nothing to compare with")
	}
	if race.On {
		t.Skip("compares figures: not with the race detector")
	}
	if err := exec.Command("python3", "-c", "import yaml").Run(); err != nil {
		t.Skipf("python3 with its yaml package is needed to run the reference: %v", err)
	}
	return script
}

// compare runs the reference on predictions and wants its figures, all of them
// and no others.
func compare(t *testing.T, script string, got *Tally, args ...string) {
	t.Helper()
	out, err := exec.Command("python3", append([]string{script, "--json"}, args...)...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	want := map[string]float64{}
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	for _, f := range got.Figures() {
		w, ok := want[f.Name]
		if !ok || math.Abs(w-f.Value) > 1e-9 {
			t.Errorf("%s %v, reference %v", f.Name, f.Value, w)
		}
		delete(want, f.Name)
	}
	for name, w := range want {
		t.Errorf("%s is missing, reference %v", name, w)
	}
}

func writeJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// prediction is a document as extract prints it.
func prediction(doc *model.Document) model.Output {
	return model.Output{Schema: model.SchemaID, Documents: []*model.Document{doc}}
}

// plain is a gold with only the keys that say something: JSON, which is YAML.
func plain(g *Gold) map[string]any {
	var sections, targets []any
	for _, s := range g.Sections {
		var parties []any
		for _, p := range s.Parties {
			parties = append(parties, map[string]any{"role": p.Role, "name": p.Name})
		}
		sections = append(sections, map[string]any{"path": s.Path, "label": s.Label, "title": s.Title, "parties": parties})
		if parties == nil {
			delete(sections[len(sections)-1].(map[string]any), "parties")
		}
	}
	for _, t := range g.Targets {
		m := map[string]any{"at": *t.At, "quantity": t.Quantity, "kind": t.Kind, "value": t.Value, "node": t.Node}
		for key, v := range map[string]string{
			"implied": string(t.Implied), "indicator": t.Indicator, "comparator": string(t.Comparator), "value_high": t.High,
			"unit": t.Unit, "change": string(t.Change), "by": t.By, "per": string(t.Per),
		} {
			if v != "" {
				m[key] = v
			}
		}
		if len(t.Also) > 0 {
			m["also"] = t.Also
		}
		if t.Optional {
			m["optional"] = true
		}
		targets = append(targets, m)
	}
	meta := map[string]any{"years": g.Meta.Years, "recipients": g.Meta.Recipients, "attachments": g.Meta.Attachments}
	for key, v := range map[string]string{
		"title": g.Meta.Title, "genre": string(g.Meta.Genre), "number": g.Meta.Number, "issuer": g.Meta.Issuer,
		"region": g.Meta.Region, "published": g.Meta.Published, "signed": g.Meta.Signed,
	} {
		if v != "" {
			meta[key] = v
		}
	}
	return map[string]any{"doc": g.Doc, "meta": meta, "ignore_from": g.IgnoreFrom, "sections": sections, "targets": targets}
}

// Each rule of the measure gives the figures of the reference.
func TestReferenceRules(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the reference once for each rule: not with -short")
	}
	script := reference(t)
	for _, c := range rules {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSample()
			c.change(s)
			dir := t.TempDir()
			writeJSON(t, filepath.Join(dir, "sample.yaml"), plain(s.gold))
			writeJSON(t, filepath.Join(dir, "sample.json"), prediction(s.doc))
			if err := os.WriteFile(filepath.Join(dir, "sample.txt"), []byte(sampleText), 0o644); err != nil {
				t.Fatal(err)
			}
			got := Score(s.gold, s.doc, []rune(sampleText))
			compare(t, script, got, "--gold", dir, "--docs", dir, "--pred", dir)
		})
	}
}

// Documents that are wrong in many ways at once give the figures of the reference.
func TestReferenceShared(t *testing.T) {
	script := reference(t)
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 1))
			dir := t.TempDir()
			var total Tally
			for _, d := range annotated(t, filepath.Join(shared, "gold"), filepath.Join(shared, "seeds"), filepath.Join(shared, "corpus")) {
				doc := damaged(d.gold, d.runes, rng)
				writeJSON(t, filepath.Join(dir, strings.TrimSuffix(d.gold.Doc, ".txt")+".json"), prediction(doc))
				total.Add(Score(d.gold, doc, d.runes))
			}
			compare(t, script, &total, "--pred", dir)
			f1, _ := total.Figure("record")
			t.Logf("record %.3f, %d misses", f1, len(total.Misses))
		})
	}
}

// damaged is the document that gold describes, with faults of every sort.
func damaged(gold *Gold, runes []rune, rng *rand.Rand) *model.Document {
	one := func(n int) bool { return rng.IntN(n) == 0 }
	g := gold.Meta
	doc := &model.Document{Meta: model.Meta{
		Title: g.Title, Genre: g.Genre, Number: g.Number, Issuer: g.Issuer, Region: g.Region, Years: g.Years,
		Published: g.Published, Signed: g.Signed, Recipients: g.Recipients, Attachments: g.Attachments,
	}}
	if one(3) {
		doc.Meta.Title += "(试行)"
	}
	if one(3) {
		doc.Meta.Issuer, doc.Meta.Years = "", append(slices.Clone(g.Years), 1999)
	}
	at := map[string]*model.Section{}
	for i, s := range gold.Sections {
		n := &model.Section{Path: s.Path, Title: s.Title, Span: model.Span{Start: i, End: len(runes)}}
		if one(10) {
			n.Title = strings.TrimSuffix(n.Title, "作") + "x"
		}
		for _, p := range s.Parties {
			switch rng.IntN(8) {
			case 0:
				continue
			case 1:
				n.Parties = append(n.Parties, &model.Party{Role: model.RoleOther, Name: p.Name})
			case 2:
				n.Parties = append(n.Parties, &model.Party{Role: p.Role, Name: p.Name})
			}
			n.Parties = append(n.Parties, &model.Party{Role: p.Role, Name: p.Name})
		}
		if at[s.Path] = n; !one(12) {
			doc.Sections = append(doc.Sections, n)
		}
	}
	for _, t := range gold.Targets {
		for _, p := range damagedTarget(t, rng) {
			if n := at[t.Node]; n != nil && !one(15) {
				n.Targets = append(n.Targets, p)
			} else {
				doc.Targets = append(doc.Targets, p)
			}
		}
	}
	return doc
}

// damagedTarget is no, one or two records like t.
func damagedTarget(t GoldTarget, rng *rand.Rand) []*model.Target {
	sp := model.Span{Start: *t.At, End: *t.At + utf8.RuneCountInString(t.Quantity)}
	p := &model.Target{
		Kind: t.Kind, Implied: t.Implied, Indicator: t.Indicator, Comparator: t.Comparator, Change: t.Change, By: t.By, Per: t.Per,
		Quantity: model.Quantity{Raw: t.Quantity, Value: t.Value, High: t.High, Unit: t.Unit, Span: sp},
	}
	switch rng.IntN(24) {
	case 0:
		return nil
	case 1:
		again := *p
		return []*model.Target{p, &again}
	case 2:
		p.Kind = []model.TargetKind{"target", "result", "condition", "standard"}[rng.IntN(4)]
	case 3:
		p.Quantity.Value += "0"
	case 4:
		p.Quantity.Value += ".0"
	case 5:
		p.Quantity.Unit += "次"
	case 6:
		p.Comparator = model.Approx
	case 7:
		p.Indicator += "数"
	case 8:
		p.Indicator = string([]rune(p.Indicator)[:utf8.RuneCountInString(p.Indicator)/2])
	case 9:
		if len(t.Also) > 0 {
			p.Indicator = " " + t.Also[0]
		}
	case 10:
		p.By = "2022-01-01"
	case 11:
		p.Per = model.PerMonth
	case 12:
		p.Change = model.Increase
	case 13:
		p.Implied = model.ImpliedFull
	case 14:
		p.Quantity.Span.Start--
	case 15:
		p.Quantity.Span = model.Span{Start: sp.Start + 40, End: sp.End + 40}
	case 16:
		p.Quantity.High = "77"
	}
	return []*model.Target{p}
}
