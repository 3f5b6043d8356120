package explain

import (
	"cmp"
	"slices"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// gatherer fills in an explanation of what touches at.
type gatherer struct {
	*Explanation
	parser parser.Parser
	text   *source.Text
	doc    *model.Document
	at     model.Span

	clauses map[model.Span][]parser.Clause // by region
}

// touches says whether two spans share a character.
func touches(a, b model.Span) bool { return a.Start < b.End && b.Start < a.End }

// sections lists the parts of the document and the sections that have text at
// the place.
func (g *gatherer) sections() {
	g.Parts, g.Sections = []model.RegionKind{}, []Section{}
	var paths []string
	for _, r := range g.doc.Layout {
		if !touches(r.Span, g.at) {
			continue
		}
		if !slices.Contains(g.Parts, r.Kind) {
			g.Parts = append(g.Parts, r.Kind)
		}
		if r.Path != "" && !slices.Contains(paths, r.Path) {
			paths = append(paths, r.Path)
		}
	}
	for _, path := range paths {
		if way := find(g.doc.Sections, path); way != nil {
			g.Sections = append(g.Sections, g.section(way))
		}
	}
}

// find is the way from the root to the first section of that path.
func find(sections []*model.Section, path string) []*model.Section {
	for _, s := range sections {
		if s.Path == path {
			return []*model.Section{s}
		}
		if way := find(s.Children, path); way != nil {
			return append([]*model.Section{s}, way...)
		}
	}
	return nil
}

func (g *gatherer) section(way []*model.Section) Section {
	s := way[len(way)-1]
	out := Section{Path: s.Path, Label: s.Label, Title: s.Title, Kind: s.Kind, By: s.By, Period: s.Period, Above: []Heading{}, Parties: []Party{}}
	for _, up := range way[:len(way)-1] {
		out.Above = append(out.Above, Heading{up.Path, up.Label, up.Title})
	}
	for _, up := range slices.Backward(way) { // a section that names no party has those of the nearest above
		for _, p := range up.Parties {
			party := Party{Party: p, Why: whyParty(p.Rule)}
			if up != s {
				party.From = up.Path
			}
			out.Parties = append(out.Parties, party)
		}
		if len(up.Parties) > 0 {
			break
		}
	}
	return out
}

// records lists the records of which number or indicator stands at the place; of
// a column where none does, those whose clause part covers it.
func (g *gatherer) records() {
	g.Records = []Record{}
	covers := func(t *model.Target) bool {
		return touches(t.Quantity.Span, g.at) || g.Column > 0 && t.IndicatorSpan != nil && touches(*t.IndicatorSpan, g.at)
	}
	g.eachTarget(covers)
	if g.Column > 0 && len(g.Records) == 0 && !g.isNumeral() {
		g.eachTarget(func(t *model.Target) bool { return touches(t.Span, g.at) })
	}
	slices.SortStableFunc(g.Records, func(a, b Record) int {
		return cmp.Compare(a.Record.Quantity.Span.Start, b.Record.Quantity.Span.Start)
	})
}

// isNumeral says whether a numeral stands at the place.
func (g *gatherer) isNumeral() bool {
	return slices.ContainsFunc(g.doc.Numerals, func(n model.Numeral) bool { return touches(n.Span, g.at) })
}

func (g *gatherer) eachTarget(wanted func(*model.Target) bool) {
	add := func(targets []*model.Target, path string) {
		for _, t := range targets {
			if wanted(t) {
				g.Records = append(g.Records, g.record(t, path))
			}
		}
	}
	add(g.doc.Targets, "")
	model.Walk(g.doc.Sections, func(s *model.Section) { add(s.Targets, s.Path) })
}

func (g *gatherer) record(t *model.Target, path string) Record {
	line, column := g.text.Position(t.Quantity.Span.Start)
	r := Record{Record: t, Path: path, Line: line, Column: column, Numbers: []int{}}
	for i, n := range g.doc.Numerals {
		if n.Target == t.ID && touches(n.Span, t.Quantity.Span) {
			r.Numbers = append(r.Numbers, i+1)
			r.Trials = n.Trials
		}
	}
	if r.Trials == nil {
		r.Trials = []model.Trial{{Rule: t.Rule, Held: true, Why: "its words are those of the rule"}}
	}
	r.Words = g.words(t.Quantity.Span)
	r.Change = changesOf(t, r.Words)
	return r
}

// words are those of the clauses that s touches, in the parts of the document
// that are read for records.
func (g *gatherer) words(s model.Span) []parser.Word {
	all := []parser.Word{}
	running := []model.RegionKind{model.RegionPreamble, model.RegionTitle, model.RegionText}
	for _, region := range g.doc.Layout {
		if !touches(region.Span, s) || !slices.Contains(running, region.Kind) {
			continue
		}
		clauses, known := g.clauses[region.Span]
		if !known {
			clauses = g.parser.Clauses(g.text, region.Span)
			g.clauses[region.Span] = clauses
		}
		for _, c := range clauses {
			if touches(c.Span, s) {
				all = append(all, c.Words...)
			}
		}
	}
	return all
}

// numerals lists the numerals that are no record.
func (g *gatherer) numerals() {
	g.Numerals = []Numeral{}
	for i, n := range g.doc.Numerals {
		if n.Target == "" && touches(n.Span, g.at) {
			_, column := g.text.Position(n.Span.Start)
			words := slices.DeleteFunc(g.words(n.Span), func(w parser.Word) bool { return !touches(w.Span, n.Span) })
			g.Numerals = append(g.Numerals, Numeral{Numeral: n, Number: i + 1, Column: column, Words: words, Change: changeOf(n, words)})
		}
	}
}

func (g *gatherer) diagnostics() {
	g.Diagnostics = []model.Diagnostic{}
	for _, d := range g.doc.Diagnostics {
		if touches(d.Span, g.at) {
			g.Diagnostics = append(g.Diagnostics, d)
		}
	}
}
