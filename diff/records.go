package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// recordPair is a record and the one it became.
type recordPair struct {
	old, new         measure
	oldNode, newNode int
	score            float64
	why              string
	moved            bool
}

// What the score of two records is made of.
const (
	nameShare   = 0.55
	actionShare = 0.12
	unitShare   = 0.13
	modeShare   = 0.08
	valueShare  = 0.12

	recordLimit = 0.5 // within a section and its partner
	movedLimit  = 0.8 // between others
	sameName    = 0.65
	nearName    = 0.3
)

// matchRecords finds the records of the two documents that are the same: first
// within sections that are, then, of those left over, between others, where the
// name must be nearly the same.
func (c *comparison) matchRecords() []recordPair {
	var pairs []recordPair
	done := map[*model.Target]bool{}
	for _, g := range c.g.groups {
		olds, news := c.measures(c.old, g.olds, done), c.measures(c.new, g.news, done)
		same := identical(olds, news)
		for _, p := range same {
			done[p.old.Target], done[p.new.Target] = true, true
		}
		pairs = append(pairs, same...)
		olds, news = c.measures(c.old, g.olds, done), c.measures(c.new, g.news, done)
		oldNames, newNames := namesakes(olds), namesakes(news)
		pairs = append(pairs, pairUp(olds, news, func(a, b measure) float64 {
			return c.scoreRecords(a, b, oldNames[a.name] > 1 || newNames[b.name] > 1)
		}, recordLimit)...)
	}
	for _, p := range pairs {
		done[p.old.Target], done[p.new.Target] = true, true
	}
	inOld, inNew := c.old.wordCounts(), c.new.wordCounts()
	moved := pairUp(c.measures(c.old, all(c.old), done), c.measures(c.new, all(c.new), done), func(a, b measure) float64 {
		k := a.words()
		return c.scoreMoved(a, b, k == b.words() && inOld[k] == 1 && inNew[k] == 1 && (a.Action != "" || !common(a.Quantity.Value)))
	}, movedLimit)
	for _, p := range moved {
		p.moved = true
		pairs = append(pairs, p)
	}
	return pairs
}

func all(t *tree) []int {
	out := make([]int, len(t.nodes))
	for i := range out {
		out[i] = i
	}
	return out
}

// measures lists the records of sections, but those done with.
func (c *comparison) measures(t *tree, nodes []int, done map[*model.Target]bool) []measure {
	var out []measure
	for _, i := range nodes {
		for _, m := range t.nodes[i].measures {
			if !done[m.Target] {
				out = append(out, m)
			}
		}
	}
	return out
}

// words is all that a record says of what is measured, and of its number.
func (m measure) words() string {
	return strings.Join([]string{string(m.Kind), m.name, m.per, m.Action, m.Quantity.Value, m.Quantity.High, m.Quantity.Unit, string(m.Comparator), string(m.Change), string(m.Basis)}, "\x00")
}

// wordCounts counts the records of t that say the same.
func (t *tree) wordCounts() map[string]int {
	out := map[string]int{}
	for i := range t.nodes {
		for _, m := range t.nodes[i].measures {
			out[m.words()]++
		}
	}
	return out
}

// identical pairs records that say the very same, as often in both lists, in their
// order.
func identical(olds, news []measure) []recordPair {
	byKey := map[string][]measure{}
	count := map[string]int{}
	for _, b := range news {
		byKey[b.words()] = append(byKey[b.words()], b)
	}
	for _, a := range olds {
		count[a.words()]++
	}
	var out []recordPair
	for _, a := range olds {
		k := a.words()
		if same := byKey[k]; len(same) > 0 && count[k] == len(same) {
			out = append(out, recordPair{old: a, new: same[0], oldNode: a.node, newNode: same[0].node, score: 1, why: "the same words"})
			byKey[k], count[k] = same[1:], count[k]-1
		}
	}
	return out
}

// namesakes counts the records of each name.
func namesakes(list []measure) map[string]int {
	out := map[string]int{}
	for _, m := range list {
		out[m.name]++
	}
	return out
}

// pairUp assigns olds to news by score. Each keeps its best candidates only.
func pairUp(olds, news []measure, score func(a, b measure) float64, limit float64) []recordPair {
	best := make([]ranking, len(olds)+len(news))
	for _, p := range comparable(olds, news) {
		if s := score(olds[p[0]], news[p[1]]); s >= limit {
			c := ranked{p[0], p[1], s, max(p[0]-p[1], p[1]-p[0])}
			best[p[0]].offer(c)
			best[len(olds)+p[1]].offer(c)
		}
	}
	var edges []edge
	for _, c := range slices.Concat(best...) {
		apart := float64(c.row)/float64(len(olds)) - float64(c.col)/float64(len(news))
		edges = append(edges, edge{c.row, c.col, int64(1e6*(c.alike-limit)) + 2000 - int64(1000*apart*apart)})
	}
	var out []recordPair
	for k, l := range assign(len(olds), len(news), edges) {
		if l >= 0 {
			a, b := olds[k], news[l]
			why := evidence("name", a.alike(b)) + evidence(", action", sameAction(a.Action, b.Action))
			out = append(out, recordPair{old: a, new: b, oldNode: a.node, newNode: b.node, score: score(a, b), why: why})
		}
	}
	return out
}

// scoreRecords says from 0 to 1 how much two records of one section look like
// the same. twin is true where another record has the name of one of them.
func (c *comparison) scoreRecords(a, b measure, twin bool) float64 {
	alike, action := a.alike(b), sameAction(a.Action, b.Action)
	sameValue := a.Quantity.Value == b.Quantity.Value && a.Quantity.High == b.Quantity.High
	switch {
	case alike == 0, a.otherWork(b):
		return 0
	case a.name == "" && b.name == "" && a.Quantity.Unit == b.Quantity.Unit:
	case !sameValue && alike < sameName, alike < nearName, alike < sameName && common(a.Quantity.Value):
		return 0
	case action == 0 && !sameValue && (twin || alike < 1):
		return 0 // 新建水厂4座 and 改扩建水厂7座
	}
	s := nameShare*alike + actionShare*action + modeShare*sameMode(a, b)
	switch {
	case plain(a.Quantity.Unit) == plain(b.Quantity.Unit):
		s += unitShare
	case a.Quantity.Dimension == b.Quantity.Dimension && a.Quantity.Dimension != "":
		s += 0.8 * unitShare
	case alike < 0.8:
		return 0
	}
	if sameValue {
		s += valueShare
	}
	return s
}

// common says whether a value is so frequent that it tells nothing.
func common(value string) bool { return value == "100" || value == "1" || value == "0" || value == "" }

func sameMode(a, b measure) float64 {
	if a.Change == b.Change && a.Basis == b.Basis {
		return 1
	}
	return 0.3
}

// scoreMoved is scoreRecords for records of sections that are not the same: a name
// of less than four characters is too common to tell, unless the two say the very
// same and nothing else does. Results of other sections are those of other times,
// and conditions belong to what they stand with.
func (c *comparison) scoreMoved(a, b measure, only bool) float64 {
	if !commits(a) && a.Kind != model.KindStandard || !only && min(a.size, b.size) < 4 || a.Quantity.Dimension != b.Quantity.Dimension || sameMode(a, b) < 1 || a.alike(b) < 0.85 || sameAction(a.Action, b.Action) == 0 {
		return 0
	}
	return c.scoreRecords(a, b, false)
}

// comparable lists the pairs of records that share a character pair of their
// names, or have no name.
func comparable(olds, news []measure) [][2]int {
	if len(olds)*len(news) <= 4096 {
		var out [][2]int
		for k := range olds {
			for l := range news {
				out = append(out, [2]int{k, l})
			}
		}
		return out
	}
	byPiece := map[uint64][]int{}
	for l, b := range news {
		for _, p := range slices.Compact(slices.Clone(b.pieces)) {
			if p>>32 != 0 {
				byPiece[p] = append(byPiece[p], l)
			}
		}
	}
	seen := filled(len(news), -1)
	var out [][2]int
	for k, a := range olds {
		for _, p := range a.pieces {
			for _, l := range byPiece[p] {
				if seen[l] != k {
					seen[l] = k
					out = append(out, [2]int{k, l})
				}
			}
		}
	}
	slices.SortFunc(out, func(x, y [2]int) int { return cmp.Or(x[0]-y[0], x[1]-y[1]) })
	return out
}

// movedRecords are the records of t that were found in another section.
func (c *comparison) movedRecords(t *tree) map[*model.Target]bool {
	out := map[*model.Target]bool{}
	for _, p := range c.pairs {
		if p.moved && t == c.old {
			out[p.old.Target] = true
		} else if p.moved {
			out[p.new.Target] = true
		}
	}
	return out
}

// records tells what happened to records.
func (c *comparison) records() {
	done := map[*model.Target]bool{}
	for _, p := range c.pairs {
		done[p.old.Target], done[p.new.Target] = true, true
		c.record(p)
	}
	lost, found := c.leftOver(c.old, c.g.ofOld, done), c.leftOver(c.new, c.g.ofNew, done)
	for _, m := range lost {
		why := c.otherKind(m, c.g.ofOld[m.node], found, c.g.ofNew, "the section has no such "+string(m.Kind)+" any more", "it is told as a ")
		c.tell(Change{Class: TargetDropped, Indicator: m.Indicator, Old: c.old.record(m), Reason: why}, commits(m), m.name, m.Action, amount(m), nameOf(c.old, m.node))
	}
	for _, m := range found {
		why := c.otherKind(m, c.g.ofNew[m.node], lost, c.g.ofOld, "the section had no such "+string(m.Kind), "it was told as a ")
		c.tell(Change{Class: TargetAdded, Indicator: m.Indicator, New: c.new.record(m), Reason: why}, commits(m), m.name, m.Action, amount(m), nameOf(c.new, m.node))
	}
}

// leftOver lists the records without a partner in sections that have one.
func (c *comparison) leftOver(t *tree, group []int, done map[*model.Target]bool) []measure {
	var nodes []int
	for i := range t.nodes {
		if group[i] >= 0 {
			nodes = append(nodes, i)
		}
	}
	return c.measures(t, nodes, done)
}

// otherKind says that a record left over is in the other document as one of
// another kind or as other work, where it is; else it says plain.
func (c *comparison) otherKind(m measure, group int, others []measure, groups []int, plain, told string) string {
	for _, o := range others {
		if groups[o.node] == group && o.name == m.name && o.Kind != m.Kind {
			return plain + ": " + told + string(o.Kind)
		}
		if groups[o.node] == group && o.name == m.name && unlikeActions(m.Action, o.Action) {
			return plain + ": " + o.Action + " is other work than " + m.Action
		}
	}
	return plain
}

// commits says whether a record is a commitment.
func commits(m measure) bool { return m.Kind == model.KindTarget || m.Kind == model.KindRelative }

// record is the side of a record.
func (t *tree) record(m measure) *Side {
	quote, sp := t.quote(m.Span, m.Quantity.Raw, m.Quantity.Span)
	s := t.side(m.node, quote, sp)
	s.Value, s.ValueHigh, s.Unit, s.Comparator, s.By = m.Quantity.Value, m.Quantity.High, m.Quantity.Unit, m.Comparator, m.By
	return s
}

// amount is a value as fingerprints and reasons give it: with its unit, both ends
// of a range, and the sign of a change.
func amount(m measure) string {
	s := m.Quantity.Value
	switch m.Change {
	case model.Increase:
		s = "+" + s
	case model.Decrease:
		s = "-" + s
	}
	if m.Quantity.High != "" {
		s += "–" + m.Quantity.High
	}
	return s + plain(m.Quantity.Unit)
}
