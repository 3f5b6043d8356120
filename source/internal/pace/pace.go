// Package pace helps tests to see that time does not grow with the square of
// the size.
package pace

import (
	"testing"
	"time"

	"github.com/fenjie/fenjie/internal/race"
)

const (
	small, large = 64 << 10, 512 << 10
	// most is how many times longer large may take: eight times is linear, 64
	// times a square. What takes less than little is not looked at.
	most   = 32
	little = 200 * time.Millisecond
	// tries are made because other programs may take the processor away.
	tries = 5
)

// Check fails where a run over large inputs takes too much longer than one over
// small ones. Prepare makes an input of about n bytes and gives what runs it.
func Check(t *testing.T, name string, prepare func(n int) func()) {
	t.Helper()
	if testing.Short() || race.On {
		t.Skip("takes a while")
	}
	runSmall, runLarge := prepare(small), prepare(large)
	var first, second time.Duration
	for range tries {
		first, second = spent(runSmall), spent(runLarge)
		if second <= most*first+little {
			t.Logf("%-24s %v, %v", name, first, second)
			return
		}
	}
	t.Errorf("%s: %v for %d bytes, %v for %d", name, first, small, second, large)
}

func spent(run func()) time.Duration {
	begin := time.Now()
	run()
	return time.Since(begin)
}
