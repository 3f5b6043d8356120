package export

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

// Comparison is a result with the documents that it compares. Where an item has
// no text, quotes stand in for it.
type Comparison struct {
	Result   *diff.Result
	Old, New Item
}

// Comparisons are those of two documents, or of many: then Many is set, and
// Unpaired are the documents that have no counterpart.
type Comparisons struct {
	Pairs    []Comparison
	Many     bool
	Unpaired Unpaired
}

// Unpaired are documents of the old and of the new ones that were compared with
// nothing.
type Unpaired struct {
	Old []model.Source `json:"old"`
	New []model.Source `json:"new"`
}

// DiffOptions say how a comparison is written. The zero value works.
type DiffOptions struct {
	Width    int    // columns of text, at least MinWidth; 0 is 80
	Color    bool   // colour text by escape sequences
	Header   string // language of words for people, "zh" or "en"; "" is zh, but en in csv
	Explain  bool   // add quotes and reasons
	BOM      bool   // begin csv with a byte order mark
	RawCells bool   // write cells of csv that look like formulas as they are
}

// language is that of words for people.
func (o DiffOptions) language() string { return cmp.Or(o.Header, "zh") }

// Layout is a way to write T. Takes lists the options that mean something to it,
// by the names of their flags.
type Layout[T any] struct {
	Name    string
	About   string
	Endings []string // of file names, the usual one first
	Takes   []string
	Write   func(io.Writer, T, DiffOptions) error
}

// DiffLayouts are the ways to write comparisons; the first is the default.
var DiffLayouts = []Layout[Comparisons]{
	{"text", "a list for people to read on a terminal", []string{".txt"}, []string{"header", "explain", "width"}, diffText},
	{"markdown", "tables to paste into an issue or a pull request", []string{".md", ".markdown"}, []string{"header", "explain"}, diffMarkdown},
	{"json", "one object in the contract " + diff.SchemaID, []string{".json"}, []string{"explain"}, diffJSON},
	{"csv", "one row for each change", []string{".csv"}, []string{"header", "bom", "raw-cells"}, diffCSV},
	{"html", "one page with both texts side by side, changes marked", []string{".html", ".htm"}, []string{"header", "explain"}, diffHTML},
	{"github", "annotations of GitHub Actions, the worst first", nil, []string{"header"}, diffGitHub},
}

// LayoutNamed finds a layout by its name.
func LayoutNamed[T any](layouts []Layout[T], name string) (Layout[T], bool) {
	return findLayout(layouts, func(l Layout[T]) bool { return l.Name == name })
}

// LayoutOf finds the layout that the ending of a file name means, in either case
// of letters.
func LayoutOf[T any](layouts []Layout[T], path string) (Layout[T], bool) {
	ending := strings.ToLower(filepath.Ext(path))
	return findLayout(layouts, func(l Layout[T]) bool { return slices.Contains(l.Endings, ending) })
}

func findLayout[T any](layouts []Layout[T], match func(Layout[T]) bool) (Layout[T], bool) {
	if i := slices.IndexFunc(layouts, match); i >= 0 {
		return layouts[i], true
	}
	return Layout[T]{}, false
}

// group is the changes of one section, in their order.
type group struct {
	path, title string
	from        string // path in the old document, where it is another
	old         bool   // a section of the old document alone
	tasks       bool   // sections that are new or gone, of which there is no more to say
	changes     []*diff.Change
}

// groups puts changes together by their section of the new document. What was
// dropped goes to the section that took over, if there is one.
func groups(c Comparison) []*group {
	type key struct {
		path string
		old  bool
	}
	became := map[string]string{}
	from := map[string]string{}
	for _, m := range c.Result.Matches {
		if m.Indicator == "" {
			became[m.Old], from[m.New] = m.New, m.Old
		}
	}
	var all []*group
	byKey := map[key]*group{}
	for i := range c.Result.Changes {
		change := &c.Result.Changes[i]
		var k key
		title := ""
		switch {
		case change.New != nil:
			k.path, title = change.New.Path, change.New.Title
		case change.Old != nil:
			k.path, k.old = change.Old.Path, true
			if path, ok := became[k.path]; ok {
				k = key{path: path}
			} else {
				title = change.Old.Title
			}
		}
		g := byKey[k]
		if g == nil {
			g = &group{path: k.path, old: k.old}
			if !k.old && from[k.path] != k.path {
				g.from = from[k.path]
			}
			byKey[k] = g
			all = append(all, g)
		}
		g.title = cmp.Or(g.title, title)
		g.changes = append(g.changes, change)
	}
	for _, g := range all {
		g.title = cmp.Or(g.title, titleAt(c, g.path))
	}
	return gatherTasks(all)
}

// gatherTasks puts groups of one change that stand side by side into one, where a
// section is new or gone: each needs no heading of its own.
func gatherTasks(all []*group) []*group {
	var out []*group
	for _, g := range all {
		g.tasks = len(g.changes) == 1 && slices.Contains([]diff.Class{diff.TaskAdded, diff.TaskDropped}, g.changes[0].Class)
		if last := len(out) - 1; g.tasks && last >= 0 && out[last].tasks {
			out[last].changes = append(out[last].changes, g.changes...)
			continue
		}
		out = append(out, g)
	}
	return out
}

// titleAt is the title of a section of the new document that only sections which
// were taken over name.
func titleAt(c Comparison, path string) string {
	for _, m := range c.Result.Matches {
		if m.New == path && m.Indicator == "" {
			return m.Title
		}
	}
	return ""
}

// heading is what people call the section of a group.
func (g *group) heading(lang string) string {
	text := strings.TrimSpace(g.path + "  " + g.title)
	switch {
	case g.tasks:
		return diffWords["tasks"].in(lang)
	case text == "":
		return diffWords["preamble"].in(lang)
	case g.old:
		text += " (" + diffWords["old"].in(lang) + ")"
	case g.from != "":
		text += " (" + fmt.Sprintf(diffWords["from"].in(lang), g.from) + ")"
	}
	return text
}

// name is what a document is called: its title, else its file.
func (it Item) name(source model.Source) string {
	if it.Doc != nil && it.Doc.Meta.Title != "" {
		return it.Doc.Meta.Title
	}
	return source.Path
}

// line is the line of a side in its document, 0 where it is not known.
func (it Item) lineOf(side *diff.Side) int {
	if side == nil {
		return 0
	}
	line, _ := it.line(side.Span).(int)
	return line
}
