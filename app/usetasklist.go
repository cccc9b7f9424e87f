package app

// UseTaskView is one of the lists of tasks.
type UseTaskView string

// The lists, the most urgent first.
const (
	UseTasksLate UseTaskView = "late"
	UseTasksOpen UseTaskView = "open"
	UseTasksDone UseTaskView = "done"
)

// UseTaskViews are all of them.
func UseTaskViews() []UseTaskView { return []UseTaskView{UseTasksLate, UseTasksOpen, UseTasksDone} }

// UseTaskFilter narrows the list of tasks.
type UseTaskFilter struct {
	View     UseTaskView // none: of every list
	Manager  StaffID
	Mine     bool // of whoever looks
	Customer CustomerID
	About    UseTaskAbout
	Text     string // what is to be done, or whose
}

// For names who looks in place of "mine".
func (f UseTaskFilter) For(by Actor) UseTaskFilter {
	if f.Mine {
		f.Manager, f.Mine = by.Staff, false
	}
	return f
}

// UseTaskRow is a task as lists show it.
type UseTaskRow struct {
	UseTask
	CustomerName string
	ManagerName  string
	ByName       string
}

// UseTaskList is a list of tasks, and how long each list under the filter is.
type UseTaskList struct {
	Counts map[UseTaskView]int64
	Of     string // who the list was narrowed to
	Rows   []UseTaskRow
}
