package export

import (
	"encoding/csv"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
)

// ListSeparator stands between the entries of a list in one CSV cell.
const ListSeparator = ";"

// writeCSV writes a header and the rows of one table (of targets where o names
// none) as RFC 4180 says, but with lines that end in \n, which Excel reads too.
// Unknown values are empty cells.
func writeCSV(w io.Writer, items iter.Seq[Item], o Options) error {
	if o.Table == "" {
		o.Table = Tables[0].Name
	}
	table, err := tableNamed(o.Table)
	if err != nil {
		return err
	}
	if o.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	cw := csv.NewWriter(w)
	if err := cw.Write(table.header(o.Header)); err != nil {
		return err
	}
	for row := range table.Rows(items) {
		if err := cw.Write(cells(row, o.RawCells)); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

func cells(row Row, raw bool) []string {
	texts := make([]string, len(row))
	for i, value := range row {
		texts[i] = strings.ToValidUTF8(cell(value), "\ufffd")
		if !raw {
			texts[i] = guard(texts[i])
		}
	}
	return texts
}

// cell is a value of a Row as text.
func cell(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case []string:
		return strings.Join(v, ListSeparator)
	case []int:
		texts := make([]string, len(v))
		for i, n := range v {
			texts[i] = strconv.Itoa(n)
		}
		return strings.Join(texts, ListSeparator)
	}
	return ""
}

// number is what a spreadsheet may take for a number without harm.
var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// guard puts an apostrophe before a cell that a spreadsheet would take for a
// formula: one that begins with = + - @ (in either width), tab, CR or LF.
// Numbers stay: -3.5 is no formula.
func guard(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") == 0 && text != "-" && !number.MatchString(text) {
		return "'" + text
	}
	return text
}
