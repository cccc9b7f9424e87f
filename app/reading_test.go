package app

import "testing"

func TestAReadingFollowsTheLast(t *testing.T) {
	last := Reading{Register: "total", ReadOn: "2026-02-01", Hundredths: 99_980_00}
	tests := []struct {
		name string
		r    Reading
		want int64 // hundredths, with a multiplier of 20
		no   string
	}{
		{"what went through is multiplied", Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 99_990_50}, 10_50 * 20, ""},
		{"the same as before is nothing used", Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 99_980_00}, 0, ""},
		{"lower than the last", Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 20_00}, 0, "total lower_than_last"},
		{"lower, for it passed its last number", Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 20_00, Turn: RolledOver}, 40_00 * 20, ""},
		{"said to have passed its end from its beginning", Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 99_970_00, Turn: RolledOver}, 0, "total no_rollover"},
		{"of another meter", Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 3_00, Turn: MeterChanged}, 0, ""},
		{"of a day before the last", Reading{Register: "total", ReadOn: "2026-01-31", Hundredths: 99_990_00}, 0, "read_on before_last_reading"},
		{"the highest load is set back each month", Reading{Register: RegisterDemand, ReadOn: "2026-03-01", Hundredths: 3_00}, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			use, err := tt.r.Since(last, 20)
			if saidNo(err) != tt.no || err == nil && use.Hundredths != tt.want {
				t.Errorf("%d used, refused with %q; want %d, %q", use.Hundredths, saidNo(err), tt.want, tt.no)
			}
		})
	}
}

func TestTheFirstReadingFollowsNone(t *testing.T) {
	if use, err := (Reading{Register: "total", ReadOn: "2026-03-01", Hundredths: 500}).Since(Reading{}, 1); err != nil || use != (ReadingUse{}) {
		t.Errorf("%+v, %v", use, err)
	}
}

func TestAReadingHasNoMoreDigitsThanItsMeter(t *testing.T) {
	r := Reading{Account: AccountID{1}, Register: "total", ReadOn: "2026-03-01", Hundredths: 999_999_99}
	if err := r.Check("2026-03-02"); err != nil {
		t.Error(err)
	}
	r.Hundredths++
	if got := saidNo(r.Check("2026-03-02")); got != "total more_than_meter" {
		t.Errorf("refused with %q", got)
	}
	r.Hundredths, r.ReadOn = 1, "2026-03-03"
	if got := saidNo(r.Check("2026-03-02")); got != "read_on in_the_future" {
		t.Errorf("refused with %q", got)
	}
}

func TestAJumpIsTold(t *testing.T) {
	before := ReadingUse{Hundredths: 100_00, Days: 30}
	for use, want := range map[ReadingUse]bool{
		{Hundredths: 290_00, Days: 30}: false, {Hundredths: 310_00, Days: 30}: true, {Hundredths: 310_00, Days: 60}: false, {Hundredths: 5, Days: 0}: false,
	} {
		if use.JumpsFrom(before) != want {
			t.Errorf("%+v jumps: %v, want %v", use, !want, want)
		}
	}
}

func TestARegisterIsRead(t *testing.T) {
	for text, want := range map[string]int64{"12345.67": 12345_67, "0": 0, ".5": 50, "1,234": 1234_00, "１２．３": 12_30} {
		if got, err := ParseRegister("total", text); err != nil || got != want {
			t.Errorf("%q reads as %d, %v; want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]string{"": "total missing", "12.345": "total malformed", "-3": "total malformed", "一百": "total malformed", "1.-2": "total malformed"} {
		if _, err := ParseRegister("total", text); saidNo(err) != want {
			t.Errorf("%q is refused with %q, want %q", text, saidNo(err), want)
		}
	}
	if got := RegisterText(12345_07); got != "12345.07" {
		t.Errorf("said as %q", got)
	}
}
