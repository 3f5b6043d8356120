package source

import (
	"errors"
	"strings"
	"sync"

	"github.com/fenjie/fenjie/internal/say"
)

// decode reads data in the encoding of that name; in "" it climbs the ladder.
func decode(data []byte, name string) ([]rune, string, error) {
	if name != "" {
		e, err := lookup(name)
		if err != nil {
			return nil, "", err
		}
		return e.decode(data)
	}
	for i := range encodings {
		if encodings[i].hasMark(data) {
			return encodings[i].decode(data)
		}
	}
	return decodeUnmarked(data)
}

// decodeUnmarked reads data that has no byte order mark. Where strict UTF-8
// fails, the likeliest encoding says what is wrong: UTF-8 with one bad byte is
// not GB18030, and GB18030 that was cut off is not UTF-8.
func decodeUnmarked(data []byte) ([]rune, string, error) {
	first := &encodings[0] // UTF-8
	runes, name, err := first.decode(data)
	if err == nil {
		return runes, name, nil
	}
	switch e := guess(data); e {
	case nil:
		return nil, "", unknown(err)
	case first:
		return nil, "", err
	default:
		return e.decode(data)
	}
}

// unknown takes the blame from UTF-8 when no encoding fits better than another.
func unknown(err error) error {
	var bad *Error
	if errors.As(err, &bad) {
		if what, blamed := strings.CutPrefix(bad.Reason, "not utf-8: "); blamed {
			bad.Reason = string(say.Sprintf("not text in a known encoding: %s", what))
		}
	}
	return err
}

const (
	// sampleSize is how many bytes guess looks at.
	sampleSize = 64 << 10
	// leastShare of common characters must be passed. A line of Chinese has more
	// than half in its own encoding; the same bytes in a wrong one, or Japanese
	// and Korean, have at most a quarter.
	leastShare = 0.3
)

// guess finds the encoding in which data has the greatest share of common
// characters, or nil if none has enough of them.
func guess(data []byte) *encoding {
	var best *encoding
	most := leastShare
	for i := range encodings {
		if share := encodings[i].share(data); share > most {
			best, most = &encodings[i], share
		}
	}
	return best
}

// share is how many of the telling characters at the start of data are common.
// In an encoding whose bytes below 0x80 are ASCII these tell nothing and are
// left out; what is no character counts as an uncommon one.
func (e *encoding) share(data []byte) float64 {
	wide := e.unit > 1
	if !wide {
		data = data[plainPrefix(data):]
	}
	data = data[:min(len(data), sampleSize)]
	common, all := 0, 0
	for i := 0; i < len(data); {
		r, size := e.next(data[i:])
		if !wide && isPlain(r) && size > 0 {
			i += size
			continue
		}
		all++
		switch {
		case size == 0:
			size = e.unit
		case isPlain(r) || commonCharacters()[r]:
			common++
		}
		i += size
	}
	return float64(common) / float64(max(all, 1))
}

func plainPrefix(data []byte) int {
	for i, c := range data {
		if !isPlain(rune(c)) {
			return i
		}
	}
	return len(data)
}

// isPlain says that r is ASCII that text may have.
func isPlain(r rune) bool {
	return ' ' <= r && r < 0x7f || r == '\n' || r == '\r' || r == '\t' || r == '\f'
}

var commonCharacters = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool, 1024)
	for _, r := range commonPunctuation + commonSimplified + commonTraditional {
		set[r] = true
	}
	return set
})
