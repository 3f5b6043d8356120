//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fenjie/fenjie/internal/race"
)

// spokenPlans are n documents as a stream of them.
func spokenPlans(n, size int) string {
	var b strings.Builder
	for i := range n {
		text, _ := json.Marshal(plan(i, size))
		fmt.Fprintf(&b, `{"id":%d,"text":%s}`+"\n", i, text)
	}
	return b.String()
}

// begun is a run that never ends by itself: it waits for more on its standard
// input.
type begun struct {
	*exec.Cmd
	stdin  io.WriteCloser
	stderr *strings.Builder
	done   chan struct{}
}

// begin gives a run some documents and waits until the files that a pattern
// names are as many. What it writes to standard output goes on to out.
func begin(t *testing.T, cmd *exec.Cmd, lines, pattern string, count int) *begun {
	t.Helper()
	b := &begun{Cmd: cmd, stderr: &strings.Builder{}, done: make(chan struct{})}
	cmd.Stderr = b.stderr
	var err error
	if b.stdin, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		cmd.Wait()
		close(b.done)
	}()
	t.Cleanup(func() {
		cmd.Process.Kill()
		<-b.done
	})
	if _, err := io.WriteString(b.stdin, lines); err != nil {
		t.Fatal(err)
	}
	for range 10_000 {
		if found, _ := filepath.Glob(pattern); len(found) >= count {
			return b
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%s: nothing comes; stderr: %s", pattern, b.stderr)
	return b
}

// end waits for the end of the run, which must be soon.
func (b *begun) end(t *testing.T, signal os.Signal) ended {
	t.Helper()
	start := time.Now()
	if err := b.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	select {
	case <-b.done:
	case <-time.After(10 * time.Second):
		t.Fatalf("still there 10 s after %v", signal)
	}
	end := endOf(b.Cmd)
	if end.took, end.stderr = time.Since(start), b.stderr.String(); end.took > 2*time.Second {
		t.Errorf("%v: ends after %s", signal, end.took)
	}
	return end
}

var signals = map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129}

// TestSignalFolder stops runs into a folder in their middle: the manifest says
// so, and the run that goes on leaves what one run would have left.
func TestSignalFolder(t *testing.T) {
	dir := t.TempDir()
	lines := spokenPlans(40, 300)
	put(t, filepath.Join(dir, "all.ndjson"), lines)
	whole := program(dir, "extract", "--from", "ndjson", "-", "-o", "whole/")
	whole.Stdin = strings.NewReader(lines)
	if end := finish(t, whole); end.code != exitOK {
		t.Fatal(end.stderr)
	}
	for signal, code := range signals {
		if race.On && signal != syscall.SIGTERM {
			continue
		}
		out := fmt.Sprintf("out%d", signal)
		cmd := program(dir, "extract", "--from", "ndjson", "-", "-o", out+"/")
		b := begin(t, cmd, lines[:strings.Index(lines, `{"id":25,`)], filepath.Join(dir, out, "[0-9]*.json"), 20)
		end := b.end(t, signal)
		if end.code != code || !strings.Contains(end.stderr, "; --resume goes on from there\n") || strings.Count(end.stderr, "\n") != 1 {
			t.Errorf("%v: exit code %d, stderr %q", signal, end.code, end.stderr)
		}
		left := files(t, filepath.Join(dir, out))
		for name := range left {
			if strings.HasPrefix(name, "/.") {
				t.Errorf("%v: %s is left", signal, name)
			}
		}
		var manifest struct {
			Complete bool
			Totals   struct{ Done int }
		}
		if err := json.Unmarshal([]byte(left["/manifest.json"]), &manifest); err != nil || manifest.Complete || manifest.Totals.Done != len(left)-1 || manifest.Totals.Done < 20 {
			t.Errorf("%v: manifest %+v of %d files, %v", signal, manifest, len(left), err)
		}
		again := program(dir, "extract", "--from", "ndjson", "-", "-o", out+"/", "--resume")
		again.Stdin = strings.NewReader(lines)
		if end := finish(t, again); end.code != exitOK {
			t.Error(end.stderr)
		}
		sameFiles(t, signal.String(), files(t, filepath.Join(dir, "whole")), files(t, filepath.Join(dir, out)))
	}
}

// TestSignalFile stops runs into a file: it holds what it held.
func TestSignalFile(t *testing.T) {
	unraced(t)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "out.json"), "old")
	for signal, code := range signals {
		cmd := program(dir, "extract", "--from", "ndjson", "-", "-o", "out.json", "-q")
		end := begin(t, cmd, spokenPlans(30, 300), filepath.Join(dir, ".fenjie-*"), 1).end(t, signal)
		if end.code != code || end.stderr != "fenjie: out.json: interrupted, not written\n" {
			t.Errorf("%v: exit code %d, stderr %q", signal, end.code, end.stderr)
		}
		sameFiles(t, signal.String(), map[string]string{"/out.json": "old"}, files(t, dir))
	}
}

// TestSignalStdout stops runs to standard output: what came is whole lines.
func TestSignalStdout(t *testing.T) {
	for signal, code := range signals {
		if race.On && signal != syscall.SIGINT {
			continue
		}
		cmd := program(t.TempDir(), "extract", "--from", "ndjson", "-f", "ndjson", "-", "-q")
		out, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd.Stdout = in
		b := begin(t, cmd, spokenPlans(30, 300), ".", 1)
		in.Close()
		r := bufio.NewReader(out)
		first, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		rest := make(chan string)
		go func() {
			all, _ := io.ReadAll(r)
			rest <- string(all)
		}()
		end := b.end(t, signal)
		text := first + <-rest
		if end.code != code || !strings.HasPrefix(end.stderr, "fenjie: interrupted after ") || !strings.HasSuffix(text, "}\n") {
			t.Errorf("%v: exit code %d, stderr %q, stdout ends in %q", signal, end.code, end.stderr, text[max(0, len(text)-20):])
		}
		out.Close()
	}
}

// TestSecondSignal has a reader that takes nothing: the first interrupt waits for
// what is in hand, the second does not.
func TestSecondSignal(t *testing.T) {
	unraced(t)
	dir := t.TempDir()
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := program(dir, "extract", "--from", "ndjson", "-f", "ndjson", "-", "-q")
	cmd.Stdout = in
	b := begin(t, cmd, "", ".", 1)
	in.Close()
	go io.WriteString(b.stdin, spokenPlans(400, 2000)) // more than the pipe takes
	first := make([]byte, 1)
	if _, err := io.ReadFull(out, first); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	b.Process.Signal(os.Interrupt)
	select {
	case <-b.done:
		t.Errorf("ended with %d though nobody took the rest", endOf(b.Cmd).code)
	case <-time.After(200 * time.Millisecond):
	}
	if end := b.end(t, os.Interrupt); end.code != -int(syscall.SIGINT) {
		t.Errorf("after the second: %d, %q", end.code, end.stderr)
	}
}

// TestIgnoredSignals has a parent that wants no signal to be listened to, as
// nohup does, and a shell for what it runs in the background.
func TestIgnoredSignals(t *testing.T) {
	dir := t.TempDir()
	for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGINT} {
		cmd := exec.Command("sh", "-c", fmt.Sprintf(`trap "" %d; exec fenjie extract --from ndjson - -o out%d/ -q`, signal, signal))
		cmd.Dir, cmd.Env = dir, program("").Env
		out := fmt.Sprintf("out%d", signal)
		b := begin(t, cmd, spokenPlans(5, 300), filepath.Join(dir, out, "[0-9]*.json"), 3)
		b.Process.Signal(signal)
		time.Sleep(100 * time.Millisecond)
		b.stdin.Close()
		select {
		case <-b.done:
		case <-time.After(10 * time.Second):
			t.Fatal("does not end")
		}
		if end := endOf(cmd); end.code != exitOK || outputs(filepath.Join(dir, out)) != 0 || len(files(t, filepath.Join(dir, out))) != 6 {
			t.Errorf("%v that is ignored: exit code %d, %d files, stderr %q", signal, end.code, len(files(t, filepath.Join(dir, out))), b.stderr)
		}
	}
}

// TestBrokenPipe takes one line and goes away.
func TestBrokenPipe(t *testing.T) {
	unraced(t)
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 60, 3000)
	if err := os.Remove(filepath.Join(dir, "in", "photo.txt")); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"ndjson", "json", "csv"} {
		out, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd := program(dir, "extract", "in", "-f", format, "--manifest", "m.json")
		cmd.Stdout = in
		go func() {
			bufio.NewReader(out).ReadString('\n')
			out.Close()
		}()
		end := finish(t, cmd)
		in.Close()
		if end.stderr != "" || end.code != exitOK && end.code != -int(syscall.SIGPIPE) {
			t.Errorf("%s: exit code %d, stderr %q", format, end.code, end.stderr)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".fenjie*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
