package data_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func TestATaskGoesToWhoIsResponsible(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	free := datatest.Customer(t, f.Store, "王芳", "5104000000012", "")
	draft := app.UseTaskDraft{Customers: []app.CustomerID{f.id(0), f.id(1), free.ID, f.id(0), {9}}, Month: 202602, About: app.AboutDeviation, Text: "了解用电减少的原因"}
	given, err := f.GiveUseTasks(ctx, f.by, draft)
	if err != nil || given != (app.UseTasksGiven{Given: 3, Left: 2, Nobody: 1, DueOn: "2026-03-09"}) {
		t.Fatalf("%+v: %v", given, err)
	}
	if again, err := f.GiveUseTasks(ctx, f.by, draft); err != nil || again.Given != 0 || again.Left != 5 {
		t.Errorf("given again: %+v, %v", again, err)
	}
	list, err := f.UseTasks(ctx, f.by, app.UseTaskFilter{Manager: f.people[1].ID, View: app.UseTasksOpen})
	if err != nil || len(list.Rows) != 1 || list.Rows[0].CustomerName != f.plants[1].Customer.Name || list.Rows[0].ManagerName != "罗永红" || list.Rows[0].ByName != f.by.Name {
		t.Fatalf("%+v: %v", list, err)
	}
	if d := trackedOf(t, f.deviations(app.DeviationFilter{}).Rows, f.id(1)); d.Task.ID != list.Rows[0].ID {
		t.Errorf("the deviation has task %+v", d.Task)
	}
	if mine, _ := f.UseTaskCounts(ctx, f.by, app.UseTaskFilter{Mine: true}); mine[app.UseTasksOpen] != 1 || mine[app.UseTasksLate] != 0 {
		t.Errorf("mine: %v", mine)
	}
	done, err := f.EndUseTask(ctx, f.by, list.Rows[0].UseTask, "停产检修")
	if err != nil || done.DoneOn != "2026-03-02" {
		t.Fatalf("%+v: %v", done, err)
	}
	if _, err := f.EndUseTask(ctx, f.by, list.Rows[0].UseTask, "x"); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("ended a second time from the same view: %v", err)
	}
	if all, _ := f.UseTasks(ctx, f.by, app.UseTaskFilter{}); len(all.Rows) != 3 || all.Rows[2].ID != done.ID || all.Counts[app.UseTasksDone] != 1 || all.Counts[app.UseTasksOpen] != 2 {
		t.Errorf("of all: %+v", all)
	}
	if again, err := f.GiveUseTasks(ctx, f.by, draft); err != nil || again.Given != 1 {
		t.Errorf("what is done may be asked again: %+v, %v", again, err)
	}
	if found, _ := f.UseTasks(ctx, f.by, app.UseTaskFilter{Text: "机砖"}); len(found.Rows) != 2 {
		t.Errorf("%d found by name", len(found.Rows))
	}
	if _, err := f.GiveUseTasks(ctx, f.by, app.UseTaskDraft{Month: 202602, About: app.AboutIdle, Text: "x"}); err == nil {
		t.Error("a task about nobody was given")
	}
}

func leadsOf(t *testing.T, f *trackedFile, filter app.LeadFilter) app.LeadList {
	t.Helper()
	list, err := f.Leads(t.Context(), f.by, filter)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestLeadsAreProposedOnceOrDismissed(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	grown := f.id(datatest.PlantGrown)
	list := leadsOf(t, f, app.LeadFilter{})
	if list.Last != 202602 || list.Limits != (app.LeadLimits{Capacity: 800, Growth: 200}) || len(list.Rows) != 1 || list.Rows[0].Customer != grown || !list.Rows[0].ByCapacity || !list.Rows[0].ByGrowth {
		t.Fatalf("%+v", list)
	}
	if list.Counts[app.LeadIdle] != 1 || list.Counts[app.LeadLost] != 1 {
		t.Errorf("counted %v", list.Counts)
	}
	if idle := leadsOf(t, f, app.LeadFilter{State: app.LeadIdle}); len(idle.Rows) != 1 || idle.Rows[0].Customer != f.id(datatest.PlantIdle) || idle.Rows[0].Idle != 6 {
		t.Errorf("idle: %+v", idle.Rows)
	}
	if lost := leadsOf(t, f, app.LeadFilter{State: app.LeadLost}); len(lost.Rows) != 1 || lost.Rows[0].Customer != f.id(datatest.PlantGone) || lost.Rows[0].Until != 202508 {
		t.Errorf("lost: %+v", lost.Rows)
	}

	if _, err := f.DismissLeads(ctx, f.by, []app.CustomerID{grown}, " "); err == nil {
		t.Error("dismissed without a reason")
	}
	done, err := f.DismissLeads(ctx, f.by, []app.CustomerID{grown, f.id(datatest.PlantSteady)}, "已谈过，暂无意向")
	if err != nil || done != (app.LeadsDone{Done: 1, Left: 1}) {
		t.Fatalf("%+v: %v", done, err)
	}
	if gone := leadsOf(t, f, app.LeadFilter{State: app.LeadDismissed}); len(gone.Rows) != 1 || gone.Rows[0].Decided.Reason != "已谈过，暂无意向" || gone.Rows[0].ByName != f.by.Name {
		t.Errorf("dismissed: %+v", gone.Rows)
	}
	account := f.plants[datatest.PlantGrown].Account.ID
	for _, month := range []int64{202512, 202601, 202602} { // its numbers grow
		u := use(account, 20_000)
		u.DemandW, u.PFPermille = 190_000, 900
		putUsage(t, f.Store, f.by, month, u)
	}
	proposal := []app.LeadProposal{{Customer: grown, Note: "容量利用率 106%（2026年2月）"}}
	if done, err = f.ProposeLeads(ctx, f.by, append(proposal, proposal...)); err != nil || done != (app.LeadsDone{Done: 1, Left: 1}) {
		t.Fatalf("%+v: %v", done, err)
	}
	all, err := f.Opportunities(ctx, f.by, grown)
	if err != nil || len(all) != 1 || all[0].Note != proposal[0].Note || all[0].Kind != "capacity" || all[0].Owner != f.people[0].ID || all[0].Stage != app.StageLead {
		t.Fatalf("%+v: %v", all, err)
	}
	if done, err = f.ProposeLeads(ctx, f.by, proposal); err != nil || done.Left != 1 {
		t.Errorf("proposed again while it is open: %+v, %v", done, err)
	}
	if open := leadsOf(t, f, app.LeadFilter{State: app.LeadProposed}); len(open.Rows) != 1 || open.Rows[0].Decided.Opportunity != all[0].ID {
		t.Errorf("proposed: %+v", open.Rows)
	}
	ended := all[0].Opportunity
	ended.Stage, ended.Result = app.StageLost, "客户自建光伏"
	if _, err := f.SaveOpportunity(ctx, f.by, all[0].Opportunity, ended); err != nil {
		t.Fatal(err)
	}
	if list := leadsOf(t, f, app.LeadFilter{}); len(list.Rows) != 1 {
		t.Errorf("after it came to nothing %d are new", len(list.Rows))
	}
}

func TestAChangedRuleFindsOtherLeads(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	leadsOf(t, f, app.LeadFilter{})
	rule := app.WatchRule{Code: app.WatchCapacity, Permille: 300, ValidFrom: "2026-03-02", Source: "公司通知"}
	kept, err := f.ChangeWatchRule(ctx, f.by, rule)
	if err != nil || kept.Version != 2 {
		t.Fatalf("%+v: %v", kept, err)
	}
	if list := leadsOf(t, f, app.LeadFilter{}); len(list.Rows) < 5 || list.Limits.Capacity != 300 {
		t.Errorf("%d leads under %+v", len(list.Rows), list.Limits)
	}
	if _, err := f.ChangeWatchRule(ctx, f.by, rule); err == nil {
		t.Error("the same again was a new version")
	}
	all, err := f.WatchRules(ctx, f.by)
	if err != nil || len(all) != 5 {
		t.Errorf("%d versions: %v", len(all), err)
	}
}

func TestAFigureBesideTheModelsIsKeptUntilItsMonthIsKnown(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	a := app.Adjustment{Customer: f.id(0), Month: 202603, Model: 10_000, KWh: 9_800, Reason: "检修三天"}
	kept, err := f.Adjust(ctx, f.by, a)
	if err != nil || !kept.Small || kept.Least != 50 || kept.KnownTo != 202602 || kept.Leaning != 0 {
		t.Fatalf("%+v: %v", kept, err)
	}
	a.KWh = 5_000
	if kept, err = f.Adjust(ctx, f.by, a); err != nil || kept.Small {
		t.Fatalf("%+v: %v", kept, err)
	}
	a.Month = 202602
	no := &app.Refusal{}
	if _, err = f.Adjust(ctx, f.by, a); !errors.As(err, &no) || no.Reason != app.MonthClosed {
		t.Errorf("a month that is known: %v", err)
	}
	later := a
	later.Month = 202604
	taken, err := f.Adjust(ctx, f.by, later)
	if err == nil {
		err = f.WithdrawAdjustment(ctx, f.by, taken.Adjustment)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.judge(202603, 0, 5_100)
	if err := f.WithdrawAdjustment(ctx, f.by, kept.Adjustment); !errors.As(err, &no) || no.Reason != app.MonthClosed {
		t.Errorf("taking back what is known: %v", err)
	}
}

// judge freezes a month for a plant and lets it come.
func (f *trackedFile) judge(month int64, plant int, kwh int64) {
	f.t.Helper()
	p := f.plants[plant]
	s, err := f.PutUsage(f.t.Context(), f.by, app.UsageDraft{Month: month, Source: "list", Rows: []app.AccountUse{use(p.Account.ID, kwh)}})
	if err != nil || s.Stored != 1 {
		f.t.Fatalf("%+v: %v", s, err)
	}
}

func TestErrorsCountOnlyWhatWasSaidBeforeTheMonthWasKnown(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	a := app.Adjustment{Customer: f.id(0), Month: 202603, Model: 10_000, KWh: 5_000, Reason: "环保停产"}
	for _, kwh := range []int64{9_000, 5_000} { // the later holds
		a.KWh = kwh
		if _, err := f.Adjust(ctx, f.by, a); err != nil {
			t.Fatal(err)
		}
	}
	datatest.Freeze(t, f.Store, f.by.Area, 202602, 1, data.FrozenForecast{Customer: f.id(0), Ahead: []app.MonthAhead{datatest.Around(202603, 10_000)}})
	f.judge(202603, 0, 5_200)
	report, err := f.ForecastErrors(ctx, f.by, app.ErrorAsk{})
	if err != nil || report.Ask.To != 202603 || len(report.Months) != 3 {
		t.Fatalf("%+v: %v", report, err)
	}
	march := report.Months[2]
	if march.Customers != 1 || march.Model != 4_800 || march.Expected != 200 || march.Adjusted != 1 || march.Helped != 1 {
		t.Errorf("March: %+v", march)
	}
	if added, _ := march.ValueAdded(); added != 885 { // 4,600 of 5,200
		t.Errorf("added %d ‰", added)
	}
	if report.All.Customers != 1+8+7 && report.All.Customers != 1+8+8 {
		t.Errorf("%d judged in all", report.All.Customers)
	}
	if len(report.Managers) != 2 {
		t.Errorf("%d managers", len(report.Managers))
	}
	if own, err := f.ForecastErrors(ctx, f.by, app.ErrorAsk{Manager: f.people[1].ID}); err != nil || len(own.Managers) != 1 || own.All.Adjusted != 0 {
		t.Errorf("of one manager: %+v, %v", own, err)
	}
	if unit, err := f.ForecastErrors(ctx, f.by, app.ErrorAsk{Unit: f.people[0].Unit, Months: 1}); err != nil || len(unit.Months) != 1 || unit.All.Customers != 1 {
		t.Errorf("of one unit and month: %+v, %v", unit, err)
	}
}

func TestALeaningIsLearnedFromTenFigures(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	for i := range 10 {
		month := app.AddMonths(202603, i)
		if _, err := f.Adjust(ctx, f.by, app.Adjustment{Customer: f.id(0), Month: month, Model: 10_000, KWh: 12_000, Reason: "估计增产"}); err != nil {
			t.Fatal(err)
		}
	}
	clock := datatest.Now().AddDate(1, 0, 0)
	later := datatest.OpenBy(t, reopened(t, f), func() time.Time { return clock })
	for i := range 10 {
		if off, known, err := later.Leaning(ctx, f.by); err != nil || known {
			t.Fatalf("after %d figures %d: %v", i, off, err)
		}
		putUsage(t, later, f.by, app.AddMonths(202603, i), use(f.plants[0].Account.ID, 10_000))
	}
	if off, known, err := later.Leaning(ctx, f.by); err != nil || !known || off != 200 {
		t.Errorf("leans %d, %v: %v", off, known, err)
	}
}

func reopened(t *testing.T, f *trackedFile) string {
	t.Helper()
	path := f.Path()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatPeopleDoAboutUseIsAnnouncedAndReplays(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	grown := f.id(datatest.PlantGrown)
	_, err := f.GiveUseTasks(ctx, f.by, app.UseTaskDraft{Customers: []app.CustomerID{grown}, Month: 202602, About: app.AboutLead, Text: "走访了解增容意向"})
	if err == nil {
		_, err = f.ProposeLeads(ctx, f.by, []app.LeadProposal{{Customer: grown, Note: "同比增长五成"}})
	}
	if err == nil {
		_, err = f.ExplainDeviation(ctx, f.by, app.DeviationReason{Customer: f.id(0), Month: 202602, Cause: app.CauseEvent, Reason: "停产"})
	}
	if err == nil {
		_, err = f.Adjust(ctx, f.by, app.Adjustment{Customer: f.id(0), Month: 202603, Model: 1, KWh: 0, Reason: "停产"})
	}
	if err == nil {
		_, err = f.ChangeWatchRule(ctx, f.by, app.WatchRule{Code: app.WatchGrowth, Permille: 250, ValidFrom: "2026-03-02"})
	}
	if err != nil {
		t.Fatal(err)
	}
	changes, err := f.Changes(ctx, 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(ctx, filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	if err := copied.Apply(ctx, changes); err != nil {
		t.Fatal(err)
	}
	want, got := datatest.Dump(t, f.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"use_tasks", "lead_decisions", "deviation_reasons", "adjustments", "watch_rules", "opportunities"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
}
