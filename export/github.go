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

// severities are ours with the words of GitHub for them, the worst first.
var severities = []struct {
	ours   model.Severity
	theirs string
}{
	{model.SeverityError, "error"},
	{model.SeverityWarning, "warning"},
	{model.SeverityInfo, "notice"},
}

func rank(s model.Severity) int {
	for i := range severities {
		if severities[i].ours == s {
			return i
		}
	}
	return len(severities) - 1
}

// String is the workflow command, without a line end.
func (a Annotation) String() string {
	var properties []string
	add := func(name, value string) { properties = append(properties, name+"="+inProperty.Replace(value)) }
	add("file", a.File)
	if a.Line > 0 {
		add("line", fmt.Sprint(a.Line))
	}
	if a.Column > 0 {
		add("col", fmt.Sprint(a.Column))
	}
	if a.Title != "" {
		add("title", a.Title)
	}
	return "::" + severities[rank(a.Severity)].theirs + " " + strings.Join(properties, ",") + "::" + inMessage.Replace(a.Message)
}

// What would end a message, or a property of one.
var (
	inMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// encodeGitHub marks the diagnostics of a document, the worst first: GitHub shows
// ten of each severity for a step.
func encodeGitHub(item Item, _ Options) ([]byte, error) {
	var b strings.Builder
	worst := slices.Clone(item.Doc.Diagnostics)
	slices.SortStableFunc(worst, func(a, b model.Diagnostic) int { return rank(a.Severity) - rank(b.Severity) })
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
