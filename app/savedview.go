package app

import "strings"

// ViewList is a list that views can be saved of.
type ViewList string

// The lists with saved views.
const (
	CaseViews     ViewList = "cases"
	CustomerViews ViewList = "customers"
)

// SavedView is a named filter of a list, with its order and columns: one's
// own, or shared with everybody.
type SavedView struct {
	ID          SavedViewID
	Area        Area // 0, which everybody carries, for shared views
	List        ViewList
	Name        string
	Owner       StaffID // who made it
	Shared      bool
	Cases       CaseFilter     // of a view of cases
	Customers   CustomerFilter // of a view of customers
	Columns     []string       // in their order; none: those of the list
	CreatedAt   int64          // Unix ms
	WithdrawnAt int64          // Unix ms; 0 while in use
	Seen        Seen
}

// ViewNameMax is the longest name of a view, in characters: it stands on a chip.
const ViewNameMax = 24

// Check refuses a view that could not be kept.
func (v SavedView) Check() error {
	switch name := strings.TrimSpace(v.Name); {
	case name == "":
		return Refuse("name", Missing)
	case len([]rune(name)) > ViewNameMax:
		return Refuse("name", TooLong)
	}
	return nil
}

// ReadRight is what a person must be allowed to read to use the view.
func (l ViewList) ReadRight() Right {
	if l == CustomerViews {
		return ReadCustomers
	}
	return ReadCases
}

// MayChange refuses with ErrNotAllowed unless the view is the actor's own, or
// shared and the actor may force cases, as a supervisor may.
func (v SavedView) MayChange(by Actor) error {
	switch {
	case by.May(KeepViews) != nil:
		return ErrNotAllowed
	case v.Owner == by.Staff:
		return by.May(v.List.ReadRight())
	case v.Shared:
		return by.May(ForceCases)
	}
	return ErrNotAllowed
}
