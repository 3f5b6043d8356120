package parser_test

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// maxDepth is the deepest nesting of sections that a parse may give.
const maxDepth = 64

// documents are the sample documents of the project and, where a folder
// ../shared stands beside the checkout, those in it too.
func documents(t testing.TB) []*source.Text {
	t.Helper()
	var texts []*source.Text
	for _, dir := range []string{"../seeds", "../../shared/seeds", "../../shared/corpus"} {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := source.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
	}
	if _, err := os.Stat(filepath.FromSlash("../../shared")); err != nil {
		t.Log("../shared is not beside the checkout: its documents are not read")
	}
	if len(texts) == 0 {
		t.Skip("there are no documents in seeds/")
	}
	return texts
}

// textOf is a text that was not read from a file.
func textOf(s string) *source.Text { return &source.Text{Path: "-", Format: "txt", Runes: []rune(s)} }

// parse parses a text and checks what holds for every document.
func parse(t testing.TB, text *source.Text) *model.Document {
	t.Helper()
	doc := parser.Parser{}.Parse(text)
	checkInvariants(t, text, doc)
	return doc
}

func TestInvariants(t *testing.T) {
	for _, text := range documents(t) {
		t.Run(filepath.Base(text.Path), func(t *testing.T) { parse(t, text) })
	}
}

// Texts that say nothing, or nothing that is meant, parse like any other.
func TestInvariantsOddTexts(t *testing.T) {
	for _, s := range []string{
		"", "\n", "\r\n\r\n", "\u3000\u200b\ufeff", "。", "(", "))((", "一、", "一是", "〔牵头单位:", "(责任单位:)", "由A提高到B", "从到", "分别",
		"%", "万", "1", "1.", "1.1.1.1", "百分之", "三分之", "—", "3—", "—5名", "0", "00000", "-1", "1e9亩", "9999999999999999999999999999999999亿亿亿亩",
		"2022年13月45日前", "一、甲。(责任单位:县粮食局;完成时限:6月)", "青禾县2022年工作要点\n抓好春耕。(责任单位:县农业局)",
		"青禾县2022年实施方案\n一、步骤\n(一)动员(2022年3月1日-1月20日)。甲", "2月30日前完成3个", "第一章", "第一章\n第一节\n第一条", "附件", "附件:\n1.\n2.", "关于\n印发\n的通知", "一、一、一、一、",
		"一是。二是。三是。", "①②③", strings.Repeat("一、甲\n(一)乙\n1.丙\n(1)丁\n①戊\n", 40), strings.Repeat("(", 2000), strings.Repeat("第一章\n", 300),
		"甲\x00乙\x1b[31m丙\u202e丁\u0301戊\U0001f33e己", "各乡镇(街道)(街道)(街道)负责", "（责任单位：）１．２．３．", "\u2028一、甲\u2029(一)乙\u0085丙3个",
	} {
		parse(t, textOf(s))
	}
}

// checkInvariants reports what cannot be right about a document, whatever its
// text says. Each document that any test parses goes through it.
func checkInvariants(t testing.TB, text *source.Text, doc *model.Document) {
	t.Helper()
	c := &checker{t: t, text: text, doc: doc, whole: model.Span{End: len(text.Runes)}}
	c.source()
	c.meta()
	c.sections(doc.Sections, nil, 1)
	c.paths()
	c.targets()
	c.layout()
	c.diagnostics()
	c.repeatable()
	if c.faults > maxFaults {
		t.Errorf("… and %d more", c.faults-maxFaults)
	}
}

// maxFaults is how many faults of one document are printed.
const maxFaults = 12

type checker struct {
	t      testing.TB
	text   *source.Text
	doc    *model.Document
	whole  model.Span
	faults int
}

func (c *checker) fault(format string, args ...any) {
	c.t.Helper()
	if c.faults++; c.faults <= maxFaults {
		c.t.Errorf(format, args...)
	}
}

// want reports a fault where ok is false.
func (c *checker) want(ok bool, format string, args ...any) {
	c.t.Helper()
	if !ok {
		c.fault(format, args...)
	}
}

// span checks that sp holds text of outer, and that its line is right.
func (c *checker) span(what string, sp, outer model.Span) bool {
	c.t.Helper()
	if sp.Start < 0 || sp.Start >= sp.End || sp.End > len(c.text.Runes) {
		c.fault("%s: span %d..%d of %d is no text", what, sp.Start, sp.End, len(c.text.Runes))
		return false
	}
	c.want(outer.Contains(sp), "%s: span %d..%d is not inside %d..%d", what, sp.Start, sp.End, outer.Start, outer.End)
	if line, _ := c.text.Position(sp.Start); sp.Line != 0 {
		c.want(sp.Line == line, "%s: line %d, want %d", what, sp.Line, line)
	}
	return true
}

// quote checks that sp holds raw, letter for letter.
func (c *checker) quote(what, raw string, sp, outer model.Span) {
	c.t.Helper()
	if c.span(what, sp, outer) {
		got := c.text.Slice(sp)
		c.want(raw == got, "%s: %q is printed as %q", what, raw, got)
	}
}

func (c *checker) source() {
	s := c.doc.Source
	c.want(s.Chars == len(c.text.Runes), "chars %d, want %d", s.Chars, len(c.text.Runes))
	c.want(s.Path == c.text.Path && s.Format == c.text.Format && s.Encoding == c.text.Encoding && s.SHA256 == c.text.SHA256,
		"source %+v is not that of the text", s)
}

// meta checks that dates are dates and that what was found was read somewhere.
func (c *checker) meta() {
	m := c.doc.Meta
	found := map[string]bool{
		"title": m.Title != "", "number": m.Number != "", "issuer": m.Issuer != "", "region": m.Region != "",
		"years": len(m.Years) > 0, "published": m.Published != "", "signed": m.Signed != "",
		"recipients": len(m.Recipients) > 0, "attachments": len(m.Attachments) > 0,
	}
	for field, is := range found {
		_, has := m.Evidence[field]
		c.want(!is || has, "%s has no evidence", field)
		c.want(is || !has, "%s has evidence, but no value", field)
	}
	for field, sp := range m.Evidence {
		_, known := found[field]
		c.want(known || field == "genre", "evidence of an unknown field %q", field)
		c.span("evidence of "+field, sp, c.whole)
	}
	c.date("published", m.Published)
	c.date("signed", m.Signed)
	for _, name := range slices.Concat(m.Recipients, m.Attachments) {
		c.want(strings.TrimSpace(name) != "", "an empty recipient or attachment")
	}
}

// date checks that a date is in the calendar, or absent.
func (c *checker) date(what, date string) {
	c.t.Helper()
	if date == "" {
		return
	}
	_, err := time.Parse(time.DateOnly, date)
	c.want(err == nil, "%s: %q is no date", what, date)
}

// sections checks the tree: children lie inside their parent, one after the
// other, and everything of a section inside it.
func (c *checker) sections(list []*model.Section, parent *model.Section, depth int) {
	c.t.Helper()
	outer, prefix, level, last := c.whole, "", 0, 0
	if parent != nil {
		outer, prefix, level, last = parent.Span, parent.Path+"/", parent.Level, parent.Span.Start
	}
	if depth > maxDepth {
		c.fault("section %s: deeper than %d", parent.Path, maxDepth)
		return
	}
	for _, s := range list {
		what := "section " + s.Path
		if c.span(what, s.Span, outer) {
			c.want(s.Span.Start >= last, "%s: begins at %d, inside the one before, which ends at %d", what, s.Span.Start, last)
			last = s.Span.End
		}
		c.want(strings.HasPrefix(s.Path, prefix) && len(s.Path) > len(prefix), "%s: is not %sLABEL", what, prefix)
		c.want(s.Level > level, "%s: level %d under level %d", what, s.Level, level)
		c.want(s.Kind == model.KindHeading || s.Kind == model.KindTask || s.Kind == model.KindPhase, "%s: kind %q", what, s.Kind)
		c.want(s.Kind != model.KindTask || len(s.Children) == 0, "%s: a task with children", what)
		c.section(what, s)
		c.sections(s.Children, s, depth+1)
	}
}

func (c *checker) section(what string, s *model.Section) {
	c.t.Helper()
	c.want(s.Label == halve(s.Label), "%s: label %q is not half width", what, s.Label)
	printed := squeeze(c.text.Slice(clamp(s.Span, c.whole)))
	c.want(strings.Contains(letters(printed), letters(s.Label)), "%s: its label is not printed in it", what)
	c.want(strings.Contains(printed, squeeze(s.Title)), "%s: its title %q is not printed in it", what, s.Title)
	c.date(what+": by", s.By)
	if p := s.Period; p != nil {
		c.date(what+": period", p.Start)
		c.date(what+": period", p.End)
		c.want(p.Start == "" || p.End == "" || p.Start <= p.End, "%s: period ends before it begins: %s..%s", what, p.Start, p.End)
		c.want(p.Start != "" || p.End != "", "%s: an empty period", what)
	}
	for _, p := range s.Parties {
		c.party(what, s, p)
	}
}

var (
	partyRoles = []model.Role{model.RoleLead, model.RoleResponsible, model.RoleSupport, model.RoleSupervise, model.RoleLeader, model.RoleOther}
	partyBases = []model.Basis{model.BasisStated, model.BasisConvention, model.BasisDefault}
)

// party checks that a party is printed where it says. One that a convention
// adds to every block stands where the convention does.
func (c *checker) party(what string, s *model.Section, p *model.Party) {
	c.t.Helper()
	what += ": party " + p.Name
	outer := s.Span
	if p.Basis == model.BasisConvention {
		outer = c.whole
	}
	c.quote(what, p.Raw, p.Span, outer)
	c.want(slices.Contains(partyRoles, p.Role), "%s: role %q", what, p.Role)
	c.want(slices.Contains(partyBases, p.Basis), "%s: basis %q", what, p.Basis)
	c.want(p.Rule != "", "%s: no rule", what)
	c.want(p.Name != "" && p.Name == halve(p.Name), "%s: name %q is not half width", what, p.Name)
	name, raw := letters(p.Name), letters(p.Raw)
	if p.Restored {
		c.want(strings.Contains(name, raw) && name != raw, "%s: restored from %q, which is no part of it", what, p.Raw)
	} else {
		c.want(name == raw, "%s: is printed as %q, but not restored", what, p.Raw)
	}
}

// paths checks that no two sections have one path.
func (c *checker) paths() {
	seen := map[string]bool{}
	model.Walk(c.doc.Sections, func(s *model.Section) {
		c.want(!seen[s.Path], "section %s: two have this path", s.Path)
		seen[s.Path] = true
	})
}

// targets checks every record of the document, list by list.
func (c *checker) targets() {
	ids := map[string]*model.Target{}
	var all []*model.Target
	list := func(targets []*model.Target, outer model.Span) {
		last := 0
		for _, t := range targets {
			c.target(t, outer, ids)
			c.want(t.Quantity.Span.Start >= last, "target %s: stands before the one listed before it", t.ID)
			last = t.Quantity.Span.Start
			c.want(ids[t.ID] == nil, "target %s: two have this id", t.ID)
			ids[t.ID] = t
			all = append(all, t)
		}
	}
	list(c.doc.Targets, c.whole)
	model.Walk(c.doc.Sections, func(s *model.Section) { list(s.Targets, s.Span) })
	slices.SortStableFunc(all, func(a, b *model.Target) int { return cmp.Compare(a.Quantity.Span.Start, b.Quantity.Span.Start) })
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		c.want(a.Quantity.Span.End <= b.Quantity.Span.Start, "targets %s and %s: both claim %q", a.ID, b.ID, b.Quantity.Raw)
	}
}

// decimal is an exact decimal in its only form: no plus sign, no needless zero.
var decimal = regexp.MustCompile(`^(-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?)$`)

var (
	targetKinds = []model.TargetKind{model.KindTarget, model.KindResult, model.KindCondition, model.KindStandard, model.KindRelative}
	comparators = []model.Comparator{model.Equal, model.AtLeast, model.MoreThan, model.AtMost, model.LessThan, model.Approx, model.Range}
)

// target checks one record; parents are listed before their parts.
func (c *checker) target(t *model.Target, outer model.Span, before map[string]*model.Target) {
	c.t.Helper()
	what := "target " + t.ID + " " + t.Quantity.Raw
	q := t.Quantity
	c.quote(what, q.Raw, q.Span, outer)
	if c.span(what, t.Span, outer) {
		c.want(t.Span.Contains(q.Span), "%s: its span %d..%d does not hold the quantity", what, t.Span.Start, t.Span.End)
	}
	c.want((t.Indicator == "") == (t.IndicatorSpan == nil), "%s: indicator %q and its span do not agree", what, t.Indicator)
	if t.IndicatorSpan != nil {
		c.quote(what+": indicator", t.Indicator, *t.IndicatorSpan, c.whole)
	}
	isNumber := decimal.MatchString(q.Value) && q.Value != "-0"
	c.want(isNumber && t.Kind != model.KindRelative || q.Value == "" && t.Kind == model.KindRelative, "%s: value %q", what, q.Value)
	c.want(q.High == "" || decimal.MatchString(q.High), "%s: upper value %q", what, q.High)
	c.want(t.From == "" || decimal.MatchString(t.From), "%s: from %q", what, t.From)
	c.want(t.Comparator != model.Range || q.High != "", "%s: a range without an upper value", what)
	c.want(slices.Contains(targetKinds, t.Kind), "%s: kind %q", what, t.Kind)
	c.want(slices.Contains(comparators, t.Comparator), "%s: comparator %q", what, t.Comparator)
	c.want(q.Unit == halve(q.Unit), "%s: unit %q is not half width", what, q.Unit)
	c.want(t.ID != "" && t.Rule != "", "%s: id %q, rule %q", what, t.ID, t.Rule)
	c.want(t.Implied != model.ImpliedFull || q.Value == "100" && q.Unit == "%", "%s: implied %s with value %s%s", what, t.Implied, q.Value, q.Unit)
	c.want(t.Implied != model.ImpliedZero || q.Value == "0" && q.Unit == "", "%s: implied %s with value %s%s", what, t.Implied, q.Value, q.Unit)
	c.want(t.Baseline == "" || t.Change != "" || t.Kind == model.KindRelative, "%s: baseline %q without a change", what, t.Baseline)
	c.want(t.ByRaw == "" || t.By != "", "%s: by_raw %q without by", what, t.ByRaw)
	c.date(what+": by", t.By)
	if t.Parent != "" {
		c.want(before[t.Parent] != nil, "%s: parent %q is not listed before it", what, t.Parent)
	}
}

var regionKinds = []model.RegionKind{
	model.RegionHead, model.RegionPreamble, model.RegionLabel, model.RegionTitle, model.RegionText, model.RegionBlock,
	model.RegionSignature, model.RegionAttachment, model.RegionFurniture, model.RegionRepeat,
}

// layout checks that every non-blank character lies in exactly one region.
func (c *checker) layout() {
	sections := map[string]*model.Section{"": {Span: c.whole}}
	model.Walk(c.doc.Sections, func(s *model.Section) { sections[s.Path] = s })
	at := 0
	for _, r := range c.doc.Layout {
		what := "layout: " + string(r.Kind) + " of " + r.Path
		c.want(slices.Contains(regionKinds, r.Kind), "%s: unknown kind", what)
		s := sections[r.Path]
		if s == nil {
			c.fault("%s: no such section", what)
			s = sections[""]
		}
		if !c.span(what, r.Span, s.Span) {
			continue
		}
		c.want(r.Span.Start >= at, "%s: begins at %d, inside the region before, which ends at %d", what, r.Span.Start, at)
		c.unclaimed(at, r.Span.Start)
		at = max(at, r.Span.End)
	}
	c.unclaimed(at, len(c.text.Runes))
}

// unclaimed reports text between two regions.
func (c *checker) unclaimed(from, to int) {
	for i := from; i < to; i++ {
		if !blank(c.text.Runes[i]) {
			line, col := c.text.Position(i)
			c.fault("layout: %d:%d: %q is in no region", line, col, string(c.text.Runes[i:min(to, i+20)]))
			return
		}
	}
}

// blank says whether a character needs no place in the layout.
func blank(r rune) bool {
	switch r {
	case '\ufeff', '\u200b', '\u200c', '\u200d', '\u2060': // zero width
		return true
	}
	return unicode.IsSpace(r)
}

func (c *checker) diagnostics() {
	severities := []model.Severity{model.SeverityError, model.SeverityWarning, model.SeverityInfo}
	for _, d := range c.doc.Diagnostics {
		c.want(d.Code != "" && d.Message != "" && slices.Contains(severities, d.Severity), "diagnostic %+v: code, message or severity is missing", d)
		c.want(d.Span.Start >= 0 && d.Span.Start <= d.Span.End && d.Span.End <= len(c.text.Runes), "diagnostic %s: span %+v", d.Code, d.Span)
	}
}

// repeatable checks that a second parse agrees, that neither changed the text,
// and that the document reads back from its JSON.
func (c *checker) repeatable() {
	c.t.Helper()
	before := slices.Clone(c.text.Runes)
	again := parser.Parser{}.Parse(c.text)
	c.want(slices.Equal(before, c.text.Runes), "parsing changes the text")
	if !reflect.DeepEqual(c.doc, again) {
		c.fault("two parses differ: -first +second\n%s", gocmp.Diff(c.doc, again))
	}
	data, err := json.Marshal(c.doc)
	if err != nil {
		c.fault("JSON: %v", err)
		return
	}
	want, got := *c.doc, model.Document{}
	want.Layout = nil // not part of the contract
	if err := json.Unmarshal(data, &got); err != nil {
		c.fault("JSON: %v", err)
	} else if !reflect.DeepEqual(want, got) {
		c.fault("JSON does not read back the same: -want +got\n%s", gocmp.Diff(want, got))
	}
}

// clamp narrows sp to outer; a span that is no text becomes empty.
func clamp(sp, outer model.Span) model.Span {
	start := min(max(sp.Start, outer.Start), outer.End)
	return model.Span{Start: start, End: min(max(sp.End, start), outer.End)}
}

// squeeze takes blanks and line ends out.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}

// letters is the letters and digits of s in half width: marks have more forms
// than two.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, halve(s))
}
