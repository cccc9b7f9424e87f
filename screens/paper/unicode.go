package paper

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// mendUnicode puts right, in place, how gopdf tells what the glyphs mean when
// text is searched or copied: it writes a character beyond the first 65,536 as
// one number, where the format wants two. The three signs more are won by
// leaving line ends away, so that nothing else in the file moves.
func mendUnicode(pdf []byte) {
	for rest := pdf; ; {
		from := bytes.Index(rest, []byte("beginbfrange\n"))
		to := bytes.Index(rest, []byte("endbfrange"))
		if from < 0 || to < from {
			return
		}
		mendTable(rest[from+len("beginbfrange\n") : to])
		rest = rest[to+len("endbfrange"):]
	}
}

var beyond = regexp.MustCompile(`<([0-9A-F]{5,6})>`)

func mendTable(table []byte) {
	if !beyond.Match(table) {
		return
	}
	mended := beyond.ReplaceAllFunc(bytes.ReplaceAll(table, []byte("\n"), nil), func(number []byte) []byte {
		c, err := strconv.ParseInt(string(number[1:len(number)-1]), 16, 32)
		if err != nil {
			return number
		}
		high, low := utf16.EncodeRune(rune(c))
		return fmt.Appendf(nil, "<%04X%04X>", high, low)
	})
	if len(mended) <= len(table) { // else a paper of rare characters alone: it prints as well
		copy(table, append(mended, bytes.Repeat([]byte(" "), len(table)-len(mended))...))
	}
}
