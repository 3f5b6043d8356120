package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser/lexicon"
)

// version is that of the engine: other rules, other version.
const version = "0.1.0"

// generator is the name that outputs give to the program that made them.
const generator = "fenjie " + version

func newVersionCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the engine and of the JSON contract",
		Long: `Version prints the versions of the engine and of the contract of its JSON.

With --json it prints an object: engine, schema, and lexicon, a hash of the built-in
words, and after a plus sign one of the files of --lexicon, if there are any.
Where all three are the same, a text is read the same.`,
		Example: `  fenjie version
  fenjie version --json
  fenjie version --json --lexicon my-words.yaml | jq -r .lexicon`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.printVersion(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as a JSON object")
	return cmd
}

func (a *app) printVersion(asJSON bool) error {
	if !asJSON {
		_, err := fmt.Fprintf(a.stdout, "%s (schema %s)\n", generator, model.SchemaID)
		return err
	}
	words, err := lexicon.Version(a.lexicons...)
	if err != nil {
		return a.lexiconError(err)
	}
	return json.NewEncoder(a.stdout).Encode(struct {
		Engine  string `json:"engine"`
		Schema  string `json:"schema"`
		Lexicon string `json:"lexicon"`
	}{version, model.SchemaID, words})
}
