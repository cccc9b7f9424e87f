package data_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// someCases is so many accepted cases of one customer.
func someCases(t *testing.T, s *data.Store, count int) []app.Case {
	t.Helper()
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	var out []app.Case
	for i := range count {
		out = append(out, datatest.Case(t, s, c, fmt.Sprintf("事项%d", i)))
	}
	return out
}

func mustMove(t *testing.T, s *data.Store, c app.Case, steps ...app.Progress) app.Case {
	t.Helper()
	for _, p := range steps {
		var err error
		if c, err = s.MoveCase(t.Context(), datatest.Actor(t, s), c, p); err != nil {
			t.Fatalf("move to %s: %v", p.To, err)
		}
	}
	return c
}

func TestEachNumberOfTheStartPageIsTheLengthOfItsList(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	other := colleague(t, s, "0007", app.Manager)
	made := someCases(t, s, 9)
	mine, theirs := app.Progress{To: "assigned", Owner: by.Staff}, app.Progress{To: "assigned", Owner: other.Staff}
	begin := app.Progress{To: "on_site"}
	mustMove(t, s, made[0], mine, begin, app.Progress{To: "wait_customer", Reason: "待补材料", Evidence: "短信"})
	mustMove(t, s, made[1], mine, begin, app.Progress{To: "wait_internal", Reason: "待班组"})
	mustMove(t, s, made[2], theirs, begin, app.Progress{To: "wait_approval", Reason: "待审批"})
	mustMove(t, s, made[3], app.Progress{To: "replied", Answer: "已答复"})
	mustMove(t, s, made[4], mine)
	mustMove(t, s, made[5], app.Progress{To: "cancelled", Reason: "误录"})
	held := 0
	for _, who := range []app.Actor{by, other} {
		for _, scope := range app.Scopes() {
			counts, err := s.WorkCounts(t.Context(), who, scope)
			if err != nil {
				t.Fatal(err)
			}
			for _, work := range app.Works() {
				order, err := s.CaseOrder(t.Context(), who, work.Cases(scope))
				if err != nil || int64(len(order)) != counts[work] {
					t.Errorf("%s of %s (%s): the number is %d, the list has %d: %v", work, who.Name, scope, counts[work], len(order), err)
				}
				held += len(order)
			}
		}
	}
	if held == 0 {
		t.Error("all lists are empty")
	}
}

func TestManyCasesAreAssignedAndWhatCannotBeIsSaid(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	to := colleague(t, s, "0007", app.Manager)
	made := someCases(t, s, 7)
	mine := app.Progress{To: "assigned", Owner: by.Staff}
	made[1] = mustMove(t, s, made[1], mine)                                          // handed over
	made[2] = mustMove(t, s, made[2], mine, app.Progress{To: "on_site"})             // taken away, with a reason
	made[3] = mustMove(t, s, made[3], app.Progress{To: "replied", Answer: "已答复"})    // not from here
	made[4] = mustMove(t, s, made[4], app.Progress{To: "assigned", Owner: to.Staff}) // has it already
	mustMove(t, s, made[5], mine)                                                    // changed meanwhile: made[5] is what was seen
	done, left, err := s.AssignCases(t.Context(), by, made, to.Staff, "休假代办")
	if err != nil {
		t.Fatal(err)
	}
	if len(done) != 4 || len(left) != 3 {
		t.Fatalf("%d assigned, %d left: %+v", len(done), len(left), left)
	}
	for i, why := range map[int]func(error) bool{
		3: func(err error) bool { return reasonOf(err) == app.NotFromHere },
		4: func(err error) bool { return reasonOf(err) == app.NothingToDo },
		5: func(err error) bool { return errors.Is(err, app.ErrChangedMeantime) },
	} {
		for _, l := range left {
			if l.Case == made[i].ID && !why(l.Why) {
				t.Errorf("case %d was left because: %v", i, l.Why)
			}
		}
	}
	for _, id := range done {
		page, err := s.CasePage(t.Context(), by, id)
		last := page.Steps[len(page.Steps)-1]
		if err != nil || page.Case.Owner != to.Staff || page.Case.Status != app.Assigned || last.NewOwner != to.Staff || last.Note+last.Reason != "休假代办" {
			t.Errorf("assigned as %s, the last step being %+v: %v", page.Case.Status, last, err)
		}
	}
	loads, err := s.Workload(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range loads {
		if l.Staff == to.Staff && (l.Open != 5 || l.Overdue != 0 || l.Week == 0) {
			t.Errorf("the workload is %+v", l)
		}
	}
}

func reasonOf(err error) app.Reason {
	no, is := errors.AsType[*app.Refusal](err)
	if !is {
		return ""
	}
	return no.Reason
}

func TestWhoDoesNotWorkHereGetsNoCases(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	made := someCases(t, s, 2)
	gone, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "0009", Name: "罗永红", ValidTo: app.DayOf(datatest.Now().Add(-48 * time.Hour))})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.AssignCases(t.Context(), by, made, gone.ID, ""); reasonOf(err) != app.NotActive {
		t.Errorf("assigned to somebody who left: %v", err)
	}
	if _, _, err := s.AssignCases(t.Context(), by, made, app.StaffID{}, ""); reasonOf(err) != app.NeedsOwner {
		t.Errorf("assigned to nobody: %v", err)
	}
	order, err := s.CaseOrder(t.Context(), by, app.CaseFilter{Statuses: []app.CaseStatus{app.Assigned}})
	if err != nil || len(order) != 0 {
		t.Errorf("%d cases are assigned: %v", len(order), err)
	}
}

func TestTheBoardHoldsTheFirstOfEachStatusAndCountsAll(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	made := someCases(t, s, 5)
	mustMove(t, s, made[0], app.Progress{To: "replied", Answer: "已答复"}, app.Progress{To: "closed", Result: "已答复", Opinion: "satisfied"})
	board, err := s.CaseBoard(t.Context(), by, app.CaseFilter{OpenOnly: true}, 3)
	if err != nil || len(board) != len(app.BoardStatuses()) {
		t.Fatalf("%d columns: %v", len(board), err)
	}
	if accepted := board[0]; accepted.Status != app.Accepted || len(accepted.Cases) != 3 || accepted.Count.N != 4 {
		t.Errorf("the first column has %d of %d cases", len(accepted.Cases), accepted.Count.N)
	}
	if closed := board[len(board)-1]; len(closed.Cases) != 1 || closed.Cases[0].ID != made[0].ID {
		t.Errorf("what was closed is not on the board: %+v", closed)
	}
	few, err := s.CaseBoard(t.Context(), by, app.CaseFilter{Statuses: []app.CaseStatus{app.Working}}, 3)
	if err != nil || len(few) != 1 {
		t.Errorf("%d columns for one status: %v", len(few), err)
	}
}

func TestACaseIsFoundByAnyPartOfItsNumber(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := someCases(t, s, 3)[1]
	for _, text := range []string{c.Number, c.Number[5:], c.Number[len(c.Number)-3:]} {
		order, err := s.CaseOrder(t.Context(), by, app.CaseFilter{Text: text})
		if err != nil || len(order) != 1 {
			t.Errorf("%q finds %d cases, want 1: %v", text, len(order), err)
		}
	}
}

func TestCustomersAreCountedAsTheirListIsLong(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	someCases(t, s, 2)
	for i := range 4 {
		datatest.Customer(t, s, "王强", fmt.Sprintf("510400000002%d", i), "")
	}
	for _, f := range []app.CustomerFilter{{}, {OpenCases: true}, {Mine: true}, {Text: "王强"}} {
		order, err := s.CustomerOrder(t.Context(), by, f)
		if err != nil {
			t.Fatal(err)
		}
		count, err := s.CountCustomers(t.Context(), by, f, 3)
		if err != nil || count.N != int64(min(3, len(order))) || count.More != (len(order) > 3) {
			t.Errorf("%+v: counted %+v, the list has %d: %v", f, count, len(order), err)
		}
	}
}
