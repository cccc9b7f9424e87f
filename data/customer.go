package data

import (
	"context"

	"lamplighter/app"
)

// The rows of customers and what belongs to them: for each noun its select
// list, its scan and its row for put, side by side and in the table's order.

const customerColumns = "id, area, sy_hlc, sy_dev, sy_ovr, kind, name, id_type, id_no, uscc, legal_rep, class, segment, important_grade, " +
	"industry, size, credit_note, preference, care, note, confirmed_on, merged_into_id, created_at, withdrawn_at, keeping"

func scanCustomer(r scanner) (app.Customer, error) {
	var c app.Customer
	err := r.Scan(customerInto(&c)...)
	return c, err
}

func customerInto(c *app.Customer) []any {
	return []any{
		idInto(&c.ID), &c.Area, &c.Seen.HLC, &c.Seen.Device, laterInto(&c.Seen), &c.Kind, &c.Name, &c.IDType, &c.IDNo, &c.USCC, &c.LegalRep,
		&c.Class, &c.Segment, &c.ImportantGrade, &c.Industry, &c.Size, &c.CreditNote, &c.Preference, &c.Care, &c.Note, &c.ConfirmedOn,
		idInto(&c.MergedInto), &c.CreatedAt, orZero(&c.WithdrawnAt), &c.Keeping,
	}
}

func customerRow(room []field, c app.Customer) row {
	pinyin, initials, sortKey := app.Readings(c.Name)
	return row{id: c.ID, area: c.Area, seen: c.Seen, fields: append(room, []field{
		{"kind", string(c.Kind)},
		{"name", c.Name},
		{"sort_key", sortKey},
		{"pinyin", pinyin},
		{"initials", initials},
		{"id_type", c.IDType},
		{"id_no", c.IDNo},
		{"uscc", c.USCC},
		{"legal_rep", c.LegalRep},
		{"class", c.Class},
		{"segment", c.Segment},
		{"important_grade", c.ImportantGrade},
		{"industry", c.Industry},
		{"size", c.Size},
		{"credit_note", c.CreditNote},
		{"preference", c.Preference},
		{"care", c.Care},
		{"note", c.Note},
		{"confirmed_on", string(c.ConfirmedOn)},
		{"merged_into_id", idOf(c.MergedInto)},
		{"created_at", c.CreatedAt},
		{"withdrawn_at", timeOf(c.WithdrawnAt)},
		{"keeping", string(c.Keeping)},
	}...)}
}

// putCustomer keeps a customer. Of one who is sealed or erased nothing changes but
// that. Whoever takes from a screen what the customer was asks refuseKept, too: he
// may have been sealed since.
func (x *tx) putCustomer(ctx context.Context, was, now app.Customer) error {
	if was.Keeping != app.KeptOpen && was.Keeping == now.Keeping {
		return refusedAs(was.Keeping)
	}
	return putIn(ctx, x, "customers", was.ID.IsZero(), was, now, customerRow)
}

const contactColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, name, role, mobile, landline, email, hours, verified_on, withdrawn_at"

func scanContact(r scanner) (app.Contact, error) {
	var c app.Contact
	err := r.Scan(contactInto(&c)...)
	return c, err
}

func contactInto(c *app.Contact) []any {
	return []any{
		idInto(&c.ID), &c.Area, &c.Seen.HLC, &c.Seen.Device, laterInto(&c.Seen), idInto(&c.Customer), &c.Name, &c.Role, &c.Mobile, &c.Landline,
		&c.Email, &c.Hours, &c.VerifiedOn, orZero(&c.WithdrawnAt),
	}
}

func contactRow(room []field, c app.Contact) row {
	return row{id: c.ID, area: c.Area, seen: c.Seen, fields: append(room, []field{
		{"customer_id", idOf(c.Customer)},
		{"name", c.Name},
		{"role", c.Role},
		{"mobile", c.Mobile},
		{"landline", c.Landline},
		{"email", c.Email},
		{"hours", c.Hours},
		{"verified_on", string(c.VerifiedOn)},
		{"withdrawn_at", timeOf(c.WithdrawnAt)},
	}...)}
}

func (x *tx) putContact(ctx context.Context, was, now app.Contact) error {
	return putIn(ctx, x, "contacts", was.ID.IsZero(), was, now, contactRow)
}

const accountColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, account_no, address, division, usage_category, price_class, voltage, contracted_va, running_va, " +
	"supply_mode, metering_mode, substation, line, transformer_area_id, ownership, opened_on, status, reading_book, arrears_fen, industry, pv_w, charger_w, storage_wh, note, withdrawn_at"

func scanAccount(r scanner) (app.Account, error) {
	var a app.Account
	err := r.Scan(accountInto(&a)...)
	return a, err
}

func accountInto(a *app.Account) []any {
	return []any{
		idInto(&a.ID), &a.Area, &a.Seen.HLC, &a.Seen.Device, laterInto(&a.Seen), idInto(&a.Customer), &a.AccountNo, &a.Address, &a.Division,
		&a.UsageCategory, &a.PriceClass, &a.Voltage, &a.ContractedVA, &a.RunningVA, &a.SupplyMode, &a.MeteringMode, &a.Substation, &a.Line,
		idInto(&a.TransformerArea), &a.Ownership, &a.OpenedOn, &a.Status, &a.ReadingBook, &a.ArrearsFen, &a.Industry, &a.PVW, &a.ChargerW, &a.StorageWh,
		&a.Note, orZero(&a.WithdrawnAt),
	}
}

func accountRow(room []field, a app.Account) row {
	return row{id: a.ID, area: a.Area, seen: a.Seen, fields: append(room, []field{
		{"customer_id", idOf(a.Customer)},
		{"account_no", a.AccountNo},
		{"address", a.Address},
		{"division", a.Division},
		{"usage_category", a.UsageCategory},
		{"price_class", a.PriceClass},
		{"voltage", a.Voltage},
		{"contracted_va", a.ContractedVA},
		{"running_va", a.RunningVA},
		{"supply_mode", a.SupplyMode},
		{"metering_mode", a.MeteringMode},
		{"substation", a.Substation},
		{"line", a.Line},
		{"transformer_area_id", idOf(a.TransformerArea)},
		{"ownership", a.Ownership},
		{"opened_on", string(a.OpenedOn)},
		{"status", a.Status},
		{"reading_book", a.ReadingBook},
		{"arrears_fen", a.ArrearsFen},
		{"industry", a.Industry},
		{"pv_w", a.PVW},
		{"charger_w", a.ChargerW},
		{"storage_wh", a.StorageWh},
		{"note", a.Note},
		{"withdrawn_at", timeOf(a.WithdrawnAt)},
	}...)}
}

func (x *tx) putAccount(ctx context.Context, was, now app.Account) error {
	return putIn(ctx, x, "accounts", was.ID.IsZero(), was, now, accountRow)
}

const meterColumns = "id, area, sy_hlc, sy_dev, sy_ovr, account_id, asset_no, type, multiplier, accuracy, installed_on, status, withdrawn_at"

func scanMeter(r scanner) (app.Meter, error) {
	var m app.Meter
	err := r.Scan(idInto(&m.ID), &m.Area, &m.Seen.HLC, &m.Seen.Device, laterInto(&m.Seen), idInto(&m.Account), &m.AssetNo, &m.Type, &m.Multiplier,
		&m.Accuracy, &m.InstalledOn, &m.Status, orZero(&m.WithdrawnAt))
	return m, err
}

func meterRow(room []field, m app.Meter) row {
	return row{id: m.ID, area: m.Area, seen: m.Seen, fields: append(room, []field{
		{"account_id", idOf(m.Account)},
		{"asset_no", m.AssetNo},
		{"type", m.Type},
		{"multiplier", m.Multiplier},
		{"accuracy", m.Accuracy},
		{"installed_on", string(m.InstalledOn)},
		{"status", m.Status},
		{"withdrawn_at", timeOf(m.WithdrawnAt)},
	}...)}
}

func (x *tx) putMeter(ctx context.Context, was, now app.Meter) error {
	return putIn(ctx, x, "meters", was.ID.IsZero(), was, now, meterRow)
}

const assignmentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, transformer_area_id, manager_id, deputy_id, from_on, to_on, reason, withdrawn_at"

func scanAssignment(r scanner) (app.Assignment, error) {
	var a app.Assignment
	err := r.Scan(idInto(&a.ID), &a.Area, &a.Seen.HLC, &a.Seen.Device, laterInto(&a.Seen), idInto(&a.Customer), idInto(&a.TransformerArea),
		idInto(&a.Manager), idInto(&a.Deputy), &a.FromOn, &a.ToOn, &a.Reason, orZero(&a.WithdrawnAt))
	return a, err
}

func assignmentRow(room []field, a app.Assignment) row {
	return row{id: a.ID, area: a.Area, seen: a.Seen, fields: append(room, []field{
		{"customer_id", idOf(a.Customer)},
		{"transformer_area_id", idOf(a.TransformerArea)},
		{"manager_id", idOf(a.Manager)},
		{"deputy_id", idOf(a.Deputy)},
		{"from_on", string(a.FromOn)},
		{"to_on", string(a.ToOn)},
		{"reason", a.Reason},
		{"withdrawn_at", timeOf(a.WithdrawnAt)},
	}...)}
}

func (x *tx) putAssignment(ctx context.Context, was, now app.Assignment) error {
	return putIn(ctx, x, "assignments", was.ID.IsZero(), was, now, assignmentRow)
}
