package visitform

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// call is the sheet for the call after the measures of a visit. Without a day
// to call again the visit goes to the archive.
type call struct {
	desk  *desk.Desk
	store Store
	page  app.VisitPage
	done  func()

	brought *widgets.Entry
	reached *widgets.Check
	grade   *widgets.Chips
	again   *widgets.DateField
	form    *widgets.Form
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
}

func newCall(d *desk.Desk, store Store, page app.VisitPage, done func()) *call {
	return &call{desk: d, store: store, page: page, done: done}
}

func (c *call) open() {
	c.brought, c.wrong = widgets.NewMultiLineEntry(3), widgets.NewFieldNote()
	c.reached = widgets.NewCheck(lang.L("The customer was reached"), nil)
	c.reached.SetChecked(true)
	c.grade = widgets.NewChips(gradeChips(), nil)
	c.again = c.desk.DayField("")
	c.form = widgets.NewForm(
		widgets.NewFormRow("follow_up", words.Field("follow_up"), c.brought).Required(),
		widgets.NewFormRow("reached", "", c.reached),
		widgets.NewFormRow("score", words.Field("score"), c.grade),
		widgets.NewFormRow("follow_up_on", words.Field("follow_up_on"), c.again).Hinted(lang.L("Without a day the visit goes to the archive.")),
	)
	c.form.OneColumn = true
	c.sheet = widgets.NewSheet(lang.L("Call after the visit {{.Number}}", map[string]any{"Number": c.page.Visit.Number}), container.NewVBox(c.form, c.wrong),
		widgets.Action{Label: lang.L("Record the call"), Do: c.save})
	c.sheet.Width = 640
	c.sheet.Show(c.desk.Keys)
	c.form.FocusFirst()
}

func (c *call) save() {
	c.form.Clear()
	again, err := desk.ReadDay("follow_up_on", c.again)
	if err != nil {
		c.refuse(err)
		return
	}
	f := app.FollowUp{Reached: c.reached.Checked, Brought: c.brought.Text, Again: again}
	if chosen := c.grade.Chosen(); len(chosen) == 1 {
		f.Satisfaction, _ = strconv.ParseInt(chosen[0], 10, 64) // the keys are digits
	}
	c.desk.StoreSheet(c.sheet, c.refuse, func(ctx context.Context) error {
		_, err := c.store.FollowUpVisit(ctx, c.desk.By, c.page.Visit, f)
		return err
	}, func() {
		c.desk.Say(lang.L("The call is recorded."))
		c.done()
	})
}

func (c *call) refuse(err error) {
	c.wrong.Clear()
	if no, is := errors.AsType[*app.Refusal](err); !is || !c.form.Refuse(no.Field, words.Refusal(no)) {
		c.wrong.Error(errorSaid(err))
	}
	c.sheet.Refresh()
}
