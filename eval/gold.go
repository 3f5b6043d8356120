// Package eval measures documents that fenjie read against gold: what a careful
// reader found in the same texts.
package eval

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
)

// Gold is one annotated document. Doc is the file name of its text.
type Gold struct {
	Doc        string        `yaml:"doc"`
	Meta       GoldMeta      `yaml:"meta"`
	RepeatFrom *int          `yaml:"repeat_from"` // where a word-for-word repeat begins, if any
	IgnoreFrom int           `yaml:"ignore_from"` // what starts here or later is not annotated; 0 is none
	Sections   []GoldSection `yaml:"sections"`
	Targets    []GoldTarget  `yaml:"targets"`
}

// GoldMeta is what the document says of itself; "" where it does not.
type GoldMeta struct {
	Title       string      `yaml:"title"`
	Genre       model.Genre `yaml:"genre"`
	Number      string      `yaml:"number"`
	Issuer      string      `yaml:"issuer"`
	Region      string      `yaml:"region"`
	Years       []int       `yaml:"years"`
	Published   string      `yaml:"published"`
	Signed      string      `yaml:"signed"`
	Recipients  []string    `yaml:"recipients"`
	Attachments []string    `yaml:"attachments"`
}

// GoldSection is one node of the outline.
type GoldSection struct {
	Path    string        `yaml:"path"`
	Label   string        `yaml:"label"`
	Title   string        `yaml:"title"`
	By      string        `yaml:"by"`
	Period  *model.Period `yaml:"period"`
	Parties []GoldParty   `yaml:"parties"`
}

// GoldParty is one party of a section.
type GoldParty struct {
	Role model.Role `yaml:"role"`
	Name string     `yaml:"name"`
}

// GoldTarget is one record.
//
// At is the offset of Quantity, which is as printed. A file in the making may
// give Quote instead, a longer piece of the text that holds Quantity, with Nth
// or QNth (from 1) where either stands there more than once: see Locate. Also lists
// indicators that are as good. An Optional record is neither rewarded nor
// missed. Action, Side, From, Basis, Baseline and Strength are noted by some
// annotators and not measured.
type GoldTarget struct {
	At         *int              `yaml:"at"`
	Quote      string            `yaml:"quote"`
	Nth        int               `yaml:"nth"`
	QNth       int               `yaml:"qnth"`
	Quantity   string            `yaml:"quantity"`
	Kind       model.TargetKind  `yaml:"kind"`
	Implied    model.Implied     `yaml:"implied"`
	Indicator  string            `yaml:"indicator"`
	Also       []string          `yaml:"also"`
	Action     string            `yaml:"action"`
	Comparator model.Comparator  `yaml:"comparator"`
	Side       model.Side        `yaml:"side"`
	Value      string            `yaml:"value"`
	High       string            `yaml:"value_high"`
	Unit       string            `yaml:"unit"`
	From       string            `yaml:"from"`
	Change     model.Change      `yaml:"change"`
	Basis      model.ChangeBasis `yaml:"basis"`
	Baseline   string            `yaml:"baseline"`
	By         string            `yaml:"by"`
	Per        model.Per         `yaml:"per"`
	Strength   model.Strength    `yaml:"strength"`
	Node       string            `yaml:"node"`
	Optional   bool              `yaml:"optional"`
}

// LoadGold reads a gold file. An unknown key, a word that is none of the
// contract's or a record of an unknown section is an error that names file and
// line; all such errors of the file are reported together.
func LoadGold(path string) (*Gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, named(path, err)
	}
	gold := &Gold{}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(gold); err != nil {
		return nil, yamlErrors(path, err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, say.Errorf("%s: more than one YAML document", path)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, yamlErrors(path, err)
	}
	var errs []error
	for _, p := range gold.problems() {
		errs = append(errs, say.Errorf("%s:%d: %s", path, lineOf(&root, p.list, p.index), p.message))
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return gold, nil
}

// named puts path in front of err, in place of what the os package says.
func named(path string, err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		err = e.Err
	}
	return say.Errorf("%s: %w", path, err)
}

// yamlLine finds the line in the messages of the yaml package, which name it
// in words.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?line ([0-9]+): (.*)$`)

// yamlErrors turns an error of the yaml package into one error a line of the
// file, each "path:line: message".
func yamlErrors(path string, err error) error {
	messages := []string{err.Error()}
	var typed *yaml.TypeError
	if errors.As(err, &typed) {
		messages = typed.Errors
	}
	var errs []error
	for _, m := range messages {
		if at := yamlLine.FindStringSubmatch(m); at != nil {
			line, _ := strconv.Atoi(at[1])
			errs = append(errs, say.Errorf("%s:%d: %s", path, line, at[2]))
		} else {
			errs = append(errs, say.Errorf("%s: %s", path, strings.TrimPrefix(m, "yaml: ")))
		}
	}
	return errors.Join(errs...)
}

// problem is something wrong with an item of a list of a gold file, or with the
// file as a whole where list is "".
type problem struct {
	list    string
	index   int
	message say.Phrase
}

// lineOf is the line on which an item of a list of the file's top mapping stands.
func lineOf(root *yaml.Node, list string, index int) int {
	if list == "" || len(root.Content) == 0 {
		return 1
	}
	top := root.Content[0]
	for i := 0; i+1 < len(top.Content); i += 2 {
		if top.Content[i].Value == list && index < len(top.Content[i+1].Content) {
			return top.Content[i+1].Content[index].Line
		}
	}
	return 1
}

var (
	genres      = []model.Genre{"", model.GenrePlan, model.GenreNotice, model.GenreReport, model.GenreArticle, model.GenreOther}
	roles       = []model.Role{model.RoleLead, model.RoleResponsible, model.RoleSupport, model.RoleSupervise, model.RoleLeader, model.RoleOther}
	kinds       = []model.TargetKind{model.KindTarget, model.KindResult, model.KindCondition, model.KindStandard}
	implieds    = []model.Implied{"", model.ImpliedFull, model.ImpliedZero}
	comparators = []model.Comparator{"", model.Equal, model.AtLeast, model.MoreThan, model.AtMost, model.LessThan, model.Approx, model.Range}
	sides       = []model.Side{"", model.SideBoth, model.SideBelow, model.SideAbove}
	bases       = []model.ChangeBasis{"", model.AnnualAverage, model.Cumulative, model.Net}
	strengths   = []model.Strength{"", model.Hard, model.Soft}
	changes     = []model.Change{"", model.Increase, model.Decrease}
	pers        = []model.Per{"", model.PerYear, model.PerHalfYear, model.PerQuarter, model.PerTwoMonths, model.PerMonth, model.PerWeek, model.PerDay}
)

// problems are the faults of a gold file that can be seen without its document.
func (g *Gold) problems() []problem {
	var out []problem
	note := func(list string, index int, message say.Phrase) {
		out = append(out, problem{list, index, message})
	}
	if g.Doc == "" {
		note("", 0, say.Sprintf("doc is missing: the file name of the text"))
	}
	if !slices.Contains(genres, g.Meta.Genre) {
		note("", 0, say.Sprintf("unknown genre %q", g.Meta.Genre))
	}
	paths := map[string]bool{"": true}
	for i, s := range g.Sections {
		if paths[s.Path] {
			note("sections", i, say.Sprintf("section path %q is empty or stands twice", s.Path))
		}
		paths[s.Path] = true
		for _, u := range s.Parties {
			if !slices.Contains(roles, u.Role) {
				note("sections", i, say.Sprintf("section %s: unknown role %q", s.Path, u.Role))
			}
		}
	}
	seen := map[int]bool{}
	for i, t := range g.Targets {
		for _, m := range t.problems() {
			note("targets", i, say.Sprintf("target %s: %s", t.Quantity, m))
		}
		if !paths[t.Node] {
			note("targets", i, say.Sprintf("target %s: node %q is no section", t.Quantity, t.Node))
		}
		if t.At != nil && seen[*t.At] {
			note("targets", i, say.Sprintf("target %s: another target stands at %d too", t.Quantity, *t.At))
		}
		if t.At != nil {
			seen[*t.At] = true
		}
	}
	return out
}

func (t *GoldTarget) problems() []say.Phrase {
	var out []say.Phrase
	unknown := func(known bool, field string, value any) {
		if !known {
			out = append(out, say.Sprintf("unknown %s %q", field, value))
		}
	}
	unknown(slices.Contains(kinds, t.Kind), "kind", t.Kind)
	unknown(slices.Contains(implieds, t.Implied), "implied", t.Implied)
	unknown(slices.Contains(comparators, t.Comparator), "comparator", t.Comparator)
	unknown(slices.Contains(sides, t.Side), "side", t.Side)
	unknown(slices.Contains(bases, t.Basis), "basis", t.Basis)
	unknown(slices.Contains(strengths, t.Strength), "strength", t.Strength)
	unknown(slices.Contains(changes, t.Change), "change", t.Change)
	unknown(slices.Contains(pers, t.Per), "per", t.Per)
	if t.Quantity == "" {
		out = append(out, say.Sprintf("quantity is missing: the number and unit as printed"))
	}
	if t.At == nil && t.Quote == "" {
		out = append(out, say.Sprintf("neither at nor quote says where it stands"))
	}
	number := func(field, value string) {
		if _, ok := rat(value); !ok {
			out = append(out, say.Sprintf("%s %q is no decimal number", field, value))
		}
	}
	number("value", t.Value)
	if t.High != "" {
		number("value_high", t.High)
	}
	if t.From != "" {
		number("from", t.From)
	}
	return out
}

// Locate gives every target that has only a quote its offset in the text, and
// says which targets do not stand where the file says.
func (g *Gold) Locate(runes []rune) error {
	var errs []error
	text := string(runes)
	for i := range g.Targets {
		t := &g.Targets[i]
		if t.At == nil {
			at, err := t.find(text)
			if err != nil {
				errs = append(errs, say.Errorf("%s: target %s: %w", g.Doc, t.Quantity, err))
				continue
			}
			t.At = &at
		}
		end := *t.At + utf8.RuneCountInString(t.Quantity)
		if *t.At < 0 || end > len(runes) {
			errs = append(errs, say.Errorf("%s: target %s: offset %d is outside the text", g.Doc, t.Quantity, *t.At))
		} else if got := string(runes[*t.At:end]); got != t.Quantity {
			errs = append(errs, say.Errorf("%s: target %s: at %d stands %q", g.Doc, t.Quantity, *t.At, got))
		}
	}
	return errors.Join(errs...)
}

// find is the offset in code points of the quantity inside its quote.
func (t *GoldTarget) find(text string) (int, error) {
	base, err := nth(text, t.Quote, t.Nth)
	if err != nil {
		return 0, err
	}
	off, err := nth(t.Quote, t.Quantity, t.QNth)
	if err != nil {
		return 0, err
	}
	return utf8.RuneCountInString(text[:base+off]), nil
}

// nth is the byte offset of the n-th sub in text; n is 0 where there must be
// only one.
func nth(text, sub string, n int) (int, error) {
	var at []int
	for from := 0; ; {
		i := strings.Index(text[from:], sub)
		if i < 0 {
			break
		}
		at = append(at, from+i)
		_, size := utf8.DecodeRuneInString(sub)
		from += i + size
	}
	switch {
	case n == 0 && len(at) > 1:
		return 0, say.Errorf("%q stands %d times: say which, or quote more", sub, len(at))
	case len(at) == 0 || n > len(at):
		return 0, say.Errorf("%q stands %d times", sub, len(at))
	case n <= 0:
		return at[0], nil
	}
	return at[n-1], nil
}
