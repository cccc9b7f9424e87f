package paper_test

import (
	"fmt"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
)

func plainCode(_, code string) string { return code }

func sampleVisits(n int) []app.VisitRow {
	rows := make([]app.VisitRow, n)
	for i, c := range sampleCustomers(n) {
		rows[i] = app.VisitRow{
			Visit:        app.Visit{Number: fmt.Sprintf("ZF-MY1-260302-%03d", i+1), PlannedOn: "2026-03-10", Status: app.VisitPlanned, Channel: app.OnSite, RouteNo: int64(i + 1)},
			CustomerName: c.Name, ManagerName: c.Manager, Segment: "public", Address: c.Address, AreaName: c.Area,
		}
	}
	return rows
}

func sampleDay() paper.DaySheet {
	sheet := app.DaySheet{Day: "2026-03-10", Name: "杨国强"}
	for i, v := range sampleVisits(8) {
		d := app.DayVisit{VisitRow: v, Contact: "李晓明", Phone: fmt.Sprintf("129%08d", i), Last: "2025-12-08"}
		if i%3 == 0 {
			d.Watch = []app.Alert{{Kind: app.AlertImportant}, {Kind: app.AlertOpenCases, Count: 2}, {Kind: app.AlertPromises, Count: 1}}
		}
		sheet.Visits = append(sheet.Visits, d)
	}
	return paper.DaySheet{Head: head, Sheet: sheet, Label: plainCode}
}

func TestTheDaySheetGoesAlongTheRouteWithWholeTelephonesAndNoIdentityNumber(t *testing.T) {
	screentest.New(t)
	day := sampleDay()
	day.Sheet.Visits[1].Contact = "王强 510421199003070005"
	d := day.Document()
	table, is := d.Blocks[0].(paper.Table)
	if !is || len(table.Rows) != 8 || d.About != "2026-03-10 Tue · 杨国强" {
		t.Fatalf("%d rows about %q", len(table.Rows), d.About)
	}
	first := table.Rows[0]
	if first[4] != "李晓明 12900000000" || first[7] != "Important customer, Open cases: 2, Open promises: 1" {
		t.Errorf("the first row reads %q", first)
	}
	if second := table.Rows[1][4]; second != "王强 ****************** 12900000001" {
		t.Errorf("whom to ask for reads %q", second)
	}
	if _, err := d.PDF(); err != nil {
		t.Error(err)
	}
}
