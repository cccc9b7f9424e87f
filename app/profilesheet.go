package app

import "strings"

// ImportantUser is the sheet of an important electricity user (重要电力用户, GB/T 29328).
type ImportantUser struct {
	ID            ImportantUserID
	Area          Area
	Customer      CustomerID
	Grade         string // code list important_grade
	Authority     string // who named him
	Basis         string
	ListYear      int64
	Sources       int64  // power sources
	EmergencyKind string // code list emergency_source
	EmergencyVA   int64
	Interlock     bool  // so that it cannot feed back
	SafetyW       int64 // load that must never go off
	DrillOn       Day   // the last drill
	FromOn        Day
	ToOn          Day
	Note          string
	WithdrawnAt   int64 // Unix ms; 0 while in use
	Seen          Seen
}

// ImportantUserID names one.
type ImportantUserID = ID[ImportantUser]

// RecordID names it among records of any kind.
func (u ImportantUser) RecordID() RecordID { return RecordID(u.ID) }

// CoversDay reports whether the sheet holds on that day.
func (u ImportantUser) CoversDay(day Day) bool {
	return u.WithdrawnAt == 0 && coversDay(u.FromOn, u.ToOn, day)
}

// Overlaps reports whether two sheets hold on a same day.
func (u ImportantUser) Overlaps(v ImportantUser) bool {
	return (u.ToOn == "" || v.FromOn <= u.ToOn) && (v.ToOn == "" || u.FromOn <= v.ToOn)
}

// Check refuses a sheet that could not be kept.
func (u ImportantUser) Check(today Day) error {
	switch {
	case u.Grade == "":
		return Refuse("important_grade", Missing)
	case strings.TrimSpace(u.Basis) == "":
		return Refuse("sheet_basis", Missing)
	case u.ListYear != 0 && (u.ListYear < 1990 || u.ListYear > 2999):
		return Refuse("list_year", Impossible)
	case u.Sources < 0 || u.Sources > 20:
		return Refuse("sources", Impossible)
	case u.EmergencyVA < 0:
		return Refuse("emergency_va", Impossible)
	case u.SafetyW < 0:
		return Refuse("safety_w", Impossible)
	case today < u.DrillOn:
		return Refuse("drill_on", InTheFuture)
	}
	return checkSpan(u.FromOn, u.ToOn)
}

// NoEmergencySource is the code of the list emergency_source that says there is
// none.
const NoEmergencySource = "absent"

// HasEmergency reports whether the user has a supply of his own.
func (u ImportantUser) HasEmergency() bool {
	return u.EmergencyKind != "" && u.EmergencyKind != NoEmergencySource
}

// DrillDays is how long a drill counts.
const DrillDays = 365

// Warnings tells what a sheet lacks; none of it stops anybody.
func (u ImportantUser) Warnings(today Day) []Warning {
	var out []Warning
	if (u.Grade == "special" || u.Grade == "first") && !u.HasEmergency() {
		out = append(out, Warning{Field: "emergency_kind", Reason: EmergencyNeeded})
	}
	if u.HasEmergency() && !u.Interlock {
		out = append(out, Warning{Field: "interlock", Reason: InterlockNeeded})
	}
	if u.HasEmergency() && u.DrillLate(today) {
		out = append(out, Warning{Field: "drill_on", Reason: DrillLate, Got: string(u.DrillOn)})
	}
	return out
}

// DrillLate reports whether the last drill is too long ago, or never was.
func (u ImportantUser) DrillLate(today Day) bool { return u.DrillOn.AddDays(DrillDays) < today }

// SpecialCare is why a customer needs special care (特殊关怀), on what basis and until when.
type SpecialCare struct {
	ID          SpecialCareID
	Area        Area
	Customer    CustomerID
	Kind        string // code list care_kind
	Basis       string
	FromOn      Day
	ToOn        Day
	Note        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// SpecialCareID names one.
type SpecialCareID = ID[SpecialCare]

// RecordID names it among records of any kind.
func (c SpecialCare) RecordID() RecordID { return RecordID(c.ID) }

// Check refuses special care without its kind, its basis or its end: nobody is
// cared for in secret or for ever without being asked again.
func (c SpecialCare) Check() error {
	switch {
	case c.Kind == "":
		return Refuse("care_kind", Missing)
	case strings.TrimSpace(c.Basis) == "":
		return Refuse("sheet_basis", Missing)
	case !c.ToOn.Valid():
		return Refuse("to_on", Missing)
	}
	return checkSpan(c.FromOn, c.ToOn)
}

// Relation is something between the company and a customer: a seat in the committee, a memorandum, a benefit of one or the other.
type Relation struct {
	ID          RelationID
	Area        Area
	Customer    CustomerID
	Kind        string // code list relation_kind
	Content     string
	AmountFen   int64
	FromOn      Day
	ToOn        Day
	Note        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// RelationID names one.
type RelationID = ID[Relation]

// RecordID names it among records of any kind.
func (r Relation) RecordID() RecordID { return RecordID(r.ID) }

// The kinds of relations that are worth something to one of the two.
const (
	BenefitToCustomer = "benefit_customer"
	BenefitToCompany  = "benefit_company"
)

// Check refuses a relation that could not be kept.
func (r Relation) Check() error {
	switch {
	case r.Kind == "":
		return Refuse("relation_kind", Missing)
	case strings.TrimSpace(r.Content) == "":
		return Refuse("relation_content", Missing)
	case r.AmountFen < 0:
		return Refuse("amount_fen", Impossible)
	}
	return checkSpan(r.FromOn, r.ToOn)
}

// Balance is what each side has had from the other (双赢), in fen.
type Balance struct{ Customer, Company int64 }

// BalanceOf adds the benefits of both sides up.
func BalanceOf(relations []Relation) Balance {
	var b Balance
	for _, r := range relations {
		switch {
		case r.WithdrawnAt != 0:
		case r.Kind == BenefitToCustomer:
			b.Customer += r.AmountFen
		case r.Kind == BenefitToCompany:
			b.Company += r.AmountFen
		}
	}
	return b
}

// checkSpan refuses a span without a first day, or that ends before it.
func checkSpan(from, to Day) error {
	switch {
	case !from.Valid():
		return Refuse("from_on", Missing)
	case to != "" && to < from:
		return Refuse("to_on", EndsBeforeStart)
	}
	return nil
}

func coversDay(from, to, day Day) bool { return from <= day && (to == "" || day <= to) }
