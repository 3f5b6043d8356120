//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fenjie/fenjie/internal/race"
)

// long asks for the long forms of tests that kill, fill and measure: minutes,
// not seconds. It is read before the tests take such variables away.
var long = os.Getenv("LONG_TESTS") != ""

// unraced passes a test over under the race detector, which finds nothing in it
// that it does not find in others, and takes its time.
func unraced(t *testing.T) {
	t.Helper()
	if race.On {
		t.Skip("not under the race detector")
	}
}

// ended is what became of the program, run as a process of its own. A code below
// zero is that of a signal.
type ended struct {
	code           int
	stdout, stderr string
	took, worked   time.Duration // by the clock; of the processors
	memory         int64         // the most it had, in KiB
}

// program is the real program in the folder dir, not begun yet.
func program(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("fenjie", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	return cmd
}

// finish runs cmd to its end.
func finish(t testing.TB, cmd *exec.Cmd) ended {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &stdout
	}
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	end := endOf(cmd)
	end.took = time.Since(start)
	end.stdout, end.stderr = stdout.String(), stderr.String()
	if strings.Contains(end.stderr, "goroutine ") || strings.Contains(end.stderr, "DATA RACE") {
		t.Errorf("%q crashed: %.3000s", cmd.Args, end.stderr)
	}
	return end
}

// forget makes this process small before it begins another, whose memory is to be
// measured: Linux counts in what a process had before it became the program.
func forget() {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

func endOf(cmd *exec.Cmd) ended {
	state := cmd.ProcessState
	end := ended{code: state.ExitCode(), worked: state.UserTime() + state.SystemTime()}
	if s := state.Sys().(syscall.WaitStatus); s.Signaled() {
		end.code = -int(s.Signal())
	}
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		end.memory = int64(usage.Maxrss)
	}
	return end
}

// plan is a document of the number n with about size bytes.
func plan(n, size int) string {
	regions := []string{"柳塘县", "青岭县", "石泉县", "禾山区", "沙埠镇"}
	trees := []string{"苗圃", "竹园", "茶园", "果园", "药圃", "花圃", "桑园"}
	region := regions[n%len(regions)]
	var b strings.Builder
	fmt.Fprintf(&b, "%s2031年林果业工作要点（%d）\n\n一、总体要求\n稳步推进，全年完成投资%d万元。\n\n二、重点任务\n", region, n, 300+n)
	for i := 1; i == 1 || b.Len() < size; i++ {
		fmt.Fprintf(&b, "（%s）抓好第%d处%s。%d月底前新建%s%d.%d亩以上，培训农户不少于%d人次，巡查每季度不少于%d次。（牵头单位：县林业局；配合单位：县财政局、县水利局）\n",
			numerals(i), i, trees[(n+i)%len(trees)], 1+(n+i)%12, trees[i%len(trees)], 10+n%90, i%10, 20+i, 1+i%6)
	}
	return b.String()
}

// numerals is a number from 1 to 999 as headings write it.
func numerals(n int) string {
	digits := []rune("零一二三四五六七八九")
	n = 1 + (n-1)%999
	switch {
	case n < 10:
		return string(digits[n])
	case n < 20:
		return strings.TrimSuffix("十"+string(digits[n%10]), "零")
	case n < 100:
		return strings.TrimSuffix(string(digits[n/10])+"十"+string(digits[n%10]), "零")
	}
	s := string(digits[n/100]) + "百"
	switch rest := n % 100; {
	case rest == 0:
		return s
	case rest < 10:
		return s + "零" + string(digits[rest])
	case rest < 20:
		return s + "一" + numerals(rest)
	default:
		return s + numerals(rest)
	}
}

// plans writes n documents of size bytes into a new folder, and beside them what
// a folder may hold: two names that are one when the folders are taken away, and
// a file that is no text.
func plans(t testing.TB, folder string, n, size int) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(folder, "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		put(t, filepath.Join(folder, fmt.Sprintf("plan%05d.txt", i)), plan(i, size))
	}
	put(t, filepath.Join(folder, "sub", "plan00001.txt"), plan(7, size))
	put(t, filepath.Join(folder, "photo.txt"), "\xff\xd8\xff\xe0")
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// files are the contents of all files below a folder, hidden ones too.
func files(t testing.TB, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, folder)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// sameFiles says where two folders differ, by name only: the contents are long.
func sameFiles(t testing.TB, what string, want, got map[string]string) {
	t.Helper()
	names := slices.Sorted(maps.Keys(want))
	for name := range got {
		if _, is := want[name]; !is {
			names = append(names, name)
		}
	}
	faults := 0
	for _, name := range names {
		before, was := want[name]
		after, is := got[name]
		if was == is && before == after {
			continue
		}
		if faults++; faults > 5 {
			t.Errorf("%s: and more files differ", what)
			return
		}
		t.Errorf("%s: %s is there: %v, should be: %v; %d bytes, want %d", what, name, is, was, len(after), len(before))
	}
}
