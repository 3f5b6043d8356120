package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/explain"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
)

// Explain writes an explanation for people to read, in English: its reasons are.
// Of the view, Width and Color count. Nothing in the text can act on the terminal.
func Explain(w io.Writer, e *explain.Explanation, view View) error {
	view.Width = max(cmp.Or(view.Width, 80), MinWidth)
	view.Header = "en"
	v := &explainer{viewer: viewer{view: view}, e: e}
	place := fmt.Sprintf("%s:%d", e.Path, e.Line)
	if e.Column > 0 {
		place = fmt.Sprintf("%s:%d", place, e.Column)
	}
	v.paragraph(0, "", v.bold, place)
	v.excerpt()
	v.sections()
	v.items()
	v.diagnostics()
	v.changes()
	_, err := w.Write(v.out.Bytes())
	return err
}

// ExplainJSON writes an explanation as one object.
func ExplainJSON(w io.Writer, e *explain.Explanation, o Options) error {
	data, err := encode(struct {
		Schema    string `json:"schema"`
		Generator string `json:"generator"`
		*explain.Explanation
	}{explain.SchemaID, o.generator(), e}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// explainer is the view of an explanation as it grows.
type explainer struct {
	viewer
	e *explain.Explanation
}

// mark is a sign set under a stretch of the line.
type mark struct {
	at   model.Span
	sign byte
}

// The signs, and what they stand for.
const (
	signRecord    = '='
	signIndicator = '~'
	signNumeral   = '-'
	signParty     = '_'
	signOdd       = '!'
)

var signs = []struct {
	sign byte
	says string
}{
	{signRecord, "number of a record"}, {signIndicator, "what it measures"}, {signNumeral, "numeral that is no record"},
	{signParty, "party"}, {signOdd, "see diagnostics"},
}

// marks are the stretches to point at, what matters most last.
func (v *explainer) marks() []mark {
	var all []mark
	for _, s := range v.e.Sections {
		for _, p := range s.Parties {
			if p.From == "" && (v.e.Column == 0 || v.e.Column > p.Party.Span.Start-v.e.At.Start && v.e.Column <= p.Party.Span.End-v.e.At.Start) {
				all = append(all, mark{p.Party.Span, signParty})
			}
		}
	}
	for _, n := range v.e.Numerals {
		all = append(all, mark{n.Numeral.Span, signNumeral})
	}
	for _, d := range v.e.Diagnostics {
		all = append(all, mark{d.Span, signOdd})
	}
	for _, r := range v.e.Records {
		if r.Record.IndicatorSpan != nil {
			all = append(all, mark{*r.Record.IndicatorSpan, signIndicator})
		}
	}
	for _, r := range v.e.Records {
		all = append(all, mark{r.Record.Quantity.Span, signRecord})
	}
	return all
}

// excerpt prints the line, wrapped, with signs under what is spoken of.
func (v *explainer) excerpt() {
	if strings.TrimSpace(Printable(v.e.Text)) == "" {
		return
	}
	runes := []rune(v.e.Text)
	under := make([]byte, len(runes))
	for _, m := range v.marks() {
		for i := max(0, m.at.Start-v.e.At.Start); i < min(len(runes), m.at.End-v.e.At.Start); i++ {
			under[i] = m.sign
		}
	}
	v.out.WriteByte('\n')
	var text, below strings.Builder
	used := 0
	flush := func() {
		v.out.WriteString(strings.TrimRight("  "+text.String(), " ") + "\n")
		if line := strings.TrimRight(below.String(), " "); line != "" {
			v.out.WriteString("  " + v.bold(line) + "\n")
		}
		text.Reset()
		below.Reset()
		used = 0
	}
	for i, r := range runes {
		shown := Printable(string(r))
		n := columns(shown)
		if used+n > v.view.Width-2 && used > 0 {
			flush()
		}
		text.WriteString(shown)
		below.WriteString(strings.Repeat(string(rune(cmp.Or(under[i], byte(' ')))), n))
		used += n
	}
	flush()
	v.legend(under)
}

// legend says what the signs that were used stand for.
func (v *explainer) legend(under []byte) {
	var used []string
	for _, s := range signs {
		if slices.Contains(under, s.sign) {
			used = append(used, string(rune(s.sign))+" "+s.says)
		}
	}
	if len(used) > 0 {
		v.paragraph(2, "", plain, "("+strings.Join(used, ", ")+")")
	}
}

// partNames say what the parts of a document are that no section has.
var partNames = map[model.RegionKind]string{
	model.RegionHead:       "the head of the document: title, number, recipients, date",
	model.RegionPreamble:   "the preamble: text before the first heading",
	model.RegionSignature:  "the signature: issuer and date",
	model.RegionAttachment: "the list of attachments",
	model.RegionFurniture:  "page chrome, which is not read",
	model.RegionRepeat:     "a passage that repeats earlier text, which is not read again",
}

func (v *explainer) sections() {
	for _, part := range v.e.Parts {
		if name := partNames[part]; name != "" {
			v.out.WriteByte('\n')
			v.paragraph(0, "", plain, "This is "+name+".")
		}
	}
	if len(v.e.Parts) == 0 {
		v.out.WriteByte('\n')
		v.paragraph(0, "", plain, "Nothing is printed here.")
	}
	for _, s := range v.e.Sections {
		v.out.WriteByte('\n')
		v.paragraph(0, "", v.bold, fmt.Sprintf("section %s  %s%s", s.Path, s.Label, s.Title))
		facts := []fact{{"kind", string(s.Kind)}}
		for _, up := range s.Above {
			facts = append(facts, fact{"in", up.Path + "  " + up.Label + up.Title})
		}
		if s.By != "" {
			facts = append(facts, fact{"by", s.By + ", set by its responsibility block"})
		}
		if s.Period != nil {
			facts = append(facts, fact{"period", s.Period.Start + " to " + s.Period.End})
		}
		for _, p := range s.Parties {
			facts = append(facts, fact{string(p.Party.Role), partyText(p)})
		}
		v.facts(2, facts)
	}
}

// partyText is a party with what it was read by.
func partyText(p explain.Party) string {
	text := p.Party.Name
	var notes []string
	if p.Party.Restored {
		notes = append(notes, "printed “"+p.Party.Raw+"”")
	}
	if p.Party.Open {
		notes = append(notes, "the list goes on (等)")
	}
	if p.From != "" {
		notes = append(notes, "named by section "+p.From)
	}
	if p.Party.Label != "" {
		notes = append(notes, "“"+p.Party.Label+"”")
	}
	notes = append(notes, string(p.Party.Basis))
	rule := "rule " + p.Party.Rule
	if p.Why != "" {
		rule += " (" + p.Why + ")"
	}
	return text + "  " + strings.Join(append(notes, rule), ", ")
}

// items prints records and numerals in the order of the text.
func (v *explainer) items() {
	numerals := v.e.Numerals
	for _, r := range v.e.Records {
		for len(numerals) > 0 && numerals[0].Numeral.Span.Start < r.Record.Quantity.Span.Start {
			v.numeral(numerals[0])
			numerals = numerals[1:]
		}
		v.record(r)
	}
	for _, n := range numerals {
		v.numeral(n)
	}
	if len(v.e.Records)+len(v.e.Numerals) == 0 {
		v.out.WriteByte('\n')
		v.paragraph(0, "", plain, "No numeral and no record stands here.")
	}
}

func (v *explainer) numeral(n explain.Numeral) {
	v.out.WriteByte('\n')
	v.paragraph(0, "", v.bold, fmt.Sprintf("%d:%d  %s  is no record: %s", v.e.Line, n.Column, n.Numeral.Raw, n.Numeral.Class))
	v.facts(2, []fact{{"numeral", fmt.Sprintf("%d of the text", n.Number)}, {"because", n.Numeral.Reason}, {"rule", n.Numeral.Rule}})
	v.words(n.Words)
	v.paragraph(2, "", plain, "asked in this order")
	var facts []fact
	for i, t := range n.Numeral.Trials {
		sign := "✓ "
		if i == len(n.Numeral.Trials)-1 { // the rule that took it out
			sign = "✗ "
		}
		facts = append(facts, fact{sign + t.Rule, t.Why})
	}
	v.facts(4, facts)
}

func (v *explainer) record(r explain.Record) {
	t := r.Record
	v.out.WriteByte('\n')
	v.paragraph(0, "", v.bold, fmt.Sprintf("%d:%d  %s  is a record: %s", r.Line, r.Column, t.Quantity.Raw, t.Kind))
	var facts []fact
	for _, f := range recordFacts(r) {
		if f.text != "" {
			facts = append(facts, f)
		}
	}
	v.facts(2, facts)
	v.words(r.Words)
	v.paragraph(2, "", plain, "rules tried, in this order")
	facts = nil
	for _, t := range r.Trials {
		sign := "✗ "
		if t.Held {
			sign = "✓ "
		}
		facts = append(facts, fact{sign + t.Rule, t.Why})
	}
	v.facts(4, facts)
}

// recordFacts are what a record says, and by which words.
func recordFacts(r explain.Record) []fact {
	t := r.Record
	q := t.Quantity
	value := strings.TrimSpace(q.Value + " " + q.Unit)
	if q.High != "" {
		value = q.Value + " to " + strings.TrimSpace(q.High+" "+q.Unit)
	}
	comparator := string(t.Comparator)
	if t.Side != "" {
		comparator += ", " + string(t.Side)
	}
	by := t.By
	if t.ByRaw != "" {
		by += ", from " + t.ByRaw
	}
	rule := t.Rule
	if says := explain.Says(t.Rule); says != "" {
		rule += " (" + says + ")"
	}
	return []fact{
		{"numeral", numbersOf(r)},
		{"id", t.ID},
		{"measures", t.Indicator},
		{"value", value},
		{"dimension", cmp.Or(q.Dimension, unknownUnit(t))},
		{"comparator", comparator},
		{"implied", string(t.Implied)},
		{"verb", t.Action},
		{"from", t.From},
		{"change", string(t.Change)},
		{"basis", string(t.Basis)},
		{"baseline", t.Baseline},
		{"by", by},
		{"per", string(t.Per)},
		{"strength", string(t.Strength)},
		{"part of", t.Parent},
		{"rule", rule},
	}
}

func numbersOf(r explain.Record) string {
	var all []string
	for _, n := range r.Numbers {
		all = append(all, fmt.Sprint(n))
	}
	if len(all) == 0 {
		return ""
	}
	return strings.Join(all, ", ") + " of the text"
}

func unknownUnit(t *model.Target) string {
	if t.Quantity.Unit == "" || t.Implied != "" {
		return ""
	}
	return "unknown: " + t.Quantity.Unit + " is in no lexicon"
}

// words prints what a clause was read by, each with the place of its entry.
func (v *explainer) words(words []parser.Word) {
	var facts []fact
	for _, w := range words {
		use := w.Kind
		if w.Use != "" {
			use += " " + w.Use
		}
		if w.Entry != "" {
			use += ", " + w.Entry
		}
		if w.Origin != "" {
			use += " in " + w.Origin
		}
		facts = append(facts, fact{Printable(w.Text), use})
	}
	if len(facts) > 0 {
		v.paragraph(2, "", plain, "words that it was read by")
		v.facts(4, facts)
	}
}

func (v *explainer) diagnostics() {
	if len(v.e.Diagnostics) == 0 {
		return
	}
	v.out.WriteByte('\n')
	v.paragraph(0, "", v.bold, "diagnostics")
	for _, d := range v.e.Diagnostics {
		v.paragraph(2, "", plain, fmt.Sprintf("%s: %s [%s]", d.Severity, d.Message, d.Code))
	}
}

// changes prints each place to change something at once.
func (v *explainer) changes() {
	var all []string
	add := func(c explain.Change) {
		if s := c.String(); c.Where != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, n := range v.e.Numerals {
		for _, c := range n.Change {
			add(c)
		}
	}
	for _, r := range v.e.Records {
		for _, c := range r.Change {
			add(c)
		}
	}
	for _, d := range v.e.Diagnostics {
		add(explain.Change{About: d.Code, Where: explain.ChangeOf(d)})
	}
	if len(all) == 0 {
		return
	}
	v.out.WriteByte('\n')
	v.paragraph(0, "", v.bold, "where to change it")
	for _, s := range all {
		v.paragraph(2, "", plain, s)
	}
	if slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, "parser/lexicon/") }) {
		v.paragraph(2, "", plain, "A lexicon file of your own (--lexicon FILE) can add to those of parser/lexicon.")
	}
}
