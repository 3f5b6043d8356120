// Package docx reads the text of a Word document as Word shows it: with the
// numbers of its headings, with insertions and without deletions.
//
// A paragraph is a line; a row of a table is one too, with tabs between its
// cells. Text boxes and notes stand on lines of their own after the paragraph,
// or row, that they belong to. Headers, footers and comments are left out.
package docx

import (
	"archive/zip"
	"bytes"
	"fmt"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

// Is says that data is a Word document of the new kind, damaged or not.
func Is(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	p, err := open(data)
	if err != nil {
		const begin = 64 << 10
		return bytes.Contains(data[:min(len(data), begin)], []byte("word/"))
	}
	return p.main != ""
}

// Read writes the text of the document data to out. Its error is sheet.ErrFull
// where the text is longer than out may hold.
func Read(data []byte, out *sheet.Sheet) error {
	p, err := open(data)
	if err != nil {
		return err
	}
	if p.main == "" {
		return say.Errorf("is no Word document: it names no main part")
	}
	r := reader{out: out}
	if err := r.readParts(p); err != nil {
		return err
	}
	r.noteChanges()
	return out.Err()
}

// readParts reads the parts that the main part needs, and then itself.
func (r *reader) readParts(p *pack) error {
	r.numbers.styles = &r.styles
	for _, part := range []struct {
		kind string
		read func(d *scanner) error
	}{
		{"styles", r.styles.read},
		{"numbering", r.numbers.read},
		{"footnotes", r.read},
		{"endnotes", r.read},
	} {
		if name := p.related[part.kind]; name != "" {
			if err := p.scan(name, part.read); err != nil {
				return err
			}
		}
	}
	return p.scan(p.main, r.read)
}

func (r *reader) noteChanges() {
	if r.inserted+r.deleted == 0 {
		return
	}
	r.out.Note("tracked_changes", model.SeverityInfo,
		fmt.Sprintf("the document has tracked changes: %d insertions were kept, %d deletions left out", r.inserted, r.deleted))
}

// Limits against archives that are made to burst.
const (
	mostParts    = 10_000
	mostInflated = 256 << 20 // bytes of all parts that are read
	mostRatio    = 200       // of inflated to packed bytes
	freeInflated = 8 << 20   // bytes for which the ratio does not matter
	deepest      = 10_000    // elements in elements
)

func openZip(data []byte) (*zip.Reader, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, say.Errorf("is a damaged ZIP archive (%w); open it in Word or WPS and save it again", err)
	}
	if len(z.File) > mostParts {
		return nil, say.Errorf("is an archive of %d parts, more than the limit of %d", len(z.File), mostParts)
	}
	return z, nil
}
