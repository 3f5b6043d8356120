package say

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed zh.yaml
var zhYAML []byte

// entry is a line of the catalogue.
type entry struct {
	En   string `yaml:"en"`   // the format in the source
	Zh   string `yaml:"zh"`   // the same in Chinese; %[2]s takes the second argument
	Code string `yaml:"code"` // the code of the message for programs, if it has one of its own
	From string `yaml:"from"` // whose message it is, if not ours: cobra, os

	match   *regexp.Regexp // a text made of En
	literal int            // bytes of En that are no verbs
}

// catalogue is the entries, by format and by how much they say.
type catalogue struct {
	byFormat map[string]*entry
	sorted   []*entry
}

// chinese is the catalogue. It is read when something is to be translated.
var chinese = sync.OnceValue(func() *catalogue { return read(zhYAML) })

func read(data []byte) *catalogue {
	var entries []*entry
	if err := yaml.Unmarshal(data, &entries); err != nil {
		panic(err) // a mistake in an embedded file, which tests read
	}
	c := &catalogue{byFormat: map[string]*entry{}, sorted: entries}
	for _, e := range entries {
		c.byFormat[e.En] = e
		e.match, e.literal = matcher(e.En)
	}
	slices.SortStableFunc(c.sorted, func(a, b *entry) int { return cmp.Compare(b.literal, a.literal) })
	return c
}

// verb is a verb of a format: %s, %[2]q, %02x, %%.
var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([-+# 0]*[\d.]*)([a-zA-Z%])`)

// matcher finds the arguments in a text that a format made.
func matcher(format string) (match *regexp.Regexp, literal int) {
	var b strings.Builder
	b.WriteString(`(?s)^`)
	at := 0
	for _, v := range verb.FindAllStringSubmatchIndex(format, -1) {
		b.WriteString(regexp.QuoteMeta(format[at:v[0]]))
		literal += v[0] - at
		switch format[v[6]:v[7]] {
		case "%":
			b.WriteString("%")
		case "q":
			b.WriteString(`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`)
		case "d", "x":
			b.WriteString(`(-?[0-9a-f]+)`)
		default:
			b.WriteString(`(.*?)`)
		}
		at = v[1]
	}
	b.WriteString(regexp.QuoteMeta(format[at:]) + `$`)
	return regexp.MustCompile(b.String()), literal + len(format) - at
}

// message is a message in Chinese.
func (c *catalogue) message(m *Message) string {
	args := make([]any, len(m.Args))
	for i, arg := range m.Args {
		switch a := arg.(type) {
		case error:
			args[i] = In(Chinese, a)
		case Phrase:
			args[i] = c.text(string(a))
		case Hint:
			args[i] = c.text(string(a))
		default:
			args[i] = arg
		}
	}
	format := m.Format
	if e, known := c.byFormat[format]; known && e.Zh != "" {
		format = e.Zh
	}
	return fmt.Sprintf(plainVerbs(format), args...)
}

// plainVerbs is a format for fmt.Sprintf, which knows no %w.
func plainVerbs(format string) string {
	return verb.ReplaceAllStringFunc(format, func(v string) string {
		if strings.HasSuffix(v, "w") {
			return strings.TrimSuffix(v, "w") + "v"
		}
		return v
	})
}

// text is an English text in Chinese: as a whole, else what follows a name and a
// colon, which stays as it is.
func (c *catalogue) text(s string) string {
	if zh, ok := c.whole(s); ok {
		return zh
	}
	for at := 0; ; {
		i := strings.Index(s[at:], ": ")
		if i < 0 {
			return s
		}
		at += i + len(": ")
		if zh, ok := c.whole(s[at:]); ok {
			return s[:at] + zh
		}
	}
}

// whole translates a text by the format that says most of those that it can have
// been made of.
func (c *catalogue) whole(s string) (string, bool) {
	e, args := c.find(s)
	if e == nil || e.Zh == "" {
		return s, false
	}
	next := 0
	return verb.ReplaceAllStringFunc(e.Zh, func(v string) string {
		parts := verb.FindStringSubmatch(v)
		if parts[3] == "%" {
			return "%"
		}
		if parts[1] != "" {
			fmt.Sscan(parts[1], &next)
			next--
		}
		arg := args[next]
		next++
		return c.text(arg)
	}), true
}

// find is the entry that a text was made of and the arguments in the text.
func (c *catalogue) find(s string) (*entry, []string) {
	for _, e := range c.sorted {
		if e.literal < 4 {
			break // too little to tell
		}
		if m := e.match.FindStringSubmatch(s); m != nil {
			return e, m[1:]
		}
	}
	return nil, nil
}

// codeOf is the code of the entry that a text, or its end, was made of.
func (c *catalogue) codeOf(s string) string {
	for {
		if e, _ := c.find(s); e != nil && e.Code != "" {
			return e.Code
		}
		i := strings.Index(s, ": ")
		if i < 0 {
			return ""
		}
		s = s[i+len(": "):]
	}
}
