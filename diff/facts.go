package diff

import (
	"fmt"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// factNames are the facts of a document that are compared, by their JSON names, in
// the order in which they are told.
var factNames = []string{"title", "genre", "number", "issuer", "region", "years", "published", "signed", "recipients", "attachments"}

func fact(m model.Meta, name string) string {
	switch name {
	case "title":
		return m.Title
	case "genre":
		return string(m.Genre)
	case "number":
		return m.Number
	case "issuer":
		return m.Issuer
	case "region":
		return m.Region
	case "years":
		return strings.Trim(fmt.Sprint(m.Years), "[]")
	case "published":
		return m.Published
	case "signed":
		return m.Signed
	case "recipients":
		return strings.Join(m.Recipients, "、")
	}
	return strings.Join(m.Attachments, "、")
}

// facts tells what differs between the documents as such. A title that only moves
// on by the years that the plan does is not told: the years are.
func (c *comparison) facts() {
	for _, name := range factNames {
		old, new := fact(c.old.Doc.Meta, name), fact(c.new.Doc.Meta, name)
		if plain(old) == plain(new) || sinceYear(plain(old), c.old.year) == sinceYear(plain(new), c.new.year) && (name == "title" || name == "attachments") {
			continue
		}
		ch := Change{Class: DocumentChanged, Reason: name + ": " + orNone(new) + ", was " + orNone(old)}
		ch.Old, ch.New = c.old.fact(name, old), c.new.fact(name, new)
		c.tell(ch, true, name, plain(old), plain(new))
	}
}

// fact is the side of a fact, nil where the document does not say it.
func (t *tree) fact(name, value string) *Side {
	if value == "" {
		return nil
	}
	quote, sp := t.quote(t.Doc.Meta.Evidence[name], value, t.Doc.Meta.Evidence[name])
	return &Side{Quote: quote, Span: sp, Value: value, Parties: []string{}}
}
