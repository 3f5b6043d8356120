package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/fenjie/fenjie/export"
)

func newManCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "man [DIR]",
		Short: "Write the manual pages",
		Long: `Man writes a manual page for each command into DIR, which is made if it is not
there: fenjie.1, fenjie-extract.1 and so on. Without DIR it prints fenjie.1. The
same fenjie writes the same pages, in the language of --lang.`,
		Example: `  fenjie man | man -l -
  fenjie man /usr/local/share/man/man1
  fenjie man --lang zh /usr/local/share/man/zh_CN/man1`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if len(args) == 0 {
				return buffered(a.stdout, func(w io.Writer) error { return manPage(w, root) })
			}
			return manPages(root, args[0])
		},
	}
}

// manPages writes a page for each command that help lists into dir.
func manPages(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return outputError(dir, err)
	}
	var err error
	walk(root, func(cmd *cobra.Command) {
		if err != nil || cmd != root && !cmd.IsAvailableCommand() {
			return
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		err = export.WriteFile(filepath.Join(dir, name), func(w io.Writer) error { return manPage(w, cmd) })
	})
	return err
}

// manPage writes the page of one command. It changes the texts of cmd.
func manPage(w io.Writer, cmd *cobra.Command) error {
	cmd.DisableAutoGenTag = true
	cmd.Root().DisableAutoGenTag = true
	cmd.Long = markdown(cmd.Long)
	cmd.Short = escapeMarkdown(cmd.Short)
	var page bytes.Buffer
	header := doc.GenManHeader{Section: "1", Date: &time.Time{}, Source: generator, Manual: "fenjie"}
	if err := doc.GenMan(cmd, &header, &page); err != nil {
		return err
	}
	_, err := w.Write(undated.ReplaceAll(page.Bytes(), []byte(`${1}""`)))
	return err
}

// undated is the date in the first line of a page that was given none.
var undated = regexp.MustCompile(`(?m)^(\.TH "[^"]*" "1" )"Jan 0001"`)

// markdown is a help text for cobra/doc, which reads Markdown: indented lines are
// printed as they are, other signs mean nothing.
func markdown(text string) string {
	var b strings.Builder
	literal := false
	for line := range strings.Lines(text) {
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		if indented != literal && strings.TrimSpace(line) != "" {
			b.WriteByte('\n')
			literal = indented
		}
		if indented {
			b.WriteString("    " + line)
		} else {
			b.WriteString(escapeMarkdown(line))
		}
	}
	return b.String()
}

// escapeMarkdown takes the meaning from the signs of Markdown.
func escapeMarkdown(text string) string {
	return markdownSigns.ReplaceAllString(text, `\$0`)
}

var markdownSigns = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~]")
