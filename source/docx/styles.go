package docx

import (
	"encoding/xml"
	"io"
)

// styles is what styles.xml says of numbers and of hidden text.
type styles struct {
	byID     map[string]*style
	standard string // the style of paragraphs that name none
}

type style struct {
	parent  string
	numbers numPr
	hidden  bool
}

// numPr says of which list a paragraph is; "" is none, level -1 unknown.
type numPr struct {
	id    string
	level int
}

// read reads the part styles.xml.
func (st *styles) read(d *scanner) error {
	st.byID = map[string]*style{}
	var s *style
	for {
		t, err := d.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok || !isWord(e.Name) {
			continue
		}
		switch e.Name.Local {
		case "style":
			id := attr(e, "styleId")
			s = &style{numbers: numPr{level: -1}}
			st.byID[id] = s
			if attr(e, "type") == "paragraph" && attr(e, "default") == "1" {
				st.standard = id
			}
		case "pPrChange", "rPrChange", "tblStylePr":
			if err := d.skip(); err != nil {
				return err
			}
		default:
			if s != nil {
				s.set(e)
			}
		}
	}
}

func (s *style) set(e xml.StartElement) {
	switch e.Name.Local {
	case "basedOn":
		s.parent = attr(e, "val")
	case "numId":
		s.numbers.id = attr(e, "val")
	case "ilvl":
		if i, ok := levelIndex(attr(e, "val")); ok {
			s.numbers.level = i
		}
	case "vanish":
		s.hidden = isOn(e)
	}
}

// deepestStyle bounds how far a style is based on others.
const deepestStyle = 50

// numbersOf is the list of a style or of those that it is based on.
func (st *styles) numbersOf(id string) numPr {
	found := numPr{level: -1}
	for range deepestStyle {
		s := st.byID[id]
		if s == nil {
			break
		}
		if found.level < 0 {
			found.level = s.numbers.level
		}
		if s.numbers.id != "" {
			found.id = s.numbers.id
			break
		}
		id = s.parent
	}
	return found
}

// holder is the style, of id and those that it is based on, that names a list.
func (st *styles) holder(id string) string {
	for range deepestStyle {
		s := st.byID[id]
		if s == nil || s.numbers.id != "" {
			break
		}
		id = s.parent
	}
	return id
}

// isHidden says that text of a style is not shown.
func (st *styles) isHidden(id string) bool {
	for range deepestStyle {
		s := st.byID[id]
		if s == nil {
			return false
		}
		if s.hidden {
			return true
		}
		id = s.parent
	}
	return false
}
