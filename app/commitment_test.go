package app

import (
	"errors"
	"testing"
)

func saidNo(err error) string {
	if no, is := errors.AsType[*Refusal](err); is {
		return no.Field + " " + string(no.Reason)
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestAPromiseStands(t *testing.T) {
	promise := Commitment{MadeOn: "2026-03-02", DueOn: "2026-03-10"}
	ended := func(how CommitmentEnding, on Day) Commitment {
		c := promise
		c.Ending, c.EndedOn = how, on
		return c
	}
	tests := []struct {
		name  string
		c     Commitment
		today Day
		want  CommitmentState
	}{
		{"eight days before its day it is open", promise, "2026-03-02", PromiseOpen},
		{"three days before its day it is due soon", promise, "2026-03-07", PromiseDueSoon},
		{"on its day it is not broken yet", promise, "2026-03-10", PromiseDueSoon},
		{"a day later it is overdue", promise, "2026-03-11", PromiseOverdue},
		{"kept on its last day it is kept", ended(CommitmentKept, "2026-03-10"), "2026-04-01", PromiseKept},
		{"kept a day late it stays broken", ended(CommitmentKept, "2026-03-11"), "2026-04-01", PromiseBroken},
		{"released in time it is released", ended(CommitmentReleased, "2026-03-05"), "2026-04-01", PromiseReleased},
		{"renewed in time it is renewed", ended(CommitmentRenewed, "2026-03-10"), "2026-04-01", PromiseRenewed},
		{"renewed after its day it stays broken", ended(CommitmentRenewed, "2026-03-12"), "2026-04-01", PromiseBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.c.State(tt.today); got != tt.want {
				t.Errorf("on %s it is %s, want %s", tt.today, got, tt.want)
			}
		})
	}
}

func TestDaysLeftAreCalendarDays(t *testing.T) {
	c := Commitment{DueOn: "2026-10-09"} // the days of National Day lie between
	for today, want := range map[Day]int{"2026-09-30": 9, "2026-10-09": 0, "2026-10-12": -3} {
		if got := c.DaysLeft(today); got != want {
			t.Errorf("on %s %d days are left, want %d", today, got, want)
		}
	}
}

func TestAPromiseIsRefused(t *testing.T) {
	good := CommitmentDraft{Customer: CustomerID{1}, Content: "月底前装好峰谷表", Owner: StaffID{1}, DueOn: "2026-03-10"}
	tests := []struct {
		name   string
		change func(*CommitmentDraft)
		want   string
	}{
		{"a whole one is taken", func(*CommitmentDraft) {}, ""},
		{"one due today is taken", func(d *CommitmentDraft) { d.DueOn = "2026-03-02" }, ""},
		{"one made last week and due yesterday is written down late", func(d *CommitmentDraft) { d.MadeOn, d.DueOn = "2026-02-23", "2026-03-01" }, ""},
		{"to nobody", func(d *CommitmentDraft) { d.Customer = CustomerID{} }, "customer missing"},
		{"of nothing", func(d *CommitmentDraft) { d.Content = " " }, "promise missing"},
		{"that nobody is to keep", func(d *CommitmentDraft) { d.Owner = StaffID{} }, "owner needs_owner"},
		{"without a day", func(d *CommitmentDraft) { d.DueOn = "" }, "due_on missing"},
		{"due on a day that does not exist", func(d *CommitmentDraft) { d.DueOn = "2026-02-30" }, "due_on impossible"},
		{"due before it was made", func(d *CommitmentDraft) { d.DueOn = "2026-03-01" }, "due_on due_before_made"},
		{"made tomorrow", func(d *CommitmentDraft) { d.MadeOn = "2026-03-03" }, "made_on in_the_future"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := good
			tt.change(&d)
			if got := saidNo(d.Check("2026-03-02")); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAPromiseEndsWithProofOrReason(t *testing.T) {
	open := Commitment{ID: CommitmentID{1}, Customer: CustomerID{1}, Content: "x", Owner: StaffID{1}, MadeOn: "2026-03-02", DueOn: "2026-03-10"}
	over := open
	over.EndedOn, over.Ending = "2026-03-05", CommitmentKept
	tests := []struct {
		name string
		c    Commitment
		end  CommitmentEnd
		want string
	}{
		{"kept, with what proves it", open, CommitmentEnd{How: CommitmentKept, Evidence: "客户签收单"}, ""},
		{"kept, with a photo alone", open, CommitmentEnd{How: CommitmentKept, Attached: true}, ""},
		{"kept, with nothing to prove it", open, CommitmentEnd{How: CommitmentKept, Evidence: "  "}, "evidence needs_proof"},
		{"released without a reason", open, CommitmentEnd{How: CommitmentReleased}, "reason needs_reason"},
		{"ended a second time", over, CommitmentEnd{How: CommitmentKept, Evidence: "x"}, "promise promise_over"},
		{"renewed without a new promise", open, CommitmentEnd{How: CommitmentRenewed, Evidence: "x"}, "ending unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.c.End(tt.end, "2026-03-11")
			if saidNo(err) != tt.want {
				t.Fatalf("refused with %q, want %q", saidNo(err), tt.want)
			}
			if err == nil && got.State("2026-03-11") != PromiseBroken {
				t.Errorf("ended after its day it is %s", got.State("2026-03-11"))
			}
		})
	}
}

func TestRenewingMovesNoDay(t *testing.T) {
	c := Commitment{ID: CommitmentID{1}, Customer: CustomerID{1}, Case: CaseID{2}, Content: "装表", Owner: StaffID{1}, MadeOn: "2026-03-02", DueOn: "2026-03-10"}
	ended, next, err := c.Renew(CommitmentRenewal{DueOn: "2026-03-20", Reason: "表计未到货"}, "2026-03-11")
	if err != nil {
		t.Fatal(err)
	}
	if ended.DueOn != c.DueOn || ended.State("2026-03-11") != PromiseBroken {
		t.Errorf("the old one is due on %s and is %s", ended.DueOn, ended.State("2026-03-11"))
	}
	if next.Follows != c.ID || next.Case != c.Case || next.Owner != c.Owner || next.MadeOn != "2026-03-11" || next.DueOn != "2026-03-20" {
		t.Errorf("the new one is %+v", next)
	}
	if _, _, err := c.Renew(CommitmentRenewal{DueOn: "2026-03-20"}, "2026-03-11"); saidNo(err) != "reason needs_reason" {
		t.Errorf("without a reason: %v", err)
	}
	if _, _, err := c.Renew(CommitmentRenewal{DueOn: "2026-03-10", Reason: "x"}, "2026-03-11"); saidNo(err) != "due_on due_before_made" {
		t.Errorf("to a day that has passed: %v", err)
	}
}

func TestACustomersPageWarnsOfPromises(t *testing.T) {
	page := CustomerPage{Commitments: []CommitmentRow{
		{Commitment: Commitment{MadeOn: "2026-02-01", DueOn: "2026-02-20"}},
		{Commitment: Commitment{MadeOn: "2026-02-01", DueOn: "2026-03-04"}},
		{Commitment: Commitment{MadeOn: "2026-02-01", DueOn: "2026-02-20", EndedOn: "2026-02-25", Ending: CommitmentKept}},
	}}
	alerts := page.Alerts(Day("2026-03-02").Time())
	if len(alerts) != 2 || alerts[0] != (Alert{Kind: AlertPromiseBroken, Count: 1}) || alerts[1] != (Alert{Kind: AlertPromiseDue, Count: 1}) {
		t.Errorf("it warns of %+v", alerts)
	}
}

func TestACaseDoesNotCloseOverAnOpenPromise(t *testing.T) {
	w := accept(t, Consultation, nil)
	w.to("replied")
	moves := w.file.Moves()
	for _, m := range moves {
		stage, _ := w.file.Flow.Stage(m.To)
		if stage.Status != Closed {
			continue
		}
		w.file.Promises = 1
		if got := saidNo(w.take(met(w.file, m, nil))); got != "promises needs_promises" {
			t.Errorf("with a promise open it is refused with %q", got)
		}
		w.file.Promises = 0
		if err := w.take(met(w.file, m, nil)); err != nil {
			t.Errorf("with none it is refused: %v", err)
		}
		return
	}
	t.Fatalf("no way to close from %+v", moves)
}
