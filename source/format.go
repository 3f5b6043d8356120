package source

import (
	"bytes"
	"errors"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/source/docx"
	"github.com/fenjie/fenjie/source/html"
	"github.com/fenjie/fenjie/source/internal/sheet"
	"github.com/fenjie/fenjie/source/pdf"
)

// A format is a kind of file that can be read.
type format struct {
	name    string
	endings []string
	read    func(d Decoder, data []byte) (*Text, error)
}

// formats lists what can be read.
func formats() []format {
	return []format{
		{"txt", []string{".txt"}, Decoder.readTxt},
		{"md", []string{".md", ".markdown"}, Decoder.readTxt},
		{"html", []string{".html", ".htm", ".xhtml", ".shtml"}, Decoder.readHTML},
		{"docx", []string{".docx", ".docm", ".dotx"}, Decoder.readDOCX},
		{"pdf", []string{".pdf"}, Decoder.readPDF},
	}
}

// Formats lists the names that Decoder.Format may have. Text.Format has them
// too, but for md, which is read as txt.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// unread are the endings of documents that are refused, with the command that
// converts them.
var unread = []string{".doc", ".dot", ".wps", ".wpt", ".ofd", ".rtf", ".odt", ".uot"}

// Endings lists those of files that are documents, in small letters with the
// point: those that can be read and those that must be converted first.
func Endings() []string {
	var endings []string
	for _, f := range formats() {
		endings = append(endings, f.endings...)
	}
	return append(endings, unread...)
}

func checkFormat(name string) error {
	if name == "" {
		return nil
	}
	_, err := formatNamed(name)
	return err
}

func formatNamed(name string) (format, error) {
	for _, f := range formats() {
		if f.name == name {
			return f, nil
		}
	}
	return format{}, say.Errorf("unknown format %q; known are %s", name, strings.Join(Formats(), ", "))
}

// read reads data in the format of d, or in that which data is in.
func (d Decoder) read(name string, data []byte) (*Text, error) {
	f, err := formatNamed(d.Format)
	if d.Format == "" {
		f, err = formatOf(name, data)
	}
	if err != nil {
		return nil, err
	}
	text, err := f.read(d, data)
	if errors.Is(err, pdf.ErrScan) {
		return nil, say.Errorf("holds no text: its pages are pictures (a scan), or it is damaged; a scan needs OCR first: ocrmypdf -l chi_sim %s text.pdf", quoted(name))
	}
	return text, err
}

// formatOf finds the format of the file name from its bytes, else its ending.
// The error tells how to convert a file that is in none of the formats.
func formatOf(name string, data []byte) (format, error) {
	known := func(name string) (format, error) { return formatNamed(name) }
	switch {
	case pdf.Is(data):
		return known("pdf")
	case docx.Is(data):
		return known("docx")
	}
	if k := kindOf(data); k != nil {
		return format{}, k.refuse(name)
	}
	if looksLikeHTML(data) {
		return known("html")
	}
	for _, f := range formats() {
		for _, ending := range f.endings {
			if strings.EqualFold(path.Ext(name), ending) && f.name != "pdf" && f.name != "docx" {
				return f, nil
			}
		}
	}
	return known("txt")
}

// htmlStarts are the tags that a page or a piece of one begins with.
var htmlStarts = []string{
	"<!doctype html", "<html", "<head", "<title", "<meta", "<body", "<div", "<table", "<style", "<script", "<link", "<center",
}

// looksLikeHTML looks at the first characters, in any encoding.
func looksLikeHTML(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf"))
	head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte("\xff\xfe")), []byte("\xfe\xff"))
	head = bytes.ToLower(bytes.ReplaceAll(head, []byte{0}, nil)) // UTF-16
	for {
		head = bytes.TrimLeft(head, " \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<?xml")):
			end = "?>"
		}
		if end == "" {
			break
		}
		_, rest, found := bytes.Cut(head, []byte(end))
		if !found {
			return false
		}
		head = rest
	}
	for _, start := range htmlStarts {
		if rest, found := bytes.CutPrefix(head, []byte(start)); found && (len(rest) == 0 || !isLetter(rest[0])) {
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

func (d Decoder) readTxt(data []byte) (*Text, error) {
	if err := isText(data); err != nil {
		return nil, err
	}
	runes, encoding, err := decode(data, d.Encoding)
	if err != nil {
		return nil, err
	}
	if d.MaxText > 0 && sizeOf(runes) > d.MaxText {
		return nil, d.longText()
	}
	return &Text{Format: "txt", Encoding: encoding, Runes: runes}, nil
}

// sizeOf is how many bytes runes have as UTF-8.
func sizeOf(runes []rune) int64 {
	size := 0
	for _, r := range runes {
		size += utf8.RuneLen(r)
	}
	return int64(size)
}

func (d Decoder) longText() error {
	return limitError{say.Errorf("its text is larger than %d bytes, the limit of --max-text", d.MaxText)}
}

func (d Decoder) readHTML(data []byte) (*Text, error) {
	if err := isText(data); err != nil {
		return nil, err
	}
	out := sheet.Sheet{Max: d.MaxText}
	page, encoding, err := d.decodeHTML(data, &out)
	if err != nil {
		return nil, err
	}
	return d.extracted("html", encoding, &out, html.Read(page, &out))
}

func (d Decoder) readDOCX(data []byte) (*Text, error) {
	out := sheet.Sheet{Max: d.MaxText}
	return d.extracted("docx", "utf-8", &out, docx.Read(data, &out))
}

func (d Decoder) readPDF(data []byte) (*Text, error) {
	out := sheet.Sheet{Max: d.MaxText}
	return d.extracted("pdf", "utf-8", &out, pdf.Read(data, d.PDF, &out))
}

// extracted is the text that a reader wrote, unless it failed with err.
func (d Decoder) extracted(format, encoding string, out *sheet.Sheet, err error) (*Text, error) {
	if err == nil {
		err = out.Err()
	}
	if err == sheet.ErrFull {
		return nil, d.longText()
	}
	if err != nil {
		return nil, err
	}
	return &Text{Format: format, Encoding: encoding, Runes: out.Runes, Notes: out.Notes}, nil
}
