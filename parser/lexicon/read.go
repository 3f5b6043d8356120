package lexicon

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/internal/guess"
	"github.com/fenjie/fenjie/internal/say"
)

// reader reads the entries of one file and notes what is wrong with it.
type reader struct {
	file     string
	builtIn  bool
	problems Problems
}

func (r *reader) report(line int, message say.Phrase) {
	r.problems = append(r.problems, Problem{r.file, line, string(message)})
}

// builtInFile reads an embedded file: the list of the entries of k.
func (r *reader) builtInFile(k *kind) []*Entry {
	data, err := files.ReadFile(r.file)
	if err != nil {
		r.report(0, say.Phrase(err.Error()))
		return nil
	}
	entries := r.list(k, r.parse(data))
	for _, e := range entries {
		if message := incomplete(e); message != "" {
			r.report(e.Origin.Line, say.Sprintf("%s: %s", e.ID, message))
		}
	}
	return entries
}

// userFile reads a file of a user.
func (r *reader) userFile() []*Entry {
	data, err := readUser(r.file)
	if err != nil {
		r.report(0, say.Phrase(err.Error()))
		return nil
	}
	return r.sections(data)
}

// sections reads lists of entries by kind.
func (r *reader) sections(data []byte) []*Entry {
	top := r.parse(data)
	if top == nil {
		return nil
	}
	if top.Kind != yaml.MappingNode {
		r.report(top.Line, say.Sprintf("sections are needed, such as units: and below it a list of entries"))
		return nil
	}
	var entries []*Entry
	seen := map[string]bool{}
	for i := 0; i < len(top.Content); i += 2 {
		name := top.Content[i]
		k := kindNamed(name.Value)
		switch {
		case k < 0:
			r.report(name.Line, say.Sprintf("unknown section %q; %s", name.Value, guess.Hint(name.Value, Kinds())))
			continue
		case seen[name.Value]:
			r.report(name.Line, say.Sprintf("section %s stands here again", name.Value))
			continue
		}
		seen[name.Value] = true
		entries = append(entries, r.list(&kinds[k], top.Content[i+1])...)
	}
	return entries
}

// parse is the one document of a file, nil if it is empty or no YAML.
func (r *reader) parse(data []byte) *yaml.Node {
	if i := bytes.IndexFunc(data, func(c rune) bool { return c == utf8.RuneError }); i >= 0 && !utf8.Valid(data) {
		r.report(1+bytes.Count(data[:i], []byte("\n")), say.Sprintf("is not UTF-8"))
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if err != io.EOF {
			r.syntax(err)
		}
		return nil
	}
	switch err := dec.Decode(&more); {
	case err == nil:
		r.report(more.Line, say.Sprintf("a second document starts here; a lexicon is one"))
		return nil
	case err != io.EOF:
		r.syntax(err)
		return nil
	}
	if n := doc.Content[0]; n.Tag != "!!null" {
		return n
	}
	return nil
}

// syntax reports an error of the YAML package, which may name a line.
func (r *reader) syntax(err error) {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 0
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if number, text, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				line, message = n, text
			}
		}
	}
	r.report(line, say.Phrase(message))
}

// list reads the entries of a section.
func (r *reader) list(k *kind, n *yaml.Node) []*Entry {
	if n == nil || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.report(n.Line, say.Sprintf("%s: a list of entries is needed, each of which starts with -", k.name))
		return nil
	}
	entries := make([]*Entry, 0, len(n.Content))
	for _, item := range n.Content {
		if e := r.entry(k, item); e != nil {
			entries = append(entries, e)
		}
	}
	return entries
}

// entry reads one entry; nil if something is wrong with it.
func (r *reader) entry(k *kind, n *yaml.Node) *Entry {
	if n.Kind != yaml.MappingNode {
		r.report(n.Line, say.Sprintf("%s: an entry is needed, such as {%s: …, %s: […]}", k.name, k.idKey(), k.formsKey()))
		return nil
	}
	e := &Entry{Kind: k.name, Origin: Origin{r.file, n.Line, r.builtIn}}
	before := len(r.problems)
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		for j := 0; j < i; j += 2 {
			if n.Content[j].Value == key.Value {
				r.report(key.Line, say.Sprintf("key %q stands here again", key.Value))
			}
		}
		switch key.Value {
		case k.idKey():
			e.ID = strings.Map(Fold, r.id(value, key.Value))
		case k.formsKey():
			e.Forms, e.lines = r.forms(k, value, key.Value)
		case "override":
			e.override = r.flag(value)
		default:
			r.field(k, e, key, value)
		}
	}
	if e.ID == "" && len(r.problems) == before {
		r.report(n.Line, say.Sprintf("%s: the entry has no %s", k.name, k.idKey()))
	}
	if len(r.problems) > before {
		return nil
	}
	slices.SortFunc(e.Fields, func(a, b Field) int { return k.order(a) - k.order(b) })
	return e
}

// field reads a key that not every kind has.
func (r *reader) field(k *kind, e *Entry, key, value *yaml.Node) {
	if k.id == "" && (key.Value == "ok" || key.Value == "no") {
		examples := r.examples(value, key.Value)
		if key.Value == "ok" {
			e.OK = examples
		} else {
			e.No = examples
		}
		return
	}
	i := slices.IndexFunc(k.fields, func(f field) bool { return f.name == key.Value })
	if i < 0 {
		r.report(key.Line, say.Sprintf("unknown key %q; %s", key.Value, guess.Hint(key.Value, k.keys())))
		return
	}
	s, ok := r.word(value, key.Value)
	if values := k.fields[i].values; ok && values != nil && !slices.Contains(values, s) {
		r.report(value.Line, say.Sprintf("unknown %s %q; %s", key.Value, s, guess.Hint(s, values)))
		return
	}
	if ok {
		e.Fields = append(e.Fields, Field{key.Value, s})
	}
}

// word reads a value that is one word.
func (r *reader) word(n *yaml.Node, key string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Value == "" {
		r.report(n.Line, say.Sprintf("%s: one value is needed", key))
		return "", false
	}
	return n.Value, true
}

func (r *reader) flag(n *yaml.Node) bool {
	if n.Value != "true" && n.Value != "false" {
		r.report(n.Line, say.Sprintf("override: true or false is needed"))
	}
	return n.Value == "true"
}

// maxID is how many characters an id may have.
const maxID = 60

func (r *reader) id(n *yaml.Node, key string) string {
	s, ok := r.word(n, key)
	switch {
	case !ok:
	case utf8.RuneCountInString(s) > maxID:
		r.report(n.Line, say.Sprintf("%s: longer than %d characters", key, maxID))
	case strings.IndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || !unicode.IsPrint(c) }) >= 0:
		r.report(n.Line, say.Sprintf("%s %q holds a blank or a control character", key, s))
	}
	return s
}

// words reads a list of words; each of them gets what its node says.
func (r *reader) words(n *yaml.Node, key string, each func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		r.report(n.Line, say.Sprintf("%s: a list is needed, such as [甲, 乙]", key))
		return
	}
	for _, item := range n.Content {
		if _, ok := r.word(item, key); ok {
			each(item)
		}
	}
}

// forms reads the words of an entry, in half width.
func (r *reader) forms(k *kind, n *yaml.Node, key string) (forms []string, lines []int) {
	forms, lines = make([]string, 0, len(n.Content)), make([]int, 0, len(n.Content))
	r.words(n, key, func(item *yaml.Node) {
		form := strings.Map(Fold, item.Value)
		if message := badForm(k, form, item.Value); message != "" {
			r.report(item.Line, message)
			return
		}
		forms, lines = append(forms, form), append(lines, item.Line)
	})
	return forms, lines
}

// badForm says what is wrong with a form that is printed so, "" if nothing.
func badForm(k *kind, form, printed string) say.Phrase {
	longest := maxForm
	if k.longest > 0 {
		longest = k.longest
	}
	n := 0
	for _, c := range form {
		n++
		if unicode.IsControl(c) {
			return say.Sprintf("form %q holds a line break or a control character", printed)
		}
	}
	switch {
	case strings.Trim(form, " ") != form:
		return say.Sprintf("form %q begins or ends with a blank", printed)
	case n > longest:
		return say.Sprintf("form %q is longer than %d characters", printed, longest)
	case strings.ContainsRune(form, ','):
		return say.Sprintf("form %q holds a comma; are these two forms? In YAML a half-width comma stands between them", printed)
	}
	return ""
}

// examples reads phrases, which stay as they are.
func (r *reader) examples(n *yaml.Node, key string) []Example {
	var all []Example
	r.words(n, key, func(item *yaml.Node) { all = append(all, Example{item.Value, item.Line}) })
	return all
}
