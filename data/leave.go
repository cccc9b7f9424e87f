package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// An area that a device's certificate no longer names leaves the device with the
// exchange after which all that is known of it here has arrived at a good main
// computer that carries the area, by that one's own word. A colleague's may be about
// to let the area go as well, each counting on the other. Until then the records
// stay, and what was written here still goes out. Of what this device wrote itself
// the log keeps the places without what they held, since its numbers go on. Should
// the area be given back, its records come with a main computer's snapshot, see
// restart.go.

// leaving are the areas that are to go, and what each still waits for.
func (e *exchange) leaving() []app.AreaLeaving {
	byArea := map[app.Area]*app.AreaLeaving{}
	for of, last := range e.have {
		if e.trust.Carries(e.me.Device, of.Area) || !e.carried(of.Area) || e.folded[of].went && e.folded[of].seq >= last {
			continue
		}
		a := byArea[of.Area]
		if a == nil {
			a = &app.AreaLeaving{Area: of.Area}
			byArea[of.Area] = a
		}
		a.Waits += max(0, last-e.safe(of))
	}
	var out []app.AreaLeaving
	for _, a := range byArea {
		a.Nobody = !slices.ContainsFunc(e.others(a.Area), enrols)
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b app.AreaLeaving) int { return cmp.Compare(a.Area, b.Area) })
	return out
}

// carried reports whether a certificate of this device, or of one it was before,
// ever named an area. What somebody wrote elsewhere, such as a report of
// wrongdoing that only others see, stays with him.
func (e *exchange) carried(area app.Area) bool {
	for dev := range e.keys {
		if slices.ContainsFunc(e.trust.ever[dev], func(c app.DeviceCertificate) bool { return c.Carries(area) }) {
			return true
		}
	}
	return false
}

// returning are the areas that had left this device and were given back. What it
// wrote there itself is not in the log any more, so they come with a snapshot.
func (e *exchange) returning() []app.Area {
	var out []app.Area
	for of, to := range e.folded {
		if to.went && e.isMine(of.Device) && e.trust.Carries(e.me.Device, of.Area) && !slices.Contains(out, of.Area) {
			out = append(out, of.Area)
		}
	}
	slices.Sort(out)
	return out
}

// others are the good devices besides this one that carry an area.
func (e *exchange) others(area app.Area) []app.DeviceCertificate {
	return slices.DeleteFunc(e.trust.Carriers(area), func(c app.DeviceCertificate) bool { return e.isMine(c.Device) })
}

// safe is how far a stream has arrived at some other good main computer of its area,
// which has said so.
func (e *exchange) safe(of bundle.Stream) (last int64) {
	for _, c := range e.others(of.Area) {
		if said := e.said(c.Device); enrols(c) && said.at > 0 {
			last = max(last, said.has[of])
		}
	}
	return last
}

// leave lets those areas go that wait for nothing any more.
func (e *exchange) leave(ctx context.Context) error {
	for _, a := range e.leaving() {
		if a.Waits > 0 || a.Nobody {
			e.result.Leaving = append(e.result.Leaving, a)
			continue
		}
		var err error
		if a.Records, err = e.s.leaveArea(ctx, a.Area, e.isMine); err != nil {
			return err
		}
		if err := e.forgetArea(ctx, a.Area); err != nil {
			return err
		}
		e.result.Gone = append(e.result.Gone, a)
	}
	if err := errorsFirst(e.s.nameAreas(ctx, e.result.Gone), e.s.nameAreas(ctx, e.result.Leaving)); err != nil || len(e.result.Gone) == 0 {
		return err
	}
	if err := e.recall(ctx); err != nil {
		return err
	}
	e.learnPeers()
	return e.s.writeAnew(ctx)
}

// nameAreas says whose records areas hold.
func (s *Store) nameAreas(ctx context.Context, all []app.AreaLeaving) (err error) {
	for i := range all {
		if all[i].Unit, err = areaName(ctx, s.reader, all[i].Area); err != nil {
			return err
		}
	}
	return nil
}

// forgetArea takes away the packages of an area that this device could open.
func (e *exchange) forgetArea(ctx context.Context, area app.Area) error {
	for _, p := range e.known {
		if p.Area != area || !p.kept || !slices.ContainsFunc(p.readers, e.isMine) {
			continue
		}
		p.kept = false
		if err := errorsFirst(e.kept.Remove(ctx, p.File), e.note(ctx, p)); err != nil {
			return err
		}
	}
	return nil
}

// leaveArea takes the records of an area out of the file, with what the log and
// the tables beside the records hold of them, and answers how many there were.
func (s *Store) leaveArea(ctx context.Context, area app.Area, mine func(app.DeviceID) bool) (records int64, err error) {
	var files []string
	err = s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
		var err error
		if files, err = x.filesOnlyOf(ctx, area); err != nil {
			return err
		}
		records = 0
		for _, entry := range travelling {
			n, err := x.leaveTable(ctx, s.tables[entry.name], area)
			if err != nil {
				return err
			}
			records += n
		}
		x.sheets, x.frozen = nil, nil // they went as a whole
		return errorsFirst(x.leaveBeside(ctx, area), x.leaveLog(ctx, area, mine), x.pastDoor(ctx))
	})
	if err == nil {
		for _, path := range files {
			removeQuietly(path)
		}
	}
	return records, err
}

// filesOnlyOf are the files of attachments that no other area has too.
func (x *tx) filesOnlyOf(ctx context.Context, area app.Area) ([]string, error) {
	return collect(ctx, x.s.conn, func(r scanner) (string, error) {
		var hash []byte
		var mime string
		err := r.Scan(&hash, &mime)
		return x.s.files.path(hash, mime), err
	}, "SELECT DISTINCT hash, mime FROM attachments WHERE area = ?1 AND hash NOT IN (SELECT hash FROM attachments WHERE area <> ?1)", int64(area))
}

func (x *tx) leaveTable(ctx context.Context, t *table, area app.Area) (int64, error) {
	which := "area = ?"
	if t.kinds == app.Audits { // who did what at this device stays to be looked into, and its chain goes on
		which += fmt.Sprintf(" AND device <> %d", x.dev)
	}
	ids, err := collect(ctx, x.s.conn, func(r scanner) (app.RecordID, error) {
		var id app.RecordID
		return id, r.Scan(idInto(&id))
	}, "DELETE FROM "+t.name+" WHERE "+which+" RETURNING id", int64(area))
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	for _, id := range ids {
		x.note(t, id)
	}
	return int64(len(ids)), x.forgetRows(ctx, t)
}

// forgetRows empties the tables beside the records of rows that are not here.
func (x *tx) forgetRows(ctx context.Context, t *table) error {
	absent := " WHERE tbl = ? AND row_id NOT IN (SELECT id FROM " + t.name + ")"
	for _, statement := range []string{"DELETE FROM sy_superseded", "DELETE FROM sy_carried", "DELETE FROM sy_told", "UPDATE sy_moves SET gone = 1"} {
		if err := x.exec(ctx, statement+absent, int64(t.no)); err != nil {
			return err
		}
	}
	return nil
}

// leaveBeside empties what is told from an area's records.
func (x *tx) leaveBeside(ctx context.Context, area app.Area) error {
	for _, name := range []string{"sy_lost", "sy_pending", "sy_quarantine", "frozen", "usage_waiting"} {
		if err := x.exec(ctx, "DELETE FROM "+name+" WHERE area = ?", int64(area)); err != nil {
			return err
		}
	}
	return errorsFirst(
		x.exec(ctx, "DELETE FROM usage WHERE account NOT IN (SELECT n FROM accounts)"),
		x.exec(ctx, "DELETE FROM forecasts WHERE customer NOT IN (SELECT n FROM customers)"),
	)
}

// leaveLog takes out of the log what others wrote in an area, and what this
// device's own change sets held.
func (x *tx) leaveLog(ctx context.Context, area app.Area, mine func(app.DeviceID) bool) error {
	devices, err := collect(ctx, x.s.conn, scanInt, "SELECT dev FROM sy_have WHERE area = ? AND dev <> ?", int64(area), seedDevice)
	if err != nil {
		return err
	}
	err = x.exec(ctx, "DELETE FROM sy_edits WHERE ord IN (SELECT ord FROM sy_changes WHERE area = ? AND dev <> ?)", int64(area), seedDevice)
	for _, dev := range devices {
		if err != nil {
			return err
		}
		if mine(dev) {
			err = errorsFirst(
				x.exec(ctx, "UPDATE sy_changes SET body = x'' WHERE dev = ? AND area = ?", dev, int64(area)),
				x.exec(ctx, `INSERT INTO sy_folded (dev, area, seq, hash, went) SELECT dev, area, seq, hash, 1 FROM sy_have WHERE dev = ?1 AND area = ?2
					ON CONFLICT (dev, area) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, went = 1`, dev, int64(area)))
			continue
		}
		for _, name := range []string{"sy_changes", "sy_have", "sy_heads", "sy_folded"} {
			err = errorsFirst(err, x.exec(ctx, "DELETE FROM "+name+" WHERE dev = ? AND area = ?", dev, int64(area)))
		}
	}
	return err
}

// writeAnew writes the file anew, since what was deleted still stands between
// its pages.
func (s *Store) writeAnew(ctx context.Context) error {
	select {
	case <-s.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { s.turn <- struct{}{} }()
	if _, err := s.conn.ExecContext(ctx, "VACUUM"); err != nil {
		return plain(err)
	}
	_, err := s.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return plain(err)
}

// foldedTo is how far the change sets of a stream may lack their bodies.
type foldedTo struct {
	seq  int64
	went bool // with their area
}

func (s *Store) folded(ctx context.Context) (map[bundle.Stream]foldedTo, error) {
	out := map[bundle.Stream]foldedTo{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var of bundle.Stream
		var to foldedTo
		err := r.Scan(&of.Device, &of.Area, &to.seq, &to.went)
		out[of] = to
		return struct{}{}, err
	}, "SELECT dev, area, seq, went FROM sy_folded")
	return out, wrap("read folded", err)
}
