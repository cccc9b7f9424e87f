package finder

import "math/bits"

// letters says which letters a record has: bit n stands for the nth of the
// alphabet, a bit further on for the same as a capital, and one of the last for
// a capital with the letter that follows, several pairs to a bit. Most records
// lack something of what is looked for, and need not be read.
type letters uint64

const (
	capitals = 26 // where these begin
	pairs    = 52
)

func lettersOf(record []byte) (set letters) {
	before := byte(0)
	for _, c := range record {
		if c < 'A' {
			before = 0
			continue
		}
		letter := c&0x1F - 1
		set |= 1 << letter
		if before >= 'A' && before <= 'Z' {
			set |= 1 << (pairs + (7*(before-'A')+letter)%(64-pairs))
		}
		if c <= 'Z' {
			set |= 1 << (capitals + letter)
		}
		before = c
	}
	return set
}

// scan ranks the records that have what a word needs.
func (needs letters) scan(b *block, w word, found func(slot int, class Class)) {
	for slot, has := range b.letters {
		if has&needs != needs {
			continue
		}
		if class, ok := w.rank(b, slot); ok {
			found(slot, class)
		}
	}
}

// latinWord is letters: initials, or pinyin from the start of a syllable on. A
// single letter is looked for in initials only.
type latinWord struct {
	text  []byte // lower case
	first byte   // its first letter as a capital
	needs letters
	count int
}

func newLatinWord(text string, c *counts) *latinWord {
	w := &latinWord{text: []byte(text), first: text[0] - 0x20}
	w.needs = lettersOf(w.text) | lettersOf(append([]byte{w.first}, w.text[1:]...))
	w.count = int(c.latin[w.first]) >> min(2*(len(text)-1), 31)
	return w
}

func (w *latinWord) hits() int { return w.count }

func (w *latinWord) scan(b *block, found func(slot int, class Class)) {
	w.needs.scan(b, w, found)
}

func (w *latinWord) rank(b *block, slot int) (best Class, ok bool) {
	best = Loose
	record, mark := b.latin.record(slot), byte(0)
	for pos, c := range record {
		if c < 'A' {
			if mark = c; c == pinyinIs && len(w.text) == 1 {
				break
			}
			continue
		}
		if c != w.first || !w.continues(record[pos:]) {
			continue
		}
		class := placed(record[pos-1] < 'A', record[pos+len(w.text)] < 'A')
		if mark == pinyinIs {
			class++
		}
		best, ok = min(best, class), true
	}
	return best, ok
}

// continues compares up to the first difference; an end mark is always one.
func (w *latinWord) continues(text []byte) bool {
	for i := 1; i < len(w.text); i++ {
		if text[i]|0x20 != w.text[i] {
			return false
		}
	}
	return true
}

// looseWord is letters taken generously: any beginnings of syllables in a row,
// with n as good as ng and z, c, s as good as zh, ch, sh.
type looseWord struct {
	text  []byte
	first byte
	needs letters
}

const looseMax = 63 // letters; a longer word is found strictly or not at all

func newLooseWord(strict *latinWord) *looseWord {
	w := &looseWord{text: strict.text, first: strict.first, needs: lettersOf([]byte{strict.first})}
	for i, c := range w.text {
		if i == 0 || !mayLack(w.text[i-1], c) {
			w.needs |= lettersOf(w.text[i : i+1])
		}
	}
	return w
}

// mayLack reports a letter that a record may lack behind the one before it.
func mayLack(before, c byte) bool {
	return c == 'g' && before == 'n' || c == 'h' && (before == 'z' || before == 'c' || before == 's')
}

func (w *looseWord) hits() int { return 1 << 30 }

func (w *looseWord) scan(b *block, found func(slot int, class Class)) {
	w.needs.scan(b, w, found)
}

func (w *looseWord) rank(b *block, slot int) (Class, bool) {
	record, mark := b.latin.record(slot), byte(0)
	for pos, c := range record {
		if c < 'A' {
			mark = c
		} else if c == w.first && mark == pinyinIs && w.from(record[pos:]) {
			return Loose, true
		}
	}
	return Loose, false
}

// from walks the syllables up to the end of the field; bit n of reached means
// that the first n letters of the word are used up.
func (w *looseWord) from(text []byte) bool {
	reached := uint64(1)
	for text[0] >= 'A' {
		length := 1
		for text[length] >= 'a' {
			length++
		}
		next := uint64(0)
		for left := reached; left != 0; left &= left - 1 {
			used := bits.TrailingZeros64(left)
			next |= beginnings(w.text[used:], text[:length]) << used
		}
		if next>>len(w.text) != 0 {
			return true
		}
		if next == 0 {
			return false
		}
		reached, text = next, text[length:]
	}
	return false
}

// beginnings has bit n set if the first n letters of the word may begin the
// syllable.
func beginnings(word, syllable []byte) (lengths uint64) {
	if word[0] != syllable[0]|0x20 {
		return 0
	}
	lengths = 1 << 1
	i, j := 1, 1
	if z := word[0]; z == 'z' || z == 'c' || z == 's' {
		if i < len(word) && word[i] == 'h' {
			i++
			lengths |= 1 << i
		}
		if j < len(syllable) && syllable[j] == 'h' {
			j++
		}
	}
	for ; i < len(word) && j < len(syllable) && word[i] == syllable[j]; i, j = i+1, j+1 {
		lengths |= 1 << (i + 1)
	}
	if i < len(word) && j == len(syllable) && word[i] == 'g' && word[i-1] == 'n' {
		lengths |= 1 << (i + 1)
	}
	return lengths
}
