// Package lexicon holds the words that fenjie knows: YAML files, embedded,
// each entry with examples (ok, no) that a test runs. Words are written in half
// width; they are matched against folded text.
package lexicon

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/fenjie/fenjie/model"
	"go.yaml.in/yaml/v3"
)

//go:embed *.yaml
var files embed.FS

// Unit is a unit of measure. Factor relates it to the base unit of its
// dimension as an exact fraction ("2000/3"); "" means that it has no such
// relation.
type Unit struct {
	ID        string   `yaml:"id"`
	Forms     []string `yaml:"forms"`
	Dimension string   `yaml:"dimension"`
	Factor    string   `yaml:"factor"`
	OK        []string `yaml:"ok"`
	No        []string `yaml:"no"`
}

// Comparator is a word that relates a measure to a number. Position says where
// it stands: prefix, postfix, infix (between number and unit) or link (before
// the number, naming equality).
type Comparator struct {
	ID         string           `yaml:"id"`
	Forms      []string         `yaml:"forms"`
	Position   string           `yaml:"position"`
	Comparator model.Comparator `yaml:"comparator"`
	Side       model.Side       `yaml:"side"`
	Change     model.Change     `yaml:"change"`
	OK         []string         `yaml:"ok"`
	No         []string         `yaml:"no"`
}

// Word is a word with a function in a sentence. Class says which:
//
//	do      a verb of doing whose object is counted (新建, 培育)
//	act     a verb of doing that is as often a noun (改造, 培训)
//	link    joins a measure and its number (达到, 为); level_up and level_down
//	        also say in which direction it was reached (提高到, 降至)
//	up      a rise (增长);  down: a fall (下降)
//	modal   how firmly or when something is meant (确保, 力争, 计划)
//	adverb  an adverb or connective, and no part of a name (其中, 累计)
//	manner  says how before a verb, but names before a noun (高标准, 重点)
//	prep    governs what stands between it and the verb (通过, 向)
//	scope   the place as a whole (全市)
//	noun    protects its characters from being read as another word (完成率)
//	stop    ends a noun phrase (用于, 进行)
type Word struct {
	ID       string         `yaml:"id"`
	Class    string         `yaml:"class"`
	Forms    []string       `yaml:"forms"`
	Strength model.Strength `yaml:"strength"`
	Tense    string         `yaml:"tense"` // past or future, where the word decides it
	OK       []string       `yaml:"ok"`
	No       []string       `yaml:"no"`
}

// Label is the printed name of a role (牵头单位) or a verb that assigns one
// (牵头, 配合).
type Label struct {
	ID    string     `yaml:"id"`
	Forms []string   `yaml:"forms"`
	Role  model.Role `yaml:"role"`
	Use   string     `yaml:"use"` // label, verb, join or deadline
	OK    []string   `yaml:"ok"`
	No    []string   `yaml:"no"`
}

// Term is a list of words of one use, in files that need no more than that:
// furniture, fixed terms, agencies, headings, genres.
type Term struct {
	ID    string   `yaml:"id"`
	Use   string   `yaml:"use"`
	Value string   `yaml:"value"`
	Forms []string `yaml:"forms"`
	OK    []string `yaml:"ok"`
	No    []string `yaml:"no"`
}

// Period is a time with a name. Start and End are written with the letters Y
// for the plan year: "Y-01-01"; a fixed period has its own years.
type Period struct {
	ID    string   `yaml:"id"`
	Forms []string `yaml:"forms"`
	Use   string   `yaml:"use"` // period, per, since, open
	Start string   `yaml:"start"`
	End   string   `yaml:"end"`
	OK    []string `yaml:"ok"`
	No    []string `yaml:"no"`
}

// Implied is a commitment without a number.
type Implied struct {
	ID      string        `yaml:"id"`
	Forms   []string      `yaml:"forms"`
	Implied model.Implied `yaml:"implied"`
	Shape   string        `yaml:"shape"`
	OK      []string      `yaml:"ok"`
	No      []string      `yaml:"no"`
}

// Lexicon is the words of all files, with a matcher for each use of them. The
// id that a matcher returns is an index into the list it was built from. A
// Lexicon is not changed after loading.
type Lexicon struct {
	Units       []Unit
	Comparators []Comparator
	Words       []Word
	Labels      []Label
	Periods     []Period
	Implied     []Implied
	Agencies    []Term
	Terms       []Term
	Furniture   []Term
	Genres      []Term
	Headings    []Term
	Phrases     []Term

	Unit, Word, Period, Commitment, Fixed, Genre Matcher

	Prefix, Postfix, Infix                 Matcher // of Comparators
	RoleLabel, RoleVerb, RoleJoin          Matcher // of Labels
	Stem, Suffix, Whole, Collective        Matcher // of Agencies
	Tail, Place                            Matcher // of Agencies
	FurnitureKey, FurnitureLine, ChromeRun Matcher // of Furniture
	RunWord, Enumerator, Annex             Matcher // of Headings

	Phrase Phrases

	starts [1 << 10]uint64 // first runes of what a sentence is searched for
}

// StartsToken says whether a word, period, commitment or fixed term starts with
// r: a quick look before the four are asked.
func (lx *Lexicon) StartsToken(r rune) bool {
	return uint32(r) < 1<<16 && lx.starts[r>>6]&(1<<(r&63)) != 0
}

// Default is the built-in lexicon, loaded on first use.
var Default = sync.OnceValue(func() *Lexicon {
	lx, err := load()
	if err != nil {
		panic(err) // the embedded files are tested; this cannot happen in a build that passed its tests
	}
	return lx
})

func load() (*Lexicon, error) {
	lx := &Lexicon{}
	err := errors.Join(
		read("units.yaml", &lx.Units, func(e *Unit) entry { return entry{e.ID, "", e.Forms} }),
		read("comparators.yaml", &lx.Comparators, func(e *Comparator) entry { return entry{e.ID, e.Position, e.Forms} }),
		read("words.yaml", &lx.Words, func(e *Word) entry { return entry{e.ID, "", e.Forms} }),
		read("labels.yaml", &lx.Labels, func(e *Label) entry { return entry{e.ID, e.Use, e.Forms} }),
		read("periods.yaml", &lx.Periods, func(e *Period) entry { return entry{e.ID, "", e.Forms} }),
		read("implied.yaml", &lx.Implied, func(e *Implied) entry { return entry{e.ID, "", e.Forms} }),
		read("agencies.yaml", &lx.Agencies, term),
		read("terms.yaml", &lx.Terms, term),
		read("furniture.yaml", &lx.Furniture, term),
		read("genres.yaml", &lx.Genres, term),
		read("headings.yaml", &lx.Headings, term),
		read("phrases.yaml", &lx.Phrases, term),
	)
	if err == nil {
		lx.index()
	}
	return lx, err
}

func (lx *Lexicon) index() {
	unit := func(e *Unit) entry { return entry{forms: e.Forms} }
	fill(&lx.Unit, lx.Units, unit)
	fill(&lx.Word, lx.Words, func(e *Word) entry { return entry{forms: e.Forms} })
	fill(&lx.Period, lx.Periods, func(e *Period) entry { return entry{forms: e.Forms} })
	fill(&lx.Commitment, lx.Implied, func(e *Implied) entry { return entry{forms: e.Forms} })
	fill(&lx.Fixed, lx.Terms, term)
	fill(&lx.Genre, lx.Genres, term)

	comparator := func(e *Comparator) entry { return entry{use: e.Position, forms: e.Forms} }
	fill(&lx.Prefix, lx.Comparators, comparator, "prefix")
	fill(&lx.Postfix, lx.Comparators, comparator, "postfix")
	fill(&lx.Infix, lx.Comparators, comparator, "infix")

	label := func(e *Label) entry { return entry{use: e.Use, forms: e.Forms} }
	fill(&lx.RoleLabel, lx.Labels, label, "label", "deadline")
	fill(&lx.RoleVerb, lx.Labels, label, "verb")
	fill(&lx.RoleJoin, lx.Labels, label, "join")

	fill(&lx.Stem, lx.Agencies, term, "stem")
	fill(&lx.Suffix, lx.Agencies, term, "suffix")
	fill(&lx.Whole, lx.Agencies, term, "whole")
	fill(&lx.Collective, lx.Agencies, term, "collective")
	fill(&lx.Tail, lx.Agencies, term, "tail")
	fill(&lx.Place, lx.Agencies, term, "level")

	fill(&lx.FurnitureKey, lx.Furniture, term, "key", "date", "number", "issuer", "signed", "title")
	fill(&lx.FurnitureLine, lx.Furniture, term, "line")
	fill(&lx.ChromeRun, lx.Furniture, term, "edge")

	for use, m := range lx.Phrase.byUse() {
		fill(m, lx.Phrases, term, use)
	}

	for r := rune(0); r < 1<<16; r++ {
		if lx.Word.Starts(r) || lx.Period.Starts(r) || lx.Commitment.Starts(r) || lx.Fixed.Starts(r) {
			lx.starts[r>>6] |= 1 << (r & 63)
		}
	}

	fill(&lx.RunWord, lx.Headings, term, "run")
	fill(&lx.Enumerator, lx.Headings, term, "word")
	fill(&lx.Annex, lx.Headings, term, "annex")
}

// entry is what all lists have in common.
type entry struct {
	id, use string
	forms   []string
}

func term(t *Term) entry { return entry{t.ID, t.Use, t.Forms} }

// fill enters the forms of the entries with one of the uses (all entries where
// none is given) into m.
func fill[E any](m *Matcher, list []E, key func(*E) entry, uses ...string) {
	for i := range list {
		e := key(&list[i])
		if len(uses) > 0 && !slices.Contains(uses, e.use) {
			continue
		}
		for _, f := range e.forms {
			m.Add(f, i)
		}
	}
	m.Build()
}

// read decodes one file into list. Unknown keys, and an id or a form (of one
// use) that stands twice, are errors.
func read[E any](name string, list *[]E, key func(*E) entry) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(list); err != nil && err != io.EOF {
		return fmt.Errorf("%s: %w", name, err)
	}
	ids, forms := map[string]bool{}, map[[2]string]string{}
	for i := range *list {
		e := key(&(*list)[i])
		if e.id == "" || ids[e.id] {
			return fmt.Errorf("%s: entry %d: id %q is missing or stands twice", name, i+1, e.id)
		}
		ids[e.id] = true
		for _, f := range e.forms {
			at := [2]string{e.use, f}
			if other, twice := forms[at]; twice {
				return fmt.Errorf("%s: %s: form %q stands also in %s", name, e.id, f, other)
			}
			forms[at] = e.id
		}
	}
	return nil
}
