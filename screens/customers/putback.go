package customers

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// putBack asks why the selected change is taken back, and whether its field alone
// or the whole record is to be as it was before it.
func (h *history) putBack() {
	c, chosen := h.selected()
	if !chosen || c.Field == "" {
		h.note.Error(lang.L("Select the change whose former value is to come back. What was only taken on has none."))
		return
	}
	if c.Field == "area" {
		h.note.Error(lang.L("A move to another unit is not put back here. Move the customer to his former unit instead, by Alt+8."))
		return
	}
	reason := widgets.NewMultiLineEntry(2)
	note := widgets.NewFieldNote()
	whole := widgets.NewCheck(lang.L("All fields of the record, as they were before this change"), nil)
	facts := widgets.NewFacts()
	facts.AddWide(fieldLabel(c), orNone(changed(h.p.desk, h.p.lists, c, c.New))+"  →  "+orNone(changed(h.p.desk, h.p.lists, c, c.Old)))
	form := widgets.NewForm(widgets.NewFormRow("reason", lang.L("Reason"), reason).Required())
	form.OneColumn = true
	sheet := widgets.NewSheet(lang.L("Put back from history"), container.NewVBox(facts, whole, form, note), widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.L("Put back"), Do: func() {
		p := app.PutBack{Record: app.RecordRef{Table: c.Table, ID: c.Record}, Field: c.Field, Before: c.Write, Reason: reason.Text}
		if whole.Checked {
			p.Field = ""
		}
		h.p.desk.StoreSheet(sheet, func(err error) { refuse(form, note, err) }, func(ctx context.Context) error { return h.p.store.PutBack(ctx, h.p.desk.By, p) }, func() {
			h.ask()
			h.p.Reload()
		})
	}}
	sheet.Width, sheet.First = 560, reason
	sheet.Show(h.p.desk.Keys)
}

// selected is the change on which the mark of the list stands.
func (h *history) selected() (app.FieldChange, bool) {
	rows, at := *h.rows.Load(), h.table.SelectedIndex()
	if at < 0 || at >= len(rows) {
		return app.FieldChange{}, false
	}
	i, err := strconv.Atoi(rows[at].Key)
	if err != nil || i >= len(h.all) {
		return app.FieldChange{}, false
	}
	return h.all[i], true
}
