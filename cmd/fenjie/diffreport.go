package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
)

// reportOptions are the flags of the commands that compare documents.
type reportOptions struct {
	format, output, encoding string
	export.DiffOptions
	given func(flag string) bool // on the command line, not by a setting
}

// addReportFlags adds the flags that say how a comparison is written.
func addReportFlags(cmd *cobra.Command, o *reportOptions, formats []string) {
	flags := cmd.Flags()
	addChoice(cmd, flags, &o.format, "format", "f", "", "format of the output (default text)", formats)
	setBy(flags, "format", cmd.Name()+"-format") // the format of extract means other words
	flags.StringVarP(&o.output, "output", "o", "", "write to `FILE`, in the format of its ending")
	flags.BoolVar(&o.Explain, "explain", false, "add quotes, reasons and what was matched")
	flags.IntVar(&o.Width, "width", 0, "make lines of text `N` columns wide (default the terminal, else 80)")
	addChoice(cmd, flags, &o.Header, "header", "", "", "language of headings (default zh, but en for csv)", []string{"en", "zh"})
	flags.BoolVar(&o.BOM, "bom", false, "begin csv with a byte order mark, by which Excel knows UTF-8")
	flags.BoolVar(&o.RawCells, "raw-cells", false, "write cells of csv that look like formulas as they are")
}

func layoutNames[T any](layouts []export.Layout[T]) []string {
	var names []string
	for _, l := range layouts {
		names = append(names, l.Name)
	}
	return names
}

func layoutHelp[T any](layouts []export.Layout[T]) string {
	var b strings.Builder
	for _, l := range layouts {
		fmt.Fprintf(&b, "  %-9s %s", l.Name, l.About)
		if len(l.Endings) > 0 {
			b.WriteString(" (" + strings.Join(l.Endings, ", ") + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// pickLayout decides on the format: what was asked for must not contradict itself.
func pickLayout[T any](o reportOptions, layouts []export.Layout[T]) (export.Layout[T], error) {
	layout, _ := export.LayoutNamed(layouts, cmp.Or(o.format, layouts[0].Name))
	if o.toFile() {
		byEnding, known := export.LayoutOf(layouts, o.output)
		switch {
		case known && o.given("format") && byEnding.Name != layout.Name:
			return layout, usage("--format %s and --output %s contradict each other: the ending means %s", layout.Name, o.output, byEnding.Name)
		case known:
			layout = byEnding
		case o.format == "":
			return layout, usage("%s: unknown ending %q; give --format, or one of %s", o.output, filepath.Ext(o.output), layoutEndings(layouts))
		}
	}
	for _, flag := range []string{"header", "explain", "width", "bom", "raw-cells"} {
		if o.given(flag) && !slices.Contains(layout.Takes, flag) {
			return layout, usage("--%s means nothing to %s", flag, layout.Name)
		}
	}
	if o.Width != 0 && o.Width < export.MinWidth {
		return layout, usage("--width %d: at least %d columns are needed", o.Width, export.MinWidth)
	}
	return layout, nil
}

func layoutEndings[T any](layouts []export.Layout[T]) string {
	var endings []string
	for _, l := range layouts {
		endings = append(endings, l.Endings...)
	}
	return strings.Join(endings, ", ")
}

func (o reportOptions) toFile() bool { return o.output != "" && o.output != batch.StandardInput }

// writeReport writes to the file or to standard output.
func writeReport[T any](a *app, o reportOptions, layout export.Layout[T], report T, inputs []string) error {
	if o.toFile() {
		for _, path := range inputs {
			if path != batch.StandardInput && sameFile(path, o.output) {
				return usage("%s: is an input too; the output would replace it", o.output)
			}
		}
		return export.WriteFile(o.output, func(w io.Writer) error { return layout.Write(w, report, o.DiffOptions) })
	}
	if o.Width == 0 {
		o.Width, _ = terminalWidth(a.stdout)
	}
	o.Color = a.colored()
	return buffered(a.stdout, func(w io.Writer) error { return layout.Write(w, report, o.DiffOptions) })
}

// summaryLimit is how much of a summary GitHub shows.
const summaryLimit = 1 << 20

// stepSummary adds a report in Markdown to the summary of a step of GitHub Actions,
// if this is one.
func stepSummary[T any](layouts []export.Layout[T], report T, o export.DiffOptions) error {
	path := os.Getenv("GITHUB_STEP_SUMMARY")
	if path == "" {
		return nil
	}
	markdown, _ := export.LayoutNamed(layouts, "markdown")
	var b strings.Builder
	if err := markdown.Write(&b, report, o); err != nil {
		return err
	}
	return appendSummary(path, b.String())
}

// appendSummary adds text to a file, as much of it as GitHub shows.
func appendSummary(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return say.Errorf("GITHUB_STEP_SUMMARY: %s: %w", path, say.Reason(err))
	}
	if len(text) > summaryLimit-100 {
		text = text[:strings.LastIndexByte(text[:summaryLimit-100], '\n')+1] + "\n…\n"
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return say.Errorf("GITHUB_STEP_SUMMARY: %s: %w", path, say.Reason(err))
	}
	return nil
}
