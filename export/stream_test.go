package export

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
)

// TestStreamLines says that a document of a stream, and a failure in one, have
// the id first and keep to the contract.
func TestStreamLines(t *testing.T) {
	schema := compiled(t, Schema())
	f, _ := FormatNamed("ndjson")
	item := fixture(t)
	item.ID = json.RawMessage(`"柳塘/7"`)
	good, err := f.Encode(item, Options{})
	if err != nil {
		t.Fatal(err)
	}
	bad, err := f.EncodeFailure(Failure{ID: json.RawMessage("null"), Code: "bad_line", Message: "no object", Line: 3}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for begin, line := range map[string][]byte{`{"id":"柳塘/7","schema":`: good, `{"id":null,"schema":`: bad} {
		if !strings.HasPrefix(string(line), begin) || strings.Count(string(line), "\n") != 1 {
			t.Errorf("%s is not one line that begins with %s", line, begin)
		}
		if err := schema.Validate(fromJSON(t, string(line))); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"ndjson", "json", "csv"} {
		f, _ := FormatNamed(name)
		if got, err := f.EncodeFailure(Failure{Path: "a.txt", Code: "unreadable"}, Options{}); got != nil || err != nil {
			t.Errorf("%s tells of a file in its output: %s, %v", name, got, err)
		}
	}
}

func TestText(t *testing.T) {
	item := fixture(t)
	if got := written(t, "text", slices.Values([]Item{item}), Options{}); got != string(item.Text.Runes) {
		t.Errorf("got %q", got)
	}
	f, _ := FormatNamed("text")
	if _, err := f.Encode(bare(), Options{}); err == nil {
		t.Error("a text was written that is not at hand")
	}
}

// TestGitHub says that annotations stay one line each whatever they hold, the
// worst first.
func TestGitHub(t *testing.T) {
	item := Item{Doc: &model.Document{
		Source: model.Source{Path: "a,b:c%\n.txt"},
		Diagnostics: []model.Diagnostic{
			{Code: "one", Severity: model.SeverityInfo, Message: "100%, it says: fine", Span: model.Span{Start: 2, End: 4, Line: 7}},
			{Code: "two", Severity: model.SeverityWarning, Message: "a\r\n::error::b"},
		},
	}}
	want := "::warning file=a%2Cb%3Ac%25 .txt,title=two::a  ::error::b\n" +
		"::notice file=a%2Cb%3Ac%25 .txt,line=7,title=one::100%25, it says: fine\n"
	if diff := cmp.Diff(want, written(t, "github", slices.Values([]Item{item}), Options{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	f, _ := FormatNamed("github")
	got, err := f.EncodeFailure(Failure{Path: "a.txt", Code: "unreadable", Message: "permission denied"}, Options{})
	if want := "::error file=a.txt,title=unreadable::permission denied\n"; string(got) != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	placed, err := f.Encode(Item{Doc: &model.Document{Diagnostics: []model.Diagnostic{{Severity: model.SeverityInfo, Span: model.Span{Start: 1, End: 2}}}}, Text: fixture(t).Text}, Options{})
	if want := "::notice file=,col=2::\n"; string(placed) != want || err != nil {
		t.Errorf("got %q, %v, want %q", placed, err, want)
	}
}
