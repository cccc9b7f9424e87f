package forecast

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTheSameToTheLastBitForAnyWorkersAndOrder(t *testing.T) {
	list := mixed(1500, 11)
	run := func(order []int, workers int) map[string][]float64 {
		rows := make(List, len(list))
		for to, from := range order {
			rows[to] = list[from]
		}
		o := Options{Origin: 202512, Horizon: 12, Workers: workers, Kinds: map[string]Kind{"A": {Festival: 1}, "B": {LoadFactor: 0.3}}}
		got := map[string][]float64{}
		last := -1
		if _, err := Run(t.Context(), rows, o, func(i int, f *Forecast) {
			if i != last+1 {
				t.Fatalf("row %d came after %d", i, last)
			}
			last = i
			all := slices.Concat(f.Points, f.Calm, f.Sure, f.Low80, f.High80, f.Low95, f.High95)
			got[rows[i].Key] = append(all, f.Sigma, f.Alpha, f.Restart)
		}); err != nil {
			t.Fatal(err)
		}
		return got
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	want := run(order, 1)
	r := rand.New(rand.NewPCG(5, 6))
	for _, workers := range []int{2, 3, 7} {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for key, got := range run(order, workers) {
			if !slices.EqualFunc(got, want[key], func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
				t.Fatalf("%d workers: %s is %v, was %v", workers, key, got, want[key])
			}
		}
	}
}

func TestNothingAfterTheOriginIsSeen(t *testing.T) {
	o := Options{Origin: 202406, Horizon: 12, Workers: 2}
	run := func(list List) (all []float64) {
		if _, err := Run(t.Context(), list, o, func(_ int, f *Forecast) {
			all = slices.Concat(all, f.Points, f.Sure, f.Low80, f.High80, f.Low95, f.High95, []float64{f.Sigma, f.Restart})
		}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	list := mixed(500, 13)
	want := run(list)
	for i := range list {
		for t := range list[i].Values {
			if monthNumber(list[i].First)+t > monthNumber(o.Origin) {
				list[i].Values[t] = list[i].Values[t]*10 + 1
			}
		}
	}
	if !slices.Equal(run(list), want) {
		t.Error("values after the origin changed a forecast")
	}
}

func TestOneGivesWhatRunGave(t *testing.T) {
	list := mixed(300, 17)
	o := Options{Origin: 202512, Horizon: 12, Workers: 2}
	var all [][]float64
	p, err := Run(t.Context(), list, o, func(_ int, f *Forecast) { all = append(all, slices.Clone(f.Points)) })
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range list {
		if f, err := One(h, p, o); err != nil || !slices.Equal(f.Points, all[i]) {
			t.Fatalf("%s: %v, Run gave %v (%v)", h.Key, f.Points, all[i], err)
		}
	}
}

func TestARunIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	list := engineRandom(5000, 30, 1)
	o := Options{Origin: 202306, Horizon: 12, Workers: 2, NoBands: true}
	rows := 0
	if _, err := Run(ctx, list, o, func(int, *Forecast) {
		if rows++; rows == 300 {
			stop()
		}
	}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if rows > 2000 {
		t.Errorf("%d rows came, it was stopped after 300", rows)
	}
}

func TestProgressIsToldToItsEnd(t *testing.T) {
	last, total := 0, 0
	o := Options{Origin: 202306, Horizon: 12, Workers: 3, Progress: func(done, all int) {
		if done <= last {
			t.Errorf("%d after %d", done, last)
		}
		last, total = done, all
	}}
	if _, err := Run(t.Context(), engineRandom(2000, 30, 1), o, func(int, *Forecast) {}); err != nil || last != total || total == 0 {
		t.Errorf("ended at %d of %d (%v)", last, total, err)
	}
}

func TestImpossibleOptionsAreRefused(t *testing.T) {
	for fault, o := range map[Fault]Options{
		"origin":  {Origin: 202513, Horizon: 12},
		"horizon": {Origin: 202512, Horizon: MostHorizon + 1},
		"workers": {Origin: 202512, Horizon: 12, Workers: -1},
	} {
		if _, err := One(History{}, nil, o); !errors.Is(err, fault) {
			t.Errorf("%v was answered with %v", o, err)
		}
	}
}
