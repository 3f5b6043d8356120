package parser

import "github.com/fenjie/fenjie/model"

// shape is how a quantity and its indicator stand to each other.
type shape struct {
	rule      string
	indicator span
	kind      model.TargetKind // "" where tense decides
	cursor    int
	inherit   bool
}

// reading is a quantity with the text around it.
type reading struct {
	*clauseReader
	q     *quantity
	left  leftText
	right rightText
	k     int // its token
}

func (x *reading) hasNoun() bool { return !x.right.at.empty() }

// condition is one thing that a rule asks for. Says completes “needs …”.
type condition struct {
	says  string
	holds func(*reading) bool
}

// shapeRule finds the indicator of a quantity where all its conditions hold.
type shapeRule struct {
	id   string
	says string
	when []condition
	make func(*reading) shape
}

var (
	nounAfter = condition{"a noun after it", (*reading).hasNoun}
	noNoun    = condition{"no noun after it", func(x *reading) bool { return !x.hasNoun() }}
	noCore    = condition{"no noun before it", func(x *reading) bool { return x.left.core.empty() }}
	core      = condition{"a noun before it", func(x *reading) bool { return !x.left.core.empty() }}
	counts    = condition{"a unit that counts or measures things", func(x *reading) bool { return x.p.takesObject(x.q) }}
	noChange  = condition{"no word of change before it", func(x *reading) bool { return x.left.change == "" && !x.q.isChange() }}
	times     = condition{"a unit of occasions (次, 场, 期)", func(x *reading) bool { return x.q.dimension == "times" }}
)

// Rule is a rule of the parser that decides where the indicator of a number
// stands. Says shows a phrase that it reads.
type Rule struct{ ID, Says string }

// Rules are the rules that find indicators, in the order in which they are tried.
func Rules() []Rule {
	rules := make([]Rule, 0, len(shapeRules))
	for _, r := range shapeRules {
		rules = append(rules, Rule{r.id, r.says})
	}
	return rules
}

// shapeRules are tried in order; the last holds always.
var shapeRules = []shapeRule{
	{
		id: "share.of", says: "90%以上的行政村: a share of the noun after 的",
		when: []condition{
			{"a share (%)", func(x *reading) bool { return x.q.dimension == "ratio" && x.q.unit != "倍" }},
			{"的 and a noun after it", func(x *reading) bool { return x.hasNoun() && x.right.of }},
			{"a noun that names no change", func(x *reading) bool { return x.p.namedChange(x.right.at) == "" }},
		},
		make: func(x *reading) shape { return shape{indicator: x.right.at, cursor: x.right.at.end} },
	},
	{
		id: "condition.of-share", says: "90%以上的村…达到5万元: what the share is a share of",
		when: []condition{{"a share earlier in the clause", func(x *reading) bool { return x.share != nil }}},
		make: func(x *reading) shape {
			core := x.left.core
			return shape{indicator: core, kind: model.KindCondition, cursor: x.q.full.end, inherit: core.empty() || core == x.share.indicator}
		},
	},
	{
		id: "grant.after", says: "给予最高50万元奖励: what is granted",
		when: []condition{
			{"a sum of money", func(x *reading) bool { return x.q.dimension == "money" }},
			{"奖励, 补助 or the like after it", func(x *reading) bool {
				return x.hasNoun() && (x.p.opens(&x.p.lx.Phrase.Grant, x.right.at) || x.p.ends(&x.p.lx.Phrase.Grant, x.right.at))
			}},
		},
		make: func(x *reading) shape { return shape{indicator: x.right.at, cursor: x.right.at.end} },
	},
	{
		id: "condition.attribute", says: "30户以上自然村: says which things are meant",
		when: []condition{{"a comparator between number and noun, or a count after the noun", func(x *reading) bool {
			return x.attributive(x.q, x.left, x.right, x.k)
		}}},
		make: func(x *reading) shape {
			s := x.left.core
			if s.empty() {
				s = x.p.bearerOf(x.q, x.right.at)
			}
			return shape{indicator: s, kind: model.KindCondition, cursor: x.q.full.end}
		},
	},
	{
		id: "noun.after-verb", says: "建设3个示范区: the object after verb and number",
		when: []condition{
			nounAfter,
			{"a verb of doing right before it", func(x *reading) bool { return x.left.tail != "" }},
			{"a unit of no difference", func(x *reading) bool { return !x.q.isChange() }},
			counts,
		},
		make: func(x *reading) shape {
			s := x.objectOf(x.left, x.right, x.k).at
			return shape{indicator: s, cursor: x.after(s, x.k)}
		},
	},
	{
		id: "noun.after", says: "3个示范区: the noun after the number",
		when: []condition{nounAfter, noCore, noChange, counts},
		make: func(x *reading) shape { return shape{indicator: x.right.at, cursor: x.right.at.end} },
	},
	{
		id: "noun.after-place", says: "滨河区4个街道: the noun after the number, whose place stands before it",
		when: []condition{
			nounAfter, core,
			{"a one-character classifier (个, 家, 座)", func(x *reading) bool { return x.q.unitAt.len() == 1 && x.p.isClassifier(x.q) }},
			noChange,
			{"no word of equality (but 有) and no comparator", func(x *reading) bool {
				return !x.q.postfix && (!x.left.linked || x.left.owns && (x.p.isCollective(x.left.core) || x.p.opensEvery(x.left.core)))
			}},
		},
		make: func(x *reading) shape { return shape{indicator: x.right.at, cursor: x.right.at.end} },
	},
	{
		id: "act.after-floor", says: "至少调度1次: the act between comparator and number",
		when: []condition{noNoun, times, {"a comparator and a verb before it", func(x *reading) bool { return !x.left.tailAt.empty() && x.left.far != "" }}},
		make: func(x *reading) shape { return shape{indicator: x.left.tailAt, cursor: x.q.full.end} },
	},
	{
		id: "act.counted", says: "调度1次: the act before the number",
		when: []condition{noCore, noNoun, times, {"a verb that can be a noun right before it", func(x *reading) bool {
			return !x.left.tailAt.empty() && x.p.class(x.p.tokenAt(x.left.tailAt, x.k)) != "do"
		}}},
		make: func(x *reading) shape { return shape{indicator: x.left.tailAt, cursor: x.q.full.end} },
	},
	{
		id: "noun.before", says: "粮食播种面积83万亩: the noun before the number",
		when: []condition{core},
		make: func(x *reading) shape {
			return shape{indicator: x.left.core, cursor: x.q.full.end, inherit: x.p.leansBack(x.left.core)}
		},
	},
	{
		id: "noun.before-time", says: "食堂10月底前建成4家: the noun before the time",
		when: []condition{noCore, noNoun, {"a noun before the time in its clause", func(x *reading) bool { return !x.left.before.empty() }}},
		make: func(x *reading) shape { return shape{indicator: x.left.before, cursor: x.q.full.end} },
	},
	{
		id: "act.measured", says: "累计造林7万亩: the act itself, where the sentence names nothing else",
		when: []condition{noCore, noNoun, noChange, {"a verb right before it, and nothing that the sentence spoke of before", func(x *reading) bool {
			return x.left.tailAt.len() >= 2 && x.left.level == 0 && x.s.subject.empty() && len(x.s.recs) == x.s.first
		}}},
		make: func(x *reading) shape { return shape{indicator: x.left.tailAt, cursor: x.q.full.end} },
	},
	{
		id: "noun.earlier", says: "…、增长13.6%: what the sentence spoke of before",
		make: func(x *reading) shape { return shape{cursor: x.q.full.end, inherit: true} },
	},
}

// shape applies the first rule whose conditions all hold. Where the parser keeps
// trials, it says of each rule before that which condition failed.
func (x *reading) shape() (shape, []model.Trial) {
	var trials []model.Trial
	for i := range shapeRules {
		rule := &shapeRules[i]
		failed := ""
		for _, c := range rule.when {
			if !c.holds(x) {
				failed = c.says
				break
			}
		}
		if x.p.tracing {
			trials = append(trials, trialOf(rule, failed))
		}
		if failed == "" {
			sh := rule.make(x)
			sh.rule = rule.id
			return sh, trials
		}
	}
	return shape{}, trials // not reached: the last rule has no condition
}

func trialOf(rule *shapeRule, failed string) model.Trial {
	if failed == "" {
		return model.Trial{Rule: rule.id, Held: true, Why: rule.says}
	}
	return model.Trial{Rule: rule.id, Why: "needs " + failed}
}

// isChange says whether a quantity can only be a difference.
func (q *quantity) isChange() bool { return q.dimension == "ratio_difference" || q.change != "" }

// after is where a phrase that follows quantity k ends, at the latest where the
// next quantity starts.
func (r *clauseReader) after(s span, k int) int {
	if k+1 < r.c.hi {
		return min(s.end, r.p.reader.tokens[k+1].at.start)
	}
	return s.end
}
