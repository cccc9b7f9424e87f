package data

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"lamplighter/data/sheet"
)

// mapping is how the columns of a list are understood: as the last time for the
// very same header, or as guessed and corrected by the longest header whose
// columns all stand in this one – the file of refused rows has one more.
func (s *Store) mapping(ctx context.Context, of sheet.Profile, guess sheet.Mapping, header []string) (sheet.Mapping, error) {
	kept, err := collect(ctx, s.reader, scanMapping, "SELECT name, mapping FROM mappings ORDER BY name = ? DESC, length(name) DESC LIMIT 50", headerName(header))
	if err != nil {
		return guess, err
	}
	for _, m := range kept {
		switch {
		case !m.Holds(of): // of another kind of list
		case slices.EqualFunc(m.Columns, header, func(c sheet.Column, title string) bool { return c.Title == title }):
			return guess.With(columnsOf(m)), nil
		case m.Fits(header):
			return m.For(guess), nil
		}
	}
	return guess, nil
}

func scanMapping(r scanner) (sheet.Mapping, error) {
	var m sheet.Mapping
	var name, columns string
	if err := r.Scan(&name, &columns); err != nil {
		return m, err
	}
	var header, fields []string
	if err := errors.Join(json.Unmarshal([]byte(name), &header), json.Unmarshal([]byte(columns), &fields)); err != nil {
		return m, err
	}
	for i, title := range header[:min(len(header), len(fields))] {
		m.Columns = append(m.Columns, sheet.Column{Title: title, Field: fields[i]})
	}
	return m, nil
}

// keepMapping remembers what the columns under a header were taken for.
func (x *tx) keepMapping(ctx context.Context, header []string, m sheet.Mapping) error {
	columns, err := json.Marshal(columnsOf(m))
	if err != nil {
		return err
	}
	return x.exec(ctx, "INSERT INTO mappings (name, mapping) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET mapping = ?2", headerName(header), string(columns))
}

func headerName(header []string) string {
	text, _ := json.Marshal(header) // strings always marshal
	return string(text)
}
