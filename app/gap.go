package app

// Gap is a field that was never known, or that is known for longer than its
// limit: a question for the next visit.
type Gap struct {
	Group   string // code list field_group
	Field   string
	KnownOn Day   // empty: never known
	Limit   int64 // months
}
