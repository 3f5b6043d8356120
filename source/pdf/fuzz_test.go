package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fenjie/fenjie/internal/race"
	"github.com/fenjie/fenjie/source/internal/pace"
	"github.com/fenjie/fenjie/source/internal/sheet"
	"github.com/fenjie/fenjie/source/pdf"
)

// FuzzPDF changes whole files and, so that it gets past what is packed, the
// contents of a page and the text of codes too.
func FuzzPDF(f *testing.F) {
	seeds, err := filepath.Glob("../../testdata/source/*.pdf")
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds in testdata/source: ", err)
	}
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "", "")
	}
	f.Add(file(unicodeFont, "BT /F1 16 Tf 80 700 Td <4e00> Tj ET"), "", "")
	f.Add([]byte("%PDF-1.4\n1 0 obj<</A(\\"), "", "") // ends in an escape
	f.Add([]byte(nil), set(paragraphs...).draw(), toUnicode)
	f.Add([]byte(nil), "q 2 0 0 2 1 1 cm BT /F1 9 Tf 3 TL [(a)-2000<0001>5] TJ T* (b) ' 1 2 (c) \" ET Q /X Do BI /W 1 ID x EI", toUnicode)
	f.Fuzz(func(t *testing.T, data []byte, contents, cmap string) {
		if len(data) == 0 {
			var w writer
			w.object("<</Type/Catalog/Pages 2 0 R>>")
			w.object("<</Kids[3 0 R]/Resources<</Font<</F1 4 0 R>>/XObject<</X 5 0 R>>>>>>")
			w.object("<</Type/Page/Contents 5 0 R>>")
			w.object("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</W[1[500]2 9 700]>>]>>")
			w.stream("/Subtype/Form", contents)
			w.stream("", cmap)
			data = w.finish("")
		}
		begin := time.Now()
		out := sheet.Sheet{Max: 1 << 20}
		_ = pdf.Read(data, "builtin", &out)
		if spent := time.Since(begin); spent > 10*time.Second {
			t.Fatalf("%v for %d bytes", spent, len(data))
		}
		if got := string(out.Runes); strings.ContainsRune(got, 0) || strings.ToValidUTF8(got, "") != got {
			t.Fatal("no good text")
		}
	})
}

// hostile are files that grow in one way each.
func hostile() map[string]func(n int) []byte {
	repeat := func(s string) func(int) []byte {
		return func(n int) []byte { return []byte("%PDF-1.4\n" + strings.Repeat(s, n/len(s))) }
	}
	contents := func(s string) func(int) []byte {
		return func(n int) []byte { return file(unicodeFont, strings.Repeat(s, n/len(s))) }
	}
	return map[string]func(int) []byte{
		"pages": func(n int) []byte {
			pages := make([]page, n/4000)
			for i := range pages {
				pages[i] = set(paragraphs...)
			}
			return drawAll(pages)
		},
		"one page":       contents(set(paragraphs...).draw()),
		"pieces":         contents("BT /F1 9 Tf 80 700 Td <4e00> Tj ET "),
		"saves":          contents("q "),
		"images":         contents("BI ID "),
		"arrays":         contents("["),
		"strings":        contents("("),
		"dicts":          contents("<<"),
		"objects":        repeat("1 0 obj\n"),
		"objects, empty": repeat("1 0 obj endobj "),
		"streams":        repeat("1 0 obj<<>>stream\n"),
		"trailers":       repeat("trailer "),
		"open arrays":    repeat("1 0 obj ["),
		"letters o":      repeat("o"),
		"digits":         repeat("1 "),
		"forms": func(n int) []byte {
			data := file(unicodeFont, strings.Repeat("/X Do ", n/6))
			data = bytes.Replace(data, []byte("/Font<<"), []byte("/XObject<</X 5 0 R>>/Font<<"), 1)
			return data
		},
		"a tree in circles": func(n int) []byte {
			kids := strings.Repeat("2 0 R ", n/6)
			return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[" + kids + "]>>endobj trailer<</Root 1 0 R>>")
		},
		"codes": func(n int) []byte {
			return []byte("%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Resources<</Font<</F 4 0 R>>>>>>endobj 3 0 obj<</Contents 5 0 R>>endobj\n" +
				"4 0 obj<</Subtype/Type0/ToUnicode 6 0 R>>endobj 5 0 obj<<>>stream\n/F 9 Tf <" + strings.Repeat("0001", n/8) + "> Tj\nendstream\n6 0 obj<<>>stream\n" +
				strings.Repeat("<0001><4e00> endbfchar ", n/48) + "\nendstream trailer<</Root 1 0 R>>")
		},
	}
}

// Time grows with the size of a file, not with its square.
func TestLinear(t *testing.T) {
	for name, make := range hostile() {
		pace.Check(t, name, func(n int) func() {
			data := make(n)
			return func() { _ = pdf.Read(data, "builtin", &sheet.Sheet{}) }
		})
	}
}

// What a small file can be made to do is bounded.
func TestBounds(t *testing.T) {
	if race.On {
		t.Skip("runs without the race detector: no goroutines, and 600 MB to unpack")
	}
	bomb := deflate(strings.Repeat("0", 64<<20))
	var w writer
	w.object("<</Type/Catalog/Pages 2 0 R>>")
	w.object("<</Kids[3 0 R]>>")
	w.object("<</Contents[" + strings.Repeat("4 0 R ", 20) + "]>>")
	w.stream("/Filter/FlateDecode", bomb)
	var runs writer
	runs.object("<</Type/Catalog/Pages 2 0 R>>")
	runs.object("<</Kids[3 0 R]>>")
	runs.object("<</Contents 4 0 R>>")
	runs.stream("/Filter[/RL/RL/RL/RL]", strings.Repeat("\x81\x81", 100<<10))
	for name, data := range map[string][]byte{"inflated": w.finish(""), "runs of runs": runs.finish("")} {
		want := "is a PDF document that cannot be read (its streams unpack to too much); print it to a new PDF file"
		if err := pdf.Read(data, "builtin", &sheet.Sheet{}); fmt.Sprint(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{50, 500} {
		pages := make([]page, n)
		for i := range pages {
			pages[i] = append(set(paragraphs...), set(paragraphs...)...)
		}
		data := drawAll(pages)
		b.Run(fmt.Sprintf("%dpages", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if err := pdf.Read(data, "builtin", &sheet.Sheet{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
