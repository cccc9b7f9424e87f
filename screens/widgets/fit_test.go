package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lamplighter/screens/look"
)

func TestTextIsCutBetweenCharacters(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, look.Normal))
	rule := newRuler(13, fyne.TextStyle{})
	tests := []struct {
		name, text string
		room       float32
		want       string
	}{
		{"what fits stays whole", "米易县供电所", 200, "米易县供电所"},
		{"what does not is cut", "米易县攀莲镇水塘村三组供电所", 60, "米易县…"},
		{"line breaks read as spaces", "一\n二", 200, "一 二"},
		{"no room at all", "米易", 3, ""},
		{"nothing", "", 10, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := rule.fit(tt.text, tt.room)
			if got != tt.want {
				t.Errorf("fit is %q, want %q", got, tt.want)
			}
			if width := fyne.MeasureText(got, 13, fyne.TextStyle{}).Width; width > tt.room+1 {
				t.Errorf("%q is %v wide in a room of %v", got, width, tt.room)
			}
		})
	}
}
