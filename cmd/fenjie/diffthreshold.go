package main

import (
	"strconv"

	"github.com/fenjie/fenjie/internal/say"
)

// score is the value of --threshold, 0 while it is not given.
type score float64

func (s *score) String() string {
	if *s == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(*s), 'g', -1, 64)
}

func (s *score) Type() string { return "score" }

// Set takes a number above 0 and up to 1.
func (s *score) Set(text string) error {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x > 0 && x <= 1) {
		return say.Errorf("a number above 0 and up to 1 is needed, such as 0.45")
	}
	*s = score(x)
	return nil
}
