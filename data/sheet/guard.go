package sheet

import "unicode/utf8"

// The guard keeps a spreadsheet from running a text as a formula: an apostrophe
// before any text that begins with a sign a formula may begin with. A text that
// has apostrophes before such a sign gets one more, so that taking one away
// always gives back the text as it was.

// guarded adds the guard where it is needed.
func guarded(text string) string {
	if needsGuard(text) {
		return "'" + text
	}
	return text
}

// unguard takes the guard away again.
func unguard(text string) string {
	if len(text) > 1 && text[0] == '\'' && needsGuard(text[1:]) {
		return text[1:]
	}
	return text
}

func needsGuard(text string) bool {
	i := 0
	for i < len(text) && text[i] == '\'' {
		i++
	}
	if i == len(text) {
		return false
	}
	switch text[i] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return true
	case 0xef: // the lead byte of the full-width forms
		r, _ := utf8.DecodeRuneInString(text[i:])
		return r == '＝' || r == '＋' || r == '－' || r == '＠'
	}
	return false
}
