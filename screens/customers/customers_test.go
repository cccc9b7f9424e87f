package customers_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// place is a window with the customers tab in it, on a store of its own.
type place struct {
	*screentest.Page
	area   *customers.Area
	store  *data.Store
	by     app.Actor
	opened []desk.Route
	said   []string
}

func open(t *testing.T, store *data.Store, runner *background.Runner, options ...screentest.Option) *place {
	t.Helper()
	return openWith(t, store, store, runner, options...)
}

// openWith puts something between the screens and the records.
func openWith(t *testing.T, store *data.Store, asked customers.Store, runner *background.Runner, options ...screentest.Option) *place {
	t.Helper()
	p := &place{Page: screentest.New(t, options...), store: store, by: datatest.Actor(t, store)}
	p.area = customers.New(&desk.Desk{
		By: p.by, Codes: words.NewCodes(words.English, datatest.Shipped(t).Codes), Flows: words.NewFlows(words.English, datatest.Shipped(t).Flows), Runner: runner, Now: datatest.Now, Keys: p.Keys(),
		Open:   func(r desk.Route) { p.opened = append(p.opened, r) },
		Say:    func(text string) { p.said = append(p.said, text) },
		Fail:   func(err error) { t.Errorf("the screen failed: %v", err) },
		Folder: t.TempDir,
	}, asked)
	p.Show(p.area.Content())
	p.area.Focus()
	return p
}

// pageAs is the page of a customer as somebody with one role alone has it.
func pageAs(t *testing.T, store *data.Store, role app.Role, id app.CustomerID) (*screentest.Page, *customers.Area) {
	t.Helper()
	page := screentest.New(t)
	by := datatest.Actor(t, store)
	by.Roles = []app.Role{role}
	area := customers.New(&desk.Desk{
		By: by, Codes: words.NewCodes(words.English, nil), Flows: words.NewFlows(words.English, nil), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(),
	}, store)
	page.Show(area.Content())
	area.Show(desk.Route{Customer: id})
	return page, area
}

// county is a store with three customers whose search index is ready.
func county(t *testing.T) (*data.Store, map[string]app.Customer) {
	t.Helper()
	store := datatest.Open(t)
	made := map[string]app.Customer{}
	for _, c := range []struct{ name, account, mobile string }{
		{"李晓明", "5104000000017", "12000000341"},
		{"王芳", "5104000000025", "12000000982"},
		{"阿木·曲比", "5104000000033", "12000000777"},
	} {
		made[c.name] = datatest.Customer(t, store, c.name, c.account, c.mobile)
	}
	if err := store.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store, made
}

func (p *place) drafts(t *testing.T) []app.Draft {
	t.Helper()
	drafts, err := p.store.Drafts(t.Context(), p.by)
	if err != nil {
		t.Fatal(err)
	}
	return drafts
}

func (p *place) kept(t *testing.T, id app.CustomerID) app.CustomerPage {
	t.Helper()
	page, err := p.store.CustomerPage(t.Context(), p.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestTheListFindsAsTheSearchBoxDoes(t *testing.T) {
	store, _ := county(t)
	tests := []struct{ name, typed, want, not string }{
		{"by initials", "amqb", "阿木·曲比", "王芳"},
		{"by the end of a telephone number", "0982", "王芳", "李晓明"},
		{"by a part of the name", "晓", "李晓明", "王芳"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := open(t, store, background.Inline())
			p.See("3 customers")
			p.area.ToFilter()
			p.TypeHere(tt.typed)
			p.See("1 customer")
			p.See(tt.want)
			p.DontSee(tt.not)
			if !p.area.Leave() {
				t.Error("Esc did not let the filter go")
			}
			p.See("3 customers")
			if p.area.Leave() {
				t.Error("Esc found one more step back on the plain list")
			}
		})
	}
}

func TestAListIsNarrowedToOpenCasesAndSaysSo(t *testing.T) {
	store, made := county(t)
	datatest.Case(t, store, made["王芳"], "申请校验电能表")
	p := open(t, store, background.Inline())
	p.Into("All")
	p.Press("Right", "Space")
	p.See("1 customer")
	p.DontSee("李晓明")
	if got := p.area.Narrowed(); got != "Open cases" {
		t.Errorf("the filter is called %q, want Open cases", got)
	}
	if got := len(p.area.Order()); got != 1 {
		t.Errorf("%d rows would be exported, want 1", got)
	}
}

func TestAViewOfCustomersIsKeptAndChosen(t *testing.T) {
	store, made := county(t)
	datatest.Case(t, store, made["王芳"], "申请校验电能表")
	p := open(t, store, background.Inline())
	p.area.ChooseView(1) // open cases
	p.area.KeepView()
	p.Type("Name of the view", "在办客户")
	p.Press("Ctrl+Enter")
	p.See("在办客户")
	p.area.ChooseView(0)
	p.See("3 customers")
	p.area.ChooseView(5)
	p.See("1 customer")
	if got := p.area.Narrowed(); got != "在办客户" {
		t.Errorf("the filter is called %q", got)
	}
	if !p.area.Leave() {
		t.Error("Esc did not let the view go")
	}
	p.See("3 customers")
}

func TestAnEmptyFileOffersAnImportAndANewCustomer(t *testing.T) {
	p := open(t, datatest.Open(t), background.Inline())
	p.See("No customer is kept here yet.")
	imported := false
	p.Keys().On("Ctrl+I", "Import", func() { imported = true })
	p.Tap("Import a list  Ctrl+I")
	if !imported {
		t.Error("the button did not begin an import")
	}
	p.area.New()
	p.See("Take on a new customer")
}

func TestEnterOpensTheCustomerAndCtrlNACaseForHim(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	p.Press("Enter") // by pinyin 阿木 comes first
	id, name, on := p.area.Current()
	if !on || id != made["阿木·曲比"].ID {
		t.Fatalf("Enter opened %s, want 阿木·曲比", name)
	}
	p.area.New()
	want := desk.Route{Tab: desk.Cases, NewCase: true, Customer: id}
	if len(p.opened) != 1 || p.opened[0] != want {
		t.Errorf("Ctrl+N opened %+v, want a case for this customer", p.opened)
	}
	p.area.Step(1)
	if id, name, _ := p.area.Current(); id != made["李晓明"].ID {
		t.Errorf("the next customer is %s, want 李晓明", name)
	}
	p.area.Leave()
	p.See("3 customers")
}

func TestThePageTellsWhatTheCounterMustNotMiss(t *testing.T) {
	store, made := county(t)
	c := made["李晓明"]
	by := datatest.Actor(t, store)
	now := c
	now.Care, now.ImportantGrade, now.ConfirmedOn, now.IDNo = "家中有呼吸机", "second", "2024-01-01", "510421199003070005"
	if err := store.ChangeCustomer(t.Context(), by, c, now, app.Why{Source: "counter"}); err != nil {
		t.Fatal(err)
	}
	opened := datatest.Case(t, store, c, "申请校验电能表")
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.See("Important customer")
	p.See("Special care: 家中有呼吸机")
	p.See("Not confirmed since 2024-01-01")
	p.See("5104000000017")
	p.See("M5104000000017")
	p.See("8 kVA")
	p.See("510421********0005")
	p.DontSee("510421199003070005")
	p.See("Cases (1)")
	p.See("(none) → 家中有呼吸机")
	p.DoubleTap(opened.Number)
	if len(p.opened) != 1 || p.opened[0].Case != opened.ID {
		t.Errorf("the case's row opened %+v, want the case", p.opened)
	}
}

func TestVisitsStandInTheCourseOfEvents(t *testing.T) {
	store, made := county(t)
	by, c := datatest.Actor(t, store), made["王芳"]
	v, err := store.StartVisit(t.Context(), by, c.ID, "2026-03-02")
	if err != nil {
		t.Fatal(err)
	}
	page, err := store.VisitPage(t.Context(), by, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.RecordVisit(t.Context(), by, v, app.VisitRecord{
		Channel: app.OnSite, Purposes: []string{"needs", "policy"}, VisitedOn: "2026-03-01", Began: "930", Met: "王芳及家人", Form: page.Form,
		Answers: app.Answers{"present_need": "无"},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Tab: desk.Customers, Customer: c.ID})
	p.See("Visit · On site · " + v.Number)
	p.See("王芳及家人")
}

func TestTheHistoryOfOneFieldTellsBeforeAndAfter(t *testing.T) {
	store, made := county(t)
	c := made["王芳"]
	by := datatest.Actor(t, store)
	first := c
	first.Care = "独居老人"
	if err := store.ChangeCustomer(t.Context(), by, c, first, app.Why{Source: "counter"}); err != nil {
		t.Fatal(err)
	}
	page, err := store.CustomerPage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	second := page.Customer
	second.Care, second.Note = "", "子女已同住"
	if err := store.ChangeCustomer(t.Context(), by, page.Customer, second, app.Why{Source: "visit"}); err != nil {
		t.Fatal(err)
	}
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.Tap("Change history")
	p.See("6 changes") // three records taken on, three fields changed
	p.Into("All fields")
	p.TypeHere("special")
	p.Press("Enter")
	p.See("2 changes")
	p.See("独居老人")
	p.See("沈丽")
	p.Press("Escape")
	p.DontSee("2 changes")
}

func TestAValueOfTheHistoryIsPutBackWithAReason(t *testing.T) {
	store, made := county(t)
	by, c := datatest.Actor(t, store), made["王芳"]
	now := c
	now.Care = "独居老人"
	if err := store.ChangeCustomer(t.Context(), by, c, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.Tap("Change history")
	p.Into("All fields")
	p.TypeHere("special")
	p.Press("Enter")
	p.Press("Ctrl+Enter") // the newest change that is listed
	p.See("Put back from history")
	p.Press("Ctrl+Enter")
	p.See("Put back from history") // it asks for a reason
	p.TypeHere("录错了客户")
	p.Press("Ctrl+Enter")
	page, err := store.CustomerPage(t.Context(), by, c.ID)
	if err != nil || page.Customer.Care != "" {
		t.Errorf("care says %q: %v", page.Customer.Care, err)
	}
}

func TestARoleWithoutTheRightIsNotOfferedTheHistory(t *testing.T) {
	store, made := county(t)
	page, _ := pageAs(t, store, app.Counter, made["王芳"].ID)
	page.See("New case")
	page.DontSee("Change history")
}

func shots(t *testing.T) string {
	t.Helper()
	folder := screentest.Gallery(t)
	return folder
}
