package app

// RetentionClass is a class of customers who are due for deletion: their data
// were kept for the period of the kind of the same name after the last trace, an
// account, a case, a visit. What belongs to a customer goes with him.
type RetentionClass string

// The classes.
const (
	WithoutSupply = RetentionClass(KeptUnsupplied)
	NeverSupplied = RetentionClass(KeptNeverSupplied)
	WrittenAfter  = RetentionClass("written_after") // erased, and then written about by somebody who did not know: due at once (PIPL 47)
)

// DueErasure is a customer whose data are due for deletion.
type DueErasure struct {
	Customer  CustomerID
	Name      string
	Kind      CustomerKind
	Class     RetentionClass
	LastTrace int64 // Unix ms
	Cases     int64 // that go with him
	Visits    int64
}
