package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/export"
)

func newConfigCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings and where they come from",
		Long: `A flag that the command line leaves out has its value from the first of these that
sets it:

  1. the environment: FENJIE_FORMAT for --format, FENJIE_RAW_CELLS for --raw-cells
  2. .fenjie.yaml, the nearest from the working directory up to the directory that
     holds .git; without one, of the working directory only. --config FILE or
     FENJIE_CONFIG names another file to read in its place
  3. fenjie/config.yaml in $XDG_CONFIG_HOME, else in the user's folder of settings
     (~/.config on Linux)
  4. the default

--no-config, or FENJIE_NO_CONFIG=true, reads no file at all. An empty variable is
as good as none.

A file has lines such as "format: csv"; a key is the name of a flag. A list is
written [a, b] in a file and a,b in a variable. A mapping below a key whose flag
takes NAME=VALUE is a list of these. Files and folders that a settings file names
lie beside it. Two files are merged key by key.

A key that no command has is an error, a variable that sets nothing a warning. A
value that only another command knows is passed over.`,
		Example: `  fenjie config show --origin
  fenjie config show --format json | jq '.settings[] | select(.origin != "default")'
  fenjie config path`,
		Args: onlyCommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShowCmd(a), newConfigPathCmd(a))
	return cmd
}

// onlyCommands refuses words that are no commands below cmd.
func onlyCommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage("unknown command %q for %q; %s", args[0], cmd.CommandPath(), guess(args[0], commandNames(cmd)))
}

func newConfigShowCmd(a *app) *cobra.Command {
	var origin bool
	var format string
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print every setting and its value",
		Long: `Show prints the settings of all commands as a settings file has them. A line that
begins with # is not set: each command has a default of its own. The exit code is 2
if a settings file or variable is wrong.

--format json prints one object: files (that were read, the strongest first) and
settings, each with key, value (null: not set) and origin (default, a flag, a
variable, or file with file and line).`,
		Example: `  fenjie config show
  fenjie config show --origin
  FENJIE_FORMAT=csv fenjie config show --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := a.allSettings(cmd)
			if err != nil {
				return err
			}
			return buffered(a.stdout, func(w io.Writer) error {
				if format == "json" {
					return a.settingsJSON(w, all)
				}
				return settingsText(w, all, origin)
			})
		},
	}
	cmd.Flags().BoolVar(&origin, "origin", false, "say where each value comes from")
	addChoice(cmd, cmd.Flags(), &format, "format", "f", "text", "format of the output", []string{"text", "json"})
	setBy(cmd.Flags(), "origin", "")
	setBy(cmd.Flags(), "format", "") // the setting is that of extract
	return cmd
}

func newConfigPathCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "path",
		Short: "Print the settings files that are read, the strongest first",
		Example: `  fenjie config path
  fenjie config path --config other.yaml
  cat $(fenjie config path)`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return buffered(a.stdout, func(w io.Writer) error {
				for _, path := range a.settings.files {
					if err := printLine(w, "%s", path); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

// shownSetting is a setting as config show tells of it.
type shownSetting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"` // nil: each command has its own default
	Origin string `json:"origin"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
}

// allSettings are the settings of all commands by key, as they hold for cmd. What
// is wrong with them is told of.
func (a *app) allSettings(cmd *cobra.Command) ([]shownSetting, error) {
	for _, warning := range strayVariables(cmd.Root(), os.Environ()) {
		a.warn(warning)
	}
	if a.broken != nil {
		return nil, &exitError{exitUsage, a.broken}
	}
	var all []shownSetting
	wrong := 0
	flags := settingFlags(newRootCmd(&app{})) // those of cmd may be filled
	for _, key := range keysOf(flags) {
		shown, err := a.settings.show(key, flags[key])
		if given := cmd.InheritedFlags().Lookup(flags[key][0].Name); given != nil && given.Changed && setting(given) == key {
			shown, err = shownSetting{Key: key, Value: flagValue(given), Origin: "--" + given.Name}, nil
		}
		if err != nil {
			wrong++
			a.complain(err)
		}
		all = append(all, shown)
	}
	if wrong > 0 {
		return nil, &exitError{code: exitUsage}
	}
	return all, nil
}

// show is a setting that flags take. Their values change.
func (s *settings) show(key string, flags []*pflag.Flag) (shownSetting, error) {
	if !s.values.IsSet(key) {
		return shownSetting{Key: key, Value: commonDefault(flags), Origin: "default"}, nil
	}
	shown := shownSetting{Key: key, Origin: variable(key)}
	if os.Getenv(variable(key)) == "" {
		shown.Origin, shown.File, shown.Line = "file", s.places[key].file, s.places[key].line
	}
	taker, err := takenBy(flags, s.values.Get(key), nil)
	if err != nil {
		return shown, s.wrong(key, err)
	}
	shown.Value = flagValue(taker)
	return shown, nil
}

// commonDefault is the default of all the flags, nil if they differ or have none.
func commonDefault(flags []*pflag.Flag) any {
	for _, f := range flags {
		if f.DefValue != flags[0].DefValue || f.DefValue == "" || f.DefValue == "[]" {
			return nil
		}
	}
	return flagValue(flags[0])
}

// flagValue is the value of a flag as a bool, an int, a string or []string.
func flagValue(f *pflag.Flag) any {
	text := f.Value.String()
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return append([]string{}, list.GetSlice()...)
	}
	switch f.Value.Type() {
	case "bool":
		return text == "true"
	case "int":
		n, _ := strconv.Atoi(text)
		return n
	}
	return text
}

func (a *app) settingsJSON(w io.Writer, all []shownSetting) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Files    []string       `json:"files"`
		Settings []shownSetting `json:"settings"`
	}{append([]string{}, a.settings.files...), all})
}

// settingsText writes the settings as a settings file.
func settingsText(w io.Writer, all []shownSetting, origin bool) error {
	lines, width := make([]string, len(all)), 0
	for i, s := range all {
		line, err := settingLine(s)
		if err != nil {
			return err
		}
		lines[i] = export.Printable(line)
		width = max(width, len([]rune(lines[i])))
	}
	for i, s := range all {
		if origin {
			from := s.Origin
			if s.File != "" {
				from = fmt.Sprintf("%s:%d", s.File, s.Line)
			}
			lines[i] += strings.Repeat(" ", width-len([]rune(lines[i]))) + "  # " + export.Printable(from)
		}
		if _, err := fmt.Fprintln(w, lines[i]); err != nil {
			return err
		}
	}
	return nil
}

// settingLine is a line of a settings file, a comment where nothing is set.
func settingLine(s shownSetting) (string, error) {
	if s.Value == nil {
		return "# " + s.Key + ":", nil
	}
	var value yaml.Node
	if err := value.Encode(s.Value); err != nil {
		return "", err
	}
	if value.Kind == yaml.SequenceNode {
		value.Style = yaml.FlowStyle
	}
	text, err := yaml.Marshal(&value)
	return s.Key + ": " + strings.TrimSpace(string(text)), err
}

// configure fills the flags of a command that is about to run. A command that
// tells of fenjie itself runs whatever the settings say.
func (a *app) configure(cmd *cobra.Command) error {
	if f := cmd.Flag("config"); f != nil && f.Changed && a.from.named == "" {
		return usage("--config: the name of a file is needed")
	}
	if a.from.named != "" && a.from.none {
		return usage("--config and --no-config contradict each other")
	}
	a.settings, a.broken = loadSettings(cmd.Root(), a.from)
	err := a.broken
	if err == nil {
		err = a.settings.fill(cmd)
	}
	if saysOfItself(cmd) {
		return nil
	}
	if err == nil {
		for _, warning := range strayVariables(cmd.Root(), os.Environ()) {
			a.warn(warning)
		}
	}
	return err
}

// saysOfItself says whether a command must run with any settings: it tells of the
// program, or of the settings themselves.
func saysOfItself(cmd *cobra.Command) bool {
	for c := cmd; c.HasParent(); c = c.Parent() {
		switch c.Name() {
		case "config", "man", "schema", "version":
			return true
		}
	}
	return cobraOwn(cmd)
}
