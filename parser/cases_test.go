package parser_test

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
)

// The cases are the files of testdata/parse; README.md there tells how to write one.

const (
	casesDir    = "../testdata/parse"
	pendingFile = casesDir + "/pending.txt"
)

var (
	update = flag.Bool("update", false, "rewrite the expectations in testdata/parse, but for pending cases")
	settle = flag.Bool("settle", false, "take cases that pass out of testdata/parse/pending.txt")
)

func TestCases(t *testing.T) {
	pending := readPending(t)
	for _, f := range caseFiles(t) {
		t.Run(filepath.Base(f.path), func(t *testing.T) {
			for _, c := range f.cases {
				// A slash in a name would make it a test within a test.
				t.Run(strings.ReplaceAll(c.name, "/", "∕"), func(t *testing.T) {
					is := slices.Contains(pending.names, c.id())
					if *update && !is {
						c.update(t)
					}
					pending.judge(t, c, is, c.run(t))
				})
			}
			if text := f.text(); *update && text != f.original {
				write(t, f.path, text)
			}
		})
	}
	pending.done(t)
}

// parseCase is one input with what is expected of it.
type parseCase struct {
	file  string // base name of the file it stands in
	name  string // distinct within the file
	input string
	part  model.Span // of the input that span marks are written for
	wants []*want
}

// want is one expectation: the name of its rendering and the text wanted.
type want struct{ section, text string }

// id is how pending.txt names the case.
func (c *parseCase) id() string { return c.file + "#" + c.name }

// run parses the case in both widths and returns what is wrong.
func (c *parseCase) run(t *testing.T) (faults []string) {
	for _, w := range widths(c.input) {
		text := textOf(w.text)
		doc := parse(t, text)
		for _, x := range c.wants {
			v := &view{text: text, doc: doc, part: c.part, fold: w.folded, want: x.text}
			wanted := canon(x.section, x.text)
			if w.folded {
				wanted = halve(wanted)
			}
			if diff := differ(wanted, canon(x.section, v.render(x.section))); diff != "" {
				faults = append(faults, fmt.Sprintf("%s, %s: -want +got\n%s", x.section, w.name, diff))
			}
		}
	}
	return faults
}

// differ compares texts line by line.
func differ(want, got string) string {
	w, g := lines(want), lines(got)
	if len(w) == 1 && len(g) == 1 && want != got {
		return "- " + w[0] + "\n+ " + g[0]
	}
	if slices.Equal(w, g) { // many times as fast as to look for the difference
		return ""
	}
	return cmp.Diff(w, g)
}

func (c *parseCase) update(t *testing.T) {
	text := textOf(c.input)
	doc := parse(t, text)
	for _, x := range c.wants {
		v := &view{text: text, doc: doc, part: c.part, want: x.text}
		x.text = v.render(x.section)
	}
}

// width is an input in one width of its marks and digits.
type width struct {
	name, text string
	folded     bool // the width is not the one that the case was written in
}

// widths is the input as given and, where they differ, with all marks and
// digits half width and all full width.
func widths(input string) []width {
	all := []width{{"as given", input, false}}
	for _, w := range []width{{"half width", narrow(input), true}, {"full width", widen(input), true}} {
		if w.text != input {
			all = append(all, w)
		}
	}
	return all
}

// twoWidths are the characters that documents print in either width.
const twoWidths = ",;:()%0123456789"

// widen prints digits and the commonest marks full width, one character for one.
func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(twoWidths, r) {
			return r + 0xfee0
		}
		return r
	}, s)
}

// narrow is the reverse of widen.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(twoWidths, r-0xfee0) {
			return r - 0xfee0
		}
		return r
	}, s)
}

// halve prints everything that has two widths half width.
func halve(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 0xff01 <= r && r <= 0xff5e:
			return r - 0xfee0
		case r == '\u3000':
			return ' '
		}
		return r
	}, s)
}
