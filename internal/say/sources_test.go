package say

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// sources are the formats of the Go files of the module, and all their strings.
type sources struct {
	formats map[string]string // by format: where it stands
	strings map[string]bool
}

// readSources reads all files but tests and this package.
func readSources(t *testing.T) *sources {
	t.Helper()
	s := &sources{formats: map[string]string{}, strings: map[string]bool{}}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "say") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		s.readFile(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *sources) readFile(t *testing.T, path string) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if at := formatOf(n); at >= 0 && !forwards(n, at) {
				format, ok := literal(n.Args[at])
				if !ok {
					t.Errorf("%s: the format must be written out here", set.Position(n.Pos()))
				}
				s.formats[format] = set.Position(n.Pos()).String()
			}
		case *ast.FuncDecl:
			if returnsPhrase(n.Type) && n.Body != nil {
				s.returns(n.Body, set)
			}
		case *ast.BasicLit:
			if text, ok := literal(n); ok {
				s.strings[text] = true
			}
		}
		return true
	})
}

// returns notes the strings that a function with a Phrase returns.
func (s *sources) returns(body *ast.BlockStmt, set *token.FileSet) {
	ast.Inspect(body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok {
			for _, result := range r.Results {
				if text, ok := literal(result); ok {
					s.formats[text] = set.Position(r.Pos()).String()
				}
			}
		}
		return true
	})
}

// formatOf is which argument of a call is a format that is translated, -1 if none.
func formatOf(call *ast.CallExpr) int {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		switch f.Name {
		case "usage":
			return 0
		case "coded": // of package batch
			return 1
		}
	case *ast.SelectorExpr:
		if pkg, ok := f.X.(*ast.Ident); ok && pkg.Name == "say" && slices.Contains([]string{"Errorf", "Sprintf", "Hintf"}, f.Sel.Name) {
			return 0
		}
	}
	return -1
}

// forwards says whether a call hands over the format that its function was given:
// say.Errorf(format, args...).
func forwards(call *ast.CallExpr, at int) bool {
	_, named := call.Args[at].(*ast.Ident)
	return named && call.Ellipsis.IsValid()
}

func returnsPhrase(f *ast.FuncType) bool {
	if f.Results == nil || len(f.Results.List) != 1 {
		return false
	}
	sel, ok := f.Results.List[0].Type.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Phrase"
}

// literal is the text of a string literal, or of some with + between them.
func literal(x ast.Expr) (string, bool) {
	switch x := x.(type) {
	case *ast.BasicLit:
		if x.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(x.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		a, ok := literal(x.X)
		b, both := literal(x.Y)
		return a + b, ok && both
	}
	return "", false
}

// TestCatalogueIsWhole compares zh.yaml with the formats in the sources. It prints
// what is missing as lines to add there.
func TestCatalogueIsWhole(t *testing.T) {
	s, c := readSources(t), chinese()
	var missing []entry
	for format, where := range s.formats {
		if e := c.byFormat[format]; !hasWords(format) || e != nil && e.Zh != "" {
			continue
		}
		t.Logf("%s: no Chinese for %q", where, format)
		missing = append(missing, entry{En: format})
	}
	if len(missing) > 0 {
		slices.SortFunc(missing, func(a, b entry) int { return strings.Compare(a.En, b.En) })
		t.Errorf("add to internal/say/zh.yaml, with the Chinese:\n%s", stubs(missing))
	}
	for _, e := range c.sorted {
		switch {
		case e.From == "" && !s.strings[e.En]:
			t.Errorf("zh.yaml: nothing says %q", e.En)
		case !slices.Contains([]string{"", "hint", "system", "cobra", "pflag"}, e.From):
			t.Errorf("zh.yaml: %q is from %q", e.En, e.From)
		}
		if a, b := verbs(e.En), verbs(e.Zh); !slices.Equal(a, b) {
			t.Errorf("zh.yaml: %q has the arguments %v, %q has %v", e.En, a, e.Zh, b)
		}
	}
	if len(c.byFormat) != len(c.sorted) {
		t.Errorf("zh.yaml has %d entries, %d different", len(c.sorted), len(c.byFormat))
	}
	for _, e := range systemErrors {
		if c.byFormat[e.name] == nil {
			t.Errorf("zh.yaml has nothing for %q", e.name)
		}
	}
}

// hasWords says whether there is something to translate in a format.
func hasWords(format string) bool {
	text := flagName.ReplaceAllString(verb.ReplaceAllString(format, ""), "")
	return strings.ContainsFunc(text, unicode.IsLetter)
}

// flagName is the name of a flag, which is the same in all languages.
var flagName = regexp.MustCompile(`--[a-z][a-z-]*`)

// verbs are the verbs of a format, each with the number of its argument, in the
// order of these.
func verbs(format string) []string {
	var all []string
	next := 1
	for _, v := range verb.FindAllStringSubmatch(format, -1) {
		if v[3] == "%" {
			continue
		}
		if v[1] != "" {
			next, _ = strconv.Atoi(v[1])
		}
		all = append(all, fmt.Sprintf("%03d%%%s%s", next, v[2], v[3]))
		next++
	}
	slices.Sort(all)
	return all
}

// stubs are lines of the catalogue without the Chinese.
func stubs(entries []entry) string {
	var b strings.Builder
	for _, e := range entries {
		en, err := yaml.Marshal(e.En)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "- en: %s  zh: \n", en)
	}
	return b.String()
}
