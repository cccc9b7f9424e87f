package data_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// forecastTown is a county made by hand: a year of cement, homes and farms.
type forecastTown struct {
	t     *testing.T
	s     *data.Store
	by    app.Actor
	now   time.Time
	users map[string]forecastUser
}

type forecastUser struct {
	customer app.Customer
	accounts []app.Account
	kwh      func(month int) int64 // by months before the last: 0 is February 2026; less than 0: not read
}

const forecastHistory = 36

// lastRead is the month before the moment tests happen at.
const lastRead = 202602

func steady(kwh int64) func(int) int64 {
	return func(back int) int64 {
		return kwh + int64(float64(kwh)*0.2*math.Sin(float64(back)/12*2*math.Pi)) + int64(back*7%5)
	}
}

// newForecastTown has two works, a shop, two homes, a farm, and of each kind
// that the lists set apart: one new, one lost, one suspended.
func newForecastTown(t *testing.T) *forecastTown {
	t.Helper()
	f := &forecastTown{t: t, now: datatest.Now(), users: map[string]forecastUser{}}
	f.s = datatest.OpenBy(t, t.TempDir()+"/a.lamp", func() time.Time { return f.now })
	f.by = datatest.Actor(t, f.s)
	f.open("水泥厂", "C3011", "100", 2, steady(90_000))
	f.open("砖厂", "C3031", "100", 1, steady(30_000))
	f.open("超市", "F5211", "405", 1, steady(4_000))
	f.open("李晓明", "", "202", 1, steady(150))
	f.open("王芳", "", "202", 1, steady(180))
	f.open("果园", "A0141", "300", 1, steady(900))
	f.open("新厂", "C3011", "100", 1, func(back int) int64 { return []int64{20_000, -1}[flag(back > 6)] })
	f.open("停产厂", "C3031", "100", 1, func(back int) int64 { return []int64{5_000, 0}[flag(back < 5)] })
	f.open("销户", "F5211", "405", 1, func(back int) int64 { return []int64{700, -1}[flag(back < 3)] })
	f.putMonths(0, forecastHistory-1)
	f.close("销户")
	return f
}

func flag(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (f *forecastTown) open(name, industry, category string, accounts int, kwh func(int) int64) {
	f.t.Helper()
	no := fmt.Sprintf("51040001%05d", len(f.users)*10)
	c, err := f.s.OpenCustomer(f.t.Context(), f.by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: name, Industry: industry, Segment: map[bool]string{true: "hv_industry"}[category == "100"]},
		Account:  app.Account{AccountNo: no, Address: "米易县攀莲镇", UsageCategory: category, Voltage: "10kV", ContractedVA: 400_000},
	})
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 1; i < accounts; i++ {
		_, err := f.s.SaveAccount(f.t.Context(), f.by, app.Account{}, app.Account{
			Customer: c.ID, AccountNo: fmt.Sprintf("%s%d", no[:12], i), Address: "米易县攀莲镇", UsageCategory: category, ContractedVA: 100_000,
		}, app.Why{})
		if err != nil {
			f.t.Fatal(err)
		}
	}
	page, err := f.s.CustomerPage(f.t.Context(), f.by, c.ID)
	if err != nil {
		f.t.Fatal(err)
	}
	f.users[name] = forecastUser{customer: c, accounts: page.Accounts, kwh: kwh}
}

// putMonths puts the use of months counted back from the last, the first account
// of each customer using what the others leave.
func (f *forecastTown) putMonths(last, first int) {
	f.t.Helper()
	for back := first; back >= last; back-- {
		var rows []app.AccountUse
		for _, u := range f.users {
			kwh := u.kwh(back)
			if kwh < 0 {
				continue
			}
			for i, a := range u.accounts {
				part := kwh / int64(len(u.accounts))
				if i == 0 {
					part = kwh - part*int64(len(u.accounts)-1)
				}
				rows = append(rows, app.AccountUse{Account: a.ID, MonthUse: app.MonthUse{Total: part}})
			}
		}
		month := app.AddMonths(lastRead, -back)
		rep, err := f.s.PutUsage(f.t.Context(), f.by, app.UsageDraft{Month: month, Whole: true, Rows: rows})
		if err != nil || len(rep.Refused) > 0 {
			f.t.Fatalf("%d: %+v: %v", month, rep.Refused, err)
		}
	}
}

func (f *forecastTown) close(name string) {
	f.t.Helper()
	for _, was := range f.users[name].accounts {
		closed := was
		closed.Status = app.AccountClosed
		if _, err := f.s.SaveAccount(f.t.Context(), f.by, was, closed, app.Why{}); err != nil {
			f.t.Fatal(err)
		}
	}
}

func (f *forecastTown) run() app.ForecastRun {
	f.t.Helper()
	run, err := f.s.RunForecast(f.t.Context(), f.by, app.ForecastJob{}, func(int64, int64) {})
	if err != nil {
		f.t.Fatal(err)
	}
	return run
}

func (f *forecastTown) page(of app.ForecastOf) app.UseForecast {
	f.t.Helper()
	page, err := f.s.UseForecast(f.t.Context(), f.by, of)
	if err != nil {
		f.t.Fatalf("%+v: %v", of, err)
	}
	return page
}

func (f *forecastTown) customer(name string) app.UseForecast {
	f.t.Helper()
	return f.page(app.ForecastOf{Level: app.OfCustomer, Customer: f.users[name].customer.ID})
}

func (f *forecastTown) groups(level app.ForecastLevel) map[string]app.GroupRow {
	f.t.Helper()
	rows, err := f.s.GroupForecasts(f.t.Context(), f.by, level)
	if err != nil {
		f.t.Fatal(err)
	}
	out := map[string]app.GroupRow{}
	for _, r := range rows {
		out[r.Of.Code] = r
	}
	return out
}

func TestCustomersSumExactlyToTheirGroups(t *testing.T) {
	f := newForecastTown(t)
	run := f.run()
	if run.Origin != lastRead || run.Months != 12 || run.Customers != 9 || run.Behind {
		t.Errorf("ran %+v", run)
	}
	var points, bases [12]int64
	var used int64
	for name := range f.users {
		page := f.customer(name)
		if len(page.Ahead) != 12 {
			t.Fatalf("%s has %d months ahead, evidence %s", name, len(page.Ahead), page.Evidence)
		}
		for i, m := range page.Ahead {
			if m.Low95 > m.Low80 || m.Low80 > m.Point || m.Point > m.High80 || m.High80 > m.High95 || m.Low95 < 0 || m.Month != app.AddMonths(lastRead, i+1) {
				t.Errorf("%s: %+v", name, m)
			}
			points[i] += m.Point
			bases[i] += m.Base
		}
		for _, u := range page.Used {
			if u.Month > 202502 {
				used += u.Total
			}
		}
	}
	all := f.page(app.ForecastOf{Level: app.OfAll})
	for i, m := range all.Ahead {
		if m.Point != points[i] || m.Base != bases[i] || m.Low80 > m.Point || m.High80 < m.Point || m.Low95 > m.Low80 || m.High95 < m.High80 {
			t.Errorf("all in %d: %+v, customers add up to %d and %d", m.Month, m, points[i], bases[i])
		}
	}
	for _, level := range []app.ForecastLevel{app.OfSection, app.OfDivision, app.OfArea, app.OfSegment} {
		var sums app.UseSums
		var share int64
		for code, g := range f.groups(level) {
			page := f.page(g.Of)
			var ahead int64
			for _, m := range page.Ahead {
				ahead += m.Point
			}
			list := f.list(app.UseFilter{}.Within(g.Of))
			if ahead != g.Ahead || list.Of != g.UseSums {
				t.Errorf("%s %q: %d ahead on its page; the list adds up to %+v, the ranking to %+v", level, code, ahead, list.Of, g.UseSums)
			}
			sums.Used, sums.Before, sums.Ahead = sums.Used+g.Used, sums.Before+g.Before, sums.Ahead+g.Ahead
			share += g.Share
		}
		if whole := f.groups(app.OfAll)[""]; sums != whole.UseSums || whole.Used != used || share != 1000 {
			t.Errorf("%ss add up to %+v and %d permille, all are %+v, used %d", level, sums, share, whole.UseSums, used)
		}
	}
}

func (f *forecastTown) list(filter app.UseFilter) app.UsePage {
	f.t.Helper()
	page, err := f.s.CustomerForecasts(f.t.Context(), f.by, filter)
	if err != nil {
		f.t.Fatal(err)
	}
	return page
}

func namesOf(page app.UsePage) []string {
	var names []string
	for _, r := range page.Rows {
		names = append(names, r.Name)
	}
	return names
}

func TestNewLostAndSuspendedCustomersAreSetApart(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	for standing, want := range map[app.UseStanding]string{app.UseNew: "新厂", app.UseLost: "销户", app.UseSuspended: "停产厂"} {
		if got := namesOf(f.list(app.UseFilter{Standing: standing})); !slices.Equal(got, []string{want}) {
			t.Errorf("%s are %v, want %s", standing, got, want)
		}
	}
	c := f.groups(app.OfSection)["C"]
	if m := c.Members; m.New != 1 || m.Suspended != 1 || m.Lost != 0 || c.NewUsed != 140_000 || m.Customers != 4 {
		t.Errorf("industry %+v, new used %d", m, c.NewUsed)
	}
	if trade := f.groups(app.OfSection)["F"]; trade.Members.Lost != 1 || trade.LostBefore != 12*700 {
		t.Errorf("trade %+v", trade)
	}
	for name, want := range map[string]app.UseEvidence{"水泥厂": app.EvidenceGood, "新厂": app.EvidenceLow, "停产厂": app.EvidenceIdle} {
		if got := f.customer(name).Evidence; got != want {
			t.Errorf("%s rests on %q, want %q", name, got, want)
		}
	}
	var lost int64
	for _, m := range f.customer("销户").Ahead {
		lost += m.Point
	}
	if lost > 700*2 {
		t.Errorf("who is no longer supplied is to use %d", lost)
	}
}

func TestAListOfCustomersIsNarrowedSortedAndPaged(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	whole := f.list(app.UseFilter{})
	if whole.Total != 9 || len(whole.Rows) != 9 || whole.Rows[0].Name != "水泥厂" || whole.Rows[0].AccountNo == "" {
		t.Fatalf("%d: %v", whole.Total, namesOf(whole))
	}
	second := f.list(app.UseFilter{From: 2, Count: 3})
	if second.Total != 9 || !slices.Equal(namesOf(second), namesOf(whole)[2:5]) {
		t.Errorf("page %v of %v", namesOf(second), namesOf(whole))
	}
	var area app.ForecastOf // there is one
	for _, g := range f.groups(app.OfArea) {
		area = g.Of
	}
	for _, tt := range []struct {
		name  string
		f     app.UseFilter
		first string
		total int
	}{
		{"the smallest first", app.UseFilter{Up: true}, "李晓明", 9},
		{"by name", app.UseFilter{Sort: app.ByHolder}, "超市", 9},
		{"by what is to come", app.UseFilter{Sort: app.ByAhead}, "水泥厂", 9},
		{"found by a text", app.UseFilter{Text: "王芳"}, "王芳", 1},
		{"of a division", app.UseFilter{}.Within(app.ForecastOf{Level: app.OfDivision, Code: "C30"}), "水泥厂", 4},
		{"of no known industry", app.UseFilter{}.Within(app.ForecastOf{Level: app.OfSection}), "王芳", 2},
		{"of an industry and a segment", app.UseFilter{}.Within(app.ForecastOf{Level: app.OfDivision, Code: "C30"}).Within(app.ForecastOf{Level: app.OfSegment, Code: "hv_industry"}), "水泥厂", 4},
		{"of an industry, an area and a segment", app.UseFilter{Standing: app.UseNew}.Within(app.ForecastOf{Level: app.OfSection, Code: "C"}).
			Within(area).Within(app.ForecastOf{Level: app.OfSegment, Code: "hv_industry"}), "新厂", 1},
		{"of an industry that has none in a segment", app.UseFilter{}.Within(app.ForecastOf{Level: app.OfSection, Code: "F"}).Within(app.ForecastOf{Level: app.OfSegment, Code: "hv_industry"}), "", 0},
		{"of a segment", app.UseFilter{}.Within(app.ForecastOf{Level: app.OfSegment, Code: "hv_industry"}), "水泥厂", 4},
	} {
		page := f.list(tt.f)
		if tt.total == 0 && page.Total == 0 && len(page.Rows) == 0 {
			continue
		}
		if page.Total != tt.total || len(page.Rows) == 0 {
			t.Errorf("%s: %d of %v, want %d", tt.name, page.Total, namesOf(page), tt.total)
			continue
		}
		if tt.name != "by name" && page.Rows[0].Name != tt.first {
			t.Errorf("%s: %v, want %s first", tt.name, namesOf(page), tt.first)
		}
	}
	for _, sort := range []app.UseSort{app.ByGrowth, app.ByRise} {
		page := f.list(app.UseFilter{Sort: sort})
		if page.Total != 9 {
			t.Errorf("by %s: %v", sort, namesOf(page))
		}
	}
}

func TestARunThatIsStoppedLeavesTheOneBefore(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	before := f.list(app.UseFilter{})
	ctx, stop := context.WithCancel(t.Context())
	_, err := f.s.RunForecast(ctx, f.by, app.ForecastJob{Months: 3}, func(done, _ int64) {
		if done > 0 {
			stop()
		}
	})
	if err == nil {
		t.Fatal("a stopped run was told to be whole")
	}
	if after := f.list(app.UseFilter{}); after.Of != before.Of || len(f.customer("水泥厂").Ahead) != 12 {
		t.Errorf("after a stopped run %+v, before %+v", after.Of, before.Of)
	}
	if again := f.run(); again.Customers != 9 {
		t.Errorf("the next run made %+v", again)
	}
}

func TestACustomerIsForecastAnewWhenSomethingChangedAfterTheRun(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	id := f.users["砖厂"].customer.ID
	before, other := f.customer("砖厂"), f.customer("水泥厂")
	e, err := f.s.AddUsageEvent(t.Context(), f.by, app.UsageEvent{Customer: id, Kind: "expansion", FromMonth: 202606, KWh: 10_000, Confidence: 80, Reason: "新增一条生产线"})
	if err != nil {
		t.Fatal(err)
	}
	after := f.customer("砖厂")
	for i := range after.Ahead {
		was, is := before.Ahead[i], after.Ahead[i]
		if is.Base != was.Base || is.Month < 202606 && is.Point != was.Point || is.Month >= 202606 && is.Point <= was.Point {
			t.Errorf("%d: %+v, before the event %+v", is.Month, is, was)
		}
	}
	if len(after.Events) != 1 || !slices.Equal(f.customer("水泥厂").Ahead, other.Ahead) {
		t.Errorf("%d events; the other works changed too", len(after.Events))
	}
	if run, err := f.s.ForecastRun(t.Context(), f.by); err != nil || !run.Behind {
		t.Errorf("the run is not told to be behind: %+v, %v", run, err)
	}
	if err := f.s.WithdrawUsageEvent(t.Context(), f.by, e); err != nil {
		t.Fatal(err)
	}
	if back := f.customer("砖厂"); !slices.Equal(back.Ahead, before.Ahead) {
		t.Errorf("without the event %+v, before %+v", back.Ahead, before.Ahead)
	}
	if _, err := f.s.AddUsageEvent(t.Context(), f.by, app.UsageEvent{Customer: id, Kind: "expansion", FromMonth: 202606, KWh: 10_000, Confidence: 80, Reason: "新增一条生产线"}); err != nil {
		t.Fatal(err)
	}
	if run := f.run(); run.Behind {
		t.Error("a new run is behind at once")
	}
	if again := f.customer("砖厂"); !slices.Equal(again.Ahead, after.Ahead) {
		t.Errorf("a run says %+v, he alone was forecast %+v", again.Ahead, after.Ahead)
	}
}

func TestACustomerIsForecastWithoutAnyRun(t *testing.T) {
	f := newForecastTown(t)
	page := f.customer("水泥厂")
	if len(page.Ahead) != 12 || page.Origin != lastRead || page.Evidence != app.EvidenceGood {
		t.Errorf("%d months from %d, resting on %q", len(page.Ahead), page.Origin, page.Evidence)
	}
	run, err := f.s.ForecastRun(t.Context(), f.by)
	if err != nil || run.Origin != 0 {
		t.Errorf("a run nobody made: %+v, %v", run, err)
	}
	rows, err := f.s.GroupForecasts(t.Context(), f.by, app.OfSection)
	if err != nil || len(rows) != 0 {
		t.Errorf("groups nobody added up: %v, %v", rows, err)
	}
}

func TestAMonthThatComesInMovesTheCustomerOn(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	f.now = f.now.AddDate(0, 1, 0)
	f.putMonths(-1, -1)
	page := f.customer("水泥厂")
	if page.Origin != 202603 || page.Ahead[0].Month != 202604 {
		t.Errorf("from %d: %+v", page.Origin, page.Ahead[0])
	}
}

func TestOfAFileWithoutUseNothingIsForecast(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	_, err := s.RunForecast(t.Context(), by, app.ForecastJob{}, func(int64, int64) {})
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.NoUseYet {
		t.Errorf("ran with %v", err)
	}
	page, err := s.UseForecast(t.Context(), by, app.ForecastOf{Level: app.OfCustomer, Customer: c.ID})
	if err != nil || page.Evidence != app.EvidenceNone || len(page.Ahead) != 0 {
		t.Errorf("%+v: %v", page, err)
	}
	for _, job := range []app.ForecastJob{{Months: -1}, {Months: 61}, {Until: 202613}} {
		if _, err := s.RunForecast(t.Context(), by, job, nil); err == nil {
			t.Errorf("%+v was taken", job)
		}
	}
}

// adjust puts a manager's figure beside the model's.
func (f *forecastTown) adjust(name string, month, kwh int64) {
	f.t.Helper()
	f.now = f.now.Add(time.Minute)
	datatest.Adjustment(f.t, f.s, app.Adjustment{
		Customer: f.users[name].customer.ID, Month: month, KnownTo: lastRead, KWh: kwh, Reason: "客户已接到订单", MadeAt: f.now.UnixMilli(),
	})
}

func TestAdjustmentsStandBesideTheModelOfACustomerAndHisGroups(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	model := f.customer("水泥厂").Ahead[1]
	f.adjust("水泥厂", 202604, 1)
	f.adjust("水泥厂", 202604, 200_000)
	f.adjust("砖厂", 202604, 50_000)
	page := f.customer("水泥厂")
	if m := page.Ahead[1]; m.Point != model.Point || !m.HasAdjusted || m.Adjusted != 200_000 || m.Expected() != 200_000 || len(page.Adjustments) != 2 {
		t.Errorf("%+v with %d adjustments", m, len(page.Adjustments))
	}
	brick := f.customer("砖厂").Ahead[1]
	for _, of := range []app.ForecastOf{{Level: app.OfAll}, {Level: app.OfDivision, Code: "C30"}} {
		m := f.page(of).Ahead[1]
		if want := m.Point + 200_000 - model.Point + 50_000 - brick.Point; !m.HasAdjusted || m.Adjusted != want {
			t.Errorf("%v: %+v, want %d adjusted", of, m, want)
		}
	}
	if m := f.page(app.ForecastOf{Level: app.OfSection, Code: "F"}).Ahead[1]; m.HasAdjusted {
		t.Errorf("trade was adjusted: %+v", m)
	}
}

func TestAFrozenMonthStaysAsItWas(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	f.adjust("水泥厂", 202603, 111_111)
	model := f.customer("水泥厂").Ahead
	sheets := f.closeMonth(lastRead)
	if len(sheets) != 1 || sheets[0].Month != lastRead || sheets[0].Customers != 9 || len(sheets[0].Hash) != 32 {
		t.Fatalf("%+v", sheets)
	}
	f.adjust("水泥厂", 202603, 5)
	f.now = f.now.AddDate(0, 1, 0)
	f.putMonths(-1, -1)
	check := func(actual int64) {
		t.Helper()
		frozen := f.customer("水泥厂").Frozen
		if len(frozen) != 1 {
			t.Fatalf("%d frozen months", len(frozen))
		}
		m := frozen[0]
		if m.Month != 202603 || m.Origin != lastRead || m.Ahead.Adjusted != 111_111 || m.Ahead.Point != model[0].Point || m.Ahead.Low95 != model[0].Low95 || !m.HasActual || m.Actual != actual {
			t.Errorf("frozen %+v, want %+v against %d", m, model[0], actual)
		}
	}
	check(f.users["水泥厂"].kwh(-1))
	// A correction of the month that came in.
	a := f.users["水泥厂"].accounts[0]
	if _, err := f.s.PutUsage(t.Context(), f.by, app.UsageDraft{Month: 202603, Rows: []app.AccountUse{{Account: a.ID, MonthUse: app.MonthUse{Total: 1}}}}); err != nil {
		t.Fatal(err)
	}
	check(1 + f.users["水泥厂"].kwh(-1)/2)
	f.run()
	all := f.page(app.ForecastOf{Level: app.OfAll})
	if len(all.Frozen) != 1 || !all.Frozen[0].HasActual || all.Frozen[0].Ahead.Adjusted != all.Frozen[0].Ahead.Point+111_111-model[0].Point {
		t.Errorf("all frozen %+v", all.Frozen)
	}
	months, err := f.s.FrozenMonths(t.Context(), f.by)
	if err != nil || len(months) != 1 || months[0].Month != lastRead || months[0].ByName == "" {
		t.Errorf("%+v: %v", months, err)
	}
}

func (f *forecastTown) closeMonth(month int64) []app.ForecastSheet {
	f.t.Helper()
	sheets, err := f.s.CloseMonth(f.t.Context(), f.by, month, func(int64, int64) {})
	if err != nil {
		f.t.Fatal(err)
	}
	return sheets
}

func TestAMonthIsClosedOnceAndWhenItsUseIsIn(t *testing.T) {
	f := newForecastTown(t)
	f.closeMonth(lastRead)
	for month, want := range map[int64]app.Reason{lastRead: app.MonthFrozen, 202603: app.MonthNotIn, 202604: app.InTheFuture, 202613: app.Malformed, 201001: app.MonthNotIn} {
		_, err := f.s.CloseMonth(t.Context(), f.by, month, func(int64, int64) {})
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != want || no.Field != "month" {
			t.Errorf("%d: %v, want %s", month, err, want)
		}
	}
	f.closeMonth(202512) // an earlier one, as it was known then
	frozen := f.customer("水泥厂").Frozen
	if len(frozen) != 2 || frozen[0].Month != 202601 || !frozen[0].HasActual || frozen[1].HasActual {
		t.Errorf("%+v", frozen)
	}
}

func TestWhatWasFrozenTravels(t *testing.T) {
	f := newForecastTown(t)
	f.closeMonth(lastRead)
	want := f.customer("水泥厂").Frozen
	sets, err := f.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	there := bare(t)
	// The sheet before the customers it tells of.
	slices.Reverse(sets)
	var sheet, rest []data.Change
	for _, c := range sets {
		if len(sheet) == 0 {
			sheet = append(sheet, c)
		} else {
			rest = append(rest, c)
		}
	}
	slices.Reverse(rest)
	if err := there.Apply(t.Context(), append(rest, sheet...)); err != nil {
		t.Fatal(err)
	}
	page, err := there.UseForecast(t.Context(), f.by, app.ForecastOf{Level: app.OfCustomer, Customer: f.users["水泥厂"].customer.ID})
	if err != nil || !slices.Equal(page.Frozen, want) || len(want) != 1 {
		t.Errorf("%+v: %v, want %+v", page.Frozen, err, want)
	}
}

func TestTheSampleCountyHasFrozenMonthsAndARun(t *testing.T) {
	s, by, made := usedCounty(t, 300)
	run, err := s.ForecastRun(t.Context(), by)
	if err != nil || run.Origin != lastRead || run.Customers != int64(made) || run.Behind {
		t.Errorf("%+v: %v", run, err)
	}
	months, err := s.FrozenMonths(t.Context(), by)
	if err != nil || len(months) != sample.FrozenMonths || months[0].Month != 202601 || app.DayOf(time.UnixMilli(months[0].MadeAt)) != "2026-02-05" {
		t.Errorf("%+v: %v", months, err)
	}
	all, err := s.UseForecast(t.Context(), by, app.ForecastOf{Level: app.OfAll})
	if err != nil || len(all.Frozen) != sample.FrozenMonths || all.Used[len(all.Used)-1].Total == 0 {
		t.Fatalf("%d frozen months: %v", len(all.Frozen), err)
	}
	for _, m := range all.Frozen {
		if off := math.Abs(float64(m.Actual-m.Ahead.Point)) / float64(m.Actual); !m.HasActual || off > 0.15 { // Spring Festival moved into February
			t.Errorf("%d: forecast %d, was %d", m.Month, m.Ahead.Point, m.Actual)
		}
		if a := m.Ahead; !a.Bounded() || a.Low95 > a.Low80 || a.Low80 > a.Point || a.Point > a.High80 || a.High80 > a.High95 || a.Outside95(m.Actual) {
			t.Errorf("%d: %d used, frozen as %+v", m.Month, m.Actual, a)
		}
	}
	groups, err := s.GroupForecasts(t.Context(), by, app.OfGroup)
	if err != nil || len(groups) != 3 || groups[0].Name == "" {
		t.Errorf("own groups %+v: %v", groups, err)
	}
}

func TestAMarketFactorBearsOnItsIndustryAlone(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	cement, home := f.customer("水泥厂"), f.customer("李晓明")
	datatest.MarketFactor(t, f.s, app.MarketFactor{Title: "错峰生产", Industries: "C30", FromMonth: 202605, ToMonth: 202606, ChangePermille: -500, Confidence: 100})
	datatest.MarketFactor(t, f.s, app.MarketFactor{Title: "只作标注", FromMonth: 202605, Confidence: 100})
	after := f.customer("水泥厂")
	for i, m := range after.Ahead {
		was := cement.Ahead[i]
		if bears := m.Month == 202605 || m.Month == 202606; bears && m.Point*10 > was.Point*6 || !bears && m.Point != was.Point || m.Base != was.Base {
			t.Errorf("%+v, without the factor %+v", m, was)
		}
	}
	if len(after.Factors) != 2 {
		t.Errorf("%d factors are shown", len(after.Factors))
	}
	if other := f.customer("李晓明"); !slices.Equal(other.Ahead, home.Ahead) || len(other.Factors) != 1 {
		t.Errorf("at home %+v with %d factors", other.Ahead, len(other.Factors))
	}
}

func TestForecastsGoOutAsALineAMonth(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	f.adjust("水泥厂", 202604, 200_000)
	path := filepath.Join(t.TempDir(), "forecast.csv")
	n, err := f.s.ExportForecasts(t.Context(), f.by, app.ExportJob{
		Path: path, Format: app.CSV, Title: func(column string) string { return column }, Label: func(_, code string) string { return code },
	}, func(int64, int64) {})
	if err != nil || n != 9*12 {
		t.Fatalf("%d lines: %v", n, err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	m := f.customer("水泥厂").Ahead[1]
	want := fmt.Sprintf("水泥厂,C3011,202604,%d,%d,%d,%d,%d,%d,200000,good", m.Point, m.Base, m.Low80, m.High80, m.Low95, m.High95)
	if len(lines) != 9*12+1 || !strings.Contains(string(content), want) {
		t.Errorf("%d lines, of them %q; want %q", len(lines), lines[:3], want)
	}
}
