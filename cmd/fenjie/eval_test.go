package main

import (
	"encoding/json"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fenjie/fenjie/eval"
)

// TestEvalIsTheReference compares the figures of eval with those of a measure in
// another language, where one stands beside the checkout. It is no part of the
// project.
func TestEvalIsTheReference(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	script := filepath.Join(shared, "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("no reference measure beside the checkout")
	}
	if err := exec.Command("python3", "-c", "import yaml").Run(); err != nil {
		t.Skipf("python3 with its yaml package is needed to run the reference: %v", err)
	}
	gold, read := filepath.Join("..", "..", "seeds"), t.TempDir()
	texts, err := filepath.Glob(filepath.Join(gold, "*.txt"))
	if err != nil || len(texts) == 0 {
		t.Fatalf("no seeds: %v", err)
	}
	for _, path := range texts {
		name := strings.TrimSuffix(filepath.Base(path), ".txt") + ".json"
		output(t, "extract", path, "-o", filepath.Join(read, name))
	}
	var got struct{ Figures map[string]float64 }
	if err := json.Unmarshal([]byte(output(t, "eval", gold, "--format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("python3", script, "--json", "--gold", gold, "--docs", gold, "--pred", read).Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]float64
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	if w, g := slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got.Figures)); !slices.Equal(w, g) {
		t.Errorf("figures %v, reference %v", g, w)
	}
	for name, w := range want {
		if g := got.Figures[name]; math.Abs(g-w) > 1e-9 {
			t.Errorf("%s %v, reference %v", name, g, w)
		}
	}
}

// TestEvalHelp says that the help names every figure.
func TestEvalHelp(t *testing.T) {
	help := newEvalCmd(&app{}).Long
	for _, name := range slices.Concat(eval.SetFigures, eval.AccuracyFigures) {
		if !slices.Contains(strings.FieldsFunc(help, func(r rune) bool { return strings.ContainsRune(" \n,:;", r) }), name) {
			t.Errorf("the help does not name %s", name)
		}
	}
}

func TestFloors(t *testing.T) {
	for s, want := range map[string]bool{
		"record=0.9": true, "record.p=1": true, "node=0": true, "record=.5": true,
		"": false, "record": false, "record=": false, "record=1.1": false, "record=-0.1": false, "record=NaN": false, "record=0.9=1": false, "=0.9": false, "node.p=0.5": false,
	} {
		if _, err := floors([]string{s}); (err == nil) != want {
			t.Errorf("%q: %v", s, err)
		}
	}
}
