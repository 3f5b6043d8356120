package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/internal/say"
)

// settingsFile is looked for from the working directory upwards. A file of
// settings has settingsLimit bytes at most.
const (
	settingsFile  = ".fenjie.yaml"
	settingsLimit = 256 << 10
	envPrefix     = "FENJIE_"
)

// outputKeys are not for files: one that came with a folder of documents must not
// choose what is overwritten.
var outputKeys = []string{"manifest", "output"}

// settings are the values that fill the flags which the command line leaves out.
// This file is the only one that knows viper.
type settings struct {
	values *viper.Viper
	files  []string         // that were found, the strongest first
	places map[string]place // by key: where the strongest file sets it
}

// place is a line of a file.
type place struct {
	file string
	line int
}

// settingsFiles says which files to read.
type settingsFiles struct {
	named string // in place of the nearest; "" looks for that
	none  bool   // read no file at all
}

// loadSettings reads the files and makes the environment ready. The settings of
// an error hold the files that were found and nothing else.
func loadSettings(root *cobra.Command, from settingsFiles) (*settings, error) {
	s := &settings{values: viper.New(), places: map[string]place{}}
	s.values.SetEnvPrefix(strings.TrimSuffix(envPrefix, "_"))
	s.values.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	s.values.AutomaticEnv()
	if from == (settingsFiles{}) { // the command line says nothing
		from.none, _ = strconv.ParseBool(s.values.GetString("no-config"))
		from.named = s.values.GetString("config")
	}
	s.files = from.paths()
	flags := settingFlags(root)
	for _, path := range slices.Backward(s.files) {
		entries, err := readSettings(path, keysOf(flags))
		if err != nil {
			return s, &coded{"settings", err}
		}
		merged := map[string]any{}
		for _, e := range entries {
			merged[e.key] = beside(path, flags[e.key], e.value)
			s.places[e.key] = place{path, e.line}
		}
		if err := s.values.MergeConfigMap(merged); err != nil {
			return s, &coded{"settings", say.Errorf("%s: %w", path, err)}
		}
	}
	return s, nil
}

// paths are the files that are there, the strongest first. A file that the user
// names is always one of them.
func (from settingsFiles) paths() []string {
	if from.none {
		return nil
	}
	var paths []string
	if path := cmp.Or(from.named, nearestSettings()); path != "" {
		paths = append(paths, path)
	}
	if path := userSettings(); path != "" && path != from.named && exists(path) {
		paths = append(paths, path)
	}
	return paths
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// nearestSettings is the settings file of the working directory, else that of
// the nearest directory above it, up to the one that holds .git. Where none does
// only the working directory counts. "" is none.
func nearestSettings() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	var found []string
	for up, path := ".", dir; ; up, path = filepath.Join(up, ".."), filepath.Dir(path) {
		if exists(filepath.Join(path, settingsFile)) {
			found = append(found, filepath.Join(up, settingsFile))
		}
		if exists(filepath.Join(path, ".git")) {
			break
		}
		if path == filepath.Dir(path) { // no repository
			found = slices.DeleteFunc(found, func(file string) bool { return file != settingsFile })
			break
		}
	}
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// userSettings is the user's own settings file, "" where the user has no place
// for one. It may not exist.
func userSettings() string {
	dir := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(dir) { // as the XDG specification wants it
		var err error
		if dir, err = os.UserConfigDir(); err != nil {
			return ""
		}
	}
	return filepath.Join(dir, "fenjie", "config.yaml")
}

// settingEntry is a key of a settings file with its value, a string or []string.
type settingEntry struct {
	key   string
	value any
	line  int
}

// readSettings reads a settings file, whose keys must be among names. Errors
// begin with path.
func readSettings(path string, names []string) ([]settingEntry, error) {
	data, err := readLimited(path, settingsLimit)
	if err != nil {
		return nil, say.Errorf("%s: %w", path, err)
	}
	return parseSettings(path, data, names)
}

func parseSettings(path string, data []byte, names []string) ([]settingEntry, error) {
	top, err := oneMapping(path, data)
	if err != nil || top == nil {
		return nil, err
	}
	var entries []settingEntry
	seen := map[string]bool{}
	for i := 0; i < len(top.Content); i += 2 {
		key := top.Content[i]
		switch {
		case !slices.Contains(names, key.Value):
			return nil, say.Errorf("%s:%d: unknown key %q; %s", path, key.Line, key.Value, guess(key.Value, names))
		case seen[key.Value]:
			return nil, say.Errorf("%s:%d: key %q stands here again", path, key.Line, key.Value)
		}
		if slices.Contains(outputKeys, key.Value) {
			return nil, say.Errorf("%s:%d: %s: what is written is named on the command line or by %s", path, key.Line, key.Value, variable(key.Value))
		}
		seen[key.Value] = true
		value, err := settingValue(path, key.Value, top.Content[i+1])
		if err != nil {
			return nil, err
		}
		entries = append(entries, settingEntry{key.Value, value, key.Line})
	}
	return entries, nil
}

// oneMapping is the mapping that a settings file is, nil if it holds nothing.
func oneMapping(path string, data []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	err := dec.Decode(&doc)
	if err == io.EOF {
		return nil, nil
	}
	if err == nil {
		if err = dec.Decode(&more); err == nil {
			return nil, say.Errorf("%s:%d: a second YAML document starts here; settings are one", path, more.Line)
		}
	}
	if err != io.EOF {
		return nil, brokenYAML(path, err)
	}
	top := doc.Content[0]
	switch {
	case top.Tag == "!!null":
		return nil, nil
	case top.Kind != yaml.MappingNode:
		return nil, say.Errorf(`%s:%d: lines such as "format: csv" are needed`, path, top.Line)
	}
	return top, nil
}

// yamlLine finds the line in a message of the yaml package.
var yamlLine = regexp.MustCompile(`^yaml: line ([0-9]+): `)

// brokenYAML puts the place in front of an error of the yaml package.
func brokenYAML(path string, err error) error {
	text := err.Error()
	if at := yamlLine.FindStringSubmatch(text); at != nil {
		line, _ := strconv.Atoi(at[1])
		return say.Errorf("%s:%d: is no YAML: %s", path, line, text[len(at[0]):])
	}
	return say.Errorf("%s: is no YAML: %s", path, strings.TrimPrefix(text, "yaml: "))
}

// settingValue is what stands after a key: a string, or the strings of a list. A
// mapping is the list of its entries, each NAME=VALUE.
func settingValue(path, key string, n *yaml.Node) (any, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch n.Kind {
	case yaml.SequenceNode:
		values := make([]string, 0, len(n.Content))
		for _, item := range n.Content {
			value, err := settingWord(path, key, item)
			if err != nil {
				return nil, err
			}
			values = append(values, value)
		}
		return values, nil
	case yaml.MappingNode:
		values := make([]string, 0, len(n.Content)/2)
		for i := 0; i < len(n.Content); i += 2 {
			for j := 0; j < i; j += 2 {
				if n.Content[j].Value == n.Content[i].Value {
					return nil, say.Errorf("%s:%d: key %q stands here again", path, n.Content[i].Line, n.Content[i].Value)
				}
			}
			value, err := settingWord(path, key, n.Content[i+1])
			if err != nil {
				return nil, err
			}
			values = append(values, n.Content[i].Value+"="+value)
		}
		return values, nil
	}
	return settingWord(path, key, n)
}

// settingWord is one value as it is written: no is no truth value and 007 has
// three digits.
func settingWord(path, key string, n *yaml.Node) (string, error) {
	line := n.Line
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case n.Kind != yaml.ScalarNode:
		return "", say.Errorf("%s:%d: %s: a word or a number is needed, not a list or mapping inside another", path, line, key)
	case n.Tag == "!!null":
		return "", say.Errorf("%s:%d: %s: no value follows; leave the key out to keep its default", path, line, key)
	}
	return n.Value, nil
}

// beside makes the names of files in a settings file those of files beside it,
// for flags that take files.
func beside(path string, flags []*pflag.Flag, value any) any {
	if len(flags) == 0 || !slices.ContainsFunc(flags, takesFiles) {
		return value
	}
	join := func(name string) string {
		if name == "" || name == batch.StandardInput || filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(filepath.Dir(path), name)
	}
	if _, isList := flags[0].Value.(pflag.SliceValue); !isList {
		if name, one := value.(string); one {
			return join(name)
		}
		return value
	}
	values := listOf(value)
	for i, name := range values {
		values[i] = join(name)
	}
	return values
}

// takesFiles says whether the value of a flag is the name of a file or folder: its
// help calls it so.
func takesFiles(f *pflag.Flag) bool {
	name, _ := pflag.UnquoteUsage(f)
	return slices.Contains([]string{"FILE", "DIR", "LIST"}, name)
}

// listOf is the entries of a value: those of a list as they are, those of a
// string between its commas.
func listOf(value any) []string {
	if list, ok := value.([]string); ok {
		return slices.Clone(list)
	}
	var all []string
	for part := range strings.SplitSeq(fmt.Sprint(value), ",") {
		all = append(all, strings.TrimSpace(part))
	}
	return all
}

// fill gives the flags that the command line leaves out their settings. Such a
// flag does not count as changed.
func (s *settings) fill(cmd *cobra.Command) error {
	var err error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		key := setting(f)
		if err != nil || f.Changed || key == "" || !s.values.IsSet(key) {
			return
		}
		value := s.values.Get(key)
		err = setFlag(f, value)
		if _, chooses := f.Value.(choice); err != nil && chooses {
			// format: csv says nothing to a command that writes text or json.
			_, err = takenBy(settingFlags(newRootCmd(&app{}))[key], value, err)
		}
		if err != nil {
			err = s.wrong(key, err)
		}
	})
	return err
}

// takenBy sets the first of flags that takes a value. The error of a value that
// none takes is wrong, if it is not nil, or one that guesses better.
func takenBy(flags []*pflag.Flag, value any, wrong error) (*pflag.Flag, error) {
	for _, f := range flags {
		err := setFlag(f, value)
		if err == nil {
			return f, nil
		}
		if wrong == nil || strings.HasPrefix(string(say.HintOf(err)), "did you mean") {
			wrong = err
		}
	}
	return nil, wrong
}

// wrong puts the place of a setting in front of what is wrong with it.
func (s *settings) wrong(key string, err error) error {
	if env := variable(key); os.Getenv(env) != "" {
		return &coded{"settings", say.Errorf("%s: %w", say.Phrase(env), err)}
	}
	at := s.places[key]
	return &coded{"settings", say.Errorf("%s:%d: %s: %w", at.file, at.line, key, err)}
}

// variable is the name of the environment variable of a key.
func variable(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}

// setFlag gives f the value of a setting, a string or []string. Lists are split
// here: viper splits those of the environment at spaces only.
func setFlag(f *pflag.Flag, value any) error {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.Replace(listOf(value))
	}
	if _, isList := value.([]string); isList {
		return say.Errorf("one value is needed")
	}
	err := f.Value.Set(fmt.Sprint(value))
	switch {
	case err != nil && f.Value.Type() == "bool":
		return say.Errorf("%q is neither true nor false", value)
	case err != nil && f.Value.Type() == "int":
		return say.Errorf("%q is not a whole number", value)
	}
	return err
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

// settingFlags are the flags of all our commands by the key that sets them.
func settingFlags(root *cobra.Command) map[string][]*pflag.Flag {
	all := map[string][]*pflag.Flag{}
	add := func(f *pflag.Flag) {
		if key := setting(f); key != "" && !slices.Contains(all[key], f) {
			all[key] = append(all[key], f)
		}
	}
	walk(root, func(cmd *cobra.Command) {
		if !cobraOwn(cmd) {
			cmd.LocalFlags().VisitAll(add)
		}
	})
	return all
}

// walk visits a command and all below it.
func walk(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, c := range cmd.Commands() {
		walk(c, visit)
	}
}

// cobraOwn says whether cobra made a command: help, completion and what is below.
func cobraOwn(cmd *cobra.Command) bool {
	for ; cmd != nil; cmd = cmd.Parent() {
		switch cmd.Name() {
		case "help", "completion", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
			return true
		}
	}
	return false
}

func keysOf(flags map[string][]*pflag.Flag) []string {
	var keys []string
	for key := range flags {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// strayVariables are warnings of variables that begin like ours and set nothing.
func strayVariables(root *cobra.Command, environ []string) []error {
	// The last two are read by cobra when it completes.
	known := append(keysOf(settingFlags(root)), "config", "no-config", "active-help", "completion-descriptions")
	var warnings []error
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		rest, ours := strings.CutPrefix(name, envPrefix)
		key := strings.ToLower(strings.ReplaceAll(rest, "_", "-"))
		if !ours || value == "" || slices.ContainsFunc(known, func(k string) bool { return variable(k) == name }) {
			continue
		}
		hint := say.Hintf("\"fenjie config show\" lists the settings")
		if near := nearest(key, known); near != "" {
			hint = say.Hintf("did you mean %s?", variable(near))
		}
		warnings = append(warnings, &coded{"settings", say.Errorf("%s sets nothing; %s", say.Phrase(name), hint)})
	}
	slices.SortFunc(warnings, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return warnings
}

// readLimited reads a regular file of at most limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, say.Reason(err)
	case info.IsDir():
		return nil, say.Errorf("is a directory")
	case !info.Mode().IsRegular():
		return nil, say.Errorf("not a regular file")
	case info.Size() > limit:
		return nil, say.Errorf("larger than %d bytes", limit)
	}
	data, err := os.ReadFile(path)
	return data, say.Reason(err)
}
