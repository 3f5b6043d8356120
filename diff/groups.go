package diff

// group is what is compared with each other: a section and its partner, and the
// further sections that one of them was split into or merged from.
type group struct{ olds, news []int }

// contained is the share of a section that must stand in another for it to be a
// part of it, and covered the share of that other which the parts must make up.
const (
	contained = 0.6
	covered   = 0.6
	partSize  = 6 // pairs of characters that a part must have

	// The same of parts that stand under another heading.
	containedAway = 0.85
	partSizeAway  = 12
)

// grouping is the groups, and for each section which one it is in, -1 if none.
type grouping struct {
	groups       []group
	ofOld, ofNew []int
}

// groups makes a group of each two partners and of each split and merger.
func (m *matching) groups() *grouping {
	g := &grouping{ofOld: filled(len(m.old.nodes), -1), ofNew: filled(len(m.new.nodes), -1)}
	for i, j := range m.toNew {
		if j >= 0 {
			g.ofOld[i], g.ofNew[j] = len(g.groups), len(g.groups)
			g.groups = append(g.groups, group{[]int{i}, []int{j}})
		}
	}
	for i := range m.old.nodes {
		g.split(m, i)
	}
	back := m.inverse()
	for j := range m.new.nodes {
		g.merge(back, j)
	}
	return g
}

// split looks for sections of the new document, without a partner, that hold
// parts of section i which its own partner does not.
func (g *grouping) split(m *matching, i int) {
	j := m.toNew[i]
	if j == 0 || len(m.old.nodes[i].children) > 0 {
		return
	}
	if parts := m.parts(i, j, g.ofNew); parts != nil {
		g.ofOld[i] = g.join(g.ofOld[i], []int{i}, parts)
		for _, p := range parts {
			g.ofNew[p] = g.ofOld[i]
		}
	}
}

// merge is split, seen from the new document: back is the matching turned round.
func (g *grouping) merge(back *matching, j int) {
	i := back.toNew[j]
	if i == 0 || len(back.old.nodes[j].children) > 0 || g.ofNew[j] >= 0 && len(g.groups[g.ofNew[j]].news) > 1 {
		return
	}
	if parts := back.parts(j, i, g.ofOld); parts != nil {
		g.ofNew[j] = g.join(g.ofNew[j], parts, []int{j})
		for _, p := range parts {
			g.ofOld[p] = g.ofNew[j]
		}
	}
}

// join adds sections to group at, or to a new one if at is -1.
func (g *grouping) join(at int, olds, news []int) int {
	if at < 0 {
		at = len(g.groups)
		g.groups = append(g.groups, group{})
	}
	g.groups[at].olds, g.groups[at].news = olds, news
	return at
}

// parts lists the sections that i became, its partner j (or -1) among them, in
// the order of the document; nil if it is still one. A heading that took the
// place of i counts with what stands under it.
func (m *matching) parts(i, j int, taken []int) []int {
	whole := m.old.nodes[i].own
	rest, total := whole, m.old.nodes[i].mass
	var parts []int
	if j >= 0 {
		parts = append(parts, j)
		rest = rest.less(m.new.nodes[j].own)
	}
	left := m.abc.mass(rest)
	for _, k := range m.nearOld[i] {
		n := &m.new.nodes[k]
		if taken[k] >= 0 || len(n.children) > 0 {
			continue
		}
		least, size := contained, partSize
		if !m.beside(i, j, k) {
			least, size = containedAway, partSizeAway
		}
		need := int64(least * float64(n.mass))
		if len(n.own) < size || left < need {
			continue
		}
		if m.abc.common(n.own, rest) >= need {
			rest = rest.less(n.own)
			left = m.abc.mass(rest)
			parts = insert(parts, k)
		}
	}
	if len(parts) < 2 || float64(total-left) < covered*float64(total) {
		return nil
	}
	return parts
}

// beside says whether k, of the new document, stands where a part of i would:
// under the partner j of i, or under the heading that i or its partner is under.
func (m *matching) beside(i, j, k int) bool {
	up := m.new.nodes[k].parent
	return j >= 0 && (up == j || up == m.new.nodes[j].parent) || up == m.toNew[m.old.nodes[i].parent]
}

func insert(list []int, x int) []int {
	at := len(list)
	for at > 0 && list[at-1] > x {
		at--
	}
	list = append(list, 0)
	copy(list[at+1:], list[at:])
	list[at] = x
	return list
}

// inverse is the matching seen from the new document.
func (m *matching) inverse() *matching {
	back := &matching{old: m.new, new: m.old, abc: m.abc, limit: m.limit, toNew: m.toOld, toOld: m.toNew, nearOld: m.nearNew, nearNew: m.nearOld}
	back.scores, back.reasons = make([]float64, len(m.toOld)), make([]string, len(m.toOld))
	for i, j := range m.toNew {
		if j >= 0 {
			back.scores[j], back.reasons[j] = m.scores[i], m.reasons[i]
		}
	}
	return back
}
