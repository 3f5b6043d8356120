package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

// diffText writes comparisons as lists of changes by section. Nothing in the
// documents can act on the terminal, and signs say what colours say.
func diffText(w io.Writer, all Comparisons, o DiffOptions) error {
	t := newLister(o)
	for i, pair := range all.Pairs {
		if i > 0 {
			t.out.WriteByte('\n')
		}
		t.comparison(pair)
	}
	if all.Many {
		t.unpaired(all)
	}
	_, err := w.Write(t.out.Bytes())
	return err
}

// lister prints rows of cells in columns that stay straight, under headings.
type lister struct {
	viewer
	lang    string
	explain bool
}

func newLister(o DiffOptions) *lister {
	view := View{Width: max(cmp.Or(o.Width, 80), MinWidth), Color: o.Color, Header: o.language()}
	return &lister{viewer: viewer{view: view}, lang: o.language(), explain: o.Explain}
}

// colors are the escape sequences of the tones.
var colors = map[tone]string{added: "32", dropped: "31", harder: "36", softer: "33"}

// styleOf colours text by its tone.
func (t *lister) styleOf(tone tone) func(string) string {
	code := colors[tone]
	if !t.view.Color || code == "" {
		return plain
	}
	return func(s string) string { return "\x1b[" + code + "m" + s + "\x1b[0m" }
}

func (t *lister) say(key string) string { return diffWords[key].in(t.lang) }

func (t *lister) comparison(c Comparison) {
	t.paragraph(0, "", t.bold, namesOf(c))
	t.paragraph(0, "", plain, totals(c.Result, t.lang))
	t.items(summary(c.Result, t.lang))
	rows := map[*diff.Change][]string{}
	var all [][]string
	for i := range c.Result.Changes {
		change := &c.Result.Changes[i]
		rows[change] = t.row(c, change)
		all = append(all, rows[change])
	}
	if len(all) == 0 {
		return
	}
	widths := t.widths(all)
	for _, g := range groups(c) {
		t.out.WriteString("\n" + t.bold(cut(Printable(g.heading(t.lang)), t.view.Width)) + "\n")
		for _, change := range g.changes {
			t.cells(rows[change], widths, t.styleOf(toneOf(change)))
			if t.explain {
				t.why(c, change)
			}
		}
	}
	if t.explain {
		t.matches(c.Result)
	}
}

// matches prints which sections and records were taken for the same one.
func (t *lister) matches(r *diff.Result) {
	if len(r.Matches) == 0 {
		return
	}
	t.out.WriteByte('\n')
	t.paragraph(0, "", t.bold, t.say("matches"))
	for _, m := range r.Matches {
		text := cmp.Or(m.Old, "-") + " → " + cmp.Or(m.New, "-") + "  " + cut(Printable(m.Title+m.Indicator), longest) + "  (" + m.Reason + ")"
		t.paragraph(2, strconv.FormatFloat(m.Score, 'f', 2, 64)+"  ", plain, text)
	}
}

// namesOf is the titles of both documents, their files where titles do not tell
// them apart.
func namesOf(c Comparison) string {
	before, after := c.Old.name(c.Result.Old), c.New.name(c.Result.New)
	if before == after {
		before, after = c.Result.Old.Path, c.Result.New.Path
	}
	return before + " → " + after
}

// totals is the number of changes, in all and by severity.
func totals(r *diff.Result, lang string) string {
	return countText(severitiesOf(r.Changes), lang)
}

// countText counts severities: 变化 6 处 (错误 1, 警告 1, 提示 4).
func countText(all []model.Severity, lang string) string {
	if len(all) == 0 {
		return diffWords["none"].in(lang)
	}
	var parts []string
	for _, s := range severities {
		n := 0
		for _, x := range all {
			if x == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", severityWord(s, lang), n))
		}
	}
	return fmt.Sprintf(diffWords["changes"].in(lang), len(all)) + " (" + strings.Join(parts, ", ") + ")"
}

func severitiesOf(changes []diff.Change) []model.Severity {
	all := make([]model.Severity, len(changes))
	for i, c := range changes {
		all[i] = c.Severity
	}
	return all
}

// summary counts the changes by class.
func summary(r *diff.Result, lang string) []string {
	var parts []string
	for _, n := range classCounts(r, lang) {
		parts = append(parts, n.sign+" "+n.word+" "+strconv.Itoa(n.n))
	}
	return parts
}

// items prints parts one after the other, as many as fit on a line.
func (t *lister) items(parts []string) {
	line := ""
	for _, p := range parts {
		if line != "" && columns(line+"  "+p) > t.view.Width {
			t.paragraph(0, "", plain, line)
			line = ""
		}
		if line != "" {
			line += "  "
		}
		line += p
	}
	if line != "" {
		t.paragraph(0, "", plain, line)
	}
}

// classCount is how many changes of a class there are.
type classCount struct {
	sign, word string
	tone       tone
	n          int
}

// classCounts are the classes that occur, in the order of reports.
func classCounts(r *diff.Result, lang string) []classCount {
	var all []classCount
	for _, a := range diff.Classes {
		if n := r.Summary[a.Class]; n > 0 {
			c := classOf(a.Class)
			all = append(all, classCount{c.sign, ClassName(a.Class, lang), c.tone, n})
		}
	}
	return all
}

// kept is how many characters stay before those that differ.
const kept = 6

// longest is the number of columns at which a side of a change is cut.
const longest = 60

func (t *lister) row(c Comparison, change *diff.Change) []string {
	d := describe(c, change, t.lang)
	before, after := shorten(Printable(d.before), Printable(d.after))
	return []string{d.sign + " " + d.class, t.named(d.what), arrow(before, after), Printable(d.delta)}
}

// named is the cell of a name. It is cut at a third of the view: one long name must
// not take the room of all values.
func (t *lister) named(name string) string {
	return cut(Printable(name), min(longest, t.view.Width/3))
}

// shorten cuts both sides of a change, but not where they differ: what both begin
// with goes first.
func shorten(before, after string) (string, string) {
	x, y := []rune(before), []rune(after)
	if columns(before) > longest || columns(after) > longest {
		same := 0
		for same < len(x) && same < len(y) && x[same] == y[same] {
			same++
		}
		if same > 2*kept && same < len(x) && same < len(y) {
			before, after = "…"+string(x[same-kept:]), "…"+string(y[same-kept:])
		}
	}
	return cut(before, longest), cut(after, longest)
}

// cut is s, or its beginning with … at the end, in at most width columns.
func cut(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	return strings.TrimRight(split(s, width-1)[0], " ") + "…"
}

// set is how far cells are set in, gap the columns between them.
const set, gap = 2, 2

// widths fits the columns of all rows into the view, 0 for those that are empty.
// What takes the room of empty cells does not count: see merged.
func (t *lister) widths(rows [][]string) []int {
	first := 0
	var full [][]string
	used := make([]bool, len(rows[0]))
	for _, row := range rows {
		first = max(first, columns(row[0]))
		if row[1] == "" {
			continue
		}
		rest := slices.Clone(row[1:])
		if rest[len(rest)-1] == "" {
			rest[len(rest)-2] = ""
		}
		full = append(full, rest)
		for i, cell := range row {
			used[i] = used[i] || cell != ""
		}
	}
	widths := make([]int, len(rows[0]))
	widths[0] = min(first, t.view.Width/3)
	left := t.view.Width - set - widths[0]
	if len(full) == 0 {
		widths[1] = left - gap
		return widths
	}
	for _, u := range used[1:] {
		if u {
			left -= gap
		}
	}
	copy(widths[1:], fit(full, left))
	for i := 1; i < len(widths); i++ {
		if !used[i] {
			widths[i] = 0
		}
	}
	return widths
}

// merged gives the cells of a row that say something all the width that there is:
// a cell takes that of the empty ones after it, the second of the whole line.
func (t *lister) merged(row []string, widths []int) ([]string, []int) {
	if row[1] == "" {
		text := strings.TrimSpace(row[2] + "  " + row[3])
		return []string{row[0], text}, []int{widths[0], t.view.Width - set - widths[0] - gap}
	}
	row, widths = slices.Clone(row), slices.Clone(widths)
	left := t.view.Width - set
	for i := range row {
		if widths[i] > 0 {
			left -= widths[i] + gap
		}
	}
	last := len(row) - 1
	for last > 1 && row[last] == "" {
		if widths[last] > 0 {
			left += widths[last] + gap
		}
		last--
	}
	widths[last] += left + gap
	return row[:last+1], widths[:last+1]
}

// wrapSides wraps "old → new" so that a line breaks at the arrow first.
func wrapSides(s string, width int) []string {
	before, after, ok := strings.Cut(s, " → ")
	if !ok || columns(s) <= width {
		return wrap(s, width)
	}
	return append(wrap(before, width), wrap("→ "+after, width)...)
}

// cells prints a row, the first cell in its style.
func (t *lister) cells(row []string, widths []int, style func(string) string) {
	row, widths = t.merged(row, widths)
	wrapped := make([][]string, len(row))
	height := 0
	for i, cell := range row {
		if widths[i] > 0 {
			wrapped[i] = wrapSides(cell, widths[i])
			height = max(height, len(wrapped[i]))
		}
	}
	for n := range height {
		line, pad := "", set
		for i, lines := range wrapped {
			if widths[i] == 0 {
				continue
			}
			text := ""
			if n < len(lines) {
				text = lines[n]
			}
			if text != "" {
				line += strings.Repeat(" ", pad)
				pad = 0
				if i == 0 {
					line += style(text)
				} else {
					line += text
				}
			}
			pad += widths[i] - columns(text) + gap
		}
		t.out.WriteString(line + "\n")
	}
}

// why prints the quotes and the reason of a change below it.
func (t *lister) why(c Comparison, change *diff.Change) {
	var facts []fact
	if s := change.Old; s != nil {
		facts = append(facts, fact{signOld + t.place(c.Old.lineOf(s)), s.Quote})
	}
	if s := change.New; s != nil {
		facts = append(facts, fact{signNew + t.place(c.New.lineOf(s)), s.Quote})
	}
	facts = append(facts, fact{"=", change.Reason}, fact{"#", change.Fingerprint + "  " + severityWord(change.Severity, t.lang)})
	t.facts(4, facts)
}

func (t *lister) place(line int) string {
	if line == 0 {
		return ""
	}
	return " " + strconv.Itoa(line)
}

// unpaired prints the documents that were compared with nothing.
func (t *lister) unpaired(all Comparisons) {
	if len(all.Pairs) > 0 {
		t.out.WriteByte('\n')
	}
	text := fmt.Sprintf(t.say("pairs"), len(all.Pairs))
	if n := len(all.Unpaired.Old) + len(all.Unpaired.New); n > 0 {
		text += fmt.Sprintf(", %s %d", t.say("unpaired"), n)
	}
	t.paragraph(0, "", t.bold, text)
	for _, s := range all.Unpaired.Old {
		t.paragraph(2, signOld+" ", plain, s.Path)
	}
	for _, s := range all.Unpaired.New {
		t.paragraph(2, signNew+" ", plain, s.Path)
	}
}
