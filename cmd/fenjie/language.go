package main

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/internal/say"
)

// listen finds out in which language and form messages are wanted, before the
// command line is read: what is wrong with it is told of in that language.
func (a *app) listen(root *cobra.Command, args []string) {
	from := settingsFiles{}
	from.named, _ = early(args, "config")
	_, from.none = early(args, "no-config")
	s, _ := loadSettings(root, from) // what is wrong with them is told of later
	wanted := func(flag string, names []string) string {
		value, given := early(args, flag)
		if !given {
			value = s.values.GetString(flag)
		}
		if !slices.Contains(names, value) {
			return ""
		}
		return value
	}
	if a.lang = wanted("lang", say.Languages()); a.lang == "" {
		a.lang = localeLanguage()
	}
	a.logs = wanted("log-format", []string{"text", "json"})
	if a.lang == say.Chinese {
		translateHelp(root)
	}
}

// early is the value of a long flag on a command line that is not read yet.
func early(args []string, flag string) (value string, given bool) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, after, attached := strings.Cut(arg, "=")
		if name != "--"+flag {
			continue
		}
		value, given = after, true
		if !attached && i+1 < len(args) {
			value = args[i+1]
		}
	}
	return value, given
}

// localeLanguage is the language of messages that the environment asks for, as
// programs of Unix read it.
func localeLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(name); locale != "" {
			if strings.HasPrefix(strings.ToLower(locale), "zh") {
				return say.Chinese
			}
			return say.English
		}
	}
	return say.English
}
