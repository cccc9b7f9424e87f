package customers

import (
	"strconv"
	"strings"

	"lamplighter/app"
)

// Sheets become values for a form, and values become sheets again.

// scaled are the facts that are kept in volt-amperes and typed in kilovolt-amperes.
var scaled = []string{"development_va", "emergency_va"}

func factValues(facts []app.Fact, today app.Day) values {
	v := values{"known_on": string(today), "source": "visit"}
	for _, f := range app.HoldingFacts(facts) {
		v[f.Name] = f.Value
	}
	for _, name := range scaled {
		if n, err := strconv.ParseInt(v[name], 10, 64); err == nil {
			v[name] = kva(n)
		}
	}
	return v
}

func factsFrom(v values) (app.FactsDraft, error) {
	d := app.FactsDraft{KnownOn: app.Day(v["known_on"]), Source: v["source"], Values: map[string]string{}}
	for _, name := range app.FactNames() {
		d.Values[name] = v[name]
	}
	for _, name := range scaled {
		n, err := va(name, v[name])
		if err != nil {
			return d, err
		}
		if n != 0 {
			d.Values[name] = strconv.FormatInt(n, 10)
		}
	}
	return d, nil
}

func importantValues(u app.ImportantUser) values {
	v := values{
		"important_grade": u.Grade, "authority": u.Authority, "sheet_basis": u.Basis, "list_year": whole(u.ListYear), "sources": whole(u.Sources),
		"emergency_kind": u.EmergencyKind, "emergency_va": kva(u.EmergencyVA), "safety_w": kva(u.SafetyW), "drill_on": string(u.DrillOn),
		"from_on": string(u.FromOn), "to_on": string(u.ToOn), "note": u.Note,
	}
	switch {
	case u.Interlock:
		v["interlock"] = "yes"
	case !u.ID.IsZero():
		v["interlock"] = "no"
	}
	return v
}

func importantFrom(was app.ImportantUser, v values) (app.ImportantUser, error) {
	now := was
	now.Grade, now.Authority, now.Basis, now.EmergencyKind = v["important_grade"], v["authority"], v["sheet_basis"], v["emergency_kind"]
	now.Interlock, now.DrillOn, now.Note = v["interlock"] == "yes", app.Day(v["drill_on"]), v["note"]
	now.FromOn, now.ToOn = app.Day(v["from_on"]), app.Day(v["to_on"])
	var err error
	for _, read := range []struct {
		name  string
		into  *int64
		parse func(field, text string) (int64, error)
	}{
		{"list_year", &now.ListYear, count}, {"sources", &now.Sources, count}, {"emergency_va", &now.EmergencyVA, va}, {"safety_w", &now.SafetyW, va},
	} {
		if *read.into, err = read.parse(read.name, v[read.name]); err != nil {
			return now, err
		}
	}
	return now, nil
}

func careValues(c app.SpecialCare) values {
	return values{"care_kind": c.Kind, "sheet_basis": c.Basis, "from_on": string(c.FromOn), "to_on": string(c.ToOn), "note": c.Note}
}

func careFrom(was app.SpecialCare, v values) app.SpecialCare {
	now := was
	now.Kind, now.Basis, now.FromOn, now.ToOn, now.Note = v["care_kind"], v["sheet_basis"], app.Day(v["from_on"]), app.Day(v["to_on"]), v["note"]
	return now
}

func agreementValues(a app.Agreement) values {
	v := values{
		"agreement_kind": a.Kind, "agreement_no": a.Number, "agreement_status": a.Status, "signed_on": string(a.SignedOn), "agreement_signed_by": a.SignedBy,
		"from_on": string(a.FromOn), "to_on": string(a.ToOn), "note": a.Note,
	}
	if !a.Account.IsZero() {
		v["account"] = a.Account.String()
	}
	return v
}

func agreementFrom(was app.Agreement, v values) app.Agreement {
	now := was
	now.Kind, now.Number, now.Status, now.SignedBy, now.Note = v["agreement_kind"], v["agreement_no"], v["agreement_status"], v["agreement_signed_by"], v["note"]
	now.SignedOn, now.FromOn, now.ToOn = app.Day(v["signed_on"]), app.Day(v["from_on"]), app.Day(v["to_on"])
	now.Account, _ = app.ParseID[app.Account](v["account"])
	return now
}

func relationValues(r app.Relation) values {
	return values{
		"relation_kind": r.Kind, "relation_content": r.Content, "amount_fen": yuan(r.AmountFen), "from_on": string(r.FromOn), "to_on": string(r.ToOn), "note": r.Note,
	}
}

func relationFrom(was app.Relation, v values) (app.Relation, error) {
	now := was
	now.Kind, now.Content, now.Note = v["relation_kind"], v["relation_content"], v["note"]
	now.FromOn, now.ToOn = app.Day(v["from_on"]), app.Day(v["to_on"])
	var err error
	now.AmountFen, err = fen("amount_fen", v["amount_fen"])
	return now, err
}

// whole writes a number, nothing for none.
func whole(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// count reads a whole number that may be left empty.
func count(field, text string) (int64, error) {
	bare := strings.TrimSpace(text)
	if bare == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(bare, 10, 64)
	if err != nil {
		return 0, app.Refuse(field, app.Malformed)
	}
	return n, nil
}
