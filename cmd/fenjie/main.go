// Fenjie reads Chinese policy documents into tables of tasks and targets.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/internal/say"
)

// Exit codes.
const (
	exitOK          = 0
	exitFound       = 1 // ran, and found what the user asked to be told of
	exitUsage       = 2 // wrong usage: nothing was done
	exitFailed      = 3 // some input could not be read (all others were done), or the output not be written
	exitInterrupted = 130
)

// exitError is an error that has an exit code of its own. A nil err was
// printed when it happened.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usage is an error of the command line or the settings.
func usage(format string, args ...any) error {
	return &exitError{exitUsage, say.Errorf(format, args...)}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program: it does what args say and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return runContext(context.Background(), args, stdin, stdout, stderr)
}

func runContext(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := newRootCmd(a)
	root.SetArgs(append([]string{}, args...))
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	withDefaults(root)
	a.listen(root, args)
	err := root.ExecuteContext(ctx)
	if word, ok := unknownCommand(err); ok {
		err = hint(root, word, err)
	}
	return a.exit(err)
}

// unknownCommand is the word that cobra says is no command of fenjie.
func unknownCommand(err error) (word string, ok bool) {
	if err == nil {
		return "", false
	}
	rest, ok := strings.CutPrefix(err.Error(), "unknown command ")
	if !ok || !strings.HasSuffix(rest, ` for "fenjie"`) {
		return "", false
	}
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return "", false
	}
	word, err = strconv.Unquote(quoted)
	return word, err == nil
}

// hint says what an unknown command was meant to be.
func hint(root *cobra.Command, word string, err error) error {
	if _, e := os.Stat(word); e == nil {
		return usage("%w; %s", err, say.Hintf("did you mean \"fenjie show %s\"?", word))
	}
	var names []string
	for _, cmd := range root.Commands() {
		if !cmd.Hidden {
			names = append(names, cmd.Name())
		}
	}
	return usage("%w; %s", err, guess(word, names))
}

// exit prints err, once, and returns its code. A reader of our output that
// went away has had enough: that is no error.
func (a *app) exit(err error) int {
	if err == nil || errors.Is(err, syscall.EPIPE) {
		return exitOK
	}
	code := exitFailed
	if e := (*exitError)(nil); errors.As(err, &e) {
		code = e.code
	} else if !a.started {
		code, err = exitUsage, &exitError{exitUsage, err}
	}
	a.complain(err)
	return code
}
