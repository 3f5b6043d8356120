package pdf

import (
	"bytes"
	"strconv"
)

// Values of a file are nil, bool, float64, text, name, array, dict, ref, *stream
// and, in the contents of pages, operator.
type (
	text     string
	name     string
	operator string
	array    []any
	dict     map[name]any
	ref      int // number of the object; generations are not looked at
)

// stream is a dict with data, still packed.
type stream struct {
	dict dict
	data []byte
}

// deepest is how many arrays and dicts may stand in each other.
const deepest = 100

// lexer reads values from data.
type lexer struct {
	data []byte
	at   int
	// content says that data is the contents of a page: no references there.
	content bool
	depth   int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }

// skipSpace passes white space and comments.
func (l *lexer) skipSpace() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// closer ends an array or dict.
type closer byte

// next reads a value; more is false at the end. What is no value is passed.
func (l *lexer) next() (value any, more bool) {
	for {
		v, ok := l.token()
		if !ok {
			return nil, false
		}
		if _, stray := v.(closer); !stray {
			return v, true
		}
	}
}

// token reads a value or a closer.
func (l *lexer) token() (any, bool) {
	l.skipSpace()
	if l.at >= len(l.data) {
		return nil, false
	}
	c := l.data[l.at]
	switch c {
	case '/':
		l.at++
		return l.name(), true
	case '(':
		l.at++
		return l.literal(), true
	case '[':
		l.at++
		return l.array(), true
	case '<':
		if l.peek(1) == '<' {
			l.at += 2
			return l.dict(), true
		}
		l.at++
		return l.hex(), true
	case '>':
		l.at++
		if l.peek(0) == '>' {
			l.at++
		}
		return closer('>'), true
	case ']', '{', '}', ')':
		l.at++
		return closer(c), true
	}
	return l.word(), true
}

func (l *lexer) peek(i int) byte {
	if l.at+i < len(l.data) {
		return l.data[l.at+i]
	}
	return 0
}

// word reads a number, a reference, a keyword or an operator.
func (l *lexer) word() any {
	start := l.at
	for l.at < len(l.data) && isRegular(l.data[l.at]) {
		l.at++
	}
	word := l.data[start:l.at]
	switch string(word) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	n, ok := number(word)
	if !ok {
		return operator(word)
	}
	if !l.content && n >= 0 && n == float64(int32(n)) {
		if l.reference() {
			return ref(n)
		}
	}
	return n
}

// reference passes the rest of a reference: a generation and R.
func (l *lexer) reference() bool {
	at := l.at
	for at < len(l.data) && isSpace(l.data[at]) {
		at++
	}
	digits := at
	for at < len(l.data) && at-digits < 6 && '0' <= l.data[at] && l.data[at] <= '9' {
		at++
	}
	if at == digits || at >= len(l.data) || !isSpace(l.data[at]) {
		return false
	}
	for at < len(l.data) && isSpace(l.data[at]) {
		at++
	}
	if at >= len(l.data) || l.data[at] != 'R' || at+1 < len(l.data) && isRegular(l.data[at+1]) {
		return false
	}
	l.at = at + 1
	return true
}

// number reads a number as PDF writes it: no exponents.
func number(word []byte) (float64, bool) {
	if len(word) == 0 || len(word) > 40 {
		return 0, false
	}
	for i, c := range word {
		if (c < '0' || c > '9') && c != '.' && (i > 0 || c != '-' && c != '+') {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(string(word), 64)
	return n, err == nil
}

func (l *lexer) name() name {
	var b []byte
	for l.at < len(l.data) && isRegular(l.data[l.at]) {
		c := l.data[l.at]
		l.at++
		if c == '#' {
			if hi, lo := unhex(l.peek(0)), unhex(l.peek(1)); hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				l.at += 2
			}
		}
		b = append(b, c)
	}
	return name(b)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// hex reads a string in hexadecimal digits.
func (l *lexer) hex() text {
	var b []byte
	half := -1
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		if c == '>' {
			break
		}
		switch d := unhex(c); {
		case d < 0:
		case half < 0:
			half = d
		default:
			b = append(b, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		b = append(b, byte(half<<4))
	}
	return text(b)
}

// literal reads a string in parentheses.
func (l *lexer) literal() text {
	var b []byte
	for depth := 1; l.at < len(l.data); {
		c := l.data[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text(b)
			}
		case '\\':
			b = l.escape(b)
			continue
		}
		b = append(b, c)
	}
	return text(b)
}

// escape reads what stands after a backslash.
func (l *lexer) escape(b []byte) []byte {
	if l.at == len(l.data) {
		return b
	}
	c := l.data[l.at]
	l.at++
	switch c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case '\n':
		return b
	case '\r':
		if l.peek(0) == '\n' {
			l.at++
		}
		return b
	}
	if c < '0' || c > '7' {
		return append(b, c)
	}
	octal := int(c - '0')
	for i := 0; i < 2 && '0' <= l.peek(0) && l.peek(0) <= '7'; i++ {
		octal = octal<<3 | int(l.peek(0)-'0')
		l.at++
	}
	return append(b, byte(octal))
}

// array reads to the end of an array. One too deep is empty.
func (l *lexer) array() array {
	var a array
	l.depth++
	defer func() { l.depth-- }()
	for l.depth <= deepest {
		v, ok := l.token()
		if !ok || v == closer(']') {
			return a
		}
		switch v.(type) {
		case closer:
		case operator: // an array that was not closed
			if !l.content {
				return a
			}
		default:
			a = append(a, v)
		}
	}
	return nil
}

// dict reads to the end of a dict. One too deep is empty.
func (l *lexer) dict() dict {
	d := dict{}
	l.depth++
	defer func() { l.depth-- }()
	for l.depth <= deepest {
		key, ok := l.token()
		if !ok || key == closer('>') {
			return d
		}
		k, isName := key.(name)
		if !isName {
			if op, bad := key.(operator); bad && (op == "endobj" || op == "stream") {
				return d
			}
			continue
		}
		v, ok := l.token()
		if !ok || v == closer('>') {
			return d
		}
		if _, stray := v.(closer); !stray {
			d[k] = v
		}
	}
	return nil
}
