package finder

import "slices"

// block is a run of rows: three buffers, one for each script people search in,
// and in each the records of all rows one after the other. Addresses are numbers.
type block struct {
	rows    []int64
	dead    []bool // nil until the first row dies
	names   column
	latin   column
	letters []letters // of latin
	digits  column
	lengths uint64    // of its numbers: bit n for n digits, the last for more
	homes   []home    // the first of each row
	farther []farther // the others, by slot
}

// column is one buffer; record i is text[starts[i]:starts[i+1]].
type column struct {
	text   []byte
	starts []uint32
}

// Bytes no search asks for, to overwrite the dead with.
const (
	noText   = 0x00
	noDigits = fieldEnd<<4 | fieldEnd
)

func newBlock() *block {
	start := func() column { return column{starts: []uint32{0}} }
	return &block{names: start(), latin: start(), digits: start()}
}

func (b *block) append(row int64, from *room) {
	b.rows = append(b.rows, row)
	if b.dead != nil {
		b.dead = append(b.dead, false)
	}
	b.names.append(from.name)
	b.latin.append(from.latin)
	b.letters = append(b.letters, lettersOf(from.latin))
	b.digits.append(from.digits)
	b.lengths |= lengthsOf(from.digits)
	b.lodge(len(b.rows)-1, from.homes)
}

// read copies a record out.
func (b *block) read(i int, to *room) {
	to.name = append(to.name[:0], b.names.record(i)...)
	to.latin = append(to.latin[:0], b.latin.record(i)...)
	to.digits = append(to.digits[:0], b.digits.record(i)...)
	to.homes = b.homesOf(to.homes[:0], i)
}

func (b *block) isDead(i int) bool { return b.dead != nil && b.dead[i] }

// bury overwrites a record, so that no search meets it any more.
func (b *block) bury(i int) {
	if b.dead == nil {
		b.dead = make([]bool, len(b.rows), cap(b.rows))
	}
	b.dead[i] = true
	fill(b.names.record(i), noText)
	fill(b.latin.record(i), noText)
	b.letters[i] = 0
	b.leave(i)
	fill(b.digits.record(i), noDigits)
}

func fill(text []byte, with byte) {
	for i := range text {
		text[i] = with
	}
}

// clip gives back the room a full block will not need.
func (b *block) clip() {
	b.rows, b.letters, b.homes, b.farther = exact(b.rows), exact(b.letters), exact(b.homes), exact(b.farther)
	for _, c := range []*column{&b.names, &b.latin, &b.digits} {
		c.text, c.starts = exact(c.text), exact(c.starts)
	}
}

func exact[T any](s []T) []T {
	return append(make([]T, 0, len(s)), s...)
}

func (c *column) append(record []byte) {
	c.text = append(c.text, record...)
	c.starts = append(c.starts, uint32(len(c.text)))
}

func (c *column) record(i int) []byte {
	return c.text[c.starts[i]:c.starts[i+1]]
}

// locate is the record the byte at pos belongs to, at or after record from. It
// strides before it halves, as the next hit is mostly near.
func (c *column) locate(pos, from int) int {
	ends, at := c.starts[from+1:], uint32(pos)
	low, stride := 0, 1
	for low+stride <= len(ends) && ends[low+stride-1] <= at {
		low += stride
		stride *= 2
	}
	for ; stride > 0; stride /= 2 {
		if low+stride <= len(ends) && ends[low+stride-1] <= at {
			low += stride
		}
	}
	return from + low
}

// counts says how often what a scan looks for occurs, the dead since the last
// rebuild included; scans look for the rarest.
type counts struct {
	rows    int
	name    [256]uint32  // bytes of names
	latin   [256]uint32  // bytes of pinyin and initials
	triples [1000]uint32 // three digits in a row
}

func (c *counts) add(from *room) {
	c.rows++
	for _, b := range from.name {
		c.name[b]++
	}
	for _, b := range from.latin {
		c.latin[b]++
	}
	triple, length := 0, 0
	for i := range 2 * len(from.digits) {
		d := digitAt(from.digits, i)
		if d > 9 {
			length = 0
			continue
		}
		triple, length = (triple*10+int(d))%1000, length+1
		if length >= 3 {
			c.triples[triple]++
		}
	}
}

// rarest is the place of the least frequent byte of a name's part.
func (c *counts) rarest(text []byte) int {
	place := 0
	for i, b := range text {
		if c.name[b] < c.name[text[place]] {
			place = i
		}
	}
	return place
}

// rarestTriple is the place of the least frequent three digits and their
// number; text has at least three.
func (c *counts) rarestTriple(text []byte) (place int, number uint32) {
	number = ^uint32(0)
	for i := range len(text) - 2 {
		if slices.Max(text[i:i+3]) > 9 {
			continue
		}
		triple := int(text[i])*100 + int(text[i+1])*10 + int(text[i+2])
		if c.triples[triple] < number {
			place, number = i, c.triples[triple]
		}
	}
	return place, number
}
