package forecast

import (
	"math"
	"testing"
)

func TestEventsToComeChangeTheForecast(t *testing.T) {
	for _, tt := range []struct {
		name   string
		events []Event
		// of calm use 100: the months 1, 3 and 6 ahead
		points, sure [3]float64
	}{
		{"none", nil, [3]float64{100, 100, 100}, [3]float64{100, 100, 100}},
		{"an expansion", []Event{{From: 202603, KWh: 50, Confidence: 1}}, [3]float64{100, 150, 150}, [3]float64{100, 150, 150}},
		{"one half believed", []Event{{From: 202603, KWh: 50, Confidence: 0.5}}, [3]float64{100, 125, 125}, [3]float64{100, 150, 150}},
		{"one that grows", []Event{{From: 202603, KWh: 60, Ramp: 2, Confidence: 1}}, [3]float64{100, 120, 160}, [3]float64{100, 120, 160}},
		{"a closure for three months", []Event{{From: 202602, To: 202604, Permille: -1000, Confidence: 1}}, [3]float64{100, 0, 100}, [3]float64{100, 0, 100}},
		{"a factor and kWh", []Event{{From: 202601, Permille: 200, Confidence: 1}, {From: 202603, KWh: -20, Confidence: 1}}, [3]float64{120, 100, 100}, [3]float64{120, 100, 100}},
		{"more taken than there is", []Event{{From: 202601, KWh: -500, Confidence: 1}}, [3]float64{0, 0, 0}, [3]float64{0, 0, 0}},
		{"nothing believed", []Event{{From: 202601, KWh: 50}}, [3]float64{100, 100, 100}, [3]float64{100, 100, 100}},
		{"no number", []Event{{From: 202601, KWh: math.NaN(), Confidence: 1}}, [3]float64{100, 100, 100}, [3]float64{100, 100, 100}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := until(repeated(100, 36)...)
			h.Events = tt.events
			f := one(t, h, options)
			for i, at := range []int{0, 2, 5} {
				near(t, "expected", f.Points[at], tt.points[i], 1e-6)
				near(t, "if all happens", f.Sure[at], tt.sure[i], 1e-6)
				near(t, "calm", f.Calm[at], 100, 1e-6)
			}
		})
	}
}

func TestAnExpansionThatHasBegunLiftsTheMonthsBefore(t *testing.T) {
	values := repeated(100, 40)
	for i := 36; i < 40; i++ { // since September 2025
		values[i] = 200
	}
	plain := until(values...)
	told := plain
	told.Events = []Event{{From: 202509, Permille: 1000, Confidence: 0.8}}
	f := one(t, told, options)
	near(t, "with the event", f.Points[8], 200, 12)
	if without := one(t, plain, options); math.Abs(without.Points[8]-200) < math.Abs(f.Points[8]-200) {
		t.Errorf("without the event %.0f is nearer to 200 than %.0f", without.Points[8], f.Points[8])
	}
	near(t, "it is in the calm forecast", f.Calm[8], f.Points[8], 1e-9)
}

func TestAnExpansionThatDidNotComeTrueIsBelievedLess(t *testing.T) {
	h := until(repeated(100, 48)...)
	h.Events = []Event{{From: 202501, Permille: 1000, Confidence: 0.8}} // nothing happened for a year
	near(t, "a year later", one(t, h, options).Points[0], 100, 10)
}

func TestAClosureThatIsOverLeavesNoTrace(t *testing.T) {
	values := seasonal(48)
	for i := 40; i < 44; i++ { // May to August 2025, with the July
		values[i] = 10
	}
	h := until(values...)
	h.Events = []Event{{From: 202505, To: 202508, Permille: -900, Confidence: 1}}
	f := one(t, h, options)
	near(t, "May", f.Points[4], 100, 8)
	near(t, "July", f.Points[6], 200, 16)
}

func TestWhatHasBegunIsTakenBackWhenItEnds(t *testing.T) {
	values := repeated(100, 48)
	for i := 40; i < 48; i++ {
		values[i] = 150
	}
	h := until(values...)
	h.Events = []Event{{From: 202505, To: 202603, Permille: 500, Confidence: 1}}
	f := one(t, h, options)
	near(t, "while it lasts", f.Points[1], 150, 8)
	near(t, "afterwards", f.Points[5], 100, 8)
	near(t, "without its end", f.Calm[5], 150, 8)
}

func TestEventsAreTakenInAnyOrder(t *testing.T) {
	h := until(seasonal(48)...)
	h.Events = []Event{
		{From: 202409, Permille: 300, Confidence: 0.7},
		{From: 202602, KWh: 33.3, Confidence: 0.4},
		{From: 202409, Permille: 100, Confidence: 0.3},
		{From: 202604, To: 202605, Permille: -700, Confidence: 0.9},
	}
	want := one(t, h, options)
	h.Events[0], h.Events[2], h.Events[1], h.Events[3] = h.Events[2], h.Events[3], h.Events[0], h.Events[1]
	got := one(t, h, options)
	for i := range want.Points {
		if got.Points[i] != want.Points[i] || got.Sure[i] != want.Sure[i] {
			t.Fatalf("%v in another order is %v", want.Points, got.Points)
		}
	}
}
