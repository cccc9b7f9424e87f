package sheet

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// xmlScanner goes through the XML of a worksheet tag by tag in bounded memory.
// It knows no more XML than sheets use; encoding/xml takes ten times as long,
// and a list of a million rows is two thousand million bytes of it.
type xmlScanner struct {
	from    io.Reader
	buffer  []byte
	at, end int
	ended   bool
	failed  error
}

var errTagTooLong = errors.New("a tag or text without an end")

func newXMLScanner(from io.Reader) *xmlScanner {
	return &xmlScanner{from: from, buffer: make([]byte, 128<<10)}
}

// next gives the text up to the next tag, still with its entities, and the
// inside of that tag. Both are valid until the next call. It ends with io.EOF.
func (x *xmlScanner) next() (text, tag []byte, err error) {
	opening, err := x.find(0, "<")
	if err != nil {
		return nil, nil, err
	}
	closing, err := x.closing(opening)
	if err != nil {
		return nil, nil, unexpected(err)
	}
	text = x.buffer[x.at : x.at+opening]
	tag = x.buffer[x.at+opening+1 : x.at+closing]
	x.at += closing + 1
	return text, tag, nil
}

// closing finds the end of the tag that opens at an offset; a > in the value
// of an attribute is not it.
func (x *xmlScanner) closing(opening int) (int, error) {
	for from := opening; ; {
		closing, err := x.find(from, ">")
		if err != nil {
			return 0, err
		}
		if isWhole(x.buffer[x.at+opening+1 : x.at+closing]) {
			return closing, nil
		}
		from = closing + 1
	}
}

// isWhole reports whether the > behind a tag ends it.
func isWhole(tag []byte) bool {
	switch {
	case len(tag) == 0 || tag[0] != '!':
		return bytes.Count(tag, []byte{'"'})%2 == 0
	case bytes.HasPrefix(tag, []byte("!--")):
		return len(tag) >= 5 && bytes.HasSuffix(tag, []byte("--"))
	case bytes.HasPrefix(tag, []byte("![CDATA[")):
		return bytes.HasSuffix(tag, []byte("]]"))
	}
	return true
}

// find gives the offset from x.at of a sign at or behind another offset.
func (x *xmlScanner) find(from int, sign string) (int, error) {
	for {
		if i := bytes.IndexByte(x.buffer[x.at+from:x.end], sign[0]); i >= 0 {
			return from + i, nil
		}
		from = x.end - x.at
		if x.ended {
			return 0, x.failed
		}
		x.fill()
	}
}

func (x *xmlScanner) fill() {
	if x.at > 0 {
		x.end = copy(x.buffer, x.buffer[x.at:x.end])
		x.at = 0
	}
	if x.end == len(x.buffer) {
		if len(x.buffer) > maxLine {
			x.ended, x.failed = true, errTagTooLong
			return
		}
		x.buffer = append(x.buffer, make([]byte, len(x.buffer))...)
	}
	n, err := x.from.Read(x.buffer[x.end:])
	x.end += n
	if err != nil {
		x.ended, x.failed = true, err
	}
}

// unexpected is for places where the file must not end.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// nameOf is the name of a tag without prefix and attributes; end tells </row>
// from <row>.
func nameOf(tag []byte) (name []byte, end bool) {
	if len(tag) > 0 && tag[0] == '/' {
		tag, end = tag[1:], true
	}
	for i, c := range tag {
		if c == ':' {
			return nameAfterPrefix(tag[i+1:]), end
		}
		if isBlank(c) || c == '/' {
			return tag[:i], end
		}
	}
	return tag, end
}

func nameAfterPrefix(tag []byte) []byte {
	for i, c := range tag {
		if isBlank(c) || c == '/' {
			return tag[:i]
		}
	}
	return tag
}

// selfClosing reports whether a tag has no content: <c r="A1"/>
func selfClosing(tag []byte) bool { return len(tag) > 0 && tag[len(tag)-1] == '/' }

// attributes goes through the attributes of a tag: r="A1" t="s". Entities in
// the values stay: those read here hold numbers and names only.
func attributes(tag []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		for i := 0; i < len(tag); i++ {
			if !isBlank(tag[i]) {
				continue
			}
			from := i + 1
			equals := bytes.IndexByte(tag[from:], '=')
			if equals < 0 || from+equals+2 > len(tag) {
				return
			}
			start := from + equals + 2
			length := bytes.IndexByte(tag[start:], tag[start-1])
			if length < 0 || !yield(bytes.TrimSpace(tag[from:from+equals]), tag[start:start+length]) {
				return
			}
			i = start + length
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// plain resolves the entities of a text, and the _x000D_ by which sheets write
// signs that XML cannot hold.
func plain(raw []byte) string {
	text := string(raw)
	if strings.IndexByte(text, '&') >= 0 {
		text = resolved(text)
	}
	if strings.Contains(text, "_x") {
		text = unescaped(text)
	}
	return text
}

func resolved(text string) string {
	var out strings.Builder
	for {
		head, tail, found := strings.Cut(text, "&")
		out.WriteString(head)
		if !found {
			return out.String()
		}
		name, after, closed := strings.Cut(tail, ";")
		if r, ok := entity(name); closed && ok {
			out.WriteRune(r)
			text = after
			continue
		}
		out.WriteByte('&')
		text = tail
	}
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if hex := strings.TrimPrefix(digits, "x"); hex != digits {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	return rune(n), err == nil && name != digits
}

// unescaped turns _xHHHH_ into the sign it stands for; halves of a pair make
// one sign together.
func unescaped(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		n, ok := escape(text[i:])
		if !ok {
			out = append(out, text[i])
			i++
			continue
		}
		i += 7
		if low, pair := escape(text[i:]); pair && n >= 0xd800 && n < 0xdc00 && low >= 0xdc00 && low < 0xe000 {
			n = 0x10000 + (n-0xd800)<<10 + (low - 0xdc00)
			i += 7
		}
		out = utf8.AppendRune(out, n)
	}
	return string(out)
}

func escape(text string) (rune, bool) {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 16)
	return rune(n), err == nil
}
