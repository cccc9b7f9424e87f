package sheet

import (
	"archive/zip"
	"compress/flate"
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxCellText is how many UTF-16 units a cell of a workbook holds; Excel calls
// a file with a longer one damaged.
const maxCellText = 32767

// WriteXLSX writes a list as a workbook: header in bold and always on view,
// codes as text, numbers as numbers, days as dates. Texts are never formulas.
// A list longer than a sheet goes on in the next one.
func WriteXLSX(ctx context.Context, path string, list List) (rows int, err error) {
	return writeFile(path, func(w io.Writer) (int, error) {
		return writeWorkbook(ctx, w, list, rowsPerSheet)
	})
}

func writeWorkbook(ctx context.Context, to io.Writer, list List, sheetRows int) (int, error) {
	w := newXLSXWriter(to, list)
	if err := w.beginSheet(); err != nil {
		return 0, err
	}
	rows, err := list.each(ctx, func(values []Value) error {
		if err := w.turnAt(sheetRows); err != nil {
			return err
		}
		return w.writeRow(values)
	})
	if err == nil {
		err = w.writeMark(list.mark(rows))
	}
	if err != nil {
		return rows, err
	}
	return rows, w.close()
}

// writeMark writes who took the list out on a sheet of its own.
func (w *xlsxWriter) writeMark(mark [][2]string) error {
	if len(mark) == 0 {
		return nil
	}
	if err := w.endSheet(); err != nil {
		return err
	}
	w.marked, w.list.Columns = true, []OutColumn{{Title: mark[0][0], Width: 24}, {Title: mark[0][1], Width: 60}}
	w.nameColumns(2)
	if err := w.beginSheet(); err != nil {
		return err
	}
	for _, line := range mark[1:] {
		w.beginRow()
		w.text(0, styleHeader, line[0])
		w.text(1, styleText, line[1])
		if err := w.endRow(); err != nil {
			return err
		}
	}
	return nil
}

func newXLSXWriter(to io.Writer, list List) *xlsxWriter {
	w := &xlsxWriter{list: list, archive: zip.NewWriter(to), buffer: make([]byte, 0, 96<<10)}
	w.archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed)
	})
	w.nameColumns(len(list.Columns))
	return w
}

func (w *xlsxWriter) nameColumns(count int) {
	for len(w.letters) < count {
		w.letters = append(w.letters, columnLetters(len(w.letters)))
	}
}

// turnAt goes on in the next sheet where one is full.
func (w *xlsxWriter) turnAt(sheetRows int) error {
	if w.row < sheetRows {
		return nil
	}
	if err := w.endSheet(); err != nil {
		return err
	}
	return w.beginSheet()
}

// addTexts writes a row of texts, which may be wider than the header.
func (w *xlsxWriter) addTexts(cells []string) error {
	if err := w.turnAt(rowsPerSheet); err != nil {
		return err
	}
	w.nameColumns(len(cells))
	w.beginRow()
	for i, cell := range cells {
		w.text(i, styleText, cell)
	}
	return w.endRow()
}

// xlsxWriter streams the sheets of a workbook; the parts that name them follow
// at the end.
type xlsxWriter struct {
	list    List
	archive *zip.Writer
	part    io.Writer
	buffer  []byte
	letters []string
	sheets  int
	row     int
	marked  bool // the last sheet says who took the list out
}

// The cell styles, by their place in stylesPart.
const (
	styleHeader = 1
	styleText   = 2
	styleDay    = 3
	styleMoney  = 4
)

func (w *xlsxWriter) beginSheet() (err error) {
	w.sheets++
	w.row = 0
	w.part, err = w.archive.Create("xl/worksheets/sheet" + strconv.Itoa(w.sheets) + ".xml")
	if err != nil {
		return err
	}
	w.buffer = append(w.buffer[:0], xmlHead+`<worksheet xmlns="`+mainSpace+`"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`...)
	w.columns()
	w.buffer = append(w.buffer, "<sheetData>"...)
	w.beginRow()
	for i, column := range w.list.Columns {
		w.text(i, styleHeader, column.Title)
	}
	return w.endRow()
}

func (w *xlsxWriter) columns() {
	if len(w.list.Columns) == 0 {
		return
	}
	w.buffer = append(w.buffer, "<cols>"...)
	for i, column := range w.list.Columns {
		width, n := column.Width, strconv.Itoa(i+1)
		if width <= 0 {
			width = 12
		}
		style := ""
		if column.Kind == Code || column.Kind == Phone || column.Kind == IDNo {
			style = ` style="` + strconv.Itoa(styleText) + `"` // a number typed into an empty cell stays as typed
		}
		w.buffer = append(w.buffer, `<col min="`+n+`" max="`+n+`" width="`+strconv.FormatFloat(width, 'f', -1, 64)+`"`+style+` customWidth="1"/>`...)
	}
	w.buffer = append(w.buffer, "</cols>"...)
}

func (w *xlsxWriter) beginRow() {
	w.row++
	w.buffer = append(w.buffer, `<row r="`...)
	w.buffer = strconv.AppendInt(w.buffer, int64(w.row), 10)
	w.buffer = append(w.buffer, `">`...)
}

func (w *xlsxWriter) endRow() error {
	w.buffer = append(w.buffer, "</row>"...)
	if len(w.buffer) < 64<<10 {
		return nil
	}
	return w.flush()
}

func (w *xlsxWriter) flush() error {
	_, err := w.part.Write(w.buffer)
	w.buffer = w.buffer[:0]
	return err
}

func (w *xlsxWriter) endSheet() error {
	w.buffer = append(w.buffer, "</sheetData></worksheet>"...)
	return w.flush()
}

func (w *xlsxWriter) writeRow(values []Value) error {
	w.beginRow()
	for i, column := range w.list.Columns {
		v := at(values, i)
		if !v.Given {
			continue
		}
		switch column.Kind {
		case Number, KVA:
			w.number(i, 0, column.Kind, v.Int)
		case Money:
			w.number(i, styleMoney, column.Kind, v.Int)
		case Code, Phone, IDNo:
			w.text(i, styleText, v.Text)
		case Day:
			w.day(i, v)
		default:
			w.text(i, 0, v.Text)
		}
	}
	return w.endRow()
}

// cell opens a cell up to its attributes.
func (w *xlsxWriter) cell(i, style int) {
	w.buffer = append(w.buffer, `<c r="`...)
	w.buffer = append(w.buffer, w.letters[i]...)
	w.buffer = strconv.AppendInt(w.buffer, int64(w.row), 10)
	w.buffer = append(w.buffer, '"')
	if style > 0 {
		w.buffer = append(w.buffer, ` s="`...)
		w.buffer = append(w.buffer, byte('0'+style), '"')
	}
}

func (w *xlsxWriter) number(i, style int, kind Kind, n int64) {
	w.cell(i, style)
	w.buffer = append(w.buffer, "><v>"...)
	w.buffer = kind.appendDecimal(w.buffer, n)
	w.buffer = append(w.buffer, "</v></c>"...)
}

// day writes a day as a date; one that sheets cannot count stays text.
func (w *xlsxWriter) day(i int, v Value) {
	day, ok := realDay(v)
	serial := 0
	if ok {
		serial = daySerial(day.Time())
	}
	if serial == 0 {
		w.text(i, 0, v.Text)
		return
	}
	w.cell(i, styleDay)
	w.buffer = append(w.buffer, "><v>"...)
	w.buffer = strconv.AppendInt(w.buffer, int64(serial), 10)
	w.buffer = append(w.buffer, "</v></c>"...)
}

func (w *xlsxWriter) text(i, style int, text string) {
	if text == "" {
		return
	}
	w.cell(i, style)
	if text[0] <= ' ' || text[len(text)-1] <= ' ' || strings.IndexByte(text, '\n') >= 0 {
		w.buffer = append(w.buffer, ` t="inlineStr"><is><t xml:space="preserve">`...)
	} else {
		w.buffer = append(w.buffer, ` t="inlineStr"><is><t>`...)
	}
	w.buffer = appendXML(w.buffer, fitting(text))
	w.buffer = append(w.buffer, "</t></is></c>"...)
}

// fitting cuts a text to what a cell can hold.
func fitting(text string) string {
	if len(text) <= maxCellText {
		return text
	}
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(max(r, 0)); units > maxCellText {
			return text[:i]
		}
	}
	return text
}

// appendXML writes a text so that it comes back as it is: signs XML cannot hold
// become _x000D_ and the like, and a text that looks like that is escaped too.
func appendXML(dst []byte, text string) []byte {
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '_' {
			i++
			continue
		}
		if c >= 0xe1 && c <= 0xee && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80 && c != 0xed {
			i += 3 // three bytes that are a character, as nearly all here
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if replacement := xmlFor(r, size, text[i:]); replacement != "" {
			dst = append(append(dst, text[from:i]...), replacement...)
			from = i + size
		}
		i += size
	}
	return append(dst, text[from:]...)
}

// xmlFor is what stands for a sign in XML; empty: the sign itself.
func xmlFor(r rune, size int, text string) string {
	switch {
	case r == '&':
		return "&amp;"
	case r == '<':
		return "&lt;"
	case r == '>':
		return "&gt;"
	case r == '_':
		if _, looks := escape(text); looks {
			return "_x005F_"
		}
	case r < ' ' && r != '\n' && r != '\t', r == 0xfffe, r == 0xffff:
		hex := strconv.FormatInt(int64(r)+0x10000, 16)
		return "_x" + strings.ToUpper(hex[1:]) + "_"
	case r == utf8.RuneError && size == 1:
		return "\ufffd"
	}
	return ""
}

// escapedText is a text as it stands between tags.
func escapedText(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(text)
}

// columnLetters names a column as sheets do, from 0: A … Z, AA …
func columnLetters(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}
