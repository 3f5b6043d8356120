package examples

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/parser/lexicon"
	"github.com/fenjie/fenjie/source"
)

// trial is an example, put into a document and read.
type trial struct {
	entry *lexicon.Entry
	lx    *lexicon.Lexicon

	text   []rune       // of the document
	at     model.Span   // where the example stands in it
	spots  []model.Span // where forms of the entry stand in the example
	doc    *model.Document
	wanted string // what would hold, for a message

	targets  []*model.Target
	parties  []*model.Party
	sections []*model.Section
}

// The documents that examples are put into. The plan year is 2031.
const (
	plan    = "柳塘县2031年工作要点"
	report  = "柳塘县2031年工作情况报告"
	bare    = "柳塘县水利" // of no genre
	heading = "\n\n一、基础设施\n\n(一)做好有关工作。"
)

// newTrial puts an example where entries of its kind are met: a title at the
// top, a line of a page above it, a block after a task, all others in a sentence
// of a task.
func newTrial(lx *lexicon.Lexicon, e *lexicon.Entry, example string) *trial {
	t := &trial{entry: e, lx: lx}
	switch use := e.Value("use"); {
	case e.Kind == "genres", e.Kind == "phrases" && use == "province":
		t.read("", example, heading+"新建泵站3座。\n")
	case e.Kind == "furniture":
		t.read("", example, "\n"+plan+heading+"新建泵站3座。\n")
	case e.Kind == "labels", e.Kind == "agencies", e.Kind == "phrases" && use == "severally":
		t.read(plan+heading+"扎实推进。"+lineBefore(example), example, "\n")
	case e.Kind == "headings" && use == "annex":
		t.read(plan+heading+"新建泵站3座。\n", example, "\n一、范围\n\n新建泵站3座。\n")
	case e.Kind == "phrases" && (use == "plans" || use == "tells"):
		t.read(bare+heading, example, fullStop(example)+"\n")
	case e.Kind == "phrases" && (use == "future" || use == "past"):
		t.read(t.genre()+"\n\n一、", example, "\n\n(一)水利。新建泵站3座。\n")
	default:
		t.read(t.genre()+heading, example, fullStop(example)+"\n")
	}
	return t
}

// genre is the title of a document in which a number would be taken for the
// opposite of what the entry says of its tense.
func (t *trial) genre() string {
	use := t.entry.Value("use")
	if t.entry.Value("tense") == "future" || use == "future" || use == "planned" {
		return report
	}
	return plan
}

// isRelative says whether the words are of records that are read only where they
// are asked for.
func (t *trial) isRelative() bool {
	use := t.entry.Value("use")
	return use == "kept" || use == "reference"
}

// lineBefore puts a block without brackets on a line of its own.
func lineBefore(example string) string {
	if strings.HasPrefix(example, "(") || strings.HasPrefix(example, "〔") {
		return ""
	}
	return "\n"
}

func fullStop(example string) string {
	if strings.HasSuffix(example, "。") {
		return ""
	}
	return "。"
}

func (t *trial) read(before, example, after string) {
	t.text = []rune(before + example + after)
	t.at.Start = len([]rune(before))
	t.at.End = t.at.Start + len([]rune(example))
	t.doc = parser.Parser{Lexicon: t.lx, Relative: t.isRelative()}.Parse(&source.Text{Path: t.entry.ID, Runes: t.text})
	t.targets = append(t.targets, t.doc.Targets...)
	model.Walk(t.doc.Sections, func(s *model.Section) {
		t.sections = append(t.sections, s)
		t.targets = append(t.targets, s.Targets...)
		t.parties = append(t.parties, s.Parties...)
	})
	t.findSpots()
}

// findSpots finds the forms in the example.
func (t *trial) findSpots() {
	folded := make([]rune, len(t.text))
	for i, r := range t.text {
		folded[i] = lexicon.Fold(r)
	}
	for _, form := range t.entry.Forms {
		f := []rune(form)
		for i := t.at.Start; i+len(f) <= t.at.End; i++ {
			if slices.Equal(folded[i:i+len(f)], f) {
				t.spots = append(t.spots, model.Span{Start: i, End: i + len(f)})
			}
		}
	}
}

// target says whether there is a record of which f holds.
func (t *trial) target(f func(*model.Target) bool) bool { return slices.ContainsFunc(t.targets, f) }

// party says whether there is a party of which f holds.
func (t *trial) party(f func(*model.Party) bool) bool { return slices.ContainsFunc(t.parties, f) }

// spot says whether there is a form of which f holds.
func (t *trial) spot(f func(model.Span) bool) bool { return slices.ContainsFunc(t.spots, f) }

// hasForm says whether s is one of the forms.
func (t *trial) hasForm(s string) bool { return slices.Contains(t.entry.Forms, fold(s)) }

// holdsForm says whether one of the forms stands in s.
func (t *trial) holdsForm(s string) bool {
	return slices.ContainsFunc(t.entry.Forms, func(f string) bool { return strings.Contains(fold(s), f) })
}

func fold(s string) string { return strings.Map(lexicon.Fold, s) }

// found says what the example was read as.
func (t *trial) found() string {
	var all []string
	switch t.entry.Kind {
	case "genres":
		return "genre " + cmp.Or(string(t.doc.Meta.Genre), "unknown")
	case "phrases":
		if t.entry.Value("use") == "province" {
			return "region " + t.doc.Meta.Region
		}
	case "furniture":
		m := t.doc.Meta
		for _, r := range t.doc.Layout {
			if overlap(r.Span, t.at) {
				all = append(all, string(r.Kind))
			}
		}
		return fmt.Sprintf("%s; published %q, signed %q, number %q, issuer %q", strings.Join(all, ", "), m.Published, m.Signed, m.Number, m.Issuer)
	case "headings":
		for _, s := range t.sections {
			all = append(all, s.Path)
		}
	}
	for _, p := range t.parties {
		all = append(all, describeParty(p))
	}
	for _, x := range t.targets {
		all = append(all, describeTarget(x))
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, " | ")
}

func describeParty(p *model.Party) string {
	return fmt.Sprintf("%s %s (%s)", p.Role, p.Name, p.Rule)
}

// describeTarget lists what a record says, as in
// "新建 ‹泵站› eq 3 座, by 2031-06-30 (noun.after-verb)".
func describeTarget(x *model.Target) string {
	words := []string{string(x.Kind)}
	for _, w := range []string{x.Action, "‹" + x.Indicator + "›", string(x.Change), string(x.Comparator), string(x.Side), x.Quantity.Raw} {
		if w != "" && w != "‹›" {
			words = append(words, w)
		}
	}
	s := strings.Join(words, " ")
	for _, f := range []struct{ name, value string }{{"implied", string(x.Implied)}, {"by", x.By}, {"per", string(x.Per)}, {"strength", string(x.Strength)}} {
		if f.value != "" {
			s += ", " + f.name + " " + f.value
		}
	}
	return s
}

func overlap(a, b model.Span) bool { return a.Start < b.End && b.Start < a.End }
