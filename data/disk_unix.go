//go:build !windows

package data

import (
	"errors"
	"os"
	"syscall"
)

// sameDisk reports whether two folders lie on one disk; of a folder that is not
// there nothing is known.
func sameDisk(a, b string) bool {
	of := func(folder string) (uint64, bool) {
		info, err := os.Stat(folder)
		if err != nil {
			return 0, false
		}
		stat, is := info.Sys().(*syscall.Stat_t)
		if !is {
			return 0, false
		}
		return uint64(stat.Dev), true //nolint:unconvert // its type differs between systems
	}
	one, known := of(a)
	other, both := of(b)
	return known && both && one == other
}

// isFull reports whether the system said that a disk is full.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
