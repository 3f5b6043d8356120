package lexicon

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

func TestVersion(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	version := func(paths ...string) string {
		t.Helper()
		v, err := Version(paths...)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	a, b, same := file("a.yaml", "units: []\n"), file("b.yaml", "words: []\n"), file("c.yaml", "units: []\n")
	both := file("both.yaml", "units: []\nwords: []\n")
	plain := version()
	if !regexp.MustCompile(`^[0-9a-f]{12}$`).MatchString(plain) {
		t.Errorf("built-in: %q", plain)
	}
	if v := version(a); !regexp.MustCompile(`^` + plain + `\+[0-9a-f]{12}$`).MatchString(v) {
		t.Errorf("with a file: %q, built-in %q", v, plain)
	}
	if version(a) != version(same) {
		t.Error("the name of a file counts")
	}
	seen := map[string]string{}
	for name, v := range map[string]string{"none": plain, "a": version(a), "b": version(b), "a b": version(a, b), "b a": version(b, a), "both": version(both)} {
		if other, twice := seen[v]; twice {
			t.Errorf("%s and %s have one version", name, other)
		}
		seen[v] = name
	}
	// A file that Load refuses for what it says has a version too.
	version(file("wrong.yaml", "nothing: [\n"))
	_, err := Version(filepath.Join(dir, "missing.yaml"))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Errorf("missing file: %v", err)
	}
}
