package parser

import (
	"slices"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// frame is what surrounds the body of a document: its head, its tail, and
// between a covering notice and its plan the signature of the one and the title
// of the other.
type frame struct {
	title       []span // lines of the title, in order
	titleGroups [][]span
	planTitle   []span // lines of the title of a plan under a covering notice
	number      span
	recipients  span
	issuer      span // signature
	signed      dated
	published   dated
	keyIssuer   span // 发文机关: … of the page
	attachments []span
	bodyStart   int // first line of the body
}

// dated is a date and where it stands.
type dated struct {
	date
	at span
}

func (d dated) found() bool { return d.year > 0 }

// Titles are shorter than this, paragraphs longer.
const (
	maxTitle     = 140
	minParagraph = 60
)

// readFrame sorts the lines into head, body and tail.
func (p *parse) readFrame() {
	p.readHead()
	p.readTail()
	p.readSignatures()
	p.doc.Layout = make([]model.Region, 0, 3*len(p.lines)+8)
	for _, l := range p.lines {
		switch l.kind {
		case lineHead:
			p.place(model.RegionHead, "", span{l.start, l.end})
		case lineFurniture:
			p.place(model.RegionFurniture, "", span{l.start, l.end})
		case lineRepeat:
			p.place(model.RegionRepeat, "", span{l.start, l.end})
		case lineSignature:
			p.place(model.RegionSignature, "", span{l.start, l.end})
		case lineAttachment:
			p.place(model.RegionAttachment, "", span{l.start, l.end})
		}
	}
	p.readMeta()
}

// readHead reads the lines before the first heading or paragraph. Lines that are
// nothing else are titles, in groups that other lines part.
func (p *parse) readHead() {
	p.frame.bodyStart = len(p.lines)
	open := false
loop:
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind == lineRepeat {
			continue
		}
		s := span{l.start, l.end}
		title := false
		switch {
		case p.furniture(s, true):
			l.kind = lineFurniture
		case p.readNumber(s), p.isAnnexLabel(s):
			l.kind = lineHead
		case p.isSignedLine(s):
			l.kind = lineHead
			p.setSigned(s)
		case p.isHeading(s):
			p.frame.bodyStart = i
			break loop
		case p.isRecipients(s):
			l.kind = lineHead
			p.frame.recipients = s
			p.frame.bodyStart = i + 1
			break loop
		case p.isDelivery(s):
			l.kind = lineHead
			p.setSigned(s)
		case p.isParagraph(s), len(p.frame.titleGroups) > 0 && slices.Contains(p.src[s.start:s.end], '\t'): // or a row of a table
			p.frame.bodyStart = i
			break loop
		default:
			l.kind = lineHead
			p.addTitle(s, open)
			title = true
		}
		open = title
	}
	p.chooseTitle()
}

// addTitle adds a line to the group of title lines that is open, or to a new one.
// A line that says the same as the one before is a second print.
func (p *parse) addTitle(s span, open bool) {
	g := &p.frame.titleGroups
	if !open {
		*g = append(*g, nil)
	}
	last := &(*g)[len(*g)-1]
	for _, t := range *last {
		if sameText(p.txt[t.start:t.end], p.txt[s.start:s.end]) {
			return
		}
	}
	*last = append(*last, s)
}

// chooseTitle takes the last group of lines that ends as a title does (in 通知, 方
// 案 …): what comes before may be the page's path. Where none does, the first.
func (p *parse) chooseTitle() {
	for i, g := range p.frame.titleGroups {
		_, n := p.genreAtEnd(g[len(g)-1])
		if i == 0 || n > 0 {
			p.frame.title = g
		}
	}
}

// sameText compares folded text without regard to blanks.
func sameText(a, b []rune) bool {
	i, j := 0, 0
	for {
		i, j = skipBlanks(a, i, len(a)), skipBlanks(b, j, len(b))
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if a[i] != b[j] {
			return false
		}
		i, j = i+1, j+1
	}
}

func (p *parse) isHeading(s span) bool {
	l, ok := labelAt(p.txt, s.start, s.end)
	return ok && l.end < s.end+1
}

// isParagraph says whether a line is running text: it holds a full stop, or is
// long and has commas.
func (p *parse) isParagraph(s span) bool {
	commas := 0
	for i := s.start; i < s.end; i++ {
		switch p.txt[i] {
		case '。':
			return true
		case '“', '"', '《', '(':
			i = p.closer(i, s.end)
		case ',', ';':
			commas++
		}
	}
	last := p.txt[s.end-1]
	return s.len() > maxTitle || s.len() >= minParagraph && commas > 0 || last == ':' && s.len() > 1 || last == ';' || last == ',' || commas > 2
}

// isRecipients recognises the line that says to whom a document goes.
func (p *parse) isRecipients(s span) bool {
	if p.txt[s.end-1] != ':' || s.len() > 400 || slices.Contains(p.txt[s.start:s.end], '。') {
		return false
	}
	name := span{s.start, s.end - 1}
	if p.endsWith(name, "如下", "工作", "事项", "要求", "任务") {
		return false
	}
	fresh := true
	for i := name.start; i < name.end; i++ {
		if p.txt[i] == '各' && fresh {
			return true
		}
		fresh = p.txt[i] == '、' || p.txt[i] == ',' || p.txt[i] == ';' || isBlank(p.txt[i])
	}
	_, n := p.lx.Suffix.MatchBefore(p.txt, name.end)
	return n > 0 && s.len() < 120
}

// isDelivery recognises the line under a work report's title that says when and
// where it was delivered: 2025年1月13日在…会议上.
func (p *parse) isDelivery(s span) bool {
	i := s.start
	dash := p.txt[i] == '—' || p.txt[i] == '-' || p.txt[i] == '('
	for i < s.end && (p.txt[i] == '—' || p.txt[i] == '-' || p.txt[i] == '(' || isBlank(p.txt[i])) {
		i++
	}
	_, n := dateAt(p.txt, i, s.end)
	if n == 0 || s.len() > 120 {
		return false
	}
	rest := p.txt[i+n : s.end]
	return dash && len(rest) < 60 || indexRunes(rest, "会议上") >= 0 || indexRunes(rest, "大会上") >= 0 || indexRunes(rest, "会上") >= 0
}

// indexRunes is the index of word in text, or -1.
func indexRunes(text []rune, word string) int {
	for i := range text {
		if standsAt(text, i, word) {
			return i
		}
	}
	return -1
}

// furniture says whether a line is page chrome, and notes the facts it carries.
// At the edge of a page (head or tail) more is taken for chrome than inside.
func (p *parse) furniture(s span, edge bool) bool {
	if edge && p.onlyBrackets(s) { // 【打印】【关闭】
		return true
	}
	if p.indexRow(s) {
		return true
	}
	s = p.unbracketed(s)
	if id, n := p.lx.FurnitureKey.Match(p.txt, s.start); n > 0 && s.len() <= 120 {
		j := skipBlanks(p.txt, s.start+n, s.end)
		if j < s.end && p.txt[j] == ':' {
			p.pageFact(p.lx.Furniture[id].Use, span{skipBlanks(p.txt, j+1, s.end), s.end})
			p.morePageFacts(span{j + 1, s.end})
			return true
		}
	}
	if id, n := p.lx.FurnitureKey.Match(p.txt, s.start+1); n > 0 && s.start+1+n < s.end && isBlockOpener(p.txt[s.start]) && p.closer(s.start, s.end) == s.start+1+n {
		p.pageFact(p.lx.Furniture[id].Use, p.trimmed(span{s.start + 2 + n, s.end}))
		return true
	}
	if !edge {
		return false
	}
	if _, n := dateAt(p.txt, s.start, s.end); n > 0 && n < s.len() && s.len() <= 80 && p.morePageFacts(span{s.start + n, s.end}) {
		p.pageFact("date", s)
		return true
	}
	if p.onlyChrome(s) {
		return true
	}
	if _, n := p.lx.ChromeRun.Match(p.txt, s.start); n > 0 && s.len() <= 60 {
		return true
	}
	return s.len() <= 90 && p.endsWith(s, "政策解读", "》解读", "图解", "解读》")
}

// indexRow says whether a line is a row of the table over a document, cells with
// tabs between them: 索引号	000/2031-1	发文字号	柳政发〔2031〕3号. It notes the facts.
func (p *parse) indexRow(s span) bool {
	found := false
	key := -1 // of the cell before
	for start, i := s.start, s.start; i <= s.end; i++ {
		if i < s.end && p.src[i] != '\t' {
			continue
		}
		cell := p.trimmed(span{start, i})
		if start == s.start && i == s.end {
			return false
		}
		if key >= 0 {
			p.pageFact(p.lx.Furniture[key].Use, cell)
			key, found = -1, true
		} else if id, n := p.lx.FurnitureKey.Match(p.txt, cell.start); n > 0 && (n == cell.len() || n+1 == cell.len() && p.txt[cell.end-1] == ':') {
			key = id
		} else if start == s.start {
			return false
		}
		start = i + 1
	}
	return found
}

// onlyChrome says whether a line is words of page chrome and nothing else: 首页 政务公
// 开.
func (p *parse) onlyChrome(s span) bool {
	for i := s.start; i < s.end; {
		switch r := p.txt[i]; {
		case isBlank(r), r == '|', r == '>', r == '·', r == ':', r == '【', r == '】':
			i++
			continue
		}
		_, n := p.lx.FurnitureLine.Match(p.txt, i)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// onlyBrackets says whether a line is brackets with words of page chrome in them.
func (p *parse) onlyBrackets(s span) bool {
	for i := s.start; i < s.end; i++ {
		if isBlank(p.txt[i]) {
			continue
		}
		c := p.closer(i, s.end)
		if c == i || !isBlockOpener(p.txt[i]) {
			return false
		}
		if _, n := p.lx.FurnitureLine.Match(p.txt, skipBlanks(p.txt, i+1, c)); n == 0 {
			return false
		}
		i = c
	}
	return true
}

// morePageFacts reads the keys that follow the first on a line (来源:… 发布日期:…), and
// says whether there were any.
func (p *parse) morePageFacts(s span) bool {
	found := false
	for i := s.start; i < s.end; i++ {
		if i > s.start && !isBlank(p.txt[i-1]) && p.txt[i-1] != '|' && p.txt[i-1] != ';' && p.txt[i-1] != '【' && p.txt[i-1] != '[' {
			continue
		}
		id, n := p.lx.FurnitureKey.Match(p.txt, i)
		if j := skipBlanks(p.txt, i+n, s.end); n > 0 && j < s.end && p.txt[j] == ':' {
			p.pageFact(p.lx.Furniture[id].Use, span{skipBlanks(p.txt, j+1, s.end), s.end})
			found = true
			i = j
		}
	}
	return found
}

// unbracketed takes a bracket off that holds the whole line: 【打印】.
func (p *parse) unbracketed(s span) span {
	if s.len() > 2 && p.closer(s.start, s.end) == s.end-1 {
		return p.trimmed(span{s.start + 1, s.end - 1})
	}
	return s
}

func (p *parse) endsWith(s span, words ...string) bool {
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if s.len() >= n && p.stands(s.end-n, w) {
			return true
		}
	}
	return false
}

// pageFact keeps what a line of page chrome says of the document.
func (p *parse) pageFact(use string, value span) {
	switch use {
	case "date":
		if d, n := dateAt(p.txt, value.start, value.end); n > 0 && d.day > 0 && !p.frame.published.found() {
			p.frame.published = dated{d, span{value.start, value.start + n}}
		}
	case "signed":
		if d, n := dateAt(p.txt, value.start, value.end); n > 0 && d.day > 0 && !p.frame.signed.found() {
			p.frame.signed = dated{d, span{value.start, value.start + n}}
		}
	case "number":
		p.readNumber(value)
	case "issuer":
		if p.frame.keyIssuer.empty() && value.len() <= 60 {
			p.frame.keyIssuer = value
		}
	}
}

// readNumber recognises a line that is a document number, such as
// 泽府办〔2022〕16号, alone or in brackets.
func (p *parse) readNumber(s span) bool {
	inner := p.unbracketed(s)
	if inner.len() > 40 {
		return false
	}
	n, ok := p.documentNumber(inner.start, inner.end)
	if !ok || n.end != inner.end {
		return false
	}
	if p.frame.number.empty() {
		p.frame.number = n
	}
	return true
}

// documentNumber reads 某某〔2022〕28号 at i.
func (p *parse) documentNumber(i, end int) (span, bool) {
	j := i
	for j < end && j-i < 20 && (isHan(p.txt[j]) || isLatin(p.txt[j])) {
		j++
	}
	j = skipBlanks(p.txt, j, end)
	if j == i || j >= end || !slices.Contains([]rune("〔[(【{<"), p.txt[j]) {
		return span{}, false
	}
	k := skipBlanks(p.txt, j+1, end)
	year, n := calendarNumber(p.txt, k, end)
	k = skipBlanks(p.txt, k+n, end)
	if n != 4 || year < 1949 || year > 2100 || k >= end || !slices.Contains([]rune("〕])】}>"), p.txt[k]) {
		return span{}, false
	}
	k = skipBlanks(p.txt, k+1, end)
	if k < end && p.txt[k] == '第' {
		k++
	}
	digits := k
	for k < end && (isDigit(p.txt[k]) || isBlank(p.txt[k])) {
		k++
	}
	if k == digits || k >= end || p.txt[k] != '号' {
		return span{}, false
	}
	return span{i, k + 1}, true
}

// isDateLine says whether a line is a date and nothing else.
func (p *parse) isDateLine(s span) bool {
	s = p.unbracketed(s)
	d, n := dateAt(p.txt, s.start, s.end)
	return n > 0 && n == s.len() && d.day > 0
}

// isSignedLine says whether a line is a date, or an issuer and a date with blanks
// between them.
func (p *parse) isSignedLine(s span) bool {
	if p.isDateLine(s) {
		return true
	}
	for i := s.start + 3; i < min(s.end, s.start+40); i++ {
		if !isBlank(p.txt[i]) {
			continue
		}
		j := skipBlanks(p.txt, i, s.end)
		if name := (span{s.start, i}); p.isDateLine(span{j, s.end}) && p.isSignatory(name) {
			if _, n := p.lx.Suffix.MatchBefore(p.txt, i); n > 0 {
				if p.frame.issuer.empty() {
					p.frame.issuer = name
				}
				return true
			}
		}
		return false
	}
	return false
}

// setSigned keeps the first date of signature.
func (p *parse) setSigned(s span) {
	for i := s.start; i < s.end; i++ {
		if d, n := dateAt(p.txt, i, s.end); n > 0 {
			if !p.frame.signed.found() && d.day > 0 {
				p.frame.signed = dated{d, span{i, i + n}}
			}
			return
		}
	}
}

// readTail marks the chrome after the last line of the body.
func (p *parse) readTail() {
	for i := len(p.lines) - 1; i >= p.frame.bodyStart; i-- {
		l := &p.lines[i]
		if l.kind == lineRepeat {
			continue
		}
		s := span{l.start, l.end}
		if p.isDateLine(s) || s.len() <= 40 && !p.furniture(s, true) && p.isSignatory(s) {
			continue
		}
		if !p.furniture(s, true) {
			return
		}
		l.kind = lineFurniture
	}
}

// readSignatures finds signatures (issuer and date on lines of their own), the
// lists of attachments, the labels of annexes and the title of a plan under a
// covering notice.
func (p *parse) readSignatures() {
	for i := p.frame.bodyStart; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.kind != lineBody {
			continue
		}
		s := span{l.start, l.end}
		switch {
		case p.isSignedLine(s):
			l.kind = lineSignature
			p.setSigned(s)
			p.signatories(i)
			i = p.readPlanTitle(i + 1)
		case p.isAnnexLabel(s):
			if p.txt[l.end-1] == ':' && p.listFollows(i+1) { // 附件: and the list below it
				i = p.readAttachments(i)
				continue
			}
			l.kind = lineAnnex
		case p.isAttachments(s):
			i = p.readAttachments(i)
		}
	}
	p.undatedSignature()
	if len(p.frame.title) == 0 { // the covering notice is not on the page
		p.frame.title, p.frame.planTitle = p.frame.planTitle, nil
	}
}

// undatedSignature reads an issuer alone on the last line of the body.
func (p *parse) undatedSignature() {
	for i := len(p.lines) - 1; i > p.frame.bodyStart; i-- {
		l := &p.lines[i]
		if l.kind != lineBody {
			continue
		}
		s := span{l.start, l.end}
		if p.isSignatory(s) && s.len() <= 30 && p.frame.issuer.empty() {
			if p.endsWith(s, "政府", "委员会", "办公室", "党委", "局", "厅", "领导小组", "指挥部", "管委会") {
				l.kind = lineSignature
				p.frame.issuer = s
			}
		}
		return
	}
}

// signatories takes the short lines above the date at line i into the
// signature.
func (p *parse) signatories(i int) {
	first := i
	for first > p.frame.bodyStart && i-first < 6 && p.lines[first-1].kind == lineBody && p.isSignatory(span{p.lines[first-1].start, p.lines[first-1].end}) {
		first--
	}
	for k := first; k < i; k++ {
		p.lines[k].kind = lineSignature
		if p.frame.issuer.empty() && p.txt[p.lines[k].start] != '(' {
			p.frame.issuer = span{p.lines[k].start, p.lines[k].end}
		}
	}
}

// isSignatory recognises the name of an issuing body on a line of its own.
func (p *parse) isSignatory(s span) bool {
	if s.len() < 3 || s.len() > 60 || p.isHeading(s) {
		return false
	}
	for _, r := range p.txt[s.start:s.end] {
		switch r {
		case '。', ',', ';', ':', '、', '〔', '《', '%', '“':
			return false
		}
		if isDigit(r) {
			return false
		}
	}
	return true
}

// readPlanTitle marks the title lines of a plan that follows the signature of
// its covering notice, and returns the last line it took.
func (p *parse) readPlanTitle(i int) int {
	first := i
	for i < len(p.lines) && i-first < 5 {
		l := p.lines[i]
		s := span{l.start, l.end}
		if l.kind != lineBody || p.isHeading(s) || p.isParagraph(s) || p.isDateLine(s) || p.isAttachments(s) || p.isAnnexLabel(s) {
			break
		}
		i++
	}
	if i == len(p.lines) || i-first == 5 || p.lines[i].kind == lineSignature { // nothing follows: no title
		return first - 1
	}
	for k := first; k < i; k++ {
		p.lines[k].kind = lineHead
		p.frame.planTitle = append(p.frame.planTitle, span{p.lines[k].start, p.lines[k].end})
	}
	return i - 1
}

// isAnnexLabel recognises 附件 or 附件1 alone on its line.
func (p *parse) isAnnexLabel(s span) bool {
	_, n := p.lx.Annex.Match(p.txt, s.start)
	if n == 0 || s.len() > n+4 {
		return false
	}
	for i := s.start + n; i < s.end; i++ {
		if !isDigit(p.txt[i]) && !isHanNumeral(p.txt[i]) && !isBlank(p.txt[i]) && !(p.txt[i] == ':' && i == s.end-1) && p.txt[i] != '-' {
			return false
		}
	}
	return true
}

// listFollows says whether line i opens a numbered list of titles.
func (p *parse) listFollows(i int) bool {
	if i >= len(p.lines) {
		return false
	}
	s := span{p.lines[i].start, p.lines[i].end}
	lab, ok := labelAt(p.txt, s.start, s.end)
	return ok && lab.style == styleDigit && lab.number == 1 && s.len() <= 120 && !p.isParagraph(s)
}

// isAttachments recognises the list of what is attached: 附件:1.… .
func (p *parse) isAttachments(s span) bool {
	_, n := p.lx.Annex.Match(p.txt, s.start)
	j := s.start + n
	for n > 0 && j < s.end && (isDigit(p.txt[j]) || isBlank(p.txt[j])) {
		j++
	}
	return n > 0 && j < s.end && p.txt[j] == ':' && s.len() <= 200
}

// readAttachments reads the list of attachments that opens at line i and
// returns its last line.
func (p *parse) readAttachments(i int) int {
	l := &p.lines[i]
	l.kind = lineAttachment
	j := l.start
	for p.txt[j] != ':' {
		j++
	}
	next := 1
	for _, part := range p.splitItems(span{j + 1, l.end}) {
		next = p.addAttachment(part, next)
	}
	for i+1 < len(p.lines) && p.lines[i+1].kind == lineBody {
		s := span{p.lines[i+1].start, p.lines[i+1].end}
		lab, ok := labelAt(p.txt, s.start, s.end)
		if !ok || lab.style != styleDigit || lab.number != next || s.len() > 120 {
			break
		}
		i++
		p.lines[i].kind = lineAttachment
		next = p.addAttachment(s, next)
	}
	return i
}

// addAttachment adds one title, without its number, and returns the number that
// the next one has.
func (p *parse) addAttachment(s span, number int) int {
	s = p.trimmed(s)
	if lab, ok := labelAt(p.txt, s.start, s.end); ok && lab.style == styleDigit {
		s = p.trimmed(span{lab.end, s.end})
		number = lab.number
	}
	for s.len() > 0 && (p.txt[s.end-1] == ';' || p.txt[s.end-1] == '。' || p.txt[s.end-1] == ',') {
		s.end--
	}
	if s.empty() {
		return number
	}
	p.frame.attachments = append(p.frame.attachments, s)
	return number + 1
}

// splitItems splits 1.A 2.B at its numbers, where they count up from 1.
func (p *parse) splitItems(s span) []span {
	s = p.trimmed(s)
	var items []span
	at, want := s.start, 2
	for i := s.start + 1; i < s.end; i++ {
		if !isBlank(p.txt[i-1]) && p.txt[i-1] != ';' {
			continue
		}
		if lab, ok := labelAt(p.txt, i, s.end); ok && lab.style == styleDigit && lab.number == want {
			items = append(items, p.trimmed(span{at, i}))
			at, want = i, want+1
		}
	}
	return append(items, p.trimmed(span{at, s.end}))
}
