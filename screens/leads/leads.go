// Package leads shows who may need more, with the numbers that say so, to be
// proposed as an opportunity or dismissed; and who uses nothing any more. It
// computes nothing itself: leads come from its Store, rules from app.
package leads

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/usetasks"
)

// Store is what these screens ask of the records.
type Store interface {
	usetasks.Giver

	Leads(context.Context, app.Actor, app.LeadFilter) (app.LeadList, error)
	ProposeLeads(context.Context, app.Actor, []app.LeadProposal) (app.LeadsDone, error)
	DismissLeads(ctx context.Context, by app.Actor, chosen []app.CustomerID, reason string) (app.LeadsDone, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}
