package lexicon

import (
	"maps"
	"slices"
)

// Phrases are the words that a rule asks for by their use; see phrases.yaml for
// what each use is.
type Phrases struct {
	Head, Measure, Bare, Leaning, Change, State, Abstract, Bearer Matcher
	Grant, Granting, Fund, Standard, Price, Rate                  Matcher
	All, Mishap, Zero, Line, Milestone                            Matcher
	Future, Past, Plans, Tells, Severally, Length, Actor, Thing   Matcher
	Light, Planned, Province, Kept, Reference                     Matcher
}

// byUse lists the matchers by the use of their words.
func (p *Phrases) byUse() map[string]*Matcher {
	return map[string]*Matcher{
		"head": &p.Head, "measure": &p.Measure, "bare": &p.Bare, "leaning": &p.Leaning,
		"change": &p.Change, "state": &p.State, "abstract": &p.Abstract, "bearer": &p.Bearer,
		"grant": &p.Grant, "granting": &p.Granting, "fund": &p.Fund,
		"standard": &p.Standard, "price": &p.Price, "rate": &p.Rate,
		"all": &p.All, "mishap": &p.Mishap, "zero": &p.Zero, "line": &p.Line, "milestone": &p.Milestone,
		"future": &p.Future, "past": &p.Past, "severally": &p.Severally, "length": &p.Length,
		"plans": &p.Plans, "tells": &p.Tells, "actor": &p.Actor, "thing": &p.Thing, "light": &p.Light,
		"planned":  &p.Planned,
		"province": &p.Province, "kept": &p.Kept, "reference": &p.Reference,
	}
}

var phraseUses = slices.Sorted(maps.Keys((&Phrases{}).byUse()))

func phraseFinders() []finder {
	var all []finder
	for _, use := range phraseUses {
		all = append(all, finder{"phrases", []string{use}, func(lx *Lexicon) *Matcher { return lx.Phrase.byUse()[use] }})
	}
	return all
}
