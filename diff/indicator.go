package diff

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// measure is a record with what it measures taken apart.
type measure struct {
	*model.Target
	node  int
	order int    // among the records of its section
	name  string // the indicator, without the place as a whole and without denominators; the verb where there is none
	per   string // its denominators: 每千名
	scope string // its qualifiers, sorted

	printed string // the indicator in half width, "" where the name is none
	stock   bool   // a level, in so many words

	size   int // of name, in characters
	pieces []uint64
}

func newMeasure(t *tree, i, order int, r *model.Target) measure {
	m := measure{Target: r, node: i, order: order, stock: isStock(t, r)}
	name := canonical(r.Indicator, t.year)
	if r.Action != "" && (name == "" || slices.Contains(wholes, name)) { // 全县造林2万亩: only the verb says what
		name = plain(r.Action)
	} else {
		m.printed = plain(r.Indicator)
	}
	m.name, m.per = withoutDenominator(name)
	m.size, m.pieces = utf8.RuneCountInString(m.name), pieces(m.name)
	var scope []string
	for _, q := range qualifiers {
		if strings.Contains(name, q) {
			scope = append(scope, q)
		}
	}
	slices.Sort(scope)
	m.scope = strings.Join(scope, " ")
	return m
}

// canonical is an indicator in half width, seen from the plan year, in one of the
// forms that mean the same, without words for the whole place.
func canonical(s string, year int) string {
	s = sinceYear(plain(s), year)
	for i := 0; i < len(synonyms); i += 2 {
		s = strings.ReplaceAll(s, synonyms[i], synonyms[i+1])
	}
	for _, w := range wholes {
		if rest, ok := strings.CutPrefix(s, w); ok && rest != "" {
			s = rest
		}
	}
	return strings.TrimPrefix(s, "的")
}

// withoutDenominator takes 人均 or 每千名 out of a name. What 每 counts ends before
// a verb or noun that is not known here, so that its number and the one character
// after it are taken for it.
func withoutDenominator(s string) (name, per string) {
	for _, d := range denominators {
		at := strings.Index(s, d)
		if at < 0 {
			continue
		}
		end := at + len(d)
		if d == "每" {
			rest := strings.TrimLeft(s[end:], "一十百千万亿两0123456789")
			_, size := utf8.DecodeRuneInString(rest)
			end = len(s) - len(rest) + size
		}
		return s[:at] + s[end:], s[at:end]
	}
	return s, ""
}

// alike says from 0 to 1 how much two records look like one, as far as what they
// measure goes; 0 if they cannot be the same.
func (m measure) alike(o measure) float64 {
	switch {
	case m.Kind != o.Kind || m.scope != o.scope:
		return 0
	case m.name == "" && o.name == "":
		return 0.5
	case m.name == "" || o.name == "":
		return 0.2
	case m.sameName(o):
		return 1
	}
	s := shared(m.pieces, o.pieces)
	// 营造林面积 is 营造林; 科技型企业 are not all 企业.
	short, long := m.name, o.name
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) >= 2*len("林") && strings.HasPrefix(long, short) {
		s = max(s, 0.75)
	}
	return s
}

// sameName says whether two names are the same, letter for letter or seen from the
// year of each plan.
func (m measure) sameName(o measure) bool {
	return m.name == o.name || m.printed != "" && m.printed == o.printed
}

// sameAction says how much two verbs of doing look alike; where one is not there
// nothing speaks against it.
func sameAction(a, b string) float64 {
	a, b = plain(a), plain(b)
	switch {
	case a == b:
		return 1
	case a == "" || b == "":
		return 0.6
	}
	return likeness(a, b)
}

// lowIsGood says whether less of it is better.
func lowIsGood(name string) bool {
	return oneOf(name, lowerBetter) && !(strings.Contains(name, "消费") && oneOf(name, cleaner))
}
