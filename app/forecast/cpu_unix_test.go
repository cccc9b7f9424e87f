//go:build unix

package forecast

import (
	"syscall"
	"time"
)

// cpuTime is what this process has used of the processor, so that a benchmark
// tells the same on a machine that does other work.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &use) != nil {
		return 0
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
