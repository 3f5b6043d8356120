package docx

import "encoding/xml"

// readParaProperties reads the properties of a paragraph, gives it its number
// and sees whether its end was deleted.
func (r *reader) readParaProperties() error {
	var name string
	list := numPr{level: -1}
	joined := false
	err := r.properties(func(e xml.StartElement) {
		switch e.Name.Local {
		case "pStyle":
			name = attr(e, "val")
		case "numId":
			list.id = attr(e, "val")
		case "ilvl":
			if i, ok := levelIndex(attr(e, "val")); ok {
				list.level = i
			}
		case "ins", "moveTo":
			r.inserted++
		case "del", "moveFrom":
			r.deleted++
			joined = true
		}
	})
	if err != nil || len(r.paras) == 0 {
		return err
	}
	p := r.paras[len(r.paras)-1]
	p.joined = joined
	r.count(p, name, list)
	return nil
}

// properties visits the elements of the properties that have just begun, but
// not those that tell how they were before a change.
func (r *reader) properties(visit func(xml.StartElement)) error {
	for depth := r.d.depth; r.d.depth >= depth; {
		t, err := r.d.next()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok || !isWord(e.Name) {
			continue
		}
		switch e.Name.Local {
		case "pPrChange", "rPrChange", "trPrChange", "tcPrChange", "numberingChange", "sectPr":
			if err := r.d.skip(); err != nil {
				return err
			}
		default:
			visit(e)
		}
	}
	return nil
}

// count gives a paragraph the next number of its list, or of that of its style.
// It does so once; a paragraph whose end was deleted is none.
func (r *reader) count(p *para, name string, list numPr) {
	if p.counted {
		return
	}
	p.counted = true
	if p.joined {
		return
	}
	if name == "" {
		name = r.styles.standard
	}
	if list.id == "" {
		styled := r.styles.numbersOf(name)
		list.id = styled.id
		if list.level < 0 {
			list.level = styled.level
		}
		if list.level < 0 {
			list.level = r.numbers.levelOf(list.id, r.styles.holder(name))
		}
	}
	if list.id == "" || list.id == "0" {
		return
	}
	p.number = r.numbers.next(list.id, max(list.level, 0))
}

// readRunProperties sees whether a run is hidden.
func (r *reader) readRunProperties() error {
	hidden, stated := false, false
	err := r.properties(func(e xml.StartElement) {
		switch e.Name.Local {
		case "vanish":
			hidden, stated = isOn(e), true
		case "rStyle":
			if !stated {
				hidden = r.styles.isHidden(attr(e, "val"))
			}
		}
	})
	if n := len(r.runs); n > 0 {
		r.runs[n-1] = hidden
	}
	return err
}
