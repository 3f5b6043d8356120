package main

import "os"

// terminalWidth is the number of columns of the terminal that stream is, 0
// where it does not tell; ok is false where stream is no terminal.
func terminalWidth(stream any) (columns int, ok bool) {
	if f, isFile := stream.(*os.File); isFile {
		return windowWidth(f.Fd())
	}
	return 0, false
}

func isTerminal(stream any) bool {
	_, ok := terminalWidth(stream)
	return ok
}

// colored says whether standard output is to be coloured: as --color says, else
// on a terminal that can, unless NO_COLOR (https://no-color.org) is set.
func (a *app) colored() bool {
	switch a.color {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(a.stdout)
}
