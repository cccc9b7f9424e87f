//go:build !windows

package data

import (
	"os"
	"syscall"
)

// RemovableDisks are the sticks and other disks that are carried about, as Linux
// and macOS show them; a link to the disk the system started from is none.
func RemovableDisks() []string {
	user := os.Getenv("USER")
	if user == "" {
		return mountedUnder("/Volumes")
	}
	return mountedUnder("/media/"+user, "/run/media/"+user, "/Volumes")
}

func freeIn(folder string) int64 {
	var found syscall.Statfs_t
	if err := syscall.Statfs(folder, &found); err != nil {
		return 0
	}
	return int64(found.Bavail) * int64(found.Bsize) //nolint:unconvert // their types differ between systems
}
