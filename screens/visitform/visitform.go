// Package visitform is where a visit is written down, and the page of one that
// was: the form with its groups, what is known of the customer beside it, and
// what was made meanwhile. It plans no visit and makes no promise, case or
// photo itself: it calls whoever does through Parts.
package visitform

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Store is what these screens ask of the records.
type Store interface {
	StartVisit(context.Context, app.Actor, app.CustomerID, app.Day) (app.Visit, error)
	VisitPage(context.Context, app.Actor, app.VisitID) (app.VisitPage, error)
	RecordVisit(context.Context, app.Actor, app.Visit, app.VisitRecord) (app.Visit, error)
	ReviseVisit(context.Context, app.Actor, app.VisitPage, app.VisitRecord) (app.Visit, error)
	FollowUpVisit(context.Context, app.Actor, app.Visit, app.FollowUp) (app.Visit, error)
	ArchiveVisit(context.Context, app.Actor, app.Visit) (app.Visit, error)
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
	DropVisit(context.Context, app.Actor, app.Visit) error
}

// Maker makes something from inside a visit: a sheet over the form. done is
// called on the UI thread when the sheet has gone, whether or not something was
// stored.
type Maker interface {
	Open(kind app.VisitLinkKind, visit app.Visit, done func())
}

// Slot shows what hangs on a record: photos, the signature.
type Slot interface {
	Content() fyne.CanvasObject
	Of(table string, id app.RecordID)
}

// papered is a slot where one can say that it was signed on paper.
type papered interface {
	SetOnPaper(onPaper bool)
}

// Made is one thing that was made in a visit, as a line.
type Made struct {
	Kind   app.VisitLinkKind
	Text   string
	Status string // in words
	Due    app.Day
}

// Parts are what others give the form. The form and the page have slots of
// their own, since both may be built at the same time.
type Parts struct {
	Maker                     Maker
	Made                      func(context.Context, app.VisitID) ([]Made, error)
	FormPhotos, FormSignature Slot
	PagePhotos, PageSignature Slot
	PageUsed                  Slot       // who learnt on the visit, with a head of its own; nil: not told
	Open                      func(Made) // goes to it; nil: lines cannot be pressed
}

// visitsTable is what photos and signatures hang on.
const visitsTable = "visits"

// Chorded is what can be made from inside a visit, and the chord for it.
type Chorded struct {
	Kind  app.VisitLinkKind
	Chord string
}

// Kinds are all that can be made. The letters are those of the English words.
func Kinds() []Chorded {
	return []Chorded{
		{app.LinkCase, "Ctrl+Shift+C"},
		{app.LinkCommitment, "Ctrl+Shift+P"},
		{app.LinkDemand, "Ctrl+Shift+D"},
		{app.LinkOpportunity, "Ctrl+Shift+O"},
		{app.LinkChange, "Ctrl+Shift+H"},
		{app.LinkUsageEvent, "Ctrl+Shift+U"},
		{app.LinkReading, "Ctrl+Shift+M"},
	}
}

// refusalSaid words a rule's no; label is what the form calls the field, "" for
// one that every visit has.
func refusalSaid(no *app.Refusal, label string) string {
	if label == "" {
		return words.Refusal(no)
	}
	return words.RefusalOf(no, label)
}

// errorSaid words anything that went wrong with a visit. Somebody who recorded
// or moved it meanwhile is named as such.
func errorSaid(err error) string {
	if errors.Is(err, app.ErrChangedMeantime) {
		return lang.L("Someone else recorded, moved or corrected this visit meanwhile. Your text is kept as a draft; look at theirs, then save again.")
	}
	return words.Error(err)
}
