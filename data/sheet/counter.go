package sheet

import (
	"io"
	"sync/atomic"
)

// counter counts the bytes taken from a file; another goroutine may look at it
// to show progress.
type counter struct {
	done, total atomic.Int64
}

func (c *counter) reset() { c.done.Store(0) }

// of counts what is read from r.
func (c *counter) of(r io.Reader) io.Reader { return &countingReader{r, c} }

type countingReader struct {
	from  io.Reader
	count *counter
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.count.done.Add(int64(n))
	return n, err
}
