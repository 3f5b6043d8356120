package batch

import (
	"context"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// settled says that no goroutine is left that was not there before.
func settled(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func TestPoolKeepsOrder(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, jobs := range []int{0, 1, 2, 7, 64} {
		var held, most atomic.Int64
		inputs := func(yield func(int) bool) {
			for i := range 300 {
				most.Store(max(most.Load(), held.Add(1)))
				if !yield(i) {
					return
				}
			}
		}
		p := Pool[int, int]{Jobs: jobs, Work: func(i int) int {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			return i * i
		}}
		i := 0
		for got := range p.Run(context.Background(), inputs) {
			held.Add(-1)
			if got != i*i {
				t.Fatalf("%d jobs: result %d is %d", jobs, i, got)
			}
			i++
		}
		if i != 300 {
			t.Errorf("%d jobs: %d results", jobs, i)
		}
		if limit := int64(2*max(jobs, 1) + 2); most.Load() > limit {
			t.Errorf("%d jobs: %d inputs held, more than %d", jobs, most.Load(), limit)
		}
	}
	settled(t, before)
}

func TestPoolStops(t *testing.T) {
	before := runtime.NumGoroutine()
	p := Pool[int, int]{Jobs: 4, Work: func(i int) int { return i }}
	for got := range p.Run(context.Background(), count(1_000_000)) {
		if got == 10 {
			break
		}
	}
	settled(t, before)

	// The end of ctx leaves a whole beginning.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var begun atomic.Int64
	p.Work = func(i int) int { begun.Add(1); return i }
	var got []int
	for i := range p.Run(ctx, count(1_000_000)) {
		if got = append(got, i); i == 100 {
			cancel()
		}
	}
	if !slices.Equal(got, slices.Collect(count(len(got)))) || len(got) <= 100 || len(got) > 120 {
		t.Errorf("%d results after the end at 100", len(got))
	}
	if int64(len(got)) != begun.Load() {
		t.Errorf("%d results of %d that were begun", len(got), begun.Load())
	}
	settled(t, before)
}

// TestPoolLeavesWaiting ends while the input that comes next never does.
func TestPoolLeavesWaiting(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	never := make(chan int)
	inputs := func(yield func(int) bool) {
		if yield(1) {
			<-never
		}
	}
	idle := 0
	p := Pool[int, int]{Work: func(i int) int { return i }, Idle: func() { idle++ }}
	results := 0
	for range p.Run(ctx, inputs) {
		results++
		time.AfterFunc(20*time.Millisecond, cancel)
	}
	if results != 1 || idle == 0 {
		t.Errorf("%d results, idle %d times", results, idle)
	}
	close(never)
	settled(t, before)
}
