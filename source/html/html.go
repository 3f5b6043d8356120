// Package html reads the text of a web page: what its main part shows, a
// paragraph or a row of a table on a line.
//
// The main part is a known container of government sites, else the densest
// block. In front of it stand the table of 索引号, 文号 and the like, and the
// title; after it the names of attachments that are linked elsewhere.
package html

import (
	"strings"
	"unicode"

	"github.com/fenjie/fenjie/source/internal/sheet"
)

// Read writes the text of page, which is UTF-8, to out. Its error is
// sheet.ErrFull where the text is longer than out may hold.
func Read(page string, out *sheet.Sheet) error {
	t := parse(page)
	t.measure()
	parts := t.mainParts()
	main, last := parts[0], parts[len(parts)-1]
	body := sheet.Sheet{Max: out.Max}
	for _, part := range parts {
		t.write(part, &body)
	}
	if err := body.Err(); err != nil {
		return err
	}
	w := writer{tree: t, out: out}
	if i := t.metadata(main); i > 0 {
		w.write(i)
	}
	if title := t.title(main); title != "" && !beginsWith(body.Runes, title) {
		w.line(title)
	}
	if len(out.Runes) == 0 {
		body.Notes = out.Notes
		*out = body
	} else {
		out.PutAll(body.Runes)
	}
	for _, link := range t.attachments(last) {
		w.write(link)
	}
	return out.Err()
}

// titleReach is how many characters of a text may stand before the end of its
// title.
const titleReach = 600

// beginsWith says that title is near the start of text, blanks aside.
func beginsWith(text []rune, title string) bool {
	return strings.Contains(squeezed(string(text[:min(len(text), titleReach)])), squeezed(title))
}

// squeezed is s without blanks.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
