package parser

import (
	"slices"
)

// readRegion finds the place that the document governs: in its title, in its
// issuer's name, else in the body's own words.
func (p *parse) readRegion(title string) {
	for _, t := range p.frame.title {
		if p.setRegion(t) {
			return
		}
	}
	if len(p.frame.title) == 0 && title != "" {
		if sp, ok := p.doc.Meta.Evidence["title"]; ok && p.setRegion(span{sp.Start, sp.End}) {
			return
		}
	}
	for _, t := range p.frame.planTitle {
		if p.setRegion(t) {
			return
		}
	}
	if p.provinceInTitle() {
		return
	}
	for _, s := range []span{p.frame.issuer, p.frame.keyIssuer} {
		if !s.empty() && p.setRegion(s) {
			return
		}
	}
	if p.regionOfCongress() || p.regionInFirst() {
		return
	}
	p.regionInBody()
}

// regionOfCongress takes the place whose congress the head says a report was given
// to: ——2031年1月12日在柳塘县第十七届人民代表大会第六次会议上.
func (p *parse) regionOfCongress() bool {
	head := min(len(p.txt), 400)
	for i := 0; i < head; i++ {
		if p.txt[i] != '在' {
			continue
		}
		n := p.placeAt(span{i + 1, head})
		if j := i + 1 + n; n > 2 && p.txtAt(j) == '第' && p.has(span{j, min(j+14, head)}, "届人民代表大会") {
			p.takeRegion(span{i + 1, i + 1 + n})
			return true
		}
	}
	return false
}

// takeRegion keeps s as the place that the document governs.
func (p *parse) takeRegion(s span) {
	p.region = p.txt[s.start:s.end]
	p.doc.Meta.Region = p.quote(s)
	p.evidence("region", s)
}

// firstParagraph is the first paragraph of the body.
func (p *parse) firstParagraph() span {
	for _, l := range p.lines[min(p.frame.bodyStart, len(p.lines)):] {
		if l.kind == lineBody {
			return span{l.start, l.end}
		}
	}
	return span{}
}

// regionInFirst takes the place that opens a clause of the first paragraph
// (2023年,清源市把…) where the text names it again.
func (p *parse) regionInFirst() bool {
	s := p.firstParagraph()
	s.end = min(s.end, s.start+400)
	fresh := true
	for i := s.start; i < s.end; i++ {
		if fresh {
			if n := p.placeAt(span{i, s.end}); n > 2 && p.namedAgain(span{i, i + n}) {
				p.takeRegion(span{i, i + n})
				return true
			}
		}
		fresh = p.txt[i] == ',' || p.txt[i] == '。' || p.txt[i] == ';'
	}
	return false
}

// namedAgain says whether the name at s stands elsewhere in the text.
func (p *parse) namedAgain(s span) bool {
	word := p.txt[s.start:s.end]
	for i := 0; i+len(word) <= len(p.txt); i++ {
		if i != s.start && p.txt[i] == word[0] && slices.Equal(p.txt[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// provinceInTitle takes the province that stands inside the title: 上半年青海粮食形
// 势分析.
func (p *parse) provinceInTitle() bool {
	for _, t := range p.frame.title {
		for i := t.start; i < t.end; i++ {
			if p.opens(&p.lx.Phrase.Province, span{i, t.end}) {
				s := span{i, i + p.placeAt(span{i, t.end})}
				p.takeRegion(s)
				return true
			}
		}
	}
	return false
}

// setRegion takes the place name that opens s, past 中共 and a year.
func (p *parse) setRegion(s span) bool {
	i := s.start
	for {
		switch {
		case i+2 <= s.end && p.stands(i, "中共"):
			i += 2
			continue
		case i < s.end && (p.txt[i] == '在' || p.txt[i] == '《' || isDigit(p.txt[i]) || p.txt[i] == '年' || isBlank(p.txt[i])):
			i++
			continue
		}
		break
	}
	n := p.placeAt(span{i, s.end})
	if n == 0 {
		return false
	}
	p.takeRegion(span{i, i + n})
	return true
}

// placeAt is the length of the place name at the start of s: 望泽市, 清湾市临溪区,
// 广西壮族自治区; a province may stand without its suffix.
func (p *parse) placeAt(s span) int {
	n := p.opening(&p.lx.Phrase.Province, s)
	if n > 0 {
		if s.len() > n && (p.txt[s.start+n] == '省' || p.txt[s.start+n] == '市') {
			n++
		} else if k := indexRunes(p.txt[s.start+n:min(s.end, s.start+n+5)], "自治区"); k >= 0 {
			n += k + 3
		}
	}
	at := s.start + n
	for range 2 {
		k := p.placeLevel(at, s.end)
		if k == 0 {
			break
		}
		at += k
	}
	return at - s.start
}

// placeLevel is the length of one place name (two to eleven characters that end
// in 市, 县, 区 …) at i.
func (p *parse) placeLevel(i, end int) int {
	if i < end {
		switch p.txt[i] {
		case '省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '村':
			return 0 // 市城市管理局
		}
	}
	for j := i; j < min(end, i+12) && (isHan(p.txt[j])); j++ {
		n := j - i + 1
		switch p.txt[j] {
		case '我', '全', '本', '各', '该', '随', '着', '为', '对', '从', '到', '是', '有', '使', '把', '向':
			return 0
		}
		if n < 3 && !(n == 2 && p.txt[j] == '县') {
			if n == 2 && (p.txt[j] == '省' || p.txt[j] == '市') {
				return 0
			}
			continue
		}
		switch p.txt[j] {
		case '省', '市', '县', '旗', '盟':
			if p.txt[j] == '市' && j+1 < end && (p.txt[j+1] == '场' || p.txt[j+1] == '民' || p.txt[j+1] == '政') && n > 3 {
				return 0
			}
			return n
		case '区':
			switch p.txt[j-1] {
			case '库', '范', '灌', '景', '园', '社', '牧', '林', '矿', '山', '片', '发': // 库区, 示范区, 灌区
				if !(p.txt[j-1] == '发' && n > 4) {
					return 0
				}
			}
			if j+1 < end && (p.txt[j+1] == '域' || p.txt[j+1] == '块') {
				return 0
			}
			return n
		case '州':
			if n >= 4 && string(p.txt[j-2:j]) == "自治" || n == 3 && j+1 < end && p.txt[j+1] != '市' && p.txt[j+1] != '区' && p.txt[j+1] != '县' {
				return n
			}
		case '镇', '乡':
			if j+1 < end && (p.txt[j+1] == '村' || p.txt[j+1] == '镇') {
				return 0
			}
			return n
		case '关', '的', '于', '年', '在':
			return 0
		}
	}
	return 0
}

// provincial says whether the text speaks of departments of its province by
// their level alone: 省财政厅. Then its own province is the one it names.
func (p *parse) provincial() bool {
	n := 0
	for i := 1; i+2 < len(p.txt); i++ {
		if p.txt[i] != '省' || isHan(p.txt[i-1]) && p.txt[i-1] != '由' {
			continue
		}
		if _, k := p.lx.Stem.Match(p.txt, i+1); k > 0 {
			n++
		}
	}
	return n >= 3
}

// regionInBody looks for the one province that the body names with its suffix.
func (p *parse) regionInBody() {
	if !p.provincial() {
		return
	}
	var at span
	for i := range p.txt {
		if p.txt[i] != '省' || i < 2 {
			continue
		}
		_, n := p.lx.Phrase.Province.MatchBefore(p.txt, i)
		if n == 0 {
			continue
		}
		if !at.empty() && !slices.Equal(p.txt[at.start:at.end], p.txt[i-n:i+1]) {
			return // two provinces: neither is the document's own
		}
		at = span{i - n, i + 1}
	}
	if !at.empty() {
		p.takeRegion(at)
	}
}
