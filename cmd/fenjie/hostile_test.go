//go:build unix

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/race"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// A hostile is a file that nobody means well with. One whose ending is that of a
// format that is not read yet is passed over.
type hostile struct {
	name, ending string
	fate         fate
	data         string
}

// A fate is what becomes of a file.
type fate int

const (
	either  fate = iota // read or refused: both may be right
	read                // read
	refused             // refused
)

// many is n in the long form, and less in the short one.
func many(n int) int {
	switch {
	case long:
		return n
	case race.On:
		return max(n/20_000, 7)
	}
	return max(n/1000, 20)
}

// slowest collects what the long form measures.
type slowest struct {
	hostile
	end   ended
	limit time.Duration
}

// TestHostile reads each hostile file: no crash, no hang, an exit code and a
// message as documented, outputs that keep the schema and spans that are true.
func TestHostile(t *testing.T) {
	t.Chdir(t.TempDir())
	schema := compile(t, string(export.Schema()))
	count := 0
	var slow []slowest
	start, eachIn, eachOut := pace(t)
	names := map[string]bool{}
	for h := range hostiles() {
		if h.ending != "txt" && !slices.Contains(source.Formats(), h.ending) {
			names["("+h.ending+" is not read yet)"] = true
			continue
		}
		if count++; names[h.name] {
			t.Errorf("two have the name %q", h.name)
		}
		names[h.name] = true
		path := fmt.Sprintf("h.%s", h.ending)
		put(t, path, h.data)
		end := h.extract(t, path, "json")
		h.check(t, schema, path, end)
		limit := start + 3*time.Duration(max(float64(len(h.data))*eachIn, float64(len(end.stdout))*eachOut))
		if h.ending != "txt" {
			limit += 8 * time.Second // for what is packed in it, as far as the limit of size
		}
		if slow = append(slow, slowest{h, end, limit}); end.worked > limit {
			t.Errorf("%s: %d bytes take %s, more than %s", h.name, len(h.data), end.worked, limit)
		}
		h.others(t, path, end, count)
	}
	t.Logf("%d hostile files", count)
	for name := range names {
		if strings.HasPrefix(name, "(") {
			t.Log(name)
		}
	}
	if count < 80 {
		t.Errorf("only %d hostile files", count)
	}
	slices.SortFunc(slow, func(a, b slowest) int { return int(b.end.worked - a.end.worked) })
	for _, s := range slow[:min(25, len(slow))] {
		if long {
			t.Logf("%-40s %-5s %9d bytes %8s of %8s, %5d MB, exit code %d", s.name, s.ending, len(s.data), s.end.worked.Round(time.Millisecond), s.limit.Round(time.Millisecond), s.end.memory>>10, s.end.code)
		}
	}
}

// pace is the time that a file may take to begin with, and that of plain text for
// a byte that is read and for one that is written.
func pace(t *testing.T) (start time.Duration, eachIn, eachOut float64) {
	if !long {
		return 20 * time.Second, 0, 0 // it must end
	}
	const size = 8 << 20
	put(t, "plain.txt", plan(1, size))
	forget()
	end := finish(t, program(".", "extract", "plain.txt"))
	t.Logf("plain text: %d bytes take %s, %d MB", size, end.worked, end.memory>>10)
	return 500 * time.Millisecond, float64(end.worked) / size, float64(end.worked) / float64(len(end.stdout))
}

// extract runs the program: in the long form as a process of its own, which is
// measured, else in this one.
func (h hostile) extract(t *testing.T, path string, flags ...string) ended {
	t.Helper()
	args := append([]string{"extract", path, "-q", "--max-text", "0", "-f"}, flags...)
	if long {
		forget()
		return finish(t, program(".", args...))
	}
	return inProcess(args...)
}

// inProcess runs the program without a process of its own.
func inProcess(args ...string) ended {
	var stdout, stderr bytes.Buffer
	start := time.Now()
	code := run(args, strings.NewReader(""), &stdout, &stderr)
	took := time.Since(start)
	return ended{code: code, stdout: stdout.String(), stderr: stderr.String(), took: took, worked: took}
}

func (h hostile) check(t *testing.T, schema *jsonschema.Schema, path string, end ended) {
	t.Helper()
	switch {
	case end.code == exitOK && h.fate != refused && end.stderr == "":
	case end.code == exitUsage && h.fate != read && strings.HasPrefix(end.stderr, "fenjie: "+path+": ") && strings.Count(end.stderr, "\n") == 1:
	default:
		t.Errorf("%s: exit code %d, stderr %.300q", h.name, end.code, end.stderr)
	}
	if strings.Contains(end.stderr, "internal error") {
		t.Errorf("%s: %s", h.name, end.stderr)
	}
	harmless(t, h.name, end.stderr)
	var out model.Output
	if err := json.Unmarshal([]byte(end.stdout), &out); err != nil || !utf8.ValidString(end.stdout) {
		t.Errorf("%s: stdout is no JSON: %v", h.name, err)
		return
	}
	if len(end.stdout) < 16<<20 {
		validate(t, h.name, schema, end.stdout, 1)
	}
	if want := map[int]int{exitOK: 1}[end.code]; len(out.Documents) != want {
		t.Errorf("%s: %d documents", h.name, len(out.Documents))
		return
	}
	for _, doc := range out.Documents {
		text, err := source.Decode(path, []byte(h.data))
		if err != nil {
			t.Errorf("%s: %v", h.name, err)
			return
		}
		trueSpans(t, h.name, doc, text)
	}
}

// harmless says that a message has nothing in it that acts on a terminal.
func harmless(t *testing.T, name, stderr string) {
	t.Helper()
	for _, r := range stderr {
		if r != '\n' && r != '\u3000' && !unicode.IsPrint(r) || !utf8.ValidString(stderr) {
			t.Errorf("%s: %q on stderr", name, r)
			return
		}
	}
}

// others writes the file in the other formats: in the short form in one of them.
func (h hostile) others(t *testing.T, path string, json ended, count int) {
	t.Helper()
	if len(h.data) > 1<<20 || len(json.stdout) > 8<<20 || race.On {
		return
	}
	for i, flags := range [][]string{{"yaml"}, {"csv"}, {"csv", "-t", "sections"}, {"ndjson", "-t", "targets"}, {"github"}, {"text"}} {
		if !long && i != count%6 {
			continue
		}
		end := h.extract(t, path, flags...)
		if end.code != json.code || end.stderr != json.stderr {
			t.Errorf("%s as %s: exit code %d, stderr %.200q", h.name, flags, end.code, end.stderr)
		}
		switch {
		case flags[0] == "yaml" && end.code == exitOK:
			h.sameYAML(t, json.stdout, end.stdout)
		case flags[0] == "csv":
			if _, err := csv.NewReader(strings.NewReader(end.stdout)).ReadAll(); err != nil {
				t.Errorf("%s as csv: %v", h.name, err)
			}
		case flags[0] == "text" && end.code == exitOK:
			text, err := source.Decode(path, []byte(h.data))
			if err != nil || end.stdout != string(text.Runes) {
				t.Errorf("%s as text: other than what was read, %v", h.name, err)
			}
		}
	}
}

func (h hostile) sameYAML(t *testing.T, inJSON, inYAML string) {
	t.Helper()
	if len(inYAML) > 1<<20 {
		return // its reader is slow
	}
	var want struct{ Documents []map[string]any }
	var got map[string]any
	if err := json.Unmarshal([]byte(inJSON), &want); err != nil {
		t.Fatal(err)
	}
	if err := decodeYAML(inYAML, &got); err != nil {
		t.Errorf("%s as yaml: %v", h.name, err)
		return
	}
	delete(got, "schema")
	delete(got, "generator")
	if !reflect.DeepEqual(want.Documents[0], got) {
		t.Errorf("%s: YAML is not JSON", h.name)
	}
}

// decodeYAML reads one document with numbers as encoding/json has them.
func decodeYAML(text string, into *map[string]any) error {
	var value any
	if err := values(text)(&value); err != nil {
		return err
	}
	*into, _ = value.(map[string]any)
	return nil
}

// trueSpans says that what a document quotes stands where it says.
func trueSpans(t *testing.T, name string, doc *model.Document, text *source.Text) {
	t.Helper()
	faults := 0
	fault := func(format string, args ...any) {
		t.Helper()
		if faults++; faults <= 3 {
			t.Errorf(name+": "+format, args...)
		}
	}
	if doc.Source.Chars != len(text.Runes) || doc.Source.SHA256 != text.SHA256 {
		fault("%d characters, want %d", doc.Source.Chars, len(text.Runes))
	}
	inside := func(what string, sp, outer model.Span) bool {
		ok := 0 <= sp.Start && sp.Start <= sp.End && outer.Contains(sp)
		if ok && sp.Line != 0 {
			line, _ := text.Position(sp.Start)
			ok = line == sp.Line
		}
		if !ok {
			fault("%s: %+v in %+v", what, sp, outer)
		}
		return ok
	}
	whole := model.Span{End: len(text.Runes)}
	quoted := func(what, raw string, sp model.Span) {
		if inside(what, sp, whole) && text.Slice(sp) != raw {
			fault("%s: %.50q is %.50q", what, raw, text.Slice(sp))
		}
	}
	targets := func(list []*model.Target) {
		for _, x := range list {
			quoted("quantity", x.Quantity.Raw, x.Quantity.Span)
			if x.IndicatorSpan != nil {
				quoted("indicator", x.Indicator, *x.IndicatorSpan)
			}
			inside("target", x.Span, whole)
		}
	}
	targets(doc.Targets)
	for field, sp := range doc.Meta.Evidence {
		inside(field, sp, whole)
	}
	for _, d := range doc.Diagnostics {
		inside(d.Code, d.Span, whole)
	}
	var sections func([]*model.Section, model.Span)
	sections = func(list []*model.Section, outer model.Span) {
		for i, s := range list {
			inside("section", s.Span, outer)
			if i > 0 && s.Span.Start < list[i-1].Span.End {
				fault("section %s begins in the one before", s.Path)
			}
			for _, p := range s.Parties {
				quoted("party", p.Raw, p.Span)
			}
			targets(s.Targets)
			sections(s.Children, s.Span)
		}
	}
	sections(doc.Sections, whole)
}

// TestHostileBatch reads all short hostile files in one run: each comes to what
// it comes to alone.
func TestHostileBatch(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("in", 0o777); err != nil {
		t.Fatal(err)
	}
	n := 0
	for h := range hostiles() {
		if len(h.data) < 20<<10 {
			n++
			put(t, filepath.Join("in", fmt.Sprintf("%s.%s", strings.NewReplacer("/", "-", " ", "-").Replace(h.name), h.ending)), h.data)
		}
	}
	end := finish(t, program(".", "extract", "in", "-o", "out/", "-j", "7", "-q"))
	harmless(t, "all at once", end.stderr)
	var manifest struct {
		Complete  bool
		Totals    struct{ Documents, Done, Failed int }
		Documents []struct{ Path, Status, Code, Error, Output string }
	}
	data, err := os.ReadFile("out/manifest.json")
	if err == nil {
		err = json.Unmarshal(data, &manifest)
	}
	if err != nil || end.code != exitFailed || !manifest.Complete || manifest.Totals.Documents < 80 {
		t.Fatalf("exit code %d, manifest %+v, %v", end.code, manifest.Totals, err)
	}
	told := 0
	for line := range strings.Lines(end.stderr) {
		if strings.HasPrefix(line, "fenjie: in/") {
			told++
		}
	}
	if told != manifest.Totals.Failed {
		t.Errorf("%d failures are told of, the manifest has %d", told, manifest.Totals.Failed)
	}
	for _, e := range manifest.Documents {
		if e.Status == "failed" && (e.Code != "undecodable" || e.Error == "" || e.Output != "") {
			t.Errorf("%+v", e)
		}
	}
	if left, _ := os.ReadDir("out"); len(left) != manifest.Totals.Done+1 {
		t.Errorf("%d files of %d documents", len(left), manifest.Totals.Done)
	}
	t.Logf("%d files, %d refused", n, told)
}
