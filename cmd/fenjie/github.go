package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
)

// githubFormat is the name of the format that also writes a summary.
const githubFormat = "github"

// summaryVar names the file to which a step of GitHub Actions adds Markdown.
const summaryVar = "GITHUB_STEP_SUMMARY"

// shownProblems is how many problems a summary lists.
const shownProblems = 50

// summarize adds a table of the run to the summary of the step, if there is one.
func (r *batchRun) summarize() error {
	path := os.Getenv(summaryVar)
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		_, err = f.WriteString(r.summary())
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		return say.Errorf("%s: %s: %w", summaryVar, path, say.Reason(err))
	}
	return nil
}

func (r *batchRun) summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n| documents | done | failed | targets |\n|--:|--:|--:|--:|\n| %d | %d | %d | %d |\n",
		generator, r.totals.Documents, r.totals.Done, r.totals.Failed, r.targets)
	if len(r.problems) > 0 {
		b.WriteByte('\n')
	}
	for i, problem := range r.problems {
		if i == shownProblems {
			fmt.Fprintf(&b, "- … and %d more\n", len(r.problems)-i)
			break
		}
		b.WriteString("- " + export.Markdown(problem) + "\n")
	}
	b.WriteByte('\n')
	return b.String()
}
