package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestStatusOnTerminal says that the line of a run comes late, is drawn over, and
// gives way to messages.
func TestStatusOnTerminal(t *testing.T) {
	var out bytes.Buffer
	now := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	s := &status{out: &out, terminal: true, total: 8, now: func() time.Time { return now }, line: func(err error) string { return err.Error() }}
	s.started = now
	s.show()
	if out.Len() > 0 {
		t.Errorf("at the start: %q", out.String())
	}
	now = now.Add(2 * time.Second)
	s.count(false)
	s.count(true)
	s.show()
	now = now.Add(2 * time.Second)
	s.count(false)
	s.count(false)
	s.show()
	s.Write([]byte("fenjie: a.txt: message\n"))
	s.show()
	want := "2/8 documents, 1 failed, 1.0/s, 6s left" +
		"\r\x1b[K4/8 documents, 1 failed, 1.0/s, 4s left" +
		"\r\x1b[Kfenjie: a.txt: message\n4/8 documents, 1 failed, 1.0/s, 4s left"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.begin()
	s.end()
	if !strings.HasSuffix(out.String(), "\r\x1b[K") {
		t.Errorf("left behind: %q", out.String())
	}
}

// TestStatusElsewhere says that a file gets lines without control characters.
func TestStatusElsewhere(t *testing.T) {
	var lines []string
	s := &status{now: time.Now, tell: func(err error) { lines = append(lines, err.Error()) }}
	s.started = time.Now().Add(-10 * time.Second)
	for range 50 {
		s.count(false)
	}
	s.show()
	if want := []string{"50 documents, 0 failed, 5.0/s"}; !cmp.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
}
