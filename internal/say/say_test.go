package say

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// silent is a wrapper that says nothing of its own.
type silent struct{ err error }

func (s silent) Error() string { return s.err.Error() }
func (s silent) Unwrap() error { return s.err }

// parted gives its parts.
type parted struct{ path, reason string }

func (p parted) Error() string { return p.Say().Error() }
func (p parted) Say() error    { return Errorf("%s: %s", p.path, Phrase(p.reason)) }

func TestIn(t *testing.T) {
	missing := &fs.PathError{Op: "open", Path: "a.txt", Err: syscall.ENOENT}
	for _, c := range []struct {
		err    error
		en, zh string
	}{
		{Errorf("one value is needed"), "one value is needed", "只能有一个值"},
		{Errorf("%s: %w", "a.txt", syscall.ENOENT), "a.txt: no such file or directory", "a.txt: 没有这个文件或目录"},
		// A name is no message, whatever it is.
		{Errorf("%s: %w", "is a directory", Errorf("is a directory")), "is a directory: is a directory", "is a directory: 是目录"},
		{Errorf("unknown command %q for %q; %s", "x", "fenjie", Hintf("did you mean %q?", "y")), `unknown command "x" for "fenjie"; did you mean "y"?`, `"fenjie" 没有子命令 "x"；是不是想写 "y"？`},
		{Errorf("%s: %d of %v", "a", 3, 0.5), "a: 3 of 0.5", "a: 3 of 0.5"},
		{silent{Errorf("one value is needed")}, "one value is needed", "只能有一个值"},
		{silent{silent{syscall.EACCES}}, "permission denied", "权限不够"},
		{parted{"a: b", string(Sprintf("not text: %s", "a PNG image"))}, "a: b: not text: a PNG image", "a: b: 不是文本：PNG 图片"},
		{errors.Join(Errorf("one value is needed"), syscall.EISDIR), "one value is needed\nis a directory", "只能有一个值\n是目录"},
		// What fmt and other packages made is found by its text.
		{fmt.Errorf("a.txt: %w", Errorf("larger than %d bytes", 10)), "a.txt: larger than 10 bytes", "a.txt: 超过 10 字节"},
		{fmt.Errorf("x: y: %w", syscall.ENOSPC), "x: y: no space left on device", "x: y: 磁盘空间不足"},
		{errors.New(`unknown flag: --x`), "unknown flag: --x", "未知的选项：--x"},
		{errors.New(`invalid argument "a\"b" for "-f, --f" flag: unknown value "a\"b"; known are c, d`), `invalid argument "a\"b" for "-f, --f" flag: unknown value "a\"b"; known are c, d`, `选项 "-f, --f" 的参数 "a\"b" 无效：未知的值 "a\"b"；可用的有 c, d`},
		{missing, missing.Error(), "a.txt: 没有这个文件或目录"},
		{os.ErrNotExist, "file does not exist", "没有这个文件或目录"},
		{context.Canceled, "context canceled", "已中断"},
		{errors.New("what nobody knows"), "what nobody knows", "what nobody knows"},
	} {
		if got := In(English, c.err); got != c.en {
			t.Errorf("English: %q, want %q", got, c.en)
		}
		if got := In(Chinese, c.err); got != c.zh {
			t.Errorf("Chinese: %q, want %q", got, c.zh)
		}
	}
}

func TestMessageWraps(t *testing.T) {
	err := Errorf("%s: %w", "a.txt", &fs.PathError{Op: "open", Path: "a.txt", Err: syscall.ENOENT})
	if !errors.Is(err, fs.ErrNotExist) || !IsSystem(err) || IsSystem(Errorf("no")) {
		t.Errorf("%v: %v %v", err, errors.Is(err, fs.ErrNotExist), IsSystem(err))
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct {
		err  error
		hint Hint
		file string
		line int
		code string
	}{
		{Errorf("one value is needed"), "", "", 0, ""},
		{Errorf("%s: %w", "a.txt", syscall.ENOENT), "", "a.txt", 0, ""},
		{Errorf("%s:%d: unknown key %q; %s", "a.yaml", 3, "x", Hintf("did you mean %q?", "y")), `did you mean "y"?`, "a.yaml", 3, ""},
		{silent{Errorf("%w; %s", Errorf("%s: %w", "a.txt", errors.New("no")), Hintf("try"))}, "try", "a.txt", 0, ""},
		{Errorf("%s: %w", Phrase("FENJIE_X"), errors.New("no")), "", "", 0, ""},
		{parted{"a.yaml", `unknown key "x"; did you mean "y"?`}, `did you mean "y"?`, "a.yaml", 0, ""},
		{Errorf("%s: is a directory; name the files in it", "a"), "", "a", 0, "unreadable"},
		{silent{Errorf("%s: interrupted, not written", "a")}, "", "a", 0, "interrupted"},
		{fmt.Errorf("%s: internal error, please report it: %v", "a", "b"), "", "", 0, "internal"},
		{errors.Join(errors.New("no"), Errorf("%s:%d: x", "a", 1)), "", "a", 1, ""},
	} {
		if got := HintOf(c.err); got != c.hint {
			t.Errorf("%v: hint %q, want %q", c.err, got, c.hint)
		}
		if file, line := FileOf(c.err); file != c.file || line != c.line {
			t.Errorf("%v: file %q, line %d", c.err, file, line)
		}
		if got := CodeOf(c.err); got != c.code {
			t.Errorf("%v: code %q, want %q", c.err, got, c.code)
		}
	}
}

func TestHelp(t *testing.T) {
	for text, want := range map[string]string{
		"Flags:":                       "选项：",
		"help for tea":                 "tea 的帮助",
		"Tables:\n  x  unheard of (y)": "表：\n  x  unheard of (y)",
		"Formats:\n  json  one object that holds every document (.json)\n\nunheard of\n": "格式：\n  json  一个对象，包含全部文件 (.json)\n\nunheard of\n",
	} {
		if got := Help(Chinese, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got := Help(English, text); got != text {
			t.Errorf("%q: %q in English", text, got)
		}
	}
	missing, unused := HelpGaps([]string{"Flags:", "Tables:\n  x  unheard of (y)", "new\nprose"})
	if len(missing) != 2 || missing[0] != "new\nprose" || missing[1] != "unheard of" {
		t.Errorf("missing: %q", missing)
	}
	if len(unused) < 10 {
		t.Errorf("unused: %q", unused)
	}
}
