package widgets

import (
	"strings"
	"unicode"
)

// Chinese is broken between any two characters, except that some must not
// begin a line and some must not end one. Fyne breaks at spaces first, which
// leaves a Chinese sentence with one Latin word in it ragged.
const (
	neverFirst = "，。、；：？！）》〉」』】〕”’…—·％℃,.;:?!)]}%"
	neverLast  = "（《〈「『【〔“‘([{￥"
)

// wrap breaks a text into lines no wider than room.
func (r *ruler) wrap(text string, room float32) []string { return Wrap(text, room, r.char) }

// Wrap breaks a text into lines no wider than room, of characters as wide as
// char says. A single character is never broken, however narrow the room.
func Wrap(text string, room float32, char func(rune) float32) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", ""), "\n") {
		lines = append(lines, wrapLine([]rune(line), room, char)...)
	}
	return lines
}

func wrapLine(text []rune, room float32, char func(rune) float32) []string {
	var lines []string
	for {
		fits := charsIn(text, room, char)
		if fits == len(text) {
			return append(lines, strings.TrimRight(string(text), " "))
		}
		cut := fits
		for cut > 0 && !mayBreak(text, cut) {
			cut--
		}
		if cut == 0 {
			cut = max(1, fits) // one long word: broken where the line ends
		}
		lines = append(lines, strings.TrimRight(string(text[:cut]), " "))
		text = []rune(strings.TrimLeft(string(text[cut:]), " "))
		if len(text) == 0 {
			return lines
		}
	}
}

// charsIn is how many characters go into room.
func charsIn(text []rune, room float32, char func(rune) float32) int {
	var sum float32
	for i, c := range text {
		sum += char(c)
		if sum > room && c != ' ' {
			return i
		}
	}
	return len(text)
}

// mayBreak says whether a line may end before the character at a place.
func mayBreak(text []rune, at int) bool {
	before, after := text[at-1], text[at]
	switch {
	case before == ' ' || after == ' ':
		return true
	case strings.ContainsRune(neverLast, before), strings.ContainsRune(neverFirst, after):
		return false
	}
	return isWide(before) || isWide(after)
}

// isWide reports whether a character stands by itself, as Chinese does.
func isWide(c rune) bool {
	return unicode.Is(unicode.Han, c) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xffef
}
