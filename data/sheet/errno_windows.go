package sheet

import (
	"errors"
	"syscall"
)

// Codes of the Windows interface that package syscall does not name.
const (
	writeProtected   = syscall.Errno(19)
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	handleDiskFull   = syscall.Errno(39)
	diskFull         = syscall.Errno(112)
)

func isSharing(err error) bool {
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}

func isDiskFull(err error) bool { return errors.Is(err, handleDiskFull) || errors.Is(err, diskFull) }

func isReadOnly(err error) bool { return errors.Is(err, writeProtected) }

// SyncFolder has nothing to do: NTFS logs a move itself.
func SyncFolder(string) error { return nil }
