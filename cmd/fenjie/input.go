package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// find finds the inputs that args and the flags of o name.
func (a *app) find(o extractOptions, args []string) (batch.Found, error) {
	finder := batch.Finder{Endings: endings(o.from)}
	if o.toFolder() {
		finder.Except = o.output
	}
	if o.list == "" {
		if len(args) == 0 && isTerminal(a.stdin) {
			return batch.Found{}, noInput("extract")
		}
		if len(args) == 0 {
			args = []string{batch.StandardInput}
		}
		return finder.Find(args, nil), nil
	}
	listed, err := a.readList(o)
	if err != nil {
		return batch.Found{}, &exitError{exitUsage, err}
	}
	return finder.Find(args, listed), nil
}

// readList reads the paths of --files-from.
func (a *app) readList(o extractOptions) ([]string, error) {
	if o.list == batch.StandardInput {
		return batch.ReadList(o.list, a.stdin, o.null)
	}
	f, err := os.Open(o.list)
	if err != nil {
		return nil, say.Errorf("--files-from: %s: %w", o.list, say.Reason(err))
	}
	defer f.Close()
	return batch.ReadList(o.list, f, o.null)
}

// endings are those of the files that are taken from folders. Documents that
// cannot be read are taken too: they must not be missed.
func endings(from string) []string {
	if from == streamFormat {
		return []string{".ndjson", ".jsonl"}
	}
	return source.Endings()
}

func noInput(command string) error {
	return usage("no input: name a file, as in \"fenjie %s plan.txt\", or pipe a document in", command)
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

// reader says how an input is decoded and parsed.
type reader struct {
	decoder source.Decoder
	parser  parser.Parser
}

// readOne reads and parses the one input that args name, standard input if they
// name none.
func (a *app) readOne(ctx context.Context, r reader, command string, args []string) (export.Item, error) {
	path := batch.StandardInput
	switch {
	case len(args) > 0:
		path = args[0]
	case isTerminal(a.stdin):
		return export.Item{}, noInput(command)
	}
	item, err := a.read(ctx, r, path)
	if err != nil && ctx.Err() == nil {
		err = &exitError{exitUsage, err} // nothing could be read
	}
	return item, err
}

// read reads and parses one input, unless ctx is done before.
func (a *app) read(ctx context.Context, r reader, path string) (export.Item, error) {
	return a.readFrom(ctx, r, batch.File(path))
}

func (a *app) readFrom(ctx context.Context, r reader, in batch.Input) (export.Item, error) {
	if r.decoder.MaxSize == 0 {
		r.decoder.MaxSize, r.decoder.MaxText = defaultMaxSize, defaultMaxText
	}
	r.parser.Lexicon = a.words
	w := batch.Worker{Decoder: r.decoder, Parser: r.parser, Stdin: a.stdin}
	return w.Read(ctx, in)
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
