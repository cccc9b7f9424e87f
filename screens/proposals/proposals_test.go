package proposals_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/proposals"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

type bench struct {
	page   *screentest.Page
	list   *proposals.List
	store  *data.Store
	by     app.Actor
	said   string
	opened desk.Route
	failed error
}

func open(t *testing.T, language string, c *county, by app.Actor, options ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, options...), store: c.Store, by: by}
	codes, err := c.Codes(t.Context(), c.by)
	if err != nil {
		t.Fatal(err)
	}
	b.list = proposals.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: background.Inline(), Now: func() time.Time { return c.now },
		Keys: b.page.Keys(), Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = r }, Say: func(text string) { b.said = text }, Fail: func(err error) { b.failed = err },
	}, c.Store)
	b.page.Show(b.list.Content())
	b.list.Reload()
	b.list.Focus()
	return b
}

// county is a store in which customers complained of two clerks.
type county struct {
	*data.Store
	by      app.Actor
	now     time.Time
	service app.CourseID
	numbers []string // of the complaints about the first
}

func newCounty(t *testing.T) *county {
	t.Helper()
	c := &county{now: app.Day("2025-01-02").Time()}
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "test.lamp"), data.Options{Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return c.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	c.Store, c.by = s, datatest.Actor(t, s)
	courses, err := s.Courses(t.Context(), c.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, course := range courses {
		if course.Code == "service" {
			c.service = course.ID
		}
	}
	for i, name := range []string{"罗永红", "李春梅"} {
		who, err := s.SaveStaff(t.Context(), c.by, app.Staff{}, app.Staff{StaffNo: fmt.Sprint("MY02", i), Name: name, Post: "counter", Unit: c.by.Unit, ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		for n := range 3 {
			c.now = app.Day("2026-01-05").AddDays(7 * n).Time().Add(9 * time.Hour)
			opened, err := s.OpenCase(t.Context(), c.by, app.CaseDraft{
				Kind: app.Complaint, SubKind: "service", Channel: "phone", ContactName: "王芳", ContactPhone: fmt.Sprintf("1290000%d%d00", i, n), Content: "柜台人员说话生硬",
				Fields: map[string]string{"matter": "attitude", "about": who.ID.String()},
			})
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				c.numbers = append(c.numbers, opened.Number)
			}
		}
	}
	if _, err := s.OpenCase(t.Context(), c.by, app.CaseDraft{Kind: app.Complaint, SubKind: "service", Channel: "phone", ContactName: "王芳", ContactPhone: "12900009900", Content: "柜台排队太久"}); err != nil {
		t.Fatal(err)
	}
	c.now = app.Day("2026-01-20").Time().Add(9 * time.Hour)
	return c
}

func TestTheListSaysWhyInWords(t *testing.T) {
	c := newCounty(t)
	b := open(t, words.English, c, c.by)
	b.page.See("2 proposals.")
	b.page.See("3 complaints about attitude in 12 months: 2026-01-19 " + c.numbers[2] + ", 2026-01-12 " + c.numbers[1] + ", 2026-01-05 " + c.numbers[0])
	b.page.See("1 complaints of the last twelve months name nobody")
	b = open(t, words.Chinese, c, c.by, screentest.Chinese())
	b.page.See("近 12 个月 3 次服务态度投诉：")
	b.page.See("优质服务")
}

func TestProposalsAreAcceptedInBulkByKeysAlone(t *testing.T) {
	c := newCounty(t)
	b := open(t, words.English, c, c.by)
	b.list.Save()
	if b.said != "Mark proposals with Space first." {
		t.Errorf("said %q", b.said)
	}
	b.page.Press("Ctrl+A")
	b.list.Save()
	b.page.See("2 proposals into a class")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in First day.")
	b.page.Type("New class begins on", "2026-02-09")
	b.page.Press("Ctrl+Enter")
	if !strings.Contains(b.said, "2 proposals decided. Class PX-") {
		t.Errorf("said %q", b.said)
	}
	b.page.See("Nothing that customers or examinations say")
	b.list.ToBoard()
	b.page.See("2 decisions.")
	b.page.See("Accepted")
	offers, err := c.ClassOffers(t.Context(), c.by, c.service)
	if err != nil || len(offers) != 1 || offers[0].In != 2 {
		t.Errorf("%+v, %v", offers, err)
	}
	if f, on := b.list.Figures(); !on || len(f.Rows) != 2 || len(f.Columns) != len(f.Rows[0]) {
		t.Errorf("%+v", f)
	}
}

func TestAnOpenClassIsOffered(t *testing.T) {
	c := newCounty(t)
	class := datatest.HeldClass(t, c.Store, app.Class{Number: "PX-9", Course: c.service, Status: app.ClassEnrolling, BeginsOn: "2026-03-16", Seats: 1})
	b := open(t, words.English, c, c.by)
	b.page.Press("Ctrl+A")
	b.list.Save()
	b.page.TypeHere("PX-9")
	b.page.See("PX-9, from 2026-03-16, 0 of 1 seats taken")
	b.page.Press("Enter", "Ctrl+Enter")
	b.page.See("This class has no seats for so many.")
	b.page.Press("Escape")
	b.list.Focus()
	b.page.Press("Ctrl+A", "Home", "Space") // none, then the first
	b.list.Save()
	b.page.TypeHere("PX-9")
	b.page.Press("Enter", "Ctrl+Enter")
	offers, err := c.ClassOffers(t.Context(), c.by, c.service)
	if err != nil || offers[0].ID != class.ID || offers[0].In != 1 {
		t.Errorf("%+v, %v", offers, err)
	}
}

func TestOneProposalIsDismissedWithItsReason(t *testing.T) {
	c := newCounty(t)
	b := open(t, words.English, c, c.by)
	b.page.Press("Home", "Space")
	b.list.GoOn()
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Reason.")
	b.page.Type("Reason", "已谈话")
	b.page.Press("Ctrl+Enter")
	b.page.See("1 proposals.")
	b.list.ToBoard()
	b.page.See("Dismissed")
	b.page.See("已谈话")
	b.list.Focus()
	b.page.Press("Home", "Enter")
	b.page.See("罗永红: decided on 2026-01-20")
	b.page.See(c.numbers[0])
}

func TestEnterLeadsToTheEvidence(t *testing.T) {
	c := newCounty(t)
	b := open(t, words.English, c, c.by)
	b.page.Press("Home", "Enter")
	b.page.See("罗永红: why Quality service")
	b.page.Press("Home", "Enter")
	if b.opened.Tab != desk.Cases || b.opened.Case.IsZero() {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestALeaderReadsAndDoesNotDecide(t *testing.T) {
	c := newCounty(t)
	b := open(t, words.English, c, app.Actor{Staff: c.by.Staff, Unit: c.by.Unit, Area: c.by.Area, Roles: []app.Role{app.Leader}})
	b.page.See("2 proposals.")
	b.page.Press("Ctrl+A")
	b.list.Save()
	if b.failed == nil {
		t.Error("a leader is asked for a class")
	}
}

func TestTheListIsNarrowedByEvidence(t *testing.T) {
	c := newCounty(t)
	b := open(t, words.English, c, c.by)
	b.page.Tap("Dissatisfied customers")
	b.page.See("0 proposals.")
	b.page.Tap("All evidence")
	b.page.See("2 proposals.")
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		c := newCounty(t)
		b := open(t, name[:2], c, c.by, append(options, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "proposals-"+what+"-"+name+".png")) }
		b.page.Press("Home", "Space")
		shot("1-list")
		b.list.Save()
		shot("2-class")
		b.page.Press("Escape")
		b.list.GoOn()
		b.page.Press("Ctrl+Enter")
		shot("3-dismiss")
		b.page.TypeHere("已谈话，另行安排")
		b.page.Press("Ctrl+Enter")
		b.list.Focus()
		b.page.Press("Home", "Enter")
		shot("4-evidence")
		b.page.Press("Escape")
		b.list.ToBoard()
		shot("5-decided")
	}
}
