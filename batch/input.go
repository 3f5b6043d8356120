package batch

import (
	"encoding/json"
	"io"
	"path/filepath"
)

// StandardInput is the path by which a user names it.
const StandardInput = "-"

// Input is one document to be.
type Input struct {
	// ID names the document in outputs and in the manifest: its path with forward
	// slashes, or the id that a stream gives it.
	ID   string
	Path string    // file to read it from; StandardInput
	From io.Reader // what to read in place of the file Path; nil: the file

	// Of a document in a stream of them: its line in Path, its id as it was
	// written there ("null" if it has none), and its text.
	Line int
	Key  json.RawMessage
	Text string

	Err error // why it cannot be read, known already; begins with Path
}

// File is the input of one file.
func File(path string) Input {
	return Input{ID: filepath.ToSlash(path), Path: path}
}

// Streamed says whether the input is a line of a stream of documents.
func (in Input) Streamed() bool { return in.Key != nil }
