// Package powercut lets tests cut the power. A layer between SQLite and the disk
// notes every write, truncation, sync and removal; a log of them lays the files
// anew as a disk may hold them after a cut at any moment: all that was synced,
// and of the rest nothing, some writes, or the beginnings of some.
//
// The layer has a name and lies over any other of SQLite's; another, such as one
// that encrypts, may lie over it. Only tests import this package. It knows
// nothing of what the files hold.
package powercut

/*
#cgo CFLAGS: -I${SRCDIR}/../sqliteh
#cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
#include <stdlib.h>
#include "vfs.h"
*/
import "C"

import (
	"fmt"
	"path/filepath"
	"sync"
	"unsafe"

	_ "github.com/mattn/go-sqlite3" // brings SQLite
)

// what was done, as vfs.c counts it
const (
	wrote = iota
	cutOff
	synced
	removed
)

// Layer is a layer between SQLite and the disk. A file goes through it that is
// opened with "vfs=" and its name.
type Layer struct {
	name string
	mu   sync.Mutex
	log  *Log // nil: nobody wants to know
}

// SQLite forgets no layer, and so no number of one is given twice.
var (
	layersMu sync.Mutex
	layers   []*Layer
)

// Lay puts a layer of a name over the one called so; "" is the usual one.
func Lay(name, over string) (*Layer, error) {
	layersMu.Lock()
	defer layersMu.Unlock()
	l := &Layer{name: name}
	own := C.CString(name)
	defer C.free(unsafe.Pointer(own))
	var below *C.char
	if over != "" {
		below = C.CString(over)
		defer C.free(unsafe.Pointer(below))
	}
	if C.layPowercut(C.int(len(layers)), own, below) != 0 {
		return nil, fmt.Errorf("lay %s over %q: there is none of that name", name, over)
	}
	layers = append(layers, l)
	return l, nil
}

// Usual lets all files go through the layer that name no other.
func (l *Layer) Usual() error {
	name := C.CString(l.name)
	defer C.free(unsafe.Pointer(name))
	if C.usePowercut(name) != 0 {
		return fmt.Errorf("use %s: SQLite refuses", l.name)
	}
	return nil
}

// Record notes from now on what is done to the files of a folder, in place of
// what was noted before. Nothing may be under way in them.
func (l *Layer) Record(folder string) (*Log, error) {
	log, err := logOf(folder)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.log = log
	return log, err
}

//export powercutNoted
func powercutNoted(layer, what C.int, name *C.char, at C.longlong, bytes unsafe.Pointer, n C.int) {
	layersMu.Lock()
	l := layers[layer]
	layersMu.Unlock()
	l.mu.Lock()
	log := l.log
	l.mu.Unlock()
	if log == nil {
		return
	}
	path := C.GoString(name)
	if filepath.Dir(path) == log.folder {
		log.note(done{what: int(what), name: filepath.Base(path), at: int64(at), bytes: C.GoBytes(bytes, n)})
	}
}
