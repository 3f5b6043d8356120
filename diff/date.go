package diff

import (
	"fmt"
	"strconv"

	"github.com/fenjie/fenjie/model"
)

// splitDate gives the year of an ISO date and the rest of it.
func splitDate(s string) (year int, rest string, ok bool) {
	if len(s) < 4 {
		return 0, "", false
	}
	y, err := strconv.Atoi(s[:4])
	return y, s[4:], err == nil
}

// since writes an ISO date that lies in the plan year as so many years after it:
// +0-12-31 is its end. Other dates stay as they are.
func (t *tree) since(date string) string {
	if y, rest, ok := splitDate(date); ok && t.year != 0 && y == t.year {
		return "+0" + rest
	}
	return date
}

// compareDates says whether new is earlier (-1) than old or later (1). Dates in
// the plan year of their document are compared as parts of that year; 0 is also
// a date as far from its plan year as the other one.
func (c *comparison) compareDates(old, new string) int {
	oldYear, oldRest, ok1 := splitDate(old)
	newYear, newRest, ok2 := splitDate(new)
	if old == new || !ok1 || !ok2 {
		return 0
	}
	if c.old.year != 0 && c.new.year != 0 {
		if oldYear-c.old.year == newYear-c.new.year && sameDay(oldRest, newRest) {
			return 0
		}
		if oldYear == c.old.year && newYear == c.new.year {
			old, new = oldRest, newRest
		}
	}
	if old < new {
		return 1
	}
	return -1
}

// sameDay compares the days of two years: the end of February is one day.
func sameDay(a, b string) bool {
	if a == "-02-29" {
		a = "-02-28"
	}
	if b == "-02-29" {
		b = "-02-28"
	}
	return a == b
}

// isAnnual says whether a document is for one year.
func (t *tree) isAnnual() bool { return len(t.Doc.Meta.Years) == 1 }

// impliedEnd says whether a date goes without saying in a plan for one year: it is
// the end of that year.
func (t *tree) impliedEnd(date string) bool {
	return t.isAnnual() && date == endOfMonth(t.year, 12)
}

// deadline finds the class of a change from one end date to another; "" is none,
// and in a plan for one year the same as the end of that year.
func (c *comparison) deadline(old, new string, tell func(class Class, reason string)) {
	annual := c.old.isAnnual() && c.new.isAnnual()
	switch {
	case old == "" && new == "":
	case annual && (old == "" && c.new.impliedEnd(new) || new == "" && c.old.impliedEnd(old)):
	case old == "":
		tell(DeadlineAdded, "by "+new)
	case new == "":
		tell(DeadlineRemoved, "was by "+old)
	default:
		reason := "from " + old + " to " + new
		switch c.compareDates(old, new) {
		case -1:
			tell(DeadlineEarlier, reason)
		case 1:
			tell(DeadlineLater, reason)
		}
	}
}

// period compares two steps of the work: by their ends, and where these are the
// same by their starts.
func (c *comparison) period(old, new *model.Period, tell func(class Class, reason string)) {
	reason := fmt.Sprintf("from %s – %s to %s – %s", old.Start, old.End, new.Start, new.End)
	d := c.compareDates(old.End, new.End)
	if d == 0 {
		d = c.compareDates(old.Start, new.Start)
	}
	switch d {
	case -1:
		tell(DeadlineEarlier, reason)
	case 1:
		tell(DeadlineLater, reason)
	}
}
