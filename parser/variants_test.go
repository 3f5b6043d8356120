package parser_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// A document says the same in every encoding, with every line end and in both
// widths of its marks and digits.
func TestVariants(t *testing.T) {
	for _, text := range documents(t) {
		base := strings.ReplaceAll(string(text.Runes), "\r\n", "\n")
		t.Run(filepath.Base(text.Path), func(t *testing.T) {
			doc := parser.Parser{}.Parse(textOf(base)) // TestInvariants checks this one
			for _, v := range variants(t, base) {
				t.Run(v.name, func(t *testing.T) {
					text, err := source.Decode("variant.txt", v.data)
					if err != nil {
						t.Fatal(err)
					}
					if v.form.crlf {
						v.form.dropped = returns(text.Runes)
					}
					want, got := plain(doc, form{fold: v.form.fold}), plain(parse(t, text), v.form)
					if !reflect.DeepEqual(want, got) { // many times as fast as to look for the difference
						t.Errorf("-LF +variant\n%s", excerpt(cmp.Diff(want, got)))
					}
				})
			}
		})
	}
}

// variant is a document in other bytes.
type variant struct {
	name string
	data []byte
	form form
}

func variants(t *testing.T, base string) []variant {
	t.Helper()
	crlf := strings.ReplaceAll(base, "\n", "\r\n")
	return []variant{
		{"LF", []byte(base), form{}},
		{"CRLF", []byte(crlf), form{crlf: true}},
		{"BOM", []byte("\ufeff" + base), form{}},
		{"GB18030", encode(t, simplifiedchinese.GB18030, base), form{}},
		{"GB18030 CRLF", encode(t, simplifiedchinese.GB18030, crlf), form{crlf: true}},
		{"UTF-16", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), base), form{}},
		{"full width", []byte(widen(base)), form{fold: true}},
		{"half width", []byte(narrow(base)), form{fold: true}},
	}
}

func encode(t *testing.T, enc encoding.Encoding, s string) []byte {
	t.Helper()
	data, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// returns counts, for each offset of a text, the carriage returns before it.
func returns(runes []rune) []int {
	n := 0
	out := make([]int, 0, len(runes)+1)
	for _, r := range runes {
		out = append(out, n)
		if r == '\r' {
			n++
		}
	}
	return append(out, n)
}

// form says how a variant's document differs from that of the text it was made
// from.
type form struct {
	fold    bool  // quotes are in another width
	crlf    bool  // lines end in CRLF
	dropped []int // for each offset, the characters before it that the text did not have
}

func (f form) text(s string) string {
	if f.crlf {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	if f.fold {
		s = halve(s)
	}
	return s
}

func (f form) span(sp model.Span) model.Span {
	inside := func(offset int) bool { return 0 <= offset && offset < len(f.dropped) }
	if inside(sp.Start) && inside(sp.End) {
		sp.Start -= f.dropped[sp.Start]
		sp.End -= f.dropped[sp.End]
	}
	return sp
}

func (f form) texts(list []string) []string {
	out := slices.Clone(list)
	for i := range out {
		out[i] = f.text(out[i])
	}
	return out
}

// plain is a document as the text it was made from would give it. Where it came
// from is left out; ids are counted, for their spelling may depend on a quote.
func plain(doc *model.Document, f form) *model.Document {
	d := *doc
	d.Source = model.Source{}
	d.Meta = f.meta(d.Meta)
	ids := map[string]string{"": ""}
	d.Targets = f.targets(d.Targets, ids)
	d.Sections = f.sections(d.Sections, ids)
	d.Diagnostics = slices.Clone(d.Diagnostics)
	for i := range d.Diagnostics {
		g := &d.Diagnostics[i]
		g.Message, g.Span = "", f.span(g.Span) // a message may count characters
	}
	d.Layout = slices.Clone(d.Layout)
	for i := range d.Layout {
		d.Layout[i].Span = f.span(d.Layout[i].Span)
	}
	return &d
}

func (f form) meta(m model.Meta) model.Meta {
	for _, s := range []*string{&m.Title, &m.Number, &m.Issuer, &m.Region} {
		*s = f.text(*s)
	}
	m.Recipients, m.Attachments = f.texts(m.Recipients), f.texts(m.Attachments)
	m.Evidence = maps.Clone(m.Evidence)
	for key, sp := range m.Evidence {
		m.Evidence[key] = f.span(sp)
	}
	return m
}

func (f form) sections(list []*model.Section, ids map[string]string) []*model.Section {
	var out []*model.Section
	for _, s := range list {
		c := *s
		c.Title, c.Text, c.Span = f.text(c.Title), f.text(c.Text), f.span(c.Span)
		c.Targets = f.targets(c.Targets, ids)
		c.Parties = nil
		for _, p := range s.Parties {
			q := *p
			q.Raw, q.Label, q.Span = f.text(q.Raw), f.text(q.Label), f.span(q.Span)
			c.Parties = append(c.Parties, &q)
		}
		c.Children = f.sections(c.Children, ids)
		out = append(out, &c)
	}
	return out
}

func (f form) targets(list []*model.Target, ids map[string]string) []*model.Target {
	var out []*model.Target
	for _, t := range list {
		c := *t
		for _, s := range []*string{&c.Indicator, &c.Action, &c.Baseline, &c.ByRaw, &c.Quantity.Raw} {
			*s = f.text(*s)
		}
		if c.IndicatorSpan != nil {
			sp := f.span(*c.IndicatorSpan)
			c.IndicatorSpan = &sp
		}
		c.Span, c.Quantity.Span = f.span(c.Span), f.span(c.Quantity.Span)
		ids[c.ID] = fmt.Sprint("#", len(ids))
		c.ID, c.Parent = ids[c.ID], ids[c.Parent]
		out = append(out, &c)
	}
	return out
}

// excerpt is the first lines of a long difference.
func excerpt(diff string) string {
	const most = 60
	all := strings.SplitAfter(diff, "\n")
	if len(all) <= most {
		return diff
	}
	return strings.Join(all[:most], "") + "…\n"
}
