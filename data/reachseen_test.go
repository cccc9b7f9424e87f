package data_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// reachTown is a file of two halls in which things happen, and who looks on.
type reachTown struct {
	*data.Store
	by        [2]app.Actor // whoever set the halls up
	staff     []app.Staff
	lookers   []app.Actor
	customers []app.Customer
	cases     []app.Case
	practice  []app.Practice
	random    *rand.Rand
}

func reachTownOf(t *testing.T, seed uint64) *reachTown {
	t.Helper()
	s := datatest.Open(t)
	town := &reachTown{Store: s, random: rand.New(rand.NewPCG(seed, 8))}
	town.by[0] = datatest.Actor(t, s)
	town.by[1] = town.by[0]
	ctx := t.Context()
	other, err := s.SaveUnit(ctx, town.by[0], app.OrgUnit{}, app.OrgUnit{Code: "02", Name: "丙谷营业厅", Kind: "hall", Area: 770, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	town.by[1].Unit, town.by[1].Area = other.ID, other.Area
	for i, role := range []app.Role{app.Counter, app.Manager, app.Manager, app.Supervisor, app.Trainer, app.Counter} {
		at := town.by[i/5]
		p, err := s.SaveStaff(ctx, town.by[0], app.Staff{}, app.Staff{StaffNo: fmt.Sprint("Q", 100+i), Name: fmt.Sprint("示例", i), Unit: at.Unit, Roles: []app.Role{role}, ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		town.staff = append(town.staff, p)
		town.lookers = append(town.lookers, app.Actor{Staff: p.ID, Name: p.Name, Unit: p.Unit, Area: at.Area, Roles: p.Roles})
	}
	return town
}

func reachAny[T any](town *reachTown, all []T) T { return all[town.random.IntN(len(all))] }

// happens lets one thing happen that tells who reaches what; what is refused is
// none.
func (town *reachTown) happens(t *testing.T) string {
	t.Helper()
	ctx, by := t.Context(), reachAny(town, town.by[:])
	who := reachAny(town, town.staff).ID
	kind := town.random.IntN(9)
	if len(town.cases) == 0 {
		kind = min(kind, 2)
	}
	if len(town.customers) == 0 {
		kind = 0
	}
	switch kind {
	case 0:
		c, err := town.OpenCustomer(ctx, by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "示例客户"}, Manager: who})
		if err != nil {
			t.Fatal(err)
		}
		town.customers = append(town.customers, c)
		return "a customer is taken on"
	case 1:
		c, err := town.OpenCase(ctx, by, app.CaseDraft{Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: reachAny(town, town.customers).ID, ContactName: "示例", Content: "校表", Owner: who})
		if err != nil {
			t.Fatal(err)
		}
		town.cases = append(town.cases, c)
		return "a case is accepted"
	case 2:
		c, err := town.OpenCase(ctx, by, app.CaseDraft{Kind: app.Wrongdoing, SubKind: "staff", Channel: "counter", ContactName: "示例", Content: "反映", Secrecy: "protected", Named: []app.StaffID{who}})
		if err != nil {
			t.Fatal(err)
		}
		town.cases = append(town.cases, c)
		return "a report of wrongdoing is accepted"
	case 3:
		_, _, _ = town.AssignCases(ctx, by, []app.Case{reachAny(town, town.cases)}, who, "")
		return "a case is given to somebody"
	case 4:
		_ = town.Assign(ctx, by, app.Assignment{Customer: reachAny(town, town.customers).ID, Manager: who, FromOn: "2026-03-02"})
		return "a customer is given to somebody"
	case 5:
		_ = town.WithdrawCustomer(ctx, by, reachAny(town, town.customers), app.Why{Note: "重复"})
		return "a customer is withdrawn"
	case 6:
		learner := by
		learner.Staff = reachAny(town, town.staff).ID
		p, err := town.LogPractice(ctx, learner, app.PracticeDraft{Kind: app.OnTheJob, DoneOn: "2026-03-01", Minutes: 60, What: "跟班受理", Case: reachAny(town, town.cases).ID, Mentor: who})
		if err == nil {
			town.practice = append(town.practice, p)
		}
		return "an exercise names a case"
	case 7:
		if len(town.practice) > 0 {
			learner := by
			p := reachAny(town, town.practice)
			learner.Staff = p.Staff
			_ = town.DropPractice(ctx, learner, p)
		}
		return "an exercise is dropped"
	}
	was := reachAny(town, town.customers)
	now := was
	now.Note += "改"
	_ = town.ChangeCustomer(ctx, by, was, now, app.Why{})
	return "a customer is changed"
}

func TestWhatIsToldOnceIsWhatTheConditionTellsOfEachRow(t *testing.T) {
	var practice, cases, customers int
	for seed := range uint64(3) {
		town := reachTownOf(t, seed)
		for step := range 60 {
			what := town.happens(t)
			for i, by := range town.lookers {
				if step%3 != i%3 {
					continue // looks again after several things
				}
				if otherwise := data.SeesOtherwise(t, town.Store, by); len(otherwise) > 0 {
					slices.Sort(otherwise)
					t.Fatalf("seed %d, step %d, %s: %s %d is shown other rows of %v", seed, step, what, by.Roles[0], i, otherwise)
				}
			}
		}
		practice, cases, customers = practice+len(town.practice), cases+len(town.cases), customers+len(town.customers)
	}
	if practice < 3 || cases < 20 || customers < 15 {
		t.Errorf("too little happened: %d exercises, %d cases, %d customers", practice, cases, customers)
	}
}

func TestTheNarrowedListsOfCasesHoldWhatTheirRowsTell(t *testing.T) {
	town := reachTownOf(t, 5)
	for range 80 {
		town.happens(t)
	}
	for _, by := range append(town.lookers, town.by[0]) {
		if by.May(app.ReadCases) != nil {
			continue
		}
		counts, err := town.WorkCounts(t.Context(), by, app.ScopeAll)
		if err != nil {
			t.Fatal(err)
		}
		for _, work := range app.Works() {
			order, err := town.CaseOrder(t.Context(), by, work.Cases(app.ScopeAll))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := town.CasesAt(t.Context(), by, order)
			if err != nil || len(rows) != len(order) || int64(len(order)) != counts[work] {
				t.Errorf("%v, %s: %d counted, %d in order, %d rows (%v)", by.Roles, work, counts[work], len(order), len(rows), err)
			}
		}
	}
}

func TestWhoWritesReachesWhatWasWrittenAMomentAgo(t *testing.T) {
	town := reachTownOf(t, 3)
	ctx, clerk := t.Context(), town.lookers[0]
	if _, err := town.CustomerOrder(ctx, clerk, app.CustomerFilter{}); err != nil { // before any of these was there
		t.Fatal(err)
	}
	accept := func(of app.CustomerID) (app.Case, error) {
		return town.OpenCase(ctx, clerk, app.CaseDraft{Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: of, ContactName: "示例", Content: "校表"})
	}
	for range 3 {
		for hall, by := range town.by {
			c, err := town.OpenCustomer(ctx, by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "示例客户"}})
			if err != nil {
				t.Fatal(err)
			}
			opened, err := accept(c.ID)
			if hall == 1 {
				if !errors.Is(err, app.ErrNotAllowed) {
					t.Errorf("a customer of the other hall: %v", err)
				}
				continue
			}
			if err != nil {
				t.Fatalf("a customer of the own hall: %v", err)
			}
			if err := town.NoteOnCase(ctx, clerk, opened, app.CaseNote{Text: "已联系"}); err != nil {
				t.Errorf("the case that was just accepted: %v", err)
			}
		}
	}
}
