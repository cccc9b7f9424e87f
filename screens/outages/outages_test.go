package outages_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/outages"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is the tab of outages on a real store, driven without a display.
type bench struct {
	page   *screentest.Page
	store  *data.Store
	by     app.Actor
	area   *outages.Area
	said   string
	opened []desk.Route
	given  []exchange.ExportWhat
	now    time.Time
}

func open(t *testing.T, store *data.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	return openIn(t, words.English, store, runner, opts...)
}

func openIn(t *testing.T, language string, store *data.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, opts...), store: store, by: datatest.Actor(t, store), now: datatest.Now()}
	codes, err := store.Codes(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, codes), Runner: runner, Now: func() time.Time { return b.now }, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = append(b.opened, r) }, Back: func() {},
		Say: func(text string) { b.said = text }, Fail: func(err error) { t.Error(err) },
	}
	b.area = outages.New(d, store, func(what exchange.ExportWhat) { b.given = append(b.given, what) })
	b.page.Show(b.area.Content())
	return b
}

// valley is a line with two transformer areas and some customers, one of them
// an important user.
func valley(t *testing.T) *data.Store {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	names := []string{"李晓明", "丙谷镇卫生院", "阿木·曲比", "吉克·阿牛", "王强"}
	for i := range 2 {
		area, err := s.SaveTransformerArea(t.Context(), by, app.TransformerArea{}, app.TransformerArea{
			Code: fmt.Sprintf("T%05d", i+1), Name: fmt.Sprintf("丙谷%02d台区", i+1), Substation: "丙谷变", Line: "丙谷一线", AreaType: "rural",
		})
		if err != nil {
			t.Fatal(err)
		}
		for j, name := range names[i*2 : i*3+2] {
			c := app.CustomerDraft{
				Customer: app.Customer{Kind: app.Person, Name: name}, Contact: app.Contact{Name: name, Mobile: fmt.Sprintf("1290000000%d", i*2+j)},
				Account: app.Account{AccountNo: fmt.Sprintf("510400000001%d", i*2+j), Address: "米易县丙谷镇新村村7组", TransformerArea: area.ID},
			}
			if name == "丙谷镇卫生院" {
				c.Customer.Kind, c.Customer.ImportantGrade = app.Organisation, "second"
			}
			if _, err := s.OpenCustomer(t.Context(), by, c); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

var line = []app.GridPlace{{Substation: "丙谷变", Line: "丙谷一线"}}

func planned(t *testing.T, s *data.Store, days int) app.Outage {
	t.Helper()
	begins := app.DayOf(datatest.Now()).AddDays(days).Time().Add(8 * time.Hour)
	return plan(t, s, app.OutageDraft{
		Kind: app.PlannedOutage, Scope: line, Reason: "更换10kV柱上开关", Cause: "plan",
		PlannedFrom: begins.UnixMilli(), PlannedTo: begins.Add(9*time.Hour + 30*time.Minute).UnixMilli(),
	})
}

func blackout(t *testing.T, s *data.Store) app.Outage {
	t.Helper()
	return plan(t, s, app.OutageDraft{
		Kind: app.FaultOutage, Scope: line, Reason: "雷击断线", PlannedFrom: datatest.Now().Add(-40 * time.Minute).UnixMilli(),
		PlannedTo: datatest.Now().Add(2 * time.Hour).UnixMilli(),
	})
}

func plan(t *testing.T, s *data.Store, d app.OutageDraft) app.Outage {
	t.Helper()
	o, err := s.PlanOutage(t.Context(), datatest.Actor(t, s), d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// report is a fault report of the first customer.
func report(t *testing.T, s *data.Store) app.Case {
	t.Helper()
	by := datatest.Actor(t, s)
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.CustomersAt(t.Context(), by, order[:1])
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.OpenCase(t.Context(), by, app.CaseDraft{
		Kind: app.Fault, Channel: "hall_phone", Customer: rows[0].ID, AreaType: "rural", Content: "整村无电",
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (b *bench) outagePage(t *testing.T, id app.OutageID) app.OutagePage {
	t.Helper()
	p, err := b.store.OutagePage(t.Context(), b.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (b *bench) only(t *testing.T) app.OutagePage {
	t.Helper()
	order, err := b.store.OutageOrder(t.Context(), b.by, app.OutageFilter{})
	if err != nil || len(order) != 1 {
		t.Fatalf("%d outages are kept, want 1: %v", len(order), err)
	}
	rows, err := b.store.OutagesAt(t.Context(), b.by, order)
	if err != nil {
		t.Fatal(err)
	}
	return b.outagePage(t, rows[0].ID)
}

func TestAnOutageIsPlannedByKeys(t *testing.T) {
	b := open(t, valley(t), background.Inline())
	b.area.New()
	b.page.See("Choose a transformer area or line first.")
	b.page.TypeHere("planned")
	b.page.Press("Enter", "Tab")
	b.page.TypeHere("bgyx") // the line's initials
	b.page.Press("Enter")
	b.page.See("Accounts: 5, customers: 5")
	b.page.See("Important users: 1")
	b.page.Type("Power off from", "0310")
	b.page.See("03-03 Tue") // seven days before, told before saving
	b.page.See("供电监管办法（电监会令第27号）")
	b.page.Type("Work or reason", "更换开关")
	b.area.Save()
	p := b.only(t)
	if o := p.Outage; o.Kind != app.PlannedOutage || app.DayOf(time.UnixMilli(o.PlannedFrom)) != "2026-03-10" || p.Counts.Accounts != 5 ||
		o.PlannedTo-o.PlannedFrom != (10*time.Hour).Milliseconds() {
		t.Errorf("kept %+v", o)
	}
	b.page.See("Not announced")
	b.page.See("丙谷镇卫生院")
	if drafts, err := b.store.Drafts(t.Context(), b.by); err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts are left: %v", len(drafts), err)
	}
}

func TestAnIncompleteOutageSaysWhatIsMissing(t *testing.T) {
	b := open(t, valley(t), background.Inline())
	b.area.New()
	b.area.Save()
	b.page.See("Please fill in Kind.")
	b.page.TypeHere("temporary")
	b.page.Press("Enter")
	b.area.Save()
	b.page.See("Name at least one transformer area or line that loses power.")
	b.page.Type("Without power", "T00001")
	b.page.Press("Enter")
	b.area.Save()
	b.page.See("Please fill in Power off from.")
	b.page.Type("Power off from", "32.13")
	b.area.Save()
	b.page.See("Power off from cannot be read.")
	b.page.Type("Power off from", "03")
	b.page.Type("Power back by", "02")
	b.area.Save()
	b.page.See("Power back by lies before the start.")
	if order, _ := b.store.OutageOrder(t.Context(), b.by, app.OutageFilter{}); len(order) != 0 {
		t.Errorf("%d outages were kept", len(order))
	}
}

func TestALateNoticeIsToldBeforeSaving(t *testing.T) {
	b := open(t, valley(t), background.Inline())
	b.area.New()
	b.page.TypeHere("planned")
	b.page.Press("Enter")
	b.page.Type("Power off from", "04")
	b.page.See("Notice in time is no longer possible")
	b.page.Type("Power off from", "20")
	b.page.DontSee("Notice in time is no longer possible")
}

func TestAPlaceThatWasChosenCanBeTakenOff(t *testing.T) {
	b := open(t, valley(t), background.Inline())
	b.area.New()
	b.page.TypeHere("planned")
	b.page.Press("Enter")
	for _, code := range []string{"T00001", "T00002", "T00001"} {
		b.page.Type("Without power", code)
		b.page.Press("Enter")
	}
	b.page.See("Accounts: 5, customers: 5")
	b.page.Tap("丙谷01台区")
	b.page.See("Accounts: 3, customers: 3")
}

func TestLeavingTheFormKeepsItAsADraft(t *testing.T) {
	store := valley(t)
	b := open(t, store, background.Inline())
	b.area.New()
	b.page.TypeHere("planned")
	b.page.Press("Enter")
	b.page.Type("Without power", "T00002")
	b.page.Press("Enter")
	b.page.Type("Power off from", "0310")
	b.page.Type("Work or reason", "说到一半")
	if !b.area.Leave() {
		t.Fatal("Esc did not leave the form")
	}
	drafts, err := store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 1 || drafts[0].Form != outages.DraftForm {
		t.Fatalf("kept %+v: %v", drafts, err)
	}
	b.area.Show(desk.Route{Tab: desk.Outages, Draft: &drafts[0]})
	b.page.See("说到一半")
	b.page.See("丙谷02台区")
	b.area.Save()
	if p := b.only(t); p.Counts.Accounts != 3 || p.Outage.Reason != "说到一半" {
		t.Errorf("kept %+v", p.Outage)
	}
	if drafts, _ = store.Drafts(t.Context(), b.by); len(drafts) != 0 {
		t.Errorf("%d drafts after saving", len(drafts))
	}
}

func TestSavingTwicePlansOneOutage(t *testing.T) {
	runner, release := background.Held()
	b := open(t, valley(t), runner)
	release()
	b.area.New()
	release()
	b.page.TypeHere("planned")
	b.page.Press("Enter")
	b.page.Type("Without power", "T00002")
	b.page.Press("Enter")
	b.page.Type("Power off from", "0310")
	b.page.Type("Work or reason", "检修")
	b.area.Save()
	b.area.Save() // an impatient second press
	release()
	b.only(t)
}

func TestMarkedCustomersAreToldInOneRecord(t *testing.T) {
	store := valley(t)
	o := planned(t, store, 8)
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Outages, Outage: o.ID})
	b.page.See("0 / 5")
	b.page.Press("Home", "Space", "Space") // the first two: the important user leads
	b.area.Save()
	b.page.See("Accounts: 2")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Told by.")
	b.page.Type("Told by", "phone")
	b.page.Press("Enter")
	b.page.Press("Ctrl+Enter")
	b.page.See("2 / 5")
	b.page.See("1 / 1")
	if c := b.outagePage(t, o.ID).Counts; c.Told != 2 || c.ImportantTold != 1 {
		t.Errorf("told: %+v", c)
	}
	b.page.Tap("Not told yet")
	b.page.DontSee("丙谷镇卫生院")
	b.area.Save() // without a mark: the whole list
	b.page.Type("Told by", "poster")
	b.page.Press("Enter", "Ctrl+Enter")
	b.page.See("5 / 5")
	b.page.See("Nobody on this list.")
	if b.said != "Notice recorded. Accounts: 3" {
		t.Errorf("said %q", b.said)
	}
}

func TestAnOutageGoesOnByKeysAndTellsOfItsReports(t *testing.T) {
	store := valley(t)
	o, c := blackout(t, store), report(t, store)
	b := open(t, store, background.Inline())
	b.page.See("Power due back") // the list under way comes first
	b.area.Show(desk.Route{Tab: desk.Outages, Outage: o.ID})
	b.page.See("No report is linked.")
	b.page.Tap("Link reports…")
	b.page.See("整村无电")
	b.page.Press("Ctrl+Enter")
	b.page.See(c.Number)
	b.page.See("Crew on site") // the report's limit is nearer than the end
	b.area.GoOn()
	b.page.Press("Enter")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Cause.")
	b.page.Type("Cause", "weather")
	b.page.Press("Enter", "Ctrl+Enter")
	b.page.See("Power is back")
	if b.said != o.Number+" is now: Power is back  Linked reports still open: 1. Record their restoration." {
		t.Errorf("said %q", b.said)
	}
	if p := b.outagePage(t, o.ID); p.Outage.Status != app.OutageRestored || p.Outage.Cause != "weather" {
		t.Errorf("the outage is %+v", p.Outage.Outage)
	}
	b.page.See("丙谷一线: outages 1, minutes 40")
	b.page.Tap("Take off")
	b.page.See("No report is linked.")
}

func TestTheTimeLeftFollowsTheClock(t *testing.T) {
	store := valley(t)
	o := blackout(t, store)
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Outages, Outage: o.ID})
	b.page.See("2 h 0 min left")
	b.now = b.now.Add(90 * time.Minute)
	b.area.Tick(b.now)
	b.page.See("30 min left")
	b.now = b.now.Add(35*time.Minute + 10*time.Second)
	b.area.Tick(b.now)
	b.page.See("over by 6 min")
}

func TestTheAccountsOfAnOutageGoOut(t *testing.T) {
	store := valley(t)
	o := planned(t, store, 8)
	b := open(t, store, background.Inline())
	b.area.Export()
	if b.said == "" || len(b.given) != 0 {
		t.Errorf("from the list %d exports, said %q", len(b.given), b.said)
	}
	b.area.Show(desk.Route{Tab: desk.Outages, Outage: o.ID})
	b.area.Export()
	if len(b.given) != 1 || len(b.given[0].Rows) != 5 {
		t.Fatalf("given %+v", b.given)
	}
	job := app.ExportJob{
		Path: filepath.Join(t.TempDir(), "a.csv"), Format: app.CSV,
		Title: func(c string) string { return c }, Label: func(_, code string) string { return code },
	}
	if n, err := b.given[0].Run(context.Background(), b.given[0].Rows, job, func(int64, int64) {}); err != nil || n != 5 {
		t.Errorf("%d rows: %v", n, err)
	}
}

func TestAnOutageIsChanged(t *testing.T) {
	store := valley(t)
	o := planned(t, store, 8)
	if _, err := store.MoveOutage(t.Context(), datatest.Actor(t, store), o, app.OutageStep{To: app.OutageAnnounced}); err != nil {
		t.Fatal(err)
	}
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Outages, Outage: o.ID})
	b.page.Tap("Change")
	b.page.See("Change outage " + o.Number)
	b.page.See("Line 丙谷一线 (2 areas)")
	b.page.Type("Power off from", "0312")
	b.page.Type("Power back by", "0312")
	b.area.Save()
	if p := b.outagePage(t, o.ID); p.Outage.Status != app.OutagePlanned || app.DayOf(time.UnixMilli(p.Outage.PlannedFrom)) != "2026-03-12" {
		t.Errorf("another time leaves it %s", p.Outage.Status)
	}
}

func TestAHalfDoneChangeWaitsAsADraft(t *testing.T) {
	store := valley(t)
	o := planned(t, store, 8)
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Outages, Outage: o.ID})
	b.page.Tap("Change")
	b.area.Leave()
	if drafts, _ := store.Drafts(t.Context(), b.by); len(drafts) != 0 || b.said != "" {
		t.Errorf("%d drafts of a form nobody typed in, said %q", len(drafts), b.said)
	}
	b.page.Tap("Change")
	b.page.Type("Note", "带好接地线")
	b.area.Leave()
	drafts, err := store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts: %v", len(drafts), err)
	}
	b.area.Show(desk.Route{Tab: desk.Outages, Draft: &drafts[0]})
	b.page.See("Change outage " + o.Number)
	b.page.See("带好接地线")
	b.area.Save()
	if p := b.only(t); p.Outage.Note != "带好接地线" || p.Outage.PlannedFrom != o.PlannedFrom {
		t.Errorf("kept %+v", p.Outage.Outage)
	}
	if drafts, _ = store.Drafts(t.Context(), b.by); len(drafts) != 0 {
		t.Errorf("%d drafts after saving", len(drafts))
	}
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store := valley(t)
	ahead := planned(t, store, 8)
	planned(t, store, 4)
	fault, c := blackout(t, store), report(t, store)
	by := datatest.Actor(t, store)
	if err := store.LinkFault(t.Context(), by, c.ID, fault.ID); err != nil {
		t.Fatal(err)
	}
	rows, err := store.AffectedOrder(t.Context(), by, ahead.ID, app.AffectedAll)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.RecordNotices(t.Context(), by, ahead.ID, rows[:3], app.NoticeDraft{Channel: "wechat_group", Result: app.NoticeReached}); err != nil {
		t.Fatal(err)
	}
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {},
	} {
		opts = append(opts, screentest.Size(1180, 650))
		b := openIn(t, name[:2], store, background.Inline(), opts...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "outages-"+what+"-"+name+".png")) }
		shot("1-now")
		b.page.Tap(words.OutageView(app.OutagesAhead))
		shot("2-ahead")
		b.page.Tap(words.OutageView(app.OutagesPast))
		shot("3-empty")
		b.area.Show(desk.Route{Tab: desk.Outages, Outage: ahead.ID})
		shot("4-page")
		b.page.Press("Home", "Space", "Space")
		b.area.Save()
		b.page.Press("Ctrl+Enter")
		shot("5-notice")
		b.page.Press("Escape")
		b.area.GoOn()
		shot("6-steps")
		b.page.Press("Escape")
		b.area.Show(desk.Route{Tab: desk.Outages, Outage: fault.ID})
		shot("7-fault")
		b.area.New()
		b.page.TypeHere(map[string]string{"zh": "jh", "en": "pl"}[name[:2]])
		b.page.Press("Enter", "Tab")
		b.page.TypeHere("bg")
		shot("8-choosing")
		b.page.Press("Enter")
		b.page.TypeHere("T00002")
		b.page.Press("Enter", "Tab")
		b.page.Press("Tab", "Tab")
		b.page.TypeHere("5")
		shot("9-form")
		b.area.Save()
		shot("10-refused")
	}
}
