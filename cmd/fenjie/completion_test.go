package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestChoicesAreCompleted says that a shell can complete the value of every flag
// that takes few words.
func TestChoicesAreCompleted(t *testing.T) {
	root := newRootCmd(&app{})
	n := 0
	walk(root, func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			var c choice
			switch v := f.Value.(type) {
			case choice:
				c = v
			case choices:
				c = choice{value: new(string), names: v.names}
			default:
				return
			}
			n++
			path := strings.Fields(strings.TrimPrefix(cmd.CommandPath(), "fenjie"))
			if cmd == root {
				path = []string{"show"}
			}
			out := output(t, slices.Concat([]string{"__complete"}, path, []string{"--" + f.Name, ""})...)
			words := strings.Split(out, "\n:")[0]
			got := strings.Split(words, "\n")
			if c.check == nil && !slices.Equal(got, c.names) {
				t.Errorf("%s --%s completes %q, takes %q", cmd.CommandPath(), f.Name, got, c.names)
			}
			for _, word := range got {
				if err := c.Set(word); err != nil {
					t.Errorf("%s --%s completes %q: %v", cmd.CommandPath(), f.Name, word, err)
				}
			}
		})
	})
	if n < 10 {
		t.Errorf("%d flags with choices", n)
	}
}

// TestWordsAreCompleted says that a flag whose value is neither a number nor a
// file nor free has words that a shell can complete.
func TestWordsAreCompleted(t *testing.T) {
	walk(newRootCmd(&app{}), func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name, _ := pflag.UnquoteUsage(f)
			_, completes := cmd.GetFlagCompletionFunc(f.Name)
			if slices.Contains([]string{"", "N", "FILE", "DIR", "LIST", "SIZE", "I/N", "int", "duration"}, strings.Split(name, "|")[0]) || completes {
				return
			}
			t.Errorf("%s --%s %s: nothing completes it", cmd.CommandPath(), f.Name, name)
		})
	})
}

// TestCompletionScripts says that there is a script for each shell.
func TestCompletionScripts(t *testing.T) {
	for shell, want := range map[string]string{
		"bash": "__start_fenjie", "zsh": "#compdef fenjie", "fish": "complete -c fenjie", "powershell": "Register-ArgumentCompleter",
	} {
		if got := output(t, "completion", shell); !strings.Contains(got, want) {
			t.Errorf("completion %s does not hold %q", shell, want)
		}
	}
}
