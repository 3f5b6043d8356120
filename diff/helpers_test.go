package diff_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// input is a text as Compare takes it.
func input(t testing.TB, text string) diff.Input {
	t.Helper()
	return decoded(t, []byte(text))
}

func decoded(t testing.TB, data []byte) diff.Input {
	t.Helper()
	s, err := source.Decode("plan.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	return diff.Input{Doc: parser.Parser{}.Parse(s), Text: s.Runes}
}

// samples are the sample documents, by name.
func samples(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.FromSlash("../seeds/*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	out := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".txt")] = string(data)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// told is a change in short: its class, and what it is about. Where a section has
// another path in the new document, the one in the old one is meant.
func told(c diff.Change) string {
	about := c.Indicator
	side := c.Old
	if side == nil {
		side = c.New
	}
	switch {
	case c.Class == diff.DocumentChanged:
		about, _, _ = strings.Cut(c.Reason, ":")
	case strings.HasPrefix(string(c.Class), "party"):
		about = side.Path + " " + strings.Join(side.Parties, ",")
	case about == "":
		about = side.Path
	}
	return string(c.Class) + " " + halve(about)
}

func allTold(r *diff.Result) []string {
	out := []string{}
	for _, c := range r.Changes {
		out = append(out, told(c))
	}
	slices.Sort(out)
	return out
}

// mirrored is the class that a change has when the documents change places.
func mirrored(c diff.Class) diff.Class {
	for _, p := range [][2]diff.Class{
		{diff.TargetRaised, diff.TargetLowered}, {diff.TargetTightened, diff.TargetLoosened}, {diff.TargetHardened, diff.TargetSoftened},
		{diff.DeadlineEarlier, diff.DeadlineLater}, {diff.DeadlineAdded, diff.DeadlineRemoved}, {diff.TargetAdded, diff.TargetDropped},
		{diff.TaskAdded, diff.TaskDropped}, {diff.TaskSplit, diff.TaskMerged}, {diff.PartyAdded, diff.PartyRemoved},
	} {
		if c == p[0] {
			return p[1]
		}
		if c == p[1] {
			return p[0]
		}
	}
	return c
}

// wantMirror wants of two results, of documents both ways round, that they are
// mirror images.
func wantMirror(t *testing.T, there, back *diff.Result) {
	t.Helper()
	want := map[diff.Class]int{}
	for c, n := range there.Summary {
		want[mirrored(c)] = n
	}
	if d := cmp.Diff(want, back.Summary); d != "" {
		t.Errorf("the other way round: -want +got\n%s", d)
	}
}

// wantSound wants what holds of every result: quotes stand where they are said to,
// sums are right, and each change has the sides that its class needs.
func wantSound(t *testing.T, r *diff.Result, old, new diff.Input) {
	t.Helper()
	sum := map[diff.Class]int{}
	prints := map[string]bool{}
	for _, c := range r.Changes {
		sum[c.Class]++
		if c.Old == nil && c.New == nil || c.Reason == "" || c.Severity == "" || len(c.Fingerprint) != 16 {
			t.Errorf("incomplete change %+v", c)
		}
		if prints[c.Fingerprint] {
			t.Errorf("a second change with the fingerprint %s: %s", c.Fingerprint, told(c))
		}
		prints[c.Fingerprint] = true
		quoted(t, c, c.Old, old)
		quoted(t, c, c.New, new)
	}
	if d := cmp.Diff(sum, r.Summary); d != "" {
		t.Errorf("summary: -want +got\n%s", d)
	}
}

func quoted(t *testing.T, c diff.Change, s *diff.Side, in diff.Input) {
	t.Helper()
	if s == nil || s.Span.Start == s.Span.End {
		return
	}
	if got := string(in.Text[s.Span.Start:s.Span.End]); got != s.Quote {
		t.Errorf("%s: the quote is %q, the text at its span %q", told(c), s.Quote, got)
	}
	if s.Parties == nil {
		t.Errorf("%s: no list of parties", told(c))
	}
	for i, p := range s.Parties {
		if slices.Contains(s.Parties[:i], p) {
			t.Errorf("%s: %s is there twice", told(c), p)
		}
	}
}

// records lists the records of a document with the paths of their sections.
func records(d *model.Document) (paths []string, out []*model.Target) {
	for _, r := range d.Targets {
		paths, out = append(paths, ""), append(out, r)
	}
	model.Walk(d.Sections, func(s *model.Section) {
		for _, r := range s.Targets {
			paths, out = append(paths, s.Path), append(out, r)
		}
	})
	return paths, out
}

func sections(d *model.Document) []*model.Section {
	var out []*model.Section
	model.Walk(d.Sections, func(s *model.Section) { out = append(out, s) })
	return out
}

// halve puts s in half width.
func halve(s string) string {
	return strings.Map(func(r rune) rune {
		if 0xff01 <= r && r <= 0xff5e {
			return r - 0xfee0
		}
		return r
	}, s)
}

// widen puts s in full width.
func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(",;:()%0123456789", r) {
			return r + 0xfee0
		}
		return r
	}, s)
}

// edit puts new in place of the code points start to end.
type edit struct {
	start, end int
	new        string
}

// edited is text with edits made, which must not overlap.
func edited(text []rune, edits ...edit) string {
	slices.SortFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(string(text[at:e.start]) + e.new)
		at = e.end
	}
	b.WriteString(string(text[at:]))
	return b.String()
}

func show(r *diff.Result) string {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "  %s: %s\n", told(c), c.Reason)
	}
	return b.String()
}

// read is input for texts that are known to be good.
func read(text string) diff.Input {
	s, err := source.Decode("plan.txt", []byte(text))
	if err != nil {
		panic(err)
	}
	return diff.Input{Doc: parser.Parser{}.Parse(s), Text: s.Runes}
}
