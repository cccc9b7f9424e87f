// Package rowset keeps a set of row numbers that SQLite asks by a function of its
// own, so that a condition which is hard to tell of a row is told once and then
// costs one bit. It does not know what the rows are, nor when they change. It is
// also where SQLite is told what the driver has no word for.
package rowset

// #cgo CFLAGS: -std=gnu99 -I${SRCDIR}/../sqliteh
// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include <stdlib.h>
// #include "rowset.h"
import "C"

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/mattn/go-sqlite3"
)

// Set is a set of row numbers. One goroutine fills it, connections ask it
// meanwhile; what a statement in hand sees of a filling is some of it or all.
type Set struct {
	rows *C.lamp_rows
}

var errMemory = errors.New("row set: no memory")

// New is an empty set. Close lets it go.
func New() (*Set, error) {
	rows := C.lamp_rows_new()
	if rows == nil {
		return nil, errMemory
	}
	return &Set{rows}, nil
}

// Fill puts the rows whose bits are set in place of those there were.
func (s *Set) Fill(bits []uint64) error {
	if C.lamp_rows_fill(s.rows, (*C.uint64_t)(unsafe.Pointer(unsafe.SliceData(bits))), C.int64_t(len(bits))) == 0 {
		return errMemory
	}
	return nil
}

// Give lets a connection ask by a function of one row number, until the
// connection is closed.
func (s *Set) Give(c *sqlite3.SQLiteConn, name string) error {
	db, err := connection(c)
	if err != nil {
		return err
	}
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	if code := C.lamp_rows_give(s.rows, db, text); code != 0 {
		return fmt.Errorf("row set: SQLite does not take the function: %d", int(code))
	}
	return nil
}

// connection is what SQLite knows a connection by.
func connection(c *sqlite3.SQLiteConn) (unsafe.Pointer, error) {
	db := reflect.ValueOf(c).Elem().FieldByName("db") // the driver does not hand it out
	if !db.IsValid() || db.Kind() != reflect.Pointer || db.IsNil() {
		return nil, errors.New("row set: the driver hides its connection")
	}
	return db.UnsafePointer(), nil
}

// Close lets the set go as soon as the last connection that asks it is closed.
func (s *Set) Close() { C.lamp_rows_let_go(unsafe.Pointer(s.rows)) }
