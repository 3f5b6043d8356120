package export

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// Row holds one value for each column of its table: nil (unknown), a string,
// an int, a bool, a []string or a []int.
type Row []any

// Column is a column of a table. Name is its header in English and its key in
// JSON, Zh its header in Chinese; About says what it holds. Type is that of
// its values: string, integer, boolean, strings or integers. An unknown value
// is nil; a list is never unknown, only empty.
type Column struct {
	Name, Zh, Type, About string
	value                 func(*record) any
}

// Table is a flat view of documents. Numerals says that it is empty where the
// parser was not asked for Document.Numerals.
type Table struct {
	Name, Zh, About string
	Columns         []Column
	Numerals        bool
	records         func(Item, func(*record) bool) bool
}

// Tables are all tables; the first is the default.
var Tables = []Table{
	{"targets", "指标", "one row for each target, in the order of the text", targetColumns, false, eachTarget},
	{"tasks", "任务", "one row for each section that is a task", taskColumns, false, eachTask},
	{"parties", "责任单位", "one row for each party of each section, as often as it is named", partyColumns, false, eachParty},
	{"sections", "章节", "one row for each section of the outline, tasks included", sectionColumns, false, eachSection},
	{"documents", "文件", "one row for each document", documentColumns, false, eachDocument},
	{"numbers", "数字", "one row for each numeral of the text, whatever it was taken for", numberColumns, true, eachNumeral},
}

// TableNamed finds a table by its name.
func TableNamed(name string) (Table, bool) {
	i := slices.IndexFunc(Tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return Tables[i], true
}

func tableNamed(name string) (Table, error) {
	t, ok := TableNamed(name)
	if !ok {
		return t, fmt.Errorf("no table is named %q", name)
	}
	return t, nil
}

// Rows are the rows of the items, item after item.
func (t Table) Rows(items iter.Seq[Item]) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		each := func(r *record) bool {
			row := make(Row, len(t.Columns))
			for i, c := range t.Columns {
				row[i] = known(c.value(r))
			}
			return yield(row)
		}
		for item := range items {
			if !t.records(item, each) {
				return
			}
		}
	}
}

func (t Table) header(lang string) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.heading(lang)
	}
	return names
}

func (c Column) heading(lang string) string {
	if lang == "zh" {
		return c.Zh
	}
	return c.Name
}

// known makes the words and numbers that stand for "unknown" in the model nil,
// and a nil list an empty one.
func known(value any) any {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
	case []string:
		return list(v)
	case []int:
		return list(v)
	}
	return value
}

// record is what the columns of a row look at: a document and, depending on
// the table, one of its sections with the sections above it, a party, a target, a
// numeral.
type record struct {
	item    Item
	section *model.Section // empty in the preamble
	above   []*model.Section
	party   *model.Party
	target  *model.Target // nil for a numeral that is no record
	numeral *model.Numeral
	nth     int // of the numerals, from 1
}

func (r *record) doc() *model.Document { return r.item.Doc }

// parties are those that answer for the section: its own, else those of the
// nearest section above it that names any.
func (r *record) parties() []*model.Party {
	if len(r.section.Parties) > 0 {
		return r.section.Parties
	}
	for _, s := range slices.Backward(r.above) {
		if len(s.Parties) > 0 {
			return s.Parties
		}
	}
	return nil
}

// named are the names of the parties that have the role.
func named(role model.Role) func(*record) any {
	return func(r *record) any {
		var names []string
		for _, p := range r.parties() {
			if p.Role == role && !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
			}
		}
		return names
	}
}

// headings are the labels and titles from the root to the section.
func headings(r *record) any {
	var names []string
	for _, s := range append(slices.Clone(r.above), r.section) {
		names = append(names, s.Label+s.Title)
	}
	return strings.Join(names, "/")
}

var sourceColumns = []Column{
	{"document", "文件", "string", "path of the file, - for standard input", func(r *record) any { return r.doc().Source.Path }},
	{"title", "标题", "string", "title of the document", func(r *record) any { return r.doc().Meta.Title }},
	{"region", "地区", "string", "place governed", func(r *record) any { return r.doc().Meta.Region }},
	{"years", "年度", "integers", "years of the plan or report", func(r *record) any { return r.doc().Meta.Years }},
}

var placeColumns = []Column{
	{"section_path", "章节", "string", "labels from the root, unknown in the preamble", func(r *record) any { return r.section.Path }},
	{"section_label", "序号", "string", "the section's number as printed, in half width", func(r *record) any { return r.section.Label }},
	{"section_title", "章节标题", "string", "the section's title", func(r *record) any { return r.section.Title }},
}

var roleColumns = []Column{
	{"lead", "牵头单位", "strings", "leading parties of the section, or of the nearest one above it that names parties", named(model.RoleLead)},
	{"responsible", "责任单位", "strings", "responsible parties, likewise", named(model.RoleResponsible)},
	{"support", "配合单位", "strings", "supporting parties, likewise", named(model.RoleSupport)},
	{"supervise", "督办单位", "strings", "supervising parties, likewise", named(model.RoleSupervise)},
	{"leader", "责任人", "strings", "persons in charge, likewise", named(model.RoleLeader)},
	{"other", "其他单位", "strings", "parties with a label of no known role, likewise", named(model.RoleOther)},
}

var targetColumns = slices.Concat(sourceColumns, placeColumns, roleColumns, []Column{
	{"indicator", "指标", "string", "what is measured", func(r *record) any { return r.target.Indicator }},
	{"action", "动作", "string", "verb of doing", func(r *record) any { return r.target.Action }},
	{"kind", "类别", "string", "target, result, condition or standard; relative with --relative", func(r *record) any { return string(r.target.Kind) }},
	{"implied", "隐含", "string", "full or zero where the text commits without a number", func(r *record) any { return string(r.target.Implied) }},
	{"comparator", "比较", "string", "eq, ge, gt, le, lt, approx or range", func(r *record) any { return string(r.target.Comparator) }},
	{"side", "偏向", "string", "side of an approximation: both, below or above", func(r *record) any { return string(r.target.Side) }},
	{"value", "数值", "string", "exact decimal number; none of a relative target", func(r *record) any { return r.target.Quantity.Value }},
	{"value_high", "数值上限", "string", "upper end of a range, exact decimal number", func(r *record) any { return r.target.Quantity.High }},
	{"unit", "计量单位", "string", "unit of measure without multiplier", func(r *record) any { return r.target.Quantity.Unit }},
	{"dimension", "量纲", "string", "what the unit measures", func(r *record) any { return r.target.Quantity.Dimension }},
	{"change", "增减", "string", "increase or decrease where the number is a difference", func(r *record) any { return string(r.target.Change) }},
	{"baseline", "基数", "string", "what a difference is against, as printed", func(r *record) any { return r.target.Baseline }},
	{"from", "起点值", "string", "start level, exact decimal number", func(r *record) any { return r.target.From }},
	{"basis", "口径", "string", "annual_average, cumulative or net", func(r *record) any { return string(r.target.Basis) }},
	{"by", "截止日期", "string", "end date", func(r *record) any { return r.target.By }},
	{"by_raw", "时限原文", "string", "words that the end date was read from", func(r *record) any { return r.target.ByRaw }},
	{"per", "频次", "string", "how often the quantity recurs", func(r *record) any { return string(r.target.Per) }},
	{"strength", "力度", "string", "hard or soft", func(r *record) any { return string(r.target.Strength) }},
	{"quantity", "数量原文", "string", "number and unit as printed", func(r *record) any { return r.target.Quantity.Raw }},
	{"quote", "原文", "string", "text that the target was read from", func(r *record) any { return r.item.quote(r.target.Span) }},
	{"line", "行", "integer", "line of the quote, from 1", func(r *record) any { return r.item.line(r.target.Span) }},
	{"start", "起", "integer", "first code point of the quote, from 0", func(r *record) any { return r.target.Span.Start }},
	{"end", "止", "integer", "code point after the quote", func(r *record) any { return r.target.Span.End }},
	{"id", "编号", "string", "id of the target", func(r *record) any { return r.target.ID }},
	{"parent", "所属编号", "string", "id of the target that this one is a part of", func(r *record) any { return r.target.Parent }},
	{"rule", "规则", "string", "rule that made the record", func(r *record) any { return r.target.Rule }},
})

var outlineColumns = []Column{
	{"headings", "标题路径", "string", "labels and titles from the root, joined by /", headings},
	{"level", "层级", "integer", "depth in the outline, from 1", func(r *record) any { return r.section.Level }},
	{"number", "序数", "integer", "the section's number", func(r *record) any { return r.section.Number }},
}

var bodyColumns = []Column{
	{"by", "截止日期", "string", "deadline that the responsibility block sets", func(r *record) any { return r.section.By }},
	{"period_start", "阶段起", "string", "first day of a phase", func(r *record) any { return period(r).Start }},
	{"period_end", "阶段止", "string", "last day of a phase", func(r *record) any { return period(r).End }},
	{"text", "正文", "string", "own text, without title, responsibility block and sections below", func(r *record) any { return r.section.Text }},
	{"targets", "指标数", "integer", "number of targets in the own text", func(r *record) any { return len(r.section.Targets) }},
	{"line", "行", "integer", "line of the section, from 1", func(r *record) any { return r.item.line(r.section.Span) }},
	{"start", "起", "integer", "first code point of the section, from 0", func(r *record) any { return r.section.Span.Start }},
	{"end", "止", "integer", "code point after the section", func(r *record) any { return r.section.Span.End }},
}

func period(r *record) model.Period {
	if r.section.Period == nil {
		return model.Period{}
	}
	return *r.section.Period
}

var taskColumns = slices.Concat(sourceColumns, placeColumns, outlineColumns, roleColumns, bodyColumns)

var sectionColumns = slices.Concat(sourceColumns, placeColumns, []Column{
	{"kind", "类别", "string", "heading, task or phase", func(r *record) any { return string(r.section.Kind) }},
}, outlineColumns, roleColumns, bodyColumns)

var partyColumns = slices.Concat(sourceColumns, placeColumns, []Column{
	{"role", "角色", "string", "lead, responsible, support, supervise, leader or other", func(r *record) any { return string(r.party.Role) }},
	{"label", "角色原文", "string", "role word as printed", func(r *record) any { return r.party.Label }},
	{"name", "单位", "string", "name in half width, with a prefix that the text leaves out", func(r *record) any { return r.party.Name }},
	{"raw", "单位原文", "string", "name as printed", func(r *record) any { return r.party.Raw }},
	{"restored", "补全", "boolean", "whether a prefix was put back", func(r *record) any { return r.party.Restored }},
	{"collective", "集合", "boolean", "whether the name stands for many parties", func(r *record) any { return r.party.Collective }},
	{"open", "未列尽", "boolean", "whether the list ends here in an open way", func(r *record) any { return r.party.Open }},
	{"basis", "依据", "string", "why the party has its role: stated, convention or default", func(r *record) any { return string(r.party.Basis) }},
	{"line", "行", "integer", "line of the name, from 1", func(r *record) any { return r.item.line(r.party.Span) }},
	{"start", "起", "integer", "first code point of the name, from 0", func(r *record) any { return r.party.Span.Start }},
	{"end", "止", "integer", "code point after the name", func(r *record) any { return r.party.Span.End }},
	{"rule", "规则", "string", "rule that made the record", func(r *record) any { return r.party.Rule }},
})

var documentColumns = slices.Concat(sourceColumns, []Column{
	{"genre", "文种", "string", "plan, notice, report, article or other", func(r *record) any { return string(r.doc().Meta.Genre) }},
	{"number", "发文字号", "string", "document number", func(r *record) any { return r.doc().Meta.Number }},
	{"issuer", "发文机关", "string", "issuing body", func(r *record) any { return r.doc().Meta.Issuer }},
	{"published", "发布日期", "string", "date of publication", func(r *record) any { return r.doc().Meta.Published }},
	{"signed", "成文日期", "string", "date of signature", func(r *record) any { return r.doc().Meta.Signed }},
	{"recipients", "主送机关", "strings", "bodies that the document is sent to", func(r *record) any { return r.doc().Meta.Recipients }},
	{"attachments", "附件", "strings", "titles of attachments", func(r *record) any { return r.doc().Meta.Attachments }},
	{"sections", "章节数", "integer", "number of sections", func(r *record) any { return tally(r).sections }},
	{"tasks", "任务数", "integer", "number of tasks", func(r *record) any { return tally(r).tasks }},
	{"parties", "单位数", "integer", "number of different parties", func(r *record) any { return tally(r).parties }},
	{"targets", "指标数", "integer", "number of targets", func(r *record) any { return tally(r).targets }},
	{"diagnostics", "问题数", "integer", "number of diagnostics", func(r *record) any { return len(r.doc().Diagnostics) }},
	{"format", "格式", "string", "format of the file", func(r *record) any { return r.doc().Source.Format }},
	{"encoding", "编码", "string", "character encoding of the file", func(r *record) any { return r.doc().Source.Encoding }},
	{"chars", "字数", "integer", "length of the text in code points", func(r *record) any { return r.doc().Source.Chars }},
	{"sha256", "SHA-256", "string", "hash of the file's bytes", func(r *record) any { return r.doc().Source.SHA256 }},
})

// counts say how much was found in a document.
type counts struct{ sections, tasks, parties, targets int }

func tally(r *record) counts {
	c := counts{targets: len(r.doc().Targets)}
	names := map[string]bool{}
	model.Walk(r.doc().Sections, func(s *model.Section) {
		c.sections++
		if s.Kind == model.KindTask {
			c.tasks++
		}
		c.targets += len(s.Targets)
		for _, p := range s.Parties {
			names[p.Name] = true
		}
	})
	c.parties = len(names)
	return c
}

func eachDocument(item Item, yield func(*record) bool) bool {
	return yield(&record{item: item})
}

// eachSection yields parents before children and stops when yield does.
func eachSection(item Item, yield func(*record) bool) bool {
	var walk func([]*model.Section, []*model.Section) bool
	walk = func(sections, above []*model.Section) bool {
		for _, s := range sections {
			if !yield(&record{item: item, section: s, above: above}) || !walk(s.Children, append(slices.Clip(above), s)) {
				return false
			}
		}
		return true
	}
	return walk(item.Doc.Sections, nil)
}

func eachTask(item Item, yield func(*record) bool) bool {
	return eachSection(item, func(r *record) bool { return r.section.Kind != model.KindTask || yield(r) })
}

func eachParty(item Item, yield func(*record) bool) bool {
	return eachSection(item, func(r *record) bool {
		for _, r.party = range r.section.Parties {
			if !yield(r) {
				return false
			}
		}
		return true
	})
}

// eachTarget yields the targets of the preamble, then those of the sections.
func eachTarget(item Item, yield func(*record) bool) bool {
	all := func(r *record, targets []*model.Target) bool {
		for _, r.target = range targets {
			if !yield(r) {
				return false
			}
		}
		return true
	}
	preamble := &record{item: item, section: &model.Section{}}
	return all(preamble, item.Doc.Targets) &&
		eachSection(item, func(r *record) bool { return all(r, r.section.Targets) })
}
