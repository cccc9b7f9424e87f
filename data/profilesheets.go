package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// SaveImportantUser adds the sheet of an important user, or changes it when was
// is given; one that is withdrawn goes. The grade of the customer follows.
func (s *Store) SaveImportantUser(ctx context.Context, by app.Actor, was, now app.ImportantUser, why app.Why) error {
	if err := s.maySave(by, now.WithdrawnAt, func(today app.Day) error { return now.Check(today) }); err != nil {
		return err
	}
	return wrap("save important user", s.write(ctx, by, why, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area = newID[app.ImportantUserID](), by.Area
		}
		now.WithdrawnAt = x.withdrawn(now.WithdrawnAt)
		if err := x.putImportantUser(ctx, was, now); err != nil {
			return err
		}
		return x.followImportant(ctx, now)
	}))
}

// SaveSpecialCare adds special care of a customer, or changes it when was is
// given; care that is withdrawn goes. The text on the customer follows.
func (s *Store) SaveSpecialCare(ctx context.Context, by app.Actor, was, now app.SpecialCare, why app.Why) error {
	if err := s.maySave(by, now.WithdrawnAt, func(app.Day) error { return now.Check() }); err != nil {
		return err
	}
	return wrap("save special care", s.write(ctx, by, why, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area = newID[app.SpecialCareID](), by.Area
		}
		now.WithdrawnAt = x.withdrawn(now.WithdrawnAt)
		if err := x.putSpecialCare(ctx, was, now); err != nil {
			return err
		}
		return x.followCare(ctx, now.Customer)
	}))
}

// SaveRelation adds something between the company and a customer, or changes it
// when was is given; one that is withdrawn goes.
func (s *Store) SaveRelation(ctx context.Context, by app.Actor, was, now app.Relation, why app.Why) error {
	if err := s.maySave(by, now.WithdrawnAt, func(app.Day) error { return now.Check() }); err != nil {
		return err
	}
	return wrap("save relation", s.write(ctx, by, why, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area = newID[app.RelationID](), by.Area
		}
		now.WithdrawnAt = x.withdrawn(now.WithdrawnAt)
		return x.putRelation(ctx, was, now)
	}))
}

// SaveAgreement adds an agreement to the register, or changes it when was is
// given; one that is withdrawn goes. No two agreements have one number.
func (s *Store) SaveAgreement(ctx context.Context, by app.Actor, was, now app.Agreement, why app.Why) error {
	now.Number = app.NormaliseCode(now.Number)
	if err := s.maySave(by, now.WithdrawnAt, func(app.Day) error { return now.Check() }); err != nil {
		return err
	}
	return wrap("save agreement", s.write(ctx, by, why, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area = newID[app.AgreementID](), by.Area
		}
		if now.WithdrawnAt = x.withdrawn(now.WithdrawnAt); now.WithdrawnAt == 0 {
			if err := x.refuseDoubleAgreement(ctx, now); err != nil {
				return err
			}
		}
		return x.putAgreement(ctx, was, now)
	}))
}

// maySave asks for the right and the rule; what goes need not keep the rule.
func (s *Store) maySave(by app.Actor, withdrawnAt int64, check func(today app.Day) error) error {
	if err := by.May(app.ChangeVisits); err != nil || withdrawnAt != 0 {
		return err
	}
	return check(app.DayOf(s.now()))
}

// withdrawn is the moment of this write for what is to be withdrawn.
func (x *tx) withdrawn(asked int64) int64 {
	if asked == 0 {
		return 0
	}
	return x.now.UnixMilli()
}

func (x *tx) refuseDoubleAgreement(ctx context.Context, a app.Agreement) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	n, err := one(ctx, q, scanInt, "SELECT count(*) FROM agreements WHERE number = ? AND id <> ? AND withdrawn_at IS NULL", a.Number, a.ID[:])
	if err == nil && n > 0 {
		return app.Refuse("agreement_no", app.AlreadyThere)
	}
	return err
}

// followImportant refuses a second sheet for days that have one, and lets the
// grade of the customer say what the sheet of today says.
func (x *tx) followImportant(ctx context.Context, put app.ImportantUser) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	sheets, err := importantOf(ctx, q, put.Customer)
	if err != nil {
		return err
	}
	for _, other := range sheets {
		if put.WithdrawnAt == 0 && other.ID != put.ID && other.Overlaps(put) {
			return app.Refuse("important_user", app.Overlaps)
		}
	}
	held, _ := app.CustomerSheets{Important: sheets}.ImportantOn(app.DayOf(x.now))
	return x.followCustomer(ctx, put.Customer, func(c *app.Customer) { c.ImportantGrade = held.Grade })
}

// followCare lets the customer say in words what the sheets of today say, since
// lists and alerts read it there.
func (x *tx) followCare(ctx context.Context, id app.CustomerID) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	cares, err := caresOf(ctx, q, id)
	if err != nil {
		return err
	}
	var kinds []string
	for _, care := range (app.CustomerSheets{Cares: cares}).CaresOn(app.DayOf(x.now)) {
		name, err := one(ctx, q, scanText, "SELECT zh FROM codes WHERE list = 'care_kind' AND code = ?1 UNION ALL SELECT ?1 LIMIT 1", care.Kind)
		if err != nil {
			return err
		}
		kinds = append(kinds, name)
	}
	text := strings.Join(dedupe(kinds), "、")
	return x.followCustomer(ctx, id, func(c *app.Customer) { c.Care = text })
}

// followCustomer brings columns of a customer along with his sheets.
func (x *tx) followCustomer(ctx context.Context, id app.CustomerID, change func(*app.Customer)) error {
	was, err := one(ctx, x.s.conn, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", id[:])
	if err != nil {
		return err
	}
	now := was
	change(&now)
	if now == was {
		return nil
	}
	return x.putCustomer(ctx, was, now)
}

// customerSheets reads what is known of a customer beyond his accounts.
func (s *Store) customerSheets(ctx context.Context, id app.CustomerID) (app.CustomerSheets, error) {
	var sheets app.CustomerSheets
	var err error
	if sheets.Facts, err = factsOf(ctx, s.reader, id); err != nil {
		return sheets, err
	}
	if sheets.Important, err = importantOf(ctx, s.reader, id); err != nil {
		return sheets, err
	}
	if sheets.Cares, err = caresOf(ctx, s.reader, id); err != nil {
		return sheets, err
	}
	sheets.Relations, err = collect(ctx, s.reader, scanRelation,
		"SELECT "+relationColumns+" FROM relations WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY from_on DESC, n DESC", id[:])
	if err != nil {
		return sheets, err
	}
	sheets.Agreements, err = collect(ctx, s.reader, scanAgreement,
		"SELECT "+agreementColumns+" FROM agreements WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY status = 'ended', to_on = '', to_on, n", id[:])
	return sheets, err
}

func importantOf(ctx context.Context, q querier, id app.CustomerID) ([]app.ImportantUser, error) {
	return collect(ctx, q, scanImportantUser,
		"SELECT "+importantUserColumns+" FROM important_users WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY from_on DESC, n DESC", id[:])
}

func caresOf(ctx context.Context, q querier, id app.CustomerID) ([]app.SpecialCare, error) {
	return collect(ctx, q, scanSpecialCare,
		"SELECT "+specialCareColumns+" FROM special_cares WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY to_on DESC, n DESC", id[:])
}

// foundAgreements answers the number of an agreement, whole or its beginning.
func (s *Store) foundAgreements(ctx context.Context, by app.Actor, text string) ([]app.Found, error) {
	number := app.NormaliseCode(text)
	if len(number) < 4 || by.May(app.ReadVisits) != nil {
		return nil, nil
	}
	return collect(ctx, s.reader, func(r scanner) (app.Found, error) {
		var f app.Found
		err := r.Scan(idInto(&f.ID), &f.Name, &f.AccountNo)
		return f, err
	}, `SELECT c.id, c.name, a.number FROM agreements a JOIN customers c ON c.id = a.customer_id
		WHERE a.number >= ?1 AND a.number < ?1 || char(0x10FFFF) AND a.withdrawn_at IS NULL AND c.withdrawn_at IS NULL ORDER BY a.number LIMIT 5`, number)
}
