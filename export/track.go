package export

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

// Followed is what became of a plan's targets, with the documents that say so.
type Followed struct {
	Tracking *diff.Tracking
	Plan     Item
	Reports  []Item // beside Tracking.Reports
}

// TrackLayouts are the ways to write what became of a plan; the first is the
// default.
var TrackLayouts = []Layout[Followed]{
	{"text", "a list for people to read on a terminal", []string{".txt"}, []string{"header", "explain", "width"}, trackText},
	{"markdown", "a table to paste into an issue or a pull request", []string{".md", ".markdown"}, []string{"header", "explain"}, trackMarkdown},
	{"json", "one object in the contract " + diff.TrackSchemaID, []string{".json"}, []string{"explain"}, trackJSON},
	{"csv", "one row for each target", []string{".csv"}, []string{"header", "bom", "raw-cells"}, trackCSV},
	{"html", "one page with the targets, their results and both quotes", []string{".html", ".htm"}, []string{"header", "explain"}, trackHTML},
	{"github", "annotations of GitHub Actions for targets behind or not reported", nil, []string{"header"}, trackGitHub},
}

//go:embed track-schema.json
var trackContract string

// TrackSchema is the JSON Schema (draft 2020-12) of the contract "fenjie-track/1".
func TrackSchema() []byte { return []byte(trackContract) }

// status is how a status is shown. The severity is that of annotations.
type status struct {
	zh, sign string
	tone     tone
	severity model.Severity
}

// statuses say of each of diff.Statuses how it is shown.
var statuses = map[diff.Status]status{
	diff.StatusDone:          {"完成", "✓", added, ""},
	diff.StatusOnPace:        {"达到序时", "↑", harder, ""},
	diff.StatusBehind:        {"滞后", "↓", dropped, model.SeverityWarning},
	diff.StatusNotReported:   {"未见报告", "?", softer, model.SeverityInfo},
	diff.StatusNotComparable: {"不可比", "~", other, model.SeverityInfo},
}

// statusName is what people call a status.
func statusName(s diff.Status, lang string) string {
	return term{statuses[s].zh, strings.ReplaceAll(string(s), "_", " ")}.in(lang)
}

// trackTotals counts the targets: 指标 8 项 (完成 3, 滞后 1, 未见报告 4).
func trackTotals(t *diff.Tracking, lang string) string {
	var parts []string
	for _, s := range diff.Statuses {
		if n := t.Summary[s]; n > 0 {
			parts = append(parts, statusName(s, lang)+" "+strconv.Itoa(n))
		}
	}
	text := fmt.Sprintf(diffWords["targets"].in(lang), len(t.Targets))
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return text
}

// latest is the result that a target is judged by, nil where there is none.
func latest(t *diff.Tracked) *diff.Reported {
	if len(t.Results) == 0 {
		return nil
	}
	return &t.Results[len(t.Results)-1]
}

// goalAndDone is what a target sets and what of it was done.
func goalAndDone(t *diff.Tracked) (goal, done string) {
	goal = sideAmount(t.Target)
	if r := latest(t); r != nil {
		done = sideAmount(r.Result)
		if t.Done != "" {
			done = symbols[r.Result.Comparator] + short(t.Done) + t.Target.Unit
		}
	}
	equal := symbols[model.Equal]
	return strings.TrimPrefix(goal, equal), strings.TrimPrefix(done, equal)
}

// progress is the share and the pace for people: 80% (序时 50%).
func progress(t *diff.Tracked, lang string) string {
	share, pace := shares(t)
	if pace != "" {
		return share + " (" + diffWords["pace"].in(lang) + " " + pace + ")"
	}
	return share
}

// shares are the share and the pace with two decimals, rounded as Tracked says, so
// that they never seem to speak against the status.
func shares(t *diff.Tracked) (share, pace string) {
	behind := t.Status == diff.StatusBehind
	return percentage(t.Share, behind && aboveHundred(t.Share)), percentage(t.Pace, behind)
}

// aboveHundred says whether a share is more than all: of what is behind, that is a
// limit that is exceeded.
func aboveHundred(share string) bool {
	x, ok := new(big.Rat).SetString(share)
	return ok && x.Cmp(big.NewRat(100, 1)) > 0
}

// percentage is an exact decimal with two decimals at most, rounded up or down, and
// its sign; "" of none.
func percentage(exact string, up bool) string {
	if exact == "" {
		return ""
	}
	whole, rest, _ := strings.Cut(exact, ".")
	if len(rest) <= 2 {
		return exact + "%"
	}
	x, ok := new(big.Rat).SetString(whole + "." + rest[:2])
	if !ok {
		return exact + "%"
	}
	if up && strings.Trim(rest[2:], "0") != "" {
		x.Add(x, big.NewRat(1, 100))
	}
	text := strings.TrimRight(x.FloatString(2), "0")
	return strings.TrimSuffix(text, ".") + "%"
}

// report is the item and the source of the report that a result is from.
func (f Followed) report(r diff.Reported) (Item, model.Source) {
	var item Item
	if r.Report < len(f.Reports) {
		item = f.Reports[r.Report]
	}
	return item, f.Tracking.Reports[r.Report]
}

// names are the titles of the reports.
func (f Followed) names() []string {
	var names []string
	for i, source := range f.Tracking.Reports {
		item, _ := f.report(diff.Reported{Report: i})
		names = append(names, item.name(source))
	}
	return names
}

// bySection puts targets together by their section, in the order of the plan.
func bySection(t *diff.Tracking) [][]*diff.Tracked {
	var all [][]*diff.Tracked
	for i := range t.Targets {
		target := &t.Targets[i]
		if last := len(all) - 1; last >= 0 && all[last][0].Target.Path == target.Target.Path {
			all[last] = append(all[last], target)
		} else {
			all = append(all, []*diff.Tracked{target})
		}
	}
	return all
}

func trackHeading(t *diff.Tracked, lang string) string {
	return (&group{path: t.Target.Path, title: t.Target.Title}).heading(lang)
}

func trackText(w io.Writer, f Followed, o DiffOptions) error {
	t := newLister(o)
	t.paragraph(0, "", t.bold, f.Plan.name(f.Tracking.Plan))
	for _, name := range f.names() {
		t.paragraph(0, "← ", plain, name)
	}
	t.paragraph(0, "", plain, trackTotals(f.Tracking, t.lang))
	var rows [][]string
	for i := range f.Tracking.Targets {
		rows = append(rows, t.trackRow(&f.Tracking.Targets[i]))
	}
	if len(rows) > 0 {
		widths, n := t.widths(rows), 0
		for _, section := range bySection(f.Tracking) {
			t.out.WriteString("\n" + t.bold(cut(Printable(trackHeading(section[0], t.lang)), t.view.Width)) + "\n")
			for _, target := range section {
				t.cells(rows[n], widths, t.styleOf(statuses[target.Status].tone))
				n++
				if t.explain {
					t.trackWhy(f, target)
				}
			}
		}
	}
	_, err := w.Write(t.out.Bytes())
	return err
}

func (t *lister) trackRow(target *diff.Tracked) []string {
	goal, done := goalAndDone(target)
	return []string{
		statuses[target.Status].sign + " " + statusName(target.Status, t.lang),
		t.named(target.Indicator),
		arrow(cut(Printable(goal), longest), cut(Printable(done), longest)),
		Printable(progress(target, t.lang)),
	}
}

// trackWhy prints the quotes and the reason of a target below it.
func (t *lister) trackWhy(f Followed, target *diff.Tracked) {
	facts := []fact{{t.say("plan") + t.place(f.Plan.lineOf(target.Target)), target.Target.Quote}}
	for _, r := range target.Results {
		item, source := f.report(r)
		name := t.say("report") + t.place(item.lineOf(r.Result))
		if len(f.Tracking.Reports) > 1 {
			name = Printable(source.Path) + t.place(item.lineOf(r.Result))
		}
		facts = append(facts, fact{name, strings.TrimSpace(r.Result.Quote + "  " + r.Until)})
	}
	t.facts(4, append(facts, fact{"=", target.Reason}, fact{"#", target.Fingerprint}))
}

func trackMarkdown(w io.Writer, f Followed, o DiffOptions) error {
	lang := o.language()
	var b bytes.Buffer
	fmt.Fprintf(&b, "## %s\n\n", Markdown(f.Plan.name(f.Tracking.Plan)))
	for _, name := range f.names() {
		fmt.Fprintf(&b, "- %s\n", Markdown(name))
	}
	fmt.Fprintf(&b, "\n%s\n", Markdown(trackTotals(f.Tracking, lang)))
	keys := []string{"status", "section", "indicator", "goal", "done", "share", "pace"}
	if o.Explain {
		keys = append(keys, "plan", "report", "reason")
	}
	if len(f.Tracking.Targets) > 0 {
		b.WriteString("\n|")
		for _, key := range keys {
			b.WriteString(" " + diffWords[key].in(lang) + " |")
		}
		b.WriteString("\n|" + strings.Repeat("---|", len(keys)) + "\n")
	}
	for i := range f.Tracking.Targets {
		t := &f.Tracking.Targets[i]
		goal, done := goalAndDone(t)
		share, pace := shares(t)
		row := []string{trackHeading(t, lang), t.Indicator, cut(goal, longest), cut(done, longest), share, pace}
		if o.Explain {
			row = append(row, t.Target.Quote, resultQuotes(t), t.Reason)
		}
		b.WriteString("| " + statuses[t.Status].sign + " " + statusName(t.Status, lang) + " |")
		for _, cell := range row {
			b.WriteString(" " + Markdown(cell) + " |")
		}
		b.WriteString("\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

func resultQuotes(t *diff.Tracked) string {
	var all []string
	for _, r := range t.Results {
		all = append(all, r.Result.Quote)
	}
	return strings.Join(all, "; ")
}

// trackJSON writes a Tracking without null lists. It always has what Explain adds to
// others.
func trackJSON(w io.Writer, f Followed, _ DiffOptions) error {
	c := *f.Tracking
	c.Reports = list(c.Reports)
	if c.Summary == nil {
		c.Summary = map[diff.Status]int{}
	}
	c.Targets = slices.Clone(list(c.Targets))
	for i := range c.Targets {
		t := &c.Targets[i]
		t.Target, t.Results = completeSide(t.Target), slices.Clone(list(t.Results))
		for j := range t.Results {
			t.Results[j].Result = completeSide(t.Results[j].Result)
		}
	}
	return writeIndented(w, &c)
}

// trackRow is a target with the plan that it belongs to.
type trackRow struct {
	Followed
	*diff.Tracked
}

// result gives a value of the latest result, nil where there is none.
func result(value func(diff.Reported, *trackRow) any) func(*trackRow) any {
	return func(r *trackRow) any {
		if last := latest(r.Tracked); last != nil {
			return value(*last, r)
		}
		return nil
	}
}

// TrackColumns are the columns of the table of targets, in their order.
var TrackColumns = []ColumnOf[*trackRow]{
	{"status", "状态", "string", "done, on_pace, behind, not_reported or not_comparable", func(r *trackRow) any { return string(r.Status) }},
	{"section_path", "章节", "string", "labels of the section from the root", func(r *trackRow) any { return r.Target.Path }},
	{"title", "标题", "string", "title of the section", func(r *trackRow) any { return r.Target.Title }},
	{"parties", "责任单位", "strings", "parties that lead the section", func(r *trackRow) any { return r.Target.Parties }},
	{"indicator", "指标", "string", "what is measured", func(r *trackRow) any { return r.Indicator }},
	{"comparator", "比较", "string", "eq, ge, gt, le, lt, approx or range", func(r *trackRow) any { return string(r.Target.Comparator) }},
	{"value", "目标", "string", "exact decimal number that the plan sets", func(r *trackRow) any { return r.Target.Value }},
	{"done", "完成", "string", "value of the latest result, in the unit of the target", func(r *trackRow) any { return r.Done }},
	{"unit", "计量单位", "string", "unit of measure without multiplier", func(r *trackRow) any { return r.Target.Unit }},
	{"share", "完成比例", "string", "what was done as a percentage of the target", func(r *trackRow) any { return r.Share }},
	{"pace", "序时进度", "string", "percentage of the time up to the deadline that has gone by", func(r *trackRow) any { return r.Pace }},
	{"by", "截止日期", "string", "end date of the target", func(r *trackRow) any { return r.Target.By }},
	{"until", "截至", "string", "date up to which the latest result tells", result(func(l diff.Reported, _ *trackRow) any { return l.Until })},
	{"plan", "计划文件", "string", "path of the plan", func(r *trackRow) any { return r.Tracking.Plan.Path }},
	{"plan_quote", "计划原文", "string", "text of the plan", func(r *trackRow) any { return r.Target.Quote }},
	{"plan_start", "计划起", "integer", "first code point of the quote, from 0", func(r *trackRow) any { return r.Target.Span.Start }},
	{"plan_end", "计划止", "integer", "code point after the quote", func(r *trackRow) any { return r.Target.Span.End }},
	{"report", "报告文件", "string", "path of the report that holds the latest result", result(func(l diff.Reported, r *trackRow) any { return r.Tracking.Reports[l.Report].Path })},
	{"report_value", "报告数值", "string", "exact decimal number of the latest result", result(func(l diff.Reported, _ *trackRow) any { return l.Result.Value })},
	{"report_unit", "报告计量单位", "string", "unit of the latest result", result(func(l diff.Reported, _ *trackRow) any { return l.Result.Unit })},
	{"report_quote", "报告原文", "string", "text of the report", result(func(l diff.Reported, _ *trackRow) any { return l.Result.Quote })},
	{"report_start", "报告起", "integer", "first code point of the quote, from 0", result(func(l diff.Reported, _ *trackRow) any { return l.Result.Span.Start })},
	{"report_end", "报告止", "integer", "code point after the quote", result(func(l diff.Reported, _ *trackRow) any { return l.Result.Span.End })},
	{"results", "结果数", "integer", "how many results the reports give", func(r *trackRow) any { return len(r.Results) }},
	{"fingerprint", "指纹", "string", "stays the same while the target does", func(r *trackRow) any { return r.Fingerprint }},
	{"reason", "理由", "string", "why the status was chosen", func(r *trackRow) any { return r.Reason }},
}

func trackCSV(w io.Writer, f Followed, o DiffOptions) error {
	var rows []*trackRow
	for i := range f.Tracking.Targets {
		rows = append(rows, &trackRow{f, &f.Tracking.Targets[i]})
	}
	return writeCells(w, TrackColumns, rows, o)
}

func trackGitHub(w io.Writer, f Followed, o DiffOptions) error {
	lang := o.language()
	var notes []Annotation
	for i := range f.Tracking.Targets {
		t := &f.Tracking.Targets[i]
		s := statuses[t.Status]
		if s.severity == "" {
			continue
		}
		a := Annotation{Severity: s.severity, File: f.Tracking.Plan.Path, Line: f.Plan.lineOf(t.Target)}
		a.Title = strings.TrimSpace(s.sign + " " + statusName(t.Status, lang) + " " + t.Indicator)
		a.Message = strings.TrimSpace(arrow(goalAndDone(t)) + "  " + progress(t, lang))
		notes = append(notes, a)
	}
	return writeAnnotations(w, "fenjie track", notes, func([]model.Severity) string { return trackTotals(f.Tracking, lang) }, lang)
}
