package app

// ReviewedVisit is a visit behind a number of the supervisor's view.
type ReviewedVisit struct {
	Visit
	CustomerName string
	ManagerName  string
}

// PromiseState is how a promise stands on a day.
type PromiseState string

// The states of a promise that are counted.
const (
	PromisesKept   PromiseState = "kept"
	PromisesBroken PromiseState = "broken"
	PromisesOpen   PromiseState = "open"
)

// ReviewedPromises narrows promises to those behind a number.
type ReviewedPromises struct {
	From, To Day          // made within, both included
	State    PromiseState // empty: all
}

// ReviewedPromise is one of them.
type ReviewedPromise struct {
	Commitment
	State        PromiseState // empty: released or renewed in time
	CustomerName string
	OwnerName    string
}

// ReviewedChange is a recorded change behind a number.
type ReviewedChange struct {
	RecordedChange
	By           StaffID
	ByName       string
	Table        string
	Record       RecordID
	Customer     CustomerID
	CustomerName string
}
