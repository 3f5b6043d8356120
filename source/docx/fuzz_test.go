package docx_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/fenjie/fenjie/source/docx"
	"github.com/fenjie/fenjie/source/internal/pace"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

// slow is far beyond what a small document may take, also on a busy machine.
const slow = 10 * time.Second

// FuzzDOCX changes the XML of the parts, which the harness packs.
func FuzzDOCX(f *testing.F) {
	numbering := list("1", level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", `<w:lvlRestart w:val="0"/>`)) +
		num("2", "a1", `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>`)
	styles := `<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="H"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
	note := `<w:footnote w:id="1">` + p("注") + `</w:footnote>`
	for _, body := range []string{
		p("甲"), item("1", 0, "甲") + item("2", 1, "乙"), styled("H", "甲"),
		"<w:p>" + run("甲") + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`,
		"<w:tbl><w:tr><w:tc>" + p("甲") + "<w:tbl><w:tr><w:tc>" + p("乙") + "</w:tc></w:tr></w:tbl></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>",
		"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("框") + "</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>",
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del/><w:ins>` + run("甲") + `</w:ins><w:r><w:fldChar w:fldCharType="begin"/><w:sym w:char="F0FE"/></w:r></w:p>`,
	} {
		f.Add(body, numbering, styles, note)
	}
	f.Fuzz(func(t *testing.T, body, numbering, styles, notes string) {
		data := parts{body: body, numbering: numbering, styles: styles, footnotes: notes}.file(t)
		begin := time.Now()
		out := sheet.Sheet{Max: 1 << 20}
		err := docx.Read(data, &out)
		if spent := time.Since(begin); spent > slow {
			t.Fatalf("%v for %d bytes", spent, len(data))
		}
		got := string(out.Runes)
		if err == nil && len(got) > 64*len(data) || strings.ContainsRune(got, 0) || strings.ToValidUTF8(got, "") != got {
			t.Fatalf("%d bytes of text for %d", len(got), len(data))
		}
	})
}

// hostile are documents that grow in one way each.
func hostile() map[string]func(n int) parts {
	body := func(s string) func(int) parts {
		return func(n int) parts { return parts{body: strings.Repeat(s, n/len(s))} }
	}
	// Texts differ, for else they would be packed as small as a bomb.
	varied := func(n int, one func(i int) string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(one(i))
		}
		return b.String()
	}
	return map[string]func(int) parts{
		"paragraphs": func(n int) parts {
			return parts{body: varied(n, func(i int) string {
				return p(fmt.Sprint("全年完成粮食总产量", i*i%7919, "万吨，增长", i*i%97, "%。"))
			})}
		},
		"list": func(n int) parts {
			return parts{body: varied(n, func(i int) string { return item("1", i%9, fmt.Sprint(i*i)) }), numbering: list("1", level(0, "decimal", "%1"), level(8, "lowerLetter", "%1%9"))}
		},
		"tables in tables": func(n int) parts {
			lines := varied(n, func(i int) string { return p(fmt.Sprint(i * i)) })
			return parts{body: strings.Repeat("<w:tbl><w:tr><w:tc>", 3000) + lines + strings.Repeat("</w:tc></w:tr></w:tbl>", 3000)}
		},
		"boxes in boxes": func(n int) parts {
			lines := varied(n, func(i int) string { return p(fmt.Sprint(i * i)) })
			return parts{body: strings.Repeat("<w:p><w:txbxContent>", 4000) + lines + strings.Repeat("</w:txbxContent></w:p>", 4000)}
		},
		"joined":          body(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`),
		"rows":            body("<w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr>"),
		"fields":          body(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>甲</w:t></w:r></w:p>`),
		"runs never used": body("<w:r><w:tab/></w:r>"),
		"deep": func(n int) parts {
			return parts{body: strings.Repeat("<w:ins>", 9000) + varied(n, func(i int) string { return p(fmt.Sprint(i * i)) }) + strings.Repeat("</w:ins>", 9000)}
		},
		"notes": func(n int) parts {
			notes := varied(n/2, func(i int) string { return fmt.Sprintf(`<w:footnote w:id="%d">%s</w:footnote>`, i, p("注")) })
			return parts{footnotes: notes, body: "<w:p>" + varied(n/2, func(i int) string { return fmt.Sprintf(`<w:r><w:footnoteReference w:id="%d"/></w:r>`, i) }) + "</w:p>"}
		},
		"styles": func(n int) parts {
			return parts{body: p("甲"), styles: varied(n, func(i int) string {
				return fmt.Sprintf(`<w:style w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>`, i, i+1)
			})}
		},
	}
}

// Time and text grow with the size of a document, not with its square.
func TestLinear(t *testing.T) {
	for name, make := range hostile() {
		pace.Check(t, name, func(n int) func() {
			data := make(n).file(t)
			return func() {
				var out sheet.Sheet
				if err := docx.Read(data, &out); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if size := len(string(out.Runes)); size > 4*n {
					t.Errorf("%s: %d bytes of text for %d", name, size, n)
				}
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, size := range []int{1 << 20, 10 << 20} {
		data := hostile()["paragraphs"](size).file(b)
		b.Run(map[int]string{1 << 20: "1MB", 10 << 20: "10MB"}[size], func(b *testing.B) {
			b.SetBytes(int64(size)) // of XML
			b.ReportAllocs()
			for range b.N {
				if err := docx.Read(data, &sheet.Sheet{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
