package docs_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestConsole runs the commands of the pages in a folder that holds seeds/ and
// the named blocks of the page, and compares what they print.
func TestConsole(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh")
	}
	for _, p := range pages(t) {
		t.Run(p.path, func(t *testing.T) {
			dir := sandbox(t, p)
			for i := range p.blocks() {
				b := p.blocks()[i] // an update may have moved it
				switch b.lang {
				case "go":
					buildExample(t, p, b)
				case "console":
					p.replace(b, console(t, p, b, dir))
				}
			}
			p.save(t)
		})
	}
}

func sandbox(t *testing.T, p *page) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "seeds"), os.DirFS("seeds")); err != nil {
		t.Fatal(err)
	}
	for _, b := range p.blocks() {
		if b.name != "" && !strings.HasPrefix(b.name, ".") {
			write(t, filepath.Join(dir, b.name), p.text(b))
		}
	}
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// buildExample compiles a Go block as if it stood in a folder of the module.
func buildExample(t *testing.T, p *page, b block) {
	t.Helper()
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "main.go"), p.text(b))
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{
		filepath.Join(root, "example", "main.go"): filepath.Join(dir, "main.go"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), string(overlay))
	if out, err := build("./example", "example", "-overlay", filepath.Join(dir, "overlay.json")); err != nil {
		t.Errorf("%s: %v\n%s", p.where(b), err, out)
	}
}

// console runs the commands of a block. It returns the lines of the block, with
// -update those that the commands print now.
func console(t *testing.T, p *page, b block, dir string) []string {
	t.Helper()
	body := p.body(b)
	if len(body) == 0 || !strings.HasPrefix(body[0], "$ ") {
		t.Errorf("%s: a console block begins with a command", p.where(b))
		return body
	}
	var lines []string
	for i := 0; i < len(body); {
		end := i + 1
		for end < len(body) && !strings.HasPrefix(body[end], "$ ") {
			end++
		}
		command, want := strings.TrimPrefix(body[i], "$ "), body[i+1:end]
		got, why := execute(command, dir)
		switch {
		case why != "":
			t.Logf("%s: not run: %s: %s", p.where(b), command, why)
		case !matches(want, got) && !*update:
			t.Errorf("%s: %s: -want +got (go test ./docs -update)\n%s", p.where(b), command, cmp.Diff(want, got))
		case *update:
			want = refresh(want, got)
		}
		lines = append(append(lines, body[i]), want...)
		i = end
	}
	return lines
}

// tools are programs that commands may use where they are installed.
var tools = map[string]string{"jq": "jq --version", "python3": "python3 --version", "targets.py": "python3 -c 'import pandas'"}

// execute gives what a command prints, or why it was not run. The programs of
// the module stand in for go run: they were built from the same packages.
func execute(command, dir string) (lines []string, why string) {
	for tool, probe := range tools {
		if slices.Contains(strings.Fields(command), tool) && exec.Command("sh", "-c", probe).Run() != nil {
			return nil, "no " + probe
		}
	}
	command = strings.ReplaceAll(command, "go run ./cmd/fenjie ", "fenjie ")
	command = strings.ReplaceAll(command, "go run . ", "example ")
	c := exec.Command("sh", "-c", command)
	c.Dir = dir
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "PATH=") {
			c.Env = append(c.Env, kv)
		}
	}
	c.Env = append(c.Env, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "PYTHONUTF8=1")
	out, err := c.CombinedOutput()
	if e := (*exec.ExitError)(nil); err != nil && !errors.As(err, &e) {
		return nil, err.Error()
	}
	for line := range strings.Lines(string(out)) {
		lines = append(lines, strings.TrimRight(line, " \r\n"))
	}
	return lines, ""
}

const elision = "..."

// fill is what makes columns straight. How much of it there is depends on the
// widest cell, which may be one that the page does not show.
var fill = regexp.MustCompile(` {2,}|-{4,}`)

func sameLine(a, b string) bool {
	return fill.ReplaceAllString(a, "  ") == fill.ReplaceAllString(b, "  ")
}

// matches says whether got is want, in which "..." is any number of lines.
func matches(want, got []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	if want[0] == elision {
		return matches(want[1:], got) || len(got) > 0 && matches(want, got[1:])
	}
	return len(got) > 0 && sameLine(want[0], got[0]) && matches(want[1:], got[1:])
}

// refresh is want made from got: between elisions stand as many lines as before,
// from the place where they are most like what they were.
func refresh(want, got []string) []string {
	if !slices.Contains(want, elision) {
		return got
	}
	var out []string
	for len(want) > 0 {
		if want[0] == elision {
			out, want = append(out, elision), want[1:]
			continue
		}
		n := slices.Index(want, elision)
		if n < 0 {
			n = len(want)
		}
		at := 0
		if len(out) > 0 { // after an elision the part may stand anywhere
			at = likest(want[:n], got, n == len(want))
		}
		out = append(out, got[at:min(at+n, len(got))]...)
		want, got = want[n:], got[min(at+n, len(got)):]
	}
	return out
}

// likest is the place of part in lines: the last possible where it is the end.
func likest(part, lines []string, end bool) int {
	best, most := max(0, len(lines)-len(part)), -1
	if end {
		return best
	}
	for at := 0; at+len(part) <= len(lines); at++ {
		score := 0
		for i, line := range part {
			score += alike(line, lines[at+i])
		}
		if score > most {
			best, most = at, score
		}
	}
	return best
}

// alike is 100 for the same line, else the shared part of its beginning.
func alike(a, b string) int {
	if sameLine(a, b) {
		return 100
	}
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return 100 * n / (max(len(x), len(y)) + 1)
}

func TestRefresh(t *testing.T) {
	for _, c := range []struct{ want, got, refreshed string }{
		{"a|b", "a|c|d", "a|c|d"},
		{"a|...", "b|c", "b|..."},
		{"...|b1|c1|...", "a|b2|c1|d", "...|b2|c1|..."},
		{"a|...|y", "a|b|z", "a|...|z"},
		{"...|x|...|y|...", "x2|b|y2|c", "...|x2|...|y2|..."},
		{"a|...|y|...", "a", "a|...|..."},
	} {
		want, got := strings.Split(c.want, "|"), strings.Split(c.got, "|")
		if matches(want, got) {
			t.Errorf("%s matches %s", c.want, c.got)
		}
		if now := refresh(want, got); strings.Join(now, "|") != c.refreshed || !matches(now, got) {
			t.Errorf("refresh(%s, %s) = %v, want %s", c.want, c.got, now, c.refreshed)
		}
	}
}
