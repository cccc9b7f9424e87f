package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// letGo gives the memory behind built-in bytes back to the system, which reads
// them from the program's file again should anybody ask for them. Fonts lie
// there a second time once they are unpacked. Only whole pages of those bytes
// go, and nobody writes to them.
func letGo(content []byte) {
	page := uintptr(os.Getpagesize())
	start := uintptr(unsafe.Pointer(unsafe.SliceData(content)))
	from := (page - start%page) % page
	if length := uintptr(len(content)); from < length {
		// A system that will not take them back has lost nothing.
		_ = unix.Madvise(content[from:from+(length-from)/page*page], unix.MADV_DONTNEED)
	}
}
