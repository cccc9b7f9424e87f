// Package inside holds the sheets by which something is made from inside a
// visit without leaving it: a case, an internal demand, a promise, an
// opportunity, a change to what is known, a usage event, a meter reading. They
// serve a customer's page as well, without a visit. What may be stored is
// decided in app and data; the form of the visit itself is elsewhere.
package inside

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/attach"
	"lamplighter/screens/background"
	"lamplighter/screens/cases"
	"lamplighter/screens/desk"
	"lamplighter/screens/words"
)

// Store is what these sheets ask of the records.
type Store interface {
	cases.QuickStore
	attach.Store

	CustomerPage(context.Context, app.Actor, app.CustomerID) (app.CustomerPage, error)
	Registers(context.Context, app.Actor, app.AccountID) ([]app.RegisterState, error)
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	MakeCommitment(context.Context, app.Actor, app.CommitmentDraft) (app.Commitment, error)
	SaveOpportunity(ctx context.Context, by app.Actor, was, now app.Opportunity) (app.Opportunity, error)
	AddUsageEvent(context.Context, app.Actor, app.UsageEvent) (app.UsageEvent, error)
	TakeReadings(context.Context, app.Actor, app.CustomerID, []app.Reading) ([]app.Reading, error)
	ChangeDetail(context.Context, app.Actor, app.DetailChange) error
	MadeInVisit(context.Context, app.Actor, app.VisitID) ([]app.MadeInVisit, error)
	Commitment(context.Context, app.Actor, app.CommitmentID) (app.CommitmentRow, error)
	EndCommitment(context.Context, app.Actor, app.Commitment, app.CommitmentEnd) (app.Commitment, error)
	RenewCommitment(context.Context, app.Actor, app.Commitment, app.CommitmentRenewal) (app.Commitment, error)
	History(ctx context.Context, by app.Actor, table string, id [16]byte) ([]app.FieldChange, error)
}

// DraftForm is how the drafts of these sheets are told from others.
const DraftForm = "inside"

// Sheets opens the sheets over whatever is on view.
type Sheets struct {
	desk   *desk.Desk
	store  Store
	opened *background.Loader[matter]
	next   func(matter) // what to do once the customer is read
}

// New prepares the sheets.
func New(d *desk.Desk, store Store) *Sheets {
	s := &Sheets{desk: d, store: store}
	s.opened = background.NewLoader(d.Runner, s.show)
	return s
}

// matter is whom a sheet is about, and what can be chosen.
type matter struct {
	desk      *desk.Desk
	store     Store
	kind      app.VisitLinkKind
	visit     app.Visit
	page      app.CustomerPage
	staff     []app.Staff
	registers map[app.AccountID][]app.RegisterState
	record    string    // the id of a record that is changed; "": one is made
	draft     app.Draft // what was typed before, if anything
}

// Open shows the sheet of a kind for a visit; a visit without an id is a
// customer without one. What was typed there before and not stored comes back.
// done is called once it is stored.
func (s *Sheets) Open(kind app.VisitLinkKind, visit app.Visit, done func()) {
	s.open(kind, visit, func(m matter) { m.show(done) }, nil)
}

// Opportunity shows the sheet of an opportunity that is kept already.
func (s *Sheets) Opportunity(id app.OpportunityID, customer app.CustomerID, done func()) {
	s.open(app.LinkOpportunity, app.Visit{Customer: customer}, func(m matter) {
		for _, o := range m.page.Opportunities {
			if o.ID == id {
				newSheet(m, &opportunity{matter: m, was: o.Opportunity}, done).show()
			}
		}
	}, func(_ context.Context, m *matter) error {
		m.record = id.String()
		return nil
	})
}

// OpenDraft goes on with a half-done sheet.
func (s *Sheets) OpenDraft(d app.Draft, done func()) {
	visit := app.Visit{}
	visit.ID, _ = app.ParseID[app.Visit](d.Fields[visitKept]) // none: without a visit
	visit.Customer = DraftOf(d)
	kind, record := app.VisitLinkKind(d.Fields[kindKept]), d.Fields[recordKept]
	switch {
	case record != "" && kind == app.LinkCommitment:
		id, _ := app.ParseID[app.Commitment](record)
		s.Promise(id, visit, done)
	case record != "" && kind == app.LinkOpportunity:
		id, _ := app.ParseID[app.Opportunity](record)
		s.Opportunity(id, visit.Customer, done)
	default:
		s.Open(kind, visit, done)
	}
}

// DraftTitle says in the language on view what a draft is about.
func DraftTitle(d app.Draft) string {
	return words.MadeKind(app.VisitLinkKind(d.Fields[kindKept])) + " · " + d.Title
}

// DraftOf is the customer a draft is about.
func DraftOf(d app.Draft) app.CustomerID {
	id, _ := app.ParseID[app.Customer](d.Fields[customerKept])
	return id
}

// The fields of a draft that say what it is of.
const (
	kindKept     = "made_kind"
	visitKept    = "made_visit"
	customerKept = app.DraftMadeCustomer
	recordKept   = "made_record"
)

// open reads the customer and goes on; first, if given, says or reads more
// about the record before.
func (s *Sheets) open(kind app.VisitLinkKind, visit app.Visit, next func(matter), first func(context.Context, *matter) error) {
	s.next = next
	s.opened.Ask(func(ctx context.Context) (matter, error) {
		m := matter{desk: s.desk, store: s.store, kind: kind, visit: visit, registers: map[app.AccountID][]app.RegisterState{}}
		if first != nil {
			if err := first(ctx, &m); err != nil {
				return m, err
			}
		}
		return s.read(ctx, m)
	})
}

// read gathers what a sheet needs, away from the UI thread.
func (s *Sheets) read(ctx context.Context, m matter) (matter, error) {
	m.draft.ID = m.draftID()
	var err error
	if m.page, err = s.store.CustomerPage(ctx, s.desk.By, m.visit.Customer); err != nil {
		return m, err
	}
	if m.staff, err = s.store.Staff(ctx, s.desk.By); err != nil {
		return m, err
	}
	if m.kind == app.LinkReading {
		for _, a := range m.page.Accounts {
			if m.registers[a.ID], err = s.store.Registers(ctx, s.desk.By, a.ID); err != nil {
				return m, err
			}
		}
	}
	drafts, err := s.store.Drafts(ctx, s.desk.By)
	if i := slices.IndexFunc(drafts, func(d app.Draft) bool { return d.ID == m.draft.ID }); i >= 0 {
		m.draft = drafts[i]
	}
	return m, err
}

func (s *Sheets) show(m matter, err error) {
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.next(m)
}

func (m matter) draftID() string {
	of := m.visit.ID.String()
	switch {
	case m.record != "":
		of = m.record
	case m.visit.ID.IsZero():
		of = m.visit.Customer.String()
	}
	return DraftForm + "-" + string(m.kind) + "-" + of
}

// marks are the fields by which a draft is found again.
func (m matter) marks() map[string]string {
	marks := map[string]string{kindKept: string(m.kind), customerKept: m.visit.Customer.String()}
	if !m.visit.ID.IsZero() {
		marks[visitKept] = m.visit.ID.String()
	}
	if m.record != "" {
		marks[recordKept] = m.record
	}
	return marks
}

// show opens the sheet of the kind.
func (m matter) show(done func()) {
	switch m.kind {
	case app.LinkCase:
		m.quick("", done)
	case app.LinkDemand:
		m.quick(app.InternalDemand, done)
	case app.LinkCommitment:
		newSheet(m, &promise{matter: m}, done).show()
	case app.LinkOpportunity:
		newSheet(m, &opportunity{matter: m}, done).show()
	case app.LinkUsageEvent:
		newSheet(m, &usageEvent{matter: m}, done).show()
	case app.LinkReading:
		if len(m.page.Accounts) == 0 {
			m.desk.Say(lang.L("This customer has no account to read a meter of."))
			return
		}
		newSheet(m, &reading{matter: m}, done).show()
	case app.LinkChange:
		newSheet(m, &change{matter: m}, done).show()
	}
}

// quick is the short sheet of a case.
func (m matter) quick(kind app.CaseKind, done func()) {
	account := m.visit.Account
	if account.IsZero() && len(m.page.Accounts) > 0 {
		account = m.page.Accounts[0].ID
	}
	likely := app.CaseKind("")
	if !m.visit.ID.IsZero() {
		likely = app.Consultation // what most matters of a visit are
	}
	m.draft.Form, m.draft.Title = DraftForm, m.page.Customer.Name
	cases.NewQuick(m.desk, m.store, cases.QuickStart{
		Kind: kind, Likely: likely, Customer: m.visit.Customer, Account: account, Name: m.page.Customer.Name, Visit: m.visit.ID, Draft: m.draft, Marks: m.marks(),
		Done: func(c app.Case) {
			m.desk.Say(lang.L("Accepted as {{.Number}}", map[string]any{"Number": c.Number}))
			done()
		},
	}).Show()
}

// today is the day of the visit, where it has one that is not still to come.
func (m matter) today() app.Day {
	today := app.DayOf(m.desk.Now())
	if on := m.visit.VisitedOn; on != "" && on < today {
		return on
	}
	return today
}
