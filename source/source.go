// Package source turns the bytes of a file into a Text: decoded runes, kept
// exactly, with a table of lines.
package source

import (
	"crypto/sha256"
	"encoding/hex"
)

// Text is a decoded document. Nothing in Runes is edited: offsets into it are
// the code-point offsets of every output.
type Text struct {
	Path     string // as given by the user; "-" is standard input
	Format   string // "txt"
	Encoding string // "utf-8", "gb18030", …
	SHA256   string // of the raw bytes, hexadecimal
	Runes    []rune
}

// Decode decodes data, whose name path is used in errors only.
func Decode(path string, data []byte) (*Text, error) {
	sum := sha256.Sum256(data)
	return &Text{Path: path, Format: "txt", Encoding: "utf-8", SHA256: hex.EncodeToString(sum[:]), Runes: []rune(string(data))}, nil
}
