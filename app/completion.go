package app

// CompletionWayKind is how a completion came about.
type CompletionWayKind string

// The ways.
const (
	ByClass  CompletionWayKind = "class"  // the outcome of a class
	ByImport CompletionWayKind = "import" // from a sheet
	ByOthers CompletionWayKind = "others" // completed elsewhere and recognised
)

// Completion is that somebody completed a course, under the rule of that day. It is never changed, only withdrawn.
type Completion struct {
	ID          CompletionID
	Area        Area
	Staff       StaffID
	Course      CourseID
	Class       ClassID // zero: ByImport or ByOthers
	CompletedOn Day
	UntilOn     Day    // the last day of validity; empty: for good
	Rule        string // what it took
	Way         CompletionWayKind
	Score       int64 // hundredths; holds when HasScore does
	HasScore    bool
	Minutes     int64 // of teaching, or of practice where there was no class
	Mode        ClassMode
	Source      string // of what was brought from elsewhere
	By          StaffID
	CreatedAt   int64
	Reason      string // why it was withdrawn
	WithdrawnAt int64  // Unix ms; 0 while in use
	Seen        Seen
}

// CompletionID names one.
type CompletionID = ID[Completion]

// before reports whether a completion came before another of the same course.
func (c Completion) before(other Completion) bool {
	return c.CompletedOn < other.CompletedOn || c.CompletedOn == other.CompletedOn && c.CreatedAt < other.CreatedAt
}
