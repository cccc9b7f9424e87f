package data

import (
	"context"
	"encoding/json"
	"path/filepath"

	"lamplighter/app"
)

// end finishes an import: a dry run is rolled back; else finish does what is left
// of it, and the batch is written down.
func (t *intake) end(ctx context.Context, x *tx, l opened, finish func() error) error {
	t.rep.Problems = t.shown()
	if t.job.DryRun {
		return errDryRun
	}
	if err := finish(); err != nil {
		return err
	}
	if err := x.keepMapping(ctx, l.table.Header, l.mapping); err != nil {
		return err
	}
	var err error
	r := &t.rep
	r.ID, err = x.enterImport(ctx, t.job.Kind, t.job.Path, app.ImportBatch{
		Created: r.Created, Updated: r.Updated, Unchanged: r.Unchanged, Refused: r.Refused, Warned: r.Warned,
		Told: app.ImportTold{Refusals: r.Refusals, Warnings: r.Warnings, Problems: r.Problems[:min(len(r.Problems), app.ToldKept)]},
	})
	return err
}

// enterImport writes a batch down, with the change sets it will be: they are
// numbered when the transaction ends, right after those that are there.
func (x *tx) enterImport(ctx context.Context, kind app.ImportKind, path string, b app.ImportBatch) (int64, error) {
	x.kinds |= app.Imports
	told, err := json.Marshal(b.Told)
	if err != nil {
		return 0, err
	}
	err = x.exec(ctx, "INSERT INTO imports (at, by_name, file, kind, created, updated, unchanged, refused, warned, told, first_ord, last_ord) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		x.now.UnixMilli(), x.by.Name, filepath.Base(path), string(kind), b.Created, b.Updated, b.Unchanged, b.Refused, b.Warned, string(told), x.begun+1, x.begun+int64(len(x.sets)))
	if err != nil {
		return 0, err
	}
	return one(ctx, x.s.conn, scanInt, "SELECT max(id) FROM imports")
}

// Imports lists the imports of this device that whoever asks could have made,
// newest first.
func (s *Store) Imports(ctx context.Context, by app.Actor) (masked []app.ImportBatch, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	accounts, training := by.May(app.ImportRecords), by.May(app.ChangeTraining)
	if accounts != nil && training != nil {
		return nil, accounts
	}
	return collect(ctx, s.reader, func(r scanner) (app.ImportBatch, error) {
		var b app.ImportBatch
		var told string
		err := r.Scan(&b.ID, &b.Kind, &b.At, &b.By, &b.File, &b.Created, &b.Updated, &b.Unchanged, &b.Refused, &b.Warned, &told, orZero(&b.UndoneAt))
		if err == nil && told != "" {
			err = json.Unmarshal([]byte(told), &b.Told)
		}
		return b, err
	}, `SELECT id, kind, at, by_name, file, created, updated, unchanged, refused, warned, told, undone_at FROM imports
		WHERE iif(kind IN ('', 'usage'), ?, ?) ORDER BY id DESC LIMIT 100`, accounts == nil, training == nil)
}
