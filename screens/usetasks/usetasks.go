// Package usetasks lists what managers are to find out or to do about the use of
// their customers, and gives and ends such tasks. What gives rise to them stands
// on the pages of deviations and leads.
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

// Store is what these screens ask of the records.
type Store interface {
	Giver

	UseTasks(context.Context, app.Actor, app.UseTaskFilter) (app.UseTaskList, error)
	PlanVisits(context.Context, app.Actor, app.PlanAsk) (app.VisitPlan, error)
	EndUseTask(ctx context.Context, by app.Actor, was app.UseTask, outcome string) (app.UseTask, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}

// Giver is what giving a task asks of the records.
type Giver interface {
	GiveUseTasks(context.Context, app.Actor, app.UseTaskDraft) (app.UseTasksGiven, error)
}

// Give asks what is to be done, with a proposal, and gives it to the managers of
// the customers.
func Give(d *desk.Desk, store Giver, draft app.UseTaskDraft, given func()) {
	if err := d.By.May(app.AdjustForecasts); err != nil {
		d.Fail(err)
		return
	}
	text := widgets.NewMultiLineEntry(3)
	text.SetText(draft.Text)
	form := widgets.NewForm(widgets.NewFormRow("task", words.Field("task"), text).Required().
		Hinted(lang.L("Each goes to the customer's manager of today, due within {{.N}} working days.", map[string]any{"N": app.UseTaskDays})))
	form.OneColumn = true
	note := widgets.NewFieldNote()
	title := lang.L("Give tasks: {{.N}}", map[string]any{"N": words.Count(int64(len(draft.Customers)))})
	sheet := widgets.NewSheet(title, container.NewVBox(form, note), widgets.Action{Label: lang.L("Give")})
	sheet.Width = 520
	sheet.Primary.Do = func() {
		draft.Text = text.Text
		var done app.UseTasksGiven
		d.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, note, err) }, func(ctx context.Context) (err error) {
			done, err = store.GiveUseTasks(ctx, d.By, draft)
			return err
		}, func() {
			d.Say(words.UseTasksGiven(done))
			given()
		})
	}
	sheet.Show(d.Keys)
}
