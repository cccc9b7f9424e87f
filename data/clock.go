package data

import (
	"sync"
	"time"
)

// clock is a hybrid logical clock: 48 bits of Unix milliseconds and 16 bits of
// counter in one integer. It never goes back, whatever the computer's clock
// does, and never refuses a stamp from elsewhere for being far off.
type clock struct {
	mu   sync.Mutex
	last int64
}

const clockBits = 16

// next is a stamp greater than every one given or seen before.
func (c *clock) next(now time.Time) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = max(c.last+1, now.UnixMilli()<<clockBits)
	return c.last
}

// saw moves the clock past a stamp from the log or from another device.
func (c *clock) saw(stamp int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = max(c.last, stamp)
}
