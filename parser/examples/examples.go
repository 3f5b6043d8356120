// Package examples reads the examples of a lexicon with the parser: what an
// entry gives as ok must be read as the entry says, what it gives as no must
// not.
package examples

import (
	"fmt"

	"github.com/fenjie/fenjie/parser/lexicon"
)

// Result is what became of one example.
type Result struct {
	Entry   *lexicon.Entry
	Example lexicon.Example
	No      bool // the example must not be read as the entry says
	// Fault says what was read instead; "" where the example holds.
	Fault string
	// Pending says why the example is known not to hold; "" for all others. It
	// is empty for the entries of a user.
	Pending string
}

// Where is the place of the example, as file:line.
func (r Result) Where() string {
	return lexicon.Origin{File: r.Entry.Origin.File, Line: r.Example.Line, BuiltIn: r.Entry.Origin.BuiltIn}.String()
}

// Run reads all examples of lx by its own words, in the order of its entries.
func Run(lx *lexicon.Lexicon) []Result {
	var all []Result
	for _, e := range lx.Entries {
		for _, x := range e.OK {
			all = append(all, try(lx, e, x, false))
		}
		for _, x := range e.No {
			all = append(all, try(lx, e, x, true))
		}
	}
	return all
}

func try(lx *lexicon.Lexicon, e *lexicon.Entry, x lexicon.Example, no bool) Result {
	r := Result{Entry: e, Example: x, No: no}
	if e.Origin.BuiltIn {
		r.Pending = pending[[2]string{e.ID, x.Text}]
	}
	t := newTrial(lx, e, x.Text)
	switch held := checks[e.Kind](t); {
	case !no && len(t.spots) == 0:
		r.Fault = "the example holds none of the forms"
	case !no && !held:
		r.Fault = fmt.Sprintf("%s; found: %s", t.wanted, t.found())
	case no && held:
		r.Fault = fmt.Sprintf("must not be read so: %s; found: %s", t.wanted, t.found())
	}
	return r
}
