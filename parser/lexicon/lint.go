package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// Finding is what Lint has to say of an entry. An error keeps the entry from
// doing what it says.
type Finding struct {
	Origin   Origin
	ID       string
	Severity model.Severity
	Message  string
}

// Lint looks for entries that load and yet cannot do what they say, or that no
// example shows. The findings are in the order of the entries.
func (lx *Lexicon) Lint() []Finding {
	var all []Finding
	for _, e := range lx.Entries {
		add := func(line int, severity model.Severity, format string, args ...any) {
			o := e.Origin
			o.Line = line
			all = append(all, Finding{o, e.ID, severity, fmt.Sprintf(format, args...)})
		}
		for i, form := range e.Forms {
			if why := lx.unread(e, form); why != "" {
				add(e.lines[i], model.SeverityError, "form %q is never read: %s", form, why)
			}
			if why := lx.doubtful(e, form); why != "" {
				add(e.lines[i], model.SeverityWarning, "form %q %s", form, why)
			}
		}
		for _, x := range e.OK {
			if slices.ContainsFunc(e.No, func(y Example) bool { return y.Text == x.Text }) {
				add(x.Line, model.SeverityError, "example %q stands in ok and in no", x.Text)
			}
		}
		if len(e.OK)+len(e.No) == 0 && e.Kind != "renamed" {
			add(e.Origin.Line, model.SeverityWarning, "has no example")
		}
	}
	return all
}

// unread says why the parser never comes to read a form, "" if it does. In a
// sentence it looks for times first, then for commitments, fixed terms, numbers
// and words; the first that it finds has the text.
func (lx *Lexicon) unread(e *Entry, form string) string {
	text := []rune(form)
	switch e.Kind {
	case "units":
		if strings.ContainsRune("0123456789", text[0]) {
			return "a digit is a part of the number before it"
		}
		if len(text) == 1 && isMultiplier(text[0]) {
			return "it is a part of the number"
		}
	case "words", "terms", "implied":
		if id, n := lx.Period.Match(text, 0); n > 0 && !strings.HasPrefix(lx.Periods[id].ID, "plan.") {
			return fmt.Sprintf("the time %q (%s) is read first", string(text[:n]), lx.Periods[id].ID)
		}
	}
	if e.Kind != "words" {
		return ""
	}
	if !isHan(text[0]) {
		return "a word begins with a Chinese character"
	}
	if id, n := lx.Commitment.Match(text, 0); n > 0 && lx.Implied[id].Shape == "word" {
		return fmt.Sprintf("the commitment %q (%s) is read first", string(text[:n]), lx.Implied[id].ID)
	}
	if id, n := lx.Fixed.Match(text, 0); n == len(text) {
		return fmt.Sprintf("the fixed term (%s) is read first", lx.Terms[id].ID)
	}
	return ""
}

// doubtful says what is probably a slip, "" if nothing is.
func (lx *Lexicon) doubtful(e *Entry, form string) string {
	text := []rune(form)
	if e.Kind == "units" && len(text) > 1 && isMultiplier(text[0]) && text[0] != '千' { // 千瓦 is a unit, 万亩 is none
		if _, n := lx.Unit.Match(text, 1); n == len(text)-1 {
			return fmt.Sprintf("is a unit by itself: its numbers are not multiplied by %c", text[0])
		}
	}
	if id, n := lx.FurnitureKey.Match(text, 0); e.Kind == "labels" && e.Value("use") == "label" && n == len(text) {
		return fmt.Sprintf("is a key of pages too (%s): at either end of a text its line is furniture", lx.Furniture[id].ID)
	}
	depth := 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '、' && depth == 0 && i > 0 && i < len(text)-1:
			return "holds 、; are these two forms?"
		}
	}
	return ""
}

func isMultiplier(r rune) bool { return strings.ContainsRune("十百千万亿", r) }

func isHan(r rune) bool {
	return 0x4e00 <= r && r <= 0x9fff || r == '〇' || 0x3400 <= r && r <= 0x4dbf || r >= 0x20000
}
