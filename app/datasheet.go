package app

import "strings"

// DataSheetAsk asks for everything that is kept about one person, and says what
// for.
type DataSheetAsk struct {
	Customer CustomerID
	Purpose  string
}

// Check refuses a sheet without a purpose.
func (a DataSheetAsk) Check() error {
	if strings.TrimSpace(a.Purpose) == "" {
		return Refuse("purpose", Missing)
	}
	return nil
}

// DataSheet is everything that is kept about one person, in clear: it is for him.
type DataSheet struct {
	Name    string
	By      string
	At      int64 // Unix ms
	Purpose string
	Records []DataRecord
}

// DataRecord is one record of it.
type DataRecord struct {
	Table  string
	Fields []DataField
}

// DataField is one field of a record that holds something.
type DataField struct {
	Column string
	Value  string
}
