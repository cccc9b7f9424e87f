package data_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// district is a file with customers of several segments, none of them placed.
type district struct {
	s        *data.Store
	by       app.Actor
	mill     app.CustomerID
	school   app.CustomerID
	grandma  app.CustomerID
	manager  app.Staff
	leaving  app.Staff // until the end of June
	newcomer app.CustomerID
}

func newDistrict(t *testing.T) *district {
	t.Helper()
	d := &district{s: datatest.Open(t)}
	d.by = datatest.Actor(t, d.s)
	d.manager = d.hire(t, "MY021", "何晓燕", "")
	d.leaving = d.hire(t, "MY022", "罗永红", "2026-06-30")
	d.mill = d.take(t, "米易县兴隆机制砖厂", "hv", "C3031", "10kV", 400_000, d.leaving, d.manager)
	d.school = d.take(t, "米易县双沟小学", "lv_business", "P8321", "380V", 80_000, d.manager, app.Staff{})
	d.grandma = d.person(t, "阿木·曲比", "独居老人")
	d.newcomer = d.person(t, "徐刚䶮", "")
	return d
}

func (d *district) hire(t *testing.T, no, name string, until app.Day) app.Staff {
	t.Helper()
	s, err := d.s.SaveStaff(t.Context(), d.by, app.Staff{}, app.Staff{StaffNo: no, Name: name, Unit: d.by.Unit, Roles: []app.Role{app.Manager}, ValidFrom: "2019-03-01", ValidTo: until})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (d *district) take(t *testing.T, name, class, industry, voltage string, va int64, manager, deputy app.Staff) app.CustomerID {
	t.Helper()
	c, err := d.s.OpenCustomer(t.Context(), d.by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: name, Class: class, Industry: industry},
		Account:  app.Account{AccountNo: "51040000" + string(rune('1'+len(name)%9)) + class, Voltage: voltage, ContractedVA: va},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.s.Assign(t.Context(), d.by, app.Assignment{Customer: c.ID, Manager: manager.ID, Deputy: deputy.ID, FromOn: "2026-01-01"}); err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func (d *district) person(t *testing.T, name, care string) app.CustomerID {
	t.Helper()
	c, err := d.s.OpenCustomer(t.Context(), d.by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: name, Class: "resident", Care: care}})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func (d *district) customer(t *testing.T, id app.CustomerID) app.Customer {
	t.Helper()
	page, err := d.s.CustomerPage(t.Context(), d.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return page.Customer
}

func (d *district) proposals(t *testing.T) map[app.CustomerID]app.SegmentProposal {
	t.Helper()
	found, err := d.s.SegmentProposals(t.Context(), d.by, app.SegmentFilter{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[app.CustomerID]app.SegmentProposal{}
	for _, p := range found.Proposals {
		out[p.Customer] = p
	}
	return out
}

// confirm places everybody where the rules propose.
func (d *district) confirm(t *testing.T) {
	t.Helper()
	var all []app.SegmentProposal
	for _, p := range d.proposals(t) {
		all = append(all, p)
	}
	if told, err := d.s.ConfirmSegments(t.Context(), d.by, all); err != nil || told.Done != int64(len(all)) {
		t.Fatalf("confirmed %+v of %d: %v", told, len(all), err)
	}
}

func refusedFor(err error) app.Reason {
	if no, is := errors.AsType[*app.Refusal](err); is {
		return no.Reason
	}
	return ""
}

func TestSegmentsAreProposedAndConfirmedAtOnce(t *testing.T) {
	d := newDistrict(t)
	got := d.proposals(t)
	for id, want := range map[app.CustomerID]string{d.mill: "hv_industry", d.school: "public", d.grandma: "care", d.newcomer: "resident"} {
		if got[id].Placing.Segment != want || got[id].Was != "" {
			t.Errorf("%s is proposed as %q, want %q", got[id].Name, got[id].Placing.Segment, want)
		}
	}
	d.confirm(t)
	if left := d.proposals(t); len(left) != 0 {
		t.Errorf("still proposed: %+v", left)
	}
	if c := d.customer(t, d.mill); c.Segment != "hv_industry" {
		t.Errorf("the mill is kept in %q", c.Segment)
	}
	page, err := d.s.CustomerServices(t.Context(), d.by, d.grandma)
	if err != nil {
		t.Fatal(err)
	}
	if page.Segmenting.Because != "class is resident : resident\ncare set : noted" || page.By != "沈丽" || page.Version != 1 || page.Segmenting.FromOn != "2026-03-02" {
		t.Errorf("told is %+v by %s under version %d", page.Segmenting, page.By, page.Version)
	}
}

func TestAChangeOfDataProposesAgain(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	page, err := d.s.CustomerPage(t.Context(), d.by, d.mill)
	if err != nil {
		t.Fatal(err)
	}
	grown := page.Accounts[0]
	grown.ContractedVA = 1_250_000
	if _, err := d.s.SaveAccount(t.Context(), d.by, page.Accounts[0], grown, app.Why{}); err != nil {
		t.Fatal(err)
	}
	p := d.proposals(t)[d.mill]
	if p.Placing.Segment != "key" || p.Was != "hv_industry" || app.WriteHeld(p.Placing.Because) != "class is hv : hv\ncontracted_kva >= 1000 : 1250" {
		t.Errorf("proposed is %+v", p)
	}
}

func TestWhatNoLongerHoldsIsNotConfirmed(t *testing.T) {
	d := newDistrict(t)
	stale := d.proposals(t)[d.school]
	was := d.customer(t, d.school)
	now := was
	now.Industry = "C1461"
	if err := d.s.ChangeCustomer(t.Context(), d.by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	told, err := d.s.ConfirmSegments(t.Context(), d.by, []app.SegmentProposal{stale})
	if err != nil || told != (app.SegmentsConfirmed{Left: 1}) {
		t.Errorf("confirmed %+v: %v", told, err)
	}
	if c := d.customer(t, d.school); c.Segment != "" {
		t.Errorf("the school was placed in %q, which no rule says any more", c.Segment)
	}
}

func TestASegmentChosenByHandStaysUntilTheRulesSaySomethingNew(t *testing.T) {
	d := newDistrict(t)
	mill := d.customer(t, d.mill)
	if err := d.s.SetSegment(t.Context(), d.by, mill, "key", ""); refusedFor(err) != app.Missing {
		t.Errorf("without a reason: %v", err)
	}
	if err := d.s.SetSegment(t.Context(), d.by, mill, "golden", "x"); refusedFor(err) != app.Unknown {
		t.Errorf("a segment nobody knows: %v", err)
	}
	if err := d.s.SetSegment(t.Context(), d.by, mill, "key", "县重点项目"); err != nil {
		t.Fatal(err)
	}
	if p, again := d.proposals(t)[d.mill]; again {
		t.Errorf("proposed against the choice: %+v", p)
	}
	was := d.customer(t, d.mill)
	now := was
	now.ImportantGrade = "second"
	if err := d.s.ChangeCustomer(t.Context(), d.by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if p := d.proposals(t)[d.mill]; p.Placing.Segment != "important" || p.Was != "key" {
		t.Errorf("the rules say something new, but proposed is %+v", p)
	}
	history, err := d.s.History(t.Context(), d.by, "customers", d.mill)
	if err != nil || !slices.ContainsFunc(history, func(c app.FieldChange) bool {
		return c.Field == "segment" && c.New == "key" && c.Why.Note == "县重点项目"
	}) {
		t.Errorf("the history does not tell the reason: %+v %v", history, err)
	}
}

func TestARuleIsTriedBeforeItIsSaved(t *testing.T) {
	d := newDistrict(t)
	rule := app.SegmentRule{Segment: "key", Priority: 20, Conditions: "class is hv and contracted_kva >= 315", ValidFrom: "2026-03-02"}
	trial, err := d.s.TryRule(t.Context(), d.by, rule)
	if err != nil || trial.Takes != 1 || len(trial.Moves) != 1 || trial.Moves[0] != (app.SegmentMove{Was: "hv_industry", Now: "key", N: 1}) {
		t.Errorf("tried is %+v: %v", trial, err)
	}
	if d.proposals(t)[d.mill].Placing.Segment != "hv_industry" {
		t.Error("trying a rule has changed what is proposed")
	}
	saved, err := d.s.SaveSegmentRule(t.Context(), d.by, rule)
	if err != nil || saved.Version != 2 {
		t.Fatalf("saved as version %d: %v", saved.Version, err)
	}
	if d.proposals(t)[d.mill].Placing.Segment != "key" {
		t.Error("the new version is not asked")
	}
	growing := app.SegmentRule{Segment: "key", Priority: 20, Conditions: "growth > 15 and class is hv", ValidFrom: "2026-03-02"}
	if trial, err := d.s.TryRule(t.Context(), d.by, growing); err != nil || trial.NotKnown != 1 {
		t.Errorf("for the mill growth is not known: %+v %v", trial, err)
	}
	growing.Conditions = "growth > fast"
	_, err = d.s.TryRule(t.Context(), d.by, growing)
	if _, is := errors.AsType[*app.ConditionError](err); !is {
		t.Errorf("a rule with an error is tried: %v", err)
	}
	if _, err := d.s.SaveSegmentRule(t.Context(), d.by, growing); err == nil {
		t.Error("a rule with an error is saved")
	}
	twice := app.SegmentRule{Segment: "key", Priority: 70, Conditions: "class is hv", ValidFrom: "2026-03-02"}
	if _, err := d.s.SaveSegmentRule(t.Context(), d.by, twice); refusedFor(err) != app.AlreadyThere {
		t.Errorf("two rules of one priority: %v", err)
	}
}

func TestARuleAsksHowMuchIsUsed(t *testing.T) {
	d := newDistrict(t)
	page, err := d.s.CustomerPage(t.Context(), d.by, d.mill)
	if err != nil {
		t.Fatal(err)
	}
	for month := range int64(12) {
		use := app.MonthUse{Month: 202503 + month, Total: 10_000, Sharp: 1000, Peak: 5000, Flat: 2000, Valley: 2000}
		if month >= 10 {
			use.Month = 202601 + month - 10
		}
		_, err := d.s.PutUsage(t.Context(), d.by, app.UsageDraft{Month: use.Month, Rows: []app.AccountUse{{Account: page.Accounts[0].ID, MonthUse: use}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	rule := app.SegmentRule{Segment: "key", Priority: 20, Conditions: "class is hv and peak_share > 0.4", ValidFrom: "2026-03-02"}
	if trial, err := d.s.TryRule(t.Context(), d.by, rule); err != nil || trial.Takes != 1 {
		t.Errorf("tried is %+v: %v", trial, err)
	}
	if _, err := d.s.SaveSegmentRule(t.Context(), d.by, rule); err != nil {
		t.Fatal(err)
	}
	p := d.proposals(t)[d.mill].Placing
	if p.Segment != "key" || len(p.Because) != 2 || p.Because[1].Got == "" {
		t.Errorf("placed is %+v", p)
	}
	alone, err := d.s.CustomerServices(t.Context(), d.by, d.mill)
	if err != nil || app.WriteHeld(alone.Placing.Because) != app.WriteHeld(p.Because) {
		t.Errorf("alone he is placed because %+v: %v", alone.Placing, err)
	}
}

func TestAnAdministratorTriesRulesAndSeesNobody(t *testing.T) {
	d := newDistrict(t)
	admin := app.Actor{Staff: d.by.Staff, Roles: []app.Role{app.Admin}}
	if _, err := d.s.TryRule(t.Context(), admin, app.SegmentRule{Segment: "key", Priority: 20, Conditions: "class is hv"}); err != nil {
		t.Error(err)
	}
	if _, err := d.s.SegmentProposals(t.Context(), admin, app.SegmentFilter{}); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("an administrator reads whom the rules would move: %v", err)
	}
	clerk := app.Actor{Staff: d.by.Staff, Roles: []app.Role{app.Counter}}
	if _, err := d.s.ConfirmSegments(t.Context(), clerk, nil); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("the counter confirms segments: %v", err)
	}
}

func TestAManagerIsShownHerOwnProposals(t *testing.T) {
	d := newDistrict(t)
	manager := app.Actor{Staff: d.manager.ID, Roles: []app.Role{app.Manager}}
	found, err := d.s.SegmentProposals(t.Context(), manager, app.SegmentFilter{Mine: true})
	if err != nil || len(found.Proposals) != 1 || found.Proposals[0].Customer != d.school {
		t.Errorf("proposed is %+v: %v", found, err)
	}
	narrowed, err := d.s.SegmentProposals(t.Context(), d.by, app.SegmentFilter{Segment: "care", Was: app.NoSegment})
	if err != nil || len(narrowed.Proposals) != 1 || narrowed.Proposals[0].Customer != d.grandma {
		t.Errorf("narrowed is %+v: %v", narrowed, err)
	}
}

func (d *district) everybody() []app.CustomerID {
	return []app.CustomerID{d.mill, d.school, d.grandma, d.newcomer}
}

func (d *district) plan(t *testing.T, ids ...app.CustomerID) app.PlansMade {
	t.Helper()
	made, err := d.s.MakePlans(t.Context(), d.by, ids, app.ServicePlanAsk{From: "2026-03-02", Months: 12, Run: true})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (d *district) items(t *testing.T, f app.PlanItemFilter) []app.PlanItemRow {
	t.Helper()
	order, err := d.s.PlanItemOrder(t.Context(), d.by, f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := d.s.PlanItemsAt(t.Context(), d.by, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestPlansOfManyAreMadeInOneActionByTheirSegments(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	gone := d.person(t, "马海", "")
	was := d.customer(t, gone)
	if err := d.s.WithdrawCustomer(t.Context(), d.by, was, app.Why{}); err != nil {
		t.Fatal(err)
	}
	unplaced := d.person(t, "尔古", "")
	made := d.plan(t, append(d.everybody(), gone, unplaced, d.mill)...)
	if len(made.Plans) != 4 || len(made.Left) != 2 || refusedFor(made.Left[0].Why) != app.NotActive || refusedFor(made.Left[1].Why) != app.NotSegmented {
		t.Errorf("%d plans made, left %+v", len(made.Plans), made.Left)
	}
	again := d.plan(t, d.everybody()...)
	if len(again.Plans) != 0 || len(again.Left) != 4 || refusedFor(again.Left[0].Why) != app.PlanRuns {
		t.Errorf("a second plan for the same days: %+v", again)
	}
}

func TestCustomersOfASegmentWithoutAPlanAreFound(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	found := func(segment string) int {
		ids, err := d.s.CustomersWithoutPlan(t.Context(), d.by, app.SegmentFilter{Segment: segment})
		if err != nil {
			t.Fatal(err)
		}
		return len(ids)
	}
	if found("public") != 1 || found("key") != 0 {
		t.Errorf("without a plan are %d public and %d key customers", found("public"), found("key"))
	}
	made := d.plan(t, d.school)
	if found("public") != 0 {
		t.Error("the school has a plan and is still listed")
	}
	if err := d.s.EndPlan(t.Context(), d.by, made.Plans[0], "改为另一计划"); err != nil {
		t.Fatal(err)
	}
	if found("public") != 1 {
		t.Error("a plan that has ended still counts")
	}
}

func TestItemsGoToWhoIsResponsibleWhenTheyFallDue(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	d.plan(t, d.mill)
	for _, item := range d.items(t, app.PlanItemFilter{Customer: d.mill}) {
		want := d.leaving.ID
		if item.DueOn > "2026-06-30" { // he has left, his deputy has not
			want = d.manager.ID
		}
		if item.Owner != want {
			t.Errorf("%s on %s is given to %s", item.What, item.DueOn, item.OwnerName)
		}
	}
	d.plan(t, d.grandma) // nobody is responsible for her
	for _, item := range d.items(t, app.PlanItemFilter{Customer: d.grandma}) {
		if !item.Owner.IsZero() {
			t.Errorf("%s is given to %s", item.What, item.OwnerName)
		}
	}
}

func TestProposedPlansWaitForTheirConfirmation(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	made, err := d.s.MakePlans(t.Context(), d.by, []app.CustomerID{d.mill, d.school}, app.ServicePlanAsk{From: "2026-03-02", Months: 12})
	if err != nil {
		t.Fatal(err)
	}
	if items := d.items(t, app.PlanItemFilter{}); len(items) != 0 {
		t.Errorf("%d items of proposed plans are due", len(items))
	}
	if err := d.s.ConfirmPlans(t.Context(), d.by, made.Plans); err != nil {
		t.Fatal(err)
	}
	if items := d.items(t, app.PlanItemFilter{}); int64(len(items)) != made.Items {
		t.Errorf("%d items are due, want %d", len(items), made.Items)
	}
	if err := d.s.ConfirmPlans(t.Context(), d.by, made.Plans); !errors.Is(err, app.ErrChangedMeantime) && err != nil {
		t.Errorf("confirmed twice: %v", err)
	}
}

func TestATemplateThatChangesLeavesPlansAlone(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	d.plan(t, d.school)
	before := len(d.items(t, app.PlanItemFilter{Customer: d.school}))
	next := app.PlanTemplate{Code: "public_year", Segment: "public", ZH: "公共服务", EN: "Public service", Items: "visit every 1 : 走访 | Visit", ValidFrom: "2026-03-02"}
	saved, err := d.s.SavePlanTemplate(t.Context(), d.by, next)
	if err != nil || saved.Version != 2 {
		t.Fatalf("saved as version %d: %v", saved.Version, err)
	}
	if after := len(d.items(t, app.PlanItemFilter{Customer: d.school})); after != before {
		t.Errorf("a plan of %d items has %d now", before, after)
	}
	if again, err := d.s.MakePlans(t.Context(), d.by, []app.CustomerID{d.school}, app.ServicePlanAsk{From: "2027-03-02", Months: 12}); err != nil || again.Items != 12 {
		t.Errorf("the next plan has %d items: %v", again.Items, err)
	}
	next.Items = "picnic in 5 : 野餐 | Picnic"
	if _, err := d.s.SavePlanTemplate(t.Context(), d.by, next); refusedFor(err) != app.Unknown {
		t.Errorf("a kind of item nobody knows: %v", err)
	}
	next.Code, next.Items = "public_other", "visit in 5 : 走访 | Visit"
	if _, err := d.s.SavePlanTemplate(t.Context(), d.by, next); refusedFor(err) != app.AlreadyThere {
		t.Errorf("two templates of one segment: %v", err)
	}
}

func TestItemsAreDoneDroppedMovedAndListed(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	made := d.plan(t, d.mill)
	items := d.items(t, app.PlanItemFilter{Customer: d.mill})
	first, second, third := items[0].PlanItem, items[1].PlanItem, items[2].PlanItem
	done, err := d.s.FinishPlanItem(t.Context(), d.by, first, app.ItemEnd{On: "2026-03-02", Effect: "资料已核实"})
	if err != nil || done.Status != app.ItemDone {
		t.Fatalf("done is %+v: %v", done, err)
	}
	if _, err := d.s.FinishPlanItem(t.Context(), d.by, done, app.ItemEnd{On: "2026-03-02", Effect: "x"}); refusedFor(err) != app.PlanNotFromHere {
		t.Errorf("done twice: %v", err)
	}
	if _, err := d.s.DropPlanItem(t.Context(), d.by, second, "客户已停产"); err != nil {
		t.Fatal(err)
	}
	late := third
	late.DueOn, late.Owner = "2026-02-27", d.by.Staff
	if err := d.s.ChangePlanItem(t.Context(), d.by, third, late, app.Why{Note: "提前"}); err != nil {
		t.Fatal(err)
	}
	other := third
	other.DueOn = "2026-03-09"
	if err := d.s.ChangePlanItem(t.Context(), d.by, third, other, app.Why{}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("a change of what somebody else changed: %v", err)
	}
	own := app.PlanItem{What: "送安全用电宣传册", Kind: "bulletin", DueOn: "2026-03-20"}
	if _, err := d.s.AddPlanItem(t.Context(), d.by, made.Plans[0], own); err != nil {
		t.Fatal(err)
	}
	counts, err := d.s.PlanItemCounts(t.Context(), d.by, app.PlanItemFilter{})
	if err != nil || counts[app.ItemsOverdue] != 1 || counts[app.ItemsMonth] != 1 || counts[app.ItemsEnded] != 2 {
		t.Errorf("counted %v: %v", counts, err)
	}
	if mine := d.items(t, app.PlanItemFilter{View: app.ItemsOverdue, Mine: true}); len(mine) != 1 || mine[0].ID != third.ID {
		t.Errorf("mine is %+v", mine)
	}
	page, err := d.s.CustomerServices(t.Context(), d.by, d.mill)
	if err != nil || len(page.Plans) != 1 || len(page.Plans[0].Items) != len(items)+1 {
		t.Fatalf("the page has %+v: %v", page.Plans, err)
	}
	if err := d.s.EndPlan(t.Context(), d.by, page.Plans[0].ServicePlan, "客户销户"); err != nil {
		t.Fatal(err)
	}
	if open := d.items(t, app.PlanItemFilter{}); len(open) != 0 {
		t.Errorf("%d items of an ended plan are still due", len(open))
	}
	if ended := d.items(t, app.PlanItemFilter{View: app.ItemsEnded, Kind: "bulletin"}); len(ended) != 1 || ended[0].Effect != "客户销户" {
		t.Errorf("ended is %+v", ended)
	}
}

func TestVisitsThatPlansAskForAreHandedOver(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	d.plan(t, d.mill, d.school)
	due, err := d.s.PlanItemsDue(t.Context(), d.by, "2026-08-31")
	if err != nil || len(due) != 2 {
		t.Fatalf("handed over are %+v: %v", due, err)
	}
	for _, item := range due {
		if item.Kind != app.VisitItem || item.DueOn != "2026-08-31" {
			t.Errorf("handed over is %s on %s", item.Kind, item.DueOn)
		}
	}
	if zh, _ := app.TwoNames(due[0].What); !strings.HasPrefix(zh, "走访") {
		t.Errorf("what is done is %q", due[0].What)
	}
	was := d.customer(t, d.school)
	if err := d.s.WithdrawCustomer(t.Context(), d.by, was, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if due, err := d.s.PlanItemsDue(t.Context(), d.by, "2026-08-31"); err != nil || len(due) != 1 {
		t.Errorf("a withdrawn customer is still to be visited: %+v %v", due, err)
	}
}

func TestWhatIsNotKnownIsAskedAndCounted(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	gaps, err := d.s.Gaps(t.Context(), d.by, d.mill)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, g := range gaps {
		asked[g.Field] = true
	}
	if !asked["shifts"] || !asked["contact"] || !asked["uscc"] || asked["capacity"] {
		t.Errorf("asked of the mill is %v", asked)
	}
	limits, err := d.s.FreshnessLimits(t.Context(), d.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, was := range limits {
		if was.Group == "business" && was.Segment == "hv_industry" {
			now := was
			now.Months = 0
			if _, err := d.s.SaveFreshnessLimit(t.Context(), d.by, was, now); err != nil {
				t.Fatal(err)
			}
			if _, err := d.s.SaveFreshnessLimit(t.Context(), d.by, app.FreshnessLimit{}, app.FreshnessLimit{Group: "business", Segment: "hv_industry"}); refusedFor(err) != app.AlreadyThere {
				t.Errorf("two limits for one group and segment: %v", err)
			}
		}
	}
	fewer, err := d.s.Gaps(t.Context(), d.by, d.mill)
	if err != nil || len(fewer) != len(gaps)-7 {
		t.Errorf("%d gaps without the business, %d with it: %v", len(fewer), len(gaps), err)
	}
	counts, err := d.s.GapCounts(t.Context(), d.by)
	if err != nil {
		t.Fatal(err)
	}
	var customers, gapsOfAll int64
	for _, c := range counts {
		customers, gapsOfAll = customers+c.Customers, gapsOfAll+c.Gaps
		if c.Manager == d.leaving.ID && (c.Customers != 1 || c.Gaps != int64(len(fewer))) {
			t.Errorf("of the mill's manager are told %+v, want %d gaps", c, len(fewer))
		}
	}
	if customers != 4 || gapsOfAll <= int64(len(fewer)) {
		t.Errorf("counted %+v", counts)
	}
	shares, err := d.s.ProfileCompleteness(t.Context(), d.by, d.newcomer)
	if err != nil || len(shares) != 3 {
		t.Errorf("of a resident is asked %+v: %v", shares, err)
	}
}

func TestItemsGoOutAsASheet(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	d.plan(t, d.school)
	order, err := d.s.PlanItemOrder(t.Context(), d.by, app.PlanItemFilter{})
	if err != nil {
		t.Fatal(err)
	}
	job := app.ExportJob{
		Path: filepath.Join(t.TempDir(), "计划项.csv"), Format: app.CSV,
		Title: func(column string) string { return column },
		Label: func(_, code string) string { zh, _ := app.TwoNames(code); return zh },
	}
	n, err := d.s.ExportPlanItems(t.Context(), d.by, order, job, ignore)
	if err != nil || n != len(order) {
		t.Errorf("%d rows of %d went out: %v", n, len(order), err)
	}
}

func TestTheLogOfServicesReplaysIntoAnEqualFile(t *testing.T) {
	d := newDistrict(t)
	d.confirm(t)
	d.plan(t, d.mill, d.school)
	item := d.items(t, app.PlanItemFilter{})[0].PlanItem
	if _, err := d.s.FinishPlanItem(t.Context(), d.by, item, app.ItemEnd{On: "2026-03-02", Effect: "已完成"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.s.SaveSegmentRule(t.Context(), d.by, app.SegmentRule{Segment: "key", Priority: 20, Conditions: "class is hv", ValidFrom: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	changes, err := d.s.Changes(t.Context(), 0, 1<<20)
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
	want, got := datatest.Dump(t, d.s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"segment_rules", "segmentings", "plan_templates", "service_plans", "plan_items", "freshness_limits"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
}
