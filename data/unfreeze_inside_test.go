package data

import (
	"errors"
	"testing"

	"lamplighter/app"
)

// unfreezeFreezes freezes a month of the first area for a customer, whatever was frozen
// before.
func unfreezeFreezes(t *testing.T, s *Store, by app.Actor, month, kwh int64, who app.CustomerID) {
	t.Helper()
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		rows := &frozenRows{}
		rows.add(FrozenForecast{who, app.EvidenceGood, []app.MonthAhead{{Month: app.AddMonths(month, 1), Point: kwh, Base: kwh, Low80: kwh, High80: kwh, Low95: kwh, High95: kwh}}})
		return x.putForecastSheet(t.Context(), app.ForecastSheet{}, x.frozenSheet(by.Area, month, rows))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unfreezeSaid is what was frozen for a customer, the latest month first; 0 for none.
func unfreezeSaid(t *testing.T, s *Store, by app.Actor, who app.CustomerID) int64 {
	t.Helper()
	use, err := s.UseForecast(t.Context(), by, app.ForecastOf{Level: app.OfCustomer, Customer: who})
	if err != nil {
		t.Fatal(err)
	}
	if len(use.Frozen) == 0 {
		return 0
	}
	return use.Frozen[0].Ahead.Point
}

func TestAMonthThatIsUnfrozenIsFrozenAnew(t *testing.T) {
	s, by := newHall(t)
	c, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "李晓明"}})
	if err != nil {
		t.Fatal(err)
	}
	unfreezeFreezes(t, s, by, 202602, 100, c.ID)
	unfreezeFreezes(t, s, by, 202602, 120, c.ID) // a second sheet of the month, from another computer say
	of := app.Unfreezing{Month: 202602, Area: by.Area}
	if err := s.UnfreezeMonth(t.Context(), by, of); refusedFor(err) != app.Missing {
		t.Errorf("without a reason: %v", err)
	}
	of.Reason = "抄表数据更正"
	if err := s.UnfreezeMonth(t.Context(), by, of); err != nil {
		t.Fatal(err)
	}
	if said := unfreezeSaid(t, s, by, c.ID); said != 0 {
		t.Errorf("it still says %d", said)
	}
	if months, err := s.FrozenMonths(t.Context(), by); err != nil || len(months) != 0 {
		t.Errorf("months: %+v (%v)", months, err)
	}
	if kept, err := one(t.Context(), s.reader, scanInt, "SELECT count(*) FROM forecast_sheets WHERE length(body) > 0"); err != nil || kept != 2 {
		t.Errorf("%d sheets are kept as they were, want 2 (%v)", kept, err)
	}
	if err := s.UnfreezeMonth(t.Context(), by, of); refusedFor(err) != app.MonthNotFrozen {
		t.Errorf("a second time: %v", err)
	}
	unfreezeFreezes(t, s, by, 202602, 150, c.ID)
	if said := unfreezeSaid(t, s, by, c.ID); said != 150 {
		t.Errorf("frozen anew it says %d", said)
	}
	log, err := s.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditUnfrozen}})
	if err != nil || len(log.Lines) != 1 || log.Lines[0].Reason != of.Reason || log.Lines[0].Details["month"] != "202602" || log.Lines[0].Area != by.Area {
		t.Errorf("the audit log says %+v (%v)", log.Lines, err)
	}
}

func TestUnfreezingAndFreezingMeanwhileElsewhereComeToTheSame(t *testing.T) {
	a, b, by, _ := twoHalls(t)
	c, err := a.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "李晓明"}})
	if err != nil {
		t.Fatal(err)
	}
	unfreezeFreezes(t, b, by, 202602, 220, c.ID) // neither knows of the other's
	unfreezeFreezes(t, a, by, 202602, 100, c.ID)
	if err := a.UnfreezeMonth(t.Context(), by, app.Unfreezing{Month: 202602, Area: by.Area, Reason: "抄表数据更正"}); err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	syncOver(t, b, a)
	for i, s := range []*Store{a, b} {
		if said := unfreezeSaid(t, s, by, c.ID); said != 220 {
			t.Errorf("file %d says %d, want the sheet that was frozen elsewhere", i, said)
		}
	}
	for _, s := range []*Store{a, b} { // both take it back
		if err := s.UnfreezeMonth(t.Context(), by, app.Unfreezing{Month: 202602, Area: by.Area, Reason: "再次更正"}); err != nil {
			t.Fatal(err)
		}
	}
	unfreezeFreezes(t, b, by, 202602, 300, c.ID)
	syncOver(t, b, a)
	syncOver(t, a, b)
	for i, s := range []*Store{a, b} {
		if said := unfreezeSaid(t, s, by, c.ID); said != 300 {
			t.Errorf("file %d says %d after it was frozen anew, want 300", i, said)
		}
	}
}

func TestTakingBackAPackageWithAFrozenMonthTakesTwo(t *testing.T) {
	a, b, by, _ := twoHalls(t)
	c, err := a.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "李晓明"}})
	if err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	unfreezeFreezes(t, a, by, 202602, 100, c.ID)
	head, err := a.head(t.Context(), a.device.id, int64(by.Area))
	if err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	alone := by
	alone.Roles = []app.Role{app.Supervisor}
	of := []app.ReceivedSets{{Device: a.device.id, Area: by.Area, First: head.seq, Last: head.seq}}
	if _, err := b.UndoReceived(t.Context(), alone, of); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("one person takes it back: %v", err)
	}
	if rep, err := b.UndoReceived(t.Context(), by, of); err != nil || rep.Withdrawn != 1 {
		t.Errorf("taken back: %+v (%v)", rep, err)
	}
	if said := unfreezeSaid(t, b, by, c.ID); said != 0 {
		t.Errorf("it still says %d", said)
	}
}
