package deviations

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/usetasks"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// of hands on the deviation of a customer as the list has it now.
func (l *List) of(key string, then func(app.Deviation, []app.ToldReason)) {
	filter := *l.asked.Load()
	filter.Month, filter.Most = l.last.Month, 1
	filter.Customer, _ = app.ParseID[app.Customer](key)
	type found struct {
		d    app.Deviation
		told []app.ToldReason
	}
	background.NewLoader(l.desk.Runner, func(f found, err error) {
		if err != nil {
			l.desk.Fail(err)
			return
		}
		then(f.d, f.told)
	}).Ask(func(ctx context.Context) (found, error) {
		list, err := l.store.Deviations(ctx, l.desk.By, filter)
		if err != nil {
			return found{}, err
		}
		if len(list.Rows) == 0 {
			return found{}, app.ErrNotFound
		}
		told, err := l.store.DeviationReasons(ctx, l.desk.By, filter.Customer)
		return found{list.Rows[0], told}, err
	})
}

// open shows a deviation with all that was found of the customer, and takes an
// explanation.
func (l *List) open(key string) { l.of(key, l.explain) }

func (l *List) explain(d app.Deviation, told []app.ToldReason) {
	month := l.last.Month
	cause := widgets.NewCodeField(l.desk.CodeOptions("deviation_cause"), nil)
	cause.SetCode(d.Cause())
	reason := widgets.NewMultiLineEntry(3)
	form := widgets.NewForm(
		widgets.NewFormRow("deviation_cause", words.Field("deviation_cause"), cause).Required(),
		widgets.NewFormRow("reason", words.Field("reason"), reason).Required().Hinted(lang.L("What the manager found. What was written before stays in the history.")),
	)
	form.OneColumn = true
	note := widgets.NewFieldNote()
	content := container.NewVBox(l.facts(d)...)
	content.Add(form)
	content.Add(note)
	for _, line := range l.history(told) {
		content.Add(line)
	}
	sheet := widgets.NewSheet(d.Name, content, widgets.Action{Label: lang.L("Explain")})
	sheet.Width, sheet.First = 600, reason
	sheet.Others = []widgets.Action{
		{Label: lang.L("To the customer"), Do: func() {
			sheet.Close()
			l.desk.Open(desk.Route{Tab: desk.Customers, Customer: d.Customer})
		}},
		{Label: lang.L("To his use"), Do: func() {
			sheet.Close()
			l.desk.Open(desk.Route{Tab: desk.Forecast, Use: app.ForecastOf{Level: app.OfCustomer, Customer: d.Customer}})
		}},
	}
	sheet.Primary.Do = func() {
		l.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, note, err) }, func(ctx context.Context) error {
			_, err := l.store.ExplainDeviation(ctx, l.desk.By, app.DeviationReason{Customer: d.Customer, Month: month, Cause: desk.Chosen(cause), Reason: reason.Text})
			return err
		}, l.Reload)
	}
	sheet.Show(l.desk.Keys)
}

// facts says how far off the month was, and what probably made it so.
func (l *List) facts(d app.Deviation) []fyne.CanvasObject {
	permille, known := d.OffPermille()
	off := widgets.NewText(lang.L("{{.Month}}: {{.Used}} kWh used, {{.Forecast}} kWh forecast: {{.Off}} kWh ({{.Share}})", map[string]any{
		"Month": words.Month(l.last.Month), "Used": words.Count(d.Actual), "Forecast": words.Count(d.Ahead.Point), "Off": words.SignedCount(d.Off()), "Share": words.Permille(permille, known),
	}))
	off.Bold = true
	band := lang.L("Four in five such months lie between {{.Low}} and {{.High}} kWh.", map[string]any{"Low": words.Count(d.Ahead.Low80), "High": words.Count(d.Ahead.High80)})
	if d.Beyond95() {
		band = lang.L("Nineteen in twenty such months lie between {{.Low}} and {{.High}} kWh.", map[string]any{"Low": words.Count(d.Ahead.Low95), "High": words.Count(d.Ahead.High95)})
	}
	likely := lang.L("Likely: {{.Cause}}. {{.Because}}.", map[string]any{"Cause": l.desk.Codes.Label("deviation_cause", d.Likely.Cause), "Because": l.desk.Codes.BecauseOfUse(d.Likely)})
	return []fyne.CanvasObject{off, widgets.NewMutedText(band), widgets.NewParagraph(likely)}
}

// historyShown is how much of what was found before is on view.
const historyShown = 6

func (l *List) history(told []app.ToldReason) []fyne.CanvasObject {
	if len(told) == 0 {
		return nil
	}
	out := []fyne.CanvasObject{widgets.NewSectionHeader(lang.L("Found before"))}
	for _, r := range told[:min(len(told), historyShown)] {
		out = append(out, widgets.NewParagraph(lang.L("{{.Month}}, {{.Cause}}: {{.Reason}} ({{.By}}, {{.Ago}})", map[string]any{
			"Month": words.Month(r.Month), "Cause": l.desk.Codes.Label("deviation_cause", r.Cause), "Reason": r.Reason, "By": r.ByName, "Ago": words.Ago(r.MadeAt, l.desk.Now()),
		})))
	}
	return out
}

// Save answers Ctrl+Enter: a task for the marked ones, or for the selected one.
func (l *List) Save() {
	marks := l.table.Marks()
	row, selected := l.table.Selected()
	if !marks.All && len(marks.Keys) == 0 {
		if !selected {
			return
		}
		marks.Keys = []string{row.Key}
	}
	if !marks.All {
		l.give(ids(marks.Keys))
		return
	}
	filter := *l.asked.Load() // all but those named
	filter.Month, filter.Most = l.last.Month, 0
	background.NewLoader(l.desk.Runner, func(list app.DeviationList, err error) {
		if err != nil {
			l.desk.Fail(err)
			return
		}
		var chosen []app.CustomerID
		for _, d := range list.Rows {
			if !slices.Contains(marks.Keys, d.Customer.String()) {
				chosen = append(chosen, d.Customer)
			}
		}
		l.give(chosen)
	}).Ask(func(ctx context.Context) (app.DeviationList, error) {
		return l.store.Deviations(ctx, l.desk.By, filter)
	})
}

func ids(keys []string) []app.CustomerID {
	var out []app.CustomerID
	for _, key := range keys {
		if id, err := app.ParseID[app.Customer](key); err == nil {
			out = append(out, id)
		}
	}
	return out
}

func (l *List) give(chosen []app.CustomerID) {
	usetasks.Give(l.desk, l.store, app.UseTaskDraft{
		Customers: chosen, Month: l.last.Month, About: app.AboutDeviation,
		Text: lang.L("Find out why the use of {{.Month}} was other than forecast, and explain it", map[string]any{"Month": words.Month(l.last.Month)}),
	}, l.Reload)
}
