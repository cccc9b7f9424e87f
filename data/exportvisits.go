package data

import (
	"context"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

func visitColumnsOut() []exportColumn[app.VisitRow] {
	return []exportColumn[app.VisitRow]{
		{"number", sheet.Code, 20, text(func(v app.VisitRow) string { return v.Number })},
		{"planned_on", sheet.Day, 12, text(func(v app.VisitRow) string { return string(v.PlannedOn) })},
		{"route_no", sheet.Number, 8, amount(func(v app.VisitRow) int64 { return v.RouteNo * 1000 })},
		{"status", sheet.Text, 10, code("visit_status", func(v app.VisitRow) string { return string(v.Status) })},
		{"customer", sheet.Name, 24, text(func(v app.VisitRow) string { return v.CustomerName })},
		{"account_no", sheet.Code, 16, text(func(v app.VisitRow) string { return v.AccountNo })},
		{"segment", sheet.Text, 14, code("segment", func(v app.VisitRow) string { return v.Segment })},
		{"manager", sheet.Name, 12, text(func(v app.VisitRow) string { return v.ManagerName })},
		{"transformer_area", sheet.Text, 16, text(func(v app.VisitRow) string { return v.AreaName })},
		{"address", sheet.Text, 44, text(func(v app.VisitRow) string { return v.Address })},
		{"channel", sheet.Text, 10, code("visit_channel", func(v app.VisitRow) string { return string(v.Channel) })},
		{"purposes", sheet.Text, 20, purposesOut},
		{"basis", sheet.Text, 14, code("visit_basis", func(v app.VisitRow) string { return v.Basis })},
		{"visited_on", sheet.Day, 12, text(func(v app.VisitRow) string { return string(v.VisitedOn) })},
		{"satisfaction", sheet.Number, 10, satisfactionOut},
		{"late_days", sheet.Number, 8, recordedOut(func(v app.VisitRow) int64 { return v.LateDays })},
		{"quality", sheet.Number, 8, recordedOut(func(v app.VisitRow) int64 { return v.Quality })},
		{"first_on", sheet.Day, 12, text(func(v app.VisitRow) string { return string(v.FirstOn) })},
		{"moves", sheet.Number, 8, amount(func(v app.VisitRow) int64 { return v.Moves * 1000 })},
		{"reason", sheet.Text, 24, text(func(v app.VisitRow) string { return v.Reason })},
	}
}

func purposesOut(v app.VisitRow, job app.ExportJob) sheet.Value {
	if v.Purposes == "" {
		return sheet.Value{}
	}
	var words []string
	for purpose := range strings.SplitSeq(v.Purposes, ",") {
		words = append(words, job.Label("visit_purpose", purpose))
	}
	return sheet.TextValue(strings.Join(words, "、"))
}

// satisfactionOut leaves out what was not asked.
func satisfactionOut(v app.VisitRow, _ app.ExportJob) sheet.Value {
	if v.Satisfaction == 0 {
		return sheet.Value{}
	}
	return sheet.IntValue(v.Satisfaction * 1000)
}

// recordedOut is a figure of a record; a visit still to be made has none.
func recordedOut(of func(app.VisitRow) int64) func(app.VisitRow, app.ExportJob) sheet.Value {
	return func(v app.VisitRow, _ app.ExportJob) sheet.Value {
		if !v.Status.Made() {
			return sheet.Value{}
		}
		return sheet.IntValue(of(v) * 1000)
	}
}

// ExportVisits writes some visits, in their order, as a sheet or JSON.
func (s *Store) ExportVisits(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	o := s.out(ctx, by, job, "visits")
	read := func(ctx context.Context, rows []int64) ([]app.VisitRow, error) {
		return s.VisitsAt(ctx, o.reads, rows)
	}
	n, err := export(ctx, o, rows, visitColumnsOut(), read, report)
	return n, wrap("export visits", fileProblem(err))
}
