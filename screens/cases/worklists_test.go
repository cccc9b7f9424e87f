package cases_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// threeCases are cases of one customer, accepted and not assigned.
func threeCases(t *testing.T, store *data.Store) []app.Case {
	t.Helper()
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "")
	var out []app.Case
	for i := range 3 {
		out = append(out, datatest.Case(t, store, c, fmt.Sprintf("事项%d", i)))
	}
	return out
}

func move(t *testing.T, store *data.Store, c app.Case, p app.Progress) app.Case {
	t.Helper()
	moved, err := store.MoveCase(t.Context(), datatest.Actor(t, store), c, p)
	if err != nil {
		t.Fatal(err)
	}
	return moved
}

func TestTheFilterIsSetByKeysAloneAndLetGoOnAChip(t *testing.T) {
	store := datatest.Open(t)
	three := threeCases(t, store)
	move(t, store, three[0], app.Progress{To: "assigned", Owner: datatest.Actor(t, store).Staff})
	b := open(t, store, background.Inline())
	b.page.See("3 cases")
	b.area.ToFilter()
	b.page.See("Filter the cases")
	b.page.Type("Owner", "mine")
	b.page.Press("Enter", "Ctrl+Enter")
	b.page.DontSee("Filter the cases")
	b.page.See("1 case")
	b.page.See("Mine  ×")
	b.page.Tap("Mine  ×")
	b.page.See("3 cases")
	b.page.DontSee("Mine  ×")
}

func TestADayThatIsNoneKeepsTheFilterOpen(t *testing.T) {
	store := datatest.Open(t)
	threeCases(t, store)
	b := open(t, store, background.Inline())
	b.area.ToFilter()
	b.page.Type("Due until", "31.2.")
	b.page.Press("Ctrl+Enter")
	b.page.See("Filter the cases")
}

func TestWhoNamesAClosedStatusSeesIt(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", ""), "误录的事项")
	move(t, store, c, app.Progress{To: "cancelled", Reason: "误录"})
	b := open(t, store, background.Inline())
	b.page.DontSee("误录的事项")
	b.area.ToFilter()
	b.page.Tap("Cancelled")
	b.page.Press("Ctrl+Enter")
	b.page.See("误录的事项")
}

func TestAViewIsKeptUnderAName(t *testing.T) {
	store := datatest.Open(t)
	three := threeCases(t, store)
	move(t, store, three[0], app.Progress{To: "cancelled", Reason: "误录"})
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, Filter: &app.CaseFilter{Statuses: []app.CaseStatus{app.Cancelled}}})
	b.area.KeepView()
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in")
	b.page.Type("Name of the view", "误录")
	b.page.Press("Ctrl+Enter")
	b.page.See("误录")
	kept, err := store.SavedViews(t.Context(), b.by, app.CaseViews)
	if err != nil || len(kept) != 1 || len(kept[0].Cases.Statuses) != 1 {
		t.Fatalf("kept %+v: %v", kept, err)
	}
	b.area.ChooseView(0)
	b.page.See("2 cases")
	b.area.ChooseView(5) // the first saved one
	b.page.See("1 case")
	b.area.KeepView()
	b.page.Tap("Take this view away")
	if kept, _ = store.SavedViews(t.Context(), b.by, app.CaseViews); len(kept) != 0 {
		t.Errorf("%d views after taking it away", len(kept))
	}
}

func TestACardMovesByTheStepsOfItsFlow(t *testing.T) {
	store := datatest.Open(t)
	c := threeCases(t, store)[0]
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, Filter: &app.CaseFilter{Text: c.Number, OpenOnly: true}})
	b.area.ToBoard()
	b.page.See(c.Number)
	b.area.Shift(1) // to "assigned", which needs a person
	b.page.See("Owner")
	b.page.Type("Owner", "沈丽")
	b.page.Press("Enter", "Ctrl+Enter")
	status := func() app.CaseStatus { return b.cases(t, app.CaseFilter{Text: c.Number})[0].Status }
	if status() != app.Assigned {
		t.Fatalf("the case is %s", status())
	}
	b.area.Shift(1) // to "in progress", which needs nothing
	if status() != app.Working {
		t.Fatalf("the case is %s", status())
	}
	b.area.Shift(-1) // back to "assigned" needs a person and a reason
	b.page.See("Reason")
	b.page.Press("Escape")
	b.page.Press("Enter")
	b.page.See("Course of the case")
}

func TestABoardSaysWhereNoStepLeads(t *testing.T) {
	store := datatest.Open(t)
	threeCases(t, store)
	b := open(t, store, background.Inline())
	b.area.ToBoard()
	b.area.Shift(-1)
	if b.said != "No step leads from here to that side." {
		t.Errorf("said %q", b.said)
	}
	b.area.ToBoard()
	b.page.See("3 cases")
}

func TestWhatIsMarkedIsAssignedAtOnce(t *testing.T) {
	store := datatest.Open(t)
	three := threeCases(t, store)
	b := open(t, store, background.Inline())
	b.area.Assign()
	if b.said != "Mark cases with Space first." {
		t.Errorf("said %q", b.said)
	}
	b.area.Focus()
	b.page.Press("Ctrl+A")
	move(t, store, three[0], app.Progress{To: "replied", Answer: "已答复"}) // meanwhile
	b.area.Assign()
	b.page.See("Assign 3 cases")
	b.page.See("Who has how much to do")
	b.page.Press("Ctrl+Enter")
	b.page.See("Name who is to do it.")
	b.page.Type("Assign to", "沈丽")
	b.page.Press("Enter", "Ctrl+Enter")
	b.page.See("Not all were assigned")
	b.page.See("cannot be assigned from its status")
	if got := b.cases(t, app.CaseFilter{Statuses: []app.CaseStatus{app.Assigned}}); len(got) != 2 {
		t.Errorf("%d cases were assigned, want 2", len(got))
	}
}

func TestTheCourseOfACaseTellsWhomItWasHandedTo(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	c := move(t, store, threeCases(t, store)[0], app.Progress{To: "assigned", Owner: by.Staff})
	to, err := store.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "0007", Name: "何晓燕"})
	if err != nil {
		t.Fatal(err)
	}
	if _, left, err := store.AssignCases(t.Context(), by, []app.Case{c}, to.ID, ""); err != nil || len(left) != 0 {
		t.Fatalf("left %+v: %v", left, err)
	}
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, Case: c.ID})
	b.page.See("Assigned → 何晓燕")
}

// slow never comes to the end of a whole order.
type slow struct{ *data.Store }

// CaseOrder implements cases.Store.
func (slow) CaseOrder(context.Context, app.Actor, app.CaseFilter) ([]int64, error) {
	return nil, context.Canceled
}

func TestTheFirstPageShowsWithoutTheWholeOrder(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "")
	for i := range 103 {
		datatest.Case(t, store, c, fmt.Sprintf("事项%d", i))
	}
	b := openOn(t, "en", store, slow{store}, background.Inline())
	b.page.See("事项0")
	whole := open(t, store, background.Inline())
	whole.page.See("103 cases")
}

// TestWorkListShots draws the work lists for a person to judge.
func TestWorkListShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(700, 7, datatest.Now()), 700, func(_, _ int64) {}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"本周到期的报修", "低压新装"} {
		if _, err := store.SaveView(t.Context(), by, app.SavedView{List: app.CaseViews, Name: name, Cases: app.CaseFilter{OpenOnly: true, Kinds: []app.CaseKind{app.LVResident}}}); err != nil {
			t.Fatal(err)
		}
	}
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		b := openIn(t, name[:2], store, background.Inline(), append(opts, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "worklists-"+what+"-"+name+".png")) }
		shot("1-list")
		b.area.ToFilter()
		shot("2-filter")
		b.page.Press("Escape")
		b.area.Show(desk.Route{Tab: desk.Cases, Filter: &app.CaseFilter{
			Kinds: []app.CaseKind{app.Fault, app.LVResident, app.Complaint}, From: "2026-01-01", Mine: true, Provisional: true, OpenOnly: true,
		}})
		shot("3-conditions")
		b.area.ChooseView(0)
		b.area.ToBoard()
		shot("4-board")
		b.page.Press("Right", "Down")
		b.area.GoOn()
		shot("5-board-step")
		b.page.Press("Escape")
		b.area.ToBoard()
		b.page.Press("Space", "Space", "Space")
		b.area.Assign()
		shot("6-assign")
		b.page.Press("Escape")
		b.area.ChooseView(5)
		b.area.KeepView()
		shot("7-keep")
		b.page.Press("Escape")
	}
}
