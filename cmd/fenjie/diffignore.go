package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
)

// ignoreLimit is the size of the largest file of fingerprints.
const ignoreLimit = 8 << 20

// fingerprintLength is how many hexadecimal digits a fingerprint has.
const fingerprintLength = 16

// ignored is the changes that a user does not want to be told of again.
type ignored struct {
	file    string
	entries []ignoredEntry
}

type ignoredEntry struct {
	line        int
	fingerprint string
	used        bool
}

// readIgnored reads a file of fingerprints, one a line; what follows one, or a #,
// is for people. No file is an empty list.
func readIgnored(file string) (*ignored, error) {
	list := &ignored{file: file}
	if file == "" {
		return list, nil
	}
	data, err := readLimited(file, ignoreLimit)
	if err != nil {
		return nil, usage("%s: %w", file, err)
	}
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		words := strings.Fields(text)
		if len(words) == 0 {
			continue
		}
		if len(words[0]) != fingerprintLength || strings.Trim(words[0], "0123456789abcdef") != "" {
			return nil, usage("%s:%d: %q is no fingerprint; \"fenjie diff --explain\" shows those of the changes", file, n, words[0])
		}
		list.entries = append(list.entries, ignoredEntry{line: n, fingerprint: words[0]})
	}
	if err := lines.Err(); err != nil {
		return nil, usage("%s: %w", file, err)
	}
	return list, nil
}

// has says whether a change is to be ignored.
func (l *ignored) has(c diff.Change) bool {
	found := false
	for i := range l.entries {
		if l.entries[i].fingerprint == c.Fingerprint {
			l.entries[i].used, found = true, true
		}
	}
	return found
}

// tellUnused tells of the entries that no change has.
func (l *ignored) tellUnused(a *app) {
	for _, e := range l.entries {
		if !e.used {
			a.complain(say.Errorf("%s:%d: no change has the fingerprint %s; the line can go", l.file, e.line, e.fingerprint))
		}
	}
}

// keep takes the changes out of r that test refuses, and counts anew.
func keep(r *diff.Result, test func(diff.Change) bool) {
	r.Changes = slices.DeleteFunc(r.Changes, func(c diff.Change) bool { return !test(c) })
	r.Summary = map[diff.Class]int{}
	for _, c := range r.Changes {
		r.Summary[c.Class]++
	}
}

// writeIgnored writes the changes as a file for --ignore.
func writeIgnored(w io.Writer, all export.Comparisons) error {
	for _, pair := range all.Pairs {
		for _, c := range pair.Result.Changes {
			if _, err := fmt.Fprintln(w, strings.TrimSpace(c.Fingerprint+"  "+string(c.Class)+" "+export.Printable(strings.ReplaceAll(c.Indicator, "#", "")))); err != nil {
				return err
			}
		}
	}
	return nil
}
