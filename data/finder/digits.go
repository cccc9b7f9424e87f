package finder

import "encoding/binary"

// Digits take half a byte each, the earlier in the lower half, so that one word
// of the processor holds sixteen and is compared at many places at once.
const (
	every     = 0x1111_1111_1111_1111 // times a digit: that digit in all places
	tops      = 8 * every
	stride    = 7  // bytes a step goes on: two places are left for the digits behind
	placeBits = 4  // of a digit
	atOnce    = 15 // digits of a word that may begin in the middle of a byte
)

// within has the bits of so many bytes.
func within(bytes int) uint64 { return 1<<(8*bytes) - 1 }

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
	return text[i>>1] >> (i & 1 * placeBits) & 0xF
}

const longest = 63 // digits that are told apart from more

// lengthsOf has bit n set for a number of n digits.
func lengthsOf(record []byte) (set uint64) {
	length := 0
	for i := range 2 * len(record) {
		if digitAt(record, i) != fieldEnd {
			length++
			continue
		}
		set |= 1 << min(length, longest)
		length = 0
	}
	return set
}

// startsAt reports whether a number begins at pos, in a record from from on.
func startsAt(text []byte, pos, from int) bool {
	return pos == from || digitAt(text, pos-1) == fieldEnd
}

// noughts has the top bit of each place set that is nought. The sum carries
// nothing from place to place.
func noughts(text uint64) uint64 {
	return ^(text&^tops + (tops - every) | text) & tops
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
