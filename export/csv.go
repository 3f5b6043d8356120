package export

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ListSeparator stands between the entries of a list in one CSV cell.
const ListSeparator = ";"

// frameCSV is the header of a table.
func frameCSV(o Options) (Frame, error) {
	table, err := o.csvTable()
	if err != nil {
		return Frame{}, err
	}
	data, err := lines([][]string{table.header(o.Header)})
	head := string(data)
	if o.BOM {
		head = "\ufeff" + head
	}
	return Frame{Head: head}, err
}

// encodeCSV is the rows of one table as RFC 4180 says, but with lines that end
// in \n, which Excel reads too. Unknown values are empty cells.
func encodeCSV(item Item, o Options) ([]byte, error) {
	table, err := o.csvTable()
	if err != nil {
		return nil, err
	}
	var all [][]string
	for row := range table.Rows(slices.Values([]Item{item})) {
		all = append(all, cells(row, o.RawCells))
	}
	return lines(all)
}

// csvTable is the table that o names, the first where it names none.
func (o Options) csvTable() (Table, error) { return tableNamed(cmp.Or(o.Table, Tables[0].Name)) }

func lines(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.WriteAll(rows)
	return b.Bytes(), err
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
