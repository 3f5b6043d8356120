package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io/fs"
)

// versionLength is how many hexadecimal digits of a hash a version shows.
const versionLength = 12

// Version names the words that Load would read with the files: 12 hexadecimal
// digits for the built-in lists and, where there are files, a plus sign and 12 for
// them in their order. Only what the files hold counts, not their names. Nothing
// is parsed. The error of a file that cannot be read is of type Problems.
func Version(paths ...string) (string, error) {
	builtIn := sha256.New()
	names, err := fs.Glob(files, "*.yaml") // sorted
	if err != nil {
		return "", err
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		addTo(builtIn, data)
	}
	if len(paths) == 0 {
		return short(builtIn), nil
	}
	own := sha256.New()
	for _, path := range paths {
		data, err := readUser(path)
		if err != nil {
			return "", Problems{{File: path, Message: err.Error()}}
		}
		addTo(own, data)
	}
	return short(builtIn) + "+" + short(own), nil
}

// addTo adds the hash of data: that of two files is not that of one with both.
func addTo(all hash.Hash, data []byte) {
	sum := sha256.Sum256(data)
	all.Write(sum[:])
}

func short(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil))[:versionLength] }
