// Package listing is a table of records that are few enough to be all at hand,
// with what is chosen of them and how they go out. What a record says is worded
// by whoever shows it.
package listing

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// List is a table over records that are all at hand.
type List[T any] struct {
	all     atomic.Pointer[[]T] // read away from the UI thread by fetch
	columns []widgets.Column
	row     func(T) widgets.Row
	Table   *widgets.RecordTable
	Empty   *widgets.EmptyState
}

// New is an empty list; row words one of its records.
func New[T any](d *desk.Desk, columns []widgets.Column, row func(T) widgets.Row) *List[T] {
	l := &List[T]{columns: columns, row: row, Empty: widgets.NewEmptyState(theme.DocumentIcon(), "", widgets.Action{})}
	l.Table = widgets.NewRecordTable(d.Runner, columns, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := l.Records()
		var rows []widgets.Row
		for _, one := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, l.row(one))
		}
		return rows, nil
	})
	l.Table.OnError = d.Fail
	l.Table.SetEmpty(l.Empty)
	return l
}

// Records are all of them; it may be asked away from the UI thread.
func (l *List[T]) Records() []T {
	if all := l.all.Load(); all != nil {
		return *all
	}
	return nil
}

// Set shows other records; with none of them on view before, the first is
// selected.
func (l *List[T]) Set(all []T) {
	l.all.Store(&all)
	l.Table.SetTotal(len(all))
	l.Table.Reload()
	if l.Table.SelectedIndex() < 0 && len(all) > 0 {
		l.Table.Select(0)
	}
}

// Chosen are the marked records, or the selected one.
func (l *List[T]) Chosen() []T {
	all := l.Records()
	if l.Table.MarkCount() == 0 {
		if at := l.Table.SelectedIndex(); at >= 0 && at < len(all) {
			return all[at : at+1]
		}
		return nil
	}
	marks := l.Table.Marks()
	named := make(map[string]bool, len(marks.Keys))
	for _, key := range marks.Keys {
		named[key] = true
	}
	var out []T
	for _, one := range all {
		if named[l.row(one).Key] != marks.All {
			out = append(out, one)
		}
	}
	return out
}

// Figures is the table as it goes out as a sheet or on paper.
func (l *List[T]) Figures(title, filter string) app.Figures {
	f := app.Figures{Title: title, Filter: filter}
	weights := make([]float32, len(l.columns))
	for i, c := range l.columns {
		weights[i] = max(c.Weight*70, c.Width)
	}
	f.Columns = desk.FigureColumns(l.columns, weights...)
	for _, one := range l.Records() {
		f.Rows = append(f.Rows, desk.FigureRow(l.row(one).Cells))
	}
	return f
}
