package eval

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// Score compares a document read from runes with its gold. Targets of the gold
// must have their offsets: see Locate.
func Score(gold *Gold, doc *model.Document, runes []rune) *Tally {
	s := scorer{gold: gold, doc: doc, tally: &Tally{}}
	s.gather()
	s.meta()
	s.sections()
	s.parties()
	s.grounded(runes)
	s.targets()
	return s.tally
}

type scorer struct {
	gold  *Gold
	doc   *model.Document
	tally *Tally

	nodes []*model.Section
	found []found // every record of the document, preamble first
}

// found is a record of the document and the path of the section it stands in.
type found struct {
	*model.Target
	path string
}

// gather lists the sections and records that count: those before the
// unannotated part.
func (s *scorer) gather() {
	ignored := func(start int) bool { return s.gold.IgnoreFrom != 0 && start >= s.gold.IgnoreFrom }
	add := func(targets []*model.Target, path string) {
		for _, t := range targets {
			if !ignored(t.Quantity.Span.Start) {
				s.found = append(s.found, found{t, path})
			}
		}
	}
	add(s.doc.Targets, "")
	model.Walk(s.doc.Sections, func(n *model.Section) {
		if !ignored(n.Span.Start) {
			s.nodes = append(s.nodes, n)
			add(n.Targets, n.Path)
		}
	})
}

func (s *scorer) miss(what, subject, want, got string, offset int) {
	s.tally.miss(Miss{s.gold.Doc, what, subject, want, got, offset})
}

// meta counts a field where gold or document has it.
func (s *scorer) meta() {
	g, d := s.gold.Meta, s.doc.Meta
	for _, f := range []struct {
		name      string
		want, got []string
	}{
		{"title", []string{g.Title}, []string{d.Title}},
		{"genre", []string{string(g.Genre)}, []string{string(d.Genre)}},
		{"number", []string{g.Number}, []string{d.Number}},
		{"issuer", []string{g.Issuer}, []string{d.Issuer}},
		{"region", []string{g.Region}, []string{d.Region}},
		{"published", []string{g.Published}, []string{d.Published}},
		{"signed", []string{g.Signed}, []string{d.Signed}},
		{"years", numbers(g.Years), numbers(d.Years)},
		{"recipients", g.Recipients, d.Recipients},
		{"attachments", g.Attachments, d.Attachments},
	} {
		want, got := norms(f.want), norms(f.got)
		if len(want) == 0 && len(got) == 0 {
			continue
		}
		ok := slices.Equal(want, got)
		s.tally.hit("meta", ok)
		if !ok {
			at := -1
			if sp, ok := d.Evidence[f.name]; ok {
				at = sp.Start
			}
			s.miss("meta."+f.name, "", strings.Join(f.want, "; "), strings.Join(f.got, "; "), at)
		}
	}
}

func numbers(years []int) []string {
	var out []string
	for _, y := range years {
		out = append(out, strconv.Itoa(y))
	}
	return out
}

// norms is the normal form of a field; a field that says nothing is empty.
func norms(field []string) []string {
	var out []string
	for _, s := range field {
		out = append(out, Norm(s))
	}
	if len(out) == 1 && out[0] == "" {
		return nil
	}
	return out
}

// item is a member of a set that is compared: its normal form, how a person
// names it, and where it stands.
type item struct {
	key     [3]string
	subject string
	shown   string
	at      int
}

// set counts what two multisets share.
func (s *scorer) set(name string, want, got []item) {
	missed, shared := without(want, got)
	extra, _ := without(got, want)
	s.tally.count(name, Set{TP: shared, FP: len(extra), FN: len(missed)})
	for _, x := range missed {
		s.miss(name, x.subject, x.shown, "", x.at)
	}
	for _, x := range extra {
		s.miss(name, x.subject, "", x.shown, x.at)
	}
}

// without is the items of a beyond those that b has as well, and how many both have.
func without(a, b []item) (rest []item, shared int) {
	left := map[[3]string]int{}
	for _, x := range b {
		left[x.key]++
	}
	for _, x := range a {
		if left[x.key] > 0 {
			left[x.key]--
			shared++
		} else {
			rest = append(rest, x)
		}
	}
	return rest, shared
}

func (s *scorer) sections() {
	var want, got []item
	for _, g := range s.gold.Sections {
		want = append(want, item{[3]string{Norm(g.Path), Norm(g.Title)}, g.Path, g.Title, -1})
	}
	for _, n := range s.nodes {
		got = append(got, item{[3]string{Norm(n.Path), Norm(n.Title)}, n.Path, n.Title, n.Span.Start})
	}
	s.set("sections", want, got)
}

// parties counts a party that a section names twice in one role once.
func (s *scorer) parties() {
	var want, got []item
	for _, g := range s.gold.Sections {
		for _, u := range g.Parties {
			want = append(want, partyItem(g.Path, u.Role, u.Name, -1))
		}
	}
	for _, n := range s.nodes {
		for _, u := range n.Parties {
			got = append(got, partyItem(n.Path, u.Role, u.Name, u.Span.Start))
		}
	}
	s.set("parties", distinct(want), distinct(got))
}

func partyItem(path string, role model.Role, name string, at int) item {
	return item{[3]string{Norm(path), string(role), Norm(name)}, path, string(role) + " " + name, at}
}

func distinct(items []item) []item {
	seen := map[[3]string]bool{}
	return slices.DeleteFunc(items, func(x item) bool {
		was := seen[x.key]
		seen[x.key] = true
		return was
	})
}

// grounded counts the records whose span quotes them, letter for letter.
func (s *scorer) grounded(runes []rune) {
	for _, t := range s.found {
		got := cut(runes, t.Quantity.Span)
		ok := got == t.Quantity.Raw
		s.tally.hit("grounded", ok)
		if !ok {
			s.miss("grounded", t.Quantity.Raw, t.Quantity.Raw, got, t.Quantity.Span.Start)
		}
	}
}

// cut is the text of a span; what lies outside the text is left out.
func cut(runes []rune, sp model.Span) string {
	start, end := max(0, sp.Start), min(len(runes), sp.End)
	if start >= end {
		return ""
	}
	return string(runes[start:end])
}

// targets pairs each record of the gold with that record of the document that
// shares most characters with it, in the order of the gold, and counts pairs
// and what is left over.
func (s *scorer) targets() {
	taken := make([]bool, len(s.found))
	for i := range s.gold.Targets {
		g := &s.gold.Targets[i]
		best := s.match(g, taken)
		if best < 0 {
			s.missed(g)
			continue
		}
		taken[best] = true
		s.pair(g, s.found[best])
	}
	for i, t := range s.found {
		if !taken[i] && core(t.Kind) {
			s.extra(t)
		}
	}
}

// match is the index of the free record that overlaps g most, -1 if none does.
func (s *scorer) match(g *GoldTarget, taken []bool) int {
	if g.At == nil {
		return -1
	}
	lo, hi := *g.At, *g.At+utf8.RuneCountInString(g.Quantity)
	best, most := -1, 0
	for i, t := range s.found {
		sp := t.Quantity.Span
		if n := min(hi, sp.End) - max(lo, sp.Start); !taken[i] && n > most {
			best, most = i, n
		}
	}
	return best
}

// core says whether a kind is one that counts as found or missed.
func core(k model.TargetKind) bool { return k == model.KindTarget || k == model.KindResult }

func setOf(implied model.Implied) string {
	if implied != "" {
		return "implied"
	}
	return "quantities"
}

// records counts for both record figures.
func (s *scorer) records(c Set) {
	s.tally.count("record", c)
	s.tally.count("record_close", c)
}

func (s *scorer) missed(g *GoldTarget) {
	if !core(g.Kind) || g.Optional {
		return
	}
	what := setOf(g.Implied)
	s.tally.count(what, Set{FN: 1})
	if g.Implied == "" {
		s.records(Set{FN: 1})
	}
	at := -1
	if g.At != nil {
		at = *g.At
	}
	s.miss(what, g.Quantity, fmt.Sprintf("%s %s", g.Kind, g.Indicator), "", at)
}

func (s *scorer) extra(t found) {
	what := setOf(t.Implied)
	s.tally.count(what, Set{FP: 1})
	if t.Implied == "" {
		s.records(Set{FP: 1})
	}
	s.miss(what, t.Quantity.Raw, "", fmt.Sprintf("%s %s", t.Kind, t.Indicator), t.Quantity.Span.Start)
}

// pair counts a record of the gold and the one found for it.
func (s *scorer) pair(g *GoldTarget, t found) {
	if g.Optional {
		return
	}
	right := g.Kind == t.Kind
	s.tally.hit("kind", right)
	if !right {
		s.miss("kind", g.Quantity, string(g.Kind), string(t.Kind), *g.At)
	}
	wanted, got := core(g.Kind), core(t.Kind)
	switch what := setOf(g.Implied); {
	case wanted && got:
		s.tally.count(what, Set{TP: 1})
	case wanted:
		s.tally.count(what, Set{FN: 1})
	case got:
		s.tally.count(what, Set{FP: 1})
	}
	switch {
	case !wanted && got:
		s.records(Set{FP: 1})
	case wanted && g.Implied == "":
		s.record(g, t)
	}
}

// record counts every field of a pair, and the pair as a whole.
func (s *scorer) record(g *GoldTarget, t found) {
	rest := g.Kind == t.Kind
	for _, f := range fields(g, t) {
		s.tally.hit(f.name, f.ok)
		if !f.ok {
			s.miss(f.name, g.Quantity, f.want, f.got, *g.At)
		}
		rest = rest && f.ok
	}
	same, near := indicator(g, t.Indicator)
	s.tally.hit("indicator", same)
	s.tally.hit("indicator_close", near)
	if !same {
		s.miss("indicator", g.Quantity, g.Indicator, t.Indicator, *g.At)
	}
	s.tally.count("record", outcome(rest && same, core(t.Kind)))
	s.tally.count("record_close", outcome(rest && near, core(t.Kind)))
}

// outcome of a wanted record: a wrong one is missed, and one too many as well
// where it is of a kind that counts.
func outcome(right, counts bool) Set {
	switch {
	case right:
		return Set{TP: 1}
	case counts:
		return Set{FP: 1, FN: 1}
	}
	return Set{FN: 1}
}

// field is a field of a pair of records.
type field struct {
	name      string
	ok        bool
	want, got string
}

// fields compares the fields of a pair but kind and indicator.
func fields(g *GoldTarget, t found) []field {
	q := t.Quantity
	want := g.Comparator
	if want == "" {
		want = model.Equal
	}
	value := sameValue(g.Value, q.Value) && (g.High == "" || sameValue(g.High, q.High))
	return []field{
		{"value", value, upTo(g.Value, g.High), upTo(q.Value, q.High)},
		{"unit", Norm(g.Unit) == Norm(q.Unit), g.Unit, q.Unit},
		{"comparator", want == t.Comparator, string(want), string(t.Comparator)},
		{"by", Norm(g.By) == Norm(t.By), g.By, t.By},
		{"per", g.Per == t.Per, string(g.Per), string(t.Per)},
		{"change", g.Change == t.Change, string(g.Change), string(t.Change)},
		{"node", Norm(g.Node) == Norm(t.path), g.Node, t.path},
	}
}

func upTo(value, high string) string {
	if high == "" {
		return value
	}
	return value + ".." + high
}

// closeEnough is the least closeness of an indicator that record_close accepts.
const closeEnough = 0.8

// indicator says whether a phrase is one of the gold's, and whether it is close
// to one.
func indicator(g *GoldTarget, phrase string) (same, near bool) {
	for _, want := range append([]string{g.Indicator}, g.Also...) {
		same = same || Norm(want) == Norm(phrase)
		near = near || closeness(want, phrase) >= closeEnough
	}
	return same, near || same
}
