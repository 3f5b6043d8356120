package export

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func writing(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// holds says what is in path and that nothing else is left in its directory.
func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, _ := os.ReadFile(path); string(got) != want {
		t.Errorf("%s holds %q, want %q", path, got, want)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*.tmp"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("柳塘", 41)+".csv") // 250 bytes: no room for a suffix
	for _, text := range []string{"one", "two", strings.Repeat("long\n", 1<<16), ""} {
		if err := WriteFile(path, writing(text)); err != nil {
			t.Fatal(err)
		}
		holds(t, path, text)
	}
}

func TestWriteFileFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := WriteFile(path, writing("old")); err != nil {
		t.Fatal(err)
	}
	failure := errors.New("no more")
	err := WriteFile(path, func(w io.Writer) error {
		io.WriteString(w, strings.Repeat("new", 1<<16))
		return failure
	})
	if err != failure {
		t.Errorf("error %v, want %v", err, failure)
	}
	holds(t, path, "old")
}

func TestWriteFilePanics(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	func() {
		defer func() { recover() }()
		WriteFile(path, func(w io.Writer) error { panic("no more") })
	}()
	holds(t, path, "")
}

func TestWriteFileMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	for _, mode := range []os.FileMode{0o600, 0o664} {
		os.WriteFile(path, nil, 0o666)
		os.Chmod(path, mode)
		if err := WriteFile(path, writing("new")); err != nil {
			t.Fatal(err)
		}
		if info, _ := os.Stat(path); info.Mode().Perm() != mode {
			t.Errorf("mode %v, want %v", info.Mode().Perm(), mode)
		}
	}
}

func TestWriteFileRefuses(t *testing.T) {
	dir := t.TempDir()
	os.Symlink("nowhere", filepath.Join(dir, "dangling"))
	for path, want := range map[string]string{
		dir:                               "is a directory",
		"/dev/null":                       "not a regular file",
		filepath.Join(dir, "no", "a.csv"): "no such file or directory",
		filepath.Join(dir, "dangling"):    "no such file or directory",
	} {
		called := false
		err := WriteFile(path, func(io.Writer) error { called = true; return nil })
		if err == nil || err.Error() != path+": "+want || called {
			t.Errorf("%s: error %v, want %s; called %v", path, err, want, called)
		}
	}
}

func TestWriteFileFollowsLink(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "sub", "a.csv"), filepath.Join(dir, "link.csv")
	os.Mkdir(filepath.Dir(file), 0o777)
	os.WriteFile(file, []byte("old"), 0o666)
	if err := os.Symlink(filepath.Join("sub", "a.csv"), link); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(link, writing("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, file, "new")
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
}

// TestWriteFileFull: a full disk must name the file asked for.
func TestWriteFileFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	var temp string
	err := WriteFile(path, func(io.Writer) error {
		left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*.tmp"))
		temp = left[0]
		return &os.PathError{Op: "write", Path: temp, Err: errors.New("no space left on device")}
	})
	if err == nil || err.Error() != path+": no space left on device" {
		t.Errorf("error %v", err)
	}
	holds(t, path, "")
}
