// Package guess says what a misspelt word was meant to be.
package guess

import (
	"strings"

	"github.com/fenjie/fenjie/internal/say"
)

// Hint says which of names s was meant to be, or that it could have been any of
// them: it ends a message that names s.
func Hint(s string, names []string) say.Hint {
	if name := Nearest(s, names); name != "" {
		return say.Hintf("did you mean %q?", name)
	}
	return say.Hintf("known are %s", strings.Join(names, ", "))
}

// Nearest is the name that s was meant to be, "" where none is near.
func Nearest(s string, names []string) string {
	best, least := "", 1+min(2, len(s)/2)
	for _, name := range names {
		if d := distance(strings.ToLower(s), name); d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is the number of characters to insert, delete, replace or swap with the
// next one to make a into b.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	d := make([][]int, len(from)+1) // by what of from is used, and of to
	for i := range d {
		d[i] = make([]int, len(to)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i, x := range from {
		for j, y := range to {
			same := d[i][j]
			if x != y {
				same++
			}
			d[i+1][j+1] = min(same, d[i][j+1]+1, d[i+1][j]+1)
			if i > 0 && j > 0 && x == to[j-1] && from[i-1] == y {
				d[i+1][j+1] = min(d[i+1][j+1], d[i-1][j-1]+1)
			}
		}
	}
	return d[len(from)][len(to)]
}
