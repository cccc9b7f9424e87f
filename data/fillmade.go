package data

import (
	"context"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// made puts what was promised to a customer and learned of him, each at its
// time.
func (f *filling) made(ctx context.Context, x *tx, customer app.CustomerID, account app.AccountID, m sample.Made) error {
	now := x.now
	defer func() { x.now = now }()
	for _, p := range m.Promises {
		if err := f.promise(ctx, x, customer, p); err != nil {
			return err
		}
	}
	if x.now = m.At; m.At.IsZero() {
		x.now = now.Add(-48 * time.Hour)
	}
	for _, o := range m.Opportunities {
		o.ID, o.Area, o.Customer, o.CreatedAt = newID[app.OpportunityID](), x.by.Area, customer, x.now.UnixMilli()
		if err := errorsFirst(x.putOpportunity(ctx, app.Opportunity{}, o), f.link(ctx, x, o.Visit, app.LinkOpportunity, app.RecordID(o.ID))); err != nil {
			return err
		}
	}
	for _, e := range m.Events {
		e.ID, e.Area, e.Customer, e.CreatedAt = newID[app.UsageEventID](), x.by.Area, customer, x.now.UnixMilli()
		if err := errorsFirst(x.putUsageEvent(ctx, app.UsageEvent{}, e), f.link(ctx, x, e.Visit, app.LinkUsageEvent, app.RecordID(e.ID))); err != nil {
			return err
		}
	}
	for _, day := range m.Readings {
		for _, r := range day {
			x.now = r.ReadOn.Time().Add(10 * time.Hour)
			r.ID, r.Area, r.Account, r.CreatedAt = newID[app.ReadingID](), x.by.Area, account, x.now.UnixMilli()
			if err := errorsFirst(x.putReading(ctx, app.Reading{}, r), f.link(ctx, x, r.Visit, app.LinkReading, app.RecordID(r.ID))); err != nil {
				return err
			}
		}
	}
	return nil
}

// link links a record to the visit it was made in, if in any.
func (f *filling) link(ctx context.Context, x *tx, visit app.VisitID, kind app.VisitLinkKind, record app.RecordID) error {
	if visit.IsZero() {
		return nil
	}
	return x.putVisitLink(ctx, app.VisitLink{}, app.VisitLink{ID: newID[app.VisitLinkID](), Area: x.by.Area, Visit: visit, Kind: kind, Record: record})
}

func (f *filling) promise(ctx context.Context, x *tx, customer app.CustomerID, p sample.Promised) error {
	x.now = p.At
	c, err := x.makeCommitment(ctx, app.CommitmentDraft{
		Customer: customer, Visit: p.Visit, Content: p.Content, Owner: f.county.Managers[p.Owner].ID, DueOn: app.DayOf(p.At).AddDays(p.Days),
	})
	if err != nil || p.EndAfter == 0 {
		return err
	}
	x.now = p.At.Add(time.Duration(p.EndAfter) * 24 * time.Hour)
	ended, err := c.End(app.CommitmentEnd{How: p.How, Evidence: p.Evidence}, app.DayOf(x.now))
	if err != nil {
		return err
	}
	return x.putCommitment(ctx, c, ended)
}
