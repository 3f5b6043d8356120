package parser_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// TestParseContext says that a parse ends soon after its context does, and that
// a context which lives on changes nothing.
func TestParseContext(t *testing.T) {
	const line = "(一)新建苗圃120亩以上,每季度巡查不少于3次,苗木成活率由85%提高到92%。\n"
	short, err := source.Decode("short.txt", []byte(line))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parser.Parser{}.ParseContext(context.Background(), short)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(parser.Parser{}.Parse(short), doc); diff != "" {
		t.Errorf("with a context (-without +with):\n%s", diff)
	}
	long, err := source.Decode("long.txt", []byte(strings.Repeat(line, 100_000)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	started := time.Now()
	doc, err = parser.Parser{}.ParseContext(ctx, long)
	if doc != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", doc != nil, err)
	}
	if took := time.Since(started); took > 5*time.Second {
		t.Errorf("stopped after %v", took)
	}
}
