package source_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// A document says the same as text, as a page of a site and as a Word document,
// typed or with numbers that Word makes.
func TestSameRecords(t *testing.T) {
	paths, err := filepath.Glob("../seeds/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no seeds: ", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, wantQuotes := parsed(t, path, data)
		if len(wantQuotes) == 0 {
			t.Errorf("%s: no records", path)
		}
		lines := strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' || r == '\r' })
		for name, made := range map[string][]byte{
			"page": pageOf(lines), "word": wordOf(t, lines, false), "numbered": wordOf(t, lines, true),
		} {
			got, quotes := parsed(t, name, made)
			if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(model.Span{}, model.Source{})); diff != "" {
				t.Errorf("%s as %s (-txt +%s):\n%s", path, name, name, diff)
			}
			if diff := cmp.Diff(wantQuotes, quotes); diff != "" {
				t.Errorf("%s as %s: quotes (-txt +%s):\n%s", path, name, name, diff)
			}
		}
	}
}

// parsed is what data says, and the text of each of its records.
func parsed(t *testing.T, path string, data []byte) (*model.Document, []string) {
	t.Helper()
	text, err := source.Decode(path, data)
	if err != nil {
		t.Fatal(err)
	}
	doc := parser.Parser{}.Parse(text)
	doc.Layout = nil
	var quotes []string
	quote := func(targets []*model.Target) {
		for _, r := range targets {
			quotes = append(quotes, text.Slice(r.Span))
		}
	}
	quote(doc.Targets)
	model.Walk(doc.Sections, func(s *model.Section) {
		s.Text = strings.Join(strings.Fields(s.Text), " ")
		quote(s.Targets)
	})
	return doc, quotes
}

// pageOf writes lines as a page of a site in its usual surroundings.
func pageOf(lines []string) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>网站</title><style>p{margin:0}</style></head>\n" +
		"<body><div class=\"nav\"><a href=\"/\">首页</a></div><div id=\"UCAP-CONTENT\">\n")
	for _, line := range lines {
		runes := []rune(html.EscapeString(line))
		b.WriteString("  <p style=\"text-indent:2em\"><span>")
		for i, r := range runes {
			b.WriteRune(r)
			// The source of a page is broken anywhere between characters.
			if i%40 == 39 && r > 0x4e00 && i+1 < len(runes) && runes[i+1] > 0x4e00 {
				b.WriteString("\n    ")
			}
		}
		b.WriteString("</span></p>\n")
	}
	b.WriteString("</div><div class=\"footer\">主办单位</div></body></html>\n")
	return []byte(b.String())
}

// wordOf writes lines as a Word document; numbered leaves 一、 and （一） to Word
// where they are in order.
func wordOf(t *testing.T, lines []string, numbered bool) []byte {
	var b strings.Builder
	counts := [2]int{}
	for _, line := range lines {
		properties := ""
		for level := range counts {
			label := [2]string{"%s、", "（%s）"}[level]
			next := [...]string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}[counts[level]%10]
			rest, found := strings.CutPrefix(line, fmt.Sprintf(label, next))
			if !numbered || !found {
				continue
			}
			line = rest
			counts[level]++
			clear(counts[level+1:])
			properties = fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr></w:pPr>`, level)
			break
		}
		fmt.Fprintf(&b, `<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, properties, html.EscapeString(line))
	}
	const (
		space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
		kind  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	)
	level := func(i int, text string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%s"/></w:lvl>`, i, text)
	}
	return []byte(zipOf(t,
		"[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="`+kind+`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="a" Type="`+kind+`numbering" Target="numbering.xml"/></Relationships>`,
		"word/numbering.xml", `<w:numbering `+space+`><w:abstractNum w:abstractNumId="0">`+level(0, "%1、")+level(1, "（%2）")+
			`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
		"word/document.xml", `<w:document `+space+`><w:body>`+b.String()+`</w:body></w:document>`))
}
