package finder

import (
	"strings"
)

// HasHan reports whether a query holds a Chinese character.
func HasHan(query string) bool {
	return strings.ContainsFunc(query, func(r rune) bool { return r >= 0x2E80 && r < 0xFF00 || r >= 0x20000 })
}

// runs splits a text into runs of Han characters and words of letters and
// digits, lower-cased and narrowed.
func runs(text string, take func(run []rune, han bool)) {
	var run []rune
	last := -1
	flush := func() {
		if len(run) > 0 {
			take(run, last == names)
		}
		run = run[:0]
	}
	for _, r := range text {
		r, kind := classify(r)
		if r == '·' {
			kind = -1
		}
		if kind == latin {
			kind = digits // letters and digits make one word: 3a
		}
		if kind != last {
			flush()
			last = kind
		}
		if kind >= 0 {
			run = append(run, r)
		}
	}
	flush()
}

// Bigrams is a text as words for a full-text index without word breaks: each
// pair of neighbouring Han characters, a lone one as it is, and each word of
// letters and digits.
func Bigrams(text string) string {
	var b strings.Builder
	b.Grow(len(text) * 2)
	word := func(w string) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	runs(text, func(run []rune, han bool) {
		if !han || len(run) == 1 {
			word(string(run))
			return
		}
		for i := range len(run) - 1 {
			word(string(run[i : i+2]))
		}
	})
	return b.String()
}

// BigramQuery asks a full-text index for texts that hold every pair of a
// query; a lone character and the last word may be the beginning of a longer
// one. What it finds must be checked with Verify. Empty for a query without
// words.
func BigramQuery(text string) string {
	var parts []string
	runs(text, func(run []rune, han bool) {
		if !han || len(run) == 1 {
			parts = append(parts, `"`+string(run)+`"*`)
			return
		}
		for i := range len(run) - 1 {
			parts = append(parts, `"`+string(run[i:i+2])+`"`)
		}
	})
	return strings.Join(parts, " AND ")
}

// Verify reports whether a text holds each word of a query as it is written.
func Verify(text, query string) bool {
	text = plain(text)
	for _, w := range strings.Fields(query) {
		if !strings.Contains(text, plain(w)) {
			return false
		}
	}
	return true
}

func plain(text string) string {
	return strings.Map(func(r rune) rune {
		r, _ = classify(r)
		return r
	}, text)
}
