package app

import "testing"

func TestAFigureBesideTheModelsIsReadAsItIsTyped(t *testing.T) {
	for text, want := range map[string]int64{
		"120000": 120_000, "120,000": 120_000, " 12万 ": 120_000, "12.5万千瓦时": 125_000, "120 MWh": 120_000, "0": 0, "-15%": 85_000, "+10％": 110_000,
		"−100%": 0, "1.2亿": 120_000_000, "３０００度": 3000, "8%": 108_000,
	} {
		if got, err := AdjustedTo(text, 100_000); err != nil || got != want {
			t.Errorf("%q reads as %d, %v; want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"": "kwh missing", "  ": "kwh missing", "many": "kwh malformed", "-5": "kwh impossible", "-101%": "kwh impossible", "%": "kwh malformed",
		"1e30": "kwh impossible", "NaN": "kwh impossible", "Inf%": "kwh impossible", "万": "kwh malformed",
	} {
		if _, err := AdjustedTo(text, 100_000); saidNo(err) != want {
			t.Errorf("%q is refused with %q, want %q", text, saidNo(err), want)
		}
	}
}

func FuzzAFigureIsPossibleOrRefused(f *testing.F) {
	for _, text := range []string{"12万", "-15%", "1e9", "NaN", "Inf", "--", "%%"} {
		f.Add(text, int64(1000))
	}
	f.Fuzz(func(t *testing.T, text string, model int64) {
		kwh, err := AdjustedTo(text, max(0, min(model, MostUse)))
		if err == nil && (kwh < 0 || kwh > MostUse) {
			t.Errorf("%q reads as %d", text, kwh)
		}
	})
}

func TestTheSpringFestivalFallsWhereTheLunarCalendarSays(t *testing.T) {
	for year, want := range map[int64]Day{
		2020: "2020-01-25", 2023: "2023-01-22", 2024: "2024-02-10", 2026: "2026-02-17", 2027: "2027-02-06", 2030: "2030-02-03", 2100: "2100-02-09", 1999: "", 2101: "",
	} {
		if got := SpringFestival(year); got != want {
			t.Errorf("in %d it is on %q, want %q", year, got, want)
		}
	}
}
