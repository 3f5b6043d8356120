package export

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/fenjie/fenjie/model"
)

func compiled(t testing.TB, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:test", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("urn:test")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestOutputsKeepTheSchema(t *testing.T) {
	schema := compiled(t, Schema())
	texts := append(strings.Split(strings.TrimSpace(written(t, "ndjson", both(t), Options{})), "\n"), written(t, "json", both(t), Options{}))
	for _, text := range texts {
		if err := schema.Validate(fromJSON(t, text)); err != nil {
			t.Error(err)
		}
	}
	for _, text := range strings.Split(written(t, "yaml", both(t), Options{}), "---\n")[1:] {
		if err := schema.Validate(fromYAML(t, text)); err != nil {
			t.Error(err)
		}
	}
}

// TestSchemaRefuses says that the schema is no rubber stamp.
func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t, Schema())
	good := written(t, "json", both(t), Options{})
	for _, edit := range [][2]string{
		{`"fenjie/1"`, `"fenjie/2"`},
		{`"years": []`, `"years": null`},
		{`"genre": "plan"`, `"genre": "song"`},
		{`"value": "9600"`, `"value": "9,600"`},
		{`"value": "9600"`, `"value": 9600`},
		{`"by": "2031-12-31"`, `"by": "2031-13-31"`},
		{`"kind": "phase"`, `"kind": ""`},
		{`"restored": true`, `"restored": false`},
		{`"action": "完成"`, `"act": "完成"`},
		{`"documents"`, `"docs"`},
		{`"number": {`, `"colour": {`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if bad == good {
			t.Fatalf("%s is not in the output", edit[0])
		}
		if schema.Validate(fromJSON(t, bad)) == nil {
			t.Errorf("%s is allowed", edit[1])
		}
	}
}

func TestRowsKeepTheirSchemas(t *testing.T) {
	for _, table := range Tables {
		data, err := RowSchema(table)
		if err != nil {
			t.Fatal(err)
		}
		schema := compiled(t, data)
		for line := range strings.Lines(written(t, "ndjson", both(t), Options{Table: table.Name})) {
			if err := schema.Validate(fromJSON(t, line)); err != nil {
				t.Errorf("%s: %v", table.Name, err)
			}
		}
		if schema.Validate(map[string]any{}) == nil {
			t.Errorf("%s: an empty row is allowed", table.Name)
		}
	}
}

// definition is an object of the schema.
type definition struct {
	Properties ordered  `json:"properties"`
	Required   []string `json:"required"`
	Additional *bool    `json:"additionalProperties"`
}

// ordered is an object whose keys keep their order.
type ordered struct {
	keys   []string
	values map[string]json.RawMessage
}

func (o *ordered) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &o.values); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.Token()
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		o.keys = append(o.keys, key.(string))
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
	}
	return nil
}

func definitions(t *testing.T) map[string]definition {
	t.Helper()
	var schema struct {
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	return schema.Defs
}

// TestSchemaIsModel says that the objects of the schema have the keys of the
// structs, in their order, and require those that are always written.
func TestSchemaIsModel(t *testing.T) {
	defs := definitions(t)
	for name, v := range map[string]any{
		"output": model.Output{}, "line": line{}, "failure": failedLine{}, "error": lineError{}, "document": model.Document{}, "source": model.Source{}, "meta": model.Meta{},
		"section": model.Section{}, "party": model.Party{}, "target": model.Target{}, "quantity": model.Quantity{},
		"diagnostic": model.Diagnostic{}, "period": model.Period{}, "span": model.Span{},
	} {
		keys, required := keysOf(reflect.TypeOf(v))
		def := defs[name]
		if diff := cmp.Diff(keys, def.Properties.keys); diff != "" {
			t.Errorf("%s (-struct +schema):\n%s", name, diff)
		}
		if diff := cmp.Diff(required, def.Required); diff != "" {
			t.Errorf("%s: required (-struct +schema):\n%s", name, diff)
		}
		if def.Additional == nil || *def.Additional {
			t.Errorf("%s: unknown keys are allowed", name)
		}
		delete(defs, name)
	}
	for name, def := range defs {
		if def.Properties.keys != nil {
			t.Errorf("%s is no struct of the model", name)
		}
	}
}

func keysOf(typ reflect.Type) (keys, required []string) {
	for f := range fieldsOf(typ) {
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		keys = append(keys, name)
		if rest == "" {
			required = append(required, name)
		}
	}
	return keys, required
}

// fieldsOf yields the fields of a struct and of those embedded in it.
func fieldsOf(typ reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(typ) {
			if !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}

func TestEvidenceIsOfMeta(t *testing.T) {
	var evidence struct {
		PropertyNames struct {
			Enum []string `json:"enum"`
		} `json:"propertyNames"`
	}
	if err := json.Unmarshal(definitions(t)["meta"].Properties.values["evidence"], &evidence); err != nil {
		t.Fatal(err)
	}
	keys, _ := keysOf(reflect.TypeFor[model.Meta]())
	if diff := cmp.Diff(keys[:len(keys)-1], evidence.PropertyNames.Enum); diff != "" {
		t.Errorf("(-struct +schema):\n%s", diff)
	}
}

// TestSchemaKnowsEveryWord compares each enum with the constants of its type.
func TestSchemaKnowsEveryWord(t *testing.T) {
	constants := modelConstants(t)
	defs := definitions(t)
	for typ, place := range map[string]string{
		"Genre": "meta.genre", "SectionKind": "section.kind", "Role": "party.role", "Basis": "party.basis", "Severity": "diagnostic.severity",
		"TargetKind": "target.kind", "Implied": "target.implied", "Comparator": "target.comparator", "Side": "target.side",
		"Change": "target.change", "ChangeBasis": "target.basis", "Per": "target.per", "Strength": "target.strength",
	} {
		def, key, _ := strings.Cut(place, ".")
		var property struct {
			Enum []string `json:"enum"`
		}
		if err := json.Unmarshal(defs[def].Properties.values[key], &property); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(constants[typ], property.Enum); diff != "" {
			t.Errorf("%s (-model +schema):\n%s", place, diff)
		}
		delete(constants, typ)
	}
	delete(constants, "RegionKind") // of the layout, which is not written
	for typ := range constants {
		t.Errorf("%s has no enum in the schema", typ)
	}
}

// modelConstants reads the typed string constants of package model.
func modelConstants(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range []string{"../model/model.go", "../model/target.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
				typ, _ := spec.Type.(*ast.Ident)
				value, _ := spec.Values[0].(*ast.BasicLit)
				if typ != nil && value != nil {
					word, _ := strconv.Unquote(value.Value)
					all[typ.Name] = append(all[typ.Name], word)
				}
			}
			return true
		})
	}
	return all
}

func TestChineseWordsAreOfTheContract(t *testing.T) {
	var words []string
	for _, w := range modelConstants(t) {
		words = append(words, w...)
	}
	for w := range chinese {
		if !slices.Contains(words, w) {
			t.Errorf("%q is no word of the model", w)
		}
	}
}
