package seal

// #cgo CFLAGS: -std=gnu99 -I${SRCDIR}/../sqliteh
// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include <stdint.h>
// #include <stdlib.h>
// extern int lamp_register(const char *name);
import "C"

import (
	"errors"
	"sync"
	"unsafe"
)

// vfsName is how connection strings name the shim.
const vfsName = "lampseal"

// register makes the shim known to SQLite. It lies over whatever is the
// system's file system by then.
var register = sync.OnceValue(func() error {
	if C.lamp_register(C.CString(vfsName)) != 0 { // SQLite keeps the name
		return errors.New("seal: SQLite does not take the file system")
	}
	return nil
})

// The four functions that follow are called by vfs.c, on the thread of the
// statement that reads or writes. What they are pointed at is C's, so that
// nothing of it has to be copied or held.

//export lampTake
func lampTake(number C.uint64_t) C.int { return truth(numbered.take(uint64(number))) }

//export lampForget
func lampForget(number C.uint64_t) { numbered.forget(uint64(number)) }

//export lampSeal
func lampSeal(number C.uint64_t, where *C.uchar, length C.int, page, sealed unsafe.Pointer) C.int {
	k := numbered.key(uint64(number))
	if k == nil {
		return 0
	}
	k.sealPage(bytesAt(sealed), bytesAt(page), unsafe.Slice((*byte)(where), int(length)))
	return 1
}

//export lampOpen
func lampOpen(number C.uint64_t, where *C.uchar, length C.int, sealed, page unsafe.Pointer) C.int {
	k := numbered.key(uint64(number))
	return truth(k != nil && k.openPage(bytesAt(page), bytesAt(sealed), unsafe.Slice((*byte)(where), int(length))))
}

func bytesAt(page unsafe.Pointer) []byte { return unsafe.Slice((*byte)(page), PageSize) }

func truth(yes bool) C.int {
	if yes {
		return 1
	}
	return 0
}
