package usepage

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// closedStore is what the sheet of closed months asks.
type closedStore interface {
	FrozenMonths(context.Context, app.Actor) ([]app.FrozenSheet, error)
	UnfreezeMonth(context.Context, app.Actor, app.Unfreezing) error
	witness.Store
}

// closed lists the months whose forecast is frozen, by area, and reopens one,
// which takes two persons.
type closed struct {
	desk  *desk.Desk
	store closedStore
	then  func() // one was reopened

	list   *listing.List[app.FrozenSheet]
	note   *widgets.FieldNote
	sheet  *widgets.Sheet
	loader *background.Loader[[]app.FrozenSheet]
}

func newClosed(d *desk.Desk, store closedStore, then func()) *closed {
	c := &closed{desk: d, store: store, then: then, note: widgets.NewFieldNote()}
	c.loader = background.NewLoader(d.Runner, c.put)
	c.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Month"), Width: 90},
		{Title: lang.L("Unit"), Width: 150, Weight: 2},
		{Title: lang.L("Customers"), Width: 90, Kind: widgets.KindNumber},
		{Title: lang.L("Frozen by"), Width: 110, Weight: 1},
		{Title: lang.L("Frozen at"), Width: 140},
	}, c.row)
	c.list.Empty.SetText(lang.L("No month is closed."))
	c.list.Table.OnOpen = func(widgets.Row) { c.reopen() }
	return c
}

func (c *closed) row(f app.FrozenSheet) widgets.Row {
	return widgets.Row{Key: fmt.Sprintf("%d-%d", f.Month, f.Area), Cells: []widgets.Cell{
		{Text: words.Month(f.Month), Strong: true}, {Text: f.AreaName}, {Text: words.Count(f.Customers)}, {Text: f.ByName}, {Text: words.Moment(f.MadeAt, c.desk.Now())},
	}}
}

func (c *closed) show() {
	hint := widgets.NewMutedText(lang.L("Enter on a month reopens it. What was frozen is kept, and the month can be closed anew."))
	body := container.NewBorder(nil, container.NewVBox(hint, c.note), nil, nil, c.list.Table)
	c.sheet = widgets.NewSheet(lang.L("Closed months"), body, widgets.Action{})
	c.sheet.Others = []widgets.Action{{Label: lang.L("Reopen …"), Do: c.reopen}}
	c.sheet.Secondary = widgets.Action{Label: lang.L("Close"), Do: func() { c.sheet.Close() }}
	c.sheet.Width, c.sheet.Height, c.sheet.First = 720, 360, c.list.Table
	c.sheet.Show(c.desk.Keys)
	c.reload()
}

func (c *closed) reload() {
	c.loader.Ask(func(ctx context.Context) ([]app.FrozenSheet, error) { return c.store.FrozenMonths(ctx, c.desk.By) })
}

func (c *closed) put(months []app.FrozenSheet, err error) {
	c.note.SetText(words.Error(err))
	if err == nil {
		c.list.Set(months)
	}
	c.sheet.Refresh()
}

// reopen asks why, and a second person where it takes one.
func (c *closed) reopen() {
	chosen := c.list.Chosen()
	if len(chosen) != 1 {
		return
	}
	of := chosen[0]
	named := map[string]any{"Month": words.Month(of.Month), "Unit": of.AreaName}
	by, reason, note := c.desk.By, widgets.NewMultiLineEntry(2), widgets.NewFieldNote()
	form := widgets.NewForm(widgets.NewFormRow("reason", words.Field("reason"), reason).Required().Spanning())
	form.OneColumn = true
	text := widgets.NewParagraph(lang.L("{{.Month}}, {{.Unit}}: the frozen forecast is out of use until the month is closed anew. What it said is kept, and the audit log tells of it.", named))
	sheet := widgets.NewSheet(lang.L("Reopen {{.Month}}?", named), container.NewVBox(text, form, note), widgets.Action{Label: lang.L("Reopen the month"), Danger: true})
	sheet.Width, sheet.First = reopenWidth, reason
	refuse := func(err error) {
		act := witness.Act{Desk: c.desk, Store: c.store, What: lang.L("Reopen {{.Month}}, {{.Unit}}", named), Agreed: func(with app.Actor) {
			by = with
			sheet.Primary.Do()
		}}
		if !act.Needed(err) {
			desk.ShowRefusal(form, note, err)
		}
	}
	sheet.Primary.Do = func() {
		c.desk.StoreSheet(sheet, refuse, func(ctx context.Context) error {
			return c.store.UnfreezeMonth(ctx, by, app.Unfreezing{Month: of.Month, Area: of.Area, Reason: strings.TrimSpace(reason.Text)})
		}, func() {
			c.desk.Say(lang.L("{{.Month}} of {{.Unit}} is open again.", named))
			c.reload()
			c.then()
		})
	}
	sheet.Show(c.desk.Keys)
}

const reopenWidth = 520
