//go:build !windows

// Package fulldisk lets the disk of a test be full for SQLite from the n-th write
// on. It takes the place of the system calls under SQLite's own file system, so
// that plain and sealed files meet the same fault. Only tests use it.
package fulldisk

// #cgo CFLAGS: -std=gnu99 -I${SRCDIR}/../../sqliteh
// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include <stdint.h>
// extern int lamp_fill_disk(int64_t writes);
// extern int64_t lamp_refused(void);
import "C"

import "errors"

// After lets so many more writes go well.
func After(writes int) error {
	if C.lamp_fill_disk(C.int64_t(writes)) != 0 {
		return errors.New("fulldisk: SQLite does not take the system calls")
	}
	return nil
}

// Free makes room again, and answers how many writes were refused.
func Free() int {
	C.lamp_fill_disk(-1) // there before, so it cannot fail now
	return int(C.lamp_refused())
}
