package forecast

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
)

// engineRandom are histories of customers as they are: a level, a season, a
// trend, noise.
func engineRandom(rows, months int, seed uint64) List {
	r := rand.New(rand.NewPCG(seed, 1))
	list := make(List, rows)
	for i := range list {
		level, growth, noise := math.Exp(4+8*r.Float64()), 0.01*r.NormFloat64(), 0.02+0.2*r.Float64()
		phase, swing := 6.28*r.Float64(), 0.5*r.Float64()
		values := make([]float32, months)
		for t := range values {
			ln := growth*float64(t) + swing*math.Sin(phase+float64(t)*math.Pi/6) + noise*r.NormFloat64()
			values[t] = float32(level * math.Exp(ln))
		}
		list[i] = History{Key: string(rune('A' + i%26)), Class: string(rune('A' + i%20)), First: 202101, Values: values}
	}
	return list
}

// BenchmarkPoints forecasts 60 months, 12 ahead, as Run does: learning the
// classes is part of it.
func BenchmarkPoints(b *testing.B) { benchRun(b, true) }

// BenchmarkBands does so with intervals: the backtests of all are part of it.
func BenchmarkBands(b *testing.B) { benchRun(b, false) }

func benchRun(b *testing.B, noBands bool) {
	rows := engineRandom(20_000, 60, 1)
	o := Options{Origin: 202512, Horizon: 12, Workers: 1, NoBands: noBands, Kinds: map[string]Kind{"A": {Festival: 1}}}
	b.ReportAllocs()
	before := cpuTime()
	for b.Loop() {
		if _, err := Run(b.Context(), rows, o, func(int, *Forecast) {}); err != nil {
			b.Fatal(err)
		}
	}
	report(b, (cpuTime() - before).Seconds(), float64(len(rows)))
}

// BenchmarkGroups does so and adds customers up to their class and to all.
func BenchmarkGroups(b *testing.B) {
	rows := engineRandom(20_000, 60, 1)
	before := cpuTime()
	for b.Loop() {
		if _, _, err := RunGroups(b.Context(), rows, groupsOf(rows), Options{Origin: 202512, Horizon: 12}, func(int, *Forecast) {}); err != nil {
			b.Fatal(err)
		}
	}
	report(b, (cpuTime() - before).Seconds(), float64(len(rows)))
}

// BenchmarkProject is the inner loop alone, as backtests call it.
func BenchmarkProject(b *testing.B) {
	rows := engineRandom(1000, 60, 1)
	w := newWorker(Options{Origin: 202512, Horizon: 12}, newPools(nil))
	out := make([]float64, 12)
	w.h = rows[0]
	w.prepare()
	b.ReportAllocs()
	before := cpuTime()
	for b.Loop() {
		for range 1000 {
			w.project(60, out)
		}
	}
	report(b, (cpuTime() - before).Seconds(), 1000)
}

// BenchmarkOne is one customer after an edit, with pools kept.
func BenchmarkOne(b *testing.B) {
	rows := engineRandom(1000, 60, 1)
	o := Options{Origin: 202512, Horizon: 12}
	p, err := Learn(b.Context(), rows, o)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := One(rows[7], p, o); err != nil {
			b.Fatal(err)
		}
	}
}

func report(b *testing.B, seconds, rows float64) {
	runtime.GC()
	b.ReportMetric(float64(b.N)*rows/seconds, "series/s/core")
	b.ReportMetric(1e6*seconds/float64(b.N)/rows, "CPU-µs/series")
}
