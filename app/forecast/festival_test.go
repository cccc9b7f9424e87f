package forecast

import (
	"math"
	"testing"
	"time"
)

func TestLunarNewYearFallsOnItsDay(t *testing.T) {
	for _, want := range []string{
		"2000-02-05", "2008-02-07", "2012-01-23", "2015-02-19", "2016-02-08", "2020-01-25", "2023-01-22", "2024-02-10",
		"2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2033-01-31", "2100-02-09",
	} {
		day, err := time.Parse(time.DateOnly, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := int(newYears[day.Year()-firstNewYear]); got != day.YearDay()-1 {
			t.Errorf("in %d the year begins %d days after January 1, want %s", day.Year(), got, want)
		}
	}
	for y, days := range newYears {
		if days < 20 || days > 50 {
			t.Errorf("%d: day %d is no lunar new year", firstNewYear+y, days)
		}
		if y > 0 {
			length := 365 + int(days) - int(newYears[y-1])
			if leap(firstNewYear + y - 1) {
				length++
			}
			if short, long := length >= 353 && length <= 355, length >= 383 && length <= 385; !short && !long {
				t.Errorf("the lunar year before %d has %d days", firstNewYear+y, length)
			}
		}
	}
}

// What is left of January, February and March in an industrial park of Jiangsu,
// by daily values.
func TestTheBuiltInCurveGivesTheMeasuredMonths(t *testing.T) {
	for _, tt := range []struct {
		year     int
		jan, feb float64
	}{
		{2015, 1.00, 0.76},
		{2017, 0.85, 0.87},
		{2018, 1.00, 0.74},
		{2020, 0.81, 0.92},
		{2021, 0.99, 0.73},
		{2023, 0.78, 0.95},
		{2024, 0.99, 0.73},
		{2025, 0.87, 0.86},
		{2026, 1.00, 0.75},
	} {
		for m, want := range []float64{tt.jan, tt.feb} {
			f := festiveMonth(tt.year, m+1, 0)
			near(t, time.Month(m+1).String(), math.Exp(f.before+f.after), want, 0.035)
		}
	}
	f := festiveMonth(2026, 3, 0)
	near(t, "March 2026", math.Exp(f.before+f.after), 0.96, 0.02)
}

func TestTheFestivalMovesWithTheReadingDay(t *testing.T) {
	days := func(y, m, read int) float64 { // lost
		from, until := readingSpan(y, m, read)
		f := festiveMonth(y, m, read)
		return float64(until-from+1) * (2 - math.Exp(f.before) - math.Exp(f.after))
	}
	for _, read := range []int{0, 1, 5, 10, 15, 20, 25, 28, 31} {
		for y := 2010; y < 2030; y++ {
			var lost float64
			for m := 1; m <= festiveParts; m++ {
				lost += days(y, m, read)
			}
			near(t, "days lost in a year", lost, daysBefore+daysAfter, 1e-9)
		}
	}
	// On 2026-02-17 the year begins: read on the 10th, nearly all of it falls into
	// March.
	if feb, mar := days(2026, 2, 10), days(2026, 3, 10); feb > 1 || mar < 6 {
		t.Errorf("read on the 10th, February loses %.1f days and March %.1f", feb, mar)
	}
}

func TestTheFestivalLeavesTheSeasonAlone(t *testing.T) {
	table := festivalTable()
	for m := range festiveParts {
		var sum float64
		for y := range newYears {
			sum += table.at((firstNewYear+y)*year+m, 10).after
		}
		near(t, "mean over all years", sum/float64(len(newYears)), 0, 1e-12)
	}
	if table.at(1999*year, 0) != (festive{}) || table.at(2101*year+1, 0) != (festive{}) || table.at(2020*year+6, 0) != (festive{}) {
		t.Error("there is a festival where none is")
	}
}

func TestTheLeapDayFallsWhereItIsRead(t *testing.T) {
	feb, mar := 2024*year+1, 2024*year+2
	for _, tt := range []struct {
		read     int
		feb, mar bool
	}{{0, true, false}, {31, true, false}, {29, true, false}, {28, false, true}, {10, false, true}} {
		if got := leapDay(feb, tt.read) > 0; got != tt.feb {
			t.Errorf("read on %d, February has the leap day: %v", tt.read, got)
		}
		if got := leapDay(mar, tt.read) > 0; got != tt.mar {
			t.Errorf("read on %d, March has the leap day: %v", tt.read, got)
		}
	}
	near(t, "the sum over four years", 3*leapDay(feb+year, 0)+leapDay(feb, 0), 0, 1e-3)
}

// keeping are customers whose use the festival cuts to so much of the built-in
// curve.
func keeping(strength float64, rows, months int) List {
	list := engineRandom(rows, months, 7)
	for i := range list {
		list[i].Class = "C"
		for t := range list[i].Values {
			f := festivalTable().at(monthNumber(list[i].First)+t, list[i].ReadDay)
			list[i].Values[t] *= float32(math.Exp(strength * (f.before + f.after)))
		}
	}
	return list
}

func TestAClassShowsHowItKeepsTheFestival(t *testing.T) {
	learn := func(list List, kinds map[string]Kind) festive {
		p, err := Learn(t.Context(), list, Options{Origin: 202512, Horizon: 12, NoBands: true, Kinds: kinds})
		if err != nil {
			t.Fatal(err)
		}
		return p.classes["C"].festival
	}
	f := learn(keeping(1, 300, 60), nil)
	near(t, "before, of a class nothing was told of", f.before, 1, 0.25)
	near(t, "after", f.after, 1, 0.25)
	f = learn(keeping(0, 300, 60), nil)
	near(t, "before, of a class that does not keep it", f.before, 0, 0.1)
	near(t, "after", f.after, 0, 0.1)
	f = learn(keeping(0, 300, 60), map[string]Kind{"C": {Festival: 1}})
	near(t, "before, of one that was told to and does not", f.before, 0, 0.35)
	near(t, "after", f.after, 0, 0.35)
	if f = learn(keeping(0, 300, 24), map[string]Kind{"C": {Festival: 1}}); f != (festive{1, 1}) {
		t.Errorf("two festivals prove nothing, but the curve became %v", f)
	}
}

func TestAFestivalInJanuaryIsForeseenFromYearsWithOneInFebruary(t *testing.T) {
	list := keeping(1, 100, 60)
	for i := range list {
		list[i].First = 201801
		for m := range list[i].Values { // anew, as the months are others
			old, is := festivalTable().at(2021*year+m, 0), festivalTable().at(2018*year+m, 0)
			list[i].Values[m] *= float32(math.Exp(is.before + is.after - old.before - old.after))
		}
	}
	january := func(o Options) (mean float64) {
		o.Origin, o.Horizon, o.NoBands = 202212, 12, true
		if _, err := Run(t.Context(), list, o, func(_ int, f *Forecast) { mean += f.Points[0] / f.Points[5] / 100 }); err != nil {
			t.Fatal(err)
		}
		return mean
	}
	with, without := january(Options{}), january(Options{NoCalendar: true})
	if with > 0.95*without {
		t.Errorf("January 2023 has %.2f of June with the calendar, %.2f without: the festival was on its 22nd", with, without)
	}
}
