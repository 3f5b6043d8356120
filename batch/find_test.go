package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree makes files, folders (ending in /) and links (a -> b) in a new folder,
// which becomes the working one.
func tree(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range names {
		link, to, isLink := strings.Cut(name, " -> ")
		var err error
		switch {
		case isLink:
			err = os.Symlink(to, link)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(name, 0o777)
		default:
			if err = os.MkdirAll(filepath.Dir(name), 0o777); err == nil {
				err = os.WriteFile(name, []byte(name), 0o666)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	tree(t, "b.txt", "a.txt", "2030/柳塘.txt", "2030/sub/b.HTML", "2030/sub/a.txt", "2030/photo.jpg", "2030/README", "2030/.git/x.txt",
		"2030/~$柳塘.docx", "2030/.hidden.txt", "2030/loop -> .", "2030/link.txt -> ../a.txt", "2030/out/a.txt", "linked -> 2030/sub",
		"a[1].txt", "-x.txt", "empty/")
	for words, want := range map[string]string{
		"b.txt a.txt":           "b.txt a.txt",
		"./a.txt a.txt ./b.txt": "./a.txt ./b.txt",
		"-":                     "-",
		"2030":                  "2030/sub/a.txt 2030/sub/b.HTML 2030/柳塘.txt; passed over in folders, as no documents by their endings: hidden 3, links 2, .jpg 1, without ending 1",
		"2030/ 2030/sub":        "2030/sub/a.txt 2030/sub/b.HTML 2030/柳塘.txt; passed over in folders, as no documents by their endings: hidden 3, links 2, .jpg 1, without ending 1",
		"linked":                "linked/a.txt linked/b.HTML",
		"2030/photo.jpg":        "2030/photo.jpg",
		"*.txt":                 "-x.txt a.txt a[1].txt b.txt",
		"2030/*.txt":            "2030/link.txt 2030/柳塘.txt",
		"**/*.txt":              "-x.txt 2030/link.txt 2030/out/a.txt 2030/sub/a.txt 2030/柳塘.txt a.txt a[1].txt b.txt",
		"2030/s*":               "2030/sub/a.txt 2030/sub/b.HTML",
		"2030/{sub,out}/a.*":    "2030/out/a.txt 2030/sub/a.txt",
		"a[1].txt":              "a[1].txt",
		"empty":                 "empty: holds no document; the endings of documents are .txt, .html",
		"missing.txt":           "missing.txt",
		"no*.md":                "no*.md: no file matches",
		"no[.md":                "no[.md: no such file, and not a pattern: a bracket is not closed",
	} {
		found := Finder{Endings: []string{".txt", ".html"}, Except: "2030/out"}.Find(strings.Fields(words), nil)
		if diff := cmp.Diff(want, described(found)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", words, diff)
		}
	}
	if got := described(Finder{}.Find(nil, []string{"*.txt", ""})); got != "*.txt an input has an empty name" {
		t.Errorf("of a list: %s", got)
	}
}

func described(found Found) string {
	var parts []string
	for _, in := range found.Inputs {
		if in.Err != nil {
			parts = append(parts, in.Err.Error())
		} else {
			parts = append(parts, in.ID)
		}
	}
	text := strings.Join(parts, " ")
	if err := found.PassedOver(); err != nil {
		text += fmt.Sprintf("; %v", err)
	}
	return text
}
