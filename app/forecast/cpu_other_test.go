//go:build !unix

package forecast

import "time"

var started = time.Now()

func cpuTime() time.Duration { return time.Since(started) }
