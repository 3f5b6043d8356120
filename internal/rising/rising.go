// Package rising finds what keeps its order in a list.
package rising

import "slices"

// Longest is the indices of a longest strictly rising part of list, in order; of
// several the one that ends lowest.
func Longest(list []int) []int {
	var ends []int // where the best part of each length ends
	before := make([]int, len(list))
	for i, x := range list {
		n, _ := slices.BinarySearchFunc(ends, x, func(end, x int) int { return list[end] - x })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	var chosen []int
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		chosen = append(chosen, i)
	}
	slices.Reverse(chosen)
	return chosen
}
