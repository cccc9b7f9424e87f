package app

// ProposalFilter narrows the list of proposals, and that of decisions.
type ProposalFilter struct {
	Unit    OrgUnitID // with the units below it
	Trigger string
	Course  CourseID
}

// Takes reports whether a filter takes a trigger and a course.
func (f ProposalFilter) Takes(trigger string, course CourseID) bool {
	return (f.Trigger == "" || f.Trigger == trigger) && (f.Course.IsZero() || f.Course == course)
}

// ProposalList is the proposals, and how many complaints of the last twelve
// months count for nobody because they name nobody.
type ProposalList struct {
	Proposals []TrainingProposal
	Nameless  int64
}

// ProposalAccept is where the accepted people go: an open class, or a new one of
// each course.
type ProposalAccept struct {
	Class    ClassID // zero: new ones
	BeginsOn Day     // of the new ones, as below
	EndsOn   Day
}

// Check refuses new classes that could not be held.
func (a ProposalAccept) Check(today Day) error {
	switch {
	case !a.Class.IsZero():
		return nil
	case !a.BeginsOn.Valid():
		return Refuse("begins_on", Missing)
	case a.BeginsOn < today:
		return Refuse("begins_on", StartsBeforeToday)
	case a.EndsOn != "" && !a.EndsOn.Valid():
		return Refuse("ends_on", Malformed)
	case a.EndsOn != "" && a.EndsOn < a.BeginsOn:
		return Refuse("ends_on", EndsBeforeStart)
	}
	return nil
}

// ProposalsDone is what came of deciding on proposals.
type ProposalsDone struct {
	Done    int64
	Left    int64 // no longer proposed, or not here on the first day of the class
	Classes []Class
}

// DecidedProposal is a decision as the history lists it.
type DecidedProposal struct {
	TrainingDecision
	Person      Staff
	UnitName    string
	CourseName  string
	CourseEN    string
	ClassNumber string
	ByName      string
	Kind        TriggerEvidence // of its trigger; empty: a trigger that is not here
}

// ClassOffer is an open class that somebody may be put in.
type ClassOffer struct {
	Class
	In int64 // people who are in it
}

// Free reports whether so many more have a seat.
func (o ClassOffer) Free(more int) bool { return o.Seats == 0 || o.In+int64(more) <= o.Seats }
