package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

// annotationLimit is how many annotations of a kind GitHub shows for a step.
const annotationLimit = 10

// kinds are the commands of GitHub Actions for the severities.
var kinds = map[model.Severity]string{model.SeverityError: "error", model.SeverityWarning: "warning", model.SeverityInfo: "notice"}

// annotation is a message at a place of a file.
type annotation struct {
	severity             model.Severity
	file, title, message string
	line                 int
}

// diffGitHub writes workflow commands of GitHub Actions, the worst changes
// first, as many of a kind as are shown, then one that counts all.
func diffGitHub(w io.Writer, all Comparisons, o DiffOptions) error {
	var notes []annotation
	for _, pair := range all.Pairs {
		for i := range pair.Result.Changes {
			notes = append(notes, annotate(pair, &pair.Result.Changes[i], o.language()))
		}
	}
	return writeAnnotations(w, "fenjie diff", notes, func(all []model.Severity) string { return countText(all, o.language()) }, o.language())
}

func annotate(c Comparison, change *diff.Change, lang string) annotation {
	a := annotation{severity: change.Severity, file: c.Result.New.Path, line: c.New.lineOf(change.New)}
	if change.New == nil {
		a.file, a.line = c.Result.Old.Path, c.Old.lineOf(change.Old)
	}
	d := describe(c, change, lang)
	a.title = strings.TrimSpace(d.sign + " " + d.class + " " + d.what)
	a.message = arrow(d.before, d.after)
	if d.delta != "" {
		a.message += "  " + d.delta
	}
	return a
}

// writeAnnotations writes the first of each kind and then a notice with the
// totals, for which the notices leave room.
func writeAnnotations(w io.Writer, program string, notes []annotation, totals func([]model.Severity) string, lang string) error {
	var b bytes.Buffer
	var all []model.Severity
	room := map[model.Severity]int{model.SeverityError: annotationLimit, model.SeverityWarning: annotationLimit, model.SeverityInfo: annotationLimit - 1}
	left := 0
	for _, severity := range severities {
		for _, a := range notes {
			if a.severity != severity {
				continue
			}
			all = append(all, severity)
			if room[severity]--; room[severity] < 0 {
				left++
			} else {
				b.WriteString(a.command())
			}
		}
	}
	text := totals(all)
	if left > 0 {
		text += ", " + fmt.Sprintf(diffWords["left"].in(lang), left)
	}
	b.WriteString("::notice title=" + program + "::" + commandText.Replace(Printable(text)) + "\n")
	_, err := w.Write(b.Bytes())
	return err
}

// commandText and commandValue escape the message and the values of a command,
// which Printable has left no line break.
var (
	commandText  = strings.NewReplacer("%", "%25")
	commandValue = strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")
)

// command is the annotation as a line that GitHub Actions reads.
func (a annotation) command() string {
	at := "file=" + commandValue.Replace(Printable(a.file))
	if a.line > 0 {
		at += fmt.Sprintf(",line=%d", a.line)
	}
	return fmt.Sprintf("::%s %s,title=%s::%s\n", kinds[a.severity], at, commandValue.Replace(Printable(a.title)), commandText.Replace(Printable(a.message)))
}
