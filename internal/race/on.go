//go:build race

package race

// On is true in builds with -race.
const On = true
