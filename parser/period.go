package parser

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// timeUse is what a time expression does.
type timeUse uint8

const (
	timePeriod timeUse = iota // names a stretch of time: 3月底前, 上半年, 到2025年
	timePer                   // recurs: 每季度
	timeOpen                  // sets no date, but ends another's reach: 长期
	timeReview                // as timeOpen, and looks back: 近年来, 2013年以来
)

// timeRef is one time expression.
type timeRef struct {
	at         span
	use        timeUse
	start, end date // zero where the text gives no year
	per        model.Per
	bareYear   bool // 2024年 alone: may be a part of a name
	batch      bool // 2024年度
	goal       bool // 到2025年: holds past the sentence where it opens a paragraph
	deadline   bool // says 前, 底, 内: a time and never a part of a name
}

// timeReason says what a time expression does.
func timeReason(t timeRef) string {
	switch {
	case t.use == timePer:
		return "recurs, " + string(t.per)
	case t.use == timeOpen, t.use == timeReview:
		return "sets no date"
	case t.end.year == 0:
		return "its year is not known"
	}
	return t.start.first().iso() + " to " + t.end.last().iso()
}

// timeAt reads the time expression at i: a named one of the lexicon or a
// calendar one.
func (p *parse) timeAt(i, end int) (timeRef, bool) {
	r := p.txt[i]
	if isDigit(r) {
		if t, ok := p.calendarTime(i, end); ok {
			return t, true
		}
		return p.namedTime(i, end)
	}
	if t, ok := p.namedTime(i, end); ok {
		return t, true
	}
	if hanDigit(r) >= 0 || r == '十' {
		return p.calendarTime(i, end)
	}
	return timeRef{}, false
}

// namedTime reads a time of the lexicon, with the words that may follow it.
func (p *parse) namedTime(i, end int) (timeRef, bool) {
	id, n := p.lx.Period.Match(p.txt, i)
	if n == 0 || i+n > end {
		return timeRef{}, false
	}
	e := p.lx.Periods[id]
	if p.txt[i] == '年' && i > 0 && (isHanNumeral(p.txt[i-1]) || isDigit(p.txt[i-1])) { // 三年内
		return timeRef{}, false
	}
	t := timeRef{at: span{i, i + n}}
	switch e.Use {
	case "per":
		t.use, t.per = timePer, model.Per(e.End)
		if p.txt[i] == '双' && i > 0 && isHan(p.txt[i-1]) { // 单双月
			return timeRef{}, false
		}
		return t, true
	case "open":
		t.use = timeOpen
		return t, true
	case "review":
		t.use = timeReview
		return t, true
	}
	if strings.HasPrefix(e.ID, "plan.") {
		return p.planTime(t, e.Start, e.End, end)
	}
	t.start, t.end = p.yearly(e.Start), p.yearly(e.End)
	t.deadline = true
	j := t.at.end
	for j < end && (p.txt[j] == '前' || p.txt[j] == '内' || p.txt[j] == '末' || p.txt[j] == '底') {
		j++
	}
	t.at.end = j
	if p.since(j, end) {
		t.use = timeReview
		t.at.end = j + 2
	}
	return t, true
}

// planTime reads a five-year plan's name: “十四五”期间, 十四五末. Without marks or a
// following word it is no time: 十五 may be fifteen.
func (p *parse) planTime(t timeRef, start, end string, limit int) (timeRef, bool) {
	j := t.at.end
	word := false
	for _, w := range []string{"规划期间", "规划期末", "期间", "时期", "期末", "末", "以来", "规划期", "初期", "开局", "收官"} {
		n := utf8.RuneCountInString(w)
		if j+n <= limit && p.stands(j, w) {
			if w == "以来" {
				t.use = timeReview
			}
			if w == "开局" || w == "收官" {
				return timeRef{}, false
			}
			j += n
			word = true
			break
		}
	}
	if !word { // “十四五”规划, 十四五规划 name the plan
		return timeRef{}, false
	}
	t.at.end = j
	t.start, t.end = parseISO(start), parseISO(end)
	t.deadline, t.goal = true, true
	return t, true
}

// yearly fills the plan year into a date of the lexicon: Y-06-30, Y-1-12-31.
func (p *parse) yearly(s string) date {
	if s != "" && s[0] != 'Y' {
		return parseISO(s)
	}
	if p.year == 0 || s == "" {
		return date{}
	}
	shift := 0
	s = s[1:]
	switch {
	case strings.HasPrefix(s, "-1-"):
		shift, s = -1, s[2:]
	case strings.HasPrefix(s, "+1-"):
		shift, s = 1, s[2:]
	}
	d := parseISO("0000" + s)
	d.year = p.year + shift
	return d
}

func parseISO(s string) date {
	y, _ := strconv.Atoi(s[:4])
	m, _ := strconv.Atoi(s[5:7])
	d, _ := strconv.Atoi(s[8:10])
	return date{y, m, d}
}

// since says whether 以来 stands at i.
func (p *parse) since(i, end int) bool { return i+2 <= end && p.stands(i, "以来") }

// calendarTime reads a time made of numbers: 2025年, 3月底前, 12月31日前,
// 2024年上半年, 2023—2025年, 1—10月.
func (p *parse) calendarTime(i, end int) (timeRef, bool) {
	if i > 0 && (isDigit(p.txt[i-1]) || p.txt[i-1] == '.' && i > 1 && isDigit(p.txt[i-2])) {
		return timeRef{}, false
	}
	d, n := p.looseDate(i, end, date{})
	if n == 0 {
		return p.monthRange(i, end)
	}
	if d.year != 0 && (d.year < 1900 || d.year > 2100) || d.month == 0 && d.year == 0 {
		return timeRef{}, false
	}
	t := timeRef{at: span{i, i + n}}
	bareNumber := p.txt[i+n-1] != '年' && p.txt[i+n-1] != '月' && p.txt[i+n-1] != '日' && p.txt[i+n-1] != '号'
	if to, m := p.rangeEnd(i+n, end, d); m > 0 {
		t.at.end += m
		if d.year == 0 {
			d.year = p.year
		}
		t.start, t.end, t.deadline = d, to, true
	} else if bareNumber {
		return timeRef{}, false
	} else {
		t.start, t.end = d, d
		t.bareYear = d.month == 0
	}
	p.timeTail(&t, end)
	p.settleYear(&t)
	return t, true
}

// monthRange reads 1—10月 and 2023—2025年, whose first number has no mark.
func (p *parse) monthRange(i, end int) (timeRef, bool) {
	v, n := calendarNumber(p.txt, i, end)
	if n == 0 || v < 1 || v > 12 || i+n >= end || !isDash(p.txt[i+n]) {
		return timeRef{}, false
	}
	to, m := p.looseDate(i+n+1, end, date{})
	if m == 0 || to.month == 0 || to.year != 0 || to.day != 0 {
		return timeRef{}, false
	}
	t := timeRef{at: span{i, i + n + 1 + m}, start: date{month: v}, end: to, deadline: true}
	p.timeTail(&t, end)
	p.settleYear(&t)
	return t, true
}

func isDash(r rune) bool { return r == '-' || r == '—' || r == '~' || r == '至' }

// rangeEnd reads the second date of a range.
func (p *parse) rangeEnd(i, end int, from date) (date, int) {
	j := skipBlanks(p.txt, i, end)
	dashes := 0
	for j < end && (p.txt[j] == '-' || p.txt[j] == '—' || p.txt[j] == '~' || p.txt[j] == '至' || p.txt[j] == '到') {
		j++
		dashes++
	}
	if dashes == 0 {
		return date{}, 0
	}
	to, n := p.looseDate(skipBlanks(p.txt, j, end), end, from)
	if n == 0 || to.month == 0 && to.year == from.year {
		return date{}, 0
	}
	if k := skipBlanks(p.txt, j, end) + n - 1; isDigit(p.txt[k]) {
		return date{}, 0
	}
	return to, skipBlanks(p.txt, j, end) + n - i
}

// timeTail takes in the words after a calendar time: 底前, 上半年, 度, 以来.
func (p *parse) timeTail(t *timeRef, end int) {
	j := t.at.end
	if t.bareYear && j < end && p.txt[j] == '度' {
		t.batch = true
		j++
	}
	if t.bareYear {
		if id, n := p.lx.Period.Match(p.txt, j); n > 0 && p.lx.Periods[id].Use == "period" && strings.HasPrefix(p.lx.Periods[id].Start, "Y-") && !strings.HasPrefix(p.lx.Periods[id].Start, "Y-1") {
			year := p.year
			p.year = t.end.year
			t.start, t.end = p.yearly(p.lx.Periods[id].Start), p.yearly(p.lx.Periods[id].End)
			p.year = year
			t.bareYear, t.batch, t.deadline = false, false, true
			j += n
		}
	}
	for j < end {
		switch r := p.txt[j]; {
		case r == '份' && t.end.month > 0, r == '上' && j+1 < end && p.txt[j+1] == '旬':
			if r == '上' {
				t.end.day = 10
				j++
			}
		case (r == '中' || r == '下') && j+1 < end && p.txt[j+1] == '旬':
			if r == '中' {
				t.end.day = 20
			}
			j++
		case r == '底', r == '末', r == '前', r == '内', r == '以' && j+1 < end && p.txt[j+1] == '前':
			if r == '以' {
				j++
			}
			t.bareYear, t.batch, t.deadline = false, false, true
		case r == '初':
			t.bareYear = false
		case p.since(j, end), r == '起' && !(j+1 < end && p.txt[j+1] == '点'):
			t.use, t.bareYear = timeOpen, false
			if r == '以' {
				t.use = timeReview
				j++
			}
		default:
			t.at.end = j
			return
		}
		j++
	}
	t.at.end = j
}

// settleYear gives a month without a year the year of the sentence so far, else
// the plan year, and makes the ends days.
func (p *parse) settleYear(t *timeRef) {
	if t.end.year == 0 {
		t.end.year = t.start.year
	}
	if t.end.year == 0 {
		t.end.year = p.sentenceYear
		if t.end.year == 0 {
			t.end.year = p.year
		}
	} else if t.end.year > 0 && !t.batch {
		p.sentenceYear = t.end.year
	}
	if t.start.year == 0 {
		t.start.year = t.end.year
	}
	if t.end.year == 0 {
		t.start, t.end = date{}, date{}
		return
	}
	t.start, t.end = t.start.first(), t.end.last()
	if !t.start.valid() || !t.end.valid() {
		t.start, t.end = date{}, date{}
	}
}
