//go:build linux

package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/fenjie/fenjie/internal/race"
)

// limited is the program in dir where no file may be larger than so many blocks
// of 512 bytes.
func limited(dir string, blocks int, args ...string) *exec.Cmd {
	cmd := exec.Command("sh", append([]string{"-c", `ulimit -f "$0" && exec fenjie "$@"`, fmt.Sprint(blocks)}, args...)...)
	cmd.Dir, cmd.Env = dir, program("").Env
	return cmd
}

// notWritten says that a run failed because its output could not be written, and
// that it told so.
func notWritten(t *testing.T, what string, end ended, output, why string) {
	t.Helper()
	if end.code != exitFailed {
		t.Errorf("%s: exit code %d", what, end.code)
	}
	told := false
	for line := range strings.Lines(end.stderr) {
		told = told || strings.HasPrefix(line, "fenjie: "+output) && strings.HasSuffix(line, ": "+why+"\n")
	}
	if !told {
		t.Errorf("%s: stderr does not say %q of %s: %s", what, why, output, end.stderr)
	}
}

// TestFileTooLarge cuts outputs off at several places: an old one stays as it is.
func TestFileTooLarge(t *testing.T) {
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 12, 2000)
	if err := os.Remove(filepath.Join(dir, "in", "photo.txt")); err != nil {
		t.Fatal(err)
	}
	if end := finish(t, program(dir, "extract", "in", "-o", "new/")); end.code != exitOK {
		t.Fatal(end.stderr)
	}
	whole := files(t, filepath.Join(dir, "new"))
	for _, blocks := range []int{0, 1, 2, 8, 16} {
		if race.On && blocks != 2 {
			continue
		}
		what := fmt.Sprintf("%d blocks", blocks)
		put(t, filepath.Join(dir, "out.json"), "old")
		end := finish(t, limited(dir, blocks, "extract", "in", "-o", "out.json"))
		notWritten(t, what, end, "out.json", "file too large")
		if text := files(t, dir)["/out.json"]; text != "old" {
			t.Errorf("%s: the old output is now %.30q", what, text)
		}
		end = finish(t, limited(dir, blocks, "extract", "in", "-o", "new/"))
		notWritten(t, what, end, "new/", "file too large")
		for name, text := range files(t, filepath.Join(dir, "new")) {
			if whole[name] != text && name != "/manifest.json" && !strings.HasPrefix(name, "/.fenjie-journal") {
				t.Errorf("%s: %s is now %.30q", what, name, text)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".fenjie*")); len(left) > 0 {
			t.Errorf("%s: left %v", what, left)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "new", ".fenjie-tmp*")); len(left) > 0 {
			t.Errorf("%s: left %v", what, left)
		}
	}
	if end := finish(t, program(dir, "extract", "in", "-o", "new/", "--resume")); end.code != exitOK {
		t.Error(end.stderr)
	}
	sameFiles(t, "with room again", whole, files(t, filepath.Join(dir, "new")))
}

// TestFullDisk writes to disks of several sizes; only root can make some.
func TestFullDisk(t *testing.T) {
	unraced(t)
	if testing.Short() {
		t.Skip("mounts disks")
	}
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 12, 2000)
	if err := os.Remove(filepath.Join(dir, "in", "photo.txt")); err != nil {
		t.Fatal(err)
	}
	if end := finish(t, program(dir, "extract", "in", "-o", "whole/")); end.code != exitOK {
		t.Fatal(end.stderr)
	}
	whole := files(t, filepath.Join(dir, "whole"))
	disk := filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, kib := range []int{8, 16, 48, 100} {
		if err := unix.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dk", kib)); err != nil {
			t.Skipf("no disk can be mounted: %v", err)
		}
		func() {
			defer unix.Unmount(disk, unix.MNT_DETACH)
			fullDisk(t, dir, fmt.Sprintf("%d KiB", kib), whole)
		}()
	}
}

func fullDisk(t *testing.T, dir, what string, whole map[string]string) {
	t.Helper()
	for _, args := range [][]string{{"-o", "disk/out/"}, {"-o", "disk/out/", "--resume", "--exit-zero"}} {
		end := finish(t, program(dir, append([]string{"extract", "in"}, args...)...))
		notWritten(t, what, end, "disk/out", "no space left on device")
		for name, text := range files(t, filepath.Join(dir, "disk", "out")) {
			if strings.HasPrefix(name, "/.fenjie-tmp") || !strings.HasPrefix(name, "/.") && name != "/manifest.json" && whole[name] != text {
				t.Errorf("%s: %s is left with %d bytes of %d", what, name, len(text), len(whole[name]))
			}
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "disk", "out")); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "disk", "out.json"), "old")
	end := finish(t, program(dir, "extract", "in", "-o", "disk/out.json"))
	notWritten(t, what, end, "disk/out.json", "no space left on device")
	if diff := files(t, filepath.Join(dir, "disk")); !maps.Equal(diff, map[string]string{"/out.json": "old"}) {
		t.Errorf("%s: left %d files, out.json is %.30q", what, len(diff), diff["/out.json"])
	}
	end = finish(t, program(dir, "extract", "in", "-f", "ndjson", "--manifest", "disk/out.json/m.json"))
	notWritten(t, what, end, "disk/out.json/m.json", "not a directory")
}

// TestFullStdout writes to a device that is full.
func TestFullStdout(t *testing.T) {
	unraced(t)
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 1, 500)
	for _, format := range []string{"json", "ndjson", "csv", "yaml", "github"} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip(err)
		}
		cmd := program(dir, "extract", "in/plan00000.txt", "--format", format, "--require", "sections")
		if format == "github" { // which says something only of what is odd
			put(t, filepath.Join(dir, "in", "plan00000.txt"), "")
		}
		cmd.Stdout = full
		end := finish(t, cmd)
		full.Close()
		notWritten(t, format, end, "standard output", "no space left on device")
	}
}

// nobody makes cmd run without rights, in folders that it may pass through.
func nobody(t *testing.T, dir string, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Getuid() != 0 {
		return cmd
	}
	for _, path := range []string{dir, cmd.Path} {
		for at := filepath.Dir(path); len(at) > len(os.TempDir()); at = filepath.Dir(at) {
			if err := os.Chmod(at, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}}
	return cmd
}

// TestNoRight reads what may not be read and writes where it may not.
func TestNoRight(t *testing.T) {
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 3, 500)
	put(t, filepath.Join(dir, "in", "secret.txt"), plan(9, 500))
	if err := os.MkdirAll(filepath.Join(dir, "in", "closed", "deep"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{"in/secret.txt": 0, "in/closed": 0, "in": 0o555, ".": 0o555} {
		name = filepath.Join(dir, name)
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(name, 0o755) })
	}
	end := finish(t, nobody(t, dir, program(dir, "extract", "in", "-f", "csv", "-t", "documents")))
	if end.code != exitFailed || strings.Count(end.stdout, "\n") != 5 || !strings.Contains(end.stderr, "fenjie: in/closed: permission denied\n") || !strings.Contains(end.stderr, "fenjie: in/secret.txt: permission denied\n") {
		t.Errorf("exit code %d, stderr %q, stdout %q", end.code, end.stderr, end.stdout)
	}
	for _, output := range []string{"new.json", "new/", "in/"} {
		end := finish(t, nobody(t, dir, program(dir, "extract", "in/plan00000.txt", "-o", output)))
		notWritten(t, output, end, strings.TrimSuffix(output, "/"), "permission denied")
	}
}

// TestCallsFail has each of the system calls by which an output is made fail,
// the first time, the second and so on until the run gets through: what is there
// is old or new, and a run that says it is well is well.
func TestCallsFail(t *testing.T) {
	unraced(t)
	if _, err := exec.LookPath("strace"); err != nil || testing.Short() || !long {
		t.Skip("needs strace and the long form")
	}
	dir := t.TempDir()
	plans(t, filepath.Join(dir, "in"), 3, 500)
	if err := os.Remove(filepath.Join(dir, "in", "photo.txt")); err != nil {
		t.Fatal(err)
	}
	if end := finish(t, program(dir, "extract", "in", "-o", "whole/")); end.code != exitOK {
		t.Fatal(end.stderr)
	}
	whole := files(t, filepath.Join(dir, "whole"))
	runs, failed := 0, 0
	often := []string{"openat", "newfstatat", "fstat", "close"} // which a program calls before it comes to its work
	for _, call := range append(often, "fsync", "renameat", "ftruncate", "lseek", "flock", "mkdirat", "unlinkat", "getdents64", "fchmod", "fchmodat") {
		for when := 1; when < 40; when++ {
			end := failing(t, dir, call, when, "out/")
			runs++
			left := files(t, filepath.Join(dir, "out"))
			for name, text := range left {
				if !strings.HasPrefix(name, "/.fenjie-") && name != "/manifest.json" && whole[name] != text {
					t.Errorf("%s %d: %s holds %d bytes of %d", call, when, name, len(text), len(whole[name]))
				}
			}
			if end.code == exitOK {
				sameFiles(t, fmt.Sprintf("%s %d", call, when), whole, left)
			} else if failed++; !strings.HasPrefix(end.stderr, "fenjie: ") {
				t.Errorf("%s %d: exit code %d, stderr %q", call, when, end.code, end.stderr)
			}
			if end := finish(t, program(dir, "extract", "in", "-o", "out/", "--resume")); end.code != exitOK {
				t.Errorf("%s %d, resumed: %s", call, when, end.stderr)
			}
			sameFiles(t, fmt.Sprintf("%s %d, resumed", call, when), whole, files(t, filepath.Join(dir, "out")))
			if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
				t.Fatal(err)
			}
			file := failing(t, dir, call, when, "one.json")
			text, err := os.ReadFile(filepath.Join(dir, "one.json"))
			if whole := err == nil && strings.HasSuffix(string(text), "}\n"); !whole && (err == nil || file.code == exitOK) {
				t.Errorf("%s %d: exit code %d, %d bytes of one.json, stderr %q", call, when, file.code, len(text), file.stderr)
			}
			os.Remove(filepath.Join(dir, "one.json"))
			if end.code == exitOK && file.code == exitOK && (when > 30 || when > 3 && !slices.Contains(often, call)) {
				break
			}
		}
	}
	t.Logf("%d runs, %d failed", runs, failed)
	if failed < 10 {
		t.Errorf("only %d of %d runs failed", failed, runs)
	}
}

func failing(t *testing.T, dir, call string, when int, output string) ended {
	t.Helper()
	fault := fmt.Sprintf("inject=%s:error=EIO:when=%d", call, when)
	cmd := exec.Command("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace="+call, "-e", fault, "fenjie", "extract", "in", "-o", output, "-j", "1")
	cmd.Dir, cmd.Env = dir, program("").Env
	return finish(t, cmd)
}
