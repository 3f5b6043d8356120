package export

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/fenjie/fenjie/model"
)

// line is a document that stands alone: the object of an NDJSON line and of a
// YAML document. It names its contract, as a file of many documents does once.
type line struct {
	ID        json.RawMessage `json:"id,omitempty"`
	Schema    string          `json:"schema"`
	Generator string          `json:"generator"`
	*model.Document
}

func newLine(item Item, o Options) line {
	return line{item.ID, model.SchemaID, o.generator(), complete(item.Doc)}
}

// frameNDJSON has nothing around lines: it says if there is no such table.
func frameNDJSON(o Options) (Frame, error) {
	if o.Table == "" {
		return Frame{}, nil
	}
	_, err := tableNamed(o.Table)
	return Frame{}, err
}

// encodeNDJSON writes one document, or one row of a table, a line.
func encodeNDJSON(item Item, o Options) ([]byte, error) {
	if o.Table != "" {
		return encodeRows(item, o)
	}
	data, err := encode(newLine(item, o), "", "")
	return append(data, '\n'), err
}

func encodeRows(item Item, o Options) ([]byte, error) {
	table, err := tableNamed(o.Table)
	if err != nil {
		return nil, err
	}
	var all []byte
	for row := range table.Rows(slices.Values([]Item{item})) {
		data, err := encodeRow(table.Columns, row)
		if err != nil {
			return nil, err
		}
		all = append(append(all, data...), '\n')
	}
	return all, nil
}

// failedLine stands where the line of a document of a stream would.
type failedLine struct {
	ID        json.RawMessage `json:"id"`
	Schema    string          `json:"schema"`
	Generator string          `json:"generator"`
	Error     lineError       `json:"error"`
}

type lineError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Line    int    `json:"line,omitempty"`
}

// failNDJSON tells of a failure in a stream of documents, where each input has
// one line of the output; a file that cannot be read has none.
func failNDJSON(f Failure, o Options) ([]byte, error) {
	if f.ID == nil || o.Table != "" {
		return nil, nil
	}
	data, err := encode(failedLine{f.ID, model.SchemaID, o.generator(), lineError{f.Code, f.Message, f.Line}}, "", "")
	return append(data, '\n'), err
}

// encodeRow is row as an object with the columns' names as keys, in order.
func encodeRow(columns []Column, row Row) ([]byte, error) {
	var b bytes.Buffer
	for i, c := range columns {
		data, err := encode(row[i], "", "")
		if err != nil {
			return nil, err
		}
		b.WriteString(`,"` + c.Name + `":`)
		b.Write(data)
	}
	b.Bytes()[0] = '{'
	b.WriteByte('}')
	return b.Bytes(), nil
}
