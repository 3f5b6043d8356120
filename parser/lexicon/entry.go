package lexicon

import (
	"fmt"
	"slices"
)

// Entry is one entry of a lexicon file, as the file gives it.
type Entry struct {
	Kind   string // the section it stands in: units, words …
	ID     string
	Fields []Field  // what it says of its forms, in the order of its kind
	Forms  []string // in half width
	OK, No []Example
	Origin Origin

	override bool
	lines    []int  // of Forms
	base     *Entry // the entry that this one adds forms to
	index    int    // in its list of the Lexicon
}

// Field is a key of an entry and its value, such as dimension: area.
type Field struct{ Key, Value string }

// Example is a phrase that is (ok) or is not (no) read as its entry says.
type Example struct {
	Text string
	Line int
}

// Origin is where an entry stands. The file of a built-in entry is one of this
// package.
type Origin struct {
	File    string
	Line    int
	BuiltIn bool
}

func (o Origin) String() string {
	if o.BuiltIn {
		return fmt.Sprintf("builtin/%s:%d", o.File, o.Line)
	}
	return fmt.Sprintf("%s:%d", o.File, o.Line)
}

// Value is what an entry says under key, "" if nothing.
func (e *Entry) Value(key string) string {
	for _, f := range e.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// matcher is the index among finders of the matcher that has the forms of e, -1
// if none has.
func (e *Entry) matcher() int {
	use := e.Value("use") + e.Value("position") // no kind has both
	for i, f := range finders {
		if f.kind == e.Kind && (f.uses == nil || slices.Contains(f.uses, use)) {
			return i
		}
	}
	return -1
}

// drop takes a form away, if e has it.
func (e *Entry) drop(form string) {
	if i := slices.Index(e.Forms, form); i >= 0 {
		e.Forms = slices.Delete(e.Forms, i, i+1)
		e.lines = slices.Delete(e.lines, i, i+1)
	}
}
