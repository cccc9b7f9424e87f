package data

import (
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
)

// TestABriefTellsPromisesVisitsAndOpportunities puts rows whose verbs belong to
// the visit itself.
func TestABriefTellsPromisesVisitsAndOpportunities(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, Now: func() time.Time { return now }, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	c := app.Customer{ID: newID[app.CustomerID](), Area: by.Area, Kind: app.Organisation, Name: "砖厂", ConfirmedOn: "2026-01-01"}
	secret := app.Case{ID: newID[app.CaseID](), Area: by.Area, Number: "MY1-260226-001", Kind: app.Wrongdoing, Status: app.Working, Customer: c.ID, Protected: true, AcceptedAt: 1}
	visit := func(route int64, status app.VisitStatus, planned, made app.Day) app.Visit {
		return app.Visit{ID: newID[app.VisitID](), Area: by.Area, Customer: c.ID, Manager: by.Staff, PlannedOn: planned, RouteNo: route, Status: status, VisitedOn: made}
	}
	made, second, first, cancelled := visit(0, app.VisitRecorded, "2025-11-20", "2025-11-20"), visit(2, app.VisitPlanned, "2026-03-03", ""), visit(1, app.VisitPlanned, "2026-03-03", ""), visit(3, app.VisitCancelled, "2026-03-03", "")
	promise := func(content string, due, ended app.Day, of app.CaseID) app.Commitment {
		return app.Commitment{ID: newID[app.CommitmentID](), Area: by.Area, Customer: c.ID, Case: of, Content: content, Owner: by.Staff, DueOn: due, EndedOn: ended}
	}
	err = s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		err := errorsFirst(
			x.putCustomer(t.Context(), app.Customer{}, c), x.putCase(t.Context(), app.Case{}, secret),
			x.putVisitAnswer(t.Context(), app.VisitAnswer{}, app.VisitAnswer{ID: newID[app.VisitAnswerID](), Area: by.Area, Visit: made.ID, Name: "problems", Value: "电压偏低"}),
			x.putOpportunity(t.Context(), app.Opportunity{}, app.Opportunity{ID: newID[app.OpportunityID](), Area: by.Area, Customer: c.ID, Kind: "capacity", Stage: "lead", NextStep: "勘查", NextOn: "2026-03-10"}),
			x.putOpportunity(t.Context(), app.Opportunity{}, app.Opportunity{ID: newID[app.OpportunityID](), Area: by.Area, Customer: c.ID, Kind: "pv", Stage: "lost"}),
		)
		for _, v := range []app.Visit{made, second, first, cancelled} {
			err = errorsFirst(err, x.putVisit(t.Context(), app.Visit{}, v))
		}
		for _, p := range []app.Commitment{
			promise("已办结", "2025-12-01", "2025-11-30", app.CaseID{}), promise("后到期", "2026-04-01", "", app.CaseID{}), promise("已逾期", "2026-02-20", "", app.CaseID{}),
			promise("保密事项", "2026-02-01", "", secret.ID),
		} {
			err = errorsFirst(err, x.putCommitment(t.Context(), app.Commitment{}, p))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	stranger := app.Actor{Staff: newID[app.StaffID](), Area: by.Area, Roles: []app.Role{app.Counter}}
	b, err := s.Brief(t.Context(), stranger, app.BriefOf{Visit: first.ID})
	if err != nil {
		t.Fatal(err)
	}
	var promised string
	for _, p := range b.Promises {
		promised += p.Content + " "
	}
	if promised != "已逾期 后到期 已办结 " {
		t.Errorf("it tells the promises %q: open ones first, none out of a protected case", promised)
	}
	if b.Promises[0].OwnerName != "沈丽" || len(b.Visits) != 1 || b.Visits[0].Problems != "电压偏低" || len(b.Opportunities) != 1 || len(b.OpenCases()) != 0 {
		t.Errorf("it tells %+v", b)
	}
	kinds := ""
	for _, a := range b.Asks() {
		kinds += string(a.Kind) + " "
	}
	if kinds != "promise problem opportunity " {
		t.Errorf("it asks %q", kinds)
	}
	beside, err := s.VisitsBeside(t.Context(), by, second.ID)
	if err != nil || len(beside) != 2 || beside[0] != first.ID || beside[1] != second.ID {
		t.Errorf("the day goes %v, want first and second: %v", beside, err)
	}
	pack, err := s.Briefs(t.Context(), by, beside)
	if err != nil || len(pack) != 2 || pack[0].Visit.ID != first.ID {
		t.Errorf("the pack has %d briefs: %v", len(pack), err)
	}
}
