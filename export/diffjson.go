package export

import (
	"io"

	"github.com/fenjie/fenjie/diff"
)

// manyResults is the JSON form of the comparisons of many documents.
type manyResults struct {
	Schema   string         `json:"schema"`
	Pairs    []*diff.Result `json:"pairs"`
	Unpaired Unpaired       `json:"unpaired"`
}

// diffJSON writes a result, or one object that holds those of all pairs; with what
// was matched where o explains.
func diffJSON(w io.Writer, all Comparisons, o DiffOptions) error {
	var results []*diff.Result
	for _, pair := range all.Pairs {
		r := completeResult(pair.Result)
		if !o.Explain {
			r.Matches = nil
		}
		results = append(results, r)
	}
	var v any = manyResults{diff.SchemaID, list(results), Unpaired{list(all.Unpaired.Old), list(all.Unpaired.New)}}
	if !all.Many && len(results) == 1 {
		v = results[0]
	}
	return writeIndented(w, v)
}

func writeIndented(w io.Writer, v any) error {
	data, err := encode(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// completeResult is a copy of r with an empty list or map wherever r has a nil one.
func completeResult(r *diff.Result) *diff.Result {
	c := *r
	if c.Summary == nil {
		c.Summary = map[diff.Class]int{}
	}
	c.Changes = make([]diff.Change, len(r.Changes))
	for i, change := range r.Changes {
		change.Old, change.New = completeSide(change.Old), completeSide(change.New)
		parts := change.Parts
		change.Parts = nil
		for _, p := range parts {
			change.Parts = append(change.Parts, completeSide(p))
		}
		c.Changes[i] = change
	}
	return &c
}

func completeSide(s *diff.Side) *diff.Side {
	if s == nil {
		return nil
	}
	c := *s
	c.Parties = list(s.Parties)
	return &c
}
