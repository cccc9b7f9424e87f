package data

import (
	"context"
	"encoding/hex"
	"math"
	"slices"

	"lamplighter/app"
)

// Where changes come from that no person typed one by one.
const (
	importSource     = "import"
	undoSource       = "undo"
	undoImportSource = "undo import"
)

// LastAction tells what this person stored last on this device, so that it can
// be asked whether to take it back.
func (s *Store) LastAction(ctx context.Context, by app.Actor) (masked app.LastAction, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadHistory); err != nil {
		return app.LastAction{}, err
	}
	sets, err := s.lastSets(ctx, s.reader)
	if err != nil || len(sets) == 0 {
		return app.LastAction{}, wrap("last action", err)
	}
	a := app.LastAction{At: sets[0].at, Token: hex.EncodeToString(sets[0].tx[:])}
	err = s.describe(ctx, by, sets, &a)
	return a, wrap("last action", err)
}

// lastSets are the change sets of the newest transaction made here, last first;
// of an import, which may have thousands, only the last.
func (s *Store) lastSets(ctx context.Context, q querier) ([]changeSet, error) {
	var out []changeSet
	for before := int64(math.MaxInt64); ; {
		ords, err := collect(ctx, q, scanInt, "SELECT ord FROM sy_changes WHERE ord < ? AND +dev = ? ORDER BY ord DESC LIMIT 1", before, s.device.id)
		if err != nil || len(ords) == 0 {
			return out, err
		}
		set, err := one(ctx, q, scanSet, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord = ?", ords[0])
		if err != nil || len(out) > 0 && set.tx != out[0].tx {
			return out, err
		}
		before = ords[0]
		if set.why.Source == auditSource {
			continue // somebody looked at something: no action to take back
		}
		out = append(out, set)
		if set.why.Source == importSource {
			return out, nil
		}
	}
}

// describe says what kind of action the sets are, and what it touched.
func (s *Store) describe(ctx context.Context, by app.Actor, sets []changeSet, a *app.LastAction) error {
	var err error
	switch set := sets[0]; {
	case set.who != by.Staff:
		a.Kind = app.ElseAction
	case set.why.Source == importSource:
		a.Kind = app.ImportAction
		var batches []app.ImportBatch
		if batches, err = s.Imports(ctx, by); err == nil && len(batches) > 0 && batches[0].UndoneAt == 0 {
			a.Import = batches[0]
		}
	case set.why.Source == undoSource || set.why.Source == undoImportSource || set.why.Source == undoMergeSource:
		a.Kind = app.UndoAction
	case set.why.Source == mergeSource:
		err = s.describeMerge(ctx, sets, a)
	default:
		a.Kind = s.kindOf(sets)
		err = s.nameTouched(ctx, sets, a)
	}
	return err
}

// describeMerge says which customers were made one, or told to be two.
func (s *Store) describeMerge(ctx context.Context, sets []changeSet, a *app.LastAction) error {
	a.Kind = app.OtherAction
	for _, set := range sets {
		for _, r := range set.rows {
			var err error
			switch name := s.byNo[r.table].name; {
			case name == "record_merges" && r.made && a.Merge.IsZero(): // the first is that of the customers
				a.Kind, a.Merge = app.MergeAction, app.RecordMergeID(r.id)
				a.Customer, err = one(ctx, s.reader, scanText, "SELECT g.name || ' → ' || s.name FROM record_merges m JOIN customers g ON g.id = m.gone_id JOIN customers s ON s.id = m.stays_id WHERE m.id = ?", r.id[:])
			case name == "customers_apart" && r.made:
				a.Kind = app.ApartAction
				if a.Apart, err = one(ctx, s.reader, scanCustomersApart, "SELECT "+customersApartColumns+" FROM customers_apart WHERE id = ?", r.id[:]); err == nil {
					a.Customer, err = one(ctx, s.reader, scanText, "SELECT name FROM customers WHERE id = ?", a.Apart.One[:])
				}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// ofCustomers are the tables whose changes can be taken back as they were made.
var ofCustomers = []string{"customers", "contacts", "accounts", "meters"}

func (s *Store) kindOf(sets []changeSet) app.ActionKind {
	kind := app.EditAction
	for _, set := range sets {
		if set.moves {
			return app.OtherAction
		}
		for _, r := range set.rows {
			switch name := s.byNo[r.table].name; {
			case name == "audit_entries": // tells of the action
			case s.byNo[r.table].kinds&app.Cases != 0:
				return app.CaseAction
			case name == "assignments" && kind != app.EditAction: // comes along with a new customer
			case !slices.Contains(ofCustomers, name):
				return app.OtherAction
			case r.made:
				kind = app.MakeAction
			}
		}
	}
	return kind
}

// nameTouched finds the customer or case an action was about, and for an edit
// the values of before.
func (s *Store) nameTouched(ctx context.Context, sets []changeSet, a *app.LastAction) error {
	for _, set := range sets {
		for _, r := range set.rows {
			t := s.byNo[r.table]
			if err := s.nameRow(ctx, t.name, r.id, a); err != nil {
				return err
			}
			if a.Kind != app.EditAction {
				continue
			}
			changes, err := s.history(ctx, s.reader, t, r.id)
			if err != nil {
				return err
			}
			for _, c := range changes {
				if c.At == set.at && c.Field != "" {
					a.Changes = append(a.Changes, c)
				}
			}
		}
	}
	return nil
}

// customerOf finds the name of the customer a row belongs to.
var customerOf = map[string]string{
	"customers": "SELECT name FROM customers WHERE id = ?",
	"contacts":  "SELECT c.name FROM contacts r JOIN customers c ON c.id = r.customer_id WHERE r.id = ?",
	"accounts":  "SELECT c.name FROM accounts r JOIN customers c ON c.id = r.customer_id WHERE r.id = ?",
	"meters":    "SELECT c.name FROM meters r JOIN accounts a ON a.id = r.account_id JOIN customers c ON c.id = a.customer_id WHERE r.id = ?",
}

func (s *Store) nameRow(ctx context.Context, table string, id [16]byte, a *app.LastAction) error {
	if table == "cases" {
		a.Case = app.CaseID(id)
		numbers, err := collect(ctx, s.reader, scanText, "SELECT number FROM cases WHERE id = ?", id[:])
		if len(numbers) > 0 {
			a.Number = numbers[0]
		}
		return err
	}
	query, known := customerOf[table]
	if !known || a.Customer != "" {
		return nil
	}
	names, err := collect(ctx, s.reader, scanText, query, id[:])
	if len(names) > 0 {
		a.Customer = names[0]
	}
	return err
}

// UndoLast takes back what the token names, if it is still the last action: what
// it made is withdrawn unless it is used, what it changed gets its value of
// before. An import is taken back by UndoImport.
func (s *Store) UndoLast(ctx context.Context, by app.Actor, token string) (app.UndoReport, error) {
	if err := by.May(app.ChangeCustomers); err != nil {
		return app.UndoReport{}, err
	}
	u := undo{goes: withdrawing{s: s, by: by, right: app.ChangeCustomers}}
	err := s.write(ctx, by, app.Why{Source: undoSource}, func(x *tx) error {
		sets, err := s.lastSets(ctx, s.conn)
		if err != nil {
			return err
		}
		if len(sets) == 0 || hex.EncodeToString(sets[0].tx[:]) != token || sets[0].who != by.Staff {
			return app.ErrChangedMeantime
		}
		if kind := s.kindOf(sets); kind != app.EditAction && kind != app.MakeAction {
			return app.Refuse("", app.NothingToDo)
		}
		u.dev, u.first, u.last = sets[0].dev, sets[len(sets)-1].hlc, sets[0].hlc
		for _, set := range sets {
			if err := u.set(ctx, x, set); err != nil {
				return err
			}
		}
		return nil
	})
	return u.rep, wrap("undo", err)
}
