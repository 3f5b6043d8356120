package diff

import (
	"cmp"
	"slices"
)

// DefaultThreshold is the score from which two sections may be the same one. Sections
// of documents that have nothing to do with each other score below 0.3, and two
// of one document below 0.37, as measured on a dozen documents.
const DefaultThreshold = 0.40

// What is left over is matched a little below the threshold where nothing else
// comes near: the score lies clear of all others of both sections, and the
// content alone speaks for it, or less of it together with parties that hardly any
// other section names.
const (
	leeway      = 0.10
	clear       = 0.05
	likeEnough  = 0.25
	likeByParty = 0.15
	rareParty   = 3 // sections of one document
)

// generic is the length of titles that many plans have, such as 加强组织领导; under
// unlike headings and with unlike content they say nothing.
const (
	generic      = 6
	unlike       = 0.15
	unlikeParent = 0.5
)

// What the score of two sections is made of. Where one of them has no title, or
// neither names parties, the rest counts in its place.
const (
	titleShare   = 0.30
	contentShare = 0.50
	parentShare  = 0.12
	partyShare   = 0.08
)

// near is how many candidates a section keeps: those whose content is most alike.
const near = 16

// matching is which sections of the two documents are the same.
type matching struct {
	old, new *tree
	abc      *alphabet
	limit    float64

	toNew, toOld []int     // partners, -1 where there is none
	scores       []float64 // of the old sections
	reasons      []string
	nearOld      [][]int // the candidates of each old section
	nearNew      [][]int // and of each new one
}

// matchSections finds the assignment of sections that is best over all: a
// section has one partner at most, and no score is below the limit.
func matchSections(old, new *tree, abc *alphabet, limit float64) *matching {
	m := &matching{old: old, new: new, abc: abc, limit: limit}
	m.toNew, m.toOld = filled(len(old.nodes), -1), filled(len(new.nodes), -1)
	m.scores, m.reasons = make([]float64, len(old.nodes)), make([]string, len(old.nodes))
	m.nearOld, m.nearNew = make([][]int, len(old.nodes)), make([][]int, len(new.nodes))
	m.toNew[0], m.toOld[0] = 0, 0
	m.weigh()
	m.subjects()
	var edges []edge
	var rest []likely
	for _, c := range m.candidates() {
		m.nearOld[c.row] = append(m.nearOld[c.row], c.col)
		m.nearNew[c.col] = append(m.nearNew[c.col], c.row)
		s := m.score(c.row, c.col)
		if s >= limit {
			edges = append(edges, edge{c.row, c.col, m.worth(c.row, c.col, s)})
		}
		rest = append(rest, likely{c.row, c.col, s})
	}
	for i, j := range assign(len(old.nodes), len(new.nodes), edges) {
		if j >= 0 {
			m.join(i, j, m.score(i, j), m.why(i, j))
		}
	}
	m.matchClear(rest)
	m.matchHeadings()
	for k, p := range rest { // a heading that has a partner now speaks for what stands under it
		if m.toNew[p.i] < 0 && m.toOld[p.j] < 0 {
			rest[k].score = m.score(p.i, p.j)
		}
	}
	m.matchClear(rest)
	m.matchEmpty()
	return m
}

// matchEmpty joins sections that have no words, by their number under headings
// that are partners.
func (m *matching) matchEmpty() {
	for i := range m.old.nodes {
		over := m.toNew[i]
		if over < 0 {
			continue
		}
		for _, a := range m.old.nodes[i].children {
			for _, b := range m.new.nodes[over].children {
				x, y := &m.old.nodes[a], &m.new.nodes[b]
				if m.toNew[a] < 0 && m.toOld[b] < 0 && len(x.content)+len(y.content) == 0 && x.Path == y.Path {
					m.join(a, b, 1, "no words, and the same number")
				}
			}
		}
	}
}

// likely is a pair of sections with its score.
type likely struct {
	i, j  int
	score float64
}

// matchClear joins pairs of sections left over, a little below the limit, that are
// each other's best by far.
func (m *matching) matchClear(pairs []likely) {
	free := func(p likely) bool { return m.toNew[p.i] < 0 && m.toOld[p.j] < 0 }
	rows, cols := make([]topTwo, len(m.old.nodes)), make([]topTwo, len(m.new.nodes))
	for _, p := range pairs {
		if free(p) {
			rows[p.i].offer(p.score)
			cols[p.j].offer(p.score)
		}
	}
	for _, p := range pairs {
		if p.score < m.limit-leeway || !free(p) || !rows[p.i].clear(p.score) || !cols[p.j].clear(p.score) {
			continue
		}
		alike := m.abc.dice(m.old.nodes[p.i].content, m.new.nodes[p.j].content)
		if alike >= likeEnough || alike >= likeByParty && m.rareParties(p.i, p.j) {
			m.join(p.i, p.j, p.score, m.why(p.i, p.j))
		}
	}
}

// rareParties says whether two sections have most of their parties in common, and
// one of these that few others have.
func (m *matching) rareParties(i, j int) bool {
	a, b := m.old.nodes[i].parties, m.new.nodes[j].parties
	if len(a)+len(b) == 0 || shared(a, b) < 0.6 {
		return false
	}
	for _, p := range a {
		if slices.Contains(b, p) && m.old.named[p] <= rareParty && m.new.named[p] <= rareParty {
			return true
		}
	}
	return false
}

// topTwo is the highest score and the one after it.
type topTwo struct{ best, second float64 }

func (t *topTwo) offer(s float64) {
	if s > t.best {
		t.best, t.second = s, t.best
	} else if s > t.second {
		t.second = s
	}
}

// clear says whether s is the best by far.
func (t topTwo) clear(s float64) bool { return s == t.best && s >= t.second+clear }

func (m *matching) join(i, j int, score float64, why string) {
	m.toNew[i], m.toOld[j] = j, i
	m.scores[i], m.reasons[i] = score, why
}

func (m *matching) weigh() {
	for _, t := range []*tree{m.old, m.new} {
		for i := range t.nodes {
			m.abc.seen(t.nodes[i].content)
		}
	}
	m.abc.weigh(len(m.old.nodes) + len(m.new.nodes) - 2)
	for _, t := range []*tree{m.old, m.new} {
		for i := range t.nodes {
			t.nodes[i].mass = m.abc.mass(t.nodes[i].own)
		}
	}
}

// worth is what matching i and j adds to the whole: how far the score lies above
// the limit, so that one good match is worth more than two poor ones. Of equal
// ones that is better which keeps the order.
func (m *matching) worth(i, j int, score float64) int64 {
	apart := float64(i)/float64(len(m.old.nodes)) - float64(j)/float64(len(m.new.nodes))
	return int64(1e6*(score-m.limit)) + 2000 - int64(1000*apart*apart)
}

// candidates lists the pairs that are worth a score: for each section those whose
// content is most alike, and those with its very title.
func (m *matching) candidates() []edge {
	old, new := m.old.nodes, m.new.nodes
	postings := m.postings()
	oldMass, newMass := m.masses(m.old), m.masses(m.new)
	best := make([]ranking, len(old)+len(new))
	shared := make([]int64, len(new))
	var touched []int
	for i := 1; i < len(old); i++ {
		touched = touched[:0]
		for _, g := range old[i].content {
			for _, p := range postings[g.id] {
				if shared[p.id] == 0 {
					touched = append(touched, int(p.id))
				}
				shared[p.id] += m.abc.weight[g.id] * int64(min(g.count, p.count))
			}
		}
		for _, j := range touched {
			alike := ratio(2*shared[j], oldMass[i]+newMass[j])
			if old[i].name != "" && old[i].name == new[j].name {
				alike++
			}
			c := ranked{i, j, alike, max(i-j, j-i)}
			best[i].offer(c)
			best[len(old)+j].offer(c)
			shared[j] = 0
		}
	}
	var out []edge
	for _, r := range best {
		for _, c := range r {
			out = append(out, edge{row: c.row, col: c.col})
		}
	}
	slices.SortFunc(out, func(x, y edge) int { return cmp.Or(x.row-y.row, x.col-y.col) })
	return slices.Compact(out)
}

// postings lists for each pair of characters the new sections that hold it.
func (m *matching) postings() [][]gram {
	out := make([][]gram, len(m.abc.df))
	for j := 1; j < len(m.new.nodes); j++ {
		for _, g := range m.new.nodes[j].content {
			out[g.id] = append(out[g.id], gram{int32(j), g.count})
		}
	}
	return out
}

func (m *matching) masses(t *tree) []int64 {
	out := make([]int64, len(t.nodes))
	for i := range t.nodes {
		out[i] = m.abc.mass(t.nodes[i].content)
	}
	return out
}

// ranking is the candidates of a section, best first.
type ranking []ranked

type ranked struct {
	row, col int
	alike    float64
	apart    int
}

func (r *ranking) offer(c ranked) {
	if len(*r) == near && c.alike < (*r)[near-1].alike {
		return
	}
	at, _ := slices.BinarySearchFunc(*r, c, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike), x.apart-y.apart, x.row-y.row, x.col-y.col)
	})
	if at >= near {
		return
	}
	*r = slices.Insert(*r, at, c)
	if len(*r) > near {
		*r = (*r)[:near]
	}
}

// score says from 0 to 1 how much two sections look like the same one.
func (m *matching) score(i, j int) float64 {
	a, b := &m.old.nodes[i], &m.new.nodes[j]
	if m.onlyByTitle(i, j) || m.otherSubject(i, j) {
		return 0
	}
	sum, of := contentShare*m.abc.dice(a.content, b.content), contentShare
	if len(a.title) > 0 && len(b.title) > 0 {
		sum, of = sum+titleShare*m.likeTitles(i, j), of+titleShare
	}
	sum, of = sum+parentShare*m.likeParents(i, j), of+parentShare
	if len(a.parties)+len(b.parties) > 0 {
		sum, of = sum+partyShare*shared(a.parties, b.parties), of+partyShare
	}
	return sum / of
}

// onlyByTitle says whether two sections have no more in common than a title that
// many others have.
func (m *matching) onlyByTitle(i, j int) bool {
	a, b := &m.old.nodes[i], &m.new.nodes[j]
	if a.name != b.name || len([]rune(a.name)) > generic || m.likeParents(i, j) >= unlikeParent {
		return false
	}
	x, y := a.content.less(a.title), b.content.less(b.title)
	return len(x) > 0 && len(y) > 0 && m.abc.dice(x, y) < unlike
}

func (m *matching) likeTitles(i, j int) float64 {
	if m.sameName(i, j) {
		return 1
	}
	return m.abc.dice(m.old.nodes[i].title, m.new.nodes[j].title)
}

// sameName says whether two titles are the same, letter for letter or seen from
// the year of each plan.
func (m *matching) sameName(i, j int) bool {
	a, b := &m.old.nodes[i], &m.new.nodes[j]
	return a.name == b.name || plain(a.Title) == plain(b.Title)
}

func (m *matching) likeParents(i, j int) float64 {
	up, other := m.old.nodes[i].parent, m.new.nodes[j].parent
	if m.toNew[up] == other {
		return 1
	}
	if up == 0 || other == 0 {
		return 0
	}
	return m.likeTitles(up, other)
}

// why tells what speaks for a match.
func (m *matching) why(i, j int) string {
	a, b := &m.old.nodes[i], &m.new.nodes[j]
	return evidence("title", m.likeTitles(i, j)) + evidence(", content", m.abc.dice(a.content, b.content)) + evidence(", heading above", m.likeParents(i, j))
}

// matchHeadings joins headings that are left over when most of what stands under
// them was matched one to the other: a heading may be worded anew. One section
// alone is enough where the titles have something in common, or it is all there is.
func (m *matching) matchHeadings() {
	var edges []edge
	for i := len(m.old.nodes) - 1; i > 0; i-- {
		if m.toNew[i] < 0 {
			edges = append(edges, m.headingsFor(i)...)
		}
	}
	for i, j := range assign(len(m.old.nodes), len(m.new.nodes), edges) {
		if j >= 0 {
			share, _ := m.childrenShared(i, j)
			m.join(i, j, share, evidence("sections under it", share))
		}
	}
}

// headingsFor lists the headings without a partner that took over at least half
// of what stood under heading i.
func (m *matching) headingsFor(i int) []edge {
	var out []edge
	tried := map[int]bool{}
	for _, child := range m.old.nodes[i].children {
		if m.toNew[child] < 0 {
			continue
		}
		j := m.new.nodes[m.toNew[child]].parent
		if j <= 0 || m.toOld[j] >= 0 || tried[j] {
			continue
		}
		tried[j] = true
		if share, n := m.childrenShared(i, j); share >= 0.5 && (n > 1 || share == 1 || m.likeTitles(i, j) >= 0.4) {
			out = append(out, edge{i, j, int64(1e6 * share)})
		}
	}
	return out
}

// childrenShared is the share of the sections directly under i and j that are
// partners, and the number of pairs.
func (m *matching) childrenShared(i, j int) (share float64, n int) {
	for _, child := range m.old.nodes[i].children {
		if to := m.toNew[child]; to >= 0 && m.new.nodes[to].parent == j {
			n++
		}
	}
	return 2 * float64(n) / float64(len(m.old.nodes[i].children)+len(m.new.nodes[j].children)), n
}
