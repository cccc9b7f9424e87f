package app

import "slices"

// ClassFilter narrows the list of classes. Empty conditions ask for nothing.
type ClassFilter struct {
	Statuses   []ClassStatus `json:"statuses,omitempty"`
	Waiting    bool          `json:"waiting,omitempty"` // begun, and somebody in it is not noted yet
	Course     CourseID      `json:"course,omitzero"`
	Mode       ClassMode     `json:"mode,omitempty"`
	Unit       OrgUnitID     `json:"unit,omitzero"`
	Learner    StaffID       `json:"learner,omitzero"` // the classes somebody is in
	From       Day           `json:"from,omitempty"`   // that last into this day or beyond
	To         Day           `json:"to,omitempty"`     // that begin by this day
	Text       string        `json:"text,omitempty"`   // number, title, course, place or lecturer
	Sort       ClassSort     `json:"sort,omitempty"`
	Descending bool          `json:"descending,omitempty"`
}

// ClassSort is what a list of classes is ordered by.
type ClassSort string

// The orders; the first is that of work: what waits for its results, then what
// comes, then what is over.
const (
	ClassesByWork   ClassSort = ""
	ClassesByDay    ClassSort = "day"
	ClassesByNumber ClassSort = "number"
	ClassesByCourse ClassSort = "course"
	ClassesByStatus ClassSort = "status"
)

// ClassRow is a class as lists show it.
type ClassRow struct {
	Class
	CourseName   string
	CourseNameEN string
	Category     string
	UnitName     string
	LecturerName string // of an internal or an external one
	In           int64  // people who are in it
	Noted        int64  // of these, who has attendance or a result
	Completed    int64
	Failed       int64
}

// Waiting reports whether a class has begun and lacks the results of somebody.
func (r ClassRow) Waiting(today Day) bool {
	return r.BeginsOn <= today && r.Noted < r.In && slices.Contains(ClassesOpen(), r.Status)
}

// ClassPage is a class with who is in it.
type ClassPage struct {
	ClassRow
	Course   Course // as it is today; the class lives by what it was
	Learners []Learner
}

// Learner is somebody in a class with what he has of its course.
type Learner struct {
	Staff     Staff
	Unit      string // its name
	Enrolment Enrolment
	Practice  []Practice   // confirmed on the job for the course
	Had       []Completion // of the course, this class's too
}

// In reports whether the person is in the class and was not taken off.
func (l Learner) In() bool { return l.Enrolment.Attendance != TakenOff }

// RosterAsk is who may be put in a class.
type RosterAsk struct {
	Class ClassID
	Gap   bool   // only whose post requires the course and who has it not, no longer or not for long
	Post  string // empty: any
	Unit  OrgUnitID
}

// Candidate is somebody who may be put in a class.
type Candidate struct {
	Staff    Staff
	Unit     string // its name
	Required bool   // the post requires the course on the day the class begins
	Standing Standing
	Until    Day  // the last day; empty with a standing: for good
	In       bool // is in the class already
}

// NotEnrolled is somebody who was not put in a class, and why.
type NotEnrolled struct {
	Staff StaffID
	Name  string
	Why   error
}
