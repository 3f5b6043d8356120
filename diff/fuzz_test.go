package diff_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fenjie/fenjie/diff"
)

// FuzzCompare wants of every two texts that neither differs from itself, that what
// is told is sound, and that it is mirrored when they change places.
func FuzzCompare(f *testing.F) {
	files, err := filepath.Glob(filepath.FromSlash("../testdata/diff/*.txtar"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		a := readArchive(string(data))
		if _, ok := a.texts["old"]; ok {
			f.Add(a.texts["old"], a.texts["new"])
		} else {
			f.Add(a.texts["plan"], a.texts["report"])
		}
	}
	f.Add("000一抓好", "0000\n一、") // a section without words
	f.Fuzz(func(t *testing.T, x, y string) {
		if len(x)+len(y) > 8<<10 || !utf8.ValidString(x) || !utf8.ValidString(y) || strings.Contains(x+y, "\x00") {
			t.Skip("longer or less valid than what a text may be here")
		}
		old, new := input(t, x), input(t, y)
		for _, in := range []diff.Input{old, new} {
			if r := diff.Compare(in, in, options()); len(r.Changes) > 0 {
				t.Errorf("a text differs from itself:\n%s", show(r))
			}
		}
		r := diff.Compare(old, new, options())
		wantSound(t, r, old, new)
		wantMirror(t, r, diff.Compare(new, old, options()))
		reports := []diff.Input{new}
		wantTracking(t, diff.Track(old, reports, options()), old, reports)
	})
}
