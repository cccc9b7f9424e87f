package data_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// workbench is a hall where people learn at work: two managers, one of them a
// mentor, a trainer, and a case and a visit of the learner.
type workbench struct {
	s               *data.Store
	by              app.Actor // may everything
	learner, mentor app.Actor
	trainer, leader app.Actor
	courses         map[string]app.Course
	deed            app.Case
	customer        app.Customer
}

func newWorkbench(t testing.TB) *workbench {
	t.Helper()
	w := &workbench{s: datatest.Open(t), courses: map[string]app.Course{}}
	w.by = datatest.Actor(t, w.s)
	w.learner = w.hire(t, "MY021", "何晓燕", app.Manager, "account_manager")
	w.mentor = w.hire(t, "MY022", "罗永红", app.Manager, "account_manager")
	for _, by := range []*app.Actor{&w.learner, &w.mentor} { // who see the cases and visits of their colleagues
		by.Roles = append(by.Roles, app.Counter)
	}
	w.trainer = w.hire(t, "MY023", "周明", app.Trainer, "")
	w.leader = w.hire(t, "MY024", "杨国强", app.Leader, "")
	courses, err := w.s.Courses(t.Context(), w.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range courses {
		w.courses[c.Code] = c
	}
	w.customer = datatest.Customer(t, w.s, "李晓明", "5104000000011", "")
	w.deed = datatest.Case(t, w.s, w.customer, "申请校表")
	if _, err := w.s.MoveCase(t.Context(), w.by, w.deed, app.Progress{To: "assigned", Owner: w.learner.Staff}); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *workbench) hire(t testing.TB, no, name string, role app.Role, post string) app.Actor {
	t.Helper()
	s, err := w.s.SaveStaff(t.Context(), w.by, app.Staff{}, app.Staff{
		StaffNo: no, Name: name, Post: post, Unit: w.by.Unit, Roles: []app.Role{role}, ValidFrom: "2020-01-01",
	})
	if err != nil {
		t.Fatal(err)
	}
	return app.Actor{Staff: s.ID, Name: name, Unit: w.by.Unit, Area: w.by.Area, Roles: s.Roles}
}

// staff reads somebody as the company keeps him.
func (w *workbench) staff(t testing.TB, id app.StaffID) app.Staff {
	t.Helper()
	all, err := w.s.Staff(t.Context(), w.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		if one.ID == id {
			return one
		}
	}
	t.Fatal("nobody of that number")
	return app.Staff{}
}

func (w *workbench) leaves(t testing.TB, id app.StaffID, on app.Day) {
	t.Helper()
	was := w.staff(t, id)
	now := was
	now.ValidTo = on
	if _, err := w.s.SaveStaff(t.Context(), w.by, was, now); err != nil {
		t.Fatal(err)
	}
}

// draft is an entry nobody would refuse.
func (w *workbench) draft() app.PracticeDraft {
	return app.PracticeDraft{
		Kind: app.OnTheJob, Course: w.courses["connection"].ID, DoneOn: "2026-02-27", Minutes: 120, What: "跟办低压新装，复核供电方案", Case: w.deed.ID, Mentor: w.mentor.Staff,
	}
}

func (w *workbench) log(t testing.TB, d app.PracticeDraft) app.Practice {
	t.Helper()
	p, err := w.s.LogPractice(t.Context(), w.learner, d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (w *workbench) rows(t testing.TB, by app.Actor, f app.PracticeFilter) []app.PracticeRow {
	t.Helper()
	rows, err := w.s.Practice(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func (w *workbench) settle(t testing.TB, by app.Actor, v app.PracticeVerdict, seen ...app.Practice) app.PracticeSettled {
	t.Helper()
	told, err := w.s.SettlePractice(t.Context(), by, seen, v)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// class puts the learner into a class of a course.
func (w *workbench) class(t testing.TB, code string, who app.StaffID) app.Class {
	t.Helper()
	c := w.courses[code]
	made, err := w.s.OpenClassFor(t.Context(), w.by, c, app.Class{
		Status: app.ClassRunning, Mode: app.Decentral, BeginsOn: "2026-01-05", EndsOn: "2026-06-30", Minutes: c.Minutes,
	}, []app.StaffID{who})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAnEntryIsLoggedAndConfirmedWithFewerMinutes(t *testing.T) {
	w := newWorkbench(t)
	p := w.log(t, w.draft())
	rows := w.rows(t, w.mentor, app.PracticeFilter{View: app.ViewWaiting, Whose: app.PracticeAsked})
	if len(rows) != 1 || rows[0].Name != "何晓燕" || rows[0].CaseNumber == "" || rows[0].Course.Name != "业扩报装管理基础" || len(rows[0].Warnings) != 0 {
		t.Fatalf("the mentor is asked %+v", rows)
	}
	told := w.settle(t, w.mentor, app.PracticeVerdict{Minutes: 90, Remark: "路上时间不计"}, rows[0].Practice)
	if told.Done != 1 || told.Minutes != 90 || told.Left != 0 {
		t.Errorf("settled is told as %+v", told)
	}
	own := w.rows(t, w.learner, app.PracticeFilter{Whose: app.PracticeOfMine})
	if got := own[0]; got.ID != p.ID || got.State() != app.PracticeConfirmed || got.ConfirmedMinutes != 90 || got.Minutes != 120 || got.ByName != "罗永红" || got.Remark != "路上时间不计" {
		t.Errorf("the learner reads %+v", got)
	}
}

func TestAnEntryThatCannotBeIsRefused(t *testing.T) {
	w := newWorkbench(t)
	w.leaves(t, w.leader.Staff, "2026-02-28")
	tests := []struct {
		name   string
		change func(*app.PracticeDraft)
		want   app.Reason
	}{
		{"a day to come", func(d *app.PracticeDraft) { d.DoneOn = "2026-03-03" }, app.InTheFuture},
		{"a day before he came", func(d *app.PracticeDraft) { d.DoneOn = "2019-12-31" }, app.NotHereThen},
		{"more than a day has", func(d *app.PracticeDraft) { d.Minutes = 24*60 + 1 }, app.LongerThanADay},
		{"no time at all", func(d *app.PracticeDraft) { d.Minutes = 0 }, app.Missing},
		{"nothing said", func(d *app.PracticeDraft) { d.What = "  " }, app.Missing},
		{"no kind", func(d *app.PracticeDraft) { d.Kind = "" }, app.Missing},
		{"his own mentor", func(d *app.PracticeDraft) { d.Mentor = w.learner.Staff }, app.OwnMentor},
		{"a mentor who left", func(d *app.PracticeDraft) { d.Mentor = w.leader.Staff }, app.MentorLeft},
	}
	for _, tt := range tests {
		d := w.draft()
		tt.change(&d)
		if _, err := w.s.LogPractice(t.Context(), w.learner, d); refusedFor(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	if rows := w.rows(t, w.by, app.PracticeFilter{}); len(rows) != 0 {
		t.Errorf("kept all the same: %+v", rows)
	}
}

func TestTheEntriesOfADayAreNoLongerThanIt(t *testing.T) {
	w := newWorkbench(t)
	d := w.draft()
	d.Minutes = 20 * 60
	first := w.log(t, d)
	d.Case, d.Minutes = app.CaseID{}, 4*60+1
	if _, err := w.s.LogPractice(t.Context(), w.learner, d); refusedFor(err) != app.DayIsFull {
		t.Fatalf("more than 24 hours of one day: %v", err)
	}
	b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, d)
	if err != nil || b.OfDay != 20*60 {
		t.Errorf("of that day are logged %d minutes: %v", b.OfDay, err)
	}
	changed := first.Draft()
	changed.Minutes = 24 * 60
	if _, err := w.s.ChangePractice(t.Context(), w.learner, first, changed); err != nil {
		t.Errorf("an entry stands in its own way: %v", err)
	}
	w.settle(t, w.mentor, app.PracticeVerdict{Refused: true, Remark: "时间不实"}, w.rows(t, w.mentor, app.PracticeFilter{})[0].Practice)
	w.log(t, d) // what was refused takes no time of the day
}

func TestWhoLeftLogsNothingAfterHisLastDay(t *testing.T) {
	w := newWorkbench(t)
	w.leaves(t, w.learner.Staff, "2026-02-26")
	for _, day := range []app.Day{"2026-02-27", "2026-02-26"} {
		d := w.draft()
		d.DoneOn = day
		if _, err := w.s.LogPractice(t.Context(), w.learner, d); refusedFor(err) != app.NotHereThen {
			t.Errorf("after leaving, of %s: %v", day, err)
		}
	}
}

func TestACaseOfOthersIsTakenAndTheMentorIsTold(t *testing.T) {
	w := newWorkbench(t)
	other := datatest.Case(t, w.s, w.customer, "申请核对抄表示数")
	d := w.draft()
	d.Case = other.ID
	b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, d)
	if got := b.Warnings(); err != nil || len(got) != 1 || got[0] != app.CaseOfOthers {
		t.Errorf("the learner is warned of %v: %v", got, err)
	}
	w.log(t, d)
	if got := w.rows(t, w.mentor, app.PracticeFilter{})[0].Warnings; len(got) != 1 || got[0] != app.CaseOfOthers {
		t.Errorf("the mentor is told %v", got)
	}
}

func TestWhoOnceOwnedACaseHasAHandInIt(t *testing.T) {
	w := newWorkbench(t)
	page, err := w.s.CasePage(t.Context(), w.by, w.deed.ID)
	if err != nil {
		t.Fatal(err)
	}
	if done, left, err := w.s.AssignCases(t.Context(), w.by, []app.Case{page.Case.Case}, w.mentor.Staff, "调岗"); err != nil || len(done) != 1 {
		t.Fatal(left, err)
	}
	b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, w.draft())
	if err != nil || b.CaseOfOthers {
		t.Errorf("the case counts as one of others: %v", err)
	}
}

func TestTheSameCaseTwiceForACourseIsToldToBoth(t *testing.T) {
	w := newWorkbench(t)
	w.log(t, w.draft())
	b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, w.draft())
	if got := b.Warnings(); err != nil || len(got) != 1 || got[0] != app.CaseAgain {
		t.Errorf("the learner is warned of %v: %v", got, err)
	}
	w.log(t, w.draft())
	for _, row := range w.rows(t, w.mentor, app.PracticeFilter{}) {
		if len(row.Warnings) != 1 || row.Warnings[0] != app.CaseAgain {
			t.Errorf("the mentor is told %v", row.Warnings)
		}
	}
	elsewhere := w.draft()
	elsewhere.Course = w.courses["reading"].ID
	if b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, elsewhere); err != nil || b.CaseAgain {
		t.Errorf("for another course it counts as again: %v", err)
	}
}

func TestAVisitOfOthersAndTheSameTwiceAreTold(t *testing.T) {
	w := newWorkbench(t)
	v, err := w.s.StartVisit(t.Context(), w.by, w.customer.ID, "2026-03-02")
	if err != nil {
		t.Fatal(err)
	}
	d := w.draft()
	d.Case, d.Visit = app.CaseID{}, v.ID
	w.log(t, d)
	b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, d)
	if got := b.Warnings(); err != nil || len(got) != 2 || got[0] != app.VisitOfOthers || got[1] != app.VisitAgain {
		t.Errorf("warned of %v: %v", got, err)
	}
	if row := w.rows(t, w.mentor, app.PracticeFilter{Visit: v.ID}); len(row) != 1 || row[0].VisitNo == "" || row[0].VisitTo != "李晓明" {
		t.Errorf("the visit is used as practice by %+v", row)
	}
}

func TestASettledEntryStaysAsItIs(t *testing.T) {
	w := newWorkbench(t)
	for _, v := range []app.PracticeVerdict{{}, {Refused: true, Remark: "写清做了什么"}} {
		p := w.log(t, w.draft())
		w.settle(t, w.mentor, v, p)
		if _, err := w.s.ChangePractice(t.Context(), w.learner, p, w.draft()); refusedFor(err) != app.EntrySettled {
			t.Errorf("changed after %+v: %v", v, err)
		}
		if err := w.s.DropPractice(t.Context(), w.learner, p); refusedFor(err) != app.EntrySettled {
			t.Errorf("dropped after %+v: %v", v, err)
		}
		if _, err := w.s.SettlePractice(t.Context(), w.mentor, []app.Practice{p}, app.PracticeVerdict{}); refusedFor(err) != app.EntrySettled {
			t.Errorf("settled twice after %+v: %v", v, err)
		}
	}
}

func TestAWaitingEntryIsChangedAndDroppedByItsLearnerAlone(t *testing.T) {
	w := newWorkbench(t)
	p := w.log(t, w.draft())
	d := p.Draft()
	d.Minutes = 60
	if _, err := w.s.ChangePractice(t.Context(), w.by, p, d); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("changed by somebody else: %v", err)
	}
	if err := w.s.DropPractice(t.Context(), w.mentor, p); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("dropped by somebody else: %v", err)
	}
	now, err := w.s.ChangePractice(t.Context(), w.learner, p, d)
	if err != nil || now.Minutes != 60 {
		t.Fatalf("changed to %+v: %v", now, err)
	}
	if _, err := w.s.SettlePractice(t.Context(), w.mentor, []app.Practice{p}, app.PracticeVerdict{}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("what was changed meanwhile is confirmed: %v", err)
	}
	if err := w.s.DropPractice(t.Context(), w.learner, now); err != nil {
		t.Fatal(err)
	}
	if rows := w.rows(t, w.by, app.PracticeFilter{}); len(rows) != 0 {
		t.Errorf("still there: %+v", rows)
	}
}

func TestWhoMaySettleAnEntry(t *testing.T) {
	w := newWorkbench(t)
	counter := w.hire(t, "MY031", "李春梅", app.Counter, "counter")
	supervisor := w.hire(t, "MY032", "沙马·拉日", app.Supervisor, "supervisor")
	tests := []struct {
		name string
		by   app.Actor
		want error
	}{
		{"a colleague who is not asked", counter, app.ErrNotAllowed},
		{"a leader, who only reads", w.leader, app.ErrNotAllowed},
		{"the mentor who is asked", w.mentor, nil},
		{"the trainer", w.trainer, nil},
		{"the supervisor", supervisor, nil},
	}
	for i, tt := range tests {
		d := w.draft()
		d.Case = app.CaseID{}
		d.DoneOn = app.Day("2026-02-10").AddDays(i)
		p := w.log(t, d)
		if _, err := w.s.SettlePractice(t.Context(), tt.by, []app.Practice{p}, app.PracticeVerdict{}); !errors.Is(err, tt.want) || tt.want == nil && err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	p, err := w.s.LogPractice(t.Context(), w.trainer, app.PracticeDraft{Kind: app.SelfStudy, DoneOn: "2026-02-10", Minutes: 30, What: "读规范"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.s.SettlePractice(t.Context(), w.trainer, []app.Practice{p}, app.PracticeVerdict{}); refusedFor(err) != app.OwnWork {
		t.Errorf("a trainer confirms his own: %v", err)
	}
}

func TestAVerdictThatCannotBeIsRefused(t *testing.T) {
	w := newWorkbench(t)
	p := w.log(t, w.draft())
	for name, tt := range map[string]struct {
		v    app.PracticeVerdict
		want app.Reason
	}{
		"more than claimed":        {app.PracticeVerdict{Minutes: 121}, app.MoreThanClaimed},
		"fewer than none":          {app.PracticeVerdict{Minutes: -1}, app.Impossible},
		"refused without a reason": {app.PracticeVerdict{Refused: true, Remark: " "}, app.NeedsReason},
	} {
		if _, err := w.s.SettlePractice(t.Context(), w.mentor, []app.Practice{p}, tt.v); refusedFor(err) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestManyEntriesAreConfirmedAtOnceAndOthersLeft(t *testing.T) {
	w := newWorkbench(t)
	var seen []app.Practice
	for i := range 4 {
		d := w.draft()
		d.Case, d.DoneOn = app.CaseID{}, app.Day("2026-02-10").AddDays(i)
		seen = append(seen, w.log(t, d))
	}
	w.settle(t, w.mentor, app.PracticeVerdict{}, seen[1])
	own, err := w.s.LogPractice(t.Context(), w.trainer, app.PracticeDraft{Kind: app.SelfStudy, DoneOn: "2026-02-10", Minutes: 30, What: "读规范"})
	if err != nil {
		t.Fatal(err)
	}
	told := w.settle(t, w.trainer, app.PracticeVerdict{}, append(seen, own)...)
	if told.Done != 3 || told.Left != 2 || told.Minutes != 360 {
		t.Errorf("told %+v", told)
	}
	more := w.draft()
	more.Case, more.DoneOn = app.CaseID{}, "2026-02-20"
	if _, err := w.s.SettlePractice(t.Context(), w.trainer, []app.Practice{w.log(t, more), own}, app.PracticeVerdict{Refused: true}); refusedFor(err) != app.NeedsReason {
		t.Errorf("refused without a reason: %v", err)
	}
}

func TestAProtectedCaseIsShownOnlyToThoseNamedOnIt(t *testing.T) {
	w := newWorkbench(t)
	hidden, err := w.s.OpenCase(t.Context(), w.by, app.CaseDraft{
		Kind: app.Wrongdoing, Channel: "counter", Anonymous: true, Content: "反映有人索要好处", Secrecy: "protected", Owner: w.learner.Staff,
		Named: []app.StaffID{w.learner.Staff, w.trainer.Staff},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := w.draft()
	d.Case = hidden.ID
	if b, err := w.s.ForeseePractice(t.Context(), w.learner, app.PracticeID{}, d); err != nil || !b.Protected {
		t.Errorf("the learner is not warned: %+v, %v", b, err)
	}
	if _, err := w.s.LogPractice(t.Context(), w.mentor, app.PracticeDraft{Kind: app.OnTheJob, DoneOn: "2026-02-27", Minutes: 10, What: "x", Case: hidden.ID}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("named by somebody who may not see it: %v", err)
	}
	w.log(t, d)
	for name, see := range map[string]struct {
		by    app.Actor
		named bool
	}{"the learner": {w.learner, true}, "a trainer who is named": {w.trainer, true}, "the mentor": {w.mentor, false}, "a leader": {w.leader, false}} {
		row := w.rows(t, see.by, app.PracticeFilter{})[0]
		if see.named != (row.CaseNumber == hidden.Number) || see.named != (row.Case == hidden.ID) || see.named == row.CaseShut || !see.named && row.CaseKind != "" {
			t.Errorf("%s reads %q of kind %q, shut %v", name, row.CaseNumber, row.CaseKind, row.CaseShut)
		}
	}
	if rows := w.rows(t, w.mentor, app.PracticeFilter{Case: hidden.ID}); len(rows) != 0 {
		t.Errorf("the entry is found by the case: %+v", rows)
	}
	if told := w.settle(t, w.mentor, app.PracticeVerdict{}, w.rows(t, w.mentor, app.PracticeFilter{})[0].Practice); told.Done != 1 {
		t.Errorf("the mentor cannot confirm what he cannot open: %+v", told)
	}
	choices, err := w.s.PracticeChoices(t.Context(), w.mentor, app.PracticeOf{Case: hidden.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range choices.Cases {
		if c.ID == hidden.ID {
			t.Error("it is offered to the mentor")
		}
	}
}

func TestALearnerReadsHisOwnAndWhatAsksHim(t *testing.T) {
	w := newWorkbench(t)
	w.log(t, w.draft())
	if _, err := w.s.LogPractice(t.Context(), w.trainer, app.PracticeDraft{Kind: app.SelfStudy, DoneOn: "2026-02-10", Minutes: 30, What: "读规范"}); err != nil {
		t.Fatal(err)
	}
	counter := w.hire(t, "MY031", "李春梅", app.Counter, "counter")
	for name, tt := range map[string]struct {
		by   app.Actor
		want int
	}{"the learner": {w.learner, 1}, "the mentor": {w.mentor, 1}, "a colleague": {counter, 0}, "the trainer": {w.trainer, 2}, "a leader": {w.leader, 2}} {
		if rows := w.rows(t, tt.by, app.PracticeFilter{}); len(rows) != tt.want {
			t.Errorf("%s reads %d entries, want %d", name, len(rows), tt.want)
		}
		counts, err := w.s.PracticeCounts(t.Context(), tt.by, app.PracticeFilter{})
		if err != nil || counts[app.ViewWaiting] != int64(tt.want) {
			t.Errorf("%s counts %v: %v", name, counts, err)
		}
	}
	all, err := w.s.PracticeOrder(t.Context(), w.trainer, app.PracticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := w.s.PracticeAt(t.Context(), counter, all); err != nil || len(rows) != 0 {
		t.Errorf("by row numbers a colleague reads %d entries: %v", len(rows), err)
	}
}

func TestTheLogIsNarrowed(t *testing.T) {
	w := newWorkbench(t)
	w.log(t, w.draft())
	tests := map[string]struct {
		f    app.PracticeFilter
		want int
	}{
		"by name":           {app.PracticeFilter{Text: "晓燕"}, 1},
		"by staff number":   {app.PracticeFilter{Text: "MY021"}, 1},
		"by what was done":  {app.PracticeFilter{Text: "供电方案"}, 1},
		"by another word":   {app.PracticeFilter{Text: "抄表"}, 0},
		"by course":         {app.PracticeFilter{Course: w.courses["connection"].ID}, 1},
		"by another course": {app.PracticeFilter{Course: w.courses["reading"].ID}, 0},
		"by unit":           {app.PracticeFilter{Unit: w.by.Unit}, 1},
		"by another unit":   {app.PracticeFilter{Unit: app.OrgUnitID{9}}, 0},
		"by case":           {app.PracticeFilter{Case: w.deed.ID}, 1},
		"by person":         {app.PracticeFilter{Staff: w.mentor.Staff}, 0},
	}
	for name, tt := range tests {
		if rows := w.rows(t, w.trainer, tt.f); len(rows) != tt.want {
			t.Errorf("%s: %d entries, want %d", name, len(rows), tt.want)
		}
	}
}

func TestAnEntryFromAVisitBeginsWithItsDayAndSpan(t *testing.T) {
	w := newWorkbench(t)
	v, err := w.s.StartVisit(t.Context(), w.learner, w.customer.ID, "2026-02-26")
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.s.PracticeChoices(t.Context(), w.learner, app.PracticeOf{Visit: v.ID})
	if err != nil {
		t.Fatal(err)
	}
	if c.Begin.Visit != v.ID || len(c.Visits) == 0 || c.Visits[0].ID != v.ID {
		t.Errorf("begins with %+v among %d visits", c.Begin, len(c.Visits))
	}
	if len(c.Cases) == 0 || c.Cases[0].ID != w.deed.ID {
		t.Errorf("offers the cases %+v", c.Cases)
	}
	for _, m := range c.Mentors {
		if m.ID == w.learner.Staff {
			t.Error("he is offered as his own mentor")
		}
	}
	v.VisitedOn, v.BeganAt = "2026-02-26", 1_000_000
	v.EndedAt = v.BeganAt + 95*60_000
	if d := (app.PracticeDraft{}).Begun(v); d.Minutes != 95 || d.DoneOn != "2026-02-26" {
		t.Errorf("of a visit of 95 minutes begins with %+v", d)
	}
}

func TestTheLogOfPracticeReplays(t *testing.T) {
	w := newWorkbench(t)
	w.class(t, "connection", w.learner.Staff)
	d := w.draft()
	for i := range 8 {
		d.Case, d.DoneOn = app.CaseID{}, app.Day("2026-02-10").AddDays(i)
		w.settle(t, w.mentor, app.PracticeVerdict{}, w.log(t, d))
	}
	if _, err := w.s.SignOff(t.Context(), w.mentor, app.SignOffAsk{Staff: w.learner.Staff, Course: d.Course, On: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	changes, err := w.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 {
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, w.s.Path()), datatest.Dump(t, copied.Path())
	for table := range want {
		if want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
	if !strings.Contains(want["practice"], "低压新装") {
		t.Error("nothing was logged")
	}
}

func TestTheSampleCountyLearnsAtWork(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(400, 1, datatest.Now()), 400, ignore); err != nil {
		t.Fatal(err)
	}
	counts, err := s.PracticeCounts(t.Context(), by, app.PracticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if counts[app.ViewConfirmed] < counts[app.ViewAll]/2 || counts[app.ViewWaiting] == 0 || counts[app.ViewRefused] == 0 {
		t.Errorf("the county logged %v", counts)
	}
	rows, err := s.Practice(t.Context(), by, app.PracticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if len(r.Warnings) != 0 && r.Warnings[0] != app.CaseAgain && r.Warnings[0] != app.VisitAgain {
			t.Errorf("%s logged %s with %v", r.Name, r.What, r.Warnings)
		}
	}
}
