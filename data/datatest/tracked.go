package datatest

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// Freeze puts a frozen forecast of an area into a file past the door, as Visits
// does: what was forecast when a month was closed.
func Freeze(t testing.TB, s *data.Store, area app.Area, closed, madeAt int64, rows ...data.FrozenForecast) {
	t.Helper()
	body := data.EncodeFrozen(rows)
	hash := sha256.Sum256(body)
	insert(t, s, "forecast_sheets", map[string]any{
		"id": uuidBytes(), "area": int64(area), "month": closed, "method": "1", "customers": len(rows), "hash": hash[:], "body": body, "made_at": madeAt,
	})
}

// Around is a forecast of so many kWh that is off by a fifth one time in five,
// and by two fifths one time in twenty.
func Around(month, kwh int64) app.MonthAhead {
	return app.MonthAhead{Month: month, Base: kwh, Point: kwh, Low80: kwh * 8 / 10, High80: kwh * 12 / 10, Low95: kwh * 6 / 10, High95: kwh * 14 / 10}
}

// Plant is a company whose use is followed: what it used in a usual month, and
// in the last.
type Plant struct {
	Customer app.Customer
	Account  app.Account
	Usual    int64
	Last     int64
}

// The plants of Tracked, by what became of them in the last month.
const (
	PlantClosed   = iota // its closure is on file
	PlantStopped         // used nothing
	PlantMore            // far more, nobody knows why
	PlantReckoned        // its month was not read
	PlantLess            // somewhat less
	PlantSteady          // as was forecast
	PlantGrown           // half as much again as the year before, and near its capacity
	PlantIdle            // nothing for half a year
	PlantGone            // not read for half a year
	plants
)

// TrackedMonths of use are known of them, up to TrackedLast.
const (
	TrackedMonths       = 26
	TrackedLast   int64 = 202602
)

// Tracked is a file with plants of two managers in two units, what they used for
// two years, and what was forecast for the last two months before they came. The
// first manager has those with an even number.
func Tracked(t testing.TB, s *data.Store) ([]Plant, []app.Staff) {
	t.Helper()
	by := Actor(t, s)
	var people []app.Staff
	for i, name := range []string{"何晓燕", "罗永红"} {
		unit, err := s.SaveUnit(t.Context(), by, app.OrgUnit{}, app.OrgUnit{Code: fmt.Sprint("K", i), Name: []string{"丙谷供电所", "得石供电所"}[i], Kind: "station", ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: fmt.Sprint("K00", i), Name: name, Unit: unit.ID, Roles: []app.Role{app.Manager}, ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		people = append(people, who)
	}
	all := make([]Plant, plants)
	for i := range all {
		all[i] = plant(t, s, by, i, people[i%len(people)])
	}
	for back := TrackedMonths - 1; back >= 0; back-- {
		month := app.AddMonths(TrackedLast, -back)
		if _, err := s.PutUsage(t.Context(), by, app.UsageDraft{Month: month, Source: "list", Rows: usedBy(all, month)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.AddUsageEvent(t.Context(), by, app.UsageEvent{Customer: all[PlantClosed].Customer.ID, Kind: "closure", FromMonth: 202601, ChangePermille: -900, Confidence: 80, Reason: "环保停产"}); err != nil {
		t.Fatal(err)
	}
	frozen := make([]data.FrozenForecast, plants)
	for i, p := range all {
		frozen[i] = data.FrozenForecast{Customer: p.Customer.ID, Ahead: []app.MonthAhead{Around(202601, p.Usual), Around(TrackedLast, p.Usual)}}
	}
	Freeze(t, s, by.Area, 202512, 1_767_600_000_000, frozen...)
	return all, people
}

func plant(t testing.TB, s *data.Store, by app.Actor, i int, manager app.Staff) Plant {
	t.Helper()
	names := [plants]string{"米易县安宁水泥厂", "丙谷机砖厂", "得石石材加工厂", "白马选矿厂", "草场食品厂", "攀莲制衣厂", "普威冷库", "撒莲木材厂", "垭口塑料厂"}
	c, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: names[i], Industry: []string{"C3011", "C3031", "B0810"}[i%3]},
		Contact:  app.Contact{Name: "李晓明", Mobile: fmt.Sprintf("1290000010%d", i)},
		Account:  app.Account{AccountNo: fmt.Sprintf("510400000020%d", i), Address: "米易县丙谷镇新村村7组", ContractedVA: 200_000, OpenedOn: "2020-05-01"},
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.CustomerPage(t.Context(), by, c.ID)
	if err == nil {
		err = s.Assign(t.Context(), by, app.Assignment{Customer: c.ID, Manager: manager.ID, FromOn: "2024-01-01"})
	}
	if err != nil {
		t.Fatal(err)
	}
	usual := int64(10_000 + i*1_000)
	last := [plants]int64{PlantClosed: 900, PlantStopped: 0, PlantMore: usual * 2, PlantReckoned: usual / 2, PlantLess: usual * 7 / 10, PlantSteady: usual + 50, PlantGrown: usual + 10}
	return Plant{Customer: c, Account: page.Accounts[0], Usual: usual, Last: last[i]}
}

// usedBy is the sheet of a month.
func usedBy(all []Plant, month int64) []app.AccountUse {
	var rows []app.AccountUse
	ago := app.MonthsFrom(month, TrackedLast)
	for i, p := range all {
		u := app.MonthUse{Month: month, Total: p.Usual, DemandW: 60_000, PFPermille: 900}
		switch {
		case i == PlantGone && ago < 6:
			continue
		case i == PlantIdle && ago < 6:
			u.Total, u.DemandW = 0, 0
		case i == PlantGrown && ago >= 12:
			u.Total = p.Usual * 2 / 3
		case i == PlantGrown:
			u.DemandW = 170_000
		}
		if ago == 0 && i < PlantIdle {
			u.Total, u.Estimated = p.Last, i == PlantReckoned
		}
		rows = append(rows, app.AccountUse{Account: p.Account.ID, MonthUse: u})
	}
	return rows
}
