package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

var (
	flagWord = regexp.MustCompile(`(?:^|[^\w-])--([a-z][a-z-]*[a-z])`)
	envWord  = regexp.MustCompile(`FENJIE_([A-Z_]*[A-Z])`)
	linkWord = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	pathWord = regexp.MustCompile("`([a-z.][\\w.*-]*/[\\w./*-]*)`")
	testWord = regexp.MustCompile(`go test (\./[\w/]+|\.) [^&\n]*-run '?(\w+)`)
)

// TestNames says that flags, settings, encodings, links, files and tests that
// the pages name exist.
func TestNames(t *testing.T) {
	flags := knownFlags(t)
	for _, p := range pages(t) {
		text := strings.Join(p.lines, "\n")
		for _, m := range flagWord.FindAllStringSubmatch(text, -1) {
			if !flags[m[1]] {
				t.Errorf("%s: no command has --%s", p.path, m[1])
			}
		}
		for _, m := range envWord.FindAllStringSubmatch(text, -1) {
			if !flags[m[0]] && !flags[strings.ToLower(strings.ReplaceAll(m[1], "_", "-"))] {
				t.Errorf("%s: %s sets no flag", p.path, m[0])
			}
		}
		for _, m := range linkWord.FindAllStringSubmatch(text, -1) {
			checkLink(t, p, m[1])
		}
		for _, m := range pathWord.FindAllStringSubmatch(text, -1) {
			if found, _ := filepath.Glob(filepath.FromSlash(m[1])); len(found) == 0 && m[1] != model.SchemaID && !strings.Contains(m[1], "NAME") {
				t.Errorf("%s: there is no %s", p.path, m[1])
			}
		}
		for _, m := range testWord.FindAllStringSubmatch(text, -1) {
			checkTest(t, p, m[1], m[2])
		}
	}
	readme := strings.Join(readPage(t, "README.md").lines, "\n")
	for _, name := range source.Encodings() {
		if !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("README.md does not name the encoding `%s`", name)
		}
	}
}

// knownFlags are the flags and variables in the help of all commands.
func knownFlags(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	var help func(args []string)
	help = func(args []string) {
		out, err := exec.Command(exe("fenjie"), append(slices.Clone(args), "--help")...).Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range flagWord.FindAllStringSubmatch(string(out), -1) {
			known[m[1]] = true
		}
		for _, m := range envWord.FindAllString(string(out), -1) {
			known[m] = true // a variable that is not named as its flag is: FENJIE_LEXICONS
		}
		_, commands, _ := strings.Cut(string(out), "Available Commands:\n")
		for line := range strings.Lines(commands) {
			if !strings.HasPrefix(line, "  ") {
				break
			}
			help(append(slices.Clone(args), strings.Fields(line)[0]))
		}
	}
	help(nil)
	return known
}

func checkLink(t *testing.T, p *page, link string) {
	t.Helper()
	if strings.Contains(link, "://") {
		return
	}
	path, anchor, _ := strings.Cut(link, "#")
	target := p
	if path != "" {
		name := filepath.Join(filepath.Dir(p.path), filepath.FromSlash(path))
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%s: link to %s: %v", p.path, link, err)
			return
		}
		if anchor == "" {
			return
		}
		target = readPage(t, name)
	}
	if !slices.ContainsFunc(target.lines, func(line string) bool { return strings.HasPrefix(line, "#") && slug(line) == anchor }) {
		t.Errorf("%s: link to %s: no such heading", p.path, link)
	}
}

// slug is the anchor of a heading.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimLeft(heading, "# "))
}

func checkTest(t *testing.T, p *page, dir, name string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*_test.go"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "\nfunc "+name+"(") {
			return
		}
	}
	t.Errorf("%s: %s has no %s", p.path, dir, name)
}

// TestSettings reads the settings file of the README.
func TestSettings(t *testing.T) {
	p, n := readPage(t, "README.md"), 0
	for _, b := range p.blocks() {
		if b.name != ".fenjie.yaml" {
			continue
		}
		n++
		c := exec.Command(exe("fenjie"), "extract")
		c.Dir = t.TempDir()
		write(t, filepath.Join(c.Dir, b.name), p.text(b))
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", p.where(b), err, out)
		}
	}
	if n == 0 {
		t.Error("README.md shows no .fenjie.yaml")
	}
}
