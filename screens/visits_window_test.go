package screens_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/screentest"
)

// dueCustomers takes on customers who are visited each month.
func dueCustomers(t *testing.T, s *data.Store, n int) {
	t.Helper()
	by := datatest.Actor(t, s)
	for i := range n {
		c := datatest.Customer(t, s, fmt.Sprintf("丙谷镇第%02d合作社", i+1), fmt.Sprintf("51040000000%02d", i), fmt.Sprintf("129000000%02d", i))
		if err := s.SetRhythm(t.Context(), by, app.VisitRhythm{Customer: c.ID, Months: 1, FromOn: "2026-03-02"}); err != nil {
			t.Fatal(err)
		}
	}
}

func visitsOf(t *testing.T, s *data.Store) []app.VisitRow {
	t.Helper()
	by := datatest.Actor(t, s)
	order, err := s.VisitOrder(t.Context(), by, app.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.VisitsAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Task 7 from the start page: who is due, all of them, plan, the month, Enter.
func TestNextMonthsVisitsToTwentyCustomersArePlannedInFiveActions(t *testing.T) {
	for _, in := range tongues() {
		s := datatest.Open(t)
		dueCustomers(t, s, 20)
		page, _ := open(t, s, in.language, in.opts...)
		actions := []string{"Ctrl+D", "Ctrl+A", "Ctrl+G", "Down", "Enter"}
		page.Press(actions...)
		planned := visitsOf(t, s)
		if len(planned) != 20 || len(actions) > 5 {
			t.Fatalf("%s: %d visits planned in %d actions", in.language, len(planned), len(actions))
		}
		for _, v := range planned {
			if v.Month != 202604 || v.Status != app.VisitPlanned {
				t.Errorf("%s: a visit is planned for %s", in.language, v.PlannedOn)
			}
		}
	}
}

func TestTheStartPageOpensTheVisitsItCounts(t *testing.T) {
	s := datatest.Open(t)
	planToday(t, s, 3)
	page, _ := open(t, s, "en", screentest.Size(1366, 768))
	if folder := os.Getenv("LAMPLIGHTER_SHOTS"); folder != "" {
		page.Shot(filepath.Join(folder, "visits-home.png"))
	}
	page.Tap("Visits today")
	page.See("3 visits")
	page.See("丙谷镇第01合作社")
	page.Press("F2")
	page.Tap("Visits overdue")
	page.See("No visit here.")
	page.Press("Ctrl+4")
	page.See("Calendar  Alt+2")
	page.Press("Ctrl+K")
	page.TypeHere(visitsOf(t, s)[0].Number)
	page.Press("Enter")
	page.See("What to ask") // the brief of a visit that is still ahead
	page.Press("Enter")
	page.See("Persons met") // its form
	page.See("Calendar")
	page.DontSee("Calendar  Alt+2") // the key goes to a part of the form
}

func TestVisitsGoOutAndOnPaper(t *testing.T) {
	s := datatest.Open(t)
	dueCustomers(t, s, 2)
	page, _ := open(t, s, "en")
	page.Press("Ctrl+D", "Ctrl+A", "Ctrl+G", "Enter", "Alt+1", "Ctrl+P")
	page.See("List of visits")
	page.Press("Escape", "Ctrl+E")
	page.See("Visits")
	page.Press("Escape", "Alt+2", "Ctrl+P")
	page.See("Visits of a day")
}

// planToday plans visits of today to customers who are due, and answers them.
func planToday(t *testing.T, s *data.Store, n int) []app.VisitRow {
	t.Helper()
	dueCustomers(t, s, n)
	by := datatest.Actor(t, s)
	due, err := s.DueVisits(t.Context(), by, app.DueFilter{})
	if err != nil {
		t.Fatal(err)
	}
	ask := app.PlanAsk{Span: app.DaySpan{From: "2026-03-02", To: "2026-03-02"}, Basis: "rhythm"}
	for _, d := range due {
		ask.Customers = append(ask.Customers, app.PlanFor{Customer: d.Customer})
	}
	if _, err := s.PlanVisits(t.Context(), by, ask); err != nil {
		t.Fatal(err)
	}
	return visitsOf(t, s)
}

func TestTheBriefOfAVisitIsOneKeyAwayAndTheWayBackIsTheDay(t *testing.T) {
	s := datatest.Open(t)
	planToday(t, s, 2)
	page, _ := open(t, s, "en")
	page.Press("Ctrl+4", "Ctrl+B")
	page.See("What to ask")
	page.Press("Escape")
	page.See("2 visits")
	page.Press("Alt+2", "Enter", "Down", "Ctrl+B")
	page.See("What to ask")
	page.See("visit 2 of 2")
	page.Press("Enter") // the form of the visit
	page.See("Visit to 丙谷镇第02合作社")
	page.Press("Escape")
	page.See("Ctrl+B: brief")
	page.Press("Ctrl+B") // the same visit is still chosen
	page.See("visit 2 of 2")
	page.Press("Escape", "Escape")
	page.See("Month or week  Ctrl+B")
}
