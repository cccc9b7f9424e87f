package finder

import (
	"encoding/binary"
	"math/bits"
)

// Digits take half a byte each, the earlier in the lower half, so that one word
// of the processor holds sixteen and is compared at fourteen places at once.
const (
	every   = 0x1111_1111_1111_1111 // times a digit: that digit in all places
	tops    = 8 * every
	stride  = 7 // bytes a step goes on: the last two places lack their third digit
	inReach = 1<<(8*stride) - 1
	atOnce  = 15 // digits of a word that may begin in the middle of a byte
)

// pack puts two digits into a byte; an odd one is followed by an end mark.
func pack(to, nibbles []byte) []byte {
	if len(nibbles)%2 == 1 {
		nibbles = append(nibbles, fieldEnd)
	}
	for i := 0; i < len(nibbles); i += 2 {
		to = append(to, nibbles[i]|nibbles[i+1]<<4)
	}
	return to
}

func digitAt(text []byte, i int) byte {
	return text[i>>1] >> (i & 1 * 4) & 0xF
}

// digitWord is digits in a row.
type digitWord struct {
	digits []byte
	place  int // of the digits compared first, three or all there are
	length int // how many these are
	first  uint64
	second uint64
	third  uint64
	whole  uint64 // the first digits, up to atOnce
	mask   uint64 // of their places
	count  int
}

func newDigitWord(text string, c *counts) *digitWord {
	digits := appendDigits(nil, text)
	w := &digitWord{digits: digits, length: min(len(digits), 3), count: 1 << 30}
	if w.length == 3 {
		place, number := c.rarestTriple(digits)
		w.place, w.count = place, int(min(number, 1<<30))
		for range len(digits) - 3 {
			w.count /= 4
		}
	}
	compared := [3]uint64{}
	for i := range w.length {
		compared[i] = every * uint64(digits[w.place+i])
	}
	w.first, w.second, w.third = compared[0], compared[1], compared[2]
	for i, d := range digits[:min(len(digits), atOnce)] {
		w.whole |= uint64(d) << (4 * i)
		w.mask |= 0xF << (4 * i)
	}
	return w
}

func (w *digitWord) hits() int { return w.count }

// scan gathers the hits of a record, as a later one may be better.
func (w *digitWord) scan(b *block, found func(slot int, class Class)) {
	slot, end, best := -1, 0, Loose
	w.each(b.digits.text, 0, len(b.digits.text), func(pos int, class Class) {
		if pos < end {
			best = min(best, class)
			return
		}
		if slot >= 0 {
			found(slot, best)
		}
		slot = b.digits.locate(pos>>1, max(slot, 0))
		end, best = 2*int(b.digits.starts[slot+1]), class
	})
	if slot >= 0 {
		found(slot, best)
	}
}

func (w *digitWord) rank(b *block, slot int) (best Class, ok bool) {
	best = Loose
	from, to := int(b.digits.starts[slot]), int(b.digits.starts[slot+1])
	w.each(b.digits.text, from, to, func(_ int, class Class) {
		best, ok = min(best, class), true
	})
	return best, ok
}

// each hands over the places of the word between two bytes of a text, in order
// and counted in digits. Both are bounds of records.
func (w *digitWord) each(text []byte, from, to int, found func(pos int, class Class)) {
	for base := from; base < to; base += stride {
		matches := w.matches(load(text, base))
		for ; matches != 0; matches &= matches - 1 {
			pos := 2*base + bits.TrailingZeros64(matches)/4 - w.place
			end := pos + len(w.digits)
			if pos < 2*from || end >= 2*to || len(w.digits) > 3 && !w.isAt(text, pos) {
				continue
			}
			atStart := pos == 2*from || digitAt(text, pos-1) == fieldEnd
			found(pos, placed(atStart, digitAt(text, end) == fieldEnd))
		}
	}
}

// matches has the top bit of each place set where the compared digits begin: a
// place is nought where all of them agree. The sum carries nothing from place
// to place.
func (w *digitWord) matches(text uint64) uint64 {
	differ := text ^ w.first
	if w.length > 1 {
		differ |= text>>4 ^ w.second
	}
	if w.length > 2 {
		differ |= text>>8 ^ w.third
	}
	return ^(differ&^tops + (tops - every) | differ) & tops & inReach
}

// load is eight bytes from base on; behind the end are end marks.
func load(text []byte, base int) uint64 {
	if base+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[base:])
	}
	last := [8]byte{noDigits, noDigits, noDigits, noDigits, noDigits, noDigits, noDigits, noDigits}
	copy(last[:], text[base:])
	return binary.LittleEndian.Uint64(last[:])
}

// isAt compares the whole word: up to fifteen digits at once, and what a
// longer one has beyond.
func (w *digitWord) isAt(text []byte, pos int) bool {
	if (load(text, pos>>1)>>(pos&1*4)^w.whole)&w.mask != 0 {
		return false
	}
	for i := atOnce; i < len(w.digits); i++ {
		if digitAt(text, pos+i) != w.digits[i] {
			return false
		}
	}
	return true
}
