package main

import (
	"io"
	"sync"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/parser/lexicon"
)

// app is what all commands share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	telling        sync.Mutex // held while a line is written to stderr
	color          string
	lang, logs     string // of messages: a language or "", text or json
	from           settingsFiles
	settings       *settings        // nil: not read yet; see configure
	broken         error            // what is wrong with a settings file
	lexicons       []string         // files of the user's own words
	words          *lexicon.Lexicon // nil: the built-in ones; see loadWords
	started        bool             // the command line and the settings were understood
}

func newRootCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fenjie",
		Short: "Read Chinese policy documents into tables of tasks and targets",
		Long: `fenjie (分解) reads a Chinese policy document - a plan, a notice, a report - into
its 任务分解表: sections, tasks, responsible parties and quantitative targets, each
tied to the very characters it was read from.

A flag that is not given is filled from the environment (FENJIE_FORMAT for
--format, FENJIE_RAW_CELLS for --raw-cells, FENJIE_LEXICONS for --lexicon), then
from the nearest .fenjie.yaml from the working directory up to the root of its git
repository, then from fenjie/config.yaml in the user's folder of settings. See
"fenjie config --help".

Exit codes: 0 done; 1 done, but a check that was asked for fails (eval, rules); 2
wrong usage; 3 some input could not be read (all others were done) or the output
could not be written; 130 interrupted.`,
		Example: `  fenjie show plan.txt
  fenjie extract plan.txt -o plan.csv
  fenjie extract 2030/*.txt --format ndjson > plans.ndjson
  fenjie help extract`,
		Version:            version,
		SilenceErrors:      true,
		SilenceUsage:       true,
		DisableSuggestions: true, // of several lines: see hint
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			a.started = true
			return nil
		},
	}
	cmd.SetVersionTemplate("fenjie {{.Version}}\n")
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%w (%s)", err, say.Hintf("see %s --help", cmd.CommandPath()))
	})
	addLexicons(cmd, a)
	addGlobal(cmd, a)
	cmd.AddCommand(newExtractCmd(a), newShowCmd(a), newExplainCmd(a), newEvalCmd(a), newDiffCmd(a), newTrackCmd(a), newRulesCmd(a))
	cmd.AddCommand(newConfigCmd(a), newSchemaCmd(a), newVersionCmd(a), newManCmd(a))
	return cmd
}

// addGlobal adds the flags of all commands that are about fenjie itself.
func addGlobal(cmd *cobra.Command, a *app) {
	flags := cmd.PersistentFlags()
	addChoice(cmd, flags, &a.color, "color", "", "auto", "bold headings on a terminal", []string{"auto", "always", "never"})
	addChoice(cmd, flags, &a.lang, "lang", "", "", "language of messages and help (default that of the locale)", say.Languages())
	addChoice(cmd, flags, &a.logs, "log-format", "", "text", "format of messages on standard error", []string{"text", "json"})
	flags.StringVar(&a.from.named, "config", "", "read the settings of `FILE` in place of the nearest .fenjie.yaml")
	flags.BoolVar(&a.from.none, "no-config", false, "read no settings file at all")
	setBy(flags, "config", "")
	setBy(flags, "no-config", "")
	if err := cmd.MarkPersistentFlagFilename("config", "yaml", "yml"); err != nil {
		panic(err) // the flag does not exist: a mistake in this package
	}
}
