package app

import "strings"

// PutBack is what somebody puts back from the history of a record: a field, or
// all of it, as it was before a change.
type PutBack struct {
	Record RecordRef
	Field  string  // the column; "": the whole record
	Before WriteID // the change
	Reason string
}

// Check refuses one that could not be told to others.
func (p PutBack) Check() error {
	switch {
	case strings.TrimSpace(p.Reason) == "":
		return Refuse("reason", NeedsReason)
	case len([]rune(p.Reason)) > ContentMax:
		return Refuse("reason", TooLong)
	}
	return nil
}
