package app

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
	Evidence    string
	Follows     CommitmentID // the promise this one renews
	CreatedBy   StaffID
	CreatedAt   int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// CommitmentID names one.
type CommitmentID = ID[Commitment]
