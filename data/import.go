package data

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// errDryRun rolls an import back that was only tried.
var errDryRun = errors.New("dry run")

// ImportList takes a list in: one transaction, so that it is in whole or not at
// all. A dry run is the same transaction, rolled back at the end, so what it
// counts is what the import will do. report gets how far it has come, and of how
// much.
func (s *Store) ImportList(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	ctx = s.within(ctx, by)
	if err := by.May(job.Kind.Right()); err != nil {
		return app.ImportReport{}, err
	}
	r, err := s.importList(ctx, by, job, report)
	return r, wrap("import list", fileProblem(err))
}

func (s *Store) importList(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	lookup, err := s.codeLookup(ctx, by)
	if err != nil {
		return app.ImportReport{}, err
	}
	book, table, err := openTable(job.Path, job.Sheet, job.Kind, s.sheetOptions(lookup))
	if err != nil {
		return app.ImportReport{}, err
	}
	defer func() { _ = book.Close() }()
	l := opened{table: table, mapping: table.Mapping.With(job.Columns), report: report}
	if missing := l.missing(job); len(missing) > 0 {
		return app.ImportReport{}, app.Refuse(missing[0], app.Missing)
	}
	rows, err := openTold(job, table.Header)
	if err != nil {
		return app.ImportReport{}, err
	}
	in := takerOf(intake{job: job, rowsTold: rows, rep: app.ImportReport{Kind: job.Kind, DryRun: job.DryRun, Refusals: map[string]int64{}, Warnings: map[string]int64{}}})
	t := in.tells()
	err = s.write(ctx, by, app.Why{Source: importSource, Note: filepath.Base(job.Path)}, func(x *tx) error { return in.run(ctx, x, l) })
	if errors.Is(err, errDryRun) {
		err = nil
	}
	if err != nil {
		t.abandon()
		return app.ImportReport{}, err
	}
	err = t.done(&t.rep)
	return t.rep, err
}

// opened is a list that is going to be taken in.
type opened struct {
	table   *sheet.Table
	mapping sheet.Mapping
	report  func(done, total int64)
}

// missing names the needed fields no column holds. A list for no class in
// particular must name one in each row.
func (l opened) missing(job app.ImportJob) []string {
	out := l.mapping.Missing(l.table.Profile)
	named := slices.ContainsFunc(l.mapping.Columns, func(c sheet.Column) bool { return c.Field == "class_number" })
	if job.Kind == app.ImportClassList && job.Class.IsZero() && !named {
		out = append(out, "class_number")
	}
	return out
}

// taker takes lists of a kind in.
type taker interface {
	run(ctx context.Context, x *tx, l opened) error
	tells() *intake
}

func takerOf(t intake) taker {
	switch t.job.Kind {
	case app.ImportClassList:
		return &classListImport{intake: t}
	case app.ImportCompletions:
		return &completionImport{intake: t}
	case app.ImportUsage:
		return newUseImporter(t)
	}
	return &importer{intake: t}
}

// tableOf finds a list of a kind in a workbook.
func tableOf(book *sheet.Book, sheetName string, kind app.ImportKind) (*sheet.Table, error) {
	switch kind {
	case app.ImportUsage:
		return book.UsageTable(sheetName)
	case app.ImportClassList:
		return book.Table(sheetName, sheet.ClassList())
	case app.ImportCompletions:
		return book.Table(sheetName, sheet.Completions())
	}
	return book.Table(sheetName, sheet.Customers())
}

// importer takes a list of customers and accounts in: new accounts are made,
// known ones (by number) brought up to date.
type importer struct {
	intake

	fresh   bool // the file had no accounts: nothing to look up
	today   app.Day
	areas   map[string]app.TransformerAreaID
	staff   map[string]app.StaffID
	holders map[string]holder // by number and name, within this list
	key     []byte            // reused by holderKey
}

func (in *importer) run(ctx context.Context, x *tx, l opened) error {
	if err := in.begin(ctx, x); err != nil {
		return err
	}
	x.load = !in.job.DryRun
	defer x.s.garbage.ask(loosely)()
	restore := func() error { return nil }
	if in.fresh {
		var err error
		if restore, err = x.withoutIndexes(ctx, "sy_changes", "customers", "contacts", "accounts", "meters", "assignments"); err != nil {
			return err
		}
	}
	if err := in.rows(ctx, x, l); err != nil {
		return err
	}
	return in.end(ctx, x, l, restore)
}

// loosely is how much garbage may gather during a load, in percent of what lives:
// of the rows that it makes nothing lives longer than until they are written.
const loosely = 400

// rows takes the list in, sheaf by sheaf.
func (in *importer) rows(ctx context.Context, x *tx, l opened) error {
	reading, stop := context.WithCancel(ctx)
	list := readList(reading, l.table, l.mapping, in.refused != nil)
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
		l.report(l.table.Progress())
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
			err = in.warn(&l.record, l.draft.Account.AccountNo, l.draft.Customer.Name)
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
