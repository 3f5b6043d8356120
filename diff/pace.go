package diff

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// parts of a year that a report may be for, by the words of its title, the longer
// ones first, with the month that they end in.
var yearParts = []struct {
	words string
	month int
}{
	{"前三季度", 9}, {"前三个季度", 9}, {"第一季度", 3}, {"一季度", 3}, {"二季度", 6}, {"三季度", 9}, {"四季度", 12}, {"上半年", 6}, {"下半年", 12}, {"半年", 6}, {"全年", 12}, {"年度", 12},
}

// until is the ISO date up to which a result tells: its own, else the end of the
// earlier year that headings above it look back on, else that of the part of the year in the report's title, else the day of the report, else the end of
// the year that is summed up; "" where nothing says.
func until(t *tree, m measure) string {
	if m.By != "" {
		return m.By
	}
	title := plain(t.Doc.Meta.Title)
	if y := lookedBackOn(t.headings(m.node), title, t.year); y != 0 {
		return endOfMonth(y, 12)
	}
	if t.year != 0 {
		if month := titleMonth(title); month > 0 {
			return endOfMonth(t.year, month)
		}
	}
	for _, date := range []string{t.Doc.Meta.Signed, t.Doc.Meta.Published} {
		if y, _, ok := splitDate(date); ok {
			// A report of a year that is over tells of all of it.
			if t.year != 0 && y > t.year {
				return endOfMonth(t.year, 12)
			}
			return date
		}
	}
	if t.year != 0 && containsAny(title, wholeYear) {
		return endOfMonth(t.year, 12)
	}
	return ""
}

// lookedBackOn is the year that headings of a report name, if that is before the
// year of the report, else 0. 去年 is one; so is 工作回顾 in a 工作报告, whose year is
// that of the meeting, unless it is for a part of the year.
func lookedBackOn(headings, title string, year int) int {
	y := firstYear(headings)
	if y == 0 && (containsAny(headings, lastYear) || containsAny(headings, lookBack) && strings.Contains(title, "工作报告") && titleMonth(title) == 0) {
		y = year - 1
	}
	if 0 < y && y < year {
		return y
	}
	return 0
}

var (
	lastYear = []string{"去年", "上年", "上一年"}
	lookBack = []string{"过去一年", "工作回顾"}
)

// wholeYear are words of titles of reports that tell of a year when it is over.
var wholeYear = []string{"总结", "年报"}

// titleMonth is the month that the period in a title ends in, 0 if it names none.
func titleMonth(title string) int {
	for _, p := range yearParts {
		if strings.Contains(title, p.words) {
			return p.month
		}
	}
	// 1—9月, 1至9月, 9月份
	at := strings.Index(title, "月")
	if at < 0 {
		return 0
	}
	digits := title[:at]
	digits = digits[len(strings.TrimRight(digits, "0123456789")):]
	if n, err := strconv.Atoi(digits); err == nil && 1 <= n && n <= 12 {
		return n
	}
	return 0
}

func endOfMonth(year, month int) string {
	return fmt.Sprintf("%04d-%02d-%02d", year, month, daysIn(year, month))
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// elapsed is the part of the time between the start of the plan year and the
// deadline of a target (without one, the end of that year) that has gone by at a
// date, counted in months: 1/2 at the end of June. It is nil where a date is
// missing, and 1 at most.
func (tr *tracker) elapsed(m measure, date string) *big.Rat {
	deadline := m.By
	if deadline == "" && tr.plan.year != 0 {
		deadline = endOfMonth(tr.plan.year, 12)
	}
	start := tr.plan.year
	now, ok1 := months(date, start)
	all, ok2 := months(deadline, start)
	if start == 0 || !ok1 || !ok2 || all.Sign() <= 0 || now.Sign() < 0 {
		return nil
	}
	if now.Cmp(all) >= 0 {
		return big.NewRat(1, 1)
	}
	return now.Quo(now, all)
}

// months counts the months from the start of a year to the end of a day.
func months(date string, year int) (*big.Rat, bool) {
	d, err := time.Parse("2006-01-02", date)
	if err != nil {
		return nil, false
	}
	whole := big.NewRat(int64(12*(d.Year()-year)+int(d.Month())-1), 1)
	return whole.Add(whole, big.NewRat(int64(d.Day()), int64(daysIn(d.Year(), int(d.Month()))))), true
}
