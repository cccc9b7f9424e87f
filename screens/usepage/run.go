package usepage

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// runStore is what the line over the list asks.
type runStore interface {
	ForecastRun(context.Context, app.Actor) (app.ForecastRun, error)
	RunForecast(ctx context.Context, by app.Actor, job app.ForecastJob, report func(done, total int64)) (app.ForecastRun, error)
	CloseMonth(ctx context.Context, by app.Actor, month int64, report func(done, total int64)) ([]app.ForecastSheet, error)
	closedStore
}

// Run is the line that says which forecast is on view, makes it anew and closes
// a month.
type Run struct {
	desk  *desk.Desk
	store runStore

	OnMade func() // another forecast is there

	run     app.ForecastRun
	working bool
	loader  *background.Loader[app.ForecastRun]

	said     *widgets.Text
	behind   *widgets.Badge
	anew     *widgets.Button
	closing  *widgets.Button
	progress *widgets.Progress
	line     *fyne.Container
	body     *fyne.Container
}

// NewRun is the line before anything is known; Reload fills it.
func NewRun(d *desk.Desk, store runStore) *Run {
	r := &Run{desk: d, store: store, OnMade: func() {}}
	r.loader = background.NewLoader(d.Runner, r.show)
	r.said = widgets.NewMutedText("")
	r.said.Shrinks = true
	r.behind = widgets.NewBadge(lang.L("Use or events have changed since"), widgets.ToneWarn)
	r.behind.Hide()
	r.anew = widgets.NewButton(lang.L("Forecast anew")+"  Ctrl+G", r.Anew)
	r.closing = widgets.NewButton(lang.L("Close month …"), r.Close)
	r.progress = widgets.NewProgress(d.Now)
	buttons := container.NewHBox(r.behind, r.anew)
	if d.By.May(app.CloseForecasts) == nil {
		buttons.Add(r.closing)
		buttons.Add(widgets.NewButton(lang.L("Closed months …"), func() { newClosed(d, store, func() { r.Reload(); r.OnMade() }).show() }))
	}
	r.line = container.NewBorder(nil, nil, nil, buttons, r.said)
	r.body = container.NewVBox(r.line, r.progress)
	return r
}

// Reload asks which forecast there is.
func (r *Run) Reload() {
	r.loader.Ask(func(ctx context.Context) (app.ForecastRun, error) { return r.store.ForecastRun(ctx, r.desk.By) })
}

func (r *Run) show(run app.ForecastRun, err error) {
	if err != nil {
		r.desk.Fail(err)
		return
	}
	r.run = run
	r.said.SetText(RunText(r.desk, run))
	r.behind.Hidden = !run.Behind
	r.closing.Hidden = run.Origin == 0
	r.line.Refresh()
}

// RunText tells which forecast is on view.
func RunText(d *desk.Desk, run app.ForecastRun) string {
	if run.Origin == 0 {
		return lang.L("No forecast was made on this computer yet.")
	}
	return lang.L("Forecast from the use up to {{.Month}}, made {{.At}}, {{.N}} customers", map[string]any{
		"Month": words.Month(run.Origin), "At": words.Moment(run.MadeAt, d.Now()), "N": words.Count(run.Customers),
	})
}

// Anew forecasts everybody anew.
func (r *Run) Anew() {
	if r.working {
		return
	}
	r.work(lang.L("Forecasting"), func(ctx context.Context, report func(done, total int64)) error {
		_, err := r.store.RunForecast(ctx, r.desk.By, app.ForecastJob{}, report)
		return err
	}, lang.L("Stopped. The forecast of before stays."), lang.L("The forecast was made anew."))
}

// Close asks before the forecast of a month is frozen, which only two undo.
func (r *Run) Close() {
	month := r.run.Origin
	if r.working || month == 0 {
		return
	}
	widgets.Confirm(r.desk.Keys, widgets.Question{
		Title: lang.L("Close {{.Month}}?", map[string]any{"Month": words.Month(month)}),
		Text:  lang.L("What is forecast now, with everybody's adjustments, is kept as it stands, to be compared with what comes. A closed month is not changed; only two persons can reopen it."),
		Yes:   lang.L("Close the month"),
	}, func() {
		r.work(lang.L("Closing {{.Month}}", map[string]any{"Month": words.Month(month)}), func(ctx context.Context, report func(done, total int64)) error {
			_, err := r.store.CloseMonth(ctx, r.desk.By, month, report)
			return err
		}, lang.L("Stopped. The month stays open."), lang.L("{{.Month}} is closed.", map[string]any{"Month": words.Month(month)}))
	})
}

// work does one of the two with its progress.
func (r *Run) work(title string, do func(context.Context, func(done, total int64)) error, stopped, done string) {
	r.setWorking(true)
	cancel := r.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, report func(done, total int)) error {
			return do(ctx, func(done, total int64) { report(int(done), int(total)) })
		},
		Progress: r.progress.Set,
		Done: func(err error) {
			r.setWorking(false)
			switch {
			case errors.Is(err, context.Canceled):
				r.desk.Say(stopped)
			case err != nil:
				r.desk.Fail(err)
			default:
				r.desk.Say(done)
				r.Reload()
				r.OnMade()
			}
		},
	})
	if r.working {
		r.progress.Begin(title, cancel)
		r.body.Refresh()
	}
}

func (r *Run) setWorking(working bool) {
	r.working = working
	for _, b := range []*widgets.Button{r.anew, r.closing} {
		if working {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	if !working {
		r.progress.End()
	}
	r.body.Refresh()
}
