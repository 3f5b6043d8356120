package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fenjie/fenjie/internal/say"
)

// lineRoom is what a line of a stream may have beside its text: the id and
// other keys. A character of the text can take six bytes: \u67f3.
const lineRoom = 64 << 10

// ReadStream gives an input for each line of r, which is NDJSON: an object with
// the id of a document (a string or a number) and its text; other keys mean
// nothing. A line that is no such object is an input with an error, and so is
// one whose text is longer than max bytes (0: no limit). Path names r.
func ReadStream(path string, r io.Reader, max int64) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		b := bufio.NewReaderSize(r, 64<<10)
		for n := 1; ; n++ {
			line, err := readLine(b, max)
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if err == io.EOF {
				return
			}
			in := Input{Path: path, Line: n, Key: json.RawMessage("null")}
			if err == nil {
				err = in.parse(line, max)
			}
			if err != nil {
				in.Err = say.Errorf("%s:%d: %w", path, n, err)
			}
			// After an error of the stream itself nothing comes.
			if !yield(in) || err != nil && CodeOf(err) == CodeUnreadable {
				return
			}
		}
	}
}

// readLine reads a line without its end; the error is io.EOF after the last.
// Of a line that is too long nothing is kept.
func readLine(b *bufio.Reader, max int64) ([]byte, error) {
	var line []byte
	long, begun := false, false
	for {
		part, err := b.ReadSlice('\n')
		begun = begun || len(part) > 0
		if long = long || max > 0 && int64(len(line)+len(part)) > 6*max+lineRoom; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && !begun:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, &Error{CodeUnreadable, say.Reason(err)}
		case long:
			return nil, tooLarge(max)
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

func tooLarge(max int64) error {
	return coded(CodeTooLarge, "larger than %d bytes, the limit of --max-text", max)
}

func (in *Input) parse(line []byte, max int64) error {
	if !utf8.Valid(line) {
		return coded(CodeBadLine, "the line is not in UTF-8")
	}
	if len(bytes.TrimSpace(line)) == 0 {
		return coded(CodeBadLine, `the line is empty; an object such as {"id": "7", "text": "…"} is needed`)
	}
	var object map[string]json.RawMessage // a struct would take Text and TEXT for text
	var wrong *json.UnmarshalTypeError
	switch err := json.Unmarshal(line, &object); {
	case errors.As(err, &wrong):
		return coded(CodeBadLine, `not an object such as {"id": "7", "text": "…"}`)
	case err != nil:
		return coded(CodeBadLine, "not JSON: %w", err)
	}
	id, ok := idOf(object["id"])
	if !ok {
		return coded(CodeBadLine, `"id" is missing, or neither a string nor a number`)
	}
	in.ID, in.Key = id, object["id"]
	return in.parseText(object["text"], max)
}

// parseText reads a text as it stands in JSON; nil is none.
func (in *Input) parseText(raw json.RawMessage, max int64) error {
	var text string
	switch {
	case raw == nil || string(raw) == "null":
		return coded(CodeBadLine, `"text" is missing`)
	case json.Unmarshal(raw, &text) != nil:
		return coded(CodeBadLine, `"text" is not a string`)
	case halfPair(raw):
		return coded(CodeBadLine, `"text" has half of a surrogate pair, as in \ud800, which is no character`)
	case max > 0 && int64(len(text)) > max:
		return tooLarge(max)
	}
	in.Text = text
	return nil
}

// halfPair says whether a string of JSON has an escape that is half a character
// of UTF-16. Its reader makes U+FFFD of that and does not say so.
func halfPair(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		switch first, second := escaped(raw[i:]), escaped(raw[min(i+6, len(raw)):]); {
		case !utf16.IsSurrogate(first):
			i++ // \\ is two
		case utf16.DecodeRune(first, second) == utf8.RuneError:
			return true
		default:
			i += 11
		}
	}
	return false
}

// escaped is the character that \uXXXX at the start of raw stands for, else 0.
func escaped(raw []byte) rune {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0
	}
	n, _ := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return rune(n)
}

// idOf is the id as text.
func idOf(key json.RawMessage) (string, bool) {
	var s string
	if len(key) > 0 && key[0] == '"' && json.Unmarshal(key, &s) == nil {
		return s, true
	}
	var n json.Number
	if len(key) > 0 && (key[0] == '-' || '0' <= key[0] && key[0] <= '9') && json.Unmarshal(key, &n) == nil {
		return n.String(), true
	}
	return "", false
}
