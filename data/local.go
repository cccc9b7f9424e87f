package data

import (
	"context"
	"encoding/json"
	"slices"

	"lamplighter/app"
)

// What stays on this device: settings and half-done forms. They are written
// through the same writer, without the change log.

// writeHere runs a write of this device's own tables.
func (s *Store) writeHere(ctx context.Context, kinds app.Changes, statement string, args ...any) error {
	return s.writeAs(ctx, &tx{s: s, dev: s.device.id, kinds: kinds}, func(x *tx) error {
		return x.exec(ctx, statement, args...)
	})
}

// Setting reads one of this device's settings; "" when it was never set.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	values, err := collect(ctx, s.reader, scanText, "SELECT value FROM settings WHERE name = ?", name)
	if err != nil || len(values) == 0 {
		return "", wrap("setting", err)
	}
	return values[0], nil
}

// Set keeps one of this device's settings.
func (s *Store) Set(ctx context.Context, name, value string) error {
	return wrap("set", s.writeHere(ctx, 0, "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", name, value))
}

// SaveDraft keeps a half-done form as it stands; called after each field, so a
// stop of the program loses at most the field being typed.
func (s *Store) SaveDraft(ctx context.Context, by app.Actor, d app.Draft) error {
	if err := by.MayDraft(d.ID); err != nil {
		return err
	}
	fields, err := json.Marshal(d.Fields)
	if err != nil {
		return wrap("save draft", err)
	}
	return wrap("save draft", s.writeHere(ctx, app.Drafts,
		"INSERT INTO drafts (id, form, title, fields, updated_at, owner_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET title = ?3, fields = ?4, updated_at = ?5 WHERE "+ownDraft("?6"),
		d.ID, d.Form, d.Title, string(fields), s.now().UnixMilli(), by.Staff[:]))
}

// DropDraft forgets a form that was saved or thrown away.
func (s *Store) DropDraft(ctx context.Context, by app.Actor, id string) error {
	if err := by.MayDraft(id); err != nil {
		return err
	}
	return wrap("drop draft", s.writeHere(ctx, app.Drafts, "DELETE FROM drafts WHERE id = ?1 AND "+ownDraft("?2"), id, by.Staff[:]))
}

// ownDraft holds of a half-done form of the person who is named, and of one that
// was begun before people signed in.
func ownDraft(who string) string { return "(owner_id IS NULL OR owner_id = " + who + ")" }

// Drafts lists the half-done forms of this device that somebody may go on with,
// newest first.
func (s *Store) Drafts(ctx context.Context, by app.Actor) ([]app.Draft, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.OpenCases); err != nil && by.May(app.LearnHere) != nil {
		return nil, err
	}
	all, err := collect(ctx, s.reader, func(r scanner) (app.Draft, error) {
		var d app.Draft
		var fields string
		if err := r.Scan(&d.ID, &d.Form, &d.Title, &fields, &d.UpdatedAt); err != nil {
			return d, err
		}
		return d, json.Unmarshal([]byte(fields), &d.Fields)
	}, "SELECT id, form, title, fields, updated_at FROM drafts WHERE "+ownDraft("?")+" ORDER BY updated_at DESC", by.Staff[:])
	all = slices.DeleteFunc(all, func(d app.Draft) bool { return by.MayDraft(d.ID) != nil })
	if err == nil {
		err = s.markGone(ctx, all)
	}
	return all, err
}

// markGone marks the half-done forms whose customer or visit cannot be read here.
func (s *Store) markGone(ctx context.Context, drafts []app.Draft) error {
	var about []app.RecordID
	for _, d := range drafts {
		if id, is := d.About(); is {
			about = append(about, id)
		}
	}
	if len(about) == 0 {
		return nil
	}
	here, err := collect(ctx, s.reader, func(r scanner) (app.RecordID, error) {
		var id app.RecordID
		err := r.Scan(idInto(&id))
		return id, err
	},
		`SELECT id FROM customers WHERE id IN (SELECT unhex(value) FROM json_each(?1))
		UNION ALL SELECT id FROM visits WHERE id IN (SELECT unhex(value) FROM json_each(?1))`, hexIDs(about))
	if err != nil {
		return wrap("drafts", err)
	}
	for i, d := range drafts {
		id, is := d.About()
		drafts[i].Gone = is && !slices.Contains(here, id)
	}
	return nil
}

// Start makes a new file usable: the unit it belongs to and the one person who
// uses it until people sign in. It answers the actor of a file that has them.
func (s *Store) Start(ctx context.Context, company, person string) (app.Actor, error) {
	if asks, err := s.AsksSignIn(ctx); err != nil || asks {
		return app.Actor{}, errorsFirst(err, app.ErrSignIn)
	}
	if by, err := s.worksHere(ctx); err != nil || !by.Staff.IsZero() {
		return by, wrap("start", err)
	}
	id := newID[app.OrgUnitID]()
	unit := app.OrgUnit{ID: id, Code: "01", Name: company, Kind: "hall", Area: areaOf(id)}
	who := app.Staff{ID: newID[app.StaffID](), StaffNo: "0001", Name: person, Unit: id, Roles: []app.Role{app.Sole}}
	by := app.Actor{Staff: who.ID, Name: who.Name, Unit: id, Area: unit.Area, Roles: who.Roles}
	err := s.write(ctx, by, app.Why{Source: "start"}, func(x *tx) error {
		who.ValidFrom = app.DayOf(x.now)
		if err := x.putUnit(ctx, app.OrgUnit{}, unit); err != nil {
			return err
		}
		return x.putStaff(ctx, app.Staff{}, who)
	})
	return by, wrap("start", err)
}

// areaOf numbers the area a unit keeps, from the unit's own random id, so that
// nobody needs to hand out numbers.
func areaOf(id app.OrgUnitID) app.Area {
	return app.Area(id[12])<<24 | app.Area(id[13])<<16 | app.Area(id[14])<<8 | app.Area(id[15]) | 1
}

// worksHere is who works on this computer: the person it was enrolled for, or
// the one user of the file; on a computer of the company with the roles of its
// certificate, for records of an area that it carries.
func (s *Store) worksHere(ctx context.Context) (app.Actor, error) {
	member := s.member.Load()
	by, err := s.soleActor(ctx)
	if err != nil || member.company == nil {
		return by, err
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return by, err
	}
	if !member.staff.IsZero() {
		found, err := collect(ctx, s.reader, scanActor, selectActors+" WHERE p.id = ? AND p.withdrawn_at IS NULL", member.staff[:])
		if err != nil {
			return by, err
		}
		if len(found) > 0 {
			by = found[0]
		}
	}
	if c, there := known.CertificateOf(s.device.id); there && !by.Staff.IsZero() {
		by.Roles = c.Roles
		by = inAreaOf(by, c)
	}
	return by, nil
}

const selectActors = "SELECT p.id, p.name, coalesce(u.id, p.unit_id), coalesce(u.keeps_area, 0) FROM staff p LEFT JOIN org_units u ON u.id = p.unit_id"

func scanActor(r scanner) (app.Actor, error) {
	var a app.Actor
	err := r.Scan(idInto(&a.Staff), &a.Name, idInto(&a.Unit), &a.Area)
	return a, err
}

// soleActor is the person with the role of the one user, if the file has one.
func (s *Store) soleActor(ctx context.Context) (app.Actor, error) {
	found, err := collect(ctx, s.reader, scanActor, selectActors+" WHERE u.id IS NOT NULL AND p.roles LIKE '%sole%' AND p.withdrawn_at IS NULL ORDER BY p.n LIMIT 1")
	if err != nil || len(found) == 0 {
		return app.Actor{}, err
	}
	found[0].Roles = []app.Role{app.Sole}
	return found[0], nil
}
