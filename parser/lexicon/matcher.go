package lexicon

import (
	"math/bits"
	"slices"
)

// Matcher finds the longest of many words at a place in a text. Words are
// compared rune by rune with text that is already folded to one width. A lookup
// costs one table access and the comparison of the few words that share the
// first (or last) rune. It is safe for concurrent use once built.
type Matcher struct {
	words []word // until Build
	runes []rune // of words, one after the other
	first table  // words by first rune, longest first
	last  table  // words by last rune, longest first
}

// table finds the words of a rune: it stands at the first free place of keys
// from that of its hash on. At least half of keys are free (0).
type table struct {
	keys    []rune   // as many as a power of two
	shift   uint8    // of the hash, so that it is a place in keys
	buckets [][]word // by place
}

type word struct {
	runes []rune
	form  string
	id    int
}

// enter adds the forms of entries and builds.
func (m *Matcher) enter(entries []*Entry) {
	n := 0
	for _, e := range entries {
		n += len(e.Forms)
	}
	m.words, m.runes = make([]word, 0, n), make([]rune, 0, 4*n)
	for _, e := range entries {
		for _, f := range e.Forms {
			m.Add(f, e.index)
		}
	}
	m.Build()
}

// Add enters form with an id that Match will return. Build must follow.
func (m *Matcher) Add(form string, id int) {
	if form == "" {
		return
	}
	start := len(m.runes)
	for _, r := range form {
		m.runes = append(m.runes, r)
	}
	m.words = append(m.words, word{m.runes[start:len(m.runes):len(m.runes)], form, id})
}

// Build orders the words; it is called once, after the last Add.
func (m *Matcher) Build() {
	m.first.fill(m.words, func(w word) rune { return w.runes[0] })
	m.last.fill(m.words, func(w word) rune { return w.runes[len(w.runes)-1] })
	m.words, m.runes = nil, nil
}

// fill makes the buckets of words that have the same key.
func (t *table) fill(words []word, key func(word) rune) {
	if len(words) == 0 {
		return
	}
	bits := 1 + bits.Len(distinct(words, key))
	t.keys, t.buckets, t.shift = make([]rune, 1<<bits), make([][]word, 1<<bits), uint8(32-bits)
	at := make([]int, len(words))
	sizes := make([]int, len(t.keys))
	for i, w := range words {
		r := key(w)
		at[i] = t.place(r)
		t.keys[at[i]] = r
		sizes[at[i]]++
	}
	room := make([]word, len(words))
	for k, n := range sizes {
		t.buckets[k], room = room[:0:n], room[n:]
	}
	for i, w := range words {
		t.buckets[at[i]] = append(t.buckets[at[i]], w)
	}
	for _, b := range t.buckets {
		longestFirst(b)
	}
}

// distinct is how many keys there are, at most: those of the basic plane are
// counted once.
func distinct(words []word, key func(word) rune) (n uint) {
	var seen [1 << 10]uint64
	for _, w := range words {
		r := key(w)
		if r >= 1<<16 || seen[r>>6]&(1<<(r&63)) == 0 {
			n++
		}
		if r < 1<<16 {
			seen[r>>6] |= 1 << (r & 63)
		}
	}
	return n
}

// place is where r stands among keys, or the free place where it would.
func (t *table) place(r rune) int {
	i := int(uint32(r) * 0x9e3779b1 >> t.shift)
	for t.keys[i] != r && t.keys[i] != 0 {
		i = (i + 1) & (len(t.keys) - 1)
	}
	return i
}

func (t *table) bucket(r rune) []word {
	if len(t.keys) == 0 {
		return nil
	}
	return t.buckets[t.place(r)]
}

func longestFirst(words []word) {
	if len(words) < 2 {
		return
	}
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
	for _, r := range m.first.keys {
		if r != 0 && !yield(r) {
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
