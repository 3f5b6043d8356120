package examples

import (
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// checks say, for each kind, whether an example was read as its entry says.
var checks = map[string]func(*trial) bool{
	"units":       (*trial).unit,
	"comparators": (*trial).comparator,
	"words":       (*trial).word,
	"labels":      (*trial).label,
	"periods":     (*trial).period,
	"implied":     (*trial).commitment,
	"agencies":    (*trial).agency,
	"terms":       (*trial).fixed,
	"furniture":   (*trial).chrome,
	"genres":      (*trial).genreOf,
	"headings":    (*trial).heading,
	"phrases":     (*trial).phrase,
}

// want notes what would hold and returns whether it does.
func (t *trial) want(what string, held bool) bool {
	t.wanted = what
	return held
}

// unit: a quantity has the unit, alone or as a part (微克/立方米, 件/万人).
func (t *trial) unit() bool {
	return t.want("a quantity with this unit", t.target(func(x *model.Target) bool {
		unit := x.Quantity.Unit
		if t.hasForm(unit) {
			return x.Quantity.Dimension == t.entry.Value("dimension")
		}
		return slices.ContainsFunc(strings.FieldsFunc(unit, func(r rune) bool { return r == '/' || r == '·' }), func(part string) bool {
			return t.hasForm(part) || t.hasForm(strings.TrimLeft(part, "十百千万亿"))
		})
	}))
}

func (t *trial) comparator() bool {
	c, side := model.Comparator(t.entry.Value("comparator")), model.Side(t.entry.Value("side"))
	return t.want("a quantity with comparator "+strings.TrimSpace(string(c+" ")+string(side)), t.target(func(x *model.Target) bool {
		return x.Comparator == c && x.Side == side
	}))
}

func (t *trial) word() bool {
	switch class := t.entry.Value("class"); class {
	case "do", "act":
		return t.want("a record with this action", t.target(func(x *model.Target) bool { return t.hasForm(x.Action) }))
	case "up":
		return t.changed(model.Increase)
	case "down":
		return t.changed(model.Decrease)
	case "level_up", "level_down":
		return t.want("a record of the level, without a change", t.outside() && !t.target(func(x *model.Target) bool { return x.Change != "" }))
	case "noun":
		return t.want("a record in whose indicator the word stands", t.inside())
	case "modal":
		return t.modal()
	}
	return t.want("a record in whose indicator the word does not stand", t.outside())
}

func (t *trial) changed(c model.Change) bool {
	return t.want("a record with change "+string(c), t.target(func(x *model.Target) bool { return x.Change == c }))
}

// modal: the strength and the tense are those of the entry.
func (t *trial) modal() bool {
	strength := model.Strength(t.entry.Value("strength"))
	kind := map[string]model.TargetKind{"past": model.KindResult, "future": model.KindTarget}[t.entry.Value("tense")]
	want := "a record in whose indicator the word does not stand"
	if strength != "" {
		want += ", of strength " + string(strength)
	}
	if kind != "" {
		want += ", of kind " + string(kind)
	}
	return t.want(want, t.outside() && t.target(func(x *model.Target) bool {
		return (strength == "" || x.Strength == strength) && (kind == "" || x.Kind == kind)
	}))
}

// inside says whether a form stands in an indicator, or is one.
func (t *trial) inside() bool {
	return t.spot(func(s model.Span) bool {
		return t.target(func(x *model.Target) bool { return x.IndicatorSpan != nil && x.IndicatorSpan.Contains(s) })
	})
}

// outside says whether there is a record, and a form that stands in no indicator.
func (t *trial) outside() bool {
	return len(t.targets) > 0 && t.spot(func(s model.Span) bool {
		return !t.target(func(x *model.Target) bool { return x.IndicatorSpan != nil && overlap(*x.IndicatorSpan, s) })
	})
}

func (t *trial) label() bool {
	role := model.Role(t.entry.Value("role"))
	switch t.entry.Value("use") {
	case "deadline":
		return t.want("a block that sets a deadline", slices.ContainsFunc(t.sections, func(s *model.Section) bool { return s.By != "" }))
	case "join":
		return t.want("a lead and, by this word, a party in support", t.party(func(p *model.Party) bool { return p.Role == model.RoleLead }) &&
			t.party(func(p *model.Party) bool { return p.Role == role && !t.holdsForm(p.Name) }))
	}
	return t.want("a party with role "+string(role)+" by this entry", t.party(func(p *model.Party) bool { return p.Role == role && p.Rule == t.entry.ID }))
}

func (t *trial) period() bool {
	end := t.entry.Value("end")
	switch t.entry.Value("use") {
	case "per":
		return t.want("a record per "+end, t.target(func(x *model.Target) bool { return string(x.Per) == end }))
	case "review":
		return t.ofKind(model.KindResult)
	case "open":
		return t.want("a record without a deadline", len(t.targets) > 0 && !t.target(func(x *model.Target) bool { return x.By != "" }))
	}
	for _, y := range []struct{ sign, year string }{{"Y-1-", "2030-"}, {"Y+1-", "2032-"}, {"Y-", "2031-"}} { // the year of plan
		if rest, ok := strings.CutPrefix(end, y.sign); ok && len(rest) == len("12-31") {
			end = y.year + rest
			break
		}
	}
	return t.want("a record with a deadline by this time, "+end, t.target(func(x *model.Target) bool { return x.By == end && t.holdsForm(x.ByRaw) }))
}

func (t *trial) commitment() bool {
	return t.want("a commitment by this entry", t.target(func(x *model.Target) bool {
		return string(x.Implied) == t.entry.Value("implied") && x.Rule == t.entry.ID
	}))
}

func (t *trial) agency() bool {
	switch t.entry.Value("use") {
	case "stem":
		return t.want("a party that opens with this name and is given its level", t.party(func(p *model.Party) bool {
			return p.Restored && slices.ContainsFunc(t.entry.Forms, func(f string) bool { return strings.HasPrefix(fold(p.Raw), f) })
		}))
	case "level":
		return t.want("a party that is given this level", t.party(func(p *model.Party) bool {
			return p.Restored && slices.ContainsFunc(t.entry.Forms, func(f string) bool { return strings.HasPrefix(p.Name, f) })
		}))
	case "suffix":
		return t.want("a party whose name ends so", t.party(func(p *model.Party) bool {
			return slices.ContainsFunc(t.entry.Forms, func(f string) bool { return strings.HasSuffix(fold(p.Raw), f) && fold(p.Raw) != f })
		}))
	case "whole":
		return t.want("a party of this name and no more", t.party(func(p *model.Party) bool { return t.hasForm(p.Name) && !p.Restored }))
	case "collective":
		return t.want("a collective party with this word", t.party(func(p *model.Party) bool { return p.Collective && t.holdsForm(p.Name) }))
	}
	return t.want("an open list of parties without this word", t.party(func(p *model.Party) bool { return p.Open }) &&
		!t.party(func(p *model.Party) bool {
			return slices.ContainsFunc(t.entry.Forms, func(f string) bool { return strings.HasSuffix(fold(p.Raw), f) })
		}))
}

// fixed: the numeral in the term is no quantity.
func (t *trial) fixed() bool {
	return t.want("no record with the numeral of this term", len(t.spots) > 0 && !t.target(func(x *model.Target) bool {
		return t.spot(func(s model.Span) bool { return overlap(s, x.Quantity.Span) })
	}))
}

// chrome: the line is furniture, and gives the document what its key says.
func (t *trial) chrome() bool {
	m := t.doc.Meta
	field, what := "-", "a line of furniture"
	switch t.entry.Value("use") {
	case "date":
		field, what = m.Published, "the date of publication"
	case "signed":
		field, what = m.Signed, "the date of signature"
	case "number":
		field, what = m.Number, "the document's number"
	case "issuer":
		field, what = m.Issuer, "the issuer"
	}
	return t.want(what, field != "" && slices.ContainsFunc(t.doc.Layout, func(r model.Region) bool {
		return r.Kind == model.RegionFurniture && overlap(r.Span, t.at)
	}))
}

func (t *trial) genreOf() bool {
	return t.want("genre "+t.entry.Value("value"), string(t.doc.Meta.Genre) == t.entry.Value("value"))
}

func (t *trial) heading() bool {
	if t.entry.Value("use") == "annex" {
		return t.want("an annex or attachments", len(t.doc.Meta.Attachments) > 0 || slices.ContainsFunc(t.sections, func(s *model.Section) bool {
			return s.Level == 1 && t.holdsForm(s.Label)
		}))
	}
	return t.want("a section with this label", slices.ContainsFunc(t.sections, func(s *model.Section) bool {
		return overlap(s.Span, t.at) && t.holdsForm(s.Label)
	}))
}

func (t *trial) phrase() bool {
	switch t.entry.Value("use") {
	case "bare", "leaning":
		return t.want("a record whose indicator is more than this word", len(t.targets) > 0 && !t.target(func(x *model.Target) bool { return x.Indicator == "" || t.hasForm(x.Indicator) }))
	case "change":
		return t.changed(model.Change(t.entry.Value("value")))
	case "state":
		return t.want("a record without a change", len(t.targets) > 0 && !t.target(func(x *model.Target) bool { return x.Change != "" }))
	case "abstract", "length":
		return t.want("no record", len(t.targets) == 0)
	case "bearer":
		return t.ofKind(model.KindCondition)
	case "grant", "granting", "standard", "price", "rate":
		return t.ofKind(model.KindStandard)
	case "fund":
		return t.want("a record that is no standard", len(t.targets) > 0 && !t.target(func(x *model.Target) bool { return x.Kind == model.KindStandard }))
	case "all":
		return t.promised(model.ImpliedFull)
	case "mishap", "zero":
		return t.promised(model.ImpliedZero)
	case "line":
		return t.want("a commitment without this word", len(t.targets) > 0 && !t.target(func(x *model.Target) bool { return t.holdsForm(x.Quantity.Raw) }))
	case "milestone":
		return t.want("a record with a deadline", t.target(func(x *model.Target) bool { return x.By != "" }))
	case "future", "plans", "planned":
		return t.ofKind(model.KindTarget)
	case "past", "tells":
		return t.ofKind(model.KindResult)
	case "thing":
		return t.want("a record that is no commitment", len(t.targets) > 0 && !t.target(func(x *model.Target) bool { return x.Implied != "" }))
	case "actor", "light":
		return t.want("a record in whose indicator the word does not stand", t.outside())
	case "kept", "reference":
		return t.ofKind(model.KindRelative)
	case "province":
		return t.want("a region that opens with the word", slices.ContainsFunc(t.entry.Forms, func(f string) bool { return strings.HasPrefix(t.doc.Meta.Region, f) }))
	case "severally":
		return t.want("parties without this word", len(t.parties) > 0 && !t.party(func(p *model.Party) bool { return t.holdsForm(p.Raw) }))
	}
	return t.want("a record in whose indicator the word stands", t.inside())
}

func (t *trial) ofKind(k model.TargetKind) bool {
	return t.want("a record of kind "+string(k), t.target(func(x *model.Target) bool { return x.Kind == k }))
}

// promised: the word is a part of a commitment.
func (t *trial) promised(im model.Implied) bool {
	return t.want("a commitment in which this word stands", t.target(func(x *model.Target) bool {
		return x.Implied == im && t.holdsForm(x.Quantity.Raw)
	}))
}
