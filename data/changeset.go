package data

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"lamplighter/app"
)

// A change set is what one transaction changed in one area, or a part of it:
// immutable, numbered without gaps for its device and area, and chained to the
// one before by hash. Its stamp is the stamp of every column it wrote.
type changeSet struct {
	dev, area int64
	seq       int64
	hlc       int64

	who  app.StaffID
	at   int64    // wall clock of the device, Unix ms
	tx   [16]byte // the same for all sets of one transaction
	part uint64   // 0, 1, 2 … within the transaction
	last bool     // of the transaction
	why  app.Why

	moves bool // it has rows that move between areas
	rows  []changedRow
}

// changedRow is one row of a change set: new with all its columns, or changed
// in some. A new row leaves out the columns that hold their zero.
type changedRow struct {
	table uint64
	id    [16]byte
	made  bool
	cells []cell

	carried *carried // nil for a row that its author wrote here
	left    app.Area // the area it went to; 0 for a row that stays
	movedAt int64    // the clock of the move, the same in both areas; 0: none
}

// carried is whose write a row is that another device brings to a further area,
// see moves.go.
type carried struct {
	at  stamp
	who app.StaffID
}

// cell is one column's new value and, for a changed row, the stamp of the
// value its author saw. Whoever decides between several values has seen them
// all: his change set has a line for each, with the same value.
type cell struct {
	column  byte
	value   any // nil, int64, float64, string or []byte
	baseHLC int64
	baseDev int64
	more    []stamp // further bases, of lines that were folded
}

// setFormat heads every body, setFormatMoved one that moves rows between areas;
// a body of another format is kept, not read.
const (
	setFormat      = 1
	setFormatMoved = 2

	setErased = 0x80 // beside the format: values of customers who were erased went out of it
)

// The kinds of rows in a body.
const (
	rowEdited byte = iota
	rowMade
	rowCarried
	rowCarriedMade
	rowLeft
)

func (r changedRow) kind() byte {
	switch {
	case r.left != 0:
		return rowLeft
	case r.carried != nil && r.made:
		return rowCarriedMade
	case r.carried != nil:
		return rowCarried
	case r.made:
		return rowMade
	}
	return rowEdited
}

var errBody = errors.New("change set cannot be read")

// bodyHead writes what stands before the rows.
func (c *changeSet) bodyHead() []byte {
	b := make([]byte, 0, 1024)
	b = append(b, c.format())
	b = append(b, c.who[:]...)
	b = binary.AppendVarint(b, c.at)
	b = append(b, c.tx[:]...)
	b = binary.AppendUvarint(b, c.part)
	b = append(b, flag(c.last))
	b = appendText(b, c.why.Source)
	b = appendText(b, string(c.why.OccurredOn))
	return appendText(b, c.why.Note)
}

func (c *changeSet) format() byte {
	if c.moves {
		return setFormatMoved
	}
	return setFormat
}

// appendRow writes one row; dev is the author, whose own stamps are written short.
func appendRow(b []byte, r changedRow, dev int64) []byte {
	b = binary.AppendUvarint(b, r.table)
	b = append(b, r.id[:]...)
	b = append(b, r.kind())
	if r.left != 0 {
		return binary.AppendVarint(binary.AppendVarint(b, int64(r.left)), r.movedAt)
	}
	if r.carried != nil {
		b = binary.AppendVarint(b, r.carried.at.hlc)
		b = binary.BigEndian.AppendUint64(b, uint64(r.carried.at.dev))
		b = append(b, r.carried.who[:]...)
		b = binary.AppendVarint(b, r.movedAt)
		dev = r.carried.at.dev
	}
	b = binary.AppendUvarint(b, uint64(len(r.cells)))
	for _, c := range r.cells {
		b = append(b, c.column)
		if !r.made {
			b = binary.AppendVarint(b, c.baseHLC)
			b = append(b, flag(c.baseDev != dev))
			if c.baseDev != dev {
				b = binary.BigEndian.AppendUint64(b, uint64(c.baseDev))
			}
		}
		b = appendValue(b, c.value)
	}
	return b
}

func flag(yes bool) byte {
	if yes {
		return 1
	}
	return 0
}

func appendText(b []byte, text string) []byte {
	b = binary.AppendUvarint(b, uint64(len(text)))
	return append(b, text...)
}

// The types a value may have in the log, as its first byte.
const (
	valueNull byte = iota
	valueInt
	valueText
	valueBytes
	valueReal
)

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(b, valueNull)
	case int64:
		return binary.AppendVarint(append(b, valueInt), v)
	case string:
		return appendText(append(b, valueText), v)
	case []byte:
		b = binary.AppendUvarint(append(b, valueBytes), uint64(len(v)))
		return append(b, v...)
	case float64:
		return binary.BigEndian.AppendUint64(append(b, valueReal), math.Float64bits(v))
	}
	panic(fmt.Sprintf("change log: a value of type %T is not canonical", value))
}

// decode reads a body into the set; a damaged or unknown body is an error,
// never a panic and never a large allocation.
func (c *changeSet) decode(body []byte) error {
	return c.decodeRows(body, func(uint64, []byte) bool { return true })
}

// decodeRows reads the rows that are wanted, by table and id, and passes over
// the others, which is many times quicker than reading them.
func (c *changeSet) decodeRows(body []byte, wanted func(table uint64, id []byte) bool) error {
	r := &bodyReader{b: body}
	switch r.byte() &^ setErased {
	case setFormat:
	case setFormatMoved:
		c.moves = true
	default:
		return fmt.Errorf("%w: unknown format", errBody)
	}
	copy(c.who[:], r.take(16))
	c.at = r.varint()
	copy(c.tx[:], r.take(16))
	c.part = r.uvarint()
	c.last = r.byte() == 1
	c.why = app.Why{Source: r.text(), OccurredOn: app.Day(r.text()), Note: r.text()}
	for !r.bad && len(r.b) > 0 {
		table, id := r.uvarint(), r.take(16)
		if wanted(table, id) {
			c.rows = append(c.rows, r.row(table, id, c.dev))
		} else {
			r.skipRow()
		}
	}
	if r.bad {
		return errBody
	}
	return nil
}

type bodyReader struct {
	b   []byte
	bad bool
}

func (r *bodyReader) take(n int) []byte {
	if r.bad || n < 0 || n > len(r.b) {
		r.bad = true
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *bodyReader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *bodyReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *bodyReader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

// size is a length that cannot reach past the body's end.
func (r *bodyReader) size() int {
	v := r.uvarint()
	if v > uint64(len(r.b)) {
		r.bad = true
		return 0
	}
	return int(v)
}

func (r *bodyReader) text() string { return string(r.take(r.size())) }

func (r *bodyReader) row(table uint64, id []byte, dev int64) changedRow {
	row := changedRow{table: table}
	copy(row.id[:], id)
	switch kind := r.byte(); kind {
	case rowLeft:
		row.left, row.movedAt = app.Area(r.varint()), r.varint()
		r.bad = r.bad || row.left == 0
		return row
	case rowCarried, rowCarriedMade:
		row.carried = &carried{at: stamp{hlc: r.varint(), dev: int64(r.uint64())}}
		copy(row.carried.who[:], r.take(16))
		row.movedAt = r.varint()
		row.made, dev = kind == rowCarriedMade, row.carried.at.dev
	default:
		row.made = kind == rowMade
	}
	count := r.size()
	for i := 0; i < count && !r.bad; i++ {
		c := cell{column: r.byte()}
		if !row.made {
			c.baseHLC, c.baseDev = r.varint(), dev
			if r.byte() == 1 {
				c.baseDev = int64(r.uint64())
			}
		}
		c.value = r.value()
		row.cells = append(row.cells, c)
	}
	return row
}

func (r *bodyReader) skipRow() {
	kind := r.byte()
	switch kind {
	case rowLeft:
		r.varint()
		r.varint()
		return
	case rowCarried, rowCarriedMade:
		r.varint()
		r.take(8 + 16)
		r.varint()
	}
	for count := r.size(); count > 0 && !r.bad; count-- {
		r.byte()
		if kind != rowMade && kind != rowCarriedMade {
			r.varint()
			if r.byte() == 1 {
				r.take(8)
			}
		}
		r.skipValue()
	}
}

func (r *bodyReader) skipValue() {
	switch r.byte() {
	case valueNull:
	case valueInt:
		r.varint()
	case valueText, valueBytes:
		r.take(r.size())
	case valueReal:
		r.take(8)
	default:
		r.bad = true
	}
}

func (r *bodyReader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

func (r *bodyReader) value() any {
	switch r.byte() {
	case valueNull:
		return nil
	case valueInt:
		return r.varint()
	case valueText:
		return r.text()
	case valueBytes:
		return bytes.Clone(r.take(r.size()))
	case valueReal:
		return math.Float64frombits(r.uint64())
	}
	r.bad = true
	return nil
}
