package data

import (
	"context"
	"fmt"
	"strings"

	"lamplighter/app"
)

const unitColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, name, kind, parent_id, division, keeps_area, valid_from, valid_to, withdrawn_at"

func scanUnit(r scanner) (app.OrgUnit, error) {
	var u app.OrgUnit
	var area app.Area
	err := r.Scan(idInto(&u.ID), &area, &u.Seen.HLC, &u.Seen.Device, laterInto(&u.Seen), &u.Code, &u.Name, &u.Kind, idInto(&u.Parent), &u.Division,
		&u.Area, &u.ValidFrom, &u.ValidTo, orZero(&u.WithdrawnAt))
	return u, err
}

// Units, staff and transformer areas are reference data: area 0.

func unitRow(u app.OrgUnit) row {
	return row{id: u.ID, seen: u.Seen, fields: []field{
		{"code", u.Code},
		{"name", u.Name},
		{"kind", u.Kind},
		{"parent_id", idOf(u.Parent)},
		{"division", u.Division},
		{"keeps_area", int64(u.Area)},
		{"valid_from", string(u.ValidFrom)},
		{"valid_to", string(u.ValidTo)},
		{"withdrawn_at", timeOf(u.WithdrawnAt)},
	}}
}

func (x *tx) putUnit(ctx context.Context, was, now app.OrgUnit) error {
	return x.put(ctx, "org_units", before(was.ID.IsZero(), was, unitRow), unitRow(now))
}

const staffColumns = "id, sy_hlc, sy_dev, sy_ovr, staff_no, name, post, unit_id, mobile, roles, valid_from, valid_to, withdrawn_at"

func scanStaff(r scanner) (app.Staff, error) {
	var s app.Staff
	var roles string
	err := r.Scan(idInto(&s.ID), &s.Seen.HLC, &s.Seen.Device, laterInto(&s.Seen), &s.StaffNo, &s.Name, &s.Post, idInto(&s.Unit), &s.Mobile, &roles,
		&s.ValidFrom, &s.ValidTo, orZero(&s.WithdrawnAt))
	for _, role := range strings.FieldsFunc(roles, func(r rune) bool { return r == ',' }) {
		s.Roles = append(s.Roles, app.Role(role))
	}
	return s, err
}

func staffRow(s app.Staff) row {
	roles := make([]string, len(s.Roles))
	for i, role := range s.Roles {
		roles[i] = string(role)
	}
	return row{id: s.ID, seen: s.Seen, fields: []field{
		{"staff_no", s.StaffNo},
		{"name", s.Name},
		{"post", s.Post},
		{"unit_id", idOf(s.Unit)},
		{"mobile", s.Mobile},
		{"roles", strings.Join(roles, ",")},
		{"valid_from", string(s.ValidFrom)},
		{"valid_to", string(s.ValidTo)},
		{"withdrawn_at", timeOf(s.WithdrawnAt)},
	}}
}

func (x *tx) putStaff(ctx context.Context, was, now app.Staff) error {
	return x.put(ctx, "staff", before(was.ID.IsZero(), was, staffRow), staffRow(now))
}

const transformerAreaColumns = "id, sy_hlc, sy_dev, sy_ovr, code, name, capacity_va, grid, unit_id, substation, line, area_type, withdrawn_at"

func scanTransformerArea(r scanner) (app.TransformerArea, error) {
	var a app.TransformerArea
	err := r.Scan(idInto(&a.ID), &a.Seen.HLC, &a.Seen.Device, laterInto(&a.Seen), &a.Code, &a.Name, &a.CapacityVA, &a.Grid, idInto(&a.Unit),
		&a.Substation, &a.Line, &a.AreaType, orZero(&a.WithdrawnAt))
	return a, err
}

func transformerAreaRow(a app.TransformerArea) row {
	return row{id: a.ID, seen: a.Seen, fields: []field{
		{"code", a.Code},
		{"name", a.Name},
		{"capacity_va", a.CapacityVA},
		{"grid", a.Grid},
		{"unit_id", idOf(a.Unit)},
		{"substation", a.Substation},
		{"line", a.Line},
		{"area_type", a.AreaType},
		{"withdrawn_at", timeOf(a.WithdrawnAt)},
	}}
}

func (x *tx) putTransformerArea(ctx context.Context, was, now app.TransformerArea) error {
	return x.put(ctx, "transformer_areas", before(was.ID.IsZero(), was, transformerAreaRow), transformerAreaRow(now))
}

// Units lists the units in use, by code.
func (s *Store) Units(ctx context.Context, by app.Actor) ([]app.OrgUnit, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, scanUnit, "SELECT "+unitColumns+" FROM org_units WHERE withdrawn_at IS NULL ORDER BY code")
}

// SaveUnit makes a unit, or changes it when was is given.
func (s *Store) SaveUnit(ctx context.Context, by app.Actor, was, now app.OrgUnit) (app.OrgUnit, error) {
	if err := by.May(app.ChangeCompany); err != nil {
		return app.OrgUnit{}, err
	}
	if strings.TrimSpace(now.Name) == "" {
		return app.OrgUnit{}, app.Refuse("name", app.Missing)
	}
	if now.ID.IsZero() {
		now.ID = newID[app.OrgUnitID]()
	}
	if now.Area == app.OwnArea {
		now.Area = areaOf(now.ID)
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		if was.Area != 0 && now.Area != was.Area {
			written, err := one(ctx, s.conn, scanInt, "SELECT EXISTS (SELECT 1 FROM sy_have WHERE area IN (?, ?))", int64(was.Area), int64(was.Area.Protected()))
			if err != nil {
				return err
			}
			if written != 0 {
				return app.Refuse("keeps_area", app.KeepsRecords)
			}
		}
		return x.putUnit(ctx, was, now)
	})
	return now, wrap("save unit", err)
}

// Staff lists the people, by number; withdrawn ones are left out.
func (s *Store) Staff(ctx context.Context, by app.Actor) (masked []app.Staff, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE withdrawn_at IS NULL ORDER BY staff_no")
}

// SaveStaff takes a person on, or changes what is known when was is given.
func (s *Store) SaveStaff(ctx context.Context, by app.Actor, was, now app.Staff) (masked app.Staff, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeCompany); err != nil {
		return app.Staff{}, err
	}
	if err := now.Check(); err != nil {
		return app.Staff{}, err
	}
	if now.ID.IsZero() {
		now.ID = newID[app.StaffID]()
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putStaff(ctx, was, now) })
	return now, wrap("save staff", err)
}

// TransformerAreas lists the transformer areas, by name.
func (s *Store) TransformerAreas(ctx context.Context, by app.Actor) ([]app.TransformerArea, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, scanTransformerArea, "SELECT "+transformerAreaColumns+" FROM transformer_areas WHERE withdrawn_at IS NULL ORDER BY name")
}

// SaveTransformerArea makes a transformer area, or changes it when was is given.
func (s *Store) SaveTransformerArea(ctx context.Context, by app.Actor, was, now app.TransformerArea) (app.TransformerArea, error) {
	if err := by.May(app.ChangeCompany); err != nil {
		return app.TransformerArea{}, err
	}
	if strings.TrimSpace(now.Name) == "" {
		return app.TransformerArea{}, app.Refuse("name", app.Missing)
	}
	if now.ID.IsZero() {
		now.ID = newID[app.TransformerAreaID]()
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putTransformerArea(ctx, was, now) })
	return now, wrap("save transformer area", err)
}

// AreaAssignments tells who holds a transformer area, held it and will hold
// it, the latest start first.
func (s *Store) AreaAssignments(ctx context.Context, by app.Actor, id app.TransformerAreaID) ([]app.Assignment, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, scanAssignment, "SELECT "+assignmentColumns+
		" FROM assignments WHERE transformer_area_id = ? AND withdrawn_at IS NULL ORDER BY from_on DESC, n DESC", id[:])
}

// wrap names the verb a fault happened in; refusals keep their type inside.
func wrap(verb string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", verb, err)
}
