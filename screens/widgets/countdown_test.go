package widgets_test

import (
	"testing"
	"time"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

func TestACountdownSaysWhatIsLeftAndWarnsInItsLastQuarter(t *testing.T) {
	from := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	until := from.Add(2 * time.Hour)
	for _, tt := range []struct {
		after time.Duration
		want  string
		tone  widgets.Tone
	}{
		{0, "2 h 0 min left", widgets.ToneInfo},
		{88 * time.Minute, "32 min left", widgets.ToneInfo},
		{90*time.Minute - time.Second, "30 min left", widgets.ToneInfo},
		{90 * time.Minute, "30 min left", widgets.ToneWarn},
		{119*time.Minute + 30*time.Second, "less than 1 min left", widgets.ToneWarn},
		{2 * time.Hour, "less than 1 min left", widgets.ToneWarn},
		{2*time.Hour + time.Second, "over by 1 min", widgets.ToneBad},
		{124*time.Minute + 10*time.Second, "over by 5 min", widgets.ToneBad},
		{5 * time.Hour, "over by 3 h 1 min", widgets.ToneBad},
		{75 * time.Hour, "over by 3 days 1 h", widgets.ToneBad},
	} {
		text, tone := widgets.Remaining(from.UnixMilli(), until.UnixMilli(), from.Add(tt.after))
		if text != tt.want || tone != tt.tone {
			t.Errorf("after %s: %q in tone %d, want %q in %d", tt.after, text, tone, tt.want, tt.tone)
		}
	}
	long := from.Add(30 * 24 * time.Hour)
	if text, tone := widgets.Remaining(from.UnixMilli(), long.UnixMilli(), from.Add(27*24*time.Hour)); text != "3 days 0 h left" || tone != widgets.ToneInfo {
		t.Errorf("three days before the end of a month: %q in tone %d", text, tone)
	}
}

func TestNobodyCountsTheHoursOfAMonth(t *testing.T) {
	from := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	if text, _ := widgets.Remaining(from.UnixMilli(), from.Add(30*24*time.Hour+5*time.Hour).UnixMilli(), from); text != "30 days left" {
		t.Errorf("thirty days and five hours are told as %q", text)
	}
}

func TestACountdownMovesWhenItIsToldTheTime(t *testing.T) {
	from := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	page := screentest.New(t)
	c := widgets.NewCountdown(from.UnixMilli(), from.Add(45*time.Minute).UnixMilli(), from)
	page.Show(c)
	page.See("45 min left")
	c.Tick(from.Add(13 * time.Minute))
	page.See("32 min left")
	c.Tick(from.Add(50*time.Minute - time.Second))
	page.See("over by 5 min")
}

func TestAShareSaysItsFigures(t *testing.T) {
	page := screentest.New(t)
	s := widgets.NewShare("Accounts told")
	page.Show(s)
	s.Set(12_345, 20_000)
	page.See("Accounts told")
	page.See("12,345 / 20,000")
}
