package eval

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.yaml", "a.yaml", "TEMPLATE.yaml", "a.txt", "c.yml", "docs/d.txt", "empty/e.txt", "folder.yaml/f.txt"} {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777)
		os.WriteFile(filepath.Join(dir, name), []byte("doc: a.txt\n"), 0o666)
	}
	at := func(names ...string) (paths []string) {
		for _, name := range names {
			paths = append(paths, filepath.Join(dir, name))
		}
		return paths
	}
	for _, c := range []struct {
		path string
		want []string
		fail string
	}{
		{".", at("a.yaml", "b.yaml"), ""},
		{"b.yaml", at("b.yaml"), ""},
		{"TEMPLATE.yaml", at("TEMPLATE.yaml"), ""},
		{"empty", nil, "holds no gold file"},
		{"missing", nil, "missing: "},
	} {
		got, err := Files(filepath.Join(dir, c.path))
		if !slices.Equal(got, c.want) || (err != nil) != (c.fail != "") || err != nil && !strings.Contains(err.Error(), c.fail) {
			t.Errorf("%s: %v, %v", c.path, got, err)
		}
	}
	for _, c := range []struct{ doc, want string }{{"a.txt", "a.txt"}, {"d.txt", "docs/d.txt"}, {"docs/d.txt", "docs/d.txt"}, {"empty", ""}, {"no.txt", ""}} {
		got, err := (&Gold{Doc: c.doc}).Find(filepath.Join(dir, "a.yaml"), at("empty", "docs"))
		if c.want != "" {
			c.want = filepath.Join(dir, c.want)
		}
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", c.doc, got, err)
		}
	}
}

func TestMissMessage(t *testing.T) {
	for _, c := range []struct {
		miss Miss
		want string
	}{
		{Miss{What: "meta.title", Want: "甲"}, `title: want "甲", got nothing [meta]`},
		{Miss{What: "indicator", Subject: "83万亩", Want: "甲", Got: "乙"}, `indicator of 83万亩: want "甲", got "乙" [record]`},
		{Miss{What: "quantities", Subject: "83万亩", Got: "target 甲"}, `quantity 83万亩: want nothing, got "target 甲" [quantities]`},
		{Miss{What: "sections", Subject: "一/(一)", Want: "甲"}, `section 一/(一): want "甲", got nothing [sections]`},
		{Miss{What: "parties", Subject: "一", Want: "lead 甲"}, `party of 一: want "lead 甲", got nothing [parties]`},
	} {
		if got := c.miss.Message(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestFigureNames(t *testing.T) {
	names := FigureNames()
	for _, want := range []string{"record", "record.p", "parties.r", "meta", "grounded"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing in %v", want, names)
		}
	}
	for _, f := range newTally(t).Figures() {
		if !slices.Contains(names, f.Name) {
			t.Errorf("%s is no known name", f.Name)
		}
	}
}

// newTally is the figures of a sample that has something of everything.
func newTally(t *testing.T) *Tally {
	s := newSample()
	return Score(s.gold, s.doc, []rune(sampleText))
}
