package home_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/home"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is the start page of somebody on a real store.
type bench struct {
	*screentest.Page
	opened []desk.Route
}

func open(t *testing.T, language string, store *data.Store, by app.Actor, options ...screentest.Option) *bench {
	t.Helper()
	b := &bench{Page: screentest.New(t, options...)}
	shipped := datatest.Shipped(t)
	page := home.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, shipped.Codes), Flows: words.NewFlows(language, shipped.Flows), Runner: background.Inline(), Now: datatest.Now,
		Keys: b.Keys(), Open: func(r desk.Route) { b.opened = append(b.opened, r) }, Say: func(string) {}, Fail: func(err error) { t.Error(err) },
	}, store)
	b.Show(page.Content())
	return b
}

func TestAPromiseOverdueIsCountedAndOpensItsList(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	c := datatest.Customer(t, store, "王芳", "5104000000025", "12000000982")
	if _, err := store.MakeCommitment(t.Context(), by, app.CommitmentDraft{
		Customer: c.ID, Content: "更换老化表箱", Owner: by.Staff, MadeOn: "2026-02-20", DueOn: "2026-02-27",
	}); err != nil {
		t.Fatal(err)
	}
	b := open(t, words.English, store, by)
	b.See("Promises late")
	b.Tap("Promises late")
	if len(b.opened) != 1 || b.opened[0].Promises != app.CommitmentsOverdue || b.opened[0].Tab != desk.Visits {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestCallsAfterVisitsThatAreDueAreCountedAndOpenTheirList(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	c := datatest.Customer(t, store, "王芳", "5104000000025", "12000000982")
	wait := func(day app.Day) app.Visit {
		return app.Visit{Customer: c.ID, Manager: by.Staff, PlannedOn: "2026-02-20", VisitedOn: "2026-02-20", Status: app.VisitFollowUp, FollowUpOn: day}
	}
	datatest.Visits(t, store, wait("2026-03-02"), wait("2026-02-27"), wait("2026-03-03"), wait(""))
	b := open(t, words.English, store, by)
	b.See("2")
	b.Tap("Calls due")
	if len(b.opened) != 1 || !b.opened[0].FollowUps || b.opened[0].Tab != desk.Visits {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestWithNoneOverdueThoseDueThisWeekAreCounted(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	c := datatest.Customer(t, store, "王芳", "5104000000025", "12000000982")
	if _, err := store.MakeCommitment(t.Context(), by, app.CommitmentDraft{Customer: c.ID, Content: "更换老化表箱", Owner: by.Staff, DueOn: "2026-03-05"}); err != nil {
		t.Fatal(err)
	}
	b := open(t, words.English, store, by)
	b.DontSee("Promises late")
	b.Tap("Promises due")
	if len(b.opened) != 1 || b.opened[0].Promises != app.CommitmentsWeek {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestGapsInTrainingAreCountedForWhoMaySeeThem(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	course := datatest.PutCourses(t, store, app.Course{Code: "t-safety", Name: "安规", Category: "basic"})[0]
	datatest.PutCoursePosts(t, store, app.CoursePost{Course: course.ID, Post: "auditor", WithinMonths: 1, FromOn: "2026-01-01"})
	for i, since := range []app.Day{"2026-01-15", "2026-02-15", "2026-02-20"} {
		who := app.Staff{StaffNo: "90" + string(rune('1'+i)), Name: "罗英", Post: "auditor", Unit: by.Unit, ValidFrom: since}
		if _, err := store.SaveStaff(t.Context(), by, app.Staff{}, who); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, words.English, store, by)
	b.See("due within 30 days: 2")
	b.Tap("Training overdue: 1")
	if len(b.opened) != 1 || b.opened[0].Training != desk.Gaps || b.opened[0].Lacking.Due != app.DueOverdue {
		t.Errorf("opened %+v", b.opened)
	}
	by.Roles = []app.Role{app.Manager}
	open(t, words.English, store, by).DontSee("Training overdue")
}

func TestAHalfDonePromiseIsGoneOnWithFromHere(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	draft := app.Draft{ID: "inside-promise-1", Form: "inside", Title: "王芳", Fields: map[string]string{"made_kind": "promise"}}
	if err := store.SaveDraft(t.Context(), by, draft); err != nil {
		t.Fatal(err)
	}
	b := open(t, words.English, store, by)
	b.Tap("Promise · 王芳  just now")
	if len(b.opened) != 1 || b.opened[0].Draft == nil || b.opened[0].Tab != desk.Customers {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestAHalfDoneFormWhoseCustomerIsGoneIsReadAndCopied(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	here := datatest.Customer(t, store, "李晓明", "5104000000011", "12900001234")
	for name, customer := range map[string]string{"王芳": "0190b8a2-7c1e-7000-8000-000000000001", "李晓明": here.ID.String()} {
		d := app.Draft{
			ID: "inside-promise-" + customer, Form: "inside", Title: name,
			Fields: map[string]string{"made_kind": "promise", "made_customer": customer, "content": "下周更换表箱门锁", ":at": "content"},
		}
		if err := store.SaveDraft(t.Context(), by, d); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, words.English, store, by)
	b.See("Promise · 李晓明  just now")
	b.Tap("Promise · 王芳  no longer on this computer")
	b.See("is not on this computer any more")
	b.See("下周更换表箱门锁")
	b.DontSee("0190b8a2")
	b.Press("Ctrl+Enter")
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.HasSuffix(got, ": 下周更换表箱门锁") || len(b.opened) != 0 {
		t.Errorf("copied %q, opened %+v", got, b.opened)
	}
	b.Tap("Promise · 王芳  no longer on this computer")
	b.Tap("Throw away")
	b.Press("Ctrl+Enter")
	b.DontSee("no longer on this computer")
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(800, 7, datatest.Now()), 800, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	gone := app.Draft{ID: "inside-promise-1", Form: "inside", Title: "王芳", Fields: map[string]string{
		"made_kind": "promise", "made_customer": "0190b8a2-7c1e-7000-8000-000000000001", "content": "下周更换表箱门锁", "due_on": "2026-03-09",
	}}
	if err := store.SaveDraft(t.Context(), by, gone); err != nil {
		t.Fatal(err)
	}
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
		draft    string
	}{
		"zh":      {words.Chinese, []screentest.Option{screentest.Chinese()}, "承诺 · 王芳  本机已无此记录"},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}, "承诺 · 王芳  本机已无此记录"},
		"en":      {words.English, nil, "Promise · 王芳  no longer on this computer"},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, dress.language, store, by, append(dress.options, screentest.Size(1180, 650))...)
			b.Shot(filepath.Join(folder, "home-"+name+".png"))
			b.Tap(dress.draft)
			b.Shot(filepath.Join(folder, "home-gone-"+name+".png"))
		})
	}
}
