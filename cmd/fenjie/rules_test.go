package main

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestRulesExamples says that the commands below rules show three examples or
// more, which name commands and flags that exist.
func TestRulesExamples(t *testing.T) {
	for _, cmd := range newRulesCmd(&app{}).Commands() {
		lines := strings.Split(cmd.Example, "\n")
		if len(lines) < 3 {
			t.Errorf("rules %s has %d examples", cmd.Name(), len(lines))
		}
		for _, line := range lines {
			_, line, _ = strings.Cut(line, "fenjie ")
			line, _, _ = strings.Cut(line, " | ")
			root := newRootCmd(&app{})
			found, rest, err := root.Find(strings.Fields(line))
			if err == nil {
				err = found.ParseFlags(rest)
			}
			if err != nil || found.Name() != cmd.Name() {
				t.Errorf("%s: %q is %s: %v", cmd.Name(), line, found.CommandPath(), err)
			}
		}
	}
}

// TestSettingsOfRules says that a flag of the commands below rules takes no
// setting, and so needs no key.
func TestSettingsOfRules(t *testing.T) {
	for _, cmd := range newRulesCmd(&app{}).Commands() {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if key := setting(f); key != "" {
				t.Errorf("rules %s --%s is set by %q", cmd.Name(), f.Name, key)
			}
		})
	}
	root := newRootCmd(&app{})
	if key := setting(root.PersistentFlags().Lookup("lexicon")); key != "lexicons" {
		t.Errorf("--lexicon is set by %q", key)
	}
}
