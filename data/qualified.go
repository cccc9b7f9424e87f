package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// ForeseeGrants tells what granting these would do: who is granted until when,
// and who is not, with the reason.
func (s *Store) ForeseeGrants(ctx context.Context, by app.Actor, of []app.QualificationOf) (app.QualificationGrants, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return app.QualificationGrants{}, err
	}
	g, err := grantsFor(ctx, s.reader, app.DayOf(s.now()), of)
	return g, wrap("foresee grants", err)
}

// GrantQualifications grants what may be granted, each with a certificate, and
// answers who was refused. It asks the rules again, so that nothing changed
// meanwhile slips through.
func (s *Store) GrantQualifications(ctx context.Context, by app.Actor, of []app.QualificationOf) (app.QualificationGrants, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.QualificationGrants{}, err
	}
	var g app.QualificationGrants
	err := s.write(ctx, by, app.Why{}, func(x *tx) (err error) {
		g, err = x.grant(ctx, of)
		return err
	})
	return g, wrap("grant qualifications", err)
}

func (x *tx) grant(ctx context.Context, of []app.QualificationOf) (app.QualificationGrants, error) {
	q, err := x.reads()
	if err != nil {
		return app.QualificationGrants{}, err
	}
	g, err := grantsFor(ctx, q, app.DayOf(x.now), of)
	if err != nil {
		return g, err
	}
	areas, err := x.staffAreas(ctx, namedIn(of))
	if err != nil {
		return g, err
	}
	ids := make([]app.QualifiedID, len(g.Done))
	for i, s := range g.Done {
		granted, err := s.Grant()
		if err != nil {
			return g, err
		}
		granted.ID, granted.Area = newID[app.QualifiedID](), areas[granted.Staff]
		granted.GrantedBy, granted.GrantedAt = x.by.Staff, x.now.UnixMilli()
		if err := x.putQualified(ctx, app.Qualified{}, granted); err != nil {
			return g, err
		}
		ids[i] = granted.ID
	}
	_, err = x.certify(ctx, app.CertificatesOf{Qualified: ids})
	return g, err
}

func namedIn(of []app.QualificationOf) []app.StaffID {
	out := make([]app.StaffID, len(of))
	for i, one := range of {
		out[i] = one.Staff
	}
	return out
}

// grantsFor asks the rules about each, once however often it is named.
func grantsFor(ctx context.Context, q querier, today app.Day, of []app.QualificationOf) (app.QualificationGrants, error) {
	var g app.QualificationGrants
	k, err := qualify(ctx, q, today, namedIn(of))
	if err != nil {
		return g, err
	}
	people := make(map[app.StaffID]*app.Staff, len(k.staff))
	for i := range k.staff {
		people[k.staff[i].ID] = &k.staff[i]
	}
	known := map[app.QualificationID]*sought{}
	for i := range k.qualifications {
		known[k.qualifications[i].ID] = &k.qualifications[i]
	}
	asked := map[app.QualificationOf]bool{}
	for _, one := range of {
		p, what := people[one.Staff], known[one.Qualification]
		switch {
		case asked[one]:
		case p == nil:
			g.Refused = append(g.Refused, app.RefusedGrant{Of: one, Why: app.Refuse("staff", app.LeftCompany)})
		case what == nil:
			g.Refused = append(g.Refused, app.RefusedGrant{Of: one, Staff: *p, Why: app.Refuse("qualification", app.NotActive)})
		default:
			s := k.state(p, what, nil)
			if _, err := s.Grant(); err != nil {
				g.Refused = append(g.Refused, app.RefusedGrant{Of: one, Staff: *p, Qualification: what.Qualification, Why: err})
			} else {
				g.Done = append(g.Done, s)
			}
		}
		asked[one] = true
	}
	return g, nil
}

// WithdrawQualified takes a grant back, with its certificate. What was granted
// before it holds again, as long as it is valid.
func (s *Store) WithdrawQualified(ctx context.Context, by app.Actor, was app.Qualified, reason string) error {
	if err := by.May(app.ChangeTraining); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return app.Refuse("reason", app.NeedsReason)
	case was.WithdrawnAt != 0:
		return app.Refuse("qualification", app.NotGranted)
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		now := was
		now.WithdrawnAt, now.Reason = x.now.UnixMilli(), reason
		if err := x.putQualified(ctx, was, now); err != nil {
			return err
		}
		return x.withdrawCertificates(ctx, "qualified_id", was.ID, reason)
	})
	return wrap("withdraw grant", err)
}
