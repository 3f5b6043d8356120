package parser_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// checkLedger demands that every digit and Chinese numeral of a text stands in
// exactly one entry of the ledger, in order, and that the records are among them.
func checkLedger(t *testing.T, text *source.Text) {
	t.Helper()
	doc := parser.Parser{Numerals: true}.Parse(text)
	at := 0
	ids := map[string]bool{}
	for _, n := range doc.Numerals {
		if n.Span.Start < at || n.Span.End <= n.Span.Start || n.Raw != string(text.Runes[n.Span.Start:n.Span.End]) {
			t.Fatalf("entry %q at %d..%d after %d", n.Raw, n.Span.Start, n.Span.End, at)
		}
		noNumeral(t, text.Runes, at, n.Span.Start)
		at = n.Span.End
		if n.Class == "" || n.Rule == "" || n.Reason == "" || len(n.Trials) == 0 {
			t.Errorf("entry %q at %d says too little: %+v", n.Raw, n.Span.Start, n)
		}
		ids[n.Target] = true
	}
	noNumeral(t, text.Runes, at, len(text.Runes))
	eachTarget(doc, func(tg *model.Target) {
		if tg.Implied == "" && strings.ContainsFunc(tg.Quantity.Raw, unicode.IsDigit) && !ids[tg.ID] {
			t.Errorf("record %s (%s) is not in the ledger", tg.Quantity.Raw, tg.Indicator)
		}
	})
}

func eachTarget(doc *model.Document, visit func(*model.Target)) {
	for _, tg := range doc.Targets {
		visit(tg)
	}
	model.Walk(doc.Sections, func(s *model.Section) {
		for _, tg := range s.Targets {
			visit(tg)
		}
	})
}

func noNumeral(t *testing.T, text []rune, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		if r := text[i]; unicode.IsDigit(r) && r < 0x10000 && (r < 0x80 || r >= 0xff10 && r <= 0xff19) || strings.ContainsRune("〇零一二两三四五六七八九十百千万亿", r) {
			t.Fatalf("numeral %q at %d is in no entry", string(r), i)
		}
	}
}

func TestLedger(t *testing.T) {
	for _, text := range documents(t) {
		checkLedger(t, text)
	}
}

// TestLedgerClasses names what each numeral of a small text is.
func TestLedgerClasses(t *testing.T) {
	const doc = "青禾县2022年农业工作要点\n青政发〔2022〕8号\n一、主要任务\n(一)扩种。第2批在S305沿线种油菜3万亩,由1200户增加到1500户,落实“三个一”,5G全覆盖。(县农业局负责)\n"
	text, err := source.Decode("t.txt", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range (parser.Parser{Numerals: true}).Parse(text).Numerals {
		got = append(got, n.Raw+"="+string(n.Class))
	}
	want := "2022=head 2022=document_number 8=document_number 一=label 一=label 2=ordinal 305=code 3=target 万=target 1200=start 1500=target 三=name 一=name 5=fixed"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
