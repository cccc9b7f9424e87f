package main

import (
	"fmt"
	"os"
	"strings"
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

// letCodeGo does the same with the program's code, since a start runs much that
// is not run again. What is called later comes back, some pages at a time: of
// 11 MB that go, 4 stay away when customers and cases have been looked at.
// Tables that lie beside the code stay, for a linker may have written to them.
func letCodeGo() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, _ := os.ReadFile("/proc/self/maps") // none: nothing goes
	for line := range strings.Lines(string(maps)) {
		var from, to uintptr
		var rights string
		if !strings.HasSuffix(line, " "+program+"\n") {
			continue
		}
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &rights); err == nil && rights == "r-xp" {
			_, _, _ = unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_DONTNEED)
		}
	}
}
