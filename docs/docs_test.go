package docs_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The pages of the documentation are tested against the program. What a fenced
// block means is said by the words after its fence:
//
//	console      commands ("$ fenjie …") and all that they print; a line "..."
//	             stands for any number of lines
//	go           a program; "$ go run ." in a later console block runs it
//	LANG NAME    a file that the commands of the page find
//	cases        texts and what is read in them, as in testdata/parse
//
// A comment <!-- table: NAME COLUMN… --> stands above a table that is made from
// the code. Blocks with other words are not tested.

var update = flag.Bool("update", false, "rewrite outputs and tables of the documentation")

var bin string // the directory of the fenjie that is tested

func TestMain(m *testing.M) {
	flag.Parse()
	if err := os.Chdir(".."); err != nil { // all paths are those of a reader at the root
		panic(err)
	}
	dir, err := os.MkdirTemp("", "fenjie-docs-")
	if err != nil {
		panic(err)
	}
	bin = dir
	plainEnvironment(dir)
	if out, err := build("./cmd/fenjie", "fenjie"); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		os.RemoveAll(dir)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// plainEnvironment takes away the settings and the language of whoever tests.
func plainEnvironment(dir string) {
	for _, kv := range os.Environ() {
		if name, _, _ := strings.Cut(kv, "="); strings.HasPrefix(name, "FENJIE_") {
			os.Unsetenv(name)
		}
	}
	os.Setenv("LC_ALL", "C.UTF-8")
	os.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "settings"))
}

// build makes the program name of a package.
func build(pkg, name string, flags ...string) ([]byte, error) {
	args := append([]string{"build", "-buildvcs=false", "-o", exe(name)}, flags...)
	return exec.Command("go", append(args, pkg)...).CombinedOutput()
}

func exe(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(bin, name)
}

// page is a file of the documentation, as lines.
type page struct {
	path  string
	lines []string
}

func pages(t *testing.T) []*page {
	t.Helper()
	paths, err := filepath.Glob("*.md")
	more, err2 := filepath.Glob("docs/*.md")
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	var all []*page
	for _, path := range append(paths, more...) {
		all = append(all, readPage(t, path))
	}
	return all
}

func readPage(t *testing.T, path string) *page {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return &page{path, strings.Split(string(data), "\n")}
}

// save writes the page if its lines have changed.
func (p *page) save(t *testing.T) {
	t.Helper()
	if slices.Equal(p.lines, readPage(t, p.path).lines) {
		return
	}
	if err := os.WriteFile(p.path, []byte(strings.Join(p.lines, "\n")), 0o666); err != nil {
		t.Fatal(err)
	}
}

// block is a fenced block: the lines first to last-1 of a page.
type block struct {
	lang, name  string
	first, last int
}

func (p *page) blocks() []block {
	var all []block
	open := false
	for i, line := range p.lines {
		info, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && !open:
			lang, name, _ := strings.Cut(info, " ")
			all = append(all, block{lang, name, i + 1, 0})
			open = true
		case fence:
			all[len(all)-1].last = i
			open = false
		}
	}
	return all
}

func (p *page) body(b block) []string { return p.lines[b.first:b.last] }

func (p *page) text(b block) string { return strings.Join(p.body(b), "\n") + "\n" }

// replace puts other lines into a block.
func (p *page) replace(b block, body []string) {
	p.lines = slices.Concat(p.lines[:b.first], body, p.lines[b.last:])
}

// where is the place of a block, for messages.
func (p *page) where(b block) string { return fmt.Sprintf("%s:%d", p.path, b.first) }
