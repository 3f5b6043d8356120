package lexicon

import (
	"slices"
	"strings"
	"time"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
)

// kind is a section of a lexicon file, and a built-in file of that name.
type kind struct {
	name      string
	id, forms string // the keys that name an entry and list its forms
	fields    []field
	longest   int                        // characters in a form
	check     func(e *Entry) say.Phrase  // what is wrong with the fields together, "" if nothing
	add       func(*Lexicon, *Entry) int // enters e in its list and returns its index there
}

// field is a key of the entries of a kind beside those that all have.
type field struct {
	name   string
	values []string // nil: free, but for kind.check
	needed bool
}

const (
	maxForm = 40
	// maxComparator is how far the parser looks back for a comparator.
	maxComparator = 10
)

// kinds are the sections, in the order in which entries are listed.
var kinds = []kind{
	{name: "units", fields: []field{{"dimension", dimensions, true}, {"factor", nil, false}}, check: checkUnit,
		add: func(lx *Lexicon, e *Entry) int {
			return push(&lx.Units, Unit{e.ID, e.Value("dimension"), e.Value("factor")})
		}},
	{name: "comparators", longest: maxComparator, check: checkComparator,
		fields: []field{{"position", []string{"prefix", "postfix", "infix"}, true}, {"comparator", []string{"ge", "gt", "le", "lt", "approx", "eq"}, true}, {"side", []string{"both", "below", "above"}, false}},
		add: func(lx *Lexicon, e *Entry) int {
			return push(&lx.Comparators, Comparator{e.ID, e.Value("position"), model.Comparator(e.Value("comparator")), model.Side(e.Value("side"))})
		}},
	{name: "words", check: checkWord,
		fields: []field{{"class", classes, true}, {"strength", []string{"hard", "soft"}, false}, {"tense", []string{"past", "future"}, false}},
		add: func(lx *Lexicon, e *Entry) int {
			return push(&lx.Words, Word{e.ID, e.Value("class"), model.Strength(e.Value("strength")), e.Value("tense")})
		}},
	{name: "labels", check: checkLabel,
		fields: []field{{"use", []string{"label", "verb", "join", "deadline"}, true}, {"role", []string{"lead", "responsible", "support", "supervise", "leader", "other"}, false}},
		add: func(lx *Lexicon, e *Entry) int {
			return push(&lx.Labels, Label{e.ID, e.Value("use"), model.Role(e.Value("role"))})
		}},
	{name: "periods", check: checkPeriod,
		fields: []field{{"use", []string{"period", "per", "open", "review"}, true}, {"start", nil, false}, {"end", nil, false}},
		add: func(lx *Lexicon, e *Entry) int {
			return push(&lx.Periods, Period{e.ID, e.Value("use"), e.Value("start"), e.Value("end")})
		}},
	{name: "implied", fields: []field{{"implied", []string{"full", "zero"}, true}, {"shape", []string{"word", "yjin", "all", "none", "lack", "zero", "no"}, true}},
		add: func(lx *Lexicon, e *Entry) int {
			return push(&lx.Implied, Implied{e.ID, model.Implied(e.Value("implied")), e.Value("shape")})
		}},
	{name: "agencies", fields: use("stem", "suffix", "whole", "collective", "tail", "level"),
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Agencies, term(e)) }},
	{name: "renamed", id: "now", forms: "before",
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Renamed, Renamed{e.ID, e.Forms}) }},
	{name: "terms", fields: use("fixed", "code", "ordinal"),
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Terms, term(e)) }},
	{name: "furniture", fields: use("key", "date", "number", "issuer", "signed", "title", "line", "edge"),
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Furniture, term(e)) }},
	{name: "genres", fields: []field{{"value", []string{"plan", "notice", "report", "article", "other"}, true}},
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Genres, term(e)) }},
	{name: "headings", fields: append(use("run", "word", "annex", "ordinal"), field{"value", nil, false}), check: checkHeading,
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Headings, term(e)) }},
	{name: "phrases", fields: append(use(phraseUses...), field{"value", nil, false}), check: checkPhrase,
		add: func(lx *Lexicon, e *Entry) int { return push(&lx.Phrases, term(e)) }},
}

// Kinds are the names of the sections of a lexicon file.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// kindNamed is the index of a kind, -1 if there is none of that name.
func kindNamed(name string) int {
	for i := range kinds {
		if kinds[i].name == name {
			return i
		}
	}
	return -1
}

func (k *kind) idKey() string    { return orElse(k.id, "id") }
func (k *kind) formsKey() string { return orElse(k.forms, "forms") }

func orElse(s, preset string) string {
	if s == "" {
		return preset
	}
	return s
}

// keys are all keys that an entry of the kind may have.
func (k *kind) keys() []string {
	names := []string{k.idKey(), k.formsKey()}
	for _, f := range k.fields {
		names = append(names, f.name)
	}
	if k.id == "" {
		names = append(names, "ok", "no")
	}
	return append(names, "override")
}

// order is the place of a key among those of the kind.
func (k *kind) order(f Field) int {
	return slices.IndexFunc(k.fields, func(g field) bool { return g.name == f.Key })
}

func push[E any](list *[]E, e E) int {
	*list = append(*list, e)
	return len(*list) - 1
}

func use(values ...string) []field { return []field{{"use", values, true}} }

func term(e *Entry) Term { return Term{e.ID, e.Value("use"), e.Value("value")} }

// dimensions are what units measure. The base unit, to which factors relate, is
// that in brackets.
var dimensions = []string{
	"money",                                                   // (yuan)
	"area",                                                    // (square metre)
	"length",                                                  // (metre)
	"volume",                                                  // (cubic metre)
	"mass",                                                    // (gram)
	"energy",                                                  // (joule)
	"power",                                                   // (watt)
	"voltage",                                                 // (volt)
	"time",                                                    // (second)
	"data",                                                    // (byte)
	"data_rate",                                               // (bit a second)
	"computing",                                               // (floating-point operation a second)
	"pressure",                                                // (pascal)
	"people", "person_times", "households", "household_times", // (one)
	"count", "times", "places", // (one)
	"ratio", "ratio_difference", // (one, one percentage point)
	"foreign_money", "rank", "age", "labour", "learning", "score", "grade", "traffic", "capacity",
	"concentration", "noise", "temperature", "speed",
}

// classes are those of words: see Word.
var classes = []string{"do", "act", "link", "level_up", "level_down", "up", "down", "modal", "adverb", "manner", "prep", "scope", "noun", "stop"}

func checkUnit(e *Entry) say.Phrase {
	f := e.Value("factor")
	if f == "" {
		return ""
	}
	over, under, fraction := strings.Cut(f, "/")
	if !isWhole(over) || fraction && !isWhole(under) {
		return say.Sprintf("factor %q is not exact: write a whole number or a fraction of two, such as 2000/3", f)
	}
	return ""
}

// isWhole says whether s is a whole number above 0, of 40 digits at most.
func isWhole(s string) bool {
	return s != "" && len(s) <= 40 && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}

func checkComparator(e *Entry) say.Phrase {
	switch approx := e.Value("comparator") == "approx"; {
	case approx && e.Value("side") == "":
		return "comparator approx needs a side: both, below or above"
	case !approx && e.Value("side") != "":
		return "a side is for comparator approx only"
	case e.Value("position") == "infix" && e.Value("side") != "above":
		return "position infix is for comparator approx and side above only"
	}
	return ""
}

func checkWord(e *Entry) say.Phrase {
	if e.Value("class") != "modal" && e.Value("strength")+e.Value("tense") != "" {
		return "strength and tense are for class modal only"
	}
	return ""
}

func checkLabel(e *Entry) say.Phrase {
	use, role := e.Value("use"), e.Value("role")
	switch {
	case use == "deadline" && role != "":
		return "use deadline has no role"
	case use != "deadline" && role == "":
		return say.Sprintf("use %s needs a role", use)
	case use == "join" && role != "support":
		return "the role of use join is support"
	}
	return ""
}

// pers are the ends of periods that recur.
var pers = []model.Per{model.PerYear, model.PerHalfYear, model.PerQuarter, model.PerTwoMonths, model.PerMonth, model.PerWeek, model.PerDay}

func checkPeriod(e *Entry) say.Phrase {
	start, end := e.Value("start"), e.Value("end")
	switch e.Value("use") {
	case "per":
		var names []string
		for _, p := range pers {
			if string(p) == end && start == "" {
				return ""
			}
			names = append(names, string(p))
		}
		return say.Sprintf("use per has no start, and as its end one of %s", strings.Join(names, ", "))
	case "open", "review":
		if start+end != "" {
			return "use open has no start and no end"
		}
		return ""
	}
	from, fromFixed := dayOf(start)
	to, toFixed := dayOf(end)
	switch {
	case from.IsZero() || to.IsZero():
		return "use period needs a start and an end such as 2031-01-01, or Y-01-01, Y-1-12-31, Y+1-12-31 of the plan year"
	case fromFixed != toFixed:
		return "start and end must both have a year, or both Y"
	case to.Before(from):
		return "the end is before the start"
	}
	return ""
}

// dayOf reads a day of a period; that of the plan year is taken for 2000.
func dayOf(s string) (day time.Time, fixed bool) {
	fixed = !strings.HasPrefix(s, "Y")
	for _, y := range []struct{ sign, year string }{{"Y-1-", "1999-"}, {"Y+1-", "2001-"}, {"Y-", "2000-"}} {
		if rest, ok := strings.CutPrefix(s, y.sign); ok && len(rest) == len("01-01") {
			s = y.year + rest
			break
		}
	}
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fixed
	}
	return day, fixed
}

func checkHeading(e *Entry) say.Phrase {
	if e.Value("use") == "word" && !isWhole(e.Value("value")) {
		return "use word needs a value: the number that the word stands for"
	}
	return ""
}

func checkPhrase(e *Entry) say.Phrase {
	if e.Value("use") == "change" && e.Value("value") != "increase" && e.Value("value") != "decrease" {
		return "use change needs a value: increase or decrease"
	}
	return ""
}
