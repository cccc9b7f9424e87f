package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
)

func TestTakingBackALargeImportAsksASecondPerson(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	c.By = datatest.TwoPersons(t, c.store, app.Supervisor)
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	text := strings.Builder{}
	text.WriteString("户号,户名,用电地址\n")
	for i := range app.MassWithdrawal + 1 {
		fmt.Fprintf(&text, "5104%09d,示例客户%d,新村村%d组\n", i, i, i)
	}
	p.Take(writeList(t, text.String()))
	p.Save()
	page.Tap("Take back")
	page.Tap("Take back")
	page.See("Take the import back: this takes two persons.")
	if got := customers(t, c); got != app.MassWithdrawal+1 {
		t.Fatalf("%d customers are left before the second person agreed", got)
	}
	page.Type("Staff number", datatest.SecondNo)
	page.Type("Password", "三更灯火五更鸡7")
	page.Press("Enter")
	page.See("A second person")
	page.See("The number or the password is not right.")
	if got := customers(t, c); got != app.MassWithdrawal+1 {
		t.Errorf("%d customers are left after a wrong password", got)
	}
	page.Press("Escape")
	if got := c.lastSaid(); strings.HasPrefix(got, "Taken back") {
		t.Errorf("said %q", got)
	}
}
