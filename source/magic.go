package source

import (
	"bytes"
	"strings"

	"github.com/fenjie/fenjie/internal/say"
)

// A kind is a kind of file that is not read.
type kind struct {
	first string // the first bytes
	name  string
	// convert makes something that can be read of FILE; "" if nothing does.
	convert string
}

// The commands that convert to something that can be read.
const (
	toDOCX    = "soffice --headless --convert-to docx FILE"
	toHTML    = "soffice --headless --convert-to html FILE"
	toPDF     = "soffice --headless --convert-to pdf FILE"
	recognise = "tesseract FILE text -l chi_sim"
	toUTF8    = "iconv -f UTF-32 -t UTF-8 FILE > text.txt"
	un7z      = "7z x FILE"
)

// kinds are files that are often given for a document.
var kinds = []kind{
	{"\xff\xd8\xff", "a JPEG image", recognise},
	{"\x89PNG\r\n\x1a\n", "a PNG image", recognise},
	{"GIF87a", "a GIF image", recognise},
	{"GIF89a", "a GIF image", recognise},
	{"II*\x00", "a TIFF image", recognise},
	{"MM\x00*", "a TIFF image", recognise},
	{"%PDF-", "a PDF document", ""},
	{`{\rtf`, "an RTF document", toDOCX},
	{oleFirst, "an old Word or WPS document", toDOCX},
	{"PK\x03\x04", "a ZIP archive", "unzip FILE"},
	{"PK\x05\x06", "a ZIP archive", "unzip FILE"},
	{"\x1f\x8b", "a gzip archive", "gunzip -k FILE"},
	{"Rar!\x1a\x07", "a RAR archive", un7z},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", un7z},
	{"\xff\xfe\x00\x00", "text in UTF-32", toUTF8},
	{"\x00\x00\xfe\xff", "text in UTF-32", toUTF8},
}

const oleFirst = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// archived are documents that are ZIP archives, by names of their parts.
var archived = []struct {
	inside string
	kind
}{
	{"xl/", kind{name: "a spreadsheet (XLSX)", convert: toHTML}},
	{"ppt/", kind{name: "a presentation (PPTX)", convert: toPDF}},
	{"word/", kind{name: "a Word document (DOCX)"}},
	{"OFD.xml", kind{name: "an OFD document; open it in WPS Office and save it as PDF, or use ofd-converter of github.com/zc310/ofd"}},
	{"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", kind{name: "a spreadsheet (OpenDocument)", convert: toHTML}},
	{"mimetypeapplication/vnd.oasis.opendocument.presentation", kind{name: "a presentation (OpenDocument)", convert: toPDF}},
	{"mimetypeapplication/vnd.oasis.opendocument", kind{name: "an OpenDocument text", convert: toDOCX}},
	{"mimetypeapplication/epub", kind{name: "an EPUB book", convert: un7z}},
}

// streams are what an OLE2 file may be in truth, by names in its directory.
var streams = []struct {
	inside string
	kind
}{
	{"EncryptedPackage", kind{name: "a document that is locked with a password; open it, remove the password and save it again"}},
	{"Workbook", kind{name: "an old spreadsheet (XLS or ET)", convert: toHTML}},
	{"PowerPoint Document", kind{name: "an old presentation (PPT or DPS)", convert: toPDF}},
}

// kindOf is the kind that data is of by its first bytes, nil if it is none.
func kindOf(data []byte) *kind {
	for i := range kinds {
		k := &kinds[i]
		if !bytes.HasPrefix(data, []byte(k.first)) {
			continue
		}
		switch {
		case k.name == "a ZIP archive":
			return kindOfArchive(data, k)
		case k.first == oleFirst:
			return kindOfOLE(data, k)
		}
		return k
	}
	return nil
}

// kindOfArchive looks at both ends: the names stand in front of the parts and
// once more behind them all.
func kindOfArchive(data []byte, zip *kind) *kind {
	const size = 64 << 10
	head, tail := data[:min(len(data), size)], data[max(0, len(data)-size):]
	for i := range archived {
		inside := []byte(archived[i].inside)
		if bytes.Contains(head, inside) || bytes.Contains(tail, inside) {
			return &archived[i].kind
		}
	}
	return zip
}

// kindOfOLE looks for names, which are in UTF-16.
func kindOfOLE(data []byte, ole *kind) *kind {
	for i := range streams {
		var inside []byte
		for _, c := range []byte(streams[i].inside) {
			inside = append(inside, c, 0)
		}
		if bytes.Contains(data, inside) {
			return &streams[i].kind
		}
	}
	return ole
}

// refuse is the error of the file name, with the command that converts it.
func (k *kind) refuse(name string) error {
	if k.convert == "" {
		return say.Errorf("is %s", say.Phrase(k.name))
	}
	return say.Errorf("is %s, which fenjie does not read; convert it: %s", say.Phrase(k.name), strings.ReplaceAll(k.convert, "FILE", quoted(name)))
}

// quoted is the path name as a word of a shell command.
func quoted(name string) string {
	switch {
	case name == "-":
		return "FILE"
	case strings.HasPrefix(name, "-"):
		name = "./" + name
	}
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:-") == "" {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

// isText is the error of data that its first bytes say is no text.
func isText(data []byte) error {
	if k := kindOf(data); k != nil {
		return &Error{Reason: "not text: " + k.name}
	}
	return nil
}
