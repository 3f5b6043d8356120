package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/parser/lexicon"
)

// addLexicons adds the flag that names the files of the user's own words.
func addLexicons(cmd *cobra.Command, a *app) {
	flags := cmd.PersistentFlags()
	flags.StringArrayVar(&a.lexicons, "lexicon", nil, "read by the words of `FILE` too (YAML; may be given again; see \"fenjie rules\")")
	setBy(flags, "lexicon", "lexicons")
	if err := cmd.MarkPersistentFlagFilename("lexicon", "yaml", "yml"); err != nil {
		panic(err) // the flag does not exist: a mistake in this package
	}
}

// loadWords loads the files of --lexicon, and more, if there are any: a.words
// stays nil without them, and then the parser loads the built-in lexicon when it
// needs it. All that is wrong with the files is told of, each on a line.
func (a *app) loadWords(more ...string) error {
	paths := append(a.lexicons[:len(a.lexicons):len(a.lexicons)], more...)
	if len(paths) == 0 {
		return nil
	}
	for _, path := range paths {
		if path == "" {
			return usage("--lexicon: the name of a file is needed")
		}
	}
	words, err := lexicon.Load(paths...)
	if err == nil {
		a.words = words
	}
	return a.lexiconError(err)
}

// lexiconError tells of all that is wrong with lexicon files; then the error that
// it returns says no more.
func (a *app) lexiconError(err error) error {
	var problems lexicon.Problems
	if !errors.As(err, &problems) {
		return err
	}
	for _, p := range problems {
		a.complain(p)
	}
	return &exitError{code: exitUsage}
}
