package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxName is the longest name of an output, in bytes: systems allow 255.
const maxName = 200

// Namer gives each document the name of its output: that of its file with
// another ending. Two documents never have one name, on no system: the later of
// two gets a mark made from its id. Its zero value is not ready: see NewNamer.
type Namer struct {
	ending string
	taken  map[string]bool
	fold   cases.Caser
}

// NewNamer names files with that ending ("" for none).
func NewNamer(ending string) *Namer {
	return &Namer{ending, map[string]bool{}, cases.Fold()}
}

// Name is a name without folders for the document of that id, and says whether
// another document had the name that it would have had.
func (n *Namer) Name(id string) (name string, collided bool) {
	stem := stemOf(id, maxName-len(n.ending)-1)
	if name = stem + n.ending; n.take(name) {
		return name, false
	}
	sum := sha256.Sum256([]byte(id))
	for size := 4; ; size++ {
		mark := "-" + hex.EncodeToString(sum[:min(size, len(sum))]) + strings.Repeat("-", max(0, size-len(sum)))
		if name = cut(stem, maxName-len(n.ending)-len(mark)) + mark + n.ending; n.take(name) {
			return name, true
		}
	}
}

// take is true once for all names that some system takes for one file.
func (n *Namer) take(name string) bool {
	key := n.fold.String(norm.NFKC.String(name))
	if n.taken[key] {
		return false
	}
	n.taken[key] = true
	return true
}

// stemOf is the last part of id without its ending, with nothing in it that a
// system, a shell or a terminal takes for something else.
func stemOf(id string, limit int) string {
	stem := path.Base(strings.ReplaceAll(id, "\\", "/"))
	if stem == StandardInput {
		stem = "stdin"
	}
	if ending := path.Ext(stem); len(ending) < len(stem) && len(ending) <= 6 && strings.IndexFunc(ending, isSpace) < 0 {
		stem = strings.TrimSuffix(stem, ending)
	}
	stem = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*/\`, r) {
			return '_'
		}
		return r
	}, stem)
	stem = strings.TrimRight(cut(stem, limit), " .")
	if first := strings.TrimLeft(stem, " .-~"); len(first) < len(stem) {
		stem = "_" + first
	}
	if stem == "" || isDevice(stem) || strings.HasPrefix(strings.ToLower(stem), manifestStem) {
		stem += "_"
	}
	return stem
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }

// cut is the beginning of s that has at most limit bytes.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// isDevice is true of the names that Windows keeps for itself, with whatever
// ending.
func isDevice(stem string) bool {
	first, _, _ := strings.Cut(strings.ToUpper(stem), ".")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, first) {
		return true
	}
	return len(first) == 4 && (strings.HasPrefix(first, "COM") || strings.HasPrefix(first, "LPT")) && '0' <= first[3] && first[3] <= '9'
}
