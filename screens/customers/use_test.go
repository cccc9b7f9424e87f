package customers_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// useUp puts three years of use up to February 2026 for a customer, as made says
// from the month.
func useUp(t *testing.T, store *data.Store, c app.Customer, made func(u *app.MonthUse)) {
	t.Helper()
	by := datatest.Actor(t, store)
	page, err := store.CustomerPage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for month := int64(202303); month <= 202602; month = app.AddMonths(month, 1) {
		row := app.AccountUse{Account: page.Accounts[0].ID, MonthUse: app.MonthUse{Month: month}}
		made(&row.MonthUse)
		if _, err := store.PutUsage(t.Context(), by, app.UsageDraft{Month: month, Source: "list", Rows: []app.AccountUse{row}}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheUseOfACustomerStandsOnHisPage(t *testing.T) {
	store, made := county(t)
	useUp(t, store, made["王芳"], func(u *app.MonthUse) {
		u.Total = 100 + (u.Month/100-2023)*10
		u.Peak, u.Valley = u.Total/2, u.Total/2
		u.DemandW, u.PFPermille = 4000, 980
	})
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: made["王芳"].ID})
	p.See("Electricity use")
	p.See("Feb 2026: 130 kWh, 8% more than the 120 kWh a year before")
	for _, want := range []string{"Share of peak hours", "50%, high", "Power factor", "0.98, high", "Growth", "+9%, middle", "Season", "0%, low", "Use of capacity", "51%, middle", "Up to Feb 2026"} {
		p.See(want)
	}
	p.DontSee("Nothing has been used")
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.See("No electricity use is known yet.")
	p.DontSee("Feb 2026")
}

func TestCtrlGGoesFromACustomerToHisForecast(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	p.area.GoOn() // nothing on the list
	p.area.Show(desk.Route{Customer: made["王芳"].ID})
	p.See("Forecast  Ctrl+G")
	p.area.GoOn()
	if want := (app.ForecastOf{Level: app.OfCustomer, Customer: made["王芳"].ID}); len(p.opened) != 1 || p.opened[0].Tab != desk.Forecast || p.opened[0].Use != want {
		t.Errorf("went to %+v", p.opened)
	}
}

func TestWhoStoppedAndWhoIsNewIsSaid(t *testing.T) {
	store, made := county(t)
	useUp(t, store, made["王芳"], func(u *app.MonthUse) {
		if u.Month < 202511 {
			u.Total = 100
		}
	})
	by := datatest.Actor(t, store)
	page, err := store.CustomerPage(t.Context(), by, made["李晓明"].ID)
	if err != nil {
		t.Fatal(err)
	}
	row := app.AccountUse{Account: page.Accounts[0].ID, MonthUse: app.MonthUse{Total: 70}}
	if _, err := store.PutUsage(t.Context(), by, app.UsageDraft{Month: 202602, Rows: []app.AccountUse{row}}); err != nil {
		t.Fatal(err)
	}
	p := open(t, store, background.Inline(), screentest.Chinese())
	p.area.Show(desk.Route{Customer: made["王芳"].ID})
	p.See("自2025年11月起没有用电。")
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.See("2026年2月：70 kWh")
	p.See("历史太短")
	p.DontSee("负荷率")
}

func TestUseGallery(t *testing.T) {
	folder := shots(t)
	store, made := county(t)
	season := [12]int64{98, 61, 97, 99, 102, 104, 108, 107, 101, 96, 97, 99}
	useUp(t, store, made["王芳"], func(u *app.MonthUse) {
		u.Total = season[u.Month%100-1] * (u.Month/100 - 2000) / 2
		u.Sharp, u.Peak, u.Flat, u.Valley = u.Total/20, u.Total*3/10, u.Total*2/5, u.Total/4
		u.DemandW, u.PFPermille, u.Estimated = u.Total*4+300, 880, u.Month == 202510
	})
	for name, options := range map[string][]screentest.Option{
		"zh": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en": nil, "en-dark": {screentest.Dark()},
	} {
		p := open(t, store, background.Inline(), append(options, screentest.Size(1366, 768))...)
		p.area.Show(desk.Route{Customer: made["王芳"].ID})
		p.Shot(filepath.Join(folder, "customers-use-"+name+".png"))
	}
}
