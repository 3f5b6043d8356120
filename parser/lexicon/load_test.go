package lexicon

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// loaded writes files into a new working directory and loads them as 1.yaml,
// 2.yaml …
func loaded(t *testing.T, files ...string) (*Lexicon, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	var paths []string
	for i, text := range files {
		path := string(rune('1'+i)) + ".yaml"
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return Load(paths...)
}

func load(t *testing.T, files ...string) *Lexicon {
	t.Helper()
	lx, err := loaded(t, files...)
	if err != nil {
		t.Fatal(err)
	}
	return lx
}

// unit is the unit that form is read as.
func (lx *Lexicon) unit(form string) Unit {
	id, n := lx.Unit.Match([]rune(form), 0)
	if n != len([]rune(form)) {
		return Unit{}
	}
	return lx.Units[id]
}

func entriesOf(lx *Lexicon, id string) []*Entry {
	return slices.DeleteFunc(slices.Clone(lx.Entries), func(e *Entry) bool { return e.ID != id })
}

func TestLoadAddsAnEntry(t *testing.T) {
	lx := load(t, `
# a comment
units:
  - id: my.basket
    forms: [筐, 大筐, 筐（装）]
    dimension: count
    factor: 1
    ok: ["采摘蓝莓300筐"]
`)
	if got, want := lx.unit("筐(装)"), (Unit{"my.basket", "count", "1"}); got != want {
		t.Errorf("unit is %+v, want %+v", got, want)
	}
	e := entriesOf(lx, "my.basket")[0]
	if e.Origin.String() != "1.yaml:4" || e.OK[0] != (Example{"采摘蓝莓300筐", 8}) {
		t.Errorf("entry is %+v", e)
	}
	if lx.unit("亩").ID != "unit.mu" || Default().unit("筐").ID != "" {
		t.Error("the built-in lexicon is lost, or was changed")
	}
}

func TestLoadAddsForms(t *testing.T) {
	lx := load(t, "words:\n- {id: do.build, forms: [新垦]}\n", "words:\n- {id: do.build, class: do, forms: [新辟]}\nrenamed: [{now: 农业农村局, before: [农牧局]}]\n")
	for _, form := range []string{"新垦", "新辟", "新建"} {
		if id, n := lx.Word.Match([]rune(form), 0); n != 2 || lx.Words[id].ID != "do.build" {
			t.Errorf("%s is %+v, %d characters", form, lx.Words[id], n)
		}
	}
	added := entriesOf(lx, "do.build")
	if len(added) != 3 || added[1].Origin.String() != "1.yaml:2" || added[1].Value("class") != "do" {
		t.Errorf("entries are %+v", added)
	}
	i := slices.IndexFunc(lx.Renamed, func(r Renamed) bool { return r.Now == "农业农村局" })
	if r := lx.Renamed[i]; !slices.Contains(r.Before, "农牧局") || !slices.Contains(r.Before, "扶贫办") {
		t.Errorf("renamed is %v", r)
	}
}

func TestLoadOverrides(t *testing.T) {
	lx := load(t, `
units:
- {id: unit.mu, forms: [亩, 小亩], dimension: area, factor: "667", override: true}
- {id: my.metre, forms: [平米], dimension: length, override: true}
- {id: unit.litre, forms: [], dimension: volume, override: true}
`)
	for form, want := range map[string]Unit{
		"亩": {"unit.mu", "area", "667"}, "小亩": {"unit.mu", "area", "667"},
		"平米": {"my.metre", "length", ""}, "平方米": {"unit.square-metre", "area", "1"}, "升": {},
	} {
		if got := lx.unit(form); got != want {
			t.Errorf("%s is %+v, want %+v", form, got, want)
		}
	}
	if slices.Contains(entriesOf(lx, "unit.square-metre")[0].Forms, "平米") {
		t.Error("平米 is listed twice")
	}
	lx = load(t, "units: [{id: unit.mu, forms: [大亩]}]", "units: [{id: unit.mu, forms: [亩], dimension: area, override: true}]")
	if lx.unit("大亩").ID != "" || len(entriesOf(lx, "unit.mu")) != 1 {
		t.Errorf("what was added to unit.mu outlives it: %+v", entriesOf(lx, "unit.mu"))
	}
}

func TestLoadNothing(t *testing.T) {
	for _, text := range []string{"", "# units:\n", "units:\n", "---\n"} {
		if _, err := loaded(t, text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// the file
		{"- 筐\n", "1.yaml:1: sections are needed, such as units: and below it a list of entries"},
		{"units: [\n", "1.yaml:1: did not find expected node content"},
		{"units: []\n---\nwords: []\n", "1.yaml:2: a second document starts here; a lexicon is one"},
		{"units: []\n# \xff\n", "1.yaml:2: is not UTF-8"},
		{"\n" + strings.Repeat("#", maxFile), "1.yaml: larger than 262144 bytes"},
		{"unit: []\n", `1.yaml:1: unknown section "unit"; did you mean "units"?`},
		{"people: []\n", `1.yaml:1: unknown section "people"; known are units, comparators, words, labels, periods, implied, agencies, renamed, terms, furniture, genres, headings, phrases`},
		{"units: []\nwords: []\nunits: []\n", "1.yaml:3: section units stands here again"},
		{"units: {id: x}\n", "1.yaml:1: units: a list of entries is needed, each of which starts with -"},
		{"units:\n- 筐\n", "1.yaml:2: units: an entry is needed, such as {id: …, forms: […]}"},
		// an entry
		{"units:\n- {id: x, forms: [筐], dimension: count, colour: 红}\n", `1.yaml:2: unknown key "colour"; known are id, forms, dimension, factor, ok, no, override`},
		{"units:\n- {id: x, forms: [筐], dimensions: count}\n", `1.yaml:2: unknown key "dimensions"; did you mean "dimension"?`},
		{"units:\n- {id: x, forms: [筐],\n   forms: [篓], dimension: count}\n", `1.yaml:3: key "forms" stands here again`},
		{"units:\n- {forms: [筐], dimension: count}\n", "1.yaml:2: units: the entry has no id"},
		{"units:\n- {id: , forms: [筐], dimension: count}\n", "1.yaml:2: id: one value is needed"},
		{"units:\n- {id: a b, forms: [筐], dimension: count}\n", `1.yaml:2: id "a b" holds a blank or a control character`},
		{"renamed:\n- {before: [扶贫局]}\n", "1.yaml:2: renamed: the entry has no now"},
		{"renamed:\n- {id: x, now: 乡村振兴局, before: [扶贫局]}\n", `1.yaml:2: unknown key "id"; known are now, before, override`},
		{"units:\n- {id: x, dimension: count}\n", "1.yaml:2: x: has no forms"},
		{"units:\n- {id: x, forms: 筐, dimension: count}\n", "1.yaml:2: forms: a list is needed, such as [甲, 乙]"},
		{"units:\n- {id: x, forms: [[筐]], dimension: count}\n", "1.yaml:2: forms: one value is needed"},
		{"units:\n- {id: x, forms: [筐], ok: 3筐, dimension: count}\n", "1.yaml:2: ok: a list is needed, such as [甲, 乙]"},
		{"units:\n- {id: x, forms: [筐], dimension: count, override: yes}\n", "1.yaml:2: override: true or false is needed"},
		// a form
		{"units:\n- {id: x, forms: [筐,\n    筐], dimension: count}\n", `1.yaml:3: x: form "筐" stands here twice`},
		{"units:\n- {id: x, forms: [筐,篓，箩], dimension: count}\n", `1.yaml:2: form "篓，箩" holds a comma; are these two forms? In YAML a half-width comma stands between them`},
		{"units:\n- {id: x, forms: [' 筐'], dimension: count}\n", `1.yaml:2: form " 筐" begins or ends with a blank`},
		{"units:\n- {id: x, forms: [\"筐\\n\"], dimension: count}\n", `1.yaml:2: form "筐\n" holds a line break or a control character`},
		{"units:\n- {id: x, forms: [" + strings.Repeat("筐", 41) + "], dimension: count}\n", `1.yaml:2: form "` + strings.Repeat("筐", 41) + `" is longer than 40 characters`},
		{"comparators:\n- {id: x, forms: [无论如何都不可以低于之], position: prefix, comparator: ge}\n", `1.yaml:2: form "无论如何都不可以低于之" is longer than 10 characters`},
		// its fields
		{"units:\n- {id: x, forms: [筐]}\n", "1.yaml:2: x: has no dimension: one of money, area, "},
		{"units:\n- {id: x, forms: [筐], dimension: lenght}\n", `1.yaml:2: unknown dimension "lenght"; did you mean "length"?`},
		{"units:\n- {id: x, forms: [筐], dimension: mass, factor: 0.333}\n", `1.yaml:2: x: factor "0.333" is not exact: write a whole number or a fraction of two, such as 2000/3`},
		{"units:\n- {id: x, forms: [筐], dimension: mass, factor: 1/0}\n", `1.yaml:2: x: factor "1/0" is not exact`},
		{"units:\n- {id: x, forms: [筐], dimension: mass, factor: 1e6}\n", `1.yaml:2: x: factor "1e6" is not exact`},
		{"comparators:\n- {id: x, forms: [很], position: before, comparator: ge}\n", `1.yaml:2: unknown position "before"; known are prefix, postfix, infix`},
		{"comparators:\n- {id: x, forms: [很], position: prefix, comparator: '>='}\n", `1.yaml:2: unknown comparator ">="; `},
		{"comparators:\n- {id: x, forms: [很], position: prefix, comparator: approx}\n", "1.yaml:2: x: comparator approx needs a side: both, below or above"},
		{"comparators:\n- {id: x, forms: [很], position: prefix, comparator: ge, side: both}\n", "1.yaml:2: x: a side is for comparator approx only"},
		{"comparators:\n- {id: x, forms: [很], position: infix, comparator: ge}\n", "1.yaml:2: x: position infix is for comparator approx and side above only"},
		{"words:\n- {id: x, forms: [很], class: noon}\n", `1.yaml:2: unknown class "noon"; did you mean "noun"?`},
		{"words:\n- {id: x, forms: [很], class: do, tense: past}\n", "1.yaml:2: x: strength and tense are for class modal only"},
		{"words:\n- {id: x, forms: [很], class: modal, tense: present}\n", `1.yaml:2: unknown tense "present"; known are past, future`},
		{"labels:\n- {id: x, forms: [主攻单位], use: label, role: boss}\n", `1.yaml:2: unknown role "boss"; known are lead, responsible, support, supervise, leader, other`},
		{"labels:\n- {id: x, forms: [主攻单位], use: label}\n", "1.yaml:2: x: use label needs a role"},
		{"labels:\n- {id: x, forms: [协同], use: join, role: lead}\n", "1.yaml:2: x: the role of use join is support"},
		{"labels:\n- {id: x, forms: [几时], use: deadline, role: lead}\n", "1.yaml:2: x: use deadline has no role"},
		{"periods:\n- {id: x, forms: [汛期], use: period, start: Y-06-01}\n", "1.yaml:2: x: use period needs a start and an end such as 2031-01-01"},
		{"periods:\n- {id: x, forms: [汛期], use: period, start: Y-06-31, end: Y-09-30}\n", "1.yaml:2: x: use period needs a start and an end such as 2031-01-01"},
		{"periods:\n- {id: x, forms: [汛期], use: period, start: Y-10-01, end: Y-09-30}\n", "1.yaml:2: x: the end is before the start"},
		{"periods:\n- {id: x, forms: [汛期], use: period, start: 2031-06-01, end: Y-09-30}\n", "1.yaml:2: x: start and end must both have a year, or both Y"},
		{"periods:\n- {id: x, forms: [每旬], use: per, end: ten_days}\n", "1.yaml:2: x: use per has no start, and as its end one of year, half_year, quarter, two_months, month, week, day"},
		{"periods:\n- {id: x, forms: [远期], use: open, end: Y-12-31}\n", "1.yaml:2: x: use open has no start and no end"},
		{"implied:\n- {id: x, forms: [满格], implied: all, shape: word}\n", `1.yaml:2: unknown implied "all"; known are full, zero`},
		{"implied:\n- {id: x, forms: [满格], implied: full}\n", "1.yaml:2: x: has no shape: one of word, yjin, all, none, lack, zero, no"},
		{"agencies:\n- {id: x, forms: [茶办], use: office}\n", `1.yaml:2: unknown use "office"; known are stem, suffix, whole, collective, tail, level`},
		{"genres:\n- {id: x, forms: [倡议书], value: appeal}\n", `1.yaml:2: unknown value "appeal"; known are plan, notice, report, article, other`},
		{"headings:\n- {id: x, forms: [末了], use: word}\n", "1.yaml:2: x: use word needs a value: the number that the word stands for"},
		// other entries
		{"units:\n- {id: x, forms: [筐], dimension: count}\n- {id: x, forms: [篓]}\n", "1.yaml:3: x stands also in line 2"},
		{"units:\n- {id: unit.mu, forms: [小亩]}\n- {id: unit.mu, forms: [大亩]}\n", "1.yaml:3: unit.mu stands also in line 2"},
		{"units:\n- {id: unit.mu, forms: [小亩], dimension: length}\n", `1.yaml:2: unit.mu has dimension "area" (builtin/units.yaml:`},
		{"units:\n- {id: unit.mu, forms: [亩]}\n", `1.yaml:2: unit.mu: form "亩" stands there already (builtin/units.yaml:`},
		{"units:\n- {id: x, forms: [筐,\n   亩], dimension: count}\n", `1.yaml:3: x: form "亩" stands in unit.mu (builtin/units.yaml:`},
		{"labels:\n- {id: x, forms: [责任单位], use: deadline}\n", `1.yaml:2: x: form "责任单位" stands in label.responsible (builtin/labels.yaml:`},
		{"units:\n- {id: unit.muu, forms: [筐], dimension: count, override: true}\n", `1.yaml:2: unit.muu: there is nothing to override: no entry has this id or one of the forms; did you mean "unit.mu"?`},
		{"units:\n- {id: unit.mu, forms: [亩], override: true}\n", "1.yaml:2: unit.mu: has no dimension: one of"},
	} {
		_, err := loaded(t, c.text)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.200q:\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestLoadTellsOfAllProblems(t *testing.T) {
	text := "words:\n- {id: a}\nunits:\n- {id: b, forms: [筐], dimension: size}\n- {id: c, forms: [亩], dimension: count}\n"
	_, err := loaded(t, text, "wrods: []\n")
	var lines []string
	for line := range strings.Lines(err.Error()) {
		place, _, _ := strings.Cut(line, " ")
		lines = append(lines, place)
	}
	if got := strings.Join(lines, " "); got != "1.yaml:2: 1.yaml:4: 1.yaml:5: 2.yaml:1:" {
		t.Error(err)
	}
	_, err = loaded(t, "words:\n"+strings.Repeat("- {}\n", 30))
	if n := len(err.(Problems)); n != maxProblems+1 || !strings.HasSuffix(err.Error(), "\n1.yaml:22: 10 problems more from here on") {
		t.Error(err)
	}
}

func TestLoadFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := Load("missing.yaml")
	if err == nil || err.Error() != "missing.yaml: no such file or directory" {
		t.Error(err)
	}
	os.Mkdir("folder", 0o777)
	_, err = Load("folder")
	if err == nil || err.Error() != "folder: is a directory; a lexicon is a file" {
		t.Error(err)
	}
	if _, err = Load(filepath.Join(os.DevNull)); err == nil {
		t.Error("a device was read")
	}
}

// FuzzLoad says that no file makes reading panic, and that the forms which it
// takes can be looked up.
func FuzzLoad(f *testing.F) {
	for _, text := range []string{
		"units: [{id: x, forms: [筐], dimension: count, override: false}]",
		"renamed: [{now: 甲局, before: [乙局]}]\nwords: [{id: x, class: do, forms: [新垦]}]",
		"periods: [{id: y, forms: [年内], use: period, start: Y-01-01, end: Y+1-12-31}]",
		"a: &a [*a]", "units: [{<<: {id: x}}]", "? [units]\n: []", "\ufeffunits:\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := reader{file: "fuzz.yaml"}
		l := layers{lists: make(lists, len(kinds)), holders: map[place]*Entry{}, report: r.report}
		l.add(r.sections(data))
		if len(r.problems) > 0 {
			return
		}
		lx := build(l.lists)
		for _, e := range lx.Entries {
			at := e.matcher()
			for _, form := range e.Forms {
				if at < 0 {
					break
				}
				if id, n := finders[at].of(lx).Match([]rune(form), 0); id != e.index || n != len([]rune(form)) {
					t.Errorf("%s: form %q is not found", e.ID, form)
				}
			}
		}
	})
}
