// Package services shows how customers are served: the items of service plans
// that fall due, the customers whom the rules would place in another segment,
// the part of a customer's page that tells segment, plan and gaps, and the
// sheets that make plans and end their items. What the rules say and when an
// item falls due is decided in app.
package services

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	CustomerStore

	SegmentProposals(context.Context, app.Actor, app.SegmentFilter) (app.SegmentProposals, error)
	ConfirmSegments(context.Context, app.Actor, []app.SegmentProposal) (app.SegmentsConfirmed, error)
	CustomersWithoutPlan(context.Context, app.Actor, app.SegmentFilter) ([]app.CustomerID, error)
	PlanItemOrder(context.Context, app.Actor, app.PlanItemFilter) ([]int64, error)
	PlanItemsAt(context.Context, app.Actor, []int64) ([]app.PlanItemRow, error)
	PlanItemCounts(context.Context, app.Actor, app.PlanItemFilter) (map[app.PlanItemView]int64, error)
	ExportPlanItems(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error)
}

// CustomerStore is what the part of a customer's page asks.
type CustomerStore interface {
	CustomerServices(context.Context, app.Actor, app.CustomerID) (app.CustomerServices, error)
	SetSegment(ctx context.Context, by app.Actor, was app.Customer, segment, reason string) error
	PlanTemplates(context.Context, app.Actor) ([]app.PlanTemplate, error)
	MakePlans(context.Context, app.Actor, []app.CustomerID, app.ServicePlanAsk) (app.PlansMade, error)
	ConfirmPlans(context.Context, app.Actor, []app.ServicePlan) error
	EndPlan(ctx context.Context, by app.Actor, was app.ServicePlan, reason string) error
	AddPlanItem(context.Context, app.Actor, app.ServicePlan, app.PlanItem) (app.PlanItem, error)
	ChangePlanItem(ctx context.Context, by app.Actor, was, now app.PlanItem, why app.Why) error
	FinishPlanItem(context.Context, app.Actor, app.PlanItem, app.ItemEnd) (app.PlanItem, error)
	DropPlanItem(ctx context.Context, by app.Actor, was app.PlanItem, reason string) (app.PlanItem, error)
	PlanVisits(context.Context, app.Actor, app.PlanAsk) (app.VisitPlan, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}

// every is the choice that narrows nothing.
const every = "all"
