package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// visitSource is how what was learned in a visit says where it comes from.
const visitSource = "visit"

// madeIn says why a record is made: in a visit, or without one.
func madeIn(visit app.VisitID) app.Why {
	if visit.IsZero() {
		return app.Why{}
	}
	return app.Why{Source: visitSource}
}

// madeRecord is a record that is being made in a visit, if in any.
type madeRecord struct {
	visit      app.VisitID
	customer   app.CustomerID
	kind       app.VisitLinkKind
	record     app.RecordID
	area       app.Area
	verifiedOn app.Day
}

// linkMade links a record to the visit it is made in; without one it does
// nothing. A visit is to one customer.
func (x *tx) linkMade(ctx context.Context, m madeRecord) error {
	if m.visit.IsZero() {
		return nil
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	visit, err := one(ctx, q, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE id = ? AND withdrawn_at IS NULL", m.visit[:])
	if err != nil {
		return err
	}
	if visit.Customer != m.customer {
		return app.Refuse("customer", app.OthersVisit)
	}
	return x.putVisitLink(ctx, app.VisitLink{}, app.VisitLink{
		ID: newID[app.VisitLinkID](), Area: m.area, Visit: m.visit, Kind: m.kind, Record: m.record, VerifiedOn: m.verifiedOn,
	})
}

// OpenCaseInVisit accepts a case, or raises an internal demand, that came up in
// a visit.
func (s *Store) OpenCaseInVisit(ctx context.Context, by app.Actor, visit app.VisitID, draft app.CaseDraft) (masked app.Case, _ error) {
	defer mask(by, &masked)
	if visit.IsZero() {
		return s.OpenCase(ctx, by, draft)
	}
	for _, right := range []app.Right{app.OpenCases, app.ChangeVisits} {
		if err := by.May(right); err != nil {
			return app.Case{}, err
		}
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.Case{}, err
	}
	draft.Channel = visitSource
	var opened app.Case
	err = s.write(ctx, by, app.Why{Source: visitSource}, func(x *tx) error {
		if opened, err = x.openCase(ctx, draft, book); err != nil {
			return err
		}
		kind := app.LinkCase
		if draft.Kind == app.InternalDemand {
			kind = app.LinkDemand
		}
		return x.linkMade(ctx, madeRecord{visit, draft.Customer, kind, app.RecordID(opened.ID), opened.Area, ""})
	})
	if err != nil {
		return app.Case{}, wrap("open case in visit", err)
	}
	return opened, nil
}

// ChangeDetail stores what somebody was told or saw to be otherwise of a
// customer, a contact or an account; the log has the values of before, and when
// it became true.
func (s *Store) ChangeDetail(ctx context.Context, by app.Actor, d app.DetailChange) error {
	for _, right := range []app.Right{app.ChangeCustomers, app.ChangeVisits} {
		if err := by.May(right); err != nil {
			return err
		}
	}
	why := app.Why{Source: visitSource, OccurredOn: d.OccurredOn, Note: d.Note}
	if d.Visit.IsZero() {
		why.Source = "counter"
	}
	return wrap("change detail", s.write(ctx, by, why, func(x *tx) error {
		today := app.DayOf(x.now)
		if err := d.Check(today); err != nil {
			return err
		}
		made := madeRecord{visit: d.Visit, customer: d.Customer, kind: app.LinkChange, record: d.Record(), area: by.Area}
		if d.Verified {
			made.verifiedOn = today
		}
		if err := x.linkMade(ctx, made); err != nil {
			return err
		}
		return x.putDetail(ctx, d.Confirmed(today))
	}))
}

func (x *tx) putDetail(ctx context.Context, d app.DetailChange) error {
	if err := x.refuseKept(ctx, "customers", app.RecordID(d.Customer)); err != nil {
		return err
	}
	switch d.Table {
	case "customers":
		d.NowCustomer.Name = app.NormaliseName(d.NowCustomer.Name)
		return x.putCustomer(ctx, d.WasCustomer, d.NowCustomer)
	case "contacts":
		d.NowContact.Name, d.NowContact.Mobile = app.NormaliseName(d.NowContact.Name), app.NormalisePhone(d.NowContact.Mobile)
		return x.putContact(ctx, d.WasContact, d.NowContact)
	}
	return x.putAccount(ctx, d.WasAccount, d.NowAccount)
}

// MadeInVisit lists what was made in a visit, in the order it was made.
func (s *Store) MadeInVisit(ctx context.Context, by app.Actor, visit app.VisitID) (masked []app.MadeInVisit, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	links, err := collect(ctx, s.reader, scanVisitLink, "SELECT "+visitLinkColumns+" FROM visit_links WHERE visit_id = ? AND withdrawn_at IS NULL ORDER BY n", visit[:])
	if err != nil {
		return nil, wrap("made in visit", err)
	}
	var out []app.MadeInVisit
	for _, link := range links { // a handful
		made, err := s.made(ctx, by, link)
		if err != nil {
			return nil, wrap("made in visit", err)
		}
		out = append(out, made...)
	}
	return out, nil
}

// made tells of one linked record; nothing where it is gone or not to be seen.
func (s *Store) made(ctx context.Context, by app.Actor, link app.VisitLink) ([]app.MadeInVisit, error) {
	m := app.MadeInVisit{Kind: link.Kind, Record: link.Record}
	id := link.Record[:]
	switch link.Kind {
	case app.LinkCase, app.LinkDemand:
		return madeOf(ctx, s.reader, scanCase, func(c app.Case) app.MadeInVisit {
			m.Text, m.Status, m.CaseOf, m.Number = c.Content, string(c.Status), c.Kind, c.Number
			if c.DueAt != 0 {
				m.DueOn = app.Clock{DueAt: c.DueAt}.DueDay()
			}
			return m
		}, "SELECT "+caseColumns+" FROM cases WHERE id = ? AND withdrawn_at IS NULL AND "+seesCases, id, by.Staff[:])
	case app.LinkCommitment:
		today := app.DayOf(s.now())
		return madeOf(ctx, s.reader, scanCommitment, func(c app.Commitment) app.MadeInVisit {
			m.Text, m.Status, m.DueOn = c.Content, string(c.State(today)), c.DueOn
			return m
		}, "SELECT "+commitmentColumns+" FROM promises p WHERE id = ? AND withdrawn_at IS NULL AND "+seesPromises, id, by.Staff[:])
	case app.LinkOpportunity:
		return madeOf(ctx, s.reader, scanOpportunity, func(o app.Opportunity) app.MadeInVisit {
			m.Text, m.Status, m.DueOn = o.Note, o.Stage, o.NextOn
			return m
		}, "SELECT "+opportunityColumns+" FROM opportunities WHERE id = ? AND withdrawn_at IS NULL", id)
	case app.LinkUsageEvent:
		return madeOf(ctx, s.reader, scanUsageEvent, func(e app.UsageEvent) app.MadeInVisit {
			m.Text, m.Status = e.Reason, e.Kind
			return m
		}, "SELECT "+usageEventColumns+" FROM usage_events WHERE id = ? AND withdrawn_at IS NULL", id)
	case app.LinkReading:
		return madeOf(ctx, s.reader, scanReading, func(r app.Reading) app.MadeInVisit {
			m.Text, m.Status = app.RegisterText(r.Hundredths), r.Register
			return m
		}, "SELECT "+readingColumns+" FROM readings WHERE id = ? AND withdrawn_at IS NULL", id)
	}
	changes, err := s.changesOfLink(ctx, link)
	m.Changes = changes
	return []app.MadeInVisit{m}, err
}

// madeOf reads a record of its noun and says it as the visit lists it.
func madeOf[T any](ctx context.Context, q querier, scan func(scanner) (T, error), say func(T) app.MadeInVisit, query string, args ...any) ([]app.MadeInVisit, error) {
	return collect(ctx, q, func(r scanner) (app.MadeInVisit, error) {
		noun, err := scan(r)
		return say(noun), err
	}, query, args...)
}

// changesOfLink are the changes that were made in one go with their link.
func (s *Store) changesOfLink(ctx context.Context, link app.VisitLink) ([]app.FieldChange, error) {
	for _, name := range []string{"customers", "contacts", "accounts"} {
		changes, err := s.history(ctx, s.reader, s.tables[name], link.Record)
		if err != nil {
			continue // the record is in another of the tables
		}
		told, err := s.setOf(ctx, link)
		return slices.DeleteFunc(changes, func(c app.FieldChange) bool { return c.Field == "" || c.At != told.at }), err
	}
	return nil, nil
}

// setOf is the change set a link was made in, without its rows.
func (s *Store) setOf(ctx context.Context, link app.VisitLink) (changeSet, error) {
	head := func(r scanner) (changeSet, error) { return scanRows(r, func(uint64, []byte) bool { return false }) }
	return one(ctx, s.reader, head, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE hlc = ? AND dev = ?", link.Seen.HLC, link.Seen.Device)
}
