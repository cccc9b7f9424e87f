package app

import "strings"

// CommitmentEnding is how a promise ended.
type CommitmentEnding string

// The endings of a promise; an open one has none.
const (
	CommitmentKept     CommitmentEnding = "kept"
	CommitmentReleased CommitmentEnding = "released" // the customer no longer wants it
	CommitmentRenewed  CommitmentEnding = "renewed"  // another promise follows it
)

// Commitment is 承诺事项: what was promised to a customer, by whom and until when. The day never moves: what is not kept by then stays broken, and a new day is a new promise that follows it.
type Commitment struct {
	ID          CommitmentID
	Area        Area
	Customer    CustomerID
	Visit       VisitID
	Case        CaseID
	Content     string
	Owner       StaffID
	MadeOn      Day
	DueOn       Day
	EndedOn     Day
	Ending      CommitmentEnding
	Evidence    string       // of one kept; of the others why it ended
	Follows     CommitmentID // the promise this one renews
	CreatedBy   StaffID
	CreatedAt   int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// CommitmentID names one.
type CommitmentID = ID[Commitment]

// CommitmentState is how a promise stands on a day.
type CommitmentState string

// The states of a promise.
const (
	PromiseOpen     CommitmentState = "open"
	PromiseDueSoon  CommitmentState = "due_soon"
	PromiseOverdue  CommitmentState = "overdue" // broken, and still owed
	PromiseKept     CommitmentState = "kept"
	PromiseBroken   CommitmentState = "broken" // ended after its day, whichever way
	PromiseReleased CommitmentState = "released"
	PromiseRenewed  CommitmentState = "renewed"
)

// CommitmentRemindDays is how long before its day a promise counts as due soon.
const CommitmentRemindDays = 3

// Open reports whether somebody still has to do something.
func (c Commitment) Open() bool { return c.EndedOn == "" }

// Broken reports whether it was not ended by its day. What is kept later stays
// broken.
func (c Commitment) Broken(today Day) bool {
	if c.Open() {
		return c.DueOn < today
	}
	return c.DueOn < c.EndedOn
}

// DaysLeft counts the calendar days to its last one; below 0 it is over. No
// working day has a part in it, so it is never provisional.
func (c Commitment) DaysLeft(today Day) int {
	due, _ := c.DueOn.number()
	from, _ := today.number()
	return due - from
}

// State tells how the promise stands.
func (c Commitment) State(today Day) CommitmentState {
	switch {
	case c.Open() && c.Broken(today):
		return PromiseOverdue
	case c.Open() && c.DaysLeft(today) <= CommitmentRemindDays:
		return PromiseDueSoon
	case c.Open():
		return PromiseOpen
	case c.Broken(today):
		return PromiseBroken
	}
	return CommitmentState(c.Ending)
}

// CommitmentDraft is a promise as it is being typed.
type CommitmentDraft struct {
	Customer CustomerID
	Visit    VisitID
	Case     CaseID
	Content  string
	Owner    StaffID
	MadeOn   Day // empty: today
	DueOn    Day
	Follows  CommitmentID
}

// Check refuses a promise nobody could be held to.
func (d CommitmentDraft) Check(today Day) error {
	if d.MadeOn == "" {
		d.MadeOn = today
	}
	switch {
	case d.Customer.IsZero():
		return Refuse("customer", Missing)
	case strings.TrimSpace(d.Content) == "":
		return Refuse("promise", Missing)
	case len([]rune(d.Content)) > ContentMax:
		return Refuse("promise", TooLong)
	case d.Owner.IsZero():
		return Refuse("owner", NeedsOwner)
	case !d.MadeOn.Valid():
		return Refuse("made_on", Impossible)
	case today < d.MadeOn:
		return Refuse("made_on", InTheFuture)
	case d.DueOn == "":
		return Refuse("due_on", Missing)
	case !d.DueOn.Valid():
		return Refuse("due_on", Impossible)
	case d.DueOn < d.MadeOn:
		return Refuse("due_on", DueBeforeMade)
	}
	return nil
}

// Promised is the draft as it was made on a day.
func (d CommitmentDraft) Promised(today Day) (Commitment, error) {
	if err := d.Check(today); err != nil {
		return Commitment{}, err
	}
	if d.MadeOn == "" {
		d.MadeOn = today
	}
	return Commitment{
		Customer: d.Customer, Visit: d.Visit, Case: d.Case, Content: strings.TrimSpace(d.Content), Owner: d.Owner, MadeOn: d.MadeOn, DueOn: d.DueOn,
		Follows: d.Follows,
	}, nil
}

// CommitmentEnd is what somebody enters to end a promise: what proves that it
// was kept, or why it was released.
type CommitmentEnd struct {
	How      CommitmentEnding
	Evidence string
	Attached bool // a photo or a signature proves it
}

// End ends the promise today: a day that has passed cannot be reached by
// writing it down later. One renewed ends by Renew.
func (c Commitment) End(e CommitmentEnd, today Day) (Commitment, error) {
	text := strings.TrimSpace(e.Evidence)
	switch {
	case !c.Open():
		return c, Refuse("promise", PromiseOver)
	case e.How == CommitmentKept && text == "" && !e.Attached:
		return c, Refuse("evidence", NeedsProof)
	case e.How == CommitmentReleased && text == "":
		return c, Refuse("reason", NeedsReason)
	case e.How != CommitmentKept && e.How != CommitmentReleased:
		return c, Refuse("ending", Unknown)
	case len([]rune(text)) > ContentMax:
		return c, Refuse("evidence", TooLong)
	}
	c.EndedOn, c.Ending, c.Evidence = max(today, c.MadeOn), e.How, text
	return c, nil
}

// CommitmentRenewal is a promise that follows another.
type CommitmentRenewal struct {
	DueOn  Day
	Owner  StaffID // zero: the same
	Reason string
	Visit  VisitID // in which it was renewed
}

// Renew ends the promise and answers the one that follows it: its day does not
// move, and broken it stays.
func (c Commitment) Renew(r CommitmentRenewal, today Day) (Commitment, CommitmentDraft, error) {
	next := CommitmentDraft{
		Customer: c.Customer, Visit: r.Visit, Case: c.Case, Content: c.Content, Owner: r.Owner, MadeOn: today, DueOn: r.DueOn, Follows: c.ID,
	}
	if next.Owner.IsZero() {
		next.Owner = c.Owner
	}
	switch {
	case !c.Open():
		return c, next, Refuse("promise", PromiseOver)
	case strings.TrimSpace(r.Reason) == "":
		return c, next, Refuse("reason", NeedsReason)
	}
	c.EndedOn, c.Ending, c.Evidence = max(today, c.MadeOn), CommitmentRenewed, strings.TrimSpace(r.Reason)
	return c, next, next.Check(today)
}
