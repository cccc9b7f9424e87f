package usetasks

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// open shows a task with what may be done about it.
func (p *Page) open() {
	t, is := p.selected()
	if !is {
		return
	}
	today := app.DayOf(p.desk.Now())
	facts := container.NewVBox(
		widgets.NewParagraph(t.Text),
		widgets.NewMutedText(lang.L("{{.About}} of {{.Month}}. {{.Manager}}, given by {{.By}}.", map[string]any{
			"About": words.UseTaskAbout(t.About), "Month": words.Month(t.Month), "Manager": t.ManagerName, "By": t.ByName,
		})),
		container.NewHBox(widgets.NewBadge(words.UseTaskState(t.UseTask, today), Tone(t.UseTask, today))),
	)
	if t.Outcome != "" {
		facts.Add(widgets.NewParagraph(t.Outcome))
	}
	sheet := widgets.NewSheet(t.CustomerName, facts, widgets.Action{})
	sheet.Width = 520
	to := func(r desk.Route) func() { return func() { sheet.Close(); p.desk.Open(r) } }
	sheet.Others = []widgets.Action{{Label: lang.L("To the customer"), Do: to(desk.Route{Tab: desk.Customers, Customer: t.Customer})}}
	if t.Open() && p.desk.By.May(app.ChangeVisits) == nil {
		sheet.Others = append(sheet.Others, widgets.Action{Label: lang.L("Plan the visit"), Do: func() { sheet.Close(); p.planVisit(t) }})
	}
	if t.Open() && p.desk.By.May(app.AdjustForecasts) == nil {
		sheet.Primary = widgets.Action{Label: lang.L("End the task…"), Do: func() { sheet.Close(); p.end(t) }}
	}
	sheet.Show(p.desk.Keys)
}

// planVisit plans the visit by which a task will be done, for the day it is due
// or, when that has passed, today. The task stays open until somebody ends it.
func (p *Page) planVisit(t app.UseTaskRow) {
	on, note := p.desk.DayField(max(t.DueOn, app.DayOf(p.desk.Now()))), widgets.NewFieldNote()
	about := widgets.NewMultiLineEntry(3)
	about.SetText(t.Text)
	twice := widgets.NewCheck(lang.L("a second visit that day is meant"), nil)
	form := widgets.NewForm(
		widgets.NewFormRow("planned_on", words.Field("planned_on"), on).Required(),
		widgets.NewFormRow("twice", lang.L("Twice"), twice),
		widgets.NewFormRow("note", lang.L("What it is about"), about).Hinted(lang.L("It stands in the visit as its note.")),
	)
	form.OneColumn = true
	sheet := widgets.NewSheet(lang.L("Plan the visit")+" · "+t.CustomerName, container.NewVBox(form, note), widgets.Action{Label: lang.X("plan.do", "Plan")})
	sheet.Width, sheet.First = 520, about
	refuse := func(err error) { desk.ShowRefusal(form, note, err) }
	sheet.Primary.Do = func() {
		day, err := desk.ReadDay("planned_on", on)
		if err != nil {
			refuse(err)
			return
		}
		ask := t.PlanVisit(day)
		ask.Note, ask.Twice = about.Text, twice.Checked
		p.desk.StoreSheet(sheet, refuse, func(ctx context.Context) error {
			made, err := p.store.PlanVisits(ctx, p.desk.By, ask)
			if err == nil && len(made.Left) > 0 {
				err = made.Left[0].Why
			}
			return err
		}, func() {
			p.desk.Say(lang.L("The visit is planned for {{.Day}}.", map[string]any{"Day": words.Day(day)}))
		})
	}
	sheet.Show(p.desk.Keys)
}

// end asks what came of a task.
func (p *Page) end(t app.UseTaskRow) {
	if err := p.desk.By.May(app.AdjustForecasts); err != nil {
		p.desk.Fail(err)
		return
	}
	if !t.Open() {
		p.desk.Say(lang.L("This task is done already."))
		return
	}
	outcome := widgets.NewMultiLineEntry(3)
	form := widgets.NewForm(widgets.NewFormRow("outcome", words.Field("outcome"), outcome).Required().Hinted(lang.L("What was found out or done, so that the next month can be judged by it.")))
	form.OneColumn = true
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("End the task: {{.Name}}", map[string]any{"Name": t.CustomerName}), container.NewVBox(widgets.NewParagraph(t.Text), form, note), widgets.Action{Label: lang.L("End")})
	sheet.Width = 520
	sheet.Primary.Do = func() {
		p.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, note, err) }, func(ctx context.Context) error {
			_, err := p.store.EndUseTask(ctx, p.desk.By, t.UseTask, outcome.Text)
			return err
		}, p.Reload)
	}
	sheet.Show(p.desk.Keys)
}
