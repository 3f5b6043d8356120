// Package export writes documents: as JSON, NDJSON and YAML in the contract
// "fenjie/1", as CSV and NDJSON tables, and as a view for a terminal.
//
// The same documents give the same bytes on every machine: no clock, locale,
// map order or machine path gets into an output.
package export

import (
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
type Item struct {
	Doc  *model.Document
	Text *source.Text
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

// Format is a way to write documents. Write ranges over the items once, in
// order, and keeps none of them. Takes lists the options that mean something
// to the format, by the names of their flags.
type Format struct {
	Name    string
	About   string
	Endings []string // of file names, the usual one first
	Takes   []string
	Write   func(io.Writer, iter.Seq[Item], Options) error
}

// Formats are all formats; the first is the default.
var Formats = []Format{
	{"json", "one object that holds every document", []string{".json"}, nil, writeJSON},
	{"ndjson", "one document a line; with --table one row a line", []string{".ndjson", ".jsonl"}, []string{"table"}, writeNDJSON},
	{"yaml", "one YAML document for each document", []string{".yaml", ".yml"}, nil, writeYAML},
	{"csv", "the rows of one table, of targets unless --table says otherwise", []string{".csv"}, []string{"table", "header", "bom", "raw-cells"}, writeCSV},
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
