package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/internal/race"
	"github.com/fenjie/fenjie/source/internal/sheet"
	"github.com/fenjie/fenjie/source/pdf"
)

// page is what a test draws: lines of a font whose codes are UTF-16.
type page []drawn

type drawn struct {
	x, y, size float64
	text       string
}

const (
	em     = 16.0
	left   = 80.0
	column = 25 // characters of a full line
)

// draw is the contents of a page.
func (pg page) draw() string {
	var b strings.Builder
	for _, d := range pg {
		fmt.Fprintf(&b, "BT /F1 %g Tf 1 0 0 1 %g %g Tm <", d.size, d.x, d.y)
		for _, u := range utf16.Encode([]rune(d.text)) {
			fmt.Fprintf(&b, "%04x", u)
		}
		b.WriteString("> Tj ET\n")
	}
	return b.String()
}

const unicodeFont = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Song" +
	"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"

// writer writes PDF files.
type writer struct {
	bytes.Buffer
	offsets []int
}

// object writes the next object. The first has number 1.
func (w *writer) object(body string) {
	if w.Len() == 0 {
		w.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	}
	w.offsets = append(w.offsets, w.Len())
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", len(w.offsets), body)
}

func (w *writer) stream(dict, data string) {
	w.object(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

func (w *writer) finish(trailer string) []byte {
	at := w.Len()
	fmt.Fprintf(w, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, offset := range w.offsets {
		fmt.Fprintf(w, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(w, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, trailer, at)
	return w.Bytes()
}

// file is a PDF file with these contents of pages.
func file(font string, contents ...string) []byte {
	var w writer
	w.object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	w.object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>", kids.String(), len(contents)))
	w.object(font)
	for i, c := range contents {
		w.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", 5+2*i))
		w.stream("/Filter/FlateDecode", deflate(c))
	}
	return w.finish("")
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func drawAll(pages []page) []byte {
	var contents []string
	for _, pg := range pages {
		contents = append(contents, pg.draw())
	}
	return file(unicodeFont, contents...)
}

func read(t testing.TB, data []byte, backend string) (string, []string) {
	t.Helper()
	var out sheet.Sheet
	if err := pdf.Read(data, backend, &out); err != nil {
		t.Fatal(err)
	}
	var notes []string
	for _, n := range out.Notes {
		notes = append(notes, n.Code+": "+n.Message)
	}
	return string(out.Runes), notes
}

// set breaks paragraphs into lines, as a document does: the first line of each
// is two characters to the right.
func set(paragraphs ...string) page {
	var pg page
	y := 760.0
	for _, text := range paragraphs {
		x, most := left+2*em, column-2
		for runes := []rune(text); len(runes) > 0; {
			n := min(most, len(runes))
			pg = append(pg, drawn{x, y, em, string(runes[:n])})
			runes = runes[n:]
			x, most = left, column
			y -= 28
		}
	}
	return pg
}

var paragraphs = []string{
	"一、稳定粮食生产。全年粮食播种面积稳定在三十二万亩以上，总产量达到十一万吨以上，其中夏粮不少于四万吨。",
	"（一）新建高标准农田两万亩，改造提升灌区渠道十八公里，六月底前完成招标，年底前全部完工并通过县级验收合格。",
	"1.各乡镇要在三月底前上报实施方案。",
	"2.县财政局要落实配套资金，做到专款专用，不得挤占挪用，每季度末向县政府报告资金使用的情况。",
}

func TestParagraphs(t *testing.T) {
	pg := append(page{{200, 800, 22, "青石县农业工作要点"}}, set(paragraphs...)...)
	want := "青石县农业工作要点\n" + strings.Join(paragraphs, "\n") + "\n"
	for _, backend := range pdf.Backends() {
		t.Run(backend, func(t *testing.T) {
			if backend == "pdftotext" {
				needPoppler(t)
			}
			got, notes := read(t, drawAll([]page{pg}), backend)
			if diff := cmp.Diff(want, got); diff != "" || len(notes) > 0 {
				t.Errorf("(-want +got):\n%s\n%v", diff, notes)
			}
		})
	}
}

// needPoppler skips a test where pdftotext or its tables for fonts that are not
// in the file are missing.
func needPoppler(t *testing.T) {
	t.Helper()
	if race.On {
		t.Skip("starting a program has nothing to do with races")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed (package poppler-utils)")
	}
	if _, err := os.Stat("/usr/share/poppler/cMap/Adobe-GB1"); err != nil {
		t.Skip("the tables of pdftotext are not installed (package poppler-data)")
	}
}

func TestLines(t *testing.T) {
	at := func(x, y float64, text string) drawn { return drawn{x, y, em, text} }
	full := strings.Repeat("全", column)
	tests := []struct {
		name string
		page page
		want string
	}{
		{"order of the page, not of the file", page{at(left, 100, "下"), at(left, 700, "上")}, "上\n下\n"},
		{"pieces of a line", page{at(left, 700, "完成"), at(left+2*em, 700.5, "粮食"), at(left+4*em, 700, "生产")}, "完成粮食生产\n"},
		{"columns of a table", page{at(left, 700, "任务"), at(left+6*em, 700, "单位"), at(left, 672, "修路"), at(left+6*em, 672, "交通局")}, "任务\t单位\n修路\t交通局\n"},
		{"drawn twice", page{at(left, 700, "加粗"), at(left+0.4, 700, "加粗")}, "加粗\n"},
		{"a wide first character is indentation", page{at(left, 700, full), at(left, 672, "\u3000\u3000甲"), at(left, 644, "乙")}, full + "甲\n乙\n"},
		{"indentation after the end of a sentence", page{at(left, 700, full[:len(full)-3]+"。"), at(left+2*em, 672, "甲")}, full[:len(full)-3] + "。\n甲\n"},
		{"short line", page{at(left, 700, full), at(left, 672, "甲"), at(left, 644, full)}, full + "甲\n" + full + "\n"},
		{"room for no more than the first piece of the next line", page{at(left, 728, full), at(left, 700, full[:len(full)-9]), at(left, 672, "1000000%，甲")}, full + full[:len(full)-9] + "1000000%，甲\n"},
		{"room for the first piece of the next line", page{at(left, 728, full), at(left, 700, full[:len(full)-9]), at(left, 672, "甲100%，乙")}, full + full[:len(full)-9] + "\n甲100%，乙\n"},
		{"heading after a full line", page{at(left, 700, full[:len(full)-3]+"。"), at(left, 672, "二、甲")}, full[:len(full)-3] + "。\n二、甲\n"},
		{"number after a full line", page{at(left, 700, full), at(left, 672, "3.5万亩")}, full + "3.5万亩\n"},
		{"a gap between lines", page{at(left, 700, full), at(left, 672, full), at(left, 644, full), at(left, 540, full)}, full + full + full + "\n" + full + "\n"},
		{"another size", page{{left, 700, 22, strings.Repeat("大", 18)}, at(left, 660, full)}, strings.Repeat("大", 18) + "\n" + full + "\n"},
		{"radicals", page{at(left, 700, "⼀、⾏动")}, "一、行动\n"},
		{"nothing but a space", page{at(left, 700, "甲"), at(left, 600, " ")}, "甲\n"},
	}
	for _, tt := range tests {
		if got, _ := read(t, drawAll([]page{tt.page}), "builtin"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestFurniture(t *testing.T) {
	var dashed, bare, other []page
	for i := range 4 {
		c := string([]rune("甲乙丙丁")[i])
		body := page{{left, 500, em, strings.Repeat(c, column)}, {left, 472, em, strings.Repeat("文", column)}, {left, 444, em, "末" + c + "。"}}
		head := drawn{left, 800, em, fmt.Sprintf("青石县人民政府公报 2031年第%d期", i)}
		dashed = append(dashed, append(append(page{head}, body...), drawn{260, 40, em, fmt.Sprintf("— %d —", i+1)}))
		bare = append(bare, append(append(page{}, body...), drawn{260, 40, em, fmt.Sprint(i + 7)}))
		other = append(other, append(append(page{}, body...), drawn{left, 40, em, fmt.Sprint(i * i)}))
	}
	var want, wantOther strings.Builder // the second keeps its numbers
	for i := range 4 {
		c := string([]rune("甲乙丙丁")[i])
		line := strings.Repeat(c, column) + strings.Repeat("文", column) + "末" + c + "。\n"
		want.WriteString(line)
		fmt.Fprintf(&wantOther, "%s%d\n", line, i*i)
	}
	tests := []struct {
		name, want, note string
		pages            []page
	}{
		{"dashes and a running head", want.String(), "page_furniture: 4 page numbers and 4 lines that repeat at the edges of pages were left out", dashed},
		{"bare numbers that count on", want.String(), "page_furniture: 4 page numbers and 0 lines that repeat at the edges of pages were left out", bare},
	}
	if got, notes := read(t, drawAll(other), "builtin"); got != wantOther.String() || notes != nil {
		t.Errorf("numbers that do not count on: %q, %v", got, notes)
	}
	for _, tt := range tests {
		got, notes := read(t, drawAll(tt.pages), "builtin")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff([]string{tt.note}, notes); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	got, notes := read(t, drawAll([]page{{{left, 700, em, "甲"}, {left, 600, em, "5"}}}), "builtin")
	if got != "甲\n5\n" || notes != nil {
		t.Errorf("a number on a single page: %q, %v", got, notes)
	}
}

// The characters for radicals are as many as these, and are none themselves.
func TestRadicals(t *testing.T) {
	var pg page
	for r := rune(0x2e80); r < 0x2fd6; r++ {
		pg = append(pg, drawn{left, 700 - float64(r-0x2e80), 1, string(r)})
	}
	got, _ := read(t, drawAll([]page{pg}), "builtin")
	for i, line := range strings.Split(strings.TrimSpace(got), "\n") {
		r, isRadical := []rune(line)[0], i >= 0x2f00-0x2e80
		if isRadical && (r < 0x3400 || r > 0x9fff) {
			t.Errorf("U+%04X stays a radical", r)
		}
	}
	for in, want := range map[string]string{"⺠": "民", "⻓": "长", "⻳": "龟", "⼀": "一", "⻅": "见", "⻛": "风"} {
		if got, _ := read(t, drawAll([]page{{{left, 700, em, in}}}), "builtin"); got != want+"\n" {
			t.Errorf("%s: %q, want %s", in, got, want)
		}
	}
}

func TestPagesJoin(t *testing.T) {
	first := set(paragraphs[0], paragraphs[1])
	rest := first[len(first)-1]
	first = first[:len(first)-1]
	rest.y = 760
	got, _ := read(t, drawAll([]page{first, {rest}}), "builtin")
	if want := paragraphs[0] + "\n" + paragraphs[1] + "\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

const toUnicode = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n" +
	"2 beginbfchar <0001> <4e00> <0002> <d840dc00> endbfchar\n2 beginbfrange <0010> <0012> <4e07> <0020> <0021> [<5341> <0041>] endbfrange endcmap end end"

func TestFonts(t *testing.T) {
	wide := func(encoding, more string) string {
		return "<</Type/Font/Subtype/Type0/Encoding/" + encoding + more + "/DescendantFonts[<</Subtype/CIDFontType0/DW 1000/W[1[500] 16 18 1000]>>]>>"
	}
	tests := []struct{ name, font, show, want string }{
		{"ToUnicode", wide("Identity-H", "/ToUnicode 6 0 R"), "<00010002001000110012002000210001> Tj", "一𠀀万丈三十A一\n"},
		{"GBK", wide("GBK-EUC-H", ""), "<cdeab3c935> Tj", "完成5\n"},
		{"Big5", wide("ETen-B5-H", ""), "<a4a4a4e5> Tj", "中文\n"},
		{"UTF-16", wide("UniGB-UTF16-H", ""), "<4e00d840dc00> Tj", "一𠀀\n"},
		{"Windows", "<</Subtype/TrueType/Encoding/WinAnsiEncoding>>", "(caf\\351 \\(5\\)\\n) Tj", "café (5)\n"},
		{"differences", "<</Subtype/Type1/Encoding<</Differences[65/percent/uni4E00/x/five.alt]>>>>", "(ABCD) Tj", "%一x5\n"},
		{"moved pieces", wide("UniGB-UCS2-H", ""), "[<4e00>-100<4e8c>-3000<4e09>] TJ", "一二\t三\n"},
		{"lines", wide("UniGB-UCS2-H", ""), "20 TL <4e00> Tj T* <4e8c> Tj <4e09> ' 0 -20 TD <56db> Tj", "一\n二\n三\n四\n"},
	}
	for _, tt := range tests {
		contents := "BT /F1 16 Tf 1 0 0 1 80 700 Tm " + tt.show + " ET"
		data := bytes.Replace(file(tt.font, contents), []byte("xref\n0"), []byte(fmt.Sprintf("6 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\nxref\n0", len(toUnicode), toUnicode)), 1)
		got, _ := read(t, data, "builtin")
		if strings.ReplaceAll(got, "\n", "") != strings.ReplaceAll(tt.want, "\n", "") {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestFontsThatDoNotTell says that codes of a font's own are no text.
func TestFontsThatDoNotTell(t *testing.T) {
	const own = "<</Type/Font/Subtype/TrueType/FontDescriptor<</FontFile2 9 0 R>>>>"
	data := file(own, "BT /F1 16 Tf 80 700 Td (!\"#120%&) Tj ET")
	err := pdf.Read(data, "builtin", &sheet.Sheet{})
	if err == nil || !strings.HasPrefix(err.Error(), "its fonts do not tell which characters they show; it needs OCR first") {
		t.Errorf("got %v", err)
	}
}

func TestIs(t *testing.T) {
	good := file(unicodeFont, "")
	for name, data := range map[string][]byte{"plain": good, "garbage in front": append([]byte("x\n"), good...), "cut off": good[:20]} {
		if !pdf.Is(data) {
			t.Errorf("%s: no PDF", name)
		}
	}
	if pdf.Is([]byte("文件以%PDF-开头")) {
		t.Error("a text is taken for a PDF file")
	}
}

// Files are read however they are put together.
func TestStructures(t *testing.T) {
	const contents = "BT /F1 16 Tf 80 700 Td <4e00> Tj ET"
	plain := file(unicodeFont, contents)
	packed := func() []byte {
		var w writer
		objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[4 0 R]/Resources<</Font<</F1 3 0 R>>>>>>", unicodeFont, "<</Type/Page/Contents 7 0 R>>"}
		var index, bodies strings.Builder
		for i, body := range objects {
			fmt.Fprintf(&index, "%d %d ", i+1, bodies.Len())
			bodies.WriteString(body + " ")
		}
		w.object("null")
		w.object("null")
		w.object("null")
		w.object("null")
		w.object("null")
		w.stream(fmt.Sprintf("/Type/ObjStm/N 4/First %d/Filter/FlateDecode", index.Len()), deflate(index.String()+bodies.String()))
		w.stream("", contents)
		return w.finish("")
	}
	form := func() []byte {
		data := file(unicodeFont, "q 1 0 0 1 80 0 cm /X Do Q")
		data = bytes.Replace(data, []byte("/Font<<"), []byte("/XObject<</X 6 0 R>>/Font<<"), 1)
		return bytes.Replace(data, []byte("xref\n0"), []byte(fmt.Sprintf("6 0 obj\n<</Subtype/Form/Length %d>>stream\n%s /X Do\nendstream\nendobj\nxref\n0", len(contents)+6, contents)), 1)
	}
	for name, data := range map[string][]byte{
		"plain":               plain,
		"no table of objects": plain[:bytes.LastIndex(plain, []byte("xref\n0"))],
		"garbage in front":    append([]byte("HTTP/1.1 200 OK\r\n\r\n"), plain...),
		"newer":               bytes.Replace(plain, []byte("%PDF-1.5"), []byte("%PDF-2.0"), 1),
		"wrong length":        bytes.Replace(plain, []byte("FlateDecode/Length "), []byte("FlateDecode/Length 9"), 1),
		"changed later": append(bytes.Clone(bytes.ReplaceAll(plain, []byte("/F1 3 0 R"), []byte("/F1 9 0 R"))),
			"2 0 obj\n<</Type/Pages/Kids[4 0 R]/Resources<</Font<</F1 3 0 R>>>>>>\nendobj\n"...),
		"object streams": packed(),
		"a form":         form(),
		"hexadecimal":    bytes.Replace(bytes.Replace(file(unicodeFont, "x"), []byte("/FlateDecode"), []byte("[/ASCIIHexDecode]"), 1), []byte(deflate("x")), []byte(fmt.Sprintf("%x>", contents)), 1),
	} {
		var out sheet.Sheet
		if err := pdf.Read(data, "builtin", &out); err != nil || string(out.Runes) != "一\n" {
			t.Errorf("%s: %q, %v", name, string(out.Runes), err)
		}
	}
}

func TestErrors(t *testing.T) {
	scan := file(unicodeFont, "q 595 0 0 842 0 0 cm /Im1 Do Q")
	if err := pdf.Read(scan, "builtin", &sheet.Sheet{}); err != pdf.ErrScan {
		t.Errorf("a scan: %v", err)
	}
	if err := pdf.Read(scan, "auto", &sheet.Sheet{}); err != pdf.ErrScan {
		t.Errorf("a scan: %v", err)
	}
	good := drawAll([]page{set(paragraphs...)})
	if err := pdf.Read(good, "", &sheet.Sheet{Max: 100}); err != sheet.ErrFull {
		t.Errorf("over the limit: %v", err)
	}
	got, notes := read(t, file(unicodeFont, "BT /F1 16 Tf 80 700 Td <4e00> Tj ET", "0 0 1 1 re f"), "builtin")
	if diff := cmp.Diff([]string{"pages_without_text: 1 of 2 pages hold no text and may be pictures: 2"}, notes); got != "一\n" || diff != "" {
		t.Errorf("an empty page: %q, (-want +got):\n%s", got, diff)
	}

	t.Setenv("PATH", t.TempDir())
	locked := bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt 9 0 R"), 1)
	garbled := file("<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<>>]>>", "BT /F1 16 Tf 80 700 Td <00010002> Tj ET")
	for _, tt := range []struct {
		backend string
		data    []byte
		want    string
	}{
		{"auto", locked, "is an encrypted PDF document, which needs pdftotext: install the package poppler-utils"},
		{"builtin", locked, "is an encrypted PDF document; save it without a password"},
		{"pdftotext", good, "its characters cannot be read without pdftotext (pdftotext was not found); install the package poppler-utils"},
		{"auto", garbled, "its characters cannot be read without pdftotext (pdftotext was not found); install the package poppler-utils"},
		{"builtin", []byte("%PDF-1.4\n"), "is a PDF document that cannot be read (no pages were found); print it to a new PDF file"},
	} {
		if err := pdf.Read(tt.data, tt.backend, &sheet.Sheet{}); fmt.Sprint(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.backend, err, tt.want)
		}
	}
}

// A pdftotext that fails, and one that is not asked because nothing is missing.
func TestPopplerFails(t *testing.T) {
	if race.On || runtime.GOOS == "windows" {
		t.Skip("needs a shell, and starting a program has nothing to do with races")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\necho \"Syntax Error: $4\" >&2\nexit 3\n"
	if err := os.WriteFile(filepath.Join(dir, "pdftotext"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	good := drawAll([]page{set(paragraphs...)})
	var exit *exec.ExitError
	err := pdf.Read(good, "pdftotext", &sheet.Sheet{})
	if want := "is a PDF document that cannot be read (pdftotext: exit status 3: Syntax Error: it); print it to a new PDF file"; fmt.Sprint(err) != want || !errors.As(err, &exit) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if err := pdf.Read(good, "auto", &sheet.Sheet{}); err != nil {
		t.Errorf("auto: %v", err)
	}
}

// Files of programs: of a browser, made smaller by qpdf, and the same locked
// with an empty password.
func TestFiles(t *testing.T) {
	const want = "苍溪湖镇河长制要点\n" +
		"一、清淤。全镇清淤12.6万方，全镇河长每月巡河2次，村级河长每月巡河3次，河长要上报河面，全镇要上报河岸，村级要上报河面河岸。\n" +
		"二、巡河。村级河长要每月上报，\n河面达到95%。\n河长\t全镇\n2\t3\n苍溪湖镇人民政府\n"
	for _, tt := range []struct{ name, backend string }{
		{"browser", "builtin"}, {"browser", "pdftotext"}, {"locked", "auto"},
	} {
		t.Run(tt.name+" "+tt.backend, func(t *testing.T) {
			if tt.backend != "builtin" {
				needPoppler(t)
			}
			data, err := os.ReadFile(filepath.Join("../../testdata/source", tt.name+".pdf"))
			if err != nil {
				t.Fatal(err)
			}
			got, _ := read(t, data, tt.backend)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
