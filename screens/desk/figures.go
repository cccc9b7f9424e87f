package desk

import (
	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// FigureColumns is the columns of a list as they go out. They are as wide as on
// view, or as the weights say.
func FigureColumns(columns []widgets.Column, weights ...float32) []app.FigureColumn {
	out := make([]app.FigureColumn, len(columns))
	for i, c := range columns {
		out[i] = app.FigureColumn{Title: c.Title, Field: c.Field, Number: c.Kind == widgets.KindNumber, Weight: c.Width}
		if i < len(weights) {
			out[i].Weight = weights[i]
		}
	}
	return out
}

// FigureRow is a row of a list as it goes out.
func FigureRow(cells []widgets.Cell) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c.Text
	}
	return out
}
