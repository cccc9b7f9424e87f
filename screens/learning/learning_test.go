package learning_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/learning"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// classroom is where one learner looks at his own.
type classroom struct {
	*desk.Desk
	store   *data.Store
	page    *screentest.Page
	sole    app.Actor
	learner app.Actor
	mentor  app.Actor
	said    []string
	opened  []desk.Route
}

func newClassroom(t *testing.T, language string, options ...screentest.Option) *classroom {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	c := &classroom{store: datatest.Open(t), page: screentest.New(t, options...)}
	c.sole = datatest.Actor(t, c.store)
	c.learner, c.mentor = c.hire(t, "MY021", "何晓燕"), c.hire(t, "MY022", "罗永红")
	codes, err := c.store.Codes(t.Context(), c.sole)
	if err != nil {
		t.Fatal(err)
	}
	c.Desk = &desk.Desk{
		By: c.learner, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: c.page.Keys(), Canvas: c.page.Window().Canvas(),
		Say: func(text string) { c.said = append(c.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
		Open: func(r desk.Route) { c.opened = append(c.opened, r) },
	}
	return c
}

func (c *classroom) hire(t *testing.T, no, name string) app.Actor {
	t.Helper()
	s, err := c.store.SaveStaff(t.Context(), c.sole, app.Staff{}, app.Staff{
		StaffNo: no, Name: name, Post: "account_manager", Unit: c.sole.Unit, Roles: []app.Role{app.Manager}, ValidFrom: "2020-01-01",
	})
	if err != nil {
		t.Fatal(err)
	}
	return app.Actor{Staff: s.ID, Name: name, Unit: c.sole.Unit, Area: c.sole.Area, Roles: s.Roles}
}

func (c *classroom) log(t *testing.T, by, mentor app.Actor) {
	t.Helper()
	if _, err := c.store.LogPractice(t.Context(), by, app.PracticeDraft{Kind: app.OnTheJob, DoneOn: "2026-02-27", Minutes: 90, What: "跟班勘查", Mentor: mentor.Staff}); err != nil {
		t.Fatal(err)
	}
}

func (c *classroom) show(store learning.Store, slots learning.Slots) *learning.Page {
	p := learning.New(c.Desk, store, func(exchange.ExportWhat) {}, slots)
	c.page.Show(p.Content())
	p.Reload()
	p.Focus()
	layer := c.page.Keys().Push("Mine")
	layer.On("Ctrl+G", "", p.GoOn)
	layer.On("Ctrl+N", "", func() { p.New() })
	layer.On("Escape", "", func() { p.Leave() })
	return p
}

// told is a store that tells of a learner who has much.
type told struct {
	*data.Store
	mine app.MyTraining
}

func (s told) MyTraining(context.Context, app.Actor) (app.MyTraining, error) { return s.mine, nil }

// rich is a learner who has, lacks and must renew.
func (c *classroom) rich(t *testing.T) told {
	t.Helper()
	courses, err := c.store.Courses(t.Context(), c.sole)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]app.Course{}
	for _, one := range courses {
		of[one.Code] = one
	}
	mine := app.MyTraining{Today: "2026-03-02", Waiting: 2, WaitingMinutes: 210, Asked: 1, Courses: []app.MyCourse{
		{Course: of["safety"], Required: true, Standing: app.StandingExpired, Until: "2026-01-31", Due: "2026-01-01"},
		{Course: of["reading"], Required: true, Standing: app.StandingNone, Due: "2026-02-01", Practice: 300, Waiting: 90, Needs: 960},
		{Course: of["connection"], Required: true, Standing: app.StandingNone, Due: "2027-01-01", Practice: 840, Needs: 960, Enrolled: true},
		{Course: of["service"], Required: true, Standing: app.StandingExpiring, Until: "2026-03-07"},
		{Course: of["policy"], Required: true, Standing: app.StandingExpiring, Until: "2026-05-15"},
		{Course: of["usage"], Required: true, Standing: app.StandingValid, Until: "2028-02-29"},
		{Course: of["writing"], Required: true, Standing: app.StandingValid},
	}, Classes: []app.LearnerClass{
		{Class: app.Class{ID: app.ClassID{1}, Status: app.ClassEnrolling, BeginsOn: "2026-03-10", EndsOn: "2026-03-11", Place: "公司三楼会议室", Lecturer: "王敏"}, Course: of["service"]},
		{Class: app.Class{ID: app.ClassID{2}, Status: app.ClassRunning, BeginsOn: "2026-01-05", EndsOn: "2026-06-30"}, Course: of["connection"], Practice: 840, Waiting: 90, Needs: 960, Mentor: true, Enrolment: app.Enrolment{MentorOn: "2026-02-20"}},
		{Class: app.Class{ID: app.ClassID{3}, Status: app.ClassRecognised, BeginsOn: "2025-11-03", EndsOn: "2025-11-03"}, Course: of["usage"], Enrolment: app.Enrolment{Outcome: app.OutcomeCompleted, Score: 8650, ScoredOn: "2025-11-03"}},
		{Class: app.Class{ID: app.ClassID{4}, Status: app.ClassRecognised, BeginsOn: "2025-09-03", EndsOn: "2025-09-03"}, Course: of["safety"], Enrolment: app.Enrolment{Outcome: app.OutcomeFailed, Score: 5500, ScoredOn: "2025-09-03"}},
	}, Qualifications: []app.MyQualification{{
		Qualification: app.Qualification{Name: "合格客户经理", NameEN: "Qualified customer manager"}, Standing: app.StandingNone,
		Lacks: []app.Course{of["safety"], of["reading"], of["connection"]}, Study: 540, StudyNeeds: 1200, Practice: 1140, PracticeNeeds: 2400,
	}}}
	return told{c.store, mine}
}

func (c *classroom) slots() learning.Slots {
	return learning.Slots{
		Quizzes: func(context.Context) ([]learning.Line, error) {
			return []learning.Line{{
				Mark: "3", Tone: widgets.ToneInfo, Text: "优质服务测验", Detail: "2026-03-05",
				Open: func() { c.Open(desk.Route{Tab: desk.Training, Training: desk.Quizzes, Quiz: app.QuizID{7}}) },
			}}, nil
		},
	}
}

func TestALearnerReadsWhatHeHasAndLacks(t *testing.T) {
	c := newClassroom(t, words.English)
	c.show(c.rich(t), c.slots())
	for _, text := range []string{
		"What I lack", "was valid until 2026-01-31 Sat", "practice 5 h of 16 h and 1.5 h not confirmed", "by 2027-01-01 Fri", "in a class",
		"To be renewed", "valid until 2026-03-07 Sat · 5 days left", "valid until 2026-05-15 Fri · 74 days left",
		"What I have", "valid until 2028-02-29 Tue", "for good",
		"公司三楼会议室", "86.5 points of 100", "signed off by the mentor", "courses lacking: 3", "self-study 9 h of 20 h",
		"2 entries of yours wait for a mentor, 3.5 h.", "1 entries of others ask you to confirm them.", "优质服务测验",
	} {
		c.page.See(text)
	}
	c.page.DontSee("My certificates")
	c.page.Tap("优质服务测验")
	if len(c.opened) != 1 || c.opened[0].Quiz != (app.QuizID{7}) {
		t.Errorf("opened %+v", c.opened)
	}
}

func TestWhoHasNothingIsToldSo(t *testing.T) {
	c := newClassroom(t, words.English)
	c.By = c.sole // without a post
	c.show(c.store, learning.Slots{})
	for _, text := range []string{"Your post asks for nothing that you lack.", "No completed course yet.", "You are in no class.", "Nothing of yours waits for a mentor."} {
		c.page.See(text)
	}
}

func TestTheCoursesOfHisPostAreLackingAtFirst(t *testing.T) {
	c := newClassroom(t, words.Chinese)
	c.show(c.store, learning.Slots{})
	c.page.See("业扩报装管理基础")
	c.page.See("欠缺课程 7 门")
}

func TestFromTheOverviewToTheLogAndBack(t *testing.T) {
	c := newClassroom(t, words.English)
	c.log(t, c.learner, c.mentor)
	c.log(t, c.mentor, c.learner)
	c.show(c.store, learning.Slots{})
	c.page.See("1 ask you")
	c.page.Press("Ctrl+G")
	c.page.See("跟班勘查")
	c.page.DontSee("Everybody") // who may not read the training of others is not offered it
	c.page.Press("Escape")
	c.page.See("What I lack")
	c.page.Tap("1 entries of others ask you to confirm them.")
	c.page.See("罗永红")
	c.page.Press("Home", "Enter", "Ctrl+Enter")
	rows, err := c.store.Practice(t.Context(), c.mentor, app.PracticeFilter{Whose: app.PracticeOfMine})
	if err != nil || len(rows) != 1 || rows[0].State() != app.PracticeConfirmed {
		t.Errorf("left as %+v: %v", rows, err)
	}
}

func TestANewEntryFromTheOverview(t *testing.T) {
	c := newClassroom(t, words.English)
	p := c.show(c.store, learning.Slots{})
	c.page.Press("Ctrl+N")
	c.page.TypeHere("自学规范")
	c.page.Type("Time spent", "1h")
	c.page.Press("Ctrl+Enter")
	p.Reload() // as the window does when training changed
	c.page.See("1 entries of yours wait for a mentor, 1 h.")
}

func TestShotsOfMine(t *testing.T) {
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		t.Skip("make shots")
	}
	for name, options := range map[string][]screentest.Option{"zh": nil, "zh-dark": {screentest.Dark()}, "en": nil} {
		language := words.Chinese
		if name == "en" {
			language = words.English
		}
		t.Run(name, func(t *testing.T) {
			c := newClassroom(t, language, options...)
			c.show(c.rich(t), c.slots())
			c.page.Shot(filepath.Join(folder, "learning-"+name+".png"))
			c.log(t, c.learner, c.mentor)
			p := c.show(c.store, learning.Slots{})
			c.page.Shot(filepath.Join(folder, "learning-first-"+name+".png"))
			p.GoOn()
			c.page.Shot(filepath.Join(folder, "learning-log-"+name+".png"))
		})
	}
}
