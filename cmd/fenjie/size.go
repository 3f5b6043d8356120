package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fenjie/fenjie/internal/say"
)

// size is the value of a flag that takes a number of bytes: 64MiB, 500k, 0.
type size int64

var sizeUnits = []struct {
	name   string
	factor int64
}{
	{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3},
	{"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"B", 1},
}

func (s *size) Type() string { return "SIZE" }

// String is the size in the largest unit in which it is whole.
func (s *size) String() string {
	for _, u := range sizeUnits[:3] {
		if n := int64(*s); n >= u.factor && n%u.factor == 0 {
			return fmt.Sprintf("%d%s", n/u.factor, u.name)
		}
	}
	return strconv.FormatInt(int64(*s), 10)
}

// Set reads a number of bytes, with a unit or without.
func (s *size) Set(text string) error {
	digits, factor := strings.TrimSpace(text), int64(1)
	for _, u := range sizeUnits {
		if n := len(digits) - len(u.name); n > 0 && strings.EqualFold(digits[n:], u.name) {
			digits, factor = strings.TrimSpace(digits[:n]), u.factor
			break
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt64/factor {
		return say.Errorf("%q is no size; 64MiB, 500k and 0 (no limit) are some", text)
	}
	*s = size(n * factor)
	return nil
}
