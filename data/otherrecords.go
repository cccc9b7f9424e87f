package data

import (
	"context"

	"lamplighter/app"
)

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
