package parser_test

import (
	"strings"
	"testing"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

func TestClauses(t *testing.T) {
	const doc = "青禾县至少培育龙头企业3家,力争到2031年底油菜面积达到5万亩以上(其中旱地近2万亩)。上半年全覆盖,5G入村。"
	text, err := source.Decode("t.txt", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	all := model.Span{End: len(text.Runes)}
	at := func(quote string) model.Span {
		start := len([]rune(doc[:strings.Index(doc, quote)]))
		return model.Span{Start: start, End: start + len([]rune(quote))}
	}
	for _, c := range []struct{ quote, want string }{
		{"3家", "至少=words adverb 至少=comparators ge 培育=words do 3家=numbers  家=units count"},
		{"5万亩", "力争=words modal 到=words link 2031年底=times  达到=words link 5万亩=numbers  亩=units area 以上=comparators ge"},
		{"2万亩", "其中=words adverb 近=comparators approx, below 2万亩=numbers  亩=units area"},
		{"全覆盖", "上半年=periods period 全覆盖=implied full"},
		{"入村", "5G=terms "},
	} {
		var got []string
		for _, w := range wordsAt((parser.Parser{}).Clauses(text, all), at(c.quote)) {
			got = append(got, w.Text+"="+w.Kind+" "+w.Use)
			if string(text.Runes[w.Span.Start:w.Span.End]) != w.Text {
				t.Errorf("%q is not at %v", w.Text, w.Span)
			}
			if inLexicon := w.Kind != "numbers" && w.Kind != "times"; inLexicon != strings.HasPrefix(w.Origin, "parser/lexicon/"+w.Kind+".yaml:") || inLexicon != (w.Entry != "") {
				t.Errorf("%q: entry %q, origin %q", w.Text, w.Entry, w.Origin)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.quote, s, c.want)
		}
	}
	for _, in := range []model.Span{{Start: -1, End: 3}, {Start: 2, End: 1}, {Start: 0, End: all.End + 1}, {}} {
		if got := (parser.Parser{}).Clauses(text, in); got != nil {
			t.Errorf("%v: %v", in, got)
		}
	}
}

// TestClausesOfRegions asks for the words of every text of every document.
func TestClausesOfRegions(t *testing.T) {
	for _, text := range documents(t) {
		doc := parser.Parser{}.Parse(text)
		for _, r := range doc.Layout {
			if r.Kind != model.RegionText {
				continue
			}
			last := r.Span.Start
			for _, c := range (parser.Parser{}).Clauses(text, r.Span) {
				if c.Span.Start < last || !r.Span.Contains(c.Span) {
					t.Fatalf("a clause at %v, after %d in %v", c.Span, last, r.Span)
				}
				for _, w := range c.Words {
					if w.Span.Start < last || !c.Span.Contains(w.Span) || string(text.Runes[w.Span.Start:w.Span.End]) != w.Text {
						t.Fatalf("%q at %v, after %d in %v", w.Text, w.Span, last, c.Span)
					}
					last = w.Span.Start
				}
				last = c.Span.End
			}
		}
	}
}

func wordsAt(clauses []parser.Clause, at model.Span) (words []parser.Word) {
	for _, c := range clauses {
		if c.Span.Contains(at) {
			words = append(words, c.Words...)
		}
	}
	return words
}
