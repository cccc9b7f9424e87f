package data

import (
	"context"

	"lamplighter/app"
)

const exportProfileColumns = "id, area, sy_hlc, sy_dev, sy_ovr, name, version, basis, shows, withdrawn_at"

func scanExportProfile(s scanner) (app.OwnProfile, error) {
	var p app.OwnProfile
	err := s.Scan(idInto(&p.ID), &p.Area, &p.Seen.HLC, &p.Seen.Device, laterInto(&p.Seen), &p.Name, &p.Version, &p.Basis, &p.Shows, orZero(&p.WithdrawnAt))
	return p, err
}

func exportProfileRow(p app.OwnProfile) row {
	return row{id: p.ID, area: p.Area, seen: p.Seen, fields: []field{
		{"name", p.Name},
		{"version", p.Version},
		{"basis", string(p.Basis)},
		{"shows", p.Shows},
		{"withdrawn_at", timeOf(p.WithdrawnAt)},
	}}
}

func (x *tx) putExportProfile(ctx context.Context, was, now app.OwnProfile) error {
	return x.put(ctx, "export_profiles", before(was.ID.IsZero(), was, exportProfileRow), exportProfileRow(now))
}

// keptExportProfiles are all versions, withdrawn ones too.
func keptExportProfiles(ctx context.Context, q querier) ([]app.OwnProfile, error) {
	return collect(ctx, q, scanExportProfile, "SELECT "+exportProfileColumns+" FROM export_profiles ORDER BY name, version DESC, n")
}

// ExportProfiles lists every version of the company's own profiles that is not
// withdrawn.
func (s *Store) ExportProfiles(ctx context.Context, by app.Actor) ([]app.OwnProfile, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	kept, err := keptExportProfiles(ctx, s.reader)
	return inUseOf(kept, func(p app.OwnProfile) int64 { return p.WithdrawnAt }), wrap("export profiles", err)
}

// ExportProfileVersions are all versions, withdrawn ones too, by name with the
// newest first, and who made and withdrew them.
func (s *Store) ExportProfileVersions(ctx context.Context, by app.Actor) ([]app.OwnProfileVersion, error) {
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	ctx = s.within(ctx, by)
	kept, err := keptExportProfiles(ctx, s.reader)
	if err != nil {
		return nil, wrap("versions of export profiles", err)
	}
	of, out := []app.RecordRef{}, []app.OwnProfileVersion{}
	for _, p := range kept {
		of = append(of, app.RecordRef{Table: "export_profiles", ID: app.RecordID(p.ID)})
		out = append(out, app.OwnProfileVersion{OwnProfile: p, At: p.Seen.HLC >> clockBits})
	}
	told, err := s.histories(ctx, s.reader, of)
	for i, changes := range told {
		for _, c := range changes {
			switch c.Field {
			case "":
				out[i].ByName, out[i].At = c.By, c.At
			case "withdrawn_at":
				out[i].GoneBy = c.By
			}
		}
	}
	return out, wrap("versions of export profiles", err)
}

// SaveExportProfile keeps a profile: one with an id as the next version of that
// one, one without as the first of its name.
func (s *Store) SaveExportProfile(ctx context.Context, by app.Actor, p app.OwnProfile) (app.OwnProfile, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.OwnProfile{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "export profile"}, func(x *tx) error {
		kept, err := keptExportProfiles(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if p, err = app.NextOwnProfile(kept, p); err != nil {
			return err
		}
		p.ID = newID[app.OwnProfileID]()
		err = x.putExportProfile(ctx, app.OwnProfile{}, p)
		p.Seen = x.wrote
		return err
	})
	return p, wrap("save export profile", err)
}

// WithdrawExportProfile takes a profile out of use, with all versions of it.
func (s *Store) WithdrawExportProfile(ctx context.Context, by app.Actor, gone app.OwnProfile) error {
	if err := by.May(app.ChangeRules); err != nil {
		return err
	}
	return wrap("withdraw export profile", s.write(ctx, by, app.Why{Source: "export profile"}, func(x *tx) error {
		kept, err := keptExportProfiles(ctx, x.s.conn)
		if err != nil {
			return err
		}
		found := false
		for _, was := range kept {
			if was.WithdrawnAt != 0 || !was.Names(gone) {
				continue
			}
			now := was
			now.WithdrawnAt, found = x.now.UnixMilli(), true
			if err := x.putExportProfile(ctx, was, now); err != nil {
				return err
			}
		}
		if !found {
			return app.ErrNotFound
		}
		return nil
	}))
}
