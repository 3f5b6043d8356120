package main

import (
	"context"
	"fmt"
	"iter"
	"os"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
	"github.com/spf13/cobra"
)

// standardInput is the path by which a user names it.
const standardInput = "-"

// inputs are the paths to read: args, or standard input where there are none
// and no person sits at it.
func (a *app) inputs(command string, args []string) ([]string, error) {
	if len(args) == 0 {
		if isTerminal(a.stdin) {
			return nil, usage("no input: name a file, as in \"fenjie %s plan.txt\", or pipe a document in", command)
		}
		return []string{standardInput}, nil
	}
	times := 0
	for _, path := range args {
		if path == standardInput {
			times++
		}
	}
	if times > 1 {
		return nil, usage("-: standard input can be read only once")
	}
	return args, nil
}

// addEncoding adds the flag that says how to decode inputs.
func addEncoding(cmd *cobra.Command, encoding *string) {
	known := choice{value: encoding, names: []string{"NAME"}, check: func(s string) error {
		return source.Decoder{Encoding: s}.Check()
	}}
	cmd.Flags().Var(known, "encoding", "encoding of the inputs, found for each if not given")
	completeWith(cmd, "encoding", source.Encodings())
}

// addRelative adds the flag that asks for wording without a number.
func addRelative(cmd *cobra.Command, relative *bool) {
	cmd.Flags().BoolVar(relative, "relative", false, "add records of kind relative, which have no number: 高于全省平均水平")
}

// reader says how inputs are decoded and parsed.
type reader struct {
	decoder source.Decoder
	parser  parser.Parser
}

// batch reads inputs one after the other and goes on past those that cannot
// be read.
type batch struct {
	app    *app
	reader reader
	paths  []string

	done   int // inputs that were read
	failed int // inputs that could not be read, each complained of
}

// items are the documents of the inputs, in their order, until ctx is done.
func (b *batch) items(ctx context.Context) iter.Seq[export.Item] {
	return func(yield func(export.Item) bool) {
		for _, path := range b.paths {
			item, err := b.app.read(ctx, b.reader, path)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				b.failed++
				b.app.complain(err)
				continue
			}
			b.done++
			if !yield(item) {
				return
			}
		}
	}
}

// read reads and parses one input, unless ctx is done before.
func (a *app) read(ctx context.Context, r reader, path string) (export.Item, error) {
	return a.readText(ctx, r, path, func() (*source.Text, error) {
		if path == standardInput {
			return r.decoder.Read(path, a.stdin)
		}
		return r.decoder.Open(path)
	})
}

// readText parses the text that decode gives, unless ctx is done before: a reader
// that waits for input cannot be stopped, but it can be left behind.
func (a *app) readText(ctx context.Context, r reader, path string, decode func() (*source.Text, error)) (export.Item, error) {
	type result struct {
		item export.Item
		err  error
	}
	results := make(chan result, 1)
	go func() {
		item, err := a.parse(r, path, decode)
		results <- result{item, err}
	}()
	select {
	case got := <-results:
		return got.item, got.err
	case <-ctx.Done():
		return export.Item{}, ctx.Err()
	}
}

// parse reads and parses one input. A panic is an error of this input alone:
// it must not take the documents beside it along.
func (a *app) parse(r reader, path string, decode func() (*source.Text, error)) (item export.Item, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("%s: internal error, please report it: %v", path, e)
		}
	}()
	text, err := decode()
	if err != nil {
		return export.Item{}, err
	}
	r.parser.Lexicon = a.words
	return export.Item{Doc: r.parser.Parse(text), Text: text}, nil
}

// sameFile says whether two paths name one file that exists.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
