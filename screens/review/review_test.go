package review_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/review"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is these pages on a real store, driven without a display.
type bench struct {
	page   *screentest.Page
	store  *data.Store
	by     app.Actor
	area   *review.Area
	said   string
	opened desk.Route
	at     int // the table on view
}

// table turns to one of the four tables.
func (b *bench) table(at int) {
	for ; b.at != at; b.at = (b.at + 1) % 4 {
		b.area.ToBoard()
	}
}

func open(t *testing.T, language string, store *data.Store, by app.Actor, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, opts...), store: store, by: by}
	codes, err := store.Codes(t.Context(), datatest.Actor(t, store))
	if err != nil {
		t.Fatal(err)
	}
	b.area = review.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: b.page.Keys(), Canvas: b.page.Window().Canvas(),
		Open: func(r desk.Route) { b.opened = r }, Say: func(text string) { b.said = text }, Fail: func(err error) { t.Error(err) },
	}, store)
	b.page.Show(b.area.Content())
	return b
}

// county is a store in which managers visited, promised and were spoken of.
func county(t *testing.T, managers ...string) (*data.Store, []app.Staff) {
	t.Helper()
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	var staff []app.Staff
	for i, name := range managers {
		who, err := store.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: fmt.Sprint(9000 + i), Name: name, ValidFrom: "2020-01-01", Unit: by.Unit, Roles: []app.Role{app.Manager}})
		if err != nil {
			t.Fatal(err)
		}
		staff = append(staff, who)
	}
	var customers []app.Customer
	for i, name := range []string{"李晓明", "王芳", "米易县徐兰机制砖厂", "阿木·曲比"} {
		customers = append(customers, datatest.Customer(t, store, name, fmt.Sprintf("51040000000%02d", i+1), fmt.Sprintf("129000000%02d", i+1)))
	}
	for i, who := range staff {
		var visits []app.Visit
		for n := range 12 - i {
			day := app.Day("2026-02-02").AddDays(n * 2)
			v := app.Visit{
				Customer: customers[n%len(customers)].ID, Manager: who.ID, Month: 202602, PlannedOn: day, VisitedOn: day, Status: app.VisitArchived, Channel: app.OnSite,
				Quality: int64(92 - 6*n%50), Facts: int64(n % 4), Blanks: int64(n % 3), Purposes: "needs,policy", Met: "厂长", Asked: 12,
			}
			switch {
			case n < i:
				v.VisitedOn, v.Status, v.Quality = "", app.VisitPlanned, 0
			case n%5 == 4:
				v.Channel, v.EnteredAt = app.ByTelephone, day.AddDays(2).Time().UnixMilli()
			case n%7 == 6:
				v.Channel, v.Moves, v.Reason = app.Online, 1, "道路中断"
			case n == 3:
				v.Status, v.FollowUpOn, v.Note, v.Satisfaction = app.VisitFollowUp, app.Day("2026-02-27").AddDays(i), "电压偏低，已报台区改造", 2
			}
			visits = append(visits, v)
		}
		datatest.Visits(t, store, visits...)
		for n := range 5 {
			p := app.Commitment{Customer: customers[n%4].ID, Owner: who.ID, Content: "更换老化导线", MadeOn: "2026-02-10", DueOn: app.Day("2026-02-20").AddDays(n * 4)}
			if n > i {
				p.EndedOn, p.Ending, p.Evidence = p.DueOn, app.CommitmentKept, "客户签字"
			}
			datatest.Promises(t, store, p)
		}
		actor := app.Actor{Staff: who.ID, Name: who.Name, Unit: by.Unit, Area: by.Area, Roles: []app.Role{app.Sole}}
		for n := range 7 - i {
			_, err := store.OpenCase(t.Context(), actor, app.CaseDraft{
				Kind: app.Consultation, Channel: "counter", Customer: customers[n%4].ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: []string{"satisfied", "mostly_satisfied", "dissatisfied"}[n%3],
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := store.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store, staff
}

func TestTheSupervisorSeesTheWeakestFirst(t *testing.T) {
	store, _ := county(t, "王强", "何燕")
	b := open(t, words.English, store, datatest.Actor(t, store))
	b.area.Show(desk.Route{Review: true})
	b.area.Step(-1)
	b.page.See("2026-02-01 – 2026-02-28 against 2026-01-01 – 2026-01-31: All.")
	f, on := b.area.Figures()
	if !on || f.Title != "Visits" || len(f.Rows) != 3 || f.Rows[0][0] != "All account managers" || f.Rows[1][0] != "何燕" || f.Rows[2][0] != "王强" {
		t.Fatalf("figures %+v", f)
	}
	if got := f.Rows[1]; got[1] != "11" || got[2] != "90.9%" || got[9] != "1" || len(got) != len(f.Columns) {
		t.Errorf("her line %v", got)
	}
	b.page.See("10 / 11") // her bar
	if printed := b.area.Prints(); len(printed.Figures) != 4 {
		t.Errorf("%d tables on paper", len(printed.Figures))
	}
	b.table(2)
	b.page.See("Days until recorded")
	b.page.DontSee("By telephone")
}

func TestEveryNumberOpensItsListByKeysAlone(t *testing.T) {
	store, staff := county(t, "王强", "何燕")
	b := open(t, words.English, store, datatest.Actor(t, store))
	b.area.Show(desk.Route{Review: true})
	b.area.Step(-1)
	b.page.Press("Home", "Down", "Enter") // the weakest
	b.page.See("The lists behind 何燕")
	b.page.Press("Down", "Down", "Down", "Down", "Down", "Down", "Enter")
	b.page.See("Overdue")
	b.page.See("1 records. Enter opens one.")
	b.page.Press("Home", "Enter")
	b.page.See("Quality of this record")
	b.page.Press("Ctrl+Enter")
	if b.opened.Tab != desk.Visits || b.opened.Visit.IsZero() {
		t.Errorf("opened %+v", b.opened)
	}
	if !b.area.Leave() {
		t.Fatal("Esc leaves the area")
	}
	b.page.See("How the managers fare")
	if b.area.Leave() {
		t.Error("Esc does not leave the figures")
	}
	for at, want := range map[int]string{1: "Written late", 2: "What was promised", 3: "What was said"} {
		b.table(at)
		if at == 3 {
			b.area.Step(1)
		}
		b.page.Press("Home", "Enter", "End", "Enter")
		if at == 2 { // the last are the changes
			b.page.See("True since")
		} else {
			b.page.See(want)
		}
		b.area.Leave()
	}
	b.table(3)
	b.page.Press("End", "Enter") // what was said at the counter
	b.page.See("Asked in: Case")
	b.page.See("13 records. Enter opens one.")
	b.area.Show(desk.Route{Tab: desk.Visits, Visits: &app.VisitFilter{Manager: staff[0].ID, By: app.VisitsByPlan, From: "2026-02-01", To: "2026-02-28"}})
	b.page.See("12 records. Enter opens one.")
}

func TestAManagerSeesHisOwnFiguresOnly(t *testing.T) {
	store, staff := county(t, "王强", "何燕")
	b := open(t, words.English, store, app.Actor{Staff: staff[0].ID, Name: "王强", Roles: []app.Role{app.Manager}})
	b.area.Show(desk.Route{Review: true})
	b.area.Step(-1)
	b.page.See("王强")
	b.page.DontSee("何燕")
	b.page.DontSee("All account managers")
	b.page.DontSee("My unit")
	b.page.Press("Home", "Enter", "Enter")
	b.page.See("12 records. Enter opens one.")
}

func TestThePeriodIsChosenByKeys(t *testing.T) {
	store, _ := county(t, "王强")
	b := open(t, words.English, store, datatest.Actor(t, store))
	b.area.Show(desk.Route{Review: true})
	b.page.See("2026-03-01 – 2026-03-31 against 2026-02-01 – 2026-02-02: All.")
	b.page.Tap("Quarter")
	b.page.See("2026-01-01 – 2026-03-31 against")
	b.page.Tap("Quarter") // pressed again, it stays
	b.page.See("2026-01-01 – 2026-03-31 against")
	b.area.Step(1) // nothing is counted ahead
	b.page.See("2026-01-01 – 2026-03-31 against")
	b.page.Tap("Year")
	b.page.Tap("‹")
	b.page.See("2025-01-01 – 2025-12-31 against")
	b.page.Tap("Mine")
	b.page.See("Mine.")
}

func TestACallAfterTheMeasuresIsTakenIn(t *testing.T) {
	store, staff := county(t, "王强")
	by := app.Actor{Staff: staff[0].ID, Name: "王强", Unit: staff[0].Unit, Area: 1, Roles: []app.Role{app.Manager}}
	found, _, err := store.Search(t.Context(), datatest.Actor(t, store), "阿木·曲比", 1)
	if err == nil && len(found) == 1 {
		err = store.Assign(t.Context(), datatest.Actor(t, store), app.Assignment{Customer: found[0].ID, Manager: by.Staff, FromOn: "2026-01-01"})
	}
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, words.English, store, by)
	b.area.Show(desk.Route{FollowUps: true})
	b.page.See("1 to call. Enter: what the call brought")
	b.page.Press("Home", "Enter")
	b.page.See("电压偏低，已报台区改造")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Customer reached.")
	b.page.Type("Customer reached", "not")
	b.page.Press("Tab")
	b.page.Type("What the call brought", "无人接听")
	b.page.Type("Satisfaction", "5")
	b.page.Press("Tab")
	b.page.Press("Ctrl+Enter")
	b.page.See("Who was not reached cannot have said how satisfied he is.")
	b.page.Type("Customer reached", "Reached")
	b.page.Press("Tab")
	b.page.Press("Ctrl+Enter")
	b.page.See("No call is due.")
	if b.said != "The visit to 阿木·曲比 is in the archive." {
		t.Errorf("said %q", b.said)
	}
}

func TestCallsAndSurveyAreReachedFromTheFiguresByKeys(t *testing.T) {
	store, _ := county(t, "王强")
	b := open(t, words.English, store, datatest.Actor(t, store))
	b.area.Show(desk.Route{Review: true})
	b.page.See("How the managers fare")
	b.area.GoOn()
	b.page.See("1 to call. Enter: what the call brought")
	b.area.GoOn()
	b.page.See("How the managers fare")
	if !b.area.Insert() {
		t.Error("Ctrl+J goes elsewhere")
	}
	b.page.See("What you enter is listed here.")
	if !b.area.Leave() {
		t.Error("Esc leaves the figures altogether")
	}
	b.page.See("How the managers fare")
	b.page.Tap("Calls after visits  Ctrl+G")
	b.page.See("1 to call. Enter: what the call brought")
}

func TestAnswersToTheSurveyAreEnteredInARow(t *testing.T) {
	store, _ := county(t, "王强")
	by := datatest.Actor(t, store)
	b := open(t, words.English, store, by)
	b.area.Show(desk.Route{Survey: true})
	b.area.Save()
	b.page.See("Please fill in Customer.")
	enter := func(who, score, said string) {
		t.Helper()
		b.area.Focus()
		b.page.TypeHere(who)
		b.page.Press("Tab")
		b.page.TypeHere(score)
		b.page.Press("Tab")
		b.page.TypeHere(said)
		b.area.Save()
	}
	enter("5104000000002", "4", "总体满意")
	b.page.See("1 answers entered.")
	b.page.See("4 Mostly satisfied")
	enter("wf", "1", "停电太多")
	b.page.See("王芳 has answered for 2026 already: 4 Mostly satisfied. Ctrl+Enter again replaces that answer")
	b.area.Save()
	b.page.See("2 answers entered.")
	b.area.Focus()
	b.page.TypeHere("没有这个人")
	b.page.See("Nobody is found like this.")
	b.area.Save()
	b.page.See("Please fill in Customer.")
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store, _ := county(t, "沈丽", "杨国强", "何晓燕", "阿木·曲比", "罗永红", "周明", "吉克·阿牛", "李春梅")
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		b := open(t, name[:2], store, datatest.Actor(t, store), append(opts, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "review-"+what+"-"+name+".png")) }
		b.area.Show(desk.Route{Review: true})
		shot("0-month")
		b.area.Step(-1)
		for i, what := range []string{"1-visits", "2-quality", "3-promises", "4-satisfaction"} {
			b.table(i)
			if i == 3 {
				b.area.Step(1)
			}
			shot(what)
		}
		b.area.Step(-1)
		b.table(0)
		b.page.Press("Home", "Enter")
		shot("5-numbers")
		b.page.Press("Down", "Down", "Enter")
		shot("6-list")
		b.page.Press("Home", "Enter")
		shot("7-judged")
		b.page.Press("Escape")
		b.area.Show(desk.Route{FollowUps: true})
		shot("8-calls")
		b.page.Press("Home", "Enter", "Ctrl+Enter")
		shot("9-call")
		b.page.Press("Escape")
		b.area.Show(desk.Route{Survey: true})
		b.page.TypeHere("徐兰")
		b.area.Save()
		shot("10-survey")
	}
}
