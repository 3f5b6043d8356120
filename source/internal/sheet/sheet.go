// Package sheet is the paper on which readers of HTML, DOCX and PDF write the
// text that they find.
package sheet

import (
	"errors"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// ErrFull says that the text is longer than a sheet may hold.
var ErrFull = errors.New("the text is longer than the limit")

// Sheet is a text that grows. Its zero value is empty and has no limit.
type Sheet struct {
	// Max is how many bytes of UTF-8 the text may have, 0 for any number.
	Max int64
	// Runes is the text: Unicode characters without NUL, and of the control
	// characters only line feed and tab.
	Runes []rune
	// Notes tell what was left out or is odd.
	Notes []model.Diagnostic

	size int64
}

// Put adds r. What is no character becomes U+FFFD, control characters are left
// out, and so is what is over the limit: see Err.
func (s *Sheet) Put(r rune) {
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
		return
	}
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	s.size += int64(utf8.RuneLen(r))
	if s.Err() == nil {
		s.Runes = append(s.Runes, r)
	}
}

// PutAll adds the characters of text.
func (s *Sheet) PutAll(text []rune) {
	for _, r := range text {
		s.Put(r)
	}
}

// Err is ErrFull once the text is over the limit, else nil.
func (s *Sheet) Err() error {
	if s.Max > 0 && s.size > s.Max {
		return ErrFull
	}
	return nil
}

// Note adds an item to Notes that is about the whole text.
func (s *Sheet) Note(code string, severity model.Severity, message string) {
	s.Notes = append(s.Notes, model.Diagnostic{Code: code, Severity: severity, Message: message})
}

// Wide says that r is written without spaces around it, as Chinese characters
// and their punctuation are.
func Wide(r rune) bool {
	switch {
	case r < 0x2014:
		return false
	case r < 0x2e80:
		return r == 0x2014 || r == 0x2018 || r == 0x2019 || r == 0x201c || r == 0x201d || r == 0x2026 || 0x2460 <= r && r <= 0x249b
	case r < 0xac00:
		return true
	}
	return 0xf900 <= r && r <= 0xfaff || 0xfe10 <= r && r <= 0xfe6f || 0xff00 <= r && r <= 0xffef || r >= 0x20000
}
