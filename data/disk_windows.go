package data

import (
	"errors"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// sameDisk reports whether two folders lie on one drive.
func sameDisk(a, b string) bool {
	one, other := filepath.VolumeName(a), filepath.VolumeName(b)
	return one != "" && strings.EqualFold(one, other)
}

// isFull reports whether the system said that a disk is full.
func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}
