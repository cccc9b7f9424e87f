package leads_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/leads"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

type bench struct {
	page   *screentest.Page
	list   *leads.List
	store  *data.Store
	plants []datatest.Plant
	by     app.Actor
	said   string
	opened desk.Route
	failed error
}

func open(t *testing.T, language string, roles []app.Role, options ...screentest.Option) *bench {
	t.Helper()
	s := datatest.Open(t)
	plants, _ := datatest.Tracked(t, s)
	by := datatest.Actor(t, s)
	codes, err := s.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	by.Roles = roles
	b := &bench{page: screentest.New(t, options...), store: s, plants: plants, by: by}
	b.list = leads.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: background.Inline(), Now: datatest.Now, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = r }, Say: func(text string) { b.said = text }, Fail: func(err error) { b.failed = err },
	}, s)
	b.page.Show(b.list.Content())
	b.list.Focus()
	b.page.Press("Home")
	return b
}

var all = []app.Role{app.Sole}

func TestALeadSaysItsEvidenceAndBecomesAnOpportunity(t *testing.T) {
	b := open(t, words.English, all)
	for _, text := range []string{"普威冷库", "Uses up to 94% of 200 kVA within a year; +50% in a year, from 127,992 to 192,010 kWh", "A lead uses 80.0% of its capacity or grows by 20.0% in a year."} {
		b.page.See(text)
	}
	b.list.Save()
	if b.said != "Opportunities made: 1." {
		t.Errorf("said %q, failed %v", b.said, b.failed)
	}
	made, err := b.store.Opportunities(t.Context(), b.by, b.plants[datatest.PlantGrown].Customer.ID)
	if err != nil || len(made) != 1 || made[0].Note != "Out of the use up to Feb 2026: Uses up to 94% of 200 kVA within a year; +50% in a year, from 127,992 to 192,010 kWh" {
		t.Errorf("%+v: %v", made, err)
	}
	b.page.See("Nobody is on this list.")
	b.page.Tap("Opportunity open")
	b.page.See("普威冷库")
}

func TestALeadIsDismissedWithAReason(t *testing.T) {
	b := open(t, words.English, all)
	b.list.GoOn()
	b.page.See("Dismiss leads: 1")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Reason.")
	b.page.Type("Reason", "已谈过，暂无意向")
	b.page.Press("Ctrl+Enter")
	if b.said != "Leads dismissed: 1." {
		t.Errorf("said %q", b.said)
	}
	b.page.Tap("Dismissed leads")
	b.page.See("已谈过，暂无意向 (沈丽)")
}

func TestWhoUsesNothingHasAListAndATask(t *testing.T) {
	b := open(t, words.English, all)
	b.page.Tap("Suspended")
	b.page.See("Nothing used for 6 months")
	b.page.Tap("Lost")
	b.page.See("Last read in Aug 2025")
	b.list.Focus()
	b.page.Press("Home")
	b.list.ToBoard()
	b.page.See("Find out why the customer is no longer supplied or read")
	b.page.Press("Ctrl+Enter")
	b.page.See("Due 2026-03-09")
	b.page.Press("Enter")
	if b.opened.Customer != b.plants[datatest.PlantGone].Customer.ID {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestWhoMayOnlyReadDecidesNothing(t *testing.T) {
	b := open(t, words.English, []app.Role{app.Auditor})
	for _, press := range []func(){b.list.Save, b.list.GoOn, b.list.ToBoard} {
		b.failed = nil
		if press(); b.failed == nil {
			t.Error("an auditor decided")
		}
	}
}

func TestTheLeadsGoOut(t *testing.T) {
	b := open(t, words.Chinese, all, screentest.Chinese())
	f, _ := b.list.Figures()
	if len(f.Rows) != 1 || len(f.Rows[0]) != len(f.Columns) || f.Title != "用电线索：增长线索" {
		t.Errorf("%+v", f)
	}
	if p := b.list.Prints(); p.Title != f.Title || len(p.Figures) != 1 {
		t.Errorf("%+v", p)
	}
}

func TestLeadShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-light": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-dark": {screentest.Dark()},
	} {
		b := open(t, name[:2], all, append(options, screentest.Size(1180, 690))...)
		b.page.Shot(filepath.Join(folder, "leads-"+name+".png"))
	}
}
