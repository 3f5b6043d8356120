package lexicon

import (
	"bytes"
	"embed"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/fenjie/fenjie/internal/guess"
	"github.com/fenjie/fenjie/internal/say"
)

//go:embed *.yaml
var files embed.FS

// maxFile is how many bytes a file of a user may have.
const maxFile = 256 << 10

// maxProblems is how many problems of a file are told of.
const maxProblems = 20

// Problem is what is wrong at a place of a lexicon file.
type Problem struct {
	File    string
	Line    int // 0: the whole file
	Message string
}

func (p Problem) Error() string { return p.Say().Error() }

// Say is the problem as a message that can be translated.
func (p Problem) Say() error {
	if p.Line == 0 {
		return say.Errorf("%s: %s", p.File, say.Phrase(p.Message))
	}
	return say.Errorf("%s:%d: %s", p.File, p.Line, say.Phrase(p.Message))
}

// Problems is the error of Load: what is wrong with the files, in order.
type Problems []Problem

func (ps Problems) Error() string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, p.Error())
	}
	return strings.Join(lines, "\n")
}

// lists are the entries of all kinds, in the order of kinds.
type lists [][]*Entry

// Load reads the built-in lexicon with the files of a user layered over it, one
// after the other. A file has sections named for the kinds, each a list of
// entries such as the built-in files hold. An entry whose id is known adds its
// forms to that entry; with "override: true" it takes the place of that entry,
// and its forms are taken away from all others. An error is of type Problems.
func Load(paths ...string) (*Lexicon, error) {
	all, err := builtin()
	if err != nil {
		return nil, err
	}
	l := layers{lists: all, holders: map[place]*Entry{}, report: func(int, say.Phrase) {}} // a test checks the built-in lists
	l.hold()
	var problems Problems
	for _, path := range paths {
		r := reader{file: path}
		entries := r.userFile()
		l.report = r.report
		l.add(entries)
		slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
		if n := len(r.problems) - maxProblems; n > 0 {
			r.problems = append(r.problems[:maxProblems], Problem{path, r.problems[maxProblems].Line, string(say.Sprintf("%d problems more from here on", n))})
		}
		problems = append(problems, r.problems...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return build(l.lists), nil
}

// builtin reads the embedded files, all at once: the start of the program waits
// for them.
func builtin() (lists, error) {
	all, readers := make(lists, len(kinds)), make([]reader, len(kinds))
	var wg sync.WaitGroup
	for i := range kinds {
		wg.Go(func() {
			readers[i] = reader{file: kinds[i].name + ".yaml", builtIn: true}
			all[i] = readers[i].builtInFile(&kinds[i])
		})
	}
	wg.Wait()
	for _, r := range readers {
		if len(r.problems) > 0 {
			return nil, r.problems
		}
	}
	return all, nil
}

// layers are lists that entries are added to, file by file.
type layers struct {
	lists   lists
	holders map[place]*Entry
	report  func(line int, message say.Phrase)
}

// place is where only one entry may have a form.
type place struct {
	kind    string
	matcher int
	form    string
}

func (e *Entry) place(form string) place { return place{e.Kind, e.matcher(), form} }

// complain reports a problem and says that it is one.
func (l *layers) complain(line int, message say.Phrase) (ok bool) {
	l.report(line, message)
	return false
}

// hold notes who has which form.
func (l *layers) hold() {
	for _, list := range l.lists {
		for _, e := range list {
			l.take(e)
		}
	}
}

// add layers the entries of one file over the lists.
func (l *layers) add(entries []*Entry) {
	fresh := map[*Entry]bool{}
	for _, e := range entries {
		if l.settle(e, fresh) {
			fresh[e] = true
		}
	}
}

// settle finds the place of e in its list: after the others, or that of the
// entry it overrides; fresh holds the entries of the same file. It says whether
// e could be entered.
func (l *layers) settle(e *Entry, fresh map[*Entry]bool) bool {
	list := &l.lists[kindNamed(e.Kind)]
	if at := slices.IndexFunc(*list, func(o *Entry) bool { return o.ID == e.ID && o.base == nil }); at >= 0 {
		base := (*list)[at]
		if twin := l.twin(e, *list, fresh); twin != nil {
			l.report(e.Origin.Line, say.Sprintf("%s stands also in line %d", e.ID, twin.Origin.Line))
			return false
		}
		if !e.override {
			return l.extend(e, base)
		}
		if !l.complete(e) {
			return false
		}
		l.release(e.ID, list)
		(*list)[slices.Index(*list, base)] = e
		return l.take(e)
	}
	if e.override && !slices.ContainsFunc(e.Forms, func(f string) bool { return l.holders[e.place(f)] != nil }) {
		l.report(e.Origin.Line, say.Sprintf("%s: there is nothing to override: no entry has this id or one of the forms%s", e.ID, l.meant(e, *list)))
		return false
	}
	if !l.complete(e) {
		return false
	}
	*list = append(*list, e)
	return l.take(e)
}

func (l *layers) complete(e *Entry) bool {
	message := incomplete(e)
	if message != "" {
		l.report(e.Origin.Line, say.Sprintf("%s: %s", e.ID, message))
	}
	return message == ""
}

// twin is the entry of the same file with the id of e, if there is one.
func (l *layers) twin(e *Entry, list []*Entry, fresh map[*Entry]bool) *Entry {
	for _, o := range list {
		if o.ID == e.ID && fresh[o] {
			return o
		}
	}
	return nil
}

// meant is a guess at the entry that e was to override.
func (l *layers) meant(e *Entry, list []*Entry) say.Phrase {
	var ids []string
	for _, o := range list {
		ids = append(ids, o.ID)
	}
	if id := guess.Nearest(e.ID, ids); id != "" {
		return say.Sprintf("; did you mean %q?", id)
	}
	return ""
}

// extend makes e add its forms to base. What else it says must be what base
// says.
func (l *layers) extend(e, base *Entry) bool {
	for _, f := range e.Fields {
		if was := base.Value(f.Key); f.Value != was {
			l.report(e.Origin.Line, say.Sprintf("%s has %s %q (%s); to replace it, add override: true", e.ID, f.Key, was, base.Origin))
			return false
		}
	}
	e.base, e.Fields = base, base.Fields
	list := &l.lists[kindNamed(e.Kind)]
	*list = append(*list, e)
	return l.take(e)
}

// release drops what adds forms to the entry with an id, and frees its forms and
// theirs.
func (l *layers) release(id string, list *[]*Entry) {
	for _, o := range *list {
		if o.ID != id {
			continue
		}
		for _, f := range o.Forms {
			if l.holders[o.place(f)] == o {
				delete(l.holders, o.place(f))
			}
		}
	}
	*list = slices.DeleteFunc(*list, func(o *Entry) bool { return o.ID == id && o.base != nil })
}

// take notes that e has its forms, which no other entry of the same use may
// have unless e overrides it.
func (l *layers) take(e *Entry) bool {
	ok := true
	for i, f := range e.Forms {
		at := e.place(f)
		holder := l.holders[at]
		switch {
		case holder == nil:
		case holder == e:
			ok = l.complain(e.lines[i], say.Sprintf("%s: form %q stands here twice", e.ID, f))
			continue
		case e.override:
			holder.drop(f)
		case holder.ID == e.ID:
			ok = l.complain(e.lines[i], say.Sprintf("%s: form %q stands there already (%s)", e.ID, f, holder.Origin))
			continue
		default:
			ok = l.complain(e.lines[i], say.Sprintf("%s: form %q stands in %s (%s); to take it away from there, add override: true", e.ID, f, holder.ID, holder.Origin))
			continue
		}
		l.holders[at] = e
	}
	return ok
}

// incomplete says what a new entry lacks, "" if nothing.
func incomplete(e *Entry) say.Phrase {
	k := &kinds[kindNamed(e.Kind)]
	for _, f := range k.fields {
		if f.needed && e.Value(f.name) == "" {
			if f.values == nil {
				return say.Sprintf("has no %s", f.name)
			}
			return say.Sprintf("has no %s: one of %s", f.name, strings.Join(f.values, ", "))
		}
	}
	if len(e.Forms) == 0 && !e.override {
		return say.Sprintf("has no %s", k.formsKey())
	}
	if k.check != nil {
		return k.check(e)
	}
	return ""
}

// readUser reads a file of a user, maxFile bytes at most.
func readUser(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, say.Reason(err)
	case info.IsDir():
		return nil, say.Errorf("is a directory; a lexicon is a file")
	case !info.Mode().IsRegular():
		return nil, say.Errorf("not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, say.Reason(err)
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(f, maxFile+1)); err != nil {
		return nil, say.Reason(err)
	}
	if b.Len() > maxFile {
		return nil, say.Errorf("larger than %d bytes", maxFile)
	}
	return b.Bytes(), nil
}
