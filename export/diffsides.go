package export

import (
	"slices"
	"sort"
	"strings"

	"github.com/fenjie/fenjie/internal/rising"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// textMark is a stretch of a text that a change speaks of.
type textMark struct {
	span                  model.Span
	id, href, tone, title string
}

// htmlLine is a line of a text with its number, from 1.
type htmlLine struct {
	Number int
	Pieces []htmlPiece
	text   string
}

// htmlPiece is a part of a line, marked where it has a tone. IDs are the anchors
// of the marks that begin here.
type htmlPiece struct {
	Text              string
	IDs               []string
	Tone, Href, Title string
	First             bool // the mark begins here
}

// htmlRow is a stretch of both texts that belongs together.
type htmlRow struct{ Old, New []htmlLine }

// markLines cuts a text into its lines, and these where marks begin and end. The
// shortest mark wins where several lie.
func markLines(text *source.Text, marks []textMark) []htmlLine {
	spans := text.Lines()
	of := make([][]textMark, len(spans))
	for _, m := range marks {
		first := sort.Search(len(spans), func(i int) bool { return spans[i].End > m.span.Start })
		for i := first; i < len(spans) && spans[i].Start < m.span.End; i++ {
			of[i] = append(of[i], m)
		}
	}
	lines := make([]htmlLine, len(spans))
	for i, s := range spans {
		lines[i] = htmlLine{Number: i + 1, text: text.Slice(s), Pieces: pieces(text, s, of[i])}
	}
	return lines
}

// pieces cuts a line where marks begin and end.
func pieces(text *source.Text, line model.Span, marks []textMark) []htmlPiece {
	cuts := []int{line.Start, line.End}
	for _, m := range marks {
		cuts = append(cuts, max(m.span.Start, line.Start), min(m.span.End, line.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(marks, func(a, b textMark) int { return a.span.Start - b.span.Start })
	var all []htmlPiece
	var open []textMark
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		at := cuts[i]
		piece := htmlPiece{Text: text.Slice(model.Span{Start: at, End: cuts[i+1]})}
		open = slices.DeleteFunc(open, func(m textMark) bool { return m.span.End <= at })
		for ; next < len(marks) && marks[next].span.Start <= at; next++ {
			open = append(open, marks[next])
			if marks[next].span.Start >= line.Start {
				piece.IDs = append(piece.IDs, marks[next].id)
			}
		}
		if len(open) > 0 {
			m := slices.MinFunc(open, func(a, b textMark) int { return a.span.Len() - b.span.Len() })
			piece.Tone, piece.Href, piece.Title, piece.First = m.tone, m.href, m.title, m.span.Start == at
		}
		all = append(all, piece)
	}
	return all
}

// anchor is a line of the old text and the line of the new one that it belongs
// to, both from 0.
type anchor struct{ old, new int }

// anchors are lines that belong together: those where both sides of one change,
// or sections that are the same one, begin, and those that both texts have once.
func anchors(c Comparison) []anchor {
	var all []anchor
	add := func(before, after model.Span) {
		if c.Old.has(before) && c.New.has(after) {
			old, _ := c.Old.Text.Position(before.Start)
			now, _ := c.New.Text.Position(after.Start)
			all = append(all, anchor{old - 1, now - 1})
		}
	}
	for i := range c.Result.Changes {
		if change := &c.Result.Changes[i]; change.Old != nil && change.New != nil {
			add(change.Old.Span, change.New.Span)
		}
	}
	before, after := sectionSpans(c.Old.Doc), sectionSpans(c.New.Doc)
	for _, m := range c.Result.Matches {
		if old, ok := before[m.Old]; ok && m.Indicator == "" {
			if now, ok := after[m.New]; ok {
				add(old, now)
			}
		}
	}
	once := linesOnce(c.New.Text)
	for line, n := range linesOnce(c.Old.Text) {
		if m, ok := once[line]; ok {
			all = append(all, anchor{n, m})
		}
	}
	return increasing(all)
}

// sectionSpans are the sections of a document by their paths.
func sectionSpans(d *model.Document) map[string]model.Span {
	spans := map[string]model.Span{}
	model.Walk(d.Sections, func(s *model.Section) { spans[s.Path] = s.Span })
	return spans
}

// linesOnce are the lines that stand in a text once, with their numbers from 0.
func linesOnce(text *source.Text) map[string]int {
	once := map[string]int{}
	for i, s := range text.Lines() {
		line := text.Slice(s)
		if _, again := once[line]; again {
			once[line] = -1
		} else {
			once[line] = i
		}
	}
	for line, n := range once {
		if n < 0 {
			delete(once, line)
		}
	}
	return once
}

// increasing is the longest choice of anchors that go down in both texts.
func increasing(all []anchor) []anchor {
	slices.SortFunc(all, func(a, b anchor) int {
		if a.old != b.old {
			return a.old - b.old
		}
		return b.new - a.new // so that one line has one partner
	})
	places := make([]int, len(all))
	for i, a := range all {
		places[i] = a.new
	}
	var chosen []anchor
	for _, i := range rising.Longest(places) {
		chosen = append(chosen, all[i])
	}
	return chosen
}

// sideBySide puts the lines between two anchors beside each other. Blank lines
// are left out.
func sideBySide(before, after []htmlLine, anchors []anchor) []htmlRow {
	var rows []htmlRow
	from := anchor{}
	for _, to := range append(anchors, anchor{len(before), len(after)}) {
		row := htmlRow{notBlank(before[from.old:to.old]), notBlank(after[from.new:to.new])}
		if len(row.Old)+len(row.New) > 0 {
			rows = append(rows, row)
		}
		from = to
	}
	return rows
}

func notBlank(lines []htmlLine) []htmlLine {
	var all []htmlLine
	for _, l := range lines {
		if strings.TrimSpace(l.text) != "" {
			all = append(all, l)
		}
	}
	return all
}
