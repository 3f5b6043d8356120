package source

import (
	"bytes"
	"strings"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

// decodeHTML decodes a page by Encoding, else its byte order mark, else the
// charset that it declares, else the ladder. A page that is good UTF-8 is read
// as such whatever it declares: programs that save pages leave the old
// declaration in.
func (d Decoder) decodeHTML(data []byte, out *sheet.Sheet) (string, string, error) {
	declared := declaredCharset(data)
	name := d.Encoding
	if name == "" && declared != "" && !isMarked(data) {
		name = declared
		if manyUTF8(data) {
			name = "utf-8"
		}
	}
	runes, encoding, err := decode(data, name)
	if err != nil && d.Encoding == "" && name != "" {
		if other, found, lost := decode(data, ""); lost == nil {
			runes, encoding, err = other, found, nil
		}
	}
	if err != nil {
		return "", "", err
	}
	if declared != "" && !strings.HasPrefix(encoding, declared) && d.Encoding == "" {
		out.Note("charset_mismatch", model.SeverityInfo, "the page declares "+declared+" but is "+encoding)
	}
	return string(runes), encoding, nil
}

func isMarked(data []byte) bool {
	for i := range encodings {
		if encodings[i].hasMark(data) {
			return true
		}
	}
	return false
}

// declaredCharset is the encoding that a meta tag at the start of data names,
// "" if there is none or it is not known.
func declaredCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 8192)])
	for {
		_, tag, found := bytes.Cut(head, []byte("<meta"))
		if !found {
			return ""
		}
		tag, head, _ = bytes.Cut(tag, []byte(">"))
		_, value, found := bytes.Cut(tag, []byte("charset"))
		if !found {
			continue
		}
		value, found = bytes.CutPrefix(bytes.TrimLeft(value, " \t\r\n"), []byte("="))
		if !found {
			continue
		}
		value = bytes.TrimLeft(value, " \t\r\n\"'")
		if i := bytes.IndexAny(value, " \t\r\n\"';/"); i >= 0 {
			value = value[:i]
		}
		e, err := lookup(string(value))
		switch {
		case err != nil:
			return ""
		case e.unit > 1: // the declaration could be read, so it is wrong
			return "utf-8"
		}
		return e.name
	}
}

// manyUTF8 says that data is strict UTF-8 with more characters above ASCII than
// another encoding would have by chance.
func manyUTF8(data []byte) bool {
	const enough = 8
	wide := 0
	for i := 0; i < len(data); {
		r, size := nextUTF8(data[i:])
		if size == 0 {
			return false
		}
		if r > 0x7f {
			wide++
		}
		i += size
	}
	return wide >= enough
}
