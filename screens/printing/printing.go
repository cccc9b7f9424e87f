// Package printing is the sheet behind Ctrl+P: which paper of what is on view,
// to look at in the system's viewer or to send to its printer. It reads what
// the paper needs from its Store; how papers look is package paper's, where
// they lie and how they are opened is handed in.
package printing

import (
	"context"

	"lamplighter/app"
)

// Store is what the papers ask of the records.
type Store interface {
	CasePage(context.Context, app.Actor, app.CaseID) (app.CasePage, error)
	VisitPage(context.Context, app.Actor, app.VisitID) (app.VisitPage, error)
	CustomerPage(context.Context, app.Actor, app.CustomerID) (app.CustomerPage, error)
	CasesAt(context.Context, app.Actor, []int64) ([]app.CaseRow, error)
	CustomersAt(context.Context, app.Actor, []int64) ([]app.CustomerRow, error)
	VisitsAt(context.Context, app.Actor, []int64) ([]app.VisitRow, error)
	PracticeAt(context.Context, app.Actor, []int64) ([]app.PracticeRow, error)
	DaySheet(context.Context, app.Actor, app.StaffID, app.Day) (app.DaySheet, error)
	Brief(context.Context, app.Actor, app.BriefOf) (app.Brief, error)
	Briefs(context.Context, app.Actor, []app.VisitID) ([]app.Brief, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	ClassPage(context.Context, app.Actor, app.ClassID) (app.ClassPage, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	CertificatesAt(context.Context, app.Actor, []app.CertificateID) ([]app.CertificateRow, error)
	NotePaper(ctx context.Context, by app.Actor, p app.PaperOut) error
	Setting(ctx context.Context, name string) (string, error)
	Set(ctx context.Context, name, value string) error
	OutageHistory(ctx context.Context, by app.Actor, place app.GridPlace, from, to app.Day) (app.PlaceHistory, error)
}

// Office is what the system does with a finished paper. Its functions are
// called away from the UI thread.
type Office struct {
	Keep  func(name string, pdf []byte) (path string, err error) // whole or not at all
	View  func(path string) error                                // with the system's viewer
	Print func(ctx context.Context, path string) error           // nil: the system has no way to
}

// MostRows is the longest list that goes on paper, about 300 pages.
const MostRows = 5000
