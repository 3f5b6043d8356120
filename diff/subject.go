package diff

import "strings"

// stockWords are words of titles that say nothing of what a task is about.
var stockWords = []string{
	"高质量", "现代化", "进一步", "组织领导", "工作目标", "保障措施", "责任落实", "推进", "抓好", "抓实", "抓牢", "抓紧", "实施", "加强", "加快", "做好", "做实", "做强", "强化", "深化", "完善", "推动", "促进", "提升",
	"提高", "开展", "落实", "健全", "优化", "扎实", "持续", "全面", "大力", "着力", "深入", "切实", "积极", "稳步", "坚持", "巩固", "拓展", "保障", "打造", "构建", "建立", "壮大", "培育", "发展", "建设", "工作", "行动",
	"工程", "生产", "管理", "改革", "服务", "治理", "体系", "机制", "制度", "水平", "质量", "能力", "重点", "任务", "项目", "措施", "专项", "计划", "农村", "城乡", "城镇", "全县", "全市", "全省", "全区",
}

// A pair of characters is stock, too, where it is in more titles than this, and in
// more than one of so many.
const (
	stockTitles = 4
	stockShare  = 12
)

// What two tasks with other subjects must have in common to be the same: their
// text, whatever the titles, or a record of a name that is no common one.
const (
	sameSubject = 0.2
	sameText    = 0.85
	likeText    = 0.35
	tellingName = 4
)

// subjects gives each section the pairs of characters of its title that say what it
// is about.
func (m *matching) subjects() {
	df, titles := map[int32]int{}, 0
	for _, t := range []*tree{m.old, m.new} {
		for i := 1; i < len(t.nodes); i++ {
			n := &t.nodes[i]
			n.subject = m.abc.subject(n.Title)
			if len(n.title) > 0 {
				titles++
			}
			for _, g := range n.subject {
				df[g.id]++
			}
		}
	}
	for _, t := range []*tree{m.old, m.new} {
		for i := range t.nodes {
			var kept grams
			for _, g := range t.nodes[i].subject {
				if df[g.id] <= max(stockTitles, titles/stockShare) {
					kept = append(kept, g)
				}
			}
			t.nodes[i].subject = kept
		}
	}
}

// subject is a title without its stock words. Pairs of characters that no text has
// are left out.
func (a *alphabet) subject(title string) grams {
	s := string(letters(title))
	for _, w := range stockWords {
		s = strings.ReplaceAll(s, w, " ")
	}
	var ids []int32
	for _, part := range strings.Fields(s) {
		runes := []rune(part)
		for i := 1; i < len(runes); i++ {
			if id, ok := a.ids[uint64(runes[i-1])<<32|uint64(runes[i])]; ok {
				ids = append(ids, id)
			}
		}
	}
	return count(ids)
}

// otherSubject says whether two tasks are about different things: neither title's
// subject is named by the other task, no record is the same, and the text is not
// the same either.
func (m *matching) otherSubject(i, j int) bool {
	a, b := &m.old.nodes[i], &m.new.nodes[j]
	if len(a.children)+len(b.children) > 0 || len(a.title) == 0 || len(b.title) == 0 {
		return false
	}
	if len(a.subject) == 0 && len(b.subject) == 0 {
		return m.nothingShared(i, j)
	}
	if len(a.subject) == 0 || len(b.subject) == 0 || m.sameName(i, j) || m.named(a.subject, b) || m.named(b.subject, a) {
		return false
	}
	need := likeText
	if len(a.measures)+len(b.measures) > 0 {
		need = sameText
	}
	return !sharesRecord(a, b) && m.likeTexts(a, b) < need
}

// nothingShared says whether two tasks with stock titles have other records, other
// parties and other words.
func (m *matching) nothingShared(i, j int) bool {
	a, b := &m.old.nodes[i], &m.new.nodes[j]
	if len(a.measures) == 0 || len(b.measures) == 0 || len(a.parties) == 0 || len(b.parties) == 0 {
		return false
	}
	return shared(a.parties, b.parties) == 0 && !sharesRecord(a, b) && m.likeTexts(a, b) < likeEnough
}

// named says whether a task speaks of a subject.
func (m *matching) named(subject grams, n *node) bool {
	return ratio(m.abc.common(subject, n.content), m.abc.mass(subject)) >= sameSubject
}

// likeTexts says how alike two tasks are beside their titles.
func (m *matching) likeTexts(a, b *node) float64 {
	x, y := a.own.less(a.title), b.own.less(b.title)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	return m.abc.dice(x, y)
}

// sharesRecord says whether two tasks have a record in common: by a name that tells,
// or by name and value.
func sharesRecord(a, b *node) bool {
	for _, x := range a.measures {
		for _, y := range b.measures {
			if x.sameName(y) && (x.size >= tellingName || x.Quantity.Value == y.Quantity.Value && !common(x.Quantity.Value)) {
				return true
			}
		}
	}
	return false
}
