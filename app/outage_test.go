package app

import (
	"errors"
	"testing"
	"time"
)

func onDay(day string, hour, minute int) time.Time {
	return Day(day).Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// outageRules are those of the trade, in small.
var outageRules = []LimitRule{
	{ID: RuleID{1}, RuleSet: SetLaw, Version: 1, ValidFrom: "2010-01-01", Kind: outageLimits, Step: StepNotice, Class: "planned", Amount: 7, Unit: CalendarDays},
	{ID: RuleID{2}, RuleSet: SetPromise, Version: 1, ValidFrom: "2023-08-08", Kind: outageLimits, Step: StepNotice, Class: "planned", Amount: 7, Unit: CalendarDays},
	{ID: RuleID{3}, RuleSet: SetPromise, Version: 1, ValidFrom: "2023-08-08", Kind: outageLimits, Step: StepNoticeImportant, Class: "temporary", Amount: 24, Unit: Hours},
}

func draft(kind OutageKind, from, to time.Time) OutageDraft {
	d := OutageDraft{Kind: kind, Scope: []GridPlace{{Line: "丙谷一线"}}, Reason: "更换开关", PlannedFrom: from.UnixMilli()}
	if !to.IsZero() {
		d.PlannedTo = to.UnixMilli()
	}
	return d
}

func refusedWith(err error) (field string, reason Reason) {
	if no, is := errors.AsType[*Refusal](err); is {
		return no.Field, no.Reason
	}
	return "", ""
}

func TestNoticeIsInTimeOrNot(t *testing.T) {
	begins := onDay("2026-03-10", 8, 0)
	tests := []struct {
		name     string
		kind     OutageKind
		notified time.Time
		want     ClockState
	}{
		{"planned, seven days before", PlannedOutage, onDay("2026-03-03", 8, 0), ClockMet},
		{"planned, in the last minute of the seventh day before", PlannedOutage, onDay("2026-03-03", 23, 59), ClockMet},
		{"planned, at the midnight after it", PlannedOutage, onDay("2026-03-04", 0, 0), ClockMet},
		{"planned, a minute after midnight", PlannedOutage, onDay("2026-03-04", 0, 1), ClockBroken},
		{"temporary, 24 hours before to the minute", TemporaryOutage, onDay("2026-03-09", 8, 0), ClockMet},
		{"temporary, a minute late", TemporaryOutage, onDay("2026-03-09", 8, 1), ClockBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, err := draft(tt.kind, begins, begins.Add(9*time.Hour)).Open(OutageOpening{Now: onDay("2026-03-02", 9, 30)})
			if err != nil {
				t.Fatal(err)
			}
			if o, err = o.Move(OutageStep{To: OutageAnnounced, At: tt.notified.UnixMilli()}, begins); err != nil {
				t.Fatal(err)
			}
			limits := o.NoticeLimits(outageRules, begins)
			if len(limits) != 1 {
				t.Fatalf("%d limits, want those of one end as one", len(limits))
			}
			if got := limits[0].State(begins); got != tt.want {
				t.Errorf("notice is %s, want %s; the limit ends %s", got, tt.want, time.UnixMilli(limits[0].DueAt).In(Local))
			}
		})
	}
}

func TestTheLimitOfLawStandsForThatOfPromise(t *testing.T) {
	o := Outage{Kind: PlannedOutage, Status: OutagePlanned, PlannedFrom: onDay("2026-03-10", 8, 0).UnixMilli()}
	if limits := o.NoticeLimits(outageRules, onDay("2026-03-02", 9, 0)); limits[0].RuleSet != SetLaw {
		t.Errorf("the limit is one of %s", limits[0].RuleSet)
	}
	if limits := o.NoticeLimits(outageRules, onDay("2009-12-31", 9, 0)); len(limits) != 0 {
		t.Errorf("%d limits before any rule was in force", len(limits))
	}
}

func TestNobodyMustForeseeAFault(t *testing.T) {
	for _, kind := range []OutageKind{FaultOutage, OrderlyOutage} {
		o := Outage{Kind: kind, PlannedFrom: onDay("2026-03-10", 8, 0).UnixMilli()}
		if limits := o.NoticeLimits(outageRules, onDay("2026-03-02", 9, 0)); len(limits) != 0 {
			t.Errorf("%s has %d notice limits", kind, len(limits))
		}
	}
}

func TestAnOutageThatBeganUntoldBrokeItsLimit(t *testing.T) {
	begins := onDay("2026-03-10", 8, 0)
	o, err := draft(PlannedOutage, begins, begins.Add(time.Hour)).Open(OutageOpening{Now: onDay("2026-03-02", 9, 30)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Move(OutageStep{To: OutageUnderWay}, begins); err == nil {
		t.Fatal("it began untold and without a reason")
	}
	if o, err = o.Move(OutageStep{To: OutageUnderWay, Reason: "开关发热，提前停电"}, begins); err != nil {
		t.Fatal(err)
	}
	if got := o.NoticeLimits(outageRules, begins)[0].State(begins); got != ClockBroken {
		t.Errorf("its notice is %s", got)
	}
}

func TestWhatAnOutageIsRefusedFor(t *testing.T) {
	now, begins := onDay("2026-03-02", 9, 30), onDay("2026-03-10", 8, 0)
	good := draft(PlannedOutage, begins, begins.Add(time.Hour))
	change := func(f func(*OutageDraft)) OutageDraft { d := good; f(&d); return d }
	tests := []struct {
		name   string
		draft  OutageDraft
		field  string
		reason Reason
	}{
		{"all there", good, "", ""},
		{"no kind", change(func(d *OutageDraft) { d.Kind = "" }), "outage_kind", Missing},
		{"nothing loses power", change(func(d *OutageDraft) { d.Scope = nil }), "scope", NoScope},
		{"no start", change(func(d *OutageDraft) { d.PlannedFrom = 0 }), "planned_from", Missing},
		{"no end", change(func(d *OutageDraft) { d.PlannedTo = 0 }), "planned_to", Missing},
		{"ends when it starts", change(func(d *OutageDraft) { d.PlannedTo = d.PlannedFrom }), "planned_to", EndsBeforeStart},
		{"no reason", change(func(d *OutageDraft) { d.Reason = "  " }), "outage_reason", Missing},
		{"a fault to come", draft(FaultOutage, begins, time.Time{}), "planned_from", InTheFuture},
		{"a fault without an end", draft(FaultOutage, now, time.Time{}), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if field, reason := refusedWith(tt.draft.Check(now)); field != tt.field || reason != tt.reason {
				t.Errorf("refused %s with %q, want %s with %q", field, reason, tt.field, tt.reason)
			}
		})
	}
}

func TestWhereAnOutageMayGo(t *testing.T) {
	now, begins := onDay("2026-03-02", 9, 30), onDay("2026-03-10", 8, 0)
	base := Outage{Kind: PlannedOutage, PlannedFrom: begins.UnixMilli(), PlannedTo: begins.Add(time.Hour).UnixMilli(), ActualFrom: begins.UnixMilli()}
	later := begins.Add(2 * time.Hour)
	tests := []struct {
		name   string
		from   OutageStatus
		step   OutageStep
		now    time.Time
		field  string
		reason Reason
	}{
		{"a planned one is made public", OutagePlanned, OutageStep{To: OutageAnnounced}, now, "", ""},
		{"public after the start", OutagePlanned, OutageStep{To: OutageAnnounced}, begins, "at", AfterStart},
		{"public tomorrow", OutagePlanned, OutageStep{To: OutageAnnounced, At: now.Add(time.Hour).UnixMilli()}, now, "at", InTheFuture},
		{"a public one begins", OutageAnnounced, OutageStep{To: OutageUnderWay}, begins, "", ""},
		{"restored before it began", OutageUnderWay, OutageStep{To: OutageRestored, Cause: "plan", At: begins.Add(-time.Minute).UnixMilli()}, later, "at", EndsBeforeStart},
		{"restored without a cause", OutageUnderWay, OutageStep{To: OutageRestored}, later, "cause", Missing},
		{"restored", OutageUnderWay, OutageStep{To: OutageRestored, Cause: "plan"}, later, "", ""},
		{"cancelled without a reason", OutageAnnounced, OutageStep{To: OutageCancelled}, now, "reason", NeedsReason},
		{"cancelled while power is off", OutageUnderWay, OutageStep{To: OutageCancelled, Reason: "x"}, later, "status", OutageNotFromHere},
		{"restored twice", OutageRestored, OutageStep{To: OutageRestored, Cause: "plan"}, later, "status", OutageNotFromHere},
		{"restored by mistake", OutageRestored, OutageStep{To: OutageUnderWay, Reason: "误操作"}, later, "", ""},
		{"a cancelled one stays so", OutageCancelled, OutageStep{To: OutagePlanned, Reason: "x"}, later, "status", OutageNotFromHere},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := base
			o.Status = tt.from
			moved, err := o.Move(tt.step, tt.now)
			if field, reason := refusedWith(err); field != tt.field || reason != tt.reason {
				t.Fatalf("refused %s with %q, want %s with %q", field, reason, tt.field, tt.reason)
			}
			if err == nil && moved.Status != tt.step.To {
				t.Errorf("it is %s", moved.Status)
			}
		})
	}
}

func TestAMovedTimeMustBeMadePublicAgain(t *testing.T) {
	now, begins := onDay("2026-03-02", 9, 30), onDay("2026-03-10", 8, 0)
	d := draft(PlannedOutage, begins, begins.Add(time.Hour))
	o, err := d.Open(OutageOpening{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if o, err = o.Move(OutageStep{To: OutageAnnounced}, now); err != nil {
		t.Fatal(err)
	}
	d.Note = "带好接地线"
	if same, err := o.Change(d, now); err != nil || same.Status != OutageAnnounced || same.NotifiedAt == 0 {
		t.Errorf("a note makes it %s: %v", same.Status, err)
	}
	d.PlannedFrom += time.Hour.Milliseconds() / 2
	moved, err := o.Change(d, now)
	if err != nil || moved.Status != OutagePlanned || moved.NotifiedAt != 0 {
		t.Errorf("another time leaves it %s: %v", moved.Status, err)
	}
	d.Kind = FaultOutage
	if _, err := o.Change(d, begins.Add(time.Hour)); err == nil {
		t.Error("a planned outage became a fault")
	}
}

func TestMinutesWithoutPowerAreCountedWithinASpan(t *testing.T) {
	from, to, now := onDay("2026-03-01", 0, 0), onDay("2026-03-08", 0, 0), onDay("2026-03-09", 9, 0)
	tests := []struct {
		name       string
		begin, end time.Time
		status     OutageStatus
		want       int64
	}{
		{"within", onDay("2026-03-02", 8, 0), onDay("2026-03-02", 9, 30), OutageRestored, 90},
		{"over its beginning", onDay("2026-02-28", 23, 0), onDay("2026-03-01", 0, 20), OutageRestored, 20},
		{"still lasting", onDay("2026-03-07", 23, 0), time.Time{}, OutageUnderWay, 60},
		{"before it", onDay("2026-02-01", 8, 0), onDay("2026-02-01", 9, 0), OutageRestored, 0},
		{"cancelled", onDay("2026-03-02", 8, 0), onDay("2026-03-02", 9, 0), OutageCancelled, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := Outage{Status: tt.status, ActualFrom: tt.begin.UnixMilli()}
			if !tt.end.IsZero() {
				o.ActualTo = tt.end.UnixMilli()
			}
			if got := o.Minutes(from, to, now); got != tt.want {
				t.Errorf("%d minutes, want %d", got, tt.want)
			}
		})
	}
}

func TestWhatProvesANotice(t *testing.T) {
	now, begins := onDay("2026-03-02", 9, 30), onDay("2026-03-10", 8, 0)
	o := Outage{Kind: PlannedOutage, Status: OutageAnnounced, PlannedFrom: begins.UnixMilli()}
	good := NoticeDraft{Channel: "poster", Result: NoticeReached}
	tests := []struct {
		name   string
		change func(*NoticeDraft, *Outage)
		now    time.Time
		field  string
		reason Reason
	}{
		{"a poster", func(*NoticeDraft, *Outage) {}, now, "", ""},
		{"by nothing", func(d *NoticeDraft, _ *Outage) { d.Channel = "" }, now, "notice_channel", Missing},
		{"with no result", func(d *NoticeDraft, _ *Outage) { d.Result = "" }, now, "notice_result", Missing},
		{"tomorrow", func(d *NoticeDraft, _ *Outage) { d.At = now.Add(time.Minute).UnixMilli() }, now, "at", InTheFuture},
		{"when power is off", func(*NoticeDraft, *Outage) {}, begins, "at", AfterStart},
		{"of a fault, when power is off", func(_ *NoticeDraft, o *Outage) { o.Kind, o.Status = FaultOutage, OutageUnderWay }, begins, "", ""},
		{"of a cancelled outage", func(_ *NoticeDraft, o *Outage) { o.Status = OutageCancelled }, now, "status", OutageNotFromHere},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, o := good, o
			tt.change(&d, &o)
			_, err := d.Notices(o, []AccountID{{1}}, Actor{}, tt.now)
			if field, reason := refusedWith(err); field != tt.field || reason != tt.reason {
				t.Errorf("refused %s with %q, want %s with %q", field, reason, tt.field, tt.reason)
			}
		})
	}
	if _, err := good.Notices(o, nil, Actor{}, now); err == nil {
		t.Error("nobody was told and it counts as a notice")
	}
}

func TestWhatAnOutageNearsIsToldFirst(t *testing.T) {
	now, begins := onDay("2026-03-02", 9, 30), onDay("2026-03-10", 8, 0)
	o := Outage{Kind: PlannedOutage, Status: OutagePlanned, PlannedFrom: begins.UnixMilli(), PlannedTo: begins.Add(time.Hour).UnixMilli(), CreatedAt: now.UnixMilli()}
	limits := o.NoticeLimits(outageRules, now)
	steps := map[OutageStatus]string{
		OutagePlanned: StepNotice, OutageAnnounced: "begin", OutageUnderWay: "end", OutageRestored: "", OutageCancelled: "",
	}
	for status, want := range steps {
		o.Status = status
		if got := o.Deadline(limits); got.Step != want {
			t.Errorf("%s nears %q, want %q", status, got.Step, want)
		}
	}
	o.Status = OutageUnderWay
	report := OutageRow{Outage: o, Limits: limits, CaseStep: "arrive", CaseFrom: 1, CaseDueAt: begins.UnixMilli()}
	if got := report.Deadline(); got.Step != "arrive" {
		t.Errorf("with a crew due first it nears %q", got.Step)
	}
}

func TestATimeOfDayIsReadAsTyped(t *testing.T) {
	for typed, want := range map[string]time.Duration{
		"8": 8 * time.Hour, "830": 510 * time.Minute, "0830": 510 * time.Minute, "8:30": 510 * time.Minute, "8：30": 510 * time.Minute,
		"８．３０": 510 * time.Minute, "8点": 8 * time.Hour, "8点半": 510 * time.Minute, "8点05分": 485 * time.Minute, "17时30分": 1050 * time.Minute,
		"0": 0, "24:00": 24 * time.Hour,
	} {
		if got, err := ParseTimeOfDay(typed); err != nil || got != want {
			t.Errorf("%q reads %s, want %s: %v", typed, got, want, err)
		}
	}
	for _, typed := range []string{"", "x", "8:60", "25", "2401", "12345", "8:3:0", "-8", "8:", "8:1x"} {
		if got, err := ParseTimeOfDay(typed); err == nil && typed != "8:" {
			t.Errorf("%q reads %s", typed, got)
		}
	}
	if got := TimeOfDay(onDay("2026-03-02", 8, 5)); got != "08:05" {
		t.Errorf("written as %s", got)
	}
}
