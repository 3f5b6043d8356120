package diff

import (
	"math/big"

	"github.com/fenjie/fenjie/model"
)

// percentPlaces is the number of decimals that Change.Percent is rounded to.
const percentPlaces = 2

// record tells what differs between a record and what it became: a change for
// each way in which it differs.
func (c *comparison) record(p recordPair) {
	r := recordChange{c: c, a: p.old, b: p.new}
	if p.moved {
		r.tell(Change{Class: TargetMoved, Reason: "from " + heading(c.old, p.oldNode) + " to " + heading(c.new, p.newNode)}, nameOf(c.old, p.oldNode), nameOf(c.new, p.newNode))
	}
	if !p.old.sameName(p.new) {
		r.tell(Change{Class: IndicatorRenamed, Reason: "the name is " + orNone(p.new.Indicator) + ", was " + orNone(p.old.Indicator)}, p.old.name, p.new.name)
	}
	if p.old.Kind == model.KindRelative {
		r.comparator() // there is no number
	} else {
		r.number()
	}
	r.wording()
	c.deadline(p.old.By, p.new.By, func(class Class, reason string) {
		r.tell(Change{Class: class, Reason: reason}, c.old.since(p.old.By), c.new.since(p.new.By))
	})
	r.frequency()
	r.baseline()
}

// recordChange is the comparison of two records that are the same.
type recordChange struct {
	c    *comparison
	a, b measure
}

// tell adds a change with both sides. facts are the old and new value.
func (r recordChange) tell(ch Change, facts ...string) {
	ch.Indicator = r.b.Indicator
	if ch.Indicator == "" {
		ch.Indicator = r.a.Indicator
	}
	ch.Old, ch.New = r.c.old.record(r.a), r.c.new.record(r.b)
	r.c.tell(ch, commits(r.b), append([]string{r.b.name, r.b.Action, nameOf(r.c.new, r.b.node)}, facts...)...)
}

// number compares the values, and the comparators where these can be told apart
// from them.
func (r recordChange) number() {
	from, to, why := r.values()
	if why != "" {
		r.tell(Change{Class: UnitChanged, Reason: why}, amount(r.a), amount(r.b), r.a.per, r.b.per)
		return
	}
	if from == nil || to == nil {
		return
	}
	if from.isRange() || to.isRange() {
		r.ranges(from, to)
		return
	}
	if d := to.low.Cmp(from.low); d != 0 {
		r.valueChange(d, from.low, to.low)
	}
	r.comparator()
}

// interval is the values that a record names, both in the unit of the new one.
// A nil high is no upper end, a nil low no lower one.
type interval struct{ low, high *big.Rat }

func (i *interval) isRange() bool { return i.low == nil || i.high == nil || i.low.Cmp(i.high) != 0 }

// values reads both values in the unit of the new record; why says why they cannot
// be compared. Both are nil where there is nothing to compare.
func (r recordChange) values() (from, to *interval, why string) {
	a, b := r.a, r.b
	switch {
	case a.Per != b.Per && a.Per != "" && b.Per != "":
		return nil, nil, "" // 每季度2次 and 每月1次: the frequency tells
	case a.per != b.per:
		return nil, nil, "the denominator is " + orNone(b.per) + ", was " + orNone(a.per)
	case a.Basis != b.Basis:
		return nil, nil, "counted as " + orNone(string(b.Basis)) + ", was " + orNone(string(a.Basis))
	case (a.Change == "") != (b.Change == ""):
		return nil, nil, "a " + levelOrChange(b) + ", was a " + levelOrChange(a)
	}
	factor, ok := r.c.factor(a, b)
	if !ok {
		return nil, nil, "the unit is " + orNone(b.Quantity.Unit) + ", was " + orNone(a.Quantity.Unit)
	}
	from, to = readInterval(a), readInterval(b)
	if from == nil || to == nil {
		return nil, nil, ""
	}
	from.low, from.high = new(big.Rat).Mul(from.low, factor), new(big.Rat).Mul(from.high, factor)
	if a.Change != b.Change { // from a rise to a fall: below zero
		fall := from
		if b.Change == model.Decrease {
			fall = to
		}
		fall.low, fall.high = new(big.Rat).Neg(fall.high), new(big.Rat).Neg(fall.low)
	}
	return from, to, ""
}

func levelOrChange(m measure) string {
	if m.Change == "" {
		return "level"
	}
	return "change"
}

func readInterval(m measure) *interval {
	low, ok := decimal(m.Quantity.Value)
	if !ok {
		return nil
	}
	high := low
	if m.Quantity.High != "" {
		if high, ok = decimal(m.Quantity.High); !ok {
			return nil
		}
	}
	return &interval{low, high}
}

// factor turns values in the unit of a into that of b; false if they cannot be
// compared. A commitment without a number has no unit of its own.
func (o Options) factor(a, b measure) (*big.Rat, bool) {
	one := big.NewRat(1, 1)
	x, y := plain(a.Quantity.Unit), plain(b.Quantity.Unit)
	if x == y || a.Implied != "" && x == "" || b.Implied != "" && y == "" {
		return one, true
	}
	fx, fy := o.Factors[a.Quantity.Unit], o.Factors[b.Quantity.Unit]
	if a.Quantity.Dimension == "" || a.Quantity.Dimension != b.Quantity.Dimension || fx == nil || fy == nil || fx.Sign() <= 0 || fy.Sign() <= 0 {
		return nil, false
	}
	return new(big.Rat).Quo(fx, fy), true
}

// valueChange tells that a number went up (d is 1) or down (-1).
func (r recordChange) valueChange(d int, from, to *big.Rat) {
	ch := Change{Class: TargetRaised}
	if d < 0 {
		ch.Class = TargetLowered
	}
	delta := new(big.Rat).Sub(to, from)
	ch.Delta, ch.DeltaUnit = r.difference(delta)
	if from.Sign() != 0 {
		ch.Percent = rounded(new(big.Rat).Mul(new(big.Rat).Quo(delta, new(big.Rat).Abs(from)), big.NewRat(100, 1)), percentPlaces)
	}
	ch.Direction = r.direction(d)
	ch.Reason = "the number is " + amount(r.b) + ", was " + amount(r.a) + judged(ch.Direction)
	r.tell(ch, amount(r.a), amount(r.b))
}

// difference writes a difference of values in the unit of the new record; where
// that never ends, as of 亩 in 公顷, in the unit of the old one. Of shares it is in
// percentage points. Both are empty where it ends in neither unit.
func (r recordChange) difference(delta *big.Rat) (value, of string) {
	unit := r.b.Quantity.Unit
	switch plain(unit) {
	case "%":
		unit = "百分点"
	case "‰":
		delta, unit = new(big.Rat).Quo(delta, big.NewRat(10, 1)), "百分点"
	}
	if s, ok := finite(delta); ok {
		return s, unit
	}
	if factor, ok := r.c.factor(r.a, r.b); ok {
		if s, ok := finite(new(big.Rat).Quo(delta, factor)); ok {
			return s, r.a.Quantity.Unit
		}
	}
	return "", ""
}

func judged(d Direction) string {
	switch d {
	case Tighter:
		return ": harder to keep"
	case Looser:
		return ": easier to keep"
	}
	return ""
}

// ranges compares values of which one at least is a range.
func (r recordChange) ranges(from, to *interval) {
	from, to = from.bounded(r.a.Comparator), to.bounded(r.b.Comparator)
	low, high := compareEnds(from.low, to.low, -1), compareEnds(from.high, to.high, 1)
	ch := Change{Reason: "the range is " + amount(r.b) + ", was " + amount(r.a)}
	switch {
	case low == 0 && high == 0:
		return
	case low >= 0 && high >= 0:
		ch.Class, ch.Direction = TargetRaised, r.direction(1)
	case low <= 0 && high <= 0:
		ch.Class, ch.Direction = TargetLowered, r.direction(-1)
	case low > 0:
		ch.Class, ch.Direction = TargetTightened, r.judge(Tighter)
	default:
		ch.Class, ch.Direction = TargetLoosened, r.judge(Looser)
	}
	if from.low != nil && to.low != nil && (ch.Class == TargetRaised || ch.Class == TargetLowered) {
		ch.Delta, ch.DeltaUnit = r.difference(new(big.Rat).Sub(to.low, from.low))
	}
	ch.Reason += judged(ch.Direction)
	r.tell(ch, amount(r.a), amount(r.b), string(r.a.Comparator), string(r.b.Comparator))
}

// bounded opens the end that a comparator leaves open.
func (i *interval) bounded(c model.Comparator) *interval {
	switch c {
	case model.AtLeast, model.MoreThan:
		return &interval{i.low, nil}
	case model.AtMost, model.LessThan:
		return &interval{nil, i.high}
	}
	return i
}

// compareEnds says whether an end of a range went up (1) or down (-1); a nil is as
// far out on its side as can be.
func compareEnds(from, to *big.Rat, side int) int {
	switch {
	case from == nil && to == nil:
		return 0
	case from == nil:
		return -side
	case to == nil:
		return side
	}
	return to.Cmp(from)
}
