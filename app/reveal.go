package app

import "strings"

// RevealAsk asks to see the protected fields of one record in clear, and says
// what for.
type RevealAsk struct {
	Table  string // customers with their contacts, cases, visits, staff
	Record RecordID
	Reason string
}

// Check refuses a look without a reason.
func (a RevealAsk) Check() error {
	if strings.TrimSpace(a.Reason) == "" {
		return Refuse("reveal_reason", Missing)
	}
	return nil
}

// Revealed are the protected fields of a record that hold something, in clear.
type Revealed struct {
	Fields  []RevealedField
	Seconds int64 // how long they may be on view
}

// RevealedField is one of them.
type RevealedField struct {
	Table  string
	Column string
	Of     string // whose it is or what it is called, where a record has several
	Value  string
}

// RevealSeconds is how long revealed values stay on view, unless the setting
// RevealSetting says otherwise within RevealLeast and RevealMost.
const (
	RevealSetting = "reveal_seconds"
	RevealSeconds = 30
	RevealLeast   = 5
	RevealMost    = 120
)
