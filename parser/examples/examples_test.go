package examples

import (
	"testing"

	"github.com/fenjie/fenjie/parser/lexicon"
)

// TestBuiltIn reads every example of the built-in entries.
func TestBuiltIn(t *testing.T) {
	met := map[[2]string]bool{}
	for _, r := range Run(lexicon.Default()) {
		key := [2]string{r.Entry.ID, r.Example.Text}
		switch {
		case r.Pending == "" && r.Fault != "":
			t.Errorf("%s: %s: %s: %s", r.Where(), r.Entry.ID, r.Example.Text, r.Fault)
		case r.Pending != "" && r.Fault == "":
			t.Errorf("%s: %s: %s: holds now; take it out of pending.go", r.Where(), r.Entry.ID, r.Example.Text)
		}
		met[key] = true
	}
	for key := range pending {
		if !met[key] {
			t.Errorf("pending.go: there is no example %q of %s", key[1], key[0])
		}
	}
}
