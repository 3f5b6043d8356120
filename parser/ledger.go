package parser

import (
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// claim is what a part of the parser made of a stretch of text with a numeral.
type claim struct {
	at     span
	class  model.NumeralClass
	rule   string
	reason string
	rec    *record
}

// claim notes what a numeral is. It does nothing where numerals are not kept.
func (p *parse) claim(at span, class model.NumeralClass, rule, reason string) {
	if p.tracing {
		p.claims = append(p.claims, claim{at: at, class: class, rule: rule, reason: reason})
	}
}

// claimRecords notes the numerals of records, once their ids and kinds are known.
func (p *parse) claimRecords(recs []*record) {
	if !p.tracing {
		return
	}
	for _, rec := range recs {
		sp := rec.t.Quantity.Span
		p.claims = append(p.claims, claim{at: span{sp.Start, sp.End}, class: model.NumeralClass(rec.t.Kind), rule: rec.t.Rule, reason: p.recordReason(rec), rec: rec})
	}
}

// recordReason says in a line what a record was read as.
func (p *parse) recordReason(rec *record) string {
	t := rec.t
	if t.Implied != "" {
		return "a commitment without a number: " + string(t.Implied)
	}
	parts := []string{"measures " + t.Indicator}
	if t.Action != "" {
		parts = append(parts, "verb "+t.Action)
	}
	if t.ByRaw != "" {
		parts = append(parts, "time "+t.ByRaw)
	}
	return strings.Join(parts, "; ")
}

// keepNumerals makes the ledger: every numeral of the text, in order, with what
// was made of it.
func (p *parse) keepNumerals() {
	if !p.tracing {
		return
	}
	p.claim(p.frame.number, model.NumeralDocument, "frame.number", "the document's number")
	slices.SortStableFunc(p.claims, func(a, b claim) int { return a.at.start - b.at.start })
	c := 0
	region := 0
	for i := 0; i < len(p.txt); {
		n := p.numeralAt(i)
		if n == 0 {
			i++
			continue
		}
		s := span{i, i + n}
		for c < len(p.claims) && p.claims[c].at.end <= s.start {
			c++
		}
		for region < len(p.doc.Layout) && p.doc.Layout[region].Span.End <= s.start {
			region++
		}
		p.doc.Numerals = append(p.doc.Numerals, p.entry(s, c, region))
		i += n
	}
}

// numeralAt is the length of the numeral that starts at i: digits with points
// and thousands marks between them, Chinese numerals, or a numeral in a circle.
func (p *parse) numeralAt(i int) int {
	r := p.txt[i]
	if isDigit(r) {
		j := i + 1
		for j < len(p.txt) && (isDigit(p.txt[j]) || (p.txt[j] == '.' || p.txt[j] == ',' && threeDigits(p.txt, j+1, len(p.txt))) && j+1 < len(p.txt) && isDigit(p.txt[j+1])) {
			j++
		}
		return j - i
	}
	if '①' <= r && r <= '⒛' || '㈠' <= r && r <= '㈩' {
		return 1
	}
	j := i
	for j < len(p.txt) && isHanNumeral(p.txt[j]) {
		j++
	}
	return j - i
}

// entry says what the numeral at s is: by the claim on it, else by the part of
// the document that it stands in.
func (p *parse) entry(s span, c, region int) model.Numeral {
	n := model.Numeral{Raw: p.quote(s), Span: p.lined(s), Class: model.NumeralUnread, Rule: "none", Reason: "no rule spoke here"}
	if region < len(p.doc.Layout) && p.doc.Layout[region].Span.Start < s.end {
		rg := p.doc.Layout[region]
		n.Path = rg.Path
		n.Class, n.Rule, n.Reason = ofRegion(rg.Kind)
	}
	if cl := p.claimOn(s, c); cl != nil {
		n.Class, n.Rule, n.Reason = cl.class, cl.rule, cl.reason
		if cl.rec != nil {
			n.Target = cl.rec.t.ID
			n.Trials = cl.rec.trials
			if len(n.Trials) == 0 {
				n.Trials = []model.Trial{{Rule: n.Rule, Held: true, Why: n.Reason}}
			}
			return n
		}
		n.Trials = checksUpTo(n)
		return n
	}
	if (n.Class == model.NumeralWord || n.Class == model.NumeralUnread) && isDigit(p.txt[s.start]) {
		n.Class, n.Rule, n.Reason = p.digitsUnclaimed(s)
	}
	n.Trials = checksUpTo(n)
	return n
}

// checks are what a number in running text is asked before it may be a record, in
// order. says completes “it is … only where”.
var checks = []struct {
	class model.NumeralClass
	says  string
}{
	{model.NumeralDate, "no year, month, day or named period is made of it"},
	{model.NumeralName, "it stands in no 《…》 and no short quotation"},
	{model.NumeralFixed, "it is in no fixed term of the lexicon (parser/lexicon/terms.yaml)"},
	{model.NumeralOrdinal, "no 第 stands before it"},
	{model.NumeralDocument, "no 〔year〕 stands before it"},
	{model.NumeralCode, "no letter, +, × or - joins it to a code"},
	{model.NumeralBare, "a unit follows it"},
	{model.NumeralWord, "it measures: a share, a comparator, a counted act, a size or a verb of making"},
	{model.NumeralStart, "no 提高到 leads from it to a second number"},
	{model.NumeralLength, "it is no mere length of time"},
	{model.NumeralSum, "it does not only count a list before it"},
}

// checksUpTo are the checks that a numeral passed, and the one that decided what
// it is. Numerals outside running text were not checked.
func checksUpTo(n model.Numeral) []model.Trial {
	var trials []model.Trial
	for _, c := range checks {
		if c.class == n.Class {
			return append(trials, model.Trial{Rule: n.Rule, Held: true, Why: n.Reason})
		}
		trials = append(trials, model.Trial{Rule: "not " + string(c.class), Held: true, Why: c.says})
	}
	return []model.Trial{{Rule: n.Rule, Held: n.Class != model.NumeralUnread, Why: n.Reason}}
}

// claimOn is the claim that covers s best: a record before anything else, then
// the longest.
func (p *parse) claimOn(s span, c int) *claim {
	var best *claim
	for i := c; i < len(p.claims) && p.claims[i].at.start < s.end; i++ {
		cl := &p.claims[i]
		if cl.at.end <= s.start {
			continue
		}
		if best == nil || cl.rec != nil && best.rec == nil || (cl.rec != nil) == (best.rec != nil) && cl.at.len() > best.at.len() {
			best = cl
		}
	}
	return best
}

// ofRegion is what a numeral is by the part of the document it stands in.
func ofRegion(kind model.RegionKind) (model.NumeralClass, string, string) {
	switch kind {
	case model.RegionLabel:
		return model.NumeralLabel, "heading.label", "the number of a section"
	case model.RegionHead:
		return model.NumeralHead, "frame.head", "in the head of the document"
	case model.RegionFurniture:
		return model.NumeralFurniture, "frame.furniture", "in a line of page chrome"
	case model.RegionRepeat:
		return model.NumeralRepeat, "frame.repeat", "in a passage that repeats earlier text"
	case model.RegionSignature:
		return model.NumeralSignature, "frame.signature", "in the signature"
	case model.RegionAttachment:
		return model.NumeralAttachment, "frame.attachment", "in the list of attachments"
	case model.RegionBlock:
		return model.NumeralParty, "block", "in a responsibility block"
	}
	return model.NumeralWord, "numeral.in-word", "a Chinese numeral inside a word; it measures nothing"
}

// digitsUnclaimed is what digits are that nothing else claimed.
func (p *parse) digitsUnclaimed(s span) (model.NumeralClass, string, string) {
	if i := p.backBlanks(s.start, 0); i > 0 && isBlockOpener(p.txt[i-1]) {
		return model.NumeralBracket, "bracket.plain", "alone in a bracket that belongs to a name or title"
	}
	return model.NumeralUnread, "none", "no rule spoke here"
}
