package finder

import "bytes"

// hanWord is a part of a name in characters.
type hanWord struct {
	text  []byte
	place int // of the byte scanned for
	count int // how often that occurs
}

func newHanWord(text string, c *counts) *hanWord {
	w := &hanWord{text: []byte(text)}
	w.place = c.rarest(w.text)
	w.count = int(c.name[w.text[w.place]])
	return w
}

func (w *hanWord) hits() int { return w.count }

// scan looks for the rarest byte: the first bytes of characters are all alike.
func (w *hanWord) scan(b *block, found func(slot int, class Class)) {
	text, rare, slot := b.names.text, w.text[w.place], 0
	for pos := 0; pos < len(text); {
		next := bytes.IndexByte(text[pos:], rare)
		if next < 0 {
			return
		}
		pos += next + 1
		start := pos - 1 - w.place
		if start < 0 || !bytes.HasPrefix(text[start:], w.text) {
			continue
		}
		slot = b.names.locate(start, slot)
		class, _ := w.rank(b, slot)
		found(slot, class)
		pos = int(b.names.starts[slot+1])
	}
}

func (w *hanWord) rank(b *block, slot int) (best Class, ok bool) {
	best = Loose
	record := b.names.record(slot)
	for pos := 0; pos+len(w.text) < len(record); pos++ {
		next := bytes.IndexByte(record[pos+w.place:], w.text[w.place])
		if next < 0 {
			break
		}
		pos += next
		if !bytes.HasPrefix(record[pos:], w.text) {
			continue
		}
		atStart := pos == 0 || record[pos-1] == nameEnd
		best, ok = min(best, placed(atStart, record[pos+len(w.text)] == nameEnd)), true
	}
	return best, ok
}
