package finder

import "math/bits"

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
	common bool // may be in so many records that each is read by itself
}

func newDigitWord(text string, c *counts) *digitWord {
	digits := appendDigits(nil, text)
	w := &digitWord{digits: digits, length: min(len(digits), 3), count: 1 << 30, common: true}
	if w.length == 3 {
		at, number := c.rarestTriple(digits)
		w.place, w.count = at, int(min(number, 1<<30))
		w.common = w.count > c.rows/dense
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
		w.whole |= uint64(d) << (placeBits * i)
		w.mask |= 0xF << (placeBits * i)
	}
	return w
}

// dense is the share of the records, one in so many, from which on it is faster
// to read them one by one than to find out whose the next hit is.
const dense = 8

func (w *digitWord) hits() int { return w.count }

func (w *digitWord) scan(b *block, found func(slot int, class Class)) {
	switch {
	case len(w.digits) <= 3 && w.common:
		text, from := b.digits.text, 0
		for slot, end := range b.digits.starts[1:] {
			if class, ok := w.rankShort(text, from, int(end)); ok {
				found(slot, class)
			}
			from = int(end)
		}
	case w.common:
		w.scanCommon(b, found)
	default:
		w.scanRare(b, found)
	}
}

// scanCommon looks first where the last record had the word, at the start of a
// number. Nothing is better but a number that is the word and no more.
func (w *digitWord) scanCommon(b *block, found func(slot int, class Class)) {
	text, starts := b.digits.text, b.digits.starts
	hasWhole := b.lengths>>min(len(w.digits), longest)&1 != 0
	expected := -1
	for slot := range b.rows {
		from, to := 2*int(starts[slot]), 2*int(starts[slot+1])
		if pos := from + expected; expected >= 0 && pos+len(w.digits) < to && w.isAt(text, pos) && startsAt(text, pos, from) {
			found(slot, Start)
			continue
		}
		pos, class := w.best(b, slot)
		if class < Loose {
			found(slot, class)
		}
		if class == Start && !hasWhole {
			expected = pos - from
		}
	}
}

func (w *digitWord) scanRare(b *block, found func(slot int, class Class)) {
	text, slot := b.digits.text, 0
	for base := 0; base < len(text); base += stride {
		matches := w.triples(load(text, base)) & within(stride)
		for ; matches != 0; matches &= matches - 1 {
			pos := 2*base + bits.TrailingZeros64(matches)/placeBits - w.place
			if pos < 0 || !w.isAt(text, pos) {
				continue
			}
			slot = b.digits.locate(pos>>1, slot)
			class, _ := w.rank(b, slot)
			found(slot, class)
			base = int(b.digits.starts[slot+1]) - stride // go on behind it
			break
		}
	}
}

func (w *digitWord) rank(b *block, slot int) (best Class, ok bool) {
	if len(w.digits) <= 3 {
		return w.rankShort(b.digits.text, int(b.digits.starts[slot]), int(b.digits.starts[slot+1]))
	}
	_, best = w.best(b, slot)
	return best, best < Loose
}

// best is the place of the best hit in a record.
func (w *digitWord) best(b *block, slot int) (place int, best Class) {
	best = Loose
	text, from, to := b.digits.text, int(b.digits.starts[slot]), int(b.digits.starts[slot+1])
	for base := from; base < to; base += stride {
		matches := w.triples(load(text, base)) & within(stride)
		for ; matches != 0; matches &= matches - 1 {
			pos := 2*base + bits.TrailingZeros64(matches)/placeBits - w.place
			end := pos + len(w.digits)
			if pos < 2*from || end >= 2*to || !w.isAt(text, pos) {
				continue
			}
			if class := placed(startsAt(text, pos, 2*from), digitAt(text, end) == fieldEnd); class < best {
				place, best = pos, class
			}
		}
	}
	return place, best
}

// rankShort ranks all places at once: a word of up to three digits may be at
// many. The top bit of a place tells what is there.
func (w *digitWord) rankShort(text []byte, from, to int) (best Class, ok bool) {
	var middle, start, end, whole uint64
	step := stride - w.length/3 // what is behind the last place is needed too
	behind, next, reach := placeBits*w.length&63, 8*step&63, within(step)
	before := uint64(8) // the record begins at its first place
	for base := from; base < to; base += step {
		digits := load(text, base)
		if base+step > to {
			reach = within(to - base)
		}
		matches := w.matches(digits) & reach
		marks := digits & (digits << 2) & tops // 15 alone has both bits
		starts := matches & (marks<<placeBits | before)
		ends := matches & (marks >> behind)
		before = (marks << placeBits) >> next & 8
		middle |= matches
		start |= starts
		end |= ends
		whole |= starts & ends
	}
	class := int(Middle) // no jumps: which class it is cannot be foreseen
	if end != 0 {
		class = int(End)
	}
	if start != 0 {
		class = int(Start)
	}
	if whole != 0 {
		class = int(Whole)
	}
	return Class(class), middle != 0
}

// triples has the top bit of each place set where the three compared digits
// begin; the last places lack digits to compare.
func (w *digitWord) triples(text uint64) uint64 {
	return noughts((text ^ w.first) | (text>>placeBits ^ w.second) | (text>>(2*placeBits) ^ w.third))
}

// matches is triples for as many digits as there are.
func (w *digitWord) matches(text uint64) uint64 {
	differ := text ^ w.first
	if w.length > 1 {
		differ |= text>>placeBits ^ w.second
	}
	if w.length > 2 {
		differ |= text>>(2*placeBits) ^ w.third
	}
	return noughts(differ)
}

// isAt compares the whole word: up to fifteen digits at once, and what a
// longer one has beyond.
func (w *digitWord) isAt(text []byte, pos int) bool {
	return (load(text, pos>>1)>>(pos&1*placeBits)^w.whole)&w.mask == 0 && (len(w.digits) <= atOnce || w.goesOn(text, pos))
}

func (w *digitWord) goesOn(text []byte, pos int) bool {
	for i := atOnce; i < len(w.digits); i++ {
		if digitAt(text, pos+i) != w.digits[i] {
			return false
		}
	}
	return true
}
