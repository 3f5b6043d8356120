package parser

import "github.com/fenjie/fenjie/model"

// hanMeasures says whether a Chinese numeral with a unit states a quantity:
// where it is a share, where a comparator stands by it, where an act is counted
// (一次, 两场), where the number is large, or where a verb of doing has it for
// its object (新建两个). 两项制度, 三级责任, 四个环节 count nothing.
func (p *parse) hanMeasures(q quantity, i, end int) bool {
	switch {
	case q.unitAt != q.at && p.onlyPowers(i, q.unitAt.start):
		return q.prefix || q.postfix || p.linked(i) // 超万亿元, but no 万亩 alone
	case q.unitAt == q.at: // 百分之十五, 三成, 三分之二
		return true
	case q.unit == "%" || q.unit == "个百分点" || q.unit == "百分点" || q.unit == "倍":
		return true
	case q.dimension == "score" || q.dimension == "grade":
		return q.prefix || q.postfix
	case q.dimension == "time":
		return q.prefix || q.postfix && p.txt[q.at.end] != '内'
	case q.dimension == "money" || q.dimension == "area" || q.dimension == "mass" || q.dimension == "length":
		return p.hanSize(q, i) || q.prefix || q.postfix
	}
	one := q.value.String() == "1"
	if q.prefix && !one || q.postfix && p.txt[q.full.end-1] != '内' {
		return true
	}
	if q.dimension == "times" && (q.unit == "次" || q.unit == "期" || q.unit == "场") {
		return !p.idiom(q, i, end)
	}
	if p.hanSize(q, i) && q.dimension != "times" && (p.afterVerb(i) || p.hasHanDigit(i, q.unitAt.start)) {
		return true
	}
	if !one && q.dimension == "count" && p.endsClause(q.full.end, end) && p.buildsBefore() { // 新建文化广场两个
		return true
	}
	return !one && q.dimension == "count" && p.afterBuilding(i) || q.prefix && one && q.dimension != "times"
}

// endsClause says whether a mark of punctuation, or nothing, stands at i.
func (p *parse) endsClause(i, end int) bool {
	if i >= end {
		return true
	}
	switch p.txt[i] {
	case ',', '。', ';', '、', ')', '\n':
		return true
	}
	return false
}

// buildsBefore says whether a verb whose object is a thing made stands in the
// clause so far.
func (p *parse) buildsBefore() bool {
	for k := len(p.reader.tokens) - 1; k >= 0 && k > len(p.reader.tokens)-8; k-- {
		t := p.reader.tokens[k]
		if t.kind == tokenQuantity {
			return false
		}
		if t.kind == tokenWord {
			switch p.lx.Words[t.index].ID {
			case "do.build", "do.add", "do.foster":
				return true
			}
		}
	}
	return false
}

// onlyPowers says whether a numeral holds no digit: 万, 千万.
func (p *parse) onlyPowers(i, end int) bool {
	for ; i < end; i++ {
		if hanDigit(p.txt[i]) >= 0 {
			return false
		}
	}
	return true
}

// hasHanDigit says whether a numeral of two characters or more holds a digit: 二十,
// 一百零五, but not 百 or 千万, which make words.
func (p *parse) hasHanDigit(i, end int) bool {
	if end-i < 2 {
		return false
	}
	for _, r := range p.txt[i:end] {
		if hanDigit(r) > 0 {
			return true
		}
	}
	return false
}

// hanSize says whether the numeral has a multiplier and more: 三十, 五百, not 十.
func (p *parse) hanSize(q quantity, i int) bool {
	return q.unitAt.start-i >= 2 || q.value.exp+len(q.value.digits) >= 3
}

// idiom guards 一次性, 再一次, 每一次, 一期工程, 二期建设.
func (p *parse) idiom(q quantity, i, end int) bool {
	if q.full.end < end {
		switch p.txt[q.full.end] {
		case '性':
			return true
		case '工', '建', '项', '能', '产', '育':
			if q.unit == "期" { // 二期工程
				return true
			}
		}
	}
	if q.unit == "次" && p.plenumFollows(q.full.end, end) { // 十一届八次全会
		return true
	}
	if i > 0 {
		switch p.txt[i-1] {
		case '再', '每', '这', '那', '某', '平', '同', '上', '下', '又', '头', '首':
			return true
		}
	}
	return q.unit == "期" && !p.afterVerb(i)
}

// plenumFollows says whether the name of a plenary meeting stands shortly after i: 八次、九
// 次全会.
func (p *parse) plenumFollows(i, end int) bool {
	t := p.txt[i:min(end, i+8)]
	return indexRunes(t, "全会") >= 0 || indexRunes(t, "全体会议") >= 0 || indexRunes(t, "代表大会") >= 0 || indexRunes(t, "党代会") >= 0
}

// afterVerb says whether a verb of doing (or a comparator) ends at i.
func (p *parse) afterVerb(i int) bool {
	id, n := p.lx.Word.MatchBefore(p.txt, p.backBlanks(i, 0))
	if n == 0 {
		_, n = p.lx.Prefix.MatchBefore(p.txt, p.backBlanks(i, 0))
		return n > 1
	}
	switch p.lx.Words[id].Class {
	case "do", "act", "link", "adverb":
		return true
	}
	return false
}

// afterBuilding is afterVerb for the verbs whose object is a thing made.
func (p *parse) afterBuilding(i int) bool {
	id, n := p.lx.Word.MatchBefore(p.txt, p.backBlanks(i, 0))
	if n < 2 {
		return false
	}
	switch p.lx.Words[id].ID {
	case "do.build", "do.add", "do.foster":
		return true
	}
	return false
}

// multipleAt reads a multiple that opens with 翻 or 倍.
func (p *parse) multipleAt(i, end int) (quantity, bool) {
	q := quantity{comparator: model.Equal, unit: "倍", dimension: "ratio", unitKnown: true, change: model.Increase, han: true}
	value := int64(0)
	j := i
	switch {
	case p.txt[i] == '翻' && i+1 < end && p.txt[i+1] == '番':
		value, j = 2, i+2
	case p.txt[i] == '翻' && i+1 < end && p.txt[i+1] == '倍':
		value, j = 2, i+2
	case p.txt[i] == '翻' && i+2 < end && p.txt[i+2] == '番' && hanDigit(p.txt[i+1]) > 0:
		value, j = int64(1)<<hanDigit(p.txt[i+1]), i+3
	case p.txt[i] == '倍' && i+1 < end && p.txt[i+1] == '增' && !(i+2 < end && (p.txt[i+2] == '计' || p.txt[i+2] == '长' || p.txt[i+2] == '加')) && p.txt[i-1] != '成' && i > 0 && hanDigit(p.txt[i-1]) < 0 && !isDigit(p.txt[i-1]):
		value, j = 2, i+2
	}
	if value == 0 || j < end && (p.txt[j] == '计' || p.txt[j] == '行' || p.txt[j] == '工') {
		return q, false
	}
	q.value = intDecimal(value)
	q.at, q.full, q.unitAt = span{i, j}, span{i, j}, span{i, j}
	return q, true
}
