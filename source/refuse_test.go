package source_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fenjie/fenjie/source"
)

const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// zipOf is an archive with parts: name, text, name, text …
func zipOf(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, parts[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }

// A file of another kind is refused with the command that converts it.
func TestRefused(t *testing.T) {
	tests := []struct{ path, data, want string }{
		{"a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image, which fenjie does not read; convert it: tesseract a.jpg text -l chi_sim"},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image, which fenjie does not read; convert it: tesseract a.png text -l chi_sim"},
		{"a.gif", "GIF89a\x01\x00", "is a GIF image, which fenjie does not read; convert it: tesseract a.gif text -l chi_sim"},
		{"a.rtf", `{\rtf1\ansi`, "is an RTF document, which fenjie does not read; convert it: soffice --headless --convert-to docx a.rtf"},
		{"要点 (1).doc", ole + wide("WordDocument"), "is an old Word or WPS document, which fenjie does not read; convert it: soffice --headless --convert-to docx '要点 (1).doc'"},
		{"it's.wps", ole, `is an old Word or WPS document, which fenjie does not read; convert it: soffice --headless --convert-to docx 'it'\''s.wps'`},
		{"-a.doc", ole, "is an old Word or WPS document, which fenjie does not read; convert it: soffice --headless --convert-to docx ./-a.doc"},
		{"-", ole, "is an old Word or WPS document, which fenjie does not read; convert it: soffice --headless --convert-to docx FILE"},
		{"a.xls", ole + wide("Workbook"), "is an old spreadsheet (XLS or ET), which fenjie does not read; convert it: soffice --headless --convert-to html a.xls"},
		{"a.docx", ole + wide("EncryptedPackage"), "is a document that is locked with a password; open it, remove the password and save it again"},
		{"a.ofd", zipOf(t, "OFD.xml", "<x/>"), "is an OFD document; open it in WPS Office and save it as PDF, or use ofd-converter of github.com/zc310/ofd"},
		{"a.xlsx", zipOf(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>"), "is a spreadsheet (XLSX), which fenjie does not read; convert it: soffice --headless --convert-to html a.xlsx"},
		{"a.pptx", zipOf(t, "[Content_Types].xml", "<Types/>", "ppt/presentation.xml", "<x/>"), "is a presentation (PPTX), which fenjie does not read; convert it: soffice --headless --convert-to pdf a.pptx"},
		{"a.zip", zipOf(t, "甲.txt", "甲"), "is a ZIP archive, which fenjie does not read; convert it: unzip a.zip"},
		{"a.rar", "Rar!\x1a\x07\x00", "is a RAR archive, which fenjie does not read; convert it: 7z x a.rar"},
		{"a.7z", "7z\xbc\xaf\x27\x1c", "is a 7z archive, which fenjie does not read; convert it: 7z x a.7z"},
		{"a.txt", "\xff\xfe\x00\x00\x2d\x4e\x00\x00", "is text in UTF-32, which fenjie does not read; convert it: iconv -f UTF-32 -t UTF-8 a.txt > text.txt"},
	}
	for _, tt := range tests {
		_, err := source.Decode(tt.path, []byte(tt.data))
		if want := tt.path + ": " + tt.want; fmt.Sprint(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// A format that is asked for is not guessed.
func TestFormatIsObeyed(t *testing.T) {
	page := []byte("<html><body><p>甲</p></body></html>")
	for format, want := range map[string]string{"": "甲\n", "html": "甲\n", "txt": string(page), "md": string(page)} {
		text, err := source.Decoder{Format: format}.Decode("a", page)
		if err != nil {
			t.Fatal(err)
		}
		wantFormat := "html"
		if want == string(page) {
			wantFormat = "txt"
		}
		if string(text.Runes) != want || text.Format != wantFormat {
			t.Errorf("%q: %q as %s", format, string(text.Runes), text.Format)
		}
	}
	for format, want := range map[string]string{
		"docx": "a: is a damaged ZIP archive (zip: not a valid zip file); open it in Word or WPS and save it again",
		"pdf":  "a: is a PDF document that cannot be read (no pages were found); print it to a new PDF file",
		"odt":  `a: unknown format "odt"; known are txt, md, html, docx, pdf`,
	} {
		if _, err := (source.Decoder{Format: format, PDF: "builtin"}).Decode("a", page); fmt.Sprint(err) != want {
			t.Errorf("%s: %v", format, err)
		}
	}
	if _, err := (source.Decoder{Format: "txt"}).Decode("a", []byte("%PDF-1.4\n")); fmt.Sprint(err) != "a: not text: a PDF document (byte 0)" {
		t.Errorf("PDF as text: %v", err)
	}
}

func TestFormatFound(t *testing.T) {
	tests := []struct{ path, data, want string }{
		{"a.txt", "一、甲", "txt"},
		{"a.md", "# 甲", "txt"},
		{"a", "<div>甲", "html"},
		{"a.html", "甲", "html"},
		{"a.HTM", "甲", "html"},
		{"a.txt", "\xef\xbb\xbf <!-- x -->\n<!DOCTYPE html><p>甲", "html"},
		{"a", "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">甲</html>", "html"},
		{"a", string(encode(t, utf16le, "\ufeff<html><p>甲")), "html"},
		{"a.txt", "<divan>甲", "txt"},
		{"a.txt", "《<html>》甲", "txt"},
		{"a.docx", "甲", "txt"},
	}
	for _, tt := range tests {
		text, err := source.Decode(tt.path, []byte(tt.data))
		if err != nil {
			t.Errorf("%s %q: %v", tt.path, tt.data, err)
		} else if text.Format != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.path, tt.data, text.Format, tt.want)
		}
	}
}

func TestMaxSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("一二三"), 0o644); err != nil {
		t.Fatal(err)
	}
	if text, err := (source.Decoder{MaxSize: 9}).Open(path); err != nil || string(text.Runes) != "一二三" {
		t.Errorf("at the limit: %v, %v", text, err)
	}
	small := source.Decoder{MaxSize: 8}
	if _, err := small.Open(path); fmt.Sprint(err) != path+": larger than 8 bytes, the limit of --max-size" {
		t.Errorf("file: %v", err)
	}
	if _, err := small.Decode("a", []byte("一二三")); fmt.Sprint(err) != "a: larger than 8 bytes, the limit of --max-size" {
		t.Errorf("bytes: %v", err)
	}
	endless := &counter{}
	if _, err := small.Read("-", endless); fmt.Sprint(err) != "-: larger than 8 bytes, the limit of --max-size" {
		t.Errorf("stream: %v", err)
	}
	if endless.n > 8+1 {
		t.Errorf("%d bytes of an endless stream were read", endless.n)
	}
	if err := (source.Decoder{MaxSize: -1}).Check(); err == nil {
		t.Error("a negative limit is taken")
	}
	if err := (source.Decoder{PDF: "acrobat"}).Check(); fmt.Sprint(err) != `unknown reader of PDF "acrobat"; known are auto, builtin, pdftotext` {
		t.Errorf("PDF: %v", err)
	}
}

// counter is an endless stream that counts what is read of it.
type counter struct{ n int }

func (c *counter) Read(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}
