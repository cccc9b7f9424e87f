// Package synchronise shows how this file and those on other computers come to
// agree: the exchange through a folder with a look at it first, the fields in
// which two values wait for a decision, the packages that came and went, and
// what could not be brought into the records. It reads and merges nothing itself.
package synchronise

import (
	"context"
	"encoding/hex"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// Store is what these screens ask of the records. Progress comes with the step
// an exchange is at, and how much of it is done.
type Store interface {
	SyncState(context.Context, app.Actor) (app.SyncState, error)
	SyncPlaces(ctx context.Context, by app.Actor, last string) ([]app.SyncPlace, error)
	LookAt(ctx context.Context, by app.Actor, folder string, report func(step app.SyncStep, done, total int64)) (app.SyncPreview, error)
	Exchange(ctx context.Context, by app.Actor, folder string, report func(step app.SyncStep, done, total int64)) (app.SyncResult, error)
	Packages(ctx context.Context, by app.Actor, from, atMost int) ([]app.Package, error)
	UndoReceived(context.Context, app.Actor, []app.ReceivedSets) (app.UndoReport, error)
	Conflicts(ctx context.Context, by app.Actor, atMost int) (app.Conflicts, error)
	ResolveConflicts(context.Context, app.Actor, []app.Decision) error
	Quarantine(context.Context, app.Actor) ([]app.QuarantinedSet, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	witness.Store
}

// open goes to the page of a record, or to that of the customer it is of.
func open(d *desk.Desk, record app.RecordRef, customer app.CustomerID) {
	r := desk.Route{Tab: desk.Customers, Customer: customer}
	switch record.Table {
	case "customers":
		r.Customer = app.CustomerID(record.ID)
	case "cases":
		r = desk.Route{Tab: desk.Cases, Case: app.CaseID(record.ID)}
	case "visits":
		r = desk.Route{Tab: desk.Visits, Visit: app.VisitID(record.ID)}
	case "outages":
		r = desk.Route{Tab: desk.Outages, Outage: app.OutageID(record.ID)}
	case "classes":
		r = desk.Route{Tab: desk.Training, Class: app.ClassID(record.ID)}
	case "courses":
		r = desk.Route{Tab: desk.Training, Course: app.CourseID(record.ID)}
	case "staff", "org_units", "transformer_areas":
		r = desk.Route{Tab: desk.Settings}
	default:
		if customer.IsZero() {
			d.Say(lang.L("This record has no page of its own."))
			return
		}
	}
	d.Open(r)
}

// rows sets two objects one above the other, the first taking share of the height.
type rows struct{ share float32 }

// rowsGap is the room between the two.
const rowsGap = 10

// MinSize implements fyne.Layout.
func (l rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, rowsGap)
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (l rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := (size.Height - rowsGap) * l.share
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, first))
	objects[1].Move(fyne.NewPos(0, first+rowsGap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-first-rowsGap))
}

// mergedTone colours what becomes of a record.
func mergedTone(as app.MergedAs) widgets.Tone {
	switch as {
	case app.MergedAdded:
		return widgets.ToneGood
	case app.MergedChanged:
		return widgets.ToneInfo
	case app.MergedConflict, app.MergedWaiting:
		return widgets.ToneWarn
	case app.MergedRefused:
		return widgets.ToneBad
	}
	return widgets.ToneNeutral
}

// packageTone colours the state of a package.
func packageTone(state app.PackageState) widgets.Tone {
	switch state {
	case app.PackageNew:
		return widgets.ToneGood
	case app.PackageOwn, app.PackageRelayed:
		return widgets.ToneInfo
	case app.PackageEarly, app.PackageNewer:
		return widgets.ToneWarn
	case app.PackageDamaged, app.PackageForeign, app.PackageUncertain, app.PackageForked:
		return widgets.ToneBad
	}
	return widgets.ToneNeutral
}

// span words numbers of change sets.
func span(first, last int64) string {
	if first == last {
		return words.Count(first)
	}
	return lang.L("{{.From}} to {{.To}}", map[string]any{"From": words.Count(first), "To": words.Count(last)})
}

// shortHash is enough of a hash to compare it by eye.
func shortHash(hash []byte) string {
	text := hex.EncodeToString(hash)
	return text[:min(len(text), 12)]
}

// total adds up what packages hold.
func total(packages []app.Package) (changes, bytes int64) {
	for _, p := range packages {
		changes += p.Rows
		bytes += p.Bytes
	}
	return changes, bytes
}
