package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/parser/lexicon"
	"github.com/fenjie/fenjie/source"
)

// coded is an error with a code for programs.
type coded struct {
	code string
	err  error
}

func (e *coded) Error() string { return e.err.Error() }
func (e *coded) Unwrap() error { return e.err }

// complain tells of an error on one line of standard error, if it says anything.
func (a *app) complain(err error) { a.tell("error", err) }

// warn tells of what may be wrong and stops nothing.
func (a *app) warn(err error) { a.tell("warning", err) }

// note tells of what the user may like to know.
func (a *app) note(err error) { a.tell("note", err) }

// logLine is a message on standard error with --log-format json.
type logLine struct {
	Level   string `json:"level"`
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Hint    string `json:"hint,omitempty"`
}

func (a *app) tell(level string, err error) {
	text := say.In(a.lang, err)
	if text == "" {
		return
	}
	line := "fenjie: " + export.Printable(text)
	switch {
	case a.logs == "json":
		line = logJSON(a.line(level, text, err))
	case level == "warning":
		line = "fenjie: " + say.Text(a.lang, say.Sprintf("warning: ")) + export.Printable(text)
	}
	a.telling.Lock()
	defer a.telling.Unlock()
	fmt.Fprintln(a.stderr, line)
}

func (a *app) line(level, text string, err error) logLine {
	file, number := say.FileOf(err)
	return logLine{
		Level: level, Code: codeOf(level, err), Message: text, File: file, Line: number,
		Hint: say.Text(a.lang, say.Phrase(say.HintOf(err))),
	}
}

// codeOf is the kind of err, for programs:
//
//	usage         the command line
//	settings      a settings file or variable
//	lexicon       a file of the user's words
//	unreadable    an input that cannot be read
//	undecodable   an input that is no text, of a kind that is not read, or damaged
//	too_large     an input that is larger than the limit
//	timeout       an input that was not done in time
//	bad_line      a line that is no object of a stream
//	unwritable    an output that cannot be written
//	interrupted   the user stopped the program
//	internal      a mistake in fenjie
//	below         a figure of eval is lower than it must be
//	require       a document lacks what --require asks for
//	failed        any other
//
// Warnings and notes without a code of their own have their level for one.
func codeOf(level string, err error) string {
	var own *coded
	var exit *exitError
	var bad *source.Error
	var output *export.OutputError
	var problem lexicon.Problem
	var input *batch.Error
	code := say.CodeOf(err)
	switch {
	case errors.As(err, &input):
		return batch.CodeOf(err)
	case errors.As(err, &own):
		return own.code
	case code != "":
		return code
	case errors.As(err, &output):
		return "unwritable"
	case errors.As(err, &bad):
		return "undecodable"
	case errors.As(err, &problem):
		return "lexicon"
	case errors.Is(err, context.Canceled), errors.As(err, &exit) && exit.code == exitInterrupted:
		return "interrupted"
	case exit != nil && exit.code == exitUsage:
		return "usage"
	case say.IsSystem(err):
		return "unreadable"
	case level != "error":
		return level
	}
	return "failed"
}

// logJSON is a line of JSON in which nothing can act on a terminal.
func logJSON(line logLine) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		panic(err) // strings and numbers
	}
	var out strings.Builder
	for _, r := range strings.TrimSuffix(b.String(), "\n") {
		if unicode.IsPrint(r) || r == '\u3000' || r > 0xffff {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}

// outputError is what went wrong with the output at path.
func outputError(path string, err error) error {
	return &coded{"unwritable", say.Errorf("%s: %w", path, say.Reason(err))}
}
