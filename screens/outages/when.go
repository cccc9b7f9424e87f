package outages

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// when is a day with a time of day beside it, each in any shorthand.
type when struct {
	desk *desk.Desk
	date *widgets.DateField
	time *widgets.Entry
	box  *fyne.Container
}

func newWhen(d *desk.Desk, changed func()) *when {
	w := &when{desk: d, time: widgets.NewEntry()}
	w.date = widgets.NewDateField(func(text string) (string, error) {
		day, err := app.ParseDay(text, w.today())
		return string(day), err
	}, func() string { return string(w.today()) })
	w.date.OnChanged = func(string) { changed() }
	w.date.Entry().OnChanged = func(string) { changed() }
	w.date.SetPlaceHolder(lang.L("15, +8, Fri …"))
	w.time.SetPlaceHolder("0830")
	w.time.OnChanged = func(string) { changed() }
	w.box = container.New(&widgets.BarLayout{Widths: []float32{0, 74}}, w.date, w.time)
	return w
}

func (w *when) today() app.Day { return app.DayOf(w.desk.Now()) }

// set shows a moment; 0 empties both fields.
func (w *when) set(ms int64) {
	day, clock := "", ""
	if ms != 0 {
		at := time.UnixMilli(ms)
		day, clock = string(app.DayOf(at)), app.TimeOfDay(at)
	}
	w.date.SetValue(day)
	w.time.SetText(clock)
}

// read is the moment that is typed, 0 for none. Without a day it is one of the
// other day, so that an outage ends on the day it begins.
func (w *when) read(field string, other int64) (int64, error) {
	day, clock := strings.TrimSpace(w.date.Entry().Text), strings.TrimSpace(w.time.Text)
	switch {
	case day == "" && clock == "", day == "" && other == 0:
		return 0, nil
	case clock == "":
		return 0, app.Refuse(field, app.Missing)
	}
	on := app.DayOf(time.UnixMilli(other))
	if day != "" {
		var err error
		if on, err = app.ParseDay(day, w.today()); err != nil {
			return 0, app.Refuse(field, app.Malformed)
		}
	}
	at, err := app.ParseTimeOfDay(clock)
	if err != nil {
		return 0, app.Refuse(field, app.Malformed)
	}
	return on.Time().Add(at).UnixMilli(), nil
}
