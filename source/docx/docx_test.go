package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/source/docx"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

const (
	wordSpace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	relations   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mainType    = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)

// parts are the XML of a document, each but the body without its root.
type parts struct {
	body, numbering, styles, footnotes, endnotes string

	space string // of names; "" is the usual one
	main  string // name of the main part
}

// file packs the parts.
func (p parts) file(t testing.TB) []byte {
	t.Helper()
	if p.space == "" {
		p.space = wordSpace
	}
	if p.main == "" {
		p.main = "word/document.xml"
	}
	root := func(name, inside string) string {
		return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><w:%s xmlns:w="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" `+
			`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="v" xmlns:wps="wps">%s</w:%s>`, name, p.space, inside, name)
	}
	dir, file := p.main[:strings.LastIndex(p.main, "/")+1], p.main[strings.LastIndex(p.main, "/")+1:]
	var links strings.Builder
	all := [][2]string{
		{"[Content_Types].xml", `<Types><Override PartName="/` + p.main + `" ContentType="` + mainType + `"/></Types>`},
		{"_rels/.rels", `<Relationships><Relationship Id="r1" Type="` + relations + `officeDocument" Target="` + p.main + `"/></Relationships>`},
		{p.main, root("document", "<w:body>"+p.body+"</w:body>")},
		{"word/header1.xml", root("hdr", "<w:p><w:r><w:t>页眉</w:t></w:r></w:p>")},
	}
	for _, part := range []struct{ kind, name, inside string }{
		{"numbering", "numbering", p.numbering}, {"styles", "styles", p.styles}, {"footnotes", "footnotes", p.footnotes}, {"endnotes", "endnotes", p.endnotes},
	} {
		if part.inside != "" {
			all = append(all, [2]string{dir + part.kind + ".xml", root(part.name, part.inside)})
			fmt.Fprintf(&links, `<Relationship Id="x" Type="%s%s" Target="%s.xml"/>`, relations, part.kind, part.kind)
		}
	}
	all = append(all, [2]string{dir + "_rels/" + file + ".rels", "<Relationships>" + links.String() + "</Relationships>"})
	return pack(t, all)
}

func pack(t testing.TB, parts [][2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range parts {
		h := zip.FileHeader{Name: part[0], Method: zip.Store}
		if len(part[1]) > 1<<16 {
			h.Method = zip.Deflate
		}
		w, err := z.CreateHeader(&h)
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, data []byte) (string, []string) {
	t.Helper()
	var out sheet.Sheet
	if err := docx.Read(data, &out); err != nil {
		t.Fatal(err)
	}
	var notes []string
	for _, n := range out.Notes {
		notes = append(notes, n.Code+": "+n.Message)
	}
	return string(out.Runes), notes
}

// p is a paragraph with a run of text.
func p(text string) string { return "<w:p>" + run(text) + "</w:p>" }

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// item is a paragraph of a list.
func item(num string, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr></w:pPr>%s</w:p>`, level, num, run(text))
}

func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + run(text) + "</w:p>"
}

func TestText(t *testing.T) {
	box := func(s string) string { return "<w:txbxContent>" + p(s) + "</w:txbxContent>" }
	tests := []struct{ name, body, want string }{
		{"paragraphs", p("甲") + p("") + p("乙&amp;丙"), "甲\n乙&丙\n"},
		{"runs", "<w:p>" + run("完成") + run(" 5 ") + run("万吨") + "</w:p>", "完成 5 万吨\n"},
		{"blanks that are not kept", "<w:p><w:r><w:t> 甲 </w:t></w:r></w:p>", "甲\n"},
		{"marks", "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>戊</w:t></w:r></w:p>", "甲\t乙\n丙\n丁-戊\n"},
		{"tab stops are no tabs", "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" + run("甲") + "</w:p>", "甲\n"},
		{"symbols", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t><w:sym w:font="Wingdings" w:char="F0F3"/><w:sym w:char="2460"/></w:r></w:p>`, "☑甲•①\n"},
		{"field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>不显示</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("结果") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("后") + "</w:p>", "结果后\n"},
		{"field in a field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:t>2</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "2\n"},
		{"field without end", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r></w:p>` + p("甲"), "甲\n"},
		{"simple field and link", `<w:p><w:fldSimple w:instr="x">` + run("甲") + "</w:fldSimple><w:hyperlink>" + run("乙") + "</w:hyperlink></w:p>", "甲乙\n"},
		{"content control", "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" + p("甲") + "</w:sdtContent></w:sdt>", "甲\n"},
		{"hidden", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>乙</w:t></w:r></w:p>", "乙\n"},
		{"text box", "<w:p>" + run("前") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">" + box("框") + "</mc:Choice><mc:Fallback><w:pict>" + box("框") + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("后") + "</w:p>", "前后\n框\n"},
		{"fallback alone", "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict>" + box("框") + "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "框\n"},
		{"reading aid", "<w:p><w:r><w:ruby><w:rt>" + run("jia") + "</w:rt><w:rubyBase>" + run("甲") + "</w:rubyBase></w:ruby></w:r></w:p>", "甲\n"},
		{"formula", "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>", "x=1\n"},
		{"section properties", p("甲") + "<w:sectPr><w:headerReference/></w:sectPr>", "甲\n"},
	}
	for _, tt := range tests {
		if got, _ := read(t, parts{body: tt.body}.file(t)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTrackedChanges(t *testing.T) {
	gone := "<w:r><w:delText>10</w:delText></w:r>"
	deleted := `<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`
	tests := []struct{ name, body, want, note string }{
		{"insertion and deletion", "<w:p>" + run("增长") + "<w:del>" + gone + "</w:del><w:ins>" + run("15") + "</w:ins>" + run("%") + "</w:p>", "增长15%\n",
			"tracked_changes: the document has tracked changes: 1 insertions were kept, 1 deletions left out"},
		{"move", "<w:p><w:moveFrom>" + run("甲") + "</w:moveFrom></w:p><w:p><w:moveTo>" + run("甲") + "</w:moveTo></w:p>", "甲\n",
			"tracked_changes: the document has tracked changes: 1 insertions were kept, 1 deletions left out"},
		{"end of paragraph", "<w:p>" + deleted + run("甲") + "</w:p>" + p("乙") + p("丙"), "甲乙\n丙\n",
			"tracked_changes: the document has tracked changes: 0 insertions were kept, 1 deletions left out"},
		{"last end of paragraph", "<w:p>" + deleted + run("甲") + "</w:p>", "甲\n",
			"tracked_changes: the document has tracked changes: 0 insertions were kept, 1 deletions left out"},
		{"row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("甲") + "</w:tc></w:tr><w:tr><w:tc>" + p("乙") + "</w:tc></w:tr></w:tbl>", "乙\n",
			"tracked_changes: the document has tracked changes: 0 insertions were kept, 1 deletions left out"},
	}
	for _, tt := range tests {
		got, notes := read(t, parts{body: tt.body}.file(t))
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if diff := cmp.Diff([]string{tt.note}, notes); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	// What numbers and looks were before is not read.
	body := `<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>` +
		`<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>`
	if got, _ := read(t, parts{body: body, numbering: list("1", level(0, "decimal", "%1."))}.file(t)); got != "甲\n" {
		t.Errorf("properties before a change: %q", got)
	}
}

func TestTables(t *testing.T) {
	cell := func(inside string) string { return "<w:tc><w:tcPr/>" + inside + "</w:tc>" }
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	merge := func(val, inside string) string {
		return `<w:tc><w:tcPr><w:vMerge` + val + `/></w:tcPr>` + inside + "</w:tc>"
	}
	tbl := func(rows ...string) string { return "<w:tbl><w:tblPr/>" + strings.Join(rows, "") + "</w:tbl>" }
	tests := []struct{ name, body, want string }{
		{"rows", tbl(row(cell(p("序号")), cell(p("任务"))), row(cell(p("1")), cell(p("修路")))) + p("后"), "序号\t任务\n1\t修路\n后\n"},
		{"paragraphs in a cell", tbl(row(cell(p("甲")+p("乙")), cell("<w:p>"+run("丙")+"<w:r><w:br/></w:r>"+run("丁")+"</w:p>"))), "甲 乙\t丙 丁\n"},
		{"empty cells", tbl(row(cell(p("")), cell(p("甲")), cell(p(""))), row(cell(p("")), cell(p("")))), "\t甲\n"},
		{"merged down", tbl(row(merge(` w:val="restart"`, p("甲")), cell(p("1"))), row(merge("", p("")), cell(p("2")))), "甲\t1\n\t2\n"},
		{"one cell", tbl(row(cell(p("甲") + p("乙")))), "甲\n乙\n"},
		{"table in a table", tbl(row(cell(p("左")), cell(tbl(row(cell(p("1")), cell(p("2"))))+p("右")))), "左\n1\t2\n右\n"},
	}
	for _, tt := range tests {
		if got, _ := read(t, parts{body: tt.body}.file(t)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestNotes(t *testing.T) {
	notes := `<w:footnote w:type="separator" w:id="-1">` + p("—") + `</w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>` + run(" 含林地") + `</w:p></w:footnote>`
	mark := `<w:r><w:footnoteReference w:id="1"/></w:r>`
	body := "<w:p>" + run("面积") + mark + run("扩大") + "</w:p>" + "<w:p>" + run("后") + mark + `<w:r><w:endnoteReference w:id="1"/></w:r>` + "</w:p>" +
		"<w:p>" + run("末") + "</w:p>"
	got, _ := read(t, parts{body: body, footnotes: notes, endnotes: `<w:endnote w:id="1">` + p("出处") + `</w:endnote>`}.file(t))
	if want := "面积扩大\n注1：含林地\n后\n尾注1：出处\n末\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	row := "<w:tbl><w:tr><w:tc><w:p>" + run("甲") + mark + "</w:p></w:tc><w:tc>" + p("乙") + "</w:tc></w:tr></w:tbl>"
	if got, _ := read(t, parts{body: row, footnotes: notes}.file(t)); got != "甲\t乙\n注1：含林地\n" {
		t.Errorf("in a table: %q", got)
	}
}

func TestPackages(t *testing.T) {
	for name, in := range map[string]parts{
		"strict":         {body: p("甲"), space: strictSpace},
		"another name":   {body: p("甲"), main: "word/document2.xml"},
		"another folder": {body: p("甲"), main: "content/main.xml"},
	} {
		data := in.file(t)
		if got, _ := read(t, data); got != "甲\n" || !docx.Is(data) {
			t.Errorf("%s: %q, %v", name, got, docx.Is(data))
		}
	}
	untyped := pack(t, [][2]string{
		{"[Content_Types].xml", `<Types><Default Extension="xml" ContentType="` + mainType + `"/></Types>`},
		{"_rels/.rels", `<Relationships><Relationship Type="` + relations + `officeDocument" Target="/word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="` + wordSpace + `">` + p("甲") + `</w:document>`},
	})
	if got, _ := read(t, untyped); got != "甲\n" {
		t.Errorf("no types: %q", got)
	}
	wide := parts{body: p("甲")}.file(t)
	if !docx.Is(wide[:len(wide)/2]) {
		t.Error("a Word document that was cut off is not known")
	}
	if docx.Is(pack(t, [][2]string{{"甲.txt", "word/"}})) {
		t.Error("an archive is taken for a Word document")
	}
}

func TestErrors(t *testing.T) {
	good := parts{body: p("甲")}.file(t)
	deep := strings.Repeat("<w:x>", 10_001)
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"no archive", []byte("PK\x03\x04x"), "is a damaged ZIP archive (zip: not a valid zip file); open it in Word or WPS and save it again"},
		{"cut off", good[:len(good)/2], "is a damaged ZIP archive (zip: not a valid zip file); open it in Word or WPS and save it again"},
		{"no main part", pack(t, [][2]string{{"a", "b"}}), "is no Word document: it names no main part"},
		{"bad XML", parts{body: "<w:p>"}.file(t), "its part word/document.xml is damaged (XML syntax error on line 1: element <p> closed by </body>); open it in Word or WPS and save it again"},
		{"too deep", parts{body: deep}.file(t), "its part word/document.xml is damaged (elements in elements more than 10,000 deep); open it in Word or WPS and save it again"},
		{"bomb", parts{body: strings.Repeat(" ", 16<<20)}.file(t), "its part word/document.xml is packed so small that it may be made to do harm (more than 200 times its size inflated)"},
		{"entities", pack(t, [][2]string{{"[Content_Types].xml", `<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>`}}),
			"its part [content_types].xml is damaged (XML syntax error on line 1: invalid character entity &a;); open it in Word or WPS and save it again"},
	}
	for _, tt := range tests {
		if err := docx.Read(tt.data, &sheet.Sheet{}); fmt.Sprint(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	var many [][2]string
	for i := range 10_001 {
		many = append(many, [2]string{fmt.Sprint(i), ""})
	}
	if err := docx.Read(pack(t, many), &sheet.Sheet{}); fmt.Sprint(err) != "is an archive of 10001 parts, more than the limit of 10000" {
		t.Errorf("many parts: %v", err)
	}
	for _, body := range []string{p("甲乙"), "<w:tbl><w:tr><w:tc>" + p("甲乙丙丁戊己庚") + "</w:tc></w:tr></w:tbl>"} {
		if err := docx.Read(parts{body: body}.file(t), &sheet.Sheet{Max: 6}); err != sheet.ErrFull {
			t.Errorf("over the limit: %v", err)
		}
	}
}
