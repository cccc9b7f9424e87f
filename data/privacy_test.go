package data_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// privacyDesk is a file of which the clock can be moved on.
type privacyDesk struct {
	*data.Store
	by  app.Actor
	now time.Time
}

func privacyDeskOf(t *testing.T) *privacyDesk {
	t.Helper()
	d := &privacyDesk{now: time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)}
	s, err := data.Open(t.Context(), t.TempDir()+"/privacy.lamp", data.Options{Create: true, WatchDoor: true, DeviceName: "柜台", Now: func() time.Time { d.now = d.now.Add(time.Second); return d.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if d.by, err = s.Start(t.Context(), "米易营业厅", "沈丽"); err != nil {
		t.Fatal(err)
	}
	d.Store = s
	return d
}

func (d *privacyDesk) takesOn(t *testing.T, draft app.CustomerDraft) app.Customer {
	t.Helper()
	c, err := d.OpenCustomer(t.Context(), d.by, draft)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func privacyReason(err error) app.Reason {
	if no, is := errors.AsType[*app.Refusal](err); is {
		return no.Reason
	}
	return ""
}

func TestARequestIsDueWithinFifteenWorkingDays(t *testing.T) {
	d := privacyDeskOf(t)
	asked := app.DataRequest{Asker: "阿果", Kind: app.AskDelete, Channel: "counter", ReceivedOn: "2026-03-02", Content: "请求删除"}
	made, err := d.SaveDataRequest(t.Context(), d.by, app.DataRequest{}, asked)
	if err != nil {
		t.Fatal(err)
	}
	if made.DueOn != "2026-03-23" {
		t.Errorf("it is due on %s", made.DueOn)
	}
	now := made
	now.AnsweredOn = "2026-03-02"
	if _, err := d.SaveDataRequest(t.Context(), d.by, made, now); privacyReason(err) != app.NeedsAnswer {
		t.Errorf("answered without an answer: %v", err)
	}
	now.Answer, now.Refused = "尚有未结工单", app.RefusedNeeded
	if _, err := d.SaveDataRequest(t.Context(), d.by, made, now); err != nil {
		t.Fatal(err)
	}
	list, err := d.DataRequests(t.Context(), d.by)
	if err != nil || len(list) != 1 || list[0].Refused != app.RefusedNeeded || list[0].DueOn != "2026-03-23" {
		t.Errorf("the register holds %+v, %v", list, err)
	}
	if err := d.Set(t.Context(), app.RequestDaysSet, "5"); err != nil {
		t.Fatal(err)
	}
	if made, err = d.SaveDataRequest(t.Context(), d.by, app.DataRequest{}, asked); err != nil || made.DueOn != "2026-03-09" {
		t.Errorf("as set to five days it is due on %s, %v", made.DueOn, err)
	}
}

func TestAnAssessmentIsKeptThreeYearsAtLeast(t *testing.T) {
	d := privacyDeskOf(t)
	a := app.ImpactAssessment{Title: "走访定位", Purpose: "核实走访", AssessedOn: "2026-03-02", KeepUntil: "2028-03-02"}
	if _, err := d.SaveImpactAssessment(t.Context(), d.by, app.ImpactAssessment{}, a); privacyReason(err) != app.KeptTooShort {
		t.Errorf("kept two years: %v", err)
	}
	a.KeepUntil = ""
	made, err := d.SaveImpactAssessment(t.Context(), d.by, app.ImpactAssessment{}, a)
	if err != nil || made.KeepUntil != "2029-03-02" {
		t.Errorf("it is kept until %s, %v", made.KeepUntil, err)
	}
	if list, err := d.ImpactAssessments(t.Context(), d.by); err != nil || len(list) != 1 || list[0] != made {
		t.Errorf("the register holds %+v, %v", list, err)
	}
}

func TestAnIncidentIsKeptWithWhoWasTold(t *testing.T) {
	d := privacyDeskOf(t)
	i := app.Incident{FoundOn: "2026-03-01", What: "台账打印件遗失", Scope: "12户姓名与电话", Persons: 12, Measures: "已找回", Told: "供电公司，3月1日", ToldOn: "2026-02-01"}
	if _, err := d.SaveIncident(t.Context(), d.by, app.Incident{}, i); privacyReason(err) != app.EndsBeforeStart {
		t.Errorf("told before it was found: %v", err)
	}
	i.ToldOn = "2026-03-01"
	made, err := d.SaveIncident(t.Context(), d.by, app.Incident{}, i)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := d.Incidents(t.Context(), d.by); err != nil || len(list) != 1 || list[0] != made {
		t.Errorf("the register holds %+v, %v", list, err)
	}
}

func TestTheRegistersReplay(t *testing.T) {
	d := privacyDeskOf(t)
	if _, err := d.SaveDataRequest(t.Context(), d.by, app.DataRequest{}, app.DataRequest{Asker: "阿果", Kind: app.AskKnow, ReceivedOn: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveIncident(t.Context(), d.by, app.Incident{}, app.Incident{FoundOn: "2026-03-01", What: "x"}); err != nil {
		t.Fatal(err)
	}
	list, err := d.AuditLog(t.Context(), d.by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditPrivacy}})
	if err != nil || len(list.Lines) != 2 {
		t.Errorf("the audit log tells %+v, %v", list, err)
	}
}

func TestADataSheetTellsEverythingAndIsNoted(t *testing.T) {
	d := privacyDeskOf(t)
	c := d.takesOn(t, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: "阿果尔布", Note: "喜欢微信联系"}, Contact: app.Contact{Name: "阿果尔布", Mobile: "10000004711"},
		Account: app.Account{AccountNo: "5104210047110", Address: "白马镇桥头村"},
	})
	if _, err := d.DataSheet(t.Context(), d.by, app.DataSheetAsk{Customer: c.ID}); privacyReason(err) != app.Missing {
		t.Errorf("without a purpose: %v", err)
	}
	sheet, err := d.DataSheet(t.Context(), d.by, app.DataSheetAsk{Customer: c.ID, Purpose: "本人查询"})
	if err != nil {
		t.Fatal(err)
	}
	path := t.TempDir() + "/sheet"
	if err := d.WriteDataSheet(t.Context(), d.by, sheet, []byte("%PDF"), path); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path + ".json")
	if err != nil || !json.Valid(content) {
		t.Fatalf("the file is no JSON, %v", err)
	}
	for _, text := range []string{"阿果尔布", "喜欢微信联系", "10000004711", "5104210047110", "白马镇桥头村", "本人查询"} {
		if !strings.Contains(string(content), text) {
			t.Errorf("the sheet does not tell %s", text)
		}
	}
	for _, end := range []string{".json", ".pdf"} {
		if m, err := d.ExportOf(t.Context(), d.by, path+end); err != nil || m.Purpose != "本人查询" || m.List != "data_sheet" {
			t.Errorf("by the hash of %s the log says %+v, %v", end, m, err)
		}
	}
	list, err := d.AuditLog(t.Context(), d.by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditDataSheet}})
	if err != nil || len(list.Lines) != 1 || list.Lines[0].Reason != "本人查询" {
		t.Errorf("the audit log tells %+v, %v", list, err)
	}
}

func TestWhoIsDueForErasingIsListedAndGoesOnlyWhenConfirmed(t *testing.T) {
	d := privacyDeskOf(t)
	gone := d.takesOn(t, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "已销户"}, Account: app.Account{AccountNo: "1", Status: app.AccountClosed}})
	never := d.takesOn(t, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "从未用电"}})
	d.takesOn(t, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "在用"}, Account: app.Account{AccountNo: "2"}})
	sealed := d.takesOn(t, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "封存"}})
	if err := d.SealCustomer(t.Context(), d.by, app.CustomerFate{Customer: sealed.ID, Reason: "诉讼"}); err != nil {
		t.Fatal(err)
	}
	due := func() string {
		list, err := d.DueForErasing(t.Context(), d.by)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, one := range list {
			names = append(names, one.Name+" "+string(one.Class))
		}
		return strings.Join(names, ", ")
	}
	if got := due(); got != "" {
		t.Errorf("due at once: %s", got)
	}
	d.now = d.now.AddDate(2, 0, 0)
	if got := due(); got != "从未用电 never_supplied" {
		t.Errorf("due after two years: %s", got)
	}
	d.now = d.now.AddDate(2, 0, 0)
	if got := due(); got != "已销户 without_supply, 从未用电 never_supplied" {
		t.Errorf("due after four years: %s", got)
	}
	if _, err := d.EraseDue(t.Context(), d.by, []app.CustomerID{gone.ID, never.ID}, " "); privacyReason(err) != app.Missing {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := d.EraseDue(t.Context(), d.by, []app.CustomerID{gone.ID, never.ID}, "年度清理"); err != nil {
		t.Fatal(err)
	}
	if got := due(); got != "" {
		t.Errorf("due after erasing: %s", got)
	}
	many := make([]app.CustomerID, app.MassWithdrawal+1)
	by := app.Actor{Staff: d.by.Staff, Area: d.by.Area, Unit: d.by.Unit, Roles: []app.Role{app.Supervisor}}
	if _, err := d.EraseDue(t.Context(), by, many, "年度清理"); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("many at once by one person: %v", err)
	}
}
