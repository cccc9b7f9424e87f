package practice_test

import (
	"context"
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
	"lamplighter/screens/practice"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// hall is where somebody learns at work, and somebody else confirms it.
type hall struct {
	*desk.Desk
	store    *data.Store
	page     *screentest.Page
	sole     app.Actor
	learner  app.Actor
	mentor   app.Actor
	trainer  app.Actor
	deed     app.Case
	customer app.Customer
	said     []string
	opened   []desk.Route
	exported []exchange.ExportWhat
}

func newHall(t *testing.T, language string, options ...screentest.Option) *hall {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	h := &hall{store: datatest.Open(t), page: screentest.New(t, options...)}
	h.sole = datatest.Actor(t, h.store)
	h.learner = h.hire(t, "MY021", "何晓燕", app.Manager)
	h.mentor = h.hire(t, "MY022", "罗永红", app.Manager)
	h.trainer = h.hire(t, "MY023", "周明", app.Trainer)
	h.customer = datatest.Customer(t, h.store, "李晓明", "5104000000011", "")
	if err := h.store.Assign(t.Context(), h.sole, app.Assignment{Customer: h.customer.ID, Manager: h.learner.Staff, Deputy: h.mentor.Staff, FromOn: "2026-01-01"}); err != nil {
		t.Fatal(err)
	}
	h.deed = datatest.Case(t, h.store, h.customer, "申请校表")
	if _, err := h.store.MoveCase(t.Context(), h.sole, h.deed, app.Progress{To: "assigned", Owner: h.learner.Staff}); err != nil {
		t.Fatal(err)
	}
	codes, err := h.store.Codes(t.Context(), h.sole)
	if err != nil {
		t.Fatal(err)
	}
	h.Desk = &desk.Desk{
		By: h.learner, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: h.page.Keys(), Canvas: h.page.Window().Canvas(),
		Say: func(text string) { h.said = append(h.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
		Open: func(r desk.Route) { h.opened = append(h.opened, r) },
	}
	return h
}

func (h *hall) hire(t *testing.T, no, name string, role app.Role) app.Actor {
	t.Helper()
	s, err := h.store.SaveStaff(t.Context(), h.sole, app.Staff{}, app.Staff{
		StaffNo: no, Name: name, Post: "account_manager", Unit: h.sole.Unit, Roles: []app.Role{role}, ValidFrom: "2020-01-01",
	})
	if err != nil {
		t.Fatal(err)
	}
	return app.Actor{Staff: s.ID, Name: name, Unit: h.sole.Unit, Area: h.sole.Area, Roles: s.Roles}
}

// log keeps an entry of the learner as it stands in the store.
func (h *hall) log(t *testing.T, day app.Day, what string, minutes int64) app.Practice {
	t.Helper()
	p, err := h.store.LogPractice(t.Context(), h.learner, app.PracticeDraft{
		Kind: app.OnTheJob, DoneOn: day, Minutes: minutes, What: what, Mentor: h.mentor.Staff, Course: h.course(t, "connection").ID,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (h *hall) course(t *testing.T, code string) app.Course {
	t.Helper()
	all, err := h.store.Courses(t.Context(), h.sole)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Code == code {
			return c
		}
	}
	t.Fatal("no course " + code)
	return app.Course{}
}

func (h *hall) all(t *testing.T) []app.PracticeRow {
	t.Helper()
	rows, err := h.store.Practice(t.Context(), h.sole, app.PracticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// show puts the log on view for somebody.
func (h *hall) show(by app.Actor, store practice.Store, whose app.PracticeWhose) *practice.Page {
	h.By = by
	p := practice.New(h.Desk, store, func(what exchange.ExportWhat) { h.exported = append(h.exported, what) }, whose)
	h.page.Show(p.Content())
	p.Reload()
	p.Focus()
	layer := h.page.Keys().Push("Log")
	layer.On("Ctrl+Enter", "", p.Save)
	layer.On("Ctrl+G", "", p.GoOn)
	layer.On("Ctrl+N", "", func() { p.New() })
	return p
}

func (h *hall) last() string {
	if len(h.said) == 0 {
		return ""
	}
	return h.said[len(h.said)-1]
}

func TestAnEntryIsWrittenByKeys(t *testing.T) {
	h := newHall(t, words.English)
	h.show(h.learner, h.store, app.PracticeOfMine)
	h.page.See("No entry on this list.")
	h.page.Press("Ctrl+N")
	h.page.TypeHere("复核供电方案")
	h.page.Type("Time spent", "1.5h")
	h.page.Type("Course", "connection")
	h.page.Press("Enter")
	h.page.Type("Case", h.deed.Number[len(h.deed.Number)-4:])
	h.page.Press("Enter")
	h.page.Type("Mentor", "罗永红")
	h.page.Press("Enter", "Ctrl+Enter")
	if h.last() != "Logged: 1.5 h of 2026-03-02 Mon." {
		t.Errorf("said %q", h.said)
	}
	rows := h.all(t)
	if len(rows) != 1 || rows[0].Minutes != 90 || rows[0].Case != h.deed.ID || rows[0].Mentor != h.mentor.Staff || rows[0].Course.Code != "connection" {
		t.Fatalf("kept %+v", rows)
	}
	h.page.See("复核供电方案")
	h.page.See("Waiting")
}

func TestWhatIsWrongWithAnEntryIsSaidUnderItsField(t *testing.T) {
	h := newHall(t, words.English)
	h.show(h.learner, h.store, app.PracticeOfMine)
	h.page.Press("Ctrl+N")
	h.page.Press("Ctrl+Enter")
	h.page.See("Please fill in Time spent.")
	h.page.Type("Time spent", "half a day")
	h.page.Press("Ctrl+Enter")
	h.page.See("Time spent cannot be read.")
	h.page.Type("Time spent", "25h")
	h.page.Press("Ctrl+Enter")
	h.page.See("A day has 24 hours.")
	h.page.Type("Time spent", "90")
	h.page.Type("Done on", "+1")
	h.page.Press("Ctrl+Enter")
	h.page.See("Done on has not come yet.")
	if rows := h.all(t); len(rows) != 0 {
		t.Errorf("kept all the same: %+v", rows)
	}
}

func TestAnEntryPutAsideComesBack(t *testing.T) {
	h := newHall(t, words.English)
	h.show(h.learner, h.store, app.PracticeOfMine)
	h.page.Press("Ctrl+N")
	h.page.TypeHere("复核供电方案一半")
	h.page.Type("Time spent", "2h")
	h.page.Press("Escape")
	drafts, err := h.store.Drafts(t.Context(), h.learner)
	if err != nil || len(drafts) != 1 || practice.DraftTitle(drafts[0]) != "Log entry · 复核供电方案一半" {
		t.Fatalf("put aside %+v: %v", drafts, err)
	}
	if others, err := h.store.Drafts(t.Context(), h.mentor); err != nil || len(others) != 0 {
		t.Errorf("others see %+v: %v", others, err)
	}
	if err := h.store.DropDraft(t.Context(), h.mentor, drafts[0].ID); err == nil {
		t.Error("others throw it away")
	}
	practice.NewSheets(h.Desk, h.store).OpenDraft(drafts[0], func() {})
	h.page.See("复核供电方案一半")
	h.page.Press("Ctrl+Enter")
	if rows := h.all(t); len(rows) != 1 || rows[0].Minutes != 120 {
		t.Errorf("kept %+v", rows)
	}
	if drafts, _ := h.store.Drafts(t.Context(), h.learner); len(drafts) != 0 {
		t.Errorf("the draft stays: %+v", drafts)
	}
}

func TestATrainerKeepsADraftOfHisOwn(t *testing.T) {
	h := newHall(t, words.English)
	h.show(h.trainer, h.store, app.PracticeOfMine)
	h.page.Press("Ctrl+N")
	h.page.TypeHere("备课")
	h.page.Press("Escape")
	if drafts, err := h.store.Drafts(t.Context(), h.trainer); err != nil || len(drafts) != 1 {
		t.Errorf("put aside %+v: %v", drafts, err)
	}
}

func TestAnEntryIsWrittenOutOfACase(t *testing.T) {
	h := newHall(t, words.English)
	practice.NewSheets(h.Desk, h.store).Log(app.PracticeOf{Case: h.deed.ID}, func() {})
	h.page.See(h.deed.Number)
	h.page.TypeHere("上门校表")
	h.page.Type("Time spent", "40")
	h.page.Press("Ctrl+Enter")
	if rows := h.all(t); len(rows) != 1 || rows[0].Case != h.deed.ID {
		t.Errorf("kept %+v", rows)
	}
}

func TestAnEntryIsWrittenOutOfAVisit(t *testing.T) {
	h := newHall(t, words.English)
	v, err := h.store.StartVisit(t.Context(), h.learner, h.customer.ID, "2026-02-26")
	if err != nil {
		t.Fatal(err)
	}
	practice.NewSheets(h.Desk, h.store).Log(app.PracticeOf{Visit: v.ID}, func() {})
	h.page.See("李晓明")
	h.page.TypeHere("走访用电大户")
	h.page.Type("Time spent", "40")
	h.page.Press("Ctrl+Enter")
	if rows := h.all(t); len(rows) != 1 || rows[0].Visit != v.ID {
		t.Errorf("kept %+v", rows)
	}
}

func TestTheLearnerIsWarnedBeforeHeSaves(t *testing.T) {
	h := newHall(t, words.English)
	other := datatest.Case(t, h.store, h.customer, "申请核对抄表示数")
	h.log(t, "2026-03-02", "跟班", 180)
	practice.NewSheets(h.Desk, h.store).Log(app.PracticeOf{Case: other.ID}, func() {})
	h.page.See("The case is somebody else's")
	h.page.See("3 h of that day are logged already.")
}

func TestAMentorConfirmsMarkedEntriesByKeys(t *testing.T) {
	h := newHall(t, words.English)
	for i := range 3 {
		h.log(t, app.Day("2026-02-24").AddDays(i), "跟班", 120)
	}
	h.show(h.mentor, h.store, app.PracticeAsked)
	h.page.See("何晓燕")
	h.page.Press("Ctrl+Enter")
	if h.last() != "Mark entries with Space first." {
		t.Errorf("without a mark is said %q", h.said)
	}
	h.page.Press("Home", "Ctrl+A")
	h.page.See("Confirm 3 entries  Ctrl+Enter")
	h.page.Press("Ctrl+Enter")
	if h.last() != "3 entries confirmed, 6 h." {
		t.Errorf("said %q", h.said)
	}
	for _, row := range h.all(t) {
		if row.State() != app.PracticeConfirmed || row.ConfirmedBy != h.mentor.Staff {
			t.Errorf("left as %+v", row)
		}
	}
	h.page.DontSee("何晓燕")
}

func TestAMentorRefusesMarkedEntriesWithAReason(t *testing.T) {
	h := newHall(t, words.English)
	h.log(t, "2026-02-24", "跟班", 120)
	h.log(t, "2026-02-25", "跟班", 120)
	h.show(h.trainer, h.store, app.PracticeOfAll)
	h.page.Press("Home", "Ctrl+A", "Ctrl+G")
	h.page.See("Confirm 2 entries")
	h.page.See("4 h")
	h.page.Press("Alt+R")
	h.page.See("This step needs a reason.")
	h.page.Type("Mentor's remark", "写清做了什么")
	h.page.Press("Alt+R")
	if h.last() != "2 entries refused." {
		t.Errorf("said %q", h.said)
	}
	for _, row := range h.all(t) {
		if row.State() != app.PracticeRefused || row.Remark != "写清做了什么" {
			t.Errorf("left as %+v", row)
		}
	}
}

func TestOneEntryIsConfirmedWithFewerHours(t *testing.T) {
	h := newHall(t, words.English)
	h.log(t, "2026-02-24", "跟班", 120)
	h.show(h.mentor, h.store, app.PracticeAsked)
	h.page.Press("Home", "Enter")
	h.page.Type("Hours confirmed", "3h")
	h.page.Press("Ctrl+Enter")
	h.page.See("This is more than the learner claimed.")
	h.page.Type("Hours confirmed", "1h")
	h.page.Press("Ctrl+Enter")
	if row := h.all(t)[0]; row.ConfirmedMinutes != 60 {
		t.Errorf("confirmed %+v", row)
	}
}

func TestFromAnEntryToItsCase(t *testing.T) {
	h := newHall(t, words.English)
	if _, err := h.store.LogPractice(t.Context(), h.learner, app.PracticeDraft{Kind: app.OnTheJob, DoneOn: "2026-02-27", Minutes: 30, What: "校表", Case: h.deed.ID, Mentor: h.mentor.Staff}); err != nil {
		t.Fatal(err)
	}
	h.show(h.mentor, h.store, app.PracticeAsked)
	h.page.Press("Home", "Enter", "Alt+C")
	if len(h.opened) != 1 || h.opened[0].Case != h.deed.ID {
		t.Errorf("opened %+v", h.opened)
	}
}

func TestALearnerChangesAndTakesBackWhatWaits(t *testing.T) {
	h := newHall(t, words.English)
	h.log(t, "2026-02-24", "跟班", 120)
	h.show(h.learner, h.store, app.PracticeOfMine)
	h.page.Press("Home", "Enter", "Ctrl+Enter")
	h.page.Type("Time spent", "1h")
	h.page.Press("Ctrl+Enter")
	if row := h.all(t)[0]; row.Minutes != 60 {
		t.Errorf("changed to %+v", row)
	}
	h.page.Press("Home", "Enter", "Alt+X")
	if rows := h.all(t); len(rows) != 0 || h.last() != "The entry is taken back." {
		t.Errorf("left %+v, said %q", rows, h.last())
	}
}

func TestASettledEntryIsWrittenAnew(t *testing.T) {
	h := newHall(t, words.English)
	p := h.log(t, "2026-02-24", "跟班", 120)
	if _, err := h.store.SettlePractice(t.Context(), h.mentor, []app.Practice{p}, app.PracticeVerdict{Refused: true, Remark: "写清"}); err != nil {
		t.Fatal(err)
	}
	h.show(h.learner, h.store, app.PracticeOfMine)
	h.page.Press("Home", "Enter")
	h.page.See("写清")
	h.page.Press("Ctrl+Enter")
	h.page.Type("What was done", "跟班：现场勘查三户")
	h.page.Press("Ctrl+Enter")
	if rows := h.all(t); len(rows) != 2 {
		t.Errorf("kept %+v", rows)
	}
}

// signing is a store in which one person waits for a mentor's word.
type signing struct {
	*data.Store
	all    []app.Mentored
	signed []app.SignOffAsk
}

func (s *signing) Mentored(context.Context, app.Actor, app.PracticeFilter) ([]app.Mentored, error) {
	return s.all, nil
}

func (s *signing) SignOff(_ context.Context, _ app.Actor, ask app.SignOffAsk) (int64, error) {
	s.signed, s.all = append(s.signed, ask), nil
	return 1, nil
}

func (h *hall) signing(t *testing.T) *signing {
	c := h.course(t, "connection")
	return &signing{Store: h.store, all: []app.Mentored{{
		Enrolment: app.Enrolment{ID: app.EnrolmentID{1}, Staff: h.learner.Staff, Course: c.ID}, Class: app.Class{Number: "PX-260105-001"}, Course: c,
		Name: "何晓燕", StaffNo: "MY021", Practice: 840, Waiting: 90, Needs: 960,
	}}}
}

func TestACourseIsSignedOffByKeys(t *testing.T) {
	h := newHall(t, words.English)
	store := h.signing(t)
	p := h.show(h.trainer, store, app.PracticeOfAll)
	h.page.Tap("To sign off")
	h.page.See("14 h of 16 h")
	h.page.See("Lacks 2 h")
	p.Focus()
	h.page.Press("Home", "Ctrl+G")
	h.page.See("The hours are not full yet.")
	h.page.Press("Ctrl+Enter")
	if len(store.signed) != 1 || store.signed[0].Staff != h.learner.Staff || store.signed[0].On != "2026-03-02" {
		t.Fatalf("signed %+v", store.signed)
	}
	if h.last() != "Signed off. The course is completed." {
		t.Errorf("said %q", h.last())
	}
}

func TestALogGoesOutAndOnPaper(t *testing.T) {
	h := newHall(t, words.English)
	h.log(t, "2026-02-24", "跟班", 120)
	p := h.show(h.trainer, h.store, app.PracticeOfAll)
	if what := p.Prints(); len(what.Practice) != 1 || !strings.Contains(what.Filter, "Waiting") {
		t.Errorf("prints %+v", what)
	}
	if !p.Export() || len(h.exported) != 1 || len(h.exported[0].Rows) != 1 {
		t.Fatalf("exported %+v", h.exported)
	}
	path := filepath.Join(t.TempDir(), "log.csv")
	job := app.ExportJob{Path: path, Format: app.CSV, Title: words.Column, Label: h.Codes.Word, Purpose: "核对学时"}
	if n, err := h.exported[0].Run(t.Context(), h.exported[0].Rows, job, func(int64, int64) {}); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "On the job") || !strings.Contains(string(text), "何晓燕") {
		t.Errorf("the sheet says %q: %v", text, err)
	}
	counter := h.hire(t, "MY031", "李春梅", app.Counter)
	if p := h.show(counter, h.store, app.PracticeAsked); len(p.Prints().Practice) != 0 {
		t.Error("who may let nothing go out prints the log of others")
	}
}

func TestShotsOfTheLog(t *testing.T) {
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
			h := newHall(t, language, options...)
			shot := func(what string) { h.page.Shot(filepath.Join(folder, "practice-"+what+"-"+name+".png")) }
			other := datatest.Case(t, h.store, h.customer, "申请核对抄表示数")
			for i, what := range []string{"跟班受理低压新装，核对资料清单并录入工单", "现场勘查三户，草拟供电方案", "参加抄表，处理零度户两户", "学习《供电服务规范》，整理笔记"} {
				d := app.PracticeDraft{
					Kind: app.OnTheJob, DoneOn: app.Day("2026-02-20").AddDays(i), Minutes: int64(90 + 60*i), What: what, Mentor: h.mentor.Staff, Course: h.course(t, "connection").ID,
				}
				switch i {
				case 0, 1:
					d.Case = h.deed.ID
				case 2:
					d.Case, d.Course = other.ID, h.course(t, "reading").ID
				default:
					d.Kind, d.Course = app.SelfStudy, app.CourseID{}
				}
				p, err := h.store.LogPractice(t.Context(), h.learner, d)
				if err != nil {
					t.Fatal(err)
				}
				if i == 0 {
					if _, err := h.store.SettlePractice(t.Context(), h.mentor, []app.Practice{p}, app.PracticeVerdict{Minutes: 60, Remark: "路上时间不计"}); err != nil {
						t.Fatal(err)
					}
				}
			}
			p := h.show(h.trainer, h.signing(t), app.PracticeOfAll)
			h.page.Press("Home", "Space", "Down", "Space")
			shot("waiting")
			h.page.Press("Ctrl+G")
			shot("many")
			h.page.Press("Escape")
			h.page.Press("Escape")
			p.Show(desk.Route{Learner: h.learner.Staff})
			shot("person")
			h.page.Press("Home", "Down", "Enter")
			shot("one")
			h.page.Press("Escape")
			if name == "en" {
				h.page.Tap("To sign off")
			} else {
				h.page.Tap("待签认")
			}
			shot("signs")
			h.By = h.learner
			practice.NewSheets(h.Desk, h.store).Log(app.PracticeOf{Case: other.ID}, func() {})
			shot("entry")
			h.page.Press("Ctrl+Enter")
			shot("entry-refused")
		})
	}
}
