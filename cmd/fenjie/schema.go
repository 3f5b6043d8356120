package main

import (
	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/export"
)

func newSchemaCmd(a *app) *cobra.Command {
	var table string
	var diff, track bool
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the outputs",
		Long: `Schema prints the JSON Schema (draft 2020-12) of the contract fenjie/1, which
holds for json, for each line of ndjson and for each document of yaml.

With --table it prints the schema of a row of that table, as ndjson writes it:
the columns in their order, their headers in Chinese and what they hold. With --diff
it prints that of the json of diff, the contract fenjie-diff/1, with --track that of
track, fenjie-track/1.`,
		Example: `  fenjie schema
  fenjie schema > fenjie-1.schema.json
  fenjie schema --table targets
  fenjie schema --diff > fenjie-diff-1.schema.json
  fenjie schema --table tasks | jq -r '.properties | keys_unsorted[]'`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.printSchema(table, diff, track) },
	}
	addChoice(cmd, cmd.Flags(), &table, "table", "t", "", "schema of a row of a table", tableNames())
	cmd.Flags().BoolVar(&diff, "diff", false, "schema of the json of diff")
	cmd.Flags().BoolVar(&track, "track", false, "schema of the json of track")
	setBy(cmd.Flags(), "diff", "")
	setBy(cmd.Flags(), "track", "")
	return cmd
}

func (a *app) printSchema(table string, diff, track bool) error {
	data := export.Schema()
	t, ok := export.TableNamed(table)
	switch {
	case ok && (diff || track), diff && track:
		return usage("--table, --diff and --track contradict each other")
	case diff:
		data = export.DiffSchema()
	case track:
		data = export.TrackSchema()
	case ok:
		var err error
		if data, err = export.RowSchema(t); err != nil {
			return err
		}
	}
	_, err := a.stdout.Write(data)
	return err
}
