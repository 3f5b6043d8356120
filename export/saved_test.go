package export

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
)

// TestReadSaved reads back what the formats write.
func TestReadSaved(t *testing.T) {
	var want []*model.Document
	for item := range both(t) {
		var d model.Document
		data, err := json.Marshal(complete(item.Doc)) // what is not written is no part of it
		if err == nil {
			err = json.Unmarshal(data, &d)
		}
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, &d)
	}
	for _, format := range []string{"json", "ndjson", "yaml"} {
		for _, mark := range []string{"", "\ufeff"} {
			text := mark + written(t, format, both(t), Options{})
			if !IsSaved([]byte(text)[:40]) {
				t.Errorf("%s is not known", format)
			}
			got, err := ReadSaved("plan."+format, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", format, d)
			}
		}
	}
}

func TestIsSaved(t *testing.T) {
	for text, want := range map[string]bool{
		`{"schema":"fenjie/1","documents":[]}`: true, "{\r\n  \"schema\" : \"fenjie/9\"": true, "---\nschema: \"fenjie/1\"\n": true, "schema: fenjie/1\n": true,
		`{"schema": "fenjie-diff/1"}`: true, `{"schema": "other/1"}`: false, "柳塘县2031年工作要点": false, "": false, "{}": false, "---\ntitle: schema": false,
	} {
		if got := IsSaved([]byte(text)); got != want {
			t.Errorf("IsSaved(%q) = %v", text, got)
		}
	}
}

func TestReadSavedRefuses(t *testing.T) {
	good := written(t, "json", both(t), Options{})
	for _, edit := range [][3]string{
		{`"fenjie/1"`, `"fenjie/2"`, `in the contract "fenjie/2"`},
		{`"value": "9600"`, `"value": "1e99"`, `"1e99" is no decimal number`},
		{`"value": "9600"`, `"value": "` + strings.Repeat("9", 41) + `"`, "is no decimal number"},
		{`"value": "9600"`, `"value": 9600`, "not read as an output of extract"},
		{`"by": "2031-12-31"`, `"by": "31.12."`, `"31.12." is no date`},
		{`"start": 0,`, `"start": -1,`, "the span -1 to"},
		{`"chars": `, `"chars": -`, "does not lie in a text"},
		{`"children": []`, `"children": [null]`, "a section is null"},
		{`"parties": []`, `"parties": [null]`, "a party is null"},
		{`"targets": []`, `"targets": [null]`, "a target is null"},
		{`"documents": [`, `"documents": [null,`, "a document is null"},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if bad == good {
			t.Fatalf("%s is not in the output", edit[0])
		}
		_, err := ReadSaved("plan.json", []byte(bad))
		if err == nil || !strings.HasPrefix(err.Error(), "plan.json: ") || !strings.Contains(err.Error(), edit[2]) {
			t.Errorf("%s: %v", edit[1], err)
		}
	}
}

// FuzzReadSaved says that no file does harm.
func FuzzReadSaved(f *testing.F) {
	for _, format := range []string{"json", "ndjson", "yaml"} {
		f.Add([]byte(written(f, format, both(f), Options{})))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, err := ReadSaved("plan", data)
		if err != nil {
			return
		}
		for _, d := range documents {
			model.Walk(d.Sections, func(s *model.Section) {
				if s.Span.Start < 0 || s.Span.End > d.Source.Chars {
					t.Errorf("%v in %d characters", s.Span, d.Source.Chars)
				}
			})
		}
	})
}
