package finder

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Keys is what a row is found by.
type Keys struct {
	Name     string   // further names, such as a former one, follow after tabs
	Pinyin   string   // the name read in full, lower case, without blanks; further readings after tabs, readingsMax in all
	Initials string   // the first letters of that, a letter a syllable; likewise
	Digits   []string // telephones, account, meter and other numbers; each is found by any part

	Addresses []string // asked only for characters that no name has
}

// Every field of a record has a mark before or behind it, and no search asks
// for one: so a hit never runs from one field into the next, and whether it is
// at the start or end of its field shows in the bytes beside it. The marks of
// letters lie below them: \tLXM\vLiXiaoMing\n.
const (
	nameEnd     = '\n'
	initialsAre = '\t' // before
	pinyinIs    = '\v' // before
	latinEnd    = '\n' // of the record

	fieldEnd = 0xF // among digits, which take half a byte
	checkX   = 0xC // the X an identity number may end in
)

// country is the prefix of telephone numbers nobody searches by.
const country = "+86"

// room holds the records of a row while they are made.
type room struct {
	name, latin, digits []byte
	nibbles             []byte
	addresses           []byte
	homes               []home // of the addresses
	full, short         []string
	split               splitter
}

func (r *room) fold(keys Keys) {
	r.name, r.latin, r.nibbles = r.name[:0], r.latin[:0], r.nibbles[:0]
	for name := range strings.SplitSeq(keys.Name, "\t") {
		r.foldName(name)
	}
	r.full, r.short = readings(r.full[:0], keys.Pinyin), readings(r.short[:0], keys.Initials)
	r.foldInitials()
	r.foldPinyin()
	r.latin = append(r.latin, latinEnd)
	for _, number := range keys.Digits {
		r.foldNumber(number)
	}
	r.digits = pack(r.digits[:0], r.nibbles)
	r.addresses = r.addresses[:0]
	for _, address := range keys.Addresses {
		r.foldAddress(address)
	}
}

func (r *room) foldAddress(address string) {
	if address = strings.TrimSpace(flat(address)); address != "" {
		r.addresses = append(append(r.addresses, address...), nameEnd)
	}
}

// foldName keeps letters and digits; the digits of a name count as a number of
// its own as well, since a search takes them apart from the letters.
func (r *room) foldName(name string) {
	start, inNumber := len(r.name), false
	for _, c := range name {
		c, kind := fold(c)
		if kind == digit {
			r.nibbles = append(r.nibbles, byte(c-'0'))
		} else if inNumber {
			r.nibbles = append(r.nibbles, fieldEnd)
		}
		inNumber = kind == digit
		if kind == digit || kind == latin || kind == han {
			r.name = utf8.AppendRune(r.name, c)
		}
	}
	if inNumber {
		r.nibbles = append(r.nibbles, fieldEnd)
	}
	if len(r.name) > start {
		r.name = append(r.name, nameEnd)
	}
}

func (r *room) foldNumber(number string) {
	start := len(r.nibbles)
	r.nibbles = appendDigits(r.nibbles, number)
	if len(r.nibbles) > start {
		r.nibbles = append(r.nibbles, fieldEnd)
	}
}

// appendDigits keeps the digits of a number, and an X at its end.
func appendDigits(to []byte, number string) []byte {
	last := rune(0)
	for _, c := range strings.TrimPrefix(number, country) {
		c, kind := fold(c)
		if kind == digit {
			to = append(to, byte(c-'0'))
		}
		if kind != ignored && kind != blank {
			last = c
		}
	}
	if last == 'x' && len(to) > 0 {
		to = append(to, checkX)
	}
	return to
}

// readingsMax is how many readings of a name are kept.
const readingsMax = 8

// readings appends the first readings of a list with tabs between.
func readings(to []string, list string) []string {
	for reading := range strings.SplitSeq(list, "\t") {
		if len(to) == readingsMax {
			break
		}
		to = append(to, reading)
	}
	return to
}

// foldInitials writes capitals: every letter begins a syllable.
func (r *room) foldInitials() {
	for _, short := range r.short {
		r.latin = appendLetters(r.latin, short, nil, initialsAre)
	}
}

// foldPinyin writes capitals where syllables begin, as the initials tell;
// where they do not fit, everywhere. A search may start at capitals only.
func (r *room) foldPinyin() {
	for i, reading := range r.full {
		r.latin = appendLetters(r.latin, reading, r.syllables(reading, i), pinyinIs)
	}
}

// syllables splits the nth reading by the nth initials, or by any others that
// fit: initials that several readings share may be given once.
func (r *room) syllables(reading string, nth int) []int {
	if nth < len(r.short) {
		if starts := r.split.syllables(reading, r.short[nth]); starts != nil {
			return starts
		}
	}
	for _, short := range r.short {
		if starts := r.split.syllables(reading, short); starts != nil {
			return starts
		}
	}
	return nil
}

// appendLetters writes the mark and the letters of text, in capitals at starts
// (nil: everywhere); nothing if there are no letters.
func appendLetters(to []byte, text string, starts []int, mark byte) []byte {
	before, everywhere := len(to), starts == nil
	to = append(to, mark)
	for i := range len(text) {
		c := text[i] | 0x20
		if c < 'a' || c > 'z' {
			continue
		}
		for len(starts) > 0 && starts[0] < i {
			starts = starts[1:]
		}
		if everywhere || len(starts) > 0 && starts[0] == i {
			c -= 0x20
		}
		to = append(to, c)
	}
	if len(to) == before+1 {
		return to[:before]
	}
	return to
}

// kind is what a character is to a search.
type kind int

const (
	ignored kind = iota // punctuation: 吉克·阿木 is 吉克阿木, 138-0013 is 1380013
	blank               // ends a word
	han                 // a letter of any script but ours below
	latin
	digit
)

// fold brings the forms of a character together: full width, capitals, ü.
func fold(c rune) (rune, kind) {
	if c >= '！' && c <= '～' {
		c -= '！' - '!'
	}
	switch {
	case c >= '0' && c <= '9':
		return c, digit
	case c >= 'a' && c <= 'z':
		return c, latin
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A', latin
	case c == 'ü' || c == 'Ü':
		return 'v', latin
	case c == ',' || c == '/' || c == ';' || c == '|' || c == '、' || unicode.IsSpace(c):
		return ' ', blank
	case c >= 0x4E00 && c <= 0x9FFF, unicode.IsLetter(c), unicode.Is(unicode.Han, c):
		return unicode.ToLower(c), han
	}
	return c, ignored
}
