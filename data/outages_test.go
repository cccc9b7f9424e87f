package data_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// valley is two transformer areas on one line, one on another, and customers:
// two on the first area, one of them important, one on the second, one on the
// third, and one that names the line alone.
type valley struct {
	s     *data.Store
	by    app.Actor
	areas []app.TransformerArea
	cust  []app.Customer
}

func newValley(t testing.TB, s *data.Store) *valley {
	t.Helper()
	v := &valley{s: s, by: datatest.Actor(t, s)}
	for i, line := range []string{"丙谷一线", "丙谷一线", "得石一线"} {
		area, err := s.SaveTransformerArea(t.Context(), v.by, app.TransformerArea{}, app.TransformerArea{
			Code: fmt.Sprintf("T%05d", i+1), Name: fmt.Sprintf("丙谷%02d台区", i+1), Substation: line[:6] + "变", Line: line, AreaType: "rural",
		})
		if err != nil {
			t.Fatal(err)
		}
		v.areas = append(v.areas, area)
	}
	v.customer(t, "李晓明", app.Account{AccountNo: "5104000000011", TransformerArea: v.areas[0].ID}, "")
	v.customer(t, "丙谷镇卫生院", app.Account{AccountNo: "5104000000012", TransformerArea: v.areas[0].ID}, "second")
	v.customer(t, "阿木·曲比", app.Account{AccountNo: "5104000000013", TransformerArea: v.areas[1].ID}, "")
	v.customer(t, "王强", app.Account{AccountNo: "5104000000014", TransformerArea: v.areas[2].ID}, "")
	v.customer(t, "吉克·阿牛", app.Account{AccountNo: "5104000000015", Line: "丙谷一线"}, "")
	return v
}

func (v *valley) customer(t testing.TB, name string, a app.Account, grade string) {
	t.Helper()
	c, err := v.s.OpenCustomer(t.Context(), v.by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: name, ImportantGrade: grade}, Contact: app.Contact{Name: name, Mobile: "12900000001"}, Account: a,
	})
	if err != nil {
		t.Fatal(err)
	}
	v.cust = append(v.cust, c)
}

// draft is a planned outage of ten hours, eight days after the clock of tests.
func (v *valley) draft(scope ...app.GridPlace) app.OutageDraft {
	begins := datatest.Now().Add(8 * 24 * time.Hour)
	return app.OutageDraft{
		Kind: app.PlannedOutage, Scope: scope, Reason: "更换10kV开关", PlannedFrom: begins.UnixMilli(), PlannedTo: begins.Add(10 * time.Hour).UnixMilli(),
	}
}

func (v *valley) plan(t testing.TB, d app.OutageDraft) app.Outage {
	t.Helper()
	o, err := v.s.PlanOutage(t.Context(), v.by, d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// blackout is a fault that took the power so long ago.
func (v *valley) blackout(t testing.TB, ago time.Duration, scope ...app.GridPlace) app.Outage {
	t.Helper()
	return v.plan(t, app.OutageDraft{Kind: app.FaultOutage, Scope: scope, PlannedFrom: datatest.Now().Add(-ago).UnixMilli()})
}

func (v *valley) report(t testing.TB, customer int, content string) app.Case {
	t.Helper()
	c, err := v.s.OpenCase(t.Context(), v.by, app.CaseDraft{
		Kind: app.Fault, Channel: "hall_phone", Customer: v.cust[customer].ID, AreaType: "rural", Content: content,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (v *valley) affected(t testing.TB, id app.OutageID, only app.AffectedOnly) (rows []int64, names []string) {
	t.Helper()
	rows, err := v.s.AffectedOrder(t.Context(), v.by, id, only)
	if err != nil {
		t.Fatal(err)
	}
	found, err := v.s.AffectedAt(t.Context(), v.by, id, rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range found {
		names = append(names, a.Name)
	}
	return rows, names
}

func (v *valley) page(t testing.TB, id app.OutageID) app.OutagePage {
	t.Helper()
	page, err := v.s.OutagePage(t.Context(), v.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

var wholeLine = app.GridPlace{Substation: "丙谷变", Line: "丙谷一线"}

func TestAnOutageOfALineTakesInItsAreasAndItsAccounts(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	forecast, err := v.s.ForeseeOutage(t.Context(), v.by, v.draft(wholeLine))
	if err != nil {
		t.Fatal(err)
	}
	if c := forecast.Counts; c.Accounts != 4 || c.Customers != 4 || c.Important != 1 {
		t.Errorf("foreseen: %+v", c)
	}
	if len(forecast.Limits) != 1 || forecast.Limits[0].Source == "" || app.DayOf(time.UnixMilli(forecast.Limits[0].DueAt-1)) != "2026-03-03" {
		t.Errorf("notice by %+v", forecast.Limits)
	}
	o := v.plan(t, v.draft(wholeLine))
	if o.Status != app.OutagePlanned || !strings.HasPrefix(o.Number, "TD-"+v.s.DeviceCode()) {
		t.Errorf("planned as %+v", o)
	}
	_, names := v.affected(t, o.ID, app.AffectedAll)
	if len(names) != 4 || names[0] != "丙谷镇卫生院" || slices.Contains(names, "王强") {
		t.Errorf("without power: %v, want the important user first and nobody of the other line", names)
	}
	area := v.plan(t, v.draft(app.GridPlace{TransformerArea: v.areas[1].ID}))
	if _, names = v.affected(t, area.ID, app.AffectedAll); len(names) != 1 || names[0] != "阿木·曲比" {
		t.Errorf("of one area: %v", names)
	}
}

func TestAnAccountThatLeftIsNotToldOfAnOutage(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.plan(t, v.draft(wholeLine))
	page, err := v.s.CustomerPage(t.Context(), v.by, v.cust[2].ID)
	if err != nil {
		t.Fatal(err)
	}
	closed := page.Accounts[0]
	closed.Status = "closed"
	if _, err := v.s.SaveAccount(t.Context(), v.by, page.Accounts[0], closed, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if err := v.s.WithdrawCustomer(t.Context(), v.by, v.cust[0], app.Why{}); err != nil {
		t.Fatal(err)
	}
	if _, names := v.affected(t, o.ID, app.AffectedAll); len(names) != 2 {
		t.Errorf("without power: %v", names)
	}
}

func TestOneRecordProvesThatManyWereTold(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.plan(t, v.draft(wholeLine))
	rows, _ := v.affected(t, o.ID, app.AffectedAll)
	poster := app.NoticeDraft{Channel: "poster", Result: app.NoticeReached, Note: "7社公告栏"}
	told, err := v.s.RecordNotices(t.Context(), v.by, o.ID, rows[1:], poster)
	if err != nil || told != 3 {
		t.Fatalf("%d told: %v", told, err)
	}
	if _, err := v.s.RecordNotices(t.Context(), v.by, o.ID, rows[:1], app.NoticeDraft{Channel: "phone", Result: app.NoticeNotReached}); err != nil {
		t.Fatal(err)
	}
	if c := v.page(t, o.ID).Counts; c.Told != 3 || c.ImportantTold != 0 || c.NotReached != 1 {
		t.Errorf("counted %+v", c)
	}
	untold, names := v.affected(t, o.ID, app.AffectedUntold)
	if len(names) != 1 || names[0] != "丙谷镇卫生院" {
		t.Errorf("not told: %v", names)
	}
	if _, err := v.s.RecordNotices(t.Context(), v.by, o.ID, untold, app.NoticeDraft{Channel: "visit", Result: app.NoticeRefused}); err != nil {
		t.Fatal(err)
	}
	if c := v.page(t, o.ID).Counts; c.Told != 4 || c.ImportantTold != 1 || c.NotReached != 0 {
		t.Errorf("who would not sign has been told: %+v", c)
	}
	found, err := v.s.AffectedAt(t.Context(), v.by, o.ID, rows[:2])
	if err != nil || found[0].Result != app.NoticeRefused || found[0].Channel != "visit" || found[1].Note != "7社公告栏" || found[1].Phone == "" {
		t.Errorf("proof reads %+v: %v", found, err)
	}
}

func TestAnotherStartMustBeToldAnew(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	d := v.draft(wholeLine)
	o := v.plan(t, d)
	rows, _ := v.affected(t, o.ID, app.AffectedAll)
	if _, err := v.s.RecordNotices(t.Context(), v.by, o.ID, rows, app.NoticeDraft{Channel: "sms", Result: app.NoticeReached}); err != nil {
		t.Fatal(err)
	}
	o, err := v.s.MoveOutage(t.Context(), v.by, o, app.OutageStep{To: app.OutageAnnounced})
	if err != nil || o.NotifiedAt != datatest.Now().UnixMilli() {
		t.Fatalf("announced %+v: %v", o, err)
	}
	d.PlannedFrom += time.Hour.Milliseconds()
	d.Scope = []app.GridPlace{{TransformerArea: v.areas[0].ID}, {TransformerArea: v.areas[0].ID}}
	if o, err = v.s.ChangeOutage(t.Context(), v.by, o, d); err != nil || o.Status != app.OutagePlanned {
		t.Fatalf("changed to %s: %v", o.Status, err)
	}
	page := v.page(t, o.ID)
	if page.Counts.Accounts != 2 || page.Counts.Told != 0 || len(page.Parts) != 1 || page.Outage.Scope != "丙谷01台区" {
		t.Errorf("after the change: %+v of %s", page.Counts, page.Outage.Scope)
	}
	history, err := v.s.History(t.Context(), v.by, "outages", o.ID)
	if err != nil || len(history) < 4 {
		t.Errorf("%d changes are told: %v", len(history), err)
	}
}

func TestTwoClerksOnOneOutage(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.plan(t, v.draft(wholeLine))
	if _, err := v.s.MoveOutage(t.Context(), v.by, o, app.OutageStep{To: app.OutageCancelled, Reason: "天气不允许"}); err != nil {
		t.Fatal(err)
	}
	if _, err := v.s.MoveOutage(t.Context(), v.by, o, app.OutageStep{To: app.OutageAnnounced}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the second clerk is told %v", err)
	}
}

func TestARefusedOutageSpendsNoNumberAndLeavesNothing(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	before := datatest.Dump(t, v.s.Path())
	if _, err := v.s.PlanOutage(t.Context(), v.by, v.draft()); err == nil {
		t.Fatal("nothing loses power and it was planned")
	}
	for table, rows := range datatest.Dump(t, v.s.Path()) {
		if rows != before[table] {
			t.Errorf("%s was written", table)
		}
	}
	if o := v.plan(t, v.draft(wholeLine)); !strings.HasSuffix(o.Number, "-001") {
		t.Errorf("the first has the number %s", o.Number)
	}
}

func TestReportsOfOneOutageAreLinkedAndComeBackAtItsEnd(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	first, second, other := v.report(t, 0, "整村无电"), v.report(t, 2, "停电了"), v.report(t, 3, "跳闸")
	similar, err := v.s.SimilarFaults(t.Context(), v.by, app.GridPlace{TransformerArea: v.areas[0].ID}, 6*time.Hour)
	if err != nil || len(similar) != 2 || similar[0].ID != first.ID {
		t.Fatalf("of the same line: %+v: %v", similar, err)
	}
	o := v.blackout(t, 20*time.Minute, wholeLine)
	if reports, err := v.s.UnlinkedFaults(t.Context(), v.by, o.ID); err != nil || len(reports) != 2 {
		t.Errorf("%d reports may be of it, want the two of its line: %v", len(reports), err)
	}
	for _, c := range []app.Case{first, second} {
		if err := v.s.LinkFault(t.Context(), v.by, c.ID, o.ID); err != nil {
			t.Fatal(err)
		}
	}
	if reports, err := v.s.UnlinkedFaults(t.Context(), v.by, o.ID); err != nil || len(reports) != 0 {
		t.Errorf("%d reports are left when all are linked: %v", len(reports), err)
	}
	page := v.page(t, o.ID)
	if len(page.Cases) != 2 || page.Outage.Faults != 2 || page.Outage.CaseStep != "arrive" || page.Outage.CaseDueAt != first.DueAt {
		t.Errorf("the page tells %d reports, due first %s at %d", len(page.Cases), page.Outage.CaseStep, page.Outage.CaseDueAt)
	}
	var no *app.Refusal
	if err := v.s.LinkFault(t.Context(), v.by, first.ID, v.blackout(t, time.Minute, wholeLine).ID); !errors.As(err, &no) || no.Reason != app.LinkedElsewhere {
		t.Errorf("a second outage for one report: %v", err)
	}
	if err := v.s.LinkFault(t.Context(), v.by, first.ID, o.ID); !errors.As(err, &no) || no.Reason != app.NothingToDo {
		t.Errorf("linked twice: %v", err)
	}
	consult := datatest.Case(t, v.s, v.cust[0], "申请校表")
	if err := v.s.LinkFault(t.Context(), v.by, consult.ID, o.ID); !errors.As(err, &no) || no.Reason != app.Impossible {
		t.Errorf("no fault report, and linked: %v", err)
	}
	if err := v.s.UnlinkFault(t.Context(), v.by, second.ID); err != nil {
		t.Fatal(err)
	}
	if err := v.s.LinkFault(t.Context(), v.by, other.ID, o.ID); err != nil {
		t.Fatal(err)
	}
	restored, open, err := v.s.RestoreOutage(t.Context(), v.by, o, app.OutageStep{Cause: "weather"})
	if err != nil || restored.Status != app.OutageRestored || restored.ActualTo == 0 || len(open) != 2 || open[0] != first.ID || open[1] != other.ID {
		t.Errorf("restored %s, open reports %v: %v", restored.Status, open, err)
	}
}

func TestAKnownOutageIsOfferedForItsPlaceAlone(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.blackout(t, time.Hour, wholeLine)
	v.plan(t, v.draft(wholeLine)) // still to come
	page, err := v.s.CustomerPage(t.Context(), v.by, v.cust[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		place app.GridPlace
		want  int
	}{
		"an account on the line":  {app.GridPlace{Account: page.Accounts[0].ID}, 1},
		"an area on the line":     {app.GridPlace{TransformerArea: v.areas[1].ID}, 1},
		"the line":                {wholeLine, 1},
		"an area of another line": {app.GridPlace{TransformerArea: v.areas[2].ID}, 0},
		"the line, elsewhere":     {app.GridPlace{Substation: "得石变", Line: "丙谷一线"}, 0},
	} {
		found, err := v.s.OutagesFor(t.Context(), v.by, tt.place)
		if err != nil || len(found) != tt.want || tt.want == 1 && found[0].ID != o.ID {
			t.Errorf("%s: %d outages, want %d: %v", name, len(found), tt.want, err)
		}
	}
}

func TestTheOutagesOfALineAreCounted(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	v.plan(t, v.draft(wholeLine)) // has not happened
	for _, ago := range []time.Duration{3 * 24 * time.Hour, 24 * time.Hour} {
		o := v.blackout(t, ago, app.GridPlace{TransformerArea: v.areas[0].ID})
		if _, _, err := v.s.RestoreOutage(t.Context(), v.by, o, app.OutageStep{Cause: "weather", At: o.ActualFrom + 90*time.Minute.Milliseconds()}); err != nil {
			t.Fatal(err)
		}
	}
	v.blackout(t, 10*time.Minute, wholeLine)
	today := app.DayOf(datatest.Now())
	for name, tt := range map[string]struct {
		place   app.GridPlace
		from    app.Day
		count   int64
		minutes int64
	}{
		"the line with what its areas went through": {wholeLine, today.AddDays(-30), 3, 190},
		"since two days":              {wholeLine, today.AddDays(-2), 2, 100},
		"the area":                    {app.GridPlace{TransformerArea: v.areas[0].ID}, today.AddDays(-30), 3, 190},
		"its neighbour on the line":   {app.GridPlace{TransformerArea: v.areas[1].ID}, today.AddDays(-30), 1, 10},
		"an area of another line":     {app.GridPlace{TransformerArea: v.areas[2].ID}, today.AddDays(-30), 0, 0},
		"today, the lasting one only": {wholeLine, today, 1, 10},
	} {
		h, err := v.s.OutageHistory(t.Context(), v.by, tt.place, tt.from, today)
		if err != nil || h.Count != tt.count || h.Minutes != tt.minutes || h.Name == "" {
			t.Errorf("%s: %d times, %d minutes of %q, want %d and %d: %v", name, h.Count, h.Minutes, h.Name, tt.count, tt.minutes, err)
		}
	}
}

func TestTheListOfOutagesNarrows(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	planned, fault := v.plan(t, v.draft(wholeLine)), v.blackout(t, time.Hour, app.GridPlace{TransformerArea: v.areas[2].ID})
	gone := v.plan(t, v.draft(wholeLine))
	if _, err := v.s.MoveOutage(t.Context(), v.by, gone, app.OutageStep{To: app.OutageCancelled, Reason: "改期"}); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		f    app.OutageFilter
		want []app.OutageID
	}{
		"under way":       {app.OutageFilter{View: app.OutagesNow}, []app.OutageID{fault.ID}},
		"to come":         {app.OutageFilter{View: app.OutagesAhead}, []app.OutageID{planned.ID}},
		"past":            {app.OutageFilter{View: app.OutagesPast}, []app.OutageID{gone.ID}},
		"of a line":       {app.OutageFilter{View: app.OutagesAhead, Text: "丙谷一"}, []app.OutageID{planned.ID}},
		"of an area":      {app.OutageFilter{Text: "丙谷03"}, []app.OutageID{fault.ID}},
		"by number":       {app.OutageFilter{Text: strings.ToLower(fault.Number)}, []app.OutageID{fault.ID}},
		"faults":          {app.OutageFilter{Kinds: []app.OutageKind{app.FaultOutage}}, []app.OutageID{fault.ID}},
		"of another word": {app.OutageFilter{Text: "没有"}, nil},
	} {
		order, err := v.s.OutageOrder(t.Context(), v.by, tt.f)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := v.s.OutagesAt(t.Context(), v.by, order)
		if err != nil {
			t.Fatal(err)
		}
		var got []app.OutageID
		for _, r := range rows {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %d outages, want %d", name, len(got), len(tt.want))
		}
	}
	counts, err := v.s.OutageCounts(t.Context(), v.by)
	if err != nil || counts[app.OutagesNow] != 1 || counts[app.OutagesAhead] != 1 || counts[app.OutagesPast] != 1 {
		t.Errorf("counted %v: %v", counts, err)
	}
}

func TestTheLogOfOutagesReplaysIntoAnEqualFile(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.plan(t, v.draft(wholeLine))
	rows, _ := v.affected(t, o.ID, app.AffectedAll)
	if _, err := v.s.RecordNotices(t.Context(), v.by, o.ID, rows, app.NoticeDraft{Channel: "sms", Result: app.NoticeReached}); err != nil {
		t.Fatal(err)
	}
	d := v.draft(app.GridPlace{TransformerArea: v.areas[0].ID})
	if _, err := v.s.ChangeOutage(t.Context(), v.by, o, d); err != nil {
		t.Fatal(err)
	}
	fault, c := v.blackout(t, time.Hour, wholeLine), v.report(t, 0, "无电")
	for range 2 {
		if err := v.s.LinkFault(t.Context(), v.by, c.ID, fault.ID); err != nil {
			t.Fatal(err)
		}
		if err := v.s.UnlinkFault(t.Context(), v.by, c.ID); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := v.s.Changes(t.Context(), 0, 1<<20)
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
	want, got := datatest.Dump(t, v.s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"outages", "outage_scopes", "outage_notices", "outage_cases"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
}

func TestEveryVerbOfOutagesIsAnnounced(t *testing.T) {
	var heard app.Changes
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true, OnChange: func(c app.Changes) { heard |= c },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	v := newValley(t, s)
	o := v.plan(t, v.draft(wholeLine))
	c := v.report(t, 0, "无电")
	rows, _ := v.affected(t, o.ID, app.AffectedAll)
	for name, verb := range map[string]func() error{
		"plan": func() error { _, err := s.PlanOutage(t.Context(), v.by, v.draft(wholeLine)); return err },
		"change": func() error {
			d := v.draft(wholeLine)
			d.Note = "x"
			_, err := s.ChangeOutage(t.Context(), v.by, o, d)
			return err
		},
		"notices": func() error {
			_, err := s.RecordNotices(t.Context(), v.by, o.ID, rows, app.NoticeDraft{Channel: "sms", Result: app.NoticeReached})
			return err
		},
		"link": func() error {
			return errors.Join(s.LinkFault(t.Context(), v.by, c.ID, o.ID), s.UnlinkFault(t.Context(), v.by, c.ID))
		},
	} {
		heard = 0
		if err := verb(); err != nil || heard&app.Outages == 0 {
			t.Errorf("%s announces %b: %v", name, heard, err)
		}
	}
}

func TestTheAffectedAccountsGoOutWithTheirProof(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.plan(t, v.draft(wholeLine))
	rows, _ := v.affected(t, o.ID, app.AffectedAll)
	job := app.ExportJob{
		Path: filepath.Join(t.TempDir(), "a.csv"), Format: app.CSV,
		Title: func(c string) string { return c }, Label: func(list, code string) string { return list + "/" + code },
	}
	n, err := v.s.ExportAffected(t.Context(), v.by, o.ID, rows, job, func(int64, int64) {})
	if err != nil || n != 4 {
		t.Errorf("%d went out: %v", n, err)
	}
}

func TestAFaultIsAcceptedAsPartOfAKnownOutage(t *testing.T) {
	v := newValley(t, datatest.Open(t))
	o := v.blackout(t, time.Hour, app.GridPlace{TransformerArea: v.areas[0].ID})
	page, err := v.s.CustomerPage(t.Context(), v.by, v.cust[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	v.report(t, 1, "卫生院无电")
	draft := app.CaseDraft{
		Kind: app.Fault, AreaType: "rural", Channel: "hall_phone", Customer: v.cust[0].ID, Account: page.Accounts[0].ID, Content: "家中无电",
	}
	p, err := v.s.Promise(t.Context(), v.by, draft)
	if err != nil || len(p.Outages) != 1 || p.Outages[0].ID != o.ID || len(p.Faults) != 1 {
		t.Fatalf("known there: %d outages, %d reports: %v", len(p.Outages), len(p.Faults), err)
	}
	draft.Outage = o.ID
	c := openCase(t, v.s, v.by, draft)
	if links := v.page(t, o.ID).Cases; len(links) != 1 || links[0].ID != c.ID {
		t.Errorf("linked to the outage: %v", links)
	}
}
