package app

// PlanItemView is one of the lists of service plan items.
type PlanItemView string

// The lists of items, the most urgent first.
const (
	ItemsOverdue PlanItemView = "overdue"
	ItemsMonth   PlanItemView = "month" // due until the end of this month
	ItemsAhead   PlanItemView = "ahead"
	ItemsEnded   PlanItemView = "ended"
)

// PlanItemViews lists the lists in their order.
func PlanItemViews() []PlanItemView {
	return []PlanItemView{ItemsOverdue, ItemsMonth, ItemsAhead, ItemsEnded}
}

// PlanItemFilter narrows the list of items of running plans.
type PlanItemFilter struct {
	View     PlanItemView
	Mine     bool // whose owner is who looks
	Owner    StaffID
	Kind     string
	Segment  string // of the customer
	Customer CustomerID
	Text     string // in what is to be done, or a customer
}

// For names the person that "mine" means.
func (f PlanItemFilter) For(by Actor) PlanItemFilter {
	if f.Mine {
		f.Owner = by.Staff
	}
	return f
}

// Span is when the items of a view fall due, seen from a day: both ends
// included, an empty one open.
func (v PlanItemView) Span(today Day) (from, to Day) {
	end := Day(today[:8] + "01").AddMonths(1).AddDays(-1)
	switch v {
	case ItemsOverdue:
		return "", today.AddDays(-1)
	case ItemsMonth:
		return today, end
	case ItemsAhead:
		return end.AddDays(1), ""
	}
	return "", ""
}

// PlanItemRow is an item as a list shows it.
type PlanItemRow struct {
	PlanItem
	CustomerName string
	Segment      string // of the customer
	OwnerName    string
	OwnerLeft    bool   // no longer works here
	Title        string // of the plan
}

// PlanLeft is a customer for whom no plan was made, and why.
type PlanLeft struct {
	Customer CustomerID
	Name     string
	Why      error
}

// PlansMade says what came of making plans.
type PlansMade struct {
	Plans []ServicePlan
	Items int64
	Left  []PlanLeft
}

// PlanOf is a service plan with its items.
type PlanOf struct {
	ServicePlan
	OwnerName string
	Items     []PlanItemRow
}

// CustomerServices is how one customer is served: his segment and why, his
// plans, and what ought to be asked.
type CustomerServices struct {
	Customer   Customer
	Segmenting Segmenting // the last confirmed; zero: never
	By         string     // who confirmed it
	Version    int64      // of the rule it was confirmed by; 0: by hand
	Placing    Placing    // what the rules say now
	Plans      []PlanOf   // the newest first
	Shares     []GroupShare
	Gaps       []Gap
}
