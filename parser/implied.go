package parser

import (
	"github.com/fenjie/fenjie/model"
)

// impliedRef is a commitment without a number.
type impliedRef struct {
	at      span // the words, without quotation marks
	implied model.Implied
	shape   string
	rule    string
	object  span // what the words themselves name: 规模性返贫 of 不发生规模性返贫
}

// impliedAt reads the commitment at i.
func (p *parse) impliedAt(i, end int) (impliedRef, bool) {
	id, n := p.lx.Commitment.Match(p.txt, i)
	if n == 0 || i+n > end {
		return impliedRef{}, false
	}
	e := p.lx.Implied[id]
	im := impliedRef{at: span{i, i + n}, implied: e.Implied, shape: e.Shape, rule: e.ID}
	ok := false
	switch e.Shape {
	case "word":
		ok = !(i+n < end && p.txt[i+n] == '面') && !p.partOfName(i, n, end)
	case "yjin":
		ok = p.yingJin(&im, end)
	case "all":
		ok = p.allOf(&im, end)
	case "none":
		ok = p.noneOf(&im, end)
	case "lack":
		ok = p.lackOf(&im, end)
	case "no":
		ok = p.noOf(&im, end)
	case "zero":
		ok = p.zeroOf(&im, end)
	}
	return im, ok
}

// partOfName guards 全覆盖工程 and the like.
func (p *parse) partOfName(i, n, end int) bool {
	return i+n+2 <= end && p.stands(i+n, "工程", "计划", "的实", "的通", "体系", "网络", "攻坚")
}

// yingJin reads 应保尽保, 应开放尽开放: 应X尽X with X of one or two characters. 能X
// 尽X says less and is none.
func (p *parse) yingJin(im *impliedRef, end int) bool {
	i := im.at.start
	for n := 1; n <= 3; n++ {
		j := i + 1 + n
		if j+1+n > end || p.txt[j] != '尽' {
			continue
		}
		if string(p.txt[i+1:j]) == string(p.txt[j+1:j+1+n]) {
			im.at.end = j + 1 + n
			return true
		}
	}
	return false
}

// allOf reads 全部 and a verb of ending: 全部完工, 全部消除.
func (p *parse) allOf(im *impliedRef, end int) bool {
	j := im.at.end
	if id, n := p.lx.Word.Match(p.txt, j); n > 1 && j+n <= end && (p.lx.Words[id].Class == "do" || p.lx.Words[id].Class == "act" && !p.opens(&p.lx.Phrase.Granting, span{j, end}) && !p.opens(&p.lx.Phrase.Thing, span{j, end})) {
		im.at.end = j + n
		return true
	}
	if n := p.opening(&p.lx.Phrase.All, span{j, end}); n > 0 {
		im.at.end = j + n
		return true
	}
	return false
}

// noneOf reads 不发生X, up to the end of X.
func (p *parse) noneOf(im *impliedRef, end int) bool {
	j := im.at.end
	for j < end && j-im.at.end < 30 {
		r := p.txt[j]
		if r == ',' || r == '。' || r == ';' || r == '、' || r == ':' || r == '”' || r == ')' || r == '(' || isBlank(r) || r == '\n' {
			break
		}
		if p.opens(&p.lx.Phrase.Line, span{j, end}) {
			break
		}
		j++
	}
	im.object = p.withoutEnding(span{im.at.end, j})
	if im.object.len() < 2 {
		return false
	}
	im.at.end = im.object.end
	return true
}

func (p *parse) withoutEnding(s span) span {
	for s.len() > 0 && (p.txt[s.end-1] == '的' || p.txt[s.end-1] == '为') {
		s.end--
	}
	return p.trimmed(s)
}

// lackOf reads 无一户返贫致贫: who, then what did not happen.
func (p *parse) lackOf(im *impliedRef, end int) bool {
	j := im.at.end
	if p.stands(j, "般") { // 一般
		return false
	}
	for j < end && j-im.at.end < 16 && isHan(p.txt[j]) {
		j++
	}
	im.object = span{im.at.end, j}
	im.at.end = j
	return im.object.len() >= 2
}

// noOf reads 无失学辍学: 无 before one mishap or two.
func (p *parse) noOf(im *impliedRef, end int) bool {
	from := im.at.end
	for range 2 {
		im.at.end += p.opening(&p.lx.Phrase.Mishap, span{im.at.end, end})
	}
	im.object = span{from, im.at.end}
	return !im.object.empty()
}

// zeroOf reads 零辍学 and “零”返贫致贫: zero of what follows.
func (p *parse) zeroOf(im *impliedRef, end int) bool {
	if i := im.at.start; i > 0 && (isHanNumeral(p.txt[i-1]) || isDigit(p.txt[i-1])) {
		return false
	}
	j := im.at.end
	quoted := p.txt[im.at.start] == '“'
	if p.stands(j, "的突破") { // a first, and no end of a thing
		return false
	}
	if n := p.opening(&p.lx.Phrase.Zero, span{j, end}); n > 0 {
		im.object = span{j, j + n}
		im.at.end = j + n
		return true
	}
	return quoted && p.noneOf(im, end)
}
