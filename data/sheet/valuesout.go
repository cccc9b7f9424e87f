package sheet

import (
	"context"
	"encoding/json"
	"io"
	"iter"
)

// WriteValues writes values as one JSON array, each by its own tags; the file
// appears whole or not at all.
func WriteValues(ctx context.Context, path string, values iter.Seq[any]) (n int, err error) {
	return writeFile(path, func(w io.Writer) (int, error) {
		mark, n := "[\n", 0
		for v := range values {
			if err := ctx.Err(); err != nil {
				return n, err
			}
			text, err := json.Marshal(v)
			if err != nil {
				return n, err
			}
			if _, err := w.Write(append([]byte(mark), text...)); err != nil {
				return n, err
			}
			mark = ",\n"
			n++
		}
		end := "\n]\n"
		if n == 0 {
			end = "[]\n"
		}
		_, err := io.WriteString(w, end)
		return n, err
	})
}
