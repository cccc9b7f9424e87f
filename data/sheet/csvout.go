package sheet

import (
	"context"
	"io"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// WriteCSV writes a list as CSV: with a BOM in UTF-8, by which Excel knows it,
// or in GB18030. Texts that a spreadsheet would run as formulas are guarded.
func WriteCSV(ctx context.Context, path string, list List, encoding Encoding) (rows int, err error) {
	return writeFile(path, func(w io.Writer) (int, error) {
		out := newCSVWriter(w, encoding)
		for i, column := range list.Columns {
			out.text(i, column.Title)
		}
		if err := out.endRow(); err != nil {
			return 0, err
		}
		rows, err := list.each(ctx, func(values []Value) error {
			for i, column := range list.Columns {
				out.value(i, column.Kind, at(values, i))
			}
			return out.endRow()
		})
		if err == nil {
			err = out.writeMark(list.mark(rows))
		}
		if err != nil {
			return rows, err
		}
		return rows, out.close()
	})
}

// csvWriter writes rows of cells; the errors of the file come out of endRow.
type csvWriter struct {
	to     io.Writer
	closer io.Closer
	buffer []byte
	row    int // where the current row begins in buffer
}

func newCSVWriter(to io.Writer, encoding Encoding) *csvWriter {
	w := &csvWriter{to: to, buffer: make([]byte, 0, 80<<10)}
	if encoding == GB18030 {
		encoder := transform.NewWriter(to, simplifiedchinese.GB18030.NewEncoder())
		w.to, w.closer = encoder, encoder
	} else {
		w.buffer = append(w.buffer, bom...)
		w.row = len(w.buffer)
	}
	return w
}

func (w *csvWriter) value(i int, kind Kind, v Value) {
	if _, number := kind.scale(); !number {
		w.text(i, v.Text)
		return
	}
	w.part(i)
	if v.Given {
		w.buffer = kind.appendDecimal(w.buffer, v.Int)
	}
}

func (w *csvWriter) text(i int, text string) { w.cell(i, guarded(text)) }

func (w *csvWriter) part(i int) {
	if i > 0 {
		w.buffer = append(w.buffer, ',')
	}
}

// cell writes a text as it is, in quotes where it needs them.
func (w *csvWriter) cell(i int, text string) {
	w.part(i)
	text = strings.ToValidUTF8(text, "\ufffd")
	if text != "" && !strings.ContainsAny(text, ",;\t|\"\r\n") && text[0] != ' ' && text[len(text)-1] != ' ' {
		w.buffer = append(w.buffer, text...)
		return
	}
	if text == "" && i > 0 {
		return
	}
	w.buffer = append(w.buffer, '"')
	for {
		head, tail, found := strings.Cut(text, `"`)
		w.buffer = append(w.buffer, head...)
		if !found {
			break
		}
		w.buffer = append(w.buffer, '"', '"')
		text = tail
	}
	w.buffer = append(w.buffer, '"')
}

// writeMark writes who took the list out in one cell of a last line.
func (w *csvWriter) writeMark(mark [][2]string) error {
	if len(mark) == 0 {
		return nil
	}
	parts := make([]string, 0, len(mark))
	for _, line := range mark {
		parts = append(parts, line[0]+": "+line[1])
	}
	w.text(0, strings.Join(parts, "; "))
	return w.endRow()
}

func (w *csvWriter) endRow() error {
	w.buffer = append(w.buffer, '\r', '\n')
	if len(w.buffer) < 64<<10 {
		return nil
	}
	return w.flush()
}

func (w *csvWriter) flush() error {
	_, err := w.to.Write(w.buffer)
	w.buffer = w.buffer[:0]
	return err
}

func (w *csvWriter) close() error {
	if err := w.flush(); err != nil || w.closer == nil {
		return err
	}
	return w.closer.Close()
}
