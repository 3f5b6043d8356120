package lexicon

import "slices"

// Matcher finds the longest of many words at a place in a text. Words are
// compared rune by rune with text that is already folded to one width. A lookup
// costs one table access and the comparison of the few words that share the
// first (or last) rune. It is safe for concurrent use once built.
type Matcher struct {
	first table // words by first rune, longest first
	last  table // words by last rune, longest first
}

type table struct {
	pages   [256]*[256]uint16 // rune of the basic plane -> 1 + index into buckets
	others  map[rune][]word   // runes of other planes
	buckets [][]word
}

type word struct {
	runes []rune
	form  string
	id    int
}

// Add enters form with an id that Match will return. Build must follow.
func (m *Matcher) Add(form string, id int) {
	w := word{[]rune(form), form, id}
	if len(w.runes) == 0 {
		return
	}
	m.first.add(w.runes[0], w)
	m.last.add(w.runes[len(w.runes)-1], w)
}

// Build orders the words; it is called once, after the last Add.
func (m *Matcher) Build() {
	for _, t := range []*table{&m.first, &m.last} {
		for _, b := range t.buckets {
			longestFirst(b)
		}
		for _, b := range t.others {
			longestFirst(b)
		}
	}
}

func longestFirst(words []word) {
	slices.SortStableFunc(words, func(x, y word) int { return len(y.runes) - len(x.runes) })
}

// Match returns the id and length of the longest word that starts at text[i],
// or a length of 0.
func (m *Matcher) Match(text []rune, i int) (id, n int) {
	if i < 0 || i >= len(text) {
		return 0, 0
	}
	rest := text[i:]
	for _, w := range m.first.bucket(text[i]) {
		if len(w.runes) <= len(rest) && slices.Equal(rest[:len(w.runes)], w.runes) {
			return w.id, len(w.runes)
		}
	}
	return 0, 0
}

// Find is Match that also returns the form it found.
func (m *Matcher) Find(text []rune, i int) (id, n int, form string) {
	rest := text[i:]
	for _, w := range m.first.bucket(text[i]) {
		if len(w.runes) <= len(rest) && slices.Equal(rest[:len(w.runes)], w.runes) {
			return w.id, len(w.runes), w.form
		}
	}
	return 0, 0, ""
}

// Starts gives the runes that words start with.
func (m *Matcher) Starts(yield func(rune) bool) {
	for _, b := range m.first.buckets {
		if !yield(b[0].runes[0]) {
			return
		}
	}
}

// MatchBefore returns the id and length of the longest word that ends at
// text[:end], or a length of 0.
func (m *Matcher) MatchBefore(text []rune, end int) (id, n int) {
	if end <= 0 || end > len(text) {
		return 0, 0
	}
	for _, w := range m.last.bucket(text[end-1]) {
		if len(w.runes) <= end && slices.Equal(text[end-len(w.runes):end], w.runes) {
			return w.id, len(w.runes)
		}
	}
	return 0, 0
}

func (t *table) add(r rune, w word) {
	if r >= 1<<16 {
		if t.others == nil {
			t.others = map[rune][]word{}
		}
		t.others[r] = append(t.others[r], w)
		return
	}
	page := t.pages[r>>8]
	if page == nil {
		page = new([256]uint16)
		t.pages[r>>8] = page
	}
	if page[r&255] == 0 {
		t.buckets = append(t.buckets, nil)
		page[r&255] = uint16(len(t.buckets))
	}
	b := &t.buckets[page[r&255]-1]
	*b = append(*b, w)
}

func (t *table) bucket(r rune) []word {
	if uint32(r) >= 1<<16 {
		return t.others[r]
	}
	page := t.pages[r>>8]
	if page == nil || page[r&255] == 0 {
		return nil
	}
	return t.buckets[page[r&255]-1]
}
