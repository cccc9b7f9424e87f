package customers

import (
	"math"
	"strconv"
	"strings"

	"lamplighter/app"
)

// Records become values for a form, and values become records again. What a
// form does not show stays as it was.

func customerValues(c app.Customer) values {
	return values{
		"kind": string(c.Kind), "name": c.Name, "id_type": c.IDType, "id_no": c.IDNo, "uscc": c.USCC, "legal_rep": c.LegalRep, "class": c.Class,
		"important_grade": c.ImportantGrade, "industry": c.Industry, "preference": c.Preference, "care": c.Care, "note": c.Note,
		"confirmed_on": string(c.ConfirmedOn),
	}
}

func customerFrom(was app.Customer, v values) app.Customer {
	now := was
	now.Kind, now.Name, now.IDType, now.IDNo = app.CustomerKind(v["kind"]), v["name"], v["id_type"], app.NormaliseCode(v["id_no"])
	now.USCC, now.LegalRep, now.Class = app.NormaliseCode(v["uscc"]), v["legal_rep"], v["class"]
	now.Industry, now.Preference, now.Note, now.ConfirmedOn = v["industry"], v["preference"], v["note"], app.Day(v["confirmed_on"])
	if grade, asked := v["important_grade"]; asked { // else a sheet of its own says it
		now.ImportantGrade = grade
	}
	if care, asked := v["care"]; asked {
		now.Care = care
	}
	return now
}

func contactValues(c app.Contact) values {
	return values{
		"contact_name": c.Name, "role": c.Role, "mobile": c.Mobile, "landline": c.Landline, "email": c.Email, "hours": c.Hours,
		"verified_on": string(c.VerifiedOn),
	}
}

func contactFrom(was app.Contact, v values) app.Contact {
	now := was
	now.Name, now.Role, now.Mobile, now.Landline = v["contact_name"], v["role"], v["mobile"], v["landline"]
	now.Email, now.Hours, now.VerifiedOn = v["email"], v["hours"], app.Day(v["verified_on"])
	return now
}

// accountValues shows the account with the number of its first meter.
func accountValues(a app.Account, meter app.Meter) values {
	v := values{
		"account_no": a.AccountNo, "address": a.Address, "division": a.Division, "usage_category": a.UsageCategory, "price_class": a.PriceClass,
		"voltage": a.Voltage, "contracted_va": kva(a.ContractedVA), "running_va": kva(a.RunningVA), "metering_mode": a.MeteringMode,
		"substation": a.Substation, "line": a.Line, "ownership": a.Ownership, "opened_on": string(a.OpenedOn), "status": a.Status,
		"reading_book": a.ReadingBook, "note": a.Note, "asset_no": meter.AssetNo, "pv_w": kva(a.PVW), "charger_w": kva(a.ChargerW), "storage_wh": kva(a.StorageWh),
	}
	if !a.TransformerArea.IsZero() {
		v["transformer_area_id"] = a.TransformerArea.String()
	}
	return v
}

// accountFrom refuses a capacity that is no number. A transformer area brings
// its substation and line where none was typed.
func accountFrom(was app.Account, v values, l lists) (app.Account, error) {
	now := was
	now.AccountNo, now.Address, now.Division = v["account_no"], v["address"], v["division"]
	now.UsageCategory, now.PriceClass, now.Voltage = v["usage_category"], v["price_class"], v["voltage"]
	now.MeteringMode, now.Substation, now.Line = v["metering_mode"], v["substation"], v["line"]
	now.Ownership, now.OpenedOn, now.Status = v["ownership"], app.Day(v["opened_on"]), v["status"]
	now.ReadingBook, now.Note = v["reading_book"], v["note"]
	now.TransformerArea, _ = app.ParseID[app.TransformerArea](v["transformer_area_id"])
	for name, into := range map[string]*int64{
		"contracted_va": &now.ContractedVA, "running_va": &now.RunningVA, "pv_w": &now.PVW, "charger_w": &now.ChargerW, "storage_wh": &now.StorageWh,
	} {
		var err error
		if *into, err = va(name, v[name]); err != nil {
			return now, err
		}
	}
	if area, known := l.area(now.TransformerArea); known {
		now.Substation, now.Line = either(now.Substation, area.Substation), either(now.Line, area.Line)
	}
	return now, nil
}

// draftFrom is a customer as the form of a new one says it. A person without a
// named contact is the contact himself; what runs is what was contracted.
func draftFrom(v values, l lists) (app.CustomerDraft, error) {
	account, err := accountFrom(app.Account{}, v, l)
	account.Note = "" // the form's remark is about the customer
	account.RunningVA = account.ContractedVA
	d := app.CustomerDraft{Customer: customerFrom(app.Customer{}, v), Contact: contactFrom(app.Contact{}, v), Account: account, MeterNo: v["asset_no"]}
	d.Manager, _ = app.ParseID[app.Staff](v["manager"])
	if d.HasContact() && d.Contact.Name == "" && d.Customer.Kind == app.Person {
		d.Contact.Name, d.Contact.Role = d.Customer.Name, either(d.Contact.Role, "self")
	}
	return d, err
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// kva writes volt-amperes as kilovolt-amperes, watts as kilowatts, without a unit.
func kva(va int64) string {
	if va == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(va)/1000, 'f', -1, 64)
}

// va reads kilovolt-amperes, kilowatts or kilowatt-hours, with or without a unit.
func va(field, text string) (int64, error) {
	return number(field, text, 1000, "kva", "千伏安", "kwh", "千瓦时", "度", "kw", "千瓦")
}

// fen reads yuan, with or without a unit.
func fen(field, text string) (int64, error) { return number(field, text, 100, "元", "yuan") }

// yuan writes fen as yuan, without a unit.
func yuan(fen int64) string {
	if fen == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(fen)/100, 'f', -1, 64)
}

// number reads a number that is kept so many times as large, without the unit
// it may bear.
func number(field, text string, times float64, units ...string) (int64, error) {
	bare := strings.NewReplacer(",", "", "¥", "").Replace(strings.ToLower(app.NormaliseCode(text)))
	for _, unit := range units {
		bare = strings.TrimSuffix(bare, unit)
	}
	if bare == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(bare, 64)
	if err != nil || math.IsNaN(n) || n > 1e9 || n < -1e9 {
		return 0, app.Refuse(field, app.Malformed)
	}
	return int64(math.Round(n * times)), nil
}
