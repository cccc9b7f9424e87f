package data

import (
	"context"

	"lamplighter/app"
)

// mostImported months of accounts are held in memory at once, some 250
// megabytes: a month of four million accounts, or ten years of thirty thousand.
const mostImported = 4_000_000

// useImporter takes one list of use in: an account and a month a row, or an
// account a row with a column for each month. It makes a sheet for each month and
// area; what the list does not name stays as it was. It has three steps: the rows are read
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

func newUseImporter(t intake) *useImporter {
	return &useImporter{importer: importer{intake: t}, accounts: map[int64]*useAccount{}, lines: map[uint64]int32{}, months: map[int64]bool{}}
}

// look tells what the columns of the list give.
func (in *useImporter) look(l opened) {
	has := map[string]bool{}
	for _, c := range l.mapping.Columns {
		has[c.Field] = true
	}
	in.given = app.UseGiven{
		Parts:  has["sharp_kwh"] || has["peak_kwh"] || has["flat_kwh"] || has["valley_kwh"],
		Demand: has["demand_kw"], Factor: has["power_factor"], ReadOn: has["read_on"], Estimated: has["estimated"], Source: has["use_source"],
	}
	in.wide = l.table.Profile.Index("kwh") < 0
	for _, f := range l.table.Profile.Fields {
		in.keys = append(in.keys, f.Key)
	}
}

func (in *useImporter) run(ctx context.Context, x *tx, l opened) error {
	in.today = app.DayOf(x.now)
	in.look(l)
	if err := in.read(ctx, x, l.table, l.mapping, l.report); err != nil {
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
	return in.end(ctx, x, l, x.flush)
}
