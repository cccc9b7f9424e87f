package data

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"lamplighter/app"
)

// calendarBytes is more than a century of notices.
const calendarBytes = 1 << 20

// ReadCalendar reads a list of days, date,name,kind, in UTF-8 or GB18030.
func (s *Store) ReadCalendar(_ context.Context, by app.Actor, path string) ([]app.CalendarDay, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return nil, err
	}
	text, err := readSmall(path)
	if err != nil {
		return nil, wrap("read calendar", err)
	}
	if !utf8.Valid(text) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil {
			return nil, wrap("read calendar", err)
		}
	}
	days, err := app.ParseCalendar(bytes.NewReader(text))
	return days, wrap("read calendar", err)
}

func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, app.ErrNoFile
	case err != nil:
		return nil, plain(err)
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, calendarBytes+1))
	if len(text) > calendarBytes {
		return nil, app.Refuse("file", app.TooLong)
	}
	return text, err
}
