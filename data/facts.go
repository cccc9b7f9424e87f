package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// NoteFacts keeps what is new in the profile of a customer's business. What was
// known before stays as its history.
func (s *Store) NoteFacts(ctx context.Context, by app.Actor, d app.FactsDraft) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	if err := d.Check(app.DayOf(s.now())); err != nil {
		return err
	}
	return wrap("note facts", s.write(ctx, by, app.Why{Source: d.Source}, func(x *tx) error {
		q, err := x.reads()
		if err != nil {
			return err
		}
		known, err := factsOf(ctx, q, d.Customer)
		if err != nil {
			return err
		}
		for _, f := range d.Changed() {
			if app.NewestFact(known, f.Name).ID != app.NewestFact(d.Saw, f.Name).ID {
				return app.ErrChangedMeantime
			}
			f.ID, f.Area = newID[app.FactID](), by.Area
			if err := x.putFact(ctx, app.Fact{}, f); err != nil {
				return err
			}
		}
		return nil
	}))
}

// ConfirmFacts notes that facts are still true today.
func (s *Store) ConfirmFacts(ctx context.Context, by app.Actor, facts []app.Fact, source string) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	return wrap("confirm facts", s.write(ctx, by, app.Why{Source: source}, func(x *tx) error {
		for _, was := range facts {
			now := was
			now.VerifiedOn = app.DayOf(x.now)
			if err := x.putFact(ctx, was, now); err != nil {
				return err
			}
		}
		return nil
	}))
}

// factsOf is all that was ever known of a customer's business, newest first.
func factsOf(ctx context.Context, q querier, id app.CustomerID) ([]app.Fact, error) {
	return collect(ctx, q, scanFact, "SELECT "+factColumns+" FROM customer_facts WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY known_on DESC, id DESC", id[:])
}

// factsTold is how many facts a timeline goes back.
const factsTold = 48

// learned tells what became known of a business as changes of a field each,
// oldest first; a fact that was only confirmed stays as it was. histories are
// those of the first facts.
func learned(facts []app.Fact, histories [][]app.FieldChange) []app.FieldChange {
	var out []app.FieldChange
	for i, changes := range histories {
		f, before := facts[i], ""
		if earlier := slices.IndexFunc(facts[i+1:], func(g app.Fact) bool { return g.Name == f.Name }); earlier >= 0 {
			before = facts[i+1+earlier].Value
		}
		for _, c := range changes {
			made := c.Field == ""
			if !made && c.Field != "verified_on" {
				continue
			}
			c.Field, c.Old, c.New = f.Name, f.Value, f.Value
			if made {
				c.Old = before
			}
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b app.FieldChange) int { return cmp.Compare(a.At, b.At) })
	return out
}
