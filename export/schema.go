package export

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"strings"

	"github.com/fenjie/fenjie/model"
)

//go:embed schema.json
var contract string

// Schema is the JSON Schema (draft 2020-12) of the contract "fenjie/1". It
// holds for the whole output of json, for each line of ndjson without a table
// and for each document of yaml.
func Schema() []byte { return []byte(contract) }

// property is what a schema of rows says of a column.
type property struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Type        any    `json:"type"`
	Items       any    `json:"items,omitempty"`
}

// RowSchema is the JSON Schema of a row of the table as ndjson writes it. The
// columns' Chinese headers are its titles.
func RowSchema(t Table) ([]byte, error) {
	properties, err := rowProperties(t.Columns)
	if err != nil {
		return nil, err
	}
	data, err := encode(struct {
		Schema      string          `json:"$schema"`
		ID          string          `json:"$id"`
		Title       string          `json:"title"`
		Description string          `json:"description"`
		Type        string          `json:"type"`
		Properties  json.RawMessage `json:"properties"`
		Required    []string        `json:"required"`
		Additional  bool            `json:"additionalProperties"`
	}{
		Schema:      "https://json-schema.org/draft/2020-12/schema",
		ID:          strings.ReplaceAll("urn:"+model.SchemaID, "/", ":") + ":" + t.Name,
		Title:       t.Zh,
		Description: t.About + "; null is unknown",
		Type:        "object",
		Properties:  properties,
		Required:    t.header("en"),
	}, "", "  ")
	return append(data, '\n'), err
}

// rowProperties is an object with the columns as keys, in order.
func rowProperties(columns []Column) ([]byte, error) {
	row := make(Row, len(columns))
	for i, c := range columns {
		p := property{Title: c.Zh, Description: c.About, Type: []string{c.Type, "null"}}
		switch c.Type {
		case "strings", "integers":
			p.Type = "array"
			p.Items = map[string]string{"type": c.Type[:len(c.Type)-1]}
		}
		row[i] = p
	}
	data, err := encodeRow(columns, row)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = json.Indent(&b, data, "", "  ")
	return b.Bytes(), err
}
