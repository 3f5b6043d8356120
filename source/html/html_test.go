package html_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/source/html"
	"github.com/fenjie/fenjie/source/internal/pace"
	"github.com/fenjie/fenjie/source/internal/sheet"
)

func read(t testing.TB, page string) string {
	t.Helper()
	var out sheet.Sheet
	if err := html.Read(page, &out); err != nil {
		t.Fatal(err)
	}
	return string(out.Runes)
}

func TestText(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"nothing", "", ""},
		{"text", "甲", "甲\n"},
		{"paragraphs", "<p>甲</p><p>乙<p>丙<div>丁</div>戊", "甲\n乙\n丙\n丁\n戊\n"},
		{"line breaks", "<p>甲<br>乙<br/><br>丙</p>", "甲\n乙\n\n丙\n"},
		{"inline", "<p>完成<b>粮食</b><span>总产量</span> 5 <i>万</i>吨</p>", "完成粮食总产量 5 万吨\n"},
		{"entities", "<p>5&lt;6&amp;7&#8212;&ldquo;甲&rdquo;&unknown;</p>", "5<6&7—“甲”&unknown;\n"},
		{"kept blanks", "<p>\u3000\u3000甲&nbsp;乙&emsp;丙</p>", "\u3000\u3000甲\u00a0乙\u2003丙\n"},
		{"source line breaks between Chinese", "<p>\n  全面推进乡村\n  振兴，\n加快</p>", "全面推进乡村振兴，加快\n"},
		{"source line breaks beside letters", "<p>GDP\ngrowth\n增长\nGDP\n</p>", "GDP growth 增长 GDP\n"},
		{"spaces between Chinese", "<p>甲  乙</p>", "甲 乙\n"},
		{"blanks around elements", "<p> 甲 <b> 乙 </b> </p>  <p>丙", "甲 乙\n丙\n"},
		{"pre", "<pre>甲\n  乙\n</pre>丙", "甲\n  乙\n丙\n"},
		{"scripts and the like", "<p>甲<script>var x='<p>乙'</script><style>p{}</style><noscript>丙</noscript><!-- 丁 --></p>", "甲\n"},
		{"navigation and footer", "<nav>首页</nav><p>甲</p><footer>主办</footer><div class='share x'>微信</div>", "甲\n"},
		{"hidden", "<p hidden>甲</p><p style='color:red; DISPLAY : none'>乙</p><p>丙<span style=visibility:hidden>丁</span></p>", "丙\n"},
		{"list", "<ul><li>甲<li>乙<ol><li>丙</ol><li>丁</ul>", "甲\n乙\n丙\n丁\n"},
		{"definition list", "<dl><dt>甲<dd>乙<dt>丙<dd>丁</dl>", "甲\n乙\n丙\n丁\n"},
		{"links", "<p>附件：<a href=a.doc>任务分工表</a></p>", "附件：任务分工表\n"},
		{"stray end tags", "</div></p>甲</b></td></table>乙", "甲乙\n"},
		{"unclosed head", "<head><title>甲</title><meta name=x><body><p>乙", "乙\n"},
		{"Word", "<p class=MsoNormal><![if !supportLists]><span>一、</span><![endif]>甲<o:p></o:p></p>", "一、甲\n"},
		{"NUL and control characters", "<p>甲\x00\x01乙&#0;丙", "甲乙\ufffd丙\n"},
	}
	for _, tt := range tests {
		if got := read(t, tt.page); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTables(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"rows", "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>修路</td></tr></table>", "序号\t任务\n1\t修路\n"},
		{"left out end tags", "<table><tr><td>1<td>修路<tr><td>2<td>造林</table>后", "1\t修路\n2\t造林\n后\n"},
		{"bodies and caption", "<table><caption>表</caption><thead><tr><td>1<td>2<tbody><tr><td>3<td>4</table>", "表\n1\t2\n3\t4\n"},
		{"paragraphs in a cell", "<table><tr><td> <p>县农业局</p>\n<p>县林业局</p> </td><td>修<br>路</td></tr></table>", "县农业局 县林业局\t修 路\n"},
		{"empty cells", "<table><tr><td></td><td>甲</td><td> </td></tr><tr><td></td><td></td></tr></table>", "\t甲\n"},
		{"rowspan", "<table><tr><td rowspan=2>甲<td>1<td rowspan=3>丙<tr><td>2<tr><td>乙<td>3</table>", "甲\t1\t丙\n\t2\n乙\t3\n"},
		{"colspan", "<table><tr><td colspan=2>甲<td>乙</table>", "甲\t乙\n"},
		{"layout by one cell", "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲\n乙\n"},
		{"table in a table", "<table><tr><td>左<td><table><tr><td>1<td>2</tr></table>右</table>", "左\n1\t2\n右\n"},
		{"blocks of a row", "<table><tr><td><div>甲</div></td><td><ul><li>乙<li>丙</ul></td></tr></table>", "甲\t乙 丙\n"},
		{"cell without a table", "<td>甲</td><td>乙</td>", "甲\n乙\n"},
		{"table without rows", "<table>甲<p>乙</table>", "甲\n乙\n"},
	}
	for _, tt := range tests {
		if got := read(t, tt.page); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

const (
	long = "全县要抓好春耕备耕，确保粮食播种面积稳定在三十二万亩以上，总产量达到十一万吨以上，新建高标准农田两万亩以上。" +
		"各乡镇要落实主体责任，县农业农村局要加强技术指导，县财政局要保障资金，确保各项任务按期完成，并于年底前报送总结。"
	menu = "<div><a href=/>首页</a> <a href=/a>政务公开</a> <a href=/b>办事服务</a></div>"
)

func TestMainPart(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"container", menu + "<div id=zoom><p>" + long + "</p></div><p>主办单位</p>", long + "\n"},
		{"class among others", menu + "<div class='x TRS_Editor y'><p>" + long + "</p></div><p>主办单位</p>", long + "\n"},
		{"both of two", "<div class=TRS_Editor><p>通知</p></div><p>分享</p><div class=TRS_Editor>" + long + "</div>", "通知\n" + long + "\n"},
		{"an annex beside it", "<div id=zoom>" + long + "</div><p>分享</p><div class=fujian-box><table><tr><td>育苗<td>120亩</table></div>", long + "\n育苗\t120亩\n"},
		{"links of the same mark", "<div class=view>" + long + "</div><div class=view><a href=a>上一篇</a></div>", long + "\n"},
		{"an empty container", "<div id=zoom></div><div><p>" + long + "</p></div>", long + "\n"},
		{"densest block", menu + "<div><div><p>" + long + "</p></div></div><div>主办单位</div>", long + "\n"},
		{"layout by tables", "<table><tr><td>" + menu + "<td>" + strings.Repeat("<p>"+long+"</p>", 30) + "</td></table>", strings.Repeat(long+"\n", 30)},
		{"no part is dense", "<div>" + long + "</div><div>" + long + "</div>", long + "\n" + long + "\n"},
		{"title of a heading", "<h1>青石县 2031年要点</h1><div id=zoom>" + long + "</div>", "青石县 2031年要点\n" + long + "\n"},
		{"title of a meta tag", "<meta name=ArticleTitle content='青石县要点'><h1>网站</h1><div id=zoom>" + long + "</div>", "青石县要点\n" + long + "\n"},
		{"title of the page", "<title>青石县要点_青石县人民政府</title>" + menu + "<div id=zoom>" + long + "</div>", "青石县要点\n" + long + "\n"},
		{"title once", "<title>青石县要点</title><div id=zoom><p>青石县\n要点</p>" + long + "</div>", "青石县要点\n" + long + "\n"},
		{"metadata", "<table><tr><td>索 引 号：<td>0123<td>主题分类：<td>农业<tr><td>发文字号：<td>青政发〔2031〕2号<td>成文日期：<td>2031年1月2日</table><div id=zoom>" + long + "</div>",
			"索 引 号：\t0123\t主题分类：\t农业\n发文字号：\t青政发〔2031〕2号\t成文日期：\t2031年1月2日\n" + long + "\n"},
		{"metadata in a list", "<ul><li>索引号：0123</li><li>发布机构：青石县</li><li>成文日期：2031年1月2日</li></ul><div id=zoom>" + long + "</div>",
			"索引号：0123\n发布机构：青石县\n成文日期：2031年1月2日\n" + long + "\n"},
		{"attachments", "<div id=zoom>" + long + "</div><ul><li><a href='/p/1.docx?x=1'>附件1：分工表.docx</a><li><a href=/>首页</a></ul>", long + "\n附件1：分工表.docx\n"},
	}
	for _, tt := range tests {
		if got := read(t, tt.page); got != tt.want {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

// A page as sites make them, with all that stands around a document.
func TestPage(t *testing.T) {
	if diff := cmp.Diff(file(t, "page.txt"), read(t, file(t, "page.html"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func file(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/source/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLimit(t *testing.T) {
	out := sheet.Sheet{Max: 8}
	if err := html.Read("<p>甲乙</p>", &out); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	out = sheet.Sheet{Max: 6}
	if err := html.Read("<p>甲乙</p>", &out); err != sheet.ErrFull {
		t.Errorf("over the limit: %v", err)
	}
}

// hostile are pages that grow in one way each.
func hostile() map[string]func(n int) string {
	repeat := func(s string) func(int) string {
		return func(n int) string { return strings.Repeat(s, n/len(s)) }
	}
	both := func(a, b string) func(int) string {
		return func(n int) string {
			return strings.Repeat(a, n/2/len(a)) + "甲" + strings.Repeat(b, n/2/len(b))
		}
	}
	return map[string]func(int) string{
		"text":               repeat("<p>全年完成粮食总产量11.5万吨。</p>\n"),
		"divs in divs":       both("<div>", "</div>"),
		"spans never closed": repeat("<span>甲"),
		"paragraphs in cells": func(n int) string {
			return "<p><table><tr><td>" + strings.Repeat("<b>", n/7) + strings.Repeat("</p>", n/7)
		},
		"tables in tables": repeat("<table><tr><td>甲"),
		"lists in lists":   repeat("<ul><li>甲"),
		"rows":             repeat("<tr><td rowspan=60000>甲"),
		"end tags":         repeat("</div></td></table>"),
		"cells that reach down": func(n int) string {
			return "<table><tr>" + strings.Repeat("<td rowspan=999>", 64) + strings.Repeat("<tr><td>甲", n/10)
		},
		"attributes":     func(n int) string { return "<p " + strings.Repeat("a=1 ", n/4) + ">甲" },
		"classes":        func(n int) string { return "<p class='" + strings.Repeat("TRS_Editor ", n/11) + "'>甲" },
		"comments":       repeat("<!--"),
		"less-than":      repeat("<"),
		"entities":       repeat("&amp"),
		"labels":         repeat("<div>索引号：<p>文号：<p>名称："),
		"blanks":         repeat(" \n\t"),
		"open scripts":   repeat("<script>"),
		"headings":       repeat("<h1>甲</h1>"),
		"attachments":    repeat("<a href=1.doc>甲</a>"),
		"definition":     repeat("<dl><dt>甲<dd>"),
		"bogus comments": repeat("<!甲><?乙>"),
	}
}

// Time and text grow with the size of a page, not with its square.
func TestLinear(t *testing.T) {
	for name, make := range hostile() {
		pace.Check(t, name, func(n int) func() {
			page := make(n)
			return func() {
				if got := read(t, page); len(got) > 12*len(page) {
					t.Errorf("%s: %d bytes of text for %d", name, len(got), len(page))
				}
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, size := range []int{1 << 20, 10 << 20} {
		page := "<html><head><title>要点</title></head><body>" + hostile()["text"](size) + "</body></html>"
		b.Run(map[int]string{1 << 20: "1MB", 10 << 20: "10MB"}[size], func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for range b.N {
				read(b, page)
			}
		})
	}
}

// slow is far beyond what a small page may take, also on a busy machine.
const slow = 10 * time.Second

func FuzzHTML(f *testing.F) {
	for _, page := range []string{
		file(f, "page.html"), "<p>甲<br>乙", "<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", "<div id=zoom>" + long + "</div><a href=1.doc>附件</a>",
		"<ul><li>甲<li>乙</ul><pre> 甲\n</pre>", "<td>甲</table></td><table><caption>乙<tr>", "<meta name=ArticleTitle content=甲><h1>乙</h1>",
		"<table><td>索引号：<td>1<tr><td>文号：<td>2<tr><td>名称：<td>3</table><p>" + long,
	} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		page = strings.ToValidUTF8(page, "\ufffd")
		begin := time.Now()
		got := read(t, page)
		if spent := time.Since(begin); spent > slow {
			t.Fatalf("%v for %d bytes", spent, len(page))
		}
		if len(got) > 32*len(page)+1 || strings.ContainsRune(got, 0) || got != strings.ToValidUTF8(got, "") {
			t.Fatalf("%d bytes of text for %d", len(got), len(page))
		}
	})
}
