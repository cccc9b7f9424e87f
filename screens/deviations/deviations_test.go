package deviations_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/deviations"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

type bench struct {
	page   *screentest.Page
	list   *deviations.List
	store  *data.Store
	by     app.Actor
	said   string
	opened desk.Route
	given  []exchange.ExportWhat
	failed error
}

func open(t *testing.T, language string, by func(app.Actor) app.Actor, options ...screentest.Option) *bench {
	t.Helper()
	s := datatest.Open(t)
	datatest.Tracked(t, s)
	b := &bench{page: screentest.New(t, options...), store: s, by: by(datatest.Actor(t, s))}
	codes, err := s.Codes(t.Context(), datatest.Actor(t, s))
	if err != nil {
		t.Fatal(err)
	}
	b.list = deviations.New(&desk.Desk{
		By: b.by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: background.Inline(), Now: datatest.Now, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = r }, Say: func(text string) { b.said = text }, Fail: func(err error) { b.failed = err },
	}, s, func(what exchange.ExportWhat) { b.given = append(b.given, what) })
	b.page.Show(b.list.Content())
	b.list.Focus()
	return b
}

func oneself(by app.Actor) app.Actor { return by }

func TestTheListSaysHowFarAndWhy(t *testing.T) {
	b := open(t, words.English, oneself)
	for _, text := range []string{"Feb 2026", "6 of 8 customers that were forecast and read: All units. By kWh.", "+12,000", "−9,100", "On file: Closure from Jan 2026", "Not in use?", "The month was estimated, not read", "罗永红"} {
		b.page.See(text)
	}
	b.list.Step(-1)
	b.page.See("Jan 2026")
	b.list.Step(1)
	b.list.Step(1)
	b.page.See("Feb 2026")
	b.list.ToBoard()
	b.page.See("By share.")
}

func TestADeviationIsExplainedByKeys(t *testing.T) {
	b := open(t, words.English, oneself)
	b.page.Press("Home", "Enter")
	b.page.See("Nineteen in twenty such months lie between")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Reason.")
	b.page.Type("Reason", "接到出口订单，三班生产")
	b.page.Type("Cause", "market")
	b.page.Press("Enter", "Ctrl+Enter")
	b.page.See("接到出口订单，三班生产")
	b.page.Press("Home", "Enter")
	b.page.See("Found before")
	b.page.Press("Escape")
	b.page.Tap("Unexplained")
	b.page.DontSee("撒莲木材厂")
	b.page.See("5 of 8")
}

func TestATaskIsGivenForOneOrForAllMarked(t *testing.T) {
	b := open(t, words.English, oneself)
	b.list.Focus()
	b.page.Press("Home")
	b.list.Save()
	b.page.See("Give tasks: 1")
	b.page.Press("Ctrl+Enter")
	if b.said != "Tasks given: 1, due 2026-03-09." {
		t.Errorf("said %q", b.said)
	}
	b.page.See("Due 2026-03-09")
	b.list.Focus()
	b.page.Press("Ctrl+A")
	b.list.Save()
	b.page.See("Give tasks: 6")
	b.page.Press("Ctrl+Enter")
	if b.said != "Tasks given: 5, due 2026-03-09. 1 have the same task already." {
		t.Errorf("said %q", b.said)
	}
	tasks, err := b.store.UseTasks(t.Context(), b.by, app.UseTaskFilter{View: app.UseTasksOpen})
	if err != nil || len(tasks.Rows) != 6 || tasks.Rows[0].ManagerName == b.by.Name {
		t.Errorf("%d tasks: %v", len(tasks.Rows), err)
	}
}

func TestTheListIsNarrowed(t *testing.T) {
	b := open(t, words.English, oneself)
	b.page.Type("Industry, e.g. C30", "b08")
	b.page.Press("Enter")
	b.page.See("1 of 8")
	b.page.See("得石石材加工厂")
	b.list.Show(desk.Route{Month: 202602, Mine: true})
	b.page.See("0 of 8 customers that were forecast and read: All units, Mine.")
	b.page.See("Nobody used other than forecast here.")
}

func TestWhoMayOnlyReadGivesNoTask(t *testing.T) {
	b := open(t, words.English, func(by app.Actor) app.Actor {
		by.Roles = []app.Role{app.Leader}
		return by
	})
	b.page.Press("Home")
	b.list.Save()
	if b.failed == nil {
		t.Error("a leader gave a task")
	}
}

func TestTheListGoesOutAndOnPaper(t *testing.T) {
	b := open(t, words.Chinese, oneself, screentest.Chinese())
	printed := b.list.Prints()
	figures, err := printed.Later(t.Context())
	if err != nil || len(figures) != 1 || len(figures[0].Rows) != 6 || len(figures[0].Rows[0]) != len(figures[0].Columns) || printed.Rows != 6 || printed.Title != "预测偏差" {
		t.Errorf("prints %+v, %v", figures, err)
	}
	if !b.list.Export() || len(b.given) != 1 || len(b.given[0].Rows) != 6 {
		t.Fatalf("given %+v", b.given)
	}
	path := filepath.Join(t.TempDir(), "偏差.csv")
	n, err := b.given[0].Run(t.Context(), nil, app.ExportJob{Path: path, Format: app.CSV, Title: func(s string) string { return s }}, func(int64, int64) {})
	if info, gone := os.Stat(path); n != 6 || err != nil || gone != nil || info.Size() < 300 {
		t.Errorf("%d rows went out: %v, %v", n, err, gone)
	}
}

// county has more deviations than are read with the question.
type county struct{ *data.Store }

const countyDeviations = 12_000

func (county) Deviations(_ context.Context, _ app.Actor, f app.DeviationFilter) (app.DeviationList, error) {
	list := app.DeviationList{Month: 202602, Months: []int64{202602}, Total: countyDeviations, Judged: 20_000}
	for i := f.From; i < countyDeviations && (f.Most == 0 || i < f.From+f.Most); i++ {
		list.Rows = append(list.Rows, app.Deviation{Customer: app.CustomerID{byte(i), byte(i >> 8), 1}, Name: fmt.Sprint("第", i, "户"), Actual: int64(countyDeviations - i)})
	}
	return list, nil
}

func TestAllDeviationsGoOutHoweverManyThereAre(t *testing.T) {
	s := datatest.Open(t)
	page := screentest.New(t)
	list := deviations.New(&desk.Desk{
		By: datatest.Actor(t, s), Codes: words.NewCodes(words.English, nil), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Fail: func(err error) { t.Error(err) },
	}, county{s}, func(exchange.ExportWhat) {})
	page.Show(list.Content())
	list.Focus()
	page.Press("End")
	page.See("第11999户")
	figures, err := list.Prints().Later(t.Context())
	if err != nil || len(figures[0].Rows) != countyDeviations || figures[0].Rows[countyDeviations-1][0] != "第11999户" {
		t.Errorf("%d rows: %v", len(figures[0].Rows), err)
	}
}

func TestTheListOfOneCustomerHasAWayOut(t *testing.T) {
	b := open(t, words.English, oneself)
	all, err := b.store.Deviations(t.Context(), b.by, app.DeviationFilter{})
	if err != nil {
		t.Fatal(err)
	}
	of := func(id app.CustomerID) desk.Route {
		return desk.Route{Forecast: desk.Deviations, Use: app.ForecastOf{Level: app.OfCustomer, Customer: id}}
	}
	b.list.Show(of(all.Rows[0].Customer))
	b.page.See("1 of 8")
	b.page.See(all.Rows[0].Name + " alone: show all")
	b.page.DontSee(all.Rows[1].Name)
	if printed := b.list.Prints(); printed.Rows != 1 || !strings.Contains(printed.Filter, all.Rows[0].Name) {
		t.Errorf("prints %d rows of %q", printed.Rows, printed.Filter)
	}
	if !b.list.Leave() || b.list.Leave() {
		t.Error("Esc does not lead to all, or does so twice")
	}
	b.page.See("6 of 8")
	b.page.DontSee("alone: show all")
	other := datatest.Customer(t, b.store, "丙谷粮站", "990000000009", "00000000000")
	b.list.Show(of(other.ID))
	b.page.See("丙谷粮站 used what was forecast in Feb 2026, or was not judged.")
	b.page.Tap("丙谷粮站 alone: show all  Esc")
	b.page.See("6 of 8")
}

func TestDeviationShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-light": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-dark": {screentest.Dark()},
	} {
		b := open(t, name[:2], oneself, append(options, screentest.Size(1180, 690))...)
		b.page.Press("Home")
		b.list.Save()
		b.page.Press("Ctrl+Enter")
		b.page.Shot(filepath.Join(folder, "deviations-"+name+".png"))
		b.list.Focus()
		b.page.Press("Home", "Enter")
		b.page.Shot(filepath.Join(folder, "deviations-explain-"+name+".png"))
	}
}
