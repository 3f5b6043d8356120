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

// diffGitHub writes workflow commands of GitHub Actions, the worst changes
// first, as many of a kind as are shown, then one that counts all.
func diffGitHub(w io.Writer, all Comparisons, o DiffOptions) error {
	var notes []Annotation
	for _, pair := range all.Pairs {
		for i := range pair.Result.Changes {
			notes = append(notes, annotate(pair, &pair.Result.Changes[i], o.language()))
		}
	}
	return writeAnnotations(w, "fenjie diff", notes, func(all []model.Severity) string { return countText(all, o.language()) }, o.language())
}

func annotate(c Comparison, change *diff.Change, lang string) Annotation {
	a := Annotation{Severity: change.Severity, File: c.Result.New.Path, Line: c.New.lineOf(change.New)}
	if change.New == nil {
		a.File, a.Line = c.Result.Old.Path, c.Old.lineOf(change.Old)
	}
	d := describe(c, change, lang)
	a.Title = strings.TrimSpace(d.sign + " " + d.class + " " + d.what)
	a.Message = arrow(d.before, d.after)
	if d.delta != "" {
		a.Message += "  " + d.delta
	}
	return a
}

// writeAnnotations writes the first of each kind and then a notice with the
// totals, for which the notices leave room.
func writeAnnotations(w io.Writer, program string, notes []Annotation, totals func([]model.Severity) string, lang string) error {
	var b bytes.Buffer
	var all []model.Severity
	room := map[model.Severity]int{model.SeverityError: annotationLimit, model.SeverityWarning: annotationLimit, model.SeverityInfo: annotationLimit - 1}
	left := 0
	for _, severity := range severities {
		for _, a := range notes {
			if a.Severity != severity {
				continue
			}
			all = append(all, severity)
			if room[severity]--; room[severity] < 0 {
				left++
			} else {
				b.WriteString(a.String() + "\n")
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
