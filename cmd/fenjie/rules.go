package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser/examples"
	"github.com/fenjie/fenjie/parser/lexicon"
)

func newRulesCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List, test and check the words that documents are read by",
		Long: `Documents are read by words: units, verbs, labels of responsible parties, names
of times and others, in lists that are built in. Files of your own add to them:

  units:
  - id: my.basket
    forms: [筐, 大筐]
    dimension: count
    factor: 1
    ok: ["采摘蓝莓300筐"]
    no: ["筐子巷改造"]
  words:
  - {id: do.build, forms: [新垦], ok: ["新垦茶园50亩"]}

The sections are ` + wrapped(lexicon.Kinds(), 63) + `.
An entry with a new id is added; one whose id is known adds its forms to that
entry. With "override: true" it takes the place of the entry of its id, and its
forms are taken away from all others. What is wrong with a file is an error that
names its line.

Name the files with --lexicon for every command, in FENJIE_LEXICONS, or under
"lexicons:" in .fenjie.yaml.`,
		Example: `  fenjie rules list --kind units
  fenjie rules test my-words.yaml
  fenjie rules lint my-words.yaml
  fenjie extract plan.txt --lexicon my-words.yaml`,
		Args: onlyCommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRulesListCmd(a), newRulesTestCmd(a), newRulesLintCmd(a))
	return cmd
}

// wrapped joins words with commas, in lines as wide as those of a help text; the
// first has less room.
func wrapped(words []string, room int) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(',')
			room--
			if room < len(w)+2 {
				b.WriteByte('\n')
				room = 80
			} else {
				b.WriteByte(' ')
				room--
			}
		}
		b.WriteString(w)
		room -= len(w)
	}
	return b.String()
}

func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// loadRules is loadWords where the built-in words are wanted too.
func (a *app) loadRules(files []string) error {
	if err := a.loadWords(files...); err != nil {
		return err
	}
	if a.words == nil {
		a.words = lexicon.Default()
	}
	return nil
}

func newRulesListCmd(a *app) *cobra.Command {
	var kind, format string
	cmd := &cobra.Command{
		Use:   "list [FILE…]",
		Short: "List the entries: kind, id, what they say, where they stand, forms",
		Long: `List prints the entries of the built-in lists and of the files: kind, id, what an
entry says of its forms, where it stands and the forms. An entry that adds forms
to another stands on a line of its own; a form that an entry has lost to another
is not listed.`,
		Example: `  fenjie rules list
  fenjie rules list --kind units
  fenjie rules list my-words.yaml | grep my-words
  fenjie rules list --format json | jq -r '.entries[] | select(.kind == "renamed") | .id'`,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.loadRules(args); err != nil {
				return err
			}
			entries := a.entriesOf(kind)
			return buffered(a.stdout, func(w io.Writer) error {
				if format == "json" {
					return listJSON(w, entries)
				}
				return listText(w, entries)
			})
		},
	}
	addChoice(cmd, cmd.Flags(), &kind, "kind", "", "", "list entries of one kind", lexicon.Kinds())
	addChoice(cmd, cmd.Flags(), &format, "format", "f", "text", "format of the output", []string{"text", "json"})
	setBy(cmd.Flags(), "kind", "")
	setBy(cmd.Flags(), "format", "") // the setting is that of extract
	return cmd
}

// entriesOf are the entries of a kind, of all kinds if it is "".
func (a *app) entriesOf(kind string) []*lexicon.Entry {
	var all []*lexicon.Entry
	for _, e := range a.words.Entries {
		if kind == "" || e.Kind == kind {
			all = append(all, e)
		}
	}
	return all
}

// listText writes a line for each entry. The forms stand last: they are of any
// length.
func listText(w io.Writer, entries []*lexicon.Entry) error {
	rows := make([][]string, len(entries))
	widths := make([]int, 4)
	for i, e := range entries {
		var says []string
		for _, f := range e.Fields {
			says = append(says, f.Key+"="+f.Value)
		}
		rows[i] = []string{e.Kind, e.ID, strings.Join(says, " "), e.Origin.String()}
		for c := range widths {
			widths[c] = max(widths[c], twwidth.Width(rows[i][c]))
		}
	}
	for i, e := range entries {
		var b strings.Builder
		for c, cell := range rows[i] {
			b.WriteString(cell + strings.Repeat(" ", widths[c]-twwidth.Width(cell)+2))
		}
		b.WriteString(strings.Join(e.Forms, " "))
		if _, err := fmt.Fprintln(w, export.Printable(strings.TrimRight(b.String(), " "))); err != nil {
			return err
		}
	}
	return nil
}

// ruleJSON is an entry as rules list prints it.
type ruleJSON struct {
	Kind  string            `json:"kind"`
	ID    string            `json:"id"`
	Says  map[string]string `json:"says"`
	Forms []string          `json:"forms"`
	OK    []string          `json:"ok"`
	No    []string          `json:"no"`
	From  struct {
		BuiltIn bool   `json:"builtin"`
		File    string `json:"file"`
		Line    int    `json:"line"`
	} `json:"from"`
}

func listJSON(w io.Writer, entries []*lexicon.Entry) error {
	rules := make([]ruleJSON, len(entries))
	for i, e := range entries {
		r := ruleJSON{Kind: e.Kind, ID: e.ID, Says: map[string]string{}, Forms: append([]string{}, e.Forms...), OK: texts(e.OK), No: texts(e.No)}
		for _, f := range e.Fields {
			r.Says[f.Key] = f.Value
		}
		r.From.BuiltIn, r.From.File, r.From.Line = e.Origin.BuiltIn, e.Origin.File, e.Origin.Line
		rules[i] = r
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Entries []ruleJSON `json:"entries"`
	}{rules})
}

func texts(examples []lexicon.Example) []string {
	all := make([]string, len(examples))
	for i, x := range examples {
		all[i] = x.Text
	}
	return all
}

func newRulesTestCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "test [FILE…]",
		Short: "Read the examples of all entries and print those that fail",
		Long: `Test puts every example of the built-in entries and of the files into a small
document, reads it, and prints those that are not read as their entry says. An
example under "ok:" holds where

  units        a quantity has this unit
  comparators  a quantity has this comparator and side
  words        a record has the verb as its action, or the change, strength and
               kind that the entry names; a noun stands in its indicator, other
               words do not
  labels       a party has this role by this entry, or a deadline is set
  periods      a record has this end (the plan year is 2031), or this frequency
  implied      a commitment is read by this entry
  agencies     a party is read, and its name completed, by this word
  terms        the numeral in the term is no quantity
  furniture    the line at the top of a page is furniture, and gives its date,
               number or issuer
  genres       a document with this title is of the genre
  headings     a section has this label
  phrases      the rule that asks for the word makes use of it

and one under "no:" where that is not so. Some examples of built-in entries are
known to fail and only counted.

The exit code is 1 if an example fails.`,
		Example: `  fenjie rules test
  fenjie rules test my-words.yaml
  fenjie rules test --lexicon base.yaml my-words.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.loadRules(args); err != nil {
				return err
			}
			failed := 0
			err := buffered(a.stdout, func(w io.Writer) (err error) {
				failed, err = testRules(w, a.words)
				return err
			})
			return found(failed, err)
		},
	}
}

// found is the error of a command that finds n things to tell of, and then ends
// with exit code 1.
func found(n int, err error) error {
	if err == nil && n > 0 {
		return &exitError{code: exitFound}
	}
	return err
}

func testRules(w io.Writer, words *lexicon.Lexicon) (failed int, err error) {
	pending, holds := 0, 0
	for _, r := range examples.Run(words) {
		switch {
		case r.Fault == "":
			holds++
		case r.Pending != "":
			pending++
		default:
			failed++
			if err := printLine(w, "%s: %s: %s: %s", r.Where(), r.Entry.ID, r.Example.Text, r.Fault); err != nil {
				return failed, err
			}
		}
	}
	return failed, printLine(w, "%d examples hold, %d fail, %d are known to fail", holds, failed, pending)
}

func newRulesLintCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "lint [FILE…]",
		Short: "Look for mistakes and doubtful entries",
		Long: `Lint prints what is wrong with the files, and what is wrong or doubtful about
their entries and the built-in ones: forms that are never read because another
list is asked first, examples in both ok and no, units that swallow a multiplier,
entries without an example.

The exit code is 1 if something is wrong, not if it is only doubtful (warning).`,
		Example: `  fenjie rules lint
  fenjie rules lint my-words.yaml
  fenjie rules lint my-words.yaml | grep ': error: '`,
		RunE: func(_ *cobra.Command, args []string) error {
			findings, err := a.findings(args)
			if err != nil {
				return err
			}
			wrong := 0
			err = buffered(a.stdout, func(w io.Writer) error {
				for _, f := range findings {
					if f.severity == model.SeverityError {
						wrong++
					}
					if err := printLine(w, "%s: %s: %s", f.where, f.severity, f.message); err != nil {
						return err
					}
				}
				return printLine(w, "%d errors, %d warnings", wrong, len(findings)-wrong)
			})
			return found(wrong, err)
		},
	}
}

type finding struct {
	where    string
	severity model.Severity
	message  string
}

// findings are what lint has to say of the lists with the files; or, where a
// file cannot be loaded for what it says, what is wrong with it.
func (a *app) findings(files []string) ([]finding, error) {
	paths := append(a.lexicons[:len(a.lexicons):len(a.lexicons)], files...)
	words, err := lexicon.Load(paths...)
	var all []finding
	if problems, ok := err.(lexicon.Problems); ok {
		for _, p := range problems {
			if p.Line == 0 {
				return nil, a.loadWords(files...) // a file that cannot be read
			}
			all = append(all, finding{lexicon.Origin{File: p.File, Line: p.Line}.String(), model.SeverityError, p.Message})
		}
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	for _, f := range words.Lint() {
		all = append(all, finding{f.Origin.String(), f.Severity, f.ID + ": " + f.Message})
	}
	return all, nil
}

// printLine prints one line that cannot act on a terminal.
func printLine(w io.Writer, format string, args ...any) error {
	_, err := fmt.Fprintln(w, export.Printable(fmt.Sprintf(format, args...)))
	return err
}
