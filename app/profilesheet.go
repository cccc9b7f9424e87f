package app

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
