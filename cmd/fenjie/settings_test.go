package main

import (
	"strings"
	"testing"

	"github.com/fenjie/fenjie/internal/say"
)

// bomb is a list of lists of aliases that would be very long.
const bomb = "docs: &a [x, x, x, x, x, x, x, x, x]\nmin: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" +
	"lexicons: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n"

// FuzzSettings says that settings are strings, or that an error names the file.
func FuzzSettings(f *testing.F) {
	for _, text := range []string{
		"format: csv\nbom: true\n", "docs: [a, b]\nmin: {record: 0.9}\n", "docs: &a [x, *a]\n", "&a docs: *a\n", "? [docs]\n: x\n",
		"docs: *a\n", "docs: {a: {b: c}}\n", "<<: {docs: [a]}\n", "docs:\n", "- docs\n", "docs: a\n---\ndocs: b\n", "docs: !!binary aGFt\n",
		"\xef\xbb\xbfdocs: a\n", "docs: \xff\n", "{docs: [[[[[[[[]]]]]]]]}", bomb, strings.Repeat("[", 20000),
	} {
		f.Add([]byte(text))
	}
	names := keysOf(settingFlags(newRootCmd(&app{})))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := parseSettings("x.yaml", data, names)
		if err != nil {
			if file, _ := say.FileOf(err); file != "x.yaml" || len(entries) > 0 {
				t.Errorf("%d entries, %v", len(entries), err)
			}
			if text := say.In(say.Chinese, err); !strings.HasPrefix(text, "x.yaml:") {
				t.Errorf("in Chinese: %s", text)
			}
			return
		}
		for _, e := range entries {
			switch e.value.(type) {
			case string, []string:
			default:
				t.Errorf("%s is %T", e.key, e.value)
			}
		}
	})
}

// TestSettingsHaveOneMeaning says that a key is a list for all flags that have it,
// or for none, and files for all or none.
func TestSettingsHaveOneMeaning(t *testing.T) {
	for key, flags := range settingFlags(newRootCmd(&app{})) {
		for _, f := range flags {
			_, list := f.Value.(interface{ GetSlice() []string })
			_, first := flags[0].Value.(interface{ GetSlice() []string })
			if list != first || takesFiles(f) != takesFiles(flags[0]) {
				t.Errorf("%s: --%s is another kind of flag for another command", key, f.Name)
			}
		}
	}
}

func TestEarly(t *testing.T) {
	for _, c := range []struct {
		args, want string
		given      bool
	}{
		{"show a", "", false},
		{"--lang zh show", "zh", true},
		{"show --lang=zh", "zh", true},
		{"show --lang en --lang zh", "zh", true},
		{"show --lang", "", true},
		{"show --language zh", "", false},
		{"show -- --lang zh", "", false},
	} {
		if got, given := early(strings.Fields(c.args), "lang"); got != c.want || given != c.given {
			t.Errorf("%s: %q, %v", c.args, got, given)
		}
	}
}
