package usepage

import (
	"context"
	"strconv"

	"lamplighter/screens/usecharts"
	"lamplighter/screens/widgets"
)

// columns are those of the table of months.
func columns() []widgets.Column {
	out := make([]widgets.Column, 0, 9)
	for i, c := range usecharts.Columns() {
		column := widgets.Column{Title: c.Title, Width: 96, Weight: 1}
		switch {
		case c.Number:
			column.Kind = widgets.KindNumber
		case i > 0: // the reason takes what is left
			column.Width, column.Weight = 190, 5
		}
		out = append(out, column)
	}
	return out
}

// The cells that carry a tone.
const (
	forecastCell = 3
	adjustedCell = 6
	offCell      = 7
)

// fetch hands out the months, which are all there.
func (p *Page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	rows := p.months()
	rows = rows[min(from, len(rows)):min(from+count, len(rows))]
	out := make([]widgets.Row, len(rows))
	for i, r := range rows {
		out[i] = widgets.Row{Key: strconv.FormatInt(r.Month.Month, 10), Cells: widgets.Texts(r.Cells()...)}
		cells := out[i].Cells
		cells[0].Strong = r.Ahead != nil
		cells[forecastCell].Muted = r.Ahead == nil
		cells[adjustedCell].Strong = true
		cells[offCell].Tone = offTone(r)
	}
	return out, nil
}

// offTone colours what lies outside the bands.
func offTone(r usecharts.Row) widgets.Tone {
	if !r.HasOff || !r.Frozen.Ahead.Bounded() {
		return widgets.ToneNeutral
	}
	said, used := r.Frozen.Ahead, r.Used.Total
	switch {
	case used < said.Low95 || used > said.High95:
		return widgets.ToneBad
	case used < said.Low80 || used > said.High80:
		return widgets.ToneWarn
	}
	return widgets.ToneNeutral
}
