package model

// NumeralClass is what a numeral of the text turned out to be.
type NumeralClass string

// The classes of numerals that are no record. A numeral that is one has the
// kind of its record: target, result, condition or standard.
const (
	NumeralDate       NumeralClass = "date"            // 2025年, 3月底前
	NumeralLabel      NumeralClass = "label"           // the number of a section
	NumeralDocument   NumeralClass = "document_number" // 〔2022〕28号
	NumeralHead       NumeralClass = "head"            // title, date and recipients
	NumeralName       NumeralClass = "name"            // in a title or quotation: 《…》, “…”
	NumeralOrdinal    NumeralClass = "ordinal"         // 第二批
	NumeralCode       NumeralClass = "code"            // S208, 12345, 10+25
	NumeralFixed      NumeralClass = "fixed"           // a fixed term: 三农, 5G
	NumeralWord       NumeralClass = "word"            // a Chinese numeral that measures nothing
	NumeralStart      NumeralClass = "start"           // A of 由A提高到B
	NumeralLength     NumeralClass = "length"          // a stretch of time that only describes: 3年内
	NumeralSum        NumeralClass = "sum"             // counts the list beside it
	NumeralBare       NumeralClass = "bare"            // no unit
	NumeralParty      NumeralClass = "party"           // in a responsibility block
	NumeralBracket    NumeralClass = "bracket"         // in a bracket that belongs to a name or title
	NumeralFurniture  NumeralClass = "furniture"       // page chrome
	NumeralRepeat     NumeralClass = "repeat"          // in a passage read before
	NumeralSignature  NumeralClass = "signature"       // the date at the end
	NumeralAttachment NumeralClass = "attachment"      // in the list of attachments
	NumeralUnread     NumeralClass = "unread"          // no rule spoke
)

// Trial is a rule that was tried on a numeral. Why says with which words it
// held, or which condition failed.
type Trial struct {
	Rule string `json:"rule"`
	Held bool   `json:"held"`
	Why  string `json:"why"`
}

// Numeral is one numeral of the text, in digits or Chinese, and what was made of
// it. Target is the id of its record, if it has one. Path is the section's path.
type Numeral struct {
	Raw    string       `json:"raw"`
	Class  NumeralClass `json:"class"`
	Path   string       `json:"path"`
	Target string       `json:"target,omitempty"`
	Rule   string       `json:"rule"`
	Reason string       `json:"reason"`
	Span   Span         `json:"span"`
	Trials []Trial      `json:"trials"`
}
