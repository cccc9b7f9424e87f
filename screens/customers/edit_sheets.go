package customers

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The sheets for what is known beyond accounts and contacts: what each asks,
// what its fields are filled from and what it stores.

func (e *editor) sheetTitle() string {
	switch e.kind {
	case editFacts:
		return words.Field("fact")
	case editImportant:
		return words.Field("important_user")
	case editCare:
		return words.Field("care")
	case editAgreement:
		return lang.L("Agreement")
	}
	return lang.L("Relation")
}

func (e *editor) sheetFields(x *fields) {
	switch e.kind {
	case editFacts:
		factFields(x)
	case editImportant:
		importantFields(x)
	case editCare:
		x.code("care_kind").Required()
		x.text("sheet_basis").Required()
		x.day("from_on").Required()
		x.day("to_on").Required()
	case editAgreement:
		x.code("agreement_kind").Required()
		x.text("agreement_no").Required()
		x.code("agreement_status").Required()
		x.choice("account", e.accountOptions())
		x.day("signed_on")
		x.text("agreement_signed_by")
		x.day("from_on")
		x.day("to_on")
	case editRelation:
		x.code("relation_kind").Required()
		x.text("amount_fen")
		x.text("relation_content").Required().Spanning()
		x.day("from_on").Required()
		x.day("to_on")
	}
	if e.kind != editFacts {
		x.text("note").Spanning()
	}
}

func factFields(x *fields) {
	for _, name := range []string{"products", "shifts", "orders", "output", "employees", "energy_share"} {
		x.text(name)
	}
	for _, name := range []string{"equipment", "present_need"} {
		x.text(name).Spanning()
	}
	for _, name := range []string{"expansion_plan", "stop_plan", "market_factors", "satisfaction_with"} {
		x.text(name)
	}
	x.choice("development_need", yesOrNo())
	x.text("development_va")
	x.text("development_month")
	x.code("emergency_supply")
	x.text("emergency_va")
	x.day("known_on").Required()
}

func importantFields(x *fields) {
	x.code("important_grade").Required()
	x.text("authority")
	x.text("sheet_basis").Required().Spanning()
	x.text("list_year")
	x.text("sources")
	x.code("emergency_kind")
	x.text("emergency_va")
	x.choice("interlock", yesOrNo())
	x.text("safety_w")
	x.day("drill_on")
	x.day("from_on").Required()
	x.day("to_on")
}

func yesOrNo() []widgets.Option {
	return []widgets.Option{desk.Option("yes", words.YesNo("yes"), "y 1"), desk.Option("no", words.YesNo("no"), "n 0")}
}

func (e *editor) accountOptions() []widgets.Option {
	var out []widgets.Option
	for _, a := range e.page.Accounts {
		out = append(out, desk.Option(a.ID.String(), a.AccountNo, a.Address))
	}
	return out
}

// sheetValues is the record as the fields show it; for one to be added, what
// nearly all of them begin with.
func (e *editor) sheetValues(today app.Day) values {
	sheets, added := e.page.Sheets, e.record == ""
	switch e.kind {
	case editFacts:
		return factValues(sheets.Facts, today)
	case editImportant:
		v := importantValues(found(sheets.Important, e.record, app.ImportantUser.RecordID))
		if added {
			v["from_on"], v["important_grade"] = string(today), e.page.Customer.ImportantGrade
		}
		return v
	case editCare:
		v := careValues(found(sheets.Cares, e.record, app.SpecialCare.RecordID))
		if added {
			v["from_on"] = string(today)
			if len(sheets.Cares) == 0 {
				v["note"] = e.page.Customer.Care // what was written by hand so far
			}
		}
		return v
	case editAgreement:
		v := agreementValues(found(sheets.Agreements, e.record, app.Agreement.RecordID))
		if added {
			v["agreement_status"] = app.AgreementInForce
		}
		return v
	}
	v := relationValues(found(sheets.Relations, e.record, app.Relation.RecordID))
	if added {
		v["from_on"] = string(today)
	}
	return v
}

// found is the record of an id; zero to add one.
func found[T any](all []T, record string, id func(T) app.RecordID) T {
	i := slices.IndexFunc(all, func(r T) bool { return id(r).String() == record })
	if i < 0 {
		var none T
		return none
	}
	return all[i]
}

// storeSheet runs away from the UI thread.
func (e *editor) storeSheet(ctx context.Context, v values, why app.Why) error {
	store, by, sheets, customer := e.p.store, e.p.desk.By, e.page.Sheets, e.page.Customer.ID
	switch e.kind {
	case editFacts:
		draft, err := factsFrom(v)
		if err != nil {
			return err
		}
		draft.Customer, draft.Saw = customer, sheets.Facts
		return store.NoteFacts(ctx, by, draft)
	case editImportant:
		was := found(sheets.Important, e.record, app.ImportantUser.RecordID)
		now, err := importantFrom(was, v)
		if err != nil {
			return err
		}
		now.Customer, now.WithdrawnAt = customer, e.goes()
		return store.SaveImportantUser(ctx, by, was, now, why)
	case editCare:
		was := found(sheets.Cares, e.record, app.SpecialCare.RecordID)
		now := careFrom(was, v)
		now.Customer, now.WithdrawnAt = customer, e.goes()
		return store.SaveSpecialCare(ctx, by, was, now, why)
	case editAgreement:
		was := found(sheets.Agreements, e.record, app.Agreement.RecordID)
		now := agreementFrom(was, v)
		now.Customer, now.WithdrawnAt = customer, e.goes()
		return store.SaveAgreement(ctx, by, was, now, why)
	}
	was := found(sheets.Relations, e.record, app.Relation.RecordID)
	now, err := relationFrom(was, v)
	if err != nil {
		return err
	}
	now.Customer, now.WithdrawnAt = customer, e.goes()
	return store.SaveRelation(ctx, by, was, now, why)
}

// goes marks a record that is taken out; the store knows the moment.
func (e *editor) goes() int64 {
	if e.out {
		return 1
	}
	return 0
}

// sheetRecord is the record of a sheet that is being changed and may be taken
// out.
func (e *editor) sheetRecord() (string, bool) {
	ours := slices.Contains([]editKind{editImportant, editCare, editAgreement, editRelation}, e.kind)
	return e.record, ours && e.record != ""
}

func (e *editor) takeOut() {
	widgets.Confirm(e.p.desk.Keys, widgets.Question{
		Title: lang.L("Take it out?"), Text: lang.L("It no longer counts and leaves the page. The change history keeps it."), Yes: lang.L("Take out"), Danger: true,
	}, func() {
		e.out = true
		e.save()
	})
}

// sheetWarnings tells what an important user lacks.
func (e *editor) sheetWarnings(v values) []app.Warning {
	if e.kind != editImportant {
		return nil
	}
	u, err := importantFrom(app.ImportantUser{}, v)
	if err != nil || u.Grade == "" {
		return nil
	}
	return u.Warnings(app.DayOf(e.p.desk.Now()))
}
