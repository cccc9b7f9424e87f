package app

// VisitSort is a column the list of visits can be sorted by.
type VisitSort string

// The sortable columns of visits.
const (
	VisitsByDay      VisitSort = "day" // within a day by manager and route
	VisitsByNumber   VisitSort = "number"
	VisitsByCustomer VisitSort = "customer"
	VisitsByManager  VisitSort = "manager"
	VisitsByStatus   VisitSort = "status"
)

// Visits is the filter of all visits of the scope that still are to be made.
func (s Scope) Visits() VisitFilter {
	return VisitFilter{OpenOnly: true, Mine: s == ScopeMine, MyUnit: s == ScopeUnit}
}

// VisitWork is one of the lists of visits a day begins with.
type VisitWork string

// The lists of visits on the start page.
const (
	VisitsToday   VisitWork = "today"
	VisitsOverdue VisitWork = "overdue"
)

// VisitWorks lists them in their order.
func VisitWorks() []VisitWork { return []VisitWork{VisitsToday, VisitsOverdue} }

// Visits is the filter behind the number.
func (w VisitWork) Visits(scope Scope, today Day) VisitFilter {
	f := scope.Visits()
	if w == VisitsToday {
		f.From, f.To = today, today
		return f
	}
	f.Overdue = true
	return f
}

// VisitRow is a visit as lists show it.
type VisitRow struct {
	Visit
	CustomerName string
	ManagerName  string
	Segment      string
	AccountNo    string `field:"accounts.account_no"`
	Address      string // of the account, or of the customer's first
	AreaCode     string // of its transformer area
	AreaName     string
	Keeping      Keeping // of the customer
}

// Place is where the visit goes.
func (r VisitRow) Place() VisitPlace {
	return VisitPlace{Village: Village(r.Address), Area: r.AreaCode, Address: r.Address}
}

// DueFilter narrows the list of customers whose visit is due by rhythm.
type DueFilter struct {
	UpTo            Day // due by then
	Text            string
	Manager         StaffID // responsible on the day of the question
	Mine            bool
	Segment         string
	TransformerArea TransformerAreaID
	Late            bool // overdue already
	PlannedToo      bool // also who has an open visit
}

// For names who looks in place of "mine".
func (f DueFilter) For(by Actor) DueFilter {
	if f.Mine {
		f.Manager, f.Mine = by.Staff, false
	}
	return f
}

// DueVisit is a customer whose next visit is due by a day.
type DueVisit struct {
	Row         int64 // of the customer, as lists know it
	Customer    CustomerID
	Name        string
	Segment     string
	Rhythm      VisitRhythm
	Last        Day // empty: never visited
	Due         Day
	PlannedOn   Day // of an open visit; empty: none
	Manager     StaffID
	ManagerName string
	AccountNo   string `field:"accounts.account_no"`
	AreaCode    string
	AreaName    string
	Address     string
}

// Place is where the customer lives.
func (d DueVisit) Place() VisitPlace {
	return VisitPlace{Village: Village(d.Address), Area: d.AreaCode, Address: d.Address}
}

// DayVisit is a visit as the day sheet shows it.
type DayVisit struct {
	VisitRow
	Contact string
	Phone   string `field:"contacts.mobile"`
	Last    Day
	Watch   []Alert // what to watch, the gravest first
}

// DaySheet is the visits of a manager on a day, in the order of the route.
type DaySheet struct {
	Day     Day
	Manager StaffID
	Name    string // of the manager
	Visits  []DayVisit
}

// CustomerRhythm is how often a customer is visited, and where he stands.
type CustomerRhythm struct {
	Customer CustomerID
	Name     string
	Segment  string
	Own      VisitRhythm // zero: none that holds
	Of       VisitRhythm // that of the segment; zero: none
	Last     LastVisits
	Due      Day // empty: not visited by rhythm
}

// Holds is the rhythm in force.
func (c CustomerRhythm) Holds() VisitRhythm {
	if !c.Own.ID.IsZero() {
		return c.Own
	}
	return c.Of
}
