package sheet

import (
	"bytes"
	"errors"
	"io"
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
		tag := x.buffer[x.at+opening : x.at+closing]
		comment := bytes.HasPrefix(tag, []byte("<!--"))
		switch {
		case comment && (len(tag) < 6 || !bytes.HasSuffix(tag, []byte("--"))):
		case bytes.HasPrefix(tag, []byte("<![CDATA[")) && !bytes.HasSuffix(tag, []byte("]]")):
		case !comment && tag[1] != '!' && bytes.Count(tag, []byte{'"'})%2 == 1:
		default:
			return closing, nil
		}
		from = closing + 1
	}
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

// local is the name of a tag without prefix and attributes: "/row" for an end.
func local(tag []byte) string {
	end := bytes.IndexAny(tag, " \t\r\n/")
	if len(tag) > 0 && tag[0] == '/' {
		end = bytes.IndexAny(tag[1:], " \t\r\n") + 1
		if end == 0 {
			end = len(tag)
		}
		return "/" + withoutPrefix(tag[1:end])
	}
	if end < 0 {
		end = len(tag)
	}
	return withoutPrefix(tag[:end])
}

func withoutPrefix(name []byte) string {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return string(name)
}

// selfClosing reports whether a tag has no content: <c r="A1"/>
func selfClosing(tag []byte) bool { return len(tag) > 0 && tag[len(tag)-1] == '/' }

// attr is the value of an attribute without its entities resolved: those read
// here hold numbers and names only.
func attr(tag []byte, name string) []byte {
	for rest := tag; ; {
		i := bytes.Index(rest, []byte(name))
		if i < 0 {
			return nil
		}
		after := rest[i+len(name):]
		if i > 0 && isBlank(rest[i-1]) && len(after) > 1 && after[0] == '=' {
			if end := bytes.IndexByte(after[2:], after[1]); end >= 0 {
				return after[2 : 2+end]
			}
			return nil
		}
		rest = after
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
