//go:build !race

// Package race says whether the race detector is on, for tests that measure
// speed or run other programs, of which it finds out nothing.
package race

// On is true in builds with -race.
const On = false
