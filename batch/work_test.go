package batch

import (
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fenjie/fenjie/export"
)

// panics is a standard input that does.
type panics struct{}

func (panics) Read([]byte) (int, error) { panic("柳塘\nbroke") }

// outcomes does inputs with w, two at once.
func outcomes(ctx context.Context, w *Worker, inputs ...Input) []Outcome {
	names := NewNamer(".ndjson")
	jobs := func(yield func(Job) bool) {
		for _, in := range inputs {
			name, _ := names.Name(in.ID)
			if !yield(Job{in, name}) {
				return
			}
		}
	}
	p := Pool[Job, Outcome]{Jobs: 2, Work: func(job Job) Outcome { return w.Do(ctx, job) }}
	return slices.Collect(p.Run(ctx, jobs))
}

func spoken(id string) Input {
	return Input{ID: id, Path: "s", Key: []byte(`"` + id + `"`), Text: "柳塘县2031年工作要点\n"}
}

// TestPanicIsOneFailure lets the reading of one input panic, and the encoding of
// all of them; the others are what they are without it.
func TestPanicIsOneFailure(t *testing.T) {
	before := runtime.NumGoroutine()
	ndjson, _ := export.FormatNamed("ndjson")
	folder, err := OpenFolder(t.TempDir(), testEngine, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, into := range []*Folder{nil, folder} {
		w := &Worker{Format: ndjson, Stdin: panics{}, Folder: into}
		alone := outcomes(context.Background(), w, spoken("a"), spoken("c"))
		got := outcomes(context.Background(), w, spoken("a"), File(StandardInput), spoken("c"))
		if len(got) != 3 || string(got[0].Body) != string(alone[0].Body) || string(got[2].Body) != string(alone[1].Body) || got[0].Err != nil || got[2].Err != nil || got[0].OutputSHA256 != alone[0].OutputSHA256 {
			t.Errorf("the others were harmed: %+v", got)
		}
		bad := got[1]
		if bad.Code != CodeInternal || bad.Status != StatusFailed || bad.Err.Error() != "-: internal error, please report it: 柳塘\nbroke" || bad.Fatal() || bad.Output != "" {
			t.Errorf("the panic is %+v", bad)
		}

		w.Format = export.Format{} // it has nothing that encodes
		for _, out := range outcomes(context.Background(), w, spoken("a"), spoken("c")) {
			if out.Code != CodeInternal || out.Fatal() || out.Body != nil || !strings.HasPrefix(out.Error, "internal error, please report it: ") {
				t.Errorf("a format that panics gives %+v", out)
			}
		}
	}
	if err := folder.Close(true); err != nil {
		t.Error(err)
	}
	if _, err := (&Worker{Stdin: panics{}}).Read(context.Background(), File(StandardInput)); CodeOf(err) != CodeInternal {
		t.Errorf("read alone: %v", err)
	}
	settled(t, before)
}

// TestTimeout has an input that never comes, and one that comes while it is
// waited for; nothing is left running.
func TestTimeout(t *testing.T) {
	before := runtime.NumGoroutine()
	ndjson, _ := export.FormatNamed("ndjson")
	never, writer := io.Pipe()
	w := &Worker{Format: ndjson, Stdin: never, Timeout: 50 * time.Millisecond}
	start := time.Now()
	bad := w.Do(context.Background(), Job{Input: File(StandardInput)})
	if took := time.Since(start); bad.Code != CodeTimeout || bad.Error != "not done within 50ms, the limit of --timeout" || took > 5*time.Second {
		t.Errorf("after %s: %+v", took, bad)
	}
	writer.Close()

	// One whose parse takes longer than there is time.
	long := spoken("a")
	long.Text = strings.Repeat("一、新建苗圃120亩以上。\n", 200_000)
	w.Timeout = 20 * time.Millisecond
	if out := w.Do(context.Background(), Job{Input: long}); out.Code != CodeTimeout || string(out.Body) == "" {
		t.Errorf("a long parse: %s %s", out.Code, out.Error)
	}
	settled(t, before)
}

// TestEndOfRun leaves an input that is waited for.
func TestEndOfRun(t *testing.T) {
	before := runtime.NumGoroutine()
	ndjson, _ := export.FormatNamed("ndjson")
	never, writer := io.Pipe()
	w := &Worker{Format: ndjson, Stdin: never}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	got := outcomes(ctx, w, spoken("a"), File(StandardInput), spoken("c"))
	if len(got) < 2 || got[0].Err != nil || !errors.Is(got[1].Err, context.Canceled) {
		t.Errorf("got %+v", got)
	}
	writer.Close()
	settled(t, before)
}

// TestEntriesAreSmall does many documents: what is kept of each, its entry, does
// not keep its output.
func TestEntriesAreSmall(t *testing.T) {
	format, _ := export.FormatNamed("text")
	folder, err := OpenFolder(t.TempDir(), testEngine, false)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.release()
	w := &Worker{Format: format, Folder: folder}
	long := spoken("a")
	long.Text = strings.Repeat("柳塘县2031年工作要点。\n", 10_000) // 320 KB
	memory := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	if err := folder.Add(w.Do(context.Background(), Job{long, "a.ndjson"}).Entry); err != nil {
		t.Fatal(err)
	}
	before := memory()
	for range 8 {
		if err := folder.Add(w.Do(context.Background(), Job{long, "a.ndjson"}).Entry); err != nil {
			t.Fatal(err)
		}
	}
	if after := memory(); after > before+300<<10 {
		t.Errorf("8 entries take %d KB", (after-before)>>10)
	}
	runtime.KeepAlive(folder)
}
