// Package usecharts draws a forecast of electricity use: what was used, what is
// expected with its bands, the year before, people's own figures, and what is
// known that bears on it. The same picture stands in the window, on paper and in
// a file. What the figures mean is told beside it.
package usecharts

import (
	"slices"

	"lamplighter/app"
)

// Chart is what is drawn.
type Chart struct {
	Use    app.UseForecast
	Months int    // on view, those ahead among them
	Frozen bool   // what was forecast for months that are over stands beside what came
	Notes  []Note // what is marked along the months
}

// Ranges are how many months may be on view, the fewest first.
func Ranges() []int { return []int{24, 36, 60} }

// Note is something that bears on the use.
type Note struct {
	Kind     NoteKind
	From, To int64 // YYYYMM, both included; no To: for good
	Text     string
}

// NoteKind says where a note comes from.
type NoteKind int

// The kinds of notes.
const (
	Festival NoteKind = iota
	Event             // of this customer
	Factor            // of the market
)

// Month is one month of a chart.
type Month struct {
	Month  int64
	Used   *app.MonthUse // nil: nobody read it, or it is still to come
	Before *int64        // what was used in the same month of the year before, or is expected of it
	Ahead  *app.MonthAhead
	Frozen *app.FrozenMonth
}

// months are those on view, up to the last one forecast or, without a forecast,
// the last one used.
func (c Chart) months() []Month {
	used, ahead, frozen := byMonth(c.Use.Used, func(u app.MonthUse) int64 { return u.Month }),
		byMonth(c.Use.Ahead, func(a app.MonthAhead) int64 { return a.Month }), byMonth(c.Use.Frozen, func(f app.FrozenMonth) int64 { return f.Month })
	last := int64(0)
	for _, month := range []int64{lastOf(used), lastOf(ahead)} {
		last = max(last, month)
	}
	if last == 0 {
		return nil
	}
	out := make([]Month, c.Months)
	for i := range out {
		m := Month{Month: app.AddMonths(last, i+1-c.Months)}
		m.Used, m.Ahead, m.Frozen = used[m.Month], ahead[m.Month], frozen[m.Month]
		before := app.AddMonths(m.Month, -12)
		switch {
		case used[before] != nil:
			m.Before = &used[before].Total
		case ahead[before] != nil:
			expected := ahead[before].Expected()
			m.Before = &expected
		}
		out[i] = m
	}
	if first := slices.IndexFunc(out, Month.known); first > 0 { // a short history takes no empty years
		out = out[min(first, len(out)-min(len(out), Ranges()[0])):]
	}
	return out
}

// known reports whether anything is known of a month.
func (m Month) known() bool { return m.Used != nil || m.Ahead != nil }

func byMonth[T any](rows []T, month func(T) int64) map[int64]*T {
	out := make(map[int64]*T, len(rows))
	for i := range rows {
		out[month(rows[i])] = &rows[i]
	}
	return out
}

func lastOf[T any](rows map[int64]*T) int64 {
	var last int64
	for month := range rows {
		last = max(last, month)
	}
	return last
}

// Festivals marks the Spring Festivals of some years.
func Festivals(from, to int64, text string) []Note {
	var out []Note
	for year := from / 100; year <= to/100; year++ {
		if month := app.MonthOf(app.SpringFestival(year)); month != 0 && month >= from && month <= to {
			out = append(out, Note{Kind: Festival, From: month, To: month, Text: text})
		}
	}
	return out
}
