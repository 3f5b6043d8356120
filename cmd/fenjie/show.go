package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// showOptions are the flags of show.
type showOptions struct {
	encoding string
	relative bool
	parts    []bool // beside export.ViewParts
	export.View
}

func newShowCmd(a *app) *cobra.Command {
	o := showOptions{parts: make([]bool, len(export.ViewParts))}
	cmd := &cobra.Command{
		Use:   "show [FILE|-]",
		Short: "Show a document's outline, tasks, targets and parties on a terminal",
		Long: `Show prints what a document says for people to read: its title, number, issuer,
region and dates, then its outline, tasks, targets and parties, or those of them
that flags name. Lines are as wide as the terminal, or 80 columns where there is
none. For programs there is extract.

With --numbers it counts every numeral of the text by what it was taken for, and
lists those that made no record, with the reason. The ones most worth a look come
first: unread, then without a unit. "fenjie explain" tells more of each.`,
		Example: `  fenjie show plan.txt
  fenjie show plan.txt --targets --width 120
  fenjie show plan.txt --numbers
  fenjie show --outline --tasks plan.txt | less
  curl -s https://example.org/plan.txt | fenjie show -`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.show(cmd.Context(), o, args) },
	}
	flags := cmd.Flags()
	for i, part := range export.ViewParts {
		flags.BoolVar(&o.parts[i], part.Name, false, "show the "+part.About)
	}
	flags.IntVar(&o.Width, "width", 0, "make lines `N` columns wide (default the terminal, else 80)")
	addChoice(cmd, flags, &o.Header, "header", "", "zh", "language of headings", []string{"en", "zh"})
	addRelative(cmd, &o.relative)
	addEncoding(cmd, &o.encoding)
	return cmd
}

func (a *app) show(ctx context.Context, o showOptions, args []string) error {
	if o.Width != 0 && o.Width < export.MinWidth {
		return usage("--width %d: at least %d columns are needed", o.Width, export.MinWidth)
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	r := reader{decoder: source.Decoder{Encoding: o.encoding}, parser: parser.Parser{Relative: o.relative}}
	for i, part := range export.ViewParts {
		if o.parts[i] {
			o.Parts = append(o.Parts, part.Name)
			r.parser.Numerals = r.parser.Numerals || part.Numerals
		}
	}
	item, err := a.readOne(ctx, r, "show", args)
	if err != nil {
		return err
	}
	if o.Width == 0 {
		o.Width, _ = terminalWidth(a.stdout)
	}
	o.Color = a.colored()
	return buffered(a.stdout, func(w io.Writer) error { return export.Show(w, item, o.View) })
}
