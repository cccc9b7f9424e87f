// Package review shows how the managers fare and how satisfied customers are:
// the figures of a period with the list behind each number, the calls after a
// visit's measures, and the entry of answers to the yearly survey. It counts
// nothing itself: figures come from its Store, rules from app.
package review

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	VisitReview(context.Context, app.Actor, app.ReviewAsk) (app.VisitReview, error)
	ReviewedVisits(context.Context, app.Actor, app.VisitFilter, []app.StaffID) ([]app.ReviewedVisit, error)
	ReviewedPromises(context.Context, app.Actor, app.ReviewedPromises, []app.StaffID) ([]app.ReviewedPromise, error)
	ReviewedAnswers(ctx context.Context, by app.Actor, from, to app.Day, low bool, of []app.StaffID) ([]app.SurveyAnswer, error)
	ReviewedChanges(ctx context.Context, by app.Actor, from, to app.Day, of []app.StaffID) ([]app.ReviewedChange, error)
	VisitQuality(context.Context, app.Actor, app.VisitID) (app.VisitQuality, error)
	FollowUps(ctx context.Context, by app.Actor, manager app.StaffID, until app.Day) ([]app.FollowUpCall, error)
	FollowUpVisit(context.Context, app.Actor, app.Visit, app.FollowUp) (app.Visit, error)
	AddSurvey(ctx context.Context, by app.Actor, r app.SurveyResponse, replace bool) error
	Search(ctx context.Context, by app.Actor, text string, limit int) ([]app.Found, int, error)
}
