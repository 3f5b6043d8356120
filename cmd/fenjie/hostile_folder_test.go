//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// oddNames are names that a file may have.
var oddNames = []string{
	"a\nb.txt", "a\r\nfenjie: c.txt", "\t.txt", "-o.txt", "--output=x.txt", "-.txt", "'\".txt", "a b.txt", " a.txt", "a .txt", "$(id).txt", "`id`.txt", "*.txt", "[a].txt", "{a,b}.txt", "?.txt", "~a.txt", "#a.txt",
	"%00.txt", "%2e%2e%2fx.txt", "..\\x.txt", "C:\\x.txt", "\x1b[31m.txt", "\x1b]0;x\x07.txt", "\u009b.txt", "\x7f.txt", "\u202etxt.exe.txt", "\u2066x.txt", "\u200b.txt", "\ufeff.txt", "\u2028.txt", "é.txt", "e\u0301.txt", "Ａ.txt", "A.txt", "a.txt",
	"CON.txt", "nul.txt", "com1.txt", "LPT9.x.txt", "manifest.txt", "Manifest.TXT", "manifest-1-of-2.txt", "\xff\xfe.txt", "\xff\xfd.txt", "柳\xe6.txt", "柳塘.txt", "🌾.txt", "a.b.c.txt", "a..txt", "....txt.txt", "|.txt", "<>:.txt",
	strings.Repeat("x", 251) + ".txt", strings.Repeat("柳", 83) + ".txt", strings.Repeat("柳", 83) + "a.txt", "desktop.txt", "=1+1.txt", "::error::x.txt", "stdin.txt", "&lt;.txt",
}

// oddFolder has files of odd names and things that are no files.
func oddFolder(t *testing.T) (names []string, passed int) {
	t.Helper()
	t.Chdir(t.TempDir())
	deep := "in/" + strings.Repeat("d/", 60)
	if err := os.MkdirAll(deep, 0o777); err != nil {
		t.Fatal(err)
	}
	put(t, deep+"deep.txt", plan(0, 100))
	names = append(names, deep+"deep.txt")
	for i, name := range oddNames {
		if err := os.WriteFile("in/"+name, []byte(plan(i, 100)), 0o666); err != nil {
			t.Logf("%q: %v", name, err)
			continue
		}
		if !strings.HasPrefix(name, ".") { // those are hidden
			names = append(names, "in/"+name)
		}
	}
	put(t, "secret.txt", "秘密\n")
	socket, err := net.Listen("unix", "in/socket.txt")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	for _, err := range []error{
		os.Mkdir("in/folder.txt", 0o777), os.Symlink(".", "in/loop"), os.Symlink("loop2.txt", "in/loop2.txt"), os.Symlink("nowhere", "in/dangling.txt"), os.Symlink("../secret.txt", "in/out.txt"),
		os.Symlink("/dev/zero", "in/zero.txt"), unix.Mkfifo("in/fifo.txt", 0o666),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	passed = 7
	if err := unix.Mknod("in/null.txt", unix.S_IFCHR|0o666, int(unix.Mkdev(1, 3))); err == nil {
		passed++
	}
	return names, passed
}

// TestOddFolder reads a folder that holds what folders should not: each file
// once, nothing outside, and names that harm nobody.
func TestOddFolder(t *testing.T) {
	names, passed := oddFolder(t)
	end := finish(t, program(".", "extract", "in", "-o", "out/", "-j", "3"))
	harmless(t, "a folder", end.stderr)
	if want := fmt.Sprintf("fenjie: passed over in folders, as no documents by their endings: links 5, special files %d, hidden 2\n", passed-5); end.code != exitOK || !strings.Contains(end.stderr, want) {
		t.Errorf("exit code %d, stderr %s", end.code, end.stderr)
	}
	var manifest struct {
		Totals    struct{ Documents, Done int }
		Documents []struct{ Output string }
	}
	out := files(t, "out")
	if err := json.Unmarshal([]byte(out["/manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Totals.Done != len(names) || manifest.Totals.Documents != len(names) || len(out) != len(names)+1 {
		t.Errorf("%+v, %d outputs, want %d", manifest.Totals, len(out)-1, len(names))
	}
	for _, e := range manifest.Documents {
		if out["/"+e.Output] == "" || strings.Contains(out["/"+e.Output], "秘密") {
			t.Errorf("%q is no output", e.Output)
		}
	}
	if left, _ := os.ReadDir("."); len(left) != 3 {
		t.Errorf("something is outside: %v", left)
	}
	again := finish(t, program(".", "extract", "in", "-o", "out/", "-q", "--resume"))
	if again.code != exitOK || again.stderr != "" {
		t.Errorf("again: exit code %d, %s", again.code, again.stderr)
	}
	sameFiles(t, "again", out, files(t, "out"))

	// The same names, from a list.
	cmd := program(".", "extract", "--files-from", "-", "--null", "-f", "ndjson", "-q")
	cmd.Stdin = strings.NewReader(strings.Join(names, "\x00") + "\x00")
	list := finish(t, cmd)
	harmless(t, "a list", list.stderr)
	if got := strings.Count(list.stdout, "\n"); list.code == exitOK && got != len(names) {
		t.Errorf("of a list: %d documents, want %d; exit code %d, %s", got, len(names), list.code, list.stderr)
	}
}

// TestNamedAlone names odd files by themselves.
func TestNamedAlone(t *testing.T) {
	names, _ := oddFolder(t)
	for _, name := range names {
		if end := inProcess("extract", "-f", "json", "--", name); end.code != exitOK || end.stderr != "" {
			t.Errorf("%q: exit code %d, %s", name, end.code, end.stderr)
		}
		missing := strings.TrimSuffix(name, ".txt") + ".missing"
		end := inProcess("extract", "-f", "json", "--", missing)
		harmless(t, missing, end.stderr)
		if end.code != exitUsage || strings.Count(end.stderr, "\n") != 1 {
			t.Errorf("%q: exit code %d, %q", missing, end.code, end.stderr)
		}
	}
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"in/fifo.txt --timeout 50ms", exitUsage, "in/fifo.txt: not done within 50ms, the limit of --timeout\n"},
		{"in/zero.txt --max-size 1000", exitUsage, "in/zero.txt: larger than 1000 bytes, the limit of --max-size\n"},
		{"in/socket.txt", exitUsage, "in/socket.txt: "},
		{"in/dangling.txt", exitUsage, "in/dangling.txt: no such file or directory\n"},
		{"in/loop2.txt", exitUsage, "in/loop2.txt: too many levels of symbolic links\n"},
		{"in/folder.txt", exitUsage, "in/folder.txt: holds no document; "},
		{"in/out.txt", exitOK, ""},
		{"in/loop/loop/a.txt", exitOK, ""},
		{"/dev/null", exitOK, ""},
		{"secret.txt -f text -o secret.txt", exitUsage, "secret.txt: is an input too; the output would replace it\n"},
		{"secret.txt in/out.txt -f csv -o in/out.txt", exitUsage, "--format csv and --output in/out.txt contradict each other"},
		{"secret.txt -f text -o in/out.txt", exitUsage, "in/out.txt: is an input too; the output would replace it\n"},
		{"secret.txt --manifest secret.txt", exitUsage, "secret.txt: is an input too; the output would replace it\n"},
		{"secret.txt --manifest in/out.txt", exitUsage, "in/out.txt: is an input too; the output would replace it\n"},
		{"secret.txt --manifest x.json -o ./x.json", exitUsage, "--manifest and --output name one file\n"},
		{"secret.txt -f text -o ./", exitUsage, "secret.txt: lies in the folder of the outputs, where it could be replaced by one; choose another folder\n"},
		{"in/a.txt secret.txt -f text -o in", exitUsage, "in/a.txt: lies in the folder of the outputs, where it could be replaced by one; choose another folder\n"},
	} {
		end := inProcess(append([]string{"extract"}, strings.Fields(c.args)...)...)
		if end.code != c.code || c.want == "" && end.stderr != "" || !strings.HasPrefix(strings.TrimPrefix(end.stderr, "fenjie: "), c.want) {
			t.Errorf("%s: exit code %d, %q", c.args, end.code, end.stderr)
		}
	}
	if text, err := os.ReadFile("secret.txt"); string(text) != "秘密\n" {
		t.Errorf("the input is now %.100q, %v", text, err)
	}
}

// TestChangedBeforeRead changes files after they were found: the first input is a
// pipe that says nothing until that is done.
func TestChangedBeforeRead(t *testing.T) {
	t.Chdir(t.TempDir())
	plans(t, "in", 8, 300)
	if err := unix.Mkfifo("first.txt", 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := program(".", "extract", "first.txt", "in", "-j", "1", "-f", "csv", "-t", "documents", "--manifest", "m.json")
	done := make(chan ended)
	go func() { done <- finish(t, cmd) }()
	first, err := os.OpenFile("first.txt", os.O_WRONLY, 0) // when the other side reads it
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(20 * time.Millisecond)
	for _, err := range []error{
		os.Remove("in/plan00002.txt"),
		os.WriteFile("in/plan00003.txt", []byte(plan(3, 300)+"新增一句。\n"), 0o666),
		os.Truncate("in/plan00004.txt", 0),
		os.Remove("in/plan00005.txt"), os.Mkdir("in/plan00005.txt", 0o777),
		os.Remove("in/plan00006.txt"), os.Symlink("plan00006.txt", "in/plan00006.txt"),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	first.WriteString(plan(1, 300))
	first.Close()
	end := <-done
	for _, want := range []string{"in/plan00002.txt: no such file or directory", "in/plan00005.txt: is a directory; name the files in it", "in/plan00006.txt: too many levels of symbolic links", "in/photo.txt: ", "4 of 11 inputs failed"} {
		if !strings.Contains(end.stderr, "fenjie: "+want) {
			t.Errorf("stderr does not say: %s", want)
		}
	}
	if end.code != exitFailed || strings.Count(end.stderr, "\n") != 5 || strings.Count(end.stdout, "\n") != 8 {
		t.Errorf("exit code %d, stderr %q, stdout %q", end.code, end.stderr, end.stdout)
	}
}

// TestHostileLines answers each line of a stream, of whatever sort, with one.
func TestHostileLines(t *testing.T) {
	t.Chdir(t.TempDir())
	deep := strings.Repeat("[", many(100_000))
	lines := []string{
		"", " ", "null", "true", "1", `"x"`, "[]", "{}", "{", "}", `{"id":}`, `{"id":1}`, `{"id":true,"text":""}`, `{"id":{},"text":""}`, `{"id":[1],"text":""}`, `{"id":"","text":""}`, `{"id":1e300,"text":""}`, `{"id":-0,"text":""}`,
		`{"id":01,"text":""}`, `{"id":NaN,"text":""}`, `{"id":"a","text":1}`, `{"id":"a","text":null}`, `{"id":"a","text":["x"]}`, `{"id":"a","text":"\u0000"}`, `{"id":"a","text":"\ud800"}`, `{"id":"\ud800","text":"x"}`, `{"id":"a","text":"` + "\x01" + `"}`,
		`{"id":"a","text":"` + "\xff" + `"}`, `{'id':'a','text':'x'}`, `{"id":"a","text":"x",}`, `{"id":"a","text":"x"} x`, `{"id":"a","text":"x"}{"id":"b","text":"y"}`, `{"id":"a","id":"b","text":"x"}`, `{"ID":"a","TEXT":"x"}`, deep, `{"id":"a","text":"x","more":` + deep + `}`,
		`{"id":"../../x","text":"` + "柳塘" + `"}`, `{"id":"a/b","text":"x"}`, `{"id":"\n\u001b[31m\u202e","text":"x"}`, `{"id":"` + strings.Repeat("x", many(60_000)) + `","text":"x"}`, "\ufeff" + `{"id":"a","text":"x"}`, "\x00", "\x1b[2J", `{"id":"=1+1","text":"=1+1"}`,
		`{"id":"a","text":"` + strings.Repeat("柳", 5000) + `"}`, strings.Repeat("x", 90<<10), `{"id":12345678901234567890.10,"text":"x"}`, `{"id":"last","text":"x"}`,
	}
	put(t, "in.ndjson", strings.Join(lines, "\n"))
	end := inProcess("extract", "--from", "ndjson", "-f", "ndjson", "in.ndjson", "--max-text", "9000", "-q")
	answers := strings.Split(strings.TrimSuffix(end.stdout, "\n"), "\n")
	if len(answers) != len(lines) || end.code != exitFailed {
		t.Fatalf("%d answers to %d lines, exit code %d, %s", len(answers), len(lines), end.code, end.stderr)
	}
	harmless(t, "a stream", end.stderr)
	schema := compile(t, output(t, "schema"))
	failed := 0
	for i, line := range answers {
		validate(t, fmt.Sprintf("line %d", i+1), schema, line, 1)
		if strings.Contains(line, `"error":{`) {
			if failed++; !strings.Contains(line, fmt.Sprintf(`"line":%d}`, i+1)) {
				t.Errorf("line %d is answered with %s", i+1, line)
			}
		}
	}
	if failed != strings.Count(end.stderr, "\n") || failed < 25 || !strings.HasPrefix(answers[len(answers)-1], `{"id":"last",`) || !strings.HasPrefix(answers[len(answers)-2], `{"id":12345678901234567890.10,`) {
		t.Errorf("%d failed; stderr %s", failed, end.stderr)
	}
	folder := finish(t, program(".", "extract", "--from", "ndjson", "in.ndjson", "--max-text", "9000", "-q", "-o", "out/"))
	if left, _ := os.ReadDir("."); len(left) != 2 || folder.stderr != end.stderr {
		t.Errorf("left %v, stderr %s", left, folder.stderr)
	}
	if names, _ := filepath.Glob("out/*.json"); len(names) != len(lines)-failed+1 {
		t.Errorf("%d outputs of %d documents", len(names)-1, len(lines)-failed)
	}
}
