package words_test

import (
	"testing"
	"time"

	"lamplighter/screens/words"
)

func TestAFewHoursAreToldWithTheirMinutes(t *testing.T) {
	for _, tt := range []struct {
		d    time.Duration
		want string
	}{
		{45 * time.Minute, "45 min"},
		{90 * time.Minute, "1 h 30 min"},
		{2 * time.Hour, "2 h"},
		{30*time.Hour + 20*time.Minute, "30 h"},
		{72 * time.Hour, "3 days"},
	} {
		if got := words.Span(tt.d); got != tt.want {
			t.Errorf("%v is told as %q, want %q", tt.d, got, tt.want)
		}
	}
}

func TestAListLeavesOutWhatIsTheSameInEveryAddress(t *testing.T) {
	for _, tt := range []struct{ name, address, want string }{
		{"province and city go", "四川省攀枝花市米易县攀莲镇水井村5组13号", "米易县攀莲镇水井村5组13号"},
		{"the city alone goes", "攀枝花市仁和区大田镇8号", "仁和区大田镇8号"},
		{"an autonomous prefecture goes", "四川省凉山彝族自治州会理市城关镇2号", "会理市城关镇2号"},
		{"a county is told", "米易县攀莲镇新村村8组78号", "米易县攀莲镇新村村8组78号"},
		{"a market is no city", "攀莲镇农贸市场3号", "攀莲镇农贸市场3号"},
		{"nothing stays nothing", "", ""},
	} {
		if got := words.Place(tt.address); got != tt.want {
			t.Errorf("%s: %q became %q, want %q", tt.name, tt.address, got, tt.want)
		}
	}
}
