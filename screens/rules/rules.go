// Package rules shows what cases live and are counted by: the flows of their
// kinds, what is asked on visits, the limit rules with a box to try them, and
// the calendar of working days; and what customers are served by: the rules of
// segments, the templates of service plans, how long what is known counts as
// known, from where on a change of use is worth somebody's time, and in which
// ways of its own the company masks lists that go out. It counts with what package
// app says and keeps nothing itself.
package rules

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	Flows(context.Context, app.Actor) ([]app.Flow, error)
	SaveFlow(ctx context.Context, by app.Actor, text string, from app.Day) (app.Flow, error)
	VisitForms(context.Context, app.Actor) ([]app.VisitForm, error)
	SaveVisitForm(ctx context.Context, by app.Actor, text string, from app.Day) (app.VisitForm, error)
	LimitRules(context.Context, app.Actor) ([]app.LimitRule, error)
	SaveLimitRule(ctx context.Context, by app.Actor, was, now app.LimitRule) (app.LimitRule, error)
	WithdrawLimitRule(ctx context.Context, by app.Actor, gone app.LimitRule) error
	Calendar(context.Context) (*app.Calendar, error)
	CalendarDays(context.Context, app.Actor) ([]app.CalendarDay, error)
	SaveCalendarDay(ctx context.Context, by app.Actor, was, now app.CalendarDay, report func(done, total int64)) (app.CalendarReport, error)
	ReadCalendar(ctx context.Context, by app.Actor, path string) ([]app.CalendarDay, error)
	ImportCalendar(ctx context.Context, by app.Actor, notice []app.CalendarDay, dryRun bool, report func(done, total int64)) (app.CalendarReport, error)
	SegmentRules(context.Context, app.Actor) ([]app.SegmentRule, error)
	SaveSegmentRule(context.Context, app.Actor, app.SegmentRule) (app.SegmentRule, error)
	TryRule(context.Context, app.Actor, app.SegmentRule) (app.SegmentTrial, error)
	PlanTemplates(context.Context, app.Actor) ([]app.PlanTemplate, error)
	SavePlanTemplate(context.Context, app.Actor, app.PlanTemplate) (app.PlanTemplate, error)
	FreshnessLimits(context.Context, app.Actor) ([]app.FreshnessLimit, error)
	SaveFreshnessLimit(ctx context.Context, by app.Actor, was, now app.FreshnessLimit) (app.FreshnessLimit, error)
	WithdrawFreshnessLimit(ctx context.Context, by app.Actor, gone app.FreshnessLimit) error
	WatchRules(context.Context, app.Actor) ([]app.WatchRule, error)
	ChangeWatchRule(context.Context, app.Actor, app.WatchRule) (app.WatchRule, error)
	ExportProfileVersions(context.Context, app.Actor) ([]app.OwnProfileVersion, error)
	SaveExportProfile(context.Context, app.Actor, app.OwnProfile) (app.OwnProfile, error)
	WithdrawExportProfile(ctx context.Context, by app.Actor, gone app.OwnProfile) error
	SaveOffice(ctx context.Context, by app.Actor, office app.OfficeDay, report func(done, total int64)) (app.CalendarReport, error)
}
