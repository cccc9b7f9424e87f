package data_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// toldOfUse is what the pages of deviations and leads tell, as one text.
func toldOfUse(t *testing.T, s *data.Store, by app.Actor) string {
	t.Helper()
	var all []any
	for _, f := range []app.DeviationFilter{{}, {Month: 202601}, {Cause: app.CauseMeter}, {Sort: app.DeviationsByShare, From: 1, Most: 3}, {Industry: "C30", Beyond95: true}} {
		list, err := s.Deviations(t.Context(), by, f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list)
	}
	for _, state := range app.LeadStates() {
		list, err := s.Leads(t.Context(), by, app.LeadFilter{State: state})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestWhatIsKeptOfUseFollowsEachChange makes one change after the other, asks
// after each, and asks again what the file says when it was opened anew, where
// nothing is kept.
func TestWhatIsKeptOfUseFollowsEachChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.lamp")
	s := datatest.OpenAt(t, path)
	plants, people := datatest.Tracked(t, s)
	by := datatest.Actor(t, s)
	before := toldOfUse(t, s, by)
	customer := func(at int, change func(*app.Customer)) error {
		page, err := s.CustomerPage(t.Context(), by, plants[at].Customer.ID)
		if err != nil {
			return err
		}
		now := page.Customer
		change(&now)
		return s.ChangeCustomer(t.Context(), by, page.Customer, now, app.Why{})
	}
	account := func(at int, change func(*app.Account)) error {
		page, err := s.CustomerPage(t.Context(), by, plants[at].Customer.ID)
		if err != nil {
			return err
		}
		now := page.Accounts[0]
		change(&now)
		_, err = s.SaveAccount(t.Context(), by, page.Accounts[0], now, app.Why{})
		return err
	}
	used := func(month int64, kwh ...int64) error {
		var rows []app.AccountUse
		for i, v := range kwh {
			rows = append(rows, app.AccountUse{Account: plants[i].Account.ID, MonthUse: app.MonthUse{Month: month, Total: v}})
		}
		_, err := s.PutUsage(t.Context(), by, app.UsageDraft{Month: month, Source: "list", Rows: rows})
		return err
	}
	for _, change := range []struct {
		name string
		same bool // nothing that is told depends on it
		do   func() error
	}{
		{name: "a corrected month", do: func() error { return used(datatest.TrackedLast, 15_000, 400) }},
		{name: "a corrected month of the year before", do: func() error { return used(202501, 1, 2, 3, 4, 5, 6, 7, 8, 9) }},
		{name: "another industry", do: func() error { return customer(datatest.PlantMore, func(c *app.Customer) { c.Industry = "C3031" }) }},
		{name: "another name", do: func() error {
			return customer(datatest.PlantMore, func(c *app.Customer) { c.Name = "得石新材料厂" })
		}},
		{name: "another manager", do: func() error {
			return s.Assign(t.Context(), by, app.Assignment{Customer: plants[datatest.PlantMore].Customer.ID, Manager: people[1].ID, FromOn: "2026-02-01"})
		}},
		{name: "more capacity", do: func() error { return account(datatest.PlantGrown, func(a *app.Account) { a.ContractedVA = 60_000 }) }},
		{name: "a closed account", do: func() error {
			return account(datatest.PlantIdle, func(a *app.Account) { a.Status = app.AccountClosed })
		}},
		{name: "an event", do: func() error {
			_, err := s.AddUsageEvent(t.Context(), by, app.UsageEvent{Customer: plants[datatest.PlantMore].Customer.ID, Kind: "expansion", FromMonth: 202602, KWh: 9000, Confidence: 80, Reason: "新线投产"})
			return err
		}},
		{name: "a market factor", do: func() error {
			_, err := s.SaveMarketFactor(t.Context(), by, app.MarketFactor{}, app.MarketFactor{Title: "基建放缓", FromMonth: 202602, ToMonth: 202604, ChangePermille: 100, Confidence: 70, Source: "行业协会"})
			return err
		}},
		{name: "another limit", do: func() error {
			_, err := s.ChangeWatchRule(t.Context(), by, app.WatchRule{Code: app.WatchCapacity, Permille: 250, ValidFrom: "2026-03-02", Source: "公司通知"})
			return err
		}},
		{name: "an explanation", do: func() error {
			_, err := s.ExplainDeviation(t.Context(), by, app.DeviationReason{Customer: plants[datatest.PlantMore].Customer.ID, Month: datatest.TrackedLast, Cause: app.CauseMarket, Reason: "出口订单"})
			return err
		}},
		{name: "a contact", same: true, do: func() error {
			return s.SaveContact(t.Context(), by, app.Contact{}, app.Contact{Customer: plants[0].Customer.ID, Name: "王芳", Mobile: "12900000990"}, app.Why{})
		}},
		{name: "a month that comes in", do: func() error {
			return used(202603, 9000, 11000, 12000, 13000, 14000)
		}},
		{name: "a customer who is withdrawn", do: func() error {
			page, err := s.CustomerPage(t.Context(), by, plants[datatest.PlantMore].Customer.ID)
			if err != nil {
				return err
			}
			return s.WithdrawCustomer(t.Context(), by, page.Customer, app.Why{})
		}},
	} {
		if err := change.do(); err != nil {
			t.Fatalf("%s: %v", change.name, err)
		}
		kept := toldOfUse(t, s, by)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = datatest.OpenAt(t, path)
		fresh := toldOfUse(t, s, by)
		if kept != fresh {
			t.Errorf("after %s what is kept says\n%s\na file opened anew\n%s", change.name, kept, fresh)
		}
		if (fresh == before) != change.same {
			t.Errorf("%s changed what is told: %v", change.name, fresh != before)
		}
		before = fresh
	}
	if slices.Contains([]string{"", "null"}, before) {
		t.Error("nothing is told")
	}
}
