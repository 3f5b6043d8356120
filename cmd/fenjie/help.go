package main

import (
	"regexp"
	"strings"
	"text/template"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fenjie/fenjie/internal/say"
)

// translateHelp puts the help of all commands into Chinese.
func translateHelp(root *cobra.Command) {
	eachHelpText(root, func(text *string) { *text = say.Help(say.Chinese, *text) })
	usage := usageTemplate(root.UsageTemplate())
	root.SetUsageFunc(func(cmd *cobra.Command) error { return usage.Execute(cmd.OutOrStderr(), cmd) })
}

// withDefaults adds the commands and flags that cobra would add when it runs.
func withDefaults(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "help" {
			cmd.Run, cmd.RunE = nil, printHelp
		}
	}
	walk(root, func(cmd *cobra.Command) {
		cmd.InitDefaultHelpFlag()
		cmd.InitDefaultVersionFlag()
	})
}

// printHelp prints the help of the command that args name. Cobra's own command ends
// well where there is none.
func printHelp(help *cobra.Command, args []string) error {
	cmd, rest, err := help.Root().Find(args)
	switch {
	case err != nil:
		return err
	case len(rest) > 0 && cmd.HasSubCommands():
		return onlyCommands(cmd, rest)
	case len(rest) > 0:
		return usage("unknown command %q for %q", rest[0], cmd.CommandPath())
	}
	return cmd.Help()
}

// eachHelpText visits what the help of all commands says, but for examples.
func eachHelpText(root *cobra.Command, visit func(text *string)) {
	seen := map[*pflag.Flag]bool{}
	walk(root, func(cmd *cobra.Command) {
		visit(&cmd.Short)
		visit(&cmd.Long)
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !seen[f] {
				seen[f] = true
				visit(&f.Usage)
			}
		})
	})
}

// templateWords are what the usage template of cobra says itself.
func templateWords() []string {
	return []string{
		"Usage:", "Aliases:", "Examples:", "Available Commands:", "Additional Commands:", "Flags:", "Global Flags:", "Additional help topics:",
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
	}
}

// usageTemplate is the template of cobra in Chinese.
func usageTemplate(text string) *template.Template {
	var pairs []string
	for _, word := range templateWords() {
		pairs = append(pairs, word, say.Help(say.Chinese, word))
	}
	text = strings.NewReplacer(pairs...).Replace(text)
	text = strings.ReplaceAll(text, "Flags.FlagUsages", "Flags.FlagUsages | defaults")
	return template.Must(template.New("usage").Funcs(template.FuncMap{
		"rpad":                    func(s string, width int) string { return s + strings.Repeat(" ", max(0, width-len(s))) },
		"trimTrailingWhitespaces": func(s string) string { return strings.TrimRight(s, " \n") },
		"defaults":                func(s string) string { return flagDefault.ReplaceAllString(s, say.Help(say.Chinese, "(default $1)")) },
	}).Parse(text))
}

// flagDefault is what pflag says of a default, at the end of a line.
var flagDefault = regexp.MustCompile(`(?m) \(default (.*)\)$`)
