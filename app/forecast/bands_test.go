package forecast

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// bandsNoisy are histories that wander about a level, with errors of their own
// size, none of them seasonal.
func bandsNoisy(rows, months int, noise float64, seed uint64) List {
	r := rand.New(rand.NewPCG(seed, 7))
	list := make(List, rows)
	for i := range list {
		values := make([]float32, months)
		for t := range values {
			values[t] = float32(5000 * math.Exp(noise*r.NormFloat64()))
		}
		list[i] = History{Class: "A", First: 202101, Values: values}
	}
	return list
}

// bandsCut keeps the first months of each and tells what came after.
func bandsCut(list List, months int) (known List, after [][]float32) {
	for _, h := range list {
		after = append(after, h.Values[months:])
		h.Values = h.Values[:months]
		known = append(known, h)
	}
	return known, after
}

func bandsOf(t *testing.T, list List, o Options) (out []Forecast) {
	t.Helper()
	if _, err := Run(t.Context(), list, o, func(_ int, f *Forecast) { out = append(out, f.clone()) }); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAsMuchLiesInTheBandsAsTheySay(t *testing.T) {
	for _, months := range []int{18, 24, 36, 60, 100} {
		known, after := bandsCut(bandsNoisy(300, months+12, 0.1, 1), months)
		o := Options{Origin: monthOf(monthNumber(202101) + months - 1), Horizon: 12, NoCalendar: true}
		in80, in95, n := 0, 0, 0
		for i, f := range bandsOf(t, known, o) {
			for h, v := range after[i] {
				if x := float64(v); x >= f.Low80[h] && x <= f.High80[h] {
					in80++
				}
				if x := float64(v); x >= f.Low95[h] && x <= f.High95[h] {
					in95++
				}
				n++
			}
		}
		if s := float64(in80) / float64(n); s < 0.76 || s > 0.87 {
			t.Errorf("%d months: %.3f lie in the 80 %% band", months, s)
		}
		if s := float64(in95) / float64(n); s < 0.93 || s > 0.985 {
			t.Errorf("%d months: %.3f lie in the 95 %% band", months, s)
		}
	}
}

func TestBandsKeepTheirOrderAndAreNeverBelowNothing(t *testing.T) {
	list := append(bandsNoisy(50, 60, 1.5, 2), bandsNoisy(50, 20, 0.5, 3)...)
	list = append(list, History{First: 202101, Values: make([]float32, 60)}, History{First: 202512, Values: []float32{7}})
	for i := range list[:20] { // months of nothing in between
		for m := 0; m < 60; m += 3 {
			list[i].Values[m] = 0
		}
	}
	for _, f := range bandsOf(t, list, Options{Origin: 202512, Horizon: 60}) {
		for h, p := range f.Points {
			if !(0 <= f.Low95[h] && f.Low95[h] <= f.Low80[h] && f.Low80[h] <= p && p <= f.High80[h] && f.High80[h] <= f.High95[h]) || math.IsInf(f.High95[h], 0) {
				t.Fatalf("%s, month %d: %v %v %v %v %v", f.Method, h, f.Low95[h], f.Low80[h], p, f.High80[h], f.High95[h])
			}
		}
	}
}

func TestASingleSeriesGetsBandsOfItsOwnSize(t *testing.T) {
	for _, noise := range []float64{0.03, 0.1, 0.3} {
		h := bandsNoisy(1, 48, noise, 4)[0]
		for name, pools := range map[string]*Pools{"without pools": nil, "alone": bandsLearned(t, List{h})} {
			f, err := One(h, pools, Options{Origin: 202412, Horizon: 12, NoCalendar: true})
			if err != nil {
				t.Fatal(err)
			}
			// The 95 % of a normal error are 1.96 times its size to each side.
			if got := math.Log(f.High95[5]/f.Low95[5]) / 2; got < 1.3*noise || got > 3.5*noise {
				t.Errorf("%s, errors of %g: the 95 %% band is ±%.3f", name, noise, got)
			}
		}
	}
}

func bandsLearned(t *testing.T, list List) *Pools {
	t.Helper()
	p, err := Learn(t.Context(), list, Options{Origin: 202412, Horizon: 12, NoCalendar: true})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheCalmDoNotPayForTheVolatile(t *testing.T) {
	list := append(bandsNoisy(200, 60, 0.03, 5), bandsNoisy(200, 60, 0.4, 6)...)
	width := func(f Forecast) float64 { return math.Log(f.High80[3] / f.Low80[3]) }
	var calm, volatile float64
	for i, f := range bandsOf(t, list, Options{Origin: 202512, Horizon: 6, NoCalendar: true}) {
		if i < 200 {
			calm += width(f) / 200
		} else {
			volatile += width(f) / 200
		}
	}
	if ratio := volatile / calm; ratio < 7 || ratio > 20 {
		t.Errorf("errors thirteen times as large have bands %.1f times as wide", ratio)
	}
}

func TestAnIdleCustomerMayStartAgain(t *testing.T) {
	h := History{First: 202101, Values: make([]float32, 60)}
	for m := range 50 {
		h.Values[m] = 1000
	}
	f, err := One(h, nil, Options{Origin: 202512, Horizon: 12})
	if err != nil || f.Method != Idle {
		t.Fatalf("forecast as %s, %v", f.Method, err)
	}
	for i, p := range f.Points {
		if p != 0 || f.Low95[i] != 0 || f.High95[i] < 500 || f.High95[i] > 2000 {
			t.Errorf("month %d: %v in %v to %v, want nothing, and up to what was used once", i, p, f.Low95[i], f.High95[i])
		}
	}
}

func TestAnUncertainEventIsHeldByTheBandsBothWays(t *testing.T) {
	h := bandsNoisy(1, 60, 0.02, 8)[0]
	o := Options{Origin: 202512, Horizon: 12, NoCalendar: true}
	widths := map[float64]float64{}
	for _, confidence := range []float64{0.3, 0.5, 0.8, 1} {
		h.Events = []Event{{From: 202603, KWh: 4000, Confidence: confidence}}
		f, err := One(h, nil, o)
		if err != nil {
			t.Fatal(err)
		}
		calm, sure := f.Calm[6], f.Sure[6]
		if confidence < 0.9 && (f.Low80[6] > calm || f.High80[6] < sure) {
			t.Errorf("confidence %g: %v to %v does not hold both %v and %v", confidence, f.Low80[6], f.High80[6], calm, sure)
		}
		if confidence == 1 && f.Low95[6] < calm {
			t.Errorf("a certain event leaves room for %v", f.Low95[6])
		}
		if f.Low95[0] < 0.7*calm {
			t.Error("the months before the event are as uncertain as those after")
		}
		widths[confidence] = f.High80[6] - f.Low80[6]
	}
	if 2*widths[1] > widths[0.8] {
		t.Errorf("what is certain is as wide as what is not: %v", widths)
	}
}

func TestQuantilesAreThoseOfTheErrorsCounted(t *testing.T) {
	var s errorsSeen
	s.customers = 1
	r := rand.New(rand.NewPCG(9, 9))
	var want []float64
	for range 20_000 {
		v := r.NormFloat64()
		want = append(want, v)
		s.add(s.from(1), 0, -2, v)
	}
	slices.Sort(want)
	var e errorSizes
	e.add(&s.counts[0], &bandPool{scale: -2, rho: 1})
	m := e.margins(0)
	for _, q := range []struct{ got, at float64 }{{m.low95, 0.025}, {m.low80, 0.1}, {m.high80, 0.9}, {m.high95, 0.975}, {m.up80, 0.8}, {m.up95, 0.95}} {
		if exact := want[int(q.at*20_000)]; math.Abs(q.got-exact) > 0.02*math.Abs(exact) {
			t.Errorf("the quantile of %g is %.3f, want %.3f", q.at, q.got, exact)
		}
	}
}

// Errors of customers large and small, in a scale that errors follow in part, are
// moved from bin to bin before they are read.
func TestQuantilesOfManyScalesLieNeitherInNorOut(t *testing.T) {
	var off, n float64
	for _, rho := range []float64{0.6, 0.75, 0.9, 1} {
		for _, middle := range []float64{-1.55, -2.1, -2.37, -3} {
			s, p := errorsSeen{customers: 1}, &bandPool{scale: -2.5, rho: rho}
			r := rand.New(rand.NewPCG(9, 9))
			var want []float64
			for range 20_000 {
				scale, size := middle+0.3*r.NormFloat64(), r.NormFloat64()
				want = append(want, size*math.Exp(scale-p.soften(scale)))
				s.add(s.from(1), 0, scale, size)
			}
			slices.Sort(want)
			var e errorSizes
			e.add(&s.counts[0], p)
			m := e.margins(0)
			for _, q := range []struct{ got, at float64 }{{m.low95, 0.025}, {m.low80, 0.1}, {m.high80, 0.9}, {m.high95, 0.975}} {
				by := q.got/want[int(q.at*20_000)] - 1
				if math.Abs(by) > 0.025 {
					t.Errorf("rho %g, scales about %g: the quantile of %g is off by %.3f of it", rho, middle, q.at, by)
				}
				off, n = off+by, n+1
			}
		}
	}
	near(t, "the mean by which quantiles lie too far out", off/n, 0, 0.004)
}

func TestErrorsThatDoNotFollowTheirScaleAreToldSo(t *testing.T) {
	for _, want := range []float64{0.4, 0.7, 1} {
		var s errorsSeen
		s.customers = 5000
		r := rand.New(rand.NewPCG(10, 10))
		for range 20_000 {
			scale := -3 + r.NormFloat64()
			s.add(s.from(1), 0, scale, r.NormFloat64()*math.Exp((want-1)*(scale+3)))
		}
		if p := s.pool(&bandPool{rho: usualRho, margins: []margins{usual[seasoned]}}, someAll, 0); math.Abs(p.rho-want) > 0.08 {
			t.Errorf("errors that grow with the power %g of their scale were told to with %.2f", want, p.rho)
		}
	}
}

func TestFewErrorsWeighLittleAgainstWhatIsUsual(t *testing.T) {
	prior := &bandPool{scale: -2, rho: 1, margins: []margins{usual[seasoned]}}
	pooled := func(customers int64) float64 {
		s := errorsSeen{customers: customers, covered: 4 * customers}
		for range 12 * customers {
			s.add(s.from(1), 0, -2, 6)
			s.add(s.from(1), 0, -2, -6)
		}
		return s.pool(prior, someAll, 0).at(0).high80
	}
	few, many := pooled(1), pooled(10_000)
	if few > 2 || many < 3.5 || many > 5 { // four years are not all that will ever be
		t.Errorf("one customer who was off by 6 makes a band of %.2f, ten thousand one of %.2f; usual is %.2f", few, many, usual[seasoned].high80)
	}
}
