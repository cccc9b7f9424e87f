package screens_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// kept is preferences without a file.
type kept map[string]string

func (k kept) Get(name string) string { return k[name] }
func (k kept) Set(name, value string) { k[name] = value }

func open(t *testing.T, store *data.Store, language string, opts ...screentest.Option) (*screentest.Page, *screens.Window) {
	t.Helper()
	return openIn(t, store, language, t.TempDir(), opts...)
}

func openIn(t *testing.T, store *data.Store, language, folder string, opts ...screentest.Option) (*screentest.Page, *screens.Window) {
	t.Helper()
	page := screentest.New(t, opts...)
	return page, over(t, page, screens.Setup{Store: store, Runner: background.Inline(), Prefs: kept{"language": language}, Folder: func() string { return folder }})
}

// over puts a window over a page, with what every test needs.
func over(t *testing.T, page *screentest.Page, set screens.Setup) *screens.Window {
	t.Helper()
	set.Window, set.By, set.Unit, set.File = page.Window(), datatest.Actor(t, set.Store.(*data.Store)), sample.Company, "hall.lamp"
	set.Now, set.Open = datatest.Now, func(string) {}
	w, err := screens.NewWindow(set)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// county is a store with some invented customers and their cases.
func county(t *testing.T, customers int) *data.Store {
	t.Helper()
	s := datatest.Open(t)
	if err := s.Fill(t.Context(), datatest.Actor(t, s), sample.New(customers, 7, datatest.Now()), int64(customers), func(_, _ int64) {}); err != nil {
		t.Fatal(err)
	}
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// Task 1 of the twelve: two actions, Ctrl+K and Enter on the top hit.
func TestACustomerIsFoundAndOpenedInTwoActions(t *testing.T) {
	s := datatest.Open(t)
	datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"lxm", "1234", "5104000000011", "李晓明"} {
		page, _ := open(t, s, "en")
		page.Press("Ctrl+K")
		page.TypeHere(typed)
		page.Press("Enter")
		page.See("李晓明")
		page.See("5104000000011")
		page.See("Change history")
	}
}

// Task 2: four actions, Ctrl+N, the kind, the answer's field, Ctrl+Shift+Enter.
func TestAConsultationIsClosedInFourActions(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Customers, Customer: c.ID})
	page.Press("Ctrl+N")
	page.TypeHere("zx")
	page.Press("Enter")
	page.TypeHere("asks about the second step")
	page.Press("Tab")
	page.TypeHere("explained")
	page.Press("Ctrl+Shift+Enter")
	order, err := s.CaseOrder(t.Context(), datatest.Actor(t, s), app.CaseFilter{Statuses: []app.CaseStatus{app.Closed}, Customer: c.ID})
	if err != nil || len(order) != 1 {
		t.Errorf("%d closed cases of the customer, want 1: %v", len(order), err)
	}
}

// Task 4: nothing to press; F2 from anywhere.
func TestWhatIsDueShowsByItself(t *testing.T) {
	s := datatest.Open(t)
	datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	page, _ := open(t, s, "en")
	page.See("申请校表")
	page.Press("Ctrl+2")
	page.DontSee("申请校表")
	page.Press("F2")
	page.See("申请校表")
}

func TestANumberOfTheStartPageOpensItsList(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	datatest.Case(t, s, c, "申请校表")
	assigned := datatest.Case(t, s, c, "申请复电")
	if _, err := s.MoveCase(t.Context(), datatest.Actor(t, s), assigned, app.Progress{To: "assigned", Owner: datatest.Actor(t, s).Staff}); err != nil {
		t.Fatal(err)
	}
	page, _ := open(t, s, "en")
	page.See("Most urgent")
	page.Tap("Not assigned")
	page.See("1 case")
	page.See("申请校表")
	page.DontSee("申请复电")
	page.Press("Escape")
	page.See("Most urgent")
	page.Tap("My unit")
	page.Tap("Mine")
	page.See("申请复电")
	page.DontSee("申请校表")
}

func TestTheKeysOfTheListsReachThem(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	page, _ := open(t, s, "en")
	page.Press("Ctrl+3", "Ctrl+B")
	page.See("Waiting for approval")
	page.Press("Alt+Right")
	page.See("Owner")
	page.Type("Owner", "沈丽")
	page.Press("Enter", "Ctrl+Enter", "Alt+Right")
	got, err := s.CasePage(t.Context(), datatest.Actor(t, s), c.ID)
	if err != nil || got.Case.Status != app.Working {
		t.Errorf("the case is %s: %v", got.Case.Status, err)
	}
	page.Press("Ctrl+B", "Alt+4") // what nobody has
	page.See("0 cases")
	page.Press("Alt+2") // mine
	page.See("1 case")
	page.Press("Ctrl+F")
	page.See("Filter the cases")
	page.Press("Escape", "Ctrl+S")
	page.See("Keep this view")
	page.Press("Escape", "Down", "Ctrl+Shift+A")
	page.See("Assign " + c.Number)
	page.Press("Escape", "Ctrl+/")
	page.See("Card to the next column")
}

// Task 5: three actions, Ctrl+G, Enter on the offered step, Ctrl+Enter.
func TestACaseMovesOnInThreeActions(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	c, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "assigned", Owner: by.Staff})
	if err != nil {
		t.Fatal(err)
	}
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
	page.Press("Ctrl+G")
	page.Press("Enter")
	page.TypeHere("on my way")
	page.Press("Ctrl+Enter")
	got, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil || got.Case.Status != app.Working || got.Steps[len(got.Steps)-1].Note != "on my way" {
		t.Errorf("the case is %s: %v", got.Case.Status, err)
	}
}

// Task 9: three actions, Ctrl+I, the file, Enter on the preview.
func TestAListComesInByThreeActions(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("户号,户名,电话\n5104000000011,李晓明,12900000001\n5104000000012,王强,12900000002\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	page, _ := open(t, s, "en")
	page.Press("Ctrl+I")
	page.TypeHere(path)
	page.Press("Enter")
	page.Press("Enter")
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil || len(order) != 2 {
		t.Errorf("%d customers came in, want 2: %v", len(order), err)
	}
}

// Task 10: three actions, Ctrl+E, the purpose, Enter.
func TestAListGoesOutByThreeActions(t *testing.T) {
	s := datatest.Open(t)
	datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	folder := t.TempDir()
	page, w := openIn(t, s, "en", folder)
	w.Go(desk.Route{Tab: desk.Customers})
	page.Press("Ctrl+E")
	page.TypeHere("report")
	page.Press("Tab")
	page.Press("Enter")
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil || len(files) != 1 {
		t.Errorf("%v went out, want one sheet: %v\n%s", files, err, page.Text())
	}
}

func TestOnlyWhatIsMarkedGoesOut(t *testing.T) {
	s := datatest.Open(t)
	for i, name := range []string{"阿木", "李娜", "王强"} {
		datatest.Customer(t, s, name, "510400000001"+string(rune('0'+i)), "")
	}
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Customers})
	page.Press("Down", "Space") // the second
	if got := w.Listed(); len(got) != 1 {
		t.Errorf("%d rows would go out, want the marked one", len(got))
	}
	page.Press("Ctrl+A")
	if got := w.Listed(); len(got) != 3 {
		t.Errorf("%d rows would go out, want all", len(got))
	}
}

func TestAreasAreBuiltWhenTheyAreFirstOpened(t *testing.T) {
	page, w := open(t, datatest.Open(t), "en")
	if got := w.Built(); len(got) != 1 || got[0] != desk.Home {
		t.Errorf("built at the start: %v", got)
	}
	page.Press("Ctrl+3")
	if got := w.Built(); len(got) != 2 {
		t.Errorf("built after opening the cases: %v", got)
	}
}

func TestAChangeElsewhereReachesThePageOnView(t *testing.T) {
	s := datatest.Open(t)
	page, w := open(t, s, "en")
	page.DontSee("申请校表")
	datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	w.Changed(app.Cases)
	page.See("申请校表")
}

// An outage is planned from anywhere by keys: the tab, Ctrl+N, the fields.
func TestAnOutageIsPlannedFromTheKeyboardAlone(t *testing.T) {
	s := county(t, 100)
	by := datatest.Actor(t, s)
	before, err := s.OutageOrder(t.Context(), by, app.OutageFilter{View: app.OutagesAhead})
	if err != nil {
		t.Fatal(err)
	}
	page, _ := open(t, s, "en")
	page.Press("Ctrl+7", "Ctrl+N")
	page.TypeHere("temporary")
	page.Press("Tab") // takes the kind and goes on
	page.TypeHere("T00001")
	page.Press("Enter")
	page.Press("Tab", "Tab") // past what was chosen
	page.TypeHere("+2")
	page.Press("Tab", "Tab", "Tab", "Tab")
	page.TypeHere("insulator")
	page.Press("Ctrl+Enter")
	page.See("Notice to important users")
	after, err := s.OutageOrder(t.Context(), by, app.OutageFilter{View: app.OutagesAhead})
	if err != nil || len(after) != len(before)+1 {
		t.Errorf("%d outages are to come, want one more than %d: %v\n%s", len(after), len(before), err, page.Text())
	}
	page.Press("Ctrl+E") // its accounts
	page.See("Export")
}

func TestTheBarPromisesCtrlNOnlyWhereItMakesACase(t *testing.T) {
	page, w := open(t, datatest.Open(t), "en")
	page.See("New case  Ctrl+N")
	w.Go(desk.Route{Tab: desk.Customers})
	page.DontSee("New case  Ctrl+N")
	page.See("New customer  Ctrl+N")
	page.Tap("New case")
	page.See("Accept a case")
}

func TestTheKeysAreListed(t *testing.T) {
	page, _ := open(t, datatest.Open(t), "en")
	page.Press("Ctrl+/")
	page.See("Find a customer or case")
	page.Press("Escape")
	page.DontSee("Find a customer or case")
}

// TestShots draws the whole window for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	s := county(t, 400)
	order, err := s.CustomerOrder(t.Context(), datatest.Actor(t, s), app.CustomerFilter{OpenCases: true})
	if err != nil || len(order) == 0 {
		t.Fatal(err)
	}
	rows, err := s.CustomersAt(t.Context(), datatest.Actor(t, s), order[:1])
	if err != nil {
		t.Fatal(err)
	}
	edited := datatest.Customer(t, s, "阿木·曲比", "5104000000011", "12900000001")
	got, err := s.CustomerPage(t.Context(), datatest.Actor(t, s), edited.ID)
	if err != nil {
		t.Fatal(err)
	}
	moved := got.Accounts[0]
	moved.Address, moved.ContractedVA = "四川省攀枝花市米易县攀莲镇双沟村三组12号", 16000
	if _, err := s.SaveAccount(t.Context(), datatest.Actor(t, s), got.Accounts[0], moved, app.Why{Source: "counter"}); err != nil {
		t.Fatal(err)
	}
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		page, w := open(t, s, name[:2], append(opts, screentest.Size(1366, 768))...)
		shot := func(what string) { page.Shot(filepath.Join(folder, "window-"+what+"-"+name+".png")) }
		shot("1-home")
		w.Go(desk.Route{Tab: desk.Customers})
		shot("2-customers")
		w.Go(desk.Route{Tab: desk.Customers, Customer: rows[0].ID})
		shot("3-customer")
		page.Press("Ctrl+K")
		page.TypeHere("li")
		shot("4-find")
		page.Press("Escape")
		w.Go(desk.Route{Tab: desk.Cases})
		shot("5-cases")
		w.Go(desk.Route{Tab: desk.Cases, NewCase: true, Customer: rows[0].ID})
		page.TypeHere("bx")
		page.Press("Enter")
		shot("6-form")
		page.Press("Ctrl+7")
		shot("7-outages")
		page.Press("Home", "Enter")
		shot("8-outage")
		w.Go(desk.Route{Tab: desk.Import})
		shot("9-import")
		w.Go(desk.Route{Tab: desk.Settings})
		shot("10-settings")
		page.Press("Ctrl+/")
		shot("11-keys")
		page.Press("Escape")
		w.Go(desk.Route{Tab: desk.Customers, Customer: edited.ID})
		page.Press("Ctrl+Z")
		shot("10-undo")
		page.Press("Escape")
	}
}
