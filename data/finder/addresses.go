package finder

import (
	"bytes"
	"slices"
	"sort"
	"strings"
)

// home is an address by the numbers of its two parts: its head, up to the first
// digit or Latin letter, and its tail, 3组12号. A county has few heads and far
// fewer tails than addresses, so each is kept once, and a search asks each once
// what it has of a word. Nought is the empty part.
type home struct{ head, tail uint32 }

// farther is one more home of a slot.
type farther struct {
	slot uint32
	home
}

// places is the parts of all addresses, those of the dead included until the
// next rebuild: without knowing whose they were.
type places struct{ heads, tails lexicon }

func newPlaces() places { return places{newLexicon(), newLexicon()} }

// lodge appends the homes of addresses that end with a mark.
func (p *places) lodge(to []home, addresses []byte) []home {
	for len(addresses) > 0 {
		end := bytes.IndexByte(addresses, nameEnd)
		text := addresses[:end]
		at := partedAt(text)
		to = append(to, home{p.heads.number(text[:at]), p.tails.number(text[at:])})
		addresses = addresses[end+1:]
	}
	return to
}

// text appends addresses as lodge takes them.
func (p *places) text(to []byte, homes []home) []byte {
	for _, h := range homes {
		to = append(to, p.heads.text(h.head)...)
		to = append(append(to, p.tails.text(h.tail)...), nameEnd)
	}
	return to
}

// partedAt is where the tail of an address begins, or of a part of one.
func partedAt[T string | []byte](text T) int {
	for i := range len(text) {
		if isASCIIWord(rune(text[i])) {
			return i
		}
	}
	return len(text)
}

func (b *block) lodge(slot int, homes []home) {
	first := home{}
	if len(homes) > 0 {
		first = homes[0]
		for _, h := range homes[1:] {
			b.farther = append(b.farther, farther{uint32(slot), h})
		}
	}
	b.homes = append(b.homes, first)
}

// homesOf appends the homes of a slot.
func (b *block) homesOf(to []home, slot int) []home {
	if b.homes[slot] == (home{}) {
		return to
	}
	to = append(to, b.homes[slot])
	for _, f := range b.fartherOf(slot) {
		to = append(to, f.home)
	}
	return to
}

func (b *block) fartherOf(slot int) []farther {
	from := sort.Search(len(b.farther), func(i int) bool { return int(b.farther[i].slot) >= slot })
	to := from
	for to < len(b.farther) && int(b.farther[to].slot) == slot {
		to++
	}
	return b.farther[from:to]
}

func (b *block) leave(slot int) {
	b.homes[slot] = home{}
	for i := range b.fartherOf(slot) {
		b.fartherOf(slot)[i].home = home{}
	}
}

// addressWord is a part of an address as it is written; Latin letters and
// digits only from the beginning of such a word on.
type addressWord struct{ heads, tails []fit }

// fit is what a part of an address has of a word.
type fit struct {
	alone  Class // if there is no other part; Loose is no fit
	beside Class // if there is
	joins  bool  // the word may run on into the other part
	whole  bool  // and takes all of this one
}

// newAddressWord is false if no address can have the word.
func newAddressWord(text string, p *places) (w *addressWord, possible bool) {
	w = &addressWord{noFits(&p.heads), noFits(&p.tails)}
	inHeads := p.heads.find([]byte(text), func(part int, atStart, atEnd bool) {
		f := &w.heads[part]
		f.alone, f.beside = min(f.alone, placed(atStart, atEnd)), min(f.beside, placed(atStart, false))
	})
	inTails := p.tails.find([]byte(text), func(part int, atStart, atEnd bool) {
		f := &w.tails[part]
		f.alone, f.beside = min(f.alone, placed(atStart, atEnd)), min(f.beside, placed(false, atEnd))
	})
	across := w.join(text, p)
	return w, inHeads || inTails || across
}

// join finds the parts that a word may run across. It parts where addresses do.
func (w *addressWord) join(text string, p *places) bool {
	at := partedAt(text)
	if at == 0 || at == len(text) {
		return false
	}
	heads := p.heads.find(append([]byte(text[:at]), nameEnd), func(part int, atStart, _ bool) {
		w.heads[part].joins, w.heads[part].whole = true, atStart
	})
	return heads && p.tails.find(append([]byte{nameEnd}, text[at:]...), func(part int, _, atEnd bool) {
		w.tails[part].joins, w.tails[part].whole = true, atEnd
	})
}

func (w *addressWord) class(h home) (best Class) {
	head, tail := w.heads[h.head], w.tails[h.tail]
	switch {
	case h.tail == 0:
		return head.alone
	case h.head == 0:
		return tail.alone
	}
	best = min(head.beside, tail.beside)
	if head.joins && tail.joins {
		best = min(best, placed(head.whole, tail.whole))
	}
	return best
}

func (w *addressWord) hits() int { return 1 << 30 }

func (w *addressWord) scan(b *block, found func(slot int, class Class)) {
	more := b.farther
	for slot, h := range b.homes {
		best := w.class(h)
		for len(more) > 0 && int(more[0].slot) == slot {
			best, more = min(best, w.class(more[0].home)), more[1:]
		}
		if best < Loose {
			found(slot, best)
		}
	}
}

func (w *addressWord) rank(b *block, slot int) (best Class, ok bool) {
	best = w.class(b.homes[slot])
	for _, f := range b.fartherOf(slot) {
		best = min(best, w.class(f.home))
	}
	return best, best < Loose
}

// addressWords makes the words of a query ready; none if no address can have
// them all, or if the query has no character: numbers alone mean no address.
func addressWords(query string, p *places) []word {
	if !hasHan(query) {
		return nil
	}
	var words []word
	for text := range strings.FieldsSeq(flat(query)) {
		w, possible := newAddressWord(text, p)
		if !possible {
			return nil
		}
		words = append(words, w)
	}
	return words
}

func noFits(l *lexicon) []fit {
	return slices.Repeat([]fit{{alone: Loose, beside: Loose}}, l.len())
}
