// Package say makes messages that can be told in more than one language.
//
// A message is an error that keeps its format and arguments. Error gives it in
// English, so that the package can stand wherever fmt.Errorf does; In gives it in
// another language, by the catalogue zh.yaml. Formats must be written out where
// Errorf, Sprintf and Hintf are called: a test compares them with the catalogue.
//
// A message about a file begins with it, as "%s: …" or "%s:%d: …" with a string;
// see FileOf. What begins so and is no file is a Phrase.
package say

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// The languages of messages.
const (
	English = "en"
	Chinese = "zh"
)

// Languages are all languages of messages.
func Languages() []string { return []string{English, Chinese} }

// Message is an error that can be told in another language.
type Message struct {
	Format string // in English, as of fmt.Errorf
	Args   []any

	err error
}

// Errorf is fmt.Errorf, %w included, with a result that can be translated. Of the
// arguments errors, phrases and hints are translated too, strings are not.
func Errorf(format string, args ...any) error {
	return &Message{Format: format, Args: args, err: fmt.Errorf(format, args...)}
}

// sayer is an error of parts that gives them as a message.
type sayer interface {
	error
	Say() error
}

// Error is the message in English.
func (m *Message) Error() string { return m.err.Error() }

// Unwrap gives what fmt.Errorf made, which wraps the arguments of %w.
func (m *Message) Unwrap() error { return m.err }

// Phrase is a part of a message in English, which is translated by the format it
// must have been made of.
type Phrase string

// Hint is a phrase that says what to do: it ends a message, and programs get it
// by itself.
type Hint string

// Sprintf is fmt.Sprintf, with a result that can be translated.
func Sprintf(format string, args ...any) Phrase { return Phrase(fmt.Sprintf(format, args...)) }

// Hintf is Sprintf for a hint.
func Hintf(format string, args ...any) Hint { return Hint(fmt.Sprintf(format, args...)) }

// In is what err says in a language; in English where it cannot be translated,
// or in part.
func In(lang string, err error) string {
	if lang != Chinese {
		return err.Error()
	}
	text := err.Error()
	var path *fs.PathError
	switch e := err.(type) {
	case *Message:
		return chinese().message(e)
	case sayer:
		return In(lang, e.Say())
	case interface{ Unwrap() []error }:
		var lines []string
		for _, one := range e.Unwrap() {
			lines = append(lines, In(lang, one))
		}
		if plain := errors.Join(e.Unwrap()...); plain != nil && plain.Error() == text {
			return strings.Join(lines, "\n")
		}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil && inner.Error() == text {
			return In(lang, inner) // a wrapper that says nothing of its own
		}
	}
	if name := systemError(err); name != "" {
		return chinese().text(name)
	}
	if errors.As(err, &path) && text == path.Error() {
		return path.Path + ": " + In(lang, path.Err)
	}
	return chinese().text(text)
}

// Text is a phrase in a language, in English where it cannot be translated.
func Text(lang string, p Phrase) string {
	if lang != Chinese {
		return string(p)
	}
	return chinese().text(string(p))
}

// HintOf is the hint of err, "" where there is none.
func HintOf(err error) Hint {
	var found Hint
	eachMessage(err, func(m *Message) bool {
		for _, arg := range m.Args {
			switch a := arg.(type) {
			case Hint:
				found = a
			case Phrase:
				found = hintIn(string(a))
			}
			if found != "" {
				return false
			}
		}
		return true
	})
	return found
}

// hintIn is the hint that ends a phrase, which has been made into one text.
func hintIn(text string) Hint {
	for _, begin := range []string{"did you mean ", "known are ", "to replace it, ", "to take it away "} {
		if i := strings.LastIndex(text, "; "+begin); i >= 0 {
			return Hint(text[i+len("; "):])
		}
	}
	return ""
}

// FileOf is the file that err is about and the line in it, "" and 0 where it
// names none.
func FileOf(err error) (file string, line int) {
	eachMessage(err, func(m *Message) bool {
		name, isString := "", false
		if len(m.Args) > 0 {
			name, isString = m.Args[0].(string)
		}
		if !isString {
			return true
		}
		switch {
		case strings.HasPrefix(m.Format, "%s:%d:") && len(m.Args) > 1:
			file = name
			line, _ = m.Args[1].(int)
		case strings.HasPrefix(m.Format, "%s: "):
			file = name
		}
		return file == ""
	})
	return file, line
}

// CodeOf is the code that the catalogue gives a message in err, "" where it gives
// none.
func CodeOf(err error) string {
	code := ""
	eachMessage(err, func(m *Message) bool {
		if e, known := chinese().byFormat[m.Format]; known {
			code = e.Code
		}
		return code == ""
	})
	if code == "" {
		code = chinese().codeOf(err.Error())
	}
	return code
}

// eachMessage visits the messages that err is made of, outermost first, until
// visit says to stop.
func eachMessage(err error, visit func(*Message) bool) bool {
	if m, ok := err.(*Message); ok {
		if !visit(m) {
			return false
		}
		for _, arg := range m.Args {
			if e, ok := arg.(error); ok && !eachMessage(e, visit) {
				return false
			}
		}
		return true
	}
	switch e := err.(type) {
	case sayer:
		return eachMessage(e.Say(), visit)
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return eachMessage(inner, visit)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			if !eachMessage(inner, visit) {
				return false
			}
		}
	}
	return true
}
