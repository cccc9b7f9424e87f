package data

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"lamplighter/app"
)

const savedViewColumns = "id, area, sy_hlc, sy_dev, sy_ovr, list, name, owner_id, shared, filter, columns, created_at, withdrawn_at"

// viewRow is a view as it is kept, its filter still JSON.
type viewRow struct {
	app.SavedView
	filter string
}

func scanSavedView(r scanner) (viewRow, error) {
	var v viewRow
	var columns string
	err := r.Scan(idInto(&v.ID), &v.Area, &v.Seen.HLC, &v.Seen.Device, laterInto(&v.Seen), &v.List, &v.Name, idInto(&v.Owner), &v.Shared, &v.filter,
		&columns, &v.CreatedAt, orZero(&v.WithdrawnAt))
	if columns != "" {
		v.Columns = strings.Split(columns, ",")
	}
	return v, err
}

// read understands the filter. One that a newer program has saved with a
// condition this one does not know is not understood: without the condition
// the list would be another.
func (v *viewRow) read() error {
	into := any(&v.Cases)
	if v.List == app.CustomerViews {
		into = &v.Customers
	}
	strict := json.NewDecoder(bytes.NewReader([]byte(v.filter)))
	strict.DisallowUnknownFields()
	return strict.Decode(into)
}

func savedViewRow(v app.SavedView) row {
	filter := any(v.Cases)
	if v.List == app.CustomerViews {
		filter = v.Customers
	}
	text, _ := json.Marshal(filter) // words, days and ids always marshal
	return row{id: v.ID, area: v.Area, seen: v.Seen, fields: []field{
		{"list", string(v.List)},
		{"name", v.Name},
		{"owner_id", idOf(v.Owner)},
		{"shared", flagOf(v.Shared)},
		{"filter", string(text)},
		{"columns", strings.Join(v.Columns, ",")},
		{"created_at", v.CreatedAt},
		{"withdrawn_at", timeOf(v.WithdrawnAt)},
	}}
}

func (x *tx) putSavedView(ctx context.Context, was, now app.SavedView) error {
	return x.put(ctx, "saved_views", before(was.ID.IsZero(), was, savedViewRow), savedViewRow(now))
}

// SavedViews lists the views of a list that a person sees: the shared ones and
// the person's own, the oldest first.
func (s *Store) SavedViews(ctx context.Context, by app.Actor, list app.ViewList) ([]app.SavedView, error) {
	ctx = s.within(ctx, by)
	if err := by.May(list.ReadRight()); err != nil {
		return nil, err
	}
	views, err := s.savedViews(ctx, s.reader, by, list)
	return views, wrap("saved views", err)
}

func (s *Store) savedViews(ctx context.Context, q querier, by app.Actor, list app.ViewList) ([]app.SavedView, error) {
	kept, err := collect(ctx, q, scanSavedView, "SELECT "+savedViewColumns+
		" FROM saved_views WHERE list = ? AND withdrawn_at IS NULL AND (shared = 1 OR owner_id = ?) ORDER BY created_at, n", string(list), by.Staff[:])
	var out []app.SavedView
	for _, v := range kept {
		if v.read() == nil {
			out = append(out, v.SavedView)
		}
	}
	return out, err
}

// SaveView keeps a view under its name. A view of the same name, of the same
// person and list and shared alike, is changed instead of being there twice.
func (s *Store) SaveView(ctx context.Context, by app.Actor, v app.SavedView) (app.SavedView, error) {
	for _, right := range []app.Right{v.List.ReadRight(), app.KeepViews} {
		if err := by.May(right); err != nil {
			return app.SavedView{}, err
		}
	}
	if err := v.Check(); err != nil {
		return app.SavedView{}, err
	}
	v.Name = strings.TrimSpace(v.Name)
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		known, err := s.savedViews(ctx, s.conn, by, v.List)
		if err != nil {
			return err
		}
		was := app.SavedView{}
		for _, k := range known {
			if k.Owner == by.Staff && k.Name == v.Name && k.Shared == v.Shared {
				was = k
			}
		}
		v.ID, v.Area, v.Owner, v.CreatedAt, v.Seen = was.ID, was.Area, by.Staff, was.CreatedAt, was.Seen
		if was.ID.IsZero() {
			v.ID, v.CreatedAt = newID[app.SavedViewID](), x.now.UnixMilli()
			if !v.Shared {
				v.Area = by.Area // else 0, which everybody carries
			}
		}
		err = x.putSavedView(ctx, was, v)
		v.Seen = x.wrote
		return err
	})
	return v, wrap("save view", err)
}

// RenameView gives a view another name.
func (s *Store) RenameView(ctx context.Context, by app.Actor, was app.SavedView, name string) error {
	if err := was.MayChange(by); err != nil {
		return err
	}
	now := was
	now.Name = strings.TrimSpace(name)
	if err := now.Check(); err != nil {
		return err
	}
	return wrap("rename view", s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putSavedView(ctx, was, now) }))
}

// WithdrawView takes a view away from whoever sees it.
func (s *Store) WithdrawView(ctx context.Context, by app.Actor, was app.SavedView) error {
	if err := was.MayChange(by); err != nil {
		return err
	}
	return wrap("withdraw view", s.write(ctx, by, app.Why{}, func(x *tx) error {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putSavedView(ctx, was, now)
	}))
}
