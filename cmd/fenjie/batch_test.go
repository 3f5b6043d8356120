//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/race"
)

// extracted is what extract writes to standard output, in this process.
func extracted(t testing.TB, want int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"extract", "-q"}, args...), strings.NewReader(""), &stdout, &stderr); code != want {
		t.Fatalf("extract %q: exit code %d, want %d: %s", args, code, want, stderr.String())
	}
	return stdout.String()
}

// everyFormat are the flags for all that extract can write of many documents.
func everyFormat() [][]string {
	var all [][]string
	for _, f := range export.Formats {
		switch {
		case f.Single:
		case slices.Contains(f.Takes, "table"):
			for _, table := range export.Tables {
				all = append(all, []string{"-f", f.Name, "-t", table.Name})
			}
			fallthrough
		default:
			all = append(all, []string{"-f", f.Name})
		}
	}
	return all
}

// TestSameBytes wants the same bytes from any number of jobs, and whatever the
// machine is like.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 12, 1000)
	put(t, filepath.Join(dir, "in", "plan00003.txt"), "")
	t.Chdir(dir)
	want := map[string]string{}
	formats := everyFormat()
	for i, flags := range formats {
		if race.On && i%5 != 0 {
			continue
		}
		what := strings.Join(flags, " ")
		want[what] = extracted(t, exitFailed, append(flags, "in", "-j", "1")...)
		for _, jobs := range []string{"2", "7", "64", fmt.Sprint(math.MaxInt)} {
			if got := extracted(t, exitFailed, append(flags, "in", "-j", jobs)...); got != want[what] {
				t.Errorf("%s, %s jobs: not the bytes of one job", what, jobs)
			}
		}
	}

	// The same files, made in another order.
	other := t.TempDir()
	in := files(t, filepath.Join(dir, "in"))
	if err := os.MkdirAll(filepath.Join(other, "in", "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(in))) {
		put(t, filepath.Join(other, "in", name), in[name])
	}
	for i, machine := range []string{"GOMAXPROCS=1", "GOGC=1", "TZ=Asia/Shanghai", "TZ=America/St_Johns", "LANG=zh_CN.UTF-8", "LC_ALL=C", "LC_ALL=tr_TR.UTF-8", "HOME=", "GOMAXPROCS=9"} {
		for k, flags := range formats {
			if !long && k != i%len(formats) || race.On {
				continue
			}
			cmd := program(other, append([]string{"extract", "in", "-q"}, flags...)...)
			cmd.Env = append(cmd.Env, machine)
			if machine == "HOME=" {
				cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
			}
			if end := finish(t, cmd); end.stdout != want[strings.Join(flags, " ")] {
				t.Errorf("%s, %s: other bytes; exit code %d, stderr %q", machine, flags, end.code, end.stderr)
			}
		}
	}
}

// TestParts wants that parts of a list are together the whole list.
func TestParts(t *testing.T) {
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 25, 300)
	t.Chdir(dir)
	whole := slices.Sorted(strings.Lines(extracted(t, exitFailed, "in", "-f", "ndjson")))
	extracted(t, exitFailed, "in", "-o", "whole/")
	for _, n := range []int{1, 2, 7} {
		var all []string
		out := fmt.Sprintf("parts%d/", n)
		for i := range n {
			shard := fmt.Sprintf("%d/%d", i+1, n)
			want := exitOK
			before := len(all)
			for _, into := range [][]string{{"-f", "ndjson"}, {"-o", out}} {
				var stdout, stderr bytes.Buffer
				code := run(append([]string{"extract", "-q", "in", "--shard", shard}, into...), strings.NewReader(""), &stdout, &stderr)
				if strings.Contains(stderr.String(), "photo.txt") {
					want = exitFailed
				}
				if code != want {
					t.Errorf("shard %s: exit code %d, want %d: %s", shard, code, want, stderr.String())
				}
				all = slices.AppendSeq(all, strings.Lines(stdout.String()))
			}
			if n == 7 && len(all) == before {
				t.Logf("shard %s is empty", shard)
			}
		}
		if slices.Sort(all); !slices.Equal(all, whole) {
			t.Errorf("%d parts have %d documents, the whole has %d, or others", n, len(all), len(whole))
		}
		want, got := files(t, filepath.Join(dir, "whole")), files(t, filepath.Join(dir, out))
		for _, all := range []map[string]string{want, got} {
			maps.DeleteFunc(all, func(name, _ string) bool { return strings.HasPrefix(name, "/manifest") })
		}
		sameFiles(t, out, want, got)
	}
}

// TestMemory reads ten thousand documents: it takes no more memory than a
// thousand do.
func TestMemory(t *testing.T) {
	if !long || race.On {
		t.Skip("takes a minute, without the race detector")
	}
	if runtime.GOOS != "linux" {
		t.Skip("memory is counted in other units")
	}
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "few"), 1000, 20_000)
	plans(t, filepath.Join(dir, "many"), 10_000, 20_000)
	for name, n := range map[string]int{"few": 1000, "many": 10_000} {
		put(t, filepath.Join(dir, name+".ndjson"), spokenPlans(n, 20_000))
	}
	for _, args := range [][]string{
		{"INPUT", "-f", "ndjson"}, {"INPUT", "-f", "json"}, {"INPUT", "-f", "csv"}, {"INPUT", "-o", "INPUT.out/"}, {"INPUT", "-o", "INPUT.json"},
		{"--from", "ndjson", "-f", "ndjson"}, {"--from", "ndjson", "-o", "INPUT.spoken/"},
	} {
		var peaks []int64
		for _, name := range []string{"few", "many"} {
			cmd := program(dir, "extract", "-q")
			for _, arg := range args {
				cmd.Args = append(cmd.Args, strings.ReplaceAll(arg, "INPUT", name))
			}
			if args[0] == "--from" {
				stdin, err := os.Open(filepath.Join(dir, name+".ndjson"))
				if err != nil {
					t.Fatal(err)
				}
				defer stdin.Close()
				cmd.Stdin = stdin
			}
			stdout, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer stdout.Close()
			cmd.Stdout = stdout
			forget()
			end := finish(t, cmd)
			if end.code != exitFailed && end.code != exitOK {
				t.Errorf("%q: exit code %d: %.200s", cmd.Args, end.code, end.stderr)
			}
			t.Logf("%q: %d MB at most, %s, %s of the processors", cmd.Args[2:], end.memory>>10, end.took, end.worked)
			peaks = append(peaks, end.memory>>10)
		}
		if peaks[1] > 150 || peaks[1] > peaks[0]+30 {
			t.Errorf("%q: %d MB for 1,000 documents, %d MB for 10,000", args, peaks[0], peaks[1])
		}
	}
}

// TestNothingRunsOn ends runs in every way and looks for what they left behind.
func TestNothingRunsOn(t *testing.T) {
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 6, 300)
	t.Chdir(dir)
	extracted(t, exitFailed, "in") // so that what is made once is made
	before := runtime.NumGoroutine()
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range []string{
		"in", "in -q", "in -o out/", "in -o out/ --resume -j 9", "in -o all.json", "in --fail-fast -j 2", "in --timeout 1ns", "in --require targets -f github", "--from ndjson in/plan00001.txt", "missing", "in -o in/plan00001.txt/x/", "- --timeout 20ms",
	} {
		for _, ctx := range []context.Context{context.Background(), ended} {
			stdin, never := io.Pipe()
			runContext(ctx, append([]string{"extract"}, strings.Fields(args)...), stdin, io.Discard, io.Discard)
			never.Close() // a reader that waits cannot be stopped otherwise
			for range 200 {
				if runtime.NumGoroutine() <= before {
					break
				}
				time.Sleep(5 * time.Millisecond)
			}
			if now := runtime.NumGoroutine(); now > before {
				t.Fatalf("extract %s: %d goroutines, %d before", args, now, before)
			}
		}
	}
}
