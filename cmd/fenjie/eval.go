package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/eval"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/source"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	docs, least  []string
	format       string
	misses, each bool
	reader       reader
}

func newEvalCmd(a *app) *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval GOLD…",
		Short: "Measure what is read from documents against what is right",
		Long: `Eval reads the documents of gold files, which say what a careful reader found in
them, and prints how much of it was found. GOLD is such a file, or a folder, whose
*.yaml are taken but TEMPLATE.yaml. A document stands beside its gold file or in
a folder of --docs.

Sets of things (records, sections, parties) have an F1 with its precision and
recall, fields an accuracy; all are between 0 and 1, pooled over the documents:
  record        records of which every field that is measured is right
  record_close  the same, with an indicator that may differ a little
  quantities    records found at all;  implied: commitments without a number
  sections, parties, meta
  kind value unit comparator indicator indicator_close by per change node
                fields of the records found
  grounded      quantities that their span quotes, letter for letter
  record.p record.r …  precision and recall of a set

The exit code is 1 if a figure is below its --min or has nothing to measure, and
3 if a gold file or document could not be read; all others are measured.

--format json prints one object: schema, figures (by name), below (figure, value,
min), and documents: gold, document, figures, and misses, each with figure,
subject, want, got, and the place: offset in code points, line, column.`,
		Example: `  fenjie eval seeds
  fenjie eval gold --docs texts --misses
  fenjie eval gold/plan.yaml --misses
  fenjie eval seeds --min record=0.9 --min parties=0.95 --each
  fenjie eval gold --lexicon my-words.yaml --misses
  fenjie eval seeds --format json | jq .figures.record`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("no gold: name a file or folder, as in \"fenjie eval seeds\"")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.eval(cmd.Context(), o, args) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&o.docs, "docs", nil, "look for documents in `DIR` too")
	if err := cmd.MarkFlagDirname("docs"); err != nil {
		panic(err) // the flag does not exist: a mistake in this package
	}
	flags.StringSliceVar(&o.least, "min", nil, "fail if a figure is below: `FIGURE=N`, as in record=0.9")
	completeWith(cmd, "min", floorNames(), cobra.ShellCompDirectiveNoSpace)
	flags.BoolVar(&o.misses, "misses", false, "print every difference, with its place in the document")
	flags.BoolVar(&o.each, "each", false, "print figures for each document too")
	addChoice(cmd, flags, &o.format, "format", "f", "text", "format of the output", []string{"text", "json"})
	return cmd
}

// floor is the least that a figure may be.
type floor struct {
	name  string
	value float64
}

// floorNames are the beginnings of a setting of --min.
func floorNames() []string {
	var names []string
	for _, name := range eval.FigureNames() {
		names = append(names, name+"=")
	}
	return names
}

func floors(settings []string) ([]floor, error) {
	var all []floor
	for _, s := range settings {
		name, number, _ := strings.Cut(s, "=")
		if known := eval.FigureNames(); !slices.Contains(known, name) {
			return nil, usage("--min %s: unknown figure %q; known are %s", s, name, strings.Join(known, ", "))
		}
		value, err := strconv.ParseFloat(number, 64)
		if err != nil || !(value >= 0 && value <= 1) {
			return nil, usage("--min %s: a number from 0 to 1 is needed, as in %s=0.9", s, name)
		}
		all = append(all, floor{name, value})
	}
	return all, nil
}

func (a *app) eval(ctx context.Context, o evalOptions, args []string) error {
	least, err := floors(o.least)
	if err != nil {
		return err
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	e := &evaluation{app: a, options: o}
	for _, arg := range args {
		files, err := eval.Files(arg)
		e.failed += a.complainEach(err)
		for _, path := range files {
			if err := e.measure(ctx, path); err != nil {
				e.failed += a.complainEach(err)
			}
		}
	}
	e.judge(least)
	write := e.writeText
	if o.format == "json" {
		write = e.writeJSON
	}
	if err := buffered(a.stdout, write); err != nil {
		return err
	}
	for _, b := range e.below {
		a.complain(b.message())
	}
	switch {
	case e.failed > 0:
		return &exitError{code: exitFailed}
	case len(e.below) > 0:
		return &exitError{code: exitFound}
	}
	return nil
}

// complainEach prints the errors that err joins and says how many they are.
func (a *app) complainEach(err error) int {
	if err == nil {
		return 0
	}
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, e := range all {
		a.complain(e)
	}
	return len(all)
}

// evaluation is the figures of gold files as they are measured.
type evaluation struct {
	app     *app
	options evalOptions
	results []evalResult
	total   eval.Tally
	below   []belowFloor
	failed  int
}

// evalResult is the figures of one document.
type evalResult struct {
	gold, path string
	text       *source.Text
	tally      *eval.Tally
}

func (e *evaluation) measure(ctx context.Context, path string) error {
	gold, err := eval.LoadGold(path)
	if err != nil {
		return err
	}
	name, err := gold.Find(path, e.options.docs)
	if err != nil {
		return err
	}
	item, err := e.app.read(ctx, e.options.reader, name)
	if err != nil {
		return err
	}
	if err := gold.Locate(item.Text.Runes); err != nil {
		return err
	}
	tally := eval.Score(gold, item.Doc, item.Text.Runes)
	e.results = append(e.results, evalResult{path, name, item.Text, tally})
	e.total.Add(tally)
	return nil
}

// belowFloor is a figure that is not what it must be. It has no value where there
// is nothing to measure.
type belowFloor struct {
	Figure string   `json:"figure"`
	Value  *float64 `json:"value"`
	Min    float64  `json:"min"`
}

func (b belowFloor) message() error {
	figure := say.Phrase(b.Figure) // no file
	if b.Value == nil {
		return say.Errorf("%s: nothing to measure, at least %v is wanted", figure, b.Min)
	}
	return say.Errorf("%s is %.4f, at least %v is wanted", figure, *b.Value, b.Min)
}

func (e *evaluation) judge(least []floor) {
	for _, f := range least {
		v, ok := e.total.Figure(f.name)
		switch {
		case !ok:
			e.below = append(e.below, belowFloor{f.name, nil, f.value})
		case v < f.value:
			e.below = append(e.below, belowFloor{f.name, &v, f.value})
		}
	}
}

func (e *evaluation) writeText(w io.Writer) error {
	width, _ := terminalWidth(e.app.stdout)
	view := export.View{Width: cmp.Or(width, 100), Color: e.app.colored()}
	var tables [][][]string
	if e.options.misses && len(e.total.Misses) > 0 {
		if err := e.writeMisses(w); err != nil {
			return err
		}
	}
	if e.options.each && len(e.results) > 0 {
		tables = append(tables, e.eachTable())
	}
	if len(e.results) > 0 {
		tables = append(tables, figureTable(&e.total))
	}
	for _, t := range tables {
		if err := export.Grid(w, view, t); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "documents measured: %d\n", len(e.results))
	return err
}

// writeMisses prints a line for each miss, as a compiler prints errors.
func (e *evaluation) writeMisses(w io.Writer) error {
	for _, r := range e.results {
		for _, m := range r.tally.Misses {
			place := r.path
			if m.Offset >= 0 {
				line, column := r.text.Position(m.Offset)
				place = fmt.Sprintf("%s:%d:%d", r.path, line, column)
			}
			if _, err := fmt.Fprintln(w, export.Printable(place+": "+m.Message())); err != nil {
				return err
			}
		}
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// eachFigures are the columns of the table of documents.
var eachFigures = []string{"record", "quantities", "implied", "sections", "parties", "meta"}

func (e *evaluation) eachTable() [][]string {
	rows := [][]string{append([]string{"document"}, eachFigures...)}
	for _, r := range e.results {
		row := []string{filepath.Base(r.path)}
		for _, name := range eachFigures {
			v, ok := r.tally.Figure(name)
			row = append(row, decimals(v, ok))
		}
		rows = append(rows, row)
	}
	return rows
}

// figureTable has a row for each figure that has something to measure. Its last
// column says of how many things it is.
func figureTable(t *eval.Tally) [][]string {
	rows := [][]string{{"figure", "value", "precision", "recall", "of"}}
	for _, name := range eval.SetFigures {
		s := t.Sets[name]
		if f1, ok := s.F1(); ok {
			p, found := s.Precision()
			r, any := s.Recall()
			rows = append(rows, []string{name, decimals(f1, ok), decimals(p, found), decimals(r, any), strconv.Itoa(s.TP + s.FN)})
		}
	}
	for _, name := range eval.AccuracyFigures {
		h := t.Hits[name]
		if v, ok := h.Accuracy(); ok {
			rows = append(rows, []string{name, decimals(v, ok), "", "", strconv.Itoa(h.N)})
		}
	}
	return rows
}

func decimals(v float64, ok bool) string {
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.4f", v)
}

// The JSON form of an evaluation.
type (
	evalOutput struct {
		Schema    string             `json:"schema"`
		Generator string             `json:"generator"`
		Figures   map[string]float64 `json:"figures"`
		Below     []belowFloor       `json:"below"`
		Documents []evalDocument     `json:"documents"`
	}
	evalDocument struct {
		Gold     string             `json:"gold"`
		Document string             `json:"document"`
		Figures  map[string]float64 `json:"figures"`
		Misses   []evalMiss         `json:"misses"`
	}
	evalMiss struct {
		Figure  string `json:"figure"`
		Subject string `json:"subject,omitempty"`
		Want    string `json:"want,omitempty"`
		Got     string `json:"got,omitempty"`
		Offset  *int   `json:"offset,omitempty"`
		Line    int    `json:"line,omitempty"`
		Column  int    `json:"column,omitempty"`
	}
)

func (e *evaluation) writeJSON(w io.Writer) error {
	out := evalOutput{Schema: "fenjie/eval/1", Generator: generator, Figures: byName(&e.total), Below: e.below, Documents: []evalDocument{}}
	if out.Below == nil {
		out.Below = []belowFloor{}
	}
	for _, r := range e.results {
		d := evalDocument{Gold: r.gold, Document: r.path, Figures: byName(r.tally), Misses: []evalMiss{}}
		for _, m := range r.tally.Misses {
			miss := evalMiss{Figure: m.What, Subject: m.Subject, Want: m.Want, Got: m.Got}
			if m.Offset >= 0 {
				miss.Offset = &m.Offset
				miss.Line, miss.Column = r.text.Position(m.Offset)
			}
			d.Misses = append(d.Misses, miss)
		}
		out.Documents = append(out.Documents, d)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func byName(t *eval.Tally) map[string]float64 {
	all := map[string]float64{}
	for _, f := range t.Figures() {
		all[f.Name] = f.Value
	}
	return all
}
