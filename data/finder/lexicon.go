package finder

import (
	"bytes"
	"hash/maphash"
)

// lexicon keeps each text once and calls it by a number; the empty one is
// nought. Its texts have an end mark before and behind them.
type lexicon struct {
	texts column
	seats []uint32    // numbers by hash, nought where none sits; a power of two, half empty
	often [256]uint32 // how often a byte is in the texts
}

var lexiconSeed = maphash.MakeSeed()

func newLexicon() lexicon {
	l := lexicon{texts: column{starts: []uint32{0}}, seats: make([]uint32, 16)}
	l.texts.append([]byte{nameEnd})
	return l
}

func (l *lexicon) len() int { return len(l.texts.starts) - 1 }

func (l *lexicon) text(number uint32) []byte {
	record := l.texts.record(int(number))
	return record[:len(record)-1]
}

// number is that of a text, a new one if it was not met before.
func (l *lexicon) number(text []byte) uint32 {
	if len(text) == 0 {
		return 0
	}
	seat := l.seat(text)
	if l.seats[seat] != 0 {
		return l.seats[seat]
	}
	number := uint32(l.len())
	l.seats[seat] = number
	l.texts.append(append(text[:len(text):len(text)], nameEnd))
	for _, c := range text {
		l.often[c]++
	}
	l.often[nameEnd]++
	if 2*l.len() > len(l.seats) {
		l.widen()
	}
	return number
}

// seat is where a text sits or may sit down.
func (l *lexicon) seat(text []byte) int {
	last := len(l.seats) - 1
	seat := int(maphash.Bytes(lexiconSeed, text)) & last
	for l.seats[seat] != 0 && !bytes.Equal(l.text(l.seats[seat]), text) {
		seat = (seat + 1) & last
	}
	return seat
}

func (l *lexicon) widen() {
	l.seats = make([]uint32, 2*len(l.seats))
	for number := 1; number < l.len(); number++ {
		l.seats[l.seat(l.text(uint32(number)))] = uint32(number)
	}
}

// find hands over every place of a wanted text, and whether it is the start or
// the end of the text there; wanted may have an end mark before or behind. A
// word of Latin letters and digits is found at its beginning only. It looks for
// the rarest byte, as names do.
func (l *lexicon) find(wanted []byte, found func(number int, atStart, atEnd bool)) (any bool) {
	text, number := l.texts.text, 0
	word := isASCIIWord(rune(wanted[0]))
	from := len(wanted) - len(bytes.TrimLeft(wanted, string(nameEnd)))
	to := len(bytes.TrimRight(wanted, string(nameEnd)))
	rare := l.rarest(wanted)
	for at := rare; at < len(text); at++ {
		next := bytes.IndexByte(text[at:], wanted[rare])
		if next < 0 {
			break
		}
		at += next
		pos := at - rare
		if !bytes.HasPrefix(text[pos:], wanted) || word && isASCIIWord(rune(text[pos-1])) {
			continue
		}
		number = l.texts.locate(pos+from, number)
		found(number, text[pos+from-1] == nameEnd, text[pos+to] == nameEnd)
		any = true
	}
	return any
}

// rarest is the place of the byte that the texts have least.
func (l *lexicon) rarest(wanted []byte) (place int) {
	for i, c := range wanted {
		if l.often[c] < l.often[wanted[place]] {
			place = i
		}
	}
	return place
}
