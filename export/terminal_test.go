package export

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/fenjie/fenjie/model"
)

func shown(t testing.TB, item Item, view View) string {
	t.Helper()
	var b bytes.Buffer
	if err := Show(&b, item, view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var testWidths = []int{MinWidth, 40, 60, 80, 120}

// awkward is a document of words that are hard to set: wide, ambiguous,
// combining, unbreakable, invisible and hostile ones.
func awkward() Item {
	words := []string{
		"柳塘县", "≥“林—果…”·①", "𠮷田乡", "👨‍👩‍👧 e\u0301", "\uff21\uff22\uff08", strings.Repeat("A", 130), strings.Repeat("—", 70), "", " x ", "12345.678", "\t制\n表\r",
		"\x1b[31m红\x1b]0;t\x07", "\u202e反\u2066", "\u009b1m", "\u200b\ufeff", "、、、、、", strings.Repeat("“", 30), "\u3000全角\u3000", "ที่", "各乡镇(街道)",
	}
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string { return words[r.IntN(len(words))] + words[r.IntN(len(words))] }
	item := bare()
	item.Doc.Meta.Title, item.Doc.Meta.Recipients = word(), words
	parent := item.Doc.Sections[0]
	for i := range 40 {
		s := &model.Section{Path: fmt.Sprintf("一/%d", i), Label: word(), Title: word(), Kind: model.KindTask}
		for range 3 {
			s.Parties = append(s.Parties, &model.Party{Role: []model.Role{model.RoleLead, model.RoleOther}[r.IntN(2)], Label: word(), Name: word()})
			s.Targets = append(s.Targets, &model.Target{Kind: model.KindTarget, Indicator: word(), Comparator: model.AtLeast, By: "2031-12-31",
				Quantity: model.Quantity{Value: "98", Unit: word()}, Per: []model.Per{"", model.PerMonth}[r.IntN(2)]})
		}
		item.Doc.Numerals = append(item.Doc.Numerals, model.Numeral{Raw: word(), Class: model.NumeralClass(word()), Reason: word()})
		parent.Children = append(parent.Children, s)
		if i%4 == 0 {
			parent = s
		}
	}
	return item
}

func TestShowFits(t *testing.T) {
	all := []string{"outline", "tasks", "targets", "parties", "numbers"}
	for _, item := range []Item{fixture(t), awkward()} {
		for _, width := range testWidths {
			for _, header := range []string{"zh", "en"} {
				for n, line := range strings.Split(shown(t, item, View{Width: width, Header: header, Parts: all}), "\n") {
					if columns(line) > width {
						t.Errorf("width %d: line %d is %d columns wide: %q", width, n+1, columns(line), line)
					}
				}
			}
		}
	}
}

// TestTablesAreStraight says that the lines of a table have one width.
func TestTablesAreStraight(t *testing.T) {
	for _, item := range []Item{fixture(t), awkward()} {
		for _, width := range testWidths {
			for _, part := range []string{"targets", "parties", "numbers"} {
				text := shown(t, item, View{Width: width, Parts: []string{part}})
				lines := strings.Split(strings.TrimSuffix(text[strings.LastIndex(text, "\n\n")+2:], "\n"), "\n")
				if part != "numbers" { // whose table comes after totals
					lines = lines[1:]
				}
				if len(lines) < 3 {
					t.Fatalf("no table: %q", lines)
				}
				for _, line := range lines {
					if columns(line) != columns(lines[0]) {
						t.Errorf("%s, width %d: %d columns, not %d: %q", part, width, columns(line), columns(lines[0]), line)
					}
				}
			}
		}
	}
}

// TestTablesKeepTheirCells says that wrapping loses nothing.
func TestTablesKeepTheirCells(t *testing.T) {
	for _, width := range testWidths {
		got := strings.Join(strings.Fields(shown(t, fixture(t), View{Width: width, Parts: []string{"parties"}})), "")
		for _, r := range "县农业农村局联系单位" {
			if !strings.ContainsRune(got, r) {
				t.Errorf("width %d: %c is missing", width, r)
			}
		}
	}
}

// TestShowIsSafe says that no character of a document acts on the terminal.
func TestShowIsSafe(t *testing.T) {
	for _, r := range shown(t, awkward(), View{}) {
		if r != '\n' && unicode.IsControl(r) || slices.Contains([]rune("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), r) {
			t.Errorf("%U is shown", r)
		}
	}
}

func TestShowInColorIsTheSame(t *testing.T) {
	sgr := regexp.MustCompile("\x1b\\[[01]m")
	for _, width := range testWidths {
		plain, bold := shown(t, fixture(t), View{Width: width}), shown(t, fixture(t), View{Width: width, Color: true})
		if plain == bold || sgr.ReplaceAllString(bold, "") != plain {
			t.Errorf("width %d: colour changes more than colour:\n%s", width, bold)
		}
	}
}

func TestShowGolden(t *testing.T) {
	golden(t, "show-40.txt", shown(t, fixture(t), View{Width: 40}))
	golden(t, "show-80.txt", shown(t, fixture(t), View{}))
	golden(t, "show-80-en.txt", shown(t, fixture(t), View{Header: "en"}))
	golden(t, "show-nothing.txt", shown(t, bare(), View{}))
	golden(t, "show-numbers.txt", shown(t, fixture(t), View{Parts: []string{"numbers"}}))
	golden(t, "show-numbers-en.txt", shown(t, fixture(t), View{Parts: []string{"numbers"}, Header: "en"}))
}

func TestShowParts(t *testing.T) {
	for _, part := range ViewParts {
		got := shown(t, fixture(t), View{Parts: []string{part.Name}})
		for _, other := range ViewParts {
			if has := strings.Contains(got, "\n\n"+other.Zh+"\n"); has != (other.Name == part.Name) {
				t.Errorf("%s shows %s: %v", part.Name, other.Name, has)
			}
		}
	}
}

func TestAmount(t *testing.T) {
	for want, target := range map[string]model.Target{
		"≥ 98%":       {Comparator: model.AtLeast, Quantity: model.Quantity{Value: "98", Unit: "%"}},
		"85% → 92%":   {Comparator: model.Equal, From: "85", Quantity: model.Quantity{Value: "92", Unit: "%"}},
		"85% → ≥ 92%": {Comparator: model.AtLeast, From: "85", Quantity: model.Quantity{Value: "92", Unit: "%"}},
		"≤ -3%":       {Comparator: model.AtMost, Change: model.Decrease, Quantity: model.Quantity{Value: "3", Unit: "%"}},
		"= -3%":       {Comparator: model.Equal, Change: model.Decrease, Quantity: model.Quantity{Value: "-3", Unit: "%"}},
		"> +0.5":      {Comparator: model.MoreThan, Change: model.Increase, Quantity: model.Quantity{Value: "0.5"}},
		"3–5次":        {Comparator: model.Range, Quantity: model.Quantity{Value: "3", High: "5", Unit: "次"}},
		"= 0 (清零)":    {Comparator: model.Equal, Implied: model.ImpliedZero, Quantity: model.Quantity{Raw: "清零", Value: "0"}},
	} {
		if got := amount(&target); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for value, want := range map[string]string{
		"0": "0", "9999": "9999", "10000": "1万", "83000": "8.3万", "12345": "12345", "2864000": "286.4万", "1860000000": "18.6亿", "100000000": "1亿",
		"123450000": "12345万", "-20000": "-20000", "20000.5": "20000.5", "1000000000000": "10000亿", "": "",
	} {
		if got := short(value); got != want {
			t.Errorf("short(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb\r\nc": "a b  c", "\x1b[0m": `\x1b[0m`, "\u009b": `\x9b`, "\u202e": `\u202e`, "\u00a0\u3000": " \u3000", "\ufeff\u200bx": "x", "👨\u200d👩": "👨👩", "\x00\x7f": `\x00\x7f`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("Printable(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 8, []string{""}},
		{"柳塘县林业局", 8, []string{"柳塘县林", "业局"}},
		{"柳塘县林,业局", 8, []string{"柳塘县", "林,业局"}}, // no line begins with a comma
		{"完成“三保障”", 6, []string{"完成", "“三保", "障”"}},
		{"约 12345 亩", 6, []string{"约", "12345", "亩"}},
		{"123456789", 4, []string{"1234", "5678", "9"}},
		{"柳 塘", 4, []string{"柳", "塘"}},
		{"柳塘 县", 4, []string{"柳塘", "县"}},
	} {
		if got := wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// FuzzWrap says that lines fit and that nothing but spaces is lost.
func FuzzWrap(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 10)
	}
	f.Add("\u032b\x00\x00\x00\x10", 10) // a mark with nothing to stand on
	f.Fuzz(func(t *testing.T, s string, width int) {
		s, width = Printable(strings.ToValidUTF8(s, "\ufffd")), 2+max(width, -width, 0)%100
		lines := wrap(s, width)
		for _, line := range lines {
			if columns(line) > width {
				t.Errorf("%q: line %q of %d columns", s, line, columns(line))
			}
		}
		if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(s, " ", "") {
			t.Errorf("%q became %q", s, lines)
		}
	})
}
