package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/internal/say"
)

// Shard is one of N parts of a list of inputs. Which part an input belongs to
// depends on its id alone, so that machines which share a list need not talk.
// Its zero value is the whole list.
type Shard struct {
	I, N int // the part, from 1, and the number of parts
}

// ParseShard reads "2/7".
func ParseShard(s string) (Shard, error) {
	first, second, _ := strings.Cut(s, "/")
	i, errI := strconv.Atoi(first)
	n, errN := strconv.Atoi(second)
	if errI != nil || errN != nil || i < 1 || i > n {
		return Shard{}, say.Errorf("%q is no shard; 1/3, 2/3 and 3/3 are the three parts of a list", s)
	}
	return Shard{i, n}, nil
}

// Has says whether the document of that id belongs to the shard.
func (s Shard) Has(id string) bool {
	if s.N <= 1 {
		return true
	}
	sum := sha256.Sum256([]byte(id))
	return binary.BigEndian.Uint64(sum[:8])%uint64(s.N) == uint64(s.I-1)
}

// String is "2/7"; "" for the whole list.
func (s Shard) String() string {
	if s.N == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.I, s.N)
}
