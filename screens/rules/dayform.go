package rules

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// plain is the choice of a day that is as the week has it.
const plain = "plain"

// edit opens one day to change what the calendar makes of it.
func (w *Workdays) edit(day app.Day) {
	was, listed := w.days.Listed(day)
	was.Day = day
	kind := widgets.NewCodeField([]widgets.Option{
		desk.Option(plain, lang.L("As the week has it")), desk.Option(string(app.DayOff), lang.L("Day off")), desk.Option(string(app.DayWork), lang.L("Worked instead")),
	}, nil)
	kind.SetCode(plain)
	if listed {
		kind.SetCode(string(was.Kind))
	}
	name := widgets.NewEntry()
	name.SetText(was.Name)
	rows := widgets.NewForm(
		widgets.NewFormRow("kind", lang.L("Kind"), kind).Required(),
		widgets.NewFormRow("name", lang.L("Name of the holiday"), name).Hinted(lang.L("A local holiday is entered here too.")),
	)
	rows.OneColumn = true
	wrong := widgets.NewFieldNote()
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet(words.Day(day), container.NewVBox(rows, wrong), widgets.Action{Label: lang.L("Save"), Do: func() {
		now := app.CalendarDay{Day: day, Name: strings.TrimSpace(name.Text), Kind: app.DayKind(chosen(kind))}
		if now.Kind == plain {
			now = app.CalendarDay{Day: day}
		}
		wrong.Clear()
		sheet.SetBusy(true)
		w.keep(func(ctx context.Context) (app.CalendarReport, error) {
			return w.store.SaveCalendarDay(ctx, w.desk.By, was, now, func(int64, int64) {})
		}, func(err error) {
			sheet.SetBusy(false)
			if err == nil {
				sheet.Close()
				return
			}
			wrong.Error(words.CalendarError(err))
			sheet.Refresh()
		})
	}})
	sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: func() { sheet.Close() }}
	sheet.Width = dayWidth
	sheet.Show(w.desk.Keys)
	rows.FocusFirst()
}

const dayWidth = 460
