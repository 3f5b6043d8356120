package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/internal/say"
)

// TestHelpIsInChinese compares internal/say/help.zh.yaml with the help of all
// commands. It prints what is missing as lines to add there.
func TestHelpIsInChinese(t *testing.T) {
	root := newRootCmd(&app{})
	withDefaults(root)
	texts := append(templateWords(), "(default $1)")
	eachHelpText(root, func(text *string) { texts = append(texts, *text) })
	missing, unused := say.HelpGaps(texts)
	if len(missing) > 0 {
		var b strings.Builder
		for _, text := range missing {
			en, err := yaml.Marshal([]map[string]string{{"en": text}})
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s  zh: \n", en)
		}
		t.Errorf("add to internal/say/help.zh.yaml, with the Chinese:\n%s", b.String())
	}
	for _, text := range unused {
		t.Errorf("help.zh.yaml: no help says %q", text)
	}
	if !strings.Contains(root.UsageTemplate(), templateWords()[0]) {
		t.Error("the usage template of cobra is another one")
	}
	for _, word := range templateWords() {
		if !strings.Contains(root.UsageTemplate(), word) {
			t.Errorf("the usage template of cobra does not say %q", word)
		}
	}
}

// TestHelpFitsTheScreen says that the Chinese help is no wider than the English.
func TestHelpFitsTheScreen(t *testing.T) {
	root := newRootCmd(&app{})
	withDefaults(root)
	translateHelp(root)
	eachHelpText(root, func(text *string) {
		for line := range strings.Lines(*text) {
			if n := twwidth.WidthWithOptions(strings.TrimSuffix(line, "\n"), twwidth.Options{}); strings.Contains(*text, "\n") && n > 84 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	})
}
