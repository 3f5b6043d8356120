package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
)

// pair is two documents that belong together, by index, and what says so.
type pair struct {
	old, new int
	why      string
}

// pairScore is the least likeness of two documents that are paired.
const pairScore = 0.5

// pairUp finds for each document of one folder its counterpart in the other: one
// of the same place and kind, whose title is alike but for its year. Pairs of
// fixed come first. The result is in the order of the new documents.
func pairUp(old, new folder, fixed fixedPairs) []pair {
	pairs := slices.Clone(fixed.pairs)
	oldTaken, newTaken := make([]bool, len(old.items)), make([]bool, len(new.items))
	for _, i := range fixed.old {
		oldTaken[i] = true
	}
	for _, j := range fixed.new {
		newTaken[j] = true
	}
	for _, c := range candidates(old, new) {
		if !oldTaken[c.old] && !newTaken[c.new] {
			oldTaken[c.old], newTaken[c.new] = true, true
			pairs = append(pairs, c.pair)
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.new - b.new })
	return pairs
}

// candidate is a pair with its likeness.
type candidate struct {
	pair
	score float64
}

// candidates are the pairs that are alike enough, the most alike first.
func candidates(old, new folder) []candidate {
	var all []candidate
	before, after := portraits(old), portraits(new)
	rare := rarity(append(slices.Clone(before), after...))
	for j, b := range after {
		for i, a := range before {
			if c := compare(a, b, rare); c.score >= pairScore {
				c.old, c.new = i, j
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return all
}

// portrait is what tells which document is the counterpart of another.
type portrait struct {
	region, genre, issuer string
	title                 []string // pairs of characters, without place and year, sorted
	path                  string   // in its folder
}

func portraits(f folder) []portrait {
	all := make([]portrait, len(f.items))
	for i, item := range f.items {
		m := item.Doc.Meta
		p := portrait{region: m.Region, genre: string(m.Genre), issuer: m.Issuer, path: f.within(item)}
		title := []rune(ageless(strings.ReplaceAll(m.Title, m.Region, "")))
		for k := 0; k+1 < len(title); k++ {
			p.title = append(p.title, string(title[k:k+2]))
		}
		slices.Sort(p.title)
		p.title = slices.Compact(p.title)
		all[i] = p
	}
	return all
}

// rarity gives each pair of characters its weight: what stands in all titles, such
// as 工作要点, tells little.
func rarity(all []portrait) map[string]float64 {
	rare := map[string]float64{}
	for _, p := range all {
		for _, pair := range p.title {
			rare[pair]++
		}
	}
	for pair, n := range rare {
		rare[pair] = 1 / n
	}
	return rare
}

// likeness of two titles is between 0 and 1.
func likeness(a, b []string, rare map[string]float64) float64 {
	var shared, all float64
	for _, pair := range a {
		all += rare[pair]
		if _, ok := slices.BinarySearch(b, pair); ok {
			shared += 2 * rare[pair]
		}
	}
	for _, pair := range b {
		all += rare[pair]
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// within is the path of a document in its folder.
func (f folder) within(item export.Item) string {
	if path, err := filepath.Rel(f.root, item.Doc.Source.Path); err == nil && filepath.IsLocal(path) {
		return filepath.ToSlash(path)
	}
	return item.Doc.Source.Path
}

// ageless is a title without what changes from year to year: digits, Chinese
// numerals, 年 and marks.
func ageless(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || strings.ContainsRune("〇一二三四五六七八九十年度", r) || !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, title)
}

// compare says how alike two documents are. Those of other places or kinds are
// not; of two that say nothing of themselves the paths decide.
func compare(a, b portrait, rare map[string]float64) candidate {
	if differ(a.region, b.region) || differ(a.genre, b.genre) {
		return candidate{}
	}
	var c candidate
	var why []string
	note := func(held bool, worth float64, word string) {
		if held {
			c.score += worth
			why = append(why, word)
		}
	}
	if len(a.title)+len(b.title) > 0 {
		alike := likeness(a.title, b.title, rare)
		note(alike > 0, alike, fmt.Sprintf("title %.2f", alike))
		note(a.region != "" && a.region == b.region, 0.1, "region")
		note(a.issuer != "" && a.issuer == b.issuer, 0.1, "issuer")
		note(a.path == b.path, 0.1, "path")
	} else {
		note(a.path == b.path, 1, "path")
	}
	c.why = strings.Join(why, ", ")
	return c
}

func differ(a, b string) bool { return a != "" && b != "" && a != b }

// fixedPairs are the pairs that a user names, and all documents that take part in
// them or are to have no counterpart.
type fixedPairs struct {
	pairs    []pair
	old, new []int
}

// pairsLimit is the size of the largest file of pairs.
const pairsLimit = 8 << 20

// readPairs reads a file of pairs: a list of {old: PATH, new: PATH}, the paths
// seen from the two directories. One of the two may be left out: then the other
// has no counterpart.
func readPairs(file string, old, new folder) (fixedPairs, error) {
	data, err := readLimited(file, pairsLimit)
	if err != nil {
		return fixedPairs{}, usage("%s: %w", file, err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var node yaml.Node
	if err := dec.Decode(&node); err == io.EOF {
		return fixedPairs{}, nil
	} else if err != nil {
		return fixedPairs{}, usage("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	list := node.Content[0]
	if list.Kind != yaml.SequenceNode {
		return fixedPairs{}, usage("%s:%d: a list of pairs is needed, such as \"- {old: 2030/a.txt, new: 2031/b.txt}\"", file, list.Line)
	}
	var fixed fixedPairs
	for _, entry := range list.Content {
		if err := fixed.add(entry, old, new); err != nil {
			return fixedPairs{}, usage("%s:%w", file, err)
		}
	}
	return fixed, nil
}

// add takes an entry of the list. Errors begin with its line.
func (p *fixedPairs) add(entry *yaml.Node, old, new folder) error {
	if entry.Kind != yaml.MappingNode || len(entry.Content) == 0 {
		return say.Errorf("%d: an entry has the keys old and new", entry.Line)
	}
	found := map[string]int{"old": -1, "new": -1}
	for i := 0; i < len(entry.Content); i += 2 {
		key, value := entry.Content[i], entry.Content[i+1]
		at, known := found[key.Value]
		if !known {
			return say.Errorf("%d: unknown key %q; %s", key.Line, key.Value, guess(key.Value, []string{"old", "new"}))
		}
		f, taken := old, &p.old
		if key.Value == "new" {
			f, taken = new, &p.new
		}
		n, err := f.named(value.Value)
		switch {
		case value.Kind != yaml.ScalarNode || value.Value == "":
			return say.Errorf("%d: the path of a document is needed after %s", value.Line, key.Value)
		case err != nil:
			return say.Errorf("%d: %w", value.Line, err)
		case at >= 0 || slices.Contains(*taken, n):
			return say.Errorf("%d: %s stands here again", value.Line, value.Value)
		}
		*taken = append(*taken, n)
		found[key.Value] = n
	}
	if found["old"] >= 0 && found["new"] >= 0 {
		p.pairs = append(p.pairs, pair{found["old"], found["new"], "--pairs"})
	}
	return nil
}

// named finds a document by its path, in the folder or as it was given.
func (f folder) named(path string) (int, error) {
	var matches []int
	for i, item := range f.items {
		if f.within(item) == path || item.Doc.Source.Path == path {
			matches = append(matches, i)
		}
	}
	switch len(matches) {
	case 1:
		return matches[0], nil
	case 0:
		if _, err := os.Stat(filepath.Join(f.root, path)); err == nil {
			return 0, say.Errorf("%s: was not read from %s", path, f.root)
		}
		return 0, say.Errorf("%s: no such document in %s", path, f.root)
	}
	return 0, say.Errorf("%s: %d documents have this path", path, len(matches))
}
