//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
)

// pages are HTML that no browser would be asked to write.
func pages() []hostile {
	page := func(name string, fate fate, data string) hostile { return hostile{"page: " + name, "html", fate, data} }
	body := func(name, text string) hostile {
		return page(name, either, "<!DOCTYPE html><html><body><p>柳塘县2031年工作要点</p>"+text+"<p>一、新建苗圃5亩。</p></body></html>")
	}
	var attributes strings.Builder
	for i := range many(500_000) {
		fmt.Fprintf(&attributes, " a%d='%d'", i, i)
	}
	return []hostile{
		body("nested tags", strings.Repeat("<div>", many(100_000))), body("nested letters", strings.Repeat("<b><i>", many(50_000))), body("nested lists", strings.Repeat("<ul><li>甲", many(30_000))), body("nested tables", strings.Repeat("<table><tr><td>", many(30_000))),
		body("nested and shut", strings.Repeat("<span>", many(100_000))+"甲"+strings.Repeat("</span>", many(100_000))), body("shut only", strings.Repeat("</div>", many(200_000))), body("crossed", strings.Repeat("<b><p></b></p>", many(50_000))), body("forms in tables", strings.Repeat("<table><form><a>", many(20_000))),
		body("attributes", "<p"+attributes.String()+">甲</p>"), body("a long attribute", "<p title='"+strings.Repeat("甲", many(1_000_000))+"'>乙</p>"), body("a tag without end", strings.Repeat("<p ", many(300_000))), body("less than", strings.Repeat("<", many(1_000_000))),
		body("a comment without end", "<!--"+strings.Repeat("-", many(1_000_000))), body("comments", strings.Repeat("<!---->", many(200_000))), body("a script without end", "<script>"+strings.Repeat("</scrip", many(100_000))), body("a style without end", "<style>"+strings.Repeat("a{}", many(100_000))),
		body("entities", strings.Repeat("&#x110000;&#0;&#xD800;&#x202e;&amp;amp;&nosuch;&notit;", many(50_000))), body("ampersands", strings.Repeat("&", many(1_000_000))), body("a long entity", "&"+strings.Repeat("a", many(1_000_000))+";"), body("rows", "<table>"+strings.Repeat("<tr><td>甲<td>5亩", many(100_000))+"</table>"),
		body("wide cells", "<table>"+strings.Repeat("<tr><td colspan=1000000000 rowspan=1000000000>甲</td><td>5亩</td></tr>", many(2000))+"</table>"), body("a wide row", "<table><tr>"+strings.Repeat("<td>5", many(100_000))+"</table>"), body("data in an address", "<img src='data:x;base64,"+strings.Repeat("QUJD", many(2_000_000))+"'>"),
		body("breaks", strings.Repeat("<br>", many(300_000))), body("lists", "<ol start=-99999999999999999999>"+strings.Repeat("<li value=99999999999>甲", many(100_000))+"</ol>"), body("templates and frames", strings.Repeat("<template><svg><math><noscript><iframe>", many(10_000))), body("plain text", "<plaintext>"+strings.Repeat("</p>", many(100_000))),
		page("a wrong charset", either, "<meta charset=utf-16le><p>柳塘县</p>"), page("an unknown charset", either, "<meta charset='x-no-such'><p>柳塘县</p>"), page("charsets", either, strings.Repeat("<meta charset=gbk><meta charset=utf-8>", many(1000))+"<p>柳塘县</p>"), page("gbk said, utf-8 meant", either, "<meta charset=gbk><p>柳塘县</p>"),
		page("a cut tag", either, "<html><body><p"), page("a cut character", either, "<p>柳塘\xe5\x8e"), page("nul", either, "<p>柳\x00塘</p><\x00p>"), page("nothing", either, ""), page("no tags", either, sample), page("cdata", either, "<![CDATA["+sample+"]]>"),
		page("xml with entities", either, `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "`+strings.Repeat("A", 1000)+`"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><html><body><p>&b;&c;柳塘县</p></body></html>`),
		page("payloads", either, "<p>\x1b[31m=cmd|'/c calc'!A0\u202e</p><p onclick=alert(1)>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
	}
}

// zipped is an archive of parts, a name and its contents in turn.
func zipped(parts ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(f, parts[i+1])
		}
		if err != nil {
			panic(err) // into memory
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

const (
	wordTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	wordLinks = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	wordHead  = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	wordTail  = `</w:body></w:document>`
	wordText  = `<w:p><w:r><w:t>柳塘县2031年工作要点</w:t></w:r></w:p><w:p><w:r><w:t>一、新建苗圃5亩。</w:t></w:r></w:p>`
)

// word is a document of Word with that between its paragraphs, and other parts.
func word(inside string, parts ...string) string {
	return zipped(append([]string{"[Content_Types].xml", wordTypes, "_rels/.rels", wordLinks, "word/document.xml", wordHead + wordText + inside + wordTail}, parts...)...)
}

// wordFiles are packed with more, or less, than they should hold.
func wordFiles() []hostile {
	file := func(name string, fate fate, data string) hostile { return hostile{"word: " + name, "docx", fate, data} }
	body := func(name, inside string, parts ...string) hostile { return file(name, either, word(inside, parts...)) }
	var crowd []string
	for i := range many(60_000) {
		crowd = append(crowd, fmt.Sprintf("word/media/%d.xml", i), "")
	}
	inner := word("")
	for range 20 {
		inner = zipped("word/document.xml", inner)
	}
	styles := `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`
	numbers := `<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/><w:lvl w:ilvl="0"><w:start w:val="99999999999"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="` + strings.Repeat("%1", 5000) + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	whole := word("")
	all := []hostile{
		file("whole", either, whole), body("a bomb", strings.Repeat("<w:p/>", many(20_000_000))), body("a bomb of blanks", strings.Repeat(" ", many(200<<20))), body("a bomb beside", "", "word/media/a.png", strings.Repeat("\x00", many(200<<20))), body("many parts", "", crowd...), file("archives within", either, inner),
		body("nested tables", strings.Repeat("<w:tbl><w:tr><w:tc>", many(100_000))), body("nested marks", strings.Repeat("<w:x>", many(100_000))+strings.Repeat("</w:x>", many(100_000))), body("nested boxes", strings.Repeat("<w:p><w:r><w:txbxContent>", many(30_000))),
		body("wide cells", "<w:tbl>"+strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>`, many(1000))+"</w:tbl>"), body("many cells", "<w:tbl>"+strings.Repeat("<w:tr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr>", many(50_000))+"</w:tbl>"),
		body("many pieces", "<w:p>"+strings.Repeat("<w:r><w:t>5</w:t></w:r>", many(200_000))+"</w:p>"), body("attributes", "<w:p "+strings.Repeat("a='b' ", many(100_000))+"/>"), body("tabs and breaks", "<w:p><w:r>"+strings.Repeat("<w:tab/><w:br/>", many(200_000))+"</w:r></w:p>"),
		body("styles in a circle", `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "word/styles.xml", styles), body("large numbers", strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, many(2000)), "word/numbering.xml", numbers),
		body("deleted", strings.Repeat("<w:del><w:r><w:delText>5亩</w:delText></w:r></w:del>", many(20_000))), body("fields without end", strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, many(50_000))), body("paths out of the archive", "", "../../etc/passwd", "x", "/etc/passwd", "y", "word\\document.xml", "z"), body("one part twice", "", "word/document.xml", wordHead+wordTail),
		file("no main part", either, zipped("[Content_Types].xml", wordTypes)), file("an empty main part", either, zipped("[Content_Types].xml", wordTypes, "_rels/.rels", wordLinks, "word/document.xml", "")), file("no types", either, zipped("word/document.xml", wordHead+wordText+wordTail)), file("no archive", refused, "PK\x03\x04"+strings.Repeat("x", 2000)),
		file("a main part that is no xml", either, zipped("[Content_Types].xml", wordTypes, "_rels/.rels", wordLinks, "word/document.xml", "\xff\xfe\x00柳塘")), file("a cut main part", either, zipped("[Content_Types].xml", wordTypes, "_rels/.rels", wordLinks, "word/document.xml", wordHead+wordText+"<w:p><w:r><w:t>甲")), file("links in a circle", either, zipped("[Content_Types].xml", wordTypes, "_rels/.rels", strings.ReplaceAll(wordLinks, "word/document.xml", "_rels/.rels"))),
		file("entities", either, zipped("[Content_Types].xml", wordTypes, "_rels/.rels", wordLinks, "word/document.xml", `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]>`+strings.TrimPrefix(wordHead, `<?xml version="1.0" encoding="UTF-8"?>`)+"<w:p><w:r><w:t>&d;&e;</w:t></w:r></w:p>"+wordText+wordTail)),
		file("a pretended size", either, strings.ReplaceAll(whole, "word/document.xml", "word/document.xm1")), file("a text", either, sample),
	}
	for _, share := range []int{1, 10, 30, 50, 80, 95, 99} {
		all = append(all, file(fmt.Sprintf("cut at %d%%", share), either, whole[:len(whole)*share/100]))
		at := len(whole) * share / 100
		all = append(all, file(fmt.Sprintf("a wrong byte at %d%%", share), either, whole[:at]+string(whole[at]^0x55)+whole[at+1:]))
	}
	return all
}

// pdfOf is a PDF file of objects, the first of which is its root, with a right
// table of them.
func pdfOf(objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.String()
}

func pdfStream(dictionary, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dictionary, len(data), data)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

// pdfFiles are files whose parts point anywhere.
func pdfFiles() []hostile {
	file := func(name, data string) hostile { return hostile{"pdf: " + name, "pdf", either, data} }
	const root, tree, page = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
	const font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
	shows := func(name, content string) hostile {
		return file(name, pdfOf(root, tree, page, pdfStream("", content), font, pdfStream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>", "/X Do"), pdfStream("", "1 beginbfrange <0000> <ffffffff> <0000> endbfrange")))
	}
	const line = "BT /F 12 Tf 50 700 Td (Liutang 5 mu) Tj ET\n"
	whole := shows("whole", line)
	all := []hostile{
		whole, shows("a form within itself", "/X Do"), shows("many strings", strings.Repeat(line, many(100_000))), shows("nested lists", strings.Repeat("[", many(200_000))), shows("nested dictionaries", strings.Repeat("<</A", many(100_000))), shows("a string without end", "BT /F 12 Tf "+strings.Repeat("(", many(300_000))),
		shows("saved states", strings.Repeat("q ", many(300_000))), shows("operands", strings.Repeat("1 ", many(500_000))+"Tj"), shows("wild places", "BT /F 1e30 Tf 1e308 -1e308 Td (a) Tj 0 0 0 0 0 0 Tm (b) Tj nan inf Td (c) Tj ET"), shows("an odd picture", "BI /W 999999999 /H 999999999 ID "+strings.Repeat("\x00", 100)), shows("hex", "BT /F 9 Tf <"+strings.Repeat("4", many(300_000))+" Tj"),
		file("a deflated bomb", pdfOf(root, tree, page, pdfStream("/Filter/FlateDecode", deflated(strings.Repeat(" ", many(200<<20)))), font)), file("a bomb within a bomb", pdfOf(root, tree, page, pdfStream("/Filter[/FlateDecode/FlateDecode]", deflated(deflated(strings.Repeat(" ", many(200<<20))))), font)),
		file("filters", pdfOf(root, tree, page, pdfStream("/Filter["+strings.Repeat("/ASCIIHexDecode", many(20_000))+"]", "41>"), font)), file("a huge predictor", pdfOf(root, tree, page, pdfStream("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 2147483647/BitsPerComponent 2147483647>>", deflated("abc")), font)),
		file("kids in a circle", pdfOf(root, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>")), file("a billion pages", pdfOf(root, "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", page, pdfStream("", line), font)), file("the same page", pdfOf(root, "<</Type/Pages/Count 5/Kids["+strings.Repeat("3 0 R ", many(100_000))+"]>>", page, pdfStream("", line), font)),
		file("deep kids", pdfOf(append([]string{root}, deepKids(many(20_000))...)...)), file("a root that is itself", pdfOf("1 0 R")), file("a length that is itself", pdfOf(root, tree, page, "<</Length 4 0 R>>\nstream\nBT ET\nendstream", font)), file("a wrong length", pdfOf(root, tree, page, "<</Length 999999999999>>\nstream\n"+line+"endstream", font)),
		file("a negative length", pdfOf(root, tree, page, "<</Length -5>>\nstream\n"+line+"endstream", font)), file("contents in a circle", pdfOf(root, tree, page, "[4 0 R 4 0 R]", font)), file("parents in a circle", pdfOf(root, tree, "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>", pdfStream("", line), font)),
		file("a table before itself", strings.Replace(whole.data, "/Root", "/Prev "+fmt.Sprint(strings.LastIndex(whole.data, "xref\n0"))+"/Root", 1)), file("a table elsewhere", strings.Replace(whole.data, "startxref\n", "startxref\n99", 1)), file("no table", whole.data[:strings.LastIndex(whole.data, "xref\n0")]), file("a large table", strings.Replace(whole.data, "xref\n0 8", "xref\n0 2147483647", 1)),
		file("objects in an object in itself", pdfOf(root, tree, page, pdfStream("/Type/ObjStm/N 1/First 4/Extends 4 0 R", "4 0 (a)"), font)), file("objects of a wrong number", pdfOf(root, tree, page, pdfStream("/Type/ObjStm/N 999999999/First 999999999", "4 0"), font)),
		file("locked", strings.Replace(whole.data, "/Root", "/Encrypt<</Filter/Standard/V 5/R 6/Length 256/O(x)/U(y)/P -4>>/Root", 1)), file("names", pdfOf("<</Type/Catalog/Pages 2 0 R/#00#ff#"+strings.Repeat("#41", many(50_000))+" null>>", tree, page, pdfStream("", line), font)), file("no objects", "%PDF-1.7\n%%EOF"), file("objects without end", "%PDF-1.7\n"+strings.Repeat("1 0 obj ", many(100_000))),
		file("comments", "%PDF-1.7\n"+strings.Repeat("%", many(1_000_000))), file("ends", "%PDF-1.7\n"+strings.Repeat("startxref\n0\n%%EOF\n", many(50_000))), file("a text", sample), file("nothing", ""),
	}
	for _, share := range []int{1, 5, 20, 40, 60, 80, 95, 99} {
		all = append(all, file(fmt.Sprintf("cut at %d%%", share), whole.data[:len(whole.data)*share/100]))
	}
	return all
}

// deepKids are n nodes of a tree, each below the one before.
func deepKids(n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>", i+1, i+3))
	}
	return append(all, "<</Type/Page/MediaBox[0 0 600 800]>>")
}
