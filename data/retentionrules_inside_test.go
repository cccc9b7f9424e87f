package data

import (
	"errors"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// periodIs lets the company write its own period for a kind, from a day on.
func (p *privacyTest) periodIs(d *exchangeStore, kind app.RetentionKind, months int64, from app.Day) app.RetentionRule {
	p.t.Helper()
	r, err := d.ChangeRetention(p.t.Context(), d.by, app.RetentionRule{Kind: kind, Months: months, ValidFrom: from, Source: "公司通知 " + string(kind)})
	if err != nil {
		p.t.Fatalf("%s: %v", d.name, err)
	}
	return r
}

// periodOn is how many months of a kind hold on a computer today.
func (p *privacyTest) periodOn(d *exchangeStore, kind app.RetentionKind) int64 {
	p.t.Helper()
	r, err := retentionOn(p.t.Context(), d.reader, kind, app.DayOf(d.now()))
	if err != nil {
		p.t.Fatal(err)
	}
	return r.Months
}

func (p *privacyTest) dueOfKind(d *exchangeStore, by app.Actor, kind app.RetentionKind) int64 {
	p.t.Helper()
	all, err := d.DueKinds(p.t.Context(), by)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, k := range all {
		if k.Kind == kind {
			return k.Records
		}
	}
	p.t.Fatalf("%s is not listed", kind)
	return 0
}

func TestAPeriodIsKeptVersionByVersionWithWhoWroteIt(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	today := app.DayOf(d.now())
	p.periodIs(d, app.KeptScans, 24, today)
	p.periodIs(d, app.KeptScans, 18, today.AddDays(30))
	var got []app.RetentionVersion
	all, err := d.RetentionRules(ctx, d.by)
	for _, r := range all {
		if r.Kind == app.KeptScans {
			got = append(got, r)
		}
	}
	if err != nil || len(got) != 3 || len(all) != len(app.RetentionKinds())+2 {
		t.Fatalf("%d versions of %d: %v", len(got), len(all), err)
	}
	if got[0].Months != 18 || got[0].Version != 3 || got[1].Months != 24 || got[2].Months != 12 || got[2].Mark != app.MarkDoubtful || got[2].ByName != "" {
		t.Errorf("the versions are %+v", got)
	}
	if got[0].ByName != d.by.Name || got[0].By != d.by.Staff || got[0].At == 0 || got[0].Mark != "" {
		t.Errorf("written by %q at %d, mark %q", got[0].ByName, got[0].At, got[0].Mark)
	}
	if n := p.periodOn(d, app.KeptScans); n != 24 {
		t.Errorf("%d months hold today", n)
	}
	p.now = p.now.AddDate(0, 0, 30)
	if n := p.periodOn(d, app.KeptScans); n != 18 {
		t.Errorf("%d months hold after thirty days", n)
	}
	list, err := d.AuditLog(ctx, d.by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditRule}})
	if err != nil || len(list.Lines) != 2 || list.Lines[0].Table != "retention_rules" || list.Lines[0].Reason != "公司通知 case_scans" {
		t.Errorf("the audit log tells %+v: %v", list.Lines, err)
	}
}

func TestARefusedPeriodChangesNothing(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	today := app.DayOf(d.now())
	for reason, r := range map[app.Reason]app.RetentionRule{
		app.BelowTheLaw:      {Kind: app.KeptAudit, Months: 12, ValidFrom: today, Source: "公司通知"},
		app.PeriodImpossible: {Kind: app.KeptPhotos, Months: 0, ValidFrom: today, Source: "公司通知"},
		app.Missing:          {Kind: app.KeptPhotos, Months: 12, ValidFrom: today},
	} {
		if _, err := d.ChangeRetention(ctx, d.by, r); !privacyRefused(err, reason) {
			t.Errorf("kept: %v, want %s", err, reason)
		}
		if _, err := d.ForeseeRetention(ctx, d.by, r); !privacyRefused(err, reason) {
			t.Errorf("foreseen: %v, want %s", err, reason)
		}
	}
	if n, err := one(ctx, d.reader, scanInt, "SELECT count(*) FROM retention_rules"); err != nil || n != 0 {
		t.Errorf("%d rows: %v", n, err)
	}
}

func TestWhoMayNotChangeRulesChangesNoPeriod(t *testing.T) {
	p, _, _ := kindsTest(t)
	ctx, d := t.Context(), p.hall
	p.kindsVisited(d, "26.91,102.12")
	r := app.RetentionRule{Kind: app.KeptScans, Months: 24, ValidFrom: app.DayOf(d.now()), Source: "公司通知"}
	as := func(role app.Role) app.Actor {
		return app.Actor{Staff: d.by.Staff, Area: d.by.Area, Unit: d.by.Unit, Roles: []app.Role{role}}
	}
	for _, role := range app.Roles() {
		_, changed := d.ChangeRetention(ctx, as(role), r)
		_, foreseen := d.ForeseeRetention(ctx, as(role), app.RetentionRule{Kind: app.KeptScans, Months: 25, ValidFrom: app.DayOf(d.now()), Source: "公司通知"})
		if may := role == app.Admin; may != (changed == nil) || may != (foreseen == nil) {
			t.Errorf("%s: %v, %v", role, changed, foreseen)
		}
		_, versions := d.RetentionRules(ctx, as(role))
		_, due := d.DueKinds(ctx, as(role))
		reads := role == app.Admin || as(role).May(app.ReadPrivacy) == nil
		if reads != (versions == nil) || reads != (due == nil) {
			t.Errorf("%s reads: %v, %v", role, versions, due)
		}
	}
	if n := p.dueOfKind(d, as(app.Admin), app.KeptPositions); n != 1 {
		t.Errorf("who changes rules is told %d are due of all there are", n)
	}
}

func TestOnlyAPeriodThatIsToComeIsWithdrawn(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	today := app.DayOf(d.now())
	holds := p.periodIs(d, app.KeptScans, 24, today)
	toCome := p.periodIs(d, app.KeptScans, 18, today.AddDays(30))
	if err := d.WithdrawRetention(ctx, d.by, holds.ID); !privacyRefused(err, app.HoldsAlready) {
		t.Errorf("one that holds: %v", err)
	}
	if err := d.WithdrawRetention(ctx, d.by, toCome.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.WithdrawRetention(ctx, d.by, toCome.ID); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("withdrawn again: %v", err)
	}
	if r, err := retentionOn(ctx, d.reader, app.KeptScans, today.AddDays(40)); err != nil || r.ID != holds.ID {
		t.Errorf("after it %+v holds (%v)", r, err)
	}
	if next := p.periodIs(d, app.KeptScans, 20, today.AddDays(10)); next.Version != toCome.Version+1 {
		t.Errorf("the next version has the number %d", next.Version)
	}
}

func TestWhatIsForeseenBecomesDue(t *testing.T) {
	p, _, _ := kindsTest(t)
	ctx, d := t.Context(), p.hall
	p.now = p.now.AddDate(0, 11, 0)
	for range 2 {
		p.kindsVisited(d, "26.91,102.12")
	}
	for kind, months := range map[app.RetentionKind]int64{
		app.KeptPositions: 6, app.KeptPhotos: 6, app.KeptDrafts: 24, app.KeptUnsupplied: 6, app.KeptNeverSupplied: 6, app.KeptCallBacks: 1, app.KeptAudit: 48,
	} {
		for _, from := range []app.Day{app.DayOf(d.now()), app.DayOf(d.now()).AddDays(20)} {
			r := app.RetentionRule{Kind: kind, Months: months, ValidFrom: from, Source: "试算 " + string(from)}
			seen, err := d.ForeseeRetention(ctx, d.by, r)
			if err != nil {
				t.Fatal(err)
			}
			was := p.now
			p.now = was.AddDate(0, 0, map[bool]int{true: 20}[from > app.DayOf(was)])
			if n := p.dueOfKind(d, d.by, kind); n != seen.Due {
				t.Errorf("%s: %d are due on %s as it was, foreseen %d", kind, n, from, seen.Due)
			}
			p.now = was
			if _, err := d.ChangeRetention(ctx, d.by, r); err != nil {
				t.Fatal(err)
			}
			p.now = was.AddDate(0, 0, map[bool]int{true: 20}[from > app.DayOf(was)])
			if n := p.dueOfKind(d, d.by, kind); n != seen.Then {
				t.Errorf("%s from %s: %d are due, foreseen %d", kind, from, n, seen.Then)
			}
			if kind == app.KeptPositions && from == app.DayOf(was) && (seen.Due != 2 || seen.Then != 3 || !seen.Shortens()) {
				t.Errorf("of positions was foreseen %+v", seen)
			}
			if kind == app.KeptDrafts && from == app.DayOf(was) && (seen.Due != 1 || seen.Then != 0 || seen.Shortens()) {
				t.Errorf("of half-done forms was foreseen %+v", seen)
			}
			p.now = was
		}
	}
}

func TestCustomersAreDueByThePeriodOfTheCompany(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	due := func() int {
		t.Helper()
		list, err := d.DueForErasing(ctx, d.by)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	p.now = p.now.AddDate(0, 30, 0)
	if due() != 0 {
		t.Fatal("a customer is due before three years")
	}
	seen, err := d.ForeseeRetention(ctx, d.by, app.RetentionRule{Kind: app.KeptUnsupplied, Months: 24, ValidFrom: app.DayOf(d.now()), Source: "公司通知"})
	if err != nil || seen.Due != 0 || seen.Then != 1 {
		t.Errorf("foreseen %+v: %v", seen, err)
	}
	p.periodIs(d, app.KeptUnsupplied, 24, app.DayOf(d.now()))
	if n := due(); n != 1 || p.dueOfKind(d, d.by, app.KeptUnsupplied) != 1 {
		t.Errorf("%d customers are due after the period was shortened", n)
	}
	p.periodIs(d, app.KeptUnsupplied, 60, app.DayOf(d.now()))
	if n := due(); n != 0 {
		t.Errorf("%d customers are due after it was lengthened", n)
	}
}

func TestAShorterPeriodMakesNobodyEraseMuchAlone(t *testing.T) {
	p := privacyTestOf(t)
	d := p.hall
	for range app.MassWithdrawal + 1 {
		v := p.kindsVisited(d, "26.91,102.12")
		p.kindsSays(d, v, "visited_on", string(app.DayOf(d.now()).AddMonths(-8)))
	}
	by := app.Actor{Staff: d.by.Staff, Area: d.by.Area, Unit: d.by.Unit, Roles: []app.Role{app.Supervisor}}
	if _, err := d.EraseKind(t.Context(), by, app.KeptPositions, "到期"); !privacyRefused(err, app.NothingToDo) {
		t.Errorf("before: %v", err)
	}
	p.periodIs(d, app.KeptPositions, 6, app.DayOf(d.now()))
	if _, err := d.EraseKind(t.Context(), by, app.KeptPositions, "到期"); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("by one person: %v", err)
	}
}

func TestTwoComputersThatWriteThePeriodOfOneKindAgree(t *testing.T) {
	for name, longFirst := range map[string]bool{"the longer is written first": true, "the longer is written last": false} {
		t.Run(name, func(t *testing.T) {
			p := privacyTestOf(t)
			laptop, stick := p.copied(p.hall, "laptop"), t.TempDir()
			meet := func() {
				for range 2 {
					p.hall.exchanges(stick)
					laptop.exchanges(stick)
				}
			}
			meet()
			today := app.DayOf(p.hall.now())
			hall, lap := int64(6), int64(18)
			if longFirst {
				hall, lap = lap, hall
			}
			p.periodIs(p.hall, app.KeptScans, hall, today)
			p.periodIs(laptop, app.KeptScans, lap, today)
			p.periodIs(laptop, app.KeptPhotos, 48, today)
			meet()
			p.agree(p.hall, laptop)
			for _, d := range []*exchangeStore{p.hall, laptop} {
				if n := p.periodOn(d, app.KeptScans); n != 18 {
					t.Errorf("%d months hold on %s", n, d.name)
				}
				if n := p.periodOn(d, app.KeptPhotos); n != 48 {
					t.Errorf("%d months of photos hold on %s", n, d.name)
				}
			}
			next := p.periodIs(p.hall, app.KeptScans, 9, today)
			meet()
			p.agree(p.hall, laptop)
			if n := p.periodOn(laptop, app.KeptScans); n != 9 || next.Version != 3 {
				t.Errorf("after it was settled as version %d %d months hold on the laptop", next.Version, n)
			}
		})
	}
}

func TestAReplayGivesTheSamePeriods(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	p.periodIs(d, app.KeptScans, 18, app.DayOf(d.now()))
	p.periodIs(d, app.KeptAudit, 60, app.DayOf(d.now()))
	changes, err := d.Changes(ctx, 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := Open(ctx, filepath.Join(t.TempDir(), "copy.lamp"), Options{Create: true, Now: p.clock, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	if err := copied.Apply(ctx, changes); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[app.RetentionKind]int64{app.KeptScans: 18, app.KeptAudit: 60, app.KeptDrafts: 3} {
		if r, err := retentionOn(ctx, copied.reader, kind, app.DayOf(p.now)); err != nil || r.Months != want {
			t.Errorf("%s: %d months after the replay: %v", kind, r.Months, err)
		}
	}
}
