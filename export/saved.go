package export

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"

	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
)

// savedHead is how an output of extract begins: an object that names a contract
// of ours, or a YAML document of which the first key does.
var savedHead = regexp.MustCompile(`^\x{FEFF}?\s*(?:\{\s*"schema"\s*:\s*"fenjie[-/]|(?:---\s+)?"?schema"?:\s*"?fenjie[-/])`)

// IsSaved says whether a file that begins with head is an output of ours in
// JSON, NDJSON or YAML.
func IsSaved(head []byte) bool { return savedHead.Match(head) }

// savedObject is an object of a saved file: one document, or all of them.
type savedObject struct {
	Schema    string            `json:"schema"`
	Documents []*model.Document `json:"documents"`
	*model.Document
}

// ReadSaved reads the documents of a file that extract wrote as JSON, NDJSON or
// YAML. Errors begin with path. A document whose spans, numbers or dates cannot
// be right is refused, so that others need not look.
func ReadSaved(path string, data []byte) ([]*model.Document, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	next := yamlObjects(data)
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		next = json.NewDecoder(bytes.NewReader(data)).Decode
	}
	var all []*model.Document
	for {
		object := savedObject{Document: &model.Document{}}
		err := next(&object)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, say.Errorf("%s: not read as an output of extract: %w", path, err)
		}
		if object.Schema != model.SchemaID {
			return nil, say.Errorf("%s: in the contract %q, not %q; name a document, or an output of extract", path, object.Schema, model.SchemaID)
		}
		documents := object.Documents
		if documents == nil {
			documents = []*model.Document{object.Document}
		}
		for _, d := range documents {
			if err := checkSaved(d); err != nil {
				return nil, say.Errorf("%s: not as extract writes it: %w", path, err)
			}
		}
		all = append(all, documents...)
	}
}

// yamlObjects reads one YAML document after the other as JSON would be read.
func yamlObjects(data []byte) func(any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	return func(object any) error {
		var value any
		if err := d.Decode(&value); err != nil {
			return err
		}
		text, err := json.Marshal(value)
		if err != nil {
			return err
		}
		return json.Unmarshal(text, object)
	}
}

var (
	savedDecimal = regexp.MustCompile(`^-?[0-9]{1,40}(\.[0-9]{1,40})?$`)
	savedDate    = regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)
)

// checkSaved refuses what would mislead or stop those who use a document.
func checkSaved(d *model.Document) error {
	if d == nil {
		return say.Errorf("a document is null")
	}
	c := &savedCheck{chars: d.Source.Chars}
	for _, s := range d.Meta.Evidence {
		c.span(s)
	}
	c.date(d.Meta.Published)
	c.date(d.Meta.Signed)
	c.targets(d.Targets)
	c.sections(d.Sections)
	return c.err
}

// savedCheck keeps the first thing that is wrong with a document.
type savedCheck struct {
	chars int
	err   error
}

func (c *savedCheck) fail(format string, args ...any) {
	if c.err == nil {
		c.err = say.Errorf(format, args...)
	}
}

func (c *savedCheck) span(s model.Span) {
	if s.Start < 0 || s.End < s.Start || s.End > c.chars {
		c.fail("the span %d to %d does not lie in a text of %d characters", s.Start, s.End, c.chars)
	}
}

func (c *savedCheck) date(s string) {
	if s != "" && !savedDate.MatchString(s) {
		c.fail("%q is no date", s)
	}
}

func (c *savedCheck) decimal(s string) {
	if s != "" && !savedDecimal.MatchString(s) {
		c.fail("%q is no decimal number", s)
	}
}

func (c *savedCheck) sections(sections []*model.Section) {
	for _, s := range sections {
		if s == nil {
			c.fail("a section is null")
			return
		}
		c.span(s.Span)
		c.date(s.By)
		for _, p := range s.Parties {
			if p == nil {
				c.fail("a party is null")
				return
			}
			c.span(p.Span)
		}
		c.targets(s.Targets)
		c.sections(s.Children)
	}
}

func (c *savedCheck) targets(targets []*model.Target) {
	for _, t := range targets {
		if t == nil {
			c.fail("a target is null")
			return
		}
		c.span(t.Span)
		c.span(t.Quantity.Span)
		if t.IndicatorSpan != nil {
			c.span(*t.IndicatorSpan)
		}
		c.decimal(t.Quantity.Value)
		c.decimal(t.Quantity.High)
		c.decimal(t.From)
		c.date(t.By)
	}
}
