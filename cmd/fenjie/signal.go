package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// stopSignal is the cause of a context that a signal ended.
type stopSignal struct{ os.Signal }

func (s stopSignal) Error() string { return s.String() }

// untilSignal is ctx until the user, or the system, asks the program to stop. A
// second time ends the program at once. A signal that the parent has it ignore,
// as nohup does, is still ignored. The function must be called in the end.
func untilSignal(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	done := make(chan struct{})
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(stopSignal{s})
		case <-done:
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel(nil)
	}
}

// interruption is the error of a run that ctx ended: 130 after an interrupt, 143
// after a request to terminate.
func interruption(ctx context.Context, err error) error {
	code := exitInterrupted
	var s stopSignal
	if errors.As(context.Cause(ctx), &s) {
		if n, ok := s.Signal.(syscall.Signal); ok {
			code = 128 + int(n)
		}
	}
	return &exitError{code, err}
}
