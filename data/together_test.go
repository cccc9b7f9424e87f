package data_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// togetherImport imports a list of customers, of one account each.
func togetherImport(t *testing.T, s *data.Store, by app.Actor, from, count int) app.ImportReport {
	t.Helper()
	text := strings.Builder{}
	text.WriteString("户号,户名,用电地址\n")
	for i := range count {
		fmt.Fprintf(&text, "99%011d,示例户%d,米易县攀莲镇%d号\n", from+i, from+i, from+i)
	}
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.ImportList(t.Context(), by, app.ImportJob{Path: path, Columns: view.Columns}, quiet)
	if err != nil || r.Created != int64(count) {
		t.Fatalf("imported %+v (%v)", r, err)
	}
	return r
}

// togetherWith is the actor with a second person at his side.
func togetherWith(t *testing.T, s *data.Store, by app.Actor) app.Actor {
	t.Helper()
	with, err := s.Witness(t.Context(), by, datatest.SecondNo, datatest.SecondPassword)
	if err != nil {
		t.Fatal(err)
	}
	return with
}

func TestTakingBackAnImportTakesTwoWhereMuchGoesOrSomebodyBuiltOnIt(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.TwoPersons(t, s, app.Supervisor)
	few := togetherImport(t, s, by, 100, app.MassWithdrawal/4)
	if u, err := s.UndoImport(t.Context(), by, few.ID, quiet); err != nil || u.Withdrawn == 0 {
		t.Errorf("a small one, by one person: %+v (%v)", u, err)
	}
	many := togetherImport(t, s, by, 200, app.MassWithdrawal+1)
	if _, err := s.UndoImport(t.Context(), by, many.ID, quiet); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("a large one, by one person: %v", err)
	}
	with := togetherWith(t, s, by)
	if u, err := s.UndoImport(t.Context(), with, many.ID, quiet); err != nil || u.Withdrawn <= app.MassWithdrawal {
		t.Errorf("a large one, by two: %+v (%v)", u, err)
	}
	log, err := s.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditImportUndone}})
	if err != nil || len(log.Lines) != 2 || log.Lines[0].Second != "罗永红" || log.Lines[1].Second != "" {
		t.Errorf("the audit log says %+v (%v)", log.Lines, err)
	}
	used := togetherImport(t, s, by, 300, 2)
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	found, _, err := s.Search(t.Context(), by, "示例户300", 1)
	if err != nil || len(found) != 1 {
		t.Fatalf("found %+v (%v)", found, err)
	}
	if _, err := s.OpenCase(t.Context(), by, app.CaseDraft{
		Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: found[0].ID, ContactName: "示例户300", Content: "咨询",
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UndoImport(t.Context(), by, used.ID, quiet); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("one that was built on, by one person: %v", err)
	}
	if _, err := s.UndoImport(t.Context(), with, used.ID, quiet); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("by a second person who agreed to something else: %v", err)
	}
	if u, err := s.UndoImport(t.Context(), togetherWith(t, s, by), used.ID, quiet); err != nil || u.Kept == 0 {
		t.Errorf("by two: %+v (%v)", u, err)
	}
}

func TestUnfreezingAMonthTakesTwoWhoMayCloseOne(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.TwoPersons(t, s, app.Supervisor)
	datatest.Freeze(t, s, by.Area, 202602, 1)
	of := app.Unfreezing{Month: 202602, Area: by.Area, Reason: "抄表数据更正"}
	if err := s.UnfreezeMonth(t.Context(), by, of); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("one person: %v", err)
	}
	manager := by
	manager.Roles = []app.Role{app.Manager}
	if err := s.UnfreezeMonth(t.Context(), manager, of); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a manager: %v", err)
	}
	if err := s.UnfreezeMonth(t.Context(), togetherWith(t, s, by), of); err != nil {
		t.Errorf("two: %v", err)
	}
}

func TestMoreThanTwentyOfAKindAreErasedByTwo(t *testing.T) {
	now := datatest.Now()
	s := datatest.OpenBy(t, filepath.Join(t.TempDir(), "hall.lamp"), func() time.Time { now = now.Add(time.Second); return now })
	by := datatest.TwoPersons(t, s, app.Supervisor)
	for i := range app.MassWithdrawal + 1 {
		if err := s.SaveDraft(t.Context(), by, app.Draft{ID: fmt.Sprint("case-", i), Form: "case", Title: "校表", Fields: map[string]string{"content": "半张表"}}); err != nil {
			t.Fatal(err)
		}
	}
	now = now.AddDate(0, 4, 0)
	if _, err := s.EraseKind(t.Context(), by, app.KeptDrafts, "到期清理"); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("by one person: %v", err)
	}
	with := togetherWith(t, s, by)
	if out, err := s.EraseKind(t.Context(), with, app.KeptDrafts, "到期清理"); err != nil || out.Records != app.MassWithdrawal+1 {
		t.Errorf("by two: %+v (%v)", out, err)
	}
	log, err := s.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditErased}})
	if err != nil || len(log.Lines) != 1 || log.Lines[0].Witness != with.Witness || log.Lines[0].Details["records"] != "21" {
		t.Errorf("the audit log says %+v (%v)", log.Lines, err)
	}
}
