package parser

import (
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// readMeta turns the frame into what the document says of itself.
func (p *parse) readMeta() {
	m := &p.doc.Meta
	title, named := p.readTitle()
	if !p.frame.number.empty() {
		m.Number = p.quote(p.frame.number)
		p.evidence("number", p.frame.number)
	}
	p.readDates()
	p.readIssuer(title)
	p.readRecipients()
	p.readAttachmentTitles()
	p.readGenre(title, named)
	p.readRegion(title)
	p.readYears(title, named)
}

func (p *parse) evidence(field string, s span) {
	p.doc.Meta.Evidence[field] = model.Span{Start: s.start, End: s.end}
}

// readTitle sets the title: the title lines, joined, or where there are none
// the name that the text gives itself. named is the text's own name for itself.
func (p *parse) readTitle() (title, named string) {
	s := p.selfName()
	if !s.empty() {
		named = p.half(s)
	}
	if len(p.frame.title) > 0 {
		var b strings.Builder
		for _, t := range p.frame.title {
			b.WriteString(p.quote(t))
		}
		p.doc.Meta.Title = b.String()
		p.evidence("title", span{p.frame.title[0].start, p.frame.title[len(p.frame.title)-1].end})
		return foldString(b.String()), named
	}
	if !s.empty() && !strings.HasPrefix(named, "本") && !strings.HasPrefix(named, "如下") {
		p.doc.Meta.Title = p.quote(s)
		p.evidence("title", s)
		return named, named
	}
	return "", named
}

func foldString(s string) string { return string(fold([]rune(s))) }

// selfName is the name that a text gives itself in its first paragraphs:
// 制定X工作要点。, 特制定本行动计划。
func (p *parse) selfName() span {
	for i, left := p.frame.bodyStart, 4; i < len(p.lines) && left > 0; i++ {
		l := p.lines[i]
		if l.kind != lineBody || p.isHeading(span{l.start, l.end}) {
			continue
		}
		left--
		if e := p.closer(l.start, l.end); p.txt[l.start] == '《' && e > l.start { // 《…规划纲要》根据…编制
			if g, n := p.genreAtEnd(span{l.start + 1, e}); n > 0 && g == model.GenrePlan && left == 3 {
				return span{l.start + 1, e}
			}
		}
		if s := p.untilStop(span{l.start, min(l.end, l.start+60)}); left == 3 && s.end < l.end-2 && p.txt[s.end] == ',' && (p.txt[s.end+1] == '根' || p.txt[s.end+1] == '依') { // X规划纲要,根据…制定
			if g, n := p.genreAtEnd(s); n > 0 && g == model.GenrePlan {
				return s
			}
		}
		for j := l.start; j+1 < l.end; j++ {
			if p.txt[j] != '制' && p.txt[j] != '编' || p.txt[j+1] != '定' && p.txt[j+1] != '订' && p.txt[j+1] != '制' {
				continue
			}
			s := p.untilStop(span{j + 2, min(l.end, j+90)})
			if p.txtAt(s.start) == '《' && p.closer(s.start, s.end) == s.end-1 {
				s = span{s.start + 1, s.end - 1}
			}
			if _, n := p.genreAtEnd(s); n > 0 && s.len() <= 60 {
				return s
			}
		}
	}
	return span{}
}

// untilStop cuts s before its first mark of punctuation outside brackets and
// quotes.
func (p *parse) untilStop(s span) span {
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '“', '"', '《', '(':
			i = p.closer(i, s.end)
		case '。', ',', ';', ':', '!', '?', '、':
			return p.trimmed(span{s.start, i})
		}
	}
	return p.trimmed(s)
}

// genreAtEnd looks the end of a title up, past closing marks and (试行).
func (p *parse) genreAtEnd(s span) (model.Genre, int) { return p.genreOf(p.txt[s.start:s.end]) }

func (p *parse) genreOf(t []rune) (model.Genre, int) {
	for len(t) > 0 {
		switch last := t[len(t)-1]; {
		case last == '》' || last == '”' || last == '。' || isBlank(last):
			t = t[:len(t)-1]
			continue
		case last == ')':
			if k := lastIndex(t, '('); k >= 0 {
				t = t[:k]
				continue
			}
		}
		break
	}
	id, n := p.lx.Genre.MatchBefore(t, len(t))
	if n == 0 {
		return "", 0
	}
	return model.Genre(p.lx.Genres[id].Value), n
}

func lastIndex(t []rune, r rune) int {
	for i := len(t) - 1; i >= 0; i-- {
		if t[i] == r {
			return i
		}
	}
	return -1
}

// readGenre decides the genre from the title (a covering notice is of the genre
// of what it issues), else from the text's own name, else from its marks of
// being news.
func (p *parse) readGenre(title, named string) {
	m := &p.doc.Meta
	if g, n := p.genreOf([]rune(title)); n > 0 {
		m.Genre = g
		if g == model.GenreNotice {
			m.Genre = p.coveredGenre(title)
		}
	} else if g, n := p.genreOf([]rune(named)); n > 0 {
		m.Genre = g
	} else if p.isNews() {
		m.Genre = model.GenreArticle
	} else if title == "" && named == "" && !slices.ContainsFunc(p.lines, func(l line) bool { return l.kind == lineBody }) {
		return
	} else {
		m.Genre = model.GenreOther
	}
	if sp, ok := m.Evidence["title"]; ok {
		m.Evidence["genre"] = sp
	}
}

// coveredGenre is the genre of the plan that a notice issues, or notice.
func (p *parse) coveredGenre(title string) model.Genre {
	issues := strings.Contains(title, "印发") || strings.Contains(title, "转发") || strings.Contains(title, "下发") || strings.Contains(title, "发布")
	if !issues {
		return model.GenreNotice
	}
	inner := strings.TrimRight(title, " ")
	if k := strings.LastIndex(inner, "的通知"); k >= 0 {
		inner = inner[:k]
	} else if k := strings.LastIndex(inner, "通知"); k >= 0 {
		inner = inner[:k]
	}
	if g, n := p.genreOf([]rune(inner)); n > 0 {
		return g
	}
	return model.GenreNotice
}

// isNews looks for a by-line or the counter of a newspaper page.
func (p *parse) isNews() bool {
	for _, l := range p.lines {
		if l.kind != lineFurniture {
			continue
		}
		t := p.half(span{l.start, min(l.end, l.start+12)})
		if strings.Contains(t, "记者") || strings.Contains(t, "通讯员") || strings.Contains(t, "文章字数") || strings.HasPrefix(t, "来源") || strings.HasPrefix(t, "作者") {
			return true
		}
	}
	return false
}

func (p *parse) readDates() {
	if d := p.frame.published; d.found() {
		p.doc.Meta.Published = d.iso()
		p.evidence("published", d.at)
	}
	if d := p.frame.signed; d.found() {
		p.doc.Meta.Signed = d.iso()
		p.evidence("signed", d.at)
	}
}

// readIssuer takes the issuer from the signature, the page, or the title.
func (p *parse) readIssuer(title string) {
	s := p.frame.issuer
	if s.empty() {
		s = p.frame.keyIssuer
	}
	if s.empty() {
		s = p.issuerInTitle()
	}
	if !s.empty() {
		p.doc.Meta.Issuer = p.quote(s)
		p.evidence("issuer", s)
	}
}

// issuerInTitle is what stands before 关于 in the title, or the title's first
// line where that is an organisation.
func (p *parse) issuerInTitle() span {
	if len(p.frame.title) == 0 {
		return span{}
	}
	first := p.frame.title[0]
	if k := indexRunes(p.txt[first.start:first.end], "关于"); k > 0 {
		s := p.trimmed(span{first.start, first.start + k})
		if _, n := p.lx.Suffix.MatchBefore(p.txt, s.end); n > 0 || p.placeAt(s) == s.len() {
			return s
		}
	}
	if k := indexRunes(p.txt[first.start:first.end], "政府工作报告"); k >= 0 { // 2025年某省政府工作报告
		s := span{first.start, first.start + k + 2}
		for s.start < s.end && (isDigit(p.txt[s.start]) || p.txt[s.start] == '年' || isBlank(p.txt[s.start])) {
			s.start++
		}
		if s.len() > 2 {
			return s
		}
	}
	if len(p.frame.title) > 1 {
		if _, n := p.lx.Suffix.MatchBefore(p.txt, first.end); n > 0 {
			return first
		}
	}
	return span{}
}

// readRecipients splits the line of recipients at its top-level separators.
func (p *parse) readRecipients() {
	s := p.frame.recipients
	if s.empty() || p.endsWith(s, "各位代表:", "同志们:", "各位领导:") {
		return
	}
	p.evidence("recipients", s)
	body := span{s.start, s.end - 1}
	at := body.start
	for i := body.start; i <= body.end; i++ {
		if i < body.end {
			if p.txt[i] == '(' {
				i = p.closer(i, body.end)
				continue
			}
			if p.txt[i] != '、' && p.txt[i] != ',' && p.txt[i] != ';' {
				continue
			}
			if p.sharedHead(span{at, i}, i+1, body.end) { // 市政府各委、办、局
				continue
			}
		}
		if one := p.trimmed(span{at, i}); !one.empty() {
			p.doc.Meta.Recipients = append(p.doc.Meta.Recipients, p.quote(one))
		}
		at = i + 1
	}
}

// sharedHead says whether the list goes on with bare heads of the name before:
// 市政府各委、办、局.
func (p *parse) sharedHead(s span, next, end int) bool {
	for i := next; i < end; i++ {
		if p.txt[i] == '、' || p.txt[i] == ',' {
			end = i
		}
	}
	return end-next == 1 && s.len() > 2
}

func (p *parse) readAttachmentTitles() {
	for i, s := range p.frame.attachments {
		p.doc.Meta.Attachments = append(p.doc.Meta.Attachments, p.quote(s))
		if i == 0 {
			p.evidence("attachments", span{s.start, p.frame.attachments[len(p.frame.attachments)-1].end})
		}
	}
}

// readYears takes the years of the title, else of the text's own name, else the
// year of signature, and settles the plan year. Horizons (到2027年) are none.
func (p *parse) readYears(title, named string) {
	m := &p.doc.Meta
	m.Years = yearsIn([]rune(title))
	from := "title"
	if len(m.Years) == 0 {
		m.Years = yearsIn([]rune(named))
	}
	if len(m.Years) == 0 && m.Signed != "" {
		m.Years, from = []int{p.frame.signed.year}, "signed"
	}
	if len(m.Years) == 0 && p.reports() {
		from = "year"
		s := p.firstParagraph()
		if y, n := yearAt(p.txt[:s.end], s.start); n > 0 && p.txtAt(s.start+n) == '年' {
			m.Years = []int{y}
			p.evidence("years", span{s.start, s.start + n + 1})
		}
	}
	if len(m.Years) == 0 {
		p.year = fiveYearPlan([]rune(title))
		return
	}
	p.year = m.Years[0]
	if sp, ok := m.Evidence[from]; ok {
		m.Evidence["years"] = sp
	}
}

// fiveYearPlan is the first year of the five-year plan that a title names (第十五个五年
// 规划), or 0.
func fiveYearPlan(title []rune) int {
	i := indexRunes(title, "个五年")
	for j := max(0, i-3); j < i; j++ {
		if n, k := hanNumber(title, j, i); k > 0 && j+k == i && n >= 8 && n <= 20 {
			return 1951 + 5*int(n)
		}
	}
	return 0
}

// yearsIn lists the years named in a title: 2022年, 2023—2025年 (both ends and
// what lies between).
func yearsIn(t []rune) []int {
	var years []int
	for i := 0; i < len(t); i++ {
		if i > 0 && (isDigit(t[i-1]) || t[i-1] == '到' || t[i-1] == '至' && i > 1 && !isDigit(t[i-2]) && t[i-2] != '年') {
			continue
		}
		y, n := yearAt(t, i)
		if n == 0 {
			continue
		}
		j := i + n
		if j < len(t) && t[j] == '年' {
			j++
		}
		for j < len(t) && (t[j] == '—' || t[j] == '-' || t[j] == '~' || t[j] == '至' || t[j] == '、' || t[j] == '和') {
			j++
		}
		if z, m := yearAt(t, j); m > 0 && z > y && z-y <= 15 && j > i+n && j+m < len(t) && (t[j+m] == '年' || t[j+m] == ')') {
			for k := y; k <= z; k++ {
				years = appendYear(years, k)
			}
			i = j + m
			continue
		}
		if i+n < len(t) && t[i+n] == '年' {
			years = appendYear(years, y)
			i += n
		}
	}
	return years
}

func yearAt(t []rune, i int) (year, n int) {
	if i >= len(t) || !isDigit(t[i]) {
		if v, k := hanNumber(t, i, min(len(t), i+4)); k == 4 && v >= 1949 && v <= 2100 {
			return int(v), 4
		}
		return 0, 0
	}
	v, n := calendarNumber(t, i, len(t))
	if n != 4 || v < 1949 || v > 2100 {
		return 0, 0
	}
	return v, n
}

func appendYear(years []int, y int) []int {
	if slices.Contains(years, y) {
		return years
	}
	return append(years, y)
}
