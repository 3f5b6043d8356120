package parser_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// caseFile is a file of testdata/parse. Its text can be written again with
// other expectations.
type caseFile struct {
	path     string
	original string
	cases    []*parseCase
	text     func() string
}

// caseFiles reads every file of testdata/parse.
func caseFiles(t testing.TB) []*caseFile {
	t.Helper()
	var files []*caseFile
	for ending, load := range map[string]func(*caseFile) error{"txtar": (*caseFile).loadArchive, "cases": (*caseFile).loadList} {
		paths, err := filepath.Glob(filepath.Join(filepath.FromSlash(casesDir), "*."+ending))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f := &caseFile{path: path, original: string(data)}
			if err := load(f); err != nil {
				t.Fatalf("%s:%v", path, err)
			}
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b *caseFile) int { return strings.Compare(a.path, b.path) })
	return files
}

// add adds a case; its name must be new to the file.
func (f *caseFile) add(c *parseCase, line int) error {
	c.file = filepath.Base(f.path)
	if slices.ContainsFunc(f.cases, func(x *parseCase) bool { return x.name == c.name }) {
		return fmt.Errorf("%d: a second case %q", line, c.name)
	}
	f.cases = append(f.cases, c)
	return nil
}

// marker is a line of a txtar archive that begins a section.
var marker = regexp.MustCompile(`^-- (.*\S) --$`)

// loadArchive reads a txtar file: text that is not compared, then cases, each
// an input section and the sections expected of it.
func (f *caseFile) loadArchive() error {
	var head string
	var body *string // of the section being read
	body = &head
	n := 0
	for line := range strings.Lines(f.original) {
		n++
		m := marker.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			*body += line
			continue
		}
		if name, ok := strings.CutPrefix(m[1], "input"); ok {
			c := &parseCase{name: strings.TrimSpace(name)}
			if c.name == "" {
				c.name = "input"
			}
			if err := f.add(c, n); err != nil {
				return err
			}
			body = &c.input
			continue
		}
		if len(f.cases) == 0 {
			return fmt.Errorf("%d: %q stands before any input", n, m[1])
		}
		if !known(m[1]) || strings.HasSuffix(m[1], "-line") {
			return fmt.Errorf("%d: unknown section %q", n, m[1])
		}
		c := f.cases[len(f.cases)-1]
		w := &want{section: m[1]}
		c.wants = append(c.wants, w)
		body = &w.text
	}
	for _, c := range f.cases {
		c.part = model.Span{End: utf8.RuneCountInString(c.input)}
		if err := c.complete(); err != nil {
			return err
		}
	}
	f.text = func() string { return f.archive(head) }
	return nil
}

func known(section string) bool {
	for _, r := range renderings {
		if r.name == section {
			return true
		}
	}
	return false
}

// complete checks that a case expects something, and of the very input.
func (c *parseCase) complete() error {
	if len(c.wants) == 0 {
		return fmt.Errorf(" case %q expects nothing", c.name)
	}
	for _, w := range c.wants {
		if strings.HasPrefix(w.section, "marked") && canon(w.section, unmark(w.text)) != canon(w.section, c.input) {
			return fmt.Errorf(" case %q: without its marks, %s is not the input", c.name, w.section)
		}
	}
	return nil
}

func (f *caseFile) archive(head string) string {
	var b strings.Builder
	section := func(name, text string) {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		fmt.Fprintf(&b, "-- %s --\n%s", name, text)
	}
	b.WriteString(head)
	for _, c := range f.cases {
		name := "input"
		if c.name != "input" {
			name += " " + c.name
		}
		section(name, c.input)
		for _, w := range c.wants {
			section(w.section, w.text)
		}
	}
	return b.String()
}

// planFrame is the document that the texts of a list file stand in, unless it
// gives its own.
const planFrame = "青禾县2022年工作要点\n一、重点任务\n(一)具体任务\n{}\n"

// loadList reads a list file: one case a line, TEXT => EXPECTED, between
// comments and directives.
func (f *caseFile) loadList() error {
	frame, expect := planFrame, "targets"
	var out []func() string // the file's lines
	inFrame := false
	n := 0
	for line := range strings.Lines(f.original) {
		n++
		line = strings.TrimRight(line, "\r\n")
		shown := func() string { return line }
		text, wanted, isCase := strings.Cut(line, "=>")
		switch {
		case inFrame && line == "@end":
			inFrame = false
			if strings.Count(frame, "{}") != 1 {
				return fmt.Errorf("%d: the frame needs one {} for the text", n)
			}
		case inFrame:
			frame += line + "\n"
		case line == "@frame":
			frame, inFrame = "", true
		case strings.HasPrefix(line, "@expect "):
			if expect = strings.TrimSpace(strings.TrimPrefix(line, "@expect ")); !known(expect + "-line") {
				return fmt.Errorf("%d: cannot expect %q of a line", n, expect)
			}
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case isCase:
			c := lineCase(frame, expect, strings.TrimSpace(text), strings.TrimSpace(wanted))
			if err := f.add(c, n); err != nil {
				return err
			}
			shown = c.listed
		default:
			return fmt.Errorf("%d: no case (TEXT => EXPECTED), comment (#) or directive (@frame, @expect): %s", n, line)
		}
		out = append(out, shown)
	}
	if inFrame {
		return fmt.Errorf("%d: @frame without @end", n)
	}
	f.text = func() string {
		var b strings.Builder
		for _, shown := range out {
			b.WriteString(shown() + "\n")
		}
		return b.String()
	}
	return nil
}

// lineCase puts a text into its frame. Where it has marks they are expected too.
func lineCase(frame, expect, text, wanted string) *parseCase {
	before, after, _ := strings.Cut(frame, "{}")
	plain := strings.ReplaceAll(unmark(text), "⏎", "\n")
	start := utf8.RuneCountInString(before)
	c := &parseCase{
		name:  unmark(text),
		input: before + plain + after,
		part:  model.Span{Start: start, End: start + utf8.RuneCountInString(plain)},
		wants: []*want{{expect + "-line", wanted}},
	}
	if c.name != text {
		marks := map[string]string{"targets": "marked", "parties": "marked parties"}
		c.wants = append(c.wants, &want{marks[expect], strings.ReplaceAll(text, "⏎", "\n")})
	}
	return c
}

// listed is the case as a line of a list file.
func (c *parseCase) listed() string {
	text := c.name
	if len(c.wants) > 1 {
		text = strings.ReplaceAll(c.wants[1].text, "\n", "⏎")
	}
	return text + "\t=>\t" + c.wants[0].text
}

// pendingList is the cases that the parser is known to get wrong.
type pendingList struct {
	names []string
	met   map[string]bool // those that are cases
	right []string        // those that pass
}

func readPending(t *testing.T) *pendingList {
	t.Helper()
	p := &pendingList{met: map[string]bool{}}
	data, err := os.ReadFile(filepath.FromSlash(pendingFile))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			p.names = append(p.names, line)
		}
	}
	return p
}

// judge fails the test of a case by its faults; of a pending case it notes that
// there are none.
func (p *pendingList) judge(t *testing.T, c *parseCase, pending bool, faults []string) {
	t.Helper()
	p.met[c.id()] = true
	switch {
	case !pending:
		for _, f := range faults {
			t.Error(f)
		}
	case len(faults) > 0:
		t.Logf("pending, as expected wrong:\n%s", faults[0])
	default:
		p.right = append(p.right, c.id())
	}
}

// done fails the test where pending cases pass or do not exist; with -settle it
// takes those that pass out of the list.
func (p *pendingList) done(t *testing.T) {
	t.Helper()
	if *settle {
		write(t, pendingFile, strings.Join(append(p.without(p.right), ""), "\n"))
	} else if len(p.right) > 0 {
		t.Errorf("%d pending cases pass now: take them out of pending.txt (go test ./parser -run TestCases -settle)\n%s", len(p.right), strings.Join(p.right, "\n"))
	}
	if strings.Contains(flag.Lookup("test.run").Value.String(), "/") {
		return
	}
	for _, name := range p.names {
		if !p.met[name] {
			t.Errorf("pending.txt: there is no case %s", name)
		}
	}
}

func (p *pendingList) without(names []string) []string {
	return slices.DeleteFunc(slices.Clone(p.names), func(n string) bool { return slices.Contains(names, n) })
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.FromSlash(path), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Every case file is written back as it was read, so that -update changes
// nothing but expectations.
func TestCaseFiles(t *testing.T) {
	for _, f := range caseFiles(t) {
		if got := f.text(); got != f.original {
			t.Errorf("%s is not written back as it was read:\n%s", f.path, got)
		}
	}
}

func TestCaseFileErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.txtar", "-- outline --\n", `1: "outline" stands before any input`},
		{"a.txtar", "-- input --\n甲\n-- outlines --\n", `3: unknown section "outlines"`},
		{"a.txtar", "-- input --\n甲\n-- targets-line --\n-\n", `3: unknown section "targets-line"`},
		{"a.txtar", "-- input x --\n甲\n-- outline --\n-- input x --\n乙\n-- outline --\n", `4: a second case "x"`},
		{"a.txtar", "-- input --\n甲\n", `case "input" expects nothing`},
		{"a.txtar", "-- input --\n甲\n-- marked --\n⟦乙⟧\n", "without its marks, marked is not the input"},
		{"a.cases", "甲3亩 -> -\n", "1: no case"},
		{"a.cases", "甲 => -\n甲 => -\n", `2: a second case "甲"`},
		{"a.cases", "@expect outline\n", `1: cannot expect "outline" of a line`},
		{"a.cases", "@frame\n甲\n", "2: @frame without @end"},
		{"a.cases", "@frame\n甲\n@end\n", "3: the frame needs one {}"},
	} {
		f := &caseFile{path: c.name, original: c.text}
		err := f.loadList
		if strings.HasSuffix(c.name, ".txtar") {
			err = f.loadArchive
		}
		if got := err(); got == nil || !strings.Contains(got.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.text, got, c.want)
		}
	}
}
