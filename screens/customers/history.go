package customers

import (
	"context"
	"slices"
	"strconv"
	"sync/atomic"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// history is a sheet with every change of the customer's data, field by field:
// before, after, who, when, how it was learned and on which device.
type history struct {
	p       *Detail
	all     []app.FieldChange // newest first
	rows    atomic.Pointer[[]widgets.Row]
	field   *widgets.CodeField
	count   *widgets.Text
	note    *widgets.FieldNote
	table   *widgets.RecordTable
	changes *background.Loader[[]app.FieldChange]
}

func (p *Detail) showHistory() {
	if p.page.Customer.ID != p.id || p.id.IsZero() {
		return
	}
	h := &history{p: p, note: widgets.NewFieldNote(), count: widgets.NewMutedText("")}
	h.rows.Store(&[]widgets.Row{})
	h.field = widgets.NewCodeField(nil, func(widgets.Option) { h.show() })
	h.field.SetPlaceHolder(lang.L("All fields"))
	h.table = widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: lang.L("When"), Width: 116},
		{Title: lang.L("Field"), Width: 140},
		{Title: lang.L("Before"), Width: 150, Weight: 1},
		{Title: lang.L("After"), Width: 150, Weight: 1},
		{Title: lang.L("By"), Width: 80},
		{Title: lang.L("Source"), Width: 90},
		{Title: lang.L("Device"), Width: 70},
	}, h.fetch)
	bar := container.New(&widgets.BarLayout{Widths: []float32{260, 0}}, h.field, h.count)
	var back widgets.Action
	if p.desk.By.May(app.PutBackHistory) == nil {
		back = widgets.Action{Label: lang.L("Put back…"), Do: h.putBack}
	}
	sheet := widgets.NewSheet(lang.L("Change history")+" · "+p.page.Customer.Name,
		container.NewBorder(container.NewVBox(bar, h.note), nil, nil, nil, h.table), back)
	sheet.Width, sheet.Height, sheet.First = 940, 420, h.field.Entry()
	h.changes = background.NewLoader(p.desk.Runner, h.arrived)
	sheet.OnClosed = func() { h.changes.Stop(); h.table.Stop() }
	sheet.Show(p.desk.Keys)
	h.ask()
}

// ask reads the changes of the customer, his accounts, contacts and sheets, and
// what was learned of his business.
func (h *history) ask() {
	page := h.p.page
	records := []app.RecordRef{{Table: "customers", ID: app.RecordID(page.Customer.ID)}}
	for _, a := range page.Accounts {
		records = append(records, app.RecordRef{Table: "accounts", ID: app.RecordID(a.ID)})
	}
	for _, c := range page.Contacts {
		records = append(records, app.RecordRef{Table: "contacts", ID: app.RecordID(c.ID)})
	}
	records = append(records, page.Sheets.Records()...)
	records = append(records, madeRecords(page)...)
	h.changes.Ask(func(ctx context.Context) ([]app.FieldChange, error) {
		var all []app.FieldChange
		for _, r := range records {
			more, err := h.p.store.History(ctx, h.p.desk.By, r.Table, r.ID)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
		for _, e := range page.Timeline { // facts are never changed: what was learned is told by the timeline
			if table(e) == "customer_facts" {
				all = append(all, e.Changes...)
			}
		}
		slices.SortStableFunc(all, func(a, b app.FieldChange) int { return int(min(max(b.At-a.At, -1), 1)) })
		return all, nil
	})
}

// madeRecords are what was promised to the customer and heard of him.
func madeRecords(page app.CustomerPage) []app.RecordRef {
	var out []app.RecordRef
	for _, c := range page.Commitments {
		out = append(out, app.RecordRef{Table: "promises", ID: app.RecordID(c.ID)})
	}
	for _, o := range page.Opportunities {
		out = append(out, app.RecordRef{Table: "opportunities", ID: app.RecordID(o.ID)})
	}
	for _, e := range page.UsageEvents {
		out = append(out, app.RecordRef{Table: "usage_events", ID: app.RecordID(e.ID)})
	}
	return out
}

func (h *history) arrived(all []app.FieldChange, err error) {
	h.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	h.all = slices.DeleteFunc(all, func(c app.FieldChange) bool { return derived[c.Field] })
	h.field.SetOptions(h.options())
	h.show()
}

// options offers the fields that ever changed.
func (h *history) options() []widgets.Option {
	var out []widgets.Option
	seen := map[string]bool{}
	for _, c := range h.all {
		if key := c.Table + "." + c.Field; c.Field != "" && !seen[key] {
			seen[key] = true
			out = append(out, desk.Option(key, fieldLabel(c), c.Field))
		}
	}
	return out
}

// fieldLabel names a field, with its record where the customer's own has the
// same name.
func fieldLabel(c app.FieldChange) string {
	if c.Field == "" {
		return lang.L("Taken on: {{.What}}", map[string]any{"What": words.Table(c.Table)})
	}
	if c.Table == "customers" {
		return words.Field(c.Field)
	}
	return words.Table(c.Table) + " · " + columnLabel(c)
}

// show lists the changes of the chosen field, or of all.
func (h *history) show() {
	chosen := h.field.Chosen().Code
	var rows []widgets.Row
	for i, c := range h.all {
		if chosen == "" || chosen == c.Table+"."+c.Field {
			rows = append(rows, h.row(i, c))
		}
	}
	h.rows.Store(&rows)
	h.count.SetText(lang.L("{{.N}} changes", map[string]any{"N": words.Count(int64(len(rows)))}))
	h.table.Restart(len(rows))
	if len(rows) > 0 {
		h.table.Select(0)
	}
}

func (h *history) row(i int, c app.FieldChange) widgets.Row {
	cells := widgets.Texts(words.Moment(c.At, h.p.desk.Now()), fieldLabel(c), changed(h.p.desk, h.p.lists, c, c.Old), changed(h.p.desk, h.p.lists, c, c.New),
		c.By, whyLabel(h.p.desk, c), c.Device)
	cells[3].Strong = true
	return widgets.Row{Key: strconv.Itoa(i), Cells: cells}
}

func (h *history) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	rows := *h.rows.Load()
	return rows[min(from, len(rows)):min(from+count, len(rows))], nil
}
