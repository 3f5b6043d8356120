package diff

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/fenjie/fenjie/model"
)

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want string
	}{
		{"水质达标率", "水质达标率", "1.00"},
		{"水质达标率", "水质合格率", "0.44"},
		{"水质达标率", "护林员", "0.00"},
		{"", "", "1.00"},
		{"", "护林员", "0.00"},
		{"林", "林", "1.00"},
		{"林场", "林业", "0.33"},
	} {
		for _, got := range []float64{likeness(c.a, c.b), likeness(c.b, c.a)} {
			if s := fmt.Sprintf("%.2f", got); s != c.want {
				t.Errorf("likeness of %q and %q is %s, want %s", c.a, c.b, s, c.want)
			}
		}
	}
}

// What both texts of a kind hold weighs less than what only one holds.
func TestDiceWeighs(t *testing.T) {
	a := newAlphabet()
	text := func(s string) grams {
		g := count(a.pairs(letters(s)))
		a.seen(g)
		return g
	}
	x, y, z := text("做好林业信息公开"), text("做好水利信息公开"), text("做好林业工作")
	for range 6 {
		text("做好信息公开")
	}
	a.weigh(9)
	if xy, xz := a.dice(x, y), a.dice(x, z); xy > 0.6 || xz < 0.4 {
		t.Errorf("x and y share %.2f by common words only, x and z %.2f by rare ones", xy, xz)
	}
	if got := a.dice(x, x); got != 1 {
		t.Errorf("a text has %.2f of itself", got)
	}
	if got := a.mass(x.less(x)); got != 0 {
		t.Errorf("a text less itself weighs %d", got)
	}
}

func TestLetters(t *testing.T) {
	if got, want := string(letters("新建\uff13座 5\uff27基站(含A\uff22)。")), "新建座g基站含ab"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSinceYear(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2031年工作要点", "+0年工作要点"},
		{"2030—2032年方案", "+-1—+1年方案"},
		{"新建2031个", "新建2031个"},
		{"青政办发〔2031〕8号", "青政办发〔+0〕8号"},
		{"20310年", "20310年"},
	} {
		if got := sinceYear(c.in, 2031); got != c.want {
			t.Errorf("sinceYear(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := sinceYear("2031年", 0); got != "2031年" {
		t.Errorf("without a year: %q", got)
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"12.50", "12.5"}, {"0.1", "0.1"}, {"-3", "-3"}, {"186000000000000000000000000001", "186000000000000000000000000001"},
	} {
		x, ok := decimal(c.in)
		if got := exact(x, 3); !ok || got != c.want {
			t.Errorf("decimal %q is %q, want %q", c.in, got, c.want)
		}
	}
	for _, s := range []string{"", "-", ".", "1e9", "1/3", "0x10", "1.2.3", "９", fmt.Sprintf("%070d", 1)} {
		if _, ok := decimal(s); ok {
			t.Errorf("%q is read as a decimal", s)
		}
	}
	if got := exact(big.NewRat(2, 3), 4); got != "0.6667" {
		t.Errorf("2/3 is %s", got)
	}
	if got := rounded(big.NewRat(-1, 1000), 2); got != "0" {
		t.Errorf("-0.001 is rounded to %s", got)
	}
}

func TestIncreasing(t *testing.T) {
	for _, c := range []struct {
		list []int
		want int
	}{
		{nil, 0}, {[]int{3}, 1}, {[]int{1, 2, 3}, 3}, {[]int{3, 2, 1}, 1}, {[]int{4, 0, 1, 2, 3}, 4}, {[]int{2, 5, 3, 7, 11, 8, 10, 13, 6}, 6},
	} {
		var kept []int
		for i, in := range increasing(c.list) {
			if in {
				kept = append(kept, c.list[i])
			}
		}
		if len(kept) != c.want || !slices.IsSorted(kept) {
			t.Errorf("of %v %v stay, want %d that rise", c.list, kept, c.want)
		}
	}
}

func TestCutLevel(t *testing.T) {
	for _, c := range []struct{ name, region, level, rest string }{
		{"市发展改革局", "", "市", "发展改革局"},
		{"发展改革局", "", "", "发展改革局"},
		{"市市场监管局", "", "市", "市场监管局"},
		{"市场监管局", "", "", "市场监管局"},
		{"国家税务总局", "", "", "国家税务总局"},
		{"自治区水利厅", "", "自治区", "水利厅"},
		{"澄湾市水利局", "澄湾市", "市", "水利局"},
		{"江南省青禾县林业局", "江南省青禾县", "县", "林业局"},
		{"镇政府", "", "镇", "政府"},
		{"县\u3000\uff08市\uff09局", "", "县", "(市)局"},
		{"区委", "", "", "区委"},
	} {
		if level, rest := cutRegion(c.name, c.region); level != c.level || rest != c.rest {
			t.Errorf("%s is %q %q, want %q %q", c.name, level, rest, c.level, c.rest)
		}
	}
}

func TestShortened(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"人社局", "人力资源和社会保障局", true},
		{"卫健委", "卫生健康委", true},
		{"发展改革委", "发展和改革委", true},
		{"财政局", "教育局", false},
		{"水利局", "水利局", false},
		{"水局", "水利局", false},
		{"林业局", "农林业办", false},
	} {
		if shortened(c.a, c.b) != c.want || shortened(c.b, c.a) != c.want {
			t.Errorf("%s and %s: want %v", c.a, c.b, c.want)
		}
	}
}

func TestWithoutDenominator(t *testing.T) {
	for _, c := range []struct{ in, name, per string }{
		{"人均公园绿地面积", "公园绿地面积", "人均"},
		{"每千人口执业医师数", "口执业医师数", "每千人"},
		{"每万人公交车辆拥有量", "公交车辆拥有量", "每万人"},
		{"城镇人均住房面积", "城镇住房面积", "人均"},
		{"造林", "造林", ""},
		{"每", "", "每"},
	} {
		if name, per := withoutDenominator(c.in); name != c.name || per != c.per {
			t.Errorf("%s is %q by %q, want %q by %q", c.in, name, per, c.name, c.per)
		}
	}
}

func TestTitleMonth(t *testing.T) {
	for _, c := range []struct {
		title string
		want  int
	}{
		{"青禾县2031年上半年林业工作情况", 6}, {"2031年前三季度运行情况", 9}, {"2031年1—9月运行情况", 9}, {"2031年11月份通报", 11},
		{"一季度小结", 3}, {"2031年度总结", 12}, {"2031年林业工作情况", 0}, {"岁月如歌", 0},
	} {
		if got := titleMonth(c.title); got != c.want {
			t.Errorf("%s: %d, want %d", c.title, got, c.want)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct{ date, want string }{
		{"2031-06-30", "6"}, {"2031-12-31", "12"}, {"2031-02-28", "2"}, {"2032-02-29", "14"}, {"2031-04-15", "7/2"}, {"2030-12-31", "0"},
	} {
		if got, ok := months(c.date, 2031); !ok || got.RatString() != c.want {
			t.Errorf("%s is %v months after the start of 2031, want %s", c.date, got, c.want)
		}
	}
	if _, ok := months("2031-02-30", 2031); ok {
		t.Error("the 30th of February is a date")
	}
}

func TestCompareDates(t *testing.T) {
	c := &comparison{old: &tree{year: 2031}, new: &tree{year: 2032}}
	for _, x := range []struct {
		old, new string
		want     int
	}{
		{"2031-12-31", "2032-12-31", 0}, {"2031-06-30", "2032-05-31", -1}, {"2031-06-30", "2032-07-31", 1},
		{"2035-12-31", "2035-12-31", 0}, {"2035-12-31", "2036-12-31", 0}, {"2035-12-31", "2034-12-31", -1},
		{"2031-12-31", "2034-12-31", 1}, {"2031-02-28", "2032-02-29", 0}, {"?", "2032-01-01", 0},
	} {
		if got := c.compareDates(x.old, x.new); got != x.want {
			t.Errorf("from %s to %s is %d, want %d", x.old, x.new, got, x.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"一/(二)/3", "3"}, {"一/(二)", "2"}, {"一", "1"}, {"十", "10"}, {"二十三", "23"}, {"第十二条", "12"}, {"①", "1"}, {"二/三是", "3"}, {"首先", "首先"}, {"附件1", "附件1"},
	} {
		if got := number(&node{Section: &model.Section{Path: c.path, Label: "x"}}); got != c.want {
			t.Errorf("the number of %s is %q, want %q", c.path, got, c.want)
		}
	}
	if got := number(&node{Section: &model.Section{Path: "#3", Number: 3}}); got != "" {
		t.Errorf("a section without a label has the number %q", got)
	}
}

// Each class is listed once, with a meaning and a severity.
func TestClasses(t *testing.T) {
	seen := map[Class]bool{}
	for _, a := range Classes {
		if seen[a.Class] || a.Meaning == "" || !slices.Contains([]model.Severity{model.SeverityError, model.SeverityWarning, model.SeverityInfo}, a.Severity) {
			t.Errorf("wrong entry %+v", a)
		}
		seen[a.Class] = true
	}
	for _, c := range []Class{
		TargetRaised, TargetLowered, TargetTightened, TargetLoosened, TargetHardened, TargetSoftened, DeadlineEarlier, DeadlineLater, DeadlineAdded, DeadlineRemoved,
		FrequencyChanged, UnitChanged, BaselineChanged, IndicatorRenamed, TargetAdded, TargetDropped, TargetMoved, TaskAdded, TaskDropped, TaskRenamed, TaskRenumbered, TaskMoved,
		TaskSplit, TaskMerged, PartyAdded, PartyRemoved, PartyRoleChanged, LeadChanged, PartyRenamed, DocumentChanged,
	} {
		if !seen[c] {
			t.Errorf("%s is not listed", c)
		}
	}
}
