package eval

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

var misses = flag.Bool("misses", false, "print every difference between gold and parser (with -v)")

// What the parser must reach at least, pooled over the documents of a folder.
// Raise a floor when the parser gets better; lower one only with the reviewed
// gold that shows why.
var (
	seedFloors = map[string]float64{
		"record": 0.97, "record_close": 0.97, "quantities": 0.99, "implied": 1, "sections": 1, "parties": 0.99,
		"meta": 1, "kind": 0.99, "value": 1, "unit": 1, "comparator": 1, "indicator": 0.97, "indicator_close": 0.97,
		"by": 1, "per": 1, "change": 1, "node": 1, "grounded": 1,
	}
	sharedFloors = map[string]float64{
		"record": 0.98, "record_close": 0.99, "quantities": 1, "implied": 1, "sections": 1, "parties": 1,
		"meta": 1, "kind": 1, "value": 1, "unit": 1, "comparator": 1, "indicator": 0.98, "indicator_close": 0.99,
		"by": 1, "per": 1, "change": 1, "node": 1, "grounded": 1,
	}
)

// annotatedText is a text and its gold.
type annotatedText struct {
	gold  *Gold
	path  string
	runes []rune
}

// annotated loads every gold file of a folder with its text, which stands in
// one of the folders docs. TEMPLATE.yaml is no gold.
func annotated(t *testing.T, dir string, docs ...string) []annotatedText {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var out []annotatedText
	for _, file := range files {
		if filepath.Base(file) == "TEMPLATE.yaml" {
			continue
		}
		gold, err := LoadGold(file)
		if err != nil {
			t.Error(err)
			continue
		}
		out = append(out, annotatedText{gold: gold})
		d := &out[len(out)-1]
		if d.path, err = find(gold.Doc, docs); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		d.runes = decode(t, d.path).Runes
		if err := gold.Locate(d.runes); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	return out
}

func find(name string, dirs []string) (path string, err error) {
	for _, dir := range dirs {
		path = filepath.Join(dir, name)
		if _, err = os.Stat(path); err == nil {
			return path, nil
		}
	}
	return "", err
}

func decode(t *testing.T, path string) *source.Text {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := source.Decode(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSeeds(t *testing.T) {
	dir := filepath.Join("..", "seeds")
	docs := annotated(t, dir, dir)
	if len(docs) == 0 {
		t.Skip("seeds/ holds no annotated document yet")
	}
	reach(t, docs, seedFloors)
}

func TestShared(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("../shared is not beside the checkout: its documents are not measured")
	}
	reach(t, annotated(t, filepath.Join(shared, "gold"), filepath.Join(shared, "seeds"), filepath.Join(shared, "corpus")), sharedFloors)
}

// reach parses documents, prints the figures and wants each floor reached.
// Every quantity must be quoted by its span, letter for letter.
func reach(t *testing.T, docs []annotatedText, floors map[string]float64) {
	t.Helper()
	var total Tally
	for _, d := range docs {
		doc := parser.Parser{}.Parse(decode(t, d.path))
		one := Score(d.gold, doc, d.runes)
		t.Logf("%-40s%s", d.gold.Doc, line(one, "record", "record_close", "quantities", "implied", "sections", "parties", "meta"))
		if *misses {
			for _, m := range one.Misses {
				t.Log(m)
			}
		}
		total.Add(one)
	}
	for _, f := range total.Figures() {
		t.Logf("%-16s %.4f   floor %.3f", f.Name, f.Value, floors[f.Name])
	}
	if h := total.Hits["grounded"]; h.OK != h.N {
		t.Errorf("grounded: %d of %d quantities are not what their span quotes", h.N-h.OK, h.N)
	}
	for _, name := range slices.Concat(SetFigures, AccuracyFigures) {
		if v, _ := total.Figure(name); v < floors[name] {
			t.Errorf("%s is %.4f, below its floor %.4f", name, v, floors[name])
		}
	}
}

// line is some figures of a tally on one line.
func line(t *Tally, names ...string) string {
	var b strings.Builder
	for _, name := range names {
		if v, ok := t.Figure(name); ok {
			fmt.Fprintf(&b, "  %s %.3f", name, v)
		}
	}
	return b.String()
}
