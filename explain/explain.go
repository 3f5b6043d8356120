// Package explain says of a place of a document what was read there, by which
// rules and words, and why a numeral is no record.
package explain

import (
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// SchemaID names the JSON form of an Explanation.
const SchemaID = "fenjie/explain/1"

// Place is a line of a text, from 1, and a column of that line in code points,
// from 1; column 0 is the whole line.
type Place struct{ Line, Column int }

// Explanation is what was read at a place. At is the span of the line. Lists are
// in the order of the text. Of a column they hold what stands at it, but for the
// section, which is that of the column.
type Explanation struct {
	Path        string             `json:"path"`
	Line        int                `json:"line"`
	Column      int                `json:"column,omitempty"`
	Text        string             `json:"text"`
	At          model.Span         `json:"span"`
	Parts       []model.RegionKind `json:"parts"`
	Sections    []Section          `json:"sections"`
	Records     []Record           `json:"records"`
	Numerals    []Numeral          `json:"numerals"`
	Diagnostics []model.Diagnostic `json:"diagnostics"`
}

// Section is a section that has text at the place. Above are the sections that
// it is in, from the root.
type Section struct {
	Path    string            `json:"path"`
	Label   string            `json:"label"`
	Title   string            `json:"title"`
	Kind    model.SectionKind `json:"kind"`
	Above   []Heading         `json:"above"`
	By      string            `json:"by,omitempty"`
	Period  *model.Period     `json:"period,omitempty"`
	Parties []Party           `json:"parties"`
}

// Heading names a section.
type Heading struct {
	Path  string `json:"path"`
	Label string `json:"label"`
	Title string `json:"title"`
}

// Party is a party that answers for a section. From is the path of the section
// above that names it, "" where the section names it itself. Why says what its
// rule goes by.
type Party struct {
	Party *model.Party `json:"party"`
	From  string       `json:"from,omitempty"`
	Why   string       `json:"why,omitempty"`
}

// Record is a target of the document. Path is that of its section, "" in the
// preamble. Numbers are its numerals, counted through the text from 1. Trials are
// the rules tried, the last of which held; Words those that its clause was read
// by. Change says where to change what is read.
type Record struct {
	Record  *model.Target `json:"record"`
	Path    string        `json:"path"`
	Line    int           `json:"line"`
	Column  int           `json:"column"`
	Numbers []int         `json:"numbers"`
	Trials  []model.Trial `json:"trials"`
	Words   []parser.Word `json:"words"`
	Change  []Change      `json:"change"`
}

// Numeral is a numeral that is no record. Of its trials the last says why. Words
// are those that it is part of.
type Numeral struct {
	Numeral model.Numeral `json:"numeral"`
	Number  int           `json:"number"`
	Column  int           `json:"column"`
	Words   []parser.Word `json:"words"`
	Change  []Change      `json:"change"`
}

// At explains a place of a text. Doc is what ps read from the text, with its
// numerals. The error of a place that the text does not have says what it has.
func At(ps parser.Parser, text *source.Text, doc *model.Document, place Place) (*Explanation, error) {
	if err := check(text, place); err != nil {
		return nil, err
	}
	line := text.Line(place.Line)
	line.Line = place.Line
	e := &Explanation{Path: text.Path, Line: place.Line, Column: place.Column, Text: text.Slice(line), At: line}
	at := line
	if place.Column > 0 {
		at = model.Span{Start: line.Start + place.Column - 1, End: line.Start + place.Column, Line: place.Line}
	}
	g := &gatherer{Explanation: e, parser: ps, text: text, doc: doc, at: at, clauses: map[model.Span][]parser.Clause{}}
	g.sections()
	g.records()
	g.numerals()
	g.diagnostics()
	return e, nil
}

// check says what is wrong with a place.
func check(text *source.Text, place Place) error {
	lines := len(text.Lines())
	switch {
	case lines == 0:
		return say.Errorf("the text is empty")
	case place.Line < 1 || place.Line > lines:
		return say.Errorf("no line %d: the text has %s", place.Line, count(lines, "line"))
	}
	if n := text.Line(place.Line).Len(); place.Column < 0 || place.Column > n {
		return say.Errorf("no column %d: line %d has %s", place.Column, place.Line, count(n, "character"))
	}
	return nil
}

// count is n lines, numerals or characters in words.
func count(n int, what string) say.Phrase {
	switch {
	case what == "line" && n == 1:
		return say.Sprintf("1 line")
	case what == "line":
		return say.Sprintf("%d lines", n)
	case what == "numeral" && n == 1:
		return say.Sprintf("1 numeral")
	case what == "numeral":
		return say.Sprintf("%d numerals", n)
	case n == 1:
		return say.Sprintf("1 character")
	}
	return say.Sprintf("%d characters", n)
}

// OfNumber is the place of the n-th numeral of a document, from 1.
func OfNumber(text *source.Text, doc *model.Document, n int) (Place, error) {
	if n < 1 || n > len(doc.Numerals) {
		return Place{}, say.Errorf("no numeral %d: the text has %s", n, count(len(doc.Numerals), "numeral"))
	}
	return OfOffset(text, doc.Numerals[n-1].Span.Start)
}

// OfOffset is the place of a code point of the text, counted from 0. That of a
// line break is the whole line that it ends.
func OfOffset(text *source.Text, offset int) (Place, error) {
	if offset < 0 || offset >= len(text.Runes) {
		return Place{}, say.Errorf("no offset %d: the text has %s, from 0", offset, count(len(text.Runes), "character"))
	}
	line, column := text.Position(offset)
	if column > text.Line(line).Len() {
		column = 0
	}
	return Place{line, column}, nil
}
