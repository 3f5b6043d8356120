//go:build unix

package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/fenjie/fenjie/export"
)

// TestSignalComparison stops diff and track while they wait for a document, or
// read one: what the output held stays, and nothing else is left. The first input
// is a pipe, by which the test knows that they have begun.
func TestSignalComparison(t *testing.T) {
	large := plan(1, 12<<20) // is read for a second and more
	for _, c := range []struct{ args, first string }{
		{"diff pipe plan.txt", "柳塘县"},
		{"diff pipe plan.txt -o out.json --ignore-write known.txt", "柳塘县"},
		{"diff pipe - -o out.json", ""},
		{"diff pipe reports", ""},
		{"track pipe plan.txt -o out.json", "柳塘县"},
		{"track pipe reports -o out.json", ""},
	} {
		for signal, code := range signals {
			t.Run(c.args+" "+signal.String(), func(t *testing.T) { stopComparison(t, c.args, c.first, large, signal, code) })
		}
	}
}

// stopComparison has the pipe say first and no more; if that is "" it says all and
// ends.
func stopComparison(t *testing.T, args, first, large string, signal syscall.Signal, code int) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "plan.txt"), yearPlan("120"))
	put(t, filepath.Join(dir, "out.json"), "old")
	fifo := filepath.Join(dir, "pipe")
	for _, err := range []error{os.Mkdir(filepath.Join(dir, "reports"), 0o777), unix.Mkfifo(fifo, 0o666)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(dir, "reports", "large.txt"), large)
	b := begin(t, program(dir, strings.Fields(args)...), "", fifo, 1)
	w, err := os.OpenFile(fifo, os.O_WRONLY, 0) // when the other side reads it
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if first == "" {
		io.WriteString(w, yearPlan("150"))
		w.Close()
		time.Sleep(50 * time.Millisecond)
	} else {
		io.WriteString(w, first)
	}
	end := b.end(t, signal)
	want := "fenjie: interrupted\n"
	if strings.Contains(args, "-o") {
		want = "fenjie: out.json: interrupted, not written\n"
	}
	if end.code != code || end.stderr != want {
		t.Errorf("exit code %d, stderr %q", end.code, end.stderr)
	}
	left, err := os.ReadDir(dir)
	if text, e := os.ReadFile(filepath.Join(dir, "out.json")); err != nil || e != nil || string(text) != "old" || len(left) != 4 {
		t.Errorf("out.json holds %q; there are %v", text, left)
	}
}

// TestSignalWhileWriting has a signal come when half of the output is written.
func TestSignalWhileWriting(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out.json")
	put(t, out, "old")
	for signal, code := range signals {
		for _, late := range []bool{false, true} {
			ctx, cancel := context.WithCancelCause(t.Context())
			layout := export.Layout[string]{Write: func(w io.Writer, text string, _ export.DiffOptions) error {
				io.WriteString(w, text)
				cancel(stopSignal{signal})
				if late {
					return nil
				}
				_, err := io.WriteString(w, text)
				return err
			}}
			o := reportOptions{output: out}
			err := o.stopped(ctx, writeReport(ctx, &app{}, o, layout, "new"))
			e, ok := err.(*exitError)
			if !ok || e.code != code || err.Error() != out+": interrupted, not written" {
				t.Errorf("%v: %v", signal, err)
			}
			sameFiles(t, signal.String(), map[string]string{"/out.json": "old"}, files(t, dir))
		}
	}
}
