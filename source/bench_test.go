package source_test

import (
	"strings"
	"testing"

	"github.com/fenjie/fenjie/source"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// BenchmarkDecode reads 10 MB of each encoding.
func BenchmarkDecode(b *testing.B) {
	const size = 10 << 20
	for _, bb := range []struct {
		name, text string
		enc        encoding.Encoding
	}{
		{"utf-8", plan, unicode.UTF8},
		{"ascii", "3.2,11.5,GDP growth 5%\r\n", unicode.UTF8},
		{"gb18030", plan, gb18030},
		{"gb18030-four-bytes", "县镇村\U0002070e\U0002070f\n", gb18030},
		{"big5", traditional, big5},
		{"utf-16le", plan, utf16le},
	} {
		b.Run(bb.name, func(b *testing.B) {
			one := encode(b, bb.enc, bb.text)
			data := []byte(strings.Repeat(string(one), size/len(one)))
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for range b.N {
				if _, err := source.Decode("bench.txt", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
