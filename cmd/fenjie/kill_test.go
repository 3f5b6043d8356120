//go:build unix

package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fenjie/fenjie/internal/race"
)

// TestKilled kills runs at random moments and goes on each time: in the end the
// folder is that of a run which nobody disturbed, byte for byte.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	docs, kills, size := 150, 5, 500
	switch {
	case long:
		docs, kills, size = 2000, 20, 2000
	case race.On:
		docs, kills = 40, 2
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), docs, size)
	if end := finish(t, program(dir, "extract", "in", "-o", "whole/", "-q")); end.code != exitFailed {
		t.Fatalf("exit code %d: %s", end.code, end.stderr)
	}
	whole := files(t, filepath.Join(dir, "whole"))
	if len(whole) != docs+2 { // and the manifest
		t.Fatalf("%d files", len(whole))
	}
	killed := filepath.Join(dir, "killed")
	hits := 0
	for k := range kills {
		before := outputs(killed)
		until := before + random.IntN(max(1, docs-before)/(kills-k)+1)
		cmd := program(dir, "extract", "in", "-o", "killed/", "--resume", "-q")
		if k%2 == 0 {
			until = 0
		}
		if killAt(t, cmd, killed, until, time.Duration(random.IntN(120_000))*time.Microsecond) {
			hits++
		}
		t.Logf("kill %d: %d outputs before, %d after", k+1, before, outputs(killed))
		halfFiles(t, whole, files(t, killed))
	}
	if hits == 0 {
		t.Error("no run was killed before its end")
	}
	t.Logf("%d of %d runs were killed before their end", hits, kills)
	if end := finish(t, program(dir, "extract", "in", "-o", "killed/", "--resume", "-q")); end.code != exitFailed {
		t.Errorf("exit code %d: %s", end.code, end.stderr)
	}
	sameFiles(t, "killed and resumed", whole, files(t, killed))
}

// outputs is the number of whole outputs in a folder.
func outputs(folder string) int {
	names, _ := filepath.Glob(filepath.Join(folder, "plan*.json"))
	return len(names)
}

// killAt kills cmd when there are so many outputs, and some time after that. It
// says whether cmd still ran.
func killAt(t *testing.T, cmd *exec.Cmd, folder string, until int, after time.Duration) bool {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		cmd.Wait()
		close(done)
	}()
	running := func(d time.Duration) bool {
		select {
		case <-done:
			return false
		case <-time.After(d):
			return true
		}
	}
	for until > 0 && outputs(folder) < until && running(time.Millisecond) {
		after /= 2 // among the outputs a little later is enough
	}
	running(after)
	cmd.Process.Kill()
	<-done
	return !cmd.ProcessState.Exited()
}

// halfFiles says that what is there under the name of an output is whole.
func halfFiles(t *testing.T, whole, now map[string]string) {
	t.Helper()
	for name, text := range now {
		switch {
		case strings.HasPrefix(name, "/.fenjie-"), name == "/manifest.json" && strings.HasSuffix(text, "}\n"):
		case whole[name] != text:
			t.Errorf("%s: %d bytes of %d", name, len(text), len(whole[name]))
		}
	}
}

// TestKilledFile kills a run into one file: it holds what it held.
func TestKilledFile(t *testing.T) {
	unraced(t)
	if testing.Short() {
		t.Skip("kills processes")
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, "out.ndjson"), "old\n")
	cmd := program(dir, "extract", "--from", "ndjson", "-o", "out.ndjson", "--manifest", "m.json", "-q")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stdin.Write([]byte(spokenPlans(300, 300)))
	for range 2000 {
		if temp, _ := filepath.Glob(filepath.Join(dir, ".fenjie-*")); len(temp) > 0 {
			if info, err := os.Stat(temp[0]); err == nil && info.Size() > 0 {
				break
			}
		}
		time.Sleep(time.Millisecond)
	}
	cmd.Process.Kill()
	cmd.Wait()
	if text := files(t, dir)["/out.ndjson"]; text != "old\n" {
		t.Errorf("the output holds %.50q", text)
	}
}
