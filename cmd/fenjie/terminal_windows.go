package main

import "golang.org/x/sys/windows"

// windowWidth also lets the console understand escape sequences.
func windowWidth(fd uintptr) (int, bool) {
	console := windows.Handle(fd)
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return 0, false
	}
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(console, &info) != nil {
		return 0, true // standard input
	}
	windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
	return int(info.Window.Right-info.Window.Left) + 1, true
}
