package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// notYet marks a case that is right but not read so by the parser.
const notYet = "   # not read so yet"

// caseFrame is the document that a case stands in.
const caseFrame = "青禾县2022年工作要点\n一、重点任务\n(一)具体任务\n%s\n"

// TestCases reads the texts of the cases blocks. A case that goes wrong and does
// not say so fails; -update writes the marks.
func TestCases(t *testing.T) {
	for _, p := range pages(t) {
		for i := range p.blocks() {
			if b := p.blocks()[i]; b.lang == "cases" {
				p.replace(b, checkCases(t, p, b))
			}
		}
		if *update {
			p.save(t)
		}
	}
}

func checkCases(t *testing.T, p *page, b block) []string {
	t.Helper()
	lines := slices.Clone(p.body(b))
	for i, line := range lines {
		line, marked := strings.CutSuffix(line, notYet)
		text, want, ok := strings.Cut(line, "=>")
		if !ok {
			continue
		}
		got := readCase(strings.TrimSpace(text), strings.Contains(want, "responsible ") || strings.Contains(want, "lead "))
		right := sameRecords(strings.TrimSpace(want), got)
		lines[i] = line
		if !right {
			lines[i] += notYet
		}
		if !right && !marked && !*update {
			t.Errorf("%s: %s\nwant %s\ngot  %s", p.where(b), strings.TrimSpace(text), strings.TrimSpace(want), got)
		}
		if marked && right {
			t.Logf("%s: is read so now (go test ./docs -update): %s", p.where(b), strings.TrimSpace(text))
		}
		if marked && !right {
			t.Logf("%s: %s\nwant %s\ngot  %s", p.where(b), strings.TrimSpace(text), strings.TrimSpace(want), got)
		}
	}
	return lines
}

// readCase is what the parser finds in the section that the text stands in.
func readCase(text string, parties bool) string {
	doc := parser.Parser{}.Parse(&source.Text{Path: "case", Runes: []rune(fmt.Sprintf(caseFrame, text))})
	var found []string
	model.Walk(doc.Sections, func(s *model.Section) {
		for _, x := range s.Parties {
			if parties {
				found = append(found, partyText(x))
			}
		}
		for _, x := range s.Targets {
			if !parties {
				found = append(found, targetText(x, s.Targets))
			}
		}
	})
	if len(found) == 0 {
		return "-"
	}
	return strings.Join(found, "; ")
}

func partyText(x *model.Party) string {
	text := string(x.Role) + " " + x.Name
	for _, flag := range []struct {
		word string
		is   bool
	}{{"restored", x.Restored}, {"collective", x.Collective}, {"open", x.Open}} {
		if flag.is {
			text += " " + flag.word
		}
	}
	return text
}

var signs = map[model.Comparator]string{
	model.Equal: "=", model.AtLeast: ">=", model.MoreThan: ">", model.AtMost: "<=", model.LessThan: "<", model.Approx: "~", model.Range: "..",
}

func targetText(x *model.Target, all []*model.Target) string {
	value := x.Quantity.Value
	if x.Quantity.High != "" {
		value += ".." + x.Quantity.High
	}
	unit, parent := x.Quantity.Unit, ""
	if unit == "" {
		unit = "-"
	}
	for _, other := range all {
		if x.Parent == other.ID {
			parent = other.Indicator
		}
	}
	text := fmt.Sprintf("%s %s %s %s %s", x.Kind, x.Indicator, signs[x.Comparator], value, unit)
	for _, kv := range [][2]string{
		{"action", x.Action}, {"implied", string(x.Implied)}, {"side", string(x.Side)}, {"change", string(x.Change)}, {"from", x.From},
		{"basis", string(x.Basis)}, {"baseline", x.Baseline}, {"by", x.By}, {"per", string(x.Per)}, {"strength", string(x.Strength)}, {"parent", parent},
	} {
		if kv[1] != "" {
			text += " " + kv[0] + "=" + kv[1]
		}
	}
	return text
}

// sameRecords says whether got holds the records of want, in order. Keys that
// want does not name are not compared.
func sameRecords(want, got string) bool {
	w, g := strings.Split(want, "; "), strings.Split(got, "; ")
	return slices.EqualFunc(w, g, func(w, g string) bool {
		has := strings.Fields(g)
		named, fixed := strings.Fields(w), 2
		if len(named) >= 5 && signsHave(named[2]) {
			fixed = 5
		}
		return len(has) >= min(fixed, len(named)) && slices.Equal(named[:min(fixed, len(named))], has[:min(fixed, len(has))]) &&
			!slices.ContainsFunc(named, func(word string) bool { return !slices.Contains(has, word) })
	})
}

func signsHave(sign string) bool {
	for _, s := range signs {
		if s == sign {
			return true
		}
	}
	return false
}
