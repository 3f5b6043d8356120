package main

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// documentEndings are those of the files of a directory that are read: documents,
// and what may be a saved extraction.
var (
	documentEndings = []string{".txt", ".text", ".html", ".htm", ".docx", ".pdf"}
	savedEndings    = []string{".json", ".ndjson", ".jsonl", ".yaml", ".yml"}
)

// savedTextLimit is the size of the largest file that is searched for a text.
const savedTextLimit = 256 << 20

// headLength is how much of a file tells whether it is a saved extraction.
const headLength = 512

// folder is the documents of one input: of a directory, of a saved extraction or
// of a file.
type folder struct {
	root  string // the path of the input
	many  bool   // a directory, or an extraction of several documents
	items []export.Item
}

// folder reads the input at path. What cannot be read in a directory is told of
// and counted by failed; the rest is done.
func (a *app) folder(ctx context.Context, r reader, path string, failed *int) (folder, error) {
	f := folder{root: path}
	info, err := os.Stat(path)
	if path == batch.StandardInput || err != nil || !info.IsDir() {
		f.items, err = a.load(ctx, r, path)
		f.many = len(f.items) != 1
		if err == nil && len(f.items) == 0 {
			err = say.Errorf("%s: holds no document", path)
		}
		return f, err
	}
	f.many = true
	files, passed, err := filesIn(path)
	if err != nil {
		return f, say.Errorf("%s: %w", path, say.Reason(err))
	}
	for _, file := range files {
		items, err := a.load(ctx, r, file)
		if ctx.Err() != nil {
			return f, ctx.Err()
		}
		if err != nil {
			*failed++
			a.complain(err)
		}
		f.items = append(f.items, items...)
	}
	if passed > 0 {
		a.complain(say.Errorf("%s: files passed over, for they are no documents: %d", path, passed))
	}
	return f, nil
}

// filesIn lists the documents and saved extractions in a directory and those
// below it, in the order of their names, and counts the other files. What is
// hidden is no file, and links are not followed.
func filesIn(root string) (files []string, passed int, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != root && strings.HasPrefix(entry.Name(), ".") {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		ending := strings.ToLower(filepath.Ext(path))
		switch {
		case !entry.Type().IsRegular():
			passed++
		case slices.Contains(documentEndings, ending), slices.Contains(savedEndings, ending) && isSavedFile(path):
			files = append(files, path)
		default:
			passed++
		}
		return nil
	})
	return files, passed, err
}

func isSavedFile(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true // let the reader tell of it
	}
	defer f.Close()
	head, _ := bufio.NewReaderSize(f, headLength).Peek(headLength)
	return export.IsSaved(head)
}

// load reads one file: a document, or the documents of a saved extraction. A file
// is read once, for it may be a pipe.
func (a *app) load(ctx context.Context, r reader, path string) ([]export.Item, error) {
	input := a.stdin
	if path != batch.StandardInput {
		f, err := os.Open(path)
		if err != nil {
			return nil, say.Errorf("%s: %w", path, say.Reason(err))
		}
		defer f.Close()
		input = f
	}
	buffered := bufio.NewReaderSize(input, 64<<10)
	head, _ := buffered.Peek(headLength)
	if !export.IsSaved(head) {
		item, err := a.readFrom(ctx, r, batch.Input{ID: path, Path: path, From: buffered})
		if err != nil {
			return nil, err
		}
		return []export.Item{item}, nil
	}
	data, err := io.ReadAll(buffered)
	if err != nil {
		return nil, say.Errorf("%s: %w", path, say.Reason(err))
	}
	documents, err := export.ReadSaved(path, data)
	if err != nil {
		return nil, err
	}
	var items []export.Item
	for _, d := range documents {
		items = append(items, export.Item{Doc: d, Text: a.savedText(path, d)})
	}
	return items, nil
}

// savedText finds the text of a saved document again: under the path that it was
// read from, seen from here or from the saved file, or beside that file under its
// name. Only the very same bytes count. nil is none.
func (a *app) savedText(saved string, d *model.Document) *source.Text {
	dir, name := filepath.Dir(saved), filepath.FromSlash(d.Source.Path)
	if name == "" || name == batch.StandardInput {
		return nil
	}
	for _, path := range []string{name, filepath.Join(dir, name), filepath.Join(dir, filepath.Base(name))} {
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() > savedTextLimit {
			continue
		}
		text, err := source.Decoder{Encoding: d.Source.Encoding}.Open(path)
		if err == nil && text.SHA256 == d.Source.SHA256 && len(text.Runes) == d.Source.Chars {
			return text
		}
	}
	a.complain(say.Errorf("%s: the text of %s is not found as it was; changes are told without it", saved, d.Source.Path))
	return nil
}
