package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// textReader splits delimited text into rows. It is kinder than encoding/csv:
// quotes inside a cell are ordinary signs, a quote that never closes ends with
// its line, rows may differ in length. A row without quotes, which is almost
// every row, costs one allocation.
type textReader struct {
	from    io.Reader
	form    textForm
	buffer  []byte
	at, end int // the unread part of buffer
	ended   bool
	failed  error
	line    int
	cells   []string
	scratch []byte
	bounds  []int // where the cells end in scratch
}

var (
	errTooManyColumns = errors.New("a row has more cells than any sheet")
	errLineTooLong    = errors.New("a line is longer than any row")
)

func newTextReader(from io.Reader, form textForm) *textReader {
	return &textReader{from: from, form: form, buffer: make([]byte, 256<<10), line: 1}
}

// next is the next row; an empty line has no cells. It ends with io.EOF.
func (t *textReader) next() (Row, error) {
	line, err := t.lineAt(t.at)
	if err != nil {
		return Row{}, err
	}
	row := Row{Line: t.line}
	t.line++ // as a spreadsheet counts: a cell of several lines is one row
	t.cells = t.cells[:0]
	if bytes.IndexByte(line, '"') < 0 {
		t.at += len(line)
		t.split(string(t.withoutEnd(line)))
	} else if err := t.quotedRow(); err != nil {
		return Row{}, err
	}
	if len(t.cells) > maxColumns {
		return Row{}, errTooManyColumns
	}
	row.Cells = t.cells
	return row, nil
}

// lineAt is the text from an offset to the end of its line, end included.
// The offset must not lie before t.at; filling the buffer may move t.at, so the
// offset is taken relative to it by the callers that go on.
func (t *textReader) lineAt(from int) ([]byte, error) {
	ahead := from - t.at
	searched := 0
	for {
		start := t.at + ahead
		if i := bytes.IndexByte(t.buffer[start+searched:t.end], t.form.lineEnd); i >= 0 {
			return t.upToReturn(t.buffer[start : start+searched+i+1]), nil
		}
		searched = t.end - start
		if t.ended {
			if searched > 0 {
				return t.upToReturn(t.buffer[start:t.end]), nil
			}
			if t.failed != nil {
				return nil, t.failed
			}
			return nil, io.EOF
		}
		t.fill()
	}
}

// upToReturn ends a line at a carriage return that stands alone: lists put
// together from several systems have lines of both kinds.
func (t *textReader) upToReturn(line []byte) []byte {
	if i := bytes.IndexByte(line, '\r'); i >= 0 && i+1 < len(line) && line[i+1] != '\n' {
		return line[:i+1]
	}
	return line
}

// fill reads more, making room by moving the unread part to the front.
func (t *textReader) fill() {
	if t.at > 0 {
		t.end = copy(t.buffer, t.buffer[t.at:t.end])
		t.at = 0
	}
	if t.end == len(t.buffer) {
		if len(t.buffer) > maxLine {
			t.ended, t.failed, t.at = true, errLineTooLong, t.end
			return
		}
		t.buffer = append(t.buffer, make([]byte, len(t.buffer))...)
	}
	n, err := t.from.Read(t.buffer[t.end:])
	t.end += withoutNULs(t.buffer[t.end : t.end+n])
	if err != nil {
		t.ended = true
		if err != io.EOF {
			t.failed = err
		}
	}
}

// withoutNULs takes the padding of old systems out; it is never part of a text.
func withoutNULs(text []byte) int {
	at := bytes.IndexByte(text, 0)
	if at < 0 {
		return len(text)
	}
	for _, c := range text[at:] {
		if c != 0 {
			text[at] = c
			at++
		}
	}
	return at
}

func (t *textReader) withoutEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte{t.form.lineEnd})
	return bytes.TrimSuffix(line, []byte{'\r'})
}

// split cuts a line without quotes into cells.
func (t *textReader) split(line string) {
	if line == "" {
		return
	}
	for {
		i := strings.IndexByte(line, t.form.delimiter)
		if i < 0 {
			t.cells = append(t.cells, unguard(line))
			return
		}
		t.cells = append(t.cells, unguard(line[:i]))
		line = line[i+1:]
	}
}

// quotedRow reads a row with quotes in it, which may go over several lines.
func (t *textReader) quotedRow() error {
	t.scratch, t.bounds = t.scratch[:0], t.bounds[:0]
	used := 0
	for {
		n, more, err := t.cell(used)
		if err != nil {
			return err
		}
		used += n
		t.bounds = append(t.bounds, len(t.scratch))
		if !more {
			break
		}
	}
	t.at += used
	text, from := string(t.scratch), 0
	for _, bound := range t.bounds {
		t.cells = append(t.cells, unguard(text[from:bound]))
		from = bound
	}
	return nil
}

// cell reads one cell that begins used bytes after t.at. It says how many bytes
// it took, the sign behind it included, and whether a further cell follows.
func (t *textReader) cell(used int) (taken int, more bool, err error) {
	line, err := t.lineAt(t.at + used)
	if err == io.EOF {
		return 0, false, nil // the delimiter was the last sign of the file
	}
	if err != nil {
		return 0, false, err
	}
	if line[0] == '"' {
		if taken, more, closed := t.quotedCell(used); closed {
			return taken, more, nil
		}
		line, err = t.lineAt(t.at + used)
		if err != nil {
			return 0, false, err
		}
	}
	if i := bytes.IndexByte(line, t.form.delimiter); i >= 0 {
		t.scratch = append(t.scratch, line[:i]...)
		return i + 1, true, nil
	}
	t.scratch = append(t.scratch, t.withoutEnd(line)...)
	return len(line), false, nil
}

// quotedCell reads a cell in quotes. A quote in the middle that is not doubled
// is an ordinary sign. When no closing quote comes within maxCell, or the next
// one plainly belongs to another cell, the opening one was an ordinary sign
// too: nothing is taken.
func (t *textReader) quotedCell(used int) (taken int, more, closed bool) {
	start := len(t.scratch)
	for i := 1; ; {
		line, err := t.lineAt(t.at + used + i)
		if err != nil || i > maxCell {
			t.scratch = t.scratch[:start]
			return 0, false, false
		}
		q := bytes.IndexByte(line, '"')
		if q < 0 {
			t.scratch = append(t.scratch, line...)
			i += len(line)
			continue
		}
		t.scratch = append(t.scratch, line[:q]...)
		i += q + 1
		rest := line[q+1:]
		switch {
		case len(rest) == 0: // the file ends with the quote
			return i, false, true
		case rest[0] == '"':
			t.scratch = append(t.scratch, '"')
			i++
		case rest[0] == t.form.delimiter:
			return i + 1, true, true
		case len(t.withoutEnd(rest)) == 0:
			return i + len(rest), false, true
		case t.opensLater(rest):
			t.scratch = t.scratch[:start]
			return 0, false, false
		default:
			t.scratch = append(t.scratch, '"')
		}
	}
}

// opensLater reports whether the rest of a line opens another quoted cell
// before it closes this one: "引号"内,"次"
func (t *textReader) opensLater(rest []byte) bool {
	opening := bytes.Index(rest, []byte{t.form.delimiter, '"'})
	closing := bytes.Index(rest, []byte{'"', t.form.delimiter})
	if closing < 0 {
		return !bytes.HasSuffix(t.withoutEnd(rest), []byte{'"'}) || opening >= 0
	}
	return opening >= 0 && opening < closing
}
