package data

import (
	"context"

	"lamplighter/app"
)

// mergeMoments tell when a customer was merged with others, and when that was
// taken back.
func (s *Store) mergeMoments(ctx context.Context, of app.Customer) ([]app.TimelineEntry, error) {
	type merged struct {
		id   app.RecordMergeID
		gone string
	}
	merges, err := collect(ctx, s.reader, func(r scanner) (merged, error) {
		var m merged
		err := r.Scan(idInto(&m.id), &m.gone)
		return m, err
	}, `SELECT m.id, CASE m.gone_id WHEN ?1 THEN s.name ELSE g.name END FROM record_merges m JOIN customers g ON g.id = m.gone_id JOIN customers s ON s.id = m.stays_id
		WHERE m.stays_id = ?1 OR m.gone_id = ?1 OR m.stays_id IN (SELECT id FROM customers WHERE merged_into_id = ?1)`, of.ID[:])
	if err != nil || len(merges) == 0 {
		return nil, err
	}
	records := make([]app.RecordRef, len(merges))
	for i, m := range merges {
		records[i] = app.RecordRef{Table: "record_merges", ID: app.RecordID(m.id)}
	}
	histories, err := s.histories(ctx, s.reader, records)
	var out []app.TimelineEntry
	for i, changes := range histories {
		for _, c := range changes {
			switch c.Field {
			case "":
				out = append(out, app.TimelineEntry{At: c.At, Kind: app.TimelineMerged, By: c.By, Number: merges[i].gone, Why: app.Why{Note: c.Why.Note}})
			case "withdrawn_at":
				out = append(out, app.TimelineEntry{At: c.At, Kind: app.TimelineParted, By: c.By, Number: merges[i].gone})
			}
		}
	}
	return out, err
}

// otherRecords are the records of a customer that were merged into his, the
// newest merge first.
func (s *Store) otherRecords(ctx context.Context, stays app.Customer) ([]app.OtherRecord, error) {
	t := s.tables["customers"]
	return collect(ctx, s.reader, func(r scanner) (app.OtherRecord, error) {
		var o app.OtherRecord
		into := append(recordMergeInto(&o.Merge), &o.By)
		err := r.Scan(append(into, customerInto(&o.Gone)...)...)
		o.Late = app.LateFields(stays, o.Gone, func(field string) bool {
			no := t.numberOf(field)
			return stampOf(o.Gone.Seen, no) != stampOf(o.Merge.Known, no)
		})
		return o, err
	}, "SELECT "+prefixed("m", recordMergeColumns)+", coalesce(b.name, ''), "+prefixed("g", customerColumns)+` FROM customers g
		JOIN record_merges m ON m.id = (SELECT id FROM record_merges WHERE gone_id = g.id AND withdrawn_at IS NULL ORDER BY sy_hlc DESC, sy_dev DESC LIMIT 1)
		LEFT JOIN staff b ON b.id = m.by_id WHERE g.merged_into_id = ? ORDER BY m.sy_hlc DESC, m.sy_dev DESC`, stays.ID[:])
}
