package diff

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/model"
)

// TrackSchemaID names the JSON contract that Tracking encodes to.
const TrackSchemaID = "fenjie-track/1"

// Status says how far a target has come.
type Status string

// The statuses. A level that need not be reached yet but is not is behind; what
// counts up over the year is behind when its share is less than the part of the
// time that has gone by.
const (
	StatusDone          Status = "done"
	StatusOnPace        Status = "on_pace"
	StatusBehind        Status = "behind"
	StatusNotReported   Status = "not_reported"
	StatusNotComparable Status = "not_comparable" // there is a result, but it counts something else, or the same otherwise
)

// Statuses lists all statuses, in the order of reports.
var Statuses = []Status{StatusDone, StatusOnPace, StatusBehind, StatusNotReported, StatusNotComparable}

// Reported is a result that a report gives for a target. Report is the index of
// the report, Until the ISO date up to which it tells, "" where it does not say,
// and Score how sure it is that the target is meant, from 0 to 1.
type Reported struct {
	Report int     `json:"report"`
	Until  string  `json:"until,omitempty"`
	Score  float64 `json:"score"`
	Result *Side   `json:"result"`
}

// Tracked is a target of a plan with what reports say of it, the latest last;
// those of another place or time come before all others.
//
// Done is the value that the latest one gives, in the unit of the target. Share is
// Done as a percentage of the target, Pace the percentage of the time up to the
// deadline that has gone by. Both are exact decimals; one that never ends has ten
// places, rounded down, but up if it is the Pace of what is behind or the Share of
// a limit that is exceeded. They are not there for shares and other levels, which
// are reached or not.
type Tracked struct {
	Indicator   string     `json:"indicator,omitempty"`
	Status      Status     `json:"status"`
	Target      *Side      `json:"target"`
	Results     []Reported `json:"results"`
	Done        string     `json:"done,omitempty"`
	Share       string     `json:"share,omitempty"`
	Pace        string     `json:"pace,omitempty"`
	Fingerprint string     `json:"fingerprint"`
	Reason      string     `json:"reason"`
}

// Tracking is a plan's targets in their order, each with what became of it.
type Tracking struct {
	Schema  string         `json:"schema"`
	Plan    model.Source   `json:"plan"`
	Reports []model.Source `json:"reports"`
	Summary map[Status]int `json:"summary"`
	Targets []Tracked      `json:"targets"`
}

// Track finds for each target of a plan the results that reports give for it.
// Those of another place, or of a time before the plan or after the deadline, are
// not comparable. Reports may come in any order.
func Track(plan Input, reports []Input, o Options) *Tracking {
	out := &Tracking{Schema: TrackSchemaID, Plan: plan.Doc.Source, Reports: []model.Source{}, Summary: map[Status]int{}, Targets: []Tracked{}}
	abc := newAlphabet()
	tr := tracker{Options: o, plan: newTree(plan, abc, o)}
	for i := range tr.plan.nodes {
		for k, r := range tr.plan.nodes[i].Targets {
			if r.Kind == model.KindTarget {
				tr.targets = append(tr.targets, newMeasure(tr.plan, i, k, r))
			}
		}
	}
	tr.found = make([][]reading, len(tr.targets))
	for n, r := range reports {
		out.Reports = append(out.Reports, r.Doc.Source)
		tr.read(n, r)
	}
	for i, m := range tr.targets {
		t := tr.tracked(m, tr.found[i])
		out.Summary[t.Status]++
		out.Targets = append(out.Targets, t)
	}
	seen := map[string]int{}
	for i, m := range tr.targets {
		out.Targets[i].Fingerprint = fingerprint(seen, "track", m.name, m.Action, amount(m), nameOf(tr.plan, m.node))
	}
	return out
}

// tracker is the state of one Track.
type tracker struct {
	Options
	plan    *tree
	targets []measure
	found   [][]reading // of each target
}

// reading is a result that a report gives for a target.
type reading struct {
	measure
	report int
	of     *tree
	until  string
	astray string // why it cannot be of this target at all: it is of another place or time
	score  float64
	rival  bool // another result of the report fits as well, with another value
	long   bool // told for several years
}

// read looks for results in a report.
func (tr *tracker) read(n int, in Input) {
	abc := newAlphabet()
	plan, report := newTree(tr.plan.Input, abc, tr.Options), newTree(in, abc, tr.Options)
	m := matchSections(plan, report, abc, DefaultThreshold)
	var results []measure
	heads, years := make([]string, len(report.nodes)), make([]int, len(report.nodes))
	for i := range report.nodes {
		heads[i] = report.headings(i)
		years[i] = firstYear(heads[i])
		if containsAny(heads[i], outlook) {
			continue
		}
		for k, r := range report.nodes[i].Targets {
			if r.Kind == model.KindResult {
				results = append(results, newMeasure(report, i, k, r))
			}
		}
	}
	score := func(a, b measure) float64 {
		if y := years[b.node]; y != 0 && y > tr.dueYear(a) {
			return 0
		}
		return fits(a, b, m.toNew[a.node] == b.node)
	}
	for _, p := range pairUp(tr.targets, results, score, sameName) {
		i := slices.IndexFunc(tr.targets, func(t measure) bool { return t.Target == p.old.Target })
		r := reading{measure: p.new, report: n, of: report, until: until(report, p.new), score: p.score, long: containsAny(heads[p.new.node], severalYears)}
		r.astray = tr.astray(p.old, r)
		for _, o := range results {
			if o.Target != p.new.Target && o.name == p.new.name && o.Parent == "" && amount(o) != amount(p.new) && score(p.old, o) >= p.score-0.02 {
				r.rival = true
			}
		}
		tr.found[i] = append(tr.found[i], r)
	}
}

// headings are the titles of section i and of those above it.
func (t *tree) headings(i int) string {
	var titles []string
	for ; i > 0; i = t.nodes[i].parent {
		titles = append(titles, plain(t.nodes[i].Title))
	}
	return strings.Join(titles, "\n")
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// firstYear is the earliest year that a text names, 0 if it names none.
func firstYear(s string) int {
	runes := []rune(s)
	first := 0
	for i := 0; i+4 < len(runes); i++ {
		if y, ok := yearAt(runes, i, i+4); ok && (first == 0 || y < first) {
			first = y
		}
	}
	return first
}

// dueYear is the year of a target's deadline, else that of the plan.
func (tr *tracker) dueYear(m measure) int {
	if y, _, ok := splitDate(m.By); ok {
		return y
	}
	return tr.plan.year
}

// astray says why a result is of another place, or of a year before the plan or
// after the target's deadline; "" if it is not. A level that was reached before is
// reached.
func (tr *tracker) astray(m measure, r reading) string {
	if region := r.of.Doc.Meta.Region; !SamePlace(tr.plan.Doc.Meta.Region, region) {
		return "the report is of " + region + ", the plan of " + tr.plan.Doc.Meta.Region
	}
	if r.long {
		return "" // unlike says so
	}
	year := r.of.year
	if y, _, ok := splitDate(r.until); ok {
		year = y
	}
	due := tr.dueYear(m)
	switch {
	case year == 0:
		return ""
	case year < tr.plan.year && !isLevel(m):
		return "the result is of " + strconv.Itoa(year) + ", before the plan"
	case year > due && due != 0:
		return "the result is of " + strconv.Itoa(year) + ", the target was for " + strconv.Itoa(due)
	}
	return ""
}

// SamePlace says whether two regions may be one: 江南省青禾县 is 青禾县, and a
// document without a region may be of any.
func SamePlace(a, b string) bool {
	a, b = plain(a), plain(b)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

// fits says from 0 to 1 how much a result looks like that of a target. Within
// sections that tell of the same the name need not be the very same.
func fits(a, b measure, sameSection bool) float64 {
	b.Target = asTarget(b.Target)
	alike, least := a.alike(b), 0.8
	if sameSection {
		least = sameName
	}
	if alike < least || a.name == "" {
		return 0
	}
	s := 0.75*alike + 0.15*sameAction(a.Action, b.Action)
	if a.Quantity.Dimension != b.Quantity.Dimension {
		if alike < 1 {
			return 0
		}
		s -= 0.1 // a result of the same name, to be told as not comparable
	}
	if anotherAct(a.Action, b.Action) {
		if alike < 1 {
			return 0
		}
		s -= 0.1 // to be told as not comparable too
	}
	if sameMode(a, b) == 1 {
		s += 0.05
	}
	if b.Parent == "" {
		s += 0.05
	}
	return s
}

// asTarget is a record as if it were a target.
func asTarget(r *model.Target) *model.Target {
	t := *r
	t.Kind = model.KindTarget
	return &t
}

// tracked judges a target by the latest of its results.
func (tr *tracker) tracked(m measure, results []reading) Tracked {
	t := Tracked{Indicator: m.Indicator, Target: tr.plan.record(m), Results: []Reported{}}
	slices.SortStableFunc(results, func(a, b reading) int {
		return cmp.Or(order(a.astray == "", b.astray == ""), cmp.Compare(a.until, b.until), a.report-b.report)
	})
	for _, r := range results {
		t.Results = append(t.Results, Reported{Report: r.report, Until: r.until, Score: round(r.score), Result: r.of.record(r.measure)})
	}
	if len(results) == 0 {
		t.Status, t.Reason = StatusNotReported, "no result of this name"
		return t
	}
	tr.judge(&t, m, results[len(results)-1])
	return t
}

// order puts false before true.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// judge compares a target with a result.
func (tr *tracker) judge(t *Tracked, m measure, r reading) {
	t.Status = StatusNotComparable // until it is known to be another
	if t.Reason = tr.unlike(m, r); t.Reason != "" {
		return
	}
	factor, _ := tr.factor(r.measure, m)
	goal, value := readInterval(m), readInterval(r.measure)
	value.low = new(big.Rat).Mul(value.low, factor)
	t.Done = exact(value.low, donePlaces)
	ceiling := recordChange{a: m, b: m}.isCeiling()
	end := goal.low
	if ceiling {
		end = goal.high
	}
	t.Reason = amount(r.measure) + " of " + amount(m)
	if ceiling {
		limit := ", at most "
		if m.Comparator == model.LessThan {
			limit = ", below "
		}
		t.Reason = amount(r.measure) + limit + amount(m)
	}
	tr.setStatus(t, progress{
		measure: m, ceiling: ceiling, counts: !isLevel(m) && end.Sign() != 0,
		met: meets(m, r.measure, value.low, end, ceiling), done: value.low, end: end, elapsed: tr.elapsed(m, r.until),
	})
}

// meets says whether a value reaches the end of a target, or keeps below it.
func meets(m, result measure, value, end *big.Rat, ceiling bool) bool {
	above := value.Cmp(end)
	switch {
	case m.Change != result.Change && m.Change != "":
		return false // it fell and was to rise, or the other way round
	case above == 0:
		return m.Comparator != model.LessThan && m.Comparator != model.MoreThan
	}
	return above < 0 == ceiling
}

// progress is what the status of a target hangs on: met is about the value alone,
// counts says that it counts up over the year, and elapsed is nil if not known.
type progress struct {
	measure
	ceiling, counts, met bool
	done, end, elapsed   *big.Rat
}

// setStatus decides on exact numbers.
func (tr *tracker) setStatus(t *Tracked, p progress) {
	var share *big.Rat
	if p.counts {
		share = new(big.Rat).Quo(p.done, p.end)
	}
	switch {
	case p.met && !p.ceiling:
		t.Status = StatusDone
		p.elapsed = nil // it makes no difference
	case !p.met && !p.counts:
		t.Status = StatusBehind
		p.elapsed = nil
	case p.elapsed == nil:
		t.Reason += "; the report does not say until when"
		return
	case p.counts && p.Action == "" && p.By > endOfMonth(tr.plan.year, 12):
		t.Reason += "; it is due only in " + p.By[:4] + ", and no level to start from is known"
		return
	case p.ceiling && !p.met, !p.ceiling && share.Cmp(p.elapsed) < 0:
		t.Status = StatusBehind
	case p.ceiling && p.elapsed.Cmp(big.NewRat(1, 1)) >= 0:
		t.Status = StatusDone
	default:
		t.Status = StatusOnPace
	}
	t.tellShares(share, p)
}

// tellShares tells of the share and of the time gone, as far as they are known and
// matter. They are rounded so that they never seem to speak against the status:
// the share down, and where a target is behind the time up; the share of a limit
// that is exceeded up.
func (t *Tracked) tellShares(share *big.Rat, p progress) {
	behind := t.Status == StatusBehind
	if share != nil {
		t.Share = percentage(share, sharePlaces, behind && p.ceiling)
	}
	if p.elapsed == nil {
		return
	}
	gone := percentage(p.elapsed, percentPlaces, behind) + " % of the time gone"
	if share != nil {
		t.Pace = percentage(p.elapsed, sharePlaces, behind)
		gone = percentage(share, percentPlaces, behind && p.ceiling) + " % done, " + gone
	}
	t.Reason += "; " + gone
}

// sharePlaces is the number of decimals of a share or pace that never ends.
const sharePlaces = 10

// percentage is x in percent: exact where that ends and places allows, else with
// places decimals, rounded up or down.
func percentage(x *big.Rat, places int, up bool) string {
	x = new(big.Rat).Mul(x, big.NewRat(100, 1))
	if places == sharePlaces {
		if n, ok := x.FloatPrec(); ok && n <= maxDecimal {
			return x.FloatString(n)
		}
	}
	return cutDecimal(x, places, up)
}

// isLevel says whether a target is reached or not, and does not count up: shares,
// rates of growth, and what starts from a level.
func isLevel(m measure) bool {
	return m.Implied != "" || m.From != "" || m.Per != "" || slices.Contains([]string{"ratio", "ratio_difference", "rank", "score", "grade", "concentration", "temperature", "noise", "speed", "age"}, m.Quantity.Dimension)
}

// unlike says why a target cannot be compared with a result, "" if it can.
func (tr *tracker) unlike(m measure, r reading) string {
	switch {
	case r.astray != "":
		return r.astray
	case r.rival:
		return "the report gives several results of this name"
	case r.long && !containsAny(plain(m.ByRaw), severalYears):
		return "the result is told for several years"
	case anotherAct(m.Action, r.Action):
		return "another act: " + plain(r.Action) + ", was to be " + plain(m.Action)
	case m.Change != "" && r.Change != "" && m.Change != r.Change && !isLevel(m):
		return "the result is " + an(r.Change) + ", the target " + an(m.Change)
	case m.per != r.per:
		return "another denominator: " + orNone(r.per) + ", was to be " + orNone(m.per)
	case m.Per != r.Per:
		return "the result recurs by " + orNone(string(r.Per)) + ", the target by " + orNone(string(m.Per))
	case m.Basis != r.Basis:
		return "the result is counted as " + orNone(string(r.Basis)) + ", the target as " + orNone(string(m.Basis))
	case (m.Change == "") != (r.Change == ""):
		return "the result is a " + levelOrChange(r.measure) + ", the target a " + levelOrChange(m)
	case strings.Contains(m.ByRaw, "期间") && m.ByRaw != r.ByRaw:
		return "the target is for the years of " + plain(m.ByRaw)
	case r.Quantity.High != "":
		return "the result is a range"
	}
	if _, ok := tr.factor(r.measure, m); !ok {
		return "another unit: " + orNone(r.Quantity.Unit) + ", was to be " + orNone(m.Quantity.Unit)
	}
	if readInterval(m) == nil || readInterval(r.measure) == nil {
		return "a number cannot be read"
	}
	return ""
}

// an is a change with its article.
func an(c model.Change) string {
	if c == model.Increase {
		return "an increase"
	}
	return "a decrease"
}
