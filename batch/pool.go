// Package batch does the same work on many inputs: it finds them, works on some
// at once, hands on what came of them in their order, and remembers in a
// manifest what was done.
package batch

import (
	"context"
	"iter"
	"sync"
)

// Pool works on several inputs at once and gives the results in the order of the
// inputs. At most 2 Jobs + 2 inputs are held at any time, however many there are.
type Pool[I, O any] struct {
	Jobs int       // inputs in work at once; less than 1 means 1
	Work func(I) O // called by several goroutines

	// Idle is called when the next result is not there yet, from the goroutine
	// that ranges over Run; nil: nothing is.
	Idle func()
}

// task is an input on its way to its result. The channel holds one; it is closed
// if the input was never worked on.
type task[I, O any] struct {
	input  I
	result chan O
}

// Run ranges over the results. When ctx is done, or the loop ends, no further
// input is taken, those in hand are finished, and their results are given if the
// loop still asks for them. Run returns when no Work goes on. An input that is
// being waited for then (standard input that says nothing) is left behind.
func (p Pool[I, O]) Run(ctx context.Context, inputs iter.Seq[I]) iter.Seq[O] {
	return func(yield func(O) bool) {
		jobs := max(p.Jobs, 1)
		r := run[I, O]{
			order: make(chan task[I, O], jobs),
			tasks: make(chan task[I, O]),
			stop:  make(chan struct{}),
			idle:  p.Idle,
		}
		var workers sync.WaitGroup
		for range jobs {
			workers.Go(func() { r.work(p.Work) })
		}
		go r.feed(inputs)
		r.collect(ctx, yield)
		r.end()
		workers.Wait()
	}
}

type run[I, O any] struct {
	order chan task[I, O] // in the order of the inputs, closed after the last
	tasks chan task[I, O]
	stop  chan struct{}
	once  sync.Once
	idle  func()

	giving sync.Mutex // held while an input is on its way
}

func (r *run[I, O]) end() { r.once.Do(func() { close(r.stop) }) }

// feed gives each input to collect, for its turn, and to a worker.
func (r *run[I, O]) feed(inputs iter.Seq[I]) {
	defer close(r.order)
	for input := range inputs {
		if !r.give(task[I, O]{input, make(chan O, 1)}) {
			return
		}
	}
}

func (r *run[I, O]) give(t task[I, O]) bool {
	r.giving.Lock()
	defer r.giving.Unlock()
	if r.ended() {
		return false
	}
	select {
	case r.order <- t:
	case <-r.stop:
		return false
	}
	select {
	case r.tasks <- t:
		return true
	case <-r.stop:
		close(t.result)
		return false
	}
}

func (r *run[I, O]) work(do func(I) O) {
	for {
		select {
		case t := <-r.tasks:
			t.result <- do(t.input)
		case <-r.stop:
			return
		}
	}
}

func (r *run[I, O]) ended() bool {
	select {
	case <-r.stop:
		return true
	default:
		return false
	}
}

// collect yields the results in order. After the end of ctx it takes those that
// were begun.
func (r *run[I, O]) collect(ctx context.Context, yield func(O) bool) {
	for {
		t, ok := r.next(ctx)
		if !ok {
			return
		}
		result, ok := r.wait(t)
		if ok && !yield(result) {
			return
		}
	}
}

// next is the task whose result comes next; there is none after the last input,
// nor when ctx is done and nothing more is begun.
func (r *run[I, O]) next(ctx context.Context) (t task[I, O], ok bool) {
	if ctx.Err() == nil {
		select {
		case t, ok = <-r.order:
			return t, ok
		default:
			r.rest()
		}
		select {
		case t, ok = <-r.order:
			return t, ok
		case <-ctx.Done():
		}
	}
	r.end()
	r.giving.Lock() // from here on nothing is given
	defer r.giving.Unlock()
	select {
	case t, ok = <-r.order:
	default:
	}
	return t, ok
}

// wait is the result of t, not ok if it was never worked on.
func (r *run[I, O]) wait(t task[I, O]) (result O, ok bool) {
	select {
	case result, ok = <-t.result:
		return result, ok
	default:
	}
	r.rest()
	result, ok = <-t.result
	return result, ok
}

func (r *run[I, O]) rest() {
	if r.idle != nil {
		r.idle()
	}
}
