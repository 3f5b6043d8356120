package batch

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestName(t *testing.T) {
	n := NewNamer(".json")
	for _, c := range []struct {
		id, want string
		collided bool
	}{
		{"2030/柳塘.txt", "柳塘.json", false},
		{"2031/柳塘.txt", "柳塘-fad72364.json", true},
		{"a/Plan.TXT", "Plan.json", false},
		{"b/plan.txt", "plan-", true},
		{"manifest.txt", "manifest_.json", false},
		{"-", "stdin.json", false},
		{"../../etc/passwd", "passwd.json", false},
		{"..", "_.json", false},
		{"", "_", true},
		{"a\nb\x1b[31m.txt", "a_b_[31m.json", false},
		{"nul.txt", "nul_.json", false},
		{"com7.tar.txt", "com7.tar_.json", false},
		{"-rf", "_rf.json", false},
		{".hidden", "_hidden.json", false},
		{`C:\plans\甲.docx`, "甲.json", false},
		{"关于2030年.工作 要点", "关于2030年.工作 要点.json", false},
		{"ﬁle.txt", "ﬁle.json", false},
		{"file.txt", "file-", true},
	} {
		got, collided := n.Name(c.id)
		if collided != c.collided || collided && !strings.HasPrefix(got, strings.TrimSuffix(c.want, ".json")) || !collided && got != c.want {
			t.Errorf("%q is %q, %v, want %q, %v", c.id, got, collided, c.want, c.collided)
		}
	}
}

// FuzzName says that a name is one element of a path that every system takes,
// and that no two ids have the same.
func FuzzName(f *testing.F) {
	for _, seed := range []string{"plan.txt", "../x", "a\\b", "CON", strings.Repeat("柳", 300), "\xff\x00", "manifest", "\u202etxt.exe", "-"} {
		f.Add(seed, seed+".txt")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		n := NewNamer(".json")
		x, _ := n.Name(a)
		y, _ := n.Name(b)
		if strings.EqualFold(x, y) {
			t.Errorf("%q and %q are both %q", a, b, x)
		}
		for _, name := range []string{x, y} {
			switch {
			case !filepath.IsLocal(name), filepath.Base(name) != name, len(name) > maxName, !utf8.ValidString(name),
				strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) >= 0, strings.ContainsAny(name[:1], ".-~ "):
				t.Errorf("%q is no good name", name)
			}
		}
	})
}

func TestShards(t *testing.T) {
	for _, n := range []int{1, 2, 7} {
		for id := range 1000 {
			has := 0
			for i := range n {
				if (Shard{i + 1, n}).Has(string(rune(id + 0x4e00))) {
					has++
				}
			}
			if has != 1 {
				t.Fatalf("document %d is in %d of %d shards", id, has, n)
			}
		}
	}
	if s, err := ParseShard("2/7"); s != (Shard{2, 7}) || s.String() != "2/7" || err != nil {
		t.Errorf("2/7 is %v, %v", s, err)
	}
	for _, bad := range []string{"", "1", "0/3", "4/3", "-1/3", "1/3/5", "a/b", "1/"} {
		if _, err := ParseShard(bad); err == nil {
			t.Errorf("%q is a shard", bad)
		}
	}
}
