package privacy_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/privacy"
	"lamplighter/screens/screentest"
)

// withDrafts is a file with two half-done forms of two months ago.
func withDrafts(t *testing.T) (*data.Store, app.Actor, func() time.Time) {
	t.Helper()
	now := datatest.Now()
	clock := func() time.Time { now = now.Add(time.Second); return now }
	store := datatest.OpenBy(t, t.TempDir()+"/due.lamp", clock)
	by := datatest.TwoPersons(t, store, app.Supervisor)
	by.Roles = []app.Role{app.Sole}
	for _, id := range []string{"case-1", "case-2"} {
		if err := store.SaveDraft(t.Context(), by, app.Draft{ID: id, Form: "case", Title: "校表", Fields: map[string]string{"content": "半张表"}}); err != nil {
			t.Fatal(err)
		}
	}
	now = now.AddDate(0, 2, 0)
	return store, by, clock
}

// toDrafts opens the period of half-done forms, the last but one of the kinds.
func (p *place) toDrafts() {
	p.page.Focus()
	p.Press("End", "Up", "Enter")
}

func TestAShorterPeriodTellsWhatBecomesDueBeforeItIsKept(t *testing.T) {
	for name, dress := range map[string][]screentest.Option{"en": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}} {
		t.Run(name, func(t *testing.T) {
			store, by, clock := withDrafts(t)
			p := open(t, store, by, clock, append(dress, screentest.Size(1180, 650))...)
			say := func(english, zh string) string {
				if name != "en" {
					return zh
				}
				return english
			}
			versions := func() int {
				t.Helper()
				all, err := store.RetentionRules(t.Context(), by)
				if err != nil {
					t.Fatal(err)
				}
				return len(all) - len(app.RetentionKinds())
			}
			p.Tap(say("Due by kind of data", "分类到期"))
			p.See(say("? doubtful: 3 months (PIPL 19)", "? 存疑：3 个月（个保法19条）"))
			p.See(say("are doubtful until the company confirms them: 4.", "须由公司确认：4 项。"))
			p.toDrafts()
			p.See(say("As delivered", "随程序提供"))
			p.Type(say("Kept for, months", "保存月数"), "1")
			p.Press("Ctrl+Enter")
			p.See(say("Please fill in Source.", "请填写来源。"))
			p.Type(say("Source", "来源"), "公司通知〔2026〕3号")
			p.Press("Ctrl+Enter")
			p.See(say("2 more records become due for deletion, 2 in all", "将新增到期 2 条"))
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				p.Shot(filepath.Join(screentest.Gallery(t), "privacy-foreseen-"+name+".png"))
			}
			if n := versions(); n != 0 {
				t.Fatalf("%d versions were kept before somebody agreed", n)
			}
			p.Press("Escape")
			p.See("公司通知〔2026〕3号")
			p.Press("Ctrl+Enter", "Ctrl+Enter")
			p.See(say("2 are due", "到期 2 条"))
			p.See(say("1 month (公司通知〔2026〕3号)", "1 个月（公司通知〔2026〕3号）"))
			p.See(say("until the company confirms them: 3.", "须由公司确认：3 项。"))
			if n := versions(); n != 1 {
				t.Errorf("%d versions were kept", n)
			}
			p.page.Focus()
			p.Press("Home", "Enter")
			p.See(say("Version 2: 1 month, from", "第 2 版：1 个月，自"))
			p.See("沈丽")
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				p.Shot(filepath.Join(screentest.Gallery(t), "privacy-versions-"+name+".png"))
			}
		})
	}
}

func TestADeliveredPeriodIsConfirmedAsItIs(t *testing.T) {
	store, by, clock := withDrafts(t)
	p := open(t, store, by, clock, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.toDrafts()
	p.Type("Source", "例会确认")
	p.Press("Ctrl+Enter")
	p.DontSee("Keep it for a shorter time?")
	p.See("3 months (例会确认)")
	p.DontSee("? doubtful: 3 months (PIPL 19)")
}

func TestAPeriodBelowTheLawIsRefusedAndWhatWasTypedStays(t *testing.T) {
	store, by, clock := withDrafts(t)
	p := open(t, store, by, clock, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.page.Focus()
	p.Press("End", "Enter")
	p.Type("Kept for, months", "6")
	p.Type("Source", "节省空间")
	p.Press("Ctrl+Enter")
	p.See("The law asks that the audit log be kept for 36 months at least")
	p.Type("Kept for, months", "0")
	p.Press("Ctrl+Enter")
	p.See("Data are kept for 1 to 360 months.")
	p.Type("Kept for, months", "99999999999999999999")
	p.Press("Ctrl+Enter")
	p.See("Data are kept for 1 to 360 months.")
	p.Type("Kept for, months", "three")
	p.Press("Ctrl+Enter")
	p.See("Kept for, months cannot be read.")
	p.See("节省空间")
	p.Press("Escape")
	p.See("Close without saving?")
}

func TestAVersionThatIsToComeIsWithdrawn(t *testing.T) {
	store, by, clock := withDrafts(t)
	p := open(t, store, by, clock, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.toDrafts()
	p.DontSee("Alt+W")
	p.Type("Kept for, months", "6")
	p.Type("From", "2026-12-01")
	p.Type("Source", "公司通知〔2026〕3号")
	p.Press("Ctrl+Enter")
	p.toDrafts()
	p.See("To come")
	if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
		p.Shot(filepath.Join(screentest.Gallery(t), "privacy-to-come.png"))
	}
	p.Press("Alt+W")
	p.See("The period before it goes on.")
	p.Press("Escape")
	p.See("To come")
	p.Press("Alt+W", "Ctrl+Enter")
	p.toDrafts()
	p.DontSee("公司通知〔2026〕3号")
	p.DontSee("Alt+W")
	p.See("3 months (PIPL 19)")
}

func TestWhoMayNotChangeRulesOnlyReadsThePeriods(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	by.Roles = []app.Role{app.Supervisor}
	p := open(t, store, by, datatest.Now, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.page.Focus()
	p.Press("Home", "Enter")
	p.See("The administrator changes periods.")
	p.See("As delivered")
	p.DontSee("Kept for, months")
}

func TestTheAdministratorSeesThePeriodsAndNoRegister(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	by.Roles = []app.Role{app.Admin}
	p := open(t, store, by, datatest.Now, screentest.Size(1180, 650))
	p.See("Where visits were recorded")
	p.DontSee("Requests")
	p.DontSee("Erase the chosen")
	p.page.Focus()
	p.Press("Home", "Enter")
	p.See("Kept for, months")
}

func TestCustomersWhoAreDueAreLookedAtInTheirList(t *testing.T) {
	now := datatest.Now()
	clock := func() time.Time { now = now.Add(time.Second); return now }
	store := datatest.OpenBy(t, t.TempDir()+"/due.lamp", clock)
	by := datatest.TwoPersons(t, store, app.Supervisor)
	if _, err := store.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "从未用电"}}); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(2, 0, 0)
	p := open(t, store, by, clock, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.See("Customers never supplied")
	p.See("1 are due")
	p.page.Focus()
	p.Press("Home")
	p.page.GoOn()
	p.See("从未用电")
}

type noPeriods struct{ privacy.Store }

func (noPeriods) RetentionRules(context.Context, app.Actor) ([]app.RetentionVersion, error) {
	return nil, errors.New("disk")
}

func TestPeriodsThatCannotBeReadAreTold(t *testing.T) {
	store := datatest.Open(t)
	p := open(t, noPeriods{store}, datatest.Actor(t, store), datatest.Now, screentest.Size(1180, 650))
	p.Tap("Due by kind of data")
	p.See("This did not work.")
}
