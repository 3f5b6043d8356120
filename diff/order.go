package diff

// increasing says of each member of a list whether it belongs to a longest
// subsequence whose values rise. Of several that are longest, the one is taken
// that ends lowest.
func increasing(list []int) []bool {
	var ends []int // of subsequences by length: the index of the lowest end
	before := filled(len(list), -1)
	for i, x := range list {
		lo, hi := 0, len(ends)
		for lo < hi {
			if mid := (lo + hi) / 2; list[ends[mid]] < x {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo > 0 {
			before[i] = ends[lo-1]
		}
		if lo == len(ends) {
			ends = append(ends, i)
		} else {
			ends[lo] = i
		}
	}
	in := make([]bool, len(list))
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			in[i] = true
		}
	}
	return in
}
