// Package diff compares two documents: a plan with that of another year, or a
// plan's targets with the results that a later report tells.
//
// It finds which tasks, targets and parties of the one are those of the other,
// and says of each pair what differs, with both quotes. Nothing here knows how a
// result is written.
package diff

import "github.com/fenjie/fenjie/model"

// SchemaID names the JSON contract that Result encodes to.
const SchemaID = "fenjie-diff/1"

// Class is a kind of change.
type Class string

// The classes. Tighter is harder to keep: of an upper limit or a decrease, the
// lower number.
const (
	TargetRaised     Class = "target_raised"
	TargetLowered    Class = "target_lowered"
	TargetTightened  Class = "target_tightened" // another comparator: 左右 to 以上
	TargetLoosened   Class = "target_loosened"
	TargetHardened   Class = "target_hardened" // another wording: 力争 to 确保
	TargetSoftened   Class = "target_softened"
	DeadlineEarlier  Class = "deadline_earlier"
	DeadlineLater    Class = "deadline_later"
	DeadlineAdded    Class = "deadline_added"
	DeadlineRemoved  Class = "deadline_removed"
	FrequencyChanged Class = "frequency_changed"
	UnitChanged      Class = "unit_changed" // the values are then not compared
	BaselineChanged  Class = "baseline_changed"
	IndicatorRenamed Class = "indicator_renamed"
	TargetAdded      Class = "target_added"
	TargetDropped    Class = "target_dropped"
	TargetMoved      Class = "target_moved" // to another task
	TaskAdded        Class = "task_added"
	TaskDropped      Class = "task_dropped"
	TaskRenamed      Class = "task_renamed"
	TaskRenumbered   Class = "task_renumbered"
	TaskMoved        Class = "task_moved" // to another section
	TaskSplit        Class = "task_split"
	TaskMerged       Class = "task_merged"
	PartyAdded       Class = "party_added"
	PartyRemoved     Class = "party_removed"
	PartyRoleChanged Class = "party_role_changed"
	LeadChanged      Class = "lead_changed"
	PartyRenamed     Class = "party_renamed"
	DocumentChanged  Class = "document_changed" // title, issuer, region, years …
)

// Side is what one of the two documents says where they differ. Span counts code
// points of that document's text; Quote is the text there, letter for letter.
type Side struct {
	Path       string           `json:"path"`
	Title      string           `json:"title,omitempty"`
	Quote      string           `json:"quote"`
	Span       model.Span       `json:"span"`
	Value      string           `json:"value,omitempty"`      // exact decimal
	ValueHigh  string           `json:"value_high,omitempty"` // upper end of a range
	Unit       string           `json:"unit,omitempty"`
	Comparator model.Comparator `json:"comparator,omitempty"`
	By         string           `json:"by,omitempty"` // ISO date
	Parties    []string         `json:"parties"`
}

// Direction says whether a change makes a commitment harder or easier to keep;
// "" where it does neither, or the text does not tell.
type Direction string

// The directions. Of an upper limit, a decrease and of what is better low (事故,
// 能耗) the lower level is the tighter one.
const (
	Tighter Direction = "tighter"
	Looser  Direction = "looser"
)

// Change is one difference. Old is nil where something was added, New where it
// was dropped.
//
// Delta is the new value less the old one, never rounded, in DeltaUnit: 百分点 of
// shares, else the new unit, or the old one where the number never ends in the new. Percent is Delta as a percentage of the old value. Fingerprint
// stays the same while the change does, whatever else is edited. Reason says for
// people why the class was chosen. Parts are all the sections that one was split
// into (of the new document) or merged from (of the old one).
type Change struct {
	Class       Class          `json:"class"`
	Severity    model.Severity `json:"severity"`
	Indicator   string         `json:"indicator,omitempty"`
	Old         *Side          `json:"old,omitempty"`
	New         *Side          `json:"new,omitempty"`
	Delta       string         `json:"delta,omitempty"`
	DeltaUnit   string         `json:"delta_unit,omitempty"`
	Percent     string         `json:"percent,omitempty"`
	Direction   Direction      `json:"direction,omitempty"`
	Parts       []*Side        `json:"parts,omitempty"`
	Fingerprint string         `json:"fingerprint"`
	Reason      string         `json:"reason"`
}

// Match says that two sections, or two records, are the same one. Score is
// between 0 and 1. A section of the document itself has the path "".
type Match struct {
	Old       string  `json:"old"` // path
	New       string  `json:"new"`
	Title     string  `json:"title,omitempty"`     // of the new section
	Indicator string  `json:"indicator,omitempty"` // of a record, as the new document names it
	Score     float64 `json:"score"`
	Reason    string  `json:"reason"`
}

// Result is all that differs between two documents, in the order of the new one;
// what was dropped comes where it stood between its neighbours. Summary counts
// the changes of each class that occurs. Matches is there if it was asked for.
type Result struct {
	Schema  string        `json:"schema"`
	Old     model.Source  `json:"old"`
	New     model.Source  `json:"new"`
	Summary map[Class]int `json:"summary"`
	Changes []Change      `json:"changes"`
	Matches []Match       `json:"matches,omitempty"`
}
