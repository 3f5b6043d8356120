package diff

import (
	"math/rand/v2"
	"testing"
)

// The worth of an assignment is that of the best there is, as found by trying all.
func TestAssignIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 4000 {
		rows, cols := 1+r.IntN(6), 1+r.IntN(6)
		var edges []edge
		for i := range rows {
			for j := range cols {
				if r.IntN(3) > 0 {
					edges = append(edges, edge{i, j, 1 + r.Int64N([]int64{3, 20, 1000}[round%3])})
				}
			}
		}
		got := assign(rows, cols, edges)
		if w, best := worthOf(t, got, cols, edges), bestWorth(edges, 0, map[int]bool{}, rows); w != best {
			t.Fatalf("round %d: the assignment %v is worth %d, the best %d: %v", round, got, w, best, edges)
		}
	}
}

// worthOf adds up an assignment, and wants no column twice.
func worthOf(t *testing.T, colOf []int, cols int, edges []edge) int64 {
	t.Helper()
	used := make([]bool, cols)
	var sum int64
	for row, col := range colOf {
		if col < 0 {
			continue
		}
		if used[col] {
			t.Fatalf("column %d is used twice: %v", col, colOf)
		}
		used[col] = true
		found := false
		for _, e := range edges {
			if e.row == row && e.col == col {
				sum, found = sum+e.worth, true
			}
		}
		if !found {
			t.Fatalf("row %d has column %d, and there is no such edge", row, col)
		}
	}
	return sum
}

func bestWorth(edges []edge, row int, used map[int]bool, rows int) int64 {
	if row == rows {
		return 0
	}
	best := bestWorth(edges, row+1, used, rows)
	for _, e := range edges {
		if e.row == row && !used[e.col] {
			used[e.col] = true
			best = max(best, e.worth+bestWorth(edges, row+1, used, rows))
			used[e.col] = false
		}
	}
	return best
}

// A greedy choice would take the first pair, which costs more than it brings.
func TestAssignIsNotGreedy(t *testing.T) {
	got := assign(2, 2, []edge{{0, 0, 9}, {0, 1, 8}, {1, 0, 7}})
	if got[0] != 1 || got[1] != 0 {
		t.Errorf("got %v, want row 0 with column 1 and row 1 with column 0", got)
	}
}

func TestAssignEmpty(t *testing.T) {
	if got := assign(3, 0, nil); len(got) != 3 || got[0] != -1 {
		t.Errorf("got %v", got)
	}
	if got := assign(0, 3, nil); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
