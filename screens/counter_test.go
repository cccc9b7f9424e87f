package screens_test

import (
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// tongue is a language with the letters and words a clerk types and reads in it.
type tongue struct {
	language        string
	opts            []screentest.Option
	consult, reside string // the letters of two kinds
	begin           string
}

func tongues() []tongue {
	return []tongue{{"zh", []screentest.Option{screentest.Chinese()}, "zx", "jm", "开始处理"}, {"en", nil, "co", "nr", "Begin"}}
}

func casesOf(t *testing.T, s *data.Store, f app.CaseFilter) []app.CaseRow {
	t.Helper()
	by := datatest.Actor(t, s)
	order, err := s.CaseOrder(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.CasesAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Task 2 from the start page: Ctrl+K, Ctrl+Enter, the kind, Ctrl+Shift+Enter.
func TestAConsultationOfAKnownCustomerIsClosedInFourActions(t *testing.T) {
	for _, in := range tongues() {
		s := datatest.Open(t)
		c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
		if err := s.WarmSearch(t.Context()); err != nil {
			t.Fatal(err)
		}
		page, _ := open(t, s, in.language, in.opts...)
		page.Press("Ctrl+K")
		page.TypeHere("lxm")
		page.Press("Ctrl+Enter")
		page.TypeHere(in.consult)
		page.Press("Enter")
		page.TypeHere("asks about the second step")
		page.Press("Tab")
		page.TypeHere("explained")
		page.Press("Ctrl+Shift+Enter")
		if got := casesOf(t, s, app.CaseFilter{}); len(got) != 1 || got[0].Status != app.Closed || got[0].Customer != c.ID || got[0].Answer != "explained" {
			t.Errorf("%s: the cases are %+v, want one of the customer, closed", in.language, got)
		}
	}
}

// Task 3: eight actions, Ctrl+K, Ctrl+N, Ctrl+Shift+Enter, the kind, a tick,
// Ctrl+Enter, Ctrl+P, Enter.
func TestAConnectionIsAcceptedForANewCustomerInEightActions(t *testing.T) {
	for _, in := range tongues() {
		s := datatest.Open(t)
		page, _, b := openBureau(t, s, datatest.Actor(t, s), in.language, in.opts...)
		page.Press("Ctrl+K", "Ctrl+N")
		page.TypeHere("周小梅")
		page.Press("Tab", "Tab", "Tab", "Tab", "Tab")
		page.TypeHere("12000000555")
		page.Press("Tab", "Tab", "Tab", "Tab")
		page.TypeHere("5104000000041")
		page.Press("Ctrl+Shift+Enter")
		page.See("周小梅") // the customer of the case
		page.TypeHere(in.reside)
		page.Press("Enter")
		page.TypeHere("8")
		page.Press("Tab", "Tab", "Tab")
		page.TypeHere("new house")
		page.Press("Tab")
		page.TypeHere(" ")
		page.Press("Ctrl+Enter")
		page.Press("Ctrl+P", "Enter")
		got := casesOf(t, s, app.CaseFilter{})
		if len(got) != 1 || got[0].Kind != app.LVResident || got[0].Account.IsZero() {
			t.Fatalf("%s: the cases are %+v, want one connection of the account", in.language, got)
		}
		file, err := s.CasePage(t.Context(), datatest.Actor(t, s), got[0].ID)
		if err != nil || file.File.Value("capacity") != "8000" {
			t.Errorf("%s: the capacity is %q (%v)", in.language, file.File.Value("capacity"), err)
		}
		for _, d := range file.File.Documents {
			if owed := d.Owed(); owed != (d.Code == "property") {
				t.Errorf("%s: %s owed: %v", in.language, d.Code, owed)
			}
		}
		if len(b.viewed) != 1 || !strings.Contains(b.viewed[0], got[0].Number) {
			t.Errorf("%s: opened %v, want the receipt", in.language, b.viewed)
		}
	}
}

// Task 5: three actions, Ctrl+G, Enter, Ctrl+Enter, on the start page and on
// the list of cases.
func TestACaseGoesOnFromEachListInThreeActions(t *testing.T) {
	for _, in := range tongues() {
		for _, from := range []string{"F2", "Ctrl+3"} {
			s := datatest.Open(t)
			by := datatest.Actor(t, s)
			c := ordered(t, s)
			if _, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "assigned", Owner: by.Staff}); err != nil {
				t.Fatal(err)
			}
			page, _ := open(t, s, in.language, in.opts...)
			page.Press(from)
			page.Press("Ctrl+G")
			page.See(in.begin)
			page.Press("Enter")
			page.TypeHere("tomorrow")
			page.Press("Ctrl+Enter")
			if got := casesOf(t, s, app.CaseFilter{}); got[0].Status != app.Working {
				t.Errorf("%s, %s: the case is %s, want it begun", in.language, from, got[0].Status)
			}
		}
	}
}

func TestCtrlGWhereNoCaseStandsDoesNothing(t *testing.T) {
	page, _ := open(t, datatest.Open(t), "en")
	page.Press("Ctrl+G")
	page.See("Nothing on this list.")
	page.Press("Ctrl+3", "Ctrl+G")
	page.See("0 cases")
}

func TestAListBehindAPageDoesNotGoOut(t *testing.T) {
	s := datatest.Open(t)
	c := ordered(t, s)
	page, w := open(t, s, "en")
	for _, r := range []desk.Route{{Tab: desk.Cases, Case: c.ID}, {Tab: desk.Customers, Customer: c.Customer}} {
		w.Go(r)
		if w.Listed() != nil {
			t.Errorf("Ctrl+E on %s takes %v", r.Tab, w.Listed())
		}
		page.Press("Ctrl+E")
		page.See("There is no list on view to export.")
	}
}

func TestTheKeyListNamesTheWayToAFirstCase(t *testing.T) {
	for language, want := range map[string]string{"en": "Save; close the case, or accept one", "zh": "建档并受理"} {
		var opts []screentest.Option
		if language == "zh" {
			opts = append(opts, screentest.Chinese())
		}
		page, _ := open(t, datatest.Open(t), language, opts...)
		page.Press("Ctrl+/")
		page.See(want)
	}
}

// TestCounterShots draws what the counter's tasks go through, in English, for a
// person to judge; the real window shows the Chinese.
func TestCounterShots(t *testing.T) {
	folder := screentest.Gallery(t)
	s := county(t, 200)
	for name, opts := range map[string][]screentest.Option{"en": nil, "en-dark": {screentest.Dark()}} {
		page, _ := open(t, s, "en", opts...)
		page.Press("Ctrl+K")
		page.TypeHere("li")
		page.Shot(filepath.Join(folder, "counter-find-"+name+".png"))
		page.Press("Ctrl+N")
		page.TypeHere("周小梅")
		page.Shot(filepath.Join(folder, "counter-customer-"+name+".png"))
		page.Press("Ctrl+/")
		page.Shot(filepath.Join(folder, "counter-keys-"+name+".png"))
	}
}
