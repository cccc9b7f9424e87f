package app

import "time"

// Work is one of the lists a day begins with.
type Work string

// The lists of the start page.
const (
	WorkOverdue         Work = "overdue"
	WorkToday           Work = "today"
	WorkWeek            Work = "week" // due on the six days after today
	WorkWaitingCustomer Work = "waiting_customer"
	WorkWaitingInternal Work = "waiting_internal"
	WorkCallBack        Work = "call_back"
	WorkUnassigned      Work = "unassigned"
)

// Works lists the start page's lists in their order.
func Works() []Work {
	return []Work{WorkOverdue, WorkToday, WorkWeek, WorkWaitingCustomer, WorkWaitingInternal, WorkCallBack, WorkUnassigned}
}

// WorksFor lists the start page's lists for who works here: one who hands out
// work sees first what is late and what nobody has; a manager has no use for
// what nobody has.
func WorksFor(by Actor) []Work {
	switch {
	case by.is(Supervisor, Leader):
		return []Work{WorkOverdue, WorkUnassigned, WorkToday, WorkWeek, WorkWaitingInternal, WorkWaitingCustomer, WorkCallBack}
	case by.is(Manager):
		return []Work{WorkOverdue, WorkToday, WorkWeek, WorkWaitingCustomer, WorkWaitingInternal, WorkCallBack}
	}
	return Works()
}

// Scope says whose cases the start page counts.
type Scope string

// The scopes of the start page.
const (
	ScopeMine Scope = "mine"
	ScopeUnit Scope = "unit"
	ScopeAll  Scope = "all"
)

// Scopes lists the scopes, the narrowest first.
func Scopes() []Scope { return []Scope{ScopeMine, ScopeUnit, ScopeAll} }

// ScopeFor is the scope a person begins with: managers their own cases, the
// counter those of its hall, everybody else all.
func ScopeFor(by Actor) Scope {
	switch {
	case by.is(Sole, Supervisor, Leader):
		return ScopeAll
	case by.is(Manager):
		return ScopeMine
	case by.is(Counter):
		return ScopeUnit
	}
	return ScopeAll
}

// Cases is the filter behind one number of the start page. What nobody has can
// be nobody's own, so "mine" asks for that of the unit.
func (w Work) Cases(scope Scope) CaseFilter {
	f := scope.Cases()
	if f.Work = w; w == WorkUnassigned && f.Mine {
		f.Mine, f.MyUnit = false, true
	}
	return f
}

// Cases is the filter of all open cases of the scope, the most urgent first.
func (s Scope) Cases() CaseFilter {
	return CaseFilter{OpenOnly: true, Mine: s == ScopeMine, MyUnit: s == ScopeUnit}
}

// Span is the time within which a case must fall due to be on the list; both
// ends zero for lists that do not look at the time. From is included, to not.
func (w Work) Span(now time.Time) (from, to int64) {
	today := DayOf(now)
	tomorrow := today.AddDays(1).Time().UnixMilli()
	switch w {
	case WorkOverdue:
		return 1, now.UnixMilli()
	case WorkToday:
		return now.UnixMilli(), tomorrow + 1
	case WorkWeek:
		return tomorrow + 1, today.AddDays(7).Time().UnixMilli() + 1
	}
	return 0, 0
}
