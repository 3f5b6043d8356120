package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/export"
)

var testEngine = Engine{Generator: "fenjie test", Lexicon: "1", Settings: []string{"format=ndjson"}}

// contents are the files of a folder, hidden ones too.
func contents(t testing.TB, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

// stream are n documents as a stream of them; the third is no object, and each
// fifth has the id of the first.
func stream(n int) string {
	var b strings.Builder
	for i := range n {
		if i == 2 {
			b.WriteString("[]\n")
			continue
		}
		id := i
		if i%5 == 4 {
			id = 0
		}
		fmt.Fprintf(&b, `{"id":"%d","text":"柳塘县2031年工作要点\n一、新建苗圃%d亩。\n"}`+"\n", id, 100+i)
	}
	return b.String()
}

// runInto does all documents of lines into folder, and stops after some: -1 is
// at the end.
func runInto(t testing.TB, folder, lines string, after int, close bool) *Folder {
	t.Helper()
	f, err := OpenFolder(folder, testEngine, true)
	if err != nil {
		t.Fatal(err)
	}
	format, _ := export.FormatNamed("ndjson")
	w := &Worker{Format: format, Folder: f}
	names := NewNamer(".ndjson")
	for in := range ReadStream("s", strings.NewReader(lines), 0) {
		if after == 0 {
			break
		}
		after--
		name, _ := names.Name(in.ID)
		if err := f.Add(w.Do(context.Background(), Job{in, name}).Entry); err != nil {
			t.Fatal(err)
		}
	}
	if close {
		if err := f.Close(after != 0); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// FuzzResume kills a run at any of its documents and cuts its journal at any
// byte: the run that goes on from there leaves the same folder as one that was
// let alone.
func FuzzResume(f *testing.F) {
	f.Add(uint8(5), uint8(3), uint16(100), []byte("left"))
	f.Add(uint8(4), uint8(4), uint16(0), []byte{})
	f.Add(uint8(1), uint8(0), uint16(9), []byte("{\"id\":\"0\"}\n"))
	f.Add(uint8(9), uint8(9), uint16(65535), []byte("\n\n"))
	f.Fuzz(func(t *testing.T, n, after uint8, cut uint16, half []byte) {
		folder := t.TempDir()
		lines, done := stream(int(n%12)), int(after%13)
		runInto(t, folder+"/whole", lines, -1, true)
		killed := runInto(t, folder+"/cut", lines, done, false)
		killed.release() // as the system does for a killed process
		journal := filepath.Join(folder, "cut", killed.journalName())
		data, err := os.ReadFile(journal)
		if err != nil {
			t.Fatal(err)
		}
		data = append(data[:min(int(cut), len(data))], half...)
		if err := errors.Join(os.WriteFile(journal, data, 0o666), os.WriteFile(filepath.Join(folder, "cut", killed.tempPrefix()+"7"), half, 0o666)); err != nil {
			t.Fatal(err)
		}
		runInto(t, folder+"/cut", lines, -1, true)
		if diff := cmp.Diff(contents(t, folder+"/whole"), contents(t, folder+"/cut")); diff != "" {
			t.Errorf("%d documents, killed after %d, journal cut at %d (-whole +resumed):\n%s", n%12, done, cut, diff)
		}
	})
}

// FuzzJournal reads any bytes as a journal: what is read of it is written and
// read back the same, and a journal that is cut at any byte has a beginning of
// its entries.
func FuzzJournal(f *testing.F) {
	head, _ := journalLine(testEngine)
	entry, _ := journalLine(Entry{ID: "柳塘\n", Path: "a/柳塘.txt", Line: 3, Status: StatusDone, Output: "柳塘.json", Counts: &Counts{Chars: 3}})
	failed, _ := journalLine(Entry{ID: "b", Path: "b", Status: StatusFailed, Code: CodeTimeout, Error: "not done <&>"})
	f.Add(slices.Concat(head, entry, failed), 3)
	f.Add(slices.Concat(head, entry, []byte("{}\n\n"), failed), 90)
	f.Add(entry, 0)
	f.Add([]byte("\n"), 1)
	f.Fuzz(func(t *testing.T, data []byte, cut int) {
		entries := readJournal(data, testEngine)
		lines := [][]byte{head}
		for _, e := range entries {
			line, err := journalLine(e)
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, line)
		}
		whole := slices.Concat(lines...)
		if diff := cmp.Diff(entries, readJournal(whole, testEngine)); diff != "" {
			t.Fatalf("reads back differently (-first +second):\n%s", diff)
		}
		cut = min(max(cut, 0), len(whole))
		begun := readJournal(whole[:cut], testEngine)
		want := max(0, bytes.Count(whole[:cut], []byte("\n"))-1)
		if len(begun) != want {
			t.Fatalf("%d entries of a journal cut at %d, want %d", len(begun), cut, want)
		}
		if diff := cmp.Diff(append([]Entry{}, entries[:want]...), append([]Entry{}, begun...)); diff != "" {
			t.Fatalf("cut at %d (-want +got):\n%s", cut, diff)
		}
	})
}

// TestFolderWriteFails fails while an output is written: what was there stays.
func TestFolderWriteFails(t *testing.T) {
	dir := t.TempDir()
	f, err := OpenFolder(dir, testEngine, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.release()
	if err := f.Write("plan.json", []byte("old")); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	no := errors.New("no")
	for size := range 4 {
		err := f.replace("plan.json", func(w io.Writer) error {
			w.Write(make([]byte, size<<10))
			return no
		})
		if !errors.Is(err, no) || !strings.HasPrefix(err.Error(), f.Path("plan.json")+": ") {
			t.Errorf("after %d KiB: %v", size, err)
		}
	}
	err = f.replace("plan.json", func(w io.Writer) error { return w.(io.Closer).Close() }) // sync fails
	if !errors.Is(err, os.ErrClosed) {
		t.Errorf("no sync: %v", err)
	}
	for _, name := range []string{"../plan.json", "/tmp/plan.json", "no/plan.json", strings.Repeat("x", 300)} {
		if err := f.Write(name, nil); err == nil {
			t.Errorf("%.20q was written", name)
		}
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("a write that failed left something (-before +after):\n%s", diff)
	}
}

// TestFolderOneRun says that a second run does not enter a folder.
func TestFolderOneRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no locks there")
	}
	dir := t.TempDir()
	first := runInto(t, dir, stream(3), 2, false)
	if _, err := OpenFolder(dir, testEngine, true); err == nil || err.Error() != dir+": another run of fenjie writes there" {
		t.Errorf("a second run: %v", err)
	}
	other := testEngine
	other.Shard = "1/2"
	if shard, err := OpenFolder(dir, other, true); err != nil {
		t.Errorf("another shard: %v", err)
	} else if err := shard.Close(true); err != nil {
		t.Error(err)
	}
	if err := first.Close(false); err != nil {
		t.Fatal(err)
	}
	var m Manifest
	if err := json.Unmarshal([]byte(contents(t, dir)["manifest.json"]), &m); err != nil || m.Complete || m.Totals.Documents != 2 {
		t.Errorf("manifest of a run that was cut off: %+v, %v", m, err)
	}
}
