package export

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// MinWidth is the narrowest view.
const MinWidth = 20

// View says what Show prints and how. Its zero value shows everything in 80
// columns under Chinese headings.
type View struct {
	Width  int      // columns that no line is wider than, at least MinWidth; 0 is 80
	Color  bool     // make headings bold by escape sequences
	Header string   // language of headings and of a few words: "zh" (or "") or "en"
	Parts  []string // names of ViewParts to show below the head; none is all but those of numerals
}

// ViewPart is a part of the view of a document. Numerals says that it needs
// Document.Numerals; such a part is shown only where a view names it.
type ViewPart struct {
	Name, Zh, About string
	Numerals        bool
	print           func(*viewer)
}

// ViewParts are the parts of the view, in their order.
var ViewParts = []ViewPart{
	{"outline", "大纲", "labels and titles of the sections as a tree", false, (*viewer).outline},
	{"tasks", "任务", "tasks with their parties by role", false, (*viewer).tasks},
	{"targets", "指标", "targets as a table", false, (*viewer).targets},
	{"parties", "责任单位", "parties with their tasks as a table", false, (*viewer).parties},
	{"numbers", "数字", "numerals by class, and those that are no record as a table", true, (*viewer).numbers},
}

// Show writes a document for people to read: what it says of itself, then the
// parts of the view. Nothing in the document can act on the terminal.
func Show(w io.Writer, item Item, view View) error {
	view.Width = max(cmp.Or(view.Width, 80), MinWidth)
	view.Header = cmp.Or(view.Header, "zh")
	v := &viewer{view: view, item: item}
	v.head()
	for _, part := range ViewParts {
		if !view.shows(part) {
			continue
		}
		name := part.Name
		if view.Header == "zh" {
			name = part.Zh
		}
		v.out.WriteByte('\n')
		v.paragraph(0, "", v.bold, name)
		before := v.out.Len()
		part.print(v)
		if v.out.Len() == before {
			v.out.WriteString(none[view.Header] + "\n")
		}
	}
	if v.err != nil {
		return v.err
	}
	_, err := w.Write(v.out.Bytes())
	return err
}

func (v View) shows(part ViewPart) bool {
	if len(v.Parts) == 0 {
		return !part.Numerals
	}
	return slices.Contains(v.Parts, part.Name)
}

// none stands in a part of which a document has nothing.
var none = map[string]string{"zh": "无", "en": "none"}

// viewer holds the view of one document as it grows.
type viewer struct {
	view View
	item Item
	out  bytes.Buffer
	err  error
}

func (v *viewer) bold(s string) string {
	if !v.view.Color {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// paragraph prints text after label, wrapped, all lines but the first set in
// by the width of label. The whole is set in by indent columns.
func (v *viewer) paragraph(indent int, label string, style func(string) string, text string) {
	indent = min(indent, v.view.Width/3)
	hang := min(indent+columns(label), v.view.Width/2)
	if columns(label) > hang-indent { // too long to set text beside it
		text, label, hang = label+text, "", indent
	}
	for i, line := range wrap(Printable(text), v.view.Width-hang) {
		before := strings.Repeat(" ", hang)
		if i == 0 {
			before = strings.Repeat(" ", hang-columns(label)) + label
		}
		v.out.WriteString(before + style(line) + "\n")
	}
}

// fact is a text with what people call it.
type fact struct{ name, text string }

// facts prints texts beside their names, all set in alike.
func (v *viewer) facts(indent int, facts []fact) {
	widest := 0
	for _, f := range facts {
		widest = max(widest, columns(f.name))
	}
	for _, f := range facts {
		v.paragraph(indent, f.name+strings.Repeat(" ", widest+2-columns(f.name)), plain, f.text)
	}
}

func plain(s string) string { return s }

// head prints the columns of the table of documents that say something.
func (v *viewer) head() {
	r := &record{item: v.item}
	v.paragraph(0, "", v.bold, cmp.Or(v.item.Doc.Meta.Title, v.item.Doc.Source.Path))
	var facts []fact
	for _, name := range []string{"genre", "number", "issuer", "region", "years", "published", "signed", "recipients", "attachments"} {
		c := column(documentColumns, name)
		if text := v.text(c.value(r)); text != "" {
			facts = append(facts, fact{c.heading(v.view.Header), text})
		}
	}
	v.facts(0, facts)
	var totals []string
	for _, name := range []string{"sections", "tasks", "parties", "targets", "diagnostics"} {
		c := column(documentColumns, name)
		totals = append(totals, c.heading(v.view.Header)+" "+v.text(c.value(r)))
	}
	v.paragraph(0, "", plain, strings.Join(totals, "  "))
}

func column(columns []Column, name string) Column {
	return columns[slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })]
}

// text is a value of a column for people.
func (v *viewer) text(value any) string {
	switch t := value.(type) {
	case string:
		return v.word(t)
	case []string:
		return strings.Join(t, "、")
	}
	return cell(value)
}

// chinese are the words of the contract that a view in Chinese translates.
var chinese = map[string]string{
	string(model.GenrePlan): "计划", string(model.GenreNotice): "通知", string(model.GenreReport): "报告",
	string(model.GenreArticle): "报道", string(model.GenreOther): "其他",
	string(model.KindTarget): "目标", string(model.KindResult): "完成", string(model.KindCondition): "条件", string(model.KindStandard): "标准", string(model.KindRelative): "相对",
	string(model.PerYear): "每年", string(model.PerHalfYear): "每半年", string(model.PerQuarter): "每季度", string(model.PerTwoMonths): "每两月",
	string(model.PerMonth): "每月", string(model.PerWeek): "每周", string(model.PerDay): "每日",
}

func (v *viewer) word(s string) string {
	if v.view.Header == "zh" {
		return cmp.Or(chinese[s], s)
	}
	return s
}

func (v *viewer) outline() {
	eachSection(v.item, func(r *record) bool {
		text := r.section.Label + r.section.Title
		if p := r.section.Period; p != nil {
			text += " (" + p.Start + " - " + p.End + ")"
		}
		v.paragraph(2*len(r.above), "", plain, cmp.Or(text, r.section.Path))
		return true
	})
}

// tasks prints each task with its parties by role and its deadline.
func (v *viewer) tasks() {
	eachTask(v.item, func(r *record) bool {
		v.paragraph(0, Printable(r.section.Path)+"  ", v.bold, r.section.Title)
		facts := v.roles(r.parties())
		if r.section.By != "" {
			facts = append(facts, fact{column(bodyColumns, "by").heading(v.view.Header), r.section.By})
		}
		v.facts(2, facts)
		return true
	})
}

// roles are the names of the parties by role, in the order of roleColumns;
// those of no known role by their printed labels.
func (v *viewer) roles(parties []*model.Party) []fact {
	var facts []fact
	for _, c := range roleColumns {
		for _, p := range parties {
			if string(p.Role) != c.Name {
				continue
			}
			role, name := v.role(p), p.Name
			if p.Open {
				name += "等"
			}
			if i := slices.IndexFunc(facts, func(f fact) bool { return f.name == role }); i >= 0 {
				facts[i].text += "、" + name
			} else {
				facts = append(facts, fact{role, name})
			}
		}
	}
	return facts
}

func (v *viewer) role(p *model.Party) string {
	if p.Role == model.RoleOther && p.Label != "" {
		return Printable(p.Label)
	}
	return column(roleColumns, string(p.Role)).heading(v.view.Header)
}

// symbols are the signs of the comparators; a range needs none.
var symbols = map[model.Comparator]string{
	model.Equal: "= ", model.AtLeast: "≥ ", model.MoreThan: "> ", model.AtMost: "≤ ", model.LessThan: "< ", model.Approx: "≈ ",
}

// amount is what a target sets: ≥ 98%, 85% → 92%, ≤ -3%, 3–5次.
func amount(t *model.Target) string {
	q := t.Quantity
	if q.Value == "" { // of a relative target
		return symbols[t.Comparator] + cmp.Or(t.Baseline, "("+q.Raw+")")
	}
	text := sign(t.Change, q.Value) + short(q.Value)
	if q.High != "" {
		text += "–" + short(q.High)
	}
	text += q.Unit
	if t.From != "" {
		text = short(t.From) + q.Unit + " → " + strings.TrimPrefix(symbols[t.Comparator], "= ") + text
	} else {
		text = symbols[t.Comparator] + text
	}
	if t.Implied != "" {
		text += " (" + q.Raw + ")"
	}
	return text
}

// short is a decimal number with 亿 or 万 in place of digits, where that makes
// it shorter and leaves at most two decimals: 1860000000 is 18.6亿.
func short(value string) string {
	for _, m := range []struct {
		digits int
		word   string
	}{{8, "亿"}, {4, "万"}} {
		cut := len(value) - m.digits
		if cut < 1 || strings.Trim(value, "0123456789") != "" {
			continue
		}
		decimals := strings.TrimRight(value[cut:], "0")
		switch {
		case decimals == "":
			return value[:cut] + m.word
		case len(decimals) <= 2:
			return value[:cut] + "." + decimals + m.word
		}
	}
	return value
}

func sign(change model.Change, value string) string {
	switch {
	case change == model.Increase:
		return "+"
	case change == model.Decrease && !strings.HasPrefix(value, "-"):
		return "-"
	}
	return ""
}

func (v *viewer) targets() {
	var rows [][]string
	eachTarget(v.item, func(r *record) bool {
		rows = append(rows, []string{
			cmp.Or(r.section.Path, "-"), r.target.Indicator, amount(r.target),
			r.target.By, v.word(string(r.target.Per)), v.word(string(r.target.Kind)),
		})
		return true
	})
	v.table([]string{"section_path", "indicator", "value", "by", "per", "kind"}, targetColumns, rows)
}

// parties prints each party, in the order of the text, once for each role.
func (v *viewer) parties() {
	var rows [][]string
	eachParty(v.item, func(r *record) bool {
		name, role, path := r.party.Name, v.role(r.party), r.section.Path
		i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == name && row[1] == role })
		switch {
		case i < 0:
			rows = append(rows, []string{name, role, path})
		case !slices.Contains(strings.Split(rows[i][2], "、"), path):
			rows[i][2] += "、" + path
		}
		return true
	})
	v.table([]string{"name", "role", "section_path"}, partyColumns, gather(rows))
}

// gather puts rows that begin alike together, at the place of the first.
func gather(rows [][]string) [][]string {
	first := map[string]int{}
	for i, row := range rows {
		if _, ok := first[row[0]]; !ok {
			first[row[0]] = i
		}
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return cmp.Compare(first[a[0]], first[b[0]]) })
	return rows
}
