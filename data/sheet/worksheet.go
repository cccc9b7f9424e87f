package sheet

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// rows reads a worksheet from its beginning.
func (w *workbook) rows(name string, progress *counter) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		sheet, err := w.sheet(name)
		if err == nil {
			err = w.readCommon()
		}
		if err != nil {
			yield(Row{}, err)
			return
		}
		f := w.file(sheet.part)
		if f == nil {
			yield(Row{}, w.problem(Damaged, fmt.Errorf("no part %s", sheet.part)))
			return
		}
		if f.UncompressedSize64 > maxUnpacked {
			yield(Row{}, w.fault(f.Name, errUnpacked))
			return
		}
		in, err := f.Open()
		if err != nil {
			yield(Row{}, w.fault(f.Name, err))
			return
		}
		defer func() { _ = in.Close() }() // only read from
		areas, err := w.mergesOf(sheet.part, f)
		if err != nil {
			yield(Row{}, err)
			return
		}
		progress.total.Store(int64(f.UncompressedSize64))
		reader := rowReader{book: w, scan: newXMLScanner(&limited{progress.of(in), maxUnpacked})}
		if len(areas.down) > 0 {
			reader.filler = newFiller(areas)
		}
		reader.late = f.UncompressedSize64 > mergesWithin
		for {
			row, err := reader.next()
			if err == io.EOF && reader.unfilled {
				yield(Row{}, w.problem(MergedTooBig, nil))
				return
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, w.fault(f.Name, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// readCommon reads once what all sheets of the book share.
func (w *workbook) readCommon() error {
	if w.read {
		return nil
	}
	for _, f := range w.archive.File {
		var err error
		switch name := strings.ToLower(f.Name); {
		case strings.HasSuffix(name, "xl/sharedstrings.xml"):
			w.strings, err = w.sharedStrings(f)
		case strings.HasSuffix(name, "xl/styles.xml"):
			err = w.numberFormats(f)
		}
		if err != nil {
			return err
		}
	}
	w.read = true
	return nil
}

// rowReader goes through the rows of one worksheet.
type rowReader struct {
	book   *workbook
	scan   *xmlScanner
	line   int
	column int
	hidden bool // the row, as a filter leaves those it does not show
	cells  []string
	filler *filler // nil where no cells are merged

	late     bool // merged cells come too late to be filled …
	unfilled bool // … and there are some among the rows

	kind, style []byte // of the cell being read
	value       []byte
	phonetic    bool // inside the reading aid of a text, which is not text
	inText      bool
}

// next is the next row with at least one cell that is not blank.
func (r *rowReader) next() (Row, error) {
	for {
		text, tag, err := r.scan.next()
		if err != nil {
			return Row{}, err
		}
		if r.inText {
			r.value = append(r.value, text...)
		}
		name, end := nameOf(tag)
		if end {
			if r.close(name) && !blank(r.cells) {
				if r.filler != nil {
					r.cells = r.filler.fill(r.line, r.cells)
				}
				return Row{Line: r.line, Cells: r.cells, Hidden: r.hidden}, nil
			}
		} else if err := r.open(name, tag); err != nil {
			return Row{}, err
		}
	}
}

// open takes the beginning of an element.
func (r *rowReader) open(name, tag []byte) error {
	switch string(name) {
	case "row":
		r.startRow(tag)
	case "c":
		return r.startCell(tag)
	case "v", "t":
		r.inText = !selfClosing(tag) && !r.phonetic
	case "rPh":
		r.phonetic = !selfClosing(tag)
	case "mergeCell":
		r.unfilled = r.unfilled || r.late && mergesRows(tag)
	default:
		if r.inText {
			r.value = appendCDATA(r.value, tag)
		}
	}
	return nil
}

// close takes the end of an element; it reports the end of a row.
func (r *rowReader) close(name []byte) (row bool) {
	switch string(name) {
	case "row":
		return true
	case "c":
		r.endCell()
	case "v", "t":
		r.inText = false
	case "rPh":
		r.phonetic = false
	}
	return false
}

// appendCDATA adds the text of <![CDATA[ … ]]>, as if its signs were escaped.
func appendCDATA(dst, tag []byte) []byte {
	if text, is := bytes.CutPrefix(tag, []byte("![CDATA[")); is {
		return append(dst, escapedText(string(bytes.TrimSuffix(text, []byte("]]"))))...)
	}
	return dst
}

func (r *rowReader) startRow(tag []byte) {
	r.line++
	r.hidden = false
	for name, value := range attributes(tag) {
		if n, err := strconv.Atoi(string(value)); string(name) == "r" && err == nil && n > 0 {
			r.line = n
		}
		r.hidden = r.hidden || string(name) == "hidden" && (string(value) == "1" || string(value) == "true")
	}
	r.cells, r.column = r.cells[:0], 0
}

func (r *rowReader) startCell(tag []byte) error {
	var at int
	r.kind, r.style, r.value = r.kind[:0], r.style[:0], r.value[:0]
	for name, value := range attributes(tag) {
		switch string(name) {
		case "r":
			at = columnOf(value)
		case "t":
			r.kind = append(r.kind, value...)
		case "s":
			r.style = append(r.style, value...)
		}
	}
	if r.column++; at > 0 {
		r.column = at
	}
	if r.column > maxColumns {
		return errTooManyColumns
	}
	return nil
}

func (r *rowReader) endCell() {
	if len(r.value) == 0 || r.column == 0 {
		return
	}
	for len(r.cells) < r.column {
		r.cells = append(r.cells, "")
	}
	r.cells[r.column-1] = r.shown()
	r.value = r.value[:0]
}

// shown is the value of the cell as text.
func (r *rowReader) shown() string {
	switch string(r.kind) {
	case "s":
		if i, err := strconv.Atoi(string(bytes.TrimSpace(r.value))); err == nil && i >= 0 && i < len(r.book.strings) {
			return r.book.strings[i]
		}
		return ""
	case "inlineStr", "str", "d", "e":
		return plain(r.value)
	case "b":
		if string(r.value) == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	style, err := strconv.Atoi(string(r.style))
	switch {
	case err != nil || style < 0:
	case style < len(r.book.dates) && r.book.dates[style]:
		return r.book.shown(string(r.value))
	case style < len(r.book.zeros) && r.book.zeros[style] > 0:
		return padded(numberText(string(r.value)), r.book.zeros[style])
	}
	return numberText(string(r.value))
}

// padded writes the leading zeros a cell shows but does not keep.
func padded(number string, width int) string {
	if len(number) >= width || countDigits(number) != len(number) {
		return number
	}
	return strings.Repeat("0", width-len(number)) + number
}

// numberText writes the number of a cell as a person would have typed it. A
// sheet keeps 15 digits: 35.200000000000003 was 35.2, and of a whole number with
// more digits the end is lost, which the E in the text tells those who read it.
func numberText(raw string) string {
	if len(raw) <= 15 && strings.IndexByte(raw, 'E') < 0 && strings.IndexByte(raw, 'e') < 0 {
		return raw
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return raw
	}
	short := strconv.FormatFloat(n, 'E', 14, 64)
	if n >= 1e15 || n <= -1e15 {
		return short
	}
	n, _ = strconv.ParseFloat(short, 64)
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// columnOf is the number of the column in a reference like AB12, from 1; 0 if
// there is none.
func columnOf(ref []byte) int {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' || n > maxColumns {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}
