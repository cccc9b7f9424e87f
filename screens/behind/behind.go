// Package behind shows what stands behind the numbers of a report: it offers the
// numbers of a line, and the list of the chosen one, each row opening its record.
// It counts nothing.
package behind

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the list behind a number: what it is called, its columns, and how its
// lines are asked for.
type List struct {
	Title   string
	Columns []widgets.Column
	Ask     func(context.Context) ([]Line, error)
}

// Line is one record of such a list, and where it leads.
type Line struct {
	Cells []widgets.Cell
	To    desk.Route
	Open  func() // does so in a way of its own; nil: goes there
}

// Lines makes a line of each that was found.
func Lines[T any](found []T, err error, of func(T) Line) ([]Line, error) {
	out := make([]Line, len(found))
	for i, one := range found {
		out[i] = of(one)
	}
	return out, err
}

// Number is one number of a line of a report and the list behind it.
type Number struct {
	What string
	N    int64 // below 0: not counted
	List func() List
}

// Offer lets choose among the numbers of a line: ↓, Enter.
func Offer(d *desk.Desk, name string, numbers []Number, chosen func(List)) {
	rows := make([]widgets.Row, len(numbers))
	for i, n := range numbers {
		text := ""
		if n.N >= 0 {
			text = words.Count(n.N)
		}
		rows[i] = widgets.Row{Key: n.What, Cells: []widgets.Cell{{Text: n.What}, {Text: text}}}
	}
	columns := []widgets.Column{{Title: lang.L("Which number"), Width: 220, Weight: 1}, {Title: lang.L("Count"), Width: 90, Kind: widgets.KindNumber}}
	list := widgets.NewRecordTable(d.Runner, columns, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		return rows[min(from, len(rows)):min(from+count, len(rows))], nil
	})
	sheet := widgets.NewSheet(lang.L("The lists behind {{.Name}}", map[string]any{"Name": name}), list, widgets.Action{})
	list.OnOpen = func(opened widgets.Row) {
		for _, n := range numbers {
			if n.What == opened.Key {
				sheet.Close()
				chosen(n.List())
			}
		}
	}
	sheet.Width, sheet.Height, sheet.First = 420, 380, list
	sheet.OnClosed = list.Stop
	list.SetTotal(len(rows))
	list.Select(0)
	sheet.Show(d.Keys)
}
