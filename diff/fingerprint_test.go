package diff_test

import (
	"testing"

	"github.com/fenjie/fenjie/diff"
)

// A change keeps its fingerprint when its like under another heading, in a section
// of the same title, comes or goes.
func TestFingerprintsOfNamesakes(t *testing.T) {
	const head = "岚川县2031年工作要点\n一、重点任务\n"
	const old = head + "(一)东坡镇\n1.修路。新建公路30公里。\n(二)西坡镇\n1.修路。新建公路30公里。\n"
	both := diff.Compare(input(t, old), input(t, head+"(一)东坡镇\n1.修路。新建公路25公里。\n(二)西坡镇\n1.修路。新建公路25公里。\n"), options())
	second := diff.Compare(input(t, old), input(t, head+"(一)东坡镇\n1.修路。新建公路30公里。\n(二)西坡镇\n1.修路。新建公路25公里。\n"), options())
	if len(both.Changes) != 2 || len(second.Changes) != 1 {
		t.Fatalf("%d and %d changes, want 2 and 1:\n%s%s", len(both.Changes), len(second.Changes), show(both), show(second))
	}
	if both.Changes[1].Fingerprint != second.Changes[0].Fingerprint {
		t.Errorf("the change of the second section has another fingerprint without that of the first")
	}
}
