package customers

import (
	"cmp"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// What each sheet over the page asks for, and the record its fields are filled
// from.

func (e *editor) build() {
	e.fields = newFields(e.p.desk, func(string) { e.warn.Call(); e.keeper.changed() })
	x := e.fields
	switch e.kind {
	case editCustomer:
		customerFields(x, e.page.Sheets)
	case editAccount:
		accountFields(x, e.p.lists.areaOptions())
	case editContact:
		contactFields(x)
	case editManager:
		managerFields(x, e.p.lists.managers(app.DayOf(e.p.desk.Now())))
	default:
		e.sheetFields(x)
	}
	if e.kind != editManager {
		x.code("source")
	}
	e.form = widgets.NewForm(x.rows...)
}

// customerFields asks for grade and care only where no sheet says them.
func customerFields(x *fields, sheets app.CustomerSheets) {
	x.text("name").Required()
	x.choice("kind", kindOptions()).Required()
	x.code("id_type")
	x.text("id_no")
	x.text("uscc")
	x.text("legal_rep")
	x.code("class")
	if len(sheets.Important) == 0 {
		x.code("important_grade")
	}
	x.code("industry")
	x.day("confirmed_on")
	x.text("preference").Spanning()
	if len(sheets.Cares) == 0 {
		x.text("care").Spanning()
	}
	x.lines("note", 2)
}

func accountFields(x *fields, areas []widgets.Option) {
	x.text("account_no").Required()
	x.text("asset_no")
	x.text("address").Spanning()
	x.code("usage_category")
	x.code("price_class")
	x.code("voltage")
	x.choice("transformer_area_id", areas)
	x.text("contracted_va")
	x.text("running_va")
	x.text("substation")
	x.text("line")
	x.code("ownership")
	x.code("metering_mode")
	x.text("pv_w")
	x.text("charger_w")
	x.text("storage_wh")
	x.text("reading_book")
	x.text("division")
	x.day("opened_on")
	x.code("status")
	x.text("note").Spanning()
}

func contactFields(x *fields) {
	x.text("contact_name")
	x.code("role")
	x.text("mobile")
	x.text("landline")
	x.text("email")
	x.day("verified_on")
	x.text("hours").Spanning()
}

func managerFields(x *fields, people []widgets.Option) {
	x.choice("manager", people).Required()
	x.choice("deputy", people)
	x.day("from_on").Required()
	x.text("reason").Spanning()
}

// stored is the record as the fields show it; for one to be added, what nearly
// all of them begin with.
func (e *editor) stored() values {
	today := string(app.DayOf(e.p.desk.Now()))
	var v values
	switch e.kind {
	case editCustomer:
		v = customerValues(e.page.Customer)
	case editAccount:
		a, meter := e.account()
		if v = accountValues(a, meter); a.ID.IsZero() {
			v["status"] = "active"
		}
	case editContact:
		v = contactValues(e.contact())
	case editManager:
		return values{"from_on": today}
	default:
		v = e.sheetValues(app.Day(today))
	}
	v["source"] = cmp.Or(v["source"], "counter")
	return v
}

// account is the account being changed with its first meter; zero to add one.
func (e *editor) account() (app.Account, app.Meter) {
	for _, a := range e.page.Accounts {
		if a.ID.String() != e.record {
			continue
		}
		for _, m := range e.page.Meters {
			if m.Account == a.ID {
				return a, m
			}
		}
		return a, app.Meter{}
	}
	return app.Account{Customer: e.page.Customer.ID}, app.Meter{}
}

// contact is the contact being changed; zero to add one.
func (e *editor) contact() app.Contact {
	for _, c := range e.page.Contacts {
		if c.ID.String() == e.record {
			return c
		}
	}
	return app.Contact{Customer: e.page.Customer.ID}
}
