package exchange

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The forms in which use goes out.
const (
	longForm = "1"
	wideForm = "2"
)

// useExport asks which months of use are to go out, and in which form.
type useExport struct {
	desk  *desk.Desk
	store Store
	then  func(ExportWhat)

	from, to *widgets.Entry
	layout   *widgets.CodeField
	form     *widgets.Form
	sheet    *widgets.Sheet
}

// exportUse begins with the last twelve months that are known.
func exportUse(d *desk.Desk, store Store, then func(ExportWhat)) {
	if err := d.By.May(app.ExportRecords); err != nil {
		d.Fail(err)
		return
	}
	var last int64
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			_, last, err = store.UsageMonths(ctx, d.By)
			return err
		},
		Done: func(err error) {
			switch {
			case err != nil:
				d.Fail(err)
			case last == 0:
				d.Say(lang.L("No electricity use is known yet. There is nothing to export."))
			default:
				(&useExport{desk: d, store: store, then: then}).show(last)
			}
		},
	})
}

func (e *useExport) show(last int64) {
	e.from, e.to = widgets.NewEntry(), widgets.NewEntry()
	e.from.SetText(monthText(app.AddMonths(last, -11)))
	e.to.SetText(monthText(last))
	e.layout = widgets.NewCodeField([]widgets.Option{
		desk.Option(longForm, lang.L("A row for each month of an account")), desk.Option(wideForm, lang.L("A row for each account, a column for each month")),
	}, nil)
	e.layout.SetCode(longForm)
	e.form = widgets.NewForm(
		widgets.NewFormRow("from_month", lang.L("From month"), e.from).Required(),
		widgets.NewFormRow("to_month", lang.L("To month"), e.to).Required(),
		widgets.NewFormRow("layout", lang.L("Form of the list"), e.layout).Required(),
	)
	e.form.OneColumn = true
	e.sheet = widgets.NewSheet(lang.L("Export electricity use"), container.NewVBox(e.form), widgets.Action{Label: lang.L("Go on"), Do: e.goOn})
	e.sheet.Width = 520
	e.sheet.Show(e.desk.Keys)
	e.sheet.Layer().On("Enter", "", e.goOn)
}

// monthText is a month as it is typed.
func monthText(month int64) string { return string(app.MonthStart(month))[:len("2026-01")] }

func (e *useExport) goOn() {
	e.form.Clear()
	today := app.DayOf(e.desk.Now())
	out := app.UsageOut{Wide: e.layout.Chosen().Code == wideForm}
	var err error
	if out.From, err = app.ParseMonth("from_month", e.from.Text, today); err == nil {
		out.To, err = app.ParseMonth("to_month", e.to.Text, today)
	}
	if err == nil {
		err = out.Check()
	}
	if err != nil {
		field := "to_month"
		if no, is := errors.AsType[*app.Refusal](err); is {
			field = no.Field
		}
		e.form.Refuse(field, words.Error(err))
		e.sheet.Refresh()
		return
	}
	e.sheet.Close()
	e.hand(out)
}

// hand looks which accounts there are and lets the export ask the rest.
func (e *useExport) hand(out app.UsageOut) {
	var rows []int64
	e.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			rows, err = e.store.UsageOrder(ctx, e.desk.By, out)
			return err
		},
		Done: func(err error) {
			if err != nil {
				e.desk.Fail(err)
				return
			}
			e.then(ExportWhat{
				Title: lang.L("Electricity use {{.From}} to {{.To}}", map[string]any{"From": words.Month(out.From), "To": words.Month(out.To)}), Rows: rows,
				Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
					return e.store.ExportUsage(ctx, e.desk.By, out, rows, job, report)
				},
			})
		},
	})
}
