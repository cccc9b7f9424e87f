package data

import "context"

// checkpointPages is after how many pages of the write-ahead log SQLite brings
// them into the file as a part of the commit; its own default.
const checkpointPages = "1000"

// commitLoad commits a bulk load. The load is safe once it stands in the
// write-ahead log; to bring a hundred megabytes of it into the file would make
// whoever waits for the commit wait twice as long, so that is begun after, as is
// the making of the indexes that it owes.
func (x *tx) commitLoad(ctx context.Context) error {
	if err := x.exec(ctx, "PRAGMA wal_autocheckpoint = 0"); err != nil {
		return err
	}
	if x.owes {
		x.s.reader.hold()
	}
	err := x.exec(ctx, "COMMIT")
	if err != nil {
		x.s.reader.release()
	}
	x.s.owes = x.owes && err == nil
	return errorsFirst(err, x.exec(ctx, "PRAGMA wal_autocheckpoint = "+checkpointPages))
}

// checkpoint brings the write-ahead log into the file, on a connection of its
// own so that nobody's read or write waits for it. What it does not manage, a
// later commit does.
func (s *Store) checkpoint() {
	ctx := context.Background()
	r, err := openRaw(ctx, fileURL(s.path, "mode=rw&_sync=FULL"), readerPragmas)
	if err != nil {
		return
	}
	defer r.close()
	_, _ = r.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
}
