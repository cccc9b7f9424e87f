package customers_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// busiest is the customer of a sample county with the most to show.
func busiest(t *testing.T, store *data.Store, by app.Actor) app.CustomerID {
	t.Helper()
	order, err := store.CustomerOrder(t.Context(), by, app.CustomerFilter{OpenCases: true})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := store.CustomersAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	best, most := app.CustomerID{}, -1
	for _, r := range rows {
		page, err := store.CustomerPage(t.Context(), by, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if score := len(page.Timeline) + 6*len(page.Alerts(datatest.Now())); score > most {
			best, most = r.ID, score
		}
	}
	return best
}

// promised is the customer of a sample county with the most that was promised
// and learned.
func promised(t *testing.T, store *data.Store, by app.Actor) app.CustomerID {
	t.Helper()
	order, err := store.CommitmentOrder(t.Context(), by, app.CommitmentFilter{View: app.CommitmentsOpen})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := store.CommitmentsAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	best, most := app.CustomerID{}, -1
	for _, r := range rows {
		page, err := store.CustomerPage(t.Context(), by, r.Customer)
		if err != nil {
			t.Fatal(err)
		}
		if score := len(page.Commitments) + 3*len(page.Opportunities) + 3*len(page.UsageEvents) + min(2, len(page.Readings)); score > most {
			best, most = r.Customer, score
		}
	}
	return best
}

func TestGallery(t *testing.T) {
	folder := shots(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(600, 7, datatest.Now()), 600, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	if err := store.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	id, owed := busiest(t, store, by), promised(t, store, by)
	inEachDress(t, store, by, func(page *screentest.Page, area *customers.Area, name, language string) {
		area.Focus()
		page.Press("Down", "Down")
		page.Shot(filepath.Join(folder, "customers-list-"+name+".png"))
		area.Show(desk.Route{Customer: owed})
		page.Shot(filepath.Join(folder, "customers-promised-"+name+".png"))
		area.Show(desk.Route{Customer: id})
		page.Shot(filepath.Join(folder, "customers-page-"+name+".png"))
		edit, history, account := "Edit customer", "Change history", "Add account"
		if language == words.Chinese {
			edit, history, account = "修改客户资料", "变更记录", "添加用电户"
		}
		page.Tap(edit)
		page.Shot(filepath.Join(folder, "customers-edit-"+name+".png"))
		page.Press("Escape")
		page.Tap(account)
		page.Shot(filepath.Join(folder, "customers-account-"+name+".png"))
		page.Press("Escape")
		page.Tap(history)
		page.Shot(filepath.Join(folder, "customers-history-"+name+".png"))
		page.Press("Escape")
		area.Show(desk.Route{NewCust: true})
		kept, err := store.CustomerPage(t.Context(), by, id)
		if err != nil {
			t.Fatal(err)
		}
		page.TypeHere(kept.Customer.Name)
		page.Type(words.Field("mobile"), "1380000")
		page.Shot(filepath.Join(folder, "customers-form-"+name+".png"))
	})
}

// inEachDress shows the tab in both languages and dark.
func inEachDress(t *testing.T, store *data.Store, by app.Actor, show func(page *screentest.Page, area *customers.Area, name, language string)) {
	t.Helper()
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
	}{
		"zh": {words.Chinese, []screentest.Option{screentest.Chinese()}}, "en": {words.English, nil},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}},
	} {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, append(dress.options, screentest.Size(1180, 650))...)
			area := customers.New(&desk.Desk{
				By: by, Codes: words.NewCodes(dress.language, datatest.Shipped(t).Codes), Flows: words.NewFlows(dress.language, datatest.Shipped(t).Flows), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(),
				Open: func(desk.Route) {}, Say: func(string) {}, Fail: func(err error) { t.Error(err) },
			}, store)
			page.Show(area.Content())
			show(page, area, name, dress.language)
		})
	}
}
