package usepage_test

import (
	"context"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/usepage"
	"lamplighter/screens/words"
)

// kept is a real store with two customers, three years of use up to February
// 2026 for the first of them.
func kept(t *testing.T) (*data.Store, []app.CustomerID) {
	t.Helper()
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	var ids []app.CustomerID
	for i, name := range []string{"示例机械有限公司", "示例新户"} {
		ids = append(ids, datatest.Customer(t, store, name, "99000000000"+string(rune('1'+i)), "00000000000").ID)
	}
	page, err := store.CustomerPage(t.Context(), by, ids[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range 36 {
		month := app.AddMonths(202303, i)
		row := app.AccountUse{Account: page.Accounts[0].ID, MonthUse: app.MonthUse{Month: month, Total: season[month%100-1] * (1000 + int64(i)*5)}}
		if _, err := store.PutUsage(t.Context(), by, app.UsageDraft{Month: month, Source: "list", Rows: []app.AccountUse{row}}); err != nil {
			t.Fatal(err)
		}
	}
	return store, ids
}

func TestAForecastIsMadeReadAndAdjustedInTheRealRecords(t *testing.T) {
	store, ids := kept(t)
	by := datatest.Actor(t, store)
	p := screentest.New(t)
	var said []string
	all, err := store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{
		By: by, Runner: background.Inline(), Now: datatest.Now, Keys: p.Keys(), Canvas: p.Window().Canvas(), Codes: words.NewCodes(words.English, all),
		Open: func(desk.Route) {}, Say: func(text string) { said = append(said, text) }, Fail: func(err error) { t.Errorf("failed: %v", err) },
	}
	area := usepage.New(d, store, func(exchange.ExportWhat) {})
	p.Show(area.Content())
	area.Reload()
	p.See("No forecast was made on this computer yet.")
	area.GoOn()
	p.See("Forecast from the use up to Feb 2026")
	p.See("示例机械有限公司")
	area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: ids[0]}})
	p.See("From 36 months of his own up to Feb 2026")
	p.Press("Enter")
	p.See("Adjust Mar 2026")
	p.Type("Your figure", "8万")
	p.Type("Reason", "停一条线检修")
	p.Press("Ctrl+Enter")
	p.See("80,000")
	p.See("停一条线检修")
	use, err := store.UseForecast(context.Background(), by, app.ForecastOf{Level: app.OfCustomer, Customer: ids[0]})
	if err != nil || len(use.Ahead) == 0 || !use.Ahead[0].HasAdjusted || use.Ahead[0].Adjusted != 80_000 || use.Ahead[0].Point == 80_000 {
		t.Errorf("kept %+v, %v", use.Ahead, err)
	}
	if len(said) == 0 || !strings.HasPrefix(said[len(said)-1], "Kept beside the model's figure.") {
		t.Errorf("said %q", said)
	}
	area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: ids[1]}})
	p.See("Nothing was used before Feb 2026 ended: reckoned from his capacity")
	p.See("Less than a year")
}
