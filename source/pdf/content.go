package pdf

import (
	"bytes"
	"math"
)

// matrix is the first two columns of a transformation.
type matrix [6]float64

func identity() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// times applies m first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// piece is text that was drawn at one go, in points from the left and bottom.
type piece struct {
	x0, x1, y, size float64
	text            []rune
}

// state is what q saves and Q restores.
type state struct {
	font                        *font
	size, chars, words, leading float64
	stretch, rise               float64
	ctm                         matrix
}

// painter draws the contents of pages. It is kept for all pages, for fonts and
// for the count of what is drawn.
type painter struct {
	file  *file
	fonts map[ref]*font
	steps int

	pieces    []piece
	resources dict
	state     state
	saved     []state
	line, at  matrix // Tlm and Tm
}

const (
	mostSteps = 20_000_000 // operators and characters of a file
	mostSaved = 1000
	mostForms = 8 // forms in forms
)

// paint gives the pieces of text of a page.
func (p *painter) paint(pg page) ([]piece, error) {
	p.pieces, p.saved = nil, nil
	p.resources = pg.resources
	p.state = state{stretch: 1, ctm: identity()}
	switch pg.rotate {
	case 90:
		p.state.ctm = matrix{0, -1, 1, 0, 0, 0}
	case 180:
		p.state.ctm = matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		p.state.ctm = matrix{0, 1, -1, 0, 0, 0}
	}
	data, err := p.contents(pg.dict["Contents"])
	if err != nil {
		return nil, err
	}
	err = p.run(data, 0)
	return p.pieces, err
}

func (p *painter) contents(v any) ([]byte, error) {
	switch v := p.file.get(v).(type) {
	case *stream:
		return p.file.unpack(v)
	case array:
		var all []byte
		for _, part := range v {
			s, ok := p.file.get(part).(*stream)
			if !ok {
				continue
			}
			data, err := p.file.unpack(s)
			if err != nil {
				return nil, err
			}
			all = append(append(all, data...), '\n')
		}
		return all, nil
	}
	return nil, nil
}

// run does the operators of data.
func (p *painter) run(data []byte, forms int) error {
	l := &lexer{data: data, content: true}
	p.line, p.at = identity(), identity()
	var args []any
	for {
		v, ok := l.next()
		if !ok {
			return nil
		}
		if p.steps++; p.steps > mostSteps {
			return errComplex
		}
		op, isOperator := v.(operator)
		if !isOperator {
			if len(args) < 64 {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "BI":
			skipImage(l)
		case "Do":
			if err := p.form(args, forms); err != nil {
				return err
			}
		default:
			p.do(op, args)
		}
		args = args[:0]
	}
}

// skipImage passes an image inside the contents.
func skipImage(l *lexer) {
	for {
		i := bytes.Index(l.data[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.data)
			return
		}
		at := l.at + i
		l.at = at + 2
		if at > 0 && isSpace(l.data[at-1]) && (l.at == len(l.data) || isSpace(l.data[l.at])) {
			return
		}
	}
}

// form draws the contents of a form.
func (p *painter) form(args []any, forms int) error {
	if len(args) == 0 || forms >= mostForms {
		return nil
	}
	key, _ := args[0].(name)
	s, ok := p.file.get(p.file.dictOf(p.resources["XObject"])[key]).(*stream)
	if !ok || p.file.nameOf(s.dict["Subtype"]) != "Form" {
		return nil
	}
	data, err := p.file.unpack(s)
	if err != nil {
		return err
	}
	state, saved, resources, line, at := p.state, p.saved, p.resources, p.line, p.at
	p.saved = nil
	if r := p.file.dictOf(s.dict["Resources"]); r != nil {
		p.resources = r
	}
	var m [6]float64
	if list := p.file.arrayOf(s.dict["Matrix"]); len(list) == 6 {
		for i := range m {
			m[i], _ = p.file.numberOf(list[i])
		}
		p.state.ctm = matrix(m).times(p.state.ctm)
	}
	err = p.run(data, forms+1)
	p.state, p.saved, p.resources, p.line, p.at = state, saved, resources, line, at
	return err
}

// numbers are the last n of args; nil if there are fewer or others.
func numbers(args []any, n int) []float64 {
	if len(args) < n {
		return nil
	}
	list := make([]float64, n)
	for i, v := range args[len(args)-n:] {
		f, ok := v.(float64)
		if !ok || math.Abs(f) > 1e9 {
			return nil
		}
		list[i] = f
	}
	return list
}

// do does an operator. What is not about text or its place is left out.
func (p *painter) do(op operator, args []any) {
	switch op {
	case "q":
		if len(p.saved) < mostSaved {
			p.saved = append(p.saved, p.state)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.state, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		if n := numbers(args, 6); n != nil {
			p.state.ctm = matrix(n).times(p.state.ctm)
		}
	case "BT":
		p.line, p.at = identity(), identity()
	case "Tf":
		p.setFont(args)
	case "Td", "TD":
		if n := numbers(args, 2); n != nil {
			p.move(n[0], n[1])
			if op == "TD" {
				p.state.leading = -n[1]
			}
		}
	case "Tm":
		if n := numbers(args, 6); n != nil {
			p.line = matrix(n)
			p.at = p.line
		}
	case "T*":
		p.move(0, -p.state.leading)
	case "Tj":
		p.show(args)
	case "TJ":
		if len(args) > 0 {
			list, _ := args[0].(array)
			p.show(list)
		}
	case "'":
		p.move(0, -p.state.leading)
		p.show(args)
	case "\"":
		if n := numbers(args[:min(2, len(args))], 2); n != nil {
			p.state.words, p.state.chars = n[0], n[1]
		}
		p.move(0, -p.state.leading)
		p.show(args[min(2, len(args)):])
	default:
		p.set(op, args)
	}
}

// set takes one number of the state of text.
func (p *painter) set(op operator, args []any) {
	n := numbers(args, 1)
	if n == nil {
		return
	}
	switch op {
	case "Tc":
		p.state.chars = n[0]
	case "Tw":
		p.state.words = n[0]
	case "Tz":
		p.state.stretch = n[0] / 100
	case "TL":
		p.state.leading = n[0]
	case "Ts":
		p.state.rise = n[0]
	}
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.at = p.line
}

func (p *painter) setFont(args []any) {
	if len(args) < 2 {
		return
	}
	key, _ := args[0].(name)
	p.state.size, _ = args[1].(float64)
	v := p.file.dictOf(p.resources["Font"])[key]
	number, isRef := v.(ref)
	if !isRef {
		p.state.font = p.file.readFont(v)
		p.steps += 1000
		return
	}
	if p.fonts[number] == nil {
		p.fonts[number] = p.file.readFont(v)
	}
	p.state.font = p.fonts[number]
}

// show draws strings; the numbers between them move by thousandths of the size.
func (p *painter) show(list []any) {
	s := &p.state
	if s.font == nil {
		return
	}
	for _, v := range list {
		switch v := v.(type) {
		case float64:
			p.forward(-v / 1000 * s.size * s.stretch)
		case text:
			p.string(v)
		}
	}
}

func (p *painter) string(v text) {
	s := &p.state
	p.steps += len(v)
	begin := p.place()
	var all []rune
	s.font.glyphs(v, func(g glyph) {
		all = append(all, g.text...)
		forward := g.width/1000*s.size + s.chars
		if g.space {
			forward += s.words
		}
		p.forward(forward * s.stretch)
	})
	end := p.place()
	m := p.at.times(s.ctm)
	size := s.size * math.Hypot(m[2], m[3])
	if len(all) > 0 && !math.IsNaN(size) && !math.IsNaN(end[4]) {
		p.pieces = append(p.pieces, piece{min(begin[4], end[4]), max(begin[4], end[4]), begin[5], math.Abs(size), all})
	}
}

func (p *painter) forward(x float64) { p.at = matrix{1, 0, 0, 1, x, 0}.times(p.at) }

// place is where the next character is drawn.
func (p *painter) place() matrix {
	return matrix{1, 0, 0, 1, 0, p.state.rise}.times(p.at).times(p.state.ctm)
}
