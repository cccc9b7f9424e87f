// Package datasync_test lets several files exchange their change sets under
// everything that goes wrong in the field, and holds each against an oracle
// that is computed from the change sets alone. It reads and writes the bodies of
// change sets by code of its own, so that a fault of package data is not
// repeated here.
package datasync_test

import (
	"encoding/binary"
	"math"
)

// stamp is when and on which device something was written.
type stamp struct{ hlc, dev int64 }

func (s stamp) less(t stamp) bool { return s.hlc < t.hlc || s.hlc == t.hlc && s.dev < t.dev }

// line is one row of a change set.
type line struct {
	table uint64
	id    [16]byte
	made  bool
	cells []written
}

// written is one column of a line.
type written struct {
	column byte
	value  any
	base   stamp
}

// bodyOf writes a change set of a device.
func bodyOf(dev int64, lines []line) []byte {
	b := append([]byte{1}, make([]byte, 16)...) // the format, and who
	b = binary.AppendVarint(b, 0)               // the wall clock
	b = append(b, make([]byte, 16)...)          // the transaction
	b = append(b, 0, 1, 0, 0, 0)                // its first and last part, for no reason
	for _, l := range lines {
		b = append(binary.AppendUvarint(b, l.table), l.id[:]...)
		b = append(b, is(l.made))
		b = binary.AppendUvarint(b, uint64(len(l.cells)))
		for _, c := range l.cells {
			b = append(b, c.column)
			if !l.made {
				b = append(binary.AppendVarint(b, c.base.hlc), is(c.base.dev != dev))
				if c.base.dev != dev {
					b = binary.BigEndian.AppendUint64(b, uint64(c.base.dev))
				}
			}
			b = appendValue(b, c.value)
		}
	}
	return b
}

func is(yes bool) byte {
	if yes {
		return 1
	}
	return 0
}

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case int64:
		return binary.AppendVarint(append(b, 1), v)
	case string:
		return append(binary.AppendUvarint(append(b, 2), uint64(len(v))), v...)
	case []byte:
		return append(binary.AppendUvarint(append(b, 3), uint64(len(v))), v...)
	}
	return append(b, 0)
}

// linesOf reads a change set; none of one that cannot be read.
func linesOf(dev int64, body []byte) (lines []line) {
	defer func() {
		if recover() != nil {
			lines = nil
		}
	}()
	r := &reading{body}
	if r.take(1)[0] != 1 {
		return nil
	}
	r.take(16)
	r.int()
	r.take(16)
	r.uint()
	r.take(1)
	for range 3 {
		r.take(int(r.uint()))
	}
	for len(r.b) > 0 {
		l := line{table: r.uint(), id: [16]byte(r.take(16)), made: r.take(1)[0] == 1}
		for n := r.uint(); n > 0; n-- {
			c := written{column: r.take(1)[0]}
			if !l.made {
				c.base = stamp{r.int(), dev}
				if r.take(1)[0] == 1 {
					c.base.dev = int64(binary.BigEndian.Uint64(r.take(8)))
				}
			}
			c.value = r.value()
			l.cells = append(l.cells, c)
		}
		lines = append(lines, l)
	}
	return lines
}

// reading panics where the bytes end.
type reading struct{ b []byte }

func (r *reading) take(n int) []byte {
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reading) int() int64 {
	v, n := binary.Varint(r.b)
	r.take(n)
	return v
}

func (r *reading) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	r.take(n)
	return v
}

func (r *reading) value() any {
	switch r.take(1)[0] {
	case 1:
		return r.int()
	case 2:
		return string(r.take(int(r.uint())))
	case 3:
		return append([]byte{}, r.take(int(r.uint()))...)
	case 4:
		return math.Float64frombits(binary.BigEndian.Uint64(r.take(8)))
	}
	return nil
}
