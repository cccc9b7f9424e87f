package app

import "strings"

// Keeping is how closely a customer's personal data are kept.
type Keeping string

// How a customer may be kept.
const (
	KeptOpen   Keeping = ""       // in use
	KeptSealed Keeping = "sealed" // stored and protected, nothing else (PIPL 47)
	KeptErased Keeping = "erased" // what told who he is was written over
)

// ErasedName stands where the name of a customer stood who was erased.
const ErasedName = "已删除"

// CustomerFate is a decision about the personal data of one customer.
type CustomerFate struct {
	Customer CustomerID
	Reason   string
}

// Check refuses a decision without a reason.
func (f CustomerFate) Check() error {
	switch {
	case f.Customer.IsZero():
		return Refuse("customer", Missing)
	case strings.TrimSpace(f.Reason) == "":
		return Refuse("reason", Missing)
	}
	return nil
}

// Ties are what still ties a customer to the company.
type Ties struct {
	OpenCases int64
	OwedFen   int64
	Supplied  int64 // accounts that were not closed
}

// CheckErase refuses to erase whom the company still deals with.
func (t Ties) CheckErase() error {
	switch {
	case t.OpenCases > 0:
		return Refuse("customer", CaseIsOpen)
	case t.OwedFen > 0:
		return Refuse("customer", MoneyIsOwed)
	case t.Supplied > 0:
		return Refuse("customer", StillSupplied)
	}
	return nil
}

// Erased tells what erasing did.
type Erased struct {
	Records int64 // that were written over
	Waits   int64 // change sets of the log that hold what they held until all computers have the erasing
}

// Holds reports whether a column tells who a customer is, or what he said: what
// erasing writes over.
func (k FieldKind) Holds(column string) bool {
	return column != "customers.kind" && (k.Class == Personal || k.Class == Sensitive)
}
