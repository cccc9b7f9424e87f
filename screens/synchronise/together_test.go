package synchronise_test

import (
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/words"
)

func TestTakingBackALargePackageAsksASecondPerson(t *testing.T) {
	s := sit(t, background.Inline(), words.English)
	s.desk.By = datatest.TwoPersons(t, s.Store, app.Supervisor)
	for range app.MassWithdrawal + 1 {
		if _, err := s.There.OpenCustomer(t.Context(), s.Colleague, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "示例客户"}}); err != nil {
			t.Fatal(err)
		}
	}
	came, err := s.There.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	first, last := came[len(came)-app.MassWithdrawal-1], came[len(came)-1]
	s.Result.Taken = []app.Package{{Device: last.Dev, Code: "W3KP", Area: app.Area(last.Area), First: first.Seq, Last: last.Seq, Rows: 21, State: app.PackageKnown}}
	s.exchange()
	s.page.Press("Enter", "Enter")
	s.page.Tap("Take back…")
	s.page.Tap("Take it back")
	s.page.See("Take back what came: this takes two persons.")
	s.page.Type("Staff number", datatest.SecondNo)
	s.page.Type("Password", datatest.SecondPassword)
	s.page.Press("Enter")
	if !strings.HasPrefix(s.said, "Taken back: ") || s.failed != nil {
		t.Errorf("said %q: %v", s.said, s.failed)
	}
}
