package html

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/fenjie/fenjie/source/internal/sheet"
)

// measure counts characters, children before parents, and tells tables of data
// from those that only make the layout of a page.
func (t *tree) measure() {
	for i := 1; i < len(t.nodes); i++ {
		n, up := &t.nodes[i], &t.nodes[t.nodes[i].parent]
		n.hidden = n.hidden || up.hidden
		n.table = up.table
		if up.tag == "table" {
			n.table = n.parent
		}
	}
	t.count()
	t.findData()
}

func (t *tree) count() {
	for i := len(t.nodes) - 1; i >= 0; i-- {
		n := &t.nodes[i]
		switch {
		case n.hidden:
			n.chars, n.linked = 0, 0
		case n.tag == "":
			n.chars = visible(n.text)
		case n.tag == "a":
			n.linked = n.chars
		}
		if n.parent >= 0 {
			t.nodes[n.parent].chars += n.chars
			t.nodes[n.parent].linked += n.linked
		}
	}
}

// longestCell is how many characters a cell of data may have.
const longestCell = 2000

// findData marks the tables that have rows of two cells or more, none of them
// long and none with a table inside.
func (t *tree) findData() {
	for i := 1; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.hidden || n.chars == 0 && n.tag != "td" && n.tag != "th" {
			continue
		}
		up := &t.nodes[n.parent]
		switch n.tag {
		case "table":
			t.nodes[n.table].layout = true
		case "td", "th":
			up.cells++
			if up.cells == 2 {
				t.nodes[n.table].data = true
			}
			if n.chars > longestCell {
				t.nodes[n.table].layout = true
			}
		}
	}
	for i := range t.nodes {
		t.nodes[i].data = t.nodes[i].data && !t.nodes[i].layout
	}
}

func visible(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// enough is how many characters a container must hold to be taken at once. A
// smaller one must hold half of the page.
const enough = 100

// mainParts are the elements that hold the document, in order: all of the
// strongest mark that holds enough, and the annexes after them. Where no element
// has a mark it is the densest part of the page.
func (t *tree) mainParts() []int {
	marked := t.marked()
	best := make([]int, len(containers)) // characters by rank
	for _, m := range marked {
		best[m.rank] += t.nodes[m.node].chars
	}
	for rank, chars := range best {
		if chars < enough && 2*chars <= t.nodes[0].chars || chars == 0 {
			continue
		}
		var parts []int
		for _, m := range marked {
			if m.rank == rank {
				parts = append(parts, m.node)
			}
		}
		return append(parts, t.annexes(t.nodes[parts[len(parts)-1]].end)...)
	}
	return []int{t.densest()}
}

// mark is an element that containers name, by the place of its name there.
type mark struct{ node, rank int }

// marked are the elements with a mark, the outermost of each rank.
func (t *tree) marked() []mark {
	ranks := map[string]int{}
	for rank, c := range containers {
		ranks[c] = rank
	}
	ends := make([]int, len(containers)) // of the last element of a rank
	var all []mark
	for i := 1; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.tag == "" || n.hidden || n.attrs == nil || n.chars == 0 || 2*n.linked > n.chars {
			continue
		}
		for _, c := range selectors(n) {
			if rank, known := ranks[c]; known && i >= ends[rank] {
				ends[rank] = n.end
				all = append(all, mark{i, rank})
			}
		}
	}
	return all
}

// annexWords are in the names that pages give to annexes.
var annexWords = []string{"attach", "annex", "appendix", "fujian"}

// annexes are the elements from start on that are named as annexes and hold more
// than links.
func (t *tree) annexes(start int) []int {
	var all []int
	for i := start; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.tag == "" || n.hidden || n.attrs == nil || 2*n.linked >= n.chars {
			continue
		}
		name := strings.ToLower(n.attrs.class + " " + n.attrs.id)
		if slices.ContainsFunc(annexWords, func(word string) bool { return strings.Contains(name, word) }) {
			all = append(all, i)
			i = n.end - 1
		}
	}
	return all
}

// selectors are the names of n as containers lists them.
func selectors(n *node) []string {
	var all []string
	for class := range strings.FieldsSeq(n.attrs.class) {
		all = append(all, "."+class)
	}
	if n.attrs.id != "" {
		all = append(all, "#"+n.attrs.id)
	}
	return all
}

// densest is the innermost frame that holds four fifths of the text that is not
// in links. Of a short page and of a table of data no part is taken.
func (t *tree) densest() int {
	all := t.nodes[0].chars - t.nodes[0].linked
	best := 0
	if all < enough {
		return best
	}
	for i := 1; i < t.nodes[best].end; {
		n := &t.nodes[i]
		if frames[n.tag] && !n.hidden && !n.data && 5*(n.chars-n.linked) >= 4*all {
			if n.tag != "table" && n.tag != "tbody" && n.tag != "tr" {
				best = i
			}
			i++
			continue
		}
		i = n.end
	}
	return best
}

// title is what the page says is the title of the document, "" if nothing.
func (t *tree) title(main int) string {
	for _, name := range []string{"articletitle", "title"} {
		if title := t.metas[name]; title != "" {
			return strings.Join(strings.Fields(title), " ")
		}
	}
	var heading, name string
	for i := 0; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		switch {
		case n.tag == "h1" && heading == "" && !n.hidden && n.linked == 0 && (i < main || i >= t.nodes[main].end):
			heading = t.lineOf(i)
		case n.tag == "title" && name == "" && n.end == i+2:
			name = strings.TrimSpace(t.nodes[i+1].text)
		}
	}
	if heading != "" || main == 0 {
		return heading
	}
	for _, mark := range []string{"_", "|", " - ", "--"} {
		name, _, _ = strings.Cut(name, mark)
	}
	for _, word := range titleWords {
		if strings.Contains(name, word) {
			return strings.Join(strings.Fields(name), " ")
		}
	}
	return ""
}

// titleWords are in the names of documents, and not in those of sites.
var titleWords = []string{
	"通知", "意见", "办法", "方案", "规划", "计划", "要点", "报告", "决定", "公告", "通告", "批复", "纲要", "措施", "清单", "总结", "细则", "规定",
}

// write writes the element i.
func (t *tree) write(i int, out *sheet.Sheet) {
	w := writer{tree: t, out: out}
	w.write(i)
}

// lineOf is the text of an element on one line.
func (t *tree) lineOf(i int) string {
	var out sheet.Sheet
	t.write(i, &out)
	return strings.Join(strings.Fields(string(out.Runes)), " ")
}

// labels are words of the table over a document.
var labels = []string{
	"索引号", "发文字号", "文号", "发文机关", "发布机构", "发文单位", "成文日期", "生成日期", "发文日期", "发布日期", "公开日期",
	"主题分类", "信息分类", "公开方式", "有效性", "公文种类", "体裁", "标题", "名称", "主题词",
}

const (
	fewestLabels = 3
	longestTable = 600 // characters of a table of such labels
)

// metadata is the smallest element before main that holds all the labels that a
// short one can; 0 if there is none.
func (t *tree) metadata(main int) int {
	counts := make([]int, main)
	best := 0
	for i := main - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.hidden || n.chars > longestTable {
			continue
		}
		if n.tag == "" && startsWithLabel(n.text) {
			counts[i] = 1
		}
		counts[n.parent] += counts[i]
		if counts[i] >= fewestLabels && n.end <= main && blocks[n.tag] && (best == 0 || counts[i] > counts[best]) {
			best = i
		}
	}
	if best > 0 && tableTags[t.nodes[best].tag] {
		return t.nodes[best].table
	}
	return best
}

func startsWithLabel(text string) bool {
	text = squeezed(text)
	for _, label := range labels {
		if rest, found := strings.CutPrefix(text, label); found && (rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "\uff1a")) {
			return true
		}
	}
	return false
}

// attachmentEndings are those of files that a document has as attachments.
var attachmentEndings = set(".doc .docx .wps .pdf .ofd .xls .xlsx .et .ppt .pptx .zip .rar .7z .txt .ceb")

// attachments are links to files after main, in order.
func (t *tree) attachments(main int) []int {
	var links []int
	for i := t.nodes[main].end; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		href, _, _ := strings.Cut(n.get().href, "?")
		if n.tag == "a" && !n.hidden && n.chars > 0 && attachmentEndings[strings.ToLower(path.Ext(href))] {
			links = append(links, i)
		}
	}
	return links
}
