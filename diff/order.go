package diff

import "github.com/fenjie/fenjie/internal/rising"

// increasing says of each member of a list whether it belongs to a longest
// subsequence whose values rise. Of several that are longest, the one is taken
// that ends lowest.
func increasing(list []int) []bool {
	in := make([]bool, len(list))
	for _, i := range rising.Longest(list) {
		in[i] = true
	}
	return in
}
