package diff

import (
	"cmp"
	"math"
	"slices"
)

// gram is a pair of characters of a text, and how often it occurs there.
type gram struct{ id, count int32 }

// grams is a text as its pairs of characters, by ascending id.
type grams []gram

// alphabet gives pairs of characters their ids, and weights by how rare they are
// in the two documents.
type alphabet struct {
	ids    map[uint64]int32
	df     []int64 // the number of texts that hold a pair
	weight []int64
}

func newAlphabet() *alphabet { return &alphabet{ids: map[uint64]int32{}} }

// pairs lists the ids of the pairs of neighbours in text, in order. A text of one
// character is a pair with nothing.
func (a *alphabet) pairs(text []rune) []int32 {
	if len(text) == 1 {
		return []int32{a.id(text[0], 0)}
	}
	out := make([]int32, 0, len(text))
	for i := 1; i < len(text); i++ {
		out = append(out, a.id(text[i-1], text[i]))
	}
	return out
}

func (a *alphabet) id(r, s rune) int32 {
	key := uint64(r)<<32 | uint64(s)
	id, ok := a.ids[key]
	if !ok {
		id = int32(len(a.df))
		a.ids[key] = id
		a.df = append(a.df, 0)
	}
	return id
}

// count makes grams of ids, which it sorts.
func count(ids []int32) grams {
	slices.Sort(ids)
	var out grams
	for i := 0; i < len(ids); {
		j := i
		for j < len(ids) && ids[j] == ids[i] {
			j++
		}
		out = append(out, gram{ids[i], int32(j - i)})
		i = j
	}
	return out
}

// seen enters a text into the counts that weights are made from.
func (a *alphabet) seen(g grams) {
	for _, x := range g {
		a.df[x.id]++
	}
}

// weigh makes the weights, of n texts: whole numbers, so that sums of them do
// not depend on their order.
func (a *alphabet) weigh(n int) {
	a.weight = make([]int64, len(a.df))
	for i, df := range a.df {
		a.weight[i] = int64(math.Round(1000 * math.Log(1+float64(n)/float64(max(df, 1)))))
	}
}

// mass is the weight of all of g.
func (a *alphabet) mass(g grams) int64 {
	var sum int64
	for _, x := range g {
		sum += a.weight[x.id] * int64(x.count)
	}
	return sum
}

// common is the weight of what g and h share.
func (a *alphabet) common(g, h grams) int64 {
	var sum int64
	for i, j := 0, 0; i < len(g) && j < len(h); {
		switch {
		case g[i].id < h[j].id:
			i++
		case g[i].id > h[j].id:
			j++
		default:
			sum += a.weight[g[i].id] * int64(min(g[i].count, h[j].count))
			i, j = i+1, j+1
		}
	}
	return sum
}

// dice is the share of g and h that they have in common, from 0 to 1; two empty
// texts have all in common.
func (a *alphabet) dice(g, h grams) float64 { return ratio(2*a.common(g, h), a.mass(g)+a.mass(h)) }

// less takes from g what h holds.
func (g grams) less(h grams) grams {
	var out grams
	j := 0
	for _, x := range g {
		for j < len(h) && h[j].id < x.id {
			j++
		}
		if j < len(h) && h[j].id == x.id {
			x.count -= h[j].count
		}
		if x.count > 0 {
			out = append(out, x)
		}
	}
	return out
}

func ratio(part, whole int64) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// likeness is how alike two short names are, from 0 to 1: Dice over their
// characters and pairs of characters.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	return shared(pieces(a), pieces(b))
}

// shared is the share of two sorted lists that they have in common.
func shared[P cmp.Ordered](x, y []P) float64 {
	n := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return ratio(2*int64(n), int64(len(x)+len(y)))
}

// pieces lists the characters of s and the pairs of them, sorted.
func pieces(s string) []uint64 {
	runes := []rune(s)
	out := make([]uint64, 0, 2*len(runes))
	for i, r := range runes {
		out = append(out, uint64(r))
		if i > 0 {
			out = append(out, uint64(runes[i-1])<<32|uint64(r))
		}
	}
	slices.Sort(out)
	return out
}
