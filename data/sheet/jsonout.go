package sheet

import (
	"context"
	"encoding/json"
	"io"
	"unicode/utf8"
)

// WriteJSON writes a list as an array of objects, one to a line, with the keys
// of the columns. Numbers are numbers in whole units (kVA, yuan); what is not
// given is null.
func WriteJSON(ctx context.Context, path string, list List) (rows int, err error) {
	return writeFile(path, func(w io.Writer) (int, error) {
		keys := make([][]byte, len(list.Columns))
		for i, column := range list.Columns {
			keys[i] = append(appendJSON(nil, column.Key), ':')
		}
		buffer := append(make([]byte, 0, 80<<10), '[')
		mark := "\n{"
		rows, err := list.each(ctx, func(values []Value) error {
			buffer = append(buffer, mark...)
			mark = ",\n{"
			for i, column := range list.Columns {
				if i > 0 {
					buffer = append(buffer, ',')
				}
				buffer = appendJSONValue(append(buffer, keys[i]...), column.Kind, at(values, i))
			}
			buffer = append(buffer, '}')
			if len(buffer) < 64<<10 {
				return nil
			}
			_, err := w.Write(buffer)
			buffer = buffer[:0]
			return err
		})
		if err != nil {
			return rows, err
		}
		buffer = appendJSONMark(buffer, mark, list.mark(rows))
		_, err = w.Write(append(buffer, "\n]\n"...))
		return rows, err
	})
}

// appendJSONMark writes who took the list out as a last object.
func appendJSONMark(dst []byte, before string, mark [][2]string) []byte {
	for i, line := range mark {
		if i == 0 {
			dst = append(dst, before...)
		} else {
			dst = append(dst, ',')
		}
		dst = appendJSON(append(appendJSON(dst, line[0]), ':'), line[1])
	}
	if len(mark) > 0 {
		dst = append(dst, '}')
	}
	return dst
}

func appendJSONValue(dst []byte, kind Kind, v Value) []byte {
	_, number := kind.scale()
	switch {
	case !v.Given:
		return append(dst, "null"...)
	case number:
		return kind.appendDecimal(dst, v.Int)
	}
	return appendJSON(dst, v.Text)
}

// appendJSON writes a text; only those with signs to escape go the long way.
func appendJSON(dst []byte, text string) []byte {
	plain := utf8.ValidString(text)
	for i := 0; plain && i < len(text); i++ {
		c := text[i]
		plain = c >= ' ' && c != '"' && c != '\\' && c != 0x7f
	}
	if !plain {
		quoted, _ := json.Marshal(text) // a text always marshals
		return append(dst, quoted...)
	}
	dst = append(dst, '"')
	dst = append(dst, text...)
	return append(dst, '"')
}
