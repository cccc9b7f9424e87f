package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// profile puts the sheets of an invented customer; his own row says already what
// they say. The facts come with the visits, which add to them.
func (f *filling) profile(ctx context.Context, x *tx, c app.Customer, p sample.Profile) error {
	for _, r := range p.Important {
		r.ID, r.Area, r.Customer = newID[app.ImportantUserID](), c.Area, c.ID
		if err := x.putImportantUser(ctx, app.ImportantUser{}, r); err != nil {
			return err
		}
	}
	for _, r := range p.Cares {
		r.ID, r.Area, r.Customer = newID[app.SpecialCareID](), c.Area, c.ID
		if err := x.putSpecialCare(ctx, app.SpecialCare{}, r); err != nil {
			return err
		}
	}
	for _, r := range p.Relations {
		r.ID, r.Area, r.Customer = newID[app.RelationID](), c.Area, c.ID
		if err := x.putRelation(ctx, app.Relation{}, r); err != nil {
			return err
		}
	}
	for _, r := range p.Agreements {
		r.ID, r.Area, r.Customer = newID[app.AgreementID](), c.Area, c.ID
		if err := x.putAgreement(ctx, app.Agreement{}, r); err != nil {
			return err
		}
	}
	return nil
}
