// Package cases shows cases: the list, the page of one, the form that accepts
// one and the sheet that moves one on. It asks its Store and knows no SQL.
package cases

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/attach"
	"lamplighter/screens/knowledge"
	"lamplighter/screens/practice"
	"lamplighter/screens/views"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	views.Store
	attach.Store
	practice.UsedStore

	CaseOrder(context.Context, app.Actor, app.CaseFilter) ([]int64, error)
	CaseHead(context.Context, app.Actor, app.CaseFilter, int) ([]int64, error)
	CountCases(context.Context, app.Actor, app.CaseFilter, int64) (app.Bounded, error)
	CaseBoard(context.Context, app.Actor, app.CaseFilter, int) ([]app.BoardColumn, error)
	Workload(context.Context, app.Actor) ([]app.Load, error)
	AssignCases(context.Context, app.Actor, []app.Case, app.StaffID, string) ([]app.CaseID, []app.NotAssigned, error)
	CasesAt(context.Context, app.Actor, []int64) ([]app.CaseRow, error)
	CasePage(context.Context, app.Actor, app.CaseID) (app.CasePage, error)
	OpenCase(context.Context, app.Actor, app.CaseDraft) (app.Case, error)
	MoveCase(context.Context, app.Actor, app.Case, app.Progress) (app.Case, error)
	NoteOnCase(context.Context, app.Actor, app.Case, app.CaseNote) error
	LinkCase(ctx context.Context, by app.Actor, was app.Case, to string) error
	Promise(context.Context, app.Actor, app.CaseDraft) (app.Promise, error)
	Calendar(context.Context) (*app.Calendar, error)
	LastCase(context.Context, app.Actor, app.CaseKind) (app.CaseDraft, error)
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	ReceiveDocument(context.Context, app.Actor, app.CaseDocument, app.Day, string) error
	CustomerPage(context.Context, app.Actor, app.CustomerID) (app.CustomerPage, error)
	DrawCallBacks(context.Context, app.Actor, app.Draw) (app.Draw, error)
	Draws(context.Context, app.Actor) ([]app.Draw, error)
	CallBacks(context.Context, app.Actor, app.DrawID) ([]app.CallBackOf, error)
	RecordCallBack(ctx context.Context, by app.Actor, was app.CallBackOf, opinion, note string) error
	ServiceReport(context.Context, app.Actor, app.ServiceAsk) (app.ServiceReport, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
	knowledge.Reader
}

// StatusTone is the colour of a status.
func StatusTone(status app.CaseStatus) widgets.Tone {
	switch status {
	case app.Accepted, app.Assigned, app.Working:
		return widgets.ToneInfo
	case app.WaitCustomer, app.WaitInternal, app.WaitApproval:
		return widgets.ToneWarn
	case app.Replied, app.CallBack:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}
