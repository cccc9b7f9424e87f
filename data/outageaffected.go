package data

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// Whom an outage takes the power from is read from its scope each time, so
// that accounts that move to another transformer area move with it. Only the
// proof of notice is kept.

// affectedFrom finds the accounts of a scope: ?1 transformer areas, ?2 lines.
// A line takes in the areas on it and the accounts that name it themselves.
const affectedFrom = `WITH lines AS (SELECT value ->> 's' AS substation, value ->> 'l' AS line FROM json_each(?2)),
	areas AS (SELECT unhex(value) AS id FROM json_each(?1)
		UNION SELECT t.id FROM lines l JOIN transformer_areas t ON t.line = l.line AND t.line <> ''
			WHERE t.withdrawn_at IS NULL AND (l.substation = '' OR t.substation IN ('', l.substation))),
	hit AS (SELECT a.n FROM areas r CROSS JOIN accounts a ON a.transformer_area_id = r.id
		UNION SELECT a.n FROM lines l CROSS JOIN accounts a ON a.line = l.line AND a.line <> ''
			WHERE l.substation = '' OR a.substation IN ('', l.substation))`

const affectedRows = ` FROM hit h JOIN accounts a ON a.n = h.n JOIN customers c ON c.id = a.customer_id
	WHERE a.withdrawn_at IS NULL AND a.status <> 'closed' AND c.withdrawn_at IS NULL`

// told is whether a notice of the start ?4 reached the account.
const told = `EXISTS (SELECT 1 FROM outage_notices x WHERE x.account_id = a.id AND x.outage_id = ?3 AND x.told_from = ?4
	AND x.withdrawn_at IS NULL AND x.result <> 'not_reached')`

const tried = `EXISTS (SELECT 1 FROM outage_notices x WHERE x.account_id = a.id AND x.outage_id = ?3 AND x.told_from = ?4 AND x.withdrawn_at IS NULL)`

// scopeArgs is a scope as affectedFrom takes it.
func scopeArgs(places []app.GridPlace) (areas, lines string) {
	type line struct {
		S string `json:"s"`
		L string `json:"l"`
	}
	ids, names := []string{}, []line{}
	for _, p := range places {
		if p.TransformerArea.IsZero() {
			names = append(names, line{p.Substation, p.Line})
		} else {
			ids = append(ids, hex.EncodeToString(p.TransformerArea[:]))
		}
	}
	a, _ := json.Marshal(ids) // texts always marshal
	l, _ := json.Marshal(names)
	return string(a), string(l)
}

func (s *Store) affectedCounts(ctx context.Context, o app.Outage, places []app.GridPlace) (app.AffectedCounts, error) {
	areas, lines := scopeArgs(places)
	return one(ctx, s.reader, func(r scanner) (app.AffectedCounts, error) {
		var c app.AffectedCounts
		err := r.Scan(&c.Accounts, &c.Customers, &c.Important, &c.Told, &c.ImportantTold, &c.NotReached)
		return c, err
	}, affectedFrom+`, each AS MATERIALIZED (SELECT a.customer_id, c.important_grade <> '' AS important, `+told+` AS told, `+tried+` AS tried`+affectedRows+`)
		SELECT count(*), count(DISTINCT customer_id), coalesce(sum(important), 0), coalesce(sum(told), 0), coalesce(sum(important AND told), 0),
			coalesce(sum(tried AND NOT told), 0) FROM each`, areas, lines, o.ID[:], o.PlannedFrom)
}

// ForeseeOutage tells, before anything is saved, whom an outage would reach
// and by when they must know.
func (s *Store) ForeseeOutage(ctx context.Context, by app.Actor, d app.OutageDraft) (masked app.OutageForecast, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return app.OutageForecast{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.OutageForecast{}, err
	}
	o := app.Outage{Kind: d.Kind, PlannedFrom: d.PlannedFrom}
	counts, err := s.affectedCounts(ctx, o, d.Scope)
	return app.OutageForecast{Counts: counts, Limits: o.NoticeLimits(book.Limits, s.now())}, wrap("foresee outage", err)
}

// AffectedOrder is every account an outage takes the power from, as row
// numbers: important users first, then by transformer area.
func (s *Store) AffectedOrder(ctx context.Context, by app.Actor, id app.OutageID, only app.AffectedOnly) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCustomers); err != nil {
		return nil, err
	}
	o, places, err := s.outageScope(ctx, id)
	if err != nil {
		return nil, wrap("order affected", err)
	}
	narrow := ""
	switch only {
	case app.AffectedImportant:
		narrow = " AND c.important_grade <> ''"
	case app.AffectedUntold:
		narrow = " AND NOT " + told
	}
	areas, lines := scopeArgs(places)
	rows, err := s.orderOf(ctx, affectedFrom+", sorted AS (SELECT a.n"+affectedRows+narrow+
		" ORDER BY c.important_grade = '', coalesce((SELECT name FROM transformer_areas t WHERE t.id = a.transformer_area_id), ''), a.account_no) "+
		"SELECT group_concat(n) FROM sorted", areas, lines, o.ID[:], o.PlannedFrom)
	return rows, wrap("order affected", err)
}

func (s *Store) outageScope(ctx context.Context, id app.OutageID) (app.Outage, []app.GridPlace, error) {
	o, err := one(ctx, s.reader, scanOutage, "SELECT "+outageColumns+" FROM outages WHERE id = ? AND withdrawn_at IS NULL", id[:])
	if err != nil {
		return o, nil, err
	}
	scopes, err := s.outageScopes(ctx, s.reader, id)
	return o, o.Draft(scopes).Scope, err
}

var affectedQuery = `SELECT a.id, c.id, a.account_no, c.name, c.important_grade, a.address, coalesce(t.name, ''), coalesce(nullif(a.line, ''), t.line, ''),
	coalesce(k.name, ''), coalesce(nullif(k.mobile, ''), k.landline, ''), c.care <> '', coalesce(x.channel, ''), coalesce(x.at, 0), coalesce(x.result, ''), coalesce(x.note, '')
	FROM json_each(?1) j JOIN accounts a ON a.n = j.value JOIN customers c ON c.id = a.customer_id
	LEFT JOIN transformer_areas t ON t.id = a.transformer_area_id
	LEFT JOIN contacts k ON k.n = (SELECT n FROM contacts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)
	LEFT JOIN outage_notices x ON x.n = (SELECT n FROM outage_notices WHERE account_id = a.id AND outage_id = ?2 AND told_from = ?3 AND withdrawn_at IS NULL
		ORDER BY result = 'not_reached', CASE result WHEN 'not_reached' THEN -at ELSE at END LIMIT 1)
	ORDER BY j.key`

// AffectedAt reads the accounts of some row numbers, in their order, each with
// the proof that it was told.
func (s *Store) AffectedAt(ctx context.Context, by app.Actor, id app.OutageID, rows []int64) (masked []app.Affected, _ error) {
	defer mask(by, &masked)
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCustomers); err != nil {
		return nil, err
	}
	start, err := one(ctx, s.reader, scanInt, "SELECT planned_from FROM outages WHERE id = ?", id[:])
	if err != nil {
		return nil, wrap("affected at", err)
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.Affected, error) {
		var a app.Affected
		err := r.Scan(idInto(&a.Account), idInto(&a.Customer), &a.AccountNo, &a.Name, &a.Important, &a.Address, &a.Area, &a.Line,
			&a.Contact, &a.Phone, &a.Care, &a.Channel, &a.NoticeAt, &a.Result, &a.Note)
		return a, err
	}, affectedQuery, jsonRows(rows), id[:], start)
	return found, wrap("affected at", err)
}

func affectedColumnsOut() []exportColumn[app.Affected] {
	return []exportColumn[app.Affected]{
		{"account_no", sheet.Code, 16, text(func(a app.Affected) string { return a.AccountNo })},
		{"name", sheet.Name, 22, text(func(a app.Affected) string { return a.Name })},
		{"important_grade", sheet.Text, 12, code("important_grade", func(a app.Affected) string { return a.Important })},
		{"address", sheet.Text, 44, text(func(a app.Affected) string { return a.Address })},
		{"transformer_area", sheet.Text, 16, text(func(a app.Affected) string { return a.Area })},
		{"line", sheet.Text, 12, text(func(a app.Affected) string { return a.Line })},
		{"contact", sheet.Name, 12, text(func(a app.Affected) string { return a.Contact })},
		{"phone", sheet.Phone, 16, text(func(a app.Affected) string { return a.Phone })},
		{"notice_result", sheet.Text, 12, code("notice_result", func(a app.Affected) string { return string(a.Result) })},
		{"notice_channel", sheet.Text, 12, code("notice_channel", func(a app.Affected) string { return a.Channel })},
		{"notice_at", sheet.Text, 18, moment(func(a app.Affected) int64 { return a.NoticeAt })},
		{"note", sheet.Text, 24, text(func(a app.Affected) string { return a.Note })},
	}
}

// ExportAffected writes accounts of an outage, in their order, with the proof
// of notice.
func (s *Store) ExportAffected(ctx context.Context, by app.Actor, id app.OutageID, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	o := s.out(ctx, by, job, "affected")
	read := func(ctx context.Context, rows []int64) ([]app.Affected, error) {
		return s.AffectedAt(ctx, o.reads, id, rows)
	}
	n, err := export(ctx, o, rows, affectedColumnsOut(), read, report)
	return n, wrap("export affected", fileProblem(err))
}
