package data

import (
	"context"
	"errors"
	"strconv"

	"lamplighter/app"
)

// The settings that say when and through which folder packages last went.
const (
	exchangedAt     = "sync.last_at"
	exchangedFolder = "sync.last_folder"
)

// noteExchange keeps that an exchange came to its end.
func (s *Store) noteExchange(ctx context.Context, folder string) error {
	return errorsFirst(s.Set(ctx, exchangedAt, strconv.FormatInt(s.now().UnixMilli(), 10)), s.Set(ctx, exchangedFolder, folder))
}

// Outbox says how many change sets of this device lie in no folder for others
// yet.
func (s *Store) Outbox(ctx context.Context) (int64, error) {
	n, err := one(ctx, s.reader, scanInt, `SELECT coalesce(sum(h.seq - coalesce(o.seq, 0)), 0) FROM sy_have h LEFT JOIN sy_sent o ON o.area = h.area WHERE h.dev = ?`, s.device.id)
	return n, wrap("outbox", err)
}

// SyncState tells how this device stands with the others.
func (s *Store) SyncState(ctx context.Context, by app.Actor) (app.SyncState, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.Synchronise); err != nil {
		return app.SyncState{}, err
	}
	state, err := s.syncState(ctx)
	return state, wrap("sync state", err)
}

func (s *Store) syncState(ctx context.Context) (app.SyncState, error) {
	state := app.SyncState{Device: s.device.id, Code: s.device.code}
	var err error
	if state.Unsent, err = s.Outbox(ctx); err != nil {
		return state, err
	}
	at, err := s.Setting(ctx, exchangedAt)
	if err != nil {
		return state, err
	}
	state.LastAt, _ = strconv.ParseInt(at, 10, 64)
	if state.LastFolder, err = s.Setting(ctx, exchangedFolder); err != nil {
		return state, err
	}
	awaited, err := s.Setting(ctx, filesAwaited)
	if err != nil {
		return state, err
	}
	state.Awaited, _ = strconv.ParseInt(awaited, 10, 64)
	err = s.reader.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM sy_lost), (SELECT count(*) FROM sy_quarantine)").Scan(&state.Conflicts, &state.Quarantined)
	if err != nil {
		return state, err
	}
	e := s.newExchange(nil, nil)
	err = e.recall(ctx)
	if state.Enrolled = err == nil; err != nil && !errors.Is(err, app.ErrNotEnrolled) {
		return state, err
	}
	state.Company, state.Cloned = e.trust.company != nil, s.member.Load().alarm.Why != ""
	if me, is := e.trust.CertificateOf(s.device.id); is {
		state.Until = me.ToOn
	}
	if !state.Enrolled {
		return state, nil
	}
	return state, s.fillPartners(ctx, e, &state)
}

// fillPartners tells how the others stand. It is asked for after every change,
// and reads of all packages those alone that wait for something.
func (s *Store) fillPartners(ctx context.Context, e *exchange, state *app.SyncState) error {
	err := e.recallPackages(ctx, "WHERE kept = 1 AND state IN (?, ?)", string(app.PackageNew), string(app.PackageEarly))
	if err != nil {
		return err
	}
	state.Missing, state.Leaving = e.missing(), e.leaving()
	for _, area := range e.returning() {
		state.Returning = append(state.Returning, app.AreaLeaving{Area: area})
	}
	if err := errorsFirst(s.nameAreas(ctx, state.Leaving), s.nameAreas(ctx, state.Returning)); err != nil {
		return err
	}
	received := map[app.DeviceID]int64{}
	_, err = collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var dev app.DeviceID
		var at int64
		err := r.Scan(&dev, &at)
		received[dev] = at
		return struct{}{}, err
	}, "SELECT dev, max(at) FROM sy_packages WHERE state = ? GROUP BY dev", string(app.PackageKnown))
	for _, c := range e.trust.Carriers(0) {
		if e.isMine(c.Device) {
			continue
		}
		p := app.SyncPartner{Device: c.Device, Code: c.Code, Name: c.Name, ReceivedAt: received[c.Device]}
		for of, last := range e.have {
			if e.isMine(of.Device) && e.trust.Carries(c.Device, of.Area) {
				p.Behind += max(0, last-e.has(c.Device)[of])
			}
		}
		p.HasOurs = p.Behind == 0
		state.Partners = append(state.Partners, p)
	}
	return err
}

// Packages lists the packages that this device knows, newest first: those it
// wrote, took in or carries on for others.
func (s *Store) Packages(ctx context.Context, by app.Actor, from, atMost int) ([]app.Package, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.Synchronise); err != nil {
		return nil, err
	}
	known, err := s.keptPackages(ctx, "ORDER BY at DESC, file LIMIT ? OFFSET ?", atMost, from)
	if err != nil {
		return nil, wrap("list packages", err)
	}
	trust, err := s.trusts(ctx, s.reader)
	if err != nil {
		return nil, wrap("list packages", err)
	}
	out := make([]app.Package, len(known))
	for i, p := range known {
		out[i] = p.Package
	}
	trust.name(out)
	return out, nil
}

// name gives packages the names of their devices.
func (t *trust) name(packages []app.Package) {
	for i, p := range packages {
		if c, known := t.CertificateOf(p.Device); known {
			packages[i].Code, packages[i].Name = c.Code, c.Name
		}
	}
}
