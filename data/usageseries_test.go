package data_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// sameSeries compares two series, in which a month nobody read equals one.
func sameSeries(a, b app.UseSeries) bool {
	same := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return a.Customer == b.Customer && a.N == b.N && a.Area == b.Area && a.Industry == b.Industry && a.CapacityVA == b.CapacityVA && a.First == b.First &&
		slices.Equal(a.Accounts, b.Accounts) && slices.EqualFunc(a.KWh, b.KWh, same)
}

func TestTheSeriesOfAllCustomersSayWhatTheirMonthsSay(t *testing.T) {
	s, by, made := usedCounty(t, 80)
	ask := app.SeriesAsk{Months: 30}
	var last int64
	seen := 0
	err := s.UsageSeries(t.Context(), by, ask, func(chunk []app.UseSeries) error {
		for _, c := range chunk {
			seen++
			if c.N <= last {
				t.Errorf("%d stands behind %d", c.N, last)
			}
			last = c.N
			used, err := s.UsageOf(t.Context(), by, c.Customer, ask.Months)
			if err != nil {
				return err
			}
			known := map[int64]float64{}
			for _, u := range used {
				known[u.Month] = float64(u.Total)
			}
			for m, kwh := range c.KWh {
				want, is := known[app.AddMonths(c.First, m)]
				if len(c.Accounts) == 1 && (is == math.IsNaN(kwh) || is && kwh != want) {
					t.Errorf("month %d of %d: %v, want %v, %v", m, c.N, kwh, want, is)
				}
			}
			if len(used) > 12 && c.Accounts[0].ReadDay == 0 {
				t.Errorf("no usual day of %d", c.N)
			}
			alone, err := s.UsageSeriesOf(t.Context(), by, c.Customer, ask)
			if err != nil || !sameSeries(alone, c) {
				t.Errorf("alone %+v, among all %+v: %v", alone, c, err)
			}
		}
		return nil
	}, nil)
	if err != nil || seen != made {
		t.Errorf("%d series of %d customers: %v", seen, made, err)
	}
}

func TestASeriesKnowsWhereSupplyBeganAndEnded(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	was := accountOf(t, s, by, c)
	read := use(was.ID, 100)
	read.ReadDay = 17
	putUsage(t, s, by, 202602, read)
	closed := was
	closed.Status, closed.OpenedOn, closed.ContractedVA = app.AccountClosed, "2019-05-20", 8000
	if _, err := s.SaveAccount(t.Context(), by, was, closed, app.Why{}); err != nil {
		t.Fatal(err)
	}
	got, err := s.UsageSeriesOf(t.Context(), by, c.ID, app.SeriesAsk{Months: 3, Until: 202603})
	if err != nil {
		t.Fatal(err)
	}
	if want := (app.SeriesAccount{ID: was.ID, Category: "202", Opened: 201905, Closed: app.MonthOf(app.DayOf(datatest.Now())), ReadDay: 17}); got.Accounts[0] != want {
		t.Errorf("%+v, want %+v", got.Accounts[0], want)
	}
	if got.First != 202601 || got.KWh[1] != 100 || !math.IsNaN(got.KWh[0]) || got.CapacityVA != 0 {
		t.Errorf("%+v", got)
	}
}

func TestReadingSeriesCanBeStopped(t *testing.T) {
	s, by, _ := usedCounty(t, 20)
	enough := errors.New("enough")
	if err := s.UsageSeries(t.Context(), by, app.SeriesAsk{Months: 24}, func([]app.UseSeries) error { return enough }, nil); !errors.Is(err, enough) {
		t.Errorf("stopped with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.UsageSeries(ctx, by, app.SeriesAsk{Months: 24}, func([]app.UseSeries) error { return nil }, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled with %v", err)
	}
}

func TestAFileWithoutUseHasNoSeries(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	datatest.Customer(t, s, "李晓明", "5104000000011", "")
	err := s.UsageSeries(t.Context(), by, app.SeriesAsk{Months: 24}, func(chunk []app.UseSeries) error {
		t.Errorf("%d series", len(chunk))
		return nil
	}, nil)
	if err != nil {
		t.Error(err)
	}
}
