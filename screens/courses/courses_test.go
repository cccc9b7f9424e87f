package courses_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/courses"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// office is where the catalogue is looked after.
type office struct {
	*desk.Desk
	store *data.Store
	page  *screentest.Page
	area  *courses.Area
	said  []string
	given []exchange.ExportWhat
}

func newOffice(t *testing.T, role app.Role, options ...screentest.Option) *office {
	t.Helper()
	return inLanguage(t, words.English, role, options...)
}

func inLanguage(t *testing.T, language string, role app.Role, options ...screentest.Option) *office {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	o := &office{store: datatest.Open(t), page: screentest.New(t, options...)}
	by := datatest.Actor(t, o.store)
	codes, err := o.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	by.Roles = []app.Role{role}
	o.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: o.page.Keys(), Canvas: o.page.Window().Canvas(),
		Say: func(text string) { o.said = append(o.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
	}
	o.area = courses.New(o.Desk, o.store, func(what exchange.ExportWhat) { o.given = append(o.given, what) })
	o.page.Show(o.area.Content())
	layer := o.page.Keys().Push("Courses")
	layer.On("Ctrl+N", "", func() { o.area.New() })
	layer.On("Ctrl+G", "", o.area.GoOn)
	layer.On("Ctrl+Enter", "", o.area.Save)
	layer.On("Ctrl+F", "", o.area.ToFilter)
	layer.On("Escape", "", func() { o.area.Leave() })
	layer.On("Ctrl+PageDown", "", func() { o.area.Step(1) })
	o.area.Focus()
	return o
}

// find is a course as it is kept.
func (o *office) find(t *testing.T, code string) app.Course {
	t.Helper()
	all, err := o.store.Courses(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Code == code {
			return c
		}
	}
	return app.Course{}
}

// open goes to the page of a course.
func (o *office) open(t *testing.T, code string) {
	t.Helper()
	o.area.Show(desk.Route{Tab: desk.Training, Training: desk.Courses, Course: o.find(t, code).ID})
}

func TestTheSevenSubjectsStandInTheCatalogueByTheirCategories(t *testing.T) {
	o := newOffice(t, app.Trainer)
	for _, said := range []string{"State and company policy", "Basic", "Professional knowledge", "Counter clerk", "36 months", "Decentralised"} {
		o.page.See(said)
	}
	o.page.Press("Ctrl+F")
	o.page.TypeHere("gwxz") // 公文写作, the name of which the English list does not say
	o.page.See("Nothing answers to this filter.")
	o.page.Press("Escape", "Ctrl+F")
	o.page.TypeHere("writing")
	o.page.See("Official writing")
	o.page.DontSee("State and company policy")
}

func TestACourseIsEnteredByKeysWithoutKnowingHowRulesAreWritten(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.page.Press("Ctrl+N")
	o.page.See("New course")
	o.page.Press("Ctrl+Enter")
	o.page.See("Please fill in Code.")
	o.page.Type("Code", "Policy")
	o.page.Type("Category", "skill")
	o.page.Press("Enter")
	o.page.Type("Name in Chinese", "带电作业安全")
	o.page.Type("Hours", "7.5")
	o.page.Type("Valid for months", "12")
	o.page.Press("Ctrl+Enter")
	o.page.See("Something is lacking")
	o.page.Type("As text", "score 60")
	o.page.See("It takes: at least 60 % of the points.")
	o.page.Type("Attendance in %", "80") // the first field behind the heads is that of the first way
	o.page.See("It takes: attended at least 80 %, and at least 60 % of the points.")
	o.page.Tap("Another way")
	o.page.See("Something is lacking")
	o.page.Press("Tab", "Tab")
	o.page.TypeHere("16")
	o.page.Press("Tab", "Tab", "Space")
	o.page.See("or way 2")
	o.page.See("; or 16 hours of confirmed practice, and the mentor's sign-off.")
	o.page.Press("Ctrl+Enter")
	o.page.See("Code is already in the file.") // as "policy", in other letters
	o.page.Type("Code", "live-line")
	o.page.Press("Ctrl+Enter")
	c := o.find(t, "live-line")
	if c.Rule != "attendance 80 and score 60 or practice 16 and mentor" || c.Minutes != 450 || c.ValidityMonths != 12 || c.Category != "skill" || c.Mode != app.Central {
		t.Errorf("kept is %+v", c)
	}
	o.page.See("attended at least 80 %, and at least 60 % of the points; or 16 hours")
}

func TestTheTextOfARuleSaysItsFaultAndTheLinesFollowIt(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.page.Press("Ctrl+N")
	o.page.Type("As text", "attendence 80 and mentor")
	o.page.See("“attendence 80” is not known here.")
	o.page.Type("As text", "attendance 80 and attendance 90")
	o.page.See("“attendance 90” asks for the same a second time.")
	o.page.Type("As text", "score 120")
	o.page.See("“score 120” cannot be.")
	o.page.Type("As text", "score high")
	o.page.See("“score high” cannot be read.")
	o.page.Type("As text", "assignment or practice 0.5 or score 60 and mentor")
	for _, said := range []string{"Way 1", "or way 2", "or way 3", "the assignment accepted; or 0.5 hours"} {
		o.page.See(said)
	}
	o.page.Tap("Remove")
	o.page.DontSee("or way 3")
	o.page.See("It takes: 0.5 hours of confirmed practice; or at least 60 % of the points, and the mentor's sign-off.")
	o.page.See("The nearest way lacks: confirmed practice.")
}

func TestWhatAChangeMeansIsSaidWithTheNumbersAndThoseWhoCompletedKeepIt(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.open(t, "service")
	o.page.See("Quality service")
	o.page.See("attended at least 80 %, and at least 60 % of the points")
	o.page.Press("Ctrl+G")
	o.page.Type("Valid for months", "12")
	o.page.See("The change holds for classes planned from now on.")
	o.page.See("0 people who completed the course keep it")
	o.page.Type("Valid for months", "24")
	o.page.DontSee("The change holds")
	o.page.Type("Offered until", "2026-06-30")
	o.page.Press("Tab")
	o.page.See("After 2026-06-30 the course is no longer offered.")
	o.page.Type("As text", "score 80")
	o.page.Press("Ctrl+Enter")
	if c := o.find(t, "service"); c.Rule != "score 80" || c.EndedOn != "2026-06-30" {
		t.Errorf("kept is %+v", c)
	}
	o.page.See("at least 80 % of the points")
}

func TestAHalfTypedChangeIsNotLostByEscape(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.open(t, "service")
	o.page.Press("Ctrl+G", "Escape")
	o.page.See("Required of these posts") // nothing was typed: back at once
	o.page.Press("Ctrl+G")
	o.page.Type("Hours", "6")
	o.page.Press("Escape")
	o.page.See("Close without saving?")
	o.page.Tap("Go on typing")
	o.page.Press("Ctrl+Enter")
	if c := o.find(t, "service"); c.Minutes != 360 {
		t.Errorf("kept is %+v", c)
	}
}

func TestAnotherMeantimeChangedFieldIsTakenOver(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.open(t, "service")
	o.page.Press("Ctrl+G")
	was := o.find(t, "service")
	now := was
	now.Minutes, now.About = 300, "新的内容"
	if _, err := o.store.SaveCourse(t.Context(), o.By, was, now); err != nil {
		t.Fatal(err)
	}
	o.page.Type("Hours", "6")
	o.page.Press("Ctrl+Enter")
	o.page.See("Someone else changed this meanwhile.")
	o.page.See("新的内容")
	o.page.Press("Ctrl+Enter")
	if c := o.find(t, "service"); c.Minutes != 360 || c.About != "新的内容" {
		t.Errorf("kept is %+v", c)
	}
}

func TestPostsThatRequireACourseAreLookedAfterOnItsPage(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.page.Press("Ctrl+F")
	o.page.TypeHere("writing")
	o.page.Press("Enter", "Home", "Enter")
	o.page.See("Account manager")
	o.page.Press("Ctrl+N")
	o.page.Type("Post", "counter")
	o.page.Press("Enter")
	o.page.Type("Within months", "soon")
	o.page.Press("Ctrl+Enter")
	o.page.See("Within months cannot be read.")
	o.page.Type("Within months", "9")
	o.page.Type("Until", "2025-01-01")
	o.page.Press("Ctrl+Enter")
	o.page.See("Until lies before the start.")
	o.page.Type("Until", "2027-12-31")
	o.page.Press("Ctrl+Enter")
	o.page.See("Counter clerk")
	o.page.See("9 months")
	o.page.Press("Ctrl+N")
	o.page.Type("Post", "counter")
	o.page.Press("Enter", "Ctrl+Enter")
	o.page.See("Post covers a day that another entry covers.")
}

func TestACourseThatNobodyUsedIsWithdrawnAfterAQuestion(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.open(t, "marketing")
	o.page.DontSee("Withdraw") // a qualification names it
	o.open(t, "first_aid")
	o.page.DontSee("Withdraw")
	o.open(t, "needs")
	o.page.Tap("Withdraw")
	o.page.See("Withdraw this course?")
	o.page.Tap("Withdraw the course")
	if c := o.find(t, "needs"); !c.ID.IsZero() {
		t.Error("it is still there")
	}
	o.page.DontSee("Large customers' needs")
}

func TestAQualificationIsMadeOfCoursesAndHours(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.page.Tap("Qualifications")
	o.page.See("Qualified customer manager")
	o.page.Press("Ctrl+N", "Ctrl+Enter")
	o.page.See("Please fill in Code.")
	o.page.Type("Code", "COUNTER")
	o.page.Type("Name in Chinese", "合格抄核收员")
	o.page.Press("Ctrl+Enter")
	o.page.See("Please fill in Posts.")
	o.page.Type("Posts", "reading")
	o.page.Press("Enter")
	o.page.See("Reading, checking & collection  ×")
	o.page.Press("Ctrl+Enter")
	o.page.See("Please fill in Courses.")
	o.page.Type("Courses", "reading")
	o.page.Press("Enter")
	o.page.Type("Courses", "policy")
	o.page.Press("Enter")
	o.page.Type("Hours of practice", "40")
	o.page.Type("Valid for months", "36")
	o.page.Press("Ctrl+Enter")
	o.page.See("Code is already in the file.")
	o.page.Type("Code", "reading")
	o.page.Press("Ctrl+Enter")
	all, err := o.store.Qualifications(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		if q.Code == "reading" && q.Courses == "reading,policy" && q.Posts == "reading" && q.PracticeMinutes == 2400 && q.ValidityMonths == 36 {
			return
		}
	}
	t.Errorf("kept are %+v", all)
}

func TestATriggerIsFollowedByItsNextVersion(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.page.Tap("Triggers of training")
	o.page.See("Complaints about a person")
	o.page.Press("Ctrl+F")
	o.page.TypeHere("attitude")
	o.page.Press("Enter", "Home", "Enter")
	o.page.See("Next version of attitude")
	o.page.Press("Ctrl+Enter")
	o.page.See("There is nothing to do here.")
	o.page.Type("How often", "0")
	o.page.Press("Ctrl+Enter")
	o.page.See("How often cannot be.")
	o.page.Type("How often", "2")
	o.page.Press("Ctrl+Enter")
	if last := o.said[len(o.said)-1]; last != "attitude: version 2 holds from 2026-03-02." {
		t.Errorf("said %q", o.said)
	}
}

func TestWhoOnlyLearnsReadsTheCatalogueAndSeesNoNumbersOfOthers(t *testing.T) {
	o := newOffice(t, app.Counter)
	o.page.See("State and company policy")
	for _, hidden := range []string{"Hold it", "Add"} {
		o.page.DontSee(hidden)
	}
	if o.area.New() {
		t.Error("she makes a course")
	}
	o.open(t, "service")
	o.page.See("attended at least 80 %")
	for _, hidden := range []string{"Who has it", "Change", "Another post", "Withdraw"} {
		o.page.DontSee(hidden)
	}
	o.page.Press("Ctrl+G")
	o.page.See("Required of these posts")
}

func TestTheCatalogueGoesOutAsItStandsOnView(t *testing.T) {
	o := newOffice(t, app.Trainer)
	o.page.Press("Ctrl+F")
	o.page.TypeHere("safety")
	if !o.area.Export() || len(o.given) != 1 || o.given[0].Title != "Courses" {
		t.Fatalf("given is %+v", o.given)
	}
	path := filepath.Join(t.TempDir(), "课程.csv")
	n, err := o.given[0].Run(t.Context(), o.given[0].Rows, app.ExportJob{Path: path, Format: app.CSV, Purpose: "核对课程"}, func(int64, int64) {})
	if err != nil || n == 0 || n != len(o.given[0].Rows) {
		t.Errorf("%d of %d rows: %v", n, len(o.given[0].Rows), err)
	}
}

func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": nil, "en-light": nil, "zh-dark": {screentest.Dark()}, "en-dark": {screentest.Dark()},
	} {
		o := inLanguage(t, name[:2], app.Trainer, append(options, screentest.Size(1180, 690))...)
		shot := func(what string) { o.page.Shot(filepath.Join(folder, "courses-"+what+"-"+name+".png")) }
		shot("list")
		o.open(t, "connection_rules")
		shot("page")
		o.page.Press("Ctrl+N")
		shot("post")
		o.page.Press("Escape", "Ctrl+G")
		o.page.Type(words.Field("validity_months"), "24")
		shot("form")
		o.page.Type(map[string]string{"zh": "文字形式", "en": "As text"}[name[:2]], "practice 16 and mentor or attendance 80 and score 101")
		shot("fault")
		o.page.Press("Escape")
		o.page.Tap(map[string]string{"zh": "不保存并关闭", "en": "Close without saving"}[name[:2]])
		o.page.Press("Escape")
		o.page.Tap(map[string]string{"zh": "岗位资格", "en": "Qualifications"}[name[:2]])
		o.area.Focus()
		shot("qualifications")
		o.page.Press("Home", "Enter")
		shot("qualification")
		o.page.Press("Escape")
		o.page.Tap(map[string]string{"zh": "培训建议规则", "en": "Triggers of training"}[name[:2]])
		o.area.Focus()
		shot("triggers")
		o.page.Press("Home", "Enter")
		shot("trigger")
	}
}
