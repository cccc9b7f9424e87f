package data_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

var march = app.ServiceAsk{From: "2026-03-01", To: "2026-03-31", Scope: app.ScopeAll}

// serviceStore is a store whose clock a test may put on.
func serviceStore(t *testing.T) (s *data.Store, by app.Actor, later func(time.Duration)) {
	t.Helper()
	now := datatest.Now()
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return now }, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, datatest.Actor(t, s), func(d time.Duration) { now = now.Add(d) }
}

func served(t *testing.T, s *data.Store, by app.Actor, ask app.ServiceAsk) app.ServiceReport {
	t.Helper()
	r, err := s.ServiceReport(t.Context(), by, ask)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheReportCountsACaseAsItsPageDoes(t *testing.T) {
	s, by, later := serviceStore(t)
	other, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "9001", Name: "王强", ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	colleague := by
	colleague.Staff, colleague.Name = other.ID, other.Name
	note := func(who app.Actor, c app.Case, way string) {
		t.Helper()
		if err := s.NoteOnCase(t.Context(), who, c, app.CaseNote{Text: "联系客户", Contact: way}); err != nil {
			t.Fatal(err)
		}
	}
	var want app.ServiceSums
	for _, channel := range []string{"counter", "95598_phone"} {
		c := openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: channel, ContactName: "李晓明", Content: "咨询分时电价"})
		later(time.Hour)
		note(colleague, c, "phone")
		c = move(t, s, by, c, app.Progress{To: "assigned", Owner: by.Staff})
		c = move(t, s, by, c, app.Progress{To: "working"})
		later(2 * time.Hour)
		c = move(t, s, by, c, app.Progress{To: "wait_customer", Reason: "待客户补充资料", Evidence: "短信告知"})
		later(5 * time.Hour)
		note(colleague, c, "hall")
		note(by, c, app.ContactNotReached)
		c = move(t, s, by, c, app.Progress{To: "working"})
		later(time.Hour)
		c = move(t, s, by, c, app.Progress{To: "replied", Answer: "已答复"})
		later(time.Hour)
		c = move(t, s, by, c, app.Progress{To: "closed", Result: "已答复", Opinion: "satisfied"})
		later(time.Hour)
		page, err := s.CasePage(t.Context(), by, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		m := app.Measure(page.Case.Case, page.Steps, datatest.Now())
		want.Persons, want.Trips, want.Contacts = want.Persons+int64(m.Persons), want.Trips+int64(m.Trips), want.Contacts+int64(m.Contacts)
		want.Moves, want.Company, want.Customer = want.Moves+int64(m.Steps), want.Company+m.Company, want.Customer+m.Customer
	}
	got := served(t, s, by, march).All
	if want.Customer != 10*time.Hour || want.Trips != 3 {
		t.Fatalf("the pages say %+v", want)
	}
	if got.Persons != want.Persons || got.Trips != want.Trips || got.Contacts != want.Contacts || got.Moves != want.Moves || got.Company != want.Company || got.Customer != want.Customer {
		t.Errorf("the report says %+v, the pages %+v", got, want)
	}
}

func TestWhatIsOpenIsNoMean(t *testing.T) {
	s, by, later := serviceStore(t)
	for range 3 {
		openCase(t, s, by, app.CaseDraft{
			Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied",
		})
	}
	openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "还没有答复"})
	move(t, s, by, openCase(t, s, by, app.CaseDraft{Kind: app.Fault, AreaType: "urban", Channel: "counter", ContactName: "李晓明", Content: "误报"}), app.Progress{To: "cancelled", Reason: "误录"})
	later(20 * 24 * time.Hour)
	r := served(t, s, by, march)
	c := r.Kinds[0]
	if c.Accepted != 4 || c.Closed != 3 || c.Open != 1 || c.Overdue != 1 {
		t.Errorf("consultations: %+v", c)
	}
	if share := c.OfClosed(c.FirstContact); share != (app.Ratio{Sum: 3, Of: 3}) {
		t.Errorf("at first contact: %+v", share)
	}
	if c.Rated != 3 || c.Satisfied != 3 || c.Persons != 3 || c.Trips != 3 {
		t.Errorf("rated %d, satisfied %d, persons %d, trips %d, want 3 of each", c.Rated, c.Satisfied, c.Persons, c.Trips)
	}
	if f := r.Kinds[1]; f.Kind != app.Fault || f.Accepted != 1 || f.Closed != 0 || f.Open != 0 {
		t.Errorf("a cancelled fault counts as %+v", f)
	}
	if c.Limits.Met == 0 || c.Limits.Broken == 0 {
		t.Errorf("limits of consultations: %+v, want those of three met, those of one run out", c.Limits)
	}
}

func TestTheReportKeepsToItsSpanAndScope(t *testing.T) {
	s, by, later := serviceStore(t)
	openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "三月", Owner: by.Staff})
	later(31 * 24 * time.Hour)
	openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "四月"})
	elsewhere := by
	elsewhere.Unit[0]++
	for _, tt := range []struct {
		name string
		who  app.Actor
		ask  app.ServiceAsk
		want int64
	}{
		{"March", by, march, 1},
		{"both months", by, app.ServiceAsk{From: "2026-03-01", To: "2026-04-30", Scope: app.ScopeAll}, 2},
		{"mine", by, app.ServiceAsk{From: "2026-03-01", To: "2026-04-30", Scope: app.ScopeMine}, 1},
		{"my unit", by, app.ServiceAsk{From: "2026-03-01", To: "2026-04-30", Scope: app.ScopeUnit}, 2},
		{"another unit", elsewhere, app.ServiceAsk{From: "2026-03-01", To: "2026-04-30", Scope: app.ScopeUnit}, 0},
		{"the last day included", by, app.ServiceAsk{From: "2026-03-02", To: "2026-03-02", Scope: app.ScopeAll}, 1},
		{"a day without cases", by, app.ServiceAsk{From: "2026-03-03", To: "2026-03-03", Scope: app.ScopeAll}, 0},
	} {
		r := served(t, s, tt.who, tt.ask)
		order, err := s.CaseOrder(t.Context(), tt.who, tt.ask.Cases())
		if r.All.Accepted != tt.want || err != nil || int64(len(order)) != tt.want {
			t.Errorf("%s: %d cases in the report, %d in its list, want %d: %v", tt.name, r.All.Accepted, len(order), tt.want, err)
		}
	}
	_, err := s.ServiceReport(t.Context(), by, app.ServiceAsk{From: "2026-03-02", To: "2026-03-01"})
	refused(t, err, app.EndsBeforeStart)
}

func TestAProtectedCaseIsNoFigureForOthers(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "9001", Name: "纪检员", ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	openCase(t, s, by, app.CaseDraft{
		Kind: app.Wrongdoing, Channel: "letter", ContactName: "李晓明", Content: "反映有人收取好处费", Named: []app.StaffID{who.ID}, ExternalNo: "X-1",
		GreenReason: "other", GreenBy: by.Staff,
	})
	named := by
	named.Staff = who.ID
	if r := served(t, s, named, march); r.All.Accepted != 1 || len(r.Green) != 1 || len(r.Limits) == 0 {
		t.Errorf("who is named sees %+v", r)
	}
	if r := served(t, s, by, march); r.All.Accepted != 0 || len(r.Kinds) != 0 || len(r.Green) != 0 || len(r.Limits) != 0 {
		t.Errorf("who is not named sees %+v", r)
	}
}

func TestTheUseOfTheGreenChannelIsTold(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	for i := range 4 {
		d := app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied"}
		if i > 0 {
			d.GreenReason, d.GreenBy = "hardship", by.Staff
		}
		openCase(t, s, by, d)
	}
	r := served(t, s, by, march)
	if len(r.Green) != 1 {
		t.Fatalf("green %+v", r.Green)
	}
	g := r.Green[0]
	if g.Green != "hardship" || g.Accepted != 3 || g.Limits.Met == 0 || g.Beside.Of != 1 {
		t.Errorf("green %+v", g)
	}
	if len(g.Approvals) != 1 || g.Approvals[0] != (app.GreenApproval{Reason: "hardship", Name: "沈丽", N: 3}) {
		t.Errorf("approved by %+v", g.Approvals)
	}
}

func TestFiguresGoOutAsTheyStandOnView(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	f := app.Figures{Title: "方便", Columns: []app.FigureColumn{{Title: "类型"}, {Title: "受理", Number: true}, {Title: "一次解决率", Number: true}}, Rows: [][]string{{"业务咨询", "1,234", "75.0%"}, {"故障报修", "", "—"}}}
	path := filepath.Join(t.TempDir(), "figures.csv")
	n, err := s.ExportFigures(t.Context(), by, f, app.ExportJob{Path: path, Format: app.CSV})
	if err != nil || n != 2 {
		t.Fatalf("%d rows: %v", n, err)
	}
	got, _ := os.ReadFile(path)
	if want := "\ufeff类型,受理,一次解决率\r\n业务咨询,1234,75.0%\r\n故障报修,,—\r\n"; string(got) != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}

// Steps of two devices may meet in one life. They are put in past the door,
// since nothing carries them between computers yet.
func TestALifeWhoseStepsDoNotFollowOnEachOtherCountsForTheCompany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	s := datatest.OpenAt(t, path)
	by := datatest.Actor(t, s)
	openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `INSERT INTO case_steps (id, area, case_id, from_status, to_status, at, note, reason, forced, sy_hlc, sy_dev)
		SELECT randomblob(16), area, id, 'working', 'closed', accepted_at + 3600000, '', '', 0, 1, 1 FROM cases`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	s = datatest.OpenAt(t, path)
	if all := served(t, s, datatest.Actor(t, s), march).All; all.Company != time.Hour || all.Customer != 0 {
		t.Errorf("the company had it for %v, the customer for %v, want 1h and nothing", all.Company, all.Customer)
	}
}
