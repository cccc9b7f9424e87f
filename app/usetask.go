package app

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
