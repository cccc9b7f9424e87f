package app

// RetentionClass is a class of customers whose data are kept for a time.
type RetentionClass string

// The classes.
const (
	WithoutSupply RetentionClass = "without_supply" // all accounts closed
	NeverSupplied RetentionClass = "never_supplied" // no account at all
	WrittenAfter  RetentionClass = "written_after"  // erased, and then written about by somebody who did not know
)

// RetentionRule is how long a class is kept after the last trace of a customer: an
// account, a case, a visit. What belongs to a customer goes with him.
type RetentionRule struct {
	Class  RetentionClass
	Years  int
	Source string
	Mark   string // V read in a public source, R recalled, ? doubtful
}

// Retention are the periods. The shortest that the purpose needs is right (PIPL
// 19); the law names no number of years.
func Retention() []RetentionRule {
	return []RetentionRule{
		{WithoutSupply, 3, "PIPL 19; Civil Code 188: claims lapse after three years", "R"},
		{NeverSupplied, 1, "PIPL 19; no contract came about", "R"},
		{WrittenAfter, 0, "PIPL 47", "V"},
	}
}

// YearsKept is the period of a class.
func YearsKept(class RetentionClass) int {
	for _, r := range Retention() {
		if r.Class == class {
			return r.Years
		}
	}
	return 0
}

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
