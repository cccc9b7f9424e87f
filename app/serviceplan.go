package app

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
	Title       string
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
	What        string
	Kind        string // code list plan_item_kind
	DueOn       Day
	Owner       StaffID
	Status      PlanItemStatus
	DoneOn      Day
	Visit       VisitID // the visit it was done in
	Effect      string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// PlanItemID names one.
type PlanItemID = ID[PlanItem]
