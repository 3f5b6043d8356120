package parser

import "github.com/fenjie/fenjie/model"

// A heading is short where its title ends within so many characters.
const shortTitle = 26

// The first sentence of an item in running text is its title, commas and all,
// where it is no longer than this.
const shortRunTitle = 16

// takeTitle cuts the title off the first piece of a node.
func (p *parse) takeTitle(n *node) {
	if len(n.pieces) == 0 {
		return
	}
	first := n.pieces[0]
	var title span
	switch n.label.style {
	case styleRun:
		title = p.runTitle(first)
	case styleAnnex:
		title = p.annexTitle(first)
	default:
		title = p.headingTitle(first)
	}
	rest := p.afterTitle(title, first.end)
	n.title = p.takePeriod(n, title)
	n.sec.Title = p.quote(n.title)
	n.titled = p.trimmed(span{first.start, rest})
	n.content = append(n.content, span{n.title.start, first.end})
	if n.title != title {
		n.content = []span{n.title, p.trimmed(span{rest, first.end})}
	}
	n.texts = nil
	if s := p.trimmed(span{rest, first.end}); !s.empty() {
		n.texts = append(n.texts, s)
	}
	for _, s := range n.pieces[1:] {
		n.texts = append(n.texts, s)
		n.content = append(n.content, s)
	}
}

// headingTitle is the title in a numbered heading: the line where the line is
// only a heading, else up to the first 。, or up to : or ; where that comes
// early and no short sentence does.
func (p *parse) headingTitle(s span) span {
	colon := -1
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '“', '"', '《', '(', '〔', '[', '【':
			i = p.closer(i, s.end)
		case '。', '!', '?':
			t := span{s.start, i}
			if colon >= 0 && t.len() > 2*shortTitle {
				t.end = colon
			}
			return t
		case ':', ';':
			if colon < 0 && i-s.start <= shortTitle {
				colon = i
			}
		}
	}
	if colon >= 0 && colon < s.end-1 && s.len() > shortTitle {
		return span{s.start, colon}
	}
	return s
}

// runTitle is the title of an item in running text: its first sentence where
// that is short, else its first clause.
func (p *parse) runTitle(s span) span {
	clause := -1
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '“', '"', '《', '(', '〔', '[', '【':
			i = p.closer(i, s.end)
		case ',', ';', ':':
			if clause < 0 {
				clause = i
			}
		case '。', '!', '?':
			if clause < 0 || i-s.start <= shortRunTitle && i < s.end-1 {
				return span{s.start, i}
			}
			return span{s.start, clause}
		}
	}
	if clause >= 0 {
		return span{s.start, clause}
	}
	return s
}

// annexTitle takes the whole line where it is no paragraph.
func (p *parse) annexTitle(s span) span {
	if p.isParagraph(s) {
		return span{s.start, s.start}
	}
	return s
}

// afterTitle is where the text goes on after a title: past its mark.
func (p *parse) afterTitle(title span, end int) int {
	i := title.end
	for i < end {
		switch p.txt[i] {
		case '。', ':', ';', ',', '!', '?', ' ':
			i++
			continue
		}
		break
	}
	return i
}

// takePeriod cuts a bracket of dates, a score or a date off the end of a title;
// dates become the node's period.
func (p *parse) takePeriod(n *node, title span) span {
	title = p.trimmed(title)
	for !title.empty() && (p.txt[title.end-1] == ':' || p.txt[title.end-1] == ';' || p.txt[title.end-1] == '。' || p.txt[title.end-1] == ',') {
		title.end--
	}
	open := p.openerBefore(title)
	if open < 0 {
		return title
	}
	inner := p.trimmed(span{open + 1, title.end - 1})
	p.claim(span{open, title.end}, model.NumeralDate, "title.bracket", "a date or score in the bracket at a title's end")
	if from, to, ok := p.dateRange(inner); ok {
		n.sec.Period = &model.Period{Start: from.iso(), End: to.iso()}
	} else if !p.isScore(inner) && !p.isWholeDate(inner) {
		return title
	}
	return p.trimmed(span{title.start, open})
}

// openerBefore is the index of the bracket that closes at the end of s, or -1.
func (p *parse) openerBefore(s span) int {
	if s.len() < 3 || p.txt[s.end-1] != ')' {
		return -1
	}
	for i := s.start; i < s.end; i++ {
		if p.txt[i] == '(' && p.closer(i, s.end) == s.end-1 {
			return i
		}
	}
	return -1
}

// isScore recognises 2分 and 10分.
func (p *parse) isScore(s span) bool {
	_, n := calendarNumber(p.txt, s.start, s.end)
	return n > 0 && s.start+n+1 == s.end && p.txt[s.start+n] == '分'
}

func (p *parse) isWholeDate(s span) bool {
	_, n := dateAt(p.txt, s.start, s.end)
	return n > 0 && n == s.len()
}

// dateRange reads 2024年5月6日-5月17日, 3月至5月, 2023—2025年. What the second
// date leaves out it has from the first.
func (p *parse) dateRange(s span) (from, to date, ok bool) {
	from, n := p.looseDate(s.start, s.end, date{year: p.year})
	if n == 0 {
		return date{}, date{}, false
	}
	i := skipBlanks(p.txt, s.start+n, s.end)
	dashes := 0
	for i < s.end && (p.txt[i] == '-' || p.txt[i] == '—' || p.txt[i] == '~' || p.txt[i] == '至' || p.txt[i] == '到') {
		i++
		dashes++
	}
	if dashes == 0 {
		return date{}, date{}, false
	}
	i = skipBlanks(p.txt, i, s.end)
	to, m := p.looseDate(i, s.end, from)
	i += m
	for i < s.end && (p.txt[i] == '底' || p.txt[i] == '前' || p.txt[i] == '末') {
		i++
	}
	if m == 0 || i != s.end || from.year == 0 || to.year == 0 {
		return date{}, date{}, false
	}
	from, to = from.first(), to.last()
	return from, to, from.valid() && to.valid() && !to.before(from)
}

// looseDate reads a date that may leave out its year or month, which it then
// has from base: 3月22日, 22日, 2025年, 5月.
func (p *parse) looseDate(i, end int, base date) (date, int) {
	d := date{}
	start := i
	for i < end {
		v, n := calendarNumber(p.txt, i, end)
		if n == 0 {
			break
		}
		j := skipBlanks(p.txt, i+n, end)
		mark := rune(0)
		if j < end {
			mark = p.txt[j]
		}
		switch {
		case mark == '年':
			d.year = v
		case mark == '月':
			d.month = v
		case mark == '日' || mark == '号':
			d.day = v
		case d == date{} && n == 4 && v >= 1949: // the first year of 2023—2025年
			return date{year: v}, n
		default:
			return date{}, 0
		}
		i = skipBlanks(p.txt, j+1, end)
	}
	if d == (date{}) {
		return d, 0
	}
	if d.year == 0 {
		d.year = base.year
		if d.month == 0 {
			d.month = base.month
		}
	}
	if d.month > 12 || d.day > 31 {
		return date{}, 0
	}
	return d, i - start
}
