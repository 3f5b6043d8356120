package rising

import (
	"slices"
	"testing"
)

func TestLongest(t *testing.T) {
	for _, c := range []struct{ list, want []int }{
		{nil, nil},
		{[]int{3}, []int{0}},
		{[]int{1, 2, 3}, []int{0, 1, 2}},
		{[]int{5, 1, 2, 9, 3}, []int{1, 2, 4}},
		{[]int{2, 2, 2}, []int{2}},
	} {
		if got := Longest(c.list); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.list, got, c.want)
		}
	}
}
