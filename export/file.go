package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fenjie/fenjie/internal/say"
)

// OutputError says that a file cannot be written, and why.
type OutputError struct{ err error }

func (e *OutputError) Error() string { return e.err.Error() }
func (e *OutputError) Unwrap() error { return e.err }

// WriteFile makes the file at path hold what write writes, whole or not at
// all: when an error is returned, path holds what it held before. The new
// contents are written beside it, synced and renamed into place. A file that
// exists keeps its mode and must be a regular one that may be written to; a
// symbolic link keeps pointing to the file that is replaced. Errors begin with
// path and are of type *OutputError, but for those of write, which are returned
// as they are.
func WriteFile(path string, write func(io.Writer) error) error {
	target, mode, err := replaceable(path)
	if err != nil {
		return &OutputError{say.Errorf("%s: %w", path, say.Reason(err))}
	}
	temp, err := createBeside(target)
	if err != nil {
		return &OutputError{say.Errorf("%s: %w", path, say.Reason(err))}
	}
	defer os.Remove(temp.Name()) // fails after the rename: the name is gone
	defer temp.Close()
	b := bufio.NewWriterSize(temp, 64<<10)
	if err := write(b); err != nil {
		if e := (*fs.PathError)(nil); errors.As(err, &e) && e.Path == temp.Name() {
			return &OutputError{say.Errorf("%s: %w", path, e.Err)}
		}
		return err
	}
	if err := install(b, temp, target, mode); err != nil {
		return &OutputError{say.Errorf("%s: %w", path, say.Reason(err))}
	}
	return nil
}

// replaceable follows links to the file that path names and tells its mode,
// 0 where there is no file yet.
func replaceable(path string) (string, fs.FileMode, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, 0, nil
	}
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			info, err = os.Stat(path)
		}
	}
	if err != nil {
		return "", 0, err
	}
	if info.IsDir() {
		return "", 0, say.Errorf("is a directory")
	}
	if !info.Mode().IsRegular() {
		return "", 0, say.Errorf("not a regular file")
	}
	// Renaming needs no right to write to the file itself: ask for it here.
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return "", 0, err
	}
	return path, info.Mode().Perm(), f.Close()
}

// createBeside makes a new file in the directory of path. Its name does not
// grow with that of path, which may be as long as names can be.
func createBeside(path string) (*os.File, error) {
	for i := 0; ; i++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".fenjie-%d-%d.tmp", os.Getpid(), i))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) || i == 1000 {
			return f, err
		}
	}
}

func install(b *bufio.Writer, temp *os.File, target string, mode fs.FileMode) error {
	if err := b.Flush(); err != nil {
		return err
	}
	if mode != 0 {
		if err := temp.Chmod(mode); err != nil {
			return err
		}
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), target)
}
