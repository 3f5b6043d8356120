package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// Annotation is a line by which a step of GitHub Actions marks a place in a file.
type Annotation struct {
	Severity     model.Severity
	File         string
	Line, Column int // from 1; 0 is unknown
	Title        string
	Message      string
}

// severities are all severities, the worst first.
var severities = []model.Severity{model.SeverityError, model.SeverityWarning, model.SeverityInfo}

// commands are the words of GitHub for severities.
var commands = map[model.Severity]string{model.SeverityError: "error", model.SeverityWarning: "warning", model.SeverityInfo: "notice"}

// String is the workflow command, without a line end.
func (a Annotation) String() string {
	at := "file=" + commandValue.Replace(Printable(a.File))
	if a.Line > 0 {
		at += fmt.Sprintf(",line=%d", a.Line)
	}
	if a.Column > 0 {
		at += fmt.Sprintf(",col=%d", a.Column)
	}
	if a.Title != "" {
		at += ",title=" + commandValue.Replace(Printable(a.Title))
	}
	return fmt.Sprintf("::%s %s::%s", commands[a.Severity], at, commandText.Replace(Printable(a.Message)))
}

// commandText and commandValue escape the message and the values of a command,
// in which Printable has left no line break.
var (
	commandText  = strings.NewReplacer("%", "%25")
	commandValue = strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")
)

// encodeGitHub marks the diagnostics of a document, the worst first: GitHub shows
// ten of each severity for a step.
func encodeGitHub(item Item, _ Options) ([]byte, error) {
	var b strings.Builder
	worst := slices.Clone(item.Doc.Diagnostics)
	slices.SortStableFunc(worst, func(a, b model.Diagnostic) int {
		return slices.Index(severities, a.Severity) - slices.Index(severities, b.Severity)
	})
	for _, d := range worst {
		a := Annotation{Severity: d.Severity, File: item.Doc.Source.Path, Line: d.Span.Line, Title: d.Code, Message: d.Message}
		if item.has(d.Span) {
			_, a.Column = item.Text.Position(d.Span.Start)
		}
		b.WriteString(a.String() + "\n")
	}
	return []byte(b.String()), nil
}

func failGitHub(f Failure, _ Options) ([]byte, error) {
	a := Annotation{Severity: model.SeverityError, File: f.Path, Line: f.Line, Title: f.Code, Message: f.Message}
	return []byte(a.String() + "\n"), nil
}
