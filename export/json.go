package export

import (
	"bytes"
	"encoding/json"

	"github.com/fenjie/fenjie/model"
)

// frameJSON is a model.Output without its documents.
func frameJSON(o Options) (Frame, error) {
	generator, err := encode(o.generator(), "", "")
	if err != nil {
		return Frame{}, err
	}
	return Frame{
		Head:  "{\n  \"schema\": \"" + model.SchemaID + "\",\n  \"generator\": " + string(generator) + ",\n  \"documents\": [",
		First: "\n    ",
		Next:  ",\n    ",
		Tail:  "\n  ]\n}\n",
		Empty: "]\n}\n",
	}, nil
}

func encodeJSON(item Item, _ Options) ([]byte, error) {
	return encode(complete(item.Doc), "    ", "  ")
}

// encode is v as JSON with < > & left as they are and no newline at the end.
func encode(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// complete is a copy of d with an empty list or map wherever d has a nil one,
// so that no list is written as null. What needs no change is shared with d.
func complete(d *model.Document) *model.Document {
	c := *d
	c.Meta.Years = list(d.Meta.Years)
	c.Meta.Recipients = list(d.Meta.Recipients)
	c.Meta.Attachments = list(d.Meta.Attachments)
	if d.Meta.Evidence == nil {
		c.Meta.Evidence = map[string]model.Span{}
	}
	c.Sections = completeSections(d.Sections)
	c.Targets = list(d.Targets)
	c.Diagnostics = list(d.Diagnostics)
	return &c
}

func completeSections(sections []*model.Section) []*model.Section {
	all := make([]*model.Section, len(sections))
	for i, s := range sections {
		c := *s
		c.Parties, c.Targets, c.Children = list(s.Parties), list(s.Targets), completeSections(s.Children)
		all[i] = &c
	}
	return all
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
