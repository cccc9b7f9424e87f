package data

import (
	"context"
	"strconv"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// UsageMonths are the first and the last month that the file knows of.
func (s *Store) UsageMonths(ctx context.Context, by app.Actor) (first, last int64, err error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return 0, 0, err
	}
	type span struct{ first, last int64 }
	found, err := one(ctx, s.reader, func(r scanner) (span, error) {
		var m span
		err := r.Scan(orZero(&m.first), orZero(&m.last))
		return m, err
	}, "SELECT (SELECT min(month) FROM usage), (SELECT max(month) FROM usage)")
	return found.first, found.last, wrap("usage months", err)
}

// UsageOrder lists the accounts whose use goes out, by their numbers.
func (s *Store) UsageOrder(ctx context.Context, by app.Actor, o app.UsageOut) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return nil, err
	}
	rows, err := collect(ctx, s.reader, scanInt, "SELECT n FROM accounts WHERE withdrawn_at IS NULL AND (?1 = 0 OR area = ?1) ORDER BY account_no", int64(o.Area))
	return rows, wrap("usage order", err)
}

// ExportUsage writes what some accounts used, in their order, so that the list
// can come in again as it went. The file appears whole or not at all.
func (s *Store) ExportUsage(ctx context.Context, by app.Actor, o app.UsageOut, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	if err := o.Check(); err != nil {
		return 0, err
	}
	var n int
	var err error
	if o.Wide {
		read := func(ctx context.Context, rows []int64) ([]outWide, error) { return s.outWide(ctx, o, rows) }
		n, err = export(ctx, s.out(ctx, by, job, "usage"), rows, wideColumnsOut(o), read, report)
	} else {
		read := func(ctx context.Context, rows []int64) ([]outUse, error) { return s.outUse(ctx, o, rows) }
		n, err = export(ctx, s.out(ctx, by, job, "usage"), rows, useColumnsOut(), read, report)
	}
	return n, wrap("export usage", fileProblem(err))
}

// outUse is a month of an account as it goes out.
type outUse struct {
	account  string
	customer string
	use      app.MonthUse
}

func useColumnsOut() []exportColumn[outUse] {
	kwh := func(get func(app.MonthUse) int64) func(outUse, app.ExportJob) sheet.Value {
		return func(r outUse, _ app.ExportJob) sheet.Value { return sheet.IntValue(get(r.use) * 1000) }
	}
	return []exportColumn[outUse]{
		{"account_no", sheet.Code, 16, text(func(r outUse) string { return r.account })},
		{"name", sheet.Name, 22, text(func(r outUse) string { return r.customer })},
		{"month", sheet.Code, 10, text(func(r outUse) string { return string(app.MonthStart(r.use.Month))[:len("2026-01")] })},
		{"kwh", sheet.Number, 14, kwh(func(u app.MonthUse) int64 { return u.Total })},
		{"sharp_kwh", sheet.Number, 12, kwh(func(u app.MonthUse) int64 { return u.Sharp })},
		{"peak_kwh", sheet.Number, 12, kwh(func(u app.MonthUse) int64 { return u.Peak })},
		{"flat_kwh", sheet.Number, 12, kwh(func(u app.MonthUse) int64 { return u.Flat })},
		{"valley_kwh", sheet.Number, 12, kwh(func(u app.MonthUse) int64 { return u.Valley })},
		{"demand_kw", sheet.KVA, 12, amount(func(r outUse) int64 { return r.use.DemandW })},
		{"power_factor", sheet.Number, 10, amount(func(r outUse) int64 { return r.use.PFPermille })},
		{"read_on", sheet.Day, 12, text(func(r outUse) string { return string(r.use.ReadOn()) })},
		{"estimated", sheet.Text, 10, text(func(r outUse) string { return estimatedOut(r.use.Estimated) })},
		{"use_source", sheet.Text, 12, code("use_source", func(r outUse) string { return string(r.use.Source) })},
	}
}

// estimatedOut is the mark that lists of the marketing system use, which is
// understood in both languages.
func estimatedOut(yes bool) string {
	if yes {
		return "Y"
	}
	return "N"
}

const outUseFrom = ` FROM json_each(?1) j CROSS JOIN accounts a ON a.n = j.value CROSS JOIN customers c ON c.id = a.customer_id `

func (s *Store) outUse(ctx context.Context, o app.UsageOut, rows []int64) ([]outUse, error) {
	return collect(ctx, s.reader, func(r scanner) (outUse, error) {
		var out outUse
		err := r.Scan(append([]any{&out.account, &out.customer}, useInto(&out.use)...)...)
		return out, err
	}, "SELECT a.account_no, c.name, "+useColumns+outUseFrom+"CROSS JOIN json_each(?2) m CROSS JOIN usage u ON u.month = m.value AND u.account = a.n ORDER BY j.key, u.month",
		jsonRows(rows), jsonRows(o.Months()))
}

// outWide is an account with all its months as it goes out.
type outWide struct {
	account  string
	customer string
	kwh      map[int64]int64 // by month, those that were read
}

func wideColumnsOut(o app.UsageOut) []exportColumn[outWide] {
	out := []exportColumn[outWide]{
		{"account_no", sheet.Code, 16, text(func(r outWide) string { return r.account })},
		{"name", sheet.Name, 22, text(func(r outWide) string { return r.customer })},
	}
	for _, month := range o.Months() {
		out = append(out, exportColumn[outWide]{"kwh_" + strconv.FormatInt(month, 10), sheet.Number, 14, func(r outWide, _ app.ExportJob) sheet.Value {
			kwh, read := r.kwh[month]
			return sheet.Value{Int: kwh * 1000, Given: read}
		}})
	}
	return out
}

// outWide leaves out accounts that nobody read in these months.
func (s *Store) outWide(ctx context.Context, o app.UsageOut, rows []int64) ([]outWide, error) {
	all, err := s.outUse(ctx, o, rows)
	var out []outWide
	for _, r := range all {
		if n := len(out); n == 0 || out[n-1].account != r.account {
			out = append(out, outWide{r.account, r.customer, map[int64]int64{}})
		}
		out[len(out)-1].kwh[r.use.Month] = r.use.Total
	}
	return out, err
}
