package finder

import "strings"

// word is one part of a query; a row must have them all.
type word interface {
	// hits is a guess at how many rows have it, to scan for the rarest.
	hits() int
	// scan finds the rows of a block that have it, each once and in order.
	scan(b *block, found func(slot int, class Class))
	// rank is how well it fits one row.
	rank(b *block, slot int) (Class, bool)
}

// part is a run of characters of one kind, folded.
type part struct {
	kind kind
	text string
}

// queryMax characters are longer than any name; a longer query was pasted here
// by mistake and is not looked for.
const queryMax = 200

// parse takes a query apart at blanks and where the script changes: 李1234 is
// two words. Punctuation is passed over.
func parse(query string) []part {
	runes := []rune(strings.ReplaceAll(query, country, " "))
	if len(runes) > queryMax {
		return nil
	}
	var parts []part
	var text []rune
	running := blank
	end := func() {
		if len(text) > 0 {
			parts = append(parts, part{running, string(text)})
		}
		text = text[:0]
	}
	for i, c := range runes {
		c, kind := fold(c)
		switch {
		case kind == ignored:
			continue
		case running == digit && c == 'x' && !continuesWord(runes[i+1:]):
			kind = digit // the check mark of an identity number
		case kind != running:
			end()
		}
		running = kind
		if kind != blank {
			text = append(text, c)
		}
	}
	end()
	return parts
}

// continuesWord reports whether a letter or digit follows at once.
func continuesWord(rest []rune) bool {
	if len(rest) == 0 {
		return false
	}
	_, kind := fold(rest[0])
	return kind != blank && kind != ignored
}

// words makes the parts ready to be looked for, with counts as they are now.
func words(parts []part, c *counts) []word {
	words := make([]word, len(parts))
	for i, p := range parts {
		switch p.kind {
		case digit:
			words[i] = newDigitWord(p.text, c)
		case latin:
			words[i] = newLatinWord(p.text, c)
		default:
			words[i] = newHanWord(p.text, c)
		}
	}
	return words
}

// loosened takes the words in letters generously; false if there are none.
func loosened(words []word) (loose []word, ok bool) {
	loose = make([]word, len(words))
	for i, w := range words {
		loose[i] = w
		if l, is := w.(*latinWord); is && len(l.text) <= looseMax {
			loose[i], ok = newLooseWord(l), true
		}
	}
	return loose, ok
}
