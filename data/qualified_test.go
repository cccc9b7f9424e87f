package data_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// academy is a file with people of two posts: what they have is told by each
// test. Its clock can be set.
type academy struct {
	s     *data.Store
	by    app.Actor
	now   time.Time
	clerk app.Staff
	other app.Staff
}

func newAcademy(t *testing.T) *academy {
	t.Helper()
	a := &academy{now: datatest.Now()}
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "academy.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return a.now }, WatchDoor: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	a.s, a.by = s, datatest.Actor(t, s)
	a.clerk = datatest.Colleague(t, s, "MY021", "罗永红", "counter")
	a.other = datatest.Colleague(t, s, "MY022", "李春梅", "counter")
	return a
}

func (a *academy) on(day app.Day) { a.now = day.Time().Add(10 * time.Hour) }

// completeAll gives somebody all that a counter clerk's qualification takes.
func (a *academy) completeAll(t *testing.T, who app.StaffID) {
	t.Helper()
	datatest.Completed(t, a.s, who, "2025-06-01", "2028-06-01", "policy", "connection")
	datatest.Completed(t, a.s, who, "2025-06-01", "2027-06-01", "service")
	datatest.Practised(t, a.s, who, app.SelfStudy, "2025-07-01", 600)
	datatest.Practised(t, a.s, who, app.OnTheJob, "2025-08-01", 1200)
}

func counterOf(who app.StaffID) app.QualificationOf {
	return app.QualificationOf{Staff: who, Qualification: data.SeedID[app.QualificationID]("qualifications", "counter")}
}

func (a *academy) state(t *testing.T, who app.StaffID) app.QualificationState {
	t.Helper()
	all, err := a.s.QualificationsOf(t.Context(), a.by, who)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d states: %v", len(all), err)
	}
	return all[0]
}

// grant grants the counter clerk's qualification to some.
func (a *academy) grant(t *testing.T, who ...app.StaffID) app.QualificationGrants {
	t.Helper()
	var of []app.QualificationOf
	for _, one := range who {
		of = append(of, counterOf(one))
	}
	g, err := a.s.GrantQualifications(t.Context(), a.by, of)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// granted is the last grant of the counter clerk's qualification.
func (a *academy) granted(t *testing.T, who app.StaffID) app.Qualified {
	t.Helper()
	all, err := a.s.GrantsOf(t.Context(), a.by, counterOf(who))
	if err != nil || len(all) == 0 {
		t.Fatalf("%d grants: %v", len(all), err)
	}
	return all[0]
}

func (a *academy) certificates(t *testing.T) []app.CertificateRow {
	t.Helper()
	all, err := a.s.Certificates(t.Context(), a.by, app.CertificateFilter{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatIsLackingIsTold(t *testing.T) {
	a := newAcademy(t)
	datatest.Completed(t, a.s, a.clerk.ID, "2023-03-01", "2026-03-01", "policy") // ended yesterday
	datatest.Completed(t, a.s, a.clerk.ID, "2024-03-02", "2026-03-02", "service")
	datatest.Practised(t, a.s, a.clerk.ID, app.SelfStudy, "2026-01-01", 480)
	datatest.Practised(t, a.s, a.clerk.ID, app.OnTheJob, "2026-01-01", 1200)
	s := a.state(t, a.clerk.ID)
	if s.Status != app.Unqualified || s.Study != (app.HoursPart{Have: 480, Need: 600}) || !s.Practice.Met() {
		t.Errorf("stands %s with study %+v and practice %+v", s.Status, s.Study, s.Practice)
	}
	want := map[string]app.Standing{"policy": app.StandingExpired, "service": app.StandingExpiring, "connection": app.StandingNone}
	for _, c := range s.Courses {
		if c.Standing != want[c.Course.Code] || c.Met != (c.Course.Code == "service") {
			t.Errorf("%s is %s, met %v", c.Course.Code, c.Standing, c.Met)
		}
	}
}

func TestAGrantEndsWithItsFirstCourseAndSaysSo(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	if s := a.state(t, a.clerk.ID); s.Status != app.ReadyToQualify || s.Until != "2027-06-01" || s.EndsBy != "service" {
		t.Fatalf("stands %s until %s by %q", s.Status, s.Until, s.EndsBy)
	}
	if g := a.grant(t, a.clerk.ID); len(g.Done) != 1 || len(g.Refused) != 0 {
		t.Fatalf("granted %d, refused %+v", len(g.Done), g.Refused)
	}
	s := a.state(t, a.clerk.ID)
	if s.Status != app.QualifiedToday || s.Last.UntilOn != "2027-06-01" || s.Last.FromOn != "2026-03-02" || s.Certificate.IsZero() {
		t.Errorf("stands %s: %+v", s.Status, s.Last)
	}
	if b := a.granted(t, a.clerk.ID).Basis(); len(b.Courses) != 3 || b.EndsBy != "service" || b.Practice.Have != 1200 {
		t.Errorf("the parts were kept as %+v", b)
	}
}

func TestRecertificationOpensByItselfAndLosesNoDay(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	a.on("2027-03-02") // 91 days before the end
	if s := a.state(t, a.clerk.ID); s.Status != app.QualifiedToday {
		t.Errorf("91 days before its end it stands %s", s.Status)
	}
	if g := a.grant(t, a.clerk.ID); len(g.Refused) != 1 || reason(g.Refused[0].Why) != app.RenewalNotOpen {
		t.Errorf("granted again too early: %+v", g)
	}
	a.on("2027-03-03")
	s := a.state(t, a.clerk.ID)
	if s.Status != app.QualifiedExpiring || s.Study != (app.HoursPart{Need: 300}) || s.Practice != (app.HoursPart{Need: 600}) || s.DaysLeft() != 90 {
		t.Errorf("it stands %s with %d days left, study %+v, practice %+v", s.Status, s.DaysLeft(), s.Study, s.Practice)
	}
	datatest.Practised(t, a.s, a.clerk.ID, app.SelfStudy, "2026-03-02", 300) // on the day of the grant: counted then
	datatest.Practised(t, a.s, a.clerk.ID, app.SelfStudy, "2026-03-03", 300)
	datatest.Practised(t, a.s, a.clerk.ID, app.OnTheJob, "2027-01-10", 600)
	if s = a.state(t, a.clerk.ID); s.Status != app.QualifiedExpiring || s.Study.Have != 300 {
		t.Errorf("with a course that ends with it, it stands %s, study %+v", s.Status, s.Study)
	}
	datatest.Completed(t, a.s, a.clerk.ID, "2027-03-01", "2029-06-01", "service")
	if s = a.state(t, a.clerk.ID); s.Status != app.ReadyToRenew || s.Until != "2028-06-01" {
		t.Fatalf("it stands %s, to be renewed until %s", s.Status, s.Until)
	}
	datatest.Completed(t, a.s, a.clerk.ID, "2027-03-01", "", "policy", "connection")
	if s = a.state(t, a.clerk.ID); s.Until != "2029-06-01" {
		t.Errorf("it would be renewed until %s", s.Until)
	}
	datatest.Completed(t, a.s, a.clerk.ID, "2027-03-01", "", "service")
	a.grant(t, a.clerk.ID)
	if s = a.state(t, a.clerk.ID); s.Status != app.QualifiedToday || s.Last.UntilOn != "2030-06-01" {
		t.Errorf("renewed until %s, want three years from the old end", s.Last.UntilOn)
	}
}

func TestItHoldsThroughItsLastDayAndIsOverOnTheNext(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	a.on("2027-06-01")
	if s := a.state(t, a.clerk.ID); !s.Valid() || s.Status != app.QualifiedExpiring {
		t.Errorf("on its last day it stands %s", s.Status)
	}
	a.on("2027-06-02")
	if s := a.state(t, a.clerk.ID); s.Valid() || s.Status != app.QualifiedExpired {
		t.Errorf("the day after it stands %s", s.Status)
	}
	datatest.Completed(t, a.s, a.clerk.ID, "2027-06-02", "", "service")
	datatest.Practised(t, a.s, a.clerk.ID, app.SelfStudy, "2027-01-01", 300)
	datatest.Practised(t, a.s, a.clerk.ID, app.OnTheJob, "2027-01-10", 600)
	if s := a.state(t, a.clerk.ID); s.Status != app.ReadyToQualify || s.Until != "2028-06-01" {
		t.Errorf("made up for, it stands %s until %s", s.Status, s.Until)
	}
}

func TestWhoLeftOrIsNotReadyAnyMoreIsRefusedAndTheRestGranted(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	gone := datatest.Colleague(t, a.s, "MY023", "周明", "counter")
	a.completeAll(t, gone.ID)
	now := gone
	now.ValidTo = "2026-03-01"
	if _, err := a.s.SaveStaff(t.Context(), a.by, gone, now); err != nil {
		t.Fatal(err)
	}
	of := []app.QualificationOf{counterOf(a.clerk.ID), counterOf(a.other.ID), counterOf(gone.ID), counterOf(a.clerk.ID), {Staff: a.clerk.ID}}
	seen, err := a.s.ForeseeGrants(t.Context(), a.by, of)
	if err != nil {
		t.Fatal(err)
	}
	if got := a.state(t, a.clerk.ID); got.Status != app.ReadyToQualify {
		t.Errorf("looking ahead granted it: %s", got.Status)
	}
	done, err := a.s.GrantQualifications(t.Context(), a.by, of)
	if err != nil || len(done.Done) != 1 || len(seen.Done) != 1 || len(done.Refused) != len(seen.Refused) {
		t.Fatalf("foreseen %+v, done %+v: %v", seen, done, err)
	}
	why := map[app.StaffID]app.Reason{}
	for _, r := range done.Refused {
		why[r.Of.Staff] = reason(r.Why)
	}
	if why[a.other.ID] != app.PartsLacking || why[gone.ID] != app.LeftCompany || why[a.clerk.ID] != app.NotActive {
		t.Errorf("refused with %v", why)
	}
	if all, _ := a.s.QualificationStates(t.Context(), a.by, app.QualifiedFilter{}); len(all) != 2 {
		t.Errorf("%d states are listed; who left is in none", len(all))
	}
}

func TestAWithdrawnGrantTakesItsCertificateAlong(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	granted := a.granted(t, a.clerk.ID)
	if err := a.s.WithdrawQualified(t.Context(), a.by, granted, " "); reason(err) != app.NeedsReason {
		t.Errorf("withdrawn without a reason: %v", err)
	}
	if err := a.s.WithdrawQualified(t.Context(), a.by, granted, "学时误记"); err != nil {
		t.Fatal(err)
	}
	if s := a.state(t, a.clerk.ID); s.Status != app.ReadyToQualify || s.Study.Have != 600 {
		t.Errorf("stands %s, study %+v", s.Status, s.Study)
	}
	paper := a.certificates(t)[0]
	if !paper.Gone || paper.Because != "学时误记" {
		t.Errorf("its certificate: %+v", paper)
	}
	grants, err := a.s.GrantsOf(t.Context(), a.by, counterOf(a.clerk.ID))
	if err != nil || len(grants) != 1 || grants[0].Reason != "学时误记" {
		t.Errorf("the grants are %+v: %v", grants, err)
	}
	a.grant(t, a.clerk.ID)
	if all := a.certificates(t); len(all) != 2 || all[0].Number == all[1].Number {
		t.Errorf("granted anew under %+v", all)
	}
}

func TestStatesAreNarrowed(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	unit, err := a.s.SaveUnit(t.Context(), a.by, app.OrgUnit{}, app.OrgUnit{Code: "0101", Name: "丙谷供电所", Kind: "station", Parent: a.by.Unit})
	if err != nil {
		t.Fatal(err)
	}
	far, err := a.s.SaveStaff(t.Context(), a.by, app.Staff{}, app.Staff{StaffNo: "MY031", Name: "何晓燕", Post: "account_manager", Unit: unit.ID})
	if err != nil {
		t.Fatal(err)
	}
	a.on("2027-05-10") // 22 days before the end
	for name, tt := range map[string]struct {
		filter app.QualifiedFilter
		want   string
	}{
		"all":                       {app.QualifiedFilter{}, "MY021 MY022 MY031"},
		"of a unit":                 {app.QualifiedFilter{Unit: unit.ID}, "MY031"},
		"with the units below":      {app.QualifiedFilter{Unit: a.by.Unit}, "MY021 MY022 MY031"},
		"of a post":                 {app.QualifiedFilter{Post: "account_manager"}, "MY031"},
		"of a qualification":        {app.QualifiedFilter{Qualification: counterOf(far.ID).Qualification}, "MY021 MY022"},
		"by part of a number":       {app.QualifiedFilter{Text: "y02"}, "MY021 MY022"},
		"by part of a name":         {app.QualifiedFilter{Text: "春"}, "MY022"},
		"that expire within a week": {app.QualifiedFilter{View: app.ViewWithin7}, ""},
		"that expire in 30 days":    {app.QualifiedFilter{View: app.ViewWithin30}, "MY021"},
		"that expire in 90 days":    {app.QualifiedFilter{View: app.ViewWithin90}, "MY021"},
		"that lack something":       {app.QualifiedFilter{View: app.ViewUnqualified}, "MY022 MY031"},
		"before it was granted":     {app.QualifiedFilter{View: app.ViewQualified, On: "2026-03-01"}, ""},
		"on the day of the grant":   {app.QualifiedFilter{View: app.ViewQualified, On: "2026-03-02"}, "MY021"},
	} {
		found, err := a.s.QualificationStates(t.Context(), a.by, tt.filter)
		var got []string
		for _, s := range found {
			got = append(got, s.Staff.StaffNo)
		}
		if strings.Join(got, " ") != tt.want || err != nil {
			t.Errorf("%s: %v, want %s: %v", name, got, tt.want, err)
		}
	}
	counts, err := a.s.QualificationCounts(t.Context(), a.by)
	if err != nil || counts[app.ViewWithin30] != 1 || counts[app.ViewWithin7] != 0 || counts[app.ViewEverybody] != 3 {
		t.Errorf("counted %v: %v", counts, err)
	}
}

func TestWhoMovedOnKeepsWhatHeHoldsOnTheList(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	moved := a.clerk
	moved.Post = "driver" // which no qualification asks for
	if _, err := a.s.SaveStaff(t.Context(), a.by, a.clerk, moved); err != nil {
		t.Fatal(err)
	}
	if s := a.state(t, a.clerk.ID); s.Asked || s.Status != app.QualifiedToday {
		t.Errorf("asked %v, stands %s", s.Asked, s.Status)
	}
	a.on("2027-06-02")
	if all, err := a.s.QualificationsOf(t.Context(), a.by, a.clerk.ID); err != nil || len(all) != 0 {
		t.Errorf("%d states of what is over and not asked for: %v", len(all), err)
	}
}

func TestALearnerSeesHisOwnQualificationsOnly(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	me := app.Actor{Staff: a.clerk.ID, Name: a.clerk.Name, Unit: a.clerk.Unit, Area: a.by.Area, Roles: []app.Role{app.Counter}}
	if own, err := a.s.QualificationsOf(t.Context(), me, me.Staff); err != nil || len(own) != 1 {
		t.Errorf("his own: %d, %v", len(own), err)
	}
	if own, err := a.s.Certificates(t.Context(), me, app.CertificateFilter{Staff: a.other.ID}, 10); err != nil || len(own) != 1 || own[0].Staff != me.Staff {
		t.Errorf("his certificates: %+v, %v", own, err)
	}
	if counts, err := a.s.QualificationCounts(t.Context(), me); err != nil || counts[app.ViewEverybody] != 1 {
		t.Errorf("his counts: %v, %v", counts, err)
	}
	other := app.Actor{Staff: a.other.ID, Roles: me.Roles}
	paper := []app.CertificateID{a.certificates(t)[0].ID}
	for name, refused := range map[string]error{
		"another's qualifications": second(a.s.QualificationsOf(t.Context(), me, a.other.ID)),
		"another's grants":         second(a.s.GrantsOf(t.Context(), me, counterOf(a.other.ID))),
		"everybody's":              second(a.s.QualificationStates(t.Context(), me, app.QualifiedFilter{})),
		"another's certificate":    second(a.s.CertificatesAt(t.Context(), other, paper)),
		"frozen lists":             second(a.s.QualificationLists(t.Context(), me)),
		"granting":                 second(a.s.GrantQualifications(t.Context(), me, nil)),
		"looking ahead":            second(a.s.ForeseeGrants(t.Context(), me, nil)),
		"issuing":                  second(a.s.IssueCertificates(t.Context(), me, app.CertificatesOf{})),
		"freezing":                 second(a.s.FreezeQualifications(t.Context(), me, "x", "2026-03-02")),
		"withdrawing":              a.s.WithdrawQualified(t.Context(), me, app.Qualified{}, "x"),
		"classes to certify":       second(a.s.CertifiedClasses(t.Context(), me)),
	} {
		if !errors.Is(refused, app.ErrNotAllowed) {
			t.Errorf("%s: %v", name, refused)
		}
	}
}

func TestAFrozenListStaysWhatItWas(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	for name, tt := range map[string]struct {
		title string
		day   app.Day
		want  app.Reason
	}{
		"without a title":    {" ", "2026-03-02", app.Missing},
		"of a day to come":   {"年末", "2026-03-03", app.InTheFuture},
		"of no day":          {"年末", "2026-02-30", app.Malformed},
		"when nobody worked": {"年末", "2010-01-01", app.NothingToFreeze},
	} {
		if _, err := a.s.FreezeQualifications(t.Context(), a.by, tt.title, tt.day); reason(err) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := a.s.FreezeQualifications(t.Context(), a.by, "2026 年考评资格名单", "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	rows := func() []app.QualificationListRow {
		lists, err := a.s.QualificationLists(t.Context(), a.by)
		if err != nil || len(lists) != 1 {
			t.Fatalf("%d lists: %v", len(lists), err)
		}
		rows, err := lists[0].Rows()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	before := rows()
	if len(before) != 2 || before[0].Status != app.QualifiedToday || before[0].UntilOn != "2027-06-01" || before[0].Certificate == "" ||
		before[1].Status != app.Unqualified || len(before[1].Lacking) != 3 {
		t.Fatalf("frozen: %+v", before)
	}
	if err := a.s.WithdrawQualified(t.Context(), a.by, a.granted(t, a.clerk.ID), "误认定"); err != nil {
		t.Fatal(err)
	}
	renamed := a.other
	renamed.Name, renamed.Post = "李春", "repair"
	if _, err := a.s.SaveStaff(t.Context(), a.by, a.other, renamed); err != nil {
		t.Fatal(err)
	}
	a.on("2027-12-31")
	after := rows()
	for i := range before {
		if before[i].Name != after[i].Name || before[i].Status != after[i].Status || before[i].Certificate != after[i].Certificate {
			t.Errorf("%+v became %+v", before[i], after[i])
		}
	}
}

func TestAFrozenListOfThousandsTravelsAsOneRow(t *testing.T) {
	a := newAcademy(t)
	const many = 2000
	db, err := sql.Open("sqlite3", "file:"+a.s.Path()+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < ?)
		INSERT INTO staff (id, area, staff_no, name, post, unit_id, mobile, roles, valid_from, valid_to, sy_hlc, sy_dev)
		SELECT randomblob(16), 0, printf('Q%04d', i), '学员' || i, 'counter', ?, '', '', '2020-01-01', '', 1, 1 FROM i`, many, a.by.Unit[:]); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	frozen, err := a.s.FreezeQualifications(t.Context(), a.by, "年末", "2026-03-02")
	if err != nil {
		t.Fatal(err)
	}
	if len(frozen.Body) < 256<<10 {
		t.Fatalf("the list has %d bytes, which is no more than a change set holds", len(frozen.Body))
	}
	changes, err := a.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied := emptyCopy(t)
	if err := copied.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	lists, err := copied.QualificationLists(t.Context(), a.by)
	if err != nil || len(lists) != 1 {
		t.Fatalf("%d lists arrived: %v", len(lists), err)
	}
	if rows, err := lists[0].Rows(); err != nil || len(rows) < many {
		t.Errorf("%d rows arrived: %v", len(rows), err)
	}
}

func TestTheLogOfQualificationsReplaysIntoAnEqualFile(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	if _, err := a.s.FreezeQualifications(t.Context(), a.by, "年末", "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	if err := a.s.WithdrawQualified(t.Context(), a.by, a.granted(t, a.clerk.ID), "误认定"); err != nil {
		t.Fatal(err)
	}
	a.grant(t, a.clerk.ID)
	changes, err := a.s.Changes(t.Context(), 0, 1<<20)
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
	want, got := datatest.Dump(t, a.s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"qualified", "certificates", "certificate_keys", "qualification_lists"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
}
