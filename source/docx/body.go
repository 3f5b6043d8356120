package docx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/source/internal/sheet"
)

// reader reads the parts with text: notes, then the main part.
type reader struct {
	out     *sheet.Sheet
	styles  styles
	numbers numbering
	notes   map[string][]rune // text of notes, by kind and id

	d      *scanner
	places []*place // that lines go to; the first is out
	paras  []*para  // open ones: a text box stands in a paragraph
	rows   []*row
	runs   []bool // open runs: whether they are hidden
	picks  []bool // open choices between contents: whether one was taken
	fields []bool // open fields: whether the text is still the instruction
	ends   []end

	pending  int64 // characters that were read
	inserted int
	deleted  int
	noted    map[string]int // notes that were written, by kind
}

// place is a cell, a text box or a note.
type place struct {
	lines  [][]rune
	after  [][]rune // lines that belong after the row
	size   int
	cell   bool
	nested bool   // there is a table inside
	merged bool   // it goes on a cell above
	carry  []rune // text whose end of paragraph was deleted
}

// para is a paragraph: its text and the lines that belong after it.
type para struct {
	number  string
	counted bool
	joined  bool // with the next one, for its end was deleted
	text    []rune
	after   [][]rune
}

type row struct {
	cells   []*place
	deleted bool
}

// end is what to do at the end of the element that is depth deep.
type end struct {
	depth int
	do    func()
}

// read reads a part with text.
func (r *reader) read(d *scanner) error {
	r.d = d
	r.places = []*place{{}}
	for {
		t, err := d.next()
		if err == io.EOF {
			r.close(r.places[0])
			return r.out.Err()
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = r.begin(t)
		case xml.EndElement:
			if n := len(r.ends); n > 0 && r.ends[n-1].depth == d.depth+1 {
				do := r.ends[n-1].do
				r.ends = r.ends[:n-1]
				do()
			}
		}
		if err == nil {
			err = r.out.Err()
		}
		if err != nil {
			return err
		}
	}
}

// atEnd has do called at the end of the element that has just begun.
func (r *reader) atEnd(do func()) { r.ends = append(r.ends, end{r.d.depth, do}) }

func (r *reader) begin(e xml.StartElement) error {
	switch {
	case isWord(e.Name):
		return r.beginWord(e)
	case strings.HasSuffix(e.Name.Space, "/markup-compatibility/2006"):
		return r.beginChoice(e.Name.Local)
	case e.Name.Local == "t" && strings.HasSuffix(e.Name.Space, "/math"):
		return r.readText(true)
	}
	return nil
}

// skipped are elements that hold no text, or none that is shown.
var skipped = map[string]bool{
	"sectPr": true, "sdtPr": true, "sdtEndPr": true, "tblPr": true, "tblPrEx": true, "tblGrid": true, "instrText": true,
	"delText": true, "delInstrText": true, "rt": true, "customXmlPr": true, "smartTagPr": true, "rubyPr": true,
}

// marks are elements that stand for a character.
var marks = map[string]rune{"tab": '\t', "ptab": '\t', "br": '\n', "cr": '\n', "noBreakHyphen": '-'}

func (r *reader) beginWord(e xml.StartElement) error {
	name := e.Name.Local
	if skipped[name] {
		return r.d.skip()
	}
	if mark, found := marks[name]; found {
		return r.add(mark)
	}
	switch name {
	case "p":
		r.paras = append(r.paras, &para{})
		r.atEnd(r.endPara)
	case "pPr":
		return r.readParaProperties()
	case "r":
		r.runs = append(r.runs, false)
		r.atEnd(func() { r.runs = r.runs[:len(r.runs)-1] })
	case "rPr":
		return r.readRunProperties()
	case "t":
		return r.readText(attr(e, "space") == "preserve")
	case "sym":
		return r.addSymbol(e)
	case "fldChar":
		r.field(attr(e, "fldCharType"))
	case "footnoteReference", "endnoteReference":
		r.addNote(strings.TrimSuffix(name, "Reference"), attr(e, "id"))
	case "footnote", "endnote":
		return r.beginNote(e)
	case "ins", "moveTo":
		r.inserted++
	case "del", "moveFrom":
		r.deleted++
		return r.d.skip()
	case "txbxContent":
		r.beginBox()
	default:
		return r.beginTable(e)
	}
	return nil
}

// beginChoice reads one of several contents that are given for programs of
// different age.
func (r *reader) beginChoice(name string) error {
	switch name {
	case "AlternateContent":
		r.picks = append(r.picks, false)
		r.atEnd(func() { r.picks = r.picks[:len(r.picks)-1] })
	case "Choice", "Fallback":
		n := len(r.picks)
		if n > 0 && r.picks[n-1] {
			return r.d.skip()
		}
		if n > 0 {
			r.picks[n-1] = true
		}
	}
	return nil
}

// readText adds the text of the element that has just begun.
func (r *reader) readText(keepBlanks bool) error {
	var b strings.Builder
	for depth := r.d.depth; r.d.depth >= depth; {
		t, err := r.d.next()
		if err != nil {
			return err
		}
		if chars, ok := t.(xml.CharData); ok {
			b.Write(chars)
		}
	}
	text := b.String()
	if !keepBlanks {
		text = strings.Trim(text, " \t\r\n")
	}
	return r.add([]rune(text)...)
}

// add adds characters to the paragraph, unless they are not shown.
func (r *reader) add(text ...rune) error {
	if len(r.paras) == 0 || len(r.runs) > 0 && r.runs[len(r.runs)-1] {
		return nil
	}
	for _, instruction := range r.fields {
		if instruction {
			return nil
		}
	}
	r.pending += int64(len(text))
	if r.out.Max > 0 && r.pending > r.out.Max {
		return sheet.ErrFull
	}
	p := r.paras[len(r.paras)-1]
	p.text = append(p.text, text...)
	return nil
}

func (r *reader) addSymbol(e xml.StartElement) error {
	code, err := strconv.ParseUint(attr(e, "char"), 16, 16)
	if err != nil {
		return nil
	}
	return r.add([]rune(symbols(string(rune(code))))...)
}

// mostFields bounds the fields in fields.
const mostFields = 100

// field follows the parts of a field: its instruction, then its result.
func (r *reader) field(part string) {
	n := len(r.fields)
	switch {
	case part == "begin" && n < mostFields:
		r.fields = append(r.fields, true)
	case part == "separate" && n > 0:
		r.fields[n-1] = false
	case part == "end" && n > 0:
		r.fields = r.fields[:n-1]
	}
}

// endPara writes the paragraph. An instruction does not go on past its end.
func (r *reader) endPara() {
	p := r.paras[len(r.paras)-1]
	r.paras = r.paras[:len(r.paras)-1]
	for i := range r.fields {
		r.fields[i] = false
	}
	r.count(p, "", numPr{level: -1})
	here := r.places[len(r.places)-1]
	p.text = append(here.carry, p.text...)
	here.carry = nil
	switch {
	case p.joined:
		here.carry = p.text
	case strings.TrimSpace(string(p.text)) != "":
		r.write(append([]rune(p.number), p.text...))
	}
	r.writeAfter(p.after)
}

// write adds a line to the place where the reader is.
func (r *reader) write(line []rune) { r.writeAll([][]rune{line}, len(line)) }

// writeAll adds lines of that many characters.
func (r *reader) writeAll(lines [][]rune, size int) {
	if len(r.places) > 1 {
		here := r.places[len(r.places)-1]
		here.lines = moved(here.lines, lines)
		here.size += size
		return
	}
	for _, line := range lines {
		r.out.PutAll(line)
		r.out.Put('\n')
	}
}

// writeAfter adds lines after the paragraph that has ended, or after the row
// that it is in.
func (r *reader) writeAfter(lines [][]rune) {
	if here := r.places[len(r.places)-1]; here.cell {
		here.after = moved(here.after, lines)
		return
	}
	r.writeAll(lines, 0)
}

// moved is to with the lines of from, which is not used any more. Lines go up
// through many places, and mostly to one that is empty.
func moved(to, from [][]rune) [][]rune {
	if len(to) == 0 {
		return from
	}
	return append(to, from...)
}

// close writes what is left of a place.
func (r *reader) close(p *place) {
	if len(p.carry) > 0 {
		r.write(p.carry)
		p.carry = nil
	}
}

// enter begins a place.
func (r *reader) enter(p *place) { r.places = append(r.places, p) }

// leave ends the innermost place.
func (r *reader) leave() *place {
	p := r.places[len(r.places)-1]
	r.close(p)
	r.places = r.places[:len(r.places)-1]
	return p
}

// beginBox reads a text box. Its lines come after the paragraph it hangs on.
func (r *reader) beginBox() {
	r.enter(&place{})
	runs, fields := r.runs, r.fields
	r.runs, r.fields = nil, nil
	r.atEnd(func() {
		r.runs, r.fields = runs, fields
		lines := r.leave().lines
		if len(r.paras) == 0 {
			r.writeAfter(lines)
			return
		}
		p := r.paras[len(r.paras)-1]
		p.after = moved(p.after, lines)
	})
}

// beginNote reads a foot- or endnote, of the part that holds them.
func (r *reader) beginNote(e xml.StartElement) error {
	switch attr(e, "type") {
	case "", "normal":
	default: // the line above the notes
		return r.d.skip()
	}
	key := e.Name.Local + " " + attr(e, "id")
	r.enter(&place{})
	r.atEnd(func() {
		var text []rune
		for _, line := range r.leave().lines {
			text = append(append(text, line...), ' ')
		}
		if r.notes == nil {
			r.notes = map[string][]rune{}
		}
		r.notes[key] = []rune(strings.TrimSpace(string(text)))
	})
	return nil
}

// noteNames are what a note is called in front of its text.
var noteNames = map[string]string{"footnote": "注", "endnote": "尾注"}

// addNote puts a note after the paragraph that refers to it, once.
func (r *reader) addNote(kind, id string) {
	text, found := r.notes[kind+" "+id]
	if !found || len(r.paras) == 0 {
		return
	}
	delete(r.notes, kind+" "+id)
	if r.noted == nil {
		r.noted = map[string]int{}
	}
	r.noted[kind]++
	p := r.paras[len(r.paras)-1]
	p.after = append(p.after, append([]rune(fmt.Sprintf("%s%d\uff1a", noteNames[kind], r.noted[kind])), text...))
}
