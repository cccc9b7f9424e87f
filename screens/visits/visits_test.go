package visits_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/visits"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// bench is the tab of visits on a real store, driven without a display.
type bench struct {
	page   *screentest.Page
	store  *data.Store
	by     app.Actor
	area   *visits.Area
	said   string
	opened []desk.Route
}

func openIn(t *testing.T, language string, store *data.Store, pages visits.Pages, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, opts...), store: store, by: datatest.Actor(t, store)}
	codes, err := store.Codes(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(r desk.Route) { b.opened = append(b.opened, r) }, Back: func() {},
		Say: func(text string) { b.said = text }, Fail: func(err error) { t.Error(err) },
	}
	b.area = visits.New(d, store, pages)
	for i := range 9 {
		b.page.Keys().On("Alt+"+string(rune('1'+i)), "", func() { b.area.ChooseView(i) })
	}
	b.page.Keys().On("Ctrl+G", "", b.area.GoOn)
	b.page.Keys().On("Ctrl+B", "", b.area.ToBoard)
	b.page.Keys().On("Ctrl+F", "", b.area.ToFilter)
	b.page.Keys().On("Escape", "", func() { b.area.Leave() })
	b.page.Show(b.area.Content())
	b.area.Focus()
	return b
}

func open(t *testing.T, store *data.Store) *bench {
	t.Helper()
	return openIn(t, words.English, store, visits.Pages{})
}

// valley is two villages, a manager each, and so many customers who are visited
// each month and were never visited.
func valley(t *testing.T, customers int) *data.Store {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	var areas []app.TransformerArea
	for i, name := range []string{"杨国强", "何晓燕"} {
		area, err := s.SaveTransformerArea(t.Context(), by, app.TransformerArea{}, app.TransformerArea{Code: fmt.Sprintf("T%05d", i+1), Name: fmt.Sprintf("丙谷%02d台区", i+1)})
		if err != nil {
			t.Fatal(err)
		}
		who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: fmt.Sprintf("MY01%d", i), Name: name, Post: "account_manager", Unit: by.Unit, Roles: []app.Role{app.Manager}})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Assign(t.Context(), by, app.Assignment{TransformerArea: area.ID, Manager: who.ID, FromOn: "2025-01-01"}); err != nil {
			t.Fatal(err)
		}
		areas = append(areas, area)
	}
	for i := range customers {
		c, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{
			Customer: app.Customer{Kind: app.Organisation, Name: fmt.Sprintf("米易县第%02d合作社", i+1)}, Contact: app.Contact{Name: "李晓明", Mobile: "12900000001"},
			Account: app.Account{AccountNo: fmt.Sprintf("51040000000%02d", i), Address: fmt.Sprintf("米易县丙谷镇第%d村%d组", i%6, i), TransformerArea: areas[i%2].ID},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetRhythm(t.Context(), by, app.VisitRhythm{Customer: c.ID, Months: 1, FromOn: "2026-03-02"}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (b *bench) list(t *testing.T, f app.VisitFilter) []app.VisitRow {
	t.Helper()
	order, err := b.store.VisitOrder(t.Context(), b.by, f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.store.VisitsAt(t.Context(), b.by, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// plan plans all customers that are due on one day.
func (b *bench) plan(t *testing.T, on app.Day) []app.VisitRow {
	t.Helper()
	due, err := b.store.DueVisits(t.Context(), b.by, app.DueFilter{UpTo: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	ask := app.PlanAsk{Span: app.DaySpan{From: on, To: on}, Basis: "rhythm", Channel: app.OnSite}
	for _, d := range due {
		ask.Customers = append(ask.Customers, app.PlanFor{Customer: d.Customer})
	}
	if _, err := b.store.PlanVisits(t.Context(), b.by, ask); err != nil {
		t.Fatal(err)
	}
	b.area.Reload()
	return b.list(t, app.VisitFilter{})
}

func TestAPlanIsSeenBeforeItIsKept(t *testing.T) {
	b := open(t, valley(t, 6))
	b.page.Press("Alt+3", "Ctrl+A", "Ctrl+G", "Down")
	b.page.See("Plan visits to 6 customers")
	b.page.See("6 visits on")
	b.page.See("杨国强")
	if n := len(b.list(t, app.VisitFilter{})); n != 0 {
		t.Fatalf("%d visits were kept before anybody said so", n)
	}
	b.page.Press("Enter")
	rows := b.list(t, app.VisitFilter{})
	if len(rows) != 6 || rows[0].Month != 202604 {
		t.Fatalf("planned %d, the first for %d", len(rows), rows[0].Month)
	}
	b.page.See("0 due")
	b.page.See("Nobody is due whose visit is not planned yet.")
}

func TestNothingChosenIsSaidAndNothingIsPlanned(t *testing.T) {
	b := open(t, valley(t, 0))
	b.page.Press("Alt+3", "Ctrl+G")
	if b.said != "Nobody is chosen. Mark customers with Space, or all of them with Ctrl+A." {
		t.Errorf("said %q", b.said)
	}
}

func TestAMonthOfAnUnpublishedYearIsMarkedProvisional(t *testing.T) {
	b := open(t, valley(t, 2))
	b.page.Press("Alt+3", "Ctrl+A", "Ctrl+G")
	b.page.DontSee("Provisional")
	b.page.Press("Escape")
	b.page.Press("Alt+2")
	for range 10 {
		b.page.Press("PageDown")
	}
	b.page.See("Jan 2027")
}

func TestAVisitIsMovedWithAReasonAndASecondOnADayIsAskedFor(t *testing.T) {
	b := open(t, valley(t, 1))
	b.plan(t, "2026-03-10")
	b.page.Press("Alt+1", "Home", "Ctrl+G", "Enter")
	b.page.See("New day")
	b.page.TypeHere("2026-03-01")
	b.page.Press("Tab")
	b.page.TypeHere("customer away")
	b.page.Press("Ctrl+Enter")
	b.page.See("has passed. Choose today or a later day.")
	if v := b.list(t, app.VisitFilter{})[0]; v.PlannedOn != "2026-03-10" || v.Moves != 0 {
		t.Fatalf("moved into the past: %+v", v.Visit)
	}
	b.page.Type("New day", "2026-03-12")
	b.page.Press("Ctrl+Enter")
	if v := b.list(t, app.VisitFilter{})[0]; v.PlannedOn != "2026-03-12" || v.Reason != "customer away" || v.Moves != 1 {
		t.Errorf("moved to %s because %q", v.PlannedOn, v.Reason)
	}
	b.page.See("moved 1×: customer away")
}

func TestAVisitIsCancelledWithAReason(t *testing.T) {
	b := open(t, valley(t, 1))
	b.plan(t, "2026-03-10")
	b.page.Press("Alt+1", "Home", "Ctrl+G", "Down", "Down", "Down", "Enter")
	b.page.Press("Ctrl+Enter")
	b.page.See("This step needs a reason.")
	b.page.TypeHere("closed for good")
	b.page.Press("Ctrl+Enter")
	if v := b.list(t, app.VisitFilter{})[0]; v.Status != app.VisitCancelled || v.Reason != "closed for good" {
		t.Errorf("the visit is %s because %q", v.Status, v.Reason)
	}
	b.page.See("No visit here.")
}

func TestTheOrderOfADayIsChangedByKeys(t *testing.T) {
	b := open(t, valley(t, 6))
	b.plan(t, "2026-03-03")
	b.page.Press("Alt+2", "Right", "Enter")
	b.page.See("2026-03-03 Tue")
	before := b.sheet(t)
	b.page.Press("Home", "Alt+Down")
	after := b.sheet(t)
	if after[0].ID != before[1].ID || after[1].ID != before[0].ID {
		t.Errorf("the order is still %s, %s", after[0].CustomerName, after[1].CustomerName)
	}
	b.page.Press("Alt+Down")
	if again := b.sheet(t); again[2].ID != before[0].ID {
		t.Error("the visit that was moved is not the one that stays selected")
	}
	if printed := b.area.Prints(); printed.Route.Day != "2026-03-03" {
		t.Errorf("Ctrl+P prints %+v", printed)
	}
	b.page.Press("Escape")
	b.page.See("Mar 2026")
	if b.page.Keys().Press(widgets.Chord("Alt+Up")) {
		t.Error("the keys of the day sheet work after it was left")
	}
}

func (b *bench) sheet(t *testing.T) []app.DayVisit {
	t.Helper()
	visit := b.list(t, app.VisitFilter{})[0]
	sheet, err := b.store.DaySheet(t.Context(), b.by, visit.Manager, "2026-03-03")
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Visits
}

func TestTheCalendarMarksDaysOffAndNamesWhomToVisit(t *testing.T) {
	b := open(t, valley(t, 2))
	b.plan(t, "2026-03-10")
	b.page.Press("Alt+2")
	b.page.See("Mar 2026")
	b.page.See("米易县第01合作社")
	b.page.Press("PageDown")
	b.page.See("Apr 2026")
	b.page.DontSee("米易县第01合作社")
	b.page.Press("Home", "Ctrl+B")
	b.page.See("3-2 Mon – 3-8 Sun")
	b.page.Press("PageDown")
	b.page.See("米易县第01合作社")
}

func TestVisitsAreHandedOnFromTheBalance(t *testing.T) {
	s := valley(t, 12)
	b := open(t, s)
	rows := b.plan(t, "2026-03-10")
	var mine []app.Visit
	other := rows[0].Manager
	for _, v := range rows {
		if v.Manager != other {
			mine = append(mine, v.Visit)
		}
	}
	if _, _, err := s.ReassignVisits(t.Context(), b.by, mine, other, ""); err != nil {
		t.Fatal(err)
	}
	b.page.Press("Alt+4")
	b.page.See("Proposed, so that all have about the same:")
	b.page.Press("Home", "Ctrl+G", "Ctrl+Enter")
	count := map[app.StaffID]int{}
	for _, v := range b.list(t, app.VisitFilter{}) {
		count[v.Manager]++
	}
	if count[other] != 6 {
		t.Errorf("%d of 12 visits stayed: %v", count[other], count)
	}
	b.page.See("The managers have about the same number of visits.")
	b.page.Press("Home", "Enter")
	b.page.See("6 visits")
}

func TestTheRhythmOfASegmentIsChanged(t *testing.T) {
	b := open(t, valley(t, 0))
	b.page.Press("Alt+5", "Home", "Enter")
	b.page.See("Rhythm of Key customer")
	b.page.TypeHere("") // the months are chosen
	b.page.Type("Months between two visits", "2")
	b.page.Press("Ctrl+Enter")
	b.page.See("every 2 months, on site")
	b.page.Press("Home", "Enter")
	b.page.Type("Months between two visits", "none")
	b.page.Press("Ctrl+Enter")
	b.page.See("cannot be read")
}

func TestTheRhythmOfACustomerIsSeenAndGivenUp(t *testing.T) {
	b := open(t, valley(t, 1))
	b.page.Press("Alt+3", "Home", "Ctrl+B")
	b.page.See("Of his own: every month.")
	b.page.Tap("As the segment again")
	b.page.See("0 due")
}

// guest is a page of others.
type guest struct{ shown []desk.Route }

func (g *guest) Content() fyne.CanvasObject { return widgets.NewText("a page of others") }
func (g *guest) Shows() app.Changes         { return app.Commitments }
func (g *guest) Reload()                    {}
func (g *guest) Show(r desk.Route)          { g.shown = append(g.shown, r) }

func TestPagesOfOthersAreTakenInAndAbsentOnesAreNotOffered(t *testing.T) {
	form, promises := &guest{}, &guest{}
	b := openIn(t, words.English, valley(t, 1), visits.Pages{
		Form:     func() desk.Screen { return form },
		Sections: []visits.Section{{Name: "Promises", Make: func() desk.Screen { return promises }}},
	})
	b.page.See("Promises  Alt+6")
	b.page.DontSee("Service plans")
	b.plan(t, "2026-03-10")
	b.page.Press("Alt+1", "Home", "Enter")
	b.page.See("a page of others")
	if len(form.shown) != 1 || !form.shown[0].Record || form.shown[0].Visit.IsZero() {
		t.Fatalf("the form was shown %+v", form.shown)
	}
	b.page.Press("Escape")
	b.page.See("1 visits")
	b.area.Show(desk.Route{Visits: &app.VisitFilter{OpenOnly: true}}) // as a tile of the start page does
	b.page.Press("Enter")
	b.page.See("a page of others")
	if form.shown[1].Visit != form.shown[0].Visit {
		t.Errorf("two actions from the start page is %+v", form.shown[1])
	}
	b.page.Press("Escape")
	if last := func() desk.Route { return form.shown[len(form.shown)-1] }; !b.area.New() || last().Customer.IsZero() || !last().Record {
		t.Errorf("Ctrl+N opens %+v", form.shown)
	}
	b.page.Press("Alt+6")
	b.page.See("a page of others")
	if b.area.Shows()&app.Commitments == 0 {
		t.Error("a change of promises would not reach their page")
	}
	if bare := open(t, valley(t, 1)); bare.area.New() {
		t.Error("Ctrl+N says that it made a visit without a form")
	}
}

// TestShots draws the pages on a county, as LAMPLIGHTER_SHOTS asks for.
func TestShots(t *testing.T) {
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		t.Skip("no folder for pictures")
	}
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(3000, 1, datatest.Now()), 3000, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]struct {
		language string
		opts     []screentest.Option
	}{
		"zh":      {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Size(1216, 660)}},
		"en-dark": {words.English, []screentest.Option{screentest.Dark(), screentest.Size(1216, 660)}},
	} {
		b := openIn(t, in.language, s, visits.Pages{}, in.opts...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "visits-"+what+"-"+name+".png")) }
		shot("list")
		b.page.Press("Home", "Ctrl+G")
		shot("deeds")
		b.page.Press("Enter", "Ctrl+Enter")
		shot("move-refused")
		b.page.Press("Escape", "Ctrl+F")
		shot("filter")
		b.page.Press("Escape", "Alt+2")
		shot("month")
		b.page.Press("PageDown")
		shot("month-next")
		b.page.Press("Home", "Ctrl+B")
		shot("week")
		b.page.Press("Enter")
		shot("day")
		b.page.Press("Escape", "Alt+3")
		shot("due")
		b.page.Press("Ctrl+A", "Ctrl+G", "Down")
		shot("plan")
		b.page.Press("Escape", "Ctrl+B")
		shot("rhythm-customer")
		b.page.Press("Escape", "Alt+4", "Home")
		shot("balance")
		b.page.Press("Ctrl+G")
		shot("hand-on")
		b.page.Press("Escape", "Alt+5", "Home")
		shot("rhythms")
		b.area.Show(desk.Route{Visits: &app.VisitFilter{Text: "无此走访"}})
		shot("list-none")
	}
}
