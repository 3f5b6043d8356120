package say

import (
	"errors"
	"io/fs"
	"syscall"
)

// systemErrors are the usual errors of the operating system, by the names that
// they have in the catalogue. Other systems word them in another way.
var systemErrors = []struct {
	err  error
	name string
}{
	{syscall.ENOENT, "no such file or directory"},
	{syscall.EACCES, "permission denied"},
	{syscall.EPERM, "operation not permitted"},
	{syscall.EISDIR, "is a directory"},
	{syscall.ENOTDIR, "not a directory"},
	{syscall.ENOSPC, "no space left on device"},
	{syscall.EROFS, "read-only file system"},
	{syscall.EMFILE, "too many open files"},
	{syscall.ENFILE, "too many open files in system"},
	{syscall.EEXIST, "file exists"},
	{syscall.ENAMETOOLONG, "file name too long"},
	{syscall.ENOMEM, "cannot allocate memory"},
	{syscall.EFBIG, "file too large"},
	{syscall.EIO, "input/output error"},
	{syscall.EINVAL, "invalid argument"},
	{syscall.ELOOP, "too many levels of symbolic links"},
	{syscall.EBUSY, "device or resource busy"},
	{syscall.EPIPE, "broken pipe"},
	{fs.ErrNotExist, "no such file or directory"},
	{fs.ErrPermission, "permission denied"},
	{fs.ErrExist, "file exists"},
	{fs.ErrClosed, "file already closed"},
}

// systemError is the name of an error that is one of the system and nothing
// more, else "".
func systemError(err error) string {
	_, isNumber := err.(syscall.Errno)
	for _, known := range systemErrors {
		if err == known.err || isNumber && errors.Is(err, known.err) {
			return known.name
		}
	}
	return ""
}

// IsSystem says whether an error of the operating system is in err.
func IsSystem(err error) bool {
	var number syscall.Errno
	var path *fs.PathError
	return errors.As(err, &number) || errors.As(err, &path) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)
}
