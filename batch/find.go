package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/fenjie/fenjie/internal/say"
)

// Finder finds the inputs that a user's words name. Each file is found once,
// however often it is named. Its zero value finds nothing in folders.
type Finder struct {
	// Endings are those of files that are taken from folders, in small letters
	// with the point. A file that is named itself is taken whatever its ending.
	Endings []string
	// Except is a folder that is passed over inside others: that of the outputs.
	Except string

	inputs []Input
	seen   map[string]bool
	passed map[string]int
	except fs.FileInfo
}

// Found are the inputs, in the order of the words, those of a folder sorted by
// name; and the files in folders that were passed over.
type Found struct {
	Inputs []Input
	Passed map[string]int // by ending, or by what they are: "links", "special files"
}

// Names of what is no file by its ending.
const (
	passedHidden  = "hidden"
	passedLinks   = "links"
	passedSpecial = "special files"
	passedNoName  = "without ending"
)

// Find looks for words: files, folders (with all below them), patterns with * ?
// [ ] { } and **, and StandardInput; and after them for those of a list, which
// are never patterns. What cannot be read, or holds no document, is an input
// with an error.
func (f Finder) Find(words, listed []string) Found {
	f.seen, f.passed = map[string]bool{}, map[string]int{}
	if f.Except != "" {
		f.except, _ = os.Stat(f.Except)
	}
	for _, word := range words {
		f.word(word, true)
	}
	for _, word := range listed {
		f.word(word, false)
	}
	return Found{f.inputs, f.passed}
}

func (f *Finder) word(word string, pattern bool) {
	info, err := os.Stat(word)
	switch {
	case word == StandardInput:
		f.take(word)
	case word == "":
		f.fail(word, say.Errorf("an input has an empty name"))
	case err == nil && info.IsDir():
		f.folder(word)
	case err != nil && pattern && strings.ContainsAny(word, "*?[{"):
		f.match(word)
	default:
		f.take(word) // or an error, when it is read
	}
}

// take takes a file, by the path that it was found by first.
func (f *Finder) take(path string) {
	if key := filepath.Clean(path); !f.seen[key] {
		f.seen[key] = true
		f.inputs = append(f.inputs, File(path))
	}
}

// known says whether a file below the folder was found already.
func (f *Finder) known(folder string) bool {
	prefix := filepath.Clean(folder) + string(filepath.Separator)
	for path := range f.seen {
		if strings.HasPrefix(path, prefix) || filepath.Clean(folder) == "." && filepath.IsLocal(path) {
			return true
		}
	}
	return false
}

func (f *Finder) fail(path string, err error) {
	in := File(path)
	in.Err = err
	f.inputs = append(f.inputs, in)
}

// match takes the files that a pattern matches, and those below the folders
// that it does.
func (f *Finder) match(pattern string) {
	paths, err := doublestar.FilepathGlob(pattern, doublestar.WithFailOnIOErrors(), doublestar.WithNoFollow())
	switch {
	case errors.Is(err, doublestar.ErrBadPattern):
		f.fail(pattern, say.Errorf("%s: no such file, and not a pattern: a bracket is not closed", pattern))
		return
	case err != nil:
		f.fail(pattern, say.Errorf("%s: %w", pattern, say.Reason(err)))
		return
	case len(paths) == 0:
		f.fail(pattern, say.Errorf("%s: no file matches", pattern))
		return
	}
	slices.Sort(paths)
	base, _ := doublestar.SplitPattern(filepath.ToSlash(pattern))
	for _, path := range paths {
		if hiddenBelow(base, path) && !strings.Contains(pattern, "/.") {
			continue
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			f.take(path)
		} else if !strings.Contains(pattern, "**") { // which matches what is in folders itself
			f.folder(path)
		}
	}
}

// hiddenBelow says whether a part of path below base is hidden.
func hiddenBelow(base, path string) bool {
	rest := strings.TrimPrefix(filepath.ToSlash(path), base)
	return slices.ContainsFunc(strings.Split(rest, "/"), hidden)
}

// folder takes the files below path whose endings say that they are documents.
// It follows no links: there is no leaving the folder, nor walking in circles.
func (f *Finder) folder(path string) {
	before := len(f.inputs)
	defer func() {
		if len(f.inputs) == before && !f.known(path) {
			f.fail(path, f.empty(path))
		}
	}()
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		path += string(filepath.Separator) // a link that was named itself is followed
	}
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			f.fail(name, say.Errorf("%s: %w", name, say.Reason(err)))
			return nil
		case name != path && hidden(entry.Name()), f.excepted(entry):
			if !f.excepted(entry) {
				f.passed[passedHidden]++
			}
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		f.entry(name, entry)
		return nil
	})
	if err != nil {
		f.fail(path, say.Errorf("%s: %w", path, say.Reason(err)))
	}
}

// empty is the error of a folder in which nothing is found.
func (f *Finder) empty(path string) error {
	if info, err := os.Stat(path); err == nil && f.except != nil && os.SameFile(info, f.except) {
		return say.Errorf("%s: is the folder of the outputs too; choose another for them", path)
	}
	return say.Errorf("%s: holds no document; the endings of documents are %s", path, strings.Join(f.Endings, ", "))
}

func (f *Finder) entry(name string, entry fs.DirEntry) {
	ending := strings.ToLower(filepath.Ext(name))
	switch {
	case entry.Type()&fs.ModeSymlink != 0:
		f.passed[passedLinks]++
	case !entry.Type().IsRegular():
		f.passed[passedSpecial]++
	case slices.Contains(f.Endings, ending):
		f.take(name)
	default:
		f.passed[cmp.Or(ending, passedNoName)]++
	}
}

func (f *Finder) excepted(entry fs.DirEntry) bool {
	if f.except == nil || !entry.IsDir() {
		return false
	}
	info, err := entry.Info()
	return err == nil && os.SameFile(info, f.except)
}

// hidden is true of names that programs make for themselves: .git, and ~$plan.docx
// beside a document that is open in an office program.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == "Thumbs.db" || name == "desktop.ini"
}

// PassedOver tells of the files that folders hold besides documents, the most
// frequent first; nil if there are none.
func (f Found) PassedOver() error {
	if len(f.Passed) == 0 {
		return nil
	}
	kinds := slices.SortedFunc(maps.Keys(f.Passed), func(a, b string) int {
		return cmp.Or(f.Passed[b]-f.Passed[a], cmp.Compare(a, b))
	})
	var parts []string
	for _, kind := range kinds {
		parts = append(parts, fmt.Sprintf("%s %d", kind, f.Passed[kind]))
	}
	return say.Errorf("passed over in folders, as no documents by their endings: %s", strings.Join(parts, ", "))
}
