package diff_test

import (
	"testing"

	"github.com/fenjie/fenjie/diff"
)

// The sides of a range tell both of its ends.
func TestRangeEnds(t *testing.T) {
	const head = "岚川县2031年工作要点\n一、重点任务\n(一)增收。农民收入增长"
	r := diff.Compare(input(t, head+"5%—6%。\n"), input(t, head+"6%—8%。\n"), options())
	if len(r.Changes) != 1 {
		t.Fatalf("want one change:\n%s", show(r))
	}
	c := r.Changes[0]
	if c.Old.Value != "5" || c.Old.ValueHigh != "6" || c.New.Value != "6" || c.New.ValueHigh != "8" {
		t.Errorf("%s–%s to %s–%s, want 5–6 to 6–8", c.Old.Value, c.Old.ValueHigh, c.New.Value, c.New.ValueHigh)
	}
}
