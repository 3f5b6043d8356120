// Package say makes messages that can be told in more than one language.
//
// A message is an error that keeps its format and arguments. Error gives it in
// English, so that the package can stand wherever fmt.Errorf does.
package say

import "fmt"

// Message is an error that can be told in another language.
type Message struct {
	Format string // in English, as of fmt.Errorf
	Args   []any

	err error
}

// Errorf is fmt.Errorf, %w included, with a result that can be translated.
func Errorf(format string, args ...any) error {
	return &Message{Format: format, Args: args, err: fmt.Errorf(format, args...)}
}

// Error is the message in English.
func (m *Message) Error() string { return m.err.Error() }

// Unwrap gives what fmt.Errorf made, which wraps the arguments of %w.
func (m *Message) Unwrap() error { return m.err }
