package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// extractOptions are the flags of extract.
type extractOptions struct {
	format, output, encoding string
	export.Options
	relative bool
	given    func(flag string) bool // on the command line, not by a setting
}

func newExtractCmd(a *app) *cobra.Command {
	o := extractOptions{Options: export.Options{Generator: generator}}
	cmd := &cobra.Command{
		Use:   "extract [FILE…|-]",
		Short: "Write what documents say as JSON, YAML or tables",
		Long: `Extract reads documents and writes what they say, all of them to one output.
- is standard input, which is also read when no file is named and it is no
terminal. An input that cannot be read is told of on standard error, the others
are done, and the exit code is 3.

Formats:
` + formatHelp() + `
Tables:
` + tableHelp() + `
The format is that of --format, else that of the ending of --output, else json.
A file is written whole or not at all: if anything fails, or no input could be
read, an older file stays as it is.

In csv a cell that a spreadsheet would take for a formula (one that begins with
= + - @, tab or a line break and is no number) gets a leading apostrophe unless
--raw-cells is given; the entries of a list are joined by ";"; lines end in \n.`,
		Example: `  fenjie extract plan.txt
  fenjie extract plan.txt -o plan.csv --bom --header zh
  fenjie extract 2030/*.txt --table tasks -o tasks.csv
  fenjie extract plan.txt --table numbers -o numbers.csv
  fenjie extract 2030/*.txt --format ndjson > plans.ndjson
  iconv -f gbk -t utf-8 plan.txt | fenjie extract - --format yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return a.extract(cmd.Context(), o, args)
		},
	}
	flags := cmd.Flags()
	addChoice(cmd, flags, &o.format, "format", "f", "", "format of the output (default json)", formatNames())
	addChoice(cmd, flags, &o.Table, "table", "t", "", "table to write (default "+export.Tables[0].Name+" for csv)", tableNames())
	flags.StringVarP(&o.output, "output", "o", "", "write to `FILE`, in the format of its ending")
	addChoice(cmd, flags, &o.Header, "header", "", "en", "language of the header of csv", []string{"en", "zh"})
	flags.BoolVar(&o.BOM, "bom", false, "begin csv with a byte order mark, by which Excel knows UTF-8")
	flags.BoolVar(&o.RawCells, "raw-cells", false, "write cells of csv that look like formulas as they are")
	addRelative(cmd, &o.relative)
	addEncoding(cmd, &o.encoding)
	return cmd
}

func formatNames() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	return names
}

func tableNames() []string {
	var names []string
	for _, t := range export.Tables {
		names = append(names, t.Name)
	}
	return names
}

func formatHelp() string {
	var b strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "  %-10s %s (%s)\n", f.Name, f.About, strings.Join(f.Endings, ", "))
	}
	return b.String()
}

func tableHelp() string {
	var b strings.Builder
	for _, t := range export.Tables {
		fmt.Fprintf(&b, "  %-10s %s\n", t.Name, t.About)
	}
	return b.String()
}

// extract does what o says with the inputs that args name.
func (a *app) extract(ctx context.Context, o extractOptions, args []string) error {
	format, err := o.pick()
	if err != nil {
		return err
	}
	paths, err := a.inputs("extract", args)
	if err != nil {
		return err
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	b := &batch{app: a, reader: o.reader(), paths: paths}
	if o.toFile() {
		err = a.extractToFile(ctx, o, format, b)
	} else {
		err = buffered(a.stdout, func(w io.Writer) error { return format.Write(w, b.items(ctx), o.Options) })
	}
	if err == nil && b.failed > 0 {
		return &exitError{code: exitFailed}
	}
	return err
}

// reader asks for the ledger of numerals only where the table needs it.
func (o extractOptions) reader() reader {
	table, _ := export.TableNamed(o.Table)
	return reader{decoder: source.Decoder{Encoding: o.encoding}, parser: parser.Parser{Numerals: table.Numerals, Relative: o.relative}}
}

func (o extractOptions) toFile() bool { return o.output != "" && o.output != "-" }

// formatFlags are the flags that not every format takes.
var formatFlags = []string{"table", "header", "bom", "raw-cells"}

// pick decides on the format: what was asked for must not contradict itself.
func (o extractOptions) pick() (export.Format, error) {
	format, _ := export.FormatNamed(cmp.Or(o.format, export.Formats[0].Name))
	if o.toFile() {
		byEnding, known := export.FormatOf(o.output)
		switch {
		case known && o.given("format") && byEnding.Name != format.Name:
			return format, usage("--format %s and --output %s contradict each other: the ending means %s", format.Name, o.output, byEnding.Name)
		case known:
			format = byEnding
		case o.format == "":
			return format, usage("%s: unknown ending %q; give --format, or an ending of %s", o.output, filepath.Ext(o.output), allEndings())
		}
	}
	for _, flag := range formatFlags {
		if o.given(flag) && !slices.Contains(format.Takes, flag) {
			return format, usage("--%s means nothing to %s; it is for --format %s", flag, format.Name, takers(flag))
		}
	}
	return format, nil
}

func allEndings() string {
	var endings []string
	for _, f := range export.Formats {
		endings = append(endings, fmt.Sprintf("%s (%s)", f.Name, strings.Join(f.Endings, ", ")))
	}
	return strings.Join(endings, ", ")
}

func takers(flag string) string {
	var names []string
	for _, f := range export.Formats {
		if slices.Contains(f.Takes, flag) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, " or ")
}

// extractToFile writes the output file. An interrupt leaves it as it is, and a
// second one ends the program at once.
func (a *app) extractToFile(ctx context.Context, o extractOptions, format export.Format, b *batch) error {
	for _, path := range b.paths {
		if path != standardInput && sameFile(path, o.output) {
			return usage("%s: is an input too; the output would replace it", o.output)
		}
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return export.WriteFile(o.output, func(w io.Writer) error {
		if err := format.Write(w, b.items(ctx), o.Options); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return &exitError{exitInterrupted, fmt.Errorf("%s: interrupted, not written", o.output)}
		}
		if b.done == 0 {
			return fmt.Errorf("%s: not written, for no input could be read", o.output)
		}
		return nil
	})
}

// buffered writes to standard output in large pieces.
func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	err := write(b)
	if err == nil {
		err = b.Flush()
	}
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		return fmt.Errorf("standard output: %w", reason(err))
	}
	return err
}
