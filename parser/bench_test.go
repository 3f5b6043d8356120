package parser_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fenjie/fenjie/internal/race"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

const (
	kilobyte = 1 << 10
	megabyte = 1 << 20
)

// BenchmarkParse reads each sample document of the project.
func BenchmarkParse(b *testing.B) {
	for _, text := range seeds(b) {
		b.Run(filepath.Base(text.Path), func(b *testing.B) { benchmark(b, text) })
	}
}

// BenchmarkParseJSON reads the same documents and writes them as JSON.
func BenchmarkParseJSON(b *testing.B) {
	for _, text := range seeds(b) {
		b.Run(filepath.Base(text.Path), func(b *testing.B) {
			b.SetBytes(int64(len(string(text.Runes))))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := json.Marshal(parser.Parser{}.Parse(text)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSize reads documents of very different length; the speed should be
// the same.
func BenchmarkSize(b *testing.B) {
	for _, size := range []int{100 * kilobyte, 10 * megabyte} {
		b.Run(fmt.Sprintf("%dKB", size/kilobyte), func(b *testing.B) { benchmark(b, textOf(grown(b, size))) })
	}
}

func benchmark(b *testing.B, text *source.Text) {
	b.SetBytes(int64(len(string(text.Runes))))
	b.ReportAllocs()
	for b.Loop() {
		parser.Parser{}.Parse(text)
	}
}

// seeds are the sample documents of the project.
func seeds(t testing.TB) []*source.Text {
	t.Helper()
	files, err := filepath.Glob(filepath.FromSlash("../seeds/*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []*source.Text
	for _, file := range files {
		text, err := source.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		t.Skip("there are no documents in seeds/")
	}
	return texts
}

// largest is the longest text that any test wants; shorter ones are its
// beginning, cut at a line end.
var largest struct {
	sync.Once
	text string
}

// grown is a document of about size bytes: the sample documents over and over,
// each time in a chapter of their own and with a different word in every clause,
// so that nothing in it repeats.
func grown(t testing.TB, size int) string {
	t.Helper()
	texts := seeds(t)
	largest.Do(func() {
		var b strings.Builder
		b.WriteString("青禾县2022年工作要点汇编\n")
		for n := 1; b.Len() < 10*megabyte; n++ {
			fmt.Fprintf(&b, "第%s章 工作安排%s\n", numeral(n), serial(n))
			for i, text := range texts {
				word := serial(n*len(texts) + i)
				fmt.Fprintf(&b, "第%s节 分项安排%s\n", numeral(i+1), word)
				b.WriteString(strings.NewReplacer("。", word+"。", ",", word+",", "\uff0c", word+"\uff0c", "\n", word+"\n").Replace(string(text.Runes)))
			}
		}
		largest.text = b.String()
	})
	return largest.text[:strings.LastIndexByte(largest.text[:size], '\n')+1]
}

// serial is n in words that measure nothing.
func serial(n int) string {
	s := ""
	for ; n > 0; n /= 10 {
		s = "甲乙丙丁戊己庚辛壬癸"[n%10*3:n%10*3+3] + s
	}
	return s
}

// numeral is n below 1000 in Chinese.
func numeral(n int) string {
	digit := func(d int) string { return "零一二三四五六七八九"[d*3 : d*3+3] }
	switch {
	case n < 10:
		return digit(n)
	case n < 20:
		return strings.TrimSuffix("十"+digit(n-10), "零")
	case n < 100:
		return strings.TrimSuffix(digit(n/10)+"十"+digit(n%10), "零")
	case n%100 == 0:
		return digit(n/100) + "百"
	case n%100 < 10:
		return digit(n/100) + "百零" + digit(n%100)
	case n%100 < 20:
		return digit(n/100) + "百一" + numeral(n%100)
	}
	return digit(n/100) + "百" + numeral(n%100)
}

// unfair skips a test of speed where speed is not what is measured.
func unfair(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("measures speed: not with -short")
	}
	if race.On {
		t.Skip("measures speed: not with the race detector")
	}
}

// best is the least time that Parse took for a text in several runs, in
// nanoseconds a byte. Less than one counts as one: it is too little to measure.
func best(text string, runs int) float64 {
	parsed := textOf(text)
	least := time.Duration(1<<63 - 1)
	for range runs {
		runtime.GC()
		start := time.Now()
		parser.Parser{}.Parse(parsed)
		least = min(least, time.Since(start))
	}
	return max(1, float64(least)/float64(len(text)))
}

// within wants the cost of a text to be at most factor times that of the usual
// one. Both are measured again, a few times over, before a machine that is busy
// elsewhere makes the test fail.
func within(t *testing.T, factor float64, usual, cost func() float64) {
	t.Helper()
	const tries = 5
	u, c := usual(), cost()
	for try := 1; c > factor*u && try < tries; try++ {
		time.Sleep(time.Duration(try) * 200 * time.Millisecond)
		u, c = usual(), min(c, cost())
	}
	t.Logf("%.1f ns a byte, usual %.1f: %.2f times", c, u, c/u)
	if c > factor*u {
		t.Errorf("%.1f ns a byte is %.2f times the usual %.1f, want at most %.1f", c, c/u, u, factor)
	}
}

// A document of 10 MB costs as much a byte as one of 100 KB.
func TestLinear(t *testing.T) {
	unfair(t)
	small, large := grown(t, 100*kilobyte), grown(t, 10*megabyte)
	within(t, 1.3, func() float64 { return best(small, 20) }, func() float64 { return best(large, 3) })
}

// Texts made to be slow cost little more a byte than an ordinary document.
func TestHostile(t *testing.T) {
	unfair(t)
	ordinary := grown(t, megabyte)
	usual := func() float64 { return best(ordinary, 2) }
	for _, shape := range []struct{ name, unit string }{
		{"opening brackets", "\uff08"},
		{"half-width opening brackets", "("},
		{"closing brackets", "\uff09"},
		{"digits", "1234567890"},
		{"full-width digits", "\uff11\uff12\uff13"},
		{"opening quotation marks", "“"},
		{"zeros in Chinese", "零"},
		{"ten thousands", "万"},
		{"list commas", "、"},
		{"commas", ","},
		{"full stops", "。"},
		{"decimal points", "1."},
		{"line ends", "\n"},
		{"blanks", "\u3000"},
		{"list numbers", "一、"},
		{"run labels", "一是二是"},
		{"nested headings", "一、甲\n(一)乙\n1.丙\n(1)丁\n①戊\n"},
		{"open responsibility blocks", "(责任单位:"},
		{"parties", "县水利局、"},
		{"years", "2022年"},
		{"each of them", "分别"},
		{"about", "约近"},
	} {
		t.Run(shape.name, func(t *testing.T) {
			hostile := func(size int) string {
				return "一、甲\n(一)乙。" + strings.Repeat(shape.unit, size/len(shape.unit))
			}
			// A short one first: a cost that grows with the square of the size shows early.
			if u, c := usual(), best(hostile(128*kilobyte), 2); c > 9*u {
				t.Fatalf("%.1f ns a byte for 128 KB, usual %.1f", c, u)
			}
			text := hostile(megabyte)
			within(t, 3, usual, func() float64 { return best(text, 3) })
		})
	}
	t.Run("records without end", func(t *testing.T) { // two for every 17 bytes, so each byte does cost more
		text := "一、甲\n(一)乙。" + strings.Repeat("3亩5个百分点", megabyte/len("3亩5个百分点"))
		within(t, 8, usual, func() float64 { return best(text, 3) })
	})
	t.Run("records in a title without end", func(t *testing.T) {
		text := strings.Repeat("一、甲5亩\v\f", megabyte/len("一、甲5亩\v\f"))
		within(t, 8, usual, func() float64 { return best(text, 3) })
	})
	t.Run("one line of 10 MB", func(t *testing.T) {
		line := "一、甲\n(一)乙。" + strings.ReplaceAll(grown(t, 10*megabyte), "\n", "")
		within(t, 3, usual, func() float64 { return best(line, 2) })
	})
}
