package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	hints "github.com/fenjie/fenjie/internal/guess"
	"github.com/fenjie/fenjie/internal/say"
)

// choice is the value of a flag that takes few words.
type choice struct {
	value *string
	names []string
	check func(string) error // nil: only names
}

func (c choice) String() string { return *c.value }
func (c choice) Type() string   { return strings.Join(c.names, "|") }

// Set refuses what is no name, with a guess at what was meant.
func (c choice) Set(s string) error {
	if c.check != nil {
		if err := c.check(s); err != nil {
			return err
		}
	} else if !slices.Contains(c.names, s) {
		return say.Errorf("unknown value %q; %s", s, guess(s, c.names))
	}
	*c.value = s
	return nil
}

// addChoice adds a flag that takes one of names, which a shell can complete.
func addChoice(cmd *cobra.Command, flags *pflag.FlagSet, value *string, name, short, preset, about string, names []string) {
	*value = preset
	flags.VarP(choice{value: value, names: names}, name, short, about)
	completeWith(cmd, name, names)
}

// completeWith lets a shell complete the values of a flag by names; more says how.
func completeWith(cmd *cobra.Command, flag string, names []string, more ...cobra.ShellCompDirective) {
	how := cobra.ShellCompDirectiveNoFileComp
	for _, d := range more {
		how |= d
	}
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(names, how))
	if err != nil {
		panic(err) // the flag does not exist: a mistake in this package
	}
}

// guess says what s was meant to be, or what it could have been.
func guess(s string, names []string) say.Hint { return hints.Hint(s, names) }

// nearest is the name that s was meant to be, "" where none is near.
func nearest(s string, names []string) string { return hints.Nearest(s, names) }
