package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// Worker turns an input into a piece of an output. It may be used by several
// goroutines.
type Worker struct {
	Decoder source.Decoder // with the limit of size
	Parser  parser.Parser
	Format  export.Format
	Options export.Options
	Stdin   io.Reader     // of the input StandardInput
	Timeout time.Duration // for one input; 0: no limit
	Folder  *Folder       // where each output is written; nil: nowhere
}

// Job is an input with the name of its output in the folder of the worker.
type Job struct {
	Input
	Name string
}

// Outcome is what became of a job. Body is what stands for it in an output of
// all: its document, or in some formats its failure; nil if nothing does.
type Outcome struct {
	Job
	Entry
	Body []byte
	Err  error // nil if it is done
	Kept bool  // the output is that of an earlier run
}

// Fatal says whether the run had better stop: other outputs will fail alike.
func (o Outcome) Fatal() bool { return CodeOf(o.Err) == CodeUnwritable && hopeless(o.Err) }

// Do does a job. It does not fail: a failure, a panic too, is an outcome. An
// input that is still waited for when ctx is done has the error of ctx; one that
// was read is finished.
func (w *Worker) Do(ctx context.Context, job Job) Outcome {
	limit := context.Background()
	if w.Timeout > 0 {
		var cancel context.CancelFunc
		limit, cancel = context.WithTimeout(limit, w.Timeout)
		defer cancel()
	}
	out := Outcome{Job: job, Entry: Entry{ID: job.Input.ID, Path: job.Path, Line: job.Line, Status: StatusDone}}
	data, err := w.loadUntil(ctx, limit, job.Input)
	if err == nil {
		out.SHA256 = hashOf(data)
		out.Entry, out.Kept = w.kept(out)
	}
	if err == nil && !out.Kept {
		out.Body, err = w.make(limit, &out, data)
	}
	if err != nil {
		w.fail(&out, err)
	}
	return out
}

// loadUntil is load, unless one of the contexts ends before. What is at hand needs
// no waiting.
func (w *Worker) loadUntil(ctx, limit context.Context, in Input) ([]byte, error) {
	if in.Streamed() || in.Err != nil {
		return w.load(in)
	}
	return await(ctx, limit, func(context.Context) ([]byte, error) { return w.load(in) })
}

// kept is the entry of an earlier run that saves the work.
func (w *Worker) kept(out Outcome) (Entry, bool) {
	if w.Folder != nil {
		if e, ok := w.Folder.Done(out.Entry.ID, out.SHA256, out.Name); ok {
			return e, true
		}
	}
	return out.Entry, false
}

// make parses data and writes it as the format and the folder want it.
func (w *Worker) make(limit context.Context, out *Outcome, data []byte) ([]byte, error) {
	type made struct {
		body   []byte
		counts Counts
	}
	got, err := await(limit, limit, func(ctx context.Context) (m made, err error) {
		item, err := w.parse(ctx, out.Input, data)
		if err != nil {
			return m, err
		}
		m.counts = CountsOf(item.Doc)
		m.body, err = w.encode(item)
		return m, err
	})
	if err != nil {
		return nil, err
	}
	counts := got.counts // a pointer into got would keep its body for as long as the entry
	out.Counts = &counts
	if w.Folder == nil {
		return got.body, nil
	}
	out.Output, out.OutputSHA256 = out.Name, hashOf(got.body)
	if err := w.Folder.Write(out.Name, got.body); err != nil {
		return nil, &Error{CodeUnwritable, err}
	}
	return nil, nil
}

// encode is what stands for a document in an output of all, or in a folder an
// output of its own.
func (w *Worker) encode(item export.Item) ([]byte, error) {
	if w.Folder == nil {
		return w.Format.Encode(item, w.Options)
	}
	var b bytes.Buffer
	err := w.Format.Write(&b, slices.Values([]export.Item{item}), w.Options)
	return b.Bytes(), err
}

// Read reads and parses an input. Errors begin with its path.
func (w *Worker) Read(ctx context.Context, in Input) (export.Item, error) {
	item, err := await(ctx, ctx, func(ctx context.Context) (export.Item, error) {
		data, err := w.load(in)
		if err != nil {
			return export.Item{}, err
		}
		return w.parse(ctx, in, data)
	})
	return item, w.explain(in, err)
}

func (w *Worker) parse(ctx context.Context, in Input, data []byte) (export.Item, error) {
	text, err := w.decode(in, data)
	if err != nil {
		return export.Item{}, &Error{CodeUndecodable, err}
	}
	doc, err := w.Parser.ParseContext(ctx, text)
	return export.Item{Doc: doc, Text: text, ID: in.Key}, err
}

// load gives the bytes of an input.
func (w *Worker) load(in Input) (data []byte, err error) {
	switch {
	case in.Err != nil:
		err = in.Err
	case in.Streamed():
		return []byte(in.Text), nil
	case in.From != nil:
		data, err = w.Decoder.Load(in.Path, in.From)
	case in.Path == StandardInput:
		data, err = w.Decoder.Load(in.Path, w.Stdin)
	default:
		data, err = w.Decoder.LoadFile(in.Path)
	}
	if err != nil {
		err = &Error{CodeOf(err), err}
	}
	return data, err
}

// decode reads the text of a stream as it is: it was decoded already.
func (w *Worker) decode(in Input, data []byte) (*source.Text, error) {
	if in.Streamed() {
		return source.Decoder{Encoding: "utf-8", Format: "txt"}.Decode(in.ID, data)
	}
	return w.Decoder.Decode(in.Path, data)
}

// explain is err as it is told.
func (w *Worker) explain(in Input, err error) error {
	var e *panicError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return coded(CodeTimeout, "%s: not done within %s, the limit of --timeout", in.Where(), w.Timeout)
	case errors.As(err, &e):
		return coded(CodeInternal, "%s: internal error, please report it: %v", in.Where(), e.value)
	}
	return err
}

// fail says in out why there is no document.
func (w *Worker) fail(out *Outcome, err error) {
	err = w.explain(out.Input, err)
	out.Err = err
	out.Status, out.Code, out.Error = StatusFailed, CodeOf(err), strings.TrimPrefix(err.Error(), out.Where()+": ")
	out.Output, out.OutputSHA256, out.Counts, out.Body = "", "", nil, nil
	bad := export.Failure{ID: out.Key, Path: out.Entry.Path, Line: out.Entry.Line, Code: out.Code, Message: out.Error}
	if body, err := w.Format.EncodeFailure(bad, w.Options); err == nil {
		out.Body = body
	}
}

// Where is the place of the input in messages: plan.txt, or all.ndjson:7.
func (in Input) Where() string {
	if in.Line > 0 {
		return fmt.Sprintf("%s:%d", in.Path, in.Line)
	}
	return in.Path
}

// panicError is a panic as an error.
type panicError struct{ value any }

func (e *panicError) Error() string { return fmt.Sprint(e.value) }

// Await is do, or the error of ctx if that ends before it: then do is left behind,
// for who waits for input cannot be stopped.
func Await[T any](ctx context.Context, do func(context.Context) (T, error)) (T, error) {
	return await(ctx, ctx, do)
}

// await is do, or the error of the context that ends before it: a reader that
// waits for input cannot be stopped, but it can be left behind.
func await[T any](ctx, limit context.Context, do func(context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	results := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if e := recover(); e != nil {
				r.err = &panicError{e}
			}
			results <- r
		}()
		r.value, r.err = do(limit)
	}()
	var none T
	select {
	case r := <-results:
		return r.value, r.err
	case <-ctx.Done():
		return none, ctx.Err()
	case <-limit.Done():
		return none, limit.Err()
	}
}
