package parser

import (
	"testing"

	"github.com/fenjie/fenjie/parser/lexicon"
)

// TestWordsFoldAsText says that the forms of a lexicon are folded to the width
// that texts are.
func TestWordsFoldAsText(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		if got, want := lexicon.Fold(r), foldRune(r); got != want {
			t.Errorf("%q becomes %q in a form and %q in a text", r, got, want)
		}
	}
}
