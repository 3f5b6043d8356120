package parser

import (
	"strings"

	"github.com/fenjie/fenjie/model"
)

// titleTense says whether a section reports (true) or plans, by its title; a
// title that does not say leaves it as it was.
func (p *parse) titleTense(n *node, past bool) bool {
	t := p.half(n.title)
	for _, w := range futureTitles {
		if strings.Contains(t, w) {
			return false
		}
	}
	for _, w := range pastTitles {
		if strings.Contains(t, w) {
			return true
		}
	}
	return past
}

var (
	futureTitles = []string{"下半年", "下一步", "下步", "工作计划", "工作打算", "工作安排", "工作思路", "明年", "今后", "工作目标", "主要目标", "发展目标", "目标任务", "预期目标", "工作建议", "重点任务", "总体要求", "工作部署", "下阶段", "来年", "重点工作安排", "工作要求", "保障措施"}
	pastTitles   = []string{"回顾", "工作开展情况", "完成情况", "进展情况", "主要成效", "工作成效", "取得成效", "发展现状", "基本情况", "发展基础", "现状", "存在问题", "存在的问题", "面临形势", "主要做法", "工作总结", "工作情况", "运行情况", "执行情况", "落实情况"}
)

// kind decides what a document does with a quantity.
func (r *clauseReader) kind(rec *record, q *quantity, left leftText, right rightText) model.TargetKind {
	if r.isStandard(rec, q, left, right) {
		return model.KindStandard
	}
	if left.linked && r.s.tense != "past" {
		core := r.p.half(left.core)
		if strings.HasSuffix(core, "任务") || strings.HasSuffix(core, "目标") || strings.HasSuffix(core, "任务数") || strings.HasSuffix(core, "目标值") {
			return model.KindTarget
		}
	}
	return r.tenseKind(left.far)
}

// tenseKind decides between target and result by the words of the sentence and
// by what the section does.
func (r *clauseReader) tenseKind(far model.Comparator) model.TargetKind {
	past := r.s.past
	switch r.s.tense {
	case "past":
		past = true
	case "future":
		past = false
	}
	if past && r.s.timed && r.s.goal && r.s.tense != "past" {
		past = false
	}
	if past {
		return model.KindResult
	}
	return model.KindTarget
}

// isStandard recognises rates, lines and ceilings of a policy: money that is
// granted at most, or each.
func (r *clauseReader) isStandard(rec *record, q *quantity, left leftText, right rightText) bool {
	p := r.p
	if q.unit == "%" {
		core := p.half(rec.indicator)
		if strings.HasSuffix(core, "费率") || strings.HasSuffix(core, "利率") || strings.HasSuffix(core, "税率") {
			return !r.s.past
		}
	}
	if q.unit == "%" && q.full.end < r.c.at.end {
		after := p.half(span{q.full.end, min(q.full.end+10, r.c.at.end)})
		return strings.HasPrefix(after, "给予") || strings.HasPrefix(after, "予以") || strings.HasPrefix(after, "的比例给予") || strings.HasPrefix(after, "的标准")
	}
	if q.dimension != "money" {
		return false
	}
	if !r.s.past && left.level > 0 && indexRunes(p.txt[max(r.c.at.start, q.full.start-5):q.full.start], "可") >= 0 { // 额度可提高至500万元
		return true
	}
	core := p.half(rec.indicator)
	after := ""
	if q.full.end < r.c.at.end {
		after = p.half(span{q.full.end, min(q.full.end+12, r.c.at.end)})
	}
	before := p.half(span{r.c.at.start, q.full.start})
	switch {
	case strings.HasSuffix(core, "起付线") || strings.HasSuffix(core, "封顶线") || strings.HasSuffix(core, "门槛"):
		return true
	case !r.s.past && (strings.HasSuffix(core, "价格") || strings.HasSuffix(core, "水价") || strings.HasSuffix(core, "电价") || strings.HasSuffix(core, "单价") || strings.HasSuffix(core, "基准价")):
		return true
	case strings.HasSuffix(core, "标准") || strings.HasSuffix(core, "标准线") || strings.Contains(after, "标准") || strings.HasSuffix(core, "限额"):
		return true
	case strings.HasPrefix(after, "的奖励") || strings.HasPrefix(after, "的补助") || strings.HasPrefix(after, "的补贴") || strings.HasPrefix(after, "奖励") || strings.HasPrefix(after, "补助") || strings.HasPrefix(after, "补贴") || strings.HasPrefix(after, "的资助"):
		return strings.Contains(before, "给予") || strings.Contains(before, "每") || strings.Contains(before, "一次性") || strings.Contains(before, "最高")
	}
	for _, w := range []string{"资金", "经费", "总额", "额度"} { // 每年安排补助资金3000万元: a sum, no rate
		if strings.HasSuffix(core, w) && !strings.Contains(before, "最高") {
			return false
		}
	}
	grant := strings.HasPrefix(after, "给予") && strings.Contains(before, "每")
	for _, w := range []string{"奖励", "补助", "补贴", "奖补", "资助", "扶持", "支持", "贴息"} {
		grant = grant || strings.Contains(before, w)
	}
	return grant && (q.comparator == model.AtMost || strings.Contains(before, "最高") || strings.Contains(before, "每") || strings.Contains(before, "一次性")) && r.s.tense != "past"
}
