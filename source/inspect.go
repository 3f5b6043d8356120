package source

import (
	"fmt"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// A sighting counts one sort of trouble in a text.
type sighting struct {
	count int
	first model.Span
}

func (s *sighting) add(start, end int) {
	if s.count == 0 {
		s.first = model.Span{Start: start, End: end}
	}
	s.count++
}

// inspect finds what shows that a text was ruined before it was read.
func inspect(t *Text) []model.Diagnostic {
	var ruined, replaced, private sighting
	for i, r := range t.Runes {
		switch {
		case r < '\u65a4':
		case r == '\u65a4' && i > 0 && i+1 < len(t.Runes) && t.Runes[i-1] == '锟' && t.Runes[i+1] == '拷':
			ruined.add(i-1, i+2)
		case r == utf8.RuneError:
			replaced.add(i, i+1)
		case 0xe000 <= r && r <= 0xf8ff:
			private.add(i, i+1)
		}
	}
	var notes []model.Diagnostic
	note := func(s sighting, code, format string) {
		if s.count > 0 {
			notes = append(notes, model.Diagnostic{Code: code, Severity: model.SeverityWarning, Message: fmt.Sprintf(format, s.count), Span: s.first})
		}
	}
	note(ruined, "mojibake", "锟斤拷 stands %d times: the text was ruined before, ask for the original")
	note(replaced, "replacement_character", "%d characters were lost before (U+FFFD), ask for the original")
	if t.Encoding == "gb18030" {
		note(private, "private_use_character", "%d characters of the private use area, which only some fonts have")
	}
	return notes
}
