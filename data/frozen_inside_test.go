package data

import (
	"bytes"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

func frozenSample() []FrozenForecast {
	ahead := func(kwh int64) []app.MonthAhead {
		var months []app.MonthAhead
		for i := range int64(12) {
			months = append(months, app.MonthAhead{
				Month: app.AddMonths(202602, int(i)+1), Point: kwh + i, Base: kwh, Low80: kwh - 1, High80: kwh + i + 5, Low95: kwh - 2, High95: kwh + i + 9,
			})
		}
		return months
	}
	a, b := ahead(100), ahead(app.MostUse-100)
	a[0].Adjusted, a[0].HasAdjusted = 0, true
	b[11].Adjusted, b[11].HasAdjusted = 77, true
	return []FrozenForecast{
		{newID[app.CustomerID](), app.EvidenceGood, a}, {newID[app.CustomerID](), app.EvidenceIdle, b}, {app.CustomerID{}, app.EvidenceLow, ahead(2)[:1]},
	}
}

func TestAFrozenSheetSaysWhatWasFrozen(t *testing.T) {
	rows := frozenSample()
	body := EncodeFrozen(rows)
	turned := slices.Clone(rows)
	slices.Reverse(turned)
	if again := EncodeFrozen(turned); !bytes.Equal(body, again) {
		t.Error("another order of the rows gives another sheet")
	}
	found := map[app.CustomerID]FrozenForecast{}
	err := eachFrozen(body, func(id app.CustomerID, one []byte) error {
		r := bodyReader{b: one}
		f := r.frozen(202602)
		f.Customer = id
		found[id] = f
		if m, is := nextFrozen(one, 202602); !is || m != f.Ahead[0] {
			t.Errorf("next %+v, want %+v", m, f.Ahead[0])
		}
		return nil
	})
	if err != nil || len(found) != len(rows) {
		t.Fatalf("%d rows: %v", len(found), err)
	}
	for _, want := range rows {
		got := found[want.Customer]
		for i := frozenBands; i < len(want.Ahead); i++ { // of later months there are no bands
			m := &want.Ahead[i]
			m.Low80, m.High80, m.Low95, m.High95 = 0, 0, 0, 0
		}
		if got.Evidence != want.Evidence || !slices.Equal(got.Ahead, want.Ahead) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
	}
}

// FuzzFrozenBody: whatever arrives is read or refused, without a panic and
// without a figure that cannot be.
func FuzzFrozenBody(f *testing.F) {
	body := EncodeFrozen(frozenSample())
	f.Add(body)
	f.Add(body[:len(body)/2])
	f.Add([]byte{frozenFormat})
	f.Add([]byte{9, 1, 2})
	for _, text := range [][]byte{{}, {1}, {255, 255, 255, 255, 15}, {1, 0, 1, 2, 3}} {
		f.Add(squeezer().EncodeAll(text, []byte{frozenFormat}))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		check := func(text []byte) {
			r := bodyReader{b: text}
			for _, m := range r.frozen(202602).Ahead {
				if !r.bad && (m.Point < 0 || m.Base < 0 || m.Adjusted < 0 || m.Low95 > m.Low80 || m.Low80 > m.Point && m.High80 != 0) {
					t.Errorf("%+v", m)
				}
			}
		}
		check(body) // one customer
		_ = eachFrozen(body, func(_ app.CustomerID, one []byte) error { check(one); return nil })
	})
}

func TestAKeptForecastReadsAsItWasWritten(t *testing.T) {
	var f forecast.Forecast
	for i := range 12 {
		x := float64(i) * 1234.56
		f.Points, f.Calm = append(f.Points, x), append(f.Calm, x*1.1)
		f.Low80, f.High80 = append(f.Low80, x*0.9), append(f.High80, x*1.2)
		f.Low95, f.High95 = append(f.Low95, x*0.7), append(f.High95, x*1.5)
	}
	f.Points[5], f.High95[5] = 1e300, math.Inf(1) // no figure is beyond what anybody uses
	want := monthsOf(&f, 202612, nil)
	if want[0].Month != 202701 || want[5].Point != app.MostUse || want[1].Point != 1235 || want[1].Low80 != 1111 || want[1].High80 != 1482 {
		t.Errorf("%+v", want)
	}
	body := appendAhead([]byte("12345678"), want, len(want))
	_, got, err := readForecast(body, 202612)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v: %v\nwant %+v", got, err, want)
	}
	for cut := range body {
		if _, _, err := readForecast(body[:cut], 202612); err == nil {
			t.Errorf("the first %d bytes were taken for a forecast", cut)
		}
	}
}

func TestTheBookGivesBackWhatWasUsed(t *testing.T) {
	nan := math.NaN()
	b := &useBook{first: 202501, months: 5, factors: make([][]forecast.Event, 2)}
	b.take([]app.UseSeries{
		{N: 1, Industry: "C3011", CapacityVA: 80_000, KWh: []float64{nan, 7, nan, 0, app.MostUse}, Accounts: []app.SeriesAccount{{Opened: 202502, ReadDay: 20}}},
		{N: 2, KWh: []float64{nan, nan, nan, nan, nan}, Accounts: []app.SeriesAccount{{Category: "202", Opened: 202001, Closed: 202503}, {Closed: 202504}}},
	})
	var h forecast.History
	b.At(0, &h)
	if h.First != 202502 || len(h.Values) != 4 || h.Values[0] != 7 || !math.IsNaN(float64(h.Values[1])) || h.Values[2] != 0 || h.Values[3] != float32(app.MostUse) {
		t.Errorf("%+v", h)
	}
	if h.Class != "C" || h.CapacityKVA != 80 || h.From != 202502 || h.Until != 0 || h.ReadDay != 20 {
		t.Errorf("%+v", h)
	}
	if got := b.used(&b.users[0], 5, nil); !slices.Equal(got, []int64{-1, 7, -1, 0, app.MostUse}) {
		t.Errorf("%v", got)
	}
	b.At(1, &h)
	if len(h.Values) != 0 || h.From != 0 || h.Until != 202504 || h.Class != string(app.UseAtHome) {
		t.Errorf("%+v", h)
	}
}

func TestTheEarliestSheetOfAMonthHoldsUntilItIsWithdrawn(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	who := newID[app.CustomerID]()
	put := func(was app.ForecastSheet, madeAt, kwh, withdrawnAt int64) app.ForecastSheet {
		t.Helper()
		now := was
		err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
			if was.ID.IsZero() {
				rows := &frozenRows{}
				rows.add(FrozenForecast{who, app.EvidenceGood, []app.MonthAhead{{Month: 202603, Point: kwh, Base: kwh, Low80: kwh, High80: kwh, Low95: kwh, High95: kwh}}})
				now = x.frozenSheet(by.Area, 202602, rows)
				now.MadeAt = madeAt
			}
			now.WithdrawnAt = withdrawnAt
			err := x.putForecastSheet(t.Context(), was, now)
			now.Seen = x.wrote
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return now
	}
	holds := func(want int64) {
		t.Helper()
		for name, read := range map[string]func() int64{
			"of the customer": func() int64 {
				found, _, err := s.frozenOf(t.Context(), by.Area, who, 9)
				if err != nil || len(found) == 0 {
					return 0
				}
				return found[202602].Ahead[0].Point
			},
			"of the month": func() int64 {
				found, err := frozenFor(t.Context(), s.reader, 202603)
				if err != nil {
					t.Fatal(err)
				}
				return found[who].Point
			},
		} {
			if got := read(); got != want {
				t.Errorf("%s %d is frozen, want %d", name, got, want)
			}
		}
	}
	late := put(app.ForecastSheet{}, 2000, 20, 0)
	holds(20)
	early := put(app.ForecastSheet{}, 1000, 10, 0) // arrives later, was made before
	holds(10)
	put(early, 0, 0, 3000)
	holds(20)
	put(late, 0, 0, 3000)
	holds(0)
}
