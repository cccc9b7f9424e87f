package rules

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Workdays is the page of the calendar: a year at a glance, its days one by
// one, and the office hours.
type Workdays struct {
	desk  *desk.Desk
	store Store

	days   *app.Calendar
	loader *background.Loader[*app.Calendar]
	year   *year
	title  *widgets.Text
	state  *widgets.Badge
	count  *widgets.Text
	said   *widgets.Text
	office *widgets.Entry
	typed  bool // the office hours were typed in: a reload leaves them
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

// NewWorkdays is the page, with this year on view.
func NewWorkdays(d *desk.Desk, store Store) *Workdays {
	w := &Workdays{desk: d, store: store, days: &app.Calendar{}, year: newYear(app.DayOf(d.Now()))}
	w.loader = background.NewLoader(d.Runner, w.show)
	w.title, w.state = widgets.NewTitle(""), widgets.NewBadge("", widgets.ToneNeutral)
	w.count, w.said, w.note = widgets.NewText(""), widgets.NewText(""), widgets.NewFieldNote()
	w.year.OnOpen, w.year.OnMove = w.edit, func(app.Day) { w.tell() }
	w.office = widgets.NewEntry()
	w.office.OnChanged = func(text string) { w.typed = text != w.days.Office().String() }
	w.office.OnSubmitted = func(string) { w.saveOffice() }
	before := widgets.NewIconButton("", theme.NavigateBackIcon(), func() { w.year.turn(-1) })
	after := widgets.NewIconButton("", theme.NavigateNextIcon(), func() { w.year.turn(1) })
	take := widgets.NewPrimaryButton(lang.L("Import a year…")+"  Ctrl+N", func() { w.ask() })
	left := container.NewHBox(before, w.title, after, centred(w.state), centred(w.count))
	head := container.NewBorder(nil, nil, left, take)
	legend := container.NewHBox(
		widgets.NewBadge(offSign()+" "+lang.L("day off"), widgets.ToneGood), widgets.NewBadge(workSign()+" "+lang.L("worked instead"), widgets.ToneWarn),
		widgets.NewMutedText(lang.L("Arrows choose a day, Enter changes it, PageUp and PageDown turn the year.")),
	)
	hours := container.NewHBox(centred(widgets.NewMutedText(lang.L("Office hours"))),
		container.New(&widgets.BarLayout{Widths: []float32{officeWidth}}, w.office), widgets.NewButton(lang.L("Save"), w.saveOffice))
	foot := container.NewVBox(container.NewBorder(nil, nil, w.said, hours), w.note, legend)
	w.body = container.NewBorder(container.NewPadded(head), container.NewPadded(foot), nil, nil, container.NewPadded(w.year))
	w.tell()
	return w
}

const officeWidth = 210

func centred(o fyne.CanvasObject) fyne.CanvasObject { return container.NewCenter(o) }

// Content is the page.
func (w *Workdays) Content() fyne.CanvasObject { return w.body }

// Shows names what is on view.
func (w *Workdays) Shows() app.Changes { return app.Reference }

// Focus puts the keyboard on the year.
func (w *Workdays) Focus() { widgets.Focus(w.year) }

// New answers Ctrl+N: the import of a year.
func (w *Workdays) New() bool { w.ask(); return true }

// Reload asks for the calendar again.
func (w *Workdays) Reload() {
	w.loader.Ask(func(ctx context.Context) (*app.Calendar, error) { return w.store.Calendar(ctx) })
}

func (w *Workdays) show(days *app.Calendar, err error) {
	if err != nil {
		w.desk.Fail(err)
		return
	}
	w.days = days
	w.year.set(days)
	if !w.typed {
		w.office.SetText(days.Office().String())
	}
	w.tell()
}

// tell says what the year and the chosen day are.
func (w *Workdays) tell() {
	no := w.year.no()
	w.title.SetText(strconv.Itoa(no))
	tone, state := widgets.ToneGood, lang.L("Published")
	if no > w.days.PublishedThrough() {
		tone, state = widgets.ToneWarn, lang.L("Not published yet: limits are provisional")
	}
	w.state.Set(state, tone)
	w.count.SetText(lang.L("{{.N}} working days", map[string]any{"N": w.days.WorkingDaysIn(no)}))
	w.said.SetText(dayText(w.days, w.year.at))
	w.body.Refresh()
}

// saveOffice sets the office hours; running limits in working hours follow.
func (w *Workdays) saveOffice() {
	w.note.Clear()
	office, err := app.ParseOffice(w.office.Text)
	if err != nil {
		w.note.Error(lang.L("Write the office hours as 08:30-12:00 14:00-17:30, in order."))
		return
	}
	w.keep(func(ctx context.Context) (app.CalendarReport, error) {
		return w.store.SaveOffice(ctx, w.desk.By, office, func(int64, int64) {})
	}, func(err error) { w.note.SetText(words.Error(err)) })
}

// keep changes the calendar and says what moved by it.
func (w *Workdays) keep(do func(context.Context) (app.CalendarReport, error), done func(error)) {
	var rep app.CalendarReport
	w.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			rep, err = do(ctx)
			return err
		},
		Done: func(err error) {
			done(err)
			if err != nil {
				return
			}
			w.typed = false
			w.desk.Say(lang.L("Saved. Limits moved: {{.Clocks}}, of {{.Cases}} cases.", map[string]any{"Clocks": words.Count(rep.Clocks), "Cases": words.Count(rep.Cases)}))
			w.Reload()
		},
	})
}
