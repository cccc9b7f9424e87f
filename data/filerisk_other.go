//go:build !linux && !windows

package data

import "syscall"

// localDisk is the mark of disks of this computer, on macOS and its relatives.
const localDisk = 0x1000

func onNetwork(folder string) bool {
	var found syscall.Statfs_t
	return syscall.Statfs(folder, &found) == nil && found.Flags&localDisk == 0
}
