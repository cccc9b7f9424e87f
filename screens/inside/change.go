package inside

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// change asks what of a customer, a contact or an account is otherwise than on
// file: the field is picked, its value of now is shown, the new one typed.
type change struct {
	matter
	old *widgets.Text
}

// detail is a field that may be changed here.
type detail struct {
	field string
	list  string // the code table that words it; "": text
	va    bool   // a capacity, shown in kVA
}

// The fields of the three records, in the order they are offered.
var (
	customerDetails = []detail{
		{field: "name"},
		{field: "uscc"},
		{field: "legal_rep"},
		{field: "class", list: "customer_class"},
		{field: "industry", list: "industry"},
		{field: "preference"},
		{field: "care"},
		{field: "credit_note"},
		{field: "note"},
	}
	contactDetails = []detail{{field: "contact_name"}, {field: "role", list: "contact_role"}, {field: "mobile"}, {field: "landline"}, {field: "email"}, {field: "hours"}}
	accountDetails = []detail{
		{field: "address"},
		{field: "contracted_va", va: true},
		{field: "running_va", va: true},
		{field: "usage_category", list: "usage_category"},
		{field: "price_class", list: "price_class"},
		{field: "voltage", list: "voltage"},
		{field: "status", list: "account_status"},
		{field: "industry", list: "industry"},
		{field: "reading_book"},
		{field: "note"},
	}
)

func (c *change) title() string { return words.MadeKind(app.LinkChange) }

func (c *change) lay(in *inputs) {
	in.choice("detail", words.Field("detail"), c.options()).Required().Spanning()
	row, old := in.shown("old_value", lang.L("On file"))
	row.Spanning()
	c.old = old
	in.line("new_value", words.Field("new_value")).Required().Spanning()
	in.choice("new_code", words.Field("new_value"), nil).Required().Spanning()
	in.day("occurred_on", words.Field("occurred_on"))
	in.check("verified", lang.L("Seen to be so, or called back"))
	in.line("note", lang.L("How it was learned")).Spanning()
}

// options offers every field of every record of the customer.
func (c *change) options() []widgets.Option {
	var out []widgets.Option
	add := func(table, record, whose string, details []detail) {
		for _, d := range details {
			label := words.Field(d.field)
			if whose != "" {
				label += " · " + whose
			}
			out = append(out, desk.Option(table+"|"+record+"|"+d.field, label, d.field))
		}
	}
	for _, k := range c.page.Contacts {
		add("contacts", k.ID.String(), k.Name, contactDetails)
	}
	for _, a := range c.page.Accounts {
		add("accounts", a.ID.String(), a.AccountNo, accountDetails)
	}
	add("customers", c.page.Customer.ID.String(), "", customerDetails)
	return out
}

// picked is the field that was chosen.
type picked struct {
	table, record string
	detail
}

func (c *change) picked(v values) (picked, bool) {
	parts := strings.Split(v["detail"], "|")
	if len(parts) != 3 {
		return picked{}, false
	}
	details := map[string][]detail{"customers": customerDetails, "contacts": contactDetails, "accounts": accountDetails}[parts[0]]
	i := slices.IndexFunc(details, func(d detail) bool { return d.field == parts[2] })
	if i < 0 {
		return picked{}, false
	}
	return picked{parts[0], parts[1], details[i]}, true
}

func (c *change) begin() values { return values{"occurred_on": string(c.today())} }

// follow shows the value on file and the field to type the new one in.
func (c *change) follow(in *inputs, name string) {
	if name != "" && name != "detail" {
		return
	}
	p, chosen := c.picked(in.values())
	in.show("new_value", p.list == "")
	in.show("new_code", p.list != "")
	c.old.SetText("")
	if !chosen {
		return
	}
	d := c.record(p)
	was := p.read(&d)
	c.old.SetText(orNone(p.worded(c.matter, was)))
	if p.list != "" {
		field := in.all["new_code"].row.Field.(*widgets.CodeField)
		now := field.Chosen().Code
		field.SetOptions(c.desk.CodeOptions(p.list))
		field.SetCode(now)
	}
}

func orNone(text string) string {
	if text == "" {
		return lang.L("(none)")
	}
	return text
}

func (d detail) worded(m matter, value string) string {
	switch {
	case d.list != "" && value != "":
		return m.desk.Codes.Label(d.list, value)
	case d.va && value != "":
		return value + " kVA"
	}
	return value
}

// record is the record a field is of, before and after still the same.
func (c *change) record(p picked) app.DetailChange {
	d := app.DetailChange{Customer: c.visit.Customer, Visit: c.visit.ID, Table: p.table, WasCustomer: c.page.Customer, NowCustomer: c.page.Customer}
	for _, k := range c.page.Contacts {
		if k.ID.String() == p.record {
			d.WasContact, d.NowContact = k, k
		}
	}
	for _, a := range c.page.Accounts {
		if a.ID.String() == p.record {
			d.WasAccount, d.NowAccount = a, a
		}
	}
	return d
}

// text is where a field of text stands in the record as it becomes.
func (p picked) text(d *app.DetailChange) *string {
	customer, contact, account := &d.NowCustomer, &d.NowContact, &d.NowAccount
	return map[string]map[string]*string{
		"customers": {
			"name": &customer.Name, "uscc": &customer.USCC, "legal_rep": &customer.LegalRep, "class": &customer.Class, "industry": &customer.Industry,
			"preference": &customer.Preference, "care": &customer.Care, "credit_note": &customer.CreditNote, "note": &customer.Note,
		},
		"contacts": {
			"contact_name": &contact.Name, "role": &contact.Role, "mobile": &contact.Mobile, "landline": &contact.Landline, "email": &contact.Email,
			"hours": &contact.Hours,
		},
		"accounts": {
			"address": &account.Address, "usage_category": &account.UsageCategory, "price_class": &account.PriceClass, "voltage": &account.Voltage,
			"status": &account.Status, "industry": &account.Industry, "reading_book": &account.ReadingBook, "note": &account.Note,
		},
	}[p.table][p.field]
}

func (p picked) capacity(d *app.DetailChange) *int64 {
	if p.field == "running_va" {
		return &d.NowAccount.RunningVA
	}
	return &d.NowAccount.ContractedVA
}

func (p picked) read(d *app.DetailChange) string {
	if p.va {
		return app.FormatScaled(*p.capacity(d), 1000)
	}
	return *p.text(d)
}

func (p picked) write(d *app.DetailChange, v values) error {
	switch {
	case p.va:
		va, err := app.ParseScaled("new_value", v["new_value"], 1000)
		*p.capacity(d) = va
		return err
	case p.list != "":
		*p.text(d) = v["new_code"]
	case p.field == "uscc":
		*p.text(d) = app.NormaliseCode(v["new_value"])
	default:
		*p.text(d) = v["new_value"]
	}
	return nil
}

func (c *change) store(ctx context.Context, v values) error {
	p, chosen := c.picked(v)
	if !chosen {
		return app.Refuse("detail", app.Missing)
	}
	d := c.record(p)
	if err := p.write(&d, v); err != nil {
		return err
	}
	d.OccurredOn, d.Verified, d.Note = app.Day(v["occurred_on"]), v["verified"] != "", v["note"]
	return c.matter.store.ChangeDetail(ctx, c.desk.By, d)
}

// refresh takes over what somebody else changed meanwhile; what was typed stays.
func (c *change) refresh(page app.CustomerPage) { c.page = page }
