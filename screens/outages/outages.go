// Package outages shows outages: the list, the page of one with whom it takes
// the power from, the form that plans one, and the sheets that move one on,
// prove that customers were told, and link fault reports. It asks its Store
// and knows no SQL; the cases of a report are moved on elsewhere.
package outages

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what these screens ask of the records.
type Store interface {
	OutageOrder(context.Context, app.Actor, app.OutageFilter) ([]int64, error)
	OutagesAt(context.Context, app.Actor, []int64) ([]app.OutageRow, error)
	OutageCounts(context.Context, app.Actor) (map[app.OutageView]int64, error)
	OutagePage(context.Context, app.Actor, app.OutageID) (app.OutagePage, error)
	AffectedOrder(context.Context, app.Actor, app.OutageID, app.AffectedOnly) ([]int64, error)
	AffectedAt(context.Context, app.Actor, app.OutageID, []int64) ([]app.Affected, error)
	ExportAffected(context.Context, app.Actor, app.OutageID, []int64, app.ExportJob, func(done, total int64)) (int, error)
	ForeseeOutage(context.Context, app.Actor, app.OutageDraft) (app.OutageForecast, error)
	PlanOutage(context.Context, app.Actor, app.OutageDraft) (app.Outage, error)
	ChangeOutage(context.Context, app.Actor, app.Outage, app.OutageDraft) (app.Outage, error)
	MoveOutage(context.Context, app.Actor, app.Outage, app.OutageStep) (app.Outage, error)
	RestoreOutage(context.Context, app.Actor, app.Outage, app.OutageStep) (app.Outage, []app.CaseID, error)
	RecordNotices(context.Context, app.Actor, app.OutageID, []int64, app.NoticeDraft) (int, error)
	UnlinkedFaults(context.Context, app.Actor, app.OutageID) ([]app.CaseRow, error)
	LinkFault(context.Context, app.Actor, app.CaseID, app.OutageID) error
	UnlinkFault(context.Context, app.Actor, app.CaseID) error
	TransformerAreas(context.Context, app.Actor) ([]app.TransformerArea, error)
	Lines(context.Context, app.Actor) ([]app.GridLine, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
}

// StatusTone is the colour of a status.
func StatusTone(status app.OutageStatus) widgets.Tone {
	switch status {
	case app.OutagePlanned:
		return widgets.ToneWarn
	case app.OutageAnnounced:
		return widgets.ToneInfo
	case app.OutageUnderWay:
		return widgets.ToneBad
	case app.OutageRestored:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}

func kindOptions() []widgets.Option {
	var out []widgets.Option
	for _, kind := range app.OutageKinds() {
		out = append(out, desk.Option(string(kind), words.OutageKind(kind)))
	}
	return out
}
