package parser

import (
	"slices"
	"strconv"

	"github.com/fenjie/fenjie/model"
)

// takeRuns makes children of the items that are counted off in running text,
// 一是…二是…, ①…②…, 首先…其次…, where at least two stand in order.
func (p *parse) takeRuns(n *node) {
	if n.sec == nil && len(n.children) > 0 {
		return
	}
	items := p.runItems(n.texts)
	if len(items) == 0 {
		return
	}
	var children []*node
	var left []span
	k := 0
	for _, t := range n.texts {
		at := t.start
		for k < len(items) && items[k].start < t.end {
			if s := p.trimmed(span{at, items[k].start}); !s.empty() {
				left = append(left, s)
			}
			end := t.end
			if k+1 < len(items) && items[k+1].start < t.end {
				end = items[k+1].start
			}
			children = append(children, p.runNode(n, items[k], end))
			at = end
			k++
		}
		if s := p.trimmed(span{at, t.end}); !s.empty() {
			left = append(left, s)
		}
	}
	p.giveBlocks(n, children)
	n.content = p.cut(n.content, children)
	n.texts = left
	n.children = append(children, n.children...)
	for _, c := range children {
		p.divideRun(c)
	}
}

func (p *parse) runNode(parent *node, l label, end int) *node {
	c := &node{sec: &model.Section{}, parent: parent, label: l, end: end}
	c.sec.Span.Start = l.start
	c.sec.Label = p.labelText(l)
	if s := p.trimmed(span{l.end, end}); !s.empty() {
		c.pieces = []span{s}
		c.end = s.end
	}
	return c
}

// divideRun divides an item; items may count off items of another style.
func (p *parse) divideRun(c *node) {
	p.takeTitle(c)
	depth := 0
	for a := c.parent; a != nil; a = a.parent {
		depth++
	}
	if depth < maxDepth {
		p.takeRuns(c)
	}
}

// Sections nest no deeper than this.
const maxDepth = 32

// giveBlocks hands the blocks that stand inside the items to them. The block
// after the last item is that item's only where an earlier item has its own;
// else it belongs to the whole. Blocks and children are in order.
func (p *parse) giveBlocks(n *node, children []*node) {
	var own []block
	last := len(children) - 1
	k, earlier := -1, false
	for _, b := range n.blocks {
		for k < last && children[k+1].label.start < b.outer.start {
			k++
		}
		if k < 0 || k == last && !earlier {
			own = append(own, b)
			continue
		}
		earlier = earlier || k < last
		children[k].blocks = append(children[k].blocks, b)
	}
	n.blocks = own
}

// cut takes what belongs to the children, which are in order, out of the spans of
// content.
func (p *parse) cut(content []span, children []*node) []span {
	var out []span
	k := 0
	for _, s := range content {
		for ; k < len(children) && children[k].label.start < s.end; k++ {
			c := children[k]
			if c.end <= s.start {
				continue
			}
			if before := p.trimmed(span{s.start, c.label.start}); !before.empty() {
				out = append(out, before)
			}
			s.start = min(c.end, s.end)
			if c.end > s.end {
				break
			}
		}
		if s = p.trimmed(s); !s.empty() {
			out = append(out, s)
		}
	}
	return out
}

// runKind is a way to count items off in running text.
type runKind uint8

const (
	runIs     runKind = iota // 一是
	runMust                  // 一要
	runWord                  // 首先, 第一,
	runCircle                // ①
	runParen                 // (1)
	runDigit                 // 1.
	runKinds
)

// runItems lists the labels of the items counted off in texts: those of the
// kind that comes first, in order from 1, at least two.
func (p *parse) runItems(texts []span) []label {
	var found [runKinds][]label
	for _, t := range texts {
		p.scanRunLabels(t, &found)
	}
	var best []label
	for _, ls := range found {
		if run := inOrder(ls); len(run) >= 2 && (best == nil || run[0].start < best[0].start) {
			best = run
		}
	}
	return best
}

// inOrder keeps the labels that count up from 1. A count that starts again at 1
// starts another run of the same parent.
func inOrder(ls []label) []label {
	var run []label
	want := 1
	for i, l := range ls {
		if l.number == want {
			run = append(run, l)
			want++
		} else if l.number == 1 && want > 2 && i+1 < len(ls) && ls[i+1].number == 2 {
			run = append(run, l)
			want = 2
		}
	}
	if n := len(run); n >= 2 && n == len(ls)-1 && ls[n].number == 4 && want == 3 && ls[n].style == styleRun {
		last := ls[n] // 首先,其次,最后
		last.number = 3
		run = append(run, last)
	}
	if len(run) >= 2 && run[len(run)-1].number == 1 {
		run = run[:len(run)-1]
	}
	return run
}

// scanRunLabels collects the labels that stand where a clause starts.
func (p *parse) scanRunLabels(t span, found *[runKinds][]label) {
	fresh := true
	for i := t.start; i < t.end; i++ {
		r := p.txt[i]
		if fresh {
			if l, k, ok := p.runLabelAt(i, t.end); ok && (i == t.start || k != runDigit) {
				found[k] = append(found[k], l)
				i = l.end - 1
				fresh = false
				continue
			}
		}
		switch r {
		case '。', ';', ':', ',', '!', '?', '—':
			fresh = true
		case ' ':
		case '“', '"', '《':
			i = p.closer(i, t.end)
			fresh = false
		default:
			fresh = false
		}
	}
}

// runLabelAt reads a label of an item in running text.
func (p *parse) runLabelAt(i, end int) (label, runKind, bool) {
	r := p.txt[i]
	if hanDigit(r) > 0 || r == '十' {
		v, n := hanNumber(p.txt, i, min(end, i+3))
		if n > 0 && i+n < end {
			if id, k := p.lx.RunWord.Match(p.txt, i+n); k > 0 && v <= 30 {
				kind := runIs
				if p.lx.Headings[id].ID == "run.must" {
					kind = runMust
				}
				return label{style: styleRun, number: int(v), start: i, end: i + n + k}, kind, true
			}
		}
		return label{}, 0, false
	}
	if l, ok := labelAt(p.txt, i, end); ok {
		switch l.style {
		case styleCircle:
			return l, runCircle, true
		case styleDigitParen:
			return l, runParen, true
		case styleDigit, styleDigitClose:
			return l, runDigit, true
		}
		return label{}, 0, false
	}
	return p.enumerator(i, end)
}

// enumerator reads 首先, 其次, 第一, with the mark that follows.
func (p *parse) enumerator(i, end int) (label, runKind, bool) {
	id, n := p.lx.Enumerator.Match(p.txt, i)
	if n == 0 || i+n >= end || p.txt[i+n] != ',' && p.txt[i+n] != '、' && p.txt[i+n] != ':' {
		return label{}, 0, false
	}
	number, _ := strconv.Atoi(p.lx.Headings[id].Value)
	return label{style: styleRun, number: number, start: i, end: i + n + 1}, runWord, true
}

// takeTitleSentences makes children of unnumbered paragraphs that each open
// with a short title sentence, at least three one after the other. Where the
// text announces how many there are, the run ends there.
func (p *parse) takeTitleSentences(n *node) {
	if len(n.children) > 0 || len(n.texts) < minTitled {
		return
	}
	first, count := p.titleSentences(n.texts, minTitledRest)
	if count < minTitled {
		first, count = p.titleSentences(n.texts, 1)
		if count < minTitled || first == 0 || p.announced(n.texts[first-1]) < minTitled {
			return
		}
	}
	if first > 0 {
		if want := p.announced(n.texts[first-1]); want >= 2 && want < count {
			count = want
		}
	}
	p.makeTitled(n, first, count)
}

// So many paragraphs with a title sentence make a list by themselves.
const minTitled = 3

// What follows a title sentence is longer than this, unless the items were
// announced.
const minTitledRest = 30

// startsLine says whether nothing stands before i on its line.
func (p *parse) startsLine(i int) bool {
	j := p.backBlanks(i, 0)
	return j == 0 || p.txt[j-1] == '\n' || p.src[j-1] == '\r'
}

// takeShortRuns makes children of two such paragraphs too, where a section ends
// with them and the document writes other sections so.
func (p *parse) takeShortRuns(nodes []*node) {
	if !slices.ContainsFunc(nodes, func(n *node) bool { return len(n.children) > 0 && n.children[0].label.style == styleUnnumbered }) {
		return
	}
	for _, n := range nodes {
		if len(n.children) > 0 || len(n.texts) > minTitled {
			continue
		}
		if first, count := p.titleSentences(n.texts, minTitledRest); count == 2 && first+count == len(n.texts) && p.startsLine(n.texts[first].start) {
			p.makeTitled(n, first, count)
		}
	}
}

// makeTitled makes children of count paragraphs of n from first on.
func (p *parse) makeTitled(n *node, first, count int) {
	var left []span
	for i, t := range n.texts {
		if i < first || i >= first+count {
			left = append(left, t)
			continue
		}
		c := &node{sec: &model.Section{}, parent: n, label: label{style: styleUnnumbered, number: i - first + 1, start: t.start, end: t.start}, pieces: []span{t}, end: t.end}
		c.sec.Span.Start = t.start
		p.takeTitle(c)
		n.children = append(n.children, c)
	}
	p.giveBlocksByParagraph(n)
	n.content = p.cut(n.content, n.children)
	n.texts = left
}

// giveBlocksByParagraph hands each block to the child whose paragraph it ends.
func (p *parse) giveBlocksByParagraph(n *node) {
	var own []block
	k := 0
	for _, b := range n.blocks {
		for k+1 < len(n.children) && n.children[k+1].label.start < b.outer.start {
			k++
		}
		if c := n.children[k]; c.label.start >= b.outer.start || b.outer.start > c.end+2 {
			own = append(own, b)
			continue
		}
		n.children[k].blocks = append(n.children[k].blocks, b)
	}
	n.blocks = own
}

// titleSentences finds the longest run of paragraphs that open with a title
// sentence.
func (p *parse) titleSentences(texts []span, rest int) (first, count int) {
	for i := 0; i < len(texts); {
		j := i
		for j < len(texts) && p.opensWithTitle(texts[j], rest) {
			j++
		}
		if j-i > count {
			first, count = i, j-i
		}
		i = j + 1
	}
	return first, count
}

// opensWithTitle says whether the first sentence of a paragraph is a title: a
// short one without figures, followed by more than rest characters.
func (p *parse) opensWithTitle(s span, rest int) bool {
	switch p.txt[s.start] {
	case '从', '在', '对', '据', '随', '由', '为', '如':
		return false
	}
	for i := s.start; i < s.end && i-s.start <= shortTitle; i++ {
		switch r := p.txt[i]; {
		case r == '。':
			return i-s.start >= 4 && s.end-i > rest
		case r == '“' || r == '《':
			i = p.closer(i, s.end)
		case isDigit(r) || r == '!' || r == '?' || r == ':' || r == '—':
			return false
		}
	}
	return false
}

// announced is the number of items that a text says will follow: 十大亮点.
func (p *parse) announced(s span) int {
	from := max(s.start, s.end-40)
	want := 0
	for i := from; i < s.end; i++ {
		v, n := calendarNumber(p.txt, i, s.end)
		if n == 0 {
			continue
		}
		if i+n < s.end && (p.txt[i+n] == '大' || p.txt[i+n] == '个' || p.txt[i+n] == '项' || p.txt[i+n] == '条') && v <= 50 {
			want = v
		}
		i += n
	}
	return want
}
