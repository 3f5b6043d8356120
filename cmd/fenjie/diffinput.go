package main

import (
	"bufio"
	"context"
	"io"
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

// savedEndings are those of the files of a directory that may be saved extractions.
var savedEndings = []string{".json", ".ndjson", ".jsonl", ".yaml", ".yml"}

// dataEndings are those of files that are data, and no documents to read as text.
var dataEndings = append(slices.Clone(savedEndings), ".csv", ".tsv")

// savedTextLimit is the size of the largest file that is searched for a text.
const savedTextLimit = 256 << 20

// headLength is how much of a file tells whether it is a saved extraction.
const headLength = 512

// folder is the documents of one input: of a directory, of a saved extraction or
// of a file.
type folder struct {
	root  string   // the path of the input
	many  bool     // a directory, or an extraction of several documents
	files []string // that were read
	items []export.Item
}

// folder reads the input at path. What cannot be read in a directory is told of
// and counted by failed; the rest is done.
func (a *app) folder(ctx context.Context, r reader, path string, failed *int) (folder, error) {
	f := folder{root: path}
	info, err := os.Stat(path)
	if path == batch.StandardInput || err != nil || !info.IsDir() {
		f.files = []string{path}
		f.items, err = a.load(ctx, r, path)
		f.many = len(f.items) != 1
		if err == nil && len(f.items) == 0 {
			err = say.Errorf("%s: holds no document", path)
		}
		return f, err
	}
	f.many = true
	for _, in := range a.filesIn(path) {
		items, err := a.loadInput(ctx, r, in)
		if ctx.Err() != nil {
			return f, ctx.Err()
		}
		if err != nil {
			*failed++
			a.complain(err)
		}
		f.files = append(f.files, in.Path)
		f.items = append(f.items, items...)
	}
	return f, nil
}

// filesIn are the documents and saved extractions in a directory and those below
// it, in the order of their names. It tells of what is passed over.
func (a *app) filesIn(root string) []batch.Input {
	found := batch.Finder{Endings: slices.Concat(source.Endings(), savedEndings)}.Find(nil, []string{root})
	inputs := slices.DeleteFunc(found.Inputs, func(in batch.Input) bool {
		ending := strings.ToLower(filepath.Ext(in.Path))
		other := in.Err == nil && slices.Contains(savedEndings, ending) && !isExtraction(in.Path)
		if other {
			found.Passed[ending]++
		}
		return other
	})
	if err := found.PassedOver(); err != nil {
		a.note(say.Errorf("%s: %w", root, err))
	}
	if len(inputs) == 0 {
		return []batch.Input{{Path: root, Err: say.Errorf("%s: holds no document", root)}}
	}
	return inputs
}

// isExtraction says whether a file is an output of extract. Others of our own lie
// in directories too: manifests, results of diff.
func isExtraction(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true // let the reader tell of it
	}
	defer f.Close()
	head, _ := bufio.NewReaderSize(f, headLength).Peek(headLength)
	return strings.HasPrefix(export.SavedAs(head), "fenjie/")
}

// loadInput is load, or the error that is known already.
func (a *app) loadInput(ctx context.Context, r reader, in batch.Input) ([]export.Item, error) {
	if in.Err != nil {
		return nil, in.Err
	}
	return a.load(ctx, r, in.Path)
}

// load reads one file, unless ctx is done before: a document, or the documents of a
// saved extraction.
func (a *app) load(ctx context.Context, r reader, path string) ([]export.Item, error) {
	return safely(ctx, func(ctx context.Context) ([]export.Item, error) { return a.loadNow(ctx, r, path) }, func(e any) error {
		return say.Errorf("%s: internal error, please report it: %v", path, e)
	})
}

// safely is do, unless ctx is done before. A panic is the error that mistake makes
// of it.
func safely[T any](ctx context.Context, do func(context.Context) (T, error), mistake func(any) error) (T, error) {
	return batch.Await(ctx, func(ctx context.Context) (result T, err error) {
		defer func() {
			if e := recover(); e != nil {
				err = mistake(e)
			}
		}()
		return do(ctx)
	})
}

// loadNow reads a file once, for it may be a pipe.
func (a *app) loadNow(ctx context.Context, r reader, path string) ([]export.Item, error) {
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
	saved := export.SavedAs(head) != ""
	if !saved && slices.Contains(dataEndings, strings.ToLower(filepath.Ext(path))) {
		return nil, say.Errorf("%s: is no output of extract in json, ndjson or yaml; name a document, or such an output", path)
	}
	if !saved {
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
	a.warn(say.Errorf("%s: the text of %s is not found as it was; changes are told without it", saved, d.Source.Path))
	return nil
}
