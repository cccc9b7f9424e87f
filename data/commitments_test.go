package data_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// trip is a file with one customer and a visit to him.
type trip struct {
	s     *data.Store
	by    app.Actor
	cust  app.Customer
	visit app.Visit
	now   time.Time
}

func newTrip(t *testing.T) *trip {
	t.Helper()
	r := &trip{now: datatest.Now()}
	var err error
	r.s, err = data.Open(t.Context(), filepath.Join(t.TempDir(), "round.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return r.now }, WatchDoor: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.s.Close() })
	r.by = datatest.Actor(t, r.s)
	r.cust = datatest.Customer(t, r.s, "丙谷芒果种植场", "5104000000011", "12900000001")
	r.visit = datatest.Visits(t, r.s, app.Visit{Customer: r.cust.ID, Status: app.VisitPlanned, PlannedOn: app.DayOf(r.now)})[0]
	return r
}

func (r *trip) days(n int) app.Day { return app.DayOf(r.now).AddDays(n) }

func (r *trip) promise(t *testing.T, content string, due app.Day) app.Commitment {
	t.Helper()
	c, err := r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{Customer: r.cust.ID, Visit: r.visit.ID, Content: content, Owner: r.by.Staff, DueOn: due})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (r *trip) account(t *testing.T) app.AccountID {
	t.Helper()
	return r.page(t).Accounts[0].ID
}

func (r *trip) page(t *testing.T) app.CustomerPage {
	t.Helper()
	p, err := r.s.CustomerPage(t.Context(), r.by, r.cust.ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (r *trip) made(t *testing.T) []app.MadeInVisit {
	t.Helper()
	made, err := r.s.MadeInVisit(t.Context(), r.by, r.visit.ID)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// saysNo fails the test unless the error is a rule's no of this field and reason.
func saysNo(t *testing.T, err error, field string, reason app.Reason) {
	t.Helper()
	no, is := errors.AsType[*app.Refusal](err)
	if !is || no.Field != field || no.Reason != reason {
		t.Errorf("got %v, want refused: %s: %s", err, field, reason)
	}
}

func TestAPromiseMadeInAVisitIsListedThere(t *testing.T) {
	r := newTrip(t)
	c := r.promise(t, "月底前装好峰谷表", r.days(10))
	made := r.made(t)
	if len(made) != 1 || made[0].Kind != app.LinkCommitment || made[0].Record != app.RecordID(c.ID) || made[0].Text != "月底前装好峰谷表" ||
		made[0].Status != "open" || made[0].DueOn != r.days(10) {
		t.Errorf("the visit lists %+v", made)
	}
}

func TestAPromiseIsNotMadeByWhoLeft(t *testing.T) {
	r := newTrip(t)
	gone, err := r.s.SaveStaff(t.Context(), r.by, app.Staff{}, app.Staff{StaffNo: "MY099", Name: "周明", Unit: r.by.Unit, ValidFrom: "2019-01-01", ValidTo: r.days(-1)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{Customer: r.cust.ID, Content: "x", Owner: gone.ID, DueOn: r.days(1)})
	saysNo(t, err, "owner", app.NotActive)
}

func TestAPromiseDueBeforeItWasMadeLeavesNothing(t *testing.T) {
	r := newTrip(t)
	_, err := r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{Customer: r.cust.ID, Visit: r.visit.ID, Content: "x", Owner: r.by.Staff, DueOn: r.days(-1)})
	saysNo(t, err, "due_on", app.DueBeforeMade)
	if made := r.made(t); len(made) != 0 {
		t.Errorf("the visit lists %+v", made)
	}
}

func TestAPromiseToOneCustomerIsNotMadeInAVisitToAnother(t *testing.T) {
	r := newTrip(t)
	other := datatest.Customer(t, r.s, "王强", "5104000000012", "12900000002")
	_, err := r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{Customer: other.ID, Visit: r.visit.ID, Content: "x", Owner: r.by.Staff, DueOn: r.days(1)})
	saysNo(t, err, "customer", app.OthersVisit)
}

func TestAPromiseIsEndedFromOneWindowAlone(t *testing.T) {
	r := newTrip(t)
	c := r.promise(t, "送达停电通知", r.days(2))
	if _, err := r.s.EndCommitment(t.Context(), r.by, c, app.CommitmentEnd{How: app.CommitmentKept}); err == nil {
		t.Error("kept with nothing to prove it")
	}
	kept, err := r.s.EndCommitment(t.Context(), r.by, c, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "客户签收单"})
	if err != nil || kept.EndedOn != r.days(0) {
		t.Fatalf("%+v, %v", kept, err)
	}
	if _, err := r.s.EndCommitment(t.Context(), r.by, c, app.CommitmentEnd{How: app.CommitmentReleased, Evidence: "客户不再需要"}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("from a window that has not seen it: %v", err)
	}
	if _, err := r.s.RenewCommitment(t.Context(), r.by, c, app.CommitmentRenewal{DueOn: r.days(9), Reason: "x"}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("renewed from a window that has not seen it: %v", err)
	}
	_, err = r.s.EndCommitment(t.Context(), r.by, kept, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "x"})
	saysNo(t, err, "promise", app.PromiseOver)
}

func TestAPromiseBrokenStaysBroken(t *testing.T) {
	r := newTrip(t)
	c := r.promise(t, "三天内答复", r.days(3))
	r.now = r.now.Add(5 * 24 * time.Hour)
	next, err := r.s.RenewCommitment(t.Context(), r.by, c, app.CommitmentRenewal{DueOn: r.days(7), Reason: "等待设计院回复"})
	if err != nil || next.Follows != c.ID {
		t.Fatalf("%+v, %v", next, err)
	}
	if _, err := r.s.EndCommitment(t.Context(), r.by, next, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "已书面答复"}); err != nil {
		t.Fatal(err)
	}
	counts, err := r.s.CommitmentCounts(t.Context(), r.by, app.CommitmentFilter{})
	if err != nil || counts[app.CommitmentsBroken] != 1 || counts[app.CommitmentsKept] != 1 || counts[app.CommitmentsOpen] != 0 || counts[app.CommitmentsEver] != 2 {
		t.Errorf("counted %v: %v", counts, err)
	}
	old, err := r.s.Commitment(t.Context(), r.by, c.ID)
	if err != nil || old.State(r.days(0)) != app.PromiseBroken || old.DueOn != c.DueOn {
		t.Errorf("the old one is %s, due on %s: %v", old.State(r.days(0)), old.DueOn, err)
	}
}

func TestPromisesAreListedAsTheyAreOwed(t *testing.T) {
	r := newTrip(t)
	late, soon, far := r.promise(t, "甲", r.days(1)), r.promise(t, "乙", r.days(4)), r.promise(t, "丙", r.days(30))
	r.now = r.now.Add(2 * 24 * time.Hour)
	other := r.by
	other.Staff = app.StaffID{7}
	tests := []struct {
		name string
		by   app.Actor
		f    app.CommitmentFilter
		want []app.CommitmentID
	}{
		{"what is owed, the next first", r.by, app.CommitmentFilter{View: app.CommitmentsOpen}, []app.CommitmentID{late.ID, soon.ID, far.ID}},
		{"what is overdue", r.by, app.CommitmentFilter{View: app.CommitmentsOverdue}, []app.CommitmentID{late.ID}},
		{"what is due this week", r.by, app.CommitmentFilter{View: app.CommitmentsWeek}, []app.CommitmentID{soon.ID}},
		{"what is broken", r.by, app.CommitmentFilter{View: app.CommitmentsBroken}, []app.CommitmentID{late.ID}},
		{"mine", r.by, app.CommitmentFilter{View: app.CommitmentsOpen, Mine: true}, []app.CommitmentID{late.ID, soon.ID, far.ID}},
		{"mine, of somebody who owes none", other, app.CommitmentFilter{View: app.CommitmentsOpen, Mine: true}, nil},
		{"of a customer", r.by, app.CommitmentFilter{View: app.CommitmentsOpen, Customer: app.CustomerID{9}}, nil},
		{"by a word of it", r.by, app.CommitmentFilter{View: app.CommitmentsEver, Text: "丙"}, []app.CommitmentID{far.ID, soon.ID, late.ID}}, // the customer has it in his name
	}
	for _, tt := range tests {
		order, err := r.s.CommitmentOrder(t.Context(), tt.by, tt.f)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := r.s.CommitmentsAt(t.Context(), tt.by, order)
		if err != nil {
			t.Fatal(err)
		}
		var got []app.CommitmentID
		for _, row := range rows {
			got = append(got, row.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %d promises, want %d", tt.name, len(got), len(tt.want))
		}
	}
	if head, err := r.s.CommitmentHead(t.Context(), r.by, app.CommitmentFilter{View: app.CommitmentsOpen}, 2); err != nil || len(head) != 2 {
		t.Errorf("the head holds %d: %v", len(head), err)
	}
}

func TestACaseWaitsForItsPromises(t *testing.T) {
	r := newTrip(t)
	opened, err := r.s.OpenCase(t.Context(), r.by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: r.cust.ID, Content: "询问峰谷电价"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{Customer: r.cust.ID, Case: opened.ID, Content: "寄送电价表", Owner: r.by.Staff, DueOn: r.days(2)})
	if err != nil {
		t.Fatal(err)
	}
	answered, err := r.s.MoveCase(t.Context(), r.by, opened, app.Progress{To: "replied", Answer: "已答复"})
	if err != nil {
		t.Fatal(err)
	}
	end := app.Progress{To: "closed", Result: "已答复", Opinion: "satisfied", Contact: "phone"}
	_, err = r.s.MoveCase(t.Context(), r.by, answered, end)
	saysNo(t, err, "promises", app.NeedsPromises)
	if _, err := r.s.EndCommitment(t.Context(), r.by, c, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "邮寄单"}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.s.MoveCase(t.Context(), r.by, answered, end); err != nil {
		t.Errorf("with its promise kept: %v", err)
	}
}

func TestThePromiseOfAProtectedCaseIsSeenByThoseNamed(t *testing.T) {
	r := newTrip(t)
	secret, err := r.s.OpenCase(t.Context(), r.by, app.CaseDraft{
		Kind: app.Wrongdoing, Channel: "letter", Customer: r.cust.ID, Content: "反映收费不规范", Named: []app.StaffID{r.by.Staff}, SubKind: "fee", Secrecy: "secret",
		Fields: map[string]string{"subject": "x", "real_name": "1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{
		Customer: r.cust.ID, Visit: r.visit.ID, Case: secret.ID, Content: "十日内答复", Owner: r.by.Staff, DueOn: r.days(10),
	})
	if err != nil || c.Area != secret.Area {
		t.Fatalf("it lies in area %d, the case in %d: %v", c.Area, secret.Area, err)
	}
	other := app.Actor{Staff: app.StaffID{7}, Roles: []app.Role{app.Sole}, Area: r.by.Area, Unit: r.by.Unit}
	order, err := r.s.CommitmentOrder(t.Context(), other, app.CommitmentFilter{View: app.CommitmentsEver})
	if err != nil || len(order) != 0 {
		t.Errorf("who is not named lists %d: %v", len(order), err)
	}
	if made, err := r.s.MadeInVisit(t.Context(), other, r.visit.ID); err != nil || len(made) != 0 {
		t.Errorf("who is not named sees in the visit %+v: %v", made, err)
	}
	if page, err := r.s.CustomerPage(t.Context(), other, r.cust.ID); err != nil || len(page.Commitments) != 0 {
		t.Errorf("who is not named sees on the page %+v: %v", page.Commitments, err)
	}
	if _, err := r.s.EndCommitment(t.Context(), other, c, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "x"}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("who is not named ends it: %v", err)
	}
	if made := r.made(t); len(made) != 1 {
		t.Errorf("who is named sees %+v", made)
	}
}

func TestAFullDiskKeepsNoHalfPromise(t *testing.T) {
	r := newTrip(t)
	datatest.FillDisk(t, r.s)
	var err error
	for range 200 {
		_, err = r.s.MakeCommitment(t.Context(), r.by, app.CommitmentDraft{Customer: r.cust.ID, Visit: r.visit.ID, Content: "装表", Owner: r.by.Staff, DueOn: r.days(2)})
		if err != nil {
			break
		}
	}
	if !errors.Is(err, app.ErrDiskFull) {
		t.Fatalf("a full disk answers %v", err)
	}
	datatest.FreeDisk(t, r.s)
	kept := len(r.page(t).Commitments)
	if made := r.made(t); len(made) != min(kept, len(made)) || kept < 50 && len(made) != kept {
		t.Errorf("%d promises and %d links", kept, len(made))
	}
	r.promise(t, "装表", r.days(2))
}
