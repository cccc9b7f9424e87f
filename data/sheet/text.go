package sheet

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// bom is what Excel puts before UTF-8 and needs to recognise it.
const bom = "\xef\xbb\xbf"

// textForm is how a delimited text is to be read.
type textForm struct {
	skip      int64 // bytes before the first row: the BOM, a "sep=;" line
	bigEndian bool  // of UTF-16 without a mark
	delimiter byte
	lineEnd   byte // '\n', or '\r' for files of old Macintoshes
}

// openText finds encoding and delimiter from the first bytes.
func (b *Book) openText(head []byte) error {
	b.Encoding = b.options.Encoding
	if b.Encoding == "" {
		b.Encoding = b.encodingOf(head)
	}
	b.progress.total.Store(b.size)
	if b.Encoding == UTF8 && bytes.HasPrefix(head, []byte(bom)) {
		b.text.skip = int64(len(bom))
	}
	sample := head[b.text.skip:]
	sample = b.decoded(sample[:min(len(sample), delimitWithin)])
	if broken(sample) {
		return &Problem{Kind: WrongEncoding, Path: b.Path}
	}
	b.text.lineEnd = '\n'
	if bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample, '\r') >= 0 {
		b.text.lineEnd = '\r'
	}
	if first, _, found := bytes.Cut(sample, []byte{b.text.lineEnd}); found && namesDelimiter(first) && b.Encoding != UTF16 {
		b.text.delimiter = first[4]
		b.text.skip += int64(len(first) + 1)
		return nil
	}
	b.text.delimiter = delimiterOf(sample, b.text.lineEnd)
	return nil
}

// namesDelimiter recognises the line by which Excel is told the delimiter.
func namesDelimiter(line []byte) bool {
	return len(line) > 4 && bytes.EqualFold(line[:4], []byte("sep="))
}

func isUTF16(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// isUnmarkedUTF16 reports text of two bytes a sign without a mark before it:
// digits and commas leave every second byte, from one of the two on, nothing.
func isUnmarkedUTF16(head []byte, from int) bool {
	head = head[:min(len(head), 4096)]
	here, there := 0, 0
	for i, c := range head {
		switch {
		case c != 0:
		case i%2 == from:
			here++
		default:
			there++
		}
	}
	return here > 2 && here*8 > len(head) && there*100 <= here
}

// encodingOf tells UTF-8 from GB18030. A list may begin with many rows of plain
// digits: then the first Chinese decides, wherever it stands. One broken byte
// does not turn a file of good UTF-8 into something else.
func (b *Book) encodingOf(head []byte) Encoding {
	switch {
	case isUTF16(head):
		return UTF16
	case isUnmarkedUTF16(head, 1):
		return UTF16
	case isUnmarkedUTF16(head, 0):
		b.text.bigEndian = true
		return UTF16
	case bytes.HasPrefix(head, []byte(bom)):
		return UTF8
	}
	for at := int64(0); ; {
		if wide, wrong := utf8Score(head); wide+wrong > 0 {
			if wrong > wide/20 {
				return GB18030
			}
			return UTF8
		}
		at += int64(len(head))
		n, err := b.file.ReadAt(head[:cap(head)], at)
		if head = head[:n]; n == 0 || err != nil && err != io.EOF {
			return UTF8
		}
	}
}

// utf8Score counts the characters beyond ASCII and the bytes that are no UTF-8,
// without blaming a character cut off at the end.
func utf8Score(text []byte) (wide, wrong int) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			wide++
		case utf8.FullRune(text[i:]):
			wrong++
		}
		i += size
	}
	return wide, wrong
}

// broken reports whether decoding left more ruins than an accident would.
func broken(text []byte) bool {
	ruins := bytes.Count(text, []byte(string(utf8.RuneError)))
	return ruins > 8 && ruins > utf8.RuneCount(text)/100 || isBinary(text)
}

// isBinary reports more signs that no text has than an accident would leave.
func isBinary(text []byte) bool {
	nulls, others := 0, 0
	for _, c := range text {
		switch {
		case c == 0:
			nulls++
		case c < ' ' && (c < '\t' || c > '\r') || c == 0x7f:
			others++
		}
	}
	return nulls*10 > len(text) || others > 30 && others*50 > len(text)
}

func (b *Book) decoder() *encoding.Decoder {
	switch b.Encoding {
	case GB18030:
		return simplifiedchinese.GB18030.NewDecoder()
	case UTF16:
		if b.text.bigEndian {
			return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
		}
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	}
	return nil
}

// decoded turns a sample into UTF-8; the character cut off at its end is lost.
func (b *Book) decoded(sample []byte) []byte {
	decoder := b.decoder()
	if decoder == nil {
		return sample
	}
	out, err := decoder.Bytes(sample)
	if err != nil {
		return sample
	}
	return out
}

// delimiterOf chooses the sign that splits most lines into equally many cells.
func delimiterOf(sample []byte, lineEnd byte) byte {
	best, bestScore := byte(','), 0
	for _, sign := range []byte{',', '\t', ';', '|'} {
		if score := delimiterScore(sample, lineEnd, sign); score > bestScore {
			best, bestScore = sign, score
		}
	}
	return best
}

// delimiterScore is how many lines agree on a number of cells, weighed with
// that number; signs in quotes do not count.
func delimiterScore(sample []byte, lineEnd, sign byte) int {
	lines := map[int]int{}
	signs, quoted := 0, false
	for _, c := range sample {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == sign:
			signs++
		case c == lineEnd:
			lines[signs]++
			signs = 0
		}
	}
	lines[signs]++
	best := 0
	for signs, count := range lines {
		if signs > 0 {
			best = max(best, count*100+min(signs, 99))
		}
	}
	return best
}

// textRows reads a delimited text from its beginning.
func (b *Book) textRows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		section := io.NewSectionReader(b.file, b.text.skip, b.size-b.text.skip)
		source := b.progress.of(section)
		if decoder := b.decoder(); decoder != nil {
			source = decoder.Reader(source)
		}
		reader := newTextReader(source, b.text)
		for {
			row, err := reader.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, b.textProblem(reader.line, err))
				return
			}
			if len(row.Cells) > 0 && !yield(row, nil) {
				return
			}
		}
	}
}

func (b *Book) textProblem(line int, err error) error {
	if errors.Is(err, errTooManyColumns) || errors.Is(err, errLineTooLong) {
		return &Problem{Kind: Damaged, Path: b.Path, Line: line, Err: err}
	}
	return fileProblem(b.Path, err)
}
