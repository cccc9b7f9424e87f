package app

// PracticeView is a list of entries of the log.
type PracticeView string

// The lists.
const (
	ViewWaiting   PracticeView = "waiting"
	ViewConfirmed PracticeView = "confirmed"
	ViewRefused   PracticeView = "refused"
	ViewAll       PracticeView = "all"
)

// PracticeViews are the lists in the order they are offered.
func PracticeViews() []PracticeView {
	return []PracticeView{ViewWaiting, ViewConfirmed, ViewRefused, ViewAll}
}

// PracticeWhose says whose entries are listed.
type PracticeWhose string

// Whose entries there are.
const (
	PracticeOfAll  PracticeWhose = "all"   // of all whom somebody may read
	PracticeOfMine PracticeWhose = "mine"  // his own
	PracticeAsked  PracticeWhose = "asked" // those that ask him as the mentor
)

// PracticeFilter narrows the log.
type PracticeFilter struct {
	View   PracticeView  // "": all
	Whose  PracticeWhose // "": all
	Staff  StaffID
	Unit   OrgUnitID // with all beneath it
	Course CourseID
	Case   CaseID
	Visit  VisitID
	Text   string // name, staff number or what was done
}

// PracticeRow is an entry as lists show it. What of a case or visit its reader
// may not see is left out, its id too.
type PracticeRow struct {
	Practice
	N          int64
	Name       string
	StaffNo    string
	MentorName string
	ByName     string // who settled it
	Course     Course // its names; zero: none
	CaseNumber string
	CaseKind   CaseKind
	VisitNo    string
	VisitTo    string // the customer visited
	Article    Article
	CaseShut   bool // there is a case that this reader may not see
	VisitShut  bool
	Warnings   []PracticeWarning
}

// PracticeOf is the case or visit out of which an entry is written.
type PracticeOf struct {
	Case  CaseID
	Visit VisitID
}

// IsZero reports whether an entry is written from nowhere in particular.
func (o PracticeOf) IsZero() bool { return o.Case.IsZero() && o.Visit.IsZero() }

// PracticeChoices are what an entry may name, and what it begins with.
type PracticeChoices struct {
	Courses  []Course
	Cases    []CaseRow  // his own, the latest first, after the one it is written from
	Visits   []VisitRow // the same
	Articles []Article
	Mentors  []Staff
	Begin    PracticeDraft
}

// Begun is what an entry from a visit begins with: its day, and the minutes it
// took where they are known.
func (d PracticeDraft) Begun(v Visit) PracticeDraft {
	d.Visit = v.ID
	if v.VisitedOn != "" {
		d.DoneOn = v.VisitedOn
	}
	if took := (v.EndedAt - v.BeganAt) / 60_000; v.BeganAt > 0 && took > 0 && took <= DayMinutes {
		d.Minutes = took
	}
	return d
}

// Mentored is somebody whose course waits for a mentor's word.
type Mentored struct {
	Enrolment Enrolment
	Class     Class
	Course    Course
	Name      string
	StaffNo   string
	Practice  int64 // confirmed minutes that count
	Waiting   int64 // minutes that no mentor has settled yet
	Needs     int64 // minutes the rule asks of the way with a mentor; 0: none
}

// MentorNeeds is how much practice the rule asks beside a mentor's word, the
// least of its ways; asks is false when no way wants a mentor.
func (r CompletionRule) MentorNeeds() (minutes int64, asks bool) {
	for _, w := range r {
		if w.Mentor && (!asks || w.Practice < minutes) {
			minutes, asks = w.Practice, true
		}
	}
	return minutes, asks
}
