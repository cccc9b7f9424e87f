package app

// ReportedAsk is what a list behind a number of the report is asked of. Empty
// conditions ask for nothing.
type ReportedAsk struct {
	From, To  Day       // both included
	Unit      OrgUnitID // with the units below it
	Alone     bool      // without them
	Course    CourseID
	Category  string
	Staff     StaffID
	Mode      ClassMode
	Cancelled bool    // classes: those that were cancelled, else those that were held
	Outcome   Outcome // learners
	NoCourse  bool    // entries that name no course
	Kind      PracticeKind
}

// ReportedClass is a class behind a number.
type ReportedClass struct {
	Class
	CourseName, CourseEN string
	UnitName             string
	There                int64 // people of the units asked for who were there
	Completed, Failed    int64 // of these
}

// ReportedLearner is somebody in a class behind a number.
type ReportedLearner struct {
	Enrolment
	Person               Staff
	UnitName             string
	ClassNumber          string
	BeginsOn             Day
	Mode                 ClassMode
	CourseName, CourseEN string
}

// ReportedPractice is an entry of the log behind a number.
type ReportedPractice struct {
	Practice
	Person               Staff
	CourseName, CourseEN string // empty: in general
	ConfirmedByName      string
}
