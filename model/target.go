package model

// TargetKind is what a document does with a quantity.
type TargetKind string

// The kinds of target.
const (
	KindTarget    TargetKind = "target"    // to be reached
	KindResult    TargetKind = "result"    // reported as done or as the present state
	KindCondition TargetKind = "condition" // says which things are meant
	KindStandard  TargetKind = "standard"  // a rate, line, price or ceiling of a policy
	KindRelative  TargetKind = "relative"  // set against another's measure, without a number: 高于全省平均水平
)

// Implied marks a commitment that has no number.
type Implied string

// The implied commitments.
const (
	ImpliedFull Implied = "full" // 全覆盖, 应保尽保: value 100, unit %
	ImpliedZero Implied = "zero" // 动态清零, 不发生…: value 0
)

// Comparator relates what is measured to the quantity.
type Comparator string

// The comparators. AtLeast and AtMost include the number, MoreThan and
// LessThan do not (Civil Code, art. 1259).
const (
	Equal    Comparator = "eq"
	AtLeast  Comparator = "ge" // 以上, 不低于
	MoreThan Comparator = "gt" // 超过
	AtMost   Comparator = "le" // 以内, 不超过
	LessThan Comparator = "lt" // 低于, 不足
	Approx   Comparator = "approx"
	Range    Comparator = "range" // 3—5
)

// Side tells on which side of the number an approximation lies.
type Side string

// The sides.
const (
	SideBoth  Side = "both"  // 左右, 约
	SideBelow Side = "below" // 近
	SideAbove Side = "above" // 余, 多
)

// Change marks a number that is a difference.
type Change string

// The directions of change.
const (
	Increase Change = "increase"
	Decrease Change = "decrease"
)

// ChangeBasis is the printed basis of a number.
type ChangeBasis string

// The bases.
const (
	AnnualAverage ChangeBasis = "annual_average" // 年均
	Cumulative    ChangeBasis = "cumulative"     // 累计
	Net           ChangeBasis = "net"            // 净增
)

// Per is how often a quantity recurs.
type Per string

// The frequencies.
const (
	PerYear      Per = "year"
	PerHalfYear  Per = "half_year"
	PerQuarter   Per = "quarter"
	PerTwoMonths Per = "two_months"
	PerMonth     Per = "month"
	PerWeek      Per = "week"
	PerDay       Per = "day"
)

// Strength is how firmly a target is worded.
type Strength string

// The strengths; "" is plain wording.
const (
	Hard Strength = "hard" // 确保, 必须
	Soft Strength = "soft" // 力争, 争取
)

// Quantity is a number with its unit, without its comparator.
//
// Value and High are exact decimal strings with 万, 亿 and the like multiplied
// out; Value is "" for KindRelative alone. High is the upper end of a range. Unit has no multiplier. Dimension is
// that of the unit in the lexicon, "" where the unit is unknown.
type Quantity struct {
	Raw       string `json:"raw"`
	Value     string `json:"value,omitempty"`
	High      string `json:"value_high,omitempty"`
	Unit      string `json:"unit,omitempty"`
	Dimension string `json:"dimension,omitempty"`
	Span      Span   `json:"span"`
}

// Target is one quantity that the document commits to or reports, with what it
// measures.
//
// Indicator is the phrase at IndicatorSpan. From is the start level of
// 由A提高到B, an exact decimal. By is an ISO date and ByRaw the words it was
// read from. Parent is the ID of the record that this one is a part of. Span
// covers the clause part that the record was read from. Rule is the id of the
// rule that made the record.
type Target struct {
	ID            string      `json:"id"`
	Kind          TargetKind  `json:"kind"`
	Implied       Implied     `json:"implied,omitempty"`
	Indicator     string      `json:"indicator,omitempty"`
	IndicatorSpan *Span       `json:"indicator_span,omitempty"`
	Action        string      `json:"action,omitempty"`
	Comparator    Comparator  `json:"comparator"`
	Side          Side        `json:"side,omitempty"`
	Quantity      Quantity    `json:"quantity"`
	From          string      `json:"from,omitempty"`
	Change        Change      `json:"change,omitempty"`
	Basis         ChangeBasis `json:"basis,omitempty"`
	Baseline      string      `json:"baseline,omitempty"`
	By            string      `json:"by,omitempty"`
	ByRaw         string      `json:"by_raw,omitempty"`
	Per           Per         `json:"per,omitempty"`
	Strength      Strength    `json:"strength,omitempty"`
	Parent        string      `json:"parent,omitempty"`
	Span          Span        `json:"span"`
	Rule          string      `json:"rule"`
}
