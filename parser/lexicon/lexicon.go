// Package lexicon holds the words that fenjie knows: YAML files, embedded,
// each entry with examples (ok, no) that a test runs. Files of a user are
// layered over them. Words are matched in half width, against folded text.
package lexicon

import (
	"slices"
	"sync"

	"github.com/fenjie/fenjie/model"
)

// Unit is a unit of measure. Factor relates it to the base unit of its
// dimension as an exact fraction ("2000/3"); "" means that it has no such
// relation.
type Unit struct{ ID, Dimension, Factor string }

// Comparator is a word that relates a measure to a number. Position says where
// it stands: prefix, postfix or infix (between number and unit).
type Comparator struct {
	ID, Position string
	Comparator   model.Comparator
	Side         model.Side
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
	ID, Class string
	Strength  model.Strength
	Tense     string // past or future, where the word decides it
}

// Label is the printed name of a role (牵头单位) or a verb that assigns one
// (牵头, 配合). Use is label, verb, join or deadline.
type Label struct {
	ID, Use string
	Role    model.Role
}

// Term is a list of words of one use, in files that need no more than that:
// furniture, fixed terms, agencies, headings, genres.
type Term struct{ ID, Use, Value string }

// Period is a time with a name. Use is period, per or open. Start and End are
// written with the letter Y for the plan year (Y-01-01; Y-1 is the year before,
// Y+1 the year after); a fixed period has its own years. The end of one that
// recurs is its frequency.
type Period struct{ ID, Use, Start, End string }

// Implied is a commitment without a number.
type Implied struct {
	ID      string
	Implied model.Implied
	Shape   string
}

// Renamed is an organisation, by the name it has now and those it had before.
type Renamed struct {
	Now    string
	Before []string
}

// Lexicon is the words of all files, with a matcher for each use of them. The
// id that a matcher returns is an index into the list it was built from. A
// Lexicon is not changed after loading.
type Lexicon struct {
	Entries []*Entry // all of them, as their files give them

	Units       []Unit
	Comparators []Comparator
	Words       []Word
	Labels      []Label
	Periods     []Period
	Implied     []Implied
	Agencies    []Term
	Renamed     []Renamed
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

// StartsToken says whether a word, period, commitment or fixed term may start
// with r: a quick look before the four are asked.
func (lx *Lexicon) StartsToken(r rune) bool {
	return uint32(r) >= 1<<16 || lx.starts[r>>6]&(1<<(r&63)) != 0
}

// Default is the built-in lexicon, loaded on first use.
var Default = sync.OnceValue(func() *Lexicon {
	lists, err := builtin()
	if err != nil {
		panic(err) // the embedded files are tested; this cannot happen in a build that passed its tests
	}
	return build(lists)
})

// finder says which entries a matcher finds the forms of: those of a kind with
// one of the uses, or all of the kind.
type finder struct {
	kind string
	uses []string
	of   func(*Lexicon) *Matcher
}

var finders = append([]finder{
	{"units", nil, func(lx *Lexicon) *Matcher { return &lx.Unit }},
	{"comparators", []string{"prefix"}, func(lx *Lexicon) *Matcher { return &lx.Prefix }},
	{"comparators", []string{"postfix"}, func(lx *Lexicon) *Matcher { return &lx.Postfix }},
	{"comparators", []string{"infix"}, func(lx *Lexicon) *Matcher { return &lx.Infix }},
	{"words", nil, func(lx *Lexicon) *Matcher { return &lx.Word }},
	{"labels", []string{"label", "deadline"}, func(lx *Lexicon) *Matcher { return &lx.RoleLabel }},
	{"labels", []string{"verb"}, func(lx *Lexicon) *Matcher { return &lx.RoleVerb }},
	{"labels", []string{"join"}, func(lx *Lexicon) *Matcher { return &lx.RoleJoin }},
	{"periods", nil, func(lx *Lexicon) *Matcher { return &lx.Period }},
	{"implied", nil, func(lx *Lexicon) *Matcher { return &lx.Commitment }},
	{"agencies", []string{"stem"}, func(lx *Lexicon) *Matcher { return &lx.Stem }},
	{"agencies", []string{"suffix"}, func(lx *Lexicon) *Matcher { return &lx.Suffix }},
	{"agencies", []string{"whole"}, func(lx *Lexicon) *Matcher { return &lx.Whole }},
	{"agencies", []string{"collective"}, func(lx *Lexicon) *Matcher { return &lx.Collective }},
	{"agencies", []string{"tail"}, func(lx *Lexicon) *Matcher { return &lx.Tail }},
	{"agencies", []string{"level"}, func(lx *Lexicon) *Matcher { return &lx.Place }},
	{"terms", nil, func(lx *Lexicon) *Matcher { return &lx.Fixed }},
	{"furniture", []string{"key", "date", "number", "issuer", "signed", "title"}, func(lx *Lexicon) *Matcher { return &lx.FurnitureKey }},
	{"furniture", []string{"line"}, func(lx *Lexicon) *Matcher { return &lx.FurnitureLine }},
	{"furniture", []string{"edge"}, func(lx *Lexicon) *Matcher { return &lx.ChromeRun }},
	{"genres", nil, func(lx *Lexicon) *Matcher { return &lx.Genre }},
	{"headings", []string{"run"}, func(lx *Lexicon) *Matcher { return &lx.RunWord }},
	{"headings", []string{"word"}, func(lx *Lexicon) *Matcher { return &lx.Enumerator }},
	{"headings", []string{"annex"}, func(lx *Lexicon) *Matcher { return &lx.Annex }},
}, phraseFinders()...)

// build makes a lexicon of entries that are known to be right.
func build(lists lists) *Lexicon {
	lx := &Lexicon{}
	for k := range kinds {
		for _, e := range lists[k] {
			if e.base == nil {
				e.index = kinds[k].add(lx, e)
				continue
			}
			e.index = e.base.index
			if e.Kind == "renamed" {
				r := &lx.Renamed[e.index]
				r.Before = append(slices.Clone(r.Before), e.Forms...)
			}
		}
		lx.Entries = append(lx.Entries, lists[k]...)
	}
	of := make([][]*Entry, len(finders))
	for _, e := range lx.Entries {
		if at := e.matcher(); at >= 0 {
			of[at] = append(of[at], e)
		}
	}
	for i, f := range finders {
		f.of(lx).enter(of[i])
	}
	for _, m := range []*Matcher{&lx.Word, &lx.Period, &lx.Commitment, &lx.Fixed} {
		for r := range m.Starts {
			if r < 1<<16 {
				lx.starts[r>>6] |= 1 << (r & 63)
			}
		}
	}
	return lx
}
