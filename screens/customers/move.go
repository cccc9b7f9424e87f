package customers

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// move is a sheet that takes the customer, with all that is his, to another unit
// that keeps an area of its own.
type move struct {
	p        *Detail
	customer app.Customer
	units    []app.OrgUnit // that can be chosen

	fields *fields
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
	asked  *background.Loader[[]app.OrgUnit]
}

func (p *Detail) mayMove() bool { return p.desk.By.May(app.MoveCustomers) == nil }

// moveAway opens the sheet.
func (p *Detail) moveAway() {
	if p.page.Customer.ID != p.id || p.id.IsZero() || !p.mayMove() {
		return
	}
	m := &move{p: p, customer: p.page.Customer, wrong: widgets.NewFieldNote(), fields: newFields(p.desk, func(string) {})}
	m.fields.choice("area", nil).Required().Spanning()
	m.fields.lines("reason", 2).Required()
	m.form = widgets.NewForm(m.fields.rows...)
	m.asked = background.NewLoader(p.desk.Runner, m.offer)
	what := widgets.NewParagraph(lang.L("His records, their history and what he used go along. Computers that carry only the unit he leaves let them go at the next exchange; what colleagues wrote there meanwhile follows him."))
	m.sheet = widgets.NewSheet(lang.L("Move to another unit")+" · "+m.customer.Name, container.NewVBox(container.New(layout.NewCustomPaddedLayout(0, 8, 0, 0), what), m.form, m.wrong), widgets.Action{Label: lang.L("Move"), Do: m.store})
	m.sheet.Width, m.sheet.OnClosed = 640, m.asked.Stop
	m.form.Resize(m.sheet.Body.MinSize()) // asks for its height before the sheet does
	m.sheet.Show(p.desk.Keys)
	m.asked.Ask(func(ctx context.Context) ([]app.OrgUnit, error) { return p.store.Units(ctx, p.desk.By) })
}

// offer lists the units whose area is another than the customer's; his may be
// that of protected records.
func (m *move) offer(units []app.OrgUnit, err error) {
	at := max(m.customer.Area, m.customer.Area.Protected())
	m.units = slices.DeleteFunc(units, func(u app.OrgUnit) bool { return u.Area <= 0 || u.Area == at })
	var options []widgets.Option
	for _, u := range m.units {
		options = append(options, desk.Option(u.ID.String(), u.Name, u.Code))
	}
	m.fields.offer("area", options)
	switch {
	case err != nil:
		m.wrong.Error(words.Error(err))
	case len(options) == 0:
		m.wrong.Warn(lang.L("No other unit keeps records of its own yet, so there is none to move him to."))
	}
	m.sheet.Refresh()
}

// chosen is the unit whose area he goes to; none: not chosen yet.
func (m *move) chosen() app.OrgUnit {
	for _, u := range m.units {
		if u.ID.String() == m.fields.get("area") {
			return u
		}
	}
	return app.OrgUnit{}
}

func (m *move) store() {
	d, to := m.p.desk, m.chosen()
	asked := app.CustomersMove{Customers: []app.CustomerID{m.customer.ID}, To: to.Area, Reason: m.fields.get("reason")}
	var moved app.CustomersMoved
	d.StoreSheet(m.sheet, func(err error) { refuse(m.form, m.wrong, err) }, func(ctx context.Context) error {
		var err error
		moved, err = m.p.store.MoveCustomers(ctx, d.By, asked)
		return err
	}, func() {
		d.Say(said(m.customer.Name, to.Name, moved))
		m.p.Reload()
	})
}

// said tells what a move took along; nothing, where somebody else was faster.
func said(name, unit string, moved app.CustomersMoved) string {
	values := map[string]any{"Name": name, "Unit": unit, "Records": words.Count(moved.Records), "Months": words.Count(moved.Months)}
	if moved.Customers == 0 {
		return lang.L("{{.Name}} belongs to {{.Unit}} already. Nothing was moved.", values)
	}
	return lang.L("{{.Name}} now belongs to {{.Unit}}. Moved: records {{.Records}}, months of use {{.Months}}.", values)
}
