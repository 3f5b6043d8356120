package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
	"github.com/fenjie/fenjie/source/pdf"
)

// extractOptions are the flags of extract.
type extractOptions struct {
	format, output, encoding string
	text                     bool
	export.Options
	relative bool

	from, list string
	pdf        string
	null       bool

	jobs     int
	shard    string
	resume   bool
	failFast bool
	exitZero bool
	manifest string
	require  []string
	timeout  time.Duration
	maxSize  size
	maxText  size
	quiet    bool

	given func(flag string) bool // on the command line, not by a setting
}

// Limits of one document, where the user sets no other.
const (
	defaultMaxSize = 64 << 20
	defaultMaxText = 16 << 20 // the text of some 5 million characters, or 3,000 pages
	defaultTimeout = 2 * time.Minute
)

func newExtractCmd(a *app) *cobra.Command {
	o := extractOptions{Options: export.Options{Generator: generator}, maxSize: defaultMaxSize, maxText: defaultMaxText}
	cmd := &cobra.Command{
		Use:   "extract [FILE|FOLDER|PATTERN…|-]",
		Short: "Write what documents say as JSON, YAML or tables",
		Long: `Extract reads documents and writes what they say: to standard output, to one
file, or to a folder with a file for each document.

Inputs are files, folders (all documents below them, by their endings), patterns
such as "2030/**/*.txt", and - for standard input, which is also read when
nothing is named and it is no terminal. --files-from names a list of files and
folders. With --from ndjson each line of the inputs is a document, an object such
as {"id": "7", "text": "…"}; --format ndjson then answers each with one line, in
their order, that begins with the same id and holds an "error" if it failed. A
file that is named twice is read once.

Formats:
` + formatHelp() + `
Tables:
` + tableHelp() + `
The format is that of --format, else that of the ending of --output, else json.

--output names a folder if it is one, or ends in /. Each document is then a file
there, named after its own, and manifest.json tells of each input: its hash, its
output, its counts, or why it failed. With --resume what an earlier run did is
kept where input, output, program, words and flags are the same. A file, or all
of them, are written whole or not at all.

An input that fails is told of on standard error, and the others are done. Exit
codes: 0 all done; 1 --require not met; 2 wrong usage, or no input could be read;
3 some inputs failed, or the output could not be written; 130 or 143 interrupted:
what was in hand is finished, and --resume goes on from there.

In csv a cell that a spreadsheet would take for a formula (one that begins with
= + - @, tab or a line break and is no number) gets a leading apostrophe unless
--raw-cells is given; the entries of a list are joined by ";"; lines end in \n.`,
		Example: `  fenjie extract plan.txt
  fenjie extract plan.txt -o plan.csv --bom --header zh
  fenjie extract 2030/ --table tasks -o tasks.csv
  fenjie extract plan.docx --text -o plan.txt
  fenjie extract "2030/**/*.html" -o out/ --resume
  fenjie extract 2030/ -o out/ --shard 2/7
  fenjie extract 2030/ --format github --require targets
  fenjie extract --from ndjson --format ndjson < plans.ndjson > results.ndjson
  find 2030 -name '*.txt' -print0 | fenjie extract --files-from - --null -o out/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return a.extract(cmd.Context(), o, args)
		},
	}
	flags := cmd.Flags()
	addChoice(cmd, flags, &o.format, "format", "f", "", "format of the output (default json)", formatNames())
	flags.BoolVar(&o.text, "text", false, "write the text that the offsets count: --format text")
	addChoice(cmd, flags, &o.Table, "table", "t", "", "table to write (default "+export.Tables[0].Name+" for csv)", tableNames())
	flags.StringVarP(&o.output, "output", "o", "", "write to `FILE`, in the format of its ending, or into a FOLDER/")
	addChoice(cmd, flags, &o.Header, "header", "", "en", "language of the header of csv", []string{"en", "zh"})
	flags.BoolVar(&o.BOM, "bom", false, "begin csv with a byte order mark, by which Excel knows UTF-8")
	flags.BoolVar(&o.RawCells, "raw-cells", false, "write cells of csv that look like formulas as they are")
	addRelative(cmd, &o.relative)
	addEncoding(cmd, &o.encoding)
	addChoice(cmd, flags, &o.from, "from", "", "auto", "format of the inputs", fromNames())
	addChoice(cmd, flags, &o.pdf, "pdf-backend", "", "auto", "what reads PDF", pdf.Backends())
	flags.StringVar(&o.list, "files-from", "", "read files and folders that `FILE` names, one a line; - is standard input")
	flags.BoolVarP(&o.null, "null", "0", false, "in the list of --files-from each name ends in NUL")
	flags.IntVarP(&o.jobs, "jobs", "j", 0, "read `N` documents at once (default one for each core)")
	flags.StringVar(&o.shard, "shard", "", "read the `I/N`th part of the inputs only, chosen by their names")
	completeWith(cmd, "shard", []string{"1/2", "2/2"})
	flags.BoolVar(&o.resume, "resume", false, "keep what an earlier run into the folder did")
	flags.BoolVar(&o.failFast, "fail-fast", false, "stop at the first input that fails")
	flags.BoolVar(&o.exitZero, "exit-zero", false, "exit with 0 though inputs failed")
	flags.StringVar(&o.manifest, "manifest", "", "write what became of each input to `FILE` (a folder has manifest.json)")
	requirements := choices{values: &o.require, names: requirementNames()}
	flags.Var(requirements, "require", "exit with 1 where a document holds none of these")
	completeWith(cmd, "require", requirements.names)
	flags.DurationVar(&o.timeout, "timeout", defaultTimeout, "limit of time for a document; 0 is none")
	flags.Var(&o.maxSize, "max-size", "limit of bytes for a file; 0 is none")
	flags.Var(&o.maxText, "max-text", "limit of bytes for the text of a document; 0 is none")
	completeWith(cmd, "max-size", []string{"64MiB", "256MiB", "0"})
	completeWith(cmd, "max-text", []string{"16MiB", "64MiB", "0"})
	flags.BoolVarP(&o.quiet, "quiet", "q", false, "tell of errors only: no progress and no notes")
	return cmd
}

// streamFormat is the format of inputs that hold a document in each line.
const streamFormat = "ndjson"

func fromNames() []string { return append([]string{"auto", streamFormat}, source.Formats()...) }

func requirementNames() []string {
	var names []string
	for _, r := range batch.Requirements {
		names = append(names, r.Name)
	}
	return names
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
		fmt.Fprintf(&b, "  %-10s %s", f.Name, f.About)
		if len(f.Endings) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(f.Endings, ", "))
		}
		b.WriteByte('\n')
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
	shard, err := o.check(args)
	if err != nil {
		return err
	}
	found, err := a.find(o, args)
	if err != nil {
		return err
	}
	if err := o.fits(format, found); err != nil {
		return err
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	worker, err := a.worker(o, format)
	if err != nil {
		return err
	}
	r := &batchRun{app: a, o: o, format: format, shard: shard, worker: worker, found: found}
	return r.do(ctx)
}

// worker does what o says with one input. The ledger of numerals is asked for
// only where the table needs it.
func (a *app) worker(o extractOptions, format export.Format) (*batch.Worker, error) {
	table, _ := export.TableNamed(o.Table)
	w := &batch.Worker{
		Decoder: source.Decoder{Encoding: o.encoding, MaxSize: int64(o.maxSize), MaxText: int64(o.maxText), PDF: o.pdf},
		Parser:  parser.Parser{Lexicon: a.words, Numerals: table.Numerals, Relative: o.relative},
		Format:  format,
		Options: o.Options,
		Stdin:   a.stdin,
		Timeout: o.timeout,
	}
	if o.from != "auto" && o.from != streamFormat {
		w.Decoder.Format = o.from
	}
	return w, w.Decoder.Check()
}

func (o extractOptions) streams() bool { return o.from == streamFormat }

func (o extractOptions) toStdout() bool { return o.output == "" || o.output == "-" }

// toFolder says whether the output is one file for each document.
func (o extractOptions) toFolder() bool {
	if o.toStdout() {
		return false
	}
	if os.IsPathSeparator(o.output[len(o.output)-1]) {
		return true
	}
	info, err := os.Stat(o.output)
	return err == nil && info.IsDir()
}

// formatFlags are the flags that not every format takes.
var formatFlags = []string{"table", "header", "bom", "raw-cells"}

// pick decides on the format: what was asked for must not contradict itself.
func (o extractOptions) pick() (export.Format, error) {
	if o.text {
		if o.given("format") && o.format != "text" {
			return export.Format{}, usage("--text and --format %s contradict each other", o.format)
		}
		o.format = "text"
	}
	format, _ := export.FormatNamed(cmp.Or(o.format, export.Formats[0].Name))
	if !o.toStdout() && !o.toFolder() {
		byEnding, known := export.FormatOf(o.output)
		switch {
		case known && (o.given("format") || o.text) && byEnding.Name != format.Name:
			return format, usage("--format %s and --output %s contradict each other: the ending means %s", format.Name, o.output, byEnding.Name)
		case known:
			format = byEnding
		case o.format == "":
			return format, usage("%s: unknown ending %q; give --format, an ending of %s, or for a folder a name that ends in /", o.output, filepath.Ext(o.output), allEndings())
		}
	}
	for _, flag := range formatFlags {
		if o.given(flag) && !slices.Contains(format.Takes, flag) {
			return format, usage("--%s means nothing to %s; it is for --format %s", flag, format.Name, takers(flag))
		}
	}
	return format, nil
}

// check is the error of flags that do not go together.
func (o extractOptions) check(args []string) (batch.Shard, error) {
	switch {
	case o.jobs < 0:
		return batch.Shard{}, usage("--jobs %d: a number above 0 is needed, or 0 for one for each core", o.jobs)
	case o.timeout < 0:
		return batch.Shard{}, usage("--timeout %s: a time above 0 is needed, or 0 for no limit", o.timeout)
	case o.resume && !o.toFolder():
		return batch.Shard{}, usage("--resume is for outputs in a folder, as in -o out/")
	case o.given("manifest") && o.toFolder():
		return batch.Shard{}, usage("--manifest is for one output; a folder has its manifest.json")
	case o.null && o.list == "":
		return batch.Shard{}, usage("--null is for the list of --files-from")
	case o.list == batch.StandardInput && slices.Contains(args, batch.StandardInput):
		return batch.Shard{}, usage("-: standard input can be read only once")
	}
	if o.shard == "" {
		return batch.Shard{}, nil
	}
	shard, err := batch.ParseShard(o.shard)
	if err != nil {
		return shard, usage("--shard: %w", err)
	}
	return shard, nil
}

// fits is the error of an output that cannot hold the inputs.
func (o extractOptions) fits(format export.Format, found batch.Found) error {
	if format.Single && !o.toFolder() && (len(found.Inputs) > 1 || o.streams()) {
		return usage("%s holds one document only: name one input, or a folder as in -o out/", format.Name)
	}
	if o.manifest != "" && !o.toStdout() && filepath.Clean(o.manifest) == filepath.Clean(o.output) {
		return usage("--manifest and --output name one file")
	}
	for _, in := range found.Inputs {
		if in.Path == batch.StandardInput || in.Err != nil {
			continue
		}
		for _, path := range []string{o.output, o.manifest} {
			if path != "" && path != batch.StandardInput && sameFile(in.Path, path) {
				return usage("%s: is an input too; the output would replace it", path)
			}
		}
		if o.toFolder() && strings.EqualFold(filepath.Ext(in.Path), ending(format)) && sameFile(filepath.Dir(in.Path), o.output) {
			return usage("%s: lies in the folder of the outputs, where it could be replaced by one; choose another folder", in.Path)
		}
	}
	return nil
}

func allEndings() string {
	var endings []string
	for _, f := range export.Formats {
		if len(f.Endings) > 0 {
			endings = append(endings, fmt.Sprintf("%s (%s)", f.Name, strings.Join(f.Endings, ", ")))
		}
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

// settings are the flags that the output depends on, for the manifest.
func (o extractOptions) settings(format export.Format) []string {
	set := []string{"format=" + format.Name}
	add := func(flag, value, preset string) {
		if value != preset {
			set = append(set, flag+"="+value)
		}
	}
	add("table", o.Table, "")
	add("header", o.Header, "en")
	add("bom", fmt.Sprint(o.BOM), "false")
	add("raw-cells", fmt.Sprint(o.RawCells), "false")
	add("relative", fmt.Sprint(o.relative), "false")
	add("encoding", o.encoding, "")
	add("from", o.from, "auto")
	add("pdf-backend", o.pdf, "auto")
	return set
}

// workers is the number of documents in hand. No machine has a use for more than
// maxWorkers, and each takes memory.
func (o extractOptions) workers() int {
	return min(cmp.Or(o.jobs, runtime.GOMAXPROCS(0)), maxWorkers)
}

const maxWorkers = 1024

// buffered writes to standard output in large pieces.
func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	err := write(b)
	if err == nil {
		err = b.Flush()
	}
	return stdoutError(err)
}

func stdoutError(err error) error {
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		return say.Errorf("standard output: %w", say.Reason(err))
	}
	return err
}
