package services

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// endPlan asks why a plan ends before its time.
func (c *Customer) endPlan(plan app.ServicePlan) {
	reason := widgets.NewMultiLineEntry(2)
	form := widgets.NewForm(widgets.NewFormRow("reason", words.Field("reason"), reason).Required())
	form.OneColumn = true
	told := widgets.NewMutedText(lang.L("What is open in it is dropped with the same reason."))
	c.sheet(lang.L("End plan"), form, told, func() (verb, error) {
		why := reason.Text
		return func(ctx context.Context) error { return c.store.EndPlan(ctx, c.desk.By, plan, why) }, nil
	})
}

// addItem adds to a plan what only this customer's has.
func (c *Customer) addItem(plan app.ServicePlan) {
	what, due := widgets.NewEntry(), c.desk.DayField("")
	kind := widgets.NewCodeField(c.desk.CodeOptions("plan_item_kind"), nil)
	form := widgets.NewForm(
		widgets.NewFormRow("plan_item_kind", words.Field("plan_item_kind"), kind).Required(),
		widgets.NewFormRow("what", words.Field("what"), what).Required(),
		widgets.NewFormRow("due_on", words.Field("due_on"), due).Required(),
	)
	form.OneColumn = true
	told := widgets.NewMutedText(lang.L("It goes to whoever is responsible on that day."))
	c.sheet(lang.L("Add item"), form, told, func() (verb, error) {
		on, err := desk.ReadDay("due_on", due)
		item := app.PlanItem{What: what.Text, Kind: kind.Chosen().Code, DueOn: on}
		return func(ctx context.Context) error {
			_, err := c.store.AddPlanItem(ctx, c.desk.By, plan, item)
			return err
		}, err
	})
}

// verb stores what a sheet asked for, away from the UI thread.
type verb func(context.Context) error

// sheet asks for something and stores it; it stays until that is kept. asked
// reads the form.
func (c *Customer) sheet(title string, form *widgets.Form, told *widgets.Text, asked func() (verb, error)) {
	wrong := widgets.NewFieldNote()
	sheet := widgets.NewSheet(title, container.NewVBox(form, told, wrong), widgets.Action{Label: title})
	sheet.Primary.Do = func() {
		do, err := asked()
		if err != nil {
			desk.ShowRefusal(form, wrong, err)
			return
		}
		c.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, wrong, err) }, do, c.Reload)
	}
	sheet.Width = 520
	sheet.Show(c.desk.Keys)
}
