package lexicon

import "testing"

func TestLoad(t *testing.T) {
	lx, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if len(lx.Units) == 0 || len(lx.Words) == 0 {
		t.Fatal("a list is empty")
	}
}
