package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// ManifestID names the JSON contract of manifests.
const ManifestID = "fenjie-manifest/1"

// manifestStem begins the names of manifests, which no output may have.
const manifestStem = "manifest"

// Engine is all besides an input that decides on its output. Where two runs have
// the same Engine the same input gives the same bytes.
type Engine struct {
	Generator string   `json:"generator"` // program and version
	Lexicon   string   `json:"lexicon"`   // version of the words
	Settings  []string `json:"settings"`  // flag=value of the flags that matter
	Shard     string   `json:"shard,omitempty"`
}

func (e Engine) equal(other Engine) bool {
	return e.Generator == other.Generator && e.Lexicon == other.Lexicon && slices.Equal(e.Settings, other.Settings) && e.Shard == other.Shard
}

// Status is what became of an input.
type Status string

// The states.
const (
	StatusDone   Status = "done"
	StatusFailed Status = "failed"
)

// Counts are numbers of what a document holds.
type Counts struct {
	Chars       int `json:"chars"`
	Sections    int `json:"sections"`
	Tasks       int `json:"tasks"`
	Parties     int `json:"parties"`
	Targets     int `json:"targets"` // of all kinds
	Diagnostics int `json:"diagnostics"`
}

// Entry tells of one input. SHA256 is the hash of its bytes, or of its text in
// a stream; Output is a file beside the manifest.
type Entry struct {
	ID           string  `json:"id"`
	Path         string  `json:"path"`
	Line         int     `json:"line,omitempty"`
	SHA256       string  `json:"sha256,omitempty"`
	Status       Status  `json:"status"`
	Code         string  `json:"code,omitempty"`
	Error        string  `json:"error,omitempty"` // in English
	Output       string  `json:"output,omitempty"`
	OutputSHA256 string  `json:"output_sha256,omitempty"`
	Counts       *Counts `json:"counts,omitempty"`
}

// Totals sum up entries.
type Totals struct {
	Documents int `json:"documents"`
	Done      int `json:"done"`
	Failed    int `json:"failed"`
}

// Add counts one more.
func (t *Totals) Add(e Entry) {
	t.Documents++
	if e.Status == StatusDone {
		t.Done++
	} else {
		t.Failed++
	}
}

// Manifest tells what a run did. It holds no time and no name of a machine: the
// same run gives the same bytes. Complete is false while a run goes on, and after
// one that was cut off.
type Manifest struct {
	Schema string `json:"schema"`
	Engine
	Complete  bool    `json:"complete"`
	Totals    Totals  `json:"totals"`
	Documents []Entry `json:"documents"`

	// Left are outputs of earlier runs that this one neither made nor kept.
	Left []string `json:"left,omitempty"`
}

func newManifest(engine Engine, complete bool, entries []Entry) Manifest {
	m := Manifest{Schema: ManifestID, Engine: engine, Complete: complete, Documents: entries}
	if m.Settings == nil {
		m.Settings = []string{}
	}
	if m.Documents == nil {
		m.Documents = []Entry{}
	}
	for _, e := range entries {
		m.Totals.Add(e)
	}
	return m
}

func (m Manifest) write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// WriteManifest makes the file at path tell what a run did. Errors begin with path.
func WriteManifest(path string, engine Engine, complete bool, entries []Entry) error {
	return export.WriteFile(path, newManifest(engine, complete, entries).write)
}

// readManifest is the error of what is no manifest of ours.
func readManifest(data []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return m, say.Errorf("is no manifest of fenjie: %w", err)
	}
	if m.Schema != ManifestID {
		return m, say.Errorf("is no manifest of fenjie: its schema is %q, not %q", m.Schema, ManifestID)
	}
	return m, nil
}

// A journal is a manifest that grows while a run goes on: a line for the Engine,
// then one for each entry. What was cut off in the middle of a line is not in it.
func journalLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// readJournal gives the entries of data, of no other engine.
func readJournal(data []byte, engine Engine) []Entry {
	var entries []Entry
	first := true
	for {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		if !whole {
			return entries
		}
		data = rest
		if first {
			var e Engine
			if json.Unmarshal(line, &e) != nil || !e.equal(engine) {
				return nil
			}
			first = false
			continue
		}
		var e Entry
		if json.Unmarshal(line, &e) != nil {
			return entries
		}
		entries = append(entries, e)
	}
}

// CountsOf counts what doc holds.
func CountsOf(doc *model.Document) Counts {
	c := Counts{Chars: doc.Source.Chars, Targets: len(doc.Targets), Diagnostics: len(doc.Diagnostics)}
	model.Walk(doc.Sections, func(s *model.Section) {
		c.Sections++
		if s.Kind == model.KindTask {
			c.Tasks++
		}
		c.Parties += len(s.Parties)
		c.Targets += len(s.Targets)
	})
	return c
}

// Requirements are the things that a document can be required to hold.
var Requirements = []struct {
	Name  string
	Count func(Counts) int
}{
	{"targets", func(c Counts) int { return c.Targets }},
	{"tasks", func(c Counts) int { return c.Tasks }},
	{"parties", func(c Counts) int { return c.Parties }},
	{"sections", func(c Counts) int { return c.Sections }},
}

// Error is why an input failed, with a word for programs.
type Error struct {
	Code string
	Err  error
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives the error without its code.
func (e *Error) Unwrap() error { return e.Err }

// The codes of errors.
const (
	CodeUnreadable  = "unreadable"  // missing, or not to be opened or read
	CodeUndecodable = "undecodable" // no text, or of a kind that is not read
	CodeTooLarge    = "too_large"   // larger than the limit
	CodeTimeout     = "timeout"     // not done within the limit
	CodeBadLine     = "bad_line"    // no object of a stream
	CodeInternal    = "internal"    // a mistake of fenjie
	CodeUnwritable  = "unwritable"  // the output could not be written
)

// CodeOf is the code of err.
func CodeOf(err error) string {
	var e *Error
	switch {
	case errors.Is(err, source.ErrTooLarge):
		return CodeTooLarge
	case errors.As(err, &e):
		return e.Code
	}
	return CodeUnreadable
}

// coded is say.Errorf with a code.
func coded(code, format string, args ...any) error {
	return &Error{code, say.Errorf(format, args...)}
}
