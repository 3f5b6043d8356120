package source_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/fenjie/fenjie/source"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	plan = "青石县2031年农业农村工作要点\r\n\r\n" +
		"一、稳住粮食生产。全年粮食播种面积稳定在32万亩以上,总产量达到11.5万吨。\r\n" +
		"(一)新建高标准农田2.6万亩。(牵头单位:县农业农村局;责任单位:各乡镇人民政府)\r\n" +
		"(二)改造提升“白鹭湖”灌区渠道18公里,6月底前完工。\r\n"
	traditional = "青石縣農業發展實施方案\r\n" +
		"一、穩定糧食生產。全年種植面積達到32萬畝以上,總產量達到11.5萬噸。\r\n" +
		"(一)新建標準農田2.6萬畝,由縣農業局負責,各鄉鎮公所配合辦理。\r\n"
)

var (
	gb18030 = simplifiedchinese.GB18030
	big5    = traditionalchinese.Big5
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

func encode(t testing.TB, enc encoding.Encoding, s string) []byte {
	t.Helper()
	data, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecodeFindsEncoding(t *testing.T) {
	tests := []struct {
		name     string
		data     []byte
		text     string
		encoding string
	}{
		{"empty", nil, "", "utf-8"},
		{"ascii", []byte("GDP 5%\n"), "GDP 5%\n", "utf-8"},
		{"utf-8", []byte(plan), plan, "utf-8"},
		{"utf-8 with mark", []byte("\xef\xbb\xbf" + plan), plan, "utf-8-bom"},
		{"utf-8 mark alone", []byte("\xef\xbb\xbf"), "", "utf-8-bom"},
		{"only the first mark is dropped", []byte("\xef\xbb\xbf\xef\xbb\xbf甲"), "\ufeff甲", "utf-8-bom"},
		{"gb18030", encode(t, gb18030, plan), plan, "gb18030"},
		{"gb18030, traditional", encode(t, gb18030, traditional), traditional, "gb18030"},
		{"gb18030 with mark", encode(t, gb18030, "\ufeff"+plan), plan, "gb18030"},
		{"gb18030, four bytes", encode(t, gb18030, "县\U0002070e镇\u4dae村"), "县\U0002070e镇\u4dae村", "gb18030"},
		{"big5", encode(t, big5, traditional), traditional, "big5"},
		{"utf-16le", encode(t, utf16le, plan), plan, "utf-16le"},
		{"utf-16be", encode(t, utf16be, plan), plan, "utf-16be"},
		{"utf-16le, mostly ascii", encode(t, utf16le, "GDP: 5%\r\n"), "GDP: 5%\r\n", "utf-16le"},
		{"utf-16le with mark", encode(t, utf16le, "\ufeff"+plan), plan, "utf-16le"},
		{"utf-16be with mark", encode(t, utf16be, "\ufeff"+plan), plan, "utf-16be"},
		{"utf-16le, surrogates", encode(t, utf16le, "\ufeff\U0002070e县"), "\U0002070e县", "utf-16le"},
		{"utf-16le mark alone", []byte("\xff\xfe"), "", "utf-16le"},
		{"utf-8, U+FFFD is in the file", []byte("完成\ufffd万亩"), "完成\ufffd万亩", "utf-8"},
		{"gb18030, U+FFFD is in the file", append(encode(t, gb18030, plan), "\x84\x31\xa4\x37"...), plan + "\ufffd", "gb18030"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := source.Decode("plan.txt", tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if got.Encoding != tt.encoding {
				t.Errorf("Encoding = %q, want %q", got.Encoding, tt.encoding)
			}
			if string(got.Runes) != tt.text {
				t.Errorf("Runes = %q, want %q", string(got.Runes), tt.text)
			}
			if got.Path != "plan.txt" || got.Format != "txt" {
				t.Errorf("Path, Format = %q, %q, want plan.txt, txt", got.Path, got.Format)
			}
		})
	}
}

// Every part of a document, however short, is read as the whole is.
func TestDecodeFindsEncodingOfParts(t *testing.T) {
	encodings := map[string]encoding.Encoding{
		"utf-8": unicode.UTF8, "gb18030": gb18030, "big5": big5, "utf-16le": utf16le, "utf-16be": utf16be,
	}
	for name, enc := range encodings {
		text := []rune(plan)
		if name == "big5" {
			text = []rune(traditional)
		}
		for _, length := range []int{12, 20, 40, 80} {
			for start := 0; start+length <= len(text); start++ {
				part := string(text[start : start+length])
				got, err := source.Decode("part.txt", encode(t, enc, part))
				if err != nil {
					t.Errorf("%s of %q: %v", name, part, err)
				} else if got.Encoding != name || string(got.Runes) != part {
					t.Errorf("%s of %q: read as %s: %q", name, part, got.Encoding, string(got.Runes))
				}
			}
		}
	}
}

func TestDecodeErrors(t *testing.T) {
	gbk := encode(t, gb18030, plan)
	le := encode(t, utf16le, plan)
	const utf8Line = "全年粮食总产量达到11.5万吨。\n"
	tests := []struct {
		name   string
		data   []byte
		offset int
		reason string
	}{
		{"nul in utf-8", []byte(utf8Line + "\x00"), len(utf8Line), "not text: NUL byte"},
		{"nul after a mark", []byte("\xef\xbb\xbf甲\x00"), 6, "not text: NUL byte"},
		{"nul in gb18030", append(gbk[:len(gbk):len(gbk)], 0), len(gbk), "not text: NUL byte"},
		{"nul in utf-16", append(le[:len(le):len(le)], 0, 0), len(le), "not text: NUL character"},
		{"nul alone", []byte{0}, 0, "not text: NUL byte"},
		{"unknown binary", []byte("\x7fELF\x02\x01\x01\x00\x00"), 7, "not text: NUL byte"},

		{"utf-8, bad byte", []byte(utf8Line + "\xff" + utf8Line), len(utf8Line), "not utf-8: invalid byte 0xff"},
		{"utf-8, cut off", []byte(utf8Line + "\xe4\xba"), len(utf8Line), "not utf-8: the text ends inside a character"},
		{"utf-8, a byte lost", []byte(utf8Line + "\xe4\xba亩" + utf8Line), len(utf8Line), "not utf-8: invalid byte 0xe4"},
		{"utf-8, surrogate", []byte(utf8Line + "\xed\xa0\x80"), len(utf8Line), "not utf-8: invalid byte 0xed"},
		{"utf-8, some gb18030 inside", []byte(utf8Line + utf8Line + "\xcd\xea\xb3\xc9"), 2 * len(utf8Line), "not utf-8: invalid byte 0xcd"},
		{"utf-8 mark, bad byte", []byte("\xef\xbb\xbf甲\xff"), 6, "not utf-8: invalid byte 0xff"},

		{"gb18030, cut off", gbk[:indexOf(t, gbk, gb18030, "公里")+3], indexOf(t, gbk, gb18030, "公里") + 2, "not gb18030: the text ends inside a character"},
		{"gb18030, cut in four bytes", append(gbk[:len(gbk):len(gbk)], "\x81\x30\x81"...), len(gbk), "not gb18030: the text ends inside a character"},
		{"gb18030, bad byte", append(gbk[:len(gbk):len(gbk)], '\xff', '\n'), len(gbk), "not gb18030: invalid byte 0xff"},
		{"gb18030, bad byte inside", insert(gbk, 40, 0xff), 40, "not gb18030: invalid byte 0xff"},
		{"gb18030, unassigned pair", append(gbk[:len(gbk):len(gbk)], "\xa2\xab"...), len(gbk), "not gb18030: invalid byte 0xa2"},
		{"gb18030, unassigned four bytes", append(gbk[:len(gbk):len(gbk)], "\x84\x31\xa5\x30"...), len(gbk), "not gb18030: invalid byte 0x84"},

		{"utf-16le, odd length", append(le[:len(le):len(le)], '\n'), len(le), "not utf-16le: the text ends inside a character"},
		{"utf-16le, half a pair at the end", append(le[:len(le):len(le)], "\x41\xd8"...), len(le), "not utf-16le: the text ends inside a character"},
		{"utf-16be, half a pair inside", []byte("\xfe\xff\xd8\x41\x4e\x2d"), 2, "not utf-16be: invalid byte 0xd8"},

		{"latin-1", encode(t, charmap.ISO8859_1, "Le préfet a décidé."), 5, "not text in a known encoding: invalid byte 0xe9"},
		{"cyrillic", encode(t, charmap.Windows1251, "Правительство решило."), 0, "not text in a known encoding: invalid byte 0xcf"},
		{"korean", encode(t, korean.EUCKR, "정부는 올해 농업 생산량을 10만 톤까지 늘린다."), 0, "not text in a known encoding: invalid byte 0xc1"},
		{"japanese", encode(t, japanese.ShiftJIS, "政府は今年、道路を新しく建設する。"), 0, "not text in a known encoding: invalid byte 0x90"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, err := source.Decode("plan.txt", tt.data)
			var bad *source.Error
			if !errors.As(err, &bad) {
				t.Fatalf("Decode = %v, %v, want a *source.Error", text, err)
			}
			if bad.Path != "plan.txt" || bad.Offset != int64(tt.offset) || bad.Reason != tt.reason {
				t.Errorf("got %q at %d, want %q at %d", bad.Reason, bad.Offset, tt.reason, tt.offset)
			}
			if want := fmt.Sprintf("plan.txt: %s (byte %d)", tt.reason, tt.offset); err.Error() != want {
				t.Errorf("message %q, want %q", err, want)
			}
		})
	}
}

// indexOf is the byte offset of s in data.
func indexOf(t testing.TB, data []byte, enc encoding.Encoding, s string) int {
	t.Helper()
	i := strings.Index(string(data), string(encode(t, enc, s)))
	if i < 0 {
		t.Fatalf("no %s in the fixture", s)
	}
	return i
}

func insert(data []byte, at int, c byte) []byte {
	return append(append(data[:at:at], c), data[at:]...)
}

// A file that was cut anywhere is read as what is left of it, or its error
// points at the half character at its end: it is never misread.
func TestDecodeCutAnywhere(t *testing.T) {
	encodings := map[string]encoding.Encoding{
		"utf-8": unicode.UTF8, "gb18030": gb18030, "big5": big5, "utf-16le": utf16le, "utf-16be": utf16be,
	}
	for name, enc := range encodings {
		text := plan
		if name == "big5" {
			text = traditional
		}
		data := encode(t, enc, text)
		for end := 40; end <= len(data); end++ {
			got, err := source.Decode("cut.txt", data[:end])
			var bad *source.Error
			switch {
			case errors.As(err, &bad):
				if bad.Offset < int64(end-3) || bad.Reason != "not "+name+": the text ends inside a character" {
					t.Errorf("%s cut at %d: %v", name, end, err)
				}
			case got.Encoding != name || !strings.HasPrefix(text, string(got.Runes)):
				t.Errorf("%s cut at %d: read as %s", name, end, got.Encoding)
			}
		}
	}
}

func TestGB18030Of2022(t *testing.T) {
	pairs := "\xa6\xd9\xa6\xda\xa6\xdb\xa6\xdc\xa6\xdd\xa6\xde\xa6\xdf\xa6\xec\xa6\xed\xa6\xf3" +
		"\xa8\xbc\xfe\x59\xfe\x61\xfe\x66\xfe\x67\xfe\x6d\xfe\x7e\xfe\x90\xfe\xa0"
	want := "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19" +
		"\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
	checkGB18030(t, pairs, want)
}

// Characters of one's own keep their place in the private use area.
func TestGB18030UserAreas(t *testing.T) {
	checkGB18030(t, "\xaa\xa1\xaf\xfe\xf8\xa1\xfe\xfe\xa1\x40\xa1\x80\xa7\xa0", "\ue000\ue233\ue234\ue4c5\ue4c6\ue505\ue765")
}

func checkGB18030(t *testing.T, data, want string) {
	t.Helper()
	got, err := source.Decoder{Encoding: "gb18030"}.Decode("a.txt", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Runes) != want {
		t.Errorf("got %+q, want %+q", string(got.Runes), want)
	}
}

// What x/text reads, the tables read the same.
func TestPairsAgreeWithXText(t *testing.T) {
	for name, enc := range map[string]encoding.Encoding{"gb18030": gb18030, "big5": big5} {
		for lead := 0x80; lead <= 0xff; lead++ {
			for trail := 0x20; trail <= 0xff; trail++ {
				data := []byte{byte(lead), byte(trail), '\n'}
				want, _ := enc.NewDecoder().Bytes(data)
				got, err := source.Decoder{Encoding: name}.Decode("a.txt", data)
				switch bad := strings.ContainsRune(string(want), '\ufffd'); {
				case bad && err != nil:
				case err == nil && string(got.Runes) == string(want):
				case err == nil && bad && name == "gb18030": // newer than x/text; see the tests above
				case err != nil && name == "big5" && len([]rune(string(want))) == 3: // a letter and a mark
				default:
					t.Errorf("%s %x: got %v, %v, want %q", name, data[:2], got, err, want)
				}
			}
		}
	}
}

func TestDecoderEncoding(t *testing.T) {
	short := encode(t, gb18030, "旮旯")
	if _, err := source.Decode("a.txt", short); err == nil {
		t.Error("rare characters alone were taken for text in some encoding")
	}
	for _, name := range []string{"gb18030", "GBK", "gb2312"} {
		got, err := source.Decoder{Encoding: name}.Decode("a.txt", short)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got.Encoding != "gb18030" || string(got.Runes) != "旮旯" {
			t.Errorf("%s: got %q in %s", name, string(got.Runes), got.Encoding)
		}
	}
	for _, name := range []string{"UTF-8", "utf8", "utf-8-bom"} {
		if got, err := (source.Decoder{Encoding: name}).Decode("a.txt", []byte("\xef\xbb\xbf甲")); err != nil || got.Encoding != "utf-8-bom" {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
	_, err := source.Decoder{Encoding: "utf-8"}.Decode("a.txt", encode(t, gb18030, plan))
	if want := "a.txt: not utf-8: invalid byte 0xc7 (byte 0)"; fmt.Sprint(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestDecoderCheck(t *testing.T) {
	for _, name := range append(source.Encodings(), "", "GBK") {
		if err := (source.Decoder{Encoding: name}).Check(); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	want := `unknown encoding "latin-9"; known are utf-8, utf-8-bom, gb18030, big5, utf-16le, utf-16be`
	d := source.Decoder{Encoding: "latin-9"}
	if err := d.Check(); fmt.Sprint(err) != want {
		t.Errorf("Check = %v, want %s", err, want)
	}
	if _, err := d.Decode("a.txt", nil); fmt.Sprint(err) != "a.txt: "+want {
		t.Errorf("Decode: %v, want %s", err, "a.txt: "+want)
	}
}

func TestSHA256IsOfTheBytes(t *testing.T) {
	for data, want := range map[string]string{
		"":                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"\xef\xbb\xbfabc": "1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c",
	} {
		if got := mustDecode(t, data).SHA256; got != want {
			t.Errorf("SHA256 of %q = %s, want %s", data, got, want)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "要点.txt")
	if err := os.WriteFile(path, encode(t, gb18030, plan), 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if text.Path != path || text.Encoding != "gb18030" || string(text.Runes) != plan {
		t.Errorf("Open = %q in %s, %d characters", text.Path, text.Encoding, len(text.Runes))
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := source.Open(dir); fmt.Sprint(err) != dir+": is a directory; name the files in it" {
		t.Errorf("directory: %v", err)
	}
	missing := filepath.Join(dir, "missing.txt")
	_, err := source.Open(missing)
	if !errors.Is(err, fs.ErrNotExist) || strings.Count(err.Error(), missing) != 1 || !strings.HasPrefix(err.Error(), missing+": ") {
		t.Errorf("missing file: %v", err)
	}
	picture := filepath.Join(dir, "plan.jpg")
	if err := os.WriteFile(picture, []byte("\xff\xd8\xff\xe0"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := source.Open(picture); fmt.Sprint(err) != picture+": is a JPEG image, which fenjie does not read; convert it: tesseract "+picture+" text -l chi_sim" {
		t.Errorf("picture: %v", err)
	}
}

func TestOpenUnreadable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "locked.txt")
	if err := os.WriteFile(path, nil, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil {
		f.Close()
		t.Skip("this user may read every file")
	}
	if _, err := source.Open(path); !errors.Is(err, fs.ErrPermission) || strings.Count(err.Error(), path) != 1 {
		t.Errorf("unreadable file: %v", err)
	}
}

func TestRead(t *testing.T) {
	text, err := source.Read("-", iotest.OneByteReader(strings.NewReader(plan)))
	if err != nil {
		t.Fatal(err)
	}
	if text.Path != "-" || string(text.Runes) != plan {
		t.Errorf("Read = %q, %q", text.Path, string(text.Runes))
	}
	broken := iotest.ErrReader(&fs.PathError{Op: "read", Path: "/dev/stdin", Err: errors.New("the pipe broke")})
	if _, err := source.Read("-", broken); fmt.Sprint(err) != "-: the pipe broke" {
		t.Errorf("broken reader: %v", err)
	}
	if _, err := source.Read("-", strings.NewReader("甲\x00")); fmt.Sprint(err) != "-: not text: NUL byte (byte 3)" {
		t.Errorf("binary input: %v", err)
	}
}
