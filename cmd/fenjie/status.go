package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/fenjie/fenjie/internal/say"
)

// Progress is shown on a terminal after showAfter, and anew each showEach; where
// standard error is none, a line is written each lineEach.
const (
	showAfter = 500 * time.Millisecond
	showEach  = 100 * time.Millisecond
	lineEach  = 10 * time.Second
)

// status tells how far a run is, on standard error, and lets other messages
// pass through it: see Write.
type status struct {
	out      io.Writer
	terminal bool
	tell     func(error) // writes a line through the status
	line     func(error) string
	total    int // 0: unknown
	now      func() time.Time

	mu           sync.Mutex
	done, failed int
	started      time.Time
	drawn        bool
	stop, ended  chan struct{}
}

// Write writes a message above the progress.
func (s *status) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear()
	return s.out.Write(p)
}

func (s *status) clear() {
	if s.drawn {
		io.WriteString(s.out, "\r\x1b[K")
		s.drawn = false
	}
}

// begin starts to tell. It must be ended.
func (s *status) begin() {
	s.started = s.now()
	s.stop, s.ended = make(chan struct{}), make(chan struct{})
	go s.run()
}

func (s *status) run() {
	defer close(s.ended)
	each := lineEach
	if s.terminal {
		each = showEach
	}
	tick := time.NewTicker(each)
	defer tick.Stop()
	for {
		select {
		case <-s.stop:
			return
		case <-tick.C:
			s.show()
		}
	}
}

func (s *status) show() {
	text := s.text()
	if !s.terminal {
		s.tell(text)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now().Sub(s.started) >= showAfter {
		s.clear()
		io.WriteString(s.out, s.line(text))
		s.drawn = true
	}
}

// end stops to tell and leaves nothing of it on a terminal.
func (s *status) end() {
	close(s.stop)
	<-s.ended
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear()
}

// count says that one more input is done.
func (s *status) count(failed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done++
	if failed {
		s.failed++
	}
}

// text is "132/500 documents, 3 failed, 41.2/s, 9s left".
func (s *status) text() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	took := s.now().Sub(s.started)
	rate := float64(s.done) / max(took.Seconds(), 1e-3)
	speed := fmt.Sprintf("%.1f", rate)
	if s.total == 0 || s.done == 0 {
		return say.Errorf("%d documents, %d failed, %s/s", s.done, s.failed, speed)
	}
	left := time.Duration(float64(s.total-s.done) / rate * float64(time.Second)).Round(time.Second)
	return say.Errorf("%d/%d documents, %d failed, %s/s, %s left", s.done, s.total, s.failed, speed, left)
}
