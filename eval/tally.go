package eval

import (
	"fmt"
	"slices"
	"strings"
)

// SetFigures are the figures that are an F1, in the order in which they are
// printed. record is the headline: target and result records of which kind,
// value, unit, comparator, indicator, by, per, change and node are all right;
// record_close lets the indicator differ a little.
var SetFigures = []string{"record", "record_close", "quantities", "implied", "sections", "parties"}

// AccuracyFigures are the figures that are a share, in the order in which they
// are printed: of the metadata fields, of the fields of matched records, and of
// the quantities whose span quotes them.
var AccuracyFigures = []string{
	"meta", "kind", "value", "unit", "comparator", "indicator", "indicator_close",
	"by", "per", "change", "node", "grounded",
}

// Set counts what was found of a set: rightly, too much, and not.
type Set struct{ TP, FP, FN int }

// Precision is the share of what was found that is right; ok is false where
// nothing was found.
func (s Set) Precision() (v float64, ok bool) { return ratio(s.TP, s.TP+s.FP) }

// Recall is the share of what is right that was found; ok is false where there
// is nothing to find.
func (s Set) Recall() (v float64, ok bool) { return ratio(s.TP, s.TP+s.FN) }

// F1 is the harmonic mean of precision and recall; ok is false where there was
// nothing to find and nothing was found.
func (s Set) F1() (v float64, ok bool) { return ratio(2*s.TP, 2*s.TP+s.FP+s.FN) }

// Hits counts how often a field was right.
type Hits struct{ OK, N int }

// Accuracy is the share of right fields; ok is false where there were none.
func (h Hits) Accuracy() (v float64, ok bool) { return ratio(h.OK, h.N) }

func ratio(a, b int) (float64, bool) {
	if b == 0 {
		return 0, false
	}
	return float64(a) / float64(b), true
}

// Miss is one difference between gold and document.
//
// What is the figure it counts in, or "meta.FIELD". Subject says which section
// or quantity it is about, "" for metadata. Want is empty for something found
// that is not there, Got for something that was not found. Offset is the place
// in the text in code points, -1 where it is not known.
type Miss struct {
	Document string
	What     string
	Subject  string
	Want     string
	Got      string
	Offset   int
}

// String is the miss on one line, its parts separated by tabs.
func (m Miss) String() string {
	parts := []string{m.Document, m.What}
	if m.Subject != "" {
		parts = append(parts, m.Subject)
	}
	parts = append(parts, fmt.Sprintf("want %q", m.Want), fmt.Sprintf("got %q", m.Got))
	if m.Offset >= 0 {
		parts = append(parts, fmt.Sprintf("@%d", m.Offset))
	}
	return strings.Join(parts, "\t")
}

// subjects say what a miss is about, by What; "%s" is its Subject.
var subjects = map[string]string{
	"sections": "section %s", "parties": "party of %s", "quantities": "quantity %s", "implied": "commitment %s", "grounded": "span of %s",
}

// Message is the miss for a person, without its place: "indicator of 83万亩: want
// "a", got "b" [record]". In brackets stands the figure that it lowers most.
func (m Miss) Message() string {
	field, isMeta := strings.CutPrefix(m.What, "meta.")
	figure, subject := m.What, subjects[m.What]
	switch {
	case isMeta:
		figure, subject = "meta", field
	case subject != "":
		subject = fmt.Sprintf(subject, m.Subject)
	default:
		figure, subject = SetFigures[0], m.What+" of "+m.Subject
	}
	return fmt.Sprintf("%s: want %s, got %s [%s]", subject, quoted(m.Want), quoted(m.Got), figure)
}

func quoted(s string) string {
	if s == "" {
		return "nothing"
	}
	return `"` + s + `"`
}

// Tally is the counts of one document or of many. Its zero value is empty.
type Tally struct {
	Sets   map[string]Set  // by name in SetFigures
	Hits   map[string]Hits // by name in AccuracyFigures
	Misses []Miss          // in the order in which documents were scored
}

// Add pools the counts of other into t, so that a long document weighs more
// than a short one.
func (t *Tally) Add(other *Tally) {
	for name, s := range other.Sets {
		t.count(name, s)
	}
	for name, h := range other.Hits {
		t.hits(name, h)
	}
	t.Misses = append(t.Misses, other.Misses...)
}

// Figure is a named measure between 0 and 1.
type Figure struct {
	Name  string
	Value float64
}

// FigureNames are the names of all figures, in their order.
func FigureNames() []string {
	var names []string
	for _, name := range SetFigures {
		names = append(names, name, name+".p", name+".r")
	}
	return append(names, AccuracyFigures...)
}

// Figures are all figures that have something to measure: the F1 of each set
// followed by its precision and recall (record, record.p, record.r …), then the
// accuracies.
func (t *Tally) Figures() []Figure {
	var out []Figure
	for _, name := range SetFigures {
		s := t.Sets[name]
		if f1, ok := s.F1(); ok {
			p, _ := s.Precision()
			r, _ := s.Recall()
			out = append(out, Figure{name, f1}, Figure{name + ".p", p}, Figure{name + ".r", r})
		}
	}
	for _, name := range AccuracyFigures {
		if v, ok := t.Hits[name].Accuracy(); ok {
			out = append(out, Figure{name, v})
		}
	}
	return out
}

// Figure is the value of one figure; ok is false where it measures nothing.
func (t *Tally) Figure(name string) (v float64, ok bool) {
	figures := t.Figures()
	i := slices.IndexFunc(figures, func(f Figure) bool { return f.Name == name })
	if i < 0 {
		return 0, false
	}
	return figures[i].Value, true
}

func (t *Tally) count(name string, s Set) {
	if t.Sets == nil {
		t.Sets = map[string]Set{}
	}
	c := t.Sets[name]
	t.Sets[name] = Set{c.TP + s.TP, c.FP + s.FP, c.FN + s.FN}
}

func (t *Tally) hits(name string, h Hits) {
	if t.Hits == nil {
		t.Hits = map[string]Hits{}
	}
	c := t.Hits[name]
	t.Hits[name] = Hits{c.OK + h.OK, c.N + h.N}
}

func (t *Tally) hit(name string, ok bool) {
	h := Hits{N: 1}
	if ok {
		h.OK = 1
	}
	t.hits(name, h)
}

func (t *Tally) miss(m Miss) { t.Misses = append(t.Misses, m) }
