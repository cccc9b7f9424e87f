package customers

import (
	"testing"

	"lamplighter/screens/desk"
	"lamplighter/screens/words"
)

func TestTheHistorySaysWhatCameAboutByAnExchange(t *testing.T) {
	d := &desk.Desk{Codes: words.NewCodes(words.English, nil)}
	for source, want := range map[string]string{"conflict": "Decided between values", "undo received": "Package taken back", "sync": "Another device"} {
		if got := sourceLabel(d, source); got != want {
			t.Errorf("%s reads %q, want %q", source, got, want)
		}
	}
}
