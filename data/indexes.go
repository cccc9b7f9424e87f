package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// indexesOwed is the setting that marks a file whose indexes are not all made.
const indexesOwed = "indexes owed"

// oweIndexes lets the transaction be committed without the indexes it dropped,
// and marks the file so, in the same transaction: whoever opens it next makes
// them when this program was stopped before it did.
func (x *tx) oweIndexes(ctx context.Context) error {
	x.owes = true
	return x.exec(ctx, "INSERT INTO settings (name, value) VALUES (?, '') ON CONFLICT (name) DO NOTHING", indexesOwed)
}

// settle finishes a bulk load that is answered already: its indexes, for which
// readers and the next writer wait, and then the checkpoint, for which nobody
// does. It has the turn to write and gives it back.
func (s *Store) settle() {
	_ = s.payIndexes(context.Background()) // the next write tries again
	s.reader.release()
	s.turn <- struct{}{}
	s.checkpoint()
}

// payIndexes makes the indexes that a load left out. Only who has the turn to
// write calls it.
func (s *Store) payIndexes(ctx context.Context) error {
	if !s.owes {
		return nil
	}
	missing, err := s.missingIndexes(ctx)
	if err == nil {
		err = s.makeIndexes(ctx, missing)
	}
	s.owes = err != nil
	return wrap("make indexes", err)
}

// makeIndexes leaves the checkpoint to whoever comes after it.
func (s *Store) makeIndexes(ctx context.Context, statements []string) error {
	script := fmt.Sprintf("PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE; %s; DELETE FROM settings WHERE name = '%s'; COMMIT", strings.Join(statements, "; "), indexesOwed)
	_, err := s.conn.ExecContext(ctx, script)
	ctx = context.WithoutCancel(ctx)
	if err != nil {
		_, _ = s.conn.ExecContext(ctx, "ROLLBACK") // fails when SQLite has rolled back already
	}
	_, after := s.conn.ExecContext(ctx, "PRAGMA wal_autocheckpoint = "+checkpointPages)
	return errorsFirst(err, after)
}

// missingIndexes are the statements of the indexes that the migrations define
// up to the version of the file and the file does not have. They are taken from
// the migrations, run in memory, and not from the file, which may come from
// anywhere.
func (s *Store) missingIndexes(ctx context.Context) ([]string, error) {
	var version int
	if err := s.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return nil, err
	}
	model, err := openRaw(ctx, ":memory:", nil)
	if err != nil {
		return nil, err
	}
	defer model.close()
	for _, name := range migrations()[:version] {
		text, err := migrationFiles.ReadFile("migrations/" + name)
		if err != nil {
			return nil, err
		}
		if _, err := model.conn.ExecContext(ctx, string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	const indexes = " FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"
	have, err := collect(ctx, s.conn, scanIndex, "SELECT name, sql"+indexes)
	if err != nil {
		return nil, err
	}
	wanted, err := collect(ctx, model.conn, scanIndex, "SELECT name, sql"+indexes)
	var missing []string
	for _, i := range wanted {
		if !slices.Contains(have, i) {
			missing = append(missing, i.sql)
		}
	}
	return missing, err
}

// readOwed learns from a file whether it owes indexes. It comes before the
// migrations, which may rely on them.
func (s *Store) readOwed(ctx context.Context) error {
	n, err := one(ctx, s.conn, scanInt, "SELECT count(*) FROM sqlite_schema WHERE name = 'settings'")
	if err != nil || n == 0 {
		return err
	}
	n, err = one(ctx, s.conn, scanInt, "SELECT count(*) FROM settings WHERE name = ?", indexesOwed)
	s.owes = n > 0
	return err
}
