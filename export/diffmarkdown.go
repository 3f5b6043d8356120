package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/fenjie/fenjie/diff"
)

// diffMarkdown writes comparisons as tables of GitHub's Markdown, one for each
// section. Nothing in the documents is taken for Markdown or HTML.
func diffMarkdown(w io.Writer, all Comparisons, o DiffOptions) error {
	var b bytes.Buffer
	for i, pair := range all.Pairs {
		if i > 0 {
			b.WriteByte('\n')
		}
		markdownComparison(&b, pair, o)
	}
	if all.Many {
		markdownUnpaired(&b, all, o)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func markdownComparison(b *bytes.Buffer, c Comparison, o DiffOptions) {
	lang := o.language()
	fmt.Fprintf(b, "## %s\n\n", Markdown(namesOf(c)))
	fmt.Fprintf(b, "%s → %s: %s\n", code(c.Result.Old.Path), code(c.Result.New.Path), totals(c.Result, lang))
	if len(c.Result.Changes) == 0 {
		return
	}
	fmt.Fprintf(b, "\n| %s | %s |\n|---|---:|\n", diffWords["class"].in(lang), diffWords["count"].in(lang))
	for _, n := range classCounts(c.Result, lang) {
		fmt.Fprintf(b, "| %s %s | %d |\n", n.sign, n.word, n.n)
	}
	for _, g := range groups(c) {
		fmt.Fprintf(b, "\n### %s\n\n", Markdown(g.heading(lang)))
		markdownChanges(b, c, g, o)
	}
}

func markdownChanges(b *bytes.Buffer, c Comparison, g *group, o DiffOptions) {
	keys := []string{"class", "what", "old", "new", "delta"}
	if o.Explain {
		keys = append(keys, "quote", "reason")
	}
	header := make([]string, len(keys))
	for i, key := range keys {
		header[i] = diffWords[key].in(o.language())
	}
	fmt.Fprintf(b, "| %s |\n|%s\n", strings.Join(header, " | "), strings.Repeat("---|", len(keys)))
	for _, change := range g.changes {
		d := describe(c, change, o.language())
		before, after := shorten(Printable(d.before), Printable(d.after))
		row := []string{d.sign + " " + d.class, d.what, before, after, d.delta}
		if o.Explain {
			row = append(row, quotes(change), change.Reason)
		}
		b.WriteString("| " + row[0] + " |")
		for _, cell := range row[1:] {
			b.WriteString(" " + Markdown(cell) + " |")
		}
		b.WriteString("\n")
	}
}

func markdownUnpaired(b *bytes.Buffer, all Comparisons, o DiffOptions) {
	if len(all.Unpaired.Old)+len(all.Unpaired.New) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", diffWords["unpaired"].in(o.language()))
	for _, s := range all.Unpaired.Old {
		fmt.Fprintf(b, "- %s %s\n", diffWords["old"].in(o.language()), code(s.Path))
	}
	for _, s := range all.Unpaired.New {
		fmt.Fprintf(b, "- %s %s\n", diffWords["new"].in(o.language()), code(s.Path))
	}
}

// quotes is what both documents say, letter for letter.
func quotes(c *diff.Change) string {
	var before, after string
	if c.Old != nil {
		before = c.Old.Quote
	}
	if c.New != nil {
		after = c.New.Quote
	}
	return arrow(before, after)
}

// markdownEscapes keep text from being taken for Markdown, HTML, a link, a
// mention or the number of an issue. A zero width space parts the last two from
// their sign: GitHub looks for them after it has read entities.
var markdownEscapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "\\", "&#92;", "`", "&#96;", "*", "&#42;", "_", "&#95;",
	"[", "&#91;", "]", "&#93;", "~", "&#126;", "$", "&#36;", "://", "&#58;//", "www.", "www&#46;", "@", "@&#8203;", "#", "#&#8203;",
)

// Markdown is text as it stands on one line of Markdown, in a cell of a table too.
func Markdown(text string) string { return markdownEscapes.Replace(Printable(text)) }

// code is a name in the type of programs.
func code(text string) string { return "<code>" + Markdown(text) + "</code>" }
