package eval

import "testing"

func TestNorm(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"\uff08一\uff09", "(一)"},
		{"８３万亩", "83万亩"},
		{" 粮食\u3000总\u00a0产\n量 ", "粮食总产量"},
		{"a\x1cb\u2028c\u200ad", "abcd"},
		{"a\u200bb", "a\u200bb"}, // zero width is no white space
		{"“三资”", `"三资"`},
		{"‘三资’", "'三资'"},
		{"〔2022〕【甲】", "[2022][甲]"},
		{"㎡", "m2"},
		{"①", "1"},
		{"98％", "98%"},
	} {
		if got := Norm(c.in); got != c.want {
			t.Errorf("Norm(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"830000", "830000", true},
		{"830000", "830000.00", true},
		{"8.3e5", "830000", true},
		{"0.1", "0.10", true},
		{"+5", "5", true},
		{"-3", "3", false},
		{"0.1", "0.1000000000000000000000001", false},
		{"123456789012345678901234567890", "123456789012345678901234567890.0", true},
		{"123456789012345678901234567890", "123456789012345678901234567891", false},
		{"", "", false},
		{"2/3", "2/3", false},
		{"0x10", "16", false},
		{"1_000", "1000", false},
		{"约5", "约5", false},
		{"1e999999999", "1e999999999", false},
	} {
		if got := sameValue(c.a, c.b); got != c.want {
			t.Errorf("sameValue(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestCloseness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 0},
		{"面积", "", 0},
		{"面积", "面积", 1},
		{"面积", "积面", 1},
		{"油菜面积", "面积", 2.0 * 2 / 6},
		{"啊啊", "啊", 2.0 / 3},
		{"(甲)", "\uff08甲\uff09", 1},
	} {
		if got := closeness(c.a, c.b); got != c.want {
			t.Errorf("closeness(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
