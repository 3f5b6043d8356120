package batch

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fenjie/fenjie/internal/say"
)

// maxPath is more than any system takes for a path, in bytes.
const maxPath = 64 << 10

// ReadList reads paths from r: one a line, or each before a NUL where nul is
// true, as find -print0 writes them. Empty ones are left out; nothing is a
// comment. Errors begin with name.
func ReadList(name string, r io.Reader, nul bool) ([]string, error) {
	end := byte('\n')
	if nul {
		end = 0
	}
	var paths []string
	b := bufio.NewReaderSize(r, maxPath)
	for line := 1; ; line++ {
		data, err := b.ReadSlice(end)
		path := strings.TrimSuffix(string(data), string(end))
		if !nul {
			path = strings.TrimSuffix(path, "\r")
		}
		if line == 1 {
			path = strings.TrimPrefix(path, "\ufeff")
		}
		switch {
		case err == bufio.ErrBufferFull:
			return nil, say.Errorf("%s:%d: longer than any path", name, line)
		case err != nil && err != io.EOF:
			return nil, say.Errorf("%s: %w", name, say.Reason(err))
		case strings.Contains(path, "\x00"):
			return nil, say.Errorf("%s:%d: holds a NUL byte; for lists of find -print0 there is --null", name, line)
		case !nul && !utf8.ValidString(path):
			return nil, say.Errorf("%s:%d: the path is not in UTF-8", name, line)
		case path != "":
			paths = append(paths, path)
		}
		if err == io.EOF {
			return paths, nil
		}
	}
}
