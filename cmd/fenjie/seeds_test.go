package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/fenjie/fenjie/export"
)

// output is what fenjie prints on standard output.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Fatalf("fenjie %s: exit code %d: %s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}

func compile(t *testing.T, schema string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:test", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:test")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSeedsKeepTheSchemas writes each seed in each format and table.
func TestSeedsKeepTheSchemas(t *testing.T) {
	seeds, _ := filepath.Glob("../../seeds/*.txt")
	if len(seeds) == 0 {
		t.Fatal("no seeds")
	}
	contract := compile(t, output(t, "schema"))
	for _, seed := range seeds {
		for _, format := range []string{"json", "ndjson", "yaml"} {
			text := output(t, "extract", "--format", format, seed)
			validate(t, seed+" as "+format, contract, text, 1)
			if text != output(t, "extract", "--format", format, seed) {
				t.Errorf("%s as %s: not twice the same", seed, format)
			}
		}
		for _, table := range export.Tables {
			rows, err := csv.NewReader(strings.NewReader(output(t, "extract", "--format", "csv", "--table", table.Name, seed))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			schema := compile(t, output(t, "schema", "--table", table.Name))
			validate(t, seed+": "+table.Name, schema, output(t, "extract", "--format", "ndjson", "--table", table.Name, seed), len(rows)-1)
		}
	}
}

// validate says that text is n values that keep the schema.
func validate(t *testing.T, name string, schema *jsonschema.Schema, text string, n int) {
	t.Helper()
	next := values(text)
	for i := 0; ; i++ {
		var value any
		if err := next(&value); err == io.EOF {
			if i != n {
				t.Errorf("%s: %d values, want %d", name, i, n)
			}
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSeedsFitTheScreen shows each seed in a few widths.
func TestSeedsFitTheScreen(t *testing.T) {
	seeds, _ := filepath.Glob("../../seeds/*.txt")
	for _, seed := range seeds {
		for _, width := range []string{"40", "60", "80", "120"} {
			for line := range strings.Lines(output(t, "show", "--width", width, seed)) {
				line = strings.TrimSuffix(line, "\n")
				columns := twwidth.WidthWithOptions(line, twwidth.Options{})
				if columns > map[string]int{"40": 40, "60": 60, "80": 80, "120": 120}[width] {
					t.Errorf("%s, width %s: a line of %d columns: %s", seed, width, columns, line)
				}
			}
		}
	}
}
