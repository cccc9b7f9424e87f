package data

import (
	"context"
	"iter"
	"time"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// exportColumn is one column of a list that goes out: its title's key, what it
// holds and how a row shows it.
type exportColumn[T any] struct {
	key   string
	kind  sheet.Kind
	width float64
	value func(T, app.ExportJob) sheet.Value
}

func text[T any](get func(T) string) func(T, app.ExportJob) sheet.Value {
	return func(row T, _ app.ExportJob) sheet.Value { v := get(row); return sheet.Value{Text: v, Given: v != ""} }
}

func code[T any](list string, get func(T) string) func(T, app.ExportJob) sheet.Value {
	return func(row T, job app.ExportJob) sheet.Value {
		v := get(row)
		if v == "" {
			return sheet.Value{}
		}
		return sheet.Value{Text: job.Label(list, v), Given: true}
	}
}

func amount[T any](get func(T) int64) func(T, app.ExportJob) sheet.Value {
	return func(row T, _ app.ExportJob) sheet.Value { return sheet.Value{Int: get(row), Given: true} }
}

func moment[T any](get func(T) int64) func(T, app.ExportJob) sheet.Value {
	return func(row T, _ app.ExportJob) sheet.Value {
		ms := get(row)
		if ms == 0 {
			return sheet.Value{}
		}
		return sheet.Value{Text: time.UnixMilli(ms).In(app.Local).Format("2006-01-02 15:04"), Given: true}
	}
}

// outAccount is a row of the list of customers as it goes out: one account
// with its holder, so that the list can come in again as it went.
type outAccount struct {
	c                          app.Customer
	a                          app.Account
	contact, phone, other      string
	area, manager, meterNumber string
}

func customerColumnsOut() []exportColumn[outAccount] {
	return []exportColumn[outAccount]{
		{"account_no", sheet.Code, 16, text(func(r outAccount) string { return r.a.AccountNo })},
		{"name", sheet.Name, 22, text(func(r outAccount) string { return r.c.Name })},
		{"kind", sheet.Holder, 10, code("customer_kind", func(r outAccount) string { return string(r.c.Kind) })},
		{"address", sheet.Text, 44, text(func(r outAccount) string { return r.a.Address })},
		{"usage_category", sheet.Category, 16, code("usage_category", func(r outAccount) string { return r.a.UsageCategory })},
		{"voltage", sheet.Voltage, 12, code("voltage", func(r outAccount) string { return r.a.Voltage })},
		{"contracted_kva", sheet.KVA, 12, amount(func(r outAccount) int64 { return r.a.ContractedVA })},
		{"running_kva", sheet.KVA, 12, amount(func(r outAccount) int64 { return r.a.RunningVA })},
		{"industry", sheet.Industry, 12, text(func(r outAccount) string { return r.c.Industry })},
		{"contact", sheet.Name, 12, text(func(r outAccount) string { return r.contact })},
		{"phone", sheet.Phone, 16, text(func(r outAccount) string { return r.phone })},
		{"landline", sheet.Phone, 16, text(func(r outAccount) string { return r.other })},
		{"id_no", sheet.IDNo, 22, text(func(r outAccount) string { return r.c.IDNo })},
		{"uscc", sheet.IDNo, 22, text(func(r outAccount) string { return r.c.USCC })},
		{"reading_book", sheet.Code, 10, text(func(r outAccount) string { return r.a.ReadingBook })},
		{"transformer_area", sheet.Text, 16, text(func(r outAccount) string { return r.area })},
		{"manager", sheet.Name, 12, text(func(r outAccount) string { return r.manager })},
		{"opened_on", sheet.Day, 12, text(func(r outAccount) string { return string(r.a.OpenedOn) })},
		{"arrears", sheet.Money, 12, amount(func(r outAccount) int64 { return r.a.ArrearsFen })},
		{"meter_no", sheet.Code, 16, text(func(r outAccount) string { return r.meterNumber })},
		{"substation", sheet.Text, 12, text(func(r outAccount) string { return r.a.Substation })},
		{"line", sheet.Text, 12, text(func(r outAccount) string { return r.a.Line })},
		{"note", sheet.Text, 24, text(func(r outAccount) string { return r.a.Note })},
	}
}

func caseColumnsOut() []exportColumn[app.CaseRow] {
	return []exportColumn[app.CaseRow]{
		{"number", sheet.Code, 18, text(func(c app.CaseRow) string { return c.Number })},
		{"kind", sheet.Text, 14, code("case_kind", func(c app.CaseRow) string { return string(c.Kind) })},
		{"status", sheet.Text, 10, code("case_status", func(c app.CaseRow) string { return string(c.Status) })},
		{"customer", sheet.Name, 20, text(func(c app.CaseRow) string { return c.CustomerName })},
		{"account_no", sheet.Code, 16, text(func(c app.CaseRow) string { return c.AccountNo })},
		{"channel", sheet.Text, 12, code("channel", func(c app.CaseRow) string { return c.Channel })},
		{"content", sheet.Text, 44, text(func(c app.CaseRow) string { return c.Content })},
		{"owner", sheet.Name, 12, text(func(c app.CaseRow) string { return c.OwnerName })},
		{"accepted_at", sheet.Text, 18, moment(func(c app.CaseRow) int64 { return c.AcceptedAt })},
		{"due_at", sheet.Text, 18, moment(func(c app.CaseRow) int64 { return c.DueAt })},
		{"closed_at", sheet.Text, 18, moment(func(c app.CaseRow) int64 { return c.ClosedAt })},
		{"answer", sheet.Text, 30, text(func(c app.CaseRow) string { return c.Answer })},
		{"result", sheet.Text, 30, text(func(c app.CaseRow) string { return c.Result })},
		{"opinion", sheet.Text, 12, code("closing_opinion", func(c app.CaseRow) string { return c.Opinion })},
	}
}

// ExportCustomers writes the accounts of some customers, in their order, as a
// sheet or JSON. The file appears whole or not at all.
func (s *Store) ExportCustomers(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	n, err := export(ctx, s.out(ctx, by, job, "customers"), rows, customerColumnsOut(), s.outAccounts, report)
	return n, wrap("export customers", fileProblem(err))
}

// ExportCases writes some cases, in their order, as a sheet or JSON.
func (s *Store) ExportCases(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	o := s.out(ctx, by, job, "cases")
	read := func(ctx context.Context, rows []int64) ([]app.CaseRow, error) {
		return s.CasesAt(ctx, o.reads, rows)
	}
	n, err := export(ctx, o, rows, caseColumnsOut(), read, report)
	return n, wrap("export cases", fileProblem(err))
}

// exportChunk rows are read at a time, so that a large list needs little memory.
const exportChunk = 1000

func export[T any](ctx context.Context, o listOut, rows []int64, columns []exportColumn[T], read func(context.Context, []int64) ([]T, error), report func(done, total int64)) (int, error) {
	list := sheet.List{Sheet: o.job.Title("sheet")}
	for _, c := range columns {
		list.Columns = append(list.Columns, sheet.OutColumn{Key: c.key, Title: o.job.Title(c.key), Kind: c.kind, Width: c.width})
	}
	list.Rows = exportRows(ctx, rows, o.job, columns, read, report)
	return o.write(ctx, list)
}

// exportListed writes records that are all at hand.
func exportListed[T any](ctx context.Context, o listOut, records []T, columns []exportColumn[T], report func(done, total int64)) (int, error) {
	places := make([]int64, len(records))
	for i := range places {
		places[i] = int64(i)
	}
	return export(ctx, o, places, columns, func(_ context.Context, places []int64) ([]T, error) {
		return records[places[0] : places[0]+int64(len(places))], nil
	}, report)
}

func exportRows[T any](ctx context.Context, rows []int64, job app.ExportJob, columns []exportColumn[T], read func(context.Context, []int64) ([]T, error), report func(done, total int64)) iter.Seq2[[]sheet.Value, error] {
	return func(yield func([]sheet.Value, error) bool) {
		values := make([]sheet.Value, len(columns))
		for from := 0; from < len(rows); from += exportChunk {
			chunk, err := read(ctx, rows[from:min(from+exportChunk, len(rows))])
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range chunk {
				for i, c := range columns {
					values[i] = c.value(row, job)
				}
				if !yield(values, nil) {
					return
				}
			}
			report(int64(min(from+exportChunk, len(rows))), int64(len(rows)))
		}
	}
}

var outAccountsQuery = "SELECT " + prefixed("c", customerColumns) + ", " + prefixed("a", accountColumns) + `,
	coalesce(k.name, ''), coalesce(k.mobile, ''), coalesce(k.landline, ''), coalesce(t.name, ''),
	coalesce((SELECT st.name FROM assignments g JOIN staff st ON st.id = g.manager_id WHERE g.customer_id = c.id AND g.withdrawn_at IS NULL
		AND g.from_on <= ?2 AND (g.to_on = '' OR g.to_on >= ?2) ORDER BY g.from_on DESC LIMIT 1), ''),
	coalesce((SELECT asset_no FROM meters WHERE account_id = a.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1), '')
	FROM json_each(?1) j JOIN customers c ON c.n = j.value
	JOIN accounts a ON a.customer_id = c.id AND a.withdrawn_at IS NULL
	LEFT JOIN contacts k ON k.n = (SELECT n FROM contacts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)
	LEFT JOIN transformer_areas t ON t.id = a.transformer_area_id
	ORDER BY j.key, a.n`

func (s *Store) outAccounts(ctx context.Context, rows []int64) ([]outAccount, error) {
	return collect(ctx, s.reader, func(r scanner) (outAccount, error) {
		var o outAccount
		into := append(customerInto(&o.c), accountInto(&o.a)...)
		err := r.Scan(append(into, &o.contact, &o.phone, &o.other, &o.area, &o.manager, &o.meterNumber)...)
		if o.c.Keeping == app.KeptSealed { // whatever the profile
			o.c, o.a = app.Masked(o.c), app.Masked(o.a)
			o.phone, o.other = app.MaskPhone(o.phone), app.MaskPhone(o.other)
		}
		return o, err
	}, outAccountsQuery, jsonRows(rows), string(app.DayOf(s.now())))
}
