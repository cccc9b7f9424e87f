package data

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
)

// manyCases is a store with invented rows of cases, put past the door: what is
// looked at here is how lists are read.
func manyCases(t *testing.T, count int) (*Store, []app.Case, app.Actor) {
	t.Helper()
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(5, 6))
	people := []app.StaffID{{}, by.Staff}
	err = s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		for i := range 3 {
			who := app.Staff{ID: newID[app.StaffID](), StaffNo: fmt.Sprintf("%04d", 9-i), Name: "员工"}
			people = append(people, who.ID)
			if err := x.putStaff(t.Context(), app.Staff{}, who); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var made []app.Case
	err = s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		for i := range count {
			c := app.Case{
				ID: newID[app.CaseID](), Area: 1, Number: fmt.Sprintf("A1-%06d", chance.IntN(1e6)*10+i%10), Kind: anyOf(chance, app.CaseKinds()),
				Status: anyOf(chance, app.CaseStatuses()), Channel: anyOf(chance, []string{"counter", "app"}), Owner: anyOf(chance, people),
				Unit: anyOf(chance, []app.OrgUnitID{by.Unit, {7}}), AcceptedAt: now.Add(-time.Duration(chance.IntN(500)) * time.Hour).UnixMilli(),
				Content: "询问", Protected: chance.IntN(10) == 0,
			}
			if c.Status.Open() && chance.IntN(4) > 0 {
				c.DueAt = now.Add(time.Duration(chance.IntN(400)-200) * time.Hour).UnixMilli()
				c.Provisional = chance.IntN(3) == 0
			}
			made = append(made, c)
			if err := x.putCase(t.Context(), app.Case{}, c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, made, by
}

func anyOf[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// caseFilters are the filters a clerk may set, each alone and some together.
func caseFilters(by app.Actor) map[string]app.CaseFilter {
	return map[string]app.CaseFilter{
		"all":                {},
		"open":               {OpenOnly: true},
		"one kind":           {Kinds: []app.CaseKind{app.Fault}},
		"two kinds":          {Kinds: []app.CaseKind{app.Fault, app.Complaint}},
		"closed":             {Statuses: []app.CaseStatus{app.Closed}},
		"closed or archived": {Statuses: []app.CaseStatus{app.Closed, app.Archived}},
		"in progress":        {Statuses: []app.CaseStatus{app.Working}},
		"mine":               {Mine: true},
		"mine and open":      {Mine: true, OpenOnly: true},
		"nobody's":           {Nobody: true, OpenOnly: true},
		"my unit":            {MyUnit: true},
		"a channel":          {Channel: "app"},
		"due in a week":      {DueFrom: "2026-03-02", DueTo: "2026-03-08"},
		"accepted in a week": {From: "2026-02-16", To: "2026-02-22"},
		"overdue":            {Overdue: true},
		"provisional":        {Provisional: true},
		"my faults of a week, open": {
			Mine: true, Kinds: []app.CaseKind{app.Fault}, From: "2026-02-16", To: "2026-02-28", OpenOnly: true,
		},
		"closed in a week":    {Statuses: []app.CaseStatus{app.Closed}, From: "2026-02-16", To: "2026-02-22"},
		"a customer's":        {Customer: app.CustomerID{1}},
		"the work of today":   app.WorkToday.Cases(app.ScopeAll),
		"the work of my unit": app.WorkWaitingInternal.Cases(app.ScopeUnit),
	}
}

var caseSorts = []app.CaseSort{app.ByDue, app.ByAccepted, app.ByNumber, app.ByKind, app.ByStatus, app.ByOwner}

// TestEveryListOfCasesIsWholeAndBeginsAtItsBeginning compares each filter in
// each order with the cases looked through one by one.
func TestEveryListOfCasesIsWholeAndBeginsAtItsBeginning(t *testing.T) {
	s, made, by := manyCases(t, 600)
	if _, err := s.conn.ExecContext(t.Context(), "ANALYZE"); err != nil {
		t.Fatal(err)
	}
	for name, f := range caseFilters(by) {
		want := 0
		for _, c := range made {
			if answers(c, f.For(by), s.now()) {
				want++
			}
		}
		for _, f.Sort = range caseSorts {
			for _, f.Descending = range []bool{false, true} {
				order, err := s.CaseOrder(t.Context(), by, f)
				if err != nil {
					t.Fatalf("%s by %s: %v", name, f.Sort, err)
				}
				if len(order) != want {
					t.Errorf("%s by %s: %d cases, want %d", name, f.Sort, len(order), want)
				}
				head, err := s.CaseHead(t.Context(), by, f, 40)
				if err != nil || !slices.Equal(head, order[:min(40, len(order))]) {
					t.Errorf("%s by %s does not begin as it goes on: %v", name, f.Sort, err)
				}
			}
		}
		count, err := s.CountCases(t.Context(), by, f, 0)
		if err != nil || count.N != int64(want) {
			t.Errorf("%s: counted %d, want %d: %v", name, count.N, want, err)
		}
		bounded, err := s.CountCases(t.Context(), by, f, 5)
		if err != nil || bounded.More != (want > 5) || bounded.N != int64(min(5, want)) {
			t.Errorf("%s: counted %+v up to five: %v", name, bounded, err)
		}
	}
}

// answers says it in Go, case by case.
func answers(c app.Case, f app.CaseFilter, now time.Time) bool {
	from, to := f.Work.Span(now)
	has := func(ok, asked bool) bool { return ok || !asked }
	return !c.Protected && has(c.Status.Open(), f.OnlyOpen()) &&
		has(slices.Contains(f.Kinds, c.Kind), len(f.Kinds) > 0) &&
		has(slices.Contains(f.Statuses, c.Status), len(f.Statuses) > 0) &&
		has(slices.Contains(workStatuses[f.Work], c.Status), len(workStatuses[f.Work]) > 0) &&
		has(c.DueAt >= from && c.DueAt < to, to != 0) &&
		has(c.Owner == f.Owner, !f.Owner.IsZero()) && has(c.Owner.IsZero(), f.Nobody) &&
		has(c.Unit == f.Unit, !f.Unit.IsZero()) && has(c.Channel == f.Channel, f.Channel != "") &&
		has(c.Customer == f.Customer, !f.Customer.IsZero()) &&
		has(c.AcceptedAt >= f.From.Time().UnixMilli(), f.From != "") && has(c.AcceptedAt < f.To.AddDays(1).Time().UnixMilli(), f.To != "") &&
		has(c.DueAt > f.DueFrom.Time().UnixMilli(), f.DueFrom != "") &&
		has(c.DueAt > 0 && c.DueAt <= f.DueTo.AddDays(1).Time().UnixMilli(), f.DueTo != "") &&
		has(c.Late(now), f.Overdue) && has(c.Provisional, f.Provisional)
}

func TestTheOrderOfAListIsThatOfItsColumn(t *testing.T) {
	s, _, by := manyCases(t, 300)
	staffNo := map[app.StaffID]string{{}: "~"} // nobody last
	people, err := s.Staff(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		staffNo[p.ID] = p.StaffNo
	}
	keys := map[app.CaseSort]func(app.CaseRow) string{
		app.ByAccepted: func(c app.CaseRow) string { return fmt.Sprintf("%015d", c.AcceptedAt) },
		app.ByNumber:   func(c app.CaseRow) string { return c.Number },
		app.ByKind:     func(c app.CaseRow) string { return string(c.Kind) },
		app.ByStatus:   func(c app.CaseRow) string { return fmt.Sprintf("%02d", slices.Index(app.CaseStatuses(), c.Status)) },
		app.ByOwner:    func(c app.CaseRow) string { return staffNo[c.Owner] },
		app.ByDue: func(c app.CaseRow) string {
			return fmt.Sprintf("%t %015d", c.DueAt == 0, c.DueAt)
		},
	}
	for _, open := range []bool{false, true} {
		for sort, key := range keys {
			order, err := s.CaseOrder(t.Context(), by, app.CaseFilter{Sort: sort, OpenOnly: open})
			if err != nil {
				t.Fatal(err)
			}
			rows, err := s.CasesAt(t.Context(), by, order)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.IsSortedFunc(rows, func(a, b app.CaseRow) int { return strings.Compare(key(a), key(b)) }) {
				t.Errorf("cases by %s (open only: %t) are out of order", sort, open)
			}
		}
	}
}

// TestListsOfAllCasesAreNeverSorted holds that a list which may be millions
// long comes out of its index in order, with statistics and without.
func TestListsOfAllCasesAreNeverSorted(t *testing.T) {
	s, _, by := manyCases(t, 300)
	for _, analysed := range []bool{false, true} {
		if analysed {
			if _, err := s.conn.ExecContext(t.Context(), "ANALYZE"); err != nil {
				t.Fatal(err)
			}
		}
		for name, f := range caseFilters(by) {
			for _, f.Sort = range caseSorts {
				legs, err := s.caseLegs(t.Context(), caseAsk{CaseFilter: f.For(by)})
				if err != nil {
					t.Fatal(err)
				}
				for _, l := range legs {
					plan := planOf(t, s, "SELECT n"+l.from()+l.orderBy, l.args)
					if l.index != "" && !strings.Contains(plan, l.index) {
						t.Errorf("%s by %s does not go by %s: %s", name, f.Sort, l.index, plan)
					}
					few := l.open() || l.index == casesByCustomer || f.Mine || f.From != ""
					if sorted := strings.Contains(plan, "TEMP B-TREE"); sorted && !few {
						t.Errorf("%s by %s is sorted: %s", name, f.Sort, plan)
					}
				}
			}
			l := s.caseLeg(caseAsk{CaseFilter: f.For(by)})
			if plan := planOf(t, s, "SELECT 1"+l.from(), l.args); l.open() && !strings.Contains(plan, "COVERING INDEX "+l.index) {
				t.Errorf("%s is counted by reading cases: %s", name, plan)
			}
		}
	}
}

func planOf(t *testing.T, s *Store, query string, args []any) string {
	t.Helper()
	plan, err := collect(t.Context(), s.reader, func(r scanner) (string, error) {
		var id, parent, unused int64
		var detail string
		err := r.Scan(&id, &parent, &unused, &detail)
		return detail, err
	}, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return strings.Join(plan, "\n")
}
