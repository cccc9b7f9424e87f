package usepage

import (
	"context"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/usecharts"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// adjust is the sheet by which a manager puts a figure of his own beside the
// model's.
type adjust struct {
	page  *Page
	month app.MonthAhead
	was   *app.Adjustment // the one in use; nil: none

	figure *widgets.Entry
	reason *widgets.Entry
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
}

// Adjust opens the sheet for a month, or says why there is nothing to adjust.
func (p *Page) Adjust(month int64) {
	rows := p.months()
	at := slices.IndexFunc(rows, func(r usecharts.Row) bool { return r.Month.Month == month })
	switch {
	case at < 0:
		return
	case !p.ofCustomer():
		p.desk.Say(lang.L("Figures are adjusted customer by customer; groups follow as sums."))
		return
	case rows[at].Ahead == nil:
		p.desk.Say(words.Error(app.Refuse("month", app.MonthClosed)))
		return
	}
	if err := p.desk.By.May(app.AdjustForecasts); err != nil {
		p.desk.Fail(err)
		return
	}
	a := &adjust{page: p, month: *rows[at].Ahead}
	if i := slices.IndexFunc(p.use.Adjustments, func(k app.Adjustment) bool { return k.Month == month && k.WithdrawnAt == 0 }); i >= 0 {
		a.was = &p.use.Adjustments[i]
	}
	a.show()
}

func (a *adjust) show() {
	model := lang.L("The model says {{.KWh}} kWh; four times in five it is {{.Low}} to {{.High}} kWh. Its figure stays beside yours.", map[string]any{
		"KWh": words.Count(a.month.Point), "Low": words.Count(a.month.Low80), "High": words.Count(a.month.High80),
	})
	known := widgets.NewParagraph(model)
	a.figure, a.reason, a.wrong = widgets.NewEntry(), widgets.NewMultiLineEntry(3), widgets.NewFieldNote()
	a.figure.SetPlaceHolder(lang.L("120000, 12万, -15%"))
	a.form = widgets.NewForm(
		widgets.NewFormRow("kwh", lang.L("Your figure"), a.figure).Required(),
		widgets.NewFormRow("reason", words.Field("reason"), a.reason).Required(),
	)
	a.form.OneColumn = true
	if a.was != nil {
		a.figure.SetText(words.Count(a.was.KWh))
		a.reason.SetText(a.was.Reason)
	}
	a.figure.OnChanged = func(string) { a.follow() }
	title := lang.L("Adjust {{.Month}}", map[string]any{"Month": words.Month(a.month.Month)}) + " · " + a.page.name()
	a.sheet = widgets.NewSheet(title, container.NewVBox(known, a.form, a.wrong), widgets.Action{Label: lang.L("Save"), Do: a.save})
	a.sheet.Width = 560
	if a.was != nil {
		a.sheet.Others = []widgets.Action{{Label: lang.L("Take your figure back"), Do: a.withdraw}}
	}
	a.follow()
	a.sheet.Show(a.page.desk.Keys)
	a.figure.SelectAll()
	a.sheet.Refresh()
}

// follow shows what was typed in kWh and in percent, and warns where it is hardly
// worth it.
func (a *adjust) follow() {
	row := a.form.Row("kwh")
	kwh, err := app.AdjustedTo(a.figure.Text, a.month.Point)
	growth, known := int64(0), a.month.Point > 0
	if known {
		growth = int64(math.Round(float64(kwh-a.month.Point) * 1000 / float64(a.month.Point)))
	}
	switch {
	case err != nil:
		row.Hinted(lang.L("In kWh, in 万 or MWh, or in percent of the model's figure."))
	case known && (app.Adjustment{Model: a.month.Point, KWh: kwh}).Small(a.page.least):
		row.Note.Warn(lang.L("{{.KWh}} kWh, {{.Percent}}. Below {{.Least}} an adjustment seldom makes a forecast better; it may be left as it is.", map[string]any{
			"KWh": words.Count(kwh), "Percent": words.Growing(growth), "Least": share(a.page.least),
		}))
	case known:
		row.Hinted(lang.L("{{.KWh}} kWh, {{.Percent}} of the model's figure", map[string]any{"KWh": words.Count(kwh), "Percent": words.Growing(growth)}))
	default:
		row.Hinted(lang.L("{{.KWh}} kWh", map[string]any{"KWh": words.Count(kwh)}))
	}
	a.form.Refresh()
	a.sheet.Refresh()
}

func share(permille int64) string { return strings.TrimPrefix(words.Growing(permille), "+") }

func (a *adjust) save() {
	kwh, err := app.AdjustedTo(a.figure.Text, a.month.Point)
	made := app.Adjustment{Customer: a.page.of.Customer, Month: a.month.Month, KnownTo: a.page.use.Origin, Model: a.month.Point, KWh: kwh, Reason: strings.TrimSpace(a.reason.Text)}
	if err == nil {
		err = made.Check(a.page.use.Origin)
	}
	if err != nil {
		a.refuse(err)
		return
	}
	var kept app.Adjusted
	a.run(func(ctx context.Context) error {
		kept, err = a.page.store.Adjust(ctx, a.page.desk.By, made)
		return err
	}, func() { a.page.desk.Say(keptText(kept)) })
}

// keptText says that both figures are kept, and how his have leaned so far.
func keptText(kept app.Adjusted) string {
	said := lang.L("Kept beside the model's figure.")
	switch {
	case kept.Leaning > 0:
		said += " " + lang.L("Your figures have been {{.Percent}} too high so far.", map[string]any{"Percent": share(kept.Leaning)})
	case kept.Leaning < 0:
		said += " " + lang.L("Your figures have been {{.Percent}} too low so far.", map[string]any{"Percent": share(-kept.Leaning)})
	}
	return said
}

func (a *adjust) withdraw() {
	was := *a.was
	a.run(func(ctx context.Context) error { return a.page.store.WithdrawAdjustment(ctx, a.page.desk.By, was) },
		func() { a.page.desk.Say(lang.L("Your figure was taken back; the model's holds.")) })
}

// run stores what the sheet says; the page follows.
func (a *adjust) run(do func(context.Context) error, said func()) {
	a.page.desk.StoreSheet(a.sheet, a.refuse, do, func() {
		said()
		a.page.Reload()
	})
}

func (a *adjust) refuse(err error) {
	desk.ShowRefusal(a.form, a.wrong, err)
	a.sheet.Refresh()
}
