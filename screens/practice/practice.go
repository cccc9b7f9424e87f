// Package practice is the log of practice on the job and of self-study: the list
// of entries, the sheet a learner writes one on, also out of a case or a visit,
// and the sheets by which a mentor confirms entries and signs courses off. What
// counts for what is decided in app and data.
package practice

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	EntryStore

	PracticeOrder(context.Context, app.Actor, app.PracticeFilter) ([]int64, error)
	PracticeCounts(context.Context, app.Actor, app.PracticeFilter) (map[app.PracticeView]int64, error)
	PracticeAt(context.Context, app.Actor, []int64) ([]app.PracticeRow, error)
	ExportPractice(context.Context, app.Actor, []int64, app.ExportJob, func(done, total int64)) (int, error)
	SettlePractice(context.Context, app.Actor, []app.Practice, app.PracticeVerdict) (app.PracticeSettled, error)
	Mentored(context.Context, app.Actor, app.PracticeFilter) ([]app.Mentored, error)
	SignOff(context.Context, app.Actor, app.SignOffAsk) (completed int64, err error)
	Courses(context.Context, app.Actor) ([]app.Course, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
}

// EntryStore is what the sheet of an entry asks.
type EntryStore interface {
	PracticeChoices(context.Context, app.Actor, app.PracticeOf) (app.PracticeChoices, error)
	ForeseePractice(context.Context, app.Actor, app.PracticeID, app.PracticeDraft) (app.PracticeBeside, error)
	LogPractice(context.Context, app.Actor, app.PracticeDraft) (app.Practice, error)
	ChangePractice(context.Context, app.Actor, app.Practice, app.PracticeDraft) (app.Practice, error)
	DropPractice(context.Context, app.Actor, app.Practice) error
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
}
