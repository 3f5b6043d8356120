package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
)

// levels are the severities, the worst first.
var levels = []string{string(model.SeverityError), string(model.SeverityWarning), string(model.SeverityInfo)}

func classNames() []string {
	var names []string
	for _, c := range diff.Classes {
		names = append(names, string(c.Class))
	}
	return names
}

func severityCompletions() []string {
	var all []string
	for _, class := range classNames() {
		for _, level := range levels {
			all = append(all, class+"="+level)
		}
	}
	return all
}

func checkClass(name string) (diff.Class, error) {
	if !slices.Contains(classNames(), name) {
		return "", say.Errorf("unknown class %q; %s", name, guess(name, classNames()))
	}
	return diff.Class(name), nil
}

// pairType is the type of flags that take NAME=VALUE, which a settings file may
// also give as a map.
const pairType = "CLASS=LEVEL"

// severities is the value of --severity.
type severities map[diff.Class]model.Severity

var _ pflag.SliceValue = &severities{}

func (s *severities) String() string { return strings.Join(s.GetSlice(), ",") }
func (s *severities) Type() string   { return pairType }

// Set takes CLASS=LEVEL, or several with commas between them.
func (s *severities) Set(text string) error {
	for entry := range strings.SplitSeq(text, ",") {
		if err := s.Append(entry); err != nil {
			return err
		}
	}
	return nil
}

func (s *severities) Append(entry string) error {
	name, level, ok := strings.Cut(strings.TrimSpace(entry), "=")
	if !ok {
		return say.Errorf("%q: CLASS=LEVEL is needed, such as task_renamed=warning", entry)
	}
	class, err := checkClass(name)
	if err != nil {
		return err
	}
	if !slices.Contains(levels, level) {
		return say.Errorf("%s: unknown severity %q; %s", name, level, guess(level, levels))
	}
	(*s)[class] = model.Severity(level)
	return nil
}

func (s *severities) Replace(entries []string) error {
	clear(*s)
	for _, e := range entries {
		if err := s.Append(e); err != nil {
			return err
		}
	}
	return nil
}

func (s *severities) GetSlice() []string {
	var all []string
	for class, level := range *s {
		all = append(all, string(class)+"="+string(level))
	}
	slices.Sort(all)
	return all
}
