package lexicon

import (
	"fmt"
	"slices"
	"testing"

	"github.com/fenjie/fenjie/internal/say"
)

func TestBuiltIn(t *testing.T) {
	lists, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	l := layers{lists: lists, holders: map[place]*Entry{}}
	for k, list := range lists {
		if len(list) == 0 {
			t.Errorf("%s: no entries", kinds[k].name)
		}
		ids := map[string]*Entry{}
		for _, e := range list {
			l.report = func(line int, message say.Phrase) { t.Errorf("%s: %s", Origin{e.Origin.File, line, true}, message) }
			l.take(e)
			if ids[e.ID] != nil {
				t.Errorf("%s: %s stands also at %s", e.Origin, e.ID, ids[e.ID].Origin)
			}
			ids[e.ID] = e
		}
	}
}

// TestMatchers says that an entry of each use is found by a matcher, or known
// to be found by none.
func TestMatchers(t *testing.T) {
	var none []string
	for _, e := range Default().Entries {
		at := e.matcher()
		if at < 0 {
			if name := e.Kind + " " + e.Value("use"); !slices.Contains(none, name) {
				none = append(none, name)
			}
			continue
		}
		m := finders[at].of(Default())
		for _, f := range e.Forms {
			if id, n := m.Match([]rune(f), 0); id != e.index || n != len([]rune(f)) {
				t.Errorf("%s: %s: form %q is read as number %d of the list, %d characters", e.Origin, e.ID, f, id, n)
			}
		}
	}
	if want := "[renamed  headings ordinal]"; fmt.Sprint(none) != want {
		t.Errorf("no matcher finds %v, want %s", none, want)
	}
}

func TestMatcherBeyondTheBasicPlane(t *testing.T) {
	var m Matcher
	m.Add("𬒈水", 1)
	m.Add("𬒈", 2)
	m.Add("水𬒈", 3)
	m.Build()
	text := []rune("在𬒈水𬒈")
	if id, n := m.Match(text, 1); id != 1 || n != 2 {
		t.Errorf("Match: %d, %d characters", id, n)
	}
	if id, n := m.MatchBefore(text, 4); id != 3 || n != 2 {
		t.Errorf("MatchBefore: %d, %d characters", id, n)
	}
	if _, n := m.Match(text, 0); n != 0 {
		t.Errorf("Match: %d characters at the start", n)
	}
}
