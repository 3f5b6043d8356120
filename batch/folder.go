package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/fenjie/fenjie/internal/say"
)

// Folder is where a run writes one file for each document and a manifest. Each
// file is whole or not there. Nothing is written outside the folder.
//
// While the run goes on, what is done stands in a journal beside the manifest,
// so that a run which was killed can be resumed.
type Folder struct {
	path    string
	root    *os.Root
	engine  Engine
	tag     string // of the shard, for names: "", "-2-of-7"
	journal *os.File
	resume  bool

	prior   []Entry          // of earlier runs
	byID    map[string]Entry // those that count, by id
	entries []Entry
	temps   atomic.Int64
	foreign map[string]bool // files that no run made; empty after one that was cut off
	left    []string        // outputs that an earlier run already found left
	cutOff  bool            // a run, perhaps of another shard, left a journal
}

// OpenFolder makes the folder at path if there is none and begins a run. Where
// resume is true the outputs of earlier runs with the same engine count. No two
// runs have one folder at the same time, but those of different shards. Errors
// begin with a path.
func OpenFolder(path string, engine Engine, resume bool) (*Folder, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, say.Errorf("%s: %w", path, say.Reason(err))
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, say.Errorf("%s: %w", path, say.Reason(err))
	}
	f := &Folder{path: path, root: root, engine: engine, resume: resume, byID: map[string]Entry{}}
	if engine.Shard != "" {
		f.tag = "-" + strings.ReplaceAll(engine.Shard, "/", "-of-")
	}
	if err := f.begin(); err != nil {
		f.release()
		return nil, err
	}
	return f, nil
}

func (f *Folder) begin() error {
	if err := f.lock(); err != nil {
		return err
	}
	if err := f.recall(); err != nil {
		return err
	}
	if err := f.sweep(); err != nil {
		return f.named(f.path, err)
	}
	if err := f.writeManifest(false, f.kept()); err != nil {
		return err
	}
	if err := f.journal.Truncate(0); err != nil {
		return f.named(f.journalName(), err)
	}
	if _, err := f.journal.Seek(0, io.SeekStart); err != nil {
		return f.named(f.journalName(), err)
	}
	return f.log(f.engine)
}

// journalStem begins the names of journals.
const journalStem = ".fenjie-journal"

func (f *Folder) manifestName() string { return manifestStem + f.tag + ".json" }
func (f *Folder) journalName() string  { return journalStem + f.tag }
func (f *Folder) tempPrefix() string   { return ".fenjie-tmp" + f.tag + "." }

// named begins err with the path of name in the folder.
func (f *Folder) named(name string, err error) error {
	if name != f.path {
		name = f.Path(name)
	}
	return say.Errorf("%s: %w", name, say.Reason(err))
}

// Path is the path of an output.
func (f *Folder) Path(name string) string {
	if strings.HasSuffix(f.path, "/") {
		return f.path + name
	}
	return f.path + "/" + name
}

// lock opens the journal for this run alone.
func (f *Folder) lock() error {
	for {
		file, err := f.root.OpenFile(f.journalName(), os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return f.named(f.path, err)
		}
		if err := lockFile(file); err != nil {
			file.Close()
			if errors.Is(err, errLocked) {
				return say.Errorf("%s: another run of fenjie writes there", f.path)
			}
			return f.named(f.path, err)
		}
		// A run that ended in between took its journal away.
		held, err := file.Stat()
		if now, e := f.root.Stat(f.journalName()); err == nil && e == nil && os.SameFile(held, now) {
			f.journal = file
			return nil
		}
		file.Close()
	}
}

// recall reads what earlier runs did.
func (f *Folder) recall() error {
	data, err := f.root.ReadFile(f.manifestName())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.named(f.manifestName(), err)
	}
	if err == nil {
		m, err := readManifest(data)
		if err != nil {
			return say.Errorf("%w; it would be replaced: choose another folder, or move it away", say.Errorf("%s: %w", f.Path(f.manifestName()), err))
		}
		f.prior, f.left = m.Documents, m.Left
		if m.equal(f.engine) {
			f.count(m.Documents)
		}
	}
	if data, err = io.ReadAll(f.journal); err != nil {
		return f.named(f.journalName(), err)
	}
	f.cutOff = len(data) > 0
	entries := readJournal(data, f.engine)
	f.prior = append(f.prior, entries...)
	f.count(entries)
	return nil
}

func (f *Folder) count(entries []Entry) {
	if f.resume {
		for _, e := range entries {
			f.byID[e.ID] = e
		}
	}
}

// kept are the entries that count, each once, in their order.
func (f *Folder) kept() []Entry {
	var kept []Entry
	seen := map[string]bool{}
	for _, e := range f.prior {
		if now, counts := f.byID[e.ID]; counts && !seen[e.ID] {
			seen[e.ID] = true
			kept = append(kept, now)
		}
	}
	return kept
}

// Redone says whether there was a run before this one whose outputs do not
// count, for it was made by another engine.
func (f *Folder) Redone() bool { return f.resume && len(f.prior) > 0 && len(f.byID) == 0 }

// sweep takes away what runs that were killed left half written.
func (f *Folder) sweep() error {
	dir, err := f.root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, f.tempPrefix()) {
			if err := f.root.Remove(name); err != nil {
				return err
			}
		}
	}
	f.findForeign(names)
	return nil
}

// findForeign finds out which of the files in the folder are somebody else's: those
// that no manifest names, unless a run was cut off before it could write its own.
func (f *Folder) findForeign(names []string) {
	foreign := map[string]bool{}
	for _, name := range names {
		foreign[name] = true
	}
	for _, name := range names {
		f.cutOff = f.cutOff || strings.HasPrefix(name, journalStem) && name != f.journalName()
		if !strings.HasPrefix(name, manifestStem) {
			continue
		}
		data, err := f.root.ReadFile(name)
		if err != nil {
			continue
		}
		m, err := readManifest(data)
		f.cutOff = f.cutOff || err == nil && !m.Complete
		for _, e := range m.Documents {
			delete(foreign, e.Output)
		}
		for _, name := range m.Left {
			delete(foreign, name)
		}
	}
	if !f.cutOff {
		f.foreign = foreign
	}
}

// Done is what an earlier run made of the input with that hash, if its output
// is there under that name, as it was written.
func (f *Folder) Done(id, sha256, name string) (Entry, bool) {
	e, ok := f.byID[id]
	if !ok || e.Status != StatusDone || e.SHA256 != sha256 || e.Output != name {
		return Entry{}, false
	}
	data, err := f.root.ReadFile(name)
	return e, err == nil && hashOf(data) == e.OutputSHA256
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Write makes the output name hold body, whole or not at all. It may be called
// by several goroutines.
func (f *Folder) Write(name string, body []byte) error {
	if f.foreign[name] {
		if info, err := f.root.Lstat(name); err == nil && !info.IsDir() {
			return f.named(name, errForeign)
		}
	}
	return f.replace(name, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

func (f *Folder) replace(name string, write func(io.Writer) error) error {
	if info, err := f.root.Lstat(name); err == nil && info.IsDir() {
		return f.named(name, errDirectory)
	}
	temp := fmt.Sprintf("%s%d", f.tempPrefix(), f.temps.Add(1))
	file, err := f.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return f.named(name, err)
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = f.root.Rename(temp, name)
	}
	if err != nil {
		f.root.Remove(temp) // or the next run does
		return f.named(name, err)
	}
	return nil
}

// These errors of an output say nothing of the others.
var (
	errDirectory = say.Errorf("is a directory")
	errForeign   = say.Errorf("is there and was not made by fenjie; move it away, or choose another folder")
)

// Add tells what became of an input, in the order of the inputs.
func (f *Folder) Add(e Entry) error {
	f.entries = append(f.entries, e)
	if err := f.log(e); err != nil {
		return f.named(f.journalName(), err)
	}
	return nil
}

func (f *Folder) log(v any) error {
	line, err := journalLine(v)
	if err == nil {
		_, err = f.journal.Write(line)
	}
	return err
}

// Close ends the run. What is known of inputs that were not come to stays in a
// manifest that is not complete.
func (f *Folder) Close(complete bool) error {
	defer f.release()
	entries := f.entries
	if !complete {
		done := map[string]bool{}
		for _, e := range entries {
			done[e.ID] = true
		}
		for _, e := range f.kept() {
			if !done[e.ID] {
				entries = append(entries, e)
			}
		}
	}
	if err := f.writeManifest(complete, entries); err != nil {
		return err
	}
	if dir, err := f.root.Open("."); err == nil {
		dir.Sync() // for the names to outlive a loss of power, where a system can
		dir.Close()
	}
	if runtime.GOOS == "windows" {
		f.journal.Close() // an open file cannot be removed there
	}
	if err := f.root.Remove(f.journalName()); err != nil {
		return f.named(f.journalName(), err)
	}
	return nil
}

func (f *Folder) writeManifest(complete bool, entries []Entry) error {
	m := newManifest(f.engine, complete, entries)
	m.Left = f.Stale()
	return f.replace(f.manifestName(), m.write)
}

// Stale are the outputs of earlier runs that this one did not make or keep, in
// the order in which they were made.
func (f *Folder) Stale() []string {
	current := map[string]bool{}
	for _, e := range f.entries {
		current[e.Output] = true
	}
	names := slices.Clone(f.left)
	for _, e := range f.prior {
		names = append(names, e.Output)
	}
	var stale []string
	for _, name := range names {
		if name == "" || current[name] {
			continue
		}
		current[name] = true
		if _, err := f.root.Lstat(name); err == nil {
			stale = append(stale, name)
		}
	}
	return stale
}

func (f *Folder) release() {
	if f.journal != nil {
		f.journal.Close() // and with it the lock
	}
	f.root.Close()
}

// errLocked says that another process holds a lock.
var errLocked = errors.New("locked")

// hopeless says whether an error of writing one output will meet the others too.
func hopeless(err error) bool {
	return err != nil && !errors.Is(err, errDirectory) && !errors.Is(err, errForeign) && !errors.Is(err, syscall.ENAMETOOLONG)
}
