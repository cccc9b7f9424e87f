package data_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// round is a valley whose customers have managers: the first area one, the
// others another. All its customers are of a segment with a rhythm.
type round struct {
	*valley
	first, second app.Staff
}

func newRound(t testing.TB, s *data.Store) *round {
	t.Helper()
	r := &round{valley: newValley(t, s)}
	r.first, r.second = r.manager(t, "MY011", "杨国强"), r.manager(t, "MY012", "何晓燕")
	for i, area := range r.areas {
		who := r.second
		if i == 0 {
			who = r.first
		}
		if err := s.Assign(t.Context(), r.by, app.Assignment{TransformerArea: area.ID, Manager: who.ID, FromOn: "2025-01-01"}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range r.cust {
		was := r.cust[i]
		r.cust[i].Segment = "public"
		if err := s.ChangeCustomer(t.Context(), r.by, was, r.cust[i], app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func (r *round) manager(t testing.TB, no, name string) app.Staff {
	t.Helper()
	who, err := r.s.SaveStaff(t.Context(), r.by, app.Staff{}, app.Staff{
		StaffNo: no, Name: name, Post: "account_manager", Unit: r.by.Unit, Roles: []app.Role{app.Manager}, ValidFrom: "2020-01-01",
	})
	if err != nil {
		t.Fatal(err)
	}
	return who
}

// thisMonth is the rest of the month tests happen in.
var thisMonth = app.MonthSpan(202603, 1)

func (r *round) ask(span app.DaySpan, customers ...int) app.PlanAsk {
	ask := app.PlanAsk{Span: span, Basis: "rhythm", Channel: app.OnSite}
	for _, i := range customers {
		ask.Customers = append(ask.Customers, app.PlanFor{Customer: r.cust[i].ID})
	}
	return ask
}

func (r *round) plan(t testing.TB, ask app.PlanAsk) app.VisitPlan {
	t.Helper()
	plan, err := r.s.PlanVisits(t.Context(), r.by, ask)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func (r *round) list(t testing.TB, f app.VisitFilter) []app.VisitRow {
	t.Helper()
	order, err := r.s.VisitOrder(t.Context(), r.by, f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := r.s.VisitsAt(t.Context(), r.by, order)
	if err != nil || len(rows) != len(order) {
		t.Fatalf("%d rows of %d: %v", len(rows), len(order), err)
	}
	return rows
}

func today(day app.Day) app.DaySpan { return app.DaySpan{From: day, To: day} }

func reason(err error) app.Reason {
	if no, is := errors.AsType[*app.Refusal](err); is {
		return no.Reason
	}
	return ""
}

func TestManyVisitsArePlannedForThoseResponsible(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	plan := r.plan(t, r.ask(thisMonth, 0, 1, 2, 3, 4))
	if len(plan.Placed) != 5 || len(plan.Left) != 0 || plan.Provisional || plan.Unassigned != 1 {
		t.Fatalf("planned %d, left %d, provisional %v, %d without a manager", len(plan.Placed), len(plan.Left), plan.Provisional, plan.Unassigned)
	}
	rows := r.list(t, app.VisitFilter{})
	for _, v := range rows {
		want := r.second.ID
		switch v.Customer {
		case r.cust[0].ID, r.cust[1].ID:
			want = r.first.ID
		case r.cust[4].ID:
			want = r.by.Staff // nobody is responsible: the planner
		}
		if v.Manager != want || v.Status != app.VisitPlanned || v.PlannedOn < "2026-03-02" || v.PlannedOn > "2026-03-31" || v.FirstOn != v.PlannedOn || v.Month != 202603 {
			t.Errorf("planned %+v", v.Visit)
		}
		if !strings.HasPrefix(v.Number, "ZF-") {
			t.Errorf("the visit's number is %s", v.Number)
		}
	}
	if numbers := map[string]bool{rows[0].Number: true, rows[1].Number: true, rows[2].Number: true}; len(numbers) != 3 {
		t.Errorf("two visits have one number: %v", numbers)
	}
	again := r.plan(t, r.ask(thisMonth, 0, 1))
	if len(again.Placed) != 0 || len(again.Left) != 2 || reason(again.Left[0].Why) != app.PlannedThen {
		t.Errorf("planned again: %+v", again)
	}
	meant := r.ask(thisMonth, 0)
	meant.Twice = true
	if twice := r.plan(t, meant); len(twice.Placed) != 1 {
		t.Errorf("a second visit that was meant is left out: %+v", twice)
	}
}

func TestWhatIsForeseenIsWhatIsPlanned(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	ask := r.ask(thisMonth, 0, 1, 2, 3)
	foreseen, err := r.s.ForeseeVisits(t.Context(), r.by, ask)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.list(t, app.VisitFilter{})); n != 0 {
		t.Fatalf("foreseeing planned %d visits", n)
	}
	if plan := r.plan(t, ask); fmt.Sprint(plan) != fmt.Sprint(foreseen) {
		t.Errorf("planned\n%v\nforeseen\n%v", plan, foreseen)
	}
}

func TestACustomerHandedOverMeanwhileIsPlannedForTheOther(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	ask := r.ask(thisMonth, 0, 1)
	for i := range ask.Customers {
		ask.Customers[i].Seen = r.first.ID
	}
	if err := r.s.Assign(t.Context(), r.by, app.Assignment{Customer: r.cust[0].ID, Manager: r.second.ID, FromOn: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	plan := r.plan(t, ask)
	if len(plan.HandedOver) != 1 || plan.HandedOver[0].Customer != r.cust[0].ID || plan.HandedOver[0].ToName != "何晓燕" {
		t.Fatalf("handed over %+v", plan.HandedOver)
	}
	for _, v := range r.list(t, app.VisitFilter{Customer: r.cust[0].ID}) {
		if v.Manager != r.second.ID {
			t.Errorf("planned for %s", v.ManagerName)
		}
	}
}

func TestWhoIsResponsibleOnTheDayMakesTheVisit(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	if err := r.s.Assign(t.Context(), r.by, app.Assignment{Customer: r.cust[0].ID, Manager: r.second.ID, FromOn: "2026-04-01"}); err != nil {
		t.Fatal(err)
	}
	r.plan(t, r.ask(today("2026-03-20"), 0))
	r.plan(t, r.ask(today("2026-04-20"), 0))
	rows := r.list(t, app.VisitFilter{Customer: r.cust[0].ID})
	if rows[0].Manager != r.first.ID || rows[1].Manager != r.second.ID {
		t.Errorf("visits of %s and %s", rows[0].ManagerName, rows[1].ManagerName)
	}
}

func TestAPlanThatCannotBeMadeSpendsNoNumber(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	weekend := app.DaySpan{From: "2026-03-07", To: "2026-03-08"}
	for name, tt := range map[string]struct {
		ask  app.PlanAsk
		want app.Reason
	}{
		"nobody chosen":           {r.ask(thisMonth), app.NobodyChosen},
		"a month that has passed": {r.ask(app.MonthSpan(202602, 1), 0), app.BeforeToday},
		"yesterday":               {r.ask(today("2026-03-01"), 0), app.BeforeToday},
		"a weekend":               {r.ask(weekend, 0), app.NoWorkingDay},
	} {
		if _, err := r.s.PlanVisits(t.Context(), r.by, tt.ask); reason(err) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	r.plan(t, r.ask(thisMonth, 0))
	if rows := r.list(t, app.VisitFilter{}); len(rows) != 1 || !strings.HasSuffix(rows[0].Number, "-001") {
		t.Errorf("the first visit is %v", rows)
	}
}

func TestAQuarterAcrossTheYearEndGoesIntoDaysNotYetPublished(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	if err := r.s.SetRhythm(t.Context(), r.by, app.VisitRhythm{Customer: r.cust[0].ID, Months: 1, FromOn: "2026-03-02", Reason: "扩产"}); err != nil {
		t.Fatal(err)
	}
	plan := r.plan(t, r.ask(app.MonthSpan(202611, 3), 0))
	var months []int64
	for _, v := range r.list(t, app.VisitFilter{}) {
		months = append(months, v.Month)
	}
	if !slices.Equal(months, []int64{202611, 202612, 202701}) || !plan.Provisional {
		t.Errorf("planned in %v, provisional %v", months, plan.Provisional)
	}
}

func TestACustomerIsNotVisitedTwiceOnADayUnlessThatIsMeant(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-10"), 0))
	r.plan(t, r.ask(today("2026-03-20"), 0))
	second := r.plan(t, r.ask(today("2026-03-10"), 0))
	if len(second.Left) != 1 || reason(second.Left[0].Why) != app.SecondThatDay || second.Left[0].On != "2026-03-10" {
		t.Errorf("a second visit on the day: %+v", second)
	}
	late := r.list(t, app.VisitFilter{})[1].Visit
	move := app.VisitMove{On: "2026-03-10", Reason: "顺路"}
	if _, err := r.s.MoveVisit(t.Context(), r.by, late, move); reason(err) != app.SecondThatDay {
		t.Errorf("moved onto the other: %v", err)
	}
	if _, err := r.s.AppointVisit(t.Context(), r.by, late, app.Appointment{On: "2026-03-10", Channel: app.OnSite, Note: "顺路"}); reason(err) != app.SecondThatDay {
		t.Errorf("appointed onto the other: %v", err)
	}
	move.Twice = true
	moved, err := r.s.MoveVisit(t.Context(), r.by, late, move)
	if err != nil || moved.PlannedOn != "2026-03-10" || moved.Moves != 1 || moved.FirstOn != "2026-03-20" {
		t.Errorf("moved as it was meant: %+v, %v", moved, err)
	}
}

func TestAVisitMovedMeanwhileIsNotMovedAgain(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-10"), 0))
	was := r.list(t, app.VisitFilter{})[0].Visit
	if _, err := r.s.MoveVisit(t.Context(), r.by, was, app.VisitMove{On: "2026-03-11", Reason: "客户出差"}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.s.MoveVisit(t.Context(), r.by, was, app.VisitMove{On: "2026-03-12", Reason: "下雨"}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("moved from where it no longer is: %v", err)
	}
	if _, err := r.s.CancelVisit(t.Context(), r.by, was, "停产"); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("cancelled from where it no longer is: %v", err)
	}
	changes, err := r.s.History(t.Context(), r.by, "visits", was.ID)
	if err != nil || len(changes) < 3 || changes[0].Why.Note != "客户出差" {
		t.Errorf("the history tells %v: %v", changes, err)
	}
}

func TestADayIsPutInOrder(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-10"), 2, 3))
	sheet := r.sheet(t, r.second.ID)
	ids := []app.VisitID{sheet.Visits[1].ID}
	if err := r.s.RouteDay(t.Context(), r.by, r.second.ID, "2026-03-10", ids); err != nil {
		t.Fatal(err)
	}
	after := r.sheet(t, r.second.ID)
	if after.Visits[0].ID != ids[0] || after.Visits[0].RouteNo != 1 || after.Visits[1].RouteNo != 2 || after.Name != "何晓燕" {
		t.Errorf("in order %v", after.Visits)
	}
	if after.Visits[0].Phone == "" || after.Visits[0].Contact == "" {
		t.Errorf("whom to ask for is not told: %+v", after.Visits[0])
	}
	if err := r.s.RouteDay(t.Context(), r.by, r.second.ID, "2026-03-11", ids); reason(err) != app.NobodyChosen {
		t.Errorf("an empty day was put in order: %v", err)
	}
}

func (r *round) sheet(t testing.TB, manager app.StaffID) app.DaySheet {
	t.Helper()
	sheet, err := r.s.DaySheet(t.Context(), r.by, manager, "2026-03-10")
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func TestTheDaySheetTellsWhatToWatch(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	datatest.Case(t, r.s, r.cust[1], "申请校表")
	r.plan(t, r.ask(today("2026-03-10"), 1))
	watch := r.sheet(t, r.first.ID).Visits[0].Watch
	var kinds []app.AlertKind
	for _, w := range watch {
		kinds = append(kinds, w.Kind)
	}
	if !slices.Equal(kinds, []app.AlertKind{app.AlertImportant, app.AlertOpenCases}) {
		t.Errorf("to watch: %v", kinds)
	}
}

func TestVisitsAreHandedToAnotherManager(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-10"), 0, 1))
	rows := r.list(t, app.VisitFilter{})
	gone, err := r.s.CancelVisit(t.Context(), r.by, rows[1].Visit, "停产")
	if err != nil {
		t.Fatal(err)
	}
	done, left, err := r.s.ReassignVisits(t.Context(), r.by, []app.Visit{rows[0].Visit, gone}, r.second.ID, "均衡")
	if err != nil || len(done) != 1 || len(left) != 1 || reason(left[0].Why) != app.VisitNotOpen {
		t.Errorf("handed on %v, left %v: %v", done, left, err)
	}
	left1, err := r.s.SaveStaff(t.Context(), r.by, app.Staff{}, app.Staff{StaffNo: "MY013", Name: "罗永红", Unit: r.by.Unit, ValidTo: "2026-01-31"})
	if err != nil {
		t.Fatal(err)
	}
	now := r.list(t, app.VisitFilter{OpenOnly: true})[0].Visit
	if _, _, err := r.s.ReassignVisits(t.Context(), r.by, []app.Visit{now}, left1.ID, ""); reason(err) != app.NotActive {
		t.Errorf("handed to who has left: %v", err)
	}
	if _, _, err := r.s.ReassignVisits(t.Context(), r.by, nil, r.second.ID, ""); reason(err) != app.NobodyChosen {
		t.Errorf("nothing was handed on: %v", err)
	}
	loads, err := r.s.VisitLoads(t.Context(), r.by, thisMonth)
	if err != nil || loads[0].Name != "何晓燕" || loads[0].Open != 1 || loads[0].Most != 1 || loads[0].Days != 1 {
		t.Errorf("loads %+v: %v", loads, err)
	}
	if !slices.ContainsFunc(loads, func(l app.VisitLoad) bool { return l.Name == "杨国强" && l.Open == 0 }) {
		t.Errorf("a manager without visits is missing: %+v", loads)
	}
}

func (r *round) due(t testing.TB, f app.DueFilter) []string {
	t.Helper()
	found, err := r.s.DueVisits(t.Context(), r.by, f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range found {
		out = append(out, d.Name+" "+string(d.Due)+" "+d.ManagerName)
	}
	return out
}

func TestWhoIsDueByRhythmIsListed(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	if got := r.due(t, app.DueFilter{UpTo: "2026-09-01"}); len(got) != 0 {
		t.Errorf("due before the first interval has passed: %v", got)
	}
	if got := r.due(t, app.DueFilter{UpTo: "2026-09-02"}); len(got) != 5 {
		t.Errorf("due half a year after they became known: %v", got)
	}
	if err := r.s.SetRhythm(t.Context(), r.by, app.VisitRhythm{Customer: r.cust[3].ID, Months: 1, FromOn: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	if got := r.due(t, app.DueFilter{UpTo: "2026-04-30"}); !slices.Equal(got, []string{"王强 2026-04-02 何晓燕"}) {
		t.Errorf("the customer's own rhythm: %v", got)
	}
	all := app.DueFilter{UpTo: "2026-12-31"}
	for name, narrow := range map[string]func(*app.DueFilter){
		"of a manager":          func(f *app.DueFilter) { f.Manager = r.first.ID },
		"of a transformer area": func(f *app.DueFilter) { f.TransformerArea = r.areas[0].ID },
	} {
		f := all
		narrow(&f)
		if got := r.due(t, f); len(got) != 2 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := r.due(t, app.DueFilter{UpTo: "2026-12-31", Segment: "key"}); len(got) != 0 {
		t.Errorf("of another segment: %v", got)
	}
	if got := r.due(t, app.DueFilter{UpTo: "2026-12-31", Text: "吉克"}); len(got) != 1 {
		t.Errorf("by name: %v", got)
	}
	if got := r.due(t, app.DueFilter{UpTo: "2026-12-31", Late: true}); len(got) != 0 {
		t.Errorf("late: %v", got)
	}
	r.plan(t, r.ask(thisMonth, 3))
	if got := r.due(t, app.DueFilter{UpTo: "2026-04-30"}); len(got) != 0 {
		t.Errorf("who is planned is offered again: %v", got)
	}
	if got := r.due(t, app.DueFilter{UpTo: "2026-04-30", PlannedToo: true}); len(got) != 1 {
		t.Errorf("who is planned, asked for: %v", got)
	}
}

func TestARhythmEndsWhereTheNextBegins(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	set := func(rhythm app.VisitRhythm) {
		t.Helper()
		if err := r.s.SetRhythm(t.Context(), r.by, rhythm); err != nil {
			t.Fatal(err)
		}
	}
	set(app.VisitRhythm{Segment: "public", Months: 4, FromOn: "2026-03-02", Reason: "新办法"})
	c, err := r.s.CustomerRhythm(t.Context(), r.by, r.cust[0].ID)
	if err != nil || c.Of.Months != 4 || c.Due != "2026-07-02" || !c.Own.ID.IsZero() {
		t.Errorf("the segment's rhythm: %+v, %v", c, err)
	}
	set(app.VisitRhythm{Customer: r.cust[0].ID, FromOn: "2026-03-02", Reason: "搬走"})
	if c, err = r.s.CustomerRhythm(t.Context(), r.by, r.cust[0].ID); err != nil || c.Due != "" || c.Own.ID.IsZero() {
		t.Errorf("not visited by rhythm: %+v, %v", c, err)
	}
	if err := r.s.EndRhythm(t.Context(), r.by, r.cust[0].ID, "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	if c, err = r.s.CustomerRhythm(t.Context(), r.by, r.cust[0].ID); err != nil || c.Due != "2026-07-02" {
		t.Errorf("as the segment again: %+v, %v", c, err)
	}
	rhythms, err := r.s.Rhythms(t.Context(), r.by)
	if err != nil || len(rhythms) != 8 {
		t.Errorf("%d rhythms of segments: %v", len(rhythms), err)
	}
	past := app.VisitRhythm{Segment: "public", Months: 4, FromOn: "2026-03-01"}
	if err := r.s.SetRhythm(t.Context(), r.by, past); reason(err) != app.StartsBeforeToday {
		t.Errorf("a rhythm of yesterday: %v", err)
	}
	manager := app.Actor{Staff: r.first.ID, Roles: []app.Role{app.Manager}}
	if err := r.s.SetRhythm(t.Context(), manager, app.VisitRhythm{Segment: "public", Months: 4, FromOn: "2026-03-02"}); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a manager set the rhythm of a segment: %v", err)
	}
}

func TestTheListOfVisitsNarrows(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-02"), 0, 1))
	r.plan(t, r.ask(today("2026-03-12"), 2, 3))
	rows := r.list(t, app.VisitFilter{})
	if _, err := r.s.CancelVisit(t.Context(), r.by, rows[0].Visit, "停产"); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		f    app.VisitFilter
		want int
	}{
		"all":                   {app.VisitFilter{}, 4},
		"open":                  {app.VisitFilter{OpenOnly: true}, 3},
		"cancelled":             {app.VisitFilter{Statuses: []app.VisitStatus{app.VisitCancelled}}, 1},
		"of a manager":          {app.VisitFilter{Manager: r.second.ID}, 2},
		"of the unit":           {app.VisitFilter{MyUnit: true}, 4},
		"mine":                  {app.VisitFilter{Mine: true}, 0},
		"of a customer":         {app.VisitFilter{Customer: r.cust[2].ID}, 1},
		"of a span":             {app.VisitFilter{From: "2026-03-03", To: "2026-03-12"}, 2},
		"overdue":               {app.VisitFilter{Overdue: true}, 0},
		"by telephone":          {app.VisitFilter{Channel: app.ByTelephone}, 0},
		"of a segment":          {app.VisitFilter{Segment: "public"}, 4},
		"of a transformer area": {app.VisitFilter{TransformerArea: r.areas[1].ID}, 1},
		"by number":             {app.VisitFilter{Text: rows[1].Number}, 1},
		"by name":               {app.VisitFilter{Text: "王强"}, 1},
	} {
		for _, sort := range []app.VisitSort{app.VisitsByDay, app.VisitsByNumber, app.VisitsByCustomer, app.VisitsByManager, app.VisitsByStatus} {
			tt.f.Sort = sort
			if got := r.list(t, tt.f); len(got) != tt.want {
				t.Errorf("%s, sorted by %s: %d visits, want %d", name, sort, len(got), tt.want)
			}
		}
	}
	head, err := r.s.VisitHead(t.Context(), r.by, app.VisitFilter{}, 3)
	if err != nil || len(head) != 3 {
		t.Errorf("the first three are %v: %v", head, err)
	}
	found, _, err := r.s.Search(t.Context(), r.by, rows[1].Number, 5)
	if err != nil || len(found) == 0 || found[0].Visit != rows[1].ID {
		t.Errorf("the number finds %+v: %v", found, err)
	}
}

func TestTheStartPageCountsVisitsAsTheirListsAreLong(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-02"), 0, 1))
	for _, scope := range app.Scopes() {
		counts, err := r.s.VisitCounts(t.Context(), r.by, scope)
		if err != nil {
			t.Fatal(err)
		}
		for _, work := range app.VisitWorks() {
			if n := len(r.list(t, work.Visits(scope, "2026-03-02"))); int64(n) != counts[work] {
				t.Errorf("%s of %s: %d counted, %d listed", work, scope, counts[work], n)
			}
		}
		if scope == app.ScopeAll && counts[app.VisitsToday] != 2 {
			t.Errorf("counted %v", counts)
		}
	}
}

func TestTheListOfVisitsGoesOut(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(thisMonth, 0, 1))
	datatest.Visits(t, r.s, app.Visit{
		Number: "ZF-K7QX-260225-001", Customer: r.cust[2].ID, PlannedOn: "2026-02-25", VisitedOn: "2026-02-25", Status: app.VisitRecorded, Channel: app.OnSite,
		LateDays: 3, Quality: 87, Satisfaction: 4,
	})
	order, err := r.s.VisitOrder(t.Context(), r.by, app.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []app.Format{app.XLSX, app.CSV, app.JSON} {
		job := app.ExportJob{
			Path: filepath.Join(t.TempDir(), "visits."+string(format)), Format: format, Title: func(c string) string { return c },
			Label: func(_, code string) string { return code },
		}
		n, err := r.s.ExportVisits(t.Context(), r.by, order, job, ignore)
		if err != nil || n != 3 {
			t.Errorf("%s: %d rows: %v", format, n, err)
		}
		if text, err := os.ReadFile(job.Path); err != nil || format == app.CSV && !strings.Contains(string(text), "李晓明") {
			t.Errorf("%s holds %s: %v", format, text, err)
		} else if format == app.CSV && (!strings.Contains(string(text), ",satisfaction,late_days,quality,") || !strings.Contains(string(text), ",4,3,87,") || strings.Contains(string(text), ",0,0,")) {
			t.Errorf("late, quality and satisfaction are told as %s", text)
		}
	}
}

func TestTheLogOfVisitsReplaysIntoAnEqualFile(t *testing.T) {
	r := newRound(t, datatest.Open(t))
	r.plan(t, r.ask(today("2026-03-10"), 0, 1))
	rows := r.list(t, app.VisitFilter{})
	if _, err := r.s.MoveVisit(t.Context(), r.by, rows[0].Visit, app.VisitMove{On: "2026-03-11", Reason: "客户出差"}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.s.CancelVisit(t.Context(), r.by, rows[1].Visit, "停产"); err != nil {
		t.Fatal(err)
	}
	for _, months := range []int64{1, 2} {
		if err := r.s.SetRhythm(t.Context(), r.by, app.VisitRhythm{Customer: r.cust[0].ID, Months: months, FromOn: "2026-03-02"}); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := r.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, r.s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"visits", "visit_rhythms"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
}

func TestEveryVerbOfVisitsIsAnnounced(t *testing.T) {
	var heard app.Changes
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true, OnChange: func(c app.Changes) { heard |= c },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r := newRound(t, s)
	r.plan(t, r.ask(today("2026-03-10"), 0, 1, 2, 3))
	visits := r.list(t, app.VisitFilter{})
	ctx := t.Context()
	for name, verb := range map[string]func() error{
		"plan": func() error { _, err := s.PlanVisits(ctx, r.by, r.ask(thisMonth, 4)); return err },
		"move": func() error {
			_, err := s.MoveVisit(ctx, r.by, visits[0].Visit, app.VisitMove{On: "2026-03-12", Reason: "x"})
			return err
		},
		"cancel": func() error { _, err := s.CancelVisit(ctx, r.by, visits[1].Visit, "x"); return err },
		"appoint": func() error {
			_, err := s.AppointVisit(ctx, r.by, visits[2].Visit, app.Appointment{On: "2026-03-10", Channel: app.OnSite})
			return err
		},
		"reassign": func() error {
			_, _, err := s.ReassignVisits(ctx, r.by, []app.Visit{visits[3].Visit}, r.by.Staff, "")
			return err
		},
		"route": func() error { return s.RouteDay(ctx, r.by, visits[2].Manager, "2026-03-10", nil) },
		"rhythm": func() error {
			return s.SetRhythm(ctx, r.by, app.VisitRhythm{Customer: r.cust[0].ID, Months: 1, FromOn: "2026-03-02"})
		},
		"end": func() error { return s.EndRhythm(ctx, r.by, r.cust[0].ID, "2026-03-03") },
	} {
		if name == "end" {
			if err := s.SetRhythm(ctx, r.by, app.VisitRhythm{Customer: r.cust[0].ID, Months: 2, FromOn: "2026-03-02"}); err != nil {
				t.Fatal(err)
			}
		}
		heard = 0
		if err := verb(); err != nil || heard == 0 {
			t.Errorf("%s announces %b: %v", name, heard, err)
		}
	}
}
