package export

import (
	"fmt"
	"slices"

	"github.com/fenjie/fenjie/model"
)

var numberColumns = slices.Concat(sourceColumns, placeColumns, []Column{
	{"number", "数字序号", "integer", "which numeral of the text it is, from 1, as explain counts them", func(r *record) any { return r.nth }},
	{"class", "判定", "string", "what it was taken for: the kind of its record, or why it has none", func(r *record) any { return string(r.numeral.Class) }},
	{"raw", "数字原文", "string", "numeral as printed", func(r *record) any { return r.numeral.Raw }},
	{"rule", "规则", "string", "rule that decided", func(r *record) any { return r.numeral.Rule }},
	{"reason", "理由", "string", "the rule's reason, for people", func(r *record) any { return r.numeral.Reason }},
	{"target", "指标编号", "string", "id of the record that it is part of", func(r *record) any { return r.numeral.Target }},
	{"indicator", "指标", "string", "what that record measures", indicatorOf},
	{"quote", "原文", "string", "text around, of its line, up to 20 characters to either side", func(r *record) any { return r.item.around(r.numeral.Span, 20) }},
	{"line", "行", "integer", "line of the numeral, from 1", func(r *record) any { return r.item.line(r.numeral.Span) }},
	{"column", "列", "integer", "character of the line at which it stands, from 1", func(r *record) any { return r.item.column(r.numeral.Span) }},
	{"start", "起", "integer", "first code point of the numeral, from 0", func(r *record) any { return r.numeral.Span.Start }},
	{"end", "止", "integer", "code point after the numeral", func(r *record) any { return r.numeral.Span.End }},
})

func indicatorOf(r *record) any {
	if r.target == nil {
		return nil
	}
	return r.target.Indicator
}

// column is the place of s in its line, nil where the item has no text.
func (it Item) column(s model.Span) any {
	if !it.has(s) {
		return nil
	}
	_, n := it.Text.Position(s.Start)
	return n
}

// around is the text of the line of s from n characters before it to n after.
func (it Item) around(s model.Span, n int) any {
	if !it.has(s) {
		return nil
	}
	number, _ := it.Text.Position(s.Start)
	line := it.Text.Line(number)
	return it.Text.Slice(model.Span{Start: max(line.Start, s.Start-n), End: max(s.End, min(line.End, s.End+n))})
}

// eachNumeral yields the numerals of the text in order, each with its section
// and its record.
func eachNumeral(item Item, yield func(*record) bool) bool {
	places := map[string]*record{}
	targets := map[string]*model.Target{}
	eachSection(item, func(r *record) bool {
		if places[r.section.Path] == nil {
			places[r.section.Path] = r
		}
		return true
	})
	eachTarget(item, func(r *record) bool {
		targets[r.target.ID] = r.target
		return true
	})
	for i := range item.Doc.Numerals {
		n := &item.Doc.Numerals[i]
		r := record{item: item, section: &model.Section{}}
		if place := places[n.Path]; place != nil {
			r = *place
		}
		r.numeral, r.target, r.nth = n, targets[n.Target], i+1
		if !yield(&r) {
			return false
		}
	}
	return true
}

// numeralClass is a class of numerals with its name in Chinese.
type numeralClass struct {
	name   model.NumeralClass
	zh     string
	record bool
}

// numeralClasses are all classes: those of records, then the others, first those
// in which a number that was missed would be found.
var numeralClasses = []numeralClass{
	{model.NumeralClass(model.KindTarget), "目标", true},
	{model.NumeralClass(model.KindResult), "完成", true},
	{model.NumeralClass(model.KindCondition), "条件", true},
	{model.NumeralClass(model.KindStandard), "标准", true},
	{model.NumeralUnread, "未读", false},
	{model.NumeralBare, "无单位", false},
	{model.NumeralWord, "词中", false},
	{model.NumeralLength, "时长", false},
	{model.NumeralSum, "合计", false},
	{model.NumeralStart, "起点", false},
	{model.NumeralName, "名称", false},
	{model.NumeralFixed, "固定词", false},
	{model.NumeralCode, "代号", false},
	{model.NumeralOrdinal, "序次", false},
	{model.NumeralBracket, "括注", false},
	{model.NumeralDate, "时间", false},
	{model.NumeralParty, "责任栏", false},
	{model.NumeralLabel, "序号", false},
	{model.NumeralDocument, "文号", false},
	{model.NumeralHead, "文头", false},
	{model.NumeralSignature, "落款", false},
	{model.NumeralAttachment, "附件", false},
	{model.NumeralRepeat, "重复", false},
	{model.NumeralFurniture, "页面", false},
}

func (c numeralClass) heading(lang string) string {
	if lang == "zh" {
		return c.zh
	}
	return string(c.name)
}

// classOf is the place of a class in numeralClasses, and how it is called.
func (v *viewer) classOf(name model.NumeralClass) (int, string) {
	i := slices.IndexFunc(numeralClasses, func(c numeralClass) bool { return c.name == name })
	if i < 0 {
		return len(numeralClasses), string(name)
	}
	return i, numeralClasses[i].heading(v.view.Header)
}

// numbers prints how many numerals there are of each class, then those that are
// no record, in the order of the classes.
func (v *viewer) numbers() {
	counts := map[model.NumeralClass]int{}
	for _, n := range v.item.Doc.Numerals {
		counts[n.Class]++
	}
	v.classCounts(counts)
	type passed struct {
		rank int
		row  []string
	}
	var over []passed
	eachNumeral(v.item, func(r *record) bool {
		rank, name := v.classOf(r.numeral.Class)
		if rank == len(numeralClasses) || !numeralClasses[rank].record {
			s := r.numeral.Span
			over = append(over, passed{rank, []string{v.placeOf(s), name, r.numeral.Raw, r.numeral.Reason, v.text(known(r.item.around(s, 8)))}})
		}
		return true
	})
	slices.SortStableFunc(over, func(a, b passed) int { return a.rank - b.rank })
	var rows [][]string
	for _, o := range over {
		rows = append(rows, o.row)
	}
	if len(rows) > 0 {
		v.out.WriteByte('\n')
	}
	v.table([]string{"line", "class", "raw", "reason", "quote"}, numberColumns, rows)
}

func (v *viewer) classCounts(counts map[model.NumeralClass]int) {
	var facts []fact
	for _, c := range numeralClasses {
		if counts[c.name] > 0 {
			facts = append(facts, fact{c.heading(v.view.Header), fmt.Sprint(counts[c.name])})
		}
	}
	v.facts(0, facts)
}

// placeOf is line and column as explain takes them.
func (v *viewer) placeOf(s model.Span) string {
	line, column := v.item.line(s), v.item.column(s)
	switch {
	case line == nil:
		return ""
	case column == nil:
		return fmt.Sprint(line)
	}
	return fmt.Sprintf("%d:%d", line, column)
}
