package usetasks_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/usetasks"
	"lamplighter/screens/words"
)

type bench struct {
	page   *screentest.Page
	tasks  *usetasks.Page
	store  *data.Store
	by     app.Actor
	said   string
	opened desk.Route
}

// open is the page some days after three tasks were given.
func open(t *testing.T, language string, days int, options ...screentest.Option) *bench {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.lamp")
	s := datatest.OpenAt(t, path)
	plants, _ := datatest.Tracked(t, s)
	by := datatest.Actor(t, s)
	for i, text := range []string{"了解2月用电减少的原因并填写", "走访了解增容意向", "了解客户为何停用"} {
		about := []app.UseTaskAbout{app.AboutDeviation, app.AboutLead, app.AboutIdle}[i]
		if _, err := s.GiveUseTasks(t.Context(), by, app.UseTaskDraft{Customers: []app.CustomerID{plants[i].Customer.ID}, Month: 202602, About: about, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	codes, err := s.Codes(t.Context(), by)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return datatest.Now().AddDate(0, 0, days) }
	b := &bench{page: screentest.New(t, options...), store: datatest.OpenBy(t, path, now), by: by}
	b.tasks = usetasks.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: background.Inline(), Now: now, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = r }, Say: func(text string) { b.said = text }, Fail: func(err error) { t.Error(err) },
	}, b.store)
	b.page.Show(b.tasks.Content())
	b.tasks.Focus()
	b.page.Press("Home")
	return b
}

func TestATaskIsEndedByKeysWithItsOutcome(t *testing.T) {
	b := open(t, words.English, 0)
	b.page.See("Due 2026-03-09")
	b.tasks.Save()
	b.page.See("End the task: 米易县安宁水泥厂")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in")
	b.page.Type(words.Field("outcome"), "窑检修到四月")
	b.page.Press("Ctrl+Enter")
	b.page.DontSee("米易县安宁水泥厂")
	b.page.Tap("Done tasks")
	b.page.See("窑检修到四月")
	b.page.See("Done on 2026-03-02")
}

func TestLateTasksComeFirst(t *testing.T) {
	b := open(t, words.English, 20)
	b.page.See("Late since 2026-03-09")
	b.page.DontSee("Due 2026-03-09")
}

func TestATaskLeadsToItsCustomerAndToThePlanOfAVisit(t *testing.T) {
	b := open(t, words.English, 0)
	b.page.Press("Enter")
	b.page.See("何晓燕, given by 沈丽.")
	b.page.Tap("Plan the visit")
	b.page.See("了解2月用电减少的原因并填写")
	b.page.Press("Ctrl+Enter")
	if b.said != "The visit is planned for 2026-03-09 Mon." {
		t.Errorf("said %q", b.said)
	}
	tasks, err := b.store.UseTasks(t.Context(), b.by, app.UseTaskFilter{View: app.UseTasksOpen})
	if err != nil || len(tasks.Rows) != 3 {
		t.Fatalf("%d tasks are open: %v", len(tasks.Rows), err)
	}
	order, err := b.store.VisitOrder(t.Context(), b.by, app.VisitFilter{Customer: tasks.Rows[0].Customer})
	if err != nil || len(order) != 1 {
		t.Fatalf("%d visits: %v", len(order), err)
	}
	visits, err := b.store.VisitsAt(t.Context(), b.by, order)
	if err != nil || len(visits) != 1 {
		t.Fatalf("%d visits: %v", len(visits), err)
	}
	if v := visits[0]; v.Basis != "deviation" || v.Purposes != "advice" || v.Note != "了解2月用电减少的原因并填写" || v.PlannedOn != "2026-03-09" || v.Status != app.VisitPlanned {
		t.Errorf("planned %+v", v)
	}
}

func TestTheSameVisitIsNotPlannedTwice(t *testing.T) {
	b := open(t, words.English, 0)
	for range 2 {
		b.page.Press("Enter")
		b.page.Tap("Plan the visit")
		b.page.Press("Ctrl+Enter")
	}
	b.page.See("This customer has a visit on 2026-03-09 Mon already.")
	b.page.Tap("a second visit that day is meant")
	b.page.Press("Ctrl+Enter")
	b.page.DontSee("has a visit on")
}

func TestTheTasksOfOneCustomerHaveAWayOut(t *testing.T) {
	b := open(t, words.English, 0)
	tasks, err := b.store.UseTasks(t.Context(), b.by, app.UseTaskFilter{})
	if err != nil {
		t.Fatal(err)
	}
	b.tasks.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: tasks.Rows[0].Customer}})
	b.page.See(tasks.Rows[0].CustomerName + " alone: show all")
	b.page.DontSee(tasks.Rows[1].CustomerName)
	if f, _ := b.tasks.Figures(); len(f.Rows) != 1 || !strings.Contains(f.Filter, tasks.Rows[0].CustomerName) {
		t.Errorf("%+v", f)
	}
	if !b.tasks.Leave() || b.tasks.Leave() {
		t.Error("Esc does not lead to all, or does so twice")
	}
	b.page.See(tasks.Rows[1].CustomerName)
}

func TestTasksAreNarrowed(t *testing.T) {
	b := open(t, words.English, 0)
	b.tasks.Show(desk.Route{Mine: true})
	b.page.See("No task on this list.")
	b.tasks.Show(desk.Route{})
	b.tasks.ToFilter()
	b.page.Type("Customer or what is to be done (Ctrl+F)", "增容")
	b.page.Press("Enter")
	b.page.See("走访了解增容意向")
	b.page.DontSee("了解客户为何停用")
	f, _ := b.tasks.Figures()
	if len(f.Rows) != 1 || len(f.Rows[0]) != len(f.Columns) {
		t.Errorf("%+v", f)
	}
}

func TestTaskShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-light": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-dark": {screentest.Dark()},
	} {
		b := open(t, name[:2], 20, append(options, screentest.Size(1180, 690))...)
		b.page.Shot(filepath.Join(folder, "usetasks-"+name+".png"))
		b.page.Press("Enter")
		b.page.Shot(filepath.Join(folder, "usetasks-open-"+name+".png"))
		b.page.Tap(map[string]string{"en": "Plan the visit", "zh": "安排走访"}[name[:2]])
		b.page.Shot(filepath.Join(folder, "usetasks-plan-"+name+".png"))
	}
}
