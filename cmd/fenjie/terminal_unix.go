//go:build unix

package main

import "golang.org/x/sys/unix"

func windowWidth(fd uintptr) (int, bool) {
	size, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	if err != nil {
		return 0, false
	}
	return int(size.Col), true
}
