package diff

import (
	"cmp"
	"slices"
)

// edge is a pair that may be matched: a row, a column, and what matching them is
// worth, above 0.
type edge struct {
	row, col int
	worth    int64
}

// assign chooses from edges the pairs, no row and no column twice, that are worth
// most together. It returns the column of each row, -1 where it has none. Of two
// edges with one row and column the first counts.
//
// Each row is added along the cheapest augmenting path, found with potentials as
// in Jonker and Volgenant's method for sparse matrices; a path never leaves the
// connected part of the graph that its row lies in.
func assign(rows, cols int, edges []edge) []int {
	a := &assignment{colOf: filled(rows, -1), rowOf: filled(cols, -1), price: make([]int64, cols), dist: make([]int64, cols), from: filled(cols, -1)}
	a.edges = slices.Clone(edges)
	slices.SortStableFunc(a.edges, func(x, y edge) int { return cmp.Or(x.row-y.row, x.col-y.col) })
	a.edges = slices.CompactFunc(a.edges, func(x, y edge) bool { return x.row == y.row && x.col == y.col })
	a.first = make([]int, rows+1)
	for _, e := range a.edges {
		a.first[e.row+1]++
	}
	for i := range rows {
		a.first[i+1] += a.first[i]
	}
	for row := range rows {
		if a.first[row] < a.first[row+1] {
			a.augment(row)
		}
	}
	return a.colOf
}

// assignment is the state of assign: a cheapest assignment of the rows so far,
// where an edge costs -worth and leaving a row out costs nothing. No edge of an
// assigned row is cheaper than the one it has, by cost less price.
type assignment struct {
	edges []edge // by row
	first []int  // of a row, in edges

	colOf, rowOf []int
	price        []int64 // of a column; at most 0

	// state of one search
	dist   []int64
	from   []int // the row that a column was reached from, -1: not reached
	heap   []reached
	done   []int // columns whose distance is final
	leaver int   // the row that is cheapest left out at the end of a path
	leave  int64
}

type reached struct {
	dist int64
	col  int
}

// augment assigns row, by moving others to where it costs least.
func (a *assignment) augment(row int) {
	a.heap, a.done, a.leaver, a.leave = a.heap[:0], a.done[:0], row, 0
	touched := a.search(row)
	for _, col := range a.done {
		a.price[col] += a.dist[col] - a.leave
	}
	for _, col := range touched {
		a.from[col] = -1
	}
}

// search grows a tree of cheapest paths from row until one ends at a free column
// or at a row that had better be left out, and turns that path over.
func (a *assignment) search(row int) (touched []int) {
	touched = a.relax(row, 0, 0, touched)
	for len(a.heap) > 0 {
		next := a.pop()
		if next.dist != a.dist[next.col] || next.dist >= a.leave {
			if next.dist >= a.leave {
				break
			}
			continue
		}
		holder := a.rowOf[next.col]
		if holder < 0 {
			a.leave = next.dist
			a.flip(next.col, row)
			return touched
		}
		a.done = append(a.done, next.col)
		// Left out, holder costs 0 in place of what its column costs it now.
		base := a.cost(holder, next.col) - a.price[next.col]
		if d := next.dist - base; d < a.leave {
			a.leaver, a.leave = holder, d
		}
		touched = a.relax(holder, next.dist, base, touched)
	}
	if a.leaver != row {
		col := a.colOf[a.leaver]
		a.colOf[a.leaver] = -1
		a.flip(col, row)
	}
	return touched
}

// relax reaches the columns of a row that lies dist away; base is what its own
// column costs it.
func (a *assignment) relax(row int, dist, base int64, touched []int) []int {
	for _, e := range a.edges[a.first[row]:a.first[row+1]] {
		if e.col == a.colOf[row] {
			continue
		}
		d := dist - e.worth - a.price[e.col] - base
		if a.from[e.col] < 0 {
			touched = append(touched, e.col)
		} else if d >= a.dist[e.col] {
			continue
		}
		a.dist[e.col], a.from[e.col] = d, row
		a.push(reached{d, e.col})
	}
	return touched
}

// flip gives col to the row that reached it, that row's column to the row that
// reached that one, and so on to root.
func (a *assignment) flip(col, root int) {
	for {
		row := a.from[col]
		next := a.colOf[row]
		a.colOf[row], a.rowOf[col] = col, row
		if row == root {
			return
		}
		col = next
	}
}

func (a *assignment) cost(row, col int) int64 {
	of := a.edges[a.first[row]:a.first[row+1]]
	i, _ := slices.BinarySearchFunc(of, col, func(e edge, col int) int { return e.col - col })
	return -of[i].worth
}

func (x reached) before(y reached) bool {
	return x.dist < y.dist || x.dist == y.dist && x.col < y.col
}

func (a *assignment) push(x reached) {
	h := append(a.heap, x)
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h[i].before(h[up]) {
			break
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
	a.heap = h
}

func (a *assignment) pop() reached {
	h := a.heap
	top := h[0]
	n := len(h) - 1
	h[0] = h[n]
	h = h[:n]
	for i := 0; ; {
		least := i
		for _, c := range [2]int{2*i + 1, 2*i + 2} {
			if c < n && h[c].before(h[least]) {
				least = c
			}
		}
		if least == i {
			break
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
	a.heap = h
	return top
}

func filled(n, value int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = value
	}
	return out
}
