// Package pdf reads the text of a PDF document and puts the lines of its pages
// together to paragraphs, one on a line. Page numbers and lines that repeat on
// the edges of pages are left out.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

// Backends lists what can read a file: auto is builtin, and pdftotext where the
// builtin reader finds no text or does not know the characters.
func Backends() []string { return []string{"auto", "builtin", "pdftotext"} }

// Check is the error of a backend that there is not, else nil. "" is auto.
func Check(backend string) error {
	if backend == "" || slices.Contains(Backends(), backend) {
		return nil
	}
	return say.Errorf("unknown reader of PDF %q; known are %s", backend, strings.Join(Backends(), ", "))
}

// ErrScan says that there are pictures of pages in the file and no text.
var ErrScan = errors.New("the pages hold no text")

// Is says that data is a PDF file, maybe with something else in front.
func Is(data []byte) bool {
	const edge = 1024
	mark := []byte("%PDF-")
	return bytes.HasPrefix(data, mark) ||
		bytes.Contains(data[:min(len(data), edge)], mark) && bytes.Contains(data[max(0, len(data)-edge):], []byte("%%EOF"))
}

// Read writes the text of the file data to out. Its error is ErrScan where
// there is none and sheet.ErrFull where it is longer than out may hold.
func Read(data []byte, backend string, out *sheet.Sheet) error {
	var found *reading
	var err error
	switch backend {
	case "builtin":
		found, err = builtin(data)
	case "pdftotext":
		found, err = poppler(data)
	default:
		found, err = either(data)
	}
	switch {
	case err == nil && len(found.pages) == 0:
		err = errNoPages
	case err == nil && found.chars == 0 && !found.failed:
		return ErrScan
	}
	if err == nil && 10*found.unknown > found.chars {
		err = errUnknown
	}
	if err != nil {
		return explained(err)
	}
	found.note(out)
	write(found.pages, out)
	return out.Err()
}

// reading is the text of a file as it is placed on its pages.
type reading struct {
	pages   [][]piece
	chars   int
	unknown int   // characters that the fonts do not tell
	empty   []int // pages without text, from 1
	failed  bool  // a page could not be read
	poppler bool  // pdftotext found more than the builtin reader
}

func (r *reading) add(pieces []piece) {
	chars := 0
	for _, p := range pieces {
		for i, c := range p.text {
			switch {
			case c == utf8.RuneError:
				r.unknown++
			case 0x2e80 <= c && c < 0x2fe0:
				p.text[i] = character(c)
			}
			if c > ' ' {
				chars++
			}
		}
	}
	r.chars += chars
	r.pages = append(r.pages, pieces)
	if chars == 0 {
		r.empty = append(r.empty, len(r.pages))
	}
}

// character is what a radical stands for. Programs that print take it for the
// character that looks the same.
func character(radical rune) rune {
	if i := slices.Index([]rune(radicals), radical); i >= 0 {
		return []rune(ofRadicals)[i]
	}
	if s := []rune(norm.NFKC.String(string(radical))); len(s) == 1 {
		return s[0]
	}
	return radical
}

// radicals are those that are not the same as a character in Unicode, and
// ofRadicals the characters.
const (
	radicals   = "⺁⺄⺇⺌⺍⺎⺏⺐⺕⺗⺙⺛⺜⺝⺟⺠⺦⺩⺫⺬⺮⺴⺶⺷⺸⺻⺼⻀⻁⻂⻄⻅⻆⻇⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻰⻳"
	ofRadicals = "厂乙几小小尢尢尢彐心攵旡日月母民丬王目示竹糸羊羊羊聿月艹虎衤西见角角贝车辶辶辶钅長镸长门阝青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿龙龟"
)

// isGood says that nothing seems to be missing: at most one character in a
// hundred is unknown and each page holds text.
func (r *reading) isGood() bool { return !r.isGarbled() && len(r.empty) == 0 && !r.failed }

func (r *reading) isGarbled() bool { return 100*r.unknown > r.chars }

// note tells of pages that may be missing, and of another program that a machine
// may not have.
func (r *reading) note(out *sheet.Sheet) {
	if r.poppler {
		out.Note("read_by_pdftotext", model.SeverityInfo,
			"read by pdftotext, for the built-in reader does not find all of the text; another machine may not have it")
	}
	if len(r.empty) == 0 {
		return
	}
	const most = 10
	var list []string
	for _, n := range r.empty[:min(len(r.empty), most)] {
		list = append(list, fmt.Sprint(n))
	}
	if len(r.empty) > most {
		list = append(list, "…")
	}
	out.Note("pages_without_text", model.SeverityWarning,
		fmt.Sprintf("%d of %d pages hold no text and may be pictures: %s", len(r.empty), len(r.pages), strings.Join(list, ", ")))
}

// builtin reads a file with the reader of this package.
func builtin(data []byte) (*reading, error) {
	f, err := load(data)
	if err != nil {
		return nil, err
	}
	pages, err := f.pages()
	if err != nil {
		return nil, err
	}
	r := &reading{}
	p := painter{file: f, fonts: map[ref]*font{}}
	for _, pg := range pages {
		pieces, err := p.paint(pg)
		switch {
		case err == errComplex || err == errTooMuch:
			return nil, err
		case err != nil:
			r.failed = true
		}
		r.add(pieces)
	}
	return r, nil
}

// either takes the builtin reader unless something is missing in what it
// finds and pdftotext finds more.
func either(data []byte) (*reading, error) {
	own, err := builtin(data)
	if err == nil && own.isGood() {
		return own, nil
	}
	other, otherErr := poppler(data)
	switch {
	case otherErr == nil && (err != nil || other.better(own)):
		other.poppler = true
		return other, nil
	case err != nil && errors.Is(otherErr, errMissing):
		return nil, fmt.Errorf("%w; %w", err, errMissing)
	case err != nil:
		return nil, err
	case own.isGarbled() || own.failed && own.chars == 0:
		if otherErr == nil {
			return own, nil
		}
		return nil, otherErr
	}
	return own, nil
}

func (r *reading) better(other *reading) bool {
	return r.chars-r.unknown > other.chars-other.unknown
}

// errUnknown says that the fonts do not tell a tenth of the characters, or more.
var errUnknown = errors.New("unknown characters")

// explained says what to do about an error.
func explained(err error) error {
	switch {
	case errors.Is(err, errUnknown):
		return say.Errorf("its fonts do not tell which characters they show; it needs OCR first: ocrmypdf --force-ocr -l chi_sim")
	case errors.Is(err, errEncrypted) && errors.Is(err, errMissing):
		return say.Errorf("is an encrypted PDF document, which needs pdftotext: install the package poppler-utils")
	case errors.Is(err, errEncrypted):
		return say.Errorf("is an encrypted PDF document; save it without a password")
	case errors.Is(err, errMissing):
		return say.Errorf("its characters cannot be read without pdftotext (%w); install the package poppler-utils", err)
	}
	return say.Errorf("is a PDF document that cannot be read (%w); print it to a new PDF file", err)
}
