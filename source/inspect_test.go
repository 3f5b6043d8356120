package source_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
	"github.com/google/go-cmp/cmp"
)

func TestNotes(t *testing.T) {
	tests := []struct {
		name, data, encoding string
		want                 []model.Diagnostic
	}{
		{"nothing", "斤斤计较, 锟和拷", "", nil},
		{"ruined", "甲锟斤拷锟斤拷乙", "", []model.Diagnostic{
			{Code: "mojibake", Severity: "warning", Message: "锟斤拷 stands 2 times: the text was ruined before, ask for the original", Span: model.Span{Start: 1, End: 4}},
		}},
		{"lost", "甲\n乙\ufffd\ufffd", "", []model.Diagnostic{
			{Code: "replacement_character", Severity: "warning", Message: "2 characters were lost before (U+FFFD), ask for the original", Span: model.Span{Start: 3, End: 4}},
		}},
		{"private use", "\xbc\xd7\xaa\xa1\xaa\xa2", "gb18030", []model.Diagnostic{
			{Code: "private_use_character", Severity: "warning", Message: "2 characters of the private use area, which only some fonts have", Span: model.Span{Start: 1, End: 2}},
		}},
		{"patched", "\xa6\xd9\xfe\x59\xa8\xbc", "gb18030", nil},
		{"private use in Unicode", "甲\ue000", "", nil},
	}
	for _, tt := range tests {
		text, err := source.Decoder{Encoding: tt.encoding}.Decode("a", []byte(tt.data))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, text.Notes); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestTextSHA256(t *testing.T) {
	sum := sha256.Sum256([]byte(plan))
	want := hex.EncodeToString(sum[:])
	for name, data := range map[string][]byte{
		"utf-8": []byte(plan), "utf-8-bom": []byte("\xef\xbb\xbf" + plan), "gb18030": encode(t, gb18030, plan), "utf-16le": encode(t, utf16le, plan),
	} {
		text, err := source.Decode("a", data)
		if err != nil {
			t.Fatal(err)
		}
		if text.TextSHA256 != want {
			t.Errorf("%s: the hash of the text is another", name)
		}
		if same := text.SHA256 == text.TextSHA256; same != (name == "utf-8") {
			t.Errorf("%s: equal hashes: %v", name, same)
		}
	}
}

func TestCharset(t *testing.T) {
	const body = "<p>青石县粮食总产量稳定在十一万吨以上</p>"
	meta := func(charset string) string {
		return "<html><meta http-equiv=x content='text/html; charset=" + charset + "'>"
	}
	tests := []struct {
		name, data, encoding string
		notes                int
	}{
		{"declared", string(encode(t, gb18030, meta("gb2312")+body)), "gb18030", 0},
		{"declared, few characters", string(encode(t, gb18030, `<meta charset="GBK">`+"<p>旮旯")), "gb18030", 0},
		{"not declared", string(encode(t, gb18030, "<html>"+body)), "gb18030", 0},
		{"declared wrong", meta("gbk") + body, "utf-8", 1},
		{"declared wrong, the other way", string(encode(t, gb18030, meta("utf-8")+body)), "gb18030", 1},
		{"unknown", meta("x-own") + body, "utf-8", 0},
		{"marked", "\xef\xbb\xbf" + meta("gbk") + body, "utf-8-bom", 1},
		{"utf-16", string(encode(t, utf16le, "\ufeff"+meta("utf-16")+body)), "utf-16le", 0},
		{"big5", string(encode(t, big5, `<meta charset=big5><p>`+traditional)), "big5", 0},
	}
	for _, tt := range tests {
		text, err := source.Decode("a.html", []byte(tt.data))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if text.Encoding != tt.encoding || len(text.Notes) != tt.notes {
			t.Errorf("%s: %s, %v", tt.name, text.Encoding, text.Notes)
		}
	}
	text, err := source.Decoder{Encoding: "gbk"}.Decode("a.html", encode(t, gb18030, `<meta charset=utf-8>`+body))
	if err != nil || text.Encoding != "gb18030" {
		t.Errorf("Encoding is not obeyed: %v, %v", text, err)
	}
	if _, err := source.Decode("a.html", []byte("<p>完成\xff")); fmt.Sprint(err) != "a.html: not utf-8: invalid byte 0xff (byte 9)" {
		t.Errorf("bad byte: %v", err)
	}
}
