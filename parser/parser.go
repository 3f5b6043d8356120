// Package parser turns a text into a model.Document.
//
// The text goes through one pipe: it is folded to one width, its lines are
// sorted into head, body, furniture and tail, the body becomes an outline, and
// the parts of each section are read for parties and targets. Facts that hold
// for the whole document (its year, its conventions) are gathered before any
// section is read. Each file of the package is one phenomenon of the language.
package parser

import (
	"context"
	"slices"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser/lexicon"
	"github.com/fenjie/fenjie/source"
)

// Parser reads documents. Its zero value is ready to use, also by several
// goroutines at once.
type Parser struct {
	// Lexicon holds the words to read by; nil is the built-in lexicon.
	Lexicon *lexicon.Lexicon
	// Numerals asks for Document.Numerals: what was made of every numeral of the
	// text, and which rules were tried.
	Numerals bool
	// Relative asks for records of KindRelative too: 高于全省平均水平. All other
	// records are the same without.
	Relative bool
}

// Parse reads text. It does not fail: a text that says little gives a document
// that holds little. The text is not changed.
func (ps Parser) Parse(text *source.Text) *model.Document {
	return ps.parse(nil, text)
}

// ParseContext is Parse that stops, within the time that a sentence takes, when
// ctx is done. The error is then that of ctx, and there is no other.
func (ps Parser) ParseContext(ctx context.Context, text *source.Text) (*model.Document, error) {
	doc := ps.parse(ctx.Done(), text)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return doc, nil
}

// parse gives a part of the document if done is closed before its end.
func (ps Parser) parse(done <-chan struct{}, text *source.Text) *model.Document {
	p := &parse{
		src:  text.Runes,
		txt:  fold(text.Runes),
		lx:   ps.lexicon(),
		doc:  newDocument(text),
		done: done,

		tracing:  ps.Numerals,
		relative: ps.Relative,
	}
	p.lines = splitLines(p.txt, p.src)
	p.breaks = lineBreaks(p.src)
	p.pairs = pairMarks(p.txt)
	if len(p.lines) == 0 {
		p.warn("empty-document", model.Span{}, "the document holds no text")
		p.addNotes(text.Notes)
		return p.doc
	}
	for _, stage := range []func(){
		p.markRepeats,
		p.readFrame,
		p.buildOutline,
		p.gatherConventions,
		p.readSections,
		p.finish,
		func() { p.addNotes(text.Notes) },
		p.keepNumerals,
	} {
		if p.stopped() {
			break
		}
		stage()
	}
	return p.doc
}

// stopped says whether nobody waits for the document any more.
func (p *parse) stopped() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (ps Parser) lexicon() *lexicon.Lexicon {
	if ps.Lexicon == nil {
		return lexicon.Default()
	}
	return ps.Lexicon
}

// parse is the state of one Parse.
type parse struct {
	src, txt []rune // the source and its folded form, index for index
	lx       *lexicon.Lexicon
	doc      *model.Document
	done     <-chan struct{} // closed when nobody waits for doc; nil: never

	lines  []line
	breaks []int   // where lines start, for line numbers
	pairs  []int32 // closing marks, by opening mark

	frame       frame
	preamble    []span // text before the first heading
	roots       []*node
	conventions conventions
	region      []rune // the place that the document governs
	year        int    // the plan year, 0 where the text gives none
	toldIn      int    // the year in which the text tells, 0 where it gives none
	ids         map[recordKey]int
	buf         []byte // for making ids
	clause      clauseReader
	reading     reading
	tracing     bool // keep claims and trials
	relative    bool // read wording without a number
	claims      []claim

	// state of reading one sentence
	sentenceYear int
	reader       reader
}

func newDocument(text *source.Text) *model.Document {
	return &model.Document{
		Source: sourceOf(text),
		Meta:   model.Meta{Evidence: map[string]model.Span{}},
	}
}

func sourceOf(text *source.Text) model.Source {
	s := model.Source{Path: text.Path, Format: text.Format, Encoding: text.Encoding, SHA256: text.SHA256, Chars: len(text.Runes)}
	if text.TextSHA256 != text.SHA256 {
		s.TextSHA256 = text.TextSHA256
	}
	return s
}

// finish puts what is listed in reading order and gives spans their lines.
func (p *parse) finish() {
	slices.SortStableFunc(p.doc.Layout, func(a, b model.Region) int { return a.Span.Start - b.Span.Start })
	slices.SortStableFunc(p.doc.Diagnostics, func(a, b model.Diagnostic) int { return a.Span.Start - b.Span.Start })
	for k, sp := range p.doc.Meta.Evidence {
		sp.Line = p.lineOf(sp.Start)
		p.doc.Meta.Evidence[k] = sp
	}
	for i := range p.doc.Diagnostics {
		p.doc.Diagnostics[i].Span.Line = p.lineOf(p.doc.Diagnostics[i].Span.Start)
	}
}

// addNotes puts what the reader of the file has to tell before the rest.
func (p *parse) addNotes(notes []model.Diagnostic) {
	all := make([]model.Diagnostic, 0, len(notes)+len(p.doc.Diagnostics))
	for _, d := range notes {
		d.Span.Line = p.lineOf(d.Span.Start)
		all = append(all, d)
	}
	if all = append(all, p.doc.Diagnostics...); len(all) > 0 {
		p.doc.Diagnostics = all
	}
}

// warn adds a diagnostic.
func (p *parse) warn(code string, sp model.Span, message string) {
	p.doc.Diagnostics = append(p.doc.Diagnostics, model.Diagnostic{Code: code, Severity: model.SeverityWarning, Message: message, Span: sp})
}

func (p *parse) note(code string, sp model.Span, message string) {
	p.doc.Diagnostics = append(p.doc.Diagnostics, model.Diagnostic{Code: code, Severity: model.SeverityInfo, Message: message, Span: sp})
}

// place adds a region of the layout; an empty one is left out.
func (p *parse) place(kind model.RegionKind, path string, s span) {
	if s.start < s.end {
		p.doc.Layout = append(p.doc.Layout, model.Region{Kind: kind, Path: path, Span: s.model()})
	}
}

// quote is the source text of s.
func (p *parse) quote(s span) string { return string(p.src[s.start:s.end]) }

// half is the folded text of s.
func (p *parse) half(s span) string { return string(p.txt[s.start:s.end]) }

// lineOf is the 1-based line of an offset.
func (p *parse) lineOf(offset int) int {
	i, found := slices.BinarySearch(p.breaks, offset)
	if found {
		i++
	}
	return i
}

// lineBreaks lists the offsets at which lines start.
func lineBreaks(src []rune) []int {
	starts := []int{0}
	for i, r := range src {
		if r == '\n' || r == '\r' && !(i+1 < len(src) && src[i+1] == '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// span is a half-open range of the text, without a line.
type span struct{ start, end int }

func (s span) model() model.Span { return model.Span{Start: s.start, End: s.end} }

func (s span) len() int { return s.end - s.start }

func (s span) empty() bool { return s.start >= s.end }

// trimmed narrows s by blanks at either end.
func (p *parse) trimmed(s span) span {
	s.start, s.end = trim(p.txt, s.start, s.end)
	return s
}

func (p *parse) lined(s span) model.Span {
	return model.Span{Start: s.start, End: s.end, Line: p.lineOf(s.start)}
}
