package diff

import "github.com/fenjie/fenjie/model"

// About says what a class means and how severe it is unless a caller says
// otherwise.
type About struct {
	Class    Class
	Severity model.Severity
	Meaning  string
}

// Classes lists all classes in the order of reports.
//
// An error means that a commitment is gone, a warning that it is weaker or can
// no longer be compared, an info that it is firmer or only stands elsewhere. Of
// a number that went up or down the severity follows Change.Direction: looser is
// a warning, anything else an info. What is no commitment (a result, condition
// or standard) is an info, and so is a heading that went while what stood under
// it stays.
var Classes = []About{
	{DocumentChanged, model.SeverityInfo, "a fact of the document as a whole differs: title, number, issuer, region, years, dates, recipients, attachments"},
	{TaskAdded, model.SeverityInfo, "a section is new, with all that stands under it"},
	{TaskDropped, model.SeverityError, "a section is gone, with all that stood under it"},
	{TaskSplit, model.SeverityInfo, "what was one section is two or more"},
	{TaskMerged, model.SeverityInfo, "what was two or more sections is one"},
	{TaskMoved, model.SeverityInfo, "a section stands under another heading, or keeps its number (or has none) and stands in another order"},
	{TaskRenamed, model.SeverityInfo, "a section has another title"},
	{TaskRenumbered, model.SeverityInfo, "a section has another number under the same heading"},
	{TargetAdded, model.SeverityInfo, "a record is new in a section that was there before"},
	{TargetDropped, model.SeverityError, "a record is gone from a section that is still there"},
	{TargetMoved, model.SeverityInfo, "a record stands in another section"},
	{IndicatorRenamed, model.SeverityInfo, "what is measured has another name"},
	{UnitChanged, model.SeverityWarning, "another unit, denominator or way of counting; the values are not compared"},
	{TargetRaised, model.SeverityInfo, "the number is higher"},
	{TargetLowered, model.SeverityWarning, "the number is lower"},
	{TargetTightened, model.SeverityInfo, "another comparator, or a range, that leaves less room: 左右 to 以上"},
	{TargetLoosened, model.SeverityWarning, "another comparator, or a range, that leaves more room: 以上 to 左右"},
	{TargetHardened, model.SeverityInfo, "firmer wording: 力争 to 确保"},
	{TargetSoftened, model.SeverityWarning, "softer wording: 确保 to 力争"},
	{BaselineChanged, model.SeverityWarning, "what the number is set against, or the level it starts from, differs"},
	{FrequencyChanged, model.SeverityWarning, "it recurs more or less often: 每季度 to 每月"},
	{DeadlineEarlier, model.SeverityInfo, "the end date is earlier, seen from the year of each plan"},
	{DeadlineLater, model.SeverityWarning, "the end date is later, seen from the year of each plan"},
	{DeadlineAdded, model.SeverityInfo, "an end date where there was none"},
	{DeadlineRemoved, model.SeverityWarning, "no end date where there was one"},
	{LeadChanged, model.SeverityWarning, "another party leads"},
	{PartyRoleChanged, model.SeverityInfo, "a party has another role"},
	{PartyAdded, model.SeverityInfo, "a party is new"},
	{PartyRemoved, model.SeverityWarning, "a party is gone"},
	{PartyRenamed, model.SeverityInfo, "a party has another name; told once for the document"},
}

// rank is the place of a class in Classes.
func rank(c Class) int {
	for i, a := range Classes {
		if a.Class == c {
			return i
		}
	}
	return len(Classes)
}

// severity of a change: what the options say of its class, else the default.
func (o Options) severity(c *Change, commitment bool) model.Severity {
	if s, ok := o.Severity[c.Class]; ok {
		return s
	}
	switch {
	case !commitment:
		return model.SeverityInfo
	case c.Direction == Looser:
		return model.SeverityWarning
	case c.Direction == Tighter, c.Class == TargetRaised, c.Class == TargetLowered:
		return model.SeverityInfo
	}
	return Classes[rank(c.Class)].Severity
}
