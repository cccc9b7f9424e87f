package app

import (
	"errors"
	"testing"
	"time"
)

const someDay = Day("2026-03-02")

// refused is the field and reason a rule gave; empty: it said yes.
func refused(err error) string {
	if no, is := errors.AsType[*Refusal](err); is {
		return no.Field + " " + string(no.Reason)
	}
	return ""
}

func TestASheetOfACustomerIsRefused(t *testing.T) {
	care := SpecialCare{Kind: "life_support", Basis: "医院证明", FromOn: "2026-01-01", ToOn: "2026-12-31"}
	important := ImportantUser{Grade: "second", Basis: "川经信〔2025〕12号", FromOn: "2026-01-01"}
	agreement := Agreement{Kind: "supply_hv", Number: "GY-1", Status: AgreementInForce, SignedOn: "2024-03-01", FromOn: "2024-03-10", ToOn: "2027-03-09"}
	relation := Relation{Kind: BenefitToCustomer, Content: "峰谷优化", AmountFen: 120000, FromOn: "2026-01-01"}
	with := func(change func(*SpecialCare, *ImportantUser, *Agreement, *Relation)) error {
		c, u, a, r := care, important, agreement, relation
		change(&c, &u, &a, &r)
		return errors.Join(c.Check(), u.Check(someDay), a.Check(), r.Check())
	}
	for _, tt := range []struct {
		name   string
		change func(*SpecialCare, *ImportantUser, *Agreement, *Relation)
		want   string
	}{
		{"whole sheets are taken", func(*SpecialCare, *ImportantUser, *Agreement, *Relation) {}, ""},
		{"special care needs a basis", func(c *SpecialCare, _ *ImportantUser, _ *Agreement, _ *Relation) { c.Basis = " " }, "sheet_basis missing"},
		{"special care needs a last day", func(c *SpecialCare, _ *ImportantUser, _ *Agreement, _ *Relation) { c.ToOn = "" }, "to_on missing"},
		{"special care does not end before it begins", func(c *SpecialCare, _ *ImportantUser, _ *Agreement, _ *Relation) { c.ToOn = "2025-12-31" }, "to_on ends_before_start"},
		{"an important user has a grade", func(_ *SpecialCare, u *ImportantUser, _ *Agreement, _ *Relation) { u.Grade = "" }, "important_grade missing"},
		{"an important user has a basis", func(_ *SpecialCare, u *ImportantUser, _ *Agreement, _ *Relation) { u.Basis = "" }, "sheet_basis missing"},
		{"no drill was held tomorrow", func(_ *SpecialCare, u *ImportantUser, _ *Agreement, _ *Relation) { u.DrillOn = "2026-03-03" }, "drill_on in_the_future"},
		{"no load is less than nothing", func(_ *SpecialCare, u *ImportantUser, _ *Agreement, _ *Relation) { u.SafetyW = -1 }, "safety_w impossible"},
		{"an agreement does not end before its start", func(_ *SpecialCare, _ *ImportantUser, a *Agreement, _ *Relation) { a.ToOn = "2024-03-09" }, "to_on ends_before_start"},
		{"an agreement does not hold before it is signed", func(_ *SpecialCare, _ *ImportantUser, a *Agreement, _ *Relation) { a.FromOn = "2024-02-29" }, "from_on before_signing"},
		{"a signed agreement has the day of signing", func(_ *SpecialCare, _ *ImportantUser, a *Agreement, _ *Relation) { a.SignedOn = "" }, "signed_on missing"},
		{"a draft has no day of signing yet", func(_ *SpecialCare, _ *ImportantUser, a *Agreement, _ *Relation) {
			*a = Agreement{Kind: "supply_hv", Number: "GY-2", Status: AgreementDraft}
		}, ""},
		{"an agreement has a number", func(_ *SpecialCare, _ *ImportantUser, a *Agreement, _ *Relation) { a.Number = "" }, "agreement_no missing"},
		{"a benefit is not less than nothing", func(_ *SpecialCare, _ *ImportantUser, _ *Agreement, r *Relation) { r.AmountFen = -1 }, "amount_fen impossible"},
		{"a relation says what it is", func(_ *SpecialCare, _ *ImportantUser, _ *Agreement, r *Relation) { r.Content = "" }, "relation_content missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := refused(with(tt.change)); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnImportantUserIsWarnedOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		user ImportantUser
		want []WarningReason
	}{
		{"a first grade needs a supply of its own", ImportantUser{Grade: "first"}, []WarningReason{EmergencyNeeded}},
		{"a special grade that says it has none needs one", ImportantUser{Grade: "special", EmergencyKind: NoEmergencySource}, []WarningReason{EmergencyNeeded}},
		{"a second grade needs none", ImportantUser{Grade: "second"}, nil},
		{"a drill of last year still counts", ImportantUser{Grade: "first", EmergencyKind: "diesel", Interlock: true, DrillOn: "2025-03-02"}, nil},
		{"a drill of a year and a day ago does not", ImportantUser{Grade: "first", EmergencyKind: "diesel", Interlock: true, DrillOn: "2025-03-01"}, []WarningReason{DrillLate}},
		{"one that never drilled is late, one without interlock could feed back", ImportantUser{Grade: "second", EmergencyKind: "diesel"}, []WarningReason{InterlockNeeded, DrillLate}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []WarningReason
			for _, w := range tt.user.Warnings(someDay) {
				got = append(got, w.Reason)
			}
			if len(got) != len(tt.want) {
				t.Fatalf("warned of %v, want %v", got, tt.want)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("warned of %v, want %v", got, tt.want)
				}
			}
		})
	}
}

func TestAnAgreementIsCalledToMindInSteps(t *testing.T) {
	for _, tt := range []struct {
		name   string
		to     Day
		status string
		days   int
		soon   bool
	}{
		{"91 days are far", "2026-06-01", AgreementInForce, 91, false},
		{"90 days are soon", "2026-05-31", AgreementInForce, 90, true},
		{"60 days, too", "2026-05-01", AgreementInForce, 60, true},
		{"30 days near", "2026-04-01", AgreementSigned, 30, true},
		{"its last day still is one", "2026-03-02", AgreementInForce, 0, true},
		{"it has ended and nobody says so", "2026-03-01", AgreementInForce, -1, true},
		{"an ended one is over", "2026-03-10", AgreementEnded, 0, false},
		{"one without an end goes on", "", AgreementInForce, 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			days, soon := Agreement{Status: tt.status, ToOn: tt.to}.Expiry(someDay)
			if days != tt.days || soon != tt.soon {
				t.Errorf("%d days, soon %v", days, soon)
			}
		})
	}
}

func TestTheBalanceCountsWhatEachSideHad(t *testing.T) {
	got := BalanceOf([]Relation{
		{Kind: BenefitToCustomer, AmountFen: 300},
		{Kind: BenefitToCompany, AmountFen: 200},
		{Kind: BenefitToCustomer, AmountFen: 50, WithdrawnAt: 1},
		{Kind: "committee_seat", AmountFen: 7},
		{Kind: BenefitToCompany, AmountFen: 1},
	})
	if want := (Balance{Customer: 300, Company: 201}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestTheStripOverACustomerTellsOfHisSheets(t *testing.T) {
	now := someDay.Time().Add(9 * time.Hour)
	alerts := func(p CustomerPage) map[AlertKind]Alert {
		out := map[AlertKind]Alert{}
		for _, a := range p.Alerts(now) {
			out[a.Kind] = a
		}
		return out
	}
	care := func(to Day) CustomerPage {
		return CustomerPage{Customer: Customer{Care: "独居老人"}, Sheets: CustomerSheets{Cares: []SpecialCare{{FromOn: "2025-01-01", ToOn: to}}}}
	}
	if got := alerts(CustomerPage{Customer: Customer{Care: "独居老人"}})[AlertCare]; got.Text != "独居老人" || got.Day != "" {
		t.Errorf("care without a sheet: %+v", got)
	}
	if got := alerts(care("2026-05-01"))[AlertCare]; got.Day != "2026-05-01" {
		t.Errorf("care with its end: %+v", got)
	}
	over := alerts(care("2026-03-01"))
	if _, still := over[AlertCare]; still || over[AlertCareOver].Day != "2026-03-01" {
		t.Errorf("care that has ended: %+v", over)
	}
	p := CustomerPage{Customer: Customer{ImportantGrade: "first"}, Sheets: CustomerSheets{
		Important:  []ImportantUser{{Grade: "first", FromOn: "2025-01-01", EmergencyKind: "diesel", DrillOn: "2024-11-03"}},
		Agreements: []Agreement{{Kind: "orderly_use", Status: AgreementInForce, ToOn: "2026-02-01"}, {Kind: "supply_hv", Status: AgreementInForce, ToOn: "2026-04-11"}},
	}}
	got := alerts(p)
	if got[AlertImportant].Text != "first" || got[AlertDrill].Day != "2024-11-03" || got[AlertAgreementOver].Text != "orderly_use" || got[AlertAgreement].Count != 40 {
		t.Errorf("%+v", got)
	}
}
