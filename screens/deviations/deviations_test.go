package deviations_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/deviations"
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
	}, s)
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
	f, is := b.list.Figures()
	if !is || len(f.Rows) != 6 || len(f.Rows[0]) != len(f.Columns) || f.Title != "预测偏差" {
		t.Errorf("%+v", f)
	}
	if printed := b.list.Prints(); len(printed.Figures) != 1 {
		t.Errorf("prints %+v", printed)
	}
}

func TestDeviationShots(t *testing.T) {
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		t.Skip("LAMPLIGHTER_SHOTS names no folder")
	}
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
