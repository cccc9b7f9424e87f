package app

import "strings"

// UseTaskAbout is what gave rise to a task.
type UseTaskAbout string

// What may.
const (
	AboutDeviation UseTaskAbout = "deviation" // used other than forecast
	AboutLead      UseTaskAbout = "lead"      // grows, or nears its capacity
	AboutIdle      UseTaskAbout = "idle"      // uses nothing
	AboutLost      UseTaskAbout = "lost"      // no longer supplied, or not read for months
)

// UseTask is 跟踪任务: what a manager is to find out or to do about a customer's use, from a deviation or a lead.
type UseTask struct {
	ID          UseTaskID
	Area        Area
	Customer    CustomerID
	Month       int64 // YYYYMM that gave rise to it
	About       UseTaskAbout
	Text        string
	Manager     StaffID
	DueOn       Day
	DoneOn      Day // empty: open
	Outcome     string
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// UseTaskID names one.
type UseTaskID = ID[UseTask]

// UseTaskDays is how many working days a manager has for a task.
const UseTaskDays = 5

// Open reports whether a task is still to be done, Late whether its day has
// passed.
func (t UseTask) Open() bool { return t.DoneOn == "" }

// Late reports whether a task is open and its day has passed.
func (t UseTask) Late(today Day) bool { return t.Open() && t.DueOn < today }

// PlanVisit asks for the visit that will do a task: its reason is what the visit
// is about.
func (t UseTask) PlanVisit(on Day) PlanAsk {
	basis := "other"
	if t.About == AboutDeviation {
		basis = "deviation"
	}
	return PlanAsk{
		Customers: []PlanFor{{Customer: t.Customer}}, Span: DaySpan{From: on, To: on}, Basis: basis, Channel: OnSite,
		Purposes: LikelyPurpose(basis), Note: t.Text,
	}
}

// End is a task that is done, with what came of it.
func (t UseTask) End(outcome string, today Day) (UseTask, error) {
	outcome = strings.TrimSpace(outcome)
	switch {
	case !t.Open():
		return t, Refuse("done_on", RecordEnded)
	case outcome == "":
		return t, Refuse("outcome", Missing)
	case len([]rune(outcome)) > ContentMax:
		return t, Refuse("outcome", TooLong)
	}
	t.DoneOn, t.Outcome = today, outcome
	return t, nil
}

// UseTaskDraft is a task that is given to the managers of some customers.
type UseTaskDraft struct {
	Customers []CustomerID
	Month     int64
	About     UseTaskAbout
	Text      string
}

// Check refuses a task about nobody or with nothing to do.
func (d UseTaskDraft) Check() error {
	switch {
	case len(d.Customers) == 0:
		return Refuse("customer", Missing)
	case !ValidMonth(d.Month):
		return Refuse("month", Malformed)
	case d.About == "":
		return Refuse("about", Missing)
	case strings.TrimSpace(d.Text) == "":
		return Refuse("task", Missing)
	case len([]rune(d.Text)) > ContentMax:
		return Refuse("task", TooLong)
	}
	return nil
}

// UseTasksGiven is what came of giving a task to the managers of customers.
type UseTasksGiven struct {
	Given  int
	Left   int // the same is open already, or the customer is no longer here
	Nobody int // of those given: the customer has no manager, so whoever gave it has it
	DueOn  Day
}
