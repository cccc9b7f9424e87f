package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// mostImported months of accounts are held in memory at once, some 250
// megabytes: a month of four million accounts, or ten years of thirty thousand.
const mostImported = 4_000_000

// ImportUsage takes a list of what accounts used in: an account and a month a
// row, or an account a row with a column for each month. It is one transaction
// that makes a sheet for each month and area; what the list does not name stays
// as it was. A dry run is the same transaction, rolled back at the end. report
// gets bytes read and bytes in all.
func (s *Store) ImportUsage(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.ImportReport{}, err
	}
	r, err := s.importUsage(ctx, by, job, report)
	return r, wrap("import usage", fileProblem(err))
}

func (s *Store) importUsage(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	job.Kind = app.UsageList
	book, err := sheet.Open(job.Path, s.sheetOptions(nil))
	if err != nil {
		return app.ImportReport{}, err
	}
	defer func() { _ = book.Close() }()
	table, err := book.UsageTable(job.Sheet)
	if err != nil {
		return app.ImportReport{}, err
	}
	mapping := table.Mapping.With(job.Columns)
	in, err := newUseImporter(job, table, mapping)
	if err != nil {
		return app.ImportReport{}, err
	}
	return in.whole(ctx, s, by, func(x *tx) error { return in.run(ctx, x, table, mapping, report) })
}

// useImporter takes one list of use in. It has three steps: the rows are read
// and judged by themselves and by their account, then account by account against
// what is known of it, then they are put, a sheet for each month and area.
type useImporter struct {
	importer
	wide  bool
	given app.UseGiven
	keys  []string // of the fields

	held     []heldUse
	accounts map[int64]*useAccount
	lines    map[uint64]int32 // by account and month: where the list said it
	told     int              // the line last written into the file of refused rows
	months   map[int64]bool   // of the list
}

// heldUse is a month of an account until all are known.
type heldUse struct {
	account int64 // its number
	line    int32
	month   int32
	total   int64
	more    *app.MonthUse // what else is told; nil: only the total
}

// useAccount is what is known of an account that the list names.
type useAccount struct {
	id     app.AccountID
	no     string
	holder string
	area   app.Area
	place  app.UsePlace

	newMeter int64 // the month in which its newest meter was put in; 0: not known
}

func newUseImporter(job app.ImportJob, table *sheet.Table, mapping sheet.Mapping) (*useImporter, error) {
	if missing := mapping.Missing(table.Profile); len(missing) > 0 {
		return nil, app.Refuse(missing[0], app.Missing)
	}
	rows, err := openTold(job, table.Header)
	if err != nil {
		return nil, err
	}
	in := &useImporter{
		importer: importer{job: job, rowsTold: rows, rep: app.ImportReport{Kind: app.UsageList, DryRun: job.DryRun, Refusals: map[string]int64{}, Warnings: map[string]int64{}}},
		accounts: map[int64]*useAccount{}, lines: map[uint64]int32{}, months: map[int64]bool{},
	}
	has := map[string]bool{}
	for _, c := range mapping.Columns {
		has[c.Field] = true
	}
	in.given = app.UseGiven{
		Parts:  has["sharp_kwh"] || has["peak_kwh"] || has["flat_kwh"] || has["valley_kwh"],
		Demand: has["demand_kw"], Factor: has["power_factor"], ReadOn: has["read_on"], Estimated: has["estimated"], Source: has["use_source"],
	}
	in.wide = table.Profile.Index("kwh") < 0
	for _, f := range table.Profile.Fields {
		in.keys = append(in.keys, f.Key)
	}
	return in, nil
}

func (in *useImporter) run(ctx context.Context, x *tx, table *sheet.Table, mapping sheet.Mapping, report func(done, total int64)) error {
	in.today = app.DayOf(x.now)
	if err := in.read(ctx, x, table, mapping, report); err != nil {
		return err
	}
	if err := in.compare(ctx, x); err != nil {
		return err
	}
	if err := in.missingMonths(ctx, x); err != nil {
		return err
	}
	if err := in.put(ctx, x); err != nil {
		return err
	}
	in.rep.Problems = in.shown()
	if in.job.DryRun {
		return errDryRun
	}
	if err := x.keepMapping(ctx, table.Header, mapping); err != nil {
		return err
	}
	if err := x.flush(); err != nil {
		return err
	}
	return in.enter(ctx, x)
}
