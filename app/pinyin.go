package app

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
)

// characters are the commonest readings without tones, a line each, with the
// characters read so. It is a table of text and not a map, so that the program
// starts without it: it is read at the first name. Its test makes it.
//
//go:embed pinyin.txt
var characters string

// PinyinVariants is how many readings of one name are kept at most.
const PinyinVariants = 4

// Pinyin reads a name: in full (李娜 is lina) and by initials (ln), lower case
// without tones or blanks. Further readings follow after tabs, PinyinVariants
// in all: 单于 is chanyu, 长乐 both changle and changyue, and ü stands as v and
// as u. A person's first characters are read as a surname. Letters and digits
// stay; other signs fall away.
func Pinyin(name string) (full, initials string) {
	var room [32]*sound
	return spelled(readName(name, room[:0]))
}

// SortKey is what names are put in order by: the first readings with blanks
// between, so that all of 陈 chen come before 程 cheng.
func SortKey(name string) string {
	var room [32]*sound
	sounds, _ := readName(name, room[:0])
	return spaced(sounds)
}

// Readings is Pinyin and SortKey at once: each character is looked up once.
func Readings(name string) (full, initials, key string) {
	var room [32]*sound
	sounds, choices := readName(name, room[:0])
	full, initials = spelled(sounds, choices)
	return full, initials, spaced(sounds)
}

func spelled(sounds []*sound, choices int) (full, initials string) {
	switch {
	case len(sounds) == 0:
		return "", ""
	case choices == 0:
		return spell(sounds)
	}
	return spellAll(sounds)
}

func spaced(sounds []*sound) string {
	var room [160]byte
	text := room[:0]
	for i, s := range sounds {
		if i > 0 {
			text = append(text, ' ')
		}
		text = append(text, s.reading...)
	}
	return string(text)
}

// sound is how one character is read. Characters read alike share theirs.
type sound struct {
	reading string
	others  []string // further readings
}

// readName looks up every character and counts those of several readings.
func readName(name string, sounds []*sound) (_ []*sound, choices int) {
	book := pinyinBook()
	sounds, rest := book.surname(name, sounds)
	for _, r := range rest {
		if s := book.of(r); s != nil {
			sounds = append(sounds, s)
		}
	}
	for _, s := range sounds {
		if len(s.others) > 0 {
			choices++
		}
	}
	return sounds, choices
}

// spell writes the first readings; both outcomes share one piece of memory.
func spell(sounds []*sound) (full, initials string) {
	var room [160]byte
	text := room[:0]
	for _, s := range sounds {
		text = append(text, s.reading...)
	}
	long := len(text)
	for _, s := range sounds {
		text = append(text, s.reading[0])
	}
	both := string(text)
	return both[:long], both[long:]
}

// spellAll writes the readings in the order in which the last ambiguous
// character changes first.
func spellAll(sounds []*sound) (full, initials string) {
	var room [256]byte
	var shortRoom [64]byte
	var choiceRoom [32]int
	long, short := room[:0], shortRoom[:0]
	chosen := append(choiceRoom[:0], make([]int, len(sounds))...)
	for n := 0; n < PinyinVariants; n++ {
		if n > 0 {
			long, short = append(long, '\t'), append(short, '\t')
		}
		from := len(short)
		for i, s := range sounds {
			reading := s.reading
			if chosen[i] > 0 {
				reading = s.others[chosen[i]-1]
			}
			long = append(long, reading...)
			short = append(short, reading[0])
		}
		short = withoutRepeat(short, from)
		if !turn(sounds, chosen) {
			break
		}
	}
	return string(long), string(short)
}

// withoutRepeat drops the last of several initials, which begins at from, if
// it stands there before. All are equally long.
func withoutRepeat(short []byte, from int) []byte {
	last := short[from:]
	for at := 0; at < from; at += len(last) + 1 {
		if bytes.Equal(short[at:at+len(last)], last) {
			return short[:from-1]
		}
	}
	return short
}

// turn goes on to the next choice of readings; false after the last.
func turn(sounds []*sound, chosen []int) bool {
	for i := len(sounds) - 1; i >= 0; i-- {
		if chosen[i] < len(sounds[i].others) {
			chosen[i]++
			return true
		}
		chosen[i] = 0
	}
	return false
}

// The Han characters kept in one table: Extension A to the end of the first
// block, so that rare characters of names are in. The few beyond are looked up.
const (
	firstHan = 0x3400
	lastHan  = 0x9FFF
)

type book struct {
	han      [lastHan - firstHan + 1]uint16 // index into sounds; 0: no reading
	sounds   []*sound
	known    map[string]uint16 // readings joined by blanks → index into sounds
	latin    [128]*sound
	surnames map[rune]*sound
	doubles  map[rune]map[rune][2]*sound
}

// pinyinBook is made at the first name and never changes.
var pinyinBook = sync.OnceValue(makePinyinBook)

func makePinyinBook() *book {
	b := &book{
		sounds: []*sound{nil}, known: make(map[string]uint16),
		surnames: make(map[rune]*sound), doubles: make(map[rune]map[rune][2]*sound),
	}
	for line := range strings.Lines(characters) {
		reading, read, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		sound := b.add(reading)
		for _, r := range read {
			if r >= firstHan && r <= lastHan {
				b.han[r-firstHan] = sound
			}
		}
	}
	for r, readings := range polyphones {
		b.han[r-firstHan] = b.add(readings)
	}
	for r, readings := range surnameReadings {
		b.surnames[r] = b.sounds[b.add(readings)]
	}
	for name, readings := range doubleSurnames {
		b.addDouble([]rune(name), strings.Fields(readings))
	}
	for c := range byte(128) {
		switch {
		case c >= 'A' && c <= 'Z':
			b.latin[c] = &sound{reading: string(rune(c + 'a' - 'A'))}
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.latin[c] = &sound{reading: string(rune(c))}
		}
	}
	return b
}

func (b *book) addDouble(name []rune, readings []string) {
	if b.doubles[name[0]] == nil {
		b.doubles[name[0]] = make(map[rune][2]*sound)
	}
	b.doubles[name[0]][name[1]] = [2]*sound{b.sounds[b.add(readings[0])], b.sounds[b.add(readings[1])]}
}

// add keeps readings, given with blanks between, once; ü, here v, gets a
// second spelling with u.
func (b *book) add(readings string) uint16 {
	if i, ok := b.known[readings]; ok {
		return i
	}
	all := strings.Fields(readings)
	if len(all) == 0 {
		return 0
	}
	for _, r := range all {
		if strings.Contains(r, "v") {
			all = append(all, strings.ReplaceAll(r, "v", "u"))
		}
	}
	i := uint16(len(b.sounds))
	b.sounds = append(b.sounds, &sound{reading: all[0], others: all[1:]})
	b.known[readings] = i
	return i
}

// of is how a character is read; nil for signs.
func (b *book) of(r rune) *sound {
	switch {
	case r >= firstHan && r <= lastHan:
		return b.sounds[b.han[r-firstHan]]
	case narrow(r) < 128:
		return b.latin[narrow(r)]
	}
	return rare(r)
}

// rare looks for a character that is not in the table, such as those beyond the
// first plane: so few names have one that the text itself is searched.
func rare(r rune) *sound {
	if r < firstHan && r != '〇' {
		return nil
	}
	at := strings.IndexRune(characters, r)
	if at < 0 {
		return nil
	}
	line := characters[strings.LastIndexByte(characters[:at], '\n')+1 : at]
	reading, _, _ := strings.Cut(line, " ")
	return &sound{reading: reading}
}

// surname reads a person's surname if it is one of those read differently, and
// hands back the rest of the name.
func (b *book) surname(name string, sounds []*sound) (_ []*sound, rest string) {
	var first, second rune
	after, end := 0, 0
	for i, r := range name {
		if first == 0 {
			first = r
			continue
		}
		second, after = r, i
		end = i + len(string(r))
		break
	}
	if double, ok := b.doubles[first][second]; ok {
		return append(sounds, double[0], double[1]), name[end:]
	}
	if s, ok := b.surnames[first]; ok && after > 0 && !LooksLikeOrganisation(name) {
		return append(sounds, s), name[after:]
	}
	return sounds, name
}
