package parser_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// What the reader of a file has to tell comes before what the parser has, with
// the lines of its places.
func TestNotesComeFirst(t *testing.T) {
	text := &source.Text{Runes: []rune("要点\n锟斤拷"), SHA256: "a", TextSHA256: "b", Notes: []model.Diagnostic{
		{Code: "tracked_changes", Severity: model.SeverityInfo, Message: "m"},
		{Code: "mojibake", Severity: model.SeverityWarning, Message: "n", Span: model.Span{Start: 3, End: 6}},
	}}
	want := []model.Diagnostic{
		{Code: "tracked_changes", Severity: model.SeverityInfo, Message: "m", Span: model.Span{Line: 1}},
		{Code: "mojibake", Severity: model.SeverityWarning, Message: "n", Span: model.Span{Start: 3, End: 6, Line: 2}},
	}
	got := parser.Parser{}.Parse(text)
	if diff := cmp.Diff(want, got.Diagnostics[:len(want)]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Source.TextSHA256 != "b" {
		t.Errorf("the hash of the text is %q", got.Source.TextSHA256)
	}
	empty := parser.Parser{}.Parse(&source.Text{SHA256: "a", TextSHA256: "a", Notes: text.Notes[:1]})
	if len(empty.Diagnostics) != 2 || empty.Diagnostics[0].Code != "tracked_changes" || empty.Source.TextSHA256 != "" {
		t.Errorf("of no text: %+v", empty)
	}
}
