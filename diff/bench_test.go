package diff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/internal/race"
)

// stock is what made-up plans are written with.
var stock = strings.Fields(`水库 灌渠 林带 苗圃 学校 食堂 诊所 药房 道路 桥梁 码头 仓库 冷库 电站 管网 公园 广场 剧场 书屋 市场 作坊 车间 园区 牧场 鱼塘 茶园 果园 稻田 机井 堤防
	推进 建设 改造 提升 完善 培育 引进 扩大 优化 加固 疏浚 整治 保护 服务 培训 宣传 监测 巡查 评估 考核 示范 推广 协作 统筹 规划 采购 维修 更新 登记 核验`)

// madeUp is a plan with n tasks, whose sentences are drawn by seed; of each share
// of them the words are drawn anew by another seed.
func madeUp(n int, year int, anew float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "青禾县%d年工作要点\n", year)
	other := rand.New(rand.NewPCG(uint64(year), 7))
	for i := range n {
		if i%25 == 0 {
			fmt.Fprintf(&b, "%s、第%d类工作\n", han(i/25+1), i/25)
		}
		r := rand.New(rand.NewPCG(uint64(i), 1))
		if other.Float64() < anew {
			r = rand.New(rand.NewPCG(uint64(i), uint64(year)))
		}
		w := func() string { return stock[r.IntN(len(stock))] }
		fmt.Fprintf(&b, "%d.%s%s%s。%s%s%s%s,%s%s%s%s。年底前新建%s%s%d个,%s%s率达到%d%%以上。(县%s局牵头,县%s局配合)\n", i%25+1, w(), w(), w(),
			w(), w(), w(), w(), w(), w(), w(), w(), w(), w(), 1+r.IntN(90), w(), w(), 50+r.IntN(50), w(), w())
	}
	return b.String()
}

func han(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n%10]
	}
	return digits[n/10] + "十" + digits[n%10]
}

func BenchmarkCompare1000(b *testing.B) {
	old, new := input(b, madeUp(1000, 2031, 0.3)), input(b, madeUp(1000, 2032, 0.3))
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(old, new, diff.Options{})
	}
}

// BenchmarkCompareAlike is the worst there is to match: all tasks say the same.
func BenchmarkCompareAlike(b *testing.B) {
	old, new := input(b, alike(1000)), input(b, alike(1000))
	for b.Loop() {
		diff.Compare(old, new, diff.Options{})
	}
}

func alike(n int) string {
	var b strings.Builder
	b.WriteString("青禾县2031年工作要点\n")
	for i := range n {
		if i%25 == 0 {
			fmt.Fprintf(&b, "%s、任务\n", han(i/25+1))
		}
		fmt.Fprintf(&b, "%d.抓好机井维修。年底前维修机井%d眼,机井完好率达到90%%以上。(县水利局牵头)\n", i%25+1, i+30)
	}
	return b.String()
}

// shapes are plans that are hard to compare, each in its way.
var shapes = []struct {
	name string
	of   func(n, year int) string
}{
	{"plans", func(n, year int) string { return madeUp(n, year, 0.3) }},
	{"plans with nothing in common", func(n, year int) string { return madeUp(n, year, 1) }},
	{"tasks all alike", func(n, _ int) string { return alike(n) }},
}

// measured is the shortest of several comparisons of two plans of n tasks. Where
// the machine is busy elsewhere, it takes more of them until enough is true.
func measured(t *testing.T, of func(n, year int) string, n, tries int, enough func(time.Duration) bool) time.Duration {
	t.Helper()
	old, new := input(t, of(n, 2031)), input(t, of(n, 2032))
	if got := len(sections(old.Doc)); got != n+n/25 {
		t.Fatalf("%d sections, want %d tasks with a heading for each 25", got, n)
	}
	best := time.Hour
	for try := 0; try < tries && !enough(best); try++ {
		start := time.Now()
		diff.Compare(old, new, diff.Options{})
		best = min(best, time.Since(start))
	}
	return best
}

// Four times the tasks take sixteen times as long at most, and not 64 times; the
// limit lies between, for machines that are busy elsewhere.
func TestGrowth(t *testing.T) {
	if race.On || testing.Short() {
		t.Skip("measures time")
	}
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			small := measured(t, s.of, 100, 20, func(time.Duration) bool { return false })
			limit := 40 * small
			large := measured(t, s.of, 400, 20, func(d time.Duration) bool { return d < limit })
			t.Logf("100 tasks took %v, 400 %v", small, large)
			if large > limit {
				t.Errorf("100 tasks took %v, 400 %v", small, large)
			}
		})
	}
}

func TestThousandTasks(t *testing.T) {
	if race.On || testing.Short() {
		t.Skip("measures time")
	}
	const limit = 2 * time.Second
	for _, s := range shapes {
		if took := measured(t, s.of, 1000, 10, func(d time.Duration) bool { return d < limit }); took > limit {
			t.Errorf("%s: 1,000 tasks took %v", s.name, took)
		}
	}
}
