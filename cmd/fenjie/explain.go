package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/explain"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// explainOptions are the flags of explain.
type explainOptions struct {
	number, offset   int
	format, encoding string
	width            int
	given            func(flag string) bool
}

func newExplainCmd(a *app) *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain FILE:LINE[:COLUMN]|FILE",
		Short: "Say what was read at a place, by which rules, and why a number is no target",
		Long: `Explain says what was read at a place of a document: a line, or the number, party
or words at one column of it (counted in characters, from 1). A numeral can also be
named by its number in the text, as "extract --table numbers" gives it, and any
place by its offset. Standard input is -, as in "fenjie explain -- -:12".

It prints the line, with signs under what it speaks of; the section with its
parties, their roles and the words that gave them; each record with the words it
was read by and the rules tried on it; each numeral that is no record with the
rule that took it out, after what it was asked before; diagnostics; and last where
to change it: a file of the lexicon or of the parser.

--format json prints one object: schema, path, line, column, text, span, parts (of
the document), sections (with above and parties), records, numerals (that are no
record) and diagnostics. A record has record, as in the contract fenjie/1, numbers
(of its numerals), trials (rule, held, why), words (text, kind, use, entry, origin,
span) and change (about, where); a numeral has numeral, its number, words, change.`,
		Example: `  fenjie explain plan.txt:12
  fenjie explain plan.txt:12:31
  fenjie explain plan.txt --number 17
  fenjie explain plan.txt --offset 404 --format json
  fenjie show plan.txt --numbers`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("one place is needed, as in \"fenjie explain plan.txt:12\"")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return a.explain(cmd.Context(), o, args[0])
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&o.number, "number", 0, "explain the `N`th numeral of the text, from 1")
	flags.IntVar(&o.offset, "offset", 0, "explain what stands at code point `N` of the text, from 0")
	addChoice(cmd, flags, &o.format, "format", "f", "text", "format of the output", []string{"text", "json"})
	flags.IntVar(&o.width, "width", 0, "make lines `N` columns wide (default the terminal, else 80)")
	addEncoding(cmd, &o.encoding)
	return cmd
}

// explain does what o says with the place that arg names.
func (a *app) explain(ctx context.Context, o explainOptions, arg string) error {
	if o.width != 0 && o.width < export.MinWidth {
		return usage("--width %d: at least %d columns are needed", o.width, export.MinWidth)
	}
	path, place := splitPlace(arg)
	byFlag := o.given("number") || o.given("offset")
	switch {
	case o.given("number") && o.given("offset"):
		return usage("--number and --offset contradict each other")
	case byFlag && place != nil:
		return usage("%s: a place and a flag that names one contradict each other", arg)
	case !byFlag && place == nil:
		return usage("%s: say where: %s:LINE, %s:LINE:COLUMN, --number N or --offset N", arg, arg, arg)
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	r := reader{decoder: source.Decoder{Encoding: o.encoding}, parser: parser.Parser{Numerals: true, Lexicon: a.words}}
	item, err := a.readOne(ctx, r, "explain", []string{path})
	if err != nil {
		return err
	}
	if byFlag {
		place, err = o.place(item)
	}
	var e *explain.Explanation
	if err == nil {
		e, err = explain.At(r.parser, item.Text, item.Doc, *place)
	}
	if err != nil {
		return usage("%s: %w", path, err)
	}
	return buffered(a.stdout, func(w io.Writer) error {
		if o.format == "json" {
			return export.ExplainJSON(w, e, export.Options{Generator: generator})
		}
		width, _ := terminalWidth(a.stdout)
		return export.Explain(w, e, export.View{Width: cmp.Or(o.width, width), Color: a.colored()})
	})
}

// place is the one that a flag names.
func (o explainOptions) place(item export.Item) (*explain.Place, error) {
	if o.given("number") {
		place, err := explain.OfNumber(item.Text, item.Doc, o.number)
		return &place, err
	}
	place, err := explain.OfOffset(item.Text, o.offset)
	return &place, err
}

// splitPlace cuts LINE or LINE:COLUMN off the end of arg. What is the name of a
// file is not cut: a name may hold colons.
func splitPlace(arg string) (path string, place *explain.Place) {
	head, last, ok := cutNumber(arg)
	if !ok || isFile(arg) {
		return arg, nil
	}
	if first, middle, ok := cutNumber(head); ok && !isFile(head) {
		return first, &explain.Place{Line: middle, Column: last}
	}
	return head, &explain.Place{Line: last}
}

// cutNumber cuts ":N" off the end of s. A number too long to be one is the
// largest there is.
func cutNumber(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 1 || i+1 == len(s) || strings.Trim(s[i+1:], "0123456789") != "" {
		return s, 0, false
	}
	n, _ = strconv.Atoi(s[i+1:])
	return s[:i], n, true
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
