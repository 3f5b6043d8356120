package docx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

// pack is the archive: its parts by name, in small letters, and those that
// belong to the document.
type pack struct {
	parts    map[string]*zip.File
	main     string            // "" if it holds no Word document
	related  map[string]string // parts of the main part, by the kind of relation
	inflated int64
}

func open(data []byte) (*pack, error) {
	z, err := openZip(data)
	if err != nil {
		return nil, err
	}
	p := &pack{parts: map[string]*zip.File{}, related: map[string]string{}}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if p.parts[name] == nil {
			p.parts[name] = f
		}
	}
	types := map[string]bool{}
	if err := p.readTypes(types); err != nil {
		return nil, err
	}
	start := map[string]string{}
	if err := p.readRelations("", start); err != nil {
		return nil, err
	}
	p.main = p.mainPart(start["officeDocument"], types)
	if p.main == "" {
		return p, nil
	}
	return p, p.readRelations(p.main, p.related)
}

// mainPart is the part where the archive says that the document starts, if that
// is of Word; else the first of the right type. Some programs give no types.
func (p *pack) mainPart(start string, types map[string]bool) string {
	if p.parts[start] != nil && (types[start] || len(types) == 0 && strings.HasPrefix(start, "word/")) {
		return start
	}
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if p.parts[name] != nil {
			return name
		}
	}
	return ""
}

// readTypes finds the parts that are the main part of a Word document.
func (p *pack) readTypes(types map[string]bool) error {
	const name = "[content_types].xml"
	if p.parts[name] == nil {
		return nil
	}
	return p.scan(name, func(d *scanner) error {
		return d.each(func(e xml.StartElement) {
			kind := attr(e, "ContentType")
			if e.Name.Local == "Override" && strings.HasSuffix(kind, "main+xml") && (strings.Contains(kind, "wordprocessingml") || strings.Contains(kind, "ms-word")) {
				types[strings.ToLower(strings.TrimPrefix(attr(e, "PartName"), "/"))] = true
			}
		})
	})
}

// readRelations reads to which parts the part of that name relates; "" is the
// archive. The kind of a relation is the end of its address, which is the same
// in transitional and strict files.
func (p *pack) readRelations(of string, related map[string]string) error {
	dir, file := path.Split(of)
	name := dir + "_rels/" + file + ".rels"
	if p.parts[name] == nil {
		return nil
	}
	return p.scan(name, func(d *scanner) error {
		return d.each(func(e xml.StartElement) {
			if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
				return
			}
			target := strings.ToLower(attr(e, "Target"))
			if rooted, found := strings.CutPrefix(target, "/"); found {
				target = rooted
			} else {
				target = path.Join(dir, target)
			}
			kind := path.Base(attr(e, "Type"))
			if related[kind] == "" && p.parts[target] != nil {
				related[kind] = target
			}
		})
	})
}

// scan reads a part with read. An error names the part.
func (p *pack) scan(name string, read func(d *scanner) error) error {
	f := p.parts[name]
	r, err := f.Open()
	if err == nil {
		defer r.Close()
		meter := &meter{r: r, pack: p, packed: int64(f.CompressedSize64)}
		err = read(newScanner(meter))
	}
	var tooMuch *burst
	switch {
	case err == nil || errors.Is(err, sheet.ErrFull):
		return err
	case errors.As(err, &tooMuch):
		return say.Errorf("its part %s is packed so small that it may be made to do harm (%s)", name, tooMuch.Error())
	}
	return say.Errorf("its part %s is damaged (%w); open it in Word or WPS and save it again", name, err)
}

// burst is the error of a part over the limits.
type burst struct{ what string }

func (b *burst) Error() string { return b.what }

// meter counts what is inflated.
type meter struct {
	r            io.Reader
	pack         *pack
	packed, read int64
}

func (m *meter) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	m.read += int64(n)
	m.pack.inflated += int64(n)
	switch {
	case m.pack.inflated > mostInflated:
		return n, &burst{"more than 256 MB inflated"}
	case m.read > freeInflated && m.read > mostRatio*m.packed:
		return n, &burst{"more than 200 times its size inflated"}
	}
	return n, err
}
