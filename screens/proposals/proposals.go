// Package proposals shows who should take which course and why, drawn from
// complaints, overruns, opinions and what was not passed; what is decided on it;
// and what was decided before. It draws nothing itself: proposals come from its
// Store, rules from app.
package proposals

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	TrainingProposals(context.Context, app.Actor, app.ProposalFilter) (app.ProposalList, error)
	TrainingDecisions(context.Context, app.Actor, app.ProposalFilter) ([]app.DecidedProposal, error)
	ClassOffers(context.Context, app.Actor, app.CourseID) ([]app.ClassOffer, error)
	AcceptProposals(context.Context, app.Actor, []app.TrainingProposal, app.ProposalAccept) (app.ProposalsDone, error)
	DismissProposals(ctx context.Context, by app.Actor, chosen []app.TrainingProposal, reason string) (app.ProposalsDone, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
}
