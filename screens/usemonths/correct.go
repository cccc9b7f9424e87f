package usemonths

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// correction is the sheet that puts one month right.
type correction struct {
	months *Months
	was    app.MonthUse

	total     *widgets.Entry
	parts     [4]*widgets.Entry // sharp, peak, flat, valley
	readOn    *widgets.Entry
	estimated *widgets.Check
	reason    *widgets.Entry
	form      *widgets.Form
	note      *widgets.FieldNote
	sheet     *widgets.Sheet
}

// partNames are the fields of the parts by time of day.
var partNames = [4]string{"sharp_kwh", "peak_kwh", "flat_kwh", "valley_kwh"}

// Correct asks for the right figures of the month selected, and why.
func (m *Months) Correct() {
	if err := m.desk.By.May(app.ImportRecords); err != nil {
		m.desk.Fail(err)
		return
	}
	for _, u := range m.used {
		if u.Month == m.month {
			(&correction{months: m, was: u}).show()
			return
		}
	}
}

func (c *correction) show() {
	number := func(n int64, blank bool) *widgets.Entry {
		e := widgets.NewEntry()
		if !blank {
			e.SetText(strconv.FormatInt(n, 10))
		}
		return e
	}
	u := c.was
	unread := u.Sharp+u.Peak+u.Flat+u.Valley == 0
	c.total, c.readOn, c.reason, c.note = number(u.Total, false), widgets.NewEntry(), widgets.NewEntry(), widgets.NewFieldNote()
	c.readOn.SetText(string(u.ReadOn()))
	c.estimated = widgets.NewCheck(lang.L("Estimated"), nil)
	c.estimated.Checked = u.Estimated
	rows := []*widgets.FormRow{widgets.NewFormRow("kwh", words.Field("kwh"), c.total).Required()}
	for i, kwh := range [4]int64{u.Sharp, u.Peak, u.Flat, u.Valley} {
		c.parts[i] = number(kwh, unread)
		rows = append(rows, widgets.NewFormRow(partNames[i], words.Field(partNames[i]), c.parts[i]))
	}
	rows = append(rows,
		widgets.NewFormRow("read_on", words.Field("read_on"), c.readOn),
		widgets.NewFormRow("estimated", "", c.estimated),
		widgets.NewFormRow("reason", words.Field("reason"), c.reason).Required().Hinted(lang.L("Kept with the new figures. The old ones stay among the versions.")),
	)
	c.form = widgets.NewForm(rows...)
	c.form.OneColumn = true
	title := lang.L("Correct {{.Month}} of account {{.No}}", map[string]any{"Month": words.Month(u.Month), "No": c.months.account.AccountNo})
	c.sheet = widgets.NewSheet(title, container.NewVBox(c.form, c.note), widgets.Action{Label: lang.L("Save"), Do: c.save})
	c.sheet.Width = 520
	c.sheet.Show(c.months.desk.Keys)
}

// read makes a correction of what was typed; a field that is no number or day is
// marked.
func (c *correction) read() (app.UseCorrection, bool) {
	out := app.UseCorrection{Account: c.months.account.ID, MonthUse: c.was, Reason: strings.TrimSpace(c.reason.Text)}
	out.Source = app.UseCorrected
	out.Estimated = c.estimated.Checked
	ok := c.number("kwh", c.total.Text, &out.Total)
	for i, into := range [4]*int64{&out.Sharp, &out.Peak, &out.Flat, &out.Valley} {
		ok = c.number(partNames[i], c.parts[i].Text, into) && ok
	}
	out.ReadDay = 0
	if text := strings.TrimSpace(c.readOn.Text); text != "" {
		day, err := app.ParseDay(text, app.DayOf(c.months.desk.Now()))
		within := false
		if out.ReadDay, within = app.ReadDayOf(c.was.Month, day); err != nil || !within {
			c.form.Refuse("read_on", lang.L("Write a day of this month or the next, such as {{.Day}}.", map[string]any{"Day": app.MonthStart(c.was.Month)}))
			ok = false
		}
	}
	return out, ok
}

// number reads whole kWh; an empty field is nothing.
func (c *correction) number(field, text string, into *int64) bool {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", "")
	if *into = 0; text == "" && field != "kwh" {
		return true
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		c.form.Refuse(field, lang.L("Write whole kWh, such as 1200."))
		return false
	}
	*into = n
	return true
}

func (c *correction) save() {
	c.form.Clear()
	c.note.Clear()
	right, ok := c.read()
	if !ok {
		c.sheet.Refresh()
		return
	}
	m := c.months
	m.desk.StoreSheet(c.sheet, c.refused, func(ctx context.Context) error { return m.store.CorrectUsage(ctx, m.desk.By, right) }, func() {
		m.desk.Say(lang.L("{{.Month}} was put right.", map[string]any{"Month": words.Month(right.Month)}))
		m.Reload()
	})
}

func (c *correction) refused(err error) {
	no, is := errors.AsType[*app.Refusal](err)
	if !is || !c.form.Refuse(no.Field, words.Error(err)) {
		c.note.Error(words.Error(err))
	}
	c.sheet.Refresh()
}
