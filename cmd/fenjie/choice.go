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

// choices is the value of a flag that takes any number of few words.
type choices struct {
	values *[]string
	names  []string
}

func (c choices) String() string { return strings.Join(*c.values, ",") }
func (c choices) Type() string   { return strings.Join(c.names, "|") }

// Set adds words with commas between them.
func (c choices) Set(s string) error {
	for word := range strings.SplitSeq(s, ",") {
		if err := c.Append(strings.TrimSpace(word)); err != nil {
			return err
		}
	}
	return nil
}

// Append adds one word.
func (c choices) Append(s string) error {
	if !slices.Contains(c.names, s) {
		return say.Errorf("unknown value %q; %s", s, guess(s, c.names))
	}
	if !slices.Contains(*c.values, s) {
		*c.values = append(*c.values, s)
	}
	return nil
}

// Replace takes words in place of those that there are.
func (c choices) Replace(words []string) error {
	*c.values = nil
	for _, s := range words {
		if err := c.Append(s); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice gives the words.
func (c choices) GetSlice() []string { return *c.values }
