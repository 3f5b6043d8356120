package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/parser/lexicon"
)

// settingsFile is read from the working directory, settingsLimit bytes at most.
const (
	settingsFile  = ".fenjie.yaml"
	settingsLimit = 256 << 10
	envPrefix     = "FENJIE"
)

// app is what all commands share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	color          string
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
--format, FENJIE_RAW_CELLS for --raw-cells), then from .fenjie.yaml in the
working directory, a file of lines such as "format: csv". Files for --lexicon are
listed in FENJIE_LEXICONS, with commas between them, or under "lexicons:".

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
			if err := fillFlags(cmd); err != nil {
				return err
			}
			a.started = true
			return nil
		},
	}
	addLexicons(cmd, a)
	cmd.AddCommand(newRulesCmd(a))
	cmd.SetVersionTemplate("fenjie {{.Version}}\n")
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%w (see %s --help)", err, cmd.CommandPath())
	})
	addChoice(cmd, cmd.PersistentFlags(), &a.color, "color", "", "auto", "bold headings on a terminal", []string{"auto", "always", "never"})
	cmd.AddCommand(newExtractCmd(a), newShowCmd(a), newExplainCmd(a), newEvalCmd(a), newDiffCmd(a), newTrackCmd(a), newSchemaCmd(a), newVersionCmd(a))
	return cmd
}

// fillFlags gives the flags that the command line leaves out the values of the
// environment or of the settings file. Such a flag does not count as changed.
// This is the only place that knows viper.
func fillFlags(cmd *cobra.Command) error {
	v := viper.New()
	v.SetEnvPrefix(envPrefix)
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	v.AutomaticEnv()
	data, err := readSettings(settingNames(cmd.Root()))
	if err != nil {
		return fmt.Errorf("%s%w", settingsFile, err)
	}
	v.SetConfigType("yaml")
	if err := v.ReadConfig(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("%s: %w", settingsFile, err)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := setting(f)
		if err != nil || f.Changed || name == "" || !v.IsSet(name) {
			return
		}
		if err = setFlag(f, v.Get(name)); err != nil {
			err = fmt.Errorf("%s: %w", origin(name), err)
		}
	})
	return err
}

// origin is the name by which a user set what no flag set.
func origin(name string) string {
	env := envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
	if os.Getenv(env) != "" {
		return env
	}
	return settingsFile + ": " + name
}

// setting is the key that sets a flag in the settings file, its own name for
// most; "" means that only the command line sets it.
func setting(f *pflag.Flag) string {
	if f.Name == "help" || f.Name == "version" {
		return ""
	}
	if name, other := f.Annotations[settingOf]; other {
		return strings.Join(name, "")
	}
	return f.Name
}

// settingOf is an annotation of flags: see setBy.
const settingOf = "fenjie_setting"

// setBy gives a flag another key in the settings file and the environment than
// its name, or none if key is "".
func setBy(flags *pflag.FlagSet, flag, key string) {
	if err := flags.SetAnnotation(flag, settingOf, []string{key}); err != nil {
		panic(err) // the flag does not exist: a mistake in this package
	}
}

// settingNames are the flags of all our commands, sorted.
func settingNames(root *cobra.Command) []string {
	var names []string
	add := func(f *pflag.Flag) {
		if name := setting(f); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	root.PersistentFlags().VisitAll(add)
	for _, cmd := range root.Commands() {
		if cmd.Name() != "help" && cmd.Name() != "completion" {
			cmd.LocalFlags().VisitAll(add)
		}
	}
	slices.Sort(names)
	return names
}

// setFlag gives f a value of viper. Lists are split here: viper splits those of
// the environment at spaces only.
func setFlag(f *pflag.Flag, value any) error {
	entries, isList := value.([]any)
	if !isList {
		entries = []any{value}
	}
	if pairs, ok := value.(map[string]any); ok && f.Value.Type() == pairType {
		entries = nil
		for _, key := range slices.Sorted(maps.Keys(pairs)) {
			entries = append(entries, fmt.Sprintf("%s=%v", key, pairs[key]))
		}
	}
	if list, ok := f.Value.(pflag.SliceValue); ok {
		var all []string
		for _, e := range entries {
			for part := range strings.SplitSeq(fmt.Sprint(e), ",") {
				all = append(all, strings.TrimSpace(part))
			}
		}
		return list.Replace(all)
	}
	if _, isMap := value.(map[string]any); isList || isMap {
		return errors.New("one value is needed")
	}
	err := f.Value.Set(fmt.Sprint(value))
	switch {
	case err != nil && f.Value.Type() == "bool":
		return fmt.Errorf("%q is neither true nor false", value)
	case err != nil && f.Value.Type() == "int":
		return fmt.Errorf("%q is not a whole number", value)
	}
	return err
}

// readSettings returns the settings file, nil if there is none. Its keys must
// be among names. The error follows the file's name.
func readSettings(names []string) ([]byte, error) {
	data, err := readLimited(settingsFile, settingsLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf(": %w", err)
	}
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		return nil, fmt.Errorf(": %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if node.Kind == 0 {
		return nil, nil // nothing but comments
	}
	settings := node.Content[0]
	if settings.Kind != yaml.MappingNode {
		return nil, fmt.Errorf(`:%d: lines such as "format: csv" are needed`, settings.Line)
	}
	seen := map[string]bool{}
	for i := 0; i < len(settings.Content); i += 2 {
		key := settings.Content[i]
		switch {
		case !slices.Contains(names, key.Value):
			return nil, fmt.Errorf(":%d: unknown key %q; %s", key.Line, key.Value, guess(key.Value, names))
		case seen[key.Value]:
			return nil, fmt.Errorf(":%d: key %q stands here again", key.Line, key.Value)
		}
		seen[key.Value] = true
	}
	return data, nil
}

// readLimited reads a regular file of at most limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, reason(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > limit:
		return nil, fmt.Errorf("larger than %d bytes", limit)
	}
	data, err := os.ReadFile(path)
	return data, reason(err)
}

// reason is err without the operation and the path that the os package adds.
func reason(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}
