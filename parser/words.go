package parser

import (
	"fmt"
	"slices"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser/lexicon"
	"github.com/fenjie/fenjie/source"
)

// Word is a stretch of running text that has a function for the parser. Kind is
// the section of the lexicon that its entry stands in, or "numbers" for a number
// with its unit, or "times" for a date that no entry names. Use is its function:
// the class of a word, the comparator, the dimension of the unit. Origin is the
// file and line of the entry, "" where there is none.
type Word struct {
	Text   string     `json:"text"`
	Kind   string     `json:"kind"`
	Use    string     `json:"use,omitempty"`
	Entry  string     `json:"entry,omitempty"`
	Origin string     `json:"origin,omitempty"`
	Span   model.Span `json:"span"`
}

// Clause is a stretch of running text between two marks of punctuation, with the
// words that it is read by, in order.
type Clause struct {
	Span  model.Span `json:"span"`
	Words []Word     `json:"words"`
}

// Clauses are the clauses of running text: of a region of a document's layout.
func (ps Parser) Clauses(text *source.Text, region model.Span) []Clause {
	if region.Start < 0 || region.End > len(text.Runes) || region.Start > region.End {
		return nil
	}
	src := text.Runes[region.Start:region.End]
	p := &parse{src: src, txt: fold(src), lx: ps.lexicon(), doc: newDocument(text)}
	p.pairs = pairMarks(p.txt)
	p.scan(span{0, len(src)})
	var all []Clause
	for _, c := range p.reader.clauses {
		w := wordReader{parse: p, text: text, base: region.Start}
		w.clause(c)
		all = append(all, Clause{w.lined(c.at), w.words})
	}
	return all
}

// wordReader lists the words of a clause. Base is where its text starts in the
// whole one.
type wordReader struct {
	*parse
	text  *source.Text
	base  int
	words []Word
}

// lined is s in the whole text.
func (w *wordReader) lined(s span) model.Span {
	line, _ := w.text.Position(w.base + s.start)
	return model.Span{Start: w.base + s.start, End: w.base + s.end, Line: line}
}

func (w *wordReader) clause(c clauseRef) {
	last := c.at.start
	for _, t := range w.reader.tokens[c.lo:c.hi] {
		w.loose(span{last, t.at.start})
		w.token(t)
		last = t.at.end
	}
	w.loose(span{last, c.at.end})
}

// loose finds comparators that stand away from their number: 至少接受1次.
func (w *wordReader) loose(s span) {
	for i := s.start; i < s.end; i++ {
		if id, n := w.lx.Prefix.Match(w.txt[:s.end], i); n > 1 {
			w.comparator(span{i, i + n}, id)
			i += n - 1
		}
	}
}

func (w *wordReader) token(t token) {
	switch t.kind {
	case tokenWord:
		word := w.word(t)
		w.add(t.at, "words", word.Class, word.ID)
		w.loose(t.at) // 至少 is both
	case tokenFixed:
		if id, n := w.lx.Fixed.Match(w.txt, t.at.start); n > 0 {
			w.add(t.at, "terms", "", w.lx.Terms[id].ID)
		}
	case tokenTime:
		if id, n := w.lx.Period.Match(w.txt[:t.at.end], t.at.start); n > 0 {
			w.add(t.at, "periods", w.lx.Periods[id].Use, w.lx.Periods[id].ID)
		} else {
			w.add(t.at, "times", "", "")
		}
	case tokenImplied:
		im := w.reader.implied[t.index]
		w.add(t.at, "implied", string(im.implied), im.rule)
	case tokenQuantity:
		w.quantity(&w.reader.quantities[t.index])
	}
}

func (w *wordReader) quantity(q *quantity) {
	if before := w.trimmed(span{q.full.start, q.at.start}); !before.empty() {
		if id, n := w.lx.Prefix.Match(w.txt[:before.end], before.start); n > 0 {
			w.comparator(before, id)
		}
	}
	w.add(q.at, "numbers", "", "")
	if id, n := w.lx.Unit.Match(w.txt[:q.unitAt.end], q.unitAt.start); n > 0 && q.unitKnown {
		w.add(q.unitAt, "units", w.lx.Units[id].Dimension, w.lx.Units[id].ID)
	}
	if after := w.trimmed(span{q.at.end, q.full.end}); !after.empty() {
		if id, n := w.lx.Postfix.Match(w.txt[:after.end], after.start); n > 0 {
			w.comparator(after, id)
		}
	}
}

func (w *wordReader) comparator(s span, id int) {
	c := w.lx.Comparators[id]
	use := string(c.Comparator)
	if c.Side != "" {
		use += ", " + string(c.Side)
	}
	w.add(s, "comparators", use, c.ID)
}

func (w *wordReader) add(s span, kind, use, id string) {
	w.words = append(w.words, Word{
		Text: w.quote(s), Kind: kind, Use: use, Entry: id, Span: w.lined(s), Origin: OriginOf(w.lx, kind, id, w.half(s)),
	})
}

// OriginOf is the file and line of the lexicon's entry of that kind and id; where
// several files give it forms, of the one that has form. It is "" where there is
// no such entry.
func OriginOf(lx *lexicon.Lexicon, kind, id, form string) string {
	var found *lexicon.Entry
	for _, e := range lx.Entries {
		if e.Kind == kind && e.ID == id && (found == nil || slices.Contains(e.Forms, form)) {
			found = e
		}
	}
	switch {
	case found == nil || id == "":
		return ""
	case found.Origin.BuiltIn:
		return fmt.Sprintf("parser/lexicon/%s:%d", found.Origin.File, found.Origin.Line)
	}
	return found.Origin.String()
}
