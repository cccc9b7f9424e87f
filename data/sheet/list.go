package sheet

import (
	"context"
	"iter"

	"lamplighter/app"
)

// List is what goes out: columns and rows. The values of a row may be reused
// for the next one; an error among the rows ends the writing, and the target
// stays as it was.
type List struct {
	Sheet   string // the name of the sheet in a workbook
	Columns []OutColumn
	Rows    iter.Seq2[[]Value, error]
	// Mark is what stands behind the rows, as labels and values, once they are
	// counted: a sheet of its own called MarkSheet, a last line, a last object. Nil: nothing.
	Mark      func(rows int) [][2]string
	MarkSheet string
}

// OutColumn is one column of a List.
type OutColumn struct {
	Key   string // its name in JSON
	Title string // its name for people
	Kind  Kind
	Width float64 // in characters; 0: as usual
}

// each hands every row to write, and looks now and then whether to stop.
func (l List) each(ctx context.Context, write func([]Value) error) (rows int, err error) {
	for values, err := range l.Rows {
		if err == nil && rows&511 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return rows, err
		}
		if err := write(values); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

// mark is what stands behind so many rows.
func (l List) mark(rows int) [][2]string {
	if l.Mark == nil {
		return nil
	}
	return l.Mark(rows)
}

// at is the value of a column; a row may be shorter than the header.
func at(values []Value, column int) Value {
	if column < len(values) {
		return values[column]
	}
	return Value{}
}

// realDay is the day of a value, if it is one.
func realDay(v Value) (app.Day, bool) {
	day := app.Day(v.Text)
	return day, day.Valid()
}
