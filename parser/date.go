package parser

import "fmt"

// date is a calendar day; month and day are 0 where the text names only the
// year or the month.
type date struct{ year, month, day int }

func (d date) iso() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// valid says whether the parts that are given name a real day.
func (d date) valid() bool {
	return 1900 <= d.year && d.year <= 2100 && 0 <= d.month && d.month <= 12 && 0 <= d.day && d.day <= monthLength(d.year, max(d.month, 1))
}

// before says whether d is an earlier day than e.
func (d date) before(e date) bool {
	return d.year < e.year || d.year == e.year && (d.month < e.month || d.month == e.month && d.day < e.day)
}

// last is the last day of what d names.
func (d date) last() date {
	if d.month == 0 {
		return date{d.year, 12, 31}
	}
	if d.day == 0 {
		d.day = monthLength(d.year, d.month)
	}
	return d
}

// first is the first day of what d names.
func (d date) first() date { return date{d.year, max(d.month, 1), max(d.day, 1)} }

func monthLength(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && year%100 != 0 || year%400 == 0 {
			return 29
		}
		return 28
	}
	return 31
}

// dateAt reads a date at i that names at least a year and a month:
// 2022年4月29日, 2022-04-29, 2022/4/29, 二〇二二年四月二十九日, 2022年4月. It returns
// the number of runes read, 0 where there is none.
func dateAt(txt []rune, i, end int) (d date, n int) {
	year, k := calendarNumber(txt, i, end)
	if k == 0 || year < 1900 || year > 2100 {
		return date{}, 0
	}
	j := skipBlanks(txt, i+k, end)
	if j >= end {
		return date{}, 0
	}
	switch txt[j] {
	case '年':
		return chineseDate(txt, i, j+1, end, year)
	case '-', '/', '.':
		return dashedDate(txt, i, j, end, year)
	}
	return date{}, 0
}

func chineseDate(txt []rune, i, j, end, year int) (date, int) {
	j = skipBlanks(txt, j, end)
	month, k := calendarNumber(txt, j, end)
	m := skipBlanks(txt, j+k, end)
	if k == 0 || month < 1 || month > 12 || m >= end || txt[m] != '月' {
		return date{}, 0
	}
	d := date{year: year, month: month}
	n := m + 1 - i
	j = skipBlanks(txt, m+1, end)
	if day, k := calendarNumber(txt, j, end); k > 0 {
		if m = skipBlanks(txt, j+k, end); m < end && (txt[m] == '日' || txt[m] == '号') {
			d.day, n = day, m+1-i
		}
	}
	if !d.valid() {
		return date{}, 0
	}
	return d, n
}

func dashedDate(txt []rune, i, j, end, year int) (date, int) {
	sep := txt[j]
	month, k := calendarNumber(txt, j+1, end)
	m := j + 1 + k
	if k == 0 || m >= end || txt[m] != sep {
		return date{}, 0
	}
	day, k := calendarNumber(txt, m+1, end)
	d := date{year, month, day}
	if k == 0 || month < 1 || day < 1 || !d.valid() {
		return date{}, 0
	}
	return d, m + 1 + k - i
}

// calendarNumber reads a year, month or day in digits or Chinese.
func calendarNumber(txt []rune, i, end int) (value, n int) {
	for i+n < end && n < 5 && isDigit(txt[i+n]) {
		value = value*10 + int(txt[i+n]-'0')
		n++
	}
	if n > 0 {
		if n == 5 {
			return 0, 0
		}
		return value, n
	}
	v, n := hanNumber(txt, i, end)
	if v > 9999 {
		return 0, 0
	}
	return int(v), n
}

func skipBlanks(txt []rune, i, end int) int {
	for i < end && isBlank(txt[i]) {
		i++
	}
	return i
}
