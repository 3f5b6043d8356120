package parser

import "github.com/fenjie/fenjie/parser/lexicon"

// opens says whether a word of m opens s.
func (p *parse) opens(m *lexicon.Matcher, s span) bool { return p.opening(m, s) > 0 }

// opening is the length of the longest word of m that opens s, or 0.
func (p *parse) opening(m *lexicon.Matcher, s span) int {
	if s.empty() {
		return 0
	}
	if _, n := m.Match(p.txt[:s.end], s.start); n > 0 {
		return n
	}
	return 0
}

// ends says whether a word of m ends s.
func (p *parse) ends(m *lexicon.Matcher, s span) bool {
	if s.empty() {
		return false
	}
	_, n := m.MatchBefore(p.txt[s.start:s.end], s.len())
	return n > 0
}

// is says whether s is a word of m.
func (p *parse) is(m *lexicon.Matcher, s span) bool {
	return !s.empty() && p.opening(m, s) == s.len()
}

// holds says whether a word of m stands in s.
func (p *parse) holds(m *lexicon.Matcher, s span) bool {
	for i := s.start; i < s.end; i++ {
		if _, n := m.Match(p.txt[:s.end], i); n > 0 {
			return true
		}
	}
	return false
}

// countOf counts the words of m in s.
func (p *parse) countOf(m *lexicon.Matcher, s span) int {
	count := 0
	for i := s.start; i < s.end; i++ {
		if _, n := m.Match(p.txt[:s.end], i); n > 0 {
			count++
			i += n - 1
		}
	}
	return count
}

// stands says whether one of the words stands in the text at i.
func (p *parse) stands(i int, words ...string) bool {
	for _, w := range words {
		if standsAt(p.txt, i, w) {
			return true
		}
	}
	return false
}

// standsAt says whether word stands in text at i.
func standsAt(text []rune, i int, word string) bool {
	for _, r := range word {
		if i < 0 || i >= len(text) || text[i] != r {
			return false
		}
		i++
	}
	return true
}

// has says whether word stands in s.
func (p *parse) has(s span, word string) bool { return indexRunes(p.txt[s.start:s.end], word) >= 0 }
