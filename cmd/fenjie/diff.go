package main

import (
	"context"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/parser/lexicon"
	"github.com/fenjie/fenjie/source"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	reportOptions
	pairs, ignore, ignoreWrite string
	failOn                     string
	exitCode                   bool
	threshold                  score
	severity                   severities
	only                       wordList[diff.Class]
}

func newDiffCmd(a *app) *cobra.Command {
	o := diffOptions{severity: severities{}, only: wordList[diff.Class]{what: "class", known: classNames()}}
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two documents, or two directories of them",
		Long: `Diff compares two documents, such as the plans of two years: which targets were
raised, lowered, added or dropped, which deadlines and parties changed, which tasks
are new, gone, moved or renamed. Sections and targets are matched by what they say.

OLD and NEW are each a document, a saved output of extract (json, ndjson or yaml;
the text is found again by its path where the file is still the same) or a
directory. Of directories the documents of the same place and kind whose titles
are alike are compared; the pairs are told on standard error. --pairs FILE names
pairs in YAML: a list of {old: PATH, new: PATH}, seen from the directories. One of
OLD and NEW may be -, standard input.

Formats:
` + layoutHelp(export.DiffLayouts) + `
The format is that of --format, else that of the ending of --output, else text. A
file is written whole or not at all. With github a summary in Markdown is added to
the file that GITHUB_STEP_SUMMARY names. In the settings the key is diff-format.

Each change has a class, with a severity that --severity CLASS=LEVEL sets:
` + classHelp() + `
A number that is higher or lower, and what is no commitment, is judged by what it
means: looser is a warning, anything else an info.

A change has a fingerprint, shown by --explain. --ignore FILE leaves those changes
out whose fingerprints are in the file: one a line, then a reason if you like;
what follows # is a comment. --ignore-write FILE writes such a file of all changes.

The exit code is 0 even where there are changes, unless --exit-code asks for 1 if
there is any, or --fail-on LEVEL if there is one of that severity or worse. It is 3
if an input could not be read.`,
		Example: `  fenjie diff plan-2030.txt plan-2031.txt
  fenjie diff plan-2030.txt plan-2031.txt --explain --only target_lowered,target_dropped
  fenjie diff plan-2030.txt plan-2031.txt -o changes.html
  fenjie diff 2030/ 2031/ -o changes.csv --pairs pairs.yaml
  fenjie diff old.json plan.txt --format github --fail-on warning --ignore known.txt`,
		Args: exactly("diff", 2, "plan-2030.txt plan-2031.txt"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return a.diff(cmd.Context(), o, args)
		},
	}
	flags := cmd.Flags()
	addReportFlags(cmd, &o.reportOptions, layoutNames(export.DiffLayouts))
	flags.StringVar(&o.pairs, "pairs", "", "compare the documents that `FILE` pairs (YAML)")
	flags.Var(&o.threshold, "threshold", "match sections from this `SCORE` on, above 0 and up to 1 (default 0.4)")
	completeWith(cmd, "threshold", []string{"0.3", "0.4", "0.6", "1"})
	flags.Var(&o.severity, "severity", "severity of a class, error, warning or info (may be given again)")
	completeWith(cmd, "severity", severityCompletions())
	flags.Var(&o.only, "only", "tell of these classes alone, with commas between them (may be given again)")
	completeWith(cmd, "only", classNames())
	flags.StringVar(&o.ignore, "ignore", "", "leave out the changes whose fingerprints are in `FILE`")
	flags.StringVar(&o.ignoreWrite, "ignore-write", "", "write the fingerprints of all changes to `FILE`, for --ignore")
	setBy(flags, "ignore-write", "")
	setBy(flags, "only", "")
	addChoice(cmd, flags, &o.failOn, "fail-on", "", "", "exit with 1 if there is a change of this severity or a worse one", levels)
	flags.BoolVar(&o.exitCode, "exit-code", false, "exit with 1 if there is any change")
	addEncoding(cmd, &o.encoding)
	return cmd
}

// exactly asks for n arguments.
func exactly(command string, n int, example string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%d inputs are needed, as in \"fenjie %s %s\"", n, command, example)
		}
		return nil
	}
}

func classHelp() string {
	var b strings.Builder
	for _, c := range diff.Classes {
		fmt.Fprintf(&b, "  %-18s %s\n", c.Class, c.Severity)
	}
	return b.String()
}

// diff does what o says with the two inputs.
func (a *app) diff(ctx context.Context, o diffOptions, args []string) error {
	layout, err := pickLayout(o.reportOptions, export.DiffLayouts)
	if err != nil {
		return err
	}
	if args[0] == batch.StandardInput && args[1] == batch.StandardInput {
		return usage("-: standard input can be read only once")
	}
	ignore, err := readIgnored(o.ignore)
	if err != nil {
		return err
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	ctx, stop := untilSignal(ctx)
	defer stop()
	all, failed, err := a.compareInputs(ctx, &o, args)
	if err != nil {
		return o.stopped(ctx, err)
	}
	for _, pair := range all.Pairs {
		keep(pair.Result, func(c diff.Change) bool { return o.only.takes(c.Class) && !ignore.has(c) })
	}
	ignore.tellUnused(a)
	if o.ignoreWrite != "" {
		if err := o.replaces(o.ignoreWrite); err != nil {
			return err
		}
		if err := export.WriteFile(o.ignoreWrite, func(w io.Writer) error { return writeIgnored(w, all) }); err != nil {
			return err
		}
	}
	if err := writeReport(ctx, a, o.reportOptions, layout, all); err != nil {
		return o.stopped(ctx, err)
	}
	if layout.Name == "github" {
		if err := stepSummary(export.DiffLayouts, all, o.DiffOptions); err != nil {
			return err
		}
	}
	return o.verdict(all, failed)
}

// verdict is the exit code: an input that could not be read outweighs changes.
func (o diffOptions) verdict(all export.Comparisons, failed int) error {
	if failed > 0 {
		return &exitError{code: exitFailed}
	}
	any, bad := 0, 0
	for _, pair := range all.Pairs {
		for _, c := range pair.Result.Changes {
			any++
			if o.failOn != "" && slices.Index(levels, string(c.Severity)) <= slices.Index(levels, o.failOn) {
				bad++
			}
		}
	}
	switch {
	case bad > 0:
		return &exitError{exitFound, say.Errorf("changes of severity %s or worse: %d (--fail-on)", o.failOn, bad)}
	case o.exitCode && any > 0:
		return &exitError{code: exitFound}
	}
	return nil
}

// compareInputs reads both inputs, pairs their documents and compares these.
func (a *app) compareInputs(ctx context.Context, o *diffOptions, args []string) (all export.Comparisons, failed int, err error) {
	r := reader{decoder: source.Decoder{Encoding: o.encoding}, parser: parser.Parser{}}
	var sides [2]folder
	for i, path := range args {
		if sides[i], err = a.folder(ctx, r, path, &failed); err != nil {
			return all, failed, err
		}
		o.reads(sides[i])
	}
	pairs, err := a.pairs(*o, sides[0], sides[1])
	if err != nil {
		return all, failed, err
	}
	all.Many = sides[0].many || sides[1].many
	options := a.compareOptions()
	options.Threshold, options.Severity = float64(o.threshold), o.severity
	for _, p := range pairs {
		c, err := compareItems(ctx, sides[0].items[p.old], sides[1].items[p.new], options)
		if ctx.Err() != nil {
			return all, failed, ctx.Err()
		}
		if err != nil {
			failed++
			a.complain(err)
			continue
		}
		all.Pairs = append(all.Pairs, c)
	}
	all.Unpaired.Old = unpaired(sides[0], func(i int) bool { return slices.ContainsFunc(pairs, func(p pair) bool { return p.old == i }) })
	all.Unpaired.New = unpaired(sides[1], func(i int) bool { return slices.ContainsFunc(pairs, func(p pair) bool { return p.new == i }) })
	if all.Many {
		a.tellPairs(all.Unpaired, sides, pairs)
	}
	return all, failed, nil
}

// pairs are the documents to compare. Two single documents need no likeness.
func (a *app) pairs(o diffOptions, old, new folder) ([]pair, error) {
	if o.pairs == "" && !old.many && !new.many {
		return []pair{{}}, nil
	}
	var fixed fixedPairs
	if o.pairs != "" {
		var err error
		if fixed, err = readPairs(o.pairs, old, new); err != nil {
			return nil, err
		}
	}
	return pairUp(old, new, fixed), nil
}

func unpaired(f folder, paired func(int) bool) []model.Source {
	var all []model.Source
	for i, item := range f.items {
		if !paired(i) {
			all = append(all, item.Doc.Source)
		}
	}
	return all
}

// tellPairs tells which documents were compared, and which with none.
func (a *app) tellPairs(u export.Unpaired, sides [2]folder, pairs []pair) {
	for _, p := range pairs {
		old, new := sides[0].items[p.old].Doc.Source.Path, sides[1].items[p.new].Doc.Source.Path
		a.note(say.Errorf("%s: compared with %s (%w)", new, old, p.why))
	}
	for _, s := range append(slices.Clone(u.Old), u.New...) {
		a.warn(say.Errorf("%s: compared with nothing", s.Path))
	}
}

// compareItems compares two documents, unless ctx is done before. A panic is an
// error of this pair alone.
func compareItems(ctx context.Context, old, new export.Item, o diff.Options) (export.Comparison, error) {
	return safely(ctx, func(context.Context) (export.Comparison, error) {
		return export.Comparison{Result: diff.Compare(diffInput(old), diffInput(new), o), Old: old, New: new}, nil
	}, func(e any) error {
		return say.Errorf("%s: internal error while it was compared with %s, please report it: %v", new.Doc.Source.Path, old.Doc.Source.Path, e)
	})
}

func diffInput(item export.Item) diff.Input {
	in := diff.Input{Doc: item.Doc}
	if item.Text != nil {
		in.Text = item.Text.Runes
	}
	return in
}

// compareOptions hold what the lexicon knows of units and of organisations that
// were renamed.
func (a *app) compareOptions() diff.Options {
	words := a.words
	if words == nil {
		words = lexicon.Default()
	}
	options := diff.Options{Explain: true, Renamed: map[string]string{}, Factors: map[string]*big.Rat{}}
	for _, r := range words.Renamed {
		for _, before := range r.Before {
			options.Renamed[before] = r.Now
		}
	}
	factors := map[string]string{}
	for _, u := range words.Units {
		factors[u.ID] = u.Factor
	}
	for _, e := range words.Entries {
		if factor, ok := new(big.Rat).SetString(factors[e.ID]); ok && e.Kind == "units" {
			for _, form := range e.Forms {
				options.Factors[form] = factor
			}
		}
	}
	return options
}
