package app

import (
	"cmp"
	"slices"
)

// CustomerSheets is what is known of a customer beyond his accounts and
// contacts. Nobody who may not read visits is given them.
type CustomerSheets struct {
	Facts      []Fact          // newest first, with the history
	Important  []ImportantUser // newest first
	Cares      []SpecialCare   // the last to end first
	Relations  []Relation      // newest first
	Agreements []Agreement     // those that hold first, the next to end first
}

// RecordRef names one record of a table.
type RecordRef struct {
	Table string
	ID    RecordID
}

// Records names the sheets one by one; facts, which are never changed, are not
// among them.
func (s CustomerSheets) Records() []RecordRef {
	var out []RecordRef
	for _, u := range s.Important {
		out = append(out, RecordRef{"important_users", u.RecordID()})
	}
	for _, c := range s.Cares {
		out = append(out, RecordRef{"special_cares", c.RecordID()})
	}
	for _, r := range s.Relations {
		out = append(out, RecordRef{"relations", r.RecordID()})
	}
	for _, a := range s.Agreements {
		out = append(out, RecordRef{"agreements", a.RecordID()})
	}
	return out
}

// ImportantOn is the important-user sheet that holds on a day.
func (s CustomerSheets) ImportantOn(day Day) (ImportantUser, bool) {
	i := slices.IndexFunc(s.Important, func(u ImportantUser) bool { return u.CoversDay(day) })
	if i < 0 {
		return ImportantUser{}, false
	}
	return s.Important[i], true
}

// CaresOn are the kinds of special care that hold on a day.
func (s CustomerSheets) CaresOn(day Day) []SpecialCare {
	var out []SpecialCare
	for _, c := range s.Cares {
		if c.WithdrawnAt == 0 && coversDay(c.FromOn, c.ToOn, day) {
			out = append(out, c)
		}
	}
	return out
}

// Expiring are the agreements that end within 90 days, or have ended without
// anybody saying so; the next to end first.
func (s CustomerSheets) Expiring(today Day) []Agreement {
	var out []Agreement
	for _, a := range s.Agreements {
		if _, soon := a.Expiry(today); soon {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Agreement) int { return cmp.Compare(a.ToOn, b.ToOn) })
	return out
}

// The alerts that come from the sheets.
const (
	AlertCareOver      AlertKind = "care_over" // its last day has passed, and nobody has decided
	AlertDrill         AlertKind = "drill"
	AlertAgreement     AlertKind = "agreement"
	AlertAgreementOver AlertKind = "agreement_over"
)

// careAlert is the one line about special care. Care without a sheet is only
// the text of the customer, as older files and lists have it.
func (p CustomerPage) careAlert(today Day) (Alert, bool) {
	cares := p.Sheets.Cares
	if len(cares) == 0 {
		return Alert{Kind: AlertCare, Text: p.Customer.Care}, p.Customer.Care != ""
	}
	if held := p.Sheets.CaresOn(today); len(held) > 0 {
		first := slices.MinFunc(held, func(a, b SpecialCare) int { return cmp.Compare(a.ToOn, b.ToOn) })
		return Alert{Kind: AlertCare, Text: p.Customer.Care, Day: first.ToOn}, true
	}
	return Alert{Kind: AlertCareOver, Day: cares[0].ToOn}, cares[0].ToOn < today
}

// sheetAlerts are the lines about a drill and about agreements: of those that
// have ended and of those that soon will one each, the first.
func (p CustomerPage) sheetAlerts(today Day) []Alert {
	var out []Alert
	if u, is := p.Sheets.ImportantOn(today); is && u.HasEmergency() && u.DrillLate(today) {
		out = append(out, Alert{Kind: AlertDrill, Day: u.DrillOn})
	}
	told := map[AlertKind]bool{}
	for _, a := range p.Sheets.Expiring(today) {
		days, _ := a.Expiry(today)
		alert := Alert{Kind: AlertAgreement, Text: a.Kind, Count: days, Day: a.ToOn}
		if days < 0 {
			alert = Alert{Kind: AlertAgreementOver, Text: a.Kind, Day: a.ToOn}
		}
		if !told[alert.Kind] {
			told[alert.Kind] = true
			out = append(out, alert)
		}
	}
	return out
}
