package docx_test

import (
	"fmt"
	"strings"
	"testing"
)

// list is a list of that id with its own abstract definition.
func list(id string, levels ...string) string {
	return `<w:abstractNum w:abstractNumId="a` + id + `">` + strings.Join(levels, "") + "</w:abstractNum>" + num(id, "a"+id, "")
}

func num(id, abstract, overrides string) string {
	return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + abstract + `"/>` + overrides + "</w:num>"
}

// level is a level whose numbers have nothing after them.
func level(i int, format, text string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:suff w:val="nothing"/>%s</w:lvl>`,
		i, format, text, strings.Join(more, ""))
}

func TestNumbering(t *testing.T) {
	three := []string{level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")}
	tests := []struct{ name, numbering, body, want string }{
		{"levels restart", list("1", three...),
			item("1", 0, "a") + item("1", 1, "b") + item("1", 2, "c") + item("1", 2, "d") + item("1", 1, "e") + item("1", 2, "f") + item("1", 0, "g") + item("1", 1, "h"),
			"一、a\n（一）b\n1.c\n2.d\n（二）e\n1.f\n二、g\n（一）h\n"},
		{"text between", list("1", three...), item("1", 0, "a") + p("x") + item("1", 0, "b"), "一、a\nx\n二、b\n"},
		{"levels in one", list("1", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")), item("1", 0, "a") + item("1", 1, "b") + item("1", 1, "c"), "1.a\n1.1.b\n1.2.c\n"},
		{"a level above has not begun", list("1", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")), item("1", 1, "a"), "1.1a\n"},
		{"legal", list("1", level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")), item("1", 0, "a") + item("1", 1, "b"), "第一章a\n1.1b\n"},
		{"no restart", list("1", level(0, "decimal", "%1."), level(1, "decimal", "(%2)", `<w:lvlRestart w:val="0"/>`)), item("1", 0, "a") + item("1", 1, "b") + item("1", 0, "c") + item("1", 1, "d"), "1.a\n(1)b\n2.c\n(2)d\n"},
		{"restart by the first level only", list("1", level(0, "decimal", "%1."), level(1, "decimal", "(%2)"), level(2, "decimal", "%3)", `<w:lvlRestart w:val="1"/>`)),
			item("1", 0, "a") + item("1", 1, "b") + item("1", 2, "c") + item("1", 1, "d") + item("1", 2, "e") + item("1", 0, "f") + item("1", 2, "g"),
			"1.a\n(1)b\n1)c\n(2)d\n2)e\n2.f\n1)g\n"},
		{"start override", list("1", level(0, "decimal", "%1.")) + num("2", "a1", `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`),
			item("1", 0, "a") + item("1", 0, "b") + item("2", 0, "c") + item("2", 0, "d"), "1.a\n2.b\n1.c\n2.d\n"},
		{"a second list goes on", list("1", level(0, "decimal", "%1.")) + num("2", "a1", ""), item("1", 0, "a") + item("2", 0, "b"), "1.a\n2.b\n"},
		{"level override", list("1", level(0, "decimal", "%1.")) + num("2", "a1", `<w:lvlOverride w:ilvl="0">`+level(0, "upperLetter", "%1)")+`</w:lvlOverride>`), item("2", 0, "a"), "A)a\n"},
		{"tab, space", list("1", strings.ReplaceAll(level(0, "decimal", "%1."), "nothing", "tab"), strings.ReplaceAll(level(1, "decimal", "%2."), "nothing", "space")),
			item("1", 0, "a") + item("1", 1, "b"), "1.\ta\n1. b\n"},
		{"bullet", list("1", level(0, "bullet", "\uf0b7"), level(1, "bullet", "—")), item("1", 0, "a") + item("1", 1, "b"), "•a\n—b\n"},
		{"none", list("1", level(0, "none", "")), item("1", 0, "a"), "a\n"},
		{"unknown list", list("1", three...), item("7", 0, "a") + item("0", 0, "b"), "a\nb\n"},
		{"empty paragraph counts", list("1", level(0, "decimal", "%1.")), item("1", 0, "a") + item("1", 0, "") + item("1", 0, "b"), "1.a\n3.b\n"},
		{"percent sign", list("1", level(0, "decimal", "100%%1 %")), item("1", 0, "a"), "100%1 %a\n"},
	}
	for _, tt := range tests {
		if got, _ := read(t, parts{body: tt.body, numbering: tt.numbering}.file(t)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestNumberingOfStyles(t *testing.T) {
	linked := func(level, style string) string {
		return strings.Replace(level, "<w:suff", `<w:pStyle w:val="`+style+`"/><w:suff`, 1)
	}
	style := func(id, based, numPr string) string {
		return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:basedOn w:val="` + based + `"/><w:pPr>` + numPr + `</w:pPr></w:style>`
	}
	numPr := func(inside string) string { return "<w:numPr>" + inside + "</w:numPr>" }
	numbering := list("1", linked(level(0, "chineseCounting", "%1、"), "H1"), linked(level(1, "chineseCounting", "（%2）"), "H2"))
	styles := style("H1", "N", numPr(`<w:numId w:val="1"/>`)) + style("H2", "H1", numPr(`<w:ilvl w:val="1"/>`)) + style("H3", "H2", "") +
		style("L2", "N", numPr(`<w:numId w:val="1"/>`)) + style("Loop", "Loop", "") + style("N", "", "")
	body := styled("H1", "a") + styled("H2", "b") + styled("H3", "c") + styled("N", "d") + styled("Loop", "e") +
		`<w:p><w:pPr><w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + run("f") + "</w:p>" + styled("H1", "g")
	if got, _ := read(t, parts{body: body, numbering: numbering, styles: styles}.file(t)); got != "一、a\n（一）b\n（二）c\nd\ne\nf\n二、g\n" {
		t.Errorf("%q", got)
	}
	// The list of a numbering style.
	numbering = `<w:abstractNum w:abstractNumId="a1"><w:numStyleLink w:val="Own"/></w:abstractNum>` + num("1", "a1", "") +
		`<w:abstractNum w:abstractNumId="a2"><w:styleLink w:val="Own"/>` + level(0, "decimalFullWidth", "%1．") + `</w:abstractNum>` + num("2", "a2", "")
	styles = `<w:style w:type="numbering" w:styleId="Own"><w:pPr>` + numPr(`<w:numId w:val="2"/>`) + `</w:pPr></w:style>`
	if got, _ := read(t, parts{body: item("1", 0, "a") + item("2", 0, "b"), numbering: numbering, styles: styles}.file(t)); got != "１．a\n２．b\n" {
		t.Errorf("linked style: %q", got)
	}
	// The style of paragraphs that name none, and a style of hidden text.
	styles = `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr>` + numPr(`<w:numId w:val="1"/>`) + `</w:pPr></w:style>` +
		`<w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>`
	body = p("a") + `<w:p><w:r><w:rPr><w:rStyle w:val="Hid"/></w:rPr><w:t>x</w:t></w:r>` + run("b") + "</w:p>"
	if got, _ := read(t, parts{body: body, numbering: list("1", level(0, "decimal", "%1.")), styles: styles}.file(t)); got != "1.a\n2.b\n" {
		t.Errorf("standard style: %q", got)
	}
}

func TestNumberFormats(t *testing.T) {
	tests := []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"}, {"unheardOf", 12, "12"}, {"decimalZero", 7, "07"},
		{"chineseCounting", 1, "一"}, {"chineseCounting", 10, "十"}, {"chineseCounting", 12, "十二"}, {"chineseCounting", 20, "二十"}, {"chineseCounting", 21, "二十一"}, {"chineseCounting", 102, "一○二"},
		{"chineseCountingThousand", 11, "十一"}, {"chineseCountingThousand", 102, "一百零二"}, {"chineseCountingThousand", 110, "一百一十"}, {"chineseCountingThousand", 2031, "二千零三十一"},
		{"taiwaneseCountingThousand", 21, "二十一"}, {"japaneseCounting", 10, "十"}, {"japaneseCounting", 19, "十九"}, {"japaneseCounting", 111, "百十一"},
		{"ideographDigital", 10, "一〇"}, {"decimalFullWidth", 12, "１２"},
		{"decimalEnclosedCircle", 1, "①"}, {"decimalEnclosedCircle", 20, "⑳"}, {"decimalEnclosedCircle", 21, "㉑"}, {"decimalEnclosedCircle", 36, "㊱"}, {"decimalEnclosedCircle", 51, "51"},
		{"decimalEnclosedParen", 3, "⑶"}, {"decimalEnclosedFullstop", 3, "⒊"},
		{"chineseLegalSimplified", 1, "壹"}, {"chineseLegalSimplified", 10, "壹拾"}, {"chineseLegalSimplified", 102, "壹佰零贰"},
		{"ideographTraditional", 3, "丙"}, {"ideographTraditional", 11, "11"}, {"ideographZodiac", 12, "亥"},
		{"upperRoman", 14, "XIV"}, {"lowerRoman", 9, "ix"}, {"upperLetter", 27, "AA"}, {"lowerLetter", 2, "b"}, {"lowerRoman", 4000, "4000"},
		{"chineseCountingThousand", 100_000, "100000"}, {"chineseCounting", 0, "0"},
	}
	for _, tt := range tests {
		l := strings.Replace(level(0, tt.format, "%1"), `start w:val="1"`, fmt.Sprintf(`start w:val="%d"`, tt.n), 1)
		if got, _ := read(t, parts{body: item("1", 0, " "+"x"), numbering: list("1", l)}.file(t)); got != tt.want+" x\n" {
			t.Errorf("%s %d: %q, want %q", tt.format, tt.n, got, tt.want+" x\n")
		}
	}
}
