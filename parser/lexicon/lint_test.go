package lexicon

import (
	"strings"
	"testing"

	"github.com/fenjie/fenjie/model"
)

func TestLint(t *testing.T) {
	lx := load(t, `units:
- {id: u, dimension: count, ok: [3筐], no: [3筐], forms: [筐,
   2号筐,
   万,
   万亩,
   筐、篓,
   筐(大、小)]}
words:
- {id: w, class: do, ok: [x], forms: [新垦,
   今年新垦,
   三农,
   全覆盖垦造,
   A级创建,
   一网通办好]}
labels: [{id: l, use: label, role: lead, ok: [x], forms: [供稿]}]
implied: [{id: i, implied: full, shape: word, forms: [年内满格]}]
`)
	var got []string
	for _, f := range lx.Lint() {
		if !f.Origin.BuiltIn {
			got = append(got, f.Origin.String()+": "+string(f.Severity)+": "+f.ID+": "+f.Message)
		}
	}
	want := `1.yaml:3: error: u: form "2号筐" is never read: a digit is a part of the number before it
1.yaml:4: error: u: form "万" is never read: it is a part of the number
1.yaml:5: warning: u: form "万亩" is a unit by itself: its numbers are not multiplied by 万
1.yaml:6: warning: u: form "筐、篓" holds 、; are these two forms?
1.yaml:2: error: u: example "3筐" stands in ok and in no
1.yaml:10: error: w: form "今年新垦" is never read: the time "今年" (year) is read first
1.yaml:11: error: w: form "三农" is never read: the fixed term (term.fixed) is read first
1.yaml:12: error: w: form "全覆盖垦造" is never read: the commitment "全覆盖" (implied.full-coverage) is read first
1.yaml:13: error: w: form "A级创建" is never read: a word begins with a Chinese character
1.yaml:15: warning: l: form "供稿" is a key of pages too (page.source): at either end of a text its line is furniture
1.yaml:16: error: i: form "年内满格" is never read: the time "年内" (year) is read first
1.yaml:16: warning: i: has no example`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestLintOfBuiltIn(t *testing.T) {
	for _, f := range Default().Lint() {
		if f.Severity == model.SeverityError {
			t.Errorf("%s: %s: %s", f.Origin, f.ID, f.Message)
		}
	}
}
