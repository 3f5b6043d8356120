// Package model holds what fenjie finds in a document: types only.
//
// Every offset is a count of Unicode code points from the start of the decoded
// text, so that []rune(text)[span.Start:span.End] (and text[start:end] in
// Python) is the quoted source, letter for letter.
//
// The JSON form of these types is the contract "fenjie/1": keys appear in the
// order of the fields, and an absent key means that the text does not say.
package model

// SchemaID names the JSON contract that the types of this package encode to.
const SchemaID = "fenjie/1"

// Span is a half-open range of code points of the source text.
// Line is the 1-based line of Start where a human will look, else 0 (absent).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
	Line  int `json:"line,omitempty"`
}

// Len is the number of code points in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains says whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Output is what extract writes: one object, whatever the number of inputs.
type Output struct {
	Schema    string      `json:"schema"`
	Generator string      `json:"generator"`
	Documents []*Document `json:"documents"`
}

// Document is everything found in one text.
type Document struct {
	Source      Source       `json:"source"`
	Meta        Meta         `json:"document"`
	Sections    []*Section   `json:"sections"`
	Targets     []*Target    `json:"targets"` // records of the preamble
	Diagnostics []Diagnostic `json:"diagnostics"`

	// Layout says of every non-blank character of the source which part of
	// the document it belongs to: regions are in order and do not overlap.
	Layout []Region `json:"-"`

	// Numerals says of every numeral of the text what it is. It is kept only
	// where the parser was asked for it.
	Numerals []Numeral `json:"-"`
}

// Source tells where a document's text came from. Chars is its length in code
// points; SHA256 is the hexadecimal hash of the raw bytes and TextSHA256 that of
// the text as UTF-8, absent where it is the same.
type Source struct {
	Path       string `json:"path"`
	Format     string `json:"format"`
	Encoding   string `json:"encoding"`
	SHA256     string `json:"sha256"`
	TextSHA256 string `json:"text_sha256,omitempty"`
	Chars      int    `json:"chars"`
}

// Genre is the kind of document; "" is unknown.
type Genre string

// The genres.
const (
	GenrePlan    Genre = "plan"    // 工作要点, 实施方案, 行动计划 …
	GenreNotice  Genre = "notice"  // 通知 that itself sets tasks
	GenreReport  Genre = "report"  // 情况报告, 工作总结 …
	GenreArticle Genre = "article" // news
	GenreOther   Genre = "other"
)

// Meta is what a document says of itself. Dates are ISO. Evidence gives, for
// each field that was found, the span it was read from, keyed by JSON name.
type Meta struct {
	Title       string          `json:"title,omitempty"`
	Genre       Genre           `json:"genre,omitempty"`
	Number      string          `json:"number,omitempty"`
	Issuer      string          `json:"issuer,omitempty"`
	Region      string          `json:"region,omitempty"`
	Years       []int           `json:"years"`
	Published   string          `json:"published,omitempty"`
	Signed      string          `json:"signed,omitempty"`
	Recipients  []string        `json:"recipients"`
	Attachments []string        `json:"attachments"`
	Evidence    map[string]Span `json:"evidence"`
}

// SectionKind is what a node of the outline is.
type SectionKind string

// The kinds of section.
const (
	KindHeading SectionKind = "heading" // has children, or is no task
	KindTask    SectionKind = "task"    // a leaf that sets something to be done
	KindPhase   SectionKind = "phase"   // a step of the work with its dates
)

// Period is a stretch of time, both ends included, as ISO dates.
type Period struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

// Section is a node of the outline.
//
// Path is the labels from the root, stripped of punctuation and joined by "/";
// unlabelled nodes are "#1", "#2" … Label is as printed, in half width. Text is
// the node's own text: without title, responsibility block and children. By is
// the ISO deadline that its responsibility block sets.
type Section struct {
	Path     string      `json:"path"`
	Label    string      `json:"label"`
	Number   int         `json:"number"`
	Level    int         `json:"level"`
	Kind     SectionKind `json:"kind"`
	Title    string      `json:"title"`
	Text     string      `json:"text"`
	Span     Span        `json:"span"`
	By       string      `json:"by,omitempty"`
	Period   *Period     `json:"period,omitempty"`
	Parties  []*Party    `json:"parties"`
	Targets  []*Target   `json:"targets"`
	Children []*Section  `json:"children"`
}

// Walk calls visit for each section of the forest, parents before children.
func Walk(sections []*Section, visit func(*Section)) {
	for _, s := range sections {
		visit(s)
		Walk(s.Children, visit)
	}
}

// Role is what a party has to do with a task.
type Role string

// The roles.
const (
	RoleLead        Role = "lead"        // 牵头单位
	RoleResponsible Role = "responsible" // 责任单位
	RoleSupport     Role = "support"     // 配合单位
	RoleSupervise   Role = "supervise"   // 督办单位
	RoleLeader      Role = "leader"      // 责任人: a person
	RoleOther       Role = "other"       // a label of no known role
)

// Basis is why a party has its role.
type Basis string

// The bases of a role.
const (
	BasisStated     Basis = "stated"     // a label or verb says so
	BasisConvention Basis = "convention" // a rule stated once for the document says so
	BasisDefault    Basis = "default"    // nothing says so; the usual reading
)

// Party is an organisation (or person) named responsible for a section.
//
// Raw is what is printed at Span; Name is Raw in half width, with a prefix that
// the text leaves out put back (then Restored is true). Label is the printed
// role word. Collective marks 各乡镇 and the like; Open marks a list that ends
// in 等.
type Party struct {
	Role       Role   `json:"role"`
	Label      string `json:"label,omitempty"`
	Name       string `json:"name"`
	Raw        string `json:"raw"`
	Restored   bool   `json:"restored,omitempty"`
	Collective bool   `json:"collective,omitempty"`
	Open       bool   `json:"open,omitempty"`
	Basis      Basis  `json:"basis"`
	Span       Span   `json:"span"`
	Rule       string `json:"rule"`
}

// Severity of a diagnostic.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Diagnostic is an oddity of the text; Code is stable, Message is for people.
type Diagnostic struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Span     Span     `json:"span"`
}

// RegionKind is the part of a document that a stretch of text belongs to.
type RegionKind string

// The kinds of region.
const (
	RegionHead       RegionKind = "head"       // title, number, recipients, dates under the title
	RegionPreamble   RegionKind = "preamble"   // text before the first heading
	RegionLabel      RegionKind = "label"      // a section's number
	RegionTitle      RegionKind = "title"      // a section's title
	RegionText       RegionKind = "text"       // a section's own text
	RegionBlock      RegionKind = "block"      // a responsibility block
	RegionSignature  RegionKind = "signature"  // issuer and date at the end
	RegionAttachment RegionKind = "attachment" // 附件: …
	RegionFurniture  RegionKind = "furniture"  // page chrome
	RegionRepeat     RegionKind = "repeat"     // a passage printed a second time
)

// Region is a stretch of the source and the part of the document it belongs
// to. Path is the section's path, "" outside sections.
type Region struct {
	Kind RegionKind
	Path string
	Span Span
}
