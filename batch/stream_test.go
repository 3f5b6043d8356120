package batch

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestReadStream(t *testing.T) {
	for lines, want := range map[string]string{
		"": "",
		"\ufeff" + `{"id":"7","text":"甲"}` + "\r\n" + `{"text":"乙","more":[1],"id":8.50}`: `"7"=7 甲; 8.50=8.50 乙; `,
		"\n":                     `null= s:1: the line is empty; an object such as {"id": "7", "text": "…"} is needed; `,
		"{}\n":                   `null= s:1: "id" is missing, or neither a string nor a number; `,
		`{"id":null,"text":"甲"}`: `null= s:1: "id" is missing, or neither a string nor a number; `,
		`{"id":"a"}` + "\n":      `"a"=a s:1: "text" is missing; `,
		`{"id":"a","text":5}`:    `"a"=a s:1: "text" is not a string; `,
		`{"id":"a","text":null}`: `"a"=a s:1: "text" is missing; `,
		`{"ID":"b","id":"a","text":"甲","TEXT":"乙"}`:                    `"a"=a 甲; `,
		`{"id":"a","text":"\ud840\udc0b \\ud800 \u7532","x":"\ud800"}`: `"a"=a 𠀋 \ud800 甲; `,
		`{"id":"a","text":"\ud800\u7532"}`:                             `"a"=a s:1: "text" has half of a surrogate pair, as in \ud800, which is no character; `,
		`{"id":"a","text":"甲\udc0b"}`:                                  `"a"=a s:1: "text" has half of a surrogate pair, as in \ud800, which is no character; `,
		`[1]` + "\n" + `{"id":1,"text":""}`:                            `null= s:1: not an object such as {"id": "7", "text": "…"}; 1=1 ; `,
		"{\"id\":\n":                                                   `null= s:1: not JSON: unexpected end of JSON input; `,
		"\xff\n":                                                       `null= s:1: the line is not in UTF-8; `,
		`{"id":"a","text":"` + strings.Repeat("柳", 50) + `"}`:          `"a"=a s:1: larger than 100 bytes, the limit of --max-text; `,
		strings.Repeat("x", 70<<10) + "\n" + `{"id":"b","text":"丙"}`:   `null= s:1: larger than 100 bytes, the limit of --max-text; "b"=b 丙; `,
	} {
		got := ""
		for in := range ReadStream("s", strings.NewReader(lines), 100) {
			got += fmt.Sprintf("%s=%s ", in.Key, in.ID)
			if in.Err != nil {
				got += in.Err.Error() + "; "
			} else {
				got += in.Text + "; "
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%.60q (-want +got):\n%s", lines, diff)
		}
	}
	broken := iotest.TimeoutReader(iotest.HalfReader(strings.NewReader(strings.Repeat(`{"id":"7","text":"甲"}`+"\n", 5000))))
	var last Input
	n := 0
	for last = range ReadStream("s", broken, 0) {
		n++
	}
	if !errors.Is(last.Err, iotest.ErrTimeout) || n > 5000 {
		t.Errorf("%d inputs, the last with %v", n, last.Err)
	}
}

func TestReadList(t *testing.T) {
	for _, c := range []struct {
		list string
		nul  bool
		want string
	}{
		{"", false, "[]"},
		{"\ufeffa.txt\r\n\n# no comment\nb c.txt", false, `["a.txt" "# no comment" "b c.txt"]`},
		{"a\nb\x00c\x00", true, `["a\nb" "c"]`},
		{"a\x00b", false, "list:1: holds a NUL byte; for lists of find -print0 there is --null"},
		{"a\n\xff\n", false, "list:2: the path is not in UTF-8"},
		{"a\n" + strings.Repeat("x", maxPath+1), false, "list:2: longer than any path"},
	} {
		paths, err := ReadList("list", strings.NewReader(c.list), c.nul)
		got := fmt.Sprintf("%q", paths)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%.40q: got %s, want %s", c.list, got, c.want)
		}
	}
}

// FuzzStream says that each line of a stream gives one input.
func FuzzStream(f *testing.F) {
	for _, seed := range []string{"", "\n", `{"id":"7","text":"甲"}`, "{}\n[]\n", `{"id":1e3,"text":"\ud800"}` + "\r\n", "\xff\n\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want := strings.Count(string(data), "\n")
		if len(data) > 0 && data[len(data)-1] != '\n' {
			want++
		}
		got := 0
		for in := range ReadStream("s", strings.NewReader(string(data)), 1<<10) {
			if got++; in.Line != got || in.Err == nil && (in.ID == "" && string(in.Key) != `""` || int64(len(in.Text)) > 1<<10) {
				t.Errorf("input %d is %+v", got, in)
			}
		}
		if got != want {
			t.Errorf("%d inputs of %d lines", got, want)
		}
	})
}
