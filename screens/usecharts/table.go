package usecharts

import (
	"math"
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Row is a month of the table: what the chart draws of it, and what people said.
type Row struct {
	Month
	Adjusted *int64
	Reason   string
	Off      int64 // of what was used against what was forecast then, in thousandths of it
	HasOff   bool
}

// rowsPast are the months that are over on the table.
const rowsPast = 12

// Rows are the last year and all months ahead.
func Rows(u app.UseForecast) []Row {
	months := Chart{Use: u, Months: rowsPast + len(u.Ahead)}.months()
	if first := slices.IndexFunc(months, Month.known); first > 0 {
		months = months[first:]
	}
	out := make([]Row, len(months))
	for i, m := range months {
		r := Row{Month: m}
		switch {
		case m.Ahead != nil && m.Ahead.HasAdjusted:
			r.Adjusted = &m.Ahead.Adjusted
		case m.Frozen != nil && m.Frozen.Ahead.HasAdjusted:
			r.Adjusted = &m.Frozen.Ahead.Adjusted
		}
		if at := slices.IndexFunc(u.Adjustments, func(a app.Adjustment) bool { return a.Month == m.Month }); at >= 0 && r.Adjusted != nil {
			r.Reason = u.Adjustments[at].Reason
		}
		if m.Used != nil && m.Frozen != nil && m.Frozen.Ahead.Point > 0 {
			r.Off, r.HasOff = int64(math.Round(float64(m.Used.Total-m.Frozen.Ahead.Point)*1000/float64(m.Frozen.Ahead.Point))), true
		}
		out[i] = r
	}
	return out
}

// Said is the forecast of a month: ahead, or as it was frozen.
func (r Row) Said() (app.MonthAhead, bool) {
	switch {
	case r.Ahead != nil:
		return *r.Ahead, true
	case r.Frozen != nil:
		return r.Frozen.Ahead, true
	}
	return app.MonthAhead{}, false
}

// Columns are those of the table.
func Columns() []app.FigureColumn {
	return []app.FigureColumn{
		{Title: lang.L("Month"), Weight: 14},
		{Title: lang.L("A year before"), Number: true, Weight: 11},
		{Title: lang.X("use.used", "Used"), Number: true, Weight: 11},
		{Title: lang.X("use.forecast", "Forecast"), Number: true, Weight: 11},
		{Title: lang.L("80% from"), Number: true, Weight: 11},
		{Title: lang.L("80% to"), Number: true, Weight: 11},
		{Title: lang.X("use.adjusted", "Adjusted"), Number: true, Weight: 11},
		{Title: lang.L("Deviation"), Number: true, Weight: 11},
		{Title: lang.L("Reason"), Weight: 21},
	}
}

// Cells are a row as it is read, in kWh.
func (r Row) Cells() []string {
	cells := make([]string, 9)
	cells[0], cells[8] = words.Month(r.Month.Month), r.Reason
	if r.Before != nil {
		cells[1] = words.Count(*r.Before)
	}
	if r.Used != nil {
		cells[2] = words.Count(r.Used.Total)
	}
	if a, known := r.Said(); known {
		cells[3] = words.Count(a.Point)
		if a.Bounded() {
			cells[4], cells[5] = words.Count(a.Low80), words.Count(a.High80)
		}
	}
	if r.Adjusted != nil {
		cells[6] = words.Count(*r.Adjusted)
	}
	if r.HasOff {
		cells[7] = words.Growing(r.Off)
	}
	return cells
}

// Figures is the table as it goes out, in kWh.
func Figures(u app.UseForecast) app.Figures {
	f := app.Figures{Title: lang.L("Use and forecast by month (kWh)"), Columns: Columns()}
	for _, r := range Rows(u) {
		f.Rows = append(f.Rows, r.Cells())
	}
	return f
}

// NotesOf are the notes of a forecast: Spring Festivals, what is known of the
// customer, what is known of the market. label words a code.
func NotesOf(u app.UseForecast, label func(list, code string) string) []Note {
	var first, last int64
	for _, m := range u.Used {
		if first == 0 || m.Month < first {
			first = m.Month
		}
		last = max(last, m.Month)
	}
	for _, m := range u.Ahead {
		last = max(last, m.Month)
	}
	if first == 0 {
		first = u.Origin
	}
	out := Festivals(first, last, lang.L("Spring Festival"))
	for _, e := range u.Events {
		if e.WithdrawnAt == 0 {
			out = append(out, Note{Kind: Event, From: e.FromMonth, To: e.ToMonth, Text: label("usage_event", e.Kind)})
		}
	}
	for _, f := range u.Factors {
		if f.WithdrawnAt == 0 {
			out = append(out, Note{Kind: Factor, From: f.FromMonth, To: f.ToMonth, Text: f.Title})
		}
	}
	return out
}
