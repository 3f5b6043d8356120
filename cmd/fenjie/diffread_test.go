package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// yearPlan is a plan with this many mu of seedlings.
func yearPlan(mu string) string {
	return "柳塘县2031年林果业工作要点\n\n一、重点任务\n\n（一）加快育苗。新建苗圃" + mu + "亩以上，苗木成活率达到92%。（责任单位：县林业局）\n\n（二）加强管护。每季度巡查古树名木1次。（责任单位：县林业局、县文化局）\n"
}

func htmlOf(text string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>柳塘县</title></head><body>")
	for line := range strings.Lines(text) {
		b.WriteString("<p>" + strings.TrimSpace(line) + "</p>\n")
	}
	return b.String() + "</body></html>"
}

func docxOf(t *testing.T, text string) string {
	t.Helper()
	var body strings.Builder
	for line := range strings.Lines(text) {
		body.WriteString("<w:p><w:r><w:t>" + strings.TrimSpace(line) + "</w:t></w:r></w:p>")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
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
	return b.String()
}

// TestDiffFormats compares a plan with itself in other formats of files, and with
// the next one.
func TestDiffFormats(t *testing.T) {
	pdf, err := os.ReadFile(filepath.Join("..", "..", "testdata", "source", "browser.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	put(t, "old.txt", yearPlan("120"))
	put(t, "new.txt", yearPlan("150"))
	put(t, "old.html", htmlOf(yearPlan("120")))
	put(t, "new.html", htmlOf(yearPlan("150")))
	put(t, "old.docx", docxOf(t, yearPlan("120")))
	put(t, "new.docx", docxOf(t, yearPlan("150")))
	put(t, "page.pdf", string(pdf))
	for _, args := range []string{"extract page.pdf -o page.json", "extract old.docx -o docx.yaml", "extract page.pdf --text -o page.txt"} {
		if got := output(t, strings.Fields(args)...); got != "" {
			t.Errorf("%s: %s", args, got)
		}
	}
	for _, pair := range []string{"old.txt old.html", "old.html old.docx", "old.docx old.txt", "docx.yaml old.txt", "page.pdf page.txt", "page.json page.pdf"} {
		if got := output(t, append([]string{"diff"}, strings.Fields(pair)...)...); !strings.Contains(got, "\n没有变化\n") {
			t.Errorf("%s: %s", pair, got)
		}
	}
	_, want, _ := strings.Cut(output(t, "diff", "old.txt", "new.txt"), "\n") // after the names
	if !strings.Contains(want, "苗圃  ≥ 120亩 → ≥ 150亩") {
		t.Error(want)
	}
	for _, pair := range []string{"old.html new.docx", "old.docx new.html", "docx.yaml new.txt"} {
		if _, got, _ := strings.Cut(output(t, append([]string{"diff"}, strings.Fields(pair)...)...), "\n"); got != want {
			t.Errorf("%s: %s\nwant %s", pair, got, want)
		}
	}
	put(t, "report.txt", "柳塘县2031年林果业工作情况报告\n\n一、工作进展\n\n（一）育苗工作。新建苗圃125亩，苗木成活率达到91%。\n")
	want = output(t, "track", "old.txt", "report.txt")
	if !strings.Contains(want, "滞后") || output(t, "track", "old.docx", "report.txt") != want {
		t.Error(want)
	}
}

// TestDiffNeverReplacesInputs names outputs that are inputs, by any way.
func TestDiffNeverReplacesInputs(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dir := range []string{"2031", "2032"} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		put(t, dir+"/plan.txt", yearPlan(dir))
	}
	if got := output(t, "extract", "2031/plan.txt", "-o", "saved.json"); got != "" {
		t.Error(got)
	}
	for _, args := range []string{
		"diff 2031 2032 -f text -o 2032/plan.txt", "diff 2031 2032 --ignore-write 2031/plan.txt", "diff saved.json 2032 -f text -o 2031/plan.txt",
		"diff saved.json 2032 -f text --ignore-write saved.json", "track 2031/plan.txt 2032 -f text -o 2032/plan.txt", "track saved.json 2032 -f json -o saved.json",
	} {
		var stdout, stderr strings.Builder
		code := run(strings.Fields(args), strings.NewReader(""), &stdout, &stderr)
		if code != exitUsage || stdout.String() != "" || !strings.Contains(stderr.String(), "is an input too; the output would replace it\n") {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", args, code, stdout.String(), stderr.String())
		}
	}
	for _, dir := range []string{"2031", "2032"} {
		if text, err := os.ReadFile(dir + "/plan.txt"); err != nil || string(text) != yearPlan(dir) {
			t.Errorf("%s: %v, %s", dir, err, text)
		}
	}
}
