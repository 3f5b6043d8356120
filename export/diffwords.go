package export

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

// term is a word in both languages of the outputs for people.
type term struct{ zh, en string }

func (t term) in(lang string) string {
	if lang == "en" {
		return t.en
	}
	return t.zh
}

// tone is what a change means for the plan; colours come from it.
type tone string

const (
	added   tone = "added"
	dropped tone = "dropped"
	harder  tone = "harder"
	softer  tone = "softer"
	other   tone = "other"
)

// class is how a class of changes is shown: its words, the sign before them, and
// what of a side differs.
type class struct {
	zh, sign string
	tone     tone
	what     func(*diff.Side) string
}

// classes say of each of diff.Classes how it is shown.
var classes = map[diff.Class]class{
	diff.DocumentChanged:  {"文件信息", "~", other, sideFact},
	diff.TaskAdded:        {"新增任务", "+", added, sidePlace},
	diff.TaskDropped:      {"删去任务", "−", dropped, sidePlace},
	diff.TaskSplit:        {"拆分任务", "~", other, sidePlace},
	diff.TaskMerged:       {"合并任务", "~", other, sidePlace},
	diff.TaskMoved:        {"移动任务", "~", other, sidePlace},
	diff.TaskRenamed:      {"任务改名", "~", other, sideTitle},
	diff.TaskRenumbered:   {"任务改号", "~", other, sidePath},
	diff.TargetAdded:      {"新增指标", "+", added, sideAmount},
	diff.TargetDropped:    {"删去指标", "−", dropped, sideAmount},
	diff.TargetMoved:      {"移动指标", "~", other, sidePlace},
	diff.IndicatorRenamed: {"指标改名", "~", other, sideQuote},
	diff.UnitChanged:      {"改变计量单位", "~", other, sideAmount},
	diff.TargetRaised:     {"调高指标", "↑", other, sideAmount},
	diff.TargetLowered:    {"调低指标", "↓", other, sideAmount},
	diff.TargetTightened:  {"收紧要求", "↑", harder, sideAmount},
	diff.TargetLoosened:   {"放宽要求", "↓", softer, sideAmount},
	diff.TargetHardened:   {"语气加强", "↑", harder, sideQuote},
	diff.TargetSoftened:   {"语气减弱", "↓", softer, sideQuote},
	diff.BaselineChanged:  {"改变基数", "~", other, sideQuote},
	diff.FrequencyChanged: {"改变频次", "~", other, sideQuote},
	diff.DeadlineEarlier:  {"提前期限", "↑", harder, sideBy},
	diff.DeadlineLater:    {"推后期限", "↓", softer, sideBy},
	diff.DeadlineAdded:    {"新增期限", "+", added, sideBy},
	diff.DeadlineRemoved:  {"删去期限", "−", dropped, sideBy},
	diff.LeadChanged:      {"更换牵头单位", "~", other, sideParties},
	diff.PartyRoleChanged: {"改变角色", "~", other, sideParties},
	diff.PartyAdded:       {"新增责任单位", "+", added, sideParties},
	diff.PartyRemoved:     {"删去责任单位", "−", dropped, sideParties},
	diff.PartyRenamed:     {"单位改名", "~", other, sideParties},
}

// classOf is how changes of a class are shown.
func classOf(c diff.Class) class {
	if known, ok := classes[c]; ok {
		return known
	}
	return class{string(c), "~", other, sideQuote}
}

// ClassName is what people call a class.
func ClassName(c diff.Class, lang string) string {
	return term{classOf(c).zh, strings.ReplaceAll(string(c), "_", " ")}.in(lang)
}

// toneOf is the tone of a change. Whether a number that went up or down is harder
// to keep depends on what it measures.
func toneOf(c *diff.Change) tone {
	switch c.Direction {
	case diff.Tighter:
		return harder
	case diff.Looser:
		return softer
	}
	return classOf(c.Class).tone
}

// diffWords are what outputs for people say beside the classes.
var diffWords = map[string]term{
	"from":      {"原 %s", "was %s"},
	"matches":   {"对应关系", "matches"},
	"tasks":     {"任务增减", "tasks added and dropped"},
	"preamble":  {"(前言)", "(preamble)"},
	"old":       {"原文件", "old document"},
	"new":       {"新文件", "new document"},
	"none":      {"没有变化", "no changes"},
	"changes":   {"变化 %d 处", "changes: %d"},
	"pairs":     {"对比 %d 对文件", "pairs of documents: %d"},
	"unpaired":  {"没有对应的文件", "without a counterpart"},
	"class":     {"变化", "change"},
	"targets":   {"指标 %d 项", "targets: %d"},
	"status":    {"状态", "status"},
	"indicator": {"指标", "indicator"},
	"goal":      {"目标", "target"},
	"done":      {"完成", "done"},
	"share":     {"完成比例", "share"},
	"pace":      {"序时", "time gone"},
	"plan":      {"计划", "plan"},
	"report":    {"报告", "report"},
	"section":   {"章节", "section"},
	"what":      {"内容", "what"},
	"delta":     {"差", "difference"},
	"quote":     {"原文", "quote"},
	"reason":    {"理由", "reason"},
	"severity":  {"级别", "severity"},
	"summary":   {"汇总", "summary"},
	"count":     {"处数", "count"},
	"list":      {"变化清单", "changes"},
	"texts":     {"全文对照", "both texts"},
	"line":      {"行", "line"},
	"error":     {"错误", "error"},
	"warning":   {"警告", "warning"},
	"info":      {"提示", "info"},
	"tighter":   {"收紧", "tighter"},
	"looser":    {"放宽", "looser"},
	"left":      {"未列出 %d 处", "not shown: %d"},
}

// signed is how a side of a change is told apart without colour.
const (
	signOld = "−"
	signNew = "+"
)

func sideAmount(s *diff.Side) string {
	if s.Value == "" {
		return s.Quote
	}
	return symbols[s.Comparator] + short(s.Value) + s.Unit
}

func sideFact(s *diff.Side) string    { return cmp.Or(s.Value, s.Quote) }
func sideBy(s *diff.Side) string      { return cmp.Or(s.By, s.Quote) }
func sideParties(s *diff.Side) string { return cmp.Or(strings.Join(s.Parties, "、"), s.Quote) }
func sideTitle(s *diff.Side) string   { return cmp.Or(s.Title, s.Quote) }
func sidePath(s *diff.Side) string    { return cmp.Or(s.Path, s.Quote) }
func sideQuote(s *diff.Side) string   { return cmp.Or(s.Quote, s.Title) }

func sidePlace(s *diff.Side) string {
	return cmp.Or(strings.TrimSpace(s.Path+" "+s.Title), s.Quote)
}

// description is a change in words.
type description struct {
	sign, class   string
	what          string // that changed: an indicator, a party, a fact of the document
	before, after string // "" where there is no such side
	delta         string
}

// describe says for people what a change is.
func describe(c Comparison, change *diff.Change, lang string) description {
	d := description{sign: classOf(change.Class).sign, class: ClassName(change.Class, lang), what: change.Indicator, delta: delta(change, lang)}
	d.before, d.after = sides(change)
	switch change.Class {
	case diff.DocumentChanged:
		d.what = cmp.Or(d.what, c.New.factAt(change.New, lang), c.Old.factAt(change.Old, lang))
	case diff.PartyRoleChanged:
		before, after := c.Old.roleAt(change.Old, lang), c.New.roleAt(change.New, lang)
		if before != after {
			d.what, d.before, d.after = d.after, before, after
		}
	case diff.PartyAdded, diff.PartyRemoved:
		d.before, d.after = withRole(d.before, c.Old.roleAt(change.Old, lang)), withRole(d.after, c.New.roleAt(change.New, lang))
	case diff.FrequencyChanged:
		before, after := c.Old.perAt(change.Old, lang), c.New.perAt(change.New, lang)
		if before != after {
			d.before, d.after = before, after
		}
	}
	return d
}

func withRole(name, role string) string {
	if name == "" || role == "" {
		return name
	}
	return name + " (" + role + ")"
}

// factAt is what the text at a side says of the document: its title, its number.
// Years may be read from the title: then the value decides.
func (it Item) factAt(s *diff.Side, lang string) string {
	if s == nil || it.Doc == nil {
		return ""
	}
	name := ""
	for _, c := range documentColumns {
		span, ok := it.Doc.Meta.Evidence[c.Name]
		if !ok || span.Start != s.Span.Start || span.End != s.Span.End {
			continue
		}
		if name == "" || cell(c.value(&record{item: it})) == s.Value {
			name = c.heading(lang)
		}
	}
	return name
}

// roleAt is the role of the party at a side.
func (it Item) roleAt(s *diff.Side, lang string) (role string) {
	if s == nil || it.Doc == nil {
		return ""
	}
	model.Walk(it.Doc.Sections, func(section *model.Section) {
		for _, p := range section.Parties {
			if section.Path == s.Path && p.Span.Start == s.Span.Start && p.Span.End == s.Span.End && role == "" {
				role = roleWord(p.Role, lang)
			}
		}
	})
	return role
}

// roleWord is what people call a role.
func roleWord(role model.Role, lang string) string {
	for _, c := range roleColumns {
		if c.Name == string(role) {
			return c.heading(lang)
		}
	}
	return string(role)
}

// perAt is how often the target at a side recurs.
func (it Item) perAt(s *diff.Side, lang string) (per string) {
	if s == nil || it.Doc == nil {
		return ""
	}
	look := func(targets []*model.Target) {
		for _, t := range targets {
			if t.Span.Start == s.Span.Start && t.Span.End == s.Span.End && t.Quantity.Value == s.Value && per == "" {
				per = string(t.Per)
			}
		}
	}
	look(it.Doc.Targets)
	model.Walk(it.Doc.Sections, func(section *model.Section) { look(section.Targets) })
	if lang == "zh" {
		return cmp.Or(chinese[per], per)
	}
	return strings.ReplaceAll(per, "_", " ")
}

// sides is what a change shows of its sides, "" for one that it does not have. A
// section that was split or merged shows all its parts.
func sides(c *diff.Change) (before, after string) {
	what := classOf(c.Class).what
	if c.Old != nil {
		before = what(c.Old)
	}
	if c.New != nil {
		after = what(c.New)
	}
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, cut(Printable(what(p)), longest/2))
	}
	switch {
	case len(parts) == 0:
	case c.Class == diff.TaskMerged:
		before = strings.Join(parts, "; ")
	default:
		after = strings.Join(parts, "; ")
	}
	return withoutEqual(before, after)
}

// withoutEqual leaves the sign of equality out where no side has another.
func withoutEqual(before, after string) (string, string) {
	equal := symbols[model.Equal]
	x, y := strings.TrimPrefix(before, equal), strings.TrimPrefix(after, equal)
	if (before == "" || x != before) && (after == "" || y != after) {
		return x, y
	}
	return before, after
}

// arrow is "old → new", or the one side there is.
func arrow(before, after string) string {
	if before == "" || after == "" {
		return before + after
	}
	return before + " → " + after
}

// delta is the difference for people: +1个百分点, +1200亩 (+12.5%). A number whose
// way is not that of most says so in a word: of 事故 the lower is the tighter.
func delta(c *diff.Change, lang string) string {
	text := ""
	if c.Delta != "" {
		unit := c.DeltaUnit
		if unit == "百分点" {
			unit = "个百分点"
		}
		text = plus(short(strings.TrimPrefix(c.Delta, "-")), c.Delta) + unit
	}
	if c.Percent != "" && c.DeltaUnit != "百分点" {
		text += fmt.Sprintf(" (%s%%)", plus(strings.TrimPrefix(c.Percent, "-"), c.Percent))
	}
	switch {
	case c.Class == diff.TargetRaised && c.Direction == diff.Looser, c.Class == diff.TargetLowered && c.Direction == diff.Tighter:
		text += " " + diffWords[string(c.Direction)].in(lang)
	}
	return strings.TrimSpace(text)
}

// plus puts the sign of value before text.
func plus(text, value string) string {
	if strings.HasPrefix(value, "-") {
		return "-" + text
	}
	return "+" + strings.TrimPrefix(text, "+")
}

// severityWord is the word for people.
func severityWord(s model.Severity, lang string) string { return diffWords[string(s)].in(lang) }
