package data

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
)

// where gathers the conditions of a list; values go in as parameters only.
type where struct {
	terms []string
	args  []any
}

func (w *where) add(term string, args ...any) {
	w.terms = append(w.terms, term)
	w.args = append(w.args, args...)
}

func (w *where) text() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}

// in asks for one of some words; no words, no condition.
func in[T ~string](w *where, column string, words []T) {
	if len(words) == 0 {
		return
	}
	w.add(column + " IN (?" + strings.Repeat(",?", len(words)-1) + ")")
	for _, v := range words {
		w.args = append(w.args, string(v))
	}
}

// order answers a query for row numbers, all of them: as one text, which costs
// half of what a row each does.
func (s *Store) order(ctx context.Context, query string, args ...any) ([]int64, error) {
	return s.orderOf(ctx, "SELECT group_concat(n) FROM ("+query+")", args...)
}

// orderOf reads the one text of a query that joins its row numbers itself.
func (s *Store) orderOf(ctx context.Context, query string, args ...any) ([]int64, error) {
	var list sql.NullString
	err := s.reader.QueryRowContext(ctx, query, args...).Scan(&list)
	if err != nil || !list.Valid {
		return nil, err
	}
	return parseRows(list.String), nil
}

func parseRows(list string) []int64 {
	rows := make([]int64, 0, strings.Count(list, ",")+1)
	var n int64
	for i := range len(list) {
		if c := list[i]; c == ',' {
			rows, n = append(rows, n), 0
		} else {
			n = n*10 + int64(c-'0')
		}
	}
	return append(rows, n)
}

// jsonRows is a list of row numbers as json_each takes it.
func jsonRows(rows []int64) string {
	b := make([]byte, 0, len(rows)*8+2)
	b = append(b, '[')
	for i, n := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(append(b, ']'))
}
