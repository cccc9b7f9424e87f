package forecast

import (
	"math"
	"slices"
	"testing"
)

var (
	unread  = float32(math.NaN())
	options = Options{Origin: 202512, Horizon: 12, NoCalendar: true, NoBands: true}
)

// until is a history that ends at the origin.
func until(values ...float32) History {
	first := monthNumber(options.Origin) - len(values) + 1
	return History{First: int64(first/year*100 + first%year + 1), Values: values}
}

func repeated(v float32, n int) []float32 { return slices.Repeat([]float32{v}, n) }

// seasonal has 100 a month and 200 in July, with as many months as asked for up
// to December.
func seasonal(n int) []float32 {
	values := repeated(100, n)
	for i := n - 6; i >= 0; i -= year {
		values[i] = 200
	}
	return values
}

func one(t *testing.T, h History, o Options) Forecast {
	t.Helper()
	f, err := One(h, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	if fault := wrong(&f, o.Horizon); fault != "" {
		t.Fatal(fault)
	}
	return f
}

// wrong says what must not be in any forecast.
func wrong(f *Forecast, horizon int) string {
	if f.Evidence == Nothing {
		if f.Method != Unknown || len(f.Points) > 0 {
			return "a figure without evidence"
		}
		return ""
	}
	if f.Method == "" || f.Evidence == "" {
		return "no method or evidence is told"
	}
	for _, part := range [][]float64{f.Points, f.Calm, f.Sure} {
		if len(part) != horizon {
			return "not one value a month"
		}
		for _, x := range part {
			if !(x >= 0) || x > 1e40 {
				return "a value that cannot be"
			}
		}
	}
	for _, x := range []float64{f.Sigma, f.Alpha, f.Restart} {
		if !(x >= 0) || math.IsInf(x, 1) {
			return "a parameter that cannot be"
		}
	}
	return ""
}

func TestEachHistoryHasItsMethod(t *testing.T) {
	irrigation := make([]float32, 48) // April to September
	for i := range irrigation {
		if m := i % year; m >= 3 && m <= 8 {
			irrigation[i] = 600
		}
	}
	sparse := repeated(0, 40)
	for i := 4; i < 40; i += 5 {
		sparse[i] = 60
	}
	for _, tt := range []struct {
		name     string
		history  History
		method   Method
		evidence Evidence
		first    float64 // points; -1: none
		july     float64
	}{
		{"five years", until(seasonal(60)...), Fast, Enough, 100, 200},
		{"five years of a group", History{First: 202101, Values: seasonal(60), Large: true}, Long, Enough, 100, 200},
		{"two years", until(seasonal(24)...), Fast, Enough, 100, 200},
		{"23 months alone keep most of their season", until(seasonal(23)...), Borrowed, Little, 100, 186},
		{"a year alone keeps less of it", until(seasonal(12)...), Borrowed, Little, 100, 163},
		{"eleven months", until(repeated(50, 11)...), Sketch, TooLittle, 50, 50},
		{"one month", until(70), Sketch, TooLittle, 70, 70},
		{"one month without use", until(0), Idle, TooLittle, 0, 0},
		{"nothing for years", until(repeated(0, 30)...), Idle, Enough, 0, 0},
		{"nothing for three months", until(append(repeated(80, 30), 0, 0, 0)...), Idle, Enough, 0, 0},
		{"nothing for two months", until(append(repeated(80, 30), 0, 0)...), Fast, Enough, 80, 80},
		{"months of nothing again and again", until(sparse...), Intermittent, Enough, 15, 15},
		{"an irrigation pump at rest", until(irrigation...), Intermittent, Enough, 0, 600},
		{"no history", History{}, Unknown, Nothing, -1, -1},
		{"nobody ever read", until(unread, unread), Unknown, Nothing, -1, -1},
		{"only the months after the origin", History{First: 202601, Values: repeated(5, 30)}, Unknown, Nothing, -1, -1},
		{"the same use each month", until(repeated(42, 60)...), Fast, Enough, 42, 42},
		{"as much as there is", until(repeated(1e12, 60)...), Fast, Enough, 1e12, 1e12},
		{"zeros before the connection", until(append(repeated(0, 50), seasonal(24)...)...), Fast, Enough, 100, 200},
		{"nobody read before", until(append(repeated(unread, 50), repeated(60, 5)...)...), Sketch, TooLittle, 60, 60},
		{"years that nobody read in between", until(append(append(repeated(900, 30), repeated(unread, 20)...), repeated(60, 5)...)...), Sketch, TooLittle, 60, 60},
		{"what cannot be was not read", until(append(repeated(-5, 3), append(repeated(float32(math.Inf(1)), 2), seasonal(24)...)...)...), Fast, Enough, 100, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := one(t, tt.history, options)
			if f.Method != tt.method || f.Evidence != tt.evidence {
				t.Fatalf("by %s with evidence %s, want %s with %s", f.Method, f.Evidence, tt.method, tt.evidence)
			}
			if tt.first < 0 {
				return
			}
			near(t, "January", f.Points[0], tt.first, 0.02*tt.first)
			near(t, "July", f.Points[6], tt.july, 0.02*tt.july)
		})
	}
}

func TestGapsDoNotMoveTheForecast(t *testing.T) {
	whole := one(t, until(seasonal(60)...), options)
	gaps := seasonal(60)
	for _, at := range []int{5, 18, 30, 31, 42, 55, 59} { // 18, 30 and 42 are Julys
		gaps[at] = unread
	}
	got := one(t, until(gaps...), options)
	for h := range got.Points {
		near(t, "a month ahead", got.Points[h], whole.Points[h], 0.03*whole.Points[h])
	}
	if got.Months != 53 {
		t.Errorf("%d months were looked at, want 53", got.Months)
	}
}

func TestMonthsMissingAtTheEndAreSteppedOver(t *testing.T) {
	values := seasonal(60)
	values[58], values[59] = unread, unread
	f := one(t, until(values...), options)
	near(t, "July", f.Points[6], 200, 4)
	near(t, "June", f.Points[5], 100, 2)
	old := History{First: 202001, Values: seasonal(36)}
	if f = one(t, old, options); f.Evidence != TooLittle {
		t.Errorf("last read three years ago is evidence %s", f.Evidence)
	}
}

func TestACustomerTenTimesHisPastStaysWithinBounds(t *testing.T) {
	f := one(t, until(append(repeated(100, 59), 1000)...), options)
	for h, x := range f.Points {
		if x < 100 || x > 1100 {
			t.Errorf("month %d ahead is %.0f", h+1, x)
		}
	}
	growing := make([]float32, 24)
	for i := range growing {
		growing[i] = float32(math.Pow(1.5, float64(i)))
	}
	o := options
	o.Horizon = MostHorizon
	f = one(t, until(growing...), o)
	if most := slices.Max(f.Points); most > 4.001*float64(growing[23]) {
		t.Errorf("growth ran away to %.3g from %.3g", most, growing[23])
	}
}

func TestSupplyHasABeginningAndAnEnd(t *testing.T) {
	h := until(seasonal(36)...)
	h.Until = 202603
	f := one(t, h, options)
	if f.Points[2] == 0 || f.Points[3] != 0 || f.Calm[3] != 0 || f.Sure[11] != 0 {
		t.Errorf("supply ends in March, and the forecast is %.0f", f.Points)
	}
	h.Until = 202512
	if f = one(t, h, options); f.Method != Ended || slices.Max(f.Points) != 0 {
		t.Errorf("supply has ended, and the forecast by %s is %.0f", f.Method, f.Points)
	}
	h = until(30, 100, 100, 100)
	h.From = h.First
	near(t, "after a first month that supply began in", one(t, h, options).Points[0], 100, 1e-6)
	h = History{From: 202603, CapacityKVA: 100, Class: "C"}
	o := options
	o.Kinds = map[string]Kind{"C": {LoadFactor: 0.5}}
	f = one(t, h, o)
	if f.Method != ByCapacity || f.Evidence != TooLittle {
		t.Fatalf("a new customer is forecast by %s with %s", f.Method, f.Evidence)
	}
	near(t, "before supply", f.Points[1], 0, 0)
	near(t, "100 kVA at half load in March", f.Points[2], 50*24*31, 1e-6)
}

func TestAShortHistoryBorrowsTheSeasonOfItsClass(t *testing.T) {
	var list List
	for range 50 {
		h := until(seasonal(40)...)
		h.Class = "C"
		list = append(list, h)
	}
	short := until(repeated(100, 5)...) // no July yet
	short.Class = "C"
	p, err := Learn(t.Context(), list, options)
	if err != nil {
		t.Fatal(err)
	}
	f, err := One(short, p, options)
	if err != nil {
		t.Fatal(err)
	}
	if f.Points[6] < 170 || f.Points[6] > 210 {
		t.Errorf("July is %.0f, its class has 200", f.Points[6])
	}
	year := until(seasonal(14)...)
	year.Class = "C"
	if f, err = One(year, p, options); err != nil || f.Points[6] < 180 || f.Points[6] > 215 {
		t.Errorf("July is %.0f, he and his class have 200 (%v)", f.Points[6], err)
	}
}

func TestOneCustomerThatExplodesDoesNotMoveTheClass(t *testing.T) {
	list := engineRandom(200, 18, 3)
	for i := range list {
		list[i].Class = "C"
	}
	o := options
	o.Origin = 202206
	sum := func() (all float64) {
		if _, err := Run(t.Context(), list, o, func(i int, f *Forecast) {
			if i > 0 {
				all += f.Points[0]
			}
		}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := sum()
	for i := range list[0].Values {
		list[0].Values[i] = float32(math.Exp(float64(i)))
	}
	if after := sum(); math.Abs(after/before-1) > 0.01 {
		t.Errorf("the others moved by %.1f %%", 100*(after/before-1))
	}
}

func TestAnIdleCustomerTellsHowLikelyHeStartsAgain(t *testing.T) {
	var list List
	for i := range 400 {
		values := repeated(50, 40)
		for m := 10; m < 40; m++ {
			values[m] = 0
		}
		if i%4 == 0 { // one of four starts again after ten months
			for m := 20; m < 40; m++ {
				values[m] = 50
			}
		}
		h := until(values...)
		h.Class = "C"
		list = append(list, h)
	}
	p, err := Learn(t.Context(), list, options)
	if err != nil {
		t.Fatal(err)
	}
	f, err := One(list[1], p, options)
	if err != nil || f.Method != Idle {
		t.Fatal(f.Method, err)
	}
	near(t, "chance a month", f.Restart, 100.0/(300*27+100*8), 0.003)
}
