package app

import (
	"cmp"
	"slices"
)

// ServicePlanStatus is where a service plan stands.
type ServicePlanStatus string

// The statuses of a service plan.
const (
	PlanProposed ServicePlanStatus = "proposed"
	PlanRunning  ServicePlanStatus = "running"
	PlanEnded    ServicePlanStatus = "ended"
)

// PlanItemStatus is where an item of a service plan stands.
type PlanItemStatus string

// The statuses of an item.
const (
	ItemOpen    PlanItemStatus = "open"
	ItemDone    PlanItemStatus = "done"
	ItemDropped PlanItemStatus = "dropped"
)

// VisitItem is the kind of an item that is done by a visit.
const VisitItem = "visit"

// PlanTemplate is one version of what is done for the customers of a segment in a year (服务计划模板).
type PlanTemplate struct {
	ID          PlanTemplateID
	Area        Area
	Code        string
	ZH          string
	EN          string
	Segment     string // code list segment
	Items       string // a line each
	Version     int64
	ValidFrom   Day
	ValidTo     Day
	Source      string
	Mark        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// PlanTemplateID names one.
type PlanTemplateID = ID[PlanTemplate]

// ServicePlan is what is done for one customer (服务计划), made from a template and then his own.
type ServicePlan struct {
	ID          ServicePlanID
	Area        Area
	Customer    CustomerID
	Template    PlanTemplateID
	Title       string // in both languages, as TwoNames reads
	FromOn      Day
	ToOn        Day
	Status      ServicePlanStatus
	Owner       StaffID
	Note        string
	CreatedBy   StaffID
	CreatedAt   int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ServicePlanID names one.
type ServicePlanID = ID[ServicePlan]

// PlanItem is one dated item of a service plan.
type PlanItem struct {
	ID          PlanItemID
	Area        Area
	Plan        ServicePlanID
	Customer    CustomerID
	What        string // from a template in both languages, as TwoNames reads
	Kind        string // code list plan_item_kind
	DueOn       Day
	Owner       StaffID
	Status      PlanItemStatus
	DoneOn      Day
	Visit       VisitID // the visit it was done in
	Effect      string  // what came of it; dropped: why
	WithdrawnAt int64   // Unix ms; 0 while in use
	Seen        Seen
}

// PlanItemID names one.
type PlanItemID = ID[PlanItem]

// Check refuses a template that no plan could be made from.
func (t PlanTemplate) Check() error {
	switch {
	case !word.MatchString(t.Code):
		return Refuse("code", Malformed)
	case t.ZH == "" || t.EN == "":
		return Refuse("name", Missing)
	case t.Segment == "":
		return Refuse("segment", Missing)
	case t.ValidFrom != "" && !t.ValidFrom.Valid():
		return Refuse("valid_from", Malformed)
	case t.ValidTo != "" && t.ValidTo < t.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	}
	_, err := ParsePlanItems(t.Items)
	return err
}

// NextPlanTemplate readies a template as it was edited: a new one or the next
// version of its code. Plans that were made keep the items they were made with.
func NextPlanTemplate(kept []PlanTemplate, now PlanTemplate, today Day) (PlanTemplate, error) {
	if err := now.Check(); err != nil {
		return now, err
	}
	was, number := following(kept, now.Code)
	now.ID, now.Seen, now.Version = PlanTemplateID{}, Seen{}, number
	same := was
	same.ID, same.Seen, same.Version, same.ValidFrom = now.ID, now.Seen, now.Version, now.ValidFrom
	if same == now {
		return now, Refuse("items", NothingToDo)
	}
	if err := checkBegin(was.ValidFrom, now.ValidFrom, today); err != nil {
		return now, err
	}
	for _, t := range PlanTemplatesOn(kept, now.ValidFrom) {
		if t.Segment == now.Segment && t.Code != now.Code {
			return now, &Refusal{Field: "segment", Reason: AlreadyThere, Value: t.Code}
		}
	}
	return now, nil
}

// PlanTemplatesOn is the templates in force on a day, by segment and code.
func PlanTemplatesOn(kept []PlanTemplate, day Day) []PlanTemplate {
	out := newestOn(kept, day)
	slices.SortFunc(out, func(a, b PlanTemplate) int {
		return cmp.Or(cmp.Compare(a.Segment, b.Segment), cmp.Compare(a.Code, b.Code))
	})
	return out
}

func (t PlanTemplate) version() versionOf {
	return versionOf{of: t.Code, number: t.Version, from: t.ValidFrom, to: t.ValidTo, gone: t.WithdrawnAt != 0, id: t.ID}
}

// Move returns the plan in another status, or refuses.
func (p ServicePlan) Move(to ServicePlanStatus) (ServicePlan, error) {
	next := map[ServicePlanStatus][]ServicePlanStatus{PlanProposed: {PlanRunning, PlanEnded}, PlanRunning: {PlanEnded}}
	if !slices.Contains(next[p.Status], to) {
		return p, Refuse("plan", PlanNotFromHere)
	}
	p.Status = to
	return p, nil
}

// ItemEnd is how an item came to its end.
type ItemEnd struct {
	On     Day
	Effect string
	Visit  VisitID
}

// Done is the item done, with what came of it.
func (i PlanItem) Done(end ItemEnd, today Day) (PlanItem, error) {
	switch {
	case i.Status != ItemOpen:
		return i, Refuse("plan_item", PlanNotFromHere)
	case !end.On.Valid():
		return i, Refuse("done_on", Missing)
	case end.On > today:
		return i, Refuse("done_on", InTheFuture)
	case end.Effect == "":
		return i, Refuse("effect", Missing)
	}
	i.Status, i.DoneOn, i.Effect, i.Visit = ItemDone, end.On, end.Effect, end.Visit
	return i, nil
}

// Dropped is the item given up, with the reason.
func (i PlanItem) Dropped(reason string, today Day) (PlanItem, error) {
	switch {
	case i.Status != ItemOpen:
		return i, Refuse("plan_item", PlanNotFromHere)
	case reason == "":
		return i, Refuse("effect", NeedsReason)
	}
	i.Status, i.DoneOn, i.Effect = ItemDropped, today, reason
	return i, nil
}

// Check refuses an open item that nobody could do.
func (i PlanItem) Check() error {
	switch {
	case i.What == "":
		return Refuse("what", Missing)
	case i.Kind == "":
		return Refuse("plan_item_kind", Missing)
	case !i.DueOn.Valid():
		return Refuse("due_on", Missing)
	}
	return nil
}

// PlanProgress counts the items of a plan.
type PlanProgress struct{ Done, Dropped, Open, Overdue int64 }

// Asked is how many were to be done: dropped ones no longer are.
func (p PlanProgress) Asked() int64 { return p.Done + p.Open }

// ProgressOf counts items as they stand on a day.
func ProgressOf(items []PlanItem, today Day) PlanProgress {
	var p PlanProgress
	for _, i := range items {
		switch {
		case i.Status == ItemDone:
			p.Done++
		case i.Status == ItemDropped:
			p.Dropped++
		case i.DueOn < today:
			p.Overdue++
			p.Open++
		default:
			p.Open++
		}
	}
	return p
}
