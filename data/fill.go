package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// fillChunk customers are put in one transaction, so that stopping keeps what
// is whole and memory stays small.
const fillChunk = 2000

// sampleSource is what the change log says of invented records.
const sampleSource = "sample"

// Fill puts an invented county into a file, through the same door as all work.
func (s *Store) Fill(ctx context.Context, by app.Actor, county *sample.County, total int64, report func(done, total int64)) error {
	if err := by.May(app.ImportRecords); err != nil {
		return err
	}
	if err := s.Set(ctx, inventedSetting, "1"); err != nil {
		return err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	f := &filling{county: county, book: book}
	if err := s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error { return f.company(ctx, x) }); err != nil {
		return wrap("fill", err)
	}
	for done, more := int64(0), true; more; {
		err := s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error {
			for range fillChunk {
				var e sample.Entry
				if e, more = county.Next(); !more {
					return nil
				}
				if err := f.customer(ctx, x, e); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			return wrap("fill", err)
		}
		report(done, total)
	}
	err = s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error { return f.blackouts(ctx, x) })
	if err == nil {
		err = errorsFirst(f.services(ctx, s, by), f.practice(ctx, s, by), f.qualified(ctx, s, by))
	}
	if err == nil {
		err = f.questions(ctx, s, by)
	}
	if err == nil {
		err = s.fillUsage(ctx, by, f)
	}
	if err == nil && !county.Quiet && county.Months > 0 {
		if err = f.forecasts(ctx, s, by); err == nil {
			err = s.fillTracking(ctx, by)
		}
	}
	return wrap("fill", err)
}

type filling struct {
	meters []sample.Metered // whose use is invented last
	county *sample.County
	book   *rulebook
	codes  map[string][]string // by list

	numbers map[string]int // of visits given so far, by day
	forms   []app.VisitForm
}

func (f *filling) company(ctx context.Context, x *tx) error {
	for i := range f.county.Managers {
		m := &f.county.Managers[i]
		m.ID, m.Unit = newID[app.StaffID](), x.by.Unit
		if err := x.putStaff(ctx, app.Staff{}, *m); err != nil {
			return err
		}
	}
	for i := range f.county.Areas {
		a := &f.county.Areas[i]
		a.ID, a.Unit = newID[app.TransformerAreaID](), x.by.Unit
		if err := x.putTransformerArea(ctx, app.TransformerArea{}, *a); err != nil {
			return err
		}
		err := x.putAssignment(ctx, app.Assignment{}, app.Assignment{
			ID: newID[app.AssignmentID](), Area: x.by.Area, TransformerArea: a.ID, Manager: f.county.Managers[(i/3)%len(f.county.Managers)].ID, FromOn: "2022-01-01",
		})
		if err != nil {
			return err
		}
	}
	if err := f.colleagues(ctx, x); err != nil {
		return err
	}
	return f.lessons(ctx, x)
}

func (f *filling) customer(ctx context.Context, x *tx, e sample.Entry) error {
	c := e.Draft.Customer
	c.ID, c.Area, c.CreatedAt = newID[app.CustomerID](), x.by.Area, x.now.UnixMilli()
	if err := x.putCustomer(ctx, app.Customer{}, c); err != nil {
		return err
	}
	contact := e.Draft.Contact
	contact.ID, contact.Area, contact.Customer = newID[app.ContactID](), c.Area, c.ID
	if err := x.putContact(ctx, app.Contact{}, contact); err != nil {
		return err
	}
	first := app.AccountID{}
	for i, a := range append([]app.Account{e.Draft.Account}, e.More...) {
		a.ID, a.Area, a.Customer, a.TransformerArea = newID[app.AccountID](), c.Area, c.ID, f.county.Areas[e.Area].ID
		if err := x.putAccount(ctx, app.Account{}, a); err != nil {
			return err
		}
		f.meters = append(f.meters, f.county.Meter(a))
		if i > 0 {
			continue
		}
		first = a.ID
		err := x.putMeter(ctx, app.Meter{}, app.Meter{
			ID: newID[app.MeterID](), Area: c.Area, Account: a.ID, AssetNo: e.Draft.MeterNo, Type: "smart", Multiplier: 1, Status: "active", InstalledOn: a.OpenedOn,
		})
		if err != nil {
			return err
		}
	}
	if err := f.surveys(ctx, x, c, e.Surveys); err != nil {
		return err
	}
	if err := f.profile(ctx, x, c, e.Profile); err != nil {
		return err
	}
	for _, story := range e.Cases {
		story.Draft.Customer, story.Draft.Account = c.ID, first
		if err := f.story(ctx, x, story); err != nil {
			return err
		}
	}
	made := f.county.Made(e)
	if err := f.visits(ctx, x, e, c, &made); err != nil {
		return err
	}
	return f.made(ctx, x, c.ID, first, made)
}

func (f *filling) blackouts(ctx context.Context, x *tx) error {
	for _, b := range f.county.Blackouts() {
		o, err := x.planOutage(ctx, b.Draft)
		if err != nil {
			return err
		}
		if b.Ended.IsZero() {
			continue
		}
		over, err := o.Move(app.OutageStep{To: app.OutageRestored, At: b.Ended.UnixMilli()}, x.now)
		if err != nil {
			return err
		}
		if err := x.putOutage(ctx, o, over); err != nil {
			return err
		}
	}
	return nil
}
