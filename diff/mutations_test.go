package diff_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/model"
)

// mutations lists the kinds of edit. A name is the classes that the oracle may
// find, or what the edit does.
var mutations = []mutation{
	{"target_raised", 40, eachRecord(func(in diff.Input, r *model.Target) []edit { return number(in, r, 2, 1) })},
	{"target_lowered", 40, eachRecord(func(in diff.Input, r *model.Target) []edit { return number(in, r, 1, 2) })},
	{"target_tightened", 20, eachRecord(firmer)},
	{"target_loosened", 10, eachRecord(laxer)},
	{"target_hardened target_softened", 15, eachRecord(wording)},
	{"deadline_added", 10, eachRecord(deadlineAdded)},
	{"deadline_removed", 5, eachRecord(deadlineRemoved)},
	{"deadline_earlier deadline_later", 5, eachRecord(deadlineMoved)},
	{"frequency_changed", 8, eachRecord(frequency)},
	{"unit_changed", 20, eachRecord(unit)},
	{"baseline_changed", 5, eachRecord(baseline)},
	{"indicator_renamed", 20, eachRecord(indicator)},
	{"drop a record", 15, dropRecord},
	{"drop a task", 10, dropTask},
	{"drop a task and renumber", 8, dropAndRenumber},
	{"rename a task", 15, renameTask},
	{"renumber a task", 8, renumberTask},
	{"swap two tasks", 8, swapTasks},
	{"move a task", 5, moveTask},
	{"split a task", 5, splitTask},
	{"change the lead", 5, changeLead},
	{"add a party", 10, addParty},
	{"remove a party", 10, removeParty},
	{"rename a party", 5, renameParty},
	{"change a role", 3, changeRole},
	{"change the title", 3, changeTitle},
	{"next year", 4, nextYear},
	{"change nothing", 15, changeNothing},
}

// eachRecord makes a mutant of each record that there is an edit for.
func eachRecord(edits func(in diff.Input, r *model.Target) []edit) func(diff.Input) []mutant {
	return func(in diff.Input) []mutant {
		var out []mutant
		_, list := records(in.Doc)
		for _, r := range list {
			if e := edits(in, r); e != nil {
				out = append(out, mutant{text: edited(in.Text, e...)})
			}
		}
		return out
	}
}

// number multiplies the first whole number of a quantity. Shares stay below 100.
func number(in diff.Input, r *model.Target, times, by int) []edit {
	sp := r.Quantity.Span
	if r.Implied != "" || r.Quantity.High != "" {
		return nil
	}
	start := sp.Start
	for start < sp.End && !digit(in.Text[start]) {
		start++
	}
	end := start
	for end < sp.End && digit(in.Text[end]) {
		end++
	}
	n, err := strconv.Atoi(halve(string(in.Text[start:end])))
	m := n * times / by
	if err != nil || m == n || m == 0 || strings.Contains(r.Quantity.Unit, "%") && m > 100 {
		return nil
	}
	return []edit{{start, end, strconv.Itoa(m)}}
}

func digit(r rune) bool { return '0' <= r && r <= '9' || '\uff10' <= r && r <= '\uff19' }

// after says whether s stands at offset at.
func after(in diff.Input, at int, s string) bool {
	end := at + len([]rune(s))
	return at >= 0 && end <= len(in.Text) && string(in.Text[at:end]) == s
}

func before(in diff.Input, at int, s string) bool { return after(in, at-len([]rune(s)), s) }

func firmer(in diff.Input, r *model.Target) []edit {
	sp := r.Quantity.Span
	switch {
	case after(in, sp.End, "左右"):
		return []edit{{sp.End, sp.End + 2, "以上"}}
	case r.Comparator == model.Equal && r.Implied == "":
		return []edit{{sp.End, sp.End, "以上"}}
	}
	return nil
}

func laxer(in diff.Input, r *model.Target) []edit {
	sp := r.Quantity.Span
	for _, w := range []string{"以上", "以内"} {
		if after(in, sp.End, w) {
			return []edit{{sp.End, sp.End + 2, "左右"}}
		}
	}
	for _, w := range []string{"不少于", "不低于", "不超过"} {
		if before(in, sp.Start, w) {
			return []edit{{sp.Start - 3, sp.Start, "约"}}
		}
	}
	return nil
}

func wording(in diff.Input, r *model.Target) []edit {
	for _, w := range [][2]string{{"力争", "确保"}, {"确保", "力争"}} {
		if before(in, r.Span.Start, w[0]) {
			return []edit{{r.Span.Start - 2, r.Span.Start, w[1]}}
		}
	}
	if r.Strength == "" && r.Span.Start > 0 && strings.ContainsRune(",\uff0c。;\uff1b", in.Text[r.Span.Start-1]) {
		return []edit{{r.Span.Start, r.Span.Start, []string{"力争", "确保"}[r.Span.Start%2]}}
	}
	return nil
}

func deadlineAdded(in diff.Input, r *model.Target) []edit {
	if r.By != "" || !strings.ContainsRune("。;\uff1b", in.Text[r.Span.Start-1]) {
		return nil
	}
	return []edit{{r.Span.Start, r.Span.Start, "10月底前\uff0c"}}
}

// printedDate is where the words of a deadline stand, shortly before their record.
func printedDate(in diff.Input, r *model.Target) (start, end int, ok bool) {
	words := []rune(r.ByRaw)
	for at := r.Quantity.Span.Start - len(words); len(words) > 0 && at >= 0 && at > r.Quantity.Span.Start-60; at-- {
		if after(in, at, r.ByRaw) {
			return at, at + len(words), true
		}
	}
	return 0, 0, false
}

func deadlineRemoved(in diff.Input, r *model.Target) []edit {
	start, end, ok := printedDate(in, r)
	if !ok {
		return nil
	}
	if strings.ContainsRune(",\uff0c", in.Text[end]) {
		end++
	}
	return []edit{{start, end, ""}}
}

func deadlineMoved(in diff.Input, r *model.Target) []edit {
	start, end, ok := printedDate(in, r)
	if !ok || r.By == "" {
		return nil
	}
	return []edit{{start, end, []string{"2月底前", "2031年底前"}[start%2]}}
}

func frequency(in diff.Input, r *model.Target) []edit {
	for _, w := range [][2]string{{"每季度", "每月"}, {"每半年", "每季度"}, {"每月", "每周"}, {"每周", "每月"}, {"每日", "每月"}, {"每年", "每半年"}} {
		for at := max(0, r.Quantity.Span.Start-25); at < r.Quantity.Span.Start; at++ {
			if after(in, at, w[0]) {
				return []edit{{at, at + len([]rune(w[0])), w[1]}}
			}
		}
	}
	return nil
}

func unit(in diff.Input, r *model.Target) []edit {
	sp := r.Quantity.Span
	for _, w := range [][2]string{{"个", "处"}, {"名", "户"}, {"人次", "批次"}, {"元", "美元"}, {"座", "万吨"}, {"份", "吨"}, {"张", "家"}, {"吨", "立方米"}, {"人", "户"}} {
		if before(in, sp.End, w[0]) {
			return []edit{{sp.End - len([]rune(w[0])), sp.End, w[1]}}
		}
	}
	return nil
}

func baseline(in diff.Input, r *model.Target) []edit {
	for at := max(0, r.Span.Start-8); at < r.Quantity.Span.Start; at++ {
		for _, w := range [][2]string{{"比上年", "比2019年"}, {"同比", "比2019年"}} {
			if after(in, at, w[0]) {
				return []edit{{at, at + len([]rune(w[0])), w[1]}}
			}
		}
	}
	if r.From != "" {
		for at := r.Quantity.Span.Start - 1; at > r.Quantity.Span.Start-15; at-- {
			if after(in, at, "由") || after(in, at, "从") {
				return []edit{{at + 1, at + 2, "3"}}
			}
		}
	}
	return nil
}

func indicator(_ diff.Input, r *model.Target) []edit {
	if r.IndicatorSpan == nil || r.IndicatorSpan.Len() < 3 {
		return nil
	}
	return []edit{{r.IndicatorSpan.End, r.IndicatorSpan.End, "总体水平"}}
}

// dropRecord takes clauses out that hold one record.
func dropRecord(in diff.Input) []mutant {
	var out []mutant
	_, list := records(in.Doc)
	for i, r := range list {
		start, end := r.Span.Start, r.Span.End
		for start > 0 && !strings.ContainsRune(",\uff0c、。;\uff1b\n", in.Text[start-1]) {
			start--
		}
		for end < len(in.Text) && !strings.ContainsRune(",\uff0c、。;\uff1b\n", in.Text[end]) {
			end++
		}
		if end == len(in.Text) || in.Text[end] == '\n' || in.Text[end] != '。' && r.ByRaw != "" {
			continue
		}
		if in.Text[end] == '。' && in.Text[start-1] != '。' {
			start-- // the last clause goes with the mark before it
		} else {
			end++
		}
		text := edited(in.Text, edit{start, end, ""})
		if onlyWithout(in, text, i) {
			out = append(out, mutant{text, []string{"target_dropped " + halve(r.Indicator)}})
		}
	}
	return out
}

// onlyWithout says whether text is read as in is, but for record i.
func onlyWithout(in diff.Input, text string, i int) bool {
	new := read(text)
	pathsA, a := records(in.Doc)
	pathsB, b := records(new.Doc)
	if !slices.Equal(slices.Delete(pathsA, i, i+1), pathsB) || !slices.Equal(frame(in.Doc), frame(new.Doc)) {
		return false
	}
	a = slices.Delete(a, i, i+1)
	for k := range a {
		if c, ok := fields(a[k], b[k]); !ok || len(c) > 0 {
			return false
		}
	}
	return true
}

// block is a leaf of the outline that begins a line, up to the next section. One
// that holds a rule for the whole document (下同) is none.
type block struct {
	*model.Section
	start, end int
	up         *model.Section
	last       bool // of its siblings
	place      int
}

func blocks(in diff.Input) []block {
	var out []block
	var walk func(up *model.Section, list []*model.Section)
	walk = func(up *model.Section, list []*model.Section) {
		for k, s := range list {
			b := block{s, s.Span.Start, s.Span.End, up, k == len(list)-1, k}
			if len(s.Children) == 0 && s.Label != "" && s.Kind == model.KindTask && before(in, s.Span.Start, "\n") && !strings.Contains(string(in.Text[b.start:b.end]), "下同") {
				for b.end < len(in.Text) && (in.Text[b.end] == '\n' || in.Text[b.end] == '\r') {
					b.end++
				}
				out = append(out, b)
			}
			walk(s, s.Children)
		}
	}
	walk(nil, in.Doc.Sections)
	return out
}

// titleSpan is where the title of a section stands.
func titleSpan(in diff.Input, path string) (model.Span, bool) {
	for _, r := range in.Doc.Layout {
		if r.Kind == model.RegionTitle && r.Path == path {
			r.Span.End = r.Span.Start + len([]rune(strings.TrimRight(string(in.Text[r.Span.Start:r.Span.End]), "。.\u3000 ")))
			return r.Span, true
		}
	}
	return model.Span{}, false
}

// outline is the labels and titles of a reading.
func outline(d *model.Document) []string {
	var out []string
	for _, s := range sections(d) {
		out = append(out, s.Label+" "+s.Title)
	}
	return out
}

// keep lists mutants whose text is read as an outline of want.
func keep(out []mutant, text string, lines []string, want ...string) []mutant {
	if slices.Equal(outline(read(text).Doc), lines) {
		out = append(out, mutant{text, want})
	}
	return out
}

func dropTask(in diff.Input) []mutant {
	var out []mutant
	lines := outline(in.Doc)
	for _, b := range blocks(in) {
		i := slices.Index(lines, b.Label+" "+b.Title)
		out = keep(out, edited(in.Text, edit{b.start, b.end, ""}), slices.Delete(slices.Clone(lines), i, i+1), "task_dropped "+b.Path)
	}
	return out
}

// relabel is the edits that give the blocks after b under one heading the number
// before theirs, or by more.
func relabel(in diff.Input, b block, by int) (edits []edit, told []string) {
	for _, o := range blocks(in) {
		if o.up == b.up && o.place > b.place {
			edits = append(edits, edit{o.start, o.start + len([]rune(o.Label)), labelOf(o.Label, o.Number, o.Number+by)})
			told = append(told, "task_renumbered "+o.Path)
		}
	}
	return edits, told
}

// labelOf is a label with another number.
func labelOf(label string, from, to int) string {
	if s := strconv.Itoa(from); strings.Contains(label, s) {
		return strings.Replace(label, s, strconv.Itoa(to), 1)
	}
	return strings.Replace(label, han(from), han(to), 1)
}

func dropAndRenumber(in diff.Input) []mutant {
	var out []mutant
	for _, b := range blocks(in) {
		edits, told := relabel(in, b, -1)
		if len(edits) == 0 {
			continue
		}
		text := edited(in.Text, append(edits, edit{b.start, b.end, ""})...)
		if len(sections(read(text).Doc)) == len(sections(in.Doc))-1 {
			out = append(out, mutant{text, append(told, "task_dropped "+b.Path)})
		}
	}
	return out
}

func renameTask(in diff.Input) []mutant {
	var out []mutant
	for k, b := range blocks(in) {
		sp, ok := titleSpan(in, b.Path)
		if !ok || len(b.Targets) > 0 && b.Targets[0].Span.Start < sp.End {
			continue
		}
		lines := outline(in.Doc)
		i := slices.Index(lines, b.Label+" "+b.Title)
		title := []string{"开展专门行动", "探索新的路径", "夯实各项基础"}[k%3]
		if k%2 == 0 {
			title = b.Title + "和评估"
		}
		lines[i] = b.Label + " " + title
		out = keep(out, edited(in.Text, edit{sp.Start, sp.End, title}), lines, "task_renamed "+b.Path)
	}
	return out
}

func renumberTask(in diff.Input) []mutant {
	var out []mutant
	for _, b := range blocks(in) {
		if !b.last {
			continue
		}
		label := labelOf(b.Label, b.Number, b.Number+1)
		lines := outline(in.Doc)
		lines[slices.Index(lines, b.Label+" "+b.Title)] = label + " " + b.Title
		out = keep(out, edited(in.Text, edit{b.start, b.start + len([]rune(b.Label)), label}), lines, "task_renumbered "+b.Path)
	}
	return out
}

// swapTasks puts neighbours in each other's place, with the numbers of the places.
func swapTasks(in diff.Input) []mutant {
	var out []mutant
	list := blocks(in)
	for k := range list[:max(0, len(list)-1)] {
		a, b := list[k], list[k+1]
		if a.up != b.up || a.place+1 != b.place || b.end == len(in.Text) {
			continue
		}
		body := func(b block) string { return string(in.Text[b.start+len([]rune(b.Label)) : b.end]) }
		text := edited(in.Text, edit{a.start, a.end, a.Label + body(b)}, edit{b.start, b.end, b.Label + body(a)})
		if len(sections(read(text).Doc)) == len(sections(in.Doc)) {
			out = append(out, mutant{text, []string{"task_renumbered " + a.Path, "task_renumbered " + b.Path}})
		}
	}
	return out
}

// moveTask puts the last task of a heading at the end of the one before it or
// after it.
func moveTask(in diff.Input) []mutant {
	var out []mutant
	list := blocks(in)
	for _, a := range list {
		for _, b := range list {
			if !a.last || !b.last || a.place == 0 || a.up == b.up || a.up == nil || b.up == nil || b.end == len(in.Text) || a.end == len(in.Text) || strings.Trim(a.Label, "0123456789") != strings.Trim(b.Label, "0123456789") {
				continue
			}
			label := labelOf(a.Label, a.Number, b.Number+1)
			moved := label + string(in.Text[a.start+len([]rune(a.Label)):a.end])
			text := edited(in.Text, edit{a.start, a.end, ""}, edit{b.end, b.end, moved})
			if len(sections(read(text).Doc)) == len(sections(in.Doc)) {
				out = append(out, mutant{text, []string{"task_moved " + a.Path}})
			}
		}
	}
	return out
}

// splitTask makes two of the last task of a heading, at the end of a sentence;
// both have its parties.
func splitTask(in diff.Input) []mutant {
	var out []mutant
	for _, b := range blocks(in) {
		body := string(in.Text[b.start:b.end])
		open := strings.LastIndexAny(body, "〔(\uff08")
		if !b.last || open < 0 {
			continue
		}
		sentences := strings.SplitAfter(body[:open], "。")
		if len(sentences) < 4 {
			continue
		}
		duty := strings.TrimRight(body[open:], "\n")
		half := len(sentences) / 2
		label := labelOf(b.Label, b.Number, b.Number+1)
		text := edited(in.Text, edit{b.start, b.end, strings.Join(sentences[:half], "") + duty + "\n" +
			label + "推进有关事项。" + strings.Join(sentences[half:], "") + body[open:]})
		if len(sections(read(text).Doc)) == len(sections(in.Doc))+1 && sameRecords(in, read(text)) {
			out = append(out, mutant{text, []string{"task_split " + b.Path}})
		}
	}
	return out
}

// sameRecords says whether two readings have the same records, wherever they are.
func sameRecords(a, b diff.Input) bool {
	_, x := records(a.Doc)
	_, y := records(b.Doc)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if c, ok := fields(x[i], y[i]); !ok || len(c) > 0 {
			return false
		}
	}
	return true
}

// eachParty makes mutants of the parties of tasks. expect gives what is to be
// told if the parties are then read as names with roles.
func eachParty(in diff.Input, make func(s *model.Section, k int) (text string, want []string, parties []string)) []mutant {
	var out []mutant
	for _, s := range sections(in.Doc) {
		for k := range s.Parties {
			text, want, parties := make(s, k)
			if text == "" {
				continue
			}
			new := read(text)
			old := map[string][]string{}
			for _, o := range sections(in.Doc) {
				old[o.Path] = named(o.Parties)
			}
			old[s.Path] = parties
			same := sameRecords(in, new)
			for _, o := range sections(new.Doc) {
				same = same && slices.Equal(old[o.Path], named(o.Parties))
			}
			if same {
				out = append(out, mutant{text, want})
			}
		}
	}
	return out
}

func named(parties []*model.Party) []string {
	out := []string{}
	for _, p := range parties {
		out = append(out, string(p.Role)+" "+p.Name)
	}
	return out
}

// another is the name of a party with another department in place of its own.
func another(p *model.Party, department string) string {
	level := ""
	if r := []rune(p.Name); strings.ContainsRune("省市县", r[0]) {
		level = string(r[0])
	}
	return level + department
}

func changeLead(in diff.Input) []mutant {
	return eachParty(in, func(s *model.Section, k int) (string, []string, []string) {
		p := s.Parties[k]
		if p.Role != model.RoleLead {
			return "", nil, nil
		}
		name := another(p, "供销联社")
		list := named(s.Parties)
		list[k] = "lead " + name
		return edited(in.Text, edit{p.Span.Start, p.Span.End, name}), []string{"lead_changed " + s.Path}, list
	})
}

func addParty(in diff.Input) []mutant {
	return eachParty(in, func(s *model.Section, k int) (string, []string, []string) {
		p := s.Parties[k]
		name := another(p, "供销联社")
		list := slices.Insert(named(s.Parties), k+1, string(p.Role)+" "+name)
		return edited(in.Text, edit{p.Span.End, p.Span.End, "、" + name}), []string{"party_added " + s.Path + " " + name}, list
	})
}

func removeParty(in diff.Input) []mutant {
	return eachParty(in, func(s *model.Section, k int) (string, []string, []string) {
		p := s.Parties[k]
		if !before(in, p.Span.Start, "、") {
			return "", nil, nil
		}
		list := named(s.Parties)
		return edited(in.Text, edit{p.Span.Start - 1, p.Span.End, ""}), []string{"party_removed " + s.Path + " " + p.Name}, slices.Delete(list, k, k+1)
	})
}

func renameParty(in diff.Input) []mutant {
	return eachParty(in, func(s *model.Section, k int) (string, []string, []string) {
		p := s.Parties[k]
		if options().Renamed[string([]rune(p.Name)[1:])] == "" || p.Restored {
			return "", nil, nil
		}
		name := another(p, renamedTo)
		list := named(s.Parties)
		list[k] = string(p.Role) + " " + name
		return edited(in.Text, edit{p.Span.Start, p.Span.End, name}), []string{"party_renamed " + s.Path + " " + p.Name}, list
	})
}

// changeRole puts 配合 in place of 责任 in the labels of responsible parties.
func changeRole(in diff.Input) []mutant {
	return eachParty(in, func(s *model.Section, k int) (string, []string, []string) {
		p := s.Parties[k]
		if p.Role != model.RoleResponsible || !before(in, p.Span.Start, "责任单位:") && !before(in, p.Span.Start, "责任单位\uff1a") || p.Basis != model.BasisStated {
			return "", nil, nil
		}
		list := named(s.Parties)
		var want []string
		for i, o := range s.Parties {
			if o.Role == model.RoleResponsible {
				list[i] = "support " + o.Name
				want = append(want, "party_role_changed "+s.Path+" "+o.Name)
			}
		}
		return edited(in.Text, edit{p.Span.Start - 5, p.Span.Start - 1, "配合单位"}), want, list
	})
}

func changeTitle(in diff.Input) []mutant {
	var out []mutant
	for _, w := range [][2]string{{"实施方案", "行动方案"}, {"工作要点", "工作安排"}, {"情况报告", "情况总结"}, {"工作的通知", "各项工作的通知"}} {
		if !strings.Contains(in.Doc.Meta.Title, w[0]) {
			continue
		}
		text := strings.ReplaceAll(string(in.Text), w[0], w[1])
		if m := read(text).Doc.Meta; m.Title != in.Doc.Meta.Title && m.Genre == in.Doc.Meta.Genre {
			out = append(out, mutant{text, []string{"document_changed title"}})
		}
	}
	return out
}

// nextYear moves a document and its dates on by one year.
func nextYear(in diff.Input) []mutant {
	if len(in.Doc.Meta.Years) != 1 {
		return nil
	}
	year := in.Doc.Meta.Years[0]
	text := strings.ReplaceAll(string(in.Text), fmt.Sprint(year), fmt.Sprint(year+1))
	var want []string
	a, b := in.Doc.Meta, read(text).Doc.Meta
	for _, f := range []struct {
		name    string
		differs bool
	}{
		{"years", true}, {"number", a.Number != b.Number}, {"signed", a.Signed != b.Signed}, {"published", a.Published != b.Published},
	} {
		if f.differs {
			want = append(want, "document_changed "+f.name)
		}
	}
	if !sameKinds(in, read(text)) {
		return nil // what was to be done in the plan year may now be done
	}
	return []mutant{{text, want}}
}

func sameKinds(a, b diff.Input) bool {
	_, x := records(a.Doc)
	_, y := records(b.Doc)
	return slices.EqualFunc(x, y, func(r, s *model.Target) bool { return r.Kind == s.Kind })
}

// changeNothing changes width, blanks, line ends and empty lines.
func changeNothing(in diff.Input) []mutant {
	text := string(in.Text)
	var out []mutant
	for _, s := range []string{
		widen(text), halve(text), strings.ReplaceAll(text, "\n", "\r\n"), strings.ReplaceAll(text, "\n", "\n\n"),
		strings.ReplaceAll(text, "\n", "\n\u3000\u3000"), strings.ReplaceAll(text, "。", "。 "), "\ufeff" + text,
	} {
		if _, a := records(in.Doc); len(a) == len(second(records(read(s).Doc))) {
			out = append(out, mutant{s, []string{}})
		}
	}
	return out
}

func second[A, B any](_ A, b B) B { return b }
