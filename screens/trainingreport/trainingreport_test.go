package trainingreport_test

import (
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
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
	"lamplighter/screens/trainingreport"
	"lamplighter/screens/words"
)

type bench struct {
	page   *screentest.Page
	area   *trainingreport.Area
	opened desk.Route
}

func open(t *testing.T, language string, store *data.Store, options ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, options...)}
	by := datatest.Actor(t, store)
	codes, err := store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	b.area = trainingreport.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: background.Inline(), Now: datatest.Now, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = r }, Say: func(string) {}, Fail: func(err error) { t.Error(err) },
	}, store)
	b.page.Show(b.area.Content())
	b.area.Show(desk.Route{})
	return b
}

// school is a county of four units whose people were trained for a year, centrally
// more than at work in its last month.
func school(t *testing.T) *data.Store {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	courses, err := s.Courses(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	courses = delivered(courses)
	var people []app.Staff
	for u, name := range []string{"攀莲营业厅", "白马供电所", "得石供电所"} {
		unit, err := s.SaveUnit(t.Context(), by, app.OrgUnit{}, app.OrgUnit{Code: fmt.Sprint("U", u), Name: name, Kind: "counter", ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		for i, who := range []string{"李春梅", "周明", "何燕", "罗永红"} {
			p, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: fmt.Sprintf("P%d%d", u, i), Name: who, Post: []string{"repair", "area_manager"}[i%2], Unit: unit.ID, ValidFrom: "2020-01-01"})
			if err != nil {
				t.Fatal(err)
			}
			people = append(people, p)
		}
	}
	for month := range 12 {
		day := app.Day("2026-02-10").AddMonths(month - 11)
		c := courses[(month+5)%len(courses)]
		var in []app.Enrolment
		for i, p := range people[:4+month%8] {
			e := app.Enrolment{Staff: p.ID, Attendance: app.Present, AttendedMinutes: c.Minutes, Outcome: app.OutcomeCompleted, OutcomeOn: day}
			if i%5 == 4 {
				e.Outcome = app.OutcomeFailed
			}
			in = append(in, e)
		}
		datatest.HeldClass(t, s, app.Class{Number: fmt.Sprintf("PX-MY1-26%02d", month), Course: c.ID, Status: app.ClassRecognised, Mode: c.Mode, BeginsOn: day, Minutes: c.Minutes, FeeFen: 120_000 * int64(month%3)}, in...)
		for i, p := range people {
			datatest.LoggedPractice(t, s, app.Practice{Staff: p.ID, Course: courses[3].ID, Kind: app.OnTheJob, DoneOn: day.AddDays(i % 5), Minutes: int64(60 * (12 - month))})
		}
	}
	datatest.HeldClass(t, s, app.Class{Number: "PX-MY1-2699", Course: courses[0].ID, Status: app.ClassCancelled, Mode: app.Central, BeginsOn: "2026-02-20"})
	for i, p := range people {
		if i%3 != 0 {
			datatest.KnownCompletion(t, s, app.Completion{Staff: p.ID, Course: courseOf(courses, "safety"), CompletedOn: "2025-06-01", UntilOn: "2026-06-01"})
		}
	}
	return s
}

// delivered are eight courses by category and code, policy the first.
func delivered(all []app.Course) []app.Course {
	var out []app.Course
	for _, code := range []string{"policy", "safety", "usage", "connection", "marketing", "reading", "service", "writing"} {
		for _, c := range all {
			if c.Code == code {
				out = append(out, c)
			}
		}
	}
	return out
}

func courseOf(courses []app.Course, code string) app.CourseID {
	for _, c := range courses {
		if c.Code == code {
			return c.ID
		}
	}
	return app.CourseID{}
}

func TestTheMonthWarnsWithItsNumbers(t *testing.T) {
	b := open(t, words.English, school(t))
	b.page.DontSee("is to exceed") // March has but begun
	b.area.Step(-1)
	b.page.See("2026-02-01 – 2026-02-28 against 2026-01-01 – 2026-01-31: All units.")
	b.page.See("Decentralised training is to exceed centralised training, and does not: 12 against")
	b.page.See("Feb 2026: 12 person-hours decentralised (12 of them practice)")
	b.page.Tap("Year")
	b.area.Step(-1)
	b.page.DontSee("is to exceed")
	f, on := b.area.Figures()
	if !on || f.Title != "Hours by category and mode" || f.Rows[0][0] != "All categories" || len(f.Rows[0]) != len(f.Columns) || len(f.Charts) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestEveryNumberOfTrainingOpensItsListByKeysAlone(t *testing.T) {
	b := open(t, words.English, school(t))
	b.area.Step(-1)
	b.area.Focus()
	b.page.Press("Home", "Enter")
	b.page.See("The lists behind All categories")
	b.page.Press("Down", "Enter")
	b.page.See("Classes cancelled · All categories")
	b.page.See("PX-MY1-2699")
	b.page.Press("Home", "Enter")
	if b.opened.Tab != desk.Training || b.opened.Class.IsZero() {
		t.Errorf("opened %+v", b.opened)
	}
	if !b.area.Leave() {
		t.Fatal("Esc leaves the report")
	}
	b.page.See("Training in figures")
	if b.area.Leave() {
		t.Error("Esc does not leave the figures")
	}
	for range 4 { // to the people
		b.area.ToBoard()
	}
	b.page.See("Hours in 12 months")
	b.page.Press("Home", "Enter", "Down", "Enter")
	b.page.See("Attendances in 12 months · ")
	b.area.Leave()
	b.area.ToBoard()
	b.page.See("Fewer than 20 people in a group")
	compared, _ := b.area.Figures()
	b.page.Press("Home", "Down", "Enter", "Enter")
	b.page.See(compared.Rows[1][1] + " records. Enter opens one.")
}

func TestAUnitIsChosenByKeys(t *testing.T) {
	b := open(t, words.English, school(t))
	b.area.Step(-1)
	b.area.ToFilter()
	b.page.TypeHere("白马")
	b.page.Press("Enter")
	b.page.See("白马供电所. Enter")
	f, _ := b.area.Figures()
	if f.Rows[0][5] != "4" { // four people with an hour of practice each
		t.Errorf("the unit's line %v", f.Rows[0])
	}
}

func TestThePaperHasAllTablesWithTheirCharts(t *testing.T) {
	b := open(t, words.English, school(t))
	b.area.Step(-1)
	printed := b.area.Prints()
	if len(printed.Figures) != 6 || printed.Title != "Training in figures" || !strings.Contains(printed.Figures[0].Note, "is to exceed") {
		t.Fatalf("%d tables of %q", len(printed.Figures), printed.Title)
	}
	if pdf, err := (paper.Figures{Title: printed.Title, About: printed.Filter, Tables: printed.Figures}).Document().PDF(); err != nil || len(pdf) < 1000 {
		t.Errorf("%d bytes, %v", len(pdf), err)
	}
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store := school(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		b := open(t, name[:2], store, append(options, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "trainingreport-"+what+"-"+name+".png")) }
		b.area.Step(-1)
		for i, what := range []string{"1-hours", "2-courses", "3-units", "4-months", "5-people", "6-groups"} {
			if i > 0 {
				b.area.ToBoard()
			}
			shot(what)
		}
		b.area.ToBoard()
		b.page.Press("Home", "Enter")
		shot("7-numbers")
		b.page.Press("Enter")
		shot("8-list")
		b.area.Leave()
		printed := b.area.Prints()
		pdf, err := (paper.Figures{Head: paper.Head{Company: "灯河县供电公司", By: "沈丽", At: datatest.Now()}, Title: printed.Title, About: printed.Filter, Tables: printed.Figures}).Document().PDF()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "trainingreport-"+name+".pdf"), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
