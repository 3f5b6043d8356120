package say

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed help.zh.yaml
var helpYAML []byte

// helpTexts is the catalogue of help texts. An entry of it is a paragraph, a line
// or a part of a line; %s in it is any text.
var helpTexts = sync.OnceValue(func() *catalogue { return read(helpYAML) })

// Help is a help text in a language: in Chinese paragraph by paragraph, or line by
// line where the catalogue does not have the paragraph. What it does not have at
// all stays English.
func Help(lang, text string) string {
	if lang != Chinese {
		return text
	}
	zh, _ := help(text)
	return zh
}

// HelpGaps are the parts of help texts that have no Chinese, and the entries of
// the catalogue that no text uses. It is for a test of all of them.
func HelpGaps(texts []string) (missing, unused []string) {
	used := map[string]bool{}
	for _, text := range texts {
		_, gaps := help(text)
		missing = append(missing, gaps...)
		for _, part := range parts(text) {
			if e, _ := helpTexts().find(part); e != nil {
				used[e.En] = true
			}
		}
	}
	for _, e := range helpTexts().sorted {
		if !used[e.En] {
			unused = append(unused, e.En)
		}
	}
	slices.Sort(missing)
	return slices.Compact(missing), unused
}

// help translates a text and tells which of its parts it could not.
func help(text string) (zh string, missing []string) {
	body := strings.TrimRight(text, "\n")
	paragraphs := strings.Split(body, "\n\n")
	for i, p := range paragraphs {
		var gaps []string
		paragraphs[i], gaps = paragraph(p)
		missing = append(missing, gaps...)
	}
	return strings.Join(paragraphs, "\n\n") + text[len(body):], missing
}

func paragraph(text string) (zh string, missing []string) {
	if zh, ok := helpTexts().whole(text); ok || strings.TrimSpace(text) == "" {
		return zh, nil
	}
	lines := strings.Split(text, "\n")
	known := 0
	for i, line := range lines {
		part := line
		if m := tableLine.FindStringSubmatch(line); m != nil {
			part = m[2]
		}
		if zh, ok := helpLine(line); ok {
			lines[i] = zh
			known++
		} else {
			missing = append(missing, part)
		}
	}
	if known == 0 {
		return text, []string{text} // it is prose, or all of it is new
	}
	return strings.Join(lines, "\n"), missing
}

// tableLine is a line of a table: a name, what it is and more in brackets.
var tableLine = regexp.MustCompile(`^(\s+\S+ +)(\S.*?)( \([^()]*\))?$`)

// helpLine is a line in Chinese. A command, which a tab begins, stays as it is.
func helpLine(line string) (zh string, ok bool) {
	if zh, ok := helpTexts().whole(line); ok {
		return zh, true
	}
	if m := tableLine.FindStringSubmatch(line); m != nil {
		if zh, ok := helpTexts().whole(m[2]); ok {
			return m[1] + zh + m[3], true
		}
	}
	return line, strings.HasPrefix(line, "\t")
}

// parts are all the pieces of a text that an entry may be for.
func parts(text string) []string {
	var all []string
	for p := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n\n") {
		all = append(all, p)
		if e, args := helpTexts().find(p); e != nil {
			all = append(all, args...)
			continue
		}
		for line := range strings.SplitSeq(p, "\n") {
			all = append(all, line)
			if m := tableLine.FindStringSubmatch(line); m != nil {
				all = append(all, m[2])
			}
		}
	}
	return all
}
