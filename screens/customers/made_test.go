package customers_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func TestAnOverduePromiseStandsOverThePage(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	c, err := store.MakeCommitment(t.Context(), p.by, app.CommitmentDraft{
		Customer: made["王芳"].ID, Content: "更换老化表箱", Owner: p.by.Staff, MadeOn: "2026-02-20", DueOn: "2026-02-27",
	})
	if err != nil {
		t.Fatal(err)
	}
	p.area.Show(desk.Route{Customer: made["王芳"].ID})
	p.See("Promises overdue: 1")
	p.See("Promised by 2026-02-27")
	p.Tap("2026-02-27  更换老化表箱")
	p.Type("Evidence", "客户签收单")
	p.Press("Ctrl+Enter")
	p.DontSee("Promises overdue: 1")
	p.See("Kept late 2026-03-02")
	if kept := p.kept(t, made["王芳"].ID).Commitments; len(kept) != 1 || kept[0].ID != c.ID || kept[0].Open() {
		t.Errorf("kept as %+v", kept)
	}
}

func TestEverythingLearnedIsAddedOnThePageWithoutAVisit(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	id := made["李晓明"].ID
	p.area.Show(desk.Route{Customer: id})
	p.Tap("Add promise")
	p.TypeHere("送达停电通知")
	p.Type("Due on", "+2")
	p.Press("Ctrl+Enter")
	p.See("2026-03-04  送达停电通知")
	p.Tap("Opportunities")
	p.TypeHere("pv")
	p.Press("Enter")
	p.Type("What was heard", "屋顶光伏")
	p.Press("Ctrl+Enter")
	p.See("Photovoltaics  屋顶光伏")
	p.Tap("Usage events")
	p.TypeHere("closure")
	p.Press("Enter")
	p.Type("From month", "6")
	p.Type("More or less in %", "100")
	p.Type("Reason", "外出务工")
	p.Press("Ctrl+Enter")
	p.See("Closure  −100%  from Jun 2026  外出务工")
	p.Tap("Meter readings")
	p.Type("Total", "2345.6")
	p.Press("Ctrl+Enter")
	p.See("Total  2345.60  2026-03-02")
	p.Tap("Photovoltaics  屋顶光伏")
	p.Type("Stage", "lost")
	p.Press("Enter", "Ctrl+Enter")
	p.See("This step needs a reason.")
	p.Type("Result", "屋顶承重不足")
	p.Press("Ctrl+Enter")
	if o := p.kept(t, id).Opportunities; len(o) != 1 || o[0].Stage != app.StageLost {
		t.Errorf("kept as %+v", o)
	}
	p.See("Meter reading")
	p.Tap("Change history")
	for _, said := range []string{"Taken on: Promise", "Taken on: Opportunity", "Taken on: Usage event", "Opportunity · Stage", "Opportunity · Result", "屋顶承重不足"} {
		p.See(said)
	}
}

func TestWhoMayNotChangeVisitsSeesPromisesAlone(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.See("Add promise")
	clerk := p.by
	clerk.Roles = []app.Role{app.Counter}
	q := openAs(t, clerk, store)
	q.area.Show(desk.Route{Customer: made["李晓明"].ID})
	q.See("Promises")
	q.DontSee("Add promise")
}

// openAs is the tab as somebody else sees it.
func openAs(t *testing.T, by app.Actor, store *data.Store) *place {
	t.Helper()
	p := &place{Page: screentest.New(t), store: store, by: by}
	shipped := datatest.Shipped(t)
	p.area = customers.New(&desk.Desk{
		By: by, Codes: words.NewCodes(words.English, shipped.Codes), Flows: words.NewFlows(words.English, shipped.Flows), Runner: background.Inline(),
		Now: datatest.Now, Keys: p.Keys(), Open: func(desk.Route) {}, Say: func(string) {}, Fail: func(err error) { t.Errorf("the screen failed: %v", err) },
	}, store)
	p.Show(p.area.Content())
	return p
}

func TestManyPromisesAndAccountsAreShortUntilAllIsAskedFor(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	id := made["王芳"].ID
	for i, what := range []string{"更换老化表箱", "送达停电通知", "核实电压偏低", "讲解分时电价"} {
		c, err := store.MakeCommitment(t.Context(), p.by, app.CommitmentDraft{Customer: id, Content: what, Owner: p.by.Staff, DueOn: app.Day("2026-03-20").AddDays(i)})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			if _, err = store.EndCommitment(t.Context(), p.by, c, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "客户签收单"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, no := range []string{"5104000000041", "5104000000058"} {
		if _, err := store.SaveAccount(t.Context(), p.by, app.Account{}, app.Account{Customer: id, AccountNo: no, Status: "active", Address: "丙谷镇新村", Line: "丙谷一线"}, app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	p.area.Show(desk.Route{Customer: id})
	p.See("讲解分时电价")
	p.DontSee("2026-03-20  更换老化表箱") // ended, so behind what is open
	p.See("5104000000058")
	p.DontSee("丙谷一线")
	p.Tap("Show all")
	p.See("2026-03-20  更换老化表箱")
	p.See("丙谷一线")
}
