package diff

import (
	"math/big"

	"github.com/fenjie/fenjie/model"
)

// direction says whether a number that went up (d is 1) or down (-1) is harder or
// easier to keep. A comparator tells: the floor of 不低于, the ceiling of 不超过.
// Without one a decrease is harder the larger it is, and a level of what is better
// low (事故起数) the lower it is. What commits to nothing has no direction.
func (r recordChange) direction(d int) Direction {
	if r.isCeiling() {
		d = -d
	}
	if d > 0 {
		return r.judge(Tighter)
	}
	return r.judge(Looser)
}

// judge is d for a commitment, else "".
func (r recordChange) judge(d Direction) Direction {
	if r.b.Kind != model.KindTarget || r.a.Kind != model.KindTarget {
		return ""
	}
	return d
}

// isCeiling says whether less is harder.
func (r recordChange) isCeiling() bool {
	for _, m := range []measure{r.a, r.b} {
		switch m.Comparator {
		case model.AtLeast, model.MoreThan:
			return false
		case model.AtMost, model.LessThan:
			return true
		}
	}
	if r.a.Change == model.Decrease && r.b.Change == model.Decrease {
		return false
	}
	if r.a.Change == model.Increase && r.b.Change == model.Increase && oneOf(r.b.name, places) {
		return false
	}
	return lowIsGood(r.a.name) || lowIsGood(r.b.name)
}

// firmness ranks comparators by how much room they leave. 不低于 and 不超过 are as
// firm; to go from one to the other turns the meaning round.
func firmness(m measure) int {
	switch m.Comparator {
	case model.Approx:
		switch m.Side {
		case model.SideBelow:
			return 0
		case model.SideAbove:
			return 2
		}
		return 1
	case model.AtLeast, model.AtMost:
		return 4
	case model.MoreThan, model.LessThan:
		return 5
	}
	return 3
}

// comparator compares the comparators of two values that are no range.
func (r recordChange) comparator() {
	d := firmness(r.b) - firmness(r.a)
	if turned := bound(r.b.Comparator) * bound(r.a.Comparator); turned < 0 {
		// A floor that became a ceiling asks for nothing any more, unless less is better.
		d = bound(r.b.Comparator)
		if lowIsGood(r.a.name) || lowIsGood(r.b.name) {
			d = -d
		}
	}
	reason := "the comparator is " + string(r.b.Comparator) + ", was " + string(r.a.Comparator)
	facts := []string{string(r.a.Comparator) + string(r.a.Side), string(r.b.Comparator) + string(r.b.Side)}
	switch {
	case d > 0:
		r.tell(Change{Class: TargetTightened, Direction: r.judge(Tighter), Reason: reason}, facts...)
	case d < 0:
		r.tell(Change{Class: TargetLoosened, Direction: r.judge(Looser), Reason: reason}, facts...)
	}
}

// bound is 1 for a floor, -1 for a ceiling.
func bound(c model.Comparator) int {
	switch c {
	case model.AtLeast, model.MoreThan:
		return 1
	case model.AtMost, model.LessThan:
		return -1
	}
	return 0
}

// wording compares how firmly the two are meant.
func (r recordChange) wording() {
	d := strength(r.b.Strength) - strength(r.a.Strength)
	reason := "the wording is " + worded(r.b.Strength) + ", was " + worded(r.a.Strength)
	switch {
	case d > 0:
		r.tell(Change{Class: TargetHardened, Direction: r.judge(Tighter), Reason: reason}, string(r.a.Strength), string(r.b.Strength))
	case d < 0:
		r.tell(Change{Class: TargetSoftened, Direction: r.judge(Looser), Reason: reason}, string(r.a.Strength), string(r.b.Strength))
	}
}

func strength(s model.Strength) int {
	switch s {
	case model.Hard:
		return 1
	case model.Soft:
		return -1
	}
	return 0
}

func worded(s model.Strength) string {
	if s == "" {
		return "plain"
	}
	return string(s)
}

// timesAYear is how often something recurs, 0 where that is not known.
func timesAYear(p model.Per) int64 {
	switch p {
	case model.PerYear:
		return 1
	case model.PerHalfYear:
		return 2
	case model.PerQuarter:
		return 4
	case model.PerTwoMonths:
		return 6
	case model.PerMonth:
		return 12
	case model.PerWeek:
		return 52
	case model.PerDay:
		return 365
	}
	return 0
}

// frequency compares how often the two recur. More often is harder.
func (r recordChange) frequency() {
	if r.a.Per == r.b.Per {
		return
	}
	ch := Change{Class: FrequencyChanged, Reason: "recurs by " + orNone(string(r.b.Per)) + ", was " + orNone(string(r.a.Per))}
	x, y := timesAYear(r.a.Per), timesAYear(r.b.Per)
	a, ok1 := decimal(r.a.Quantity.Value)
	b, ok2 := decimal(r.b.Quantity.Value)
	if x > 0 && y > 0 && ok1 && ok2 {
		a, b = a.Mul(a, big.NewRat(x, 1)), b.Mul(b, big.NewRat(y, 1))
		if d := b.Cmp(a); d != 0 {
			ch.Direction = r.direction(d)
			ch.Reason += judged(ch.Direction)
		}
	}
	r.tell(ch, string(r.a.Per), string(r.b.Per))
}

// baseline compares what the numbers are set against, and the levels that they
// start from.
func (r recordChange) baseline() {
	a, b := plain(r.a.Baseline), plain(r.b.Baseline)
	if a != b && sinceYear(a, r.c.old.year) != sinceYear(b, r.c.new.year) {
		r.tell(Change{Class: BaselineChanged, Reason: "against " + orNone(b) + ", was " + orNone(a)}, a, b)
	}
	if r.a.From != r.b.From {
		r.tell(Change{Class: BaselineChanged, Reason: "starts from " + orNone(r.b.From) + ", was " + orNone(r.a.From)}, r.a.From, r.b.From)
	}
}
