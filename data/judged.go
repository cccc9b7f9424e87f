package data

import (
	"context"

	"lamplighter/app"
)

// monthOfUse is what a customer used in a month, all accounts together.
type monthOfUse struct {
	kwh  int64
	area app.TransformerAreaID // of his first account
}

// usedIn is what all customers used in a month.
func (s *Store) usedIn(ctx context.Context, month int64) (map[app.CustomerID]monthOfUse, error) {
	out := map[app.CustomerID]monthOfUse{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var area app.TransformerAreaID
		var kwh int64
		err := r.Scan(idInto(&id), idInto(&area), &kwh)
		u, there := out[id]
		if !there {
			u.area = area
		}
		u.kwh += kwh
		out[id] = u
		return struct{}{}, err
	}, "SELECT a.customer_id, a.transformer_area_id, u.total FROM usage u CROSS JOIN accounts a ON a.n = u.account WHERE u.month = ? AND a.withdrawn_at IS NULL", month)
	return out, err
}

// userKind is what of a customer decides in which lists he stands.
type userKind struct {
	kind     app.CustomerKind
	industry string
}

func (s *Store) userKinds(ctx context.Context) (map[app.CustomerID]userKind, error) {
	out := map[app.CustomerID]userKind{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var h userKind
		err := r.Scan(idInto(&id), &h.kind, &h.industry)
		out[id] = h
		return struct{}{}, err
	}, "SELECT id, kind, industry FROM customers WHERE withdrawn_at IS NULL AND merged_into_id IS NULL")
	return out, err
}

// placedCustomers is who the customers are and whose, as of today.
type placedCustomers struct {
	kinds    map[app.CustomerID]userKind
	managers map[app.CustomerID]app.StaffID
	units    map[app.StaffID]app.OrgUnitID
}

func (s *Store) placedCustomers(ctx context.Context) (placedCustomers, error) {
	var p placedCustomers
	var err error
	if p.kinds, err = s.userKinds(ctx); err != nil {
		return p, err
	}
	if p.managers, err = s.managersToday(ctx); err != nil {
		return p, err
	}
	p.units, err = s.unitsOfStaff(ctx)
	return p, err
}

// of is who is responsible for a customer, and that person's unit.
func (p placedCustomers) of(id app.CustomerID) (app.StaffID, app.OrgUnitID) {
	manager := p.managers[id]
	return manager, p.units[manager]
}

// unitsOfStaff is which unit each person belongs to.
func (s *Store) unitsOfStaff(ctx context.Context) (map[app.StaffID]app.OrgUnitID, error) {
	out := map[app.StaffID]app.OrgUnitID{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var who app.StaffID
		var unit app.OrgUnitID
		err := r.Scan(idInto(&who), idInto(&unit))
		out[who] = unit
		return struct{}{}, err
	}, "SELECT id, unit_id FROM staff")
	return out, err
}

// namesOf are the names of people or customers, by table.
func namesOf[T any](ctx context.Context, q querier, table string, ids []app.ID[T]) (map[app.ID[T]]string, error) {
	out := make(map[app.ID[T]]string, len(ids))
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var id app.ID[T]
		var name string
		err := r.Scan(idInto(&id), &name)
		out[id] = name
		return struct{}{}, err
	}, "SELECT c.id, c.name FROM json_each(?) j JOIN "+table+" c ON c.id = unhex(j.value)", jsonIDs(ids))
	return out, err
}
