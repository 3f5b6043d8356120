package diff

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// Options of a comparison. The zero value is ready to use.
type Options struct {
	// Threshold is the score, from 0 to 1, from which two sections may be the
	// same one; 0 means DefaultThreshold.
	Threshold float64
	// Severity takes the place of the default severity of classes.
	Severity map[Class]model.Severity
	// Renamed gives organisations, by a name they had before, the name they have
	// now; both without the level: 扶贫办 is 农业农村局.
	Renamed map[string]string
	// Factors relate units to the base unit of their dimension, exactly. Values in
	// units of one dimension that both have a factor are compared; others are not.
	Factors map[string]*big.Rat
	// Explain asks for Result.Matches.
	Explain bool
}

// Compare says what differs between two documents. Sections, records and parties
// are matched by what they say, not by number; see Classes for what is told. It
// changes neither document. The same inputs give the same result, and inputs the
// other way round the same changes turned round.
func Compare(old, new Input, o Options) *Result {
	c := newComparison(old, new, o)
	c.facts()
	c.sections()
	c.records()
	c.parties()
	r := &Result{Schema: SchemaID, Old: old.Doc.Source, New: new.Doc.Source, Summary: map[Class]int{}, Changes: c.sorted()}
	for i := range r.Changes {
		r.Summary[r.Changes[i].Class]++
	}
	if o.Explain {
		r.Matches = c.matches()
	}
	return r
}

// comparison is the state of one Compare.
type comparison struct {
	Options
	old, new *tree
	m        *matching
	g        *grouping
	pairs    []recordPair
	found    []found
	anchors  []anchor
}

// found is a change with its place in the report.
type found struct {
	Change
	at    place
	facts []string // what the fingerprint is made of
}

// place orders changes: by where they stand in the new document; what was dropped
// stands right after what stood before it.
type place struct{ new, old, sub int }

// anchor is something of the old document that is still there in the new one.
type anchor struct{ old, new int }

func newComparison(old, new Input, o Options) *comparison {
	abc := newAlphabet()
	c := &comparison{Options: o, old: newTree(old, abc, o), new: newTree(new, abc, o)}
	limit := o.Threshold
	if limit == 0 {
		limit = DefaultThreshold
	}
	// Of matchings that are equally good one is taken, the same whichever document
	// comes first.
	if first(new.Doc, old.Doc) {
		c.m = matchSections(c.new, c.old, abc, limit).inverse()
	} else {
		c.m = matchSections(c.old, c.new, abc, limit)
	}
	c.g = c.m.groups()
	c.pairs = c.matchRecords()
	c.anchor()
	return c
}

// first says whether a comes before b in an order that has nothing to do with
// which is the older.
func first(a, b *model.Document) bool {
	if d := cmp.Or(cmp.Compare(a.Source.SHA256, b.Source.SHA256), a.Source.Chars-b.Source.Chars, cmp.Compare(a.Meta.Title, b.Meta.Title)); d != 0 {
		return d < 0
	}
	var texts [2][]string
	for i, d := range []*model.Document{a, b} {
		model.Walk(d.Sections, func(s *model.Section) { texts[i] = append(texts[i], s.Title, s.Text) })
	}
	return slices.Compare(texts[0], texts[1]) < 0
}

// anchor notes where what is in both documents stands in each.
func (c *comparison) anchor() {
	c.anchors = []anchor{{-1, -1}}
	for _, g := range c.g.groups {
		c.anchors = append(c.anchors, anchor{c.old.nodes[g.olds[0]].Span.Start, c.new.nodes[g.news[0]].Span.Start})
	}
	for _, p := range c.pairs {
		c.anchors = append(c.anchors, anchor{p.old.Span.Start, p.new.Span.Start})
	}
	slices.SortStableFunc(c.anchors, func(a, b anchor) int { return cmp.Or(a.old-b.old, a.new-b.new) })
}

// after is the place of what stood at offset old and is gone.
func (c *comparison) after(old int) int {
	i, _ := slices.BinarySearchFunc(c.anchors, old+1, func(a anchor, old int) int { return a.old - old })
	return c.anchors[max(i-1, 0)].new
}

// tell adds a change. Its place is that of its sides; facts are what its
// fingerprint is made of beside its class. commitment is false of records that
// commit to nothing.
func (c *comparison) tell(ch Change, commitment bool, facts ...string) {
	f := found{Change: ch, facts: facts}
	switch {
	case ch.New != nil && ch.Old != nil:
		f.at = place{ch.New.Span.Start, -1, ch.Old.Span.Start}
	case ch.New != nil:
		f.at = place{ch.New.Span.Start, -1, -1}
	default:
		f.at = place{c.after(ch.Old.Span.Start), ch.Old.Span.Start, -1}
	}
	if ch.Class == DocumentChanged {
		f.at = place{-2, len(c.found), -1}
	}
	f.Severity = c.severity(&ch, commitment)
	c.found = append(c.found, f)
}

// sorted is the changes in order, with their fingerprints.
func (c *comparison) sorted() []Change {
	slices.SortStableFunc(c.found, func(a, b found) int {
		return cmp.Or(a.at.new-b.at.new, a.at.old-b.at.old, rank(a.Class)-rank(b.Class), a.at.sub-b.at.sub)
	})
	out := make([]Change, len(c.found))
	seen := map[string]int{}
	for i, f := range c.found {
		out[i] = f.Change
		out[i].Fingerprint = fingerprint(seen, string(f.Class), f.facts...)
	}
	return out
}

// fingerprint is a hash of what is the same wherever it stands; of several that
// are alike it also counts which one it is.
func fingerprint(seen map[string]int, class string, facts ...string) string {
	key := class + "\x00" + strings.Join(facts, "\x00")
	seen[key]++
	if n := seen[key]; n > 1 {
		key += "\x00" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:8])
}

// matches lists what was found to be the same, in the order of the new document.
func (c *comparison) matches() []Match {
	var out []Match
	at := map[int][]recordPair{}
	for _, p := range c.pairs {
		at[p.newNode] = append(at[p.newNode], p)
	}
	for j := range c.new.nodes {
		if i := c.m.toOld[j]; i > 0 {
			out = append(out, Match{Old: c.old.nodes[i].Path, New: c.new.nodes[j].Path, Title: c.new.nodes[j].Title, Score: round(c.m.scores[i]), Reason: c.m.reasons[i]})
		}
		for _, p := range at[j] {
			out = append(out, Match{Old: c.old.nodes[p.oldNode].Path, New: c.new.nodes[j].Path, Indicator: p.new.Indicator, Score: round(p.score), Reason: p.why})
		}
	}
	return out
}
