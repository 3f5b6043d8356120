package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/parser/lexicon"
)

// batchRun is one run of extract.
type batchRun struct {
	app    *app
	o      extractOptions
	format export.Format
	shard  batch.Shard
	worker *batch.Worker
	found  batch.Found
	engine batch.Engine
	status *status

	totals   batch.Totals
	targets  int
	entries  []batch.Entry // where a manifest or a summary needs them
	missing  int           // things that documents lack and --require asks for
	problems []string      // for the summary
	lost     bool          // an output could not be written
	stopped  bool          // by --fail-fast, or because no output can be written
}

func (r *batchRun) do(ctx context.Context) error {
	if err := r.describe(); err != nil {
		return err
	}
	ctx, stop := untilSignal(ctx)
	defer stop()
	r.status = r.app.newStatus(r.size())
	if !r.o.quiet {
		r.status.begin()
		defer r.status.end()
	}
	if err := r.found.PassedOver(); err != nil {
		r.note(err)
	}
	var err error
	switch {
	case r.o.toFolder():
		err = r.toFolder(ctx)
	case r.o.toStdout():
		err = r.toStdout(ctx)
	default:
		err = r.toFile(ctx)
	}
	if err == nil && r.o.manifest != "" {
		err = batch.WriteManifest(r.o.manifest, r.engine, r.complete(ctx), r.entries)
	}
	if err == nil && r.format.Name == githubFormat {
		err = r.summarize()
	}
	return r.result(ctx, err)
}

// describe says what decides on the outputs, where a manifest tells of it.
func (r *batchRun) describe() error {
	if r.o.manifest == "" && !r.o.toFolder() {
		return nil
	}
	words, err := lexicon.Version(r.app.lexicons...)
	r.engine = batch.Engine{Generator: generator, Lexicon: words, Settings: r.o.settings(r.format), Shard: r.shard.String()}
	return err
}

// size is the number of inputs, 0 where it is not known.
func (r *batchRun) size() int {
	if r.o.streams() {
		return 0
	}
	n := 0
	for _, in := range r.found.Inputs {
		if r.shard.Has(in.ID) {
			n++
		}
	}
	return n
}

func (r *batchRun) note(err error) {
	if !r.o.quiet {
		r.app.note(err)
	}
}

func (r *batchRun) complete(ctx context.Context) bool { return ctx.Err() == nil && !r.stopped }

// inputs are the documents to be, in their order.
func (r *batchRun) inputs() iter.Seq[batch.Input] {
	return func(yield func(batch.Input) bool) {
		for _, in := range r.found.Inputs {
			if !r.o.streams() || in.Err != nil {
				if !yield(in) {
					return
				}
				continue
			}
			for one := range r.stream(in) {
				if !yield(one) {
					return
				}
			}
		}
	}
}

// stream are the documents in the lines of an input.
func (r *batchRun) stream(in batch.Input) iter.Seq[batch.Input] {
	return func(yield func(batch.Input) bool) {
		lines := r.app.stdin
		if in.Path != batch.StandardInput {
			f, err := os.Open(in.Path)
			if err != nil {
				in.Err = say.Errorf("%s: %w", in.Path, say.Reason(err))
				yield(in)
				return
			}
			defer f.Close()
			lines = f
		}
		batch.ReadStream(in.Path, lines, int64(r.o.maxText))(yield)
	}
}

// jobs are the inputs of the shard. An output has the same name whatever the
// shard.
func (r *batchRun) jobs() iter.Seq[batch.Job] {
	names := batch.NewNamer(ending(r.format))
	return func(yield func(batch.Job) bool) {
		for in := range r.inputs() {
			job := batch.Job{Input: in}
			collided := false
			if r.worker.Folder != nil {
				job.Name, collided = names.Name(in.ID)
			}
			if !r.shard.Has(in.ID) {
				continue
			}
			if collided {
				r.note(say.Errorf("%s: another input has an output of that name; this one's is %s", in.Where(), r.worker.Folder.Path(job.Name)))
			}
			if !yield(job) {
				return
			}
		}
	}
}

// ending is that of the outputs in a folder, "" where the format has none.
func ending(f export.Format) string {
	if len(f.Endings) == 0 {
		return ""
	}
	return f.Endings[0]
}

// each puts what becomes of each input. Idle is called when the next one is
// waited for.
func (r *batchRun) each(ctx context.Context, put func(batch.Outcome) error, idle func()) error {
	pool := batch.Pool[batch.Job, batch.Outcome]{
		Jobs: r.o.workers(),
		Work: func(job batch.Job) batch.Outcome { return r.worker.Do(ctx, job) },
		Idle: idle,
	}
	for out := range pool.Run(ctx, r.jobs()) {
		if errors.Is(out.Err, context.Canceled) {
			continue // it was still waited for
		}
		r.record(&out)
		if err := put(out); err != nil {
			return err
		}
		if out.Err != nil && r.o.failFast || out.Fatal() {
			r.stopped = true
			return nil
		}
	}
	return nil
}

// record tells of what became of an input and counts it.
func (r *batchRun) record(out *batch.Outcome) {
	r.status.count(out.Err != nil)
	r.totals.Add(out.Entry)
	if r.o.manifest != "" {
		r.entries = append(r.entries, out.Entry)
	}
	if out.Err != nil {
		r.lost = r.lost || out.Code == batch.CodeUnwritable
		r.problem(out.Err)
		return
	}
	r.targets += out.Counts.Targets
	r.require(out)
}

// require looks for what every document must hold.
func (r *batchRun) require(out *batch.Outcome) {
	for _, q := range batch.Requirements {
		if !slices.Contains(r.o.require, q.Name) || q.Count(*out.Counts) > 0 {
			continue
		}
		err := say.Errorf("%s: no %s, which --require asks for", out.Where(), q.Name)
		r.problem(err)
		r.missing++
		if r.format.Name == githubFormat {
			a := export.Annotation{Severity: model.SeverityError, File: out.Input.Path, Title: "require", Message: "no " + q.Name}
			out.Body = append(out.Body, a.String()+"\n"...)
		}
	}
}

// problem tells of an error now, and in the summary.
func (r *batchRun) problem(err error) {
	r.app.complain(err)
	if r.format.Name == githubFormat {
		r.problems = append(r.problems, err.Error())
	}
}

// toStdout writes all documents to standard output.
func (r *batchRun) toStdout(ctx context.Context) error {
	b := bufio.NewWriterSize(r.app.stdout, 64<<10)
	err := r.all(ctx, b, func() { b.Flush() }) // an error of it comes again
	if err == nil {
		err = b.Flush()
	}
	return stdoutError(err)
}

// toFile writes all documents to one file.
func (r *batchRun) toFile(ctx context.Context) error {
	return export.WriteFile(r.o.output, func(w io.Writer) error {
		if err := r.all(ctx, w, nil); err != nil {
			return err
		}
		switch {
		case ctx.Err() != nil:
			return say.Errorf("%s: interrupted, not written", r.o.output)
		case r.stopped:
			return say.Errorf("%s: not written, for an input failed (--fail-fast)", r.o.output)
		case r.totals.Documents > 0 && r.totals.Done == 0:
			return usage("%s: not written, for no input could be read", r.o.output)
		}
		return nil
	})
}

func (r *batchRun) all(ctx context.Context, w io.Writer, idle func()) error {
	out, err := export.NewWriter(w, r.format, r.o.Options)
	if err != nil {
		return err
	}
	err = r.each(ctx, func(one batch.Outcome) error {
		if one.Body == nil {
			return nil
		}
		return out.Put(one.Body)
	}, idle)
	if err != nil {
		return err
	}
	return out.Close()
}

// toFolder writes a file for each document.
func (r *batchRun) toFolder(ctx context.Context) error {
	folder, err := batch.OpenFolder(r.o.output, r.engine, r.o.resume)
	if err != nil {
		return err
	}
	r.worker.Folder = folder
	if folder.Redone() {
		r.note(say.Errorf("%s: the outputs there are of another version, or of other words or flags; all are made anew", r.o.output))
	}
	err = r.each(ctx, func(out batch.Outcome) error { return folder.Add(out.Entry) }, nil)
	complete := err == nil && r.complete(ctx)
	if complete {
		if stale := folder.Stale(); len(stale) > 0 {
			r.note(say.Errorf("%s: left from an earlier run and not made by this one: %d outputs, such as %s", r.o.output, len(stale), stale[0]))
		}
	}
	if e := folder.Close(complete); err == nil {
		err = e
	}
	return err
}

// result is how the run ends.
func (r *batchRun) result(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil && err != nil:
		return interruption(ctx, err)
	case ctx.Err() != nil && r.o.toFolder():
		return interruption(ctx, say.Errorf("interrupted after %d documents; --resume goes on from there", r.totals.Documents))
	case ctx.Err() != nil:
		return interruption(ctx, say.Errorf("interrupted after %d documents", r.totals.Documents))
	case err != nil:
		return err
	case r.totals.Failed > 0 && r.totals.Documents > 1 && !r.o.quiet:
		r.note(say.Errorf("%d of %d inputs failed", r.totals.Failed, r.totals.Documents))
	}
	switch {
	case r.lost: // which is the failure of no input
		return &exitError{code: exitFailed}
	case r.totals.Failed > 0 && r.o.exitZero:
	case r.totals.Failed > 0 && r.totals.Done == 0:
		return &exitError{code: exitUsage}
	case r.totals.Failed > 0:
		return &exitError{code: exitFailed}
	}
	if r.missing > 0 {
		return &exitError{code: exitFound}
	}
	return nil
}

func (a *app) newStatus(total int) *status {
	s := &status{out: a.stderr, terminal: isTerminal(a.stderr), total: total, now: time.Now}
	s.tell = a.note
	s.line = func(err error) string { return say.In(a.lang, err) }
	a.stderr = s // messages go through it
	return s
}
