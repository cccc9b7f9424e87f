package finder

import (
	"fmt"
	"strings"
	"unicode"
)

// Bigrams is a text as words for a full-text table that knows no Chinese: each
// character, each two neighbouring ones, and each word of Latin letters and
// digits as it is. The table may be contentless with detail=none and keep the
// tokenizer unicode61; what it finds must pass Verify.
func Bigrams(text string) string {
	var b strings.Builder
	b.Grow(3 * len(text))
	for chunk := range strings.FieldsSeq(flat(text)) {
		runs(chunk, func(run []rune, ascii bool) {
			if ascii {
				writeGram(&b, run)
				return
			}
			for i := range run {
				writeGram(&b, run[i:i+1])
				if i+1 < len(run) {
					writeGram(&b, run[i:i+2])
				}
			}
		})
	}
	return b.String()
}

// BigramQuery asks such a table for the texts that have every gram of a query;
// words of Latin letters and digits may go on. Empty if nothing is asked.
func BigramQuery(text string) string {
	var wanted []string
	for chunk := range strings.FieldsSeq(flat(text)) {
		runs(chunk, func(run []rune, ascii bool) {
			switch {
			case ascii:
				wanted = append(wanted, `"`+string(run)+`"*`)
			case len(run) == 1:
				wanted = append(wanted, `"`+gram(run)+`"`)
			default:
				for i := range len(run) - 1 {
					wanted = append(wanted, `"`+gram(run[i:i+2])+`"`)
				}
			}
		})
	}
	return strings.Join(wanted, " AND ")
}

// Verify reports whether a text has every word of a query as it is written;
// Latin letters and digits only from the beginning of such a word on. Whatever
// passes, BigramQuery finds.
func Verify(text, query string) bool {
	text = flat(text)
	for wanted := range strings.FieldsSeq(flat(query)) {
		if !holds(text, wanted) {
			return false
		}
	}
	return true
}

// hasHan reports whether a query has a character of a script other than Latin.
func hasHan(query string) bool {
	return strings.ContainsFunc(query, func(c rune) bool {
		_, kind := fold(c)
		return kind == han
	})
}

func holds(text, wanted string) bool {
	for from := 0; ; from++ {
		next := strings.Index(text[from:], wanted)
		if next < 0 {
			return false
		}
		from += next
		if from == 0 || !isASCIIWord(rune(text[from-1])) || !isASCIIWord(rune(wanted[0])) {
			return true
		}
	}
}

// flat folds the letters and digits of a text and puts a blank for the rest.
func flat(text string) string {
	return strings.Map(func(c rune) rune {
		c, kind := fold(c)
		if kind == blank || kind == ignored {
			return ' '
		}
		return c
	}, text)
}

// runs cuts a chunk where Latin letters and digits meet characters.
func runs(chunk string, take func(run []rune, ascii bool)) {
	all := []rune(chunk)
	start := 0
	for i := range all {
		if i+1 == len(all) || isASCIIWord(all[i]) != isASCIIWord(all[i+1]) {
			take(all[start:i+1], isASCIIWord(all[start]))
			start = i + 1
		}
	}
}

func isASCIIWord(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
}

func writeGram(b *strings.Builder, run []rune) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(gram(run))
}

// gram is a run as one token. The tokenizer knows the letters of some earlier
// Unicode only, so newer characters are written by their numbers.
func gram(run []rune) string {
	var b strings.Builder
	for _, c := range run {
		if isASCIIWord(c) || isOldHan(c) {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(&b, "u%x", c)
		}
	}
	return b.String()
}

// isOldHan reports a Han character of Unicode 6.1.
func isOldHan(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FCC || c >= 0x3400 && c <= 0x4DB5 || c >= 0x20000 && unicode.Is(oldHan, c)
}

var oldHan = &unicode.RangeTable{R32: []unicode.Range32{
	{Lo: 0x20000, Hi: 0x2A6D6, Stride: 1},
	{Lo: 0x2A700, Hi: 0x2B734, Stride: 1},
	{Lo: 0x2B740, Hi: 0x2B81D, Stride: 1},
}}
