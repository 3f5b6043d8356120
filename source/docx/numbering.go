package docx

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// numbering is what numbering.xml says, and where its lists have got to.
type numbering struct {
	abstracts map[string]*abstract
	nums      map[string]*num
	styles    *styles
}

// levels is how many levels a list has.
const levels = 9

// abstract is a definition of a list. Its counters are shared by all lists that
// use it, as Word does.
type abstract struct {
	levels    [levels]level
	styleLink string // the style whose list this is
	numLink   string // the style whose list is to be used in place of this

	count [levels]int
	begun [levels]bool
}

// level is how the numbers of a level are written.
type level struct {
	start   int
	format  string
	text    string // such as "（%1）"
	suffix  string // tab, space or nothing; "" is tab
	restart int    // the level, from 1, that begins it anew; 0 none; -1 any above
	legal   bool   // all numbers of the text are decimal
	style   string // the paragraph style that has this level
}

// num is a list.
type num struct {
	abstract  string
	overrides [levels]override
}

type override struct {
	start  *int   // where it starts, when it is first used
	level  *level // in place of that of the abstract
	served bool   // start has been used
}

func newLevel() level { return level{start: 1, format: "decimal", restart: -1} }

// read reads the part numbering.xml.
func (n *numbering) read(d *scanner) error {
	n.abstracts, n.nums = map[string]*abstract{}, map[string]*num{}
	var a *abstract
	var u *num
	var l *level
	var o *override
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
		val := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			a, u, l, o = &abstract{}, nil, nil, nil
			for i := range a.levels {
				a.levels[i] = newLevel()
			}
			n.abstracts[attr(e, "abstractNumId")] = a
		case "num":
			a, u, l, o = nil, &num{}, nil, nil
			n.nums[attr(e, "numId")] = u
		case "abstractNumId":
			if u != nil {
				u.abstract = val
			}
		case "styleLink":
			if a != nil {
				a.styleLink = val
			}
		case "numStyleLink":
			if a != nil {
				a.numLink = val
			}
		case "lvlOverride":
			o = nil
			if i, ok := levelIndex(attr(e, "ilvl")); ok && u != nil {
				o = &u.overrides[i]
			}
		case "startOverride":
			if start, err := strconv.Atoi(val); err == nil && o != nil {
				o.start = &start
			}
		case "lvl":
			l = nil
			i, ok := levelIndex(attr(e, "ilvl"))
			switch {
			case ok && a != nil:
				l = &a.levels[i]
			case ok && o != nil:
				fresh := newLevel()
				l, o.level = &fresh, &fresh
			}
		default:
			if l != nil {
				l.set(e.Name.Local, val, e)
			}
		}
	}
}

// set takes one property of a level.
func (l *level) set(name, val string, e xml.StartElement) {
	switch name {
	case "start":
		if n, err := strconv.Atoi(val); err == nil {
			l.start = n
		}
	case "numFmt":
		l.format = val
	case "lvlText":
		l.text = val
	case "suff":
		l.suffix = val
	case "isLgl":
		l.legal = isOn(e)
	case "pStyle":
		l.style = val
	case "lvlRestart":
		if n, err := strconv.Atoi(val); err == nil {
			l.restart = n
		}
	}
}

func levelIndex(s string) (int, bool) {
	i, err := strconv.Atoi(s)
	return i, err == nil && 0 <= i && i < levels
}

// resolve is the definition of a list, nil if there is none.
func (n *numbering) resolve(id string) (*num, *abstract) {
	u := n.nums[id]
	if u == nil {
		return nil, nil
	}
	a := n.abstracts[u.abstract]
	for range 4 { // links of links are not made by Word
		if a == nil || a.numLink == "" {
			break
		}
		linked := n.nums[n.styles.numbersOf(a.numLink).id]
		if linked == nil {
			break
		}
		a = n.abstracts[linked.abstract]
	}
	return u, a
}

// levelOf is the level of the list that belongs to a paragraph style, else 0.
func (n *numbering) levelOf(id, style string) int {
	if _, a := n.resolve(id); a != nil && style != "" {
		for i := range a.levels {
			if a.levels[i].style == style {
				return i
			}
		}
	}
	return 0
}

// next counts a paragraph of a list on and gives its number as Word shows it,
// with what stands between it and the text.
func (n *numbering) next(id string, at int) string {
	u, a := n.resolve(id)
	if a == nil {
		return ""
	}
	if o := &u.overrides[at]; o.start != nil && !o.served {
		o.served = true
		a.count[at], a.begun[at] = *o.start-1, true
	}
	l := u.level(a, at)
	if !a.begun[at] {
		a.count[at], a.begun[at] = l.start-1, true
	}
	a.count[at]++
	for i := at + 1; i < levels; i++ {
		if restart := u.level(a, i).restart; restart < 0 || at < restart {
			a.begun[i] = false
		}
	}
	text := n.text(u, a, at)
	if text == "" {
		return ""
	}
	switch l.suffix {
	case "nothing":
		return text
	case "space":
		return text + " "
	}
	return text + "\t"
}

func (u *num) level(a *abstract, i int) *level {
	if l := u.overrides[i].level; l != nil {
		return l
	}
	return &a.levels[i]
}

// text puts the numbers into the text of a level.
func (n *numbering) text(u *num, a *abstract, at int) string {
	l := u.level(a, at)
	if l.format == "bullet" {
		return symbols(l.text)
	}
	var b strings.Builder
	for rest := l.text; rest != ""; {
		before, after, found := strings.Cut(rest, "%")
		b.WriteString(before)
		rest = after
		if !found || after == "" || after[0] < '1' || after[0] > '9' {
			if found {
				b.WriteByte('%')
			}
			continue
		}
		i := int(after[0] - '1')
		rest = after[1:]
		b.WriteString(u.number(a, i, l.legal))
	}
	return b.String()
}

// number is the number that level i has got to; one not yet begun is at its
// start.
func (u *num) number(a *abstract, i int, legal bool) string {
	l := u.level(a, i)
	count := a.count[i]
	if !a.begun[i] {
		count = l.start
	}
	if legal && l.format != "none" {
		return strconv.Itoa(count)
	}
	return numeral(count, l.format)
}
