package forecast

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// anything is a history as it should not be.
func anything(r *rand.Rand) History {
	h := History{Class: [...]string{"A", "B", "C", "", "?"}[r.IntN(5)], First: 201801 + int64(r.IntN(5)*100+r.IntN(12)), ReadDay: r.IntN(32), Large: r.IntN(50) == 0}
	h.Values = make([]float32, r.IntN(100))
	scale := math.Pow(10, 14*r.Float64()-2)
	wild, zeros, gaps := r.Float64()*r.Float64()*3, max(0, 1.5*r.Float64()-1), max(0, 1.5*r.Float64()-1)
	for t := range h.Values {
		v := scale * math.Exp(wild*r.NormFloat64()+math.Sin(float64(t)*math.Pi/6))
		switch {
		case r.Float64() < zeros:
			v = 0
		case r.Float64() < gaps:
			v = math.NaN()
		case r.IntN(200) == 0:
			v = [...]float64{math.Inf(1), math.Inf(-1), -v, v * 1000, math.MaxFloat32, 1e-38}[r.IntN(6)]
		}
		h.Values[t] = float32(v)
	}
	switch r.IntN(12) {
	case 0: // the same each month
		for t := range h.Values {
			h.Values[t] = float32(scale)
		}
	case 1: // zeros first
		clear(h.Values[:len(h.Values)/2])
	case 2: // and last
		clear(h.Values[len(h.Values)/2:])
	case 3: // a step
		for t := len(h.Values) / 2; t < len(h.Values); t++ {
			h.Values[t] *= 10
		}
	}
	if r.IntN(10) == 0 {
		h.From, h.CapacityKVA = 201806+int64(r.IntN(9)*100), 1e3*r.Float64()
	}
	if r.IntN(10) == 0 {
		h.Until = 202006 + int64(r.IntN(8)*100)
	}
	for range max(0, r.IntN(8)-5) {
		e := Event{From: 201801 + int64(r.IntN(10)*100), Permille: float64(r.IntN(5000) - 1500), Ramp: r.IntN(4), Confidence: r.Float64()}
		if r.IntN(2) == 0 {
			e.To = e.From + int64(r.IntN(12)) + int64(r.IntN(2)*100)
		}
		if r.IntN(2) == 0 {
			e.KWh = scale * r.NormFloat64()
		}
		h.Events = append(h.Events, e)
	}
	return h
}

// mixed are such histories with keys.
func mixed(n int, seed uint64) List {
	r := rand.New(rand.NewPCG(seed, 0))
	list := make(List, n)
	for i := range list {
		list[i] = anything(r)
		list[i].Key = fmt.Sprint(i)
	}
	return list
}

// TestNoHistoryGivesAnImpossibleFigure takes 20,000 random histories, or as many
// as LAMPLIGHTER_FORECAST_ROWS says.
func TestNoHistoryGivesAnImpossibleFigure(t *testing.T) {
	rows := 20_000
	if n, err := strconv.Atoi(os.Getenv("LAMPLIGHTER_FORECAST_ROWS")); err == nil {
		rows = n
	}
	for seed := 0; rows > 0; seed++ {
		list := mixed(min(rows, 10_000), uint64(seed))
		rows -= len(list)
		o := Options{
			Origin: [...]int64{202412, 202506, 202201}[seed%3], Horizon: 1 + seed*7%MostHorizon, Workers: 2, NoCalendar: seed%4 == 3,
			Kinds: map[string]Kind{"A": {Festival: 1, LoadFactor: 0.4}, "B": {Festival: -3, LoadFactor: math.NaN()}},
		}
		_, err := Run(t.Context(), list, o, func(i int, f *Forecast) {
			if fault := wrong(f, o.Horizon); fault != "" {
				t.Fatalf("%s: by %s %v (%v) of %+v", fault, f.Method, f.Points, *f, list[i])
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzOne(f *testing.F) {
	f.Add([]byte{0, 0, 200, 66, 0, 0, 72, 66}, int64(202301), int64(202512), uint8(12), uint8(20), int64(202401), 500.0, 20.0)
	f.Add([]byte{}, int64(0), int64(202502), uint8(1), uint8(0), int64(0), 0.0, 0.0)
	f.Fuzz(func(t *testing.T, raw []byte, first, origin int64, horizon, read uint8, event int64, permille, kWh float64) {
		h := History{First: first, ReadDay: int(read) % 32, Large: read > 200, Events: []Event{{From: event, Permille: permille, KWh: kWh, Confidence: 0.5, Ramp: int(read) % 5}}}
		for ; len(raw) >= 4 && len(h.Values) < 300; raw = raw[4:] {
			h.Values = append(h.Values, math.Float32frombits(binary.LittleEndian.Uint32(raw)))
		}
		o := Options{Origin: origin, Horizon: int(horizon)}
		got, err := One(h, nil, o)
		if err != nil {
			return // told, not guessed
		}
		if fault := wrong(&got, o.Horizon); fault != "" {
			t.Fatalf("%s: %+v", fault, got)
		}
	})
}
