//go:build unix

package main

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// hostiles are all hostile files.
func hostiles() iter.Seq[hostile] {
	return func(yield func(hostile) bool) {
		for _, list := range []func() []hostile{
			wrongEncodings, wrongBytes, manyMarks, manyNumbers, manyNames, manyHeadings, manyLines, oddCharacters, payloads, otherPrograms,
			pages, wordFiles, pdfFiles,
		} {
			for _, h := range list() {
				if !yield(h) {
					return
				}
			}
		}
	}
}

const sample = "柳塘县2031年工作要点\n\n一、重点任务\n（一）新建苗圃120亩以上。（责任单位：县林业局、县财政局）\n"

func txt(name string, fate fate, data string) hostile { return hostile{name, "txt", fate, data} }

func encoded(e encoding.Encoding, s string) string {
	out, err := encoding.ReplaceUnsupported(e.NewEncoder()).String(s)
	if err != nil {
		panic(err) // all of these can be replaced
	}
	return out
}

func wide(s string, big bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			u = u<<8 | u>>8
		}
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// wrongEncodings are texts of each encoding after the mark of each other, and
// texts that end inside a character.
func wrongEncodings() []hostile {
	marks := map[string]string{"utf-8": "\xef\xbb\xbf", "utf-16le": "\xff\xfe", "utf-16be": "\xfe\xff", "gb18030": "\x84\x31\x95\x33", "utf-32le": "\xff\xfe\x00\x00", "utf-32be": "\x00\x00\xfe\xff", "utf-7": "+/v8-", "no": ""}
	bodies := map[string]string{
		"utf-8": sample, "gb18030": encoded(simplifiedchinese.GB18030, sample+"𠀋㐀"), "utf-16le": wide(sample, false), "utf-16be": wide(sample, true),
		"big5": encoded(traditionalchinese.Big5, "關於開展造林工作的通知，責任單位：縣林業局。\n"), "an odd length": wide(sample, false) + "a", "half a pair": wide("县", false) + "\x00\xd8\x41\x00",
		"latin-1": "caf\xe9 na\xefve r\xe9sum\xe9 \xa3 5\xb0", "ebcdic": "\xc8\x85\x93\x93\x96\x6b\x40\xe6\x96\x99\x93\x84\x25", "shift-jis": encoded(japanese.ShiftJIS, "日本語の文書です。目標は百です。\n"),
		"euc-kr": encoded(korean.EUCKR, "한국어 문서입니다.\n"), "random": "\x93\x1f\xfe\x80\x02\xc3\x28\xa0\xa1\xe2\x28\xa1\xf0\x28\x8c\xbc", "nothing": "",
	}
	var all []hostile
	for mark, bom := range marks {
		for body, data := range bodies {
			fate := either
			if body == "utf-8" && (mark == "no" || mark == "utf-8") || body == mark {
				fate = read
			}
			if strings.HasPrefix(mark, "utf-32") {
				fate = refused
			}
			all = append(all, txt(mark+" mark before "+body, fate, bom+data))
		}
	}
	for name, data := range map[string]string{"utf-8": sample[:60], "gb18030": encoded(simplifiedchinese.GB18030, "柳塘县𠀋㐀工作要点\n"), "utf-16le": "\xff\xfe" + wide("柳塘𠀋县", false)} {
		for i := range len(data) {
			all = append(all, txt(fmt.Sprintf("%s cut at %d", name, i), either, data[:i]))
		}
	}
	return all
}

// wrongBytes have bytes that no text has, in many places.
func wrongBytes() []hostile {
	all := []hostile{
		txt("overlong utf-8", refused, sample+"\xc0\xaf"), txt("a surrogate in utf-8", refused, sample+"\xed\xa0\x80"), txt("cesu-8", refused, sample+"\xed\xa1\x80\xed\xb0\x8b"),
		txt("past the last character", refused, sample+"\xf4\x90\x80\x80"), txt("five bytes", refused, sample+"\xf8\x88\x80\x80\x80"), txt("only continuations", refused, strings.Repeat("\x80", many(40_000))),
		txt("replaced characters", read, strings.Repeat("锟斤拷", many(100_000))), txt("replacement characters", read, strings.Repeat("\ufffd", many(100_000))),
		txt("twice encoded", read, strings.Map(func(r rune) rune { return r }, encodedTwice(sample))), txt("hz", read, "~{<:Ky2;~}\n~{VPNDND~}\n"), txt("utf-7", read, "+Zi9TbQ-+U7f-\n"),
		txt("every byte", either, everyByte()), txt("only nul", refused, strings.Repeat("\x00", many(1_000_000))), txt("nul for each second byte", either, strings.Repeat("a\x00", many(100_000))),
		txt("one byte", read, "a"), txt("a mark alone", read, "\ufeff"), txt("many marks", read, strings.Repeat("\ufeff", many(100_000))), txt("nothing at all", read, ""),
	}
	for _, at := range []int{0, 1, 9, 10, 29, 30, len(sample) - 1, len(sample)} {
		all = append(all, txt(fmt.Sprintf("nul at %d", at), refused, sample[:at]+"\x00"+sample[at:]))
	}
	return all
}

func encodedTwice(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteRune(rune(c))
	}
	return b.String()
}

func everyByte() string {
	var b strings.Builder
	for c := range 256 {
		b.WriteByte(byte(c))
	}
	return b.String()
}

// repeated is before, n times what, and after, which is read.
func repeated(name, before, what string, n int, after string) hostile {
	return txt(name, read, before+strings.Repeat(what, many(n))+after)
}

// numbered is what, n times with its number.
func numbered(name, before, what string, n int, after string) hostile {
	var b strings.Builder
	b.WriteString(before)
	for i := range many(n) {
		b.WriteString(strings.ReplaceAll(what, "N", fmt.Sprint(i+1)))
	}
	b.WriteString(after)
	return txt(name, read, b.String())
}

// manyMarks nest, and do not end.
func manyMarks() []hostile {
	var all []hostile
	for _, pair := range []string{"（）", "()", "《》", "“”", "‘’", "【】", "〔〕", "「」", "[]", "{}", "<>"} {
		marks := []rune(pair)
		open, shut := string(marks[0]), string(marks[1])
		n := many(100_000)
		all = append(all,
			txt("open "+open, read, "一、新建"+strings.Repeat(open, n)+"苗圃5亩"),
			txt("shut "+shut, read, "一、新建"+strings.Repeat(shut, n)+"苗圃5亩"),
			txt("nested "+pair, read, "一、新建"+strings.Repeat(open, n)+"苗圃5亩"+strings.Repeat(shut, n)+"。\n"),
			txt("empty "+pair, read, "一、新建"+strings.Repeat(pair, n)+"苗圃5亩。\n"))
	}
	return append(all,
		repeated("mixed brackets", "一、", "（《“【〔", 100_000, ""), repeated("crossed brackets", "一、", "（《）》", 100_000, "\n"),
		repeated("blocks within blocks", "一、甲", "（责任单位：县林业局", 100_000, ""), repeated("blocks after blocks", "一、甲", "（责任单位：县林业局）", 100_000, ""),
		repeated("colons", "责任单位", "：", 300_000, "县林业局"), repeated("semicolons", "", "；", 1_000_000, ""), repeated("stops", "一、甲", "。", 1_000_000, ""),
		repeated("commas", "新建苗圃", "，", 1_000_000, "5亩"), repeated("dashes", "3", "—", 1_000_000, "5亩"), repeated("dots", "第一章", "…", 300_000, "5"),
		repeated("labels alone", "", "牵头单位：", 200_000, ""), repeated("labels in lines", "", "责任单位：\n", 200_000, ""), repeated("roots of quotes", "关于", "“印发《关于", 50_000, ""))
}

// manyNumbers are long, and many.
func manyNumbers() []hostile {
	return []hostile{
		repeated("digits", "新建苗圃", "9", 1_000_000, "亩"), repeated("wide digits", "新建苗圃", "９", 1_000_000, "亩"), repeated("zeros", "新建苗圃", "0", 1_000_000, "亩"),
		repeated("digits after a point", "新建苗圃0.", "3", 1_000_000, "亩"), repeated("numerals", "新建苗圃", "一二三四五六七八九", 100_000, "亩"), repeated("multipliers", "新建苗圃1", "万亿", 300_000, "亩"),
		repeated("multipliers with digits", "新建苗圃", "1万2千3百", 100_000, "亩"), repeated("numerals of each place", "新建苗圃", "九千九百九十九万", 100_000, "亩"), repeated("commas in a number", "新建苗圃1", ",000", 300_000, "亩"),
		repeated("points in a number", "一、1", ".1", 500_000, "亩"), repeated("ranges", "新建苗圃3", "—5", 300_000, "亩"), repeated("waves", "3", "～", 500_000, "5"), repeated("fractions", "完成", "三分之", 300_000, "一"),
		repeated("percent of percent", "提高", "百分之", 300_000, "五"), repeated("percent signs", "提高5", "%", 500_000, ""), repeated("signs", "提高", "+-", 500_000, "5%"), repeated("units", "新建5", "亩", 500_000, ""),
		repeated("numbers and units", "", "5亩", 300_000, "。"), repeated("numbers in a list", "新建苗圃", "5亩、", 300_000, "6亩"), repeated("years", "", "2031年", 200_000, ""), repeated("dates that are none", "", "2031年13月45日前，", 100_000, "完成"),
		repeated("levels", "由", "5提高到", 200_000, "6"), repeated("each of them", "甲、乙", "分别", 300_000, "达到5亩、6亩"), repeated("of it", "投资5万元", "，其中", 200_000, "2万元"), numbered("values for names", "甲分别达到", "N亩、", 100_000, "5亩。"),
		repeated("at least", "不", "低于不少于", 200_000, "5亩"), repeated("exponents", "1", "e9", 300_000, "亩"), repeated("roman", "", "ⅠⅡⅢⅳ", 100_000, "\n"), repeated("about", "新建", "约近", 300_000, "5亩左右"),
	}
}

// manyNames are lists of parties without end.
func manyNames() []hostile {
	return []hostile{
		repeated("names", "一、甲。（责任单位：", "县林业局、", 1_000_000/5, "县财政局）"), numbered("names, each another", "一、甲。（责任单位：", "县第N局、", 100_000, "县财政局）"),
		repeated("a name without end", "一、甲。（责任单位：县", "林业水利财政", 100_000, "局）"), repeated("names of a letter", "责任单位：", "局、", 300_000, "局"), repeated("names with spaces", "责任单位：", "县林业局 ", 200_000, ""),
		repeated("names that leave words out", "一、甲。（责任单位：市发展改革局、", "财政局、", 200_000, "水利局）"), repeated("people", "责任人：", "柳青、", 200_000, ""), repeated("towns", "各", "镇（街道）", 200_000, "负责"),
		repeated("names in brackets", "（牵头单位：县林业局", "（县绿化办）", 100_000, "）"), repeated("and", "责任单位：县林业局", "和县财政局", 100_000, ""), repeated("conventions", "", "（逗号前为牵头单位，下同）", 30_000, "\n一、甲。（县林业局，县财政局）"),
		repeated("a title", "", "柳塘", 500_000, "工作要点"), repeated("titles", "", "柳塘县2031年工作要点\n", 100_000, ""), repeated("recipients", "柳塘县工作要点\n", "各镇人民政府、", 100_000, "："), repeated("attachments", sample+"附件：", "1.柳塘表\n", 100_000, ""),
		repeated("signatures", sample, "柳塘县人民政府\n2031年1月1日\n", 50_000, ""),
	}
}

// manyHeadings are outlines without end.
func manyHeadings() []hostile {
	var deep strings.Builder
	for i := range many(2000) {
		fmt.Fprintf(&deep, "%s 新建苗圃5亩。\n", "1"+strings.Repeat(".1", i))
	}
	return []hostile{
		repeated("headings", "", "一、甲\n", 300_000, ""), numbered("headings with numbers", "", "N. 新建苗圃N亩\n", 100_000, ""), repeated("chapters", "", "第一章\n", 200_000, ""), repeated("headings in brackets", "", "（一）甲\n", 200_000, ""),
		repeated("headings in one line", "", "一、甲（一）乙1.丙", 100_000, ""), repeated("firsts", "", "一是甲。", 200_000, ""), repeated("firsts and seconds", "重点任务：", "一是甲；二是乙；三是丙；", 100_000, ""), repeated("circles", "", "①甲②乙③丙", 100_000, ""),
		repeated("levels up and down", "", "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n", 50_000, ""), repeated("labels without a title", "", "一、\n", 300_000, ""), txt("labels that grow", read, deep.String()), repeated("one long label", "", "1.", 500_000, "甲\n"),
		repeated("phases", "", "（一）动员阶段（2031年1月—2月）。甲\n", 50_000, ""), repeated("marks of lists", "", "# - * + > ", 100_000, "\n"), repeated("tables", "", "| 甲 | 5亩 |\n", 100_000, ""),
	}
}

// manyLines are long, empty, alike and ended in every way.
func manyLines() []hostile {
	onOneLine := strings.ReplaceAll(plan(3, many(50<<20)), "\n", "")
	return []hostile{
		txt("50 MB on one line", read, onOneLine), repeated("empty lines", "一、甲", "\n", 100_000, "二、乙"), repeated("lines of blanks", "一、甲", " \u3000\t\u00a0\n", 100_000, "二、乙"), repeated("tabs", "一、甲", "\t", 1_000_000, "5亩"),
		repeated("blanks", "一、甲", " ", 1_000_000, "5亩"), repeated("wide blanks", "一、甲", "\u3000", 1_000_000, "5亩"), repeated("a passage again and again", sample, "（一）加快育苗，新建苗圃120亩以上，培训农户不少于30人次。（责任单位：县林业局）\n", 100_000/4, ""),
		repeated("one letter", "", "县", 2_000_000, ""), repeated("one letter a line", "", "县\n", 500_000, ""), repeated("carriage returns", "", "一、甲5亩\r", 100_000, ""), repeated("returns the wrong way", "", "一、甲5亩\n\r", 100_000, ""),
		repeated("next lines", "", "一、甲5亩\u0085（一）乙\u2028\u2029", 50_000, ""), repeated("feeds", "", "一、甲5亩\v\f", 100_000, ""), repeated("page numbers", "", "— 5 —\n", 100_000, ""), repeated("words of pages", "", "首页 > 政务公开 > 打印 关闭\n", 50_000, ""),
	}
}

// oddCharacters are valid and not meant.
func oddCharacters() []hostile {
	var all, private, no strings.Builder
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if r < 0xd800 || r > 0xdfff {
			all.WriteRune(r)
		}
	}
	for r := rune(0xe000); r < 0xe000+rune(many(6000)); r++ {
		private.WriteRune(r)
		private.WriteString("5亩")
	}
	for _, r := range []rune{0x378, 0xfdd0, 0xfffe, 0xffff, 0x1fffe, 0xe0001, 0xe0041, 0xf0000, 0x10ffff, 0x2fe0, 0x1f9ff} {
		no.WriteString(strings.Repeat(string(r)+"甲5亩。", many(3000)))
	}
	every := all.String()
	if !long {
		every = every[:200_000]
	}
	between := func(mark string) string {
		return strings.Join(strings.Split(strings.Repeat(sample, many(2000)), ""), mark)
	}
	return []hostile{
		txt("all of Unicode", either, every), txt("private characters", read, private.String()), txt("characters that are none", read, no.String()), txt("zero width between", read, between("\u200b")), txt("joiners between", read, between("\u200d")),
		txt("marks of direction between", read, between("\u202e")), txt("isolates between", read, between("\u2066")), txt("accents between", read, between("\u0301")), repeated("accents on one letter", "新建苗圃5", "\u0301\u0300\u0489", 300_000, "亩"),
		txt("variants between", read, between("\ufe0f")), txt("soft hyphens between", read, between("\u00ad")), repeated("ideographs past the first plane", "", "𠀋𪚥🀄👨‍👩‍👧5亩。", 50_000, ""), repeated("description", "", "⿰木⿱甲乙", 50_000, ""),
		repeated("compatible forms", "", "㈠㊀㍘㎡㎏㏊①⒈⑴ﬁ￥％", 50_000, ""), repeated("radicals", "", "⼀⼆⼗⻓年5亩", 50_000, ""), repeated("other digits", "新建", "٣४５𝟗๕", 50_000, "亩"), repeated("hangul and kana", "", "가각ㄱアァ々〆", 50_000, ""),
	}
}

// payloads are meant for who reads the outputs.
func payloads() []hostile {
	var all []hostile
	for name, text := range map[string]string{
		"formulas": "=1+1\n+86\n-2+3\n@SUM(A1)\n\t=cmd|'/c calc'!A0\n", "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>'\"--></textarea>", "escapes": "\x1b[2J\x1b]0;owned\x07\x1b[31m\x9b31m\u009b31m\b\b\b\x7f",
		"yaml": "---\n- !!python/object:os.system [x]\n&a *a\n? : | > %YAML 1.1\n...\n", "json": `","x":{"\u0000\ud800":[]}}]}` + "\n", "percent": "%s%n%d%00%2e%2e%2f%x$(id)`id`;id&&id|id\n", "templates": "{{.}}{%x%}${x}#{x}<%=x%>[[x]]\n",
		"github": "::error file=x::y\n::set-output name=a::b\n##[command]x\n::stop-commands::x\n", "paths": "../../../etc/passwd\nC:\\x\n\\\\host\\x\nfile:///etc/passwd\nhttp://127.0.0.1/\n", "sql": "'; DROP TABLE plans; --\n1' OR '1'='1\n",
		"words": "null\ntrue\n~\nNaN\nInfinity\n-0\n1e999\nundefined\n", "quotes": "\"\"\",,\"\n'a''b'\n\\\"\\\n,\r\n\"a\nb\"\n", "separators": "\x1c\x1d\x1e\x1f\x01\x02\n", "rtl": "\u202egnp.txt\u202c\u2067x\u2069\n",
		"excel": "_x000D_ _x0000_\n'=1\n\u00a0=1\n\uff1d1+1\n",
	} {
		line := strings.ReplaceAll(strings.TrimSpace(text), "\n", " ")
		all = append(all,
			txt("payload "+name, either, text), txt("payload "+name+" in titles", either, line+"工作要点\n\n一、"+line+"\n（一）新建"+line+"苗圃5亩。（责任单位："+line+"、县林业局）\n"),
			txt("payload "+name+" many times", either, strings.Repeat("一、"+text, many(5000))))
	}
	return all
}

// otherPrograms are files that are no text, under the name of one.
func otherPrograms() []hostile {
	var all []hostile
	for name, data := range map[string]string{
		"a picture": "\xff\xd8\xff\xe0\x00\x10JFIF", "another picture": "\x89PNG\r\n\x1a\n", "gzip": "\x1f\x8b\x08\x00", "a program": "\x7fELF\x02\x01\x01\x00\x00", "an old office file": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "rar": "Rar!\x1a\x07\x00",
		"sqlite": "SQLite format 3\x00", "a class": "\xca\xfe\xba\xbe\x00\x00\x00\x34", "a key": "\x30\x82\x04\xa3\x02\x01\x00", "a sound": "ID3\x03\x00\x00\x00\x00", "a film": "\x00\x00\x00\x18ftypmp42",
	} {
		all = append(all, txt(name, refused, data), txt(name+" with text", refused, data+"\x00\xff\xfe\x80"+strings.Repeat(sample, 20)))
	}
	return all
}
