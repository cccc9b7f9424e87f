package forecast

import "testing"

// BenchmarkBands forecasts 60 months, 12 ahead, with intervals, as Run does:
// the backtests of all are part of it.
func BenchmarkBands(b *testing.B) {
	rows := engineRandom(20_000, 60, 1)
	o := Options{Origin: 202512, Horizon: 12, Workers: 1, Kinds: map[string]Kind{"A": {Festival: 1}}}
	b.ReportAllocs()
	before := cpuTime()
	for b.Loop() {
		if _, err := Run(b.Context(), rows, o, func(int, *Forecast) {}); err != nil {
			b.Fatal(err)
		}
	}
	report(b, (cpuTime() - before).Seconds(), float64(len(rows)))
}
