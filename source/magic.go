package source

import "bytes"

// kinds are files that are often given for a text, by their first bytes.
var kinds = []struct{ first, name string }{
	{"\xff\xd8\xff", "JPEG image"},
	{"\x89PNG\r\n\x1a\n", "PNG image"},
	{"GIF87a", "GIF image"},
	{"GIF89a", "GIF image"},
	{"II*\x00", "TIFF image"},
	{"MM\x00*", "TIFF image"},
	{"%PDF-", "PDF document"},
	{`{\rtf`, "RTF document"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE2 file, such as an old Word, Excel or WPS document"},
	{"PK\x03\x04", "ZIP archive"},
	{"PK\x05\x06", "ZIP archive"},
	{"\x1f\x8b", "gzip archive"},
	{"Rar!\x1a\x07", "RAR archive"},
	{"7z\xbc\xaf\x27\x1c", "7z archive"},
	{"\xff\xfe\x00\x00", "UTF-32 text, which is not supported"},
	{"\x00\x00\xfe\xff", "UTF-32 text, which is not supported"},
}

// parts are names of first files in an archive that is in truth a document.
var parts = []struct{ inside, name string }{
	{"[Content_Types].xml", "Office document (DOCX, XLSX or PPTX)"},
	{"word/", "Word document (DOCX)"},
	{"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument file"},
	{"mimetypeapplication/epub", "EPUB book"},
	{"OFD.xml", "OFD document"},
}

// kindOf names what data is when its first bytes say that it is no text.
func kindOf(data []byte) string {
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.first)) {
			if k.name == "ZIP archive" {
				return kindOfArchive(data)
			}
			return k.name
		}
	}
	return ""
}

func kindOfArchive(data []byte) string {
	head := data[:min(len(data), 4096)]
	for _, p := range parts {
		if bytes.Contains(head, []byte(p.inside)) {
			return p.name
		}
	}
	return "ZIP archive"
}
