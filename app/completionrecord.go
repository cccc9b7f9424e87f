package app

import "slices"

// CompletionRecord is a completion as it goes out, or a class that somebody did
// not complete.
type CompletionRecord struct {
	Completion
	Failed      bool // no completion: the class was not completed
	StaffNo     string
	StaffName   string
	UnitName    string
	Post        string
	CourseCode  string
	CourseName  string
	CourseEN    string
	ClassNumber string
	Lecturer    string // his name
	LecturerNo  string // staff number of an internal one
	Full        int64  // the full score
}

// CompletionStanding narrows completions to those that hold, or do no more.
type CompletionStanding string

// The standings.
const (
	AnyCompletion     CompletionStanding = ""
	ValidCompletion   CompletionStanding = "valid"
	ExpiredCompletion CompletionStanding = "expired"
	NotCompleted      CompletionStanding = "failed" // classes that were not completed
)

// CompletionStandings are all there are.
func CompletionStandings() []CompletionStanding {
	return []CompletionStanding{AnyCompletion, ValidCompletion, ExpiredCompletion, NotCompleted}
}

// CompletionFilter narrows the list of completions. Its zero value asks for all.
type CompletionFilter struct {
	Text     string // of a name, or a staff number
	Staff    StaffID
	Course   CourseID
	Unit     OrgUnitID
	From, To Day // completed in; both days included
	Standing CompletionStanding
}

// Sound reports whether days and standing of a filter are such, the days in
// their order.
func (f CompletionFilter) Sound() bool {
	for _, day := range []Day{f.From, f.To} {
		if day != "" && !day.Valid() {
			return false
		}
	}
	return slices.Contains(CompletionStandings(), f.Standing) && (f.To == "" || f.From <= f.To)
}
