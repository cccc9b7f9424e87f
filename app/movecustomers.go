package app

// CustomersMove takes customers, with all that belongs to them, to another area.
type CustomersMove struct {
	Customers []CustomerID
	To        Area
	Reason    string
}

// CustomersMoved is what a move took along.
type CustomersMoved struct {
	Customers int64
	Records   int64 // all tables together
	Months    int64 // of use
}
