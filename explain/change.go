package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
)

// Change says where to change what is read: Where names files of fenjie, or of
// the user.
type Change struct {
	About string `json:"about"`
	Where string `json:"where"`
}

// classChanges say where to change what the numerals of a class are taken for. A
// rule that has an entry in ruleChanges says it better.
var classChanges = map[model.NumeralClass]Change{
	model.NumeralBare:       {"a unit that should be known", "parser/lexicon/units.yaml"},
	model.NumeralUnread:     {"what is read as a number at all", "parser/sentence.go"},
	model.NumeralWord:       {"which Chinese numerals measure", "parser/han.go; verbs of making: parser/lexicon/words.yaml"},
	model.NumeralDate:       {"what is a time", "parser/lexicon/periods.yaml; dates: parser/date.go, parser/period.go"},
	model.NumeralLabel:      {"what is a heading", "parser/heading.go, parser/outline.go; words of lists: parser/lexicon/headings.yaml"},
	model.NumeralDocument:   {"what is a document number", "parser/meta.go"},
	model.NumeralHead:       {"where the head of the document ends", "parser/frame.go"},
	model.NumeralName:       {"what is a name: 《…》, a short quotation", "parser/sentence.go"},
	model.NumeralOrdinal:    {"what is an ordinal", "parser/sentence.go"},
	model.NumeralCode:       {"what is a code", "parser/sentence.go"},
	model.NumeralFixed:      {"a fixed term", "parser/lexicon/terms.yaml"},
	model.NumeralStart:      {"how a rise from A to B is read", "parser/clause.go; the words for to: parser/lexicon/words.yaml, classes level_up and level_down"},
	model.NumeralLength:     {"which lengths of time only describe", "parser/clause.go"},
	model.NumeralSum:        {"which counts only sum up a list", "parser/clause.go"},
	model.NumeralParty:      {"what is a responsibility block", "parser/block.go; its labels: parser/lexicon/labels.yaml"},
	model.NumeralBracket:    {"which brackets belong to a name", "parser/bracket.go, parser/sentence.go"},
	model.NumeralFurniture:  {"what is page chrome", "parser/lexicon/furniture.yaml"},
	model.NumeralRepeat:     {"what is a repeated passage", "parser/repeat.go"},
	model.NumeralSignature:  {"what is the signature", "parser/frame.go"},
	model.NumeralAttachment: {"what is the list of attachments", "parser/frame.go; its words: parser/lexicon/headings.yaml"},
}

var ruleChanges = map[string]Change{
	"number.placeholder": {"a figure that is left open", "the document"},
	"title.bracket":      {"what is cut from the end of a title", "parser/title.go"},
}

// changeOf says where to change what a numeral that is no record is taken for.
func changeOf(n model.Numeral, words []parser.Word) []Change {
	if n.Class == model.NumeralFixed || n.Class == model.NumeralDate {
		for _, w := range words {
			if w.Origin != "" {
				return []Change{{"the entry " + w.Entry + ", " + w.Text, w.Origin}}
			}
		}
	}
	if c, ok := ruleChanges[n.Rule]; ok {
		return []Change{c}
	}
	if c, ok := classChanges[n.Class]; ok {
		return []Change{c}
	}
	return []Change{}
}

// changesOf says where to change what is read as a record.
func changesOf(t *model.Target, words []parser.Word) []Change {
	rule := Change{"what it measures, by rule " + t.Rule, "parser/shape.go"}
	switch {
	case t.Implied != "":
		rule = Change{"the commitment " + t.Rule, "parser/lexicon/implied.yaml"}
	case strings.HasPrefix(t.Rule, "list."):
		rule.Where = "parser/list.go"
	}
	all := []Change{rule, {"its kind, " + string(t.Kind), "parser/kind.go; words of intent and of the past: parser/lexicon/words.yaml, class modal"}}
	if u := t.Quantity.Unit; u != "" && t.Quantity.Dimension == "" && t.Implied == "" {
		all = append(all, Change{"the unit " + u + ", which no lexicon knows", "parser/lexicon/units.yaml"})
	}
	if slices.ContainsFunc(words, func(w parser.Word) bool { return w.Origin != "" }) {
		all = append(all, Change{"a word that it was read by", "the file named beside it"})
	}
	return all
}

// ChangeOf says where to change what leads to a diagnostic, "" where it is the
// document that is odd.
func ChangeOf(d model.Diagnostic) string {
	if d.Code == "unknown-unit" {
		return classChanges[model.NumeralBare].Where
	}
	return ""
}

// ruleWhys say what rules go by that have no entry in the lexicon. The others are
// those of parser.Rules.
var ruleWhys = map[string]string{
	"list.respectively":  "A、B分别增长x、y: each figure goes with the name at its place",
	"convention.comma":   "the text says once that what stands before the comma leads",
	"convention.first":   "the text says once that the first of a list leads",
	"convention.no-lead": "the text says once that the responsible party leads where no other does",
	"convention.also":    "the text says once that this party answers for all that follows",
	"join.with":          "会同 joins the one that leads and those that support",
	"text.lead":          "the text says who leads",
	"text.by":            "the text says by whom",
	"verb.none":          "named without a role, beside others that have one",
}

// whyParty says what a rule for parties goes by.
func whyParty(rule string) string {
	if why, ok := ruleWhys[rule]; ok {
		return why
	}
	use, _, _ := strings.Cut(rule, ".")
	switch use {
	case "label":
		return "a label before the names"
	case "verb":
		return "a verb after the names"
	}
	return ""
}

// Says is what a rule for records does, "" where nothing is known of it.
func Says(rule string) string {
	for _, r := range parser.Rules() {
		if r.ID == rule {
			return r.Says
		}
	}
	return ruleWhys[rule]
}

// String is a change on one line.
func (c Change) String() string { return fmt.Sprintf("%s: %s", c.About, c.Where) }
