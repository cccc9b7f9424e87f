package data

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// errDryRun rolls an import back that was only tried.
var errDryRun = errors.New("dry run")

// ImportCustomers takes a list of customers and accounts in: one transaction,
// new accounts made, known ones (by number) brought up to date. A dry run is
// the same transaction, rolled back at the end, so what it counts is what the
// import will do. report gets bytes read and bytes in all.
func (s *Store) ImportCustomers(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.ImportReport{}, err
	}
	r, err := s.importCustomers(ctx, by, job, report)
	return r, wrap("import customers", fileProblem(err))
}

func (s *Store) importCustomers(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	lookup, err := s.codeLookup(ctx, by)
	if err != nil {
		return app.ImportReport{}, err
	}
	book, table, err := openTable(job.Path, job.Sheet, s.sheetOptions(lookup))
	if err != nil {
		return app.ImportReport{}, err
	}
	defer func() { _ = book.Close() }()
	mapping := table.Mapping.With(job.Columns)
	if missing := mapping.Missing(table.Profile); len(missing) > 0 {
		return app.ImportReport{}, app.Refuse(missing[0], app.Missing)
	}
	rows, err := openTold(job, table.Header)
	if err != nil {
		return app.ImportReport{}, err
	}
	in := &importer{job: job, rowsTold: rows, rep: app.ImportReport{DryRun: job.DryRun, Refusals: map[string]int64{}, Warnings: map[string]int64{}}}
	return in.whole(ctx, s, by, func(x *tx) error { return in.run(ctx, x, table, mapping, report) })
}

// whole takes a list in as one transaction, or tries to, and puts what is told of
// single rows into its place.
func (in *importer) whole(ctx context.Context, s *Store, by app.Actor, run func(*tx) error) (app.ImportReport, error) {
	err := s.write(ctx, by, app.Why{Source: importSource, Note: filepath.Base(in.job.Path)}, run)
	if err != nil && !errors.Is(err, errDryRun) {
		in.abandon()
		return app.ImportReport{}, err
	}
	err = in.done(&in.rep)
	return in.rep, err
}

// importer takes one list in.
type importer struct {
	job app.ImportJob
	rep app.ImportReport
	rowsTold

	fresh   bool // the file had no accounts: nothing to look up
	today   app.Day
	areas   map[string]app.TransformerAreaID
	staff   map[string]app.StaffID
	holders map[string]holder // by number and name, within this list
	key     []byte            // reused by holderKey
}

func (in *importer) run(ctx context.Context, x *tx, table *sheet.Table, mapping sheet.Mapping, report func(done, total int64)) error {
	if err := in.begin(ctx, x); err != nil {
		return err
	}
	x.load = !in.job.DryRun
	defer x.hurry(ctx)()
	restore := func() error { return nil }
	if in.fresh {
		var err error
		if restore, err = x.withoutIndexes(ctx, "customers", "contacts", "accounts", "meters", "assignments"); err != nil {
			return err
		}
	}
	if err := in.rows(ctx, x, table, mapping, report); err != nil {
		return err
	}
	in.rep.Problems = in.shown()
	if in.job.DryRun {
		return errDryRun
	}
	if err := restore(); err != nil {
		return err
	}
	if err := x.keepMapping(ctx, table.Header, mapping); err != nil {
		return err
	}
	return in.enter(ctx, x)
}

// rows takes the list in, sheaf by sheaf.
func (in *importer) rows(ctx context.Context, x *tx, table *sheet.Table, mapping sheet.Mapping, report func(done, total int64)) error {
	reading, stop := context.WithCancel(ctx)
	list := readList(reading, table, mapping, in.refused != nil)
	defer list.wait()
	defer stop()
	for s := range list.full {
		if s.err != nil {
			return s.err
		}
		if err := in.take(s); err != nil {
			return err
		}
		if err := in.store(ctx, x, s); err != nil {
			return err
		}
		list.done(s)
		report(table.Progress())
	}
	return nil
}

// take counts the rows of a sheaf and tells of those that are refused or odd.
func (in *importer) take(s *sheaf) error {
	for _, p := range s.passed {
		if err := in.pass(p); err != nil {
			return err
		}
	}
	for i := range s.rows {
		l := &s.rows[i]
		var err error
		if l.refused.Reason == "" {
			err = in.warn(l)
		} else {
			err = in.refuse(&l.record, l.refused)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin reads what rows refer to by name.
func (in *importer) begin(ctx context.Context, x *tx) error {
	in.today = app.DayOf(x.now)
	in.areas, in.staff, in.holders = map[string]app.TransformerAreaID{}, map[string]app.StaffID{}, map[string]holder{}
	q, err := x.reads()
	if err != nil {
		return err
	}
	n, err := one(ctx, q, scanInt, "SELECT count(*) FROM (SELECT 1 FROM accounts LIMIT 1)")
	if err != nil {
		return err
	}
	in.fresh = n == 0
	areas, err := collect(ctx, q, scanTransformerArea, "SELECT "+transformerAreaColumns+" FROM transformer_areas WHERE withdrawn_at IS NULL")
	if err != nil {
		return err
	}
	for _, a := range areas {
		in.areas[a.Name] = a.ID
	}
	people, err := collect(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE withdrawn_at IS NULL")
	if err != nil {
		return err
	}
	for _, p := range people {
		in.staff[p.Name] = p.ID
	}
	return nil
}

// enter writes the batch down, with the change sets it will be: they are
// numbered when the transaction ends, right after those that are there.
func (in *importer) enter(ctx context.Context, x *tx) error {
	r := &in.rep
	told, err := json.Marshal(app.ImportTold{Refusals: r.Refusals, Warnings: r.Warnings, Problems: r.Problems[:min(len(r.Problems), app.ToldKept)]})
	if err != nil {
		return err
	}
	err = x.exec(ctx, "INSERT INTO imports (at, by_name, file, kind, created, updated, unchanged, refused, warned, told, first_ord, last_ord) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		x.now.UnixMilli(), x.by.Name, filepath.Base(in.job.Path), string(cmp.Or(in.job.Kind, app.CustomerList)), r.Created, r.Updated, r.Unchanged, r.Refused, r.Warned,
		string(told), x.begun+1, x.begun+int64(len(x.sets)))
	if err != nil {
		return err
	}
	r.ID, err = one(ctx, x.s.conn, scanInt, "SELECT max(id) FROM imports")
	x.kinds |= app.Imports
	return err
}

// Imports lists the imports of this device, newest first.
func (s *Store) Imports(ctx context.Context, by app.Actor) ([]app.ImportBatch, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, func(r scanner) (app.ImportBatch, error) {
		var b app.ImportBatch
		var told string
		err := r.Scan(&b.ID, &b.At, &b.By, &b.File, &b.Kind, &b.Created, &b.Updated, &b.Unchanged, &b.Refused, &b.Warned, &told, orZero(&b.UndoneAt))
		if err == nil && told != "" {
			err = json.Unmarshal([]byte(told), &b.Told)
		}
		return b, err
	}, "SELECT id, at, by_name, file, kind, created, updated, unchanged, refused, warned, told, undone_at FROM imports ORDER BY id DESC LIMIT 100")
}
