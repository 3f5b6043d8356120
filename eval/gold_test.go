package eval

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
)

// writeGold writes a gold file and returns its path.
func writeGold(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const goldText = `doc: plan.txt
meta:
  title: 青禾县2022年春耕工作要点
  genre: plan
  number: null
  years: [2022]
  signed: 2022-03-01
  recipients: []
repeat_from: null
sections:
- {path: 一, label: 一、, title: 主要任务}
- {path: 一/(一), label: (一), title: 油菜生产, period: {start: '2022-03-01', end: '2022-05-31'}, parties: [{role: lead, name: 县农业局}]}
targets:
- {at: 30, quantity: 83万亩, kind: target, indicator: 油菜面积, also: [面积], comparator: ge, value: 830000, unit: 亩, by: 2022-12-31, node: 一/(一)}
- {quote: 建成3个油菜基地, quantity: 3个, kind: result, value: '3', unit: 个, optional: true}
`

func TestLoadGold(t *testing.T) {
	got, err := LoadGold(writeGold(t, goldText))
	if err != nil {
		t.Fatal(err)
	}
	at := 30
	want := &Gold{
		Doc:  "plan.txt",
		Meta: GoldMeta{Title: "青禾县2022年春耕工作要点", Genre: "plan", Years: []int{2022}, Signed: "2022-03-01", Recipients: []string{}},
		Sections: []GoldSection{
			{Path: "一", Label: "一、", Title: "主要任务"},
			{
				Path: "一/(一)", Label: "(一)", Title: "油菜生产",
				Period:  &model.Period{Start: "2022-03-01", End: "2022-05-31"},
				Parties: []GoldParty{{"lead", "县农业局"}},
			},
		},
		Targets: []GoldTarget{
			{At: &at, Quantity: "83万亩", Kind: "target", Indicator: "油菜面积", Also: []string{"面积"}, Comparator: "ge", Value: "830000", Unit: "亩", By: "2022-12-31", Node: "一/(一)"},
			{Quote: "建成3个油菜基地", Quantity: "3个", Kind: "result", Value: "3", Unit: "个", Optional: true},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestLoadGoldErrors(t *testing.T) {
	edit := func(old, new string) string {
		if !strings.Contains(goldText, old) {
			t.Fatalf("no %q to replace", old)
		}
		return strings.Replace(goldText, old, new, 1)
	}
	for name, c := range map[string]struct {
		text string
		want []string // "LINE: part of the message"
	}{
		"unknown key":            {edit("number:", "nummer:"), []string{"5: field nummer not found"}},
		"unknown key of target":  {edit("by: 2022", "until: 2022"), []string{"14: field until not found"}},
		"not a number":           {edit("at: 30", "at: thirty"), []string{"14: cannot unmarshal"}},
		"syntax":                 {edit("targets:\n", "targets: [\n"), []string{"13: did not find expected"}},
		"no doc":                 {edit("doc: plan.txt", "doc: ''"), []string{"1: doc is missing"}},
		"genre":                  {edit("genre: plan", "genre: poem"), []string{`1: unknown genre "poem"`}},
		"role":                   {edit("role: lead", "role: boss"), []string{`12: section 一/(一): unknown role "boss"`}},
		"path twice":             {edit("path: 一/(一)", "path: 一"), []string{`12: section path "一"`, `14: target 83万亩: node "一/(一)" is no section`}},
		"kind":                   {edit("kind: target", "kind: goal"), []string{`14: target 83万亩: unknown kind "goal"`}},
		"comparator":             {edit("comparator: ge", "comparator: '>='"), []string{`14: target 83万亩: unknown comparator ">="`}},
		"value":                  {edit("value: 830000", "value: 83万"), []string{`14: target 83万亩: value "83万" is no decimal`}},
		"neither at nor quote":   {edit("at: 30, ", ""), []string{"14: target 83万亩: neither at nor quote"}},
		"several at once":        {edit("kind: target", "kind: goal, per: decade"), []string{`14: target 83万亩: unknown kind`, `14: target 83万亩: unknown per "decade"`}},
		"key twice":              {edit("number: null", "title: 甲"), []string{"5: mapping key \"title\" already defined"}},
		"second YAML document":   {goldText + "---\ndoc: x\n", []string{" more than one YAML document"}},
		"two targets, one place": {edit("quote: 建成3个油菜基地", "at: 30"), []string{"15: target 3个: another target stands at 30"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := writeGold(t, c.text)
			gold, err := LoadGold(path)
			if err == nil {
				t.Fatalf("no error, gold %+v", gold)
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(c.want) {
				t.Errorf("%d errors, want %d:\n%v", len(lines), len(c.want), err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), path+":"+want) {
					t.Errorf("no %q in:\n%v", want, err)
				}
			}
		})
	}
	if _, err := LoadGold(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestLocate(t *testing.T) {
	const text = "种植油菜3亩、茶叶3亩。种植油菜3亩。"
	at := func(n int) *int { return &n }
	for _, c := range []struct {
		name string
		in   GoldTarget
		want int
		fail string
	}{
		{"given", GoldTarget{At: at(4), Quantity: "3亩"}, 4, ""},
		{"quoted", GoldTarget{Quote: "茶叶3亩", Quantity: "3亩"}, 9, ""},
		{"second quote", GoldTarget{Quote: "油菜3亩", Nth: 2, Quantity: "3亩"}, 16, ""},
		{"second in the quote", GoldTarget{Quote: "油菜3亩、茶叶3亩", QNth: 2, Quantity: "3亩"}, 9, ""},
		{"elsewhere", GoldTarget{At: at(5), Quantity: "3亩"}, 0, `at 5 stands "亩、"`},
		{"outside", GoldTarget{At: at(19), Quantity: "3亩"}, 0, "offset 19 is outside the text"},
		{"quote twice", GoldTarget{Quote: "油菜3亩", Quantity: "3亩"}, 0, `"油菜3亩" stands 2 times`},
		{"no such quote", GoldTarget{Quote: "小麦3亩", Quantity: "3亩"}, 0, `"小麦3亩" stands 0 times`},
		{"no third", GoldTarget{Quote: "油菜3亩", Nth: 3, Quantity: "3亩"}, 0, "stands 2 times"},
		{"quantity not in quote", GoldTarget{Quote: "茶叶3亩", Quantity: "4亩"}, 0, `"4亩" stands 0 times`},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := &Gold{Doc: "plan.txt", Targets: []GoldTarget{c.in}}
			err := g.Locate([]rune(text))
			switch {
			case c.fail == "" && err != nil:
				t.Fatal(err)
			case c.fail == "" && *g.Targets[0].At != c.want:
				t.Errorf("at %d, want %d", *g.Targets[0].At, c.want)
			case c.fail != "" && (err == nil || !strings.Contains(err.Error(), c.fail)):
				t.Errorf("error %v, want one with %q", err, c.fail)
			}
		})
	}
}
