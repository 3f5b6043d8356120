package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fenjie/fenjie/internal/say"
)

// wordList is the value of a flag that takes any number of known words.
type wordList[W ~string] struct {
	what  string // the words are, for messages
	known []string
	words []W
}

var _ pflag.SliceValue = &wordList[string]{}

// takes says whether w is in the list, or whether that is empty.
func (l *wordList[W]) takes(w W) bool { return len(l.words) == 0 || slices.Contains(l.words, w) }

func (l *wordList[W]) String() string { return strings.Join(l.GetSlice(), ",") }
func (l *wordList[W]) Type() string   { return strings.ToUpper(l.what) }

// Set takes a word, or several with commas between them.
func (l *wordList[W]) Set(text string) error {
	for word := range strings.SplitSeq(text, ",") {
		if err := l.Append(word); err != nil {
			return err
		}
	}
	return nil
}

// Append takes one more word.
func (l *wordList[W]) Append(word string) error {
	word = strings.TrimSpace(word)
	if !slices.Contains(l.known, word) {
		return say.Errorf("unknown %s %q; %s", l.what, word, guess(word, l.known))
	}
	l.words = append(l.words, W(word))
	return nil
}

// Replace takes words in place of those that are there.
func (l *wordList[W]) Replace(words []string) error {
	l.words = nil
	for _, word := range words {
		if err := l.Append(word); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice is the words.
func (l *wordList[W]) GetSlice() []string {
	var all []string
	for _, w := range l.words {
		all = append(all, string(w))
	}
	return all
}
