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

// distance is the number of characters to insert, delete or replace to make a
// into b.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		corner := row[0]
		row[0] = i + 1
		for j, y := range to {
			same := corner
			if x != y {
				same++
			}
			corner = row[j+1]
			row[j+1] = min(same, row[j]+1, corner+1)
		}
	}
	return row[len(to)]
}
