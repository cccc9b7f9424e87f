package app

// DetailChange is a change to what is known of a customer that somebody was
// told of: one of the three records before and after.
type DetailChange struct {
	Customer    CustomerID
	Visit       VisitID
	WasCustomer Customer
	NowCustomer Customer
	WasContact  Contact
	NowContact  Contact
	WasAccount  Account
	NowAccount  Account
	Table       string // customers, contacts or accounts
	OccurredOn  Day    // when it became true; empty: not known
	Verified    bool   // it was seen to be so
	Note        string // how it was learned
}

// Check refuses a change of nothing, of another customer's record, or of a day
// to come.
func (d DetailChange) Check(today Day) error {
	switch {
	case d.OccurredOn != "" && !d.OccurredOn.Valid():
		return Refuse("occurred_on", Impossible)
	case today < d.OccurredOn:
		return Refuse("occurred_on", InTheFuture)
	}
	switch d.Table {
	case "customers":
		return checkDetail(d.NowCustomer.Check(), d.NowCustomer == d.WasCustomer, d.WasCustomer.ID == d.Customer)
	case "contacts":
		return checkDetail(d.NowContact.Check(), d.NowContact == d.WasContact, d.WasContact.Customer == d.Customer)
	case "accounts":
		return checkDetail(d.NowAccount.Check(), d.NowAccount == d.WasAccount, d.WasAccount.Customer == d.Customer)
	}
	return Refuse("detail", Missing)
}

func checkDetail(err error, same, his bool) error {
	switch {
	case err != nil:
		return err
	case same:
		return Refuse("new_value", NothingToDo)
	case !his:
		return Refuse("customer", Impossible)
	}
	return nil
}

// Record is the record that changes.
func (d DetailChange) Record() RecordID {
	switch d.Table {
	case "customers":
		return RecordID(d.WasCustomer.ID)
	case "contacts":
		return RecordID(d.WasContact.ID)
	}
	return RecordID(d.WasAccount.ID)
}

// Confirmed is the change with the day on which it was seen to be so, where the
// record keeps one.
func (d DetailChange) Confirmed(today Day) DetailChange {
	if d.Verified {
		d.NowCustomer.ConfirmedOn, d.NowContact.VerifiedOn = today, today
	}
	return d
}
