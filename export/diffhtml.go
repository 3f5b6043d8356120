package export

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strconv"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

//go:embed diff.html
var diffPage string

//go:embed page.css
var pageStyle string

// htmlPage is what the template shows.
type htmlPage struct {
	Lang, Title string
	Explain     bool
	Many        bool
	Pairs       []*htmlPair
	Unpaired    Unpaired
}

// Say is a word of the page.
func (p *htmlPage) Say(key string) string { return diffWords[key].in(p.Lang) }

// HTMLLang is the language in terms of HTML.
func (p *htmlPage) HTMLLang() string { return htmlLang(p.Lang) }

func htmlLang(lang string) string {
	if lang == "en" {
		return "en"
	}
	return "zh-CN"
}

// htmlPair is a comparison on the page. ID begins the anchors of its parts.
type htmlPair struct {
	ID, Title        string
	Old, New         model.Source
	OldName, NewName string
	Totals           string
	Counts           []htmlCount
	Groups           []htmlGroup
	Quotes           bool // shown with the changes
	Rows             []htmlRow
}

type htmlCount struct {
	Sign, Word, Tone string
	N                int
}

type htmlGroup struct {
	Heading string
	Changes []htmlChange
}

// htmlChange is a row of the table. The anchors are "" where a side has no mark.
type htmlChange struct {
	ID, Sign, Word, Tone, Severity         string
	Indicator, Before, After, Delta        string
	OldQuote, NewQuote, Reason             string
	OldAnchor, NewAnchor, OldLine, NewLine string
}

// diffHTML writes one page that needs nothing else: no script, no other file.
// Whatever the documents say stays text.
func diffHTML(w io.Writer, all Comparisons, o DiffOptions) error {
	page := &htmlPage{Lang: o.language(), Explain: o.Explain, Many: all.Many, Unpaired: all.Unpaired}
	for i, pair := range all.Pairs {
		page.Pairs = append(page.Pairs, page.pair("p"+strconv.Itoa(i+1), pair))
	}
	page.Title = fmt.Sprintf(page.Say("pairs"), len(all.Pairs))
	if !all.Many && len(all.Pairs) == 1 {
		page.Title = page.Pairs[0].Title
	}
	return writePage(w, diffPage, page)
}

// writePage fills a template. What documents say goes through printable there, so
// that no invisible character hides in it.
func writePage(w io.Writer, text string, page any) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"printable": Printable,
		"style":     func() template.CSS { return template.CSS(pageStyle) },
	}).Parse(text)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 64<<10)
	if err := t.Execute(b, page); err != nil {
		return err
	}
	return b.Flush()
}

func (p *htmlPage) pair(id string, c Comparison) *htmlPair {
	pair := &htmlPair{
		ID: id, Title: namesOf(c), Old: c.Result.Old, New: c.Result.New,
		OldName: c.Old.name(c.Result.Old), NewName: c.New.name(c.Result.New),
		Totals: totals(c.Result, p.Lang),
	}
	for _, n := range classCounts(c.Result, p.Lang) {
		pair.Counts = append(pair.Counts, htmlCount{n.sign, n.word, string(n.tone), n.n})
	}
	texts := c.Old.Text != nil && c.New.Text != nil
	pair.Quotes = p.Explain || !texts
	var before, after []textMark
	n := 0
	for _, g := range groups(c) {
		group := htmlGroup{Heading: g.heading(p.Lang)}
		for _, change := range g.changes {
			n++
			row := p.change(id+"-"+strconv.Itoa(n), c, change)
			if texts {
				row.OldAnchor = addMark(&before, c.Old, change.Old, row, "-o")
				row.NewAnchor = addMark(&after, c.New, change.New, row, "-n")
			}
			group.Changes = append(group.Changes, row)
		}
		pair.Groups = append(pair.Groups, group)
	}
	if texts {
		pair.Rows = sideBySide(markLines(c.Old.Text, before), markLines(c.New.Text, after), anchors(c))
	}
	return pair
}

func (p *htmlPage) change(id string, c Comparison, change *diff.Change) htmlChange {
	d := describe(c, change, p.Lang)
	row := htmlChange{
		ID: id, Sign: d.sign, Word: d.class, Tone: string(toneOf(change)), Severity: severityWord(change.Severity, p.Lang),
		Indicator: d.what, Delta: d.delta, Reason: change.Reason,
		OldLine: lineText(c.Old.lineOf(change.Old)), NewLine: lineText(c.New.lineOf(change.New)),
	}
	row.Before, row.After = cut(Printable(d.before), 5*longest), cut(Printable(d.after), 5*longest)
	if change.Old != nil {
		row.OldQuote = change.Old.Quote
	}
	if change.New != nil {
		row.NewQuote = change.New.Quote
	}
	return row
}

func lineText(line int) string {
	if line == 0 {
		return ""
	}
	return strconv.Itoa(line)
}

// addMark marks what a side of a change speaks of, and gives its anchor.
func addMark(marks *[]textMark, item Item, side *diff.Side, row htmlChange, suffix string) string {
	if side == nil || !item.has(side.Span) || side.Span.Len() == 0 {
		return ""
	}
	*marks = append(*marks, textMark{span: side.Span, id: row.ID + suffix, tone: row.Tone, href: row.ID, title: row.Word})
	return row.ID + suffix
}
