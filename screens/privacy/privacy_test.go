package privacy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/privacy"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

type place struct {
	*screentest.Page
	page *privacy.Page
	said []string
}

func open(t *testing.T, store privacy.Store, by app.Actor, now func() time.Time, options ...screentest.Option) *place {
	t.Helper()
	p := &place{Page: screentest.New(t, options...)}
	p.page = privacy.New(&desk.Desk{
		By: by, Codes: words.NewCodes(words.English, datatest.Shipped(t).Codes), Runner: background.Inline(), Now: now, Keys: p.Keys(),
		Say:  func(text string) { p.said = append(p.said, text) },
		Fail: func(err error) { t.Errorf("the screen failed: %v", err) },
	}, store)
	p.Show(p.page.Content())
	p.page.Reload()
	p.page.Focus()
	return p
}

func TestARequestIsEnteredAndAnswered(t *testing.T) {
	store := datatest.Open(t)
	p := open(t, store, datatest.Actor(t, store), datatest.Now, screentest.Size(1180, 650))
	p.See("Nothing was noted here.")
	p.page.New()
	p.Press("Ctrl+Enter")
	p.See("Please fill in Who asks.")
	p.Type("Who asks", "阿果尔布")
	p.Press("Ctrl+Enter")
	p.See("Please fill in Kind.")
	p.TypeHere("To delete")
	p.Press("Enter", "Ctrl+Enter")
	p.See("阿果尔布")
	p.See("Not settled")
}

func TestAnIncidentAndAnAssessmentAreEntered(t *testing.T) {
	store := datatest.Open(t)
	p := open(t, store, datatest.Actor(t, store), datatest.Now, screentest.Size(1180, 650))
	p.Tap("Incidents")
	p.page.New()
	p.Type("What happened", "台账打印件遗失")
	p.Press("Ctrl+Enter")
	p.See("台账打印件遗失")
	p.Tap("Impact assessments")
	p.DontSee("台账打印件遗失")
	p.page.New()
	p.Type("Title", "走访定位")
	p.Type("Purpose", "核实走访")
	p.Press("Ctrl+Enter")
	p.See("走访定位")
	if all, err := store.ImpactAssessments(t.Context(), datatest.Actor(t, store)); err != nil || len(all) != 1 {
		t.Errorf("the register holds %+v, %v", all, err)
	}
}

func TestWhoIsDueIsErasedOnlyWhenConfirmedWithAReason(t *testing.T) {
	now := datatest.Now()
	clock := func() time.Time { now = now.Add(time.Second); return now }
	store, err := data.Open(t.Context(), t.TempDir()+"/due.lamp", data.Options{Create: true, WatchDoor: true, DeviceName: "柜台", Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	by, err := store.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "从未用电"}}); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(2, 0, 0)
	p := open(t, store, by, clock, screentest.Size(1180, 650))
	p.Tap("Due for deletion")
	p.See("从未用电")
	p.See("Never supplied")
	p.page.GoOn()
	p.See("Customers to be erased: 1")
	p.Press("Ctrl+Enter")
	p.See("Please fill in Reason.")
	p.Type("Reason", "年度清理")
	p.Press("Ctrl+Enter")
	p.DontSee("从未用电")
	if len(p.said) != 1 {
		t.Errorf("said %q", p.said)
	}
}

func TestWhoMayOnlyReadIsOfferedNoForm(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	by.Roles = []app.Role{app.Auditor}
	p := open(t, store, by, datatest.Now)
	p.DontSee("Add")
	p.page.New()
	p.DontSee("Who asks")
}

func TestTheRegistersReadInChinese(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	for _, r := range []app.DataRequest{
		{Asker: "阿果尔布", Kind: app.AskDelete, ReceivedOn: "2026-01-05", Content: "请求删除"},
		{Asker: "李晓明", Kind: app.AskCopy, ReceivedOn: "2026-03-02", AnsweredOn: "2026-03-02", Answer: "已提供"},
	} {
		if _, err := store.SaveDataRequest(t.Context(), by, app.DataRequest{}, r); err != nil {
			t.Fatal(err)
		}
	}
	p := open(t, store, by, datatest.Now, screentest.Size(1180, 650), screentest.Chinese())
	p.See("阿果尔布")
	p.See("已超时")
	p.Tap("分类到期")
	p.See("走访定位")
}

func TestWhatIsDueOfAKindOfDataIsToldAndErased(t *testing.T) {
	now := datatest.Now()
	store, err := data.Open(t.Context(), t.TempDir()+"/a.lamp", data.Options{Create: true, DeviceName: "柜台", Seed: datatest.Seed(t), Now: func() time.Time { now = now.Add(time.Second); return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	by, err := store.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.SaveDraft(t.Context(), by, app.Draft{ID: "case-1", Form: "case", Title: "校表", Fields: map[string]string{"content": "半张表"}}); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 4, 0)
	p := open(t, store, by, func() time.Time { return now }, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.See("Half-done forms on this computer")
	p.See("1 are due")
	p.page.GoOn()
	p.See("Half-done forms on this computer: 1 to be erased")
	p.Type("Reason", "到期清理")
	p.Press("Ctrl+Enter")
	drafts, err := store.Drafts(t.Context(), by)
	if err != nil || len(drafts) != 0 {
		t.Errorf("the drafts are %+v: %v", drafts, err)
	}
}

func TestPicturesOfDataDueByKind(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, dress := range screentest.Dresses(screentest.Size(1180, 650)) {
		store := datatest.Open(t)
		p := open(t, store, datatest.Actor(t, store), datatest.Now, dress...)
		for _, chip := range []string{"Due by kind of data", "分类到期"} {
			if p.Sees(chip) {
				p.Tap(chip)
			}
		}
		p.Shot(filepath.Join(folder, "privacy-kinds-"+name+".png"))
		p.page.Focus()
		p.Press("Home", "Enter")
		p.Shot(filepath.Join(folder, "privacy-period-"+name+".png"))
	}
}

func TestErasingMoreThanTwentyAsksASecondPerson(t *testing.T) {
	for name, dress := range map[string][]screentest.Option{"en": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}} {
		t.Run(name, func(t *testing.T) {
			now := datatest.Now()
			clock := func() time.Time { now = now.Add(time.Second); return now }
			store := datatest.OpenBy(t, t.TempDir()+"/due.lamp", clock)
			by := datatest.TwoPersons(t, store, app.Supervisor)
			for range app.MassWithdrawal + 1 {
				if _, err := store.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "示例户"}}); err != nil {
					t.Fatal(err)
				}
			}
			now = now.AddDate(2, 0, 0)
			p := open(t, store, by, clock, append(dress, screentest.Size(1180, 650))...)
			chinese := name != "en"
			say := func(english, zh string) string {
				if chinese {
					return zh
				}
				return english
			}
			p.Tap(say("Due for deletion", "到期待删除"))
			p.page.Focus()
			p.Press("Ctrl+A")
			p.page.GoOn()
			p.Type(say("Reason", "原因"), "年度清理")
			p.Press("Ctrl+Enter")
			p.See(say("Erase 21 customers for ever: this takes two persons.", "永久删除 21 户客户：此操作须两人共同完成。"))
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				p.Shot(screentest.Gallery(t) + "/privacy-together-" + name + ".png")
			}
			p.See("示例户")
			p.Type(say("Staff number", "工号"), datatest.SecondNo)
			p.Type(say("Password", "密码"), datatest.SecondPassword)
			p.Press("Enter")
			p.DontSee("示例户")
			if len(p.said) != 1 {
				t.Errorf("said %q", p.said)
			}
			log, err := store.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditMassWithdrawal}})
			if err != nil || len(log.Lines) != 1 || log.Lines[0].Second != "罗永红" {
				t.Errorf("the audit log says %+v (%v)", log.Lines, err)
			}
		})
	}
}

func TestErasingMoreThanTwentyOfAKindAsksASecondPerson(t *testing.T) {
	for name, dress := range map[string][]screentest.Option{"en-dark": {screentest.Dark()}, "zh": {screentest.Chinese()}} {
		t.Run(name, func(t *testing.T) {
			now := datatest.Now()
			clock := func() time.Time { now = now.Add(time.Second); return now }
			store := datatest.OpenBy(t, t.TempDir()+"/due.lamp", clock)
			by := datatest.TwoPersons(t, store, app.Supervisor)
			for i := range app.MassWithdrawal + 1 {
				d := app.Draft{ID: fmt.Sprint("case-", i), Form: "case", Title: "校表", Fields: map[string]string{"content": "半张表"}}
				if err := store.SaveDraft(t.Context(), by, d); err != nil {
					t.Fatal(err)
				}
			}
			now = now.AddDate(0, 4, 0)
			p := open(t, store, by, clock, append(dress, screentest.Size(1180, 650))...)
			say := func(english, zh string) string {
				if name == "zh" {
					return zh
				}
				return english
			}
			left := func() int {
				t.Helper()
				drafts, err := store.Drafts(t.Context(), by)
				if err != nil {
					t.Fatal(err)
				}
				return len(drafts)
			}
			p.Tap(say("Due by kind of data", "分类到期"))
			p.page.GoOn()
			p.Type(say("Reason", "原因"), "到期清理")
			p.Press("Ctrl+Enter")
			p.See(say("Erase 21 of Half-done forms on this computer for ever: this takes two persons.", "永久删除本机未完成的表单 21 条：此操作须两人共同完成。"))
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				p.Shot(screentest.Gallery(t) + "/privacy-kind-together-" + name + ".png")
			}
			if n := left(); n != app.MassWithdrawal+1 {
				t.Fatalf("%d half-done forms are left before the second person agreed", n)
			}
			p.Type(say("Staff number", "工号"), datatest.SecondNo)
			p.Type(say("Password", "密码"), datatest.SecondPassword)
			p.Press("Enter")
			if n := left(); n != 0 || len(p.said) != 1 {
				t.Errorf("%d half-done forms are left, said %q", n, p.said)
			}
			log, err := store.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditErased}})
			if err != nil || len(log.Lines) != 1 || log.Lines[0].Second != "罗永红" {
				t.Errorf("the audit log says %+v (%v)", log.Lines, err)
			}
		})
	}
}
