package gaps_test

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
	"lamplighter/screens/exchange"
	"lamplighter/screens/gaps"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// room is where the trainer sits. The tests happen on Monday 2026-03-02.
type room struct {
	*desk.Desk
	store   *data.Store
	page    *screentest.Page
	area    *gaps.Area
	said    []string
	failed  []error
	went    []exchange.ExportWhat
	courses []app.Course
	people  []app.Staff
}

func newRoom(t *testing.T, language string, options ...screentest.Option) *room {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	r := &room{store: datatest.Open(t), page: screentest.New(t, options...)}
	by := datatest.Actor(t, r.store)
	codes, err := r.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	r.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: r.page.Keys(), Canvas: r.page.Window().Canvas(),
		Say: func(text string) { r.said = append(r.said, text) }, Fail: func(err error) { r.failed = append(r.failed, err) }, Open: func(desk.Route) {},
	}
	return r
}

// lamplighters are two clerks: one whose service training expired and whose
// reading expires, and a newcomer.
func (r *room) lamplighters(t *testing.T) {
	t.Helper()
	r.courses = datatest.PutCourses(t, r.store,
		app.Course{Code: "t-service", Name: "服务礼仪", NameEN: "Good manners", Category: "skill", Minutes: 480, ValidityMonths: 24, Mode: app.Central},
		app.Course{Code: "t-reading", Name: "抄表实务", NameEN: "Reading meters", Category: "professional", Minutes: 960, ValidityMonths: 36},
	)
	datatest.PutCoursePosts(t, r.store,
		app.CoursePost{Course: r.courses[0].ID, Post: "auditor", WithinMonths: 3, FromOn: "2025-01-01"},
		app.CoursePost{Course: r.courses[1].ID, Post: "auditor", WithinMonths: 12, FromOn: "2025-01-01"},
	)
	r.people = []app.Staff{r.clerk(t, "901", "罗英", "2020-01-01"), r.clerk(t, "902", "秦川", "2026-02-01")}
	datatest.PutCompletions(t, r.store,
		app.Completion{Staff: r.people[0].ID, Course: r.courses[0].ID, CompletedOn: "2024-02-20", UntilOn: "2026-02-20", Score: 9150, HasScore: true, Minutes: 480},
		app.Completion{Staff: r.people[0].ID, Course: r.courses[1].ID, CompletedOn: "2023-03-20", UntilOn: "2026-03-20"},
	)
}

func (r *room) clerk(t *testing.T, no, name string, since app.Day) app.Staff {
	t.Helper()
	who, err := r.store.SaveStaff(t.Context(), r.By, app.Staff{}, app.Staff{StaffNo: no, Name: name, Post: "auditor", Unit: r.By.Unit, ValidFrom: since})
	if err != nil {
		t.Fatal(err)
	}
	return who
}

func (r *room) open(others gaps.Others) {
	others.Export = func(what exchange.ExportWhat) { r.went = append(r.went, what) }
	r.area = gaps.New(r.Desk, r.store, others)
	r.page.Show(r.area.Content())
	r.area.Reload()
	r.area.Focus()
	layer := r.page.Keys().Push("Gaps")
	layer.On("Ctrl+G", "", r.area.GoOn)
	layer.On("Ctrl+B", "", r.area.ToBoard)
	layer.On("Ctrl+F", "", r.area.ToFilter)
	layer.On("Escape", "", func() { r.area.Leave() })
}

func (r *room) gaps(t *testing.T, f app.TrainingFilter) []app.TrainingGap {
	t.Helper()
	found, err := r.store.TrainingGaps(t.Context(), r.By, f)
	if err != nil {
		t.Fatal(err)
	}
	return found.Gaps
}

func TestMondayAsksWhoLacksWhatWithOneFilter(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.open(gaps.Others{})
	r.page.See("Gaps: 4")
	r.page.See("罗英 · Good manners: expired since 2026-02-20")
	r.page.Tap("Overdue")
	r.page.See("Gaps: 1")
	r.page.DontSee("秦川")
	r.page.Tap("Within 30 days")
	r.page.See("罗英 · Reading meters: valid until 2026-03-20")
	r.page.Tap("Within 7 days")
	r.page.See("Nobody lacks anything here.")
}

func TestAPlanIsMadeOfAllThatIsShownByKeys(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.open(gaps.Others{})
	r.page.Press("Ctrl+G")
	r.page.See("Plan classes for 4 gaps")
	r.page.See("2 classes with 4 places.")
	r.page.See("In it: 罗英, 秦川")
	r.page.DontSee("Training at work is to be the greater part")
	r.page.Press("Down", "Enter") // April
	if got := r.gaps(t, app.TrainingFilter{State: app.StateEnrolled}); len(got) != 4 || got[0].Class.BeginsOn < "2026-04-01" || got[0].Class.BeginsOn > "2026-04-30" {
		t.Fatalf("%d gaps have a class: %+v", len(got), got)
	}
	if len(r.said) != 1 || !strings.Contains(r.said[0], "2 classes with 4 places.") {
		t.Errorf("it says %q", r.said)
	}
	r.page.Press("Ctrl+G")
	r.page.See("4 are left out")
}

func TestOnlyWhatIsMarkedIsPlanned(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.open(gaps.Others{})
	r.page.Press("Home", "Space", "Ctrl+G")
	r.page.See("Plan classes for 1 gaps")
	r.page.See("With this plan the year has 8 h of central training and 0 h at work.")
	r.page.Type("Most in a class", "0")
	r.page.See("Write how many people a class takes, or leave it empty.")
	r.page.Type("Most in a class", "12")
	r.page.DontSee("Write how many people")
}

func TestTheMatrixIsWalkedAndMarkedByKeys(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.open(gaps.Others{})
	r.area.Show(desk.Route{Tab: desk.Training, Lacking: &app.TrainingFilter{Text: "90", OnlyGaps: true}})
	r.page.Press("Ctrl+B")
	r.page.See("2 people × 2 courses")
	r.page.See("18 days")
	r.page.See("lacking")
	r.page.Press("Down", "Right")
	r.page.See("秦川 · Good manners: never completed · due by 2026-05-01")
	r.page.Press("Space", "Up", "Left")
	r.page.See("1 marked")
	r.page.Press("Ctrl+A")
	r.page.See("4 marked")
	r.page.Press("Ctrl+A")
	r.page.DontSee("marked")
	r.page.Press("Enter")
	r.page.See("What is next")
	r.page.See("completed 2024-02-20")
	r.page.Press("Escape")
	r.page.See("2 people × 2 courses")
}

func TestAPersonsPageTellsHistoryPracticeAndWhatIsNext(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.open(gaps.Others{Qualified: func(context.Context, app.StaffID) ([]gaps.Qualified, error) {
		return []gaps.Qualified{{Name: "Meter reader", State: "expiring", Tone: widgets.ToneWarn, Until: "2026-04-01"}}, nil
	}})
	r.area.Show(desk.Route{Tab: desk.Training, Learner: r.people[0].ID})
	r.page.See("罗英")
	r.page.See("91.5 points")
	r.page.See("was due by 2026-02-20")
	r.page.See("Meter reader")
	r.page.Press("Ctrl+G")
	r.page.See("Plan classes for 2 gaps")
	r.page.Press("Enter")
	r.page.See("in class PX-")
	r.page.See("At work")
}

func TestWhoReadsOnlyHerOwnSeesHerPage(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.By.Staff, r.By.Roles = r.people[0].ID, []app.Role{app.Counter}
	r.open(gaps.Others{})
	r.page.See("罗英")
	r.page.DontSee("秦川")
	r.area.Show(desk.Route{Tab: desk.Training, Learner: r.people[1].ID})
	r.page.DontSee("秦川")
	r.page.See("Your role does not allow this.")
}

func TestListAndMatrixGoOutAndOnPaper(t *testing.T) {
	r := newRoom(t, words.English)
	r.lamplighters(t)
	r.open(gaps.Others{})
	folder := t.TempDir()
	write := func(name string) string {
		t.Helper()
		r.area.Export()
		what := r.went[len(r.went)-1]
		path := filepath.Join(folder, name)
		job := app.ExportJob{Path: path, Format: app.CSV, Title: words.Column, Label: r.Codes.Word}
		if n, err := what.Run(t.Context(), what.Rows, job, func(int64, int64) {}); err != nil || n != len(what.Rows) {
			t.Fatalf("%d rows written of %d: %v", n, len(what.Rows), err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if text := write("list.csv"); !strings.Contains(text, "901,罗英,Auditor,") || !strings.Contains(text, "expiring,2026-03-20") {
		t.Errorf("the list reads\n%s", text)
	}
	printed := r.area.Prints()
	if len(printed.Figures) != 1 || len(printed.Figures[0].Rows) != 4 || printed.Title != "Training gaps" {
		t.Errorf("printed is %+v", printed)
	}
	r.area.ToBoard()
	if text := write("matrix.csv"); !strings.Contains(text, "Good manners") || !strings.Contains(text, "expired 2026-02-20") {
		t.Errorf("the matrix reads\n%s", text)
	}
}

func TestGapShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{"zh-light": nil, "zh-dark": {screentest.Dark()}, "en-light": nil, "en-dark": {screentest.Dark()}} {
		r := newRoom(t, name[:2], append(options, screentest.Size(1180, 690))...)
		r.lamplighters(t)
		r.staff(t)
		shot := func(what string) { r.page.Shot(filepath.Join(folder, "gaps-"+what+"-"+name+".png")) }
		r.open(gaps.Others{Qualified: func(context.Context, app.StaffID) ([]gaps.Qualified, error) {
			return []gaps.Qualified{{Name: "客户经理资格", State: words.TrainingState(app.StateExpiring), Tone: widgets.ToneWarn, Until: "2026-04-01"}}, nil
		}})
		r.page.Press("Space", "Down", "Space")
		shot("list")
		r.page.Press("Ctrl+B", "Down", "Down", "Home", "Space", "Space", "Right")
		shot("matrix")
		r.page.Press("Ctrl+G")
		shot("plan-marked")
		r.page.Press("Escape", "Ctrl+B", "Ctrl+A", "Ctrl+G")
		shot("plan")
		r.page.Press("Enter", "Escape")
		r.area.Show(desk.Route{Tab: desk.Training, Learner: r.people[0].ID})
		shot("learner")
		r.page.Press("Escape")
		r.page.Tap(words.TrainingDue(app.Due7))
		shot("empty")
	}
}

// staff takes forty more on, with something of everything.
func (r *room) staff(t *testing.T) {
	t.Helper()
	courses, err := r.store.Courses(t.Context(), r.By)
	if err != nil {
		t.Fatal(err)
	}
	posts := []string{"counter", "account_manager", "area_manager", "reading", "repair"}
	names := []string{"黄敏", "王建华", "李晓", "欧阳志强", "陈静", "赵磊", "周婷", "吴刚"}
	for i := range 40 {
		who, err := r.store.SaveStaff(t.Context(), r.By, app.Staff{}, app.Staff{
			StaffNo: fmt.Sprintf("SD%03d", i), Name: names[i%len(names)], Post: posts[i%len(posts)], Unit: r.By.Unit, ValidFrom: app.Day(fmt.Sprintf("202%d-0%d-01", i%6, i%9+1)),
		})
		if err != nil {
			t.Fatal(err)
		}
		for j, c := range courses {
			if (i*7+j*3)%5 > 1 {
				until := app.Day("2026-03-02").AddDays((i*37+j*91)%700 - 60)
				if (i+j)%9 == 0 {
					until = ""
				}
				datatest.PutCompletions(t, r.store, app.Completion{Staff: who.ID, Course: c.ID, CompletedOn: "2024-05-06", UntilOn: until})
			}
		}
	}
}
