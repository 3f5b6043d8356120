// Package export writes documents: as JSON, NDJSON and YAML in the contract
// "fenjie/1", as CSV and NDJSON tables, and as a view for a terminal.
//
// The same documents give the same bytes on every machine: no clock, locale,
// map order or machine path gets into an output.
package export

import (
	"encoding/json"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// Item is a document with the text that its offsets count. A nil Text leaves
// the quotes of tables empty.
//
// ID is the name by which a stream of documents calls this one, a JSON value;
// nil outside such streams.
type Item struct {
	Doc  *model.Document
	Text *source.Text
	ID   json.RawMessage
}

// has says whether the item has the text at s.
func (it Item) has(s model.Span) bool {
	return it.Text != nil && 0 <= s.Start && s.Start <= s.End && s.End <= len(it.Text.Runes)
}

// quote is the text at s, nil where the item does not have it.
func (it Item) quote(s model.Span) any {
	if !it.has(s) {
		return nil
	}
	return it.Text.Slice(s)
}

// line is the line of s, nil where neither the model nor the text tells it.
func (it Item) line(s model.Span) any {
	if s.Line > 0 {
		return s.Line
	}
	if !it.has(s) {
		return nil
	}
	n, _ := it.Text.Position(s.Start)
	return n
}

// Options say how a format is written. The zero value works.
type Options struct {
	Generator string // program and version for the outputs that name it; "" is "fenjie"
	Table     string // name of one of Tables; "" is the format's own choice
	Header    string // language of a header row: "en" (or "") or "zh"
	BOM       bool   // begin with a byte order mark, by which Excel knows UTF-8
	RawCells  bool   // write cells that a spreadsheet takes for formulas as they are
}

func (o Options) generator() string {
	if o.Generator == "" {
		return "fenjie"
	}
	return o.Generator
}

// Format is a way to write documents. Each is encoded by itself, so that many
// can be at once, and stands in a frame. Takes lists the options that mean
// something to the format, by the names of their flags. A Single format has no
// way to tell where one document ends and the next begins.
type Format struct {
	Name    string
	About   string
	Endings []string // of file names, the usual one first
	Takes   []string
	Single  bool

	frame  func(Options) (Frame, error)
	encode func(Item, Options) ([]byte, error)
	fail   func(Failure, Options) ([]byte, error) // nil: failures are not written
}

// Formats are all formats; the first is the default.
var Formats = []Format{
	{Name: "json", About: "one object that holds every document", Endings: []string{".json"}, frame: frameJSON, encode: encodeJSON},
	{Name: "ndjson", About: "one document a line; with --table one row a line", Endings: []string{".ndjson", ".jsonl"}, Takes: []string{"table"}, frame: frameNDJSON, encode: encodeNDJSON, fail: failNDJSON},
	{Name: "yaml", About: "one YAML document for each document", Endings: []string{".yaml", ".yml"}, encode: encodeYAML},
	{Name: "csv", About: "the rows of one table, of targets unless --table says otherwise", Endings: []string{".csv"}, Takes: []string{"table", "header", "bom", "raw-cells"}, frame: frameCSV, encode: encodeCSV},
	{Name: "text", About: "the text that the offsets count, of one document", Endings: []string{".txt"}, Single: true, encode: encodeText},
	{Name: "github", About: "what is odd in the documents, as annotations of GitHub", encode: encodeGitHub, fail: failGitHub},
}

// Frame is what stands around the documents of an output.
type Frame struct {
	Head        string // at the start
	First, Next string // before the first document, and before each other one
	Tail        string // at the end
	Empty       string // at the end, in place of Tail, where there are no documents
}

// Frame is what stands around documents that Encode encoded.
func (f Format) Frame(o Options) (Frame, error) {
	if f.frame == nil {
		return Frame{}, nil
	}
	return f.frame(o)
}

// Encode is one document in the format, as it stands in its frame.
func (f Format) Encode(item Item, o Options) ([]byte, error) { return f.encode(item, o) }

// Failure is an input of which no document could be made. Code is one of few
// words for programs, Message says it to people, without the path.
type Failure struct {
	ID            json.RawMessage // as Item.ID
	Path          string
	Line          int // of Path, where the input is a part of it, else 0
	Code, Message string
}

// EncodeFailure is what the format writes in place of a document; nil where it
// does not tell of failures.
func (f Format) EncodeFailure(bad Failure, o Options) ([]byte, error) {
	if f.fail == nil {
		return nil, nil
	}
	return f.fail(bad, o)
}

// Write writes items, in order, and keeps none of them.
func (f Format) Write(w io.Writer, items iter.Seq[Item], o Options) error {
	out, err := NewWriter(w, f, o)
	if err != nil {
		return err
	}
	for item := range items {
		body, err := f.Encode(item, o)
		if err != nil {
			return err
		}
		if err := out.Put(body); err != nil {
			return err
		}
	}
	return out.Close()
}

// Writer puts encoded documents in the frame of a format.
type Writer struct {
	w     io.Writer
	frame Frame
	put   bool // a document was put
}

// NewWriter begins an output.
func NewWriter(w io.Writer, f Format, o Options) (*Writer, error) {
	frame, err := f.Frame(o)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(w, frame.Head)
	return &Writer{w: w, frame: frame}, err
}

// Put adds a document that Encode or EncodeFailure encoded.
func (w *Writer) Put(body []byte) error {
	before := w.frame.Next
	if !w.put {
		before, w.put = w.frame.First, true
	}
	if _, err := io.WriteString(w.w, before); err != nil {
		return err
	}
	_, err := w.w.Write(body)
	return err
}

// Close ends the output; it does not close the stream below.
func (w *Writer) Close() error {
	tail := w.frame.Empty
	if w.put {
		tail = w.frame.Tail
	}
	_, err := io.WriteString(w.w, tail)
	return err
}

// FormatNamed finds a format by its name.
func FormatNamed(name string) (Format, bool) {
	return find(func(f Format) bool { return f.Name == name })
}

// FormatOf finds the format that the ending of a file name means, in either
// case of letters.
func FormatOf(path string) (Format, bool) {
	ending := strings.ToLower(filepath.Ext(path))
	return find(func(f Format) bool { return slices.Contains(f.Endings, ending) })
}

func find(match func(Format) bool) (Format, bool) {
	if i := slices.IndexFunc(Formats, match); i >= 0 {
		return Formats[i], true
	}
	return Format{}, false
}
