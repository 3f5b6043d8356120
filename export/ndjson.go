package export

import (
	"bytes"
	"io"
	"iter"

	"github.com/fenjie/fenjie/model"
)

// line is a document that stands alone: the object of an NDJSON line and of a
// YAML document. It names its contract, as a file of many documents does once.
type line struct {
	Schema    string `json:"schema"`
	Generator string `json:"generator"`
	*model.Document
}

func newLine(d *model.Document, o Options) line {
	return line{model.SchemaID, o.generator(), complete(d)}
}

// writeNDJSON writes one document, or one row of a table, a line.
func writeNDJSON(w io.Writer, items iter.Seq[Item], o Options) error {
	if o.Table != "" {
		return writeRowLines(w, items, o)
	}
	for item := range items {
		data, err := encode(newLine(item.Doc, o), "", "")
		if err != nil {
			return err
		}
		if _, err := w.Write(append(data, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func writeRowLines(w io.Writer, items iter.Seq[Item], o Options) error {
	table, err := tableNamed(o.Table)
	if err != nil {
		return err
	}
	for row := range table.Rows(items) {
		data, err := encodeRow(table.Columns, row)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(data, '\n')); err != nil {
			return err
		}
	}
	return nil
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
