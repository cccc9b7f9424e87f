package app

import "strings"

// Agreement is 协议: a supply contract, an agreement on orderly use, a memorandum.
type Agreement struct {
	ID          AgreementID
	Area        Area
	Customer    CustomerID
	Account     AccountID
	Kind        string // code list agreement_kind
	Number      string
	SignedBy    string // for the customer
	SignedOn    Day
	FromOn      Day
	ToOn        Day
	Status      string // code list agreement_status
	Note        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// AgreementID names one.
type AgreementID = ID[Agreement]

// RecordID names it among records of any kind.
func (a Agreement) RecordID() RecordID { return RecordID(a.ID) }

// The statuses of an agreement, code list agreement_status.
const (
	AgreementDraft   = "draft"
	AgreementSigned  = "signed"
	AgreementInForce = "in_force"
	AgreementEnded   = "ended"
)

// Check refuses an agreement that could not be kept: signing, beginning and end
// come in this order.
func (a Agreement) Check() error {
	switch {
	case a.Kind == "":
		return Refuse("agreement_kind", Missing)
	case strings.TrimSpace(a.Number) == "":
		return Refuse("agreement_no", Missing)
	case a.Status == "":
		return Refuse("agreement_status", Missing)
	case a.Status != AgreementDraft && !a.SignedOn.Valid():
		return Refuse("signed_on", Missing)
	case a.FromOn != "" && a.FromOn < a.SignedOn:
		return Refuse("from_on", BeforeSigning)
	case a.ToOn != "" && a.ToOn < max(a.FromOn, a.SignedOn):
		return Refuse("to_on", EndsBeforeStart)
	case a.Status == AgreementInForce && !a.FromOn.Valid():
		return Refuse("from_on", Missing)
	}
	return nil
}

// Holds reports whether the agreement binds anybody, or is about to.
func (a Agreement) Holds() bool {
	return a.WithdrawnAt == 0 && (a.Status == AgreementSigned || a.Status == AgreementInForce)
}

// The days before its end at which an agreement is called to mind, and at which
// it is asked about.
const (
	ExpirySoon = 90
	ExpiryNear = 30
)

// Expiry tells how many days an agreement that holds still has, once it ends
// within ExpirySoon; less than 0 when its end has passed.
func (a Agreement) Expiry(today Day) (days int, soon bool) {
	if !a.Holds() || a.ToOn == "" {
		return 0, false
	}
	days = daysBetween(today, a.ToOn)
	return days, days <= ExpirySoon
}

// daysBetween counts the days from one to another, less than 0 backwards.
func daysBetween(from, to Day) int {
	a, _ := from.number()
	b, _ := to.number()
	return b - a
}
